//! What staff may never come to: joining, pausing, leaving, passwords, and who is MCS管理者.

use chrono::NaiveDate;
use office::domain::device::{Device, DeviceEventKind};
use office::domain::leaving::LeavingKind;
use office::domain::staff::{Staff, StaffNeedKind, StaffStatus, Term};
use office::domain::training::TrainingKind;
use office::policy::Policy;

use super::Never;
use super::ledger::out;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::{Seen, targets};

pub fn has(staff: &Staff, need: StaffNeedKind) -> bool {
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
    let within = |pause: &Term| pause.started_on <= today && pause.ended_on.is_none_or(|end| today <= end);
    let paused = staff.pauses.iter().any(within);
    let ready = policy.staff.needs.iter().all(|need| has(staff, need.need));
    match staff.details.registered_on {
        _ if has_left(staff, policy, today) => StaffStatus::Left,
        _ if staff.leaving.is_some() => StaffStatus::Leaving,
        _ if over => StaffStatus::Left,
        Some(first_day) if today < first_day => StaffStatus::Coming,
        _ if paused => StaffStatus::Paused,
        Some(_) if ready => StaffStatus::Active,
        _ => StaffStatus::Preparing,
    }
}

pub fn states(seen: &Seen, policy: &Policy, never: &mut Never) {
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
        pauses(&one.pauses, never);
        password(one, seen, policy, never);
        let courses = seen
            .trainings
            .iter()
            .filter(|training| matches!(training.kind, TrainingKind::Course | TrainingKind::CourseVideo));
        let heard = courses.flat_map(|training| &training.attendees).filter(|heard| heard.staff == one.id);
        never(
            one.course_on != heard.filter_map(|heard| heard.heard_on).max(),
            "the course counts from another training than one that stands (MYZ-10, section 6)",
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
        let running = seen.members().any(|member| {
            member.voided.is_none() && member.release.is_none() && member.staff() == Some(&one.id)
        });
        never(running, "利用終了 in a group (section 6: every membership released)");
        // What is lost cannot be given back.
        let gone = |device: &Device| {
            let last = device.events.first().map(|event| event.kind);
            matches!(last, Some(DeviceEventKind::Lost | DeviceEventKind::Retired))
        };
        let holds = seen
            .devices
            .iter()
            .any(|one_of| one_of.details.holder.as_ref() == Some(&one.id) && !gone(one_of));
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

fn pauses(pauses: &[Term], never: &mut Never) {
    never(
        pauses.iter().any(|pause| pause.ended_on.is_some_and(|end| end < pause.started_on)),
        "a pause ends before it begins (issue 4, bad inputs)",
    );
    let meets = |two: &[Term]| two[0].ended_on.is_none_or(|end| two[1].started_on <= end);
    never(pauses.windows(2).any(meets), "two pauses at once (section 6, 休止)");
}

fn password(staff: &Staff, seen: &Seen, policy: &Policy, never: &mut Never) {
    let changed_on = staff.password.map(|change| change.on);
    never(changed_on.is_some_and(|on| on > seen.latest), "a password changed in the future");
    let theirs = seen.incidents.iter().filter(|one| one.details.person.as_ref() == Some(&staff.id));
    let known = theirs.map(|one| one.details.known_on).max();
    let at_risk = known.filter(|day| changed_on.is_none_or(|on| on < *day));
    let due = policy.password_due(staff, &targets());
    never(
        at_risk.is_some_and(|day| due.is_none_or(|due| day < due)),
        "a password that stays after an incident (AC-10 (2))",
    );
}

/// What is wrong with an act about staff that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, never: &mut Never) {
    match act {
        Try::Pause(id, ..) => {
            let last_day = before.one_of_staff(id).details.released_on;
            let pause = after.one_of_staff(id).pauses.last().unwrap();
            never(
                last_day.is_some_and(|last_day| last_day < pause.started_on),
                "a pause after the last day (issue 4: an act on something closed)",
            );
        }
        Try::TakeBackPledge(id) => {
            let counts = |seen: &Seen| seen.one_of_staff(id).pledge.as_ref().map(|pledge| pledge.id.clone());
            never(counts(before) == counts(after), "a pledge counts that was taken back (朝霞 2)(5)③)");
        }
        Try::TakeBackPause(id) => {
            let (was, is) = (&before.one_of_staff(id).pauses, &after.one_of_staff(id).pauses);
            never(was.last() == is.last(), "a pause counts that was taken back (section 6, 休止)");
        }
        _ => {}
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
