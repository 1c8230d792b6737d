//! きょうの仕事: the open duties with whom they are about, closing one by hand, and what was sent.
//! Which duties are open is derived in `policy::due`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::device::Device;
use crate::domain::id::{CareRecipientId, DeviceId, StaffId};
use crate::domain::submission::{Submission, SubmissionDraft};
use crate::domain::{Check, Moment};
use crate::forms::FormKind;
use crate::policy::due::{self, Due, Facts, LedgerFacts, Subject};
use crate::store::{Act, care_group, care_recipient, consent, duty, staff, submission};
use crate::{Error, ProblemCode, Result};

/// The start page.
#[derive(Debug)]
pub struct Today<'a> {
    /// Open duties, most urgent first.
    pub duties: Vec<OpenDuty<'a>>,
    /// The steps of the start of use, until all are closed.
    pub start_of_use: Vec<OpenDuty<'a>>,
}

/// A duty with the name of whom it is about.
#[derive(Debug)]
pub struct OpenDuty<'a> {
    /// The duty.
    pub due: Due<'a>,
    /// The person's name as shown; `None` for the office.
    pub person: Option<crate::domain::PersonName>,
    /// What it is about beside: a device, what is missing on it, the next step of an incident; may be empty.
    pub matter: String,
}

impl Desk {
    /// What is to be done today.
    pub fn today<'a>(&'a self, today: NaiveDate) -> Result<Today<'a>> {
        let policy = self.policy()?;
        let (staff, recipients, consents, grouped, submissions, closed) = self.vault.read(|db| {
            Ok((
                staff::staff_matching(db, "")?,
                care_recipient::care_recipients_matching(db, "")?,
                consent::consents(db)?,
                care_group::grouped(db)?,
                submission::submissions(db)?,
                duty::duties_closed(db)?,
            ))
        })?;
        let (form_titles, ledgers) = (self.form_titles()?, self.ledger_facts(today)?);
        let facts = Facts {
            staff: &staff,
            consents: &consents,
            grouped: &grouped,
            submissions: &submissions,
            closed: &closed,
            form_titles: &form_titles,
            ledgers: &ledgers,
            targets: self.targets()?,
        };

        let staff_names: HashMap<&StaffId, _> =
            staff.iter().map(|one| (&one.id, &one.details.name)).collect();
        let recipient_names: HashMap<&CareRecipientId, _> =
            recipients.iter().map(|one| (&one.id, &one.details.name)).collect();
        let named = |due: Due<'a>| {
            let person = match &due.subject {
                Subject::Office | Subject::Device(_) | Subject::DeviceItem(..) | Subject::Incident(_) => None,
                Subject::Staff(id) => staff_names.get(id).copied(),
                Subject::Takeout(id) => (ledgers.takeouts.iter().find(|slip| slip.id == *id))
                    .and_then(|slip| staff_names.get(&slip.request.applicant).copied()),
                Subject::Consent(id) => (consents.iter().find(|consent| consent.id == *id))
                    .and_then(|consent| recipient_names.get(&consent.plan.recipient).copied()),
            };
            Ok(OpenDuty { person: person.cloned(), matter: self.matter(&due.subject, &ledgers, today)?, due })
        };
        Ok(Today {
            duties: due::open_duties(policy, facts, today).into_iter().map(named).collect::<Result<_>>()?,
            start_of_use: due::start_of_use(policy, facts).into_iter().map(named).collect::<Result<_>>()?,
        })
    }

    /// Closes a duty that a person closes by hand, with the day it was done.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a key the policy does not have; [`Error::Fields`] for the day.
    pub fn close_duty(&mut self, key: &str, typed_on: &str, now: Moment) -> Result<()> {
        let policy = self.policy()?;
        let known = policy.duty(key).ok_or(Error::NotFound { noun: "duty" })?;
        let key = known.key.clone();
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        let on = check.finish(on)?;
        let act = Act::new("duty_close", "duty").on(key.as_str());
        self.vault.transact(act, now, |db| duty::close_duty(db, &key, on, now))
    }

    /// Records what was sent to the region's secretariat; its policy says whether 原本 go there.
    ///
    /// # Errors
    /// [`Error::Fields`].
    pub fn record_submission(&mut self, draft: &SubmissionDraft, now: Moment) -> Result<()> {
        let destination =
            self.policy()?.destinations.first().ok_or(Error::NotFound { noun: "destination" })?;
        let sent = draft.check(&destination.name, &destination.send, now.today())?;
        let act = Act::new("submission_record", "submission").on(sent.id.as_str());
        self.vault.transact(act, now, |db| submission::add_submission(db, &sent, now))
    }

    /// What was sent, newest first.
    pub fn submissions(&self) -> Result<Vec<Submission>> {
        self.vault.read(submission::submissions)
    }

    /// What a duty of a ledger is about.
    fn matter(&self, subject: &Subject, ledgers: &LedgerFacts, today: NaiveDate) -> Result<String> {
        let device =
            |id: &DeviceId| ledgers.devices.iter().find(|device| device.id == *id).map(Device::shown);
        let matter = match subject {
            Subject::Device(id) => device(id),
            Subject::DeviceItem(id, key) => {
                let item = self.policy()?.device.items.iter().find(|item| item.key == *key);
                device(id).zip(item).map(|(device, item)| format!("{device}\u{3000}{}", item.title))
            }
            Subject::Incident(id) => {
                let incident = ledgers.incidents.iter().find(|incident| incident.id == *id);
                let next = incident.map(|incident| self.next_step(incident, today)).transpose()?.flatten();
                next.map(|step| step.title.clone())
            }
            Subject::Office | Subject::Staff(_) | Subject::Consent(_) | Subject::Takeout(_) => None,
        };
        Ok(matter.unwrap_or_default())
    }

    /// How the region's forms are called, by kind.
    fn form_titles(&self) -> Result<HashMap<FormKind, String>> {
        let region = &self.policy()?.region;
        let title = |kind: FormKind| {
            let form = self.shelf.catalog.form(region, kind)?;
            Some((kind, form.full_title()))
        };
        Ok(FormKind::ALL.into_iter().filter_map(title).collect())
    }
}
