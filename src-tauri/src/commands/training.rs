//! Commands about 研修・講習会: list, record, heard later.

use office::domain::id::{StaffId, TrainingId};

use crate::show;

use super::prelude::*;

/// Trainings whose words hold `query`, newest first, the first `most` of them.
#[command(async)]
pub fn training_list(session: State<Session>, query: String, most: usize) -> Answer<wire::TrainingList> {
    session.at_desk(|desk| show::training_list(desk, &query, most))
}

/// Records a training.
#[command(async)]
pub fn training_record(session: State<Session>, typed: wire::TrainingTyped) -> Answer<()> {
    session.at_desk(|desk| desk.record_training(&typed.into(), now()).map(|_| ()))
}

/// Records that somebody heard it later.
#[command(async)]
pub fn training_later(session: State<Session>, id: String, staff_id: String, on: String) -> Answer<()> {
    let (id, staff) = (TrainingId::from_text(id), StaffId::from_text(staff_id));
    session.at_desk(|desk| desk.hear_training_later(&id, &staff, &on, now()))
}
