//! Slips of taking out: rows and back.

use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{DeviceId, StaffId, TakeoutId};
use crate::domain::search_key::search_key;
use crate::domain::takeout::{Takeout, TakeoutDecision, TakeoutRequest, TakeoutReturn};
use crate::{Error, Result};

/// The first `most` slips whose words hold `query`, newest first, and how many there are. `over`: only those that are
/// back (`true`) or were declined (`false`).
pub fn takeouts_matching(
    db: &Connection,
    query: &str,
    over: Option<bool>,
    most: usize,
) -> Result<(Vec<Takeout>, usize)> {
    let (key, matching) = (search_key(query), include_str!("takeout/matching.sql"));
    let total = match (query, over) {
        ("", None) => row::count(db, "takeout")?,
        _ => row::count_of(db, matching, params![key, over, row::limit(usize::MAX)])?,
    };
    Ok((read(db, matching, params![key, over, row::limit(most)])?, total))
}

/// The slips that wait for a decision or are not back and whose words hold `query`, the earliest first.
pub fn open_takeouts(db: &Connection, query: &str) -> Result<Vec<Takeout>> {
    read(db, include_str!("takeout/open.sql"), [search_key(query)])
}

/// One slip.
///
/// # Errors
/// [`Error::NotFound`].
pub fn takeout(db: &Connection, id: &TakeoutId) -> Result<Takeout> {
    let found = db
        .prepare_cached(include_str!("takeout/get.sql"))?
        .query_row([id.as_str()], row_to_takeout)
        .optional()?;
    let mut slip = found.ok_or(Error::NotFound { noun: "takeout" })?;
    slip.request.devices = devices(db, &slip.id)?;
    Ok(slip)
}

/// Keeps a slip.
pub fn add_takeout(db: &Connection, id: &TakeoutId, request: &TakeoutRequest, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("takeout/add.sql"))?.execute(params![
        id.as_str(),
        request.applicant.as_str(),
        request.medium,
        request.content,
        request.purpose,
        request.place,
        request.from,
        request.until,
        request.asked_on,
        row::entered_at(now),
    ])?;
    for device in &request.devices {
        db.prepare_cached("INSERT INTO takeout_device VALUES (?1, ?2)")?
            .execute([id.as_str(), device.as_str()])?;
    }
    Ok(())
}

/// Keeps what was decided.
pub fn decide(db: &Connection, id: &TakeoutId, decision: &TakeoutDecision) -> Result<()> {
    let TakeoutDecision { by, on, approved, reason } = decision;
    let by = by.as_ref().map(StaffId::as_str);
    db.prepare_cached(include_str!("takeout/decide.sql"))?.execute(params![
        id.as_str(),
        by,
        on,
        approved,
        reason
    ])?;
    Ok(())
}

/// Keeps how it came back.
pub fn give_back(db: &Connection, id: &TakeoutId, returned: &TakeoutReturn) -> Result<()> {
    let TakeoutReturn { on, by, erased, note } = returned;
    let by = by.as_ref().map(StaffId::as_str);
    db.prepare_cached(include_str!("takeout/give_back.sql"))?.execute(params![
        id.as_str(),
        on,
        by,
        erased,
        note
    ])?;
    Ok(())
}

/// Takes the return back: it is out again.
pub fn take_back_return(db: &Connection, id: &TakeoutId) -> Result<()> {
    let sql = "UPDATE takeout SET returned_on = NULL, returned_to = NULL, erased = NULL, return_note = NULL \
               WHERE id = ?1";
    db.prepare_cached(sql)?.execute([id.as_str()])?;
    Ok(())
}

/// Takes the decision back: it waits again.
pub fn take_back_decision(db: &Connection, id: &TakeoutId) -> Result<()> {
    let sql = "UPDATE takeout SET decided_by = NULL, decided_on = NULL, approved = NULL, decline_reason = NULL \
               WHERE id = ?1";
    db.prepare_cached(sql)?.execute([id.as_str()])?;
    Ok(())
}

fn read(db: &Connection, sql: &str, of: impl Params) -> Result<Vec<Takeout>> {
    let mut slips: Vec<Takeout> =
        db.prepare_cached(sql)?.query_map(of, row_to_takeout)?.collect::<rusqlite::Result<_>>()?;
    for slip in &mut slips {
        slip.request.devices = devices(db, &slip.id)?;
    }
    Ok(slips)
}

fn devices(db: &Connection, id: &TakeoutId) -> Result<Vec<DeviceId>> {
    db.prepare_cached("SELECT device_id FROM takeout_device WHERE takeout_id = ?1")?
        .query_map([id.as_str()], |row| Ok(DeviceId::from_text(row.get::<_, String>(0)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

fn row_to_takeout(row: &Row<'_>) -> rusqlite::Result<Takeout> {
    let decision = match row.get(10)? {
        Some(on) => Some(TakeoutDecision {
            by: row::staff(row, 9)?,
            on,
            approved: row.get(11)?,
            reason: row.get(12)?,
        }),
        None => None,
    };
    let returned = match row.get(13)? {
        Some(on) => {
            Some(TakeoutReturn { on, by: row::staff(row, 14)?, erased: row.get(15)?, note: row.get(16)? })
        }
        None => None,
    };
    Ok(Takeout {
        id: TakeoutId::from_text(row.get::<_, String>(0)?),
        request: TakeoutRequest {
            applicant: StaffId::from_text(row.get::<_, String>(1)?),
            devices: Vec::new(),
            medium: row.get(2)?,
            content: row.get(3)?,
            purpose: row.get(4)?,
            place: row.get(5)?,
            from: row.get(6)?,
            until: row.get(7)?,
            asked_on: row.get(8)?,
        },
        decision,
        returned,
    })
}
