//! The states that no sequence of acts may reach (requirements, section 6), told from the kept days alone: nothing here
//! asks the functions that are to prevent them.

use chrono::NaiveDate;
use office::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use office::domain::device::DeviceEventKind;
use office::domain::group::{Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerWho, GroupState};
use office::domain::id::StaffId;
use office::domain::leaving::LeavingKind;
use office::domain::membership::{Member, Membership};
use office::domain::staff::{Staff, StaffNeedKind, StaffStatus};
use office::policy::{Need, Policy};

use super::acts::Try;
use super::ledgers::{ledgers, out};
use super::seen::Seen;

/// What is wrong, with its source; empty when nothing is.
pub fn forbidden(seen: &Seen, policy: &Policy) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    staff(seen, policy, &mut wrong);
    consents(seen, &mut wrong);
    groups(seen, policy, &mut wrong);
    ledgers(seen, policy, &mut wrong);
    wrong
}

/// What is wrong with an act that was done: it should have been refused.
pub fn forbidden_step(before: &Seen, after: &Seen, act: &Try, policy: &Policy) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut never = |holds: bool, what: &'static str| {
        if holds {
            wrong.push(what)
        }
    };
    let rows = |seen: &Seen| {
        let events: usize = seen.groups.iter().map(|group| group.events.len()).sum();
        [seen.staff.len(), seen.consents.len(), seen.members().count(), events, seen.takeouts.len()]
    };
    let fewer = rows(before).iter().zip(rows(after)).any(|(before, after)| *before > after);
    never(fewer, "a row was deleted (issue 4: everything is corrected, nothing is deleted)");
    match act {
        Try::Open(_) | Try::Event(..) => {
            let used = |seen: &Seen, group: &Group| {
                seen.groups.iter().any(|one| one.id == group.id && group_state(one) == GroupState::Active)
            };
            for group in after.groups.iter().filter(|group| used(after, group) && !used(before, group)) {
                needs_of_group(after, policy, group, &mut never);
            }
        }
        Try::Join(id, draft) => {
            never(
                group_state(before.group(id)) != GroupState::Active,
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
        Try::OpenIncident(draft) => {
            let device = draft.device.as_ref().map(|id| (before.device(id), after.device(id)));
            let gone = matches!(draft.cause.as_str(), "loss" | "theft");
            if let Some((before, after)) = device.filter(|_| gone) {
                let last =
                    |device: &office::domain::device::Device| device.events.first().map(|event| event.kind);
                let ours = last(before) != Some(DeviceEventKind::Retired);
                never(ours && last(after) != Some(DeviceEventKind::Lost), "lost, and not 紛失 (AC-10 (2))");
            }
        }
        Try::Decide(id, draft) if draft.approved => {
            let slip = after.takeouts.iter().find(|slip| slip.id == *id).unwrap();
            let last = |id| before.device(id).events.first().map(|event| event.kind);
            let gone = |id| matches!(last(id), Some(DeviceEventKind::Lost | DeviceEventKind::Retired));
            never(slip.request.devices.iter().any(gone), "a lost device goes out (AC-10 (2))");
        }
        Try::ChangeIncident(id, _) | Try::Stamp(id, ..) | Try::Close(id) => {
            let settled = before.incidents.iter().any(|one| one.id == *id && one.closed_on.is_some());
            never(settled, "an act on a settled incident (issue 4: an act on something closed)");
        }
        _ => {}
    }
    wrong
}

fn has(staff: &Staff, need: StaffNeedKind) -> bool {
    match need {
        StaffNeedKind::Pledge => staff.pledge.is_some(),
        StaffNeedKind::Course => staff.course_on.is_some(),
        StaffNeedKind::Profession => !staff.details.profession.is_empty(),
        StaffNeedKind::McsId => !staff.details.mcs_id.is_empty(),
    }
}

/// 利用終了: the last day is over and, of a leaving that was gone through here, every step.
fn has_left(staff: &Staff, policy: &Policy, today: NaiveDate) -> bool {
    let Some(last_day) = staff.details.released_on.filter(|last_day| *last_day < today) else { return false };
    let Some(leaving) = &staff.leaving else { return true };
    let done = |step: LeavingKind| leaving.done.iter().any(|done| done.step == step);
    let in_role = staff.mcs_manager.iter().any(|term| term.ended_on.is_none_or(|end| end > last_day));
    policy.leaving.iter().all(|rule| match rule.step {
        LeavingKind::HandOver => !in_role,
        step => done(step),
    })
}

fn status(staff: &Staff, policy: &Policy, today: NaiveDate) -> StaffStatus {
    let over = staff.details.released_on.is_some_and(|last_day| last_day < today);
    let ready = policy.staff.needs.iter().all(|need| has(staff, need.need));
    match staff.details.registered_on {
        _ if has_left(staff, policy, today) => StaffStatus::Left,
        _ if staff.leaving.is_some() => StaffStatus::Leaving,
        _ if over => StaffStatus::Left,
        Some(first_day) if today < first_day => StaffStatus::Coming,
        Some(_) if ready => StaffStatus::Active,
        _ => StaffStatus::Preparing,
    }
}

fn staff(seen: &Seen, policy: &Policy, wrong: &mut Vec<&'static str>) {
    let mut never = |holds: bool, what: &'static str| {
        if holds {
            wrong.push(what)
        }
    };
    for one in &seen.staff {
        let details = &one.details;
        let said = policy.staff_status(one, seen.today);
        never(
            said != status(one, policy, seen.today),
            "the status is another than the days say (section 6, Staff)",
        );
        never(
            matches!((details.registered_on, details.released_on), (Some(first), Some(last)) if last < first),
            "left before joining (issue 4, bad inputs)",
        );
        let terms = &one.mcs_manager;
        never(
            terms.iter().any(|term| term.ended_on.is_some_and(|end| end < term.started_on)),
            "a term ends before it begins",
        );
        never(
            one.pledge.as_ref().is_some_and(|pledge| pledge.on > seen.latest),
            "a pledge signed in the future",
        );
        let order = one.leaving.iter().flat_map(|leaving| {
            let day = |step: LeavingKind| leaving.done.iter().find(|done| done.step == step);
            policy.leaving.iter().filter_map(move |rule| Some((day(rule.step)?, rule.after.map(day))))
        });
        for (done, first) in order {
            never(done.on > seen.latest, "a step of leaving in the future");
            never(first == Some(None), "a step before the one that comes first (KMG-22, AC-07 (2))");
            never(
                first.flatten().is_some_and(|first| done.on < first.on),
                "deleted before it was told (KMG-22)",
            );
            let own = done.step == LeavingKind::DeleteAccount && !done.by_office;
            never(
                own && details.released_on.is_some_and(|last| last < done.on),
                "deleted after the last day (AC-07 (3))",
            );
        }
        if !has_left(one, policy, seen.today) {
            continue;
        }
        let last_day = details.released_on.unwrap();
        let in_role = terms.iter().any(|term| term.ended_on.is_none_or(|end| end > last_day));
        // 熊谷 knows no such role beside the office's manager (第7条), so nothing is handed over there.
        let asked = policy.leaving.iter().any(|rule| rule.step == LeavingKind::HandOver);
        never(asked && in_role, "利用終了 with the role of MCS管理者 (section 6: role handed over)");
        let running = seen.members().any(|member| running(member) && member.staff() == Some(&one.id));
        never(running, "利用終了 in a group (section 6: every membership released)");
        let last = |device: &office::domain::device::Device| device.events.first().map(|event| event.kind);
        let holds = seen.devices.iter().any(|device| {
            device.details.holder.as_ref() == Some(&one.id) && last(device) != Some(DeviceEventKind::Retired)
        });
        never(holds, "利用終了 with a device (ASK-31, KMG-22: devices returned)");
        never(
            seen.takeouts.iter().any(|slip| out(slip) && slip.request.applicant == one.id),
            "利用終了 with something out (ASK-31, KMG-22)",
        );
    }
    let there = |one: &&Staff| one.details.released_on.is_none_or(|last_day| seen.latest <= last_day);
    let mut ids: Vec<_> =
        seen.staff.iter().filter(there).map(|one| one.details.mcs_id.to_lowercase()).collect();
    ids.retain(|id| !id.is_empty());
    ids.sort();
    never(ids.windows(2).any(|two| two[0] == two[1]), "two active people have one ID (AC-11, 朝霞 2)(1)②)");
    if policy.staff.mcs_manager.is_some() {
        never(is_any_day_without_manager(&seen.staff), "a day without MCS管理者 (ASK-14, 朝霞 2)(5)②)");
    }
}

