//! Commands of きょうの仕事: the open duties, and closing one by its day. `office::policy` says which are open.

use crate::show;

use super::prelude::*;

/// What is to be done today.
#[command(async)]
pub fn today_list(session: State<Session>) -> Answer<wire::TodayList> {
    session.at_desk(|desk| show::today_list(desk, now()))
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
