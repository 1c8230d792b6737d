//! Devices, what became of them, the looks at them, and disasters: rows and back.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::device::{
    Device, DeviceAnswer, DeviceCheck, DeviceDetails, DeviceEvent, DeviceEventKind, DeviceKind, shown,
};
use crate::domain::disaster::Disaster;
use crate::domain::id::{DeviceCheckId, DeviceEventId, DeviceId, StaffId};
use crate::domain::search_key::search_key;
use crate::{Error, Result};

/// The first `most` devices whose name or OS holds `query`, by number, as they stand on a day, and how many there are.
/// `gone`: only those that have left the office for good.
pub fn devices_matching(
    db: &Connection,
    query: &str,
    gone: bool,
    today: NaiveDate,
    most: usize,
) -> Result<(Vec<Device>, usize)> {
    let key = search_key(query);
    let total =
        db.prepare_cached(include_str!("device/count.sql"))?.query_row(params![key, gone], row::total)?;
    let of = params![key, today, gone, row::limit(most)];
    Ok((read(db, include_str!("device/matching.sql"), of)?, total))
}

/// Devices that have not left the office for good and whose name or OS holds `query`, by number, as they stand on a day.
pub fn devices_here(db: &Connection, query: &str, today: NaiveDate) -> Result<Vec<Device>> {
    read(db, include_str!("device/here.sql"), params![search_key(query), today])
}

