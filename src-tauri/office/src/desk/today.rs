//! きょうの仕事: the open duties with whom they are about, and closing one by hand.
//! Which duties are open is derived in `policy::due`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::consent::Consent;
use crate::domain::device::Device;
use crate::domain::group::Group;
use crate::domain::history::Fields;
use crate::domain::id::{CareRecipientId, ConsentId, DeviceId, StaffId, TakeoutId};
use crate::domain::recipient_end::EndKind;
use crate::domain::{Check, Moment, PersonName};
use crate::policy::due::{self, Due, Facts, LedgerFacts, Subject};
use crate::policy::{Need, Policy};
use crate::store::{Act, care_recipient, consent, duty, group, staff, submission};
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
    /// What it is about beside: a device, what is missing on it, the next step of an incident; may be empty.
    pub matter: String,
}

impl OpenDuty<'_> {
    /// In the region's words: those of the step of leaving that comes next, or the duty's own.
    pub fn title(&self) -> &str {
        self.due.step.map_or(&self.due.duty.title, |step| &step.title)
    }
}

/// A duty that was closed by hand.
#[derive(Debug)]
pub struct ClosedDuty {
    /// By which it is taken back: `region/key/subject`.
    pub id: String,
    /// In the region's words.
    pub title: String,
    /// About whom; `None` for the office.
    pub person: Option<PersonName>,
    /// The day.
    pub on: NaiveDate,
}

/// How many closed duties are shown: a slip is noticed soon.
const CLOSED_SHOWN: u32 = 30;

impl Desk {
    /// The duties that were closed by hand, the newest first; those of a region that is no longer served are left out.
    pub fn closed_duties(&self) -> Result<Vec<ClosedDuty>> {
        let mut closed = Vec::new();
        for (region, key, subject, on) in self.vault.read(|db| duty::newest_closed(db, CLOSED_SHOWN))? {
            let policy = self.policy_of(&region).ok();
            let Some(duty) = policy.and_then(|policy| policy.duty(&key)) else { continue };
            let person = match subject.as_str() {
                "" => None,
                _ => Some(self.staff(&StaffId::from_text(subject.as_str()))?.details.name),
            };
            closed.push(ClosedDuty {
                id: format!("{region}/{key}/{subject}"),
                title: duty.title.clone(),
                person,
                on,
            });
        }
        Ok(closed)
    }