/// Whether, once somebody was MCS管理者, a day comes on which nobody is.
fn is_any_day_without_manager(staff: &[Staff]) -> bool {
    let terms: Vec<_> = staff.iter().flat_map(|one| &one.mcs_manager).collect();
    let covered = |day: NaiveDate| {
        terms.iter().any(|term| term.started_on <= day && term.ended_on.is_none_or(|end| day <= end))
    };
    // Only on the day after the end of a term can a gap begin.
    terms.iter().filter_map(|term| term.ended_on?.succ_opt()).any(|day| !covered(day))
}

fn consents(seen: &Seen, wrong: &mut Vec<&'static str>) {
    let mut never = |holds: bool, what: &'static str| {
        if holds {
            wrong.push(what)
        }
    };
    for consent in &seen.consents {
        never(
            consent.status() != consent_status(seen, consent),
            "the status is another than the days say (section 6, Consent)",
        );
        let Some(signature) = &consent.signature else {
            never(consent.withdrawal.is_some(), "withdrawn without a signature (section 6, Consent)");
            continue;
        };
        let family = signature.family.as_ref().map(|family| family.signed_on);
        for day in [Some(signature.signed_on), family].into_iter().flatten() {
            never(day > seen.latest, "signed in the future");
            never(
                !consent.existing && day < consent.printed_on,
                "signed before it was printed (section 6, Consent)",
            );
            let withdrawn_on = consent.withdrawal.as_ref().map(|withdrawal| withdrawal.on);
            never(
                withdrawn_on.is_some_and(|on| on < day || on > seen.latest),
                "withdrawn before it was signed",
            );
            let end = consent.end.map(|(_, on)| on).filter(|_| consent.voided.is_none());
            never(end.is_some_and(|end| end < day), "signed after the end of the care (AC-08)");
        }
    }
    for recipient in &seen.recipients {
        let speaks = |consent: &&Consent| {
            consent.plan.recipient == recipient.id && consent.plan.obtained_as != ObtainedAs::DirectLink
        };
        let in_force =
            seen.consents.iter().filter(speaks).filter(|consent| consent.status() == ConsentStatus::InForce);
        never(in_force.count() > 1, "two consents of one person in force (section 6: 置換え)");
        never(recipient.end.is_some_and(|(_, on)| on > seen.latest), "the care ended in the future");
    }
}

