//! Staff, their terms as MCS管理者 and their pledges: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::id::{PledgeId, StaffId};
use crate::domain::pledge::{Pledge, PledgeKind};
use crate::domain::search_key::search_key;
use crate::domain::staff::{Staff, StaffDetails, Term};
use crate::{Error, Result};

/// All staff whose name or reading holds `query`, sorted by ふりがな.
pub fn staff_matching(db: &Connection, query: &str) -> Result<Vec<Staff>> {
    db.prepare_cached(include_str!("staff/matching.sql"))?
        .query_map([search_key(query)], row_to_staff)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// All staff in the order they stand on the roster: by 登録日, then as entered.
pub fn staff_on_roster(db: &Connection) -> Result<Vec<Staff>> {
    db.prepare_cached(include_str!("staff/on_roster.sql"))?
        .query_map([], row_to_staff)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Who is MCS管理者 on a day; the one who is it longest, when there are several.
pub fn mcs_manager(db: &Connection, day: NaiveDate) -> Result<Option<Staff>> {
    let found = db.prepare_cached(include_str!("staff/mcs_manager.sql"))?.query_row([day], row_to_staff);
    Ok(found.optional()?)
}

/// One member of staff.
///
/// # Errors
/// [`Error::NotFound`].
pub fn staff(db: &Connection, id: &StaffId) -> Result<Staff> {
    db.prepare_cached(include_str!("staff/get.sql"))?
        .query_row([id.as_str()], row_to_staff)
        .optional()?
        .ok_or(Error::NotFound { noun: "staff" })
}

/// MCS IDs in use by active staff other than `except`.
pub fn mcs_ids_in_use(db: &Connection, except: Option<&StaffId>) -> Result<Vec<String>> {
    db.prepare_cached("SELECT mcs_id FROM staff WHERE mcs_id <> '' AND released_on IS NULL AND id IS NOT ?1")?
        .query_map([except.map(StaffId::as_str)], |row| row.get(0))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Adds a member of staff.
pub fn add_staff(db: &Connection, id: &StaffId, details: &StaffDetails, now: Moment) -> Result<()> {
    keep(db, include_str!("staff/add.sql"), id, details, now)
}

/// Changes what is kept of a member of staff.
pub fn change_staff(db: &Connection, id: &StaffId, details: &StaffDetails, now: Moment) -> Result<()> {
    keep(db, include_str!("staff/change.sql"), id, details, now)
}

fn keep(db: &Connection, sql: &str, id: &StaffId, details: &StaffDetails, now: Moment) -> Result<()> {
    let name = &details.name;
    let rows = db.prepare_cached(sql)?.execute(params![
        id.as_str(),
        name.family,
        name.given,
        name.family_kana,
        name.given_kana,
        details.profession,
        details.email,
        details.mcs_id,
        details.registered_on,
        details.released_on,
        row::name_search_key(name),
        row::kana_sort(name),
        row::entered_at(now),
    ])?;
    if rows == 1 { Ok(()) } else { Err(Error::NotFound { noun: "staff" }) }
}

/// Keeps a pledge; the newest counts.
pub fn add_pledge(db: &Connection, staff: &StaffId, pledge: &Pledge, now: Moment) -> Result<()> {
    let existing = match &pledge.kind {
        PledgeKind::Signed => None,
        PledgeKind::Omitted { existing_paper } => Some(existing_paper),
    };
    db.prepare_cached(include_str!("staff/add_pledge.sql"))?.execute(params![
        pledge.id.as_str(),
        staff.as_str(),
        existing,
        pledge.on,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Begins a term as MCS管理者.
pub fn begin_mcs_manager(db: &Connection, staff: &StaffId, on: NaiveDate, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("staff/begin_mcs_manager.sql"))?.execute(params![
        staff.as_str(),
        on,
        row::entered_at(now)
    ])?;
    Ok(())
}

/// Ends the running term as MCS管理者.
pub fn end_mcs_manager(db: &Connection, staff: &StaffId, on: NaiveDate) -> Result<()> {
    db.prepare_cached("UPDATE mcs_manager_term SET ended_on = ?2 WHERE staff_id = ?1 AND ended_on IS NULL")?
        .execute(params![staff.as_str(), on])?;
    Ok(())
}

fn row_to_staff(row: &Row<'_>) -> rusqlite::Result<Staff> {
    let pledge = match row.get::<_, Option<String>>(10)? {
        Some(id) => Some(Pledge {
            id: PledgeId::from_text(id),
            kind: match row.get(11)? {
                Some(existing_paper) => PledgeKind::Omitted { existing_paper },
                None => PledgeKind::Signed,
            },
            on: row.get(12)?,
        }),
        None => None,
    };
    let mcs_manager = match row.get::<_, Option<NaiveDate>>(13)? {
        Some(started_on) => Some(Term { started_on, ended_on: row.get(14)? }),
        None => None,
    };
    Ok(Staff {
        id: StaffId::from_text(row.get::<_, String>(0)?),
        details: StaffDetails {
            name: row::name(row, 1)?,
            profession: row.get(5)?,
            email: row.get(6)?,
            mcs_id: row.get(7)?,
            registered_on: row.get(8)?,
            released_on: row.get(9)?,
        },
        pledge,
        mcs_manager,
    })
}
