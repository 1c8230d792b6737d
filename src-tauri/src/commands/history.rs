//! The command that reads これまでの変更.

use crate::show;

use super::prelude::*;

/// The newest acts on a record, or on all of a noun where no id is given: at most `most` of them, and how many there are.
#[command(async)]
pub fn history(session: State<Session>, noun: String, id: String, most: usize) -> Answer<wire::History> {
    session.at_desk(|desk| show::history(desk, &noun, &id, most, now()))
}
