//! Which duties are open, and by when they are due: derived from dated facts and today's date, and never stored.
//!
//! The facts are only those that may open something, so the work grows with what is open, not with what was ever kept.

mod ledger;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Closes, Duty, FormKind, Opens, Policy, Source, Strength, Within};
use crate::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use crate::domain::id::{CareRecipientId, ConsentId, DeviceId, IncidentId, StaffId, TakeoutId};
use crate::domain::signature::Signature;
use crate::domain::staff::Staff;
use crate::domain::submission::Submission;
use crate::domain::targets::Targets;

pub use ledger::LedgerFacts;

/// What the office knows on a day, as far as it may open a duty.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Staff who have not left.
    pub staff: &'a [Staff],
    /// Consents of which something is missing.
    pub consents: &'a [Consent],
    /// The care recipients who have a patient group.
    pub grouped: &'a HashSet<CareRecipientId>,
    /// All submissions.
    pub submissions: &'a [Submission],
    /// Days on which a person closed a duty by hand, by its key.
    pub closed: &'a HashMap<String, NaiveDate>,
    /// How the form that a duty names is called in a submission, by the form's kind.
    pub form_titles: &'a HashMap<FormKind, String>,
    /// What the ledgers know.
    pub ledgers: &'a LedgerFacts,
    /// The office's own targets.
    pub targets: Targets,
}

/// A duty with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// Whom it is about.
    pub subject: Subject,
    /// Where the document says so: the duty's own clause, or the one of what is missing.
    pub source: Option<&'a Source>,
    /// Since when it is open, as far as a fact says so: the days of a duty that stays are counted (宮崎 第16条).
    pub open_since: Option<NaiveDate>,
    /// By when it is done; `None` where neither the document nor the office names a time.
    pub due_on: Option<DueDay>,
    /// When it was closed; only start-of-use duties are listed once closed.
    pub closed_on: Option<NaiveDate>,
}

/// The day by which something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDay {
    /// The day.
    pub on: NaiveDate,
    /// Whether it is the office's own target (目安); otherwise the document or the matter itself names it.
    pub is_target: bool,
}

/// Whom a duty is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The office as a whole.
    Office,
    /// A member of staff.
    Staff(StaffId),
    /// A consent.
    Consent(ConsentId),
    /// A device.
    Device(DeviceId),
    /// One thing that is looked after on a device, by its key.
    DeviceItem(DeviceId, String),
    /// A slip of taking out.
    Takeout(TakeoutId),
    /// An incident.
    Incident(IncidentId),
}

/// How urgent a duty is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its day has passed.
    Overdue,
    /// Its day is today, or it has none.
    Now,
    /// Its day is to come.
    Coming,
}

/// One thing that a duty is open for.
struct Case<'a> {
    subject: Subject,
    since: Option<NaiveDate>,
    /// The day that the matter itself names.
    due_on: Option<NaiveDate>,
    /// The clause of the matter itself.
    source: Option<&'a Source>,
}

impl<'a> Case<'a> {
    fn of(subject: Subject) -> Case<'a> {
        Case { subject, since: None, due_on: None, source: None }
    }

    fn since(self, since: Option<NaiveDate>) -> Case<'a> {
        Case { since, ..self }
    }
}

impl Due<'_> {
    /// How urgent it is.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        match self.due_on.map(|due| due.on.cmp(&today)) {
            Some(Ordering::Less) => Urgency::Overdue,
            Some(Ordering::Greater) => Urgency::Coming,
            Some(Ordering::Equal) | None => Urgency::Now,
        }
    }
}

/// The open duties, but for those of the start of use, most urgent first; then what the document commands, and the
/// order of `policy.toml`.
pub fn open_duties<'a>(policy: &'a Policy, facts: Facts<'_>, today: NaiveDate) -> Vec<Due<'a>> {
    let mut open: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens != Opens::StartOfUse)
        .flat_map(|duty| {
            cases(duty, policy, facts, today).into_iter().map(move |case| Due {
                duty,
                due_on: due_on(duty, &case, &facts.targets),
                open_since: case.since,
                source: case.source.or(duty.source.as_ref()),
                subject: case.subject,
                closed_on: None,
            })
        })
        .collect();
    open.sort_by_key(|due| {
        let day = due.due_on.map(|due| due.on);
        (due.urgency(today), due.duty.strength != Strength::Must, day)
    });
    open
}