fn consent_status(seen: &Seen, consent: &Consent) -> ConsentStatus {
    let complete = |one: &Consent| {
        let signature = one.signature.as_ref()?;
        let person = signature.by_person || signature.proxy.is_some() || signature.guardian.is_some();
        let family = signature.family.is_some() || !signature.no_family_reason.0.is_empty();
        let day = signature
            .family
            .as_ref()
            .map_or(signature.signed_on, |one| one.signed_on.max(signature.signed_on));
        (!one.both_sign || (person && family)).then_some((day, one.control_number.clone()))
    };
    let newer = |own: &(NaiveDate, String)| {
        seen.consents.iter().any(|other| {
            let alike = other.plan.recipient == consent.plan.recipient && other.voided.is_none();
            alike && complete(other).is_some_and(|day| day > *own)
        })
    };
    match (&consent.voided, &consent.withdrawal, consent.end, &consent.signature) {
        (Some(_), ..) => ConsentStatus::Void,
        (_, Some(_), ..) => ConsentStatus::Withdrawn,
        (_, _, Some((why, on)), _) => ConsentStatus::Ended { why, on },
        (.., None) => ConsentStatus::Printed,
        (.., Some(signature)) => match complete(consent) {
            None if signature.by_person => ConsentStatus::AwaitingFamily,
            None if signature.family.is_some() => ConsentStatus::AwaitingPerson,
            None => ConsentStatus::AwaitingFamily,
            Some(own) if newer(&own) => ConsentStatus::Replaced,
            Some(_) => ConsentStatus::InForce,
        },
    }
}

/// Where a group stands by its newest event that was no mistake.
fn group_state(group: &Group) -> GroupState {
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

fn groups(seen: &Seen, policy: &Policy, wrong: &mut Vec<&'static str>) {
    let mut never = |holds: bool, what: &'static str| {
        if holds {
            wrong.push(what)
        }
    };
    for group in &seen.groups {
        let state = group_state(group);
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
        members(seen, group, state, &mut never);
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

fn members(seen: &Seen, group: &Group, state: GroupState, never: &mut impl FnMut(bool, &'static str)) {
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

fn needs_of_group(seen: &Seen, policy: &Policy, group: &Group, never: &mut impl FnMut(bool, &'static str)) {
    let GroupKind::Care { recipient } = &group.kind else { return };
    let consents = seen.consents.iter().filter(|one| one.plan.recipient == *recipient);
    let in_force: Vec<_> =
        consents.filter(|one| consent_status(seen, one) == ConsentStatus::InForce).collect();
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
