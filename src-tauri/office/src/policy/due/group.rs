//! The duties of groups: what is still used after the end, deletions on their way, and who is no longer there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Case, Facts, Subject};
use crate::domain::group::{Group, GroupEventKind, GroupKind, GroupState};
use crate::domain::id::StaffId;
use crate::domain::recipient_end::EndKind;
use crate::policy::Opens;

pub(super) fn cases(opens: Opens, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'static>> {
    if opens == Opens::MemberLeft {
        return members_left(facts);
    }
    let since = |group: &Group| match opens {
        Opens::RecipientDied => ended(group, facts, true),
        Opens::SupportEnded => ended(group, facts, false),
        Opens::DeletionRequested => awaiting(group, GroupEventKind::DeletionRequested),
        Opens::DeletionSent => awaiting(group, GroupEventKind::DeletionSent),
        Opens::NoGroupManager => unmanaged(group, facts, today),
        _ => None,
    };
    let case = |group: &Group| {
        let since = since(group)?;
        let recipient = group.kind.recipient()?.clone();
        let subject = Subject::Group(group.id.clone(), recipient);
        Some(Case::of(subject, Some(since)))
    };
    facts.groups.iter().filter_map(case).collect()
}

/// The day the care ended, of a group that is still used.
fn ended(group: &Group, facts: Facts<'_>, died: bool) -> Option<NaiveDate> {
    let (kind, on) = facts.ended.get(group.kind.recipient()?)?;
    (group.state() == GroupState::Active && (*kind == EndKind::Died) == died).then_some(*on)
}

/// The day of the newest event, when it is of this kind and nothing came after it.
fn awaiting(group: &Group, kind: GroupEventKind) -> Option<NaiveDate> {
    group.true_events().next_back().filter(|event| event.kind == kind).map(|event| event.on)
}

/// The last day on which somebody managed a patient group; of one that is over nobody asks.
fn unmanaged(group: &Group, facts: Facts<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let asked = matches!(group.kind, GroupKind::Care { .. }) && group.state() == GroupState::Active;
    if !asked || group.is_managed_on(today, facts.left) {
        return None;
    }
    let ends = group.managers.iter().filter_map(|manager| manager.gone_on(facts.left));
    Some(ends.max().unwrap_or(group.opened_on()))
}

/// Staff who are off the case and still take part somewhere, each with the first such day. Who leaves the office is
/// released by the steps of leaving.
fn members_left(facts: Facts<'_>) -> Vec<Case<'static>> {
    let mut since: BTreeMap<&StaffId, NaiveDate> = BTreeMap::new();
    for member in facts.groups.iter().flat_map(Group::running) {
        if let Some((staff, day)) = member.staff().zip(member.off_case_on) {
            since.entry(staff).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let case = |(staff, day): (&StaffId, NaiveDate)| Case::of(Subject::Staff(staff.clone()), Some(day));
    since.into_iter().map(case).collect()
}
