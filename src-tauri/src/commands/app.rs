//! Commands about the program itself: its state and the size of type. What they tell is kept in `session`.

use super::prelude::*;

/// What the window needs before it draws anything.
#[command(async)]
pub fn app_state(session: State<Session>) -> Answer<wire::AppState> {
    session.hold().state()
}

/// Sets the size of type, in percent.
#[command(async)]
pub fn app_text_scale(session: State<Session>, percent: u32) -> Answer<wire::AppState> {
    session.hold().set_text_scale(percent)
}
