//! Commands about what was sent to the region's secretariat: recording it, and the list.

use crate::show;

use super::prelude::*;

/// Records what was sent.
#[command(async)]
pub fn submission_record(
    session: State<Session>,
    typed: wire::SubmissionTyped,
) -> Answer<Vec<wire::SubmissionLine>> {
    session.at_desk(|desk| {
        desk.record_submission(&typed.into(), now()).and_then(|()| show::submission_list(desk))
    })
}

/// What was sent, newest first.
#[command(async)]
pub fn submission_list(session: State<Session>) -> Answer<Vec<wire::SubmissionLine>> {
    session.at_desk(|desk| show::submission_list(desk))
}
