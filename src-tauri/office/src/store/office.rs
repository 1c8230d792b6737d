//! The office: its one row and back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::PersonName;
use crate::domain::id::OfficeManagerId;
use crate::domain::office::{ManagerTerm, Office};

/// The office, once it was entered.
pub fn office(db: &Connection) -> Result<Option<Office>> {
    let office =
        db.prepare_cached(include_str!("office/get.sql"))?.query_row([], row_to_office).optional()?;
    Ok(office)
}

/// Keeps the office.
pub fn keep_office(db: &Connection, office: &Office, now: Moment) -> Result<()> {
    let manager = office.manager.as_ref();
    db.prepare_cached(include_str!("office/keep.sql"))?.execute(params![
        office.name,
        office.postal_code,
        office.address,
        office.tel,
        office.fax,
        office.corporation,
        office.name_kana,
        office.kind,
        office.email,
        office.manager_title,
        manager.map(|name| &name.family),
        manager.map(|name| &name.given),
        manager.map(|name| &name.family_kana),
        manager.map(|name| &name.given_kana),
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Who is manager and who was, newest first.
pub fn managers(db: &Connection) -> Result<Vec<ManagerTerm>> {
    db.prepare_cached(include_str!("office/managers.sql"))?
        .query_map([], |row| {
            Ok(ManagerTerm {
                id: OfficeManagerId::from_text(row.get::<_, String>(0)?),
                name: row::name(row, 1)?,
                since_on: row.get(5)?,
            })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Keeps who is manager from now on. `is_change`: somebody else was it before.
pub fn add_manager(db: &Connection, term: &ManagerTerm, is_change: bool, now: Moment) -> Result<()> {
    let name = &term.name;
    db.prepare_cached(include_str!("office/add_manager.sql"))?.execute(params![
        term.id.as_str(),
        name.family,
        name.given,
        name.family_kana,
        name.given_kana,
        term.since_on,
        is_change,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Takes back that somebody became manager.
pub fn void_manager(db: &Connection, id: &OfficeManagerId, reason: &str, now: Moment) -> Result<()> {
    row::void(db, "office_manager", id.as_str(), reason, now)
}

/// Corrects the name of the manager there is; the first one is added.
pub fn correct_manager(db: &Connection, name: &PersonName, now: Moment) -> Result<()> {
    let rows = db.prepare_cached(include_str!("office/correct_manager.sql"))?.execute(params![
        name.family,
        name.given,
        name.family_kana,
        name.given_kana,
    ])?;
    if rows > 0 {
        return Ok(());
    }
    let term = ManagerTerm { id: OfficeManagerId::random(), name: name.clone(), since_on: None };
    add_manager(db, &term, false, now)
}

fn row_to_office(row: &Row<'_>) -> rusqlite::Result<Office> {
    Ok(Office {
        name: row.get(0)?,
        postal_code: row.get(1)?,
        address: row.get(2)?,
        tel: row.get(3)?,
        fax: row.get(4)?,
        corporation: row.get(5)?,
        name_kana: row.get(6)?,
        kind: row.get(7)?,
        email: row.get(8)?,
        manager_title: row.get(9)?,
        manager: row::optional_name(row, 10)?,
    })
}
