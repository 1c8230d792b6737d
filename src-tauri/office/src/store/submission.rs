//! What was sent to the association or city: rows and back.

use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::SubmissionId;
use crate::domain::submission::Submission;

/// All submissions, newest first.
pub fn submissions(db: &Connection) -> Result<Vec<Submission>> {
    db.prepare_cached(
        "SELECT id, destination, send, items, sent_on FROM submission ORDER BY sent_on DESC, entered_at DESC",
    )?
    .query_map([], |row| {
        Ok(Submission {
            id: SubmissionId::from_text(row.get::<_, String>(0)?),
            destination: row.get(1)?,
            send: row.get(2)?,
            items: row.get::<_, String>(3)?.lines().map(str::to_owned).collect(),
            sent_on: row.get(4)?,
        })
    })?
    .map(|row| row.map_err(Into::into))
    .collect()
}

/// Keeps a submission.
pub fn add_submission(db: &Connection, submission: &Submission, now: Moment) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO submission (id, destination, send, items, sent_on, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        submission.id.as_str(),
        submission.destination,
        submission.send,
        submission.items.join("\n"),
        submission.sent_on,
        row::entered_at(now),
    ])?;
    Ok(())
}
