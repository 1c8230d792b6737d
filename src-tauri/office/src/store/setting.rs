//! Settings of the office: key and value. Owns the keys' rows; what a key means stands in `desk`.

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// The value of a setting; `None` until it is set.
pub fn setting(db: &Connection, key: &str) -> Result<Option<String>> {
    let value = db
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(value)
}

/// Sets a value.
pub fn set_setting(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO setting (key, value) VALUES (?1, ?2)")?
        .execute(params![key, value])?;
    Ok(())
}

/// Takes a value away.
pub fn drop_setting(db: &Connection, key: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM setting WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// All settings whose key begins with `prefix`, without the prefix.
pub fn settings_below(db: &Connection, prefix: &str) -> Result<Vec<(String, String)>> {
    db.prepare_cached(
        "SELECT substr(key, length(?1) + 1), value FROM setting WHERE substr(key, 1, length(?1)) = ?1",
    )?
    .query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?
    .map(|row| row.map_err(Into::into))
    .collect()
}
