//! Commands that make, unlock, recover and lock the vault. What may be said about a file that does not
//! open is `store`'s affair.

use std::path::Path;
use std::sync::Arc;

use office::desk::{Desk, Shelf};

use super::prelude::*;

/// Makes the vault of a new office.
#[command(async)]
pub fn vault_create(session: State<Session>, passphrase: String, again: String) -> Answer<wire::AppState> {
    open(&session, |folder, shelf| Desk::create(folder, &passphrase, &again, shelf, now()))
}

/// Unlocks the office's vault.
#[command(async)]
pub fn vault_unlock(session: State<Session>, passphrase: String) -> Answer<wire::AppState> {
    open(&session, |folder, shelf| Desk::unlock(folder, &passphrase, shelf, now()))
}

/// Unlocks with the recovery key and sets a new passphrase.
#[command(async)]
pub fn vault_recover(
    session: State<Session>,
    recovery_key: String,
    passphrase: String,
    again: String,
) -> Answer<wire::AppState> {
    open(&session, |folder, shelf| Desk::recover(folder, &recovery_key, &passphrase, &again, shelf, now()))
}

/// Locks the vault.
#[command(async)]
pub fn vault_lock(session: State<Session>) -> Answer<wire::AppState> {
    session.hold().leave()?;
    session.hold().state()
}

/// Goes on with an older copy of the records, for a reason.
#[command(async)]
pub fn vault_accept_older(session: State<Session>, reason: String) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.accept_older(&reason, now()))
}

fn open(
    session: &Session,
    unlock: impl FnOnce(&Path, Arc<Shelf>) -> office::Result<Desk>,
) -> Answer<wire::AppState> {
    let mut held = session.hold();
    let opened = unlock(&held.office_folder(), held.shelf()?);
    match opened {
        Ok(desk) => held.seat(desk),
        Err(error) => Err(held.note_trouble(error.into())),
    }
}
