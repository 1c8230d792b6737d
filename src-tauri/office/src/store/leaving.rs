//! Leavings and the days of their steps: rows. They come back with `staff`.

use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::{LeavingId, StaffId};
use crate::domain::leaving::{LeavingDone, LeavingKind};

/// Begins a leaving.
pub fn begin_leaving(db: &Connection, id: &LeavingId, staff: &StaffId, now: Moment) -> Result<()> {
    db.prepare_cached("INSERT INTO leaving (id, staff_id, begun_on, entered_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.as_str(), staff.as_str(), now.today(), row::entered_at(now)])?;
    Ok(())
}

/// Keeps the day of a step, or takes it over where there was another one.
pub fn keep_step(db: &Connection, leaving: &LeavingId, done: LeavingDone, now: Moment) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO leaving_step (leaving_id, step, on_day, by_office, entered_at) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        leaving.as_str(),
        done.step.key(),
        done.on,
        done.by_office,
        row::entered_at(now)
    ])?;
    Ok(())
}

/// Takes the day of a step back: it is open again.
pub fn reopen_step(db: &Connection, leaving: &LeavingId, step: LeavingKind) -> Result<()> {
    db.prepare_cached("DELETE FROM leaving_step WHERE leaving_id = ?1 AND step = ?2")?
        .execute([leaving.as_str(), step.key()])?;
    Ok(())
}

/// Takes the leaving back: the person stays. Its steps stay readable.
pub fn cancel_leaving(db: &Connection, id: &LeavingId, reason: &str, now: Moment) -> Result<()> {
    db.prepare_cached("UPDATE leaving SET cancelled_at = ?2, cancel_reason = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), row::entered_at(now), reason])?;
    Ok(())
}
