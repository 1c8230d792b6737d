//! Print jobs and the people in them: rows and back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{CareRecipientId, ConsentId, PaperId, PrintJobId, StaffId};
use crate::domain::print_job::{PrintFor, PrintItem, PrintJob, PrintKind, PrintOptions};
use crate::{Error, Result};

/// The jobs in which somebody waits, newest first.
pub fn open_print_jobs(db: &Connection) -> Result<Vec<PrintJob>> {
    let ids: Vec<String> = db
        .prepare_cached(include_str!("print_job/open.sql"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter().map(|id| print_job(db, &PrintJobId::from_text(id))).collect()
}

/// One job with everybody in it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn print_job(db: &Connection, id: &PrintJobId) -> Result<PrintJob> {
    let mut job = db
        .prepare_cached(include_str!("print_job/get.sql"))?
        .query_row([id.as_str()], row_to_print_job)
        .optional()?
        .ok_or(Error::NotFound { noun: "print_job" })?;
    job.items = db
        .prepare_cached(include_str!("print_job/items.sql"))?
        .query_map([id.as_str()], row_to_item)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(job)
}

/// Keeps a job that begins; `started_at` is taken from `now`.
pub fn add_print_job(db: &Connection, job: &PrintJob, now: Moment) -> Result<()> {
    let options = &job.options;
    db.prepare_cached(include_str!("print_job/add.sql"))?.execute(params![
        job.id.as_str(),
        kind_text(job.kind),
        options.explained_by.as_ref().map(StaffId::as_str),
        options.visit_on,
        options.preprint,
        options.target,
        row::entered_at(now),
    ])?;
    let mut add = db.prepare_cached(include_str!("print_job/add_item.sql"))?;
    for (position, item) in (0_u32..).zip(&job.items) {
        let (staff, recipient, consent) = match &item.whose {
            PrintFor::Staff(id) => (Some(id.as_str()), None, None),
            PrintFor::Recipient(id) => (None, Some(id.as_str()), None),
            PrintFor::Consent(id) => (None, None, Some(id.as_str())),
        };
        add.execute(params![job.id.as_str(), position, staff, recipient, consent])?;
    }
    Ok(())
}

/// Says by which paper somebody's place was printed; the first one stays.
pub fn set_printed(db: &Connection, id: &PrintJobId, position: u32, paper: &PaperId) -> Result<()> {
    db.prepare_cached(include_str!("print_job/printed.sql"))?.execute(params![
        id.as_str(),
        position,
        paper.as_str()
    ])?;
    Ok(())
}

/// Ends a job with the rest left out.
pub fn close_print_job(db: &Connection, id: &PrintJobId, now: Moment) -> Result<()> {
    let rows = db
        .prepare_cached("UPDATE print_job SET closed_at = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), row::entered_at(now)])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "print_job" }) }
}

fn row_to_print_job(row: &Row<'_>) -> rusqlite::Result<PrintJob> {
    Ok(PrintJob {
        id: PrintJobId::from_text(row.get::<_, String>(0)?),
        kind: match row.get::<_, String>(1)?.as_str() {
            "staff-pledge" => PrintKind::StaffPledge,
            "consent" => PrintKind::Consent,
            _ => PrintKind::ConsentAgain,
        },
        options: PrintOptions {
            explained_by: row.get::<_, Option<String>>(2)?.map(StaffId::from_text),
            visit_on: row.get(3)?,
            preprint: row.get(4)?,
            target: row.get(5)?,
        },
        started_at: row.get(6)?,
        items: Vec::new(),
    })
}

fn row_to_item(row: &Row<'_>) -> rusqlite::Result<PrintItem> {
    let id = |at| row.get::<_, Option<String>>(at);
    let whose = match (id(0)?, id(1)?) {
        (Some(staff), _) => PrintFor::Staff(StaffId::from_text(staff)),
        (None, Some(recipient)) => PrintFor::Recipient(CareRecipientId::from_text(recipient)),
        (None, None) => PrintFor::Consent(ConsentId::from_text(row.get::<_, String>(2)?)),
    };
    Ok(PrintItem { whose, done: row.get(3)? })
}

fn kind_text(kind: PrintKind) -> &'static str {
    match kind {
        PrintKind::StaffPledge => "staff-pledge",
        PrintKind::Consent => "consent",
        PrintKind::ConsentAgain => "consent-again",
    }
}
