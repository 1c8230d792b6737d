//! What was printed or saved when: rows and back.

use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::{ConsentId, PaperId, StaffId};

/// A paper that was printed or saved.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Random id.
    pub id: PaperId,
    /// Number and title of the form, e.g. 様式4 在宅医療における個人情報使用同意書.
    pub title: String,
    /// Edition of the form.
    pub edition: String,
    /// Whose pledge it is.
    pub staff: Option<StaffId>,
    /// Which consent it is.
    pub consent: Option<ConsentId>,
    /// Pages.
    pub pages: u32,
    /// Opened for printing (`true`) or saved as a file.
    pub printed: bool,
    /// SHA-256 of the bytes, in hexadecimal.
    pub pdf_sha256: String,
    /// When, as kept.
    pub made_at: String,
}

/// All papers, newest first.
pub fn papers(db: &Connection) -> Result<Vec<Paper>> {
    db.prepare_cached(include_str!("paper/all.sql"))?
        .query_map([], row_to_paper)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Keeps that a paper was printed or saved; `made_at` is taken from `now`.
pub fn add_paper(db: &Connection, paper: &Paper, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("paper/add.sql"))?.execute(params![
        paper.id.as_str(),
        paper.title,
        paper.edition,
        paper.staff.as_ref().map(StaffId::as_str),
        paper.consent.as_ref().map(ConsentId::as_str),
        paper.pages,
        paper.printed,
        paper.pdf_sha256,
        row::entered_at(now),
    ])?;
    Ok(())
}

fn row_to_paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    Ok(Paper {
        id: PaperId::from_text(row.get::<_, String>(0)?),
        title: row.get(1)?,
        edition: row.get(2)?,
        staff: row.get::<_, Option<String>>(3)?.map(StaffId::from_text),
        consent: row.get::<_, Option<String>>(4)?.map(ConsentId::from_text),
        pages: row.get(5)?,
        printed: row.get(6)?,
        pdf_sha256: row.get(7)?,
        made_at: row.get(8)?,
    })
}
