//! Duties that a person closed by hand, with the day: rows and back. All other duties are derived, not kept.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::Moment;

/// The days on which duties were closed, by the duty's key in `policy.toml`.
pub fn duties_closed(db: &Connection) -> Result<HashMap<String, NaiveDate>> {
    db.prepare_cached("SELECT key, on_day FROM duty_closed")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Closes a duty on a day.
pub fn close_duty(db: &Connection, key: &str, on: NaiveDate, now: Moment) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO duty_closed (key, on_day, entered_at) VALUES (?1, ?2, ?3)")?
        .execute(params![key, on, row::entered_at(now)])?;
    Ok(())
}
