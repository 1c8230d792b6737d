//! What was typed and not yet saved: kept word for word as the window sends it, inside the vault.

use rusqlite::{Connection, OptionalExtension, params};

use super::row;
use crate::Result;
use crate::domain::Moment;

/// The drafts there are: key and time, newest first.
pub fn drafts(db: &Connection) -> Result<Vec<(String, String)>> {
    db.prepare_cached("SELECT key, saved_at FROM draft ORDER BY saved_at DESC")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// One draft.
pub fn draft(db: &Connection, key: &str) -> Result<Option<String>> {
    let body = db.prepare_cached("SELECT body FROM draft WHERE key = ?1")?.query_row([key], |row| row.get(0));
    Ok(body.optional()?)
}

/// Keeps a draft.
pub fn keep_draft(db: &Connection, key: &str, body: &str, now: Moment) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO draft (key, body, saved_at) VALUES (?1, ?2, ?3)")?
        .execute(params![key, body, row::entered_at(now)])?;
    Ok(())
}

/// Drops a draft once its record is saved.
pub fn drop_draft(db: &Connection, key: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE key = ?1")?.execute([key])?;
    Ok(())
}
