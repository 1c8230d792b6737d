//! Duties that a person closed by hand, with the day: rows and back. All other duties are derived, not kept.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::duty::Closed;

/// The days on which a region's duties were closed, for the office and for those who have not left by `today`.
pub fn duties_closed(db: &Connection, region: &str, today: NaiveDate) -> Result<Closed> {
    db.prepare_cached(include_str!("duty/closed.sql"))?
        .query_map(params![region, today], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The day on which one duty was closed.
pub fn duty_closed_on(db: &Connection, region: &str, key: &str, subject: &str) -> Result<Option<NaiveDate>> {
    let sql = "SELECT on_day FROM duty_closed WHERE region = ?1 AND key = ?2 AND subject = ?3";
    Ok(db.prepare_cached(sql)?.query_row([region, key, subject], |row| row.get(0)).optional()?)
}

/// The duties that were closed, the newest first: region, key, whom it is about, the day.
pub fn newest_closed(db: &Connection, most: u32) -> Result<Vec<(String, String, String, NaiveDate)>> {
    db.prepare_cached(include_str!("duty/newest_closed.sql"))?
        .query_map([most], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Takes the day of a duty back: it is open again.
pub fn reopen_duty(db: &Connection, region: &str, key: &str, subject: &str) -> Result<()> {
    let sql = "DELETE FROM duty_closed WHERE region = ?1 AND key = ?2 AND subject = ?3";
    db.prepare_cached(sql)?.execute([region, key, subject])?;
    Ok(())
}

/// Closes a duty on a day; `subject` is empty for the office.
pub fn close_duty(
    db: &Connection,
    region: &str,
    key: &str,
    subject: &str,
    on: NaiveDate,
    now: Moment,
) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO duty_closed (region, key, subject, on_day, entered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![region, key, subject, on, row::entered_at(now)])?;
    Ok(())
}
