//! What rows of several nouns share: names, times, keys for sorting and searching.

use rusqlite::{Connection, Params, Row, params};

use crate::domain::consent::{PersonalText, Voided};
use crate::domain::id::StaffId;
use crate::domain::search_key::search_key;
use crate::domain::{Moment, PersonName};
use crate::{Error, Result};

/// How many rows are read at most, as SQLite takes it.
pub fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// What a count gives.
pub fn total(row: &Row<'_>) -> rusqlite::Result<usize> {
    row.get::<_, u32>(0).map(|total| total as usize)
}

/// How many rows of a ledger were not taken back.
pub fn count(db: &Connection, table: &'static str) -> Result<usize> {
    let sql = format!("SELECT count(*) FROM {table} WHERE voided_at IS NULL");
    Ok(db.prepare_cached(&sql)?.query_row([], total)?)
}

/// The rows of a statement whose last column says how many there are beside those it gives.
pub fn counted<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<(Vec<T>, usize)> {
    let mut statement = db.prepare_cached(sql)?;
    let last = statement.column_count() - 1;
    let (mut found, mut total) = (Vec::new(), 0);
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        total = row.get::<_, u32>(last)? as usize;
        found.push(read(row)?);
    }
    Ok((found, total))
}

/// How many rows a statement gives that is asked without a limit.
pub fn count_of(db: &Connection, sql: &str, params: impl Params) -> Result<usize> {
    Ok(db.prepare_cached(&format!("SELECT count(*) FROM ({sql})"))?.query_row(params, total)?)
}

/// How many rows of a ledger hold a key, as its statement finds them (?1 the key, ?2 the limit); all for an empty one.
pub fn count_matching(db: &Connection, table: &'static str, matching: &str, key: &str) -> Result<usize> {
    match key {
        "" => count(db, table),
        _ => count_of(db, matching, params![key, limit(usize::MAX)]),
    }
}

/// The time an act was typed in, as kept: UTC with the office's offset.
pub fn entered_at(now: Moment) -> String {
    now.utc.with_timezone(&now.offset).to_rfc3339_opts(chrono::SecondsFormat::Millis, false)
}

/// Takes the row of an id back (取り消し): it stays, with the reason, and counts no more.
///
/// # Errors
/// [`Error::NotFound`] for one that is not there or was taken back before.
pub fn void(db: &Connection, table: &'static str, id: &str, reason: &str, now: Moment) -> Result<()> {
    let sql =
        format!("UPDATE {table} SET voided_at = ?2, void_reason = ?3 WHERE id = ?1 AND voided_at IS NULL");
    let rows = db.prepare_cached(&sql)?.execute(params![id, entered_at(now), reason])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "entry" }) }
}

/// Takes the row of a card back, unless something points at it: then nobody would know what that is about. The foreign
/// keys know; parts of the card itself, which nothing else points at, are named as `parts` (table and column).
///
/// # Errors
/// Those of [`void`]; [`Error::Refused`] `card_in_use`.
pub fn void_card(
    db: &Connection,
    table: &'static str,
    parts: Option<(&'static str, &'static str)>,
    id: &str,
    reason: &str,
    now: Moment,
) -> Result<()> {
    db.execute_batch("SAVEPOINT in_use")?;
    let part = parts.map(|(table, column)| format!("DELETE FROM {table} WHERE {column} = ?1"));
    let rows = part.into_iter().chain([format!("DELETE FROM {table} WHERE id = ?1")]);
    let tried = rows.map(|sql| db.execute(&sql, [id])).collect::<rusqlite::Result<Vec<_>>>();
    db.execute_batch("ROLLBACK TO in_use; RELEASE in_use")?;
    match tried {
        Ok(_) => void(db, table, id, reason, now),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Err(Error::Refused { code: "card_in_use", clause: String::new() })
        }
        Err(error) => Err(error.into()),
    }
}

/// A name from four columns beginning at `first`.
pub fn name(row: &Row<'_>, first: usize) -> rusqlite::Result<PersonName> {
    Ok(PersonName {
        family: row.get(first)?,
        given: row.get(first + 1)?,
        family_kana: row.get(first + 2)?,
        given_kana: row.get(first + 3)?,
    })
}

/// A name whose four columns may all be NULL.
pub fn optional_name(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<PersonName>> {
    match row.get::<_, Option<String>>(first)? {
        Some(_) => name(row, first).map(Some),
        None => Ok(None),
    }
}

/// The key by which a list is sorted: ふりがな, and the name itself where there is none.
pub fn kana_sort(name: &PersonName) -> String {
    let kana = name.kana();
    if kana.is_empty() { name.shown() } else { kana }
}

/// The key that a search looks through: the name and its reading, folded.
pub fn name_search_key(name: &PersonName) -> String {
    format!("{}\n{}", search_key(&name.shown()), search_key(&name.kana()))
}

/// Two columns beginning at `first`: since when a row counts no more, and why.
pub fn voided(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Voided>> {
    Ok(match row.get(first)? {
        Some(on) => Some(Voided { on, reason: PersonalText(row.get(first + 1)?) }),
        None => None,
    })
}

/// A choice of a closed list, kept under its stable name.
pub fn keyed<T>(row: &Row<'_>, at: usize, from_key: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let key: String = row.get(at)?;
    from_key(&key).ok_or(rusqlite::Error::InvalidColumnType(at, key, rusqlite::types::Type::Text))
}

/// A member of staff who may be missing.
pub fn staff(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<StaffId>> {
    Ok(row.get::<_, Option<String>>(at)?.map(StaffId::from_text))
}
