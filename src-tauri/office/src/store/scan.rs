//! Scanned sheets: rows and back. The picture is read by itself, so that a list stays light.

use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::row;
use crate::domain::Moment;
use crate::domain::consent::PersonalText;
use crate::domain::id::{ConsentId, ScanId};
use crate::domain::scan::{Doubt, Scan};
use crate::{Error, Result};

/// The scans that were not entered, and those put aside, oldest first. One that came in after the signature where
/// two sign is among them: whether it brings the second is not known here.
pub fn open_scans(db: &Connection) -> Result<Vec<Scan>> {
    list(db, include_str!("scan/open.sql"), params![])
}

/// The scans of one consent, by sheet.
pub fn scans_of(db: &Connection, consent: &ConsentId) -> Result<Vec<Scan>> {
    list(db, include_str!("scan/of_consent.sql"), params![consent.as_str()])
}

/// The pages of a file that came in before; empty when it never did.
pub fn scans_of_file(db: &Connection, file_sha256: &str) -> Result<Vec<Scan>> {
    list(db, include_str!("scan/of_file.sql"), params![file_sha256])
}

/// One scan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn scan(db: &Connection, id: &ScanId) -> Result<Scan> {
    db.prepare_cached(include_str!("scan/get.sql"))?
        .query_row([id.as_str()], row_to_scan)
        .optional()?
        .ok_or(Error::NotFound { noun: "scan" })
}

/// The picture of a scan, as JPEG.
///
/// # Errors
/// [`Error::NotFound`], also for a file that could not be read.
pub fn picture(db: &Connection, id: &ScanId) -> Result<Vec<u8>> {
    db.prepare_cached("SELECT picture FROM scan WHERE id = ?1 AND picture IS NOT NULL")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or(Error::NotFound { noun: "scan" })
}

/// Keeps a page; `received_at` is taken from `now`.
pub fn add_scan(db: &Connection, scan: &Scan, picture: Option<&[u8]>, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("scan/add.sql"))?.execute(params![
        scan.id.as_str(),
        scan.file_sha256,
        scan.page,
        scan.file_name.0,
        row::entered_at(now),
        scan.consent.as_ref().map(ConsentId::as_str),
        scan.sheet,
        scan.doubt.map(Doubt::key),
        picture,
    ])?;
    Ok(())
}

/// Keeps a picture that was turned.
pub fn set_picture(db: &Connection, id: &ScanId, picture: &[u8]) -> Result<()> {
    db.prepare_cached("UPDATE scan SET picture = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), picture])?;
    Ok(())
}

/// Says which consent a scan belongs to; no doubt is left.
pub fn assign_scan(db: &Connection, id: &ScanId, consent: &ConsentId) -> Result<()> {
    db.prepare_cached("UPDATE scan SET consent_id = ?2, doubt = NULL, aside = NULL WHERE id = ?1")?
        .execute(params![id.as_str(), consent.as_str()])?;
    Ok(())
}

/// Puts a scan aside with a reason, or takes it back with none.
pub fn set_scan_aside(db: &Connection, id: &ScanId, reason: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE scan SET aside = ?2 WHERE id = ?1")?.execute(params![id.as_str(), reason])?;
    Ok(())
}

fn list(db: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Scan>> {
    db.prepare_cached(sql)?.query_map(values, row_to_scan)?.map(|row| row.map_err(Into::into)).collect()
}

fn row_to_scan(row: &Row<'_>) -> rusqlite::Result<Scan> {
    Ok(Scan {
        id: ScanId::from_text(row.get::<_, String>(0)?),
        file_sha256: row.get(1)?,
        page: row.get(2)?,
        file_name: PersonalText(row.get(3)?),
        received_at: row.get(4)?,
        consent: row.get::<_, Option<String>>(5)?.map(ConsentId::from_text),
        sheet: row.get(6)?,
        doubt: row.get::<_, Option<String>>(7)?.as_deref().and_then(Doubt::from_key),
        aside: row.get::<_, Option<String>>(8)?.map(PersonalText),
        has_picture: row.get(9)?,
    })
}
