//! Commands about all ledgers: an entry is taken back.

use office::Error;
use office::domain::ledger::LedgerEntry;

use super::prelude::*;

/// Takes an entry back, with the reason.
#[command(async)]
pub fn ledger_void(session: State<Session>, entry: String, id: String, reason: String) -> Answer<()> {
    let entry = LedgerEntry::from_key(&entry).ok_or(Error::NotFound { noun: "ledger_entry" })?;
    session.at_desk(|desk| desk.void_entry(entry, &id, &reason, now()))
}
