//! What was sent to the association or city, the changes it told, and those nobody told yet: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{OfficeManagerId, StaffId, SubmissionId};
use crate::domain::search_key::search_key;
use crate::domain::submission::{Change, Changed, Returned, Submission, Untold};
use crate::{Error, Result};

/// The `most` newest submissions whose destination or papers hold `query`, newest first, and how many there are.
pub fn submissions(db: &Connection, query: &str, most: usize) -> Result<(Vec<Submission>, usize)> {
    let (key, matching) = (search_key(query), include_str!("submission/matching.sql"));
    let submissions = db
        .prepare_cached(matching)?
        .query_map(params![key, row::limit(most)], row_to_submission)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((submissions, row::count_matching(db, "submission", matching, &key)?))
}

/// A region's submissions that may open or close a duty.
pub fn submissions_watched(db: &Connection, region: &str) -> Result<Vec<Submission>> {
    db.prepare_cached(include_str!("submission/watched.sql"))?
        .query_map([region], row_to_submission)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// One submission.
///
/// # Errors
/// [`Error::NotFound`].
pub fn submission(db: &Connection, id: &SubmissionId) -> Result<Submission> {
    db.prepare_cached(include_str!("submission/get.sql"))?
        .query_row([id.as_str()], row_to_submission)
        .optional()?
        .ok_or(Error::NotFound { noun: "submission" })
}

/// Keeps a submission with the changes it tells.
pub fn add_submission(
    db: &Connection,
    submission: &Submission,
    changes: &[Change],
    now: Moment,
) -> Result<()> {
    db.prepare_cached(include_str!("submission/add.sql"))?.execute(params![
        submission.id.as_str(),
        submission.region,
        submission.destination,
        submission.send,
        submission.items.join("\n"),
        submission.sent_on,
        row::entered_at(now),
    ])?;
    let mut tell = db.prepare_cached(
        "INSERT INTO submission_change (region, change, subject, on_day, submission_id) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for change in changes {
        let (key, subject) = (key(&change.what), change.what.subject());
        tell.execute(params![submission.region, key, subject, change.on, submission.id.as_str()])?;
    }
    Ok(())
}

/// Keeps what became of a submission.
pub fn keep_answer(db: &Connection, submission: &Submission) -> Result<()> {
    let returned = submission.returned.as_ref();
    db.prepare_cached(include_str!("submission/answer.sql"))?.execute(params![
        submission.id.as_str(),
        submission.accepted_on,
        returned.map(|returned| returned.on),
        returned.map_or("", |returned| &returned.reason),
        submission.resent_on,
    ])?;
    Ok(())
}

/// Takes a submission back: it was not sent, and what it told is not told yet.
pub fn void_submission(db: &Connection, id: &SubmissionId, reason: &str, now: Moment) -> Result<()> {
    row::void(db, "submission", id.as_str(), reason, now)
}

/// Whose release a submission told.
pub fn released_in(db: &Connection, id: &SubmissionId) -> Result<Vec<StaffId>> {
    db.prepare_cached(
        "SELECT subject FROM submission_change WHERE submission_id = ?1 AND change = 'released'",
    )?
    .query_map([id.as_str()], |row| Ok(StaffId::from_text(row.get::<_, String>(0)?)))?
    .map(|row| row.map_err(Into::into))
    .collect()
}

/// The changes that no notice of the region told yet, oldest first. `main`: the steps of leaving belong to this region.
pub fn untold(db: &Connection, region: &str, main: bool) -> Result<Vec<Untold>> {
    db.prepare_cached(include_str!("submission/untold.sql"))?
        .query_map(params![region, main], |row| {
            let id: String = row.get(1)?;
            let what = match row.get::<_, String>(0)?.as_str() {
                "registered" => Changed::Registered(StaffId::from_text(id)),
                "released" => Changed::Released(StaffId::from_text(id)),
                _ => Changed::Manager(OfficeManagerId::from_text(id)),
            };
            let on: NaiveDate = row.get(2)?;
            Ok(Untold { change: Change { what, on }, name: row::name(row, 3)? })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

fn key(what: &Changed) -> &'static str {
    match what {
        Changed::Registered(_) => "registered",
        Changed::Released(_) => "released",
        Changed::Manager(_) => "manager",
    }
}

fn row_to_submission(row: &Row<'_>) -> rusqlite::Result<Submission> {
    let returned = match row.get::<_, Option<NaiveDate>>(7)? {
        Some(on) => Some(Returned { on, reason: row.get(8)? }),
        None => None,
    };
    Ok(Submission {
        id: SubmissionId::from_text(row.get::<_, String>(0)?),
        region: row.get(1)?,
        destination: row.get(2)?,
        send: row.get(3)?,
        items: row.get::<_, String>(4)?.lines().map(str::to_owned).collect(),
        sent_on: row.get(5)?,
        accepted_on: row.get(6)?,
        returned,
        resent_on: row.get(9)?,
    })
}
