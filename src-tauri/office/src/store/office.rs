//! The office: its one row and back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::office::Office;

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
