//! Taking back an entry of a ledger: it stays, with the reason.

use rusqlite::{Connection, params};

use super::row;
use crate::domain::Moment;
use crate::domain::ledger::LedgerEntry;
use crate::{Error, Result};

/// Takes an entry back.
///
/// # Errors
/// [`Error::NotFound`] for one that is not there or was taken back before.
pub fn void(db: &Connection, entry: LedgerEntry, id: &str, reason: &str, now: Moment) -> Result<()> {
    let table = match entry {
        LedgerEntry::DeviceEvent => "device_event",
        LedgerEntry::DeviceCheck => "device_check",
        LedgerEntry::Takeout => "takeout",
        LedgerEntry::Training => "training",
        LedgerEntry::GuidelineCheck => "guideline_check",
        LedgerEntry::Incident => "incident",
    };
    let sql =
        format!("UPDATE {table} SET voided_at = ?2, void_reason = ?3 WHERE id = ?1 AND voided_at IS NULL");
    let rows = db.prepare_cached(&sql)?.execute(params![id, row::entered_at(now), reason])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "ledger_entry" }) }
}
