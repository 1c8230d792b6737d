//! Commands that open and leave 練習モード. Its invented people are made in `desk`.

use office::desk::Desk;

use super::prelude::*;

/// Opens the practice office.
#[command(async)]
pub fn practice_open(session: State<Session>) -> Answer<wire::AppState> {
    let mut held = session.hold();
    let desk = Desk::practice(&held.practice_folder(), held.shelf()?, now())?;
    held.seat(desk)
}

/// Leaves the practice office.
#[command(async)]
pub fn practice_close(session: State<Session>) -> Answer<wire::AppState> {
    session.hold().leave()?;
    session.hold().state()
}
