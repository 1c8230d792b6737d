//! Commands of きょうの仕事: the open duties, and closing one by its day. `office::policy` says which are open.

use crate::show;

use super::prelude::*;

/// What is to be done today.
#[command(async)]
pub fn today_list(session: State<Session>) -> Answer<wire::TodayList> {
    session.at_desk(|desk| show::today_list(desk, now()))
}

/// What was closed by hand, newest first.
#[command(async)]
pub fn duty_closed_list(session: State<Session>) -> Answer<Vec<wire::ClosedDuty>> {
    session.at_desk(|desk| show::closed_duties(desk))
}

/// Closes a duty with a day.
#[command(async)]
pub fn duty_close(
    session: State<Session>,
    region: String,
    key: String,
    on: String,
) -> Answer<wire::TodayList> {
    session.at_desk(|desk| {
        desk.close_duty_of(&region, &key, "", &on, now()).and_then(|()| show::today_list(desk, now()))
    })
}
