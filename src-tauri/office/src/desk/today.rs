//! きょうの仕事: the open duties with whom they are about, and closing one by hand.
//! Which duties are open is derived in `policy::due`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::id::{CareRecipientId, StaffId};
use crate::domain::leaving::LeavingKind;
use crate::domain::{Check, Moment, PersonName};
use crate::policy::Policy;
use crate::policy::due::{self, Due, Facts, Subject};
use crate::store::{Act, care_group, care_recipient, consent, duty, staff, submission};
use crate::{Error, ProblemCode, Result};

/// The start page.
#[derive(Debug)]
pub struct Today<'a> {
    /// Open duties, most urgent first; those of further regions follow their own region's order within.
    pub duties: Vec<OpenDuty<'a>>,
    /// The steps of the start of use, until all are closed.
    pub start_of_use: Vec<OpenDuty<'a>>,
}

/// A duty with the name of whom it is about.
#[derive(Debug)]
pub struct OpenDuty<'a> {
    /// The duty.
    pub due: Due<'a>,
    /// The region whose duty it is.
    pub policy: &'a Policy,
    /// The person's name as shown; `None` for the office.
    pub person: Option<PersonName>,
}

impl Desk {
    /// What is to be done today, in all regions the office serves.
    pub fn today<'a>(&'a self, today: NaiveDate) -> Result<Today<'a>> {
        let policies = self.policies()?;
        let main = self.policy()?;
        // Handing over has no day of its own: it ends with the role.
        let steps = main.leaving.iter().filter(|step| step.step != LeavingKind::HandOver).count();
        let (staff, recipients, consents, grouped, submissions) = self.vault.read(|db| {
            Ok((
                staff::staff_at_work(db, today, steps)?,
                care_recipient::care_recipients_matching(db, "")?,
                consent::consents(db)?,
                care_group::grouped(db)?,
                submission::submissions(db)?,
            ))
        })?;
        let targets = self.targets()?;
        let recipient_names: HashMap<&CareRecipientId, _> =
            recipients.iter().map(|one| (&one.id, &one.details.name)).collect();

        let mut found = Today { duties: Vec::new(), start_of_use: Vec::new() };
        for policy in policies {
            let region = policy.region.as_str();
            let is_main = region == main.region;
            // Each consent keeps the rules of its own region.
            let of_region = |one: &&crate::domain::consent::Consent| {
                if is_main { !self.is_further(&one.region) } else { one.region == region }
            };
            let consents: Vec<_> = consents.iter().filter(of_region).cloned().collect();
            let submissions: Vec<_> =
                submissions.iter().filter(|sent| sent.region == region).cloned().collect();
            let (closed, untold) = self.vault.read(|db| {
                Ok((duty::duties_closed(db, region, today)?, submission::untold(db, region, is_main)?))
            })?;
            let form_titles = self.form_titles(region);
            let facts = Facts {
                is_main,
                staff: &staff,
                consents: &consents,
                grouped: &grouped,
                submissions: &submissions,
                untold: &untold,
                closed: &closed,
                form_titles: &form_titles,
                targets,
            };
            let mut names: HashMap<&StaffId, &PersonName> =
                untold.iter().filter_map(|one| Some((one.change.what.staff()?, &one.name))).collect();
            names.extend(staff.iter().map(|one| (&one.id, &one.details.name)));
            let named = |due: Due<'a>| {
                let person = match &due.subject {
                    Subject::Office | Subject::Submission(_) => None,
                    Subject::Staff(id) => names.get(id).copied(),
                    Subject::Consent(id) => (consents.iter().find(|consent| consent.id == *id))
                        .and_then(|consent| recipient_names.get(&consent.plan.recipient).copied()),
                };
                OpenDuty { person: person.cloned(), policy, due }
            };
            // What no document words is the office's own, and said once.
            let duties = due::open_duties(policy, facts, today).into_iter();
            found.duties.extend(duties.filter(|due| is_main || due.duty.source.is_some()).map(named));
            found.start_of_use.extend(due::start_of_use(policy, facts).into_iter().map(named));
        }
        found.duties.sort_by_key(|open| open.due.rank(today));
        Ok(found)
    }

    /// Closes a duty that a person closes by hand, with the day it was done. `region` and `subject` are empty for the
    /// office's own region and for the office as a whole.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a key the policy does not have, or nobody of that id; [`Error::Fields`] for the day.
    pub fn close_duty_of(
        &mut self,
        region: &str,
        key: &str,
        subject: &str,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let policy = self.policy_of(region)?;
        let known = policy.duty(key).ok_or(Error::NotFound { noun: "duty" })?;
        let (region, key) = (policy.region.clone(), known.key.clone());
        if !subject.is_empty() {
            self.staff(&StaffId::from_text(subject))?;
        }
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        let on = check.finish(on)?;
        let whose = if subject.is_empty() { key.as_str() } else { subject };
        let act = Act::new("duty_close", "duty").on(whose);
        self.vault.transact(act, now, |db| duty::close_duty(db, &region, &key, subject, on, now))
    }

    /// Closes a duty of the office as a whole in its own region.
    ///
    /// # Errors
    /// As [`Desk::close_duty_of`].
    pub fn close_duty(&mut self, key: &str, typed_on: &str, now: Moment) -> Result<()> {
        self.close_duty_of("", key, "", typed_on, now)
    }

    fn is_further(&self, region: &str) -> bool {
        self.further_regions().is_ok_and(|further| further.iter().any(|one| one == region))
    }
}
