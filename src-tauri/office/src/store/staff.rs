//! Staff, their terms as MCS管理者 and their pledges: rows and back.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::id::{LeavingId, PledgeId, StaffId};
use crate::domain::leaving::{Leaving, LeavingDone, LeavingKind};
use crate::domain::password::PasswordChange;
use crate::domain::pledge::{Pledge, PledgeKind};
use crate::domain::search_key::search_key;
use crate::domain::staff::{Staff, StaffDetails, Term};
use crate::domain::{Moment, PersonName};
use crate::{Error, Result};

/// The first `most` of the staff whose name or reading holds `query`, sorted by ふりがな, and how many there are.
/// `left_by`: only those whose last day was before that day.
pub fn staff_matching(
    db: &Connection,
    query: &str,
    left_by: Option<NaiveDate>,
    most: usize,
) -> Result<(Vec<Staff>, usize)> {
    let key = search_key(query);
    let total =
        db.prepare_cached(include_str!("staff/count.sql"))?.query_row(params![key, left_by], row::total)?;
    let staff = db
        .prepare_cached(include_str!("staff/matching.sql"))?
        .query_map(params![key, left_by, row::limit(most)], row_to_staff)?
        .collect::<rusqlite::Result<_>>()?;
    Ok((staff, total))
}

/// Everybody's name and profession, those who left among them.
pub fn staff_names(db: &Connection) -> Result<HashMap<StaffId, (PersonName, String)>> {
    db.prepare_cached("SELECT id, family, given, family_kana, given_kana, profession FROM staff")?
        .query_map([], |row| {
            Ok((StaffId::from_text(row.get::<_, String>(0)?), (row::name(row, 1)?, row.get(5)?)))
        })?
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

/// Staff who have not left by `today`, and those who have with one of the region's `steps` open, whose name or reading
/// holds `query`; by ふりがな.
pub fn staff_at_work(db: &Connection, query: &str, today: NaiveDate, steps: usize) -> Result<Vec<Staff>> {
    db.prepare_cached(include_str!("staff/at_work.sql"))?
        .query_map(params![today, row::limit(steps), search_key(query)], row_to_staff)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// MCS IDs in use on a day by staff other than `except`.
pub fn mcs_ids_in_use(db: &Connection, except: Option<&StaffId>, today: NaiveDate) -> Result<Vec<String>> {
    db.prepare_cached(include_str!("staff/mcs_ids_in_use.sql"))?
        .query_map(params![except.map(StaffId::as_str), today], |row| row.get(0))?
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
    db.prepare_cached(
        "UPDATE mcs_manager_term SET ended_on = ?2 \
                         WHERE staff_id = ?1 AND (ended_on IS NULL OR ended_on > ?2) AND voided_at IS NULL",
    )?
    .execute(params![staff.as_str(), on])?;
    Ok(())
}

/// Begins a pause; one of the same first day is written over.
pub fn keep_pause(db: &Connection, staff: &StaffId, pause: &Term, now: Moment) -> Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO staff_pause (staff_id, started_on, ended_on, entered_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![staff.as_str(), pause.started_on, pause.ended_on, row::entered_at(now)])?;
    Ok(())
}

/// Takes a registration back that was a slip, e.g. somebody registered twice.
///
/// # Errors
/// [`Error::Refused`] `card_in_use` once anything else is recorded of the person.
pub fn void_staff(db: &Connection, id: &StaffId, reason: &str, now: Moment) -> Result<()> {
    row::void_card(db, "staff", None, id.as_str(), reason, now)
}

/// Takes somebody's newest pledge back; the one before counts again.
pub fn void_pledge(db: &Connection, pledge: &PledgeId, reason: &str, now: Moment) -> Result<()> {
    row::void(db, "pledge", pledge.as_str(), reason, now)
}

/// Takes a term as MCS管理者 back.
pub fn void_mcs_manager(
    db: &Connection,
    staff: &StaffId,
    term: &Term,
    reason: &str,
    now: Moment,
) -> Result<()> {
    void_term(db, "mcs_manager_term", staff, term, reason, now)
}

/// Takes a pause back.
pub fn void_pause(db: &Connection, staff: &StaffId, pause: &Term, reason: &str, now: Moment) -> Result<()> {
    void_term(db, "staff_pause", staff, pause, reason, now)
}

fn void_term(
    db: &Connection,
    table: &str,
    staff: &StaffId,
    term: &Term,
    reason: &str,
    now: Moment,
) -> Result<()> {
    let sql = format!(
        "UPDATE {table} SET voided_at = ?3, void_reason = ?4 WHERE staff_id = ?1 AND started_on = ?2"
    );
    db.prepare_cached(&sql)?.execute(params![
        staff.as_str(),
        term.started_on,
        row::entered_at(now),
        reason
    ])?;
    Ok(())
}

/// Sets or takes back 解除日.
pub fn set_released_on(db: &Connection, staff: &StaffId, on: Option<NaiveDate>, now: Moment) -> Result<()> {
    db.prepare_cached("UPDATE staff SET released_on = ?2, changed_at = ?3 WHERE id = ?1")?
        .execute(params![staff.as_str(), on, row::entered_at(now)])?;
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
    let leaving = match row.get::<_, Option<String>>(16)? {
        Some(id) => Some(Leaving {
            id: LeavingId::from_text(id),
            begun_on: row.get(17)?,
            done: listed(row, 18)?.iter().filter_map(|step| leaving_done(step)).collect(),
        }),
        None => None,
    };
    let password = match row.get::<_, Option<String>>(19)? {
        Some(kind) => Some(PasswordChange { kind: super::password::kind(&kind), on: row.get(20)? }),
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
        course_on: row.get(13)?,
        mcs_manager: listed(row, 14)?.iter().filter_map(|term| read_term(term)).collect(),
        pauses: listed(row, 15)?.iter().filter_map(|term| read_term(term)).collect(),
        leaving,
        password,
        at_risk_on: row.get(21)?,
    })
}

/// The parts of a column in which `staff_now` lists several rows of another table.
fn listed(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.iter().flat_map(|text| text.split(',')).map(str::to_owned).collect())
}

fn read_term(text: &str) -> Option<Term> {
    let (started_on, ended_on) = text.split_once('/')?;
    Some(Term { started_on: started_on.parse().ok()?, ended_on: ended_on.parse().ok() })
}

fn leaving_done(text: &str) -> Option<LeavingDone> {
    let mut parts = text.split('/');
    Some(LeavingDone {
        step: LeavingKind::from_key(parts.next()?)?,
        on: parts.next()?.parse().ok()?,
        by_office: parts.next()? == "1",
    })
}
