//! Commands of the round of passwords: the list, a day for several people, and taking one back.

use office::domain::id::StaffId;
use office::domain::password::PasswordChangeDraft;

use crate::show;

use super::prelude::*;

/// The round, the first `most` lines of it.
#[command(async)]
pub fn password_list(session: State<Session>, most: usize) -> Answer<wire::PasswordList> {
    session.at_desk(|desk| show::password_list(desk, most, now()))
}

/// Enters one day of change for several people; without a kind it stays as it is.
#[command(async)]
pub fn password_change(
    session: State<Session>,
    ids: Vec<String>,
    kind: Option<wire::PasswordKind>,
    on: String,
    most: usize,
) -> Answer<wire::PasswordList> {
    let ids: Vec<_> = ids.into_iter().map(StaffId::from_text).collect();
    let draft = PasswordChangeDraft { kind: kind.map(Into::into), on };
    session.at_desk(|desk| {
        desk.change_passwords(&ids, &draft, now()).and_then(|()| show::password_list(desk, most, now()))
    })
}

/// Takes somebody's newest change back.
#[command(async)]
pub fn password_void(
    session: State<Session>,
    id: String,
    reason: String,
    most: usize,
) -> Answer<wire::PasswordList> {
    let id = StaffId::from_text(id);
    session.at_desk(|desk| {
        desk.void_password_change(&id, &reason, now()).and_then(|()| show::password_list(desk, most, now()))
    })
}
