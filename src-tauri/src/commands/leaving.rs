//! Commands about leaving: begun, step by step, cancelled. The card of the person answers.

use office::Error;
use office::domain::leaving::LeavingKind;

use super::prelude::*;
use super::staff::at;

/// Begins the steps with the last day.
#[command(async)]
pub fn leaving_begin(session: State<Session>, staff_id: String, last_day: String) -> Answer<wire::StaffCard> {
    at(session, staff_id, |desk, id| desk.begin_leaving(id, &last_day, now()))
}

/// Enters the day of a step.
#[command(async)]
pub fn leaving_step(
    session: State<Session>,
    staff_id: String,
    step: String,
    by_office: bool,
    on: String,
) -> Answer<wire::StaffCard> {
    at(session, staff_id, |desk, id| {
        let step = LeavingKind::from_key(&step).ok_or(Error::NotFound { noun: "leaving_step" })?;
        desk.do_leaving_step(id, step, by_office, &on, now())
    })
}

/// Takes a leaving back: the person stays.
#[command(async)]
pub fn leaving_cancel(session: State<Session>, staff_id: String, reason: String) -> Answer<wire::StaffCard> {
    at(session, staff_id, |desk, id| desk.cancel_leaving(id, &reason, now()))
}
