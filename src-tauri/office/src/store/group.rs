//! Groups with their events and managers: rows and back. Who takes part stands in `membership`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{membership, row};
use crate::domain::consent::{DoctorRequest, PersonalText, Voided};
use crate::domain::group::{
    ArchiveReason, Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerTerm, GroupManagerWho,
    GroupState, System,
};
use crate::domain::id::{CareRecipientId, GroupId, GroupManagerId, StaffId};
use crate::domain::search_key::search_key;
use crate::domain::{Moment, PersonName};
use crate::{Error, Result};

/// A group in a list.
pub struct GroupLine {
    /// Id.
    pub id: GroupId,
    /// `care`, `open` or `link`.
    pub kind: GroupLineKind,
    /// Its name, or with whom; empty for a patient group.
    pub name: PersonalText,
    /// Whom it is about.
    pub person: Option<PersonName>,
    /// Where it lives.
    pub system: System,
    /// Whether its management is handed to another body.
    pub delegated: bool,
    /// Where it stands.
    pub state: GroupState,
    /// Since when it stands there.
    pub since: Option<NaiveDate>,
    /// How many take part.
    pub members: u32,
}

/// What a group in a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupLineKind {
    /// 患者グループ.
    Care,
    /// 自由グループ.
    Open,
    /// つながり.
    Link,
}

/// One group with everything.
///
/// # Errors
/// [`Error::NotFound`].
pub fn group(db: &Connection, id: &GroupId) -> Result<Group> {
    let mut group = db
        .prepare_cached(include_str!("group/get.sql"))?
        .query_row([id.as_str()], row_to_group)
        .optional()?
        .ok_or(Error::NotFound { noun: "group" })?;
    group.events = db
        .prepare_cached(include_str!("group/events.sql"))?
        .query_map([id.as_str()], row_to_event)?
        .collect::<rusqlite::Result<_>>()?;
    group.managers = db
        .prepare_cached(include_str!("group/managers.sql"))?
        .query_map([id.as_str()], row_to_manager)?
        .collect::<rusqlite::Result<_>>()?;
    group.members = membership::memberships_of(db, id)?;
    Ok(group)
}

