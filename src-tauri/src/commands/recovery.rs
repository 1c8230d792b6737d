//! Commands about the recovery key: which two groups are asked for, and whether those typed are right.
//! The sheet itself is a paper, see `paper`.

use super::prelude::*;

/// Which two groups are typed back, counted from 1.
#[command(async)]
pub fn recovery_groups(session: State<Session>) -> Answer<(usize, usize)> {
    session.at_desk(|desk| Ok(desk.recovery_groups()))
}

/// Compares the two groups typed back.
#[command(async)]
pub fn recovery_confirm(session: State<Session>, first: String, second: String) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.confirm_recovery(&first, &second, now()))
}
