//! From groups and who takes part in them to what is shown.

use std::collections::HashMap;

use office::Result;
use office::desk::{Desk, GroupLine, GroupLineKind};
use office::domain::group::{
    ArchiveReason, Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerTerm, GroupManagerWho,
    GroupState, System,
};
use office::domain::id::{CareRecipientId, GroupId, StaffId};
use office::domain::membership::{Member, Membership, ReleaseReason};
use office::domain::recipient_end::EndKind;
use office::domain::wareki;

use crate::wire;

use super::{number, shown_day};

/// Name and profession of our own staff.
type People = HashMap<StaffId, (String, String)>;

/// One group.
pub fn group(desk: &Desk, id: &GroupId) -> Result<wire::Group> {
    shown(desk, desk.group(id)?, &people(desk)?)
}

/// The groups about one care recipient.
pub fn groups_of(desk: &Desk, recipient: &CareRecipientId) -> Result<Vec<wire::Group>> {
    let people = people(desk)?;
    desk.groups_of(recipient)?.into_iter().map(|group| shown(desk, group, &people)).collect()
}

/// A portion of the groups of a kind and a state.
pub fn group_list(
    desk: &Desk,
    query: &str,
    kind: Option<wire::GroupKind>,
    state: Option<wire::GroupState>,
    most: usize,
) -> Result<wire::GroupList> {
    let (lines, total) = desk.group_page(query, kind.map(Into::into), state.map(Into::into), most)?;
    Ok(wire::GroupList { lines: lines.into_iter().map(line).collect(), total: number(total as u64) })
}

/// The groups of one of our own staff.
pub fn memberships_of_staff(desk: &Desk, id: &StaffId) -> Result<Vec<wire::Membership>> {
    let people = people(desk)?;
    let member = |member: Membership| {
        let group = desk.group(&member.group)?;
        Ok(membership(member, desk.name_of_group(&group)?, &people))
    };
    desk.memberships_of_staff(id)?.into_iter().map(member).collect()
}

fn people(desk: &Desk) -> Result<People> {
    let staff = desk.staff_names()?.into_iter();
    Ok(staff.map(|(id, (name, profession))| (id, (name.shown(), profession))).collect())
}

fn shown(desk: &Desk, group: Group, people: &People) -> Result<wire::Group> {
    let group_name = desk.name_of_group(&group)?;
    let recipient = group.kind.recipient().cloned();
    let since = group.true_events().next_back().map(|event| event.on);
    let (kind, state, opened) = (kind(&group.kind), state(group.state()), group.opened_on());
    let (name, purpose, wants_listing) = match group.kind {
        GroupKind::Care { .. } => (String::new(), String::new(), false),
        GroupKind::Open { name, purpose, wants_listing } => (name, purpose, wants_listing),
        GroupKind::Link { name, .. } => (name.0, String::new(), false),
    };
    let instruction = group.instruction.map(|request| {
        let day = wareki::both(request.requested_on);
        [request.doctor.0, request.clinic, day, request.means].join("\u{3000}")
    });
    let members = group.members.into_iter();
    Ok(wire::Group {
        id: group.id.to_string(),
        kind,
        second: group.system == System::Second,
        recipient_id: recipient.as_ref().map(CareRecipientId::to_string),
        recipient_name: if recipient.is_some() { group_name.clone() } else { String::new() },
        name,
        purpose,
        wants_listing,
        state,
        since: shown_day(since),
        opened: wareki::both(opened),
        instruction: instruction.unwrap_or_default(),
        arrangement: group.arrangement,
        delegated: group.delegated,
        managers: group.managers.into_iter().map(|one| manager(one, people)).collect(),
        events: group.events.into_iter().map(event).collect(),
        members: members.map(|member| membership(member, group_name.clone(), people)).collect(),
    })
}

fn manager(manager: GroupManagerTerm, people: &People) -> wire::GroupManagerTerm {
    let (name, office) = match manager.who {
        GroupManagerWho::Staff(id) => {
            (people.get(&id).map(|one| one.0.clone()).unwrap_or_default(), String::new())
        }
        GroupManagerWho::Other { name, office } => (name.0, office),
    };
    wire::GroupManagerTerm {
        id: manager.id.to_string(),
        name,
        office,
        started: wareki::both(manager.started_on),
        ended: shown_day(manager.ended_on),
    }
}