/// The groups about one care recipient, newest first.
pub fn groups_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<Group>> {
    let ids: Vec<String> = db
        .prepare_cached(include_str!("group/of.sql"))?
        .query_map([recipient.as_str()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter().map(|id| group(db, &GroupId::from_text(id))).collect()
}

/// The first `most` groups of a kind and a state (`None`: all but those entered by mistake) whose name, or the name or
/// reading of whom they are about, holds `query`: patient groups by ふりがな, then the others; and how many there are.
pub fn group_lines(
    db: &Connection,
    query: &str,
    kind: Option<GroupLineKind>,
    state: Option<GroupState>,
    most: usize,
) -> Result<(Vec<GroupLine>, usize)> {
    let key = search_key(query);
    let events = match state {
        None => ",opened,reopened,archived,deletion-requested,deletion-sent,deleted,",
        Some(GroupState::Active) => ",opened,reopened,",
        Some(GroupState::Archived) => ",archived,",
        Some(GroupState::DeletionRequested) => ",deletion-requested,deletion-sent,",
        Some(GroupState::Deleted) => ",deleted,",
        Some(GroupState::Void) => ",void,",
    };
    let (mut lines, mut total) = (Vec::new(), 0);
    let asked = |one: GroupLineKind| kind.is_none_or(|kind| kind == one);
    if asked(GroupLineKind::Care) {
        let (count, listed) = match state {
            Some(GroupState::Active) => {
                (include_str!("group/used_count.sql"), include_str!("group/used_lines.sql"))
            }
            _ if query.is_empty() => {
                (include_str!("group/care_count.sql"), include_str!("group/care_lines.sql"))
            }
            _ => (include_str!("group/named_count.sql"), include_str!("group/care_lines.sql")),
        };
        total = db.prepare_cached(count)?.query_row([key.as_str(), events], row::total)?;
        let mut statement = db.prepare_cached(listed)?;
        let rows = statement.query_map(params![key, events, row::limit(most)], row_to_line)?;
        lines = rows.collect::<rusqlite::Result<_>>()?;
    }
    for (_, name) in
        [(GroupLineKind::Open, "open"), (GroupLineKind::Link, "link")].iter().filter(|(one, _)| asked(*one))
    {
        let mut statement = db.prepare_cached(include_str!("group/other_lines.sql"))?;
        let mut rows = statement.query([name, events])?;
        while let Some(row) = rows.next()? {
            let person_key: Option<String> = row.get(12)?;
            let line = row_to_line(row)?;
            if search_key(&line.name.0).contains(&key)
                || person_key.is_some_and(|person| person.contains(&key))
            {
                total += 1;
                lines.extend(Some(line).filter(|_| total <= most));
            }
        }
    }
    Ok((lines, total))
}

/// The care recipients whose talk from one to one may need a group, and who have one in use.
pub fn grouped(db: &Connection) -> Result<HashSet<CareRecipientId>> {
    db.prepare_cached(include_str!("group/grouped.sql"))?
        .query_map([], |row| Ok(CareRecipientId::from_text(row.get::<_, String>(0)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The groups that may open a duty on a day. `needs_manager`: whether the region wants one in each.
pub fn groups_watched(db: &Connection, day: NaiveDate, needs_manager: bool) -> Result<Vec<Group>> {
    let ids: Vec<String> = db
        .prepare_cached(include_str!("group/watched.sql"))?
        .query_map(params![day, needs_manager], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter().map(|id| group(db, &GroupId::from_text(id))).collect()
}

/// Staff who have left the office before a day and still take part in a group or manage one, with their last day.
pub fn staff_left(db: &Connection, day: NaiveDate) -> Result<HashMap<StaffId, NaiveDate>> {
    db.prepare_cached(include_str!("group/left.sql"))?
        .query_map([day], |row| Ok((StaffId::from_text(row.get::<_, String>(0)?), row.get(1)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Whether the management of a group is handed to another body (板橋 第4条).
pub fn is_any_delegated(db: &Connection) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM mcs_group WHERE delegated = 1")?.exists([])?)
}

/// Keeps a group with its first event, manager and members.
pub fn add_group(db: &Connection, group: &Group, now: Moment) -> Result<()> {
    let instruction = group.instruction.as_ref();
    let (kind, name, purpose, wants_listing) = match &group.kind {
        GroupKind::Care { .. } => ("care", "", "", false),
        GroupKind::Open { name, purpose, wants_listing } => {
            ("open", name.as_str(), purpose.as_str(), *wants_listing)
        }
        GroupKind::Link { name, .. } => ("link", name.0.as_str(), "", false),
    };
    db.prepare_cached(include_str!("group/add.sql"))?.execute(params![
        group.id.as_str(),
        kind,
        group.kind.recipient().map(CareRecipientId::as_str),
        name,
        purpose,
        wants_listing,
        match group.system {
            System::Mcs => "mcs",
            System::Second => "second",
        },
        instruction.map(|request| &request.doctor.0),
        instruction.map(|request| &request.clinic),
        instruction.map(|request| request.requested_on),
        instruction.map(|request| &request.means),
        group.arrangement,
        group.delegated,
        row::entered_at(now),
    ])?;
    group.events.iter().try_for_each(|event| add_event(db, &group.id, event, now))?;
    group.managers.iter().try_for_each(|manager| add_manager(db, &group.id, manager, now))?;
    group.members.iter().try_for_each(|member| membership::add_membership(db, member, now))
}

/// Changes how a group is used and who manages it.
pub fn change_group(db: &Connection, id: &GroupId, arrangement: &str, delegated: bool) -> Result<()> {
    db.prepare_cached("UPDATE mcs_group SET arrangement = ?2, delegated = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), arrangement, delegated])?;
    Ok(())
}

/// Keeps what happened to a group.
pub fn add_event(db: &Connection, group: &GroupId, event: &GroupEvent, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("group/add_event.sql"))?.execute(params![
        group.as_str(),
        event.number,
        event_text(event.kind),
        event.on,
        event.reason.map(|reason| match reason {
            ArchiveReason::Ended(kind) => super::recipient_end::kind_text(kind),
            ArchiveReason::Other => "other",
        }),
        event.party.0,
        event.means,
        event.note.0,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Says that an event was entered by mistake.
pub fn void_event(db: &Connection, group: &GroupId, number: u32, voided: &Voided) -> Result<()> {
    db.prepare_cached(
        "UPDATE group_event SET voided_on = ?3, void_reason = ?4 WHERE group_id = ?1 AND number = ?2",
    )?
    .execute(params![group.as_str(), number, voided.on, voided.reason.0])?;
    Ok(())
}

/// Keeps a further manager.
pub fn add_manager(db: &Connection, group: &GroupId, manager: &GroupManagerTerm, now: Moment) -> Result<()> {
    let (staff, name, office) = match &manager.who {
        GroupManagerWho::Staff(staff) => (Some(staff.as_str()), "", ""),
        GroupManagerWho::Other { name, office } => (None, name.0.as_str(), office.as_str()),
    };
    db.prepare_cached(include_str!("group/add_manager.sql"))?.execute(params![
        manager.id.as_str(),
        group.as_str(),
        staff,
        name,
        office,
        manager.started_on,
        manager.ended_on,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Ends the term of a manager.
pub fn end_manager(db: &Connection, id: &GroupManagerId, on: NaiveDate) -> Result<()> {
    db.prepare_cached("UPDATE group_manager SET ended_on = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), on])?;
    Ok(())
}

/// Says that a manager was entered by mistake.
pub fn void_manager(db: &Connection, id: &GroupManagerId, voided: &Voided) -> Result<()> {
    db.prepare_cached("UPDATE group_manager SET voided_on = ?2, void_reason = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), voided.on, voided.reason.0])?;
    Ok(())
}

fn event_text(kind: GroupEventKind) -> &'static str {
    match kind {
        GroupEventKind::Opened => "opened",
        GroupEventKind::Archived => "archived",
        GroupEventKind::Reopened => "reopened",
        GroupEventKind::DeletionRequested => "deletion-requested",
        GroupEventKind::DeletionSent => "deletion-sent",
        GroupEventKind::Deleted => "deleted",
    }
}

/// What happened, from how it is kept.
pub(super) fn text_event(text: &str) -> GroupEventKind {
    match text {
        "archived" => GroupEventKind::Archived,
        "reopened" => GroupEventKind::Reopened,
        "deletion-requested" => GroupEventKind::DeletionRequested,
        "deletion-sent" => GroupEventKind::DeletionSent,
        "deleted" => GroupEventKind::Deleted,
        _ => GroupEventKind::Opened,
    }
}

fn row_to_group(row: &Row<'_>) -> rusqlite::Result<Group> {
    let recipient = row.get::<_, Option<String>>(2)?.map(CareRecipientId::from_text);
    let name: String = row.get(3)?;
    let kind = match (row.get::<_, String>(1)?.as_str(), recipient) {
        ("care", Some(recipient)) => GroupKind::Care { recipient },
        ("link", recipient) => GroupKind::Link { recipient, name: PersonalText(name) },
        _ => GroupKind::Open { name, purpose: row.get(4)?, wants_listing: row.get(5)? },
    };
    let instruction = match row.get::<_, Option<String>>(7)? {
        Some(doctor) => Some(DoctorRequest {
            doctor: PersonalText(doctor),
            clinic: row.get(8)?,
            requested_on: row.get(9)?,
            means: row.get(10)?,
        }),
        None => None,
    };
    Ok(Group {
        id: GroupId::from_text(row.get::<_, String>(0)?),
        kind,
        system: text_system(&row.get::<_, String>(6)?),
        instruction,
        arrangement: row.get(11)?,
        delegated: row.get(12)?,
        events: Vec::new(),
        managers: Vec::new(),
        members: Vec::new(),
    })
}

fn text_system(text: &str) -> System {
    if text == "second" { System::Second } else { System::Mcs }
}

fn row_to_event(row: &Row<'_>) -> rusqlite::Result<GroupEvent> {
    let reason = row.get::<_, Option<String>>(3)?.map(|reason| match reason.as_str() {
        "other" => ArchiveReason::Other,
        end => ArchiveReason::Ended(super::recipient_end::text_kind(end)),
    });
    Ok(GroupEvent {
        number: row.get(0)?,
        kind: text_event(&row.get::<_, String>(1)?),
        on: row.get(2)?,
        reason,
        party: PersonalText(row.get(4)?),
        means: row.get(5)?,
        note: PersonalText(row.get(6)?),
        voided: row::voided(row, 7)?,
    })
}

fn row_to_manager(row: &Row<'_>) -> rusqlite::Result<GroupManagerTerm> {
    let who = match row.get::<_, Option<String>>(1)? {
        Some(staff) => GroupManagerWho::Staff(StaffId::from_text(staff)),
        None => GroupManagerWho::Other { name: PersonalText(row.get(2)?), office: row.get(3)? },
    };
    Ok(GroupManagerTerm {
        id: GroupManagerId::from_text(row.get::<_, String>(0)?),
        who,
        started_on: row.get(4)?,
        ended_on: row.get(5)?,
    })
}

fn row_to_line(row: &Row<'_>) -> rusqlite::Result<GroupLine> {
    let last = row.get::<_, Option<String>>(9)?.map(|kind| text_event(&kind));
    Ok(GroupLine {
        id: GroupId::from_text(row.get::<_, String>(0)?),
        kind: match row.get::<_, String>(1)?.as_str() {
            "care" => GroupLineKind::Care,
            "link" => GroupLineKind::Link,
            _ => GroupLineKind::Open,
        },
        name: PersonalText(row.get(2)?),
        person: row::optional_name(row, 3)?,
        system: text_system(&row.get::<_, String>(7)?),
        delegated: row.get(8)?,
        state: GroupState::after(last),
        since: row.get(10)?,
        members: row.get(11)?,
    })
}
