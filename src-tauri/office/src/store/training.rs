//! Trainings and who was there: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{StaffId, TrainingId};
use crate::domain::search_key::search_key;
use crate::domain::training::{Attendee, LastHeard, Training, TrainingKind};
use crate::{Error, Result};

/// The `most` newest trainings whose words hold `query`, newest first, and how many there are.
pub fn trainings(db: &Connection, query: &str, most: usize) -> Result<(Vec<Training>, usize)> {
    let (key, matching) = (search_key(query), include_str!("training/matching.sql"));
    let trainings: Vec<Training> = db
        .prepare_cached(matching)?
        .query_map(params![key, row::limit(most)], row_to_training)?
        .collect::<rusqlite::Result<_>>()?;
    let trainings = trainings.into_iter().map(|training| complete(db, training)).collect::<Result<_>>()?;
    Ok((trainings, row::count_matching(db, "training", matching, &key)?))
}

/// One training.
///
/// # Errors
/// [`Error::NotFound`].
pub fn training(db: &Connection, id: &TrainingId) -> Result<Training> {
    let found = db
        .prepare_cached(include_str!("training/get.sql"))?
        .query_row([id.as_str()], row_to_training)
        .optional()?;
    complete(db, found.ok_or(Error::NotFound { noun: "training" })?)
}

fn complete(db: &Connection, mut training: Training) -> Result<Training> {
    training.attendees = db
        .prepare_cached(include_str!("training/attendees.sql"))?
        .query_map([training.id.as_str()], row_to_attendee)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(training)
}

/// For everybody who has not left on a day: 登録日, and when they heard a training last.
pub fn last_heard(db: &Connection, today: NaiveDate) -> Result<Vec<LastHeard>> {
    db.prepare_cached(include_str!("training/heard.sql"))?
        .query_map([today], |row| {
            let staff = StaffId::from_text(row.get::<_, String>(0)?);
            Ok(LastHeard { staff, registered_on: row.get(1)?, heard_on: row.get(2)? })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// When somebody heard the association's course or its video last.
pub fn course_on(db: &Connection, staff: &StaffId) -> Result<Option<NaiveDate>> {
    Ok(db
        .prepare_cached(include_str!("training/course_on.sql"))?
        .query_row([staff.as_str()], |row| row.get(0))?)
}

/// Keeps a training.
pub fn add_training(db: &Connection, training: &Training, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("training/add.sql"))?.execute(params![
        training.id.as_str(),
        training.on,
        training.kind.key(),
        training.title,
        training.teacher,
        training.material,
        row::entered_at(now),
    ])?;
    for (position, one) in (0_u32..).zip(&training.attendees) {
        db.prepare_cached("INSERT INTO training_attendee VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            training.id.as_str(),
            position,
            one.staff.as_str(),
            one.heard_on
        ])?;
    }
    Ok(())
}

/// Keeps when somebody heard it later (後日受講); `None` takes it back.
///
/// # Errors
/// [`Error::NotFound`].
pub fn hear_later(
    db: &Connection,
    training: &TrainingId,
    staff: &StaffId,
    on: Option<NaiveDate>,
) -> Result<()> {
    let sql = "UPDATE training_attendee SET heard_on = ?3 WHERE training_id = ?1 AND staff_id = ?2";
    let rows = db.prepare_cached(sql)?.execute(params![training.as_str(), staff.as_str(), on])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "training" }) }
}

fn row_to_training(row: &Row<'_>) -> rusqlite::Result<Training> {
    Ok(Training {
        id: TrainingId::from_text(row.get::<_, String>(0)?),
        on: row.get(1)?,
        kind: row::keyed(row, 2, TrainingKind::from_key)?,
        title: row.get(3)?,
        teacher: row.get(4)?,
        material: row.get(5)?,
        attendees: Vec::new(),
    })
}

fn row_to_attendee(row: &Row<'_>) -> rusqlite::Result<Attendee> {
    Ok(Attendee { staff: StaffId::from_text(row.get::<_, String>(0)?), heard_on: row.get(1)? })
}
