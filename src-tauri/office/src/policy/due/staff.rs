//! The duties about staff: what each person needs before MCS is used, what the body is told, passwords, and leaving.

use chrono::{Days, NaiveDate};

use super::{Case, DueDay, Facts, Subject, start_of_use};
use crate::domain::leaving::{LeavingKind, StepState};
use crate::domain::staff::{Staff, StaffNeedKind};
use crate::domain::submission::{Changed, SubmissionStatus, Untold};
use crate::policy::{Duty, FormKind, Opens, Policy};

/// Days before its time on which a password is brought up.
const PASSWORD_DAYS_AHEAD: u64 = 14;

/// What a duty about staff is open for.
pub(super) fn cases<'a>(
    policy: &'a Policy,
    duty: &Duty,
    facts: Facts<'_>,
    today: NaiveDate,
) -> Vec<Case<'a>> {
    let lacking = |need| of_working(facts, today, &|staff| !staff.has(need));
    match duty.opens {
        Opens::NoMcsManager if facts.staff.iter().any(|staff| staff.is_mcs_manager(today)) => Vec::new(),
        Opens::NoMcsManager => vec![Case::of(Subject::Office, None)],
        Opens::StaffWithoutPledge => lacking(StaffNeedKind::Pledge),
        Opens::StaffWithoutCourse => lacking(StaffNeedKind::Course),
        Opens::StaffWithoutId => lacking(StaffNeedKind::McsId),
        Opens::StaffJoins => of_working(facts, today, &|staff| {
            let begun = staff.details.registered_on.is_some_and(|first_day| first_day <= today);
            begun && facts.closed.on(&duty.key, staff.id.as_str()).is_none()
        }),
        Opens::StaffRegistered | Opens::StaffReleased | Opens::ManagerChanged => {
            untold(policy, duty, facts, today)
        }
        Opens::SubmissionReturned => (facts.submissions.iter())
            .filter(|sent| sent.status() == SubmissionStatus::Returned)
            .map(|sent| {
                let since = sent.returned.as_ref().map(|returned| returned.on);
                Case::of(Subject::Submission(sent.id.clone()), since)
            })
            .collect(),
        Opens::LeavingOpen | Opens::LeavingTooLate if facts.is_main => leaving(policy, duty, facts, today),
        Opens::PasswordDue => passwords(policy, facts, today),
        _ => Vec::new(),
    }
}

fn about(staff: &Staff, since: Option<NaiveDate>) -> Case<'static> {
    Case::of(Subject::Staff(staff.id.clone()), since)
}

/// Everybody who works here on the day and for whom it is open.
fn of_working<'a>(facts: Facts<'_>, today: NaiveDate, open: &dyn Fn(&Staff) -> bool) -> Vec<Case<'a>> {
    let works = |staff: &&Staff| staff.details.released_on.is_none_or(|last_day| today <= last_day);
    let case = |staff: &Staff| about(staff, staff.details.registered_on);
    facts.staff.iter().filter(works).filter(|staff| open(staff)).map(case).collect()
}

/// The changes of the duty's kind that have taken effect and were not told.
fn untold<'a>(policy: &Policy, duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'a>> {
    // The paper of the start of use tells everybody who is there then.
    let title = |form: Option<FormKind>| facts.form_titles.get(&form?);
    let begins = |step: &super::Due<'_>| {
        step.closed_on.is_none() && step.duty.form.is_some() && title(step.duty.form) == title(duty.form)
    };
    if start_of_use(policy, facts).iter().any(begins) {
        return Vec::new();
    }
    // In the office's own region the steps of leaving lead to the notice.
    let is_step = facts.is_main && policy.leaving.iter().any(|step| step.step == LeavingKind::Notice);
    let case = |one: &Untold| match (&one.change.what, duty.opens) {
        (Changed::Registered(id), Opens::StaffRegistered) => {
            Some((Subject::Staff(id.clone()), one.change.on))
        }
        (Changed::Released(id), Opens::StaffReleased) if !is_step => {
            Some((Subject::Staff(id.clone()), one.change.on))
        }
        (Changed::Manager(_), Opens::ManagerChanged) => Some((Subject::Office, one.change.on)),
        _ => None,
    };
    let cases = facts.untold.iter().filter(|one| one.change.on <= today).filter_map(case);
    cases.map(|(subject, since)| Case::of(subject, Some(since))).collect()
}

/// The next step of everybody who leaves, due by the last day; スタッフ解除 is a duty of its own.
fn leaving<'a>(policy: &'a Policy, duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'a>> {
    let wanted = match duty.opens {
        Opens::LeavingTooLate => StepState::TooLate,
        _ => StepState::Open,
    };
    let case = |staff: &Staff| {
        let steps = policy.leaving_of(staff, today);
        let (step, _) = steps.into_iter().find(|(_, state)| *state == wanted)?;
        let last_day = staff.details.released_on?;
        let later = step.within.and_then(|within| within.due(last_day, &facts.targets));
        Some(Case {
            due_on: later.or(Some(DueDay { on: last_day, is_target: false })),
            // Nobody's document speaks of スタッフ解除: the duty's own words stand.
            step: Some(step).filter(|_| wanted == StepState::Open),
            ..about(staff, Some(staff.leaving.as_ref()?.begun_on))
        })
    };
    facts.staff.iter().filter_map(case).collect()
}

/// Passwords whose time has come or comes within two weeks.
fn passwords<'a>(policy: &Policy, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'a>> {
    let is_target = policy.password.as_ref().is_some_and(|rule| rule.is_target());
    let ahead = today.checked_add_days(Days::new(PASSWORD_DAYS_AHEAD)).unwrap_or(today);
    let case = |staff: &Staff| {
        let on = policy.password_due(staff, &facts.targets).filter(|due| *due <= ahead)?;
        let works = staff.details.released_on.is_none_or(|last_day| today <= last_day);
        let (due_on, since) =
            (Some(DueDay { on, is_target }), staff.password_since().map(|change| change.on));
        works.then(|| Case { due_on, ..about(staff, since) })
    };
    facts.staff.iter().filter_map(case).collect()
}
