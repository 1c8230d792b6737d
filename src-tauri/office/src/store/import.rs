//! Imports and what they brought: rows and back.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::row;
use crate::domain::id::{CareRecipientId, ConsentId, ImportId, StaffId};
use crate::domain::import::{Import, ImportKind, Imported};
use crate::domain::{Moment, PersonName};
use crate::{Error, Result};

/// The newest imports, newest first.
pub fn imports(db: &Connection, most: usize) -> Result<Vec<Import>> {
    db.prepare_cached(include_str!("import/all.sql"))?
        .query_map([row::limit(most)], row_to_import)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The number of the next import.
pub fn next_number(db: &Connection) -> Result<u32> {
    Ok(db.query_row("SELECT coalesce(max(number), 0) + 1 FROM import", [], |row| row.get(0))?)
}

/// Notes what an import brought.
pub fn add_import(
    db: &Connection,
    id: &ImportId,
    number: u32,
    kind: ImportKind,
    brought: &[Imported],
    now: Moment,
) -> Result<()> {
    db.prepare_cached("INSERT INTO import (id, number, kind, entered_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.as_str(), number, kind.key(), row::entered_at(now)])?;
    let mut add = db.prepare_cached(
        "INSERT INTO import_record (import_id, position, noun, record_id) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, record) in brought.iter().enumerate() {
        let (noun, record) = noun_and_id(record);
        add.execute(params![id.as_str(), position as i64, noun, record])?;
    }
    Ok(())
}

/// What an import brought, in its order.
///
/// # Errors
/// [`Error::NotFound`].
pub fn brought(db: &Connection, id: &ImportId) -> Result<Vec<Imported>> {
    let sql = "SELECT noun, record_id FROM import_record WHERE import_id = ?1 ORDER BY position";
    let brought: Vec<_> = db
        .prepare_cached(sql)?
        .query_map([id.as_str()], |row| {
            let (noun, record): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(match noun.as_str() {
                "staff" => Imported::Staff(StaffId::from_text(record)),
                "care_recipient" => Imported::CareRecipient(CareRecipientId::from_text(record)),
                _ => Imported::Consent(ConsentId::from_text(record)),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    if brought.is_empty() { Err(Error::NotFound { noun: "import" }) } else { Ok(brought) }
}

/// Everybody who is cared for or was: name and birth date.
pub fn people(db: &Connection) -> Result<Vec<(CareRecipientId, PersonName, Option<NaiveDate>)>> {
    db.prepare_cached(include_str!("import/people.sql"))?
        .query_map([], |row| {
            Ok((CareRecipientId::from_text(row.get::<_, String>(0)?), row::name(row, 1)?, row.get(5)?))
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// What of the records of an import is free to be taken back, and what is in use: anything else than the import itself
/// points at it. It is the rule of [`row::void_card`], but the consents of the import are no use of their person. Of
/// somebody in use the consent stays, too; what was taken back before is in neither.
pub fn parted_by_use(db: &Connection, brought: &[Imported]) -> Result<(Vec<Imported>, Vec<Imported>)> {
    let mut free_consents = HashSet::new();
    for record in brought {
        let (noun, id) = noun_and_id(record);
        if noun == "consent" && !is_consent_used(db, id)? {
            free_consents.insert(id);
        }
    }
    let (mut free, mut in_use) = (Vec::new(), Vec::new());
    let mut used_people: HashSet<String> = HashSet::new();
    // People come before their consents.
    for record in brought {
        let (noun, id) = noun_and_id(record);
        let (alive, is_used) = match record {
            Imported::Staff(_) => (STAFF, is_pointed_at(db, noun, id, "", &HashSet::new())?),
            Imported::CareRecipient(_) => {
                (CARE_RECIPIENT, is_pointed_at(db, noun, id, "family_member", &free_consents)?)
            }
            Imported::Consent(_) => {
                let whose = db
                    .prepare_cached("SELECT care_recipient_id FROM consent WHERE id = ?1")?
                    .query_row([id], |row| row.get::<_, String>(0))?;
                (CONSENT, !free_consents.contains(id) || used_people.contains(&whose))
            }
        };
        if !db.prepare_cached(alive)?.exists([id])? {
            continue;
        }
        if is_used {
            used_people.insert(id.to_owned());
            in_use.push(record.clone());
        } else {
            free.push(record.clone());
        }
    }
    Ok((free, in_use))
}

const STAFF: &str = "SELECT 1 FROM staff WHERE id = ?1 AND voided_at IS NULL";
const CARE_RECIPIENT: &str = "SELECT 1 FROM care_recipient WHERE id = ?1 AND voided_at IS NULL";
const CONSENT: &str = "SELECT 1 FROM consent WHERE id = ?1 AND voided_on IS NULL";

fn is_consent_used(db: &Connection, id: &str) -> Result<bool> {
    let own = db.prepare_cached(include_str!("import/consent_in_use.sql"))?.exists([id])?;
    Ok(own || is_pointed_at(db, "consent", id, "consent_version", &HashSet::new())?)
}

/// Whether a row of any table points at a row, but for its own `part` and these consents.
fn is_pointed_at(db: &Connection, table: &str, id: &str, part: &str, but: &HashSet<&str>) -> Result<bool> {
    let pointing: Vec<(String, String)> = db
        .prepare_cached(include_str!("import/pointing.sql"))?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (child, column) in pointing.iter().filter(|(child, _)| child != part) {
        let key = if child == "consent" { "id" } else { "''" };
        let sql = format!("SELECT {key} FROM {child} WHERE {column} = ?1");
        let mut found = db.prepare_cached(&sql)?;
        let mut rows = found.query([id])?;
        while let Some(row) = rows.next()? {
            if !but.contains(row.get::<_, String>(0)?.as_str()) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn noun_and_id(record: &Imported) -> (&'static str, &str) {
    match record {
        Imported::Staff(id) => ("staff", id.as_str()),
        Imported::CareRecipient(id) => ("care_recipient", id.as_str()),
        Imported::Consent(id) => ("consent", id.as_str()),
    }
}

fn row_to_import(row: &Row<'_>) -> rusqlite::Result<Import> {
    Ok(Import {
        id: ImportId::from_text(row.get::<_, String>(0)?),
        number: row.get(1)?,
        kind: row::keyed(row, 2, ImportKind::from_key)?,
        entered_at: row.get(3)?,
        brought: row.get::<_, u32>(4)? as usize,
        there: row.get::<_, u32>(5)? as usize,
    })
}
