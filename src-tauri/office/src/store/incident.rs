//! Losses and accidents, the times of their steps and the people concerned: rows and back.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{CareRecipientId, DeviceId, IncidentId, StaffId};
use crate::domain::incident::{Incident, IncidentCause, IncidentDetails};
use crate::domain::search_key::search_key;
use crate::{Error, Result};

/// The `most` newest incidents whose note, or the name of whose device or person, holds `query`, newest first, and how
/// many there are.
pub fn incidents(db: &Connection, query: &str, most: usize) -> Result<(Vec<Incident>, usize)> {
    let (key, matching) = (search_key(query), include_str!("incident/matching.sql"));
    let incidents = read(db, matching, params![key, row::limit(most)])?;
    Ok((incidents, row::count_matching(db, "incident", matching, &key)?))
}

/// The incidents that are not settled, the earliest first.
pub fn open_incidents(db: &Connection) -> Result<Vec<Incident>> {
    read(db, include_str!("incident/open.sql"), [])
}

/// One incident.
///
/// # Errors
/// [`Error::NotFound`].
pub fn incident(db: &Connection, id: &IncidentId) -> Result<Incident> {
    let found = db
        .prepare_cached(include_str!("incident/get.sql"))?
        .query_row([id.as_str()], row_to_incident)
        .optional()?;
    complete(db, found.ok_or(Error::NotFound { noun: "incident" })?)
}

/// The last day on which the office knew that somebody's device or ID was at risk: the password is due from then.
pub fn password_due_from(db: &Connection, staff: &StaffId) -> Result<Option<NaiveDate>> {
    Ok(db
        .prepare_cached("SELECT max(known_on) FROM incident WHERE staff_id = ?1 AND voided_at IS NULL")?
        .query_row([staff.as_str()], |row| row.get(0))?)
}

/// Keeps an incident.
pub fn add_incident(db: &Connection, id: &IncidentId, details: &IncidentDetails, now: Moment) -> Result<()> {
    keep(db, include_str!("incident/add.sql"), id, details, now)
}

/// Changes what is kept of an incident.
pub fn change_incident(
    db: &Connection,
    id: &IncidentId,
    details: &IncidentDetails,
    now: Moment,
) -> Result<()> {
    db.prepare_cached("DELETE FROM incident_recipient WHERE incident_id = ?1")?.execute([id.as_str()])?;
    keep(db, include_str!("incident/change.sql"), id, details, now)
}

fn keep(db: &Connection, sql: &str, id: &IncidentId, details: &IncidentDetails, now: Moment) -> Result<()> {
    let rows = db.prepare_cached(sql)?.execute(params![
        id.as_str(),
        details.cause.key(),
        details.happened_on,
        details.known_on,
        details.device.as_ref().map(DeviceId::as_str),
        details.person.as_ref().map(StaffId::as_str),
        details.encrypted,
        details.wrongful,
        details.note,
        row::entered_at(now),
    ])?;
    for recipient in &details.recipients {
        db.prepare_cached("INSERT INTO incident_recipient VALUES (?1, ?2)")?
            .execute([id.as_str(), recipient.as_str()])?;
    }
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "incident" }) }
}

/// Keeps when a step was done; the former time stays readable.
pub fn add_step(db: &Connection, id: &IncidentId, step: &str, at: NaiveDateTime, now: Moment) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO incident_step VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id.as_str(),
        step,
        at,
        row::entered_at(now)
    ])?;
    Ok(())
}

/// Keeps when it was settled; `None` takes it back.
pub fn close_incident(db: &Connection, id: &IncidentId, on: Option<NaiveDate>) -> Result<()> {
    db.prepare_cached("UPDATE incident SET closed_on = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), on])?;
    Ok(())
}

fn read(db: &Connection, sql: &str, of: impl Params) -> Result<Vec<Incident>> {
    let incidents: Vec<Incident> =
        db.prepare_cached(sql)?.query_map(of, row_to_incident)?.collect::<rusqlite::Result<_>>()?;
    incidents.into_iter().map(|incident| complete(db, incident)).collect()
}

fn complete(db: &Connection, mut incident: Incident) -> Result<Incident> {
    incident.steps = db
        .prepare_cached(include_str!("incident/steps.sql"))?
        .query_map([incident.id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    incident.details.recipients = db
        .prepare_cached("SELECT care_recipient_id FROM incident_recipient WHERE incident_id = ?1")?
        .query_map([incident.id.as_str()], |row| Ok(CareRecipientId::from_text(row.get::<_, String>(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(incident)
}

fn row_to_incident(row: &Row<'_>) -> rusqlite::Result<Incident> {
    Ok(Incident {
        id: IncidentId::from_text(row.get::<_, String>(0)?),
        details: IncidentDetails {
            cause: row::keyed(row, 1, IncidentCause::from_key)?,
            happened_on: row.get(2)?,
            known_on: row.get(3)?,
            device: row.get::<_, Option<String>>(4)?.map(DeviceId::from_text),
            person: row::staff(row, 5)?,
            encrypted: row.get(6)?,
            wrongful: row.get(7)?,
            recipients: Vec::new(),
            note: row.get(8)?,
        },
        steps: Vec::new(),
        closed_on: row.get(9)?,
    })
}
