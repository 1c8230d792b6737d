//! Commands about what was sent to the region's secretariat: recording it, and the list.

use office::domain::id::SubmissionId;

use crate::show;

use super::prelude::*;

/// Records what was sent.
#[command(async)]
pub fn submission_record(session: State<Session>, typed: wire::SubmissionTyped) -> Answer<()> {
    session.at_desk(|desk| desk.record_submission(&typed.into(), now()))
}

/// What was sent and whose words hold `query`, newest first, the first `most` of it.
#[command(async)]
pub fn submission_list(session: State<Session>, query: String, most: usize) -> Answer<wire::SubmissionList> {
    session.at_desk(|desk| show::submission_list(desk, &query, most))
}

/// What no notice told the bodies yet, by region.
#[command(async)]
pub fn submission_untold(session: State<Session>) -> Answer<Vec<wire::NoticeDue>> {
    session.at_desk(|desk| show::notices_due(desk))
}

/// Records what became of a submission.
#[command(async)]
pub fn submission_answer(
    session: State<Session>,
    id: String,
    answer: wire::SubmissionAnswer,
    on: String,
    reason: String,
) -> Answer<()> {
    let id = SubmissionId::from_text(id);
    session.at_desk(|desk| desk.answer_submission(&id, answer.into(), &on, &reason, now()))
}
