//! Days on which passwords were changed: rows. The newest comes back with `staff`.

use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::{PasswordChangeId, StaffId};
use crate::domain::password::{PasswordChange, PasswordKind};

/// Keeps a change.
pub fn add_password_change(
    db: &Connection,
    id: &PasswordChangeId,
    staff: &StaffId,
    change: PasswordChange,
    now: Moment,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO password_change (id, staff_id, kind, changed_on, entered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        id.as_str(),
        staff.as_str(),
        change.kind.key(),
        change.on,
        row::entered_at(now)
    ])?;
    Ok(())
}

/// Takes the newest change back: it was entered by mistake. The row stays, with the reason.
pub fn void_password_change(db: &Connection, staff: &StaffId, reason: &str, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("password/void.sql"))?.execute(params![
        staff.as_str(),
        row::entered_at(now),
        reason
    ])?;
    Ok(())
}

/// The kind of a row.
pub(super) fn kind(key: &str) -> PasswordKind {
    PasswordKind::from_key(key).unwrap_or(PasswordKind::Short)
}
