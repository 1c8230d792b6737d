//! What groups and their members may never come to.

use chrono::NaiveDate;
use office::domain::consent::ConsentStatus;
use office::domain::group::{Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerWho, GroupState};
use office::domain::id::StaffId;
use office::domain::membership::{Member, Membership};
use office::policy::{Need, Policy};

use super::Never;
use super::consent::status;
use super::staff::has;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::Seen;

/// What is wrong with an act about groups that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, policy: &Policy, never: &mut Never) {
    match act {
        Try::Open(_) | Try::Event(..) => {
            let used = |seen: &Seen, group: &Group| {
                seen.groups.iter().any(|one| one.id == group.id && state(one) == GroupState::Active)
            };
            for group in after.groups.iter().filter(|group| used(after, group) && !used(before, group)) {
                needs_of_group(after, policy, group, never);
            }
        }
        Try::Join(id, draft) => {
            never(
                state(before.group(id)) != GroupState::Active,
                "joined a closed group (section 6, 患者グループ)",
            );
            if let Some(staff) = draft.staff.as_ref().map(|id| after.one_of_staff(id)) {
                let lacks = policy.staff.needs.iter().any(|need| !has(staff, need.need));
                never(lacks, "joined without what MCS needs (AC-02 (3), section 6, 利用準備→利用中)");
                never(staff.details.released_on.is_some(), "joined while leaving (section 6, 退職手続中)");
                let coming = staff.details.registered_on.is_some_and(|first_day| after.today < first_day);
                never(coming, "joined before the first day (section 6, 入職予定)");
            }
        }
        _ => {}
    }
}

/// Where a group stands by its newest event that was no mistake.
pub fn state(group: &Group) -> GroupState {
    match true_events(group).last().map(|event| event.kind) {
        None => GroupState::Void,
        Some(GroupEventKind::Opened | GroupEventKind::Reopened) => GroupState::Active,
        Some(GroupEventKind::Archived) => GroupState::Archived,
        Some(GroupEventKind::Deleted) => GroupState::Deleted,
        Some(_) => GroupState::DeletionRequested,
    }
}

fn true_events(group: &Group) -> Vec<&GroupEvent> {
    group.events.iter().filter(|event| event.voided.is_none()).collect()
}

fn running(member: &Membership) -> bool {
    member.voided.is_none() && member.release.is_none()
}

pub fn states(seen: &Seen, policy: &Policy, never: &mut Never) {
    for group in &seen.groups {
        let state = state(group);
        never(group.state() != state, "the state is another than the events say (section 6, Patient group)");
        let events = true_events(group);
        never(events.windows(2).any(|two| two[1].on < two[0].on), "events in the wrong order");
        never(
            events.iter().any(|event| event.on > seen.latest),
            "something happened to a group in the future",
        );
        let follows = |two: &[&GroupEvent]| match (two[0].kind, two[1].kind) {
            (GroupEventKind::Opened | GroupEventKind::Reopened, next) => {
                matches!(next, GroupEventKind::Archived | GroupEventKind::DeletionRequested)
            }
            (GroupEventKind::Archived, next) => {
                matches!(next, GroupEventKind::Reopened | GroupEventKind::DeletionRequested)
            }
            (GroupEventKind::DeletionRequested, next) => next == GroupEventKind::DeletionSent,
            (GroupEventKind::DeletionSent, next) => next == GroupEventKind::Deleted,
            (GroupEventKind::Deleted, _) => false,
        };
        never(
            !events.windows(2).all(follows),
            "not 準備→稼働中→保管→依頼中→削除済 (section 6, Patient group)",
        );
        let asked = events.iter().any(|event| event.kind == GroupEventKind::DeletionRequested);
        never(asked && matches!(group.kind, GroupKind::Open { .. }), "the deletion of a group about nobody");
        members(seen, group, state, never);
        for manager in &group.managers {
            never(
                manager.ended_on.is_some_and(|end| end < manager.started_on),
                "a manager ends before beginning",
            );
            never(manager.ended_on.is_some_and(|end| end > seen.latest), "a manager ends in the future");
        }
        let is_care = matches!(group.kind, GroupKind::Care { .. });
        if state == GroupState::Active && is_care && policy.group_need(Need::GroupManager).is_some() {
            // One who left the office is told on the start page; nobody is released by the calendar.
            let stays = |who: &GroupManagerWho| match who {
                GroupManagerWho::Staff(id) => seen.one_of_staff(id).details.released_on,
                GroupManagerWho::Other { .. } => None,
            };
            let any = group.managers.iter().any(|one| one.ended_on.is_none() || stays(&one.who).is_some());
            never(!any, "used without 患者グループ管理者 (ASK-25, 朝霞 3)(4))");
        }
        if let (GroupState::Active, Some(recipient)) = (state, group.kind.recipient()) {
            let signed =
                seen.consents.iter().any(|one| one.plan.recipient == *recipient && one.signature.is_some());
            never(!signed, "used without any consent (AC-05)");
        }
    }
}

