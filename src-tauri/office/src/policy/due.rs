//! Which duties are open: derived from the facts and today's date, and never stored.
//!
//! The order is that of `policy.toml` within each strength, what the policy commands first.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Closes, Duty, FormKind, Opens, Policy, Strength};
use crate::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use crate::domain::id::{CareRecipientId, ConsentId, StaffId};
use crate::domain::signature::Signature;
use crate::domain::staff::Staff;
use crate::domain::submission::Submission;

/// What the office knows on a day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// All staff.
    pub staff: &'a [Staff],
    /// All consents.
    pub consents: &'a [Consent],
    /// The care recipients who have a patient group.
    pub grouped: &'a HashSet<CareRecipientId>,
    /// All submissions.
    pub submissions: &'a [Submission],
    /// Days on which a person closed a duty by hand, by its key.
    pub closed: &'a HashMap<String, NaiveDate>,
    /// How the form that a duty names is called in a submission, by the form's kind.
    pub form_titles: &'a HashMap<FormKind, String>,
}

/// A duty with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// Whom it is about.
    pub subject: Subject,
    /// Since when it is open, as far as a fact says so: the days of a duty that stays are counted (宮崎 第16条).
    pub open_since: Option<NaiveDate>,
    /// When it was closed; only start-of-use duties are listed once closed.
    pub closed_on: Option<NaiveDate>,
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
}

/// The open duties, but for those of the start of use.
pub fn open_duties<'a>(policy: &'a Policy, facts: Facts<'_>, today: NaiveDate) -> Vec<Due<'a>> {
    let mut open: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens != Opens::StartOfUse)
        .flat_map(|duty| {
            subjects(duty, facts, today).into_iter().map(move |(subject, open_since)| Due {
                duty,
                subject,
                open_since,
                closed_on: None,
            })
        })
        .collect();
    open.sort_by_key(|due| due.duty.strength != Strength::Must);
    open
}

/// The duties of the start of use in the policy's order, closed ones with their day; empty once all are closed.
pub fn start_of_use<'a>(policy: &'a Policy, facts: Facts<'_>) -> Vec<Due<'a>> {
    let steps: Vec<_> = (policy.duties.iter())
        .filter(|duty| duty.opens == Opens::StartOfUse)
        .map(|duty| Due {
            duty,
            subject: Subject::Office,
            open_since: None,
            closed_on: closed_on(duty, facts),
        })
        .collect();
    if steps.iter().all(|step| step.closed_on.is_some()) { Vec::new() } else { steps }
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

/// Whom an open duty is about, and since when: of a consent since its signature, and before it since its printing.
fn subjects(duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<(Subject, Option<NaiveDate>)> {
    let staff = |open: fn(&Staff) -> bool| {
        let working =
            facts.staff.iter().filter(|staff| staff.details.released_on.is_none_or(|day| today <= day));
        working.filter(|staff| open(staff)).map(|staff| (Subject::Staff(staff.id.clone()), None)).collect()
    };
    let since = |consent: &Consent| {
        let since = consent.signature.as_ref().map_or(consent.printed_on, Signature::complete_on);
        (Subject::Consent(consent.id.clone()), Some(since))
    };
    let consents = |open: fn(&Consent) -> bool| {
        facts.consents.iter().filter(|consent| open(consent)).map(since).collect()
    };
    match (duty.opens, duty.closes) {
        (Opens::NoMcsManager, _) if facts.staff.iter().any(|staff| staff.is_mcs_manager(today)) => Vec::new(),
        (Opens::NoMcsManager, _) => vec![(Subject::Office, None)],
        (Opens::StaffWithoutPledge, _) => staff(|staff| staff.pledge.is_none()),
        (Opens::ConsentPrinted, _) => consents(|consent| consent.status() == ConsentStatus::Printed),
        (Opens::ConsentHalfSigned, _) => consents(|consent| {
            matches!(consent.status(), ConsentStatus::AwaitingFamily | ConsentStatus::AwaitingPerson)
        }),
        // What was signed before this program came was handed over then.
        (Opens::ConsentSigned, Closes::CopyHanded) => {
            consents(|consent| consent.is_in_force() && !consent.existing && consent.copy_handed.is_none())
        }
        (Opens::ConsentSigned, _) => {
            consents(|consent| consent.is_in_force() && consent.original_place.is_none())
        }
        (Opens::ConsentOnBehalf, _) => consents(|consent| {
            consent.is_in_force() && consent.plan.request().is_some() && consent.doctor_copy.is_none()
        }),
        (Opens::DirectLinkOnly, _) => {
            let alone = facts.consents.iter().filter(|consent| {
                let linked = consent.plan.obtained_as == ObtainedAs::DirectLink;
                linked && consent.is_in_force() && !facts.grouped.contains(&consent.plan.recipient)
            });
            alone.map(since).collect()
        }
        (Opens::StartOfUse, _) => Vec::new(),
    }
}
