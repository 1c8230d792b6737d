//! What was printed or saved when: rows and back.

use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::{CareRecipientId, ConsentId, PaperId, StaffId};
use crate::domain::paper::Paper;

/// The `most` newest papers, newest first, and how many there are.
pub fn papers(db: &Connection, most: usize) -> Result<(Vec<Paper>, usize)> {
    let papers = db
        .prepare_cached(include_str!("paper/newest.sql"))?
        .query_map([row::limit(most)], row_to_paper)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((papers, db.prepare_cached("SELECT count(*) FROM paper")?.query_row([], row::total)?))
}

/// The titles of the papers that were made of the office as a whole, the newest first: these are sent to others.
pub fn titles_of_office(db: &Connection) -> Result<Vec<String>> {
    db.prepare_cached(include_str!("paper/titles_of_office.sql"))?
        .query_map([], |row| row.get(0))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The papers of one member of staff, newest first.
pub fn papers_of_staff(db: &Connection, id: &StaffId) -> Result<Vec<Paper>> {
    db.prepare_cached(include_str!("paper/of_staff.sql"))?
        .query_map([id.as_str()], row_to_paper)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The papers of one care recipient, newest first.
pub fn papers_of_recipient(db: &Connection, id: &CareRecipientId) -> Result<Vec<Paper>> {
    db.prepare_cached(include_str!("paper/of_recipient.sql"))?
        .query_map([id.as_str()], row_to_paper)?
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
        paper.recipient.as_ref().map(CareRecipientId::as_str),
        paper.consent.as_ref().map(ConsentId::as_str),
        paper.pages,
        paper.copies,
        paper.reissue,
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
        recipient: row.get::<_, Option<String>>(4)?.map(CareRecipientId::from_text),
        consent: row.get::<_, Option<String>>(5)?.map(ConsentId::from_text),
        pages: row.get(6)?,
        copies: row.get(7)?,
        reissue: row.get(8)?,
        printed: row.get(9)?,
        pdf_sha256: row.get(10)?,
        made_at: row.get(11)?,
    })
}
