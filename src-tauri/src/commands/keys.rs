//! Commands about who can open the office: passphrases and the people who have one. Rules stand in `desk`.

use crate::show;

use super::prelude::*;

/// Changes the passphrase of whoever is at the desk.
#[command(async)]
pub fn keys_passphrase_change(
    session: State<Session>,
    old: String,
    passphrase: String,
    again: String,
) -> Answer<Vec<wire::KeyUser>> {
    session.at_desk(|desk| {
        desk.change_passphrase(&old, &passphrase, &again, now()).map(|()| show::keys_user_list(desk))
    })
}

/// Everyone who can open the office.
#[command(async)]
pub fn keys_user_list(session: State<Session>) -> Answer<Vec<wire::KeyUser>> {
    session.at_desk(|desk| Ok(show::keys_user_list(desk)))
}

/// Gives a deputy a passphrase of their own.
#[command(async)]
pub fn keys_user_add(
    session: State<Session>,
    passphrase: String,
    again: String,
) -> Answer<Vec<wire::KeyUser>> {
    session.at_desk(|desk| desk.add_deputy(&passphrase, &again, now()).map(|()| show::keys_user_list(desk)))
}

/// Takes someone's passphrase away.
#[command(async)]
pub fn keys_user_remove(session: State<Session>, id: String) -> Answer<Vec<wire::KeyUser>> {
    session.at_desk(|desk| desk.remove_user(&id, now()).map(|()| show::keys_user_list(desk)))
}
