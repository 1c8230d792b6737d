//! Commands about the recovery key: its sheet, which two groups are asked for, and whether those typed are
//! right. Looking at the sheet, printing and saving it are as for any paper, see `paper`.

use super::prelude::*;

/// The sheet in the first start.
#[command(async)]
pub fn recovery_sheet_first(session: State<Session>) -> Answer<wire::PaperShown> {
    session.hold().keep_paper(|desk| desk.first_recovery_sheet(now()))
}

/// The sheet once more, for who types the passphrase again.
#[command(async)]
pub fn recovery_sheet_again(session: State<Session>, passphrase: String) -> Answer<wire::PaperShown> {
    session.hold().keep_paper(|desk| desk.recovery_sheet_again(&passphrase, now()))
}

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
