//! Commands that keep, bring back and drop what is being typed. What stands in a draft is the screen's
//! affair.

use super::prelude::*;

/// Keeps a draft.
#[command(async)]
pub fn draft_save(session: State<Session>, key: String, body: String) -> Answer<()> {
    session.at_desk(|desk| desk.keep_draft(&key, &body, now()))
}

/// One draft.
#[command(async)]
pub fn draft_load(session: State<Session>, key: String) -> Answer<Option<String>> {
    session.at_desk(|desk| desk.draft(&key))
}

/// Drops a draft.
#[command(async)]
pub fn draft_drop(session: State<Session>, key: String) -> Answer<()> {
    session.at_desk(|desk| desk.drop_draft(&key))
}
