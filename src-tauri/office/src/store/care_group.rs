//! Patient groups and their members: rows and back.

use std::collections::HashSet;

use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::care_group::{CareGroup, GroupMember, MemberKind};
use crate::domain::consent::{DoctorRequest, PersonalText};
use crate::domain::id::{CareGroupId, CareRecipientId, GroupMemberId, StaffId};

/// The groups of one care recipient with their members, newest first.
pub fn groups_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<CareGroup>> {
    let mut groups: Vec<CareGroup> = db
        .prepare_cached(include_str!("care_group/of.sql"))?
        .query_map([recipient.as_str()], row_to_group)?
        .collect::<rusqlite::Result<_>>()?;
    for group in &mut groups {
        group.members = db
            .prepare_cached(include_str!("care_group/members.sql"))?
            .query_map([group.id.as_str()], row_to_member)?
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(groups)
}

/// The care recipients who have a group.
pub fn grouped(db: &Connection) -> Result<HashSet<CareRecipientId>> {
    db.prepare_cached("SELECT DISTINCT care_recipient_id FROM care_group")?
        .query_map([], |row| Ok(CareRecipientId::from_text(row.get::<_, String>(0)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Keeps a group with its first members.
pub fn add_group(db: &Connection, group: &CareGroup, now: Moment) -> Result<()> {
    let instruction = group.instruction.as_ref();
    db.prepare_cached(include_str!("care_group/add.sql"))?.execute(params![
        group.id.as_str(),
        group.recipient.as_str(),
        group.opened_on,
        group.manager.as_ref().map(StaffId::as_str),
        instruction.map(|request| &request.doctor.0),
        instruction.map(|request| &request.clinic),
        instruction.map(|request| request.requested_on),
        instruction.map(|request| &request.means),
        row::entered_at(now),
    ])?;
    group.members.iter().try_for_each(|member| add_member(db, &group.id, member, now))
}

/// Keeps a further member.
pub fn add_member(db: &Connection, group: &CareGroupId, member: &GroupMember, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("care_group/add_member.sql"))?.execute(params![
        member.id.as_str(),
        group.as_str(),
        match member.kind {
            MemberKind::Doctor => "doctor",
            MemberKind::Staff => "staff",
            MemberKind::Family => "family",
        },
        member.name.0,
        member.office,
        member.role,
        member.joined_on,
        member.agreed_on,
        row::entered_at(now),
    ])?;
    Ok(())
}

fn row_to_group(row: &Row<'_>) -> rusqlite::Result<CareGroup> {
    let instruction = match row.get::<_, Option<String>>(4)? {
        Some(doctor) => Some(DoctorRequest {
            doctor: PersonalText(doctor),
            clinic: row.get(5)?,
            requested_on: row.get(6)?,
            means: row.get(7)?,
        }),
        None => None,
    };
    Ok(CareGroup {
        id: CareGroupId::from_text(row.get::<_, String>(0)?),
        recipient: CareRecipientId::from_text(row.get::<_, String>(1)?),
        opened_on: row.get(2)?,
        manager: row.get::<_, Option<String>>(3)?.map(StaffId::from_text),
        instruction,
        members: Vec::new(),
    })
}

fn row_to_member(row: &Row<'_>) -> rusqlite::Result<GroupMember> {
    Ok(GroupMember {
        id: GroupMemberId::from_text(row.get::<_, String>(0)?),
        kind: match row.get::<_, String>(1)?.as_str() {
            "doctor" => MemberKind::Doctor,
            "family" => MemberKind::Family,
            _ => MemberKind::Staff,
        },
        name: PersonalText(row.get(2)?),
        office: row.get(3)?,
        role: row.get(4)?,
        joined_on: row.get(5)?,
        agreed_on: row.get(6)?,
    })
}
