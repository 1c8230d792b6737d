//! Taking back an entry of a ledger: it stays, with the reason.

use rusqlite::Connection;

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::ledger::LedgerEntry;

/// Takes an entry back.
///
/// # Errors
/// [`crate::Error::NotFound`] for one that is not there or was taken back before.
pub fn void(db: &Connection, entry: LedgerEntry, id: &str, reason: &str, now: Moment) -> Result<()> {
    let table = match entry {
        LedgerEntry::DeviceEvent => "device_event",
        LedgerEntry::DeviceCheck => "device_check",
        LedgerEntry::Takeout => "takeout",
        LedgerEntry::Training => "training",
        LedgerEntry::GuidelineCheck => "guideline_check",
        LedgerEntry::Incident => "incident",
    };
    row::void(db, table, id, reason, now)
}