    /// What is to be done today, in all regions the office serves.
    pub fn today<'a>(&'a self, today: NaiveDate) -> Result<Today<'a>> {
        let policies = self.policies()?;
        let main = self.policy()?;
        let needs_manager = policies.iter().any(|policy| policy.group_need(Need::GroupManager).is_some());
        let staff = self.staff_at_work("", today)?;
        let consents = self.vault.read(consent::consents_open)?;
        let (grouped, groups, left) = self.vault.read(|db| {
            let groups = group::groups_watched(db, today, needs_manager)?;
            Ok((group::grouped(db)?, groups, group::staff_left(db, today)?))
        })?;
        let ended = self.ends_of_groups(&groups)?;
        let targets = self.targets()?;
        let ledgers = self.ledger_facts(today)?;
        let recipient_of: HashMap<ConsentId, CareRecipientId> =
            consents.iter().map(|one| (one.id.clone(), one.plan.recipient.clone())).collect();

        let mut found = Today { duties: Vec::new(), start_of_use: Vec::new() };
        for policy in policies {
            let region = policy.region.as_str();
            let is_main = region == main.region;
            // Each consent keeps the rules of its own region.
            let of_region = |one: &&Consent| {
                if is_main { !self.is_further(&one.region) } else { one.region == region }
            };
            let consents: Vec<_> = consents.iter().filter(of_region).cloned().collect();
            let submissions = self.vault.read(|db| submission::submissions_watched(db, region))?;
            let (closed, untold) = self.vault.read(|db| {
                Ok((duty::duties_closed(db, region, today)?, submission::untold(db, region, is_main)?))
            })?;
            let form_titles = self.form_titles(region);
            let facts = Facts {
                is_main,
                staff: &staff,
                consents: &consents,
                grouped: &grouped,
                groups: &groups,
                ended: &ended,
                left: &left,
                submissions: &submissions,
                untold: &untold,
                closed: &closed,
                form_titles: &form_titles,
                ledgers: &ledgers,
                targets,
            };
            let open = |due: Due<'a>| OpenDuty { due, policy, person: None, matter: String::new() };
            // What no document words is the office's own, and said once.
            let duties = due::open_duties(policy, facts, today).into_iter();
            found.duties.extend(duties.filter(|due| is_main || due.duty.source.is_some()).map(open));
            found.start_of_use.extend(due::start_of_use(policy, facts).into_iter().map(open));
        }
        found.duties.sort_by_key(|open| open.due.rank(today));
        self.name(&mut found.duties, &recipient_of, &ledgers, today)?;
        Ok(found)
    }

    /// Why and when the care of the people in these groups ended.
    fn ends_of_groups(&self, groups: &[Group]) -> Result<HashMap<CareRecipientId, (EndKind, NaiveDate)>> {
        self.vault.read(|db| {
            let mut ended = HashMap::new();
            for recipient in groups.iter().filter_map(|group| group.kind.recipient()) {
                if let Some(end) = care_recipient::care_recipient(db, recipient)?.end {
                    ended.insert(recipient.clone(), end);
                }
            }
            Ok(ended)
        })
    }

    /// Gives each duty the name of whom it is about; each name is read once.
    fn name(
        &self,
        duties: &mut [OpenDuty<'_>],
        recipient_of: &HashMap<ConsentId, CareRecipientId>,
        ledgers: &LedgerFacts,
        today: NaiveDate,
    ) -> Result<()> {
        for open in duties.iter_mut() {
            open.matter = self.matter(&open.due.subject, ledgers, today)?;
        }
        let applicant = |id: &TakeoutId| {
            ledgers.takeouts.iter().find(|slip| slip.id == *id).map(|slip| &slip.request.applicant)
        };
        let mut known: HashMap<String, PersonName> = HashMap::new();
        self.vault.read(|db| {
            for open in duties {
                let (id, recipient) = match &open.due.subject {
                    Subject::Staff(id) => (id.to_string(), None),
                    Subject::Takeout(id) => match applicant(id) {
                        Some(staff) => (staff.to_string(), None),
                        None => continue,
                    },
                    Subject::Group(_, recipient) => (recipient.to_string(), Some(recipient)),
                    Subject::Consent(id) => match recipient_of.get(id) {
                        Some(recipient) => (recipient.to_string(), Some(recipient)),
                        None => continue,
                    },
                    _ => continue,
                };
                if !known.contains_key(&id) {
                    let name = match recipient {
                        Some(recipient) => care_recipient::care_recipient(db, recipient)?.details.name,
                        None => staff::staff(db, &StaffId::from_text(id.clone()))?.details.name,
                    };
                    known.insert(id.clone(), name);
                }
                open.person = known.get(&id).cloned();
            }
            Ok(())
        })
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
        let (region, key, title) = (policy.region.clone(), known.key.clone(), known.title.clone());
        if !subject.is_empty() {
            self.staff(&StaffId::from_text(subject))?;
        }
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        let on = check.finish(on)?;
        let office = format!("{region}/{key}");
        let whose = if subject.is_empty() { office.as_str() } else { subject };
        let before = self.vault.read(|db| duty::duty_closed_on(db, &region, &key, subject))?;
        let told = |on: Option<NaiveDate>| Fields::default().with("on", &on);
        let act = Act::new("duty_close", "duty").on(whose).about(&Fields::default().with("duty", &title));
        let act = act.changing(&told(before), &told(Some(on)));
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

    /// What a duty of a ledger is about.
    fn matter(&self, subject: &Subject, ledgers: &LedgerFacts, today: NaiveDate) -> Result<String> {
        let device =
            |id: &DeviceId| ledgers.devices.iter().find(|device| device.id == *id).map(Device::shown);
        let matter = match subject {
            Subject::Device(id) => device(id),
            Subject::DeviceItem(id, key) => {
                let items = &self.policy()?.device.items;
                let item = items.iter().find(|item| item.key == *key);
                device(id).zip(item).map(|(device, item)| format!("{device}\u{3000}{}", item.title))
            }
            Subject::Incident(id) => {
                let incident = ledgers.incidents.iter().find(|incident| incident.id == *id);
                let next = incident.map(|incident| self.next_step(incident, today)).transpose()?.flatten();
                next.map(|step| step.title.clone())
            }
            _ => None,
        };
        Ok(matter.unwrap_or_default())
    }
}