/// What every device is called: number and name.
pub fn device_names(db: &Connection) -> Result<HashMap<DeviceId, String>> {
    db.prepare_cached("SELECT id, number, name FROM device")?
        .query_map([], |row| {
            Ok((DeviceId::from_text(row.get::<_, String>(0)?), shown(row.get(1)?, &row.get::<_, String>(2)?)))
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// One device as it stands on a day.
///
/// # Errors
/// [`Error::NotFound`].
pub fn device(db: &Connection, id: &DeviceId, today: NaiveDate) -> Result<Device> {
    let mut found = read(db, include_str!("device/get.sql"), params![id.as_str(), today])?;
    found.pop().ok_or(Error::NotFound { noun: "device" })
}

fn read(db: &Connection, sql: &str, of: impl Params) -> Result<Vec<Device>> {
    let mut devices: Vec<Device> =
        db.prepare_cached(sql)?.query_map(of, row_to_device)?.collect::<rusqlite::Result<_>>()?;
    for device in &mut devices {
        device.events = db
            .prepare_cached(include_str!("device/events.sql"))?
            .query_map([device.id.as_str()], row_to_event)?
            .collect::<rusqlite::Result<_>>()?;
        device.checked = checks(db, &device.id, 1)?.pop();
    }
    Ok(devices)
}

/// The newest looks at a device, newest first.
pub fn checks(db: &Connection, id: &DeviceId, most: u32) -> Result<Vec<DeviceCheck>> {
    let checks: Vec<DeviceCheck> = db
        .prepare_cached(include_str!("device/checks.sql"))?
        .query_map(params![id.as_str(), most], row_to_check)?
        .collect::<rusqlite::Result<_>>()?;
    checks.into_iter().map(|check| with_answers(db, check)).collect()
}

/// What became of a device, by its own id, with whose it is.
pub fn event(db: &Connection, id: &str) -> Result<Option<(DeviceId, DeviceEvent)>> {
    let event = |row: &Row<'_>| Ok((DeviceId::from_text(row.get::<_, String>(5)?), row_to_event(row)?));
    Ok(db.prepare_cached(include_str!("device/event.sql"))?.query_row([id], event).optional()?)
}

/// A look at a device, by its own id, with whose it is.
pub fn check(db: &Connection, id: &str) -> Result<Option<(DeviceId, DeviceCheck)>> {
    let check = |row: &Row<'_>| Ok((DeviceId::from_text(row.get::<_, String>(4)?), row_to_check(row)?));
    let found = db.prepare_cached(include_str!("device/check.sql"))?.query_row([id], check).optional()?;
    found.map(|(device, check)| Ok((device, with_answers(db, check)?))).transpose()
}

fn with_answers(db: &Connection, mut check: DeviceCheck) -> Result<DeviceCheck> {
    let sql = "SELECT item, answer FROM device_check_answer WHERE device_check_id = ?1 ORDER BY position";
    check.answers = db
        .prepare_cached(sql)?
        .query_map([check.id.as_str()], |row| Ok((row.get(0)?, row::keyed(row, 1, DeviceAnswer::from_key)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(check)
}

/// Adds a device under the next number.
pub fn add_device(db: &Connection, id: &DeviceId, details: &DeviceDetails, now: Moment) -> Result<()> {
    keep(db, include_str!("device/add.sql"), id, details, now)
}

/// Takes a device off the ledger that was put on it by a slip; its number stays taken.
///
/// # Errors
/// [`Error::Refused`] `card_in_use` once anything else is recorded of it.
pub fn void_device(db: &Connection, id: &DeviceId, reason: &str, now: Moment) -> Result<()> {
    row::void_card(db, "device", None, id.as_str(), reason, now)
}

/// Changes what is kept of a device.
pub fn change_device(db: &Connection, id: &DeviceId, details: &DeviceDetails, now: Moment) -> Result<()> {
    keep(db, include_str!("device/change.sql"), id, details, now)
}

fn keep(db: &Connection, sql: &str, id: &DeviceId, details: &DeviceDetails, now: Moment) -> Result<()> {
    let rows = db.prepare_cached(sql)?.execute(params![
        id.as_str(),
        details.kind.key(),
        details.name,
        details.os,
        details.holder.as_ref().map(StaffId::as_str),
        details.man_go,
        details.registered_on,
        details.permitted_on,
        format!("{}\n{}", search_key(&details.name), search_key(&details.os)),
        row::entered_at(now),
    ])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "device" }) }
}

/// Keeps what became of a device.
pub fn add_event(db: &Connection, device: &DeviceId, event: &DeviceEvent, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("device/add_event.sql"))?.execute(params![
        event.id.as_str(),
        device.as_str(),
        event.kind.key(),
        event.on,
        event.erased,
        event.note,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Keeps a look at a device.
pub fn add_check(db: &Connection, device: &DeviceId, check: &DeviceCheck, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("device/add_check.sql"))?.execute(params![
        check.id.as_str(),
        device.as_str(),
        check.on,
        check.by.as_ref().map(StaffId::as_str),
        check.note,
        row::entered_at(now),
    ])?;
    for (position, (item, answer)) in (0_u32..).zip(&check.answers) {
        db.prepare_cached("INSERT INTO device_check_answer VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            check.id.as_str(),
            position,
            item,
            answer.key()
        ])?;
    }
    Ok(())
}

/// The newest disaster.
pub fn disaster(db: &Connection) -> Result<Option<Disaster>> {
    let sql = "SELECT started_on, ended_on, what FROM disaster WHERE voided_at IS NULL \
               ORDER BY started_on DESC LIMIT 1";
    let disaster =
        |row: &Row<'_>| Ok(Disaster { started_on: row.get(0)?, ended_on: row.get(1)?, what: row.get(2)? });
    Ok(db.prepare_cached(sql)?.query_row([], disaster).optional()?)
}

/// Begins a disaster.
pub fn begin_disaster(db: &Connection, disaster: &Disaster, now: Moment) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO disaster (started_on, what, entered_at) VALUES (?1, ?2, ?3)";
    db.prepare_cached(sql)?.execute(params![disaster.started_on, disaster.what, row::entered_at(now)])?;
    Ok(())
}

/// Ends the running disaster on a day.
pub fn end_disaster(db: &Connection, on: NaiveDate) -> Result<()> {
    db.prepare_cached("UPDATE disaster SET ended_on = ?1 WHERE ended_on IS NULL AND voided_at IS NULL")?
        .execute([on])?;
    Ok(())
}

/// Takes the end of a disaster back: it lasts.
pub fn reopen_disaster(db: &Connection, disaster: &Disaster) -> Result<()> {
    db.prepare_cached("UPDATE disaster SET ended_on = NULL WHERE started_on = ?1")?
        .execute([disaster.started_on])?;
    Ok(())
}

/// Takes a disaster back: it was switched on by mistake.
pub fn void_disaster(db: &Connection, disaster: &Disaster, reason: &str, now: Moment) -> Result<()> {
    db.prepare_cached("UPDATE disaster SET voided_at = ?2, void_reason = ?3 WHERE started_on = ?1")?
        .execute(params![disaster.started_on, row::entered_at(now), reason])?;
    Ok(())
}

fn row_to_device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        id: DeviceId::from_text(row.get::<_, String>(0)?),
        number: row.get(1)?,
        details: DeviceDetails {
            kind: row::keyed(row, 2, DeviceKind::from_key)?,
            name: row.get(3)?,
            os: row.get(4)?,
            holder: row::staff(row, 5)?,
            man_go: row.get(6)?,
            registered_on: row.get(7)?,
            permitted_on: row.get(8)?,
        },
        events: Vec::new(),
        is_out: row.get(9)?,
        checked: None,
    })
}

fn row_to_event(row: &Row<'_>) -> rusqlite::Result<DeviceEvent> {
    Ok(DeviceEvent {
        id: DeviceEventId::from_text(row.get::<_, String>(0)?),
        kind: row::keyed(row, 1, DeviceEventKind::from_key)?,
        on: row.get(2)?,
        erased: row.get(3)?,
        note: row.get(4)?,
    })
}

fn row_to_check(row: &Row<'_>) -> rusqlite::Result<DeviceCheck> {
    Ok(DeviceCheck {
        id: DeviceCheckId::from_text(row.get::<_, String>(0)?),
        on: row.get(1)?,
        by: row::staff(row, 2)?,
        answers: Vec::new(),
        note: row.get(3)?,
    })
}