fn event(event: GroupEvent) -> wire::GroupEvent {
    wire::GroupEvent {
        number: event.number,
        kind: match event.kind {
            GroupEventKind::Opened => wire::GroupEventKind::Opened,
            GroupEventKind::Archived => wire::GroupEventKind::Archived,
            GroupEventKind::Reopened => wire::GroupEventKind::Reopened,
            GroupEventKind::DeletionRequested => wire::GroupEventKind::DeletionRequested,
            GroupEventKind::DeletionSent => wire::GroupEventKind::DeletionSent,
            GroupEventKind::Deleted => wire::GroupEventKind::Deleted,
        },
        on: wareki::both(event.on),
        reason: event.reason.map(|reason| match reason {
            ArchiveReason::Ended(EndKind::Died) => wire::ArchiveReason::Died,
            ArchiveReason::Ended(EndKind::SupportEnded) => wire::ArchiveReason::SupportEnded,
            ArchiveReason::Ended(EndKind::Moved) => wire::ArchiveReason::Moved,
            ArchiveReason::Other => wire::ArchiveReason::Other,
        }),
        party: event.party.0,
        means: event.means,
        note: event.note.0,
        void_reason: event.voided.map(|voided| voided.reason.0).unwrap_or_default(),
    }
}

fn membership(member: Membership, group_name: String, people: &People) -> wire::Membership {
    let staff_id = member.staff().map(StaffId::to_string);
    let (kind, name, office, role) = match member.who {
        Member::Staff(id) => {
            let (name, profession) = people.get(&id).cloned().unwrap_or_default();
            (wire::MemberKind::Staff, name, String::new(), profession)
        }
        Member::Colleague { name, office, profession } => {
            (wire::MemberKind::Colleague, name.0, office, profession)
        }
        Member::Doctor { name, office, role } => (wire::MemberKind::Doctor, name.0, office, role),
        Member::Family { name, relationship } => {
            (wire::MemberKind::Family, name.0, String::new(), relationship)
        }
    };
    let release = member.release.as_ref();
    wire::Membership {
        id: member.id.to_string(),
        group_id: member.group.to_string(),
        group_name,
        kind,
        staff_id,
        name,
        office,
        role,
        agreed: shown_day(member.agreed_on),
        invited: shown_day(member.invited_on),
        approved: shown_day(member.approved_on),
        joined: wareki::both(member.joined_on),
        off_case: shown_day(member.off_case_on),
        released: shown_day(release.map(|release| release.on)),
        release_reason: release.map(|release| match release.why {
            ReleaseReason::OffCase => wire::ReleaseReason::OffCase,
            ReleaseReason::LeftOffice => wire::ReleaseReason::LeftOffice,
            ReleaseReason::OwnWish => wire::ReleaseReason::OwnWish,
            ReleaseReason::GroupEnded => wire::ReleaseReason::GroupEnded,
            ReleaseReason::Other => wire::ReleaseReason::Other,
        }),
        release_note: release.map(|release| release.note.0.clone()).unwrap_or_default(),
        void_reason: member.voided.map(|voided| voided.reason.0).unwrap_or_default(),
    }
}

pub(super) fn line(line: GroupLine) -> wire::GroupLine {
    wire::GroupLine {
        id: line.id.to_string(),
        kind: match line.kind {
            GroupLineKind::Care => wire::GroupKind::Care,
            GroupLineKind::Open => wire::GroupKind::Open,
            GroupLineKind::Link => wire::GroupKind::Link,
        },
        kana: line.person.as_ref().map(|person| person.kana()).unwrap_or_default(),
        name: line.person.map_or(line.name.0, |person| person.shown()),
        state: state(line.state),
        since: shown_day(line.since),
        members: line.members,
        second: line.system == System::Second,
        delegated: line.delegated,
    }
}

fn kind(kind: &GroupKind) -> wire::GroupKind {
    match kind {
        GroupKind::Care { .. } => wire::GroupKind::Care,
        GroupKind::Open { .. } => wire::GroupKind::Open,
        GroupKind::Link { .. } => wire::GroupKind::Link,
    }
}

fn state(state: GroupState) -> wire::GroupState {
    match state {
        GroupState::Active => wire::GroupState::Active,
        GroupState::Archived => wire::GroupState::Archived,
        GroupState::DeletionRequested => wire::GroupState::DeletionRequested,
        GroupState::Deleted => wire::GroupState::Deleted,
        GroupState::Void => wire::GroupState::Void,
    }
}

impl From<wire::GroupKind> for GroupLineKind {
    fn from(kind: wire::GroupKind) -> Self {
        match kind {
            wire::GroupKind::Care => Self::Care,
            wire::GroupKind::Open => Self::Open,
            wire::GroupKind::Link => Self::Link,
        }
    }
}

impl From<wire::GroupState> for GroupState {
    fn from(state: wire::GroupState) -> Self {
        match state {
            wire::GroupState::Active => Self::Active,
            wire::GroupState::Archived => Self::Archived,
            wire::GroupState::DeletionRequested => Self::DeletionRequested,
            wire::GroupState::Deleted => Self::Deleted,
            wire::GroupState::Void => Self::Void,
        }
    }
}