fn members(seen: &Seen, group: &Group, state: GroupState, never: &mut Never) {
    let opened_on = group.events[0].on;
    let members: Vec<_> = group.members.iter().filter(|one| one.voided.is_none()).collect();
    for member in &members {
        let days = [member.release.as_ref().map(|release| release.on), member.off_case_on];
        for day in days.into_iter().flatten() {
            never(day < member.joined_on, "解除 before 参加 (issue 4, bad inputs)");
            never(day > seen.latest, "released in the future");
        }
        never(member.joined_on < opened_on, "joined before the group was opened");
        never(member.joined_on > seen.latest, "joined in the future");
        let before = [member.invited_on, member.approved_on, member.agreed_on];
        never(
            before.iter().flatten().any(|day| *day > member.joined_on),
            "招待・承認 after 参加 (section 6, Membership)",
        );
        never(
            matches!((member.invited_on, member.approved_on), (Some(invited), Some(approved)) if approved < invited),
            "承認 before 招待 (section 6, Membership)",
        );
        let ended = matches!(state, GroupState::Deleted | GroupState::Void);
        never(
            ended && running(member),
            "somebody takes part in a group that is no more (section 6, Patient group)",
        );
    }
    let days = |one: &Membership| (one.joined_on, one.release.as_ref().map(|release| release.on));
    let mut of: Vec<(&StaffId, (NaiveDate, Option<NaiveDate>))> =
        members.iter().filter_map(|one| Some((one.staff()?, days(one)))).collect();
    of.sort();
    let meets = |two: &[(&StaffId, (NaiveDate, Option<NaiveDate>))]| {
        let ((who, (_, end)), (next, (start, _))) = (&two[0], &two[1]);
        // Several times of the same day may stand in any order.
        who == next && end.is_none_or(|end| *start < end)
    };
    let running_twice = of.iter().filter(|one| one.1.1.is_none()).map(|one| one.0).collect::<Vec<_>>();
    never(running_twice.windows(2).any(|two| two[0] == two[1]), "one person twice in a group");
    let apart: Vec<_> = of.into_iter().filter(|(_, (start, end))| *end != Some(*start)).map(by_end).collect();
    never(apart.windows(2).any(meets), "two times of one person in a group overlap");
}

fn by_end<T>(of: T) -> T {
    of
}

fn needs_of_group(seen: &Seen, policy: &Policy, group: &Group, never: &mut Never) {
    let GroupKind::Care { recipient } = &group.kind else { return };
    let consents = seen.consents.iter().filter(|one| one.plan.recipient == *recipient);
    let in_force: Vec<_> = consents.filter(|one| status(seen, one) == ConsentStatus::InForce).collect();
    let there = |who: &GroupManagerWho| match who {
        GroupManagerWho::Staff(id) => {
            seen.one_of_staff(id).details.released_on.is_none_or(|last| seen.today <= last)
        }
        GroupManagerWho::Other { .. } => true,
    };
    for need in &policy.group.needs {
        match need.need {
            Need::Consent => never(in_force.is_empty(), "used without a consent in force (AC-05 (1))"),
            Need::GroupManager => {
                let manages = |one: &office::domain::group::GroupManagerTerm| {
                    one.ended_on.is_none_or(|end| seen.today <= end) && there(&one.who)
                };
                never(
                    !group.managers.iter().any(manages),
                    "used without 患者グループ管理者 (AC-05 (2), ASK-25)",
                );
            }
            Need::DoctorInstruction => {
                never(group.instruction.is_none(), "used without the physician's leave (MYZ-39)")
            }
            Need::DoctorMember => {
                let doctor = |one: &Membership| running(one) && matches!(one.who, Member::Doctor { .. });
                never(!group.members.iter().any(doctor), "used without the physician (AC-06 (4), MYZ-39)");
            }
            Need::Target => {
                let chosen = in_force.iter().any(|one| !one.plan.target.is_empty());
                never(!chosen, "used without the target (KMG-02)");
            }
        }
    }
}