/// The duties of the start of use in the policy's order, closed ones with their day; empty once all are closed.
pub fn start_of_use<'a>(policy: &'a Policy, facts: Facts<'_>) -> Vec<Due<'a>> {
    let steps: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens == Opens::StartOfUse)
        .map(|duty| Due {
            duty,
            subject: Subject::Office,
            source: duty.source.as_ref(),
            open_since: None,
            due_on: None,
            closed_on: closed_on(duty, facts),
        })
        .collect();
    if steps.iter().all(|step| step.closed_on.is_some()) { Vec::new() } else { steps }
}

/// The day the matter names, or the office's target counted from the day on which the duty opened.
fn due_on(duty: &Duty, case: &Case<'_>, targets: &Targets) -> Option<DueDay> {
    if let Some(on) = case.due_on {
        return Some(DueDay { on, is_target: false });
    }
    let since = case.since?;
    let on = match duty.within? {
        Within::Notice => Targets::after_days(since, targets.notice_days),
        Within::Education => Targets::after_months(since, targets.education_months),
        Within::DeviceCheck => Targets::after_months(since, targets.device_check_months),
        Within::GuidelineCheck => Targets::after_months(since, targets.guideline_check_months),
    };
    Some(DueDay { on: on?, is_target: true })
}

fn closed_on(duty: &Duty, facts: Facts<'_>) -> Option<NaiveDate> {
    match duty.closes {
        Closes::Submission => {
            let title = facts.form_titles.get(&duty.form?)?;
            let sent = facts.submissions.iter().filter(|submission| submission.items.contains(title));
            sent.map(|submission| submission.sent_on).min()
        }
        _ => facts.closed.get(&duty.key).copied(),
    }
}

fn cases<'a>(duty: &Duty, policy: &'a Policy, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'a>> {
    let staff = |open: fn(&Staff) -> bool| {
        let working =
            facts.staff.iter().filter(|staff| staff.details.released_on.is_none_or(|day| today <= day));
        let case =
            |staff: &Staff| Case::of(Subject::Staff(staff.id.clone())).since(staff.details.registered_on);
        working.filter(|staff| open(staff)).map(case).collect()
    };
    let consents = |open: &dyn Fn(&Consent) -> bool| {
        let case = |consent: &Consent| {
            // The day of the signature, and before it the day of the visit or of printing.
            let since = match &consent.signature {
                Some(signature) => Signature::complete_on(signature),
                None => consent.plan.visit_on.unwrap_or(consent.printed_on),
            };
            Case::of(Subject::Consent(consent.id.clone())).since(Some(since))
        };
        facts.consents.iter().filter(|consent| open(consent)).map(case).collect()
    };
    match (duty.opens, duty.closes) {
        (Opens::NoMcsManager, _) if facts.staff.iter().any(|staff| staff.is_mcs_manager(today)) => Vec::new(),
        (Opens::NoMcsManager, _) => vec![Case::of(Subject::Office)],
        (Opens::StaffWithoutPledge, _) => staff(|staff| staff.pledge.is_none()),
        (Opens::ConsentPrinted, _) => consents(&|consent| consent.status() == ConsentStatus::Printed),
        (Opens::ConsentHalfSigned, _) => consents(&|consent| {
            matches!(consent.status(), ConsentStatus::AwaitingFamily | ConsentStatus::AwaitingPerson)
        }),
        // What was signed before this program came was handed over then.
        (Opens::ConsentSigned, Closes::CopyHanded) => {
            consents(&|consent| consent.is_in_force() && !consent.existing && consent.copy_handed.is_none())
        }
        (Opens::ConsentSigned, _) => {
            consents(&|consent| consent.is_in_force() && consent.original_place.is_none())
        }
        (Opens::ConsentOnBehalf, _) => consents(&|consent| {
            consent.is_in_force() && consent.plan.request().is_some() && consent.doctor_copy.is_none()
        }),
        (Opens::DirectLinkOnly, _) => consents(&|consent| {
            let linked = consent.plan.obtained_as == ObtainedAs::DirectLink;
            linked && consent.is_in_force() && !facts.grouped.contains(&consent.plan.recipient)
        }),
        (Opens::StartOfUse, _) => Vec::new(),
        _ => ledger::cases(duty, policy, facts.ledgers, &facts.targets, today),
    }
}
