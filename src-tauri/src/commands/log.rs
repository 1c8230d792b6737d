//! Commands about the log of acts: its check, the act that a code on paper names, and what was done in a time.

use office::domain::act_kind::ActKind;

use crate::show;

use super::prelude::*;

/// Checks the log of acts.
#[command(async)]
pub fn log_check(session: State<Session>) -> Answer<wire::CheckedLog> {
    session.at_desk(|desk| desk.check_log().map(show::checked_log))
}

/// Looks for the act whose code stands on a paper.
#[command(async)]
pub fn log_find(session: State<Session>, code: String) -> Answer<wire::FoundCode> {
    session.at_desk(|desk| show::found_code(desk, &code))
}

/// The newest acts of a kind between two days, as typed; empty for no limit.
#[command(async)]
pub fn log_list(
    session: State<Session>,
    from: String,
    until: String,
    kind: Option<String>,
    most: usize,
) -> Answer<wire::LogList> {
    let kind = kind.and_then(|kind| ActKind::from_key(&kind));
    session.at_desk(|desk| show::log_list(desk, (&from, &until), kind, most, now()))
}
