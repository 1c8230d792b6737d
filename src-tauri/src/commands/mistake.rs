//! The command that takes back what was entered by mistake; the screen asks for its card again.

use office::Error;
use office::domain::mistake::Mistake;

use super::prelude::*;

/// Takes back what was entered by mistake, with the reason.
#[command(async)]
pub fn mistake_take_back(session: State<Session>, what: String, id: String, reason: String) -> Answer<()> {
    let what = Mistake::from_key(&what).ok_or(Error::NotFound { noun: "mistake" })?;
    session.at_desk(|desk| desk.take_back(what, &id, &reason, now()))
}
