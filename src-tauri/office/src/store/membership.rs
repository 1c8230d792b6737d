//! Who took part in a group from when to when: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::consent::{PersonalText, Voided};
use crate::domain::id::{GroupId, MembershipId, StaffId};
use crate::domain::membership::{Member, Membership, Release, ReleaseReason, Released};
use crate::{Error, Result};

/// Everybody who takes part in a group or took part, in the order they joined.
pub fn memberships_of(db: &Connection, group: &GroupId) -> Result<Vec<Membership>> {
    listed(db, include_str!("membership/of_group.sql"), [group.as_str()])
}

/// The groups of one of our own staff, running ones first.
pub fn memberships_of_staff(db: &Connection, staff: &StaffId) -> Result<Vec<Membership>> {
    listed(db, include_str!("membership/of_staff.sql"), [staff.as_str()])
}

/// Everybody who took part on a day of a period, both days included; `None`: from the beginning, to the end.
pub fn memberships_between(
    db: &Connection,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Vec<Membership>> {
    listed(db, include_str!("membership/between.sql"), [from, to])
}

/// One time in a group.
///
/// # Errors
/// [`Error::NotFound`].
pub fn membership(db: &Connection, id: &MembershipId) -> Result<Membership> {
    db.prepare_cached(include_str!("membership/get.sql"))?
        .query_row([id.as_str()], row_to_membership)
        .optional()?
        .ok_or(Error::NotFound { noun: "membership" })
}

/// Keeps somebody's time in a group.
pub fn add_membership(db: &Connection, member: &Membership, now: Moment) -> Result<()> {
    let (kind, staff, name, office, role) = match &member.who {
        Member::Staff(staff) => ("staff", Some(staff.as_str()), "", "", ""),
        Member::Colleague { name, office, profession } => {
            ("colleague", None, name.0.as_str(), office.as_str(), profession.as_str())
        }
        Member::Doctor { name, office, role } => {
            ("doctor", None, name.0.as_str(), office.as_str(), role.as_str())
        }
        Member::Family { name, relationship } => ("family", None, name.0.as_str(), "", relationship.as_str()),
    };
    let release = member.release.as_ref();
    db.prepare_cached(include_str!("membership/add.sql"))?.execute(params![
        member.id.as_str(),
        member.group.as_str(),
        kind,
        staff,
        name,
        office,
        role,
        member.agreed_on,
        member.invited_on,
        member.approved_on,
        member.joined_on,
        member.off_case_on,
        release.map(|release| release.on),
        release.map(|release| release.why.key()),
        release.map(|release| release.note.0.as_str()).unwrap_or_default(),
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Ends somebody's time in a group, or says since when the person is off the case.
pub fn release(db: &Connection, id: &MembershipId, released: &Released) -> Result<()> {
    let release = released.release.as_ref();
    db.prepare_cached(include_str!("membership/release.sql"))?.execute(params![
        id.as_str(),
        released.off_case_on,
        release.map(|release| release.on),
        release.map(|release| release.why.key()),
        release.map(|release| release.note.0.as_str()).unwrap_or_default(),
    ])?;
    Ok(())
}

/// Says that a row was entered by mistake or is corrected by another one.
pub fn void_membership(db: &Connection, id: &MembershipId, voided: &Voided) -> Result<()> {
    db.prepare_cached("UPDATE membership SET voided_on = ?2, void_reason = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), voided.on, voided.reason.0])?;
    Ok(())
}

fn listed(db: &Connection, sql: &str, of: impl Params) -> Result<Vec<Membership>> {
    db.prepare_cached(sql)?.query_map(of, row_to_membership)?.map(|row| row.map_err(Into::into)).collect()
}

fn row_to_membership(row: &Row<'_>) -> rusqlite::Result<Membership> {
    let name = PersonalText(row.get(4)?);
    let who = match (row.get::<_, String>(2)?.as_str(), row.get::<_, Option<String>>(3)?) {
        (_, Some(staff)) => Member::Staff(StaffId::from_text(staff)),
        ("doctor", _) => Member::Doctor { name, office: row.get(5)?, role: row.get(6)? },
        ("family", _) => Member::Family { name, relationship: row.get(6)? },
        _ => Member::Colleague { name, office: row.get(5)?, profession: row.get(6)? },
    };
    let release = match row.get::<_, Option<NaiveDate>>(12)? {
        Some(on) => Some(Release {
            on,
            why: ReleaseReason::from_key(&row.get::<_, String>(13)?).unwrap_or(ReleaseReason::Other),
            note: PersonalText(row.get(14)?),
        }),
        None => None,
    };
    Ok(Membership {
        id: MembershipId::from_text(row.get::<_, String>(0)?),
        group: GroupId::from_text(row.get::<_, String>(1)?),
        who,
        agreed_on: row.get(7)?,
        invited_on: row.get(8)?,
        approved_on: row.get(9)?,
        joined_on: row.get(10)?,
        off_case_on: row.get(11)?,
        release,
        voided: row::voided(row, 15)?,
    })
}
