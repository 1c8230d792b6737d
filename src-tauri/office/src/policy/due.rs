//! Which duties are open, and by when they are due: derived from dated facts and today's date, and never stored.
//!
//! The facts are only those that may open something, so the work grows with what is open, not with what was ever kept.

mod group;
mod ledger;
mod staff;
mod withdrawal;
mod year;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Closes, Duty, FormKind, LeavingStep, Opens, Policy, Source, Strength};
use crate::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use crate::domain::duty::Closed;
use crate::domain::group::Group;
use crate::domain::id::{
    CareRecipientId, ConsentId, DeviceId, GroupId, IncidentId, StaffId, SubmissionId, TakeoutId,
};
use crate::domain::recipient_end::EndKind;
use crate::domain::signature::Signature;
use crate::domain::staff::Staff;
use crate::domain::submission::{Submission, Untold};
use crate::domain::targets::Targets;

pub use ledger::LedgerFacts;

/// What the office knows on a day, as far as it may open a duty.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Whether this is the office's own region; the steps of leaving are gone through there.
    pub is_main: bool,
    /// Staff who have not left, and those who have with a step of leaving open.
    pub staff: &'a [Staff],
    /// Consents of which something is missing.
    pub consents: &'a [Consent],
    /// The care recipients who have a patient group.
    pub grouped: &'a HashSet<CareRecipientId>,
    /// Groups that may open something.
    pub groups: &'a [Group],
    /// Why and when the care of the people in those groups ended.
    pub ended: &'a HashMap<CareRecipientId, (EndKind, NaiveDate)>,
    /// Staff who left and still stand in those groups, with their last day.
    pub left: &'a HashMap<StaffId, NaiveDate>,
    /// The region's submissions.
    pub submissions: &'a [Submission],
    /// Changes that no notice of the region told yet.
    pub untold: &'a [Untold],
    /// Days on which a person closed a duty by hand.
    pub closed: &'a Closed,
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
    /// The step of leaving that comes next: its words and its clause stand in for the duty's own.
    pub step: Option<&'a LeavingStep>,
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
    /// A group about a care recipient.
    Group(GroupId, CareRecipientId),
    /// A submission.
    Submission(SubmissionId),
    /// A device.
    Device(DeviceId),
    /// One thing that is looked after on a device, by its key.
    DeviceItem(DeviceId, String),
    /// A slip of taking out.
    Takeout(TakeoutId),
    /// An incident.
    Incident(IncidentId),
}

impl Subject {
    /// Its id, and what of it is meant; empty for the office.
    pub fn key(&self) -> String {
        match self {
            Subject::Office => String::new(),
            Subject::Staff(id) => id.to_string(),
            Subject::Consent(id) => id.to_string(),
            Subject::Group(id, _) => id.to_string(),
            Subject::Submission(id) => id.to_string(),
            Subject::Device(id) => id.to_string(),
            Subject::DeviceItem(id, item) => format!("{id}/{item}"),
            Subject::Takeout(id) => id.to_string(),
            Subject::Incident(id) => id.to_string(),
        }
    }
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
    due_on: Option<DueDay>,
    step: Option<&'a LeavingStep>,
    /// The clause of the matter itself.
    source: Option<&'a Source>,
}

impl Case<'_> {
    fn of(subject: Subject, since: Option<NaiveDate>) -> Self {
        Case { subject, since, due_on: None, step: None, source: None }
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

    /// By what the open duties are ordered: urgency, then what the document commands, then the day.
    pub fn rank(&self, today: NaiveDate) -> (Urgency, bool, Option<NaiveDate>) {
        (self.urgency(today), self.duty.strength != Strength::Must, self.due_on.map(|due| due.on))
    }
}

