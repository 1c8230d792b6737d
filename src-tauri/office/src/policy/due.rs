//! Which duties are open: derived from the facts and today's date, and never stored.
//!
//! The order is that of `policy.toml` within each strength, what the policy commands first.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Closes, Duty, FormKind, Opens, Policy, Strength};
use crate::domain::consent::Consent;
use crate::domain::id::{ConsentId, StaffId};
use crate::domain::staff::Staff;
use crate::domain::submission::Submission;

/// What the office knows on a day.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// All staff.
    pub staff: &'a [Staff],
    /// All consents.
    pub consents: &'a [Consent],
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
            subjects(duty, facts, today).into_iter().map(move |subject| Due {
                duty,
                subject,
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
        .map(|duty| Due { duty, subject: Subject::Office, closed_on: closed_on(duty, facts) })
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

fn subjects(duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<Subject> {
    let staff = |open: fn(&Staff) -> bool| {
        let working =
            facts.staff.iter().filter(|staff| staff.details.released_on.is_none_or(|day| today <= day));
        working.filter(|staff| open(staff)).map(|staff| Subject::Staff(staff.id.clone())).collect()
    };
    let consents = |open: fn(&Consent) -> bool| {
        facts
            .consents
            .iter()
            .filter(|consent| open(consent))
            .map(|c| Subject::Consent(c.id.clone()))
            .collect()
    };
    match (duty.opens, duty.closes) {
        (Opens::NoMcsManager, _) if facts.staff.iter().any(|staff| staff.is_mcs_manager(today)) => Vec::new(),
        (Opens::NoMcsManager, _) => vec![Subject::Office],
        (Opens::StaffWithoutPledge, _) => staff(|staff| staff.pledge.is_none()),
        (Opens::ConsentPrinted, _) => consents(|consent| consent.signature.is_none()),
        (Opens::ConsentSigned, Closes::CopyHanded) => {
            consents(|consent| consent.signature.is_some() && consent.copy_handed.is_none())
        }
        (Opens::ConsentSigned, _) => {
            consents(|consent| consent.signature.is_some() && consent.original_place.is_none())
        }
        (Opens::StartOfUse, _) => Vec::new(),
    }
}