/// The open duties, but for those of the start of use, most urgent first; then what the document commands, and the
/// order of `policy.toml`.
pub fn open_duties<'a>(policy: &'a Policy, facts: Facts<'_>, today: NaiveDate) -> Vec<Due<'a>> {
    let mut open: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens != Opens::StartOfUse)
        .flat_map(|duty| {
            cases(policy, duty, facts, today).into_iter().map(move |case| Due {
                duty,
                step: case.step,
                due_on: due_on(duty, &case, &facts.targets),
                open_since: case.since,
                source: (case.source.or(case.step.and_then(|step| step.source.as_ref())))
                    .or(duty.source.as_ref()),
                subject: case.subject,
                closed_on: None,
            })
        })
        .collect();
    open.sort_by_key(|due| due.rank(today));
    open
}

/// The duties of the start of use in the policy's order, closed ones with their day; empty once all are closed.
pub fn start_of_use<'a>(policy: &'a Policy, facts: Facts<'_>) -> Vec<Due<'a>> {
    let steps: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens == Opens::StartOfUse)
        .map(|duty| Due {
            duty,
            step: None,
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
    if case.due_on.is_some() {
        return case.due_on;
    }
    duty.within?.due(case.since?, targets)
}

fn closed_on(duty: &Duty, facts: Facts<'_>) -> Option<NaiveDate> {
    match duty.closes {
        Closes::Submission => {
            let title = facts.form_titles.get(&duty.form?)?;
            let sent = facts.submissions.iter().filter(|submission| submission.items.contains(title));
            sent.map(|submission| submission.sent_on).min()
        }
        _ => facts.closed.on(&duty.key, ""),
    }
}

fn cases<'a>(policy: &'a Policy, duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'a>> {
    let consents = |open: &dyn Fn(&Consent) -> bool| {
        let case = |consent: &Consent| {
            // The day of the signature, and before it the day of the visit or of printing.
            let since = match &consent.signature {
                Some(signature) => Signature::complete_on(signature),
                None => consent.plan.visit_on.unwrap_or(consent.printed_on),
            };
            Case::of(Subject::Consent(consent.id.clone()), Some(since))
        };
        facts.consents.iter().filter(|consent| open(consent)).map(case).collect::<Vec<_>>()
    };
    match (duty.opens, duty.closes) {
        (Opens::ConsentPrinted, _) => consents(&|consent| consent.status() == ConsentStatus::Printed),
        (Opens::ConsentHalfSigned, _) => consents(&|consent| consent.status().is_half()),
        // What was signed before this program came was handed over then.
        (Opens::ConsentSigned, Closes::CopyHanded) => {
            consents(&|consent| consent.is_in_force() && !consent.existing && consent.copy_handed.is_none())
        }
        (Opens::ConsentSigned, _) => {
            consents(&|consent| consent.is_for_the_files() && consent.original_place.is_none())
        }
        (Opens::ConsentOnBehalf, _) => consents(&|consent| {
            // 主治医も保管する, also of somebody who died since.
            consent.is_for_the_files() && consent.plan.request().is_some() && consent.doctor_copy.is_none()
        }),
        (Opens::DirectLinkOnly, _) => consents(&|consent| {
            let linked = consent.plan.obtained_as == ObtainedAs::DirectLink;
            linked && consent.is_in_force() && !facts.grouped.contains(&consent.plan.recipient)
        }),
        (Opens::ConsentWithdrawn, closes) => withdrawal::cases(closes, facts),
        (Opens::YearlyDue, _) => year::case(duty, facts, today).into_iter().collect(),
        (Opens::StartOfUse, _) => Vec::new(),
        (
            Opens::RecipientDied
            | Opens::SupportEnded
            | Opens::DeletionRequested
            | Opens::DeletionSent
            | Opens::NoGroupManager
            | Opens::MemberLeft,
            _,
        ) => group::cases(duty.opens, facts, today),
        (
            Opens::OwnDeviceWithoutPermission
            | Opens::TemporaryDevice
            | Opens::DeviceCheckDue
            | Opens::DeviceItemMissing
            | Opens::TakeoutAsked
            | Opens::TakeoutOut
            | Opens::TrainingDue
            | Opens::GuidelineCheckDue
            | Opens::IncidentOpen,
            _,
        ) => ledger::cases(duty, policy, facts.ledgers, &facts.targets, today),
        _ => staff::cases(policy, duty, facts, today),
    }
}
