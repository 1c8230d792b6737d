//! Search everything (Ctrl+F): what every noun finds by one text, each by its own search. What was searched is kept
//! nowhere.

use chrono::NaiveDate;

use super::{Desk, OpenDuty};
use crate::domain::PersonName;
use crate::domain::care_recipient::{CareRecipient, FamilyMember};
use crate::domain::consent::Consent;
use crate::domain::control_number::TypedControlNumber;
use crate::domain::device::Device;
use crate::domain::id::ConsentId;
use crate::domain::incident::Incident;
use crate::domain::search_key::search_key;
use crate::domain::staff::Staff;
use crate::domain::submission::Submission;
use crate::domain::takeout::Takeout;
use crate::domain::training::Training;
use crate::forms::FormKind;
use crate::store::group::GroupLine;
use crate::store::search::{self, TakenBack};
use crate::store::{care_recipient, consent};
use crate::{Error, Result};

/// The first of what was found, and how many there are.
pub type Portion<T> = (Vec<T>, usize);

/// What was found, noun by noun; people who left, whose care ended, and what is over are among them.
#[derive(Default)]
pub struct Found<'a> {
    /// 職員, by name or reading.
    pub staff: Portion<Staff>,
    /// 患者さん, by name or reading.
    pub care_recipients: Portion<CareRecipient>,
    /// ご家族, by name or reading, each with whose they are.
    pub family: Portion<(FamilyMember, CareRecipient)>,
    /// 同意書, by control number, each with whose it is; void ones too.
    pub consents: Portion<(Consent, CareRecipient)>,
    /// グループ, by name or whom they are about.
    pub groups: Portion<GroupLine>,
    /// 端末, also those that are gone.
    pub devices: Portion<Device>,
    /// 持ち出し.
    pub takeouts: Portion<Takeout>,
    /// 研修.
    pub trainings: Portion<Training>,
    /// 紛失・事故.
    pub incidents: Portion<Incident>,
    /// 送付.
    pub submissions: Portion<Submission>,
    /// What is to be done today, by its words or whom it is about.
    pub duties: Portion<OpenDuty<'a>>,
    /// The region's papers with their titles.
    pub papers: Vec<(FormKind, String)>,
    /// What was taken back.
    pub taken_back: Portion<TakenBack>,
}

impl Desk {
    /// What a text finds among everything, the first `most` of each; nothing for a text without a letter.
    pub fn search(&self, query: &str, today: NaiveDate, most: usize) -> Result<Found<'_>> {
        let key = search_key(query);
        if key.is_empty() {
            return Ok(Found::default());
        }
        Ok(Found {
            staff: self.staff_page(query, None, today, most)?,
            care_recipients: self.care_recipient_page(query, false, most)?,
            family: self.family_found(query, most)?,
            consents: self.consents_found(query, most)?,
            groups: self.group_page(query, None, None, most)?,
            devices: self.device_page(query, None, today, most)?,
            takeouts: self.takeout_page(query, None, today, most)?,
            trainings: self.training_page(query, most)?,
            incidents: self.incident_page(query, most)?,
            submissions: self.submission_page(query, most)?,
            duties: self.duties_found(&key, today, most)?,
            papers: self.papers_found(&key)?,
            taken_back: self.vault.read(|db| search::taken_back(db, query, most))?,
        })
    }

    fn family_found(&self, query: &str, most: usize) -> Result<Portion<(FamilyMember, CareRecipient)>> {
        self.vault.read(|db| {
            let (found, total) = care_recipient::family_matching(db, query, most)?;
            let whose = |(member, id)| Ok((member, care_recipient::care_recipient(db, &id)?));
            Ok((found.into_iter().map(whose).collect::<Result<_>>()?, total))
        })
    }

    fn consents_found(&self, query: &str, most: usize) -> Result<Portion<(Consent, CareRecipient)>> {
        let Some(typed) = TypedControlNumber::read(query) else { return Ok(Default::default()) };
        self.vault.read(|db| {
            let (found, total) = consent::consents_numbered(db, &typed, most)?;
            let whose = |id: &ConsentId| {
                let consent = consent::consent(db, id)?;
                let recipient = care_recipient::care_recipient(db, &consent.plan.recipient)?;
                Ok((consent, recipient))
            };
            Ok((found.iter().map(whose).collect::<Result<_>>()?, total))
        })
    }

    fn duties_found(&self, key: &str, today: NaiveDate, most: usize) -> Result<Portion<OpenDuty<'_>>> {
        let mut found = self.today(today)?;
        let mut duties = found.duties;
        duties.append(&mut found.start_of_use);
        let is_named = |name: &PersonName| [name.shown(), name.kana()].iter().any(|one| holds(one, key));
        duties.retain(|open| {
            open.due.closed_on.is_none()
                && (holds(open.title(), key)
                    || holds(&open.matter, key)
                    || open.person.as_ref().is_some_and(is_named))
        });
        let total = duties.len();
        duties.truncate(most);
        Ok((duties, total))
    }

    fn papers_found(&self, key: &str) -> Result<Vec<(FormKind, String)>> {
        let mut papers = Vec::new();
        for kind in FormKind::ALL.into_iter().chain([FormKind::TakeOut]) {
            match self.form(kind) {
                Ok(form) => papers.push((kind, form.full_title())),
                Err(Error::NoSuchPaper) => {}
                Err(error) => return Err(error),
            }
        }
        papers.retain(|(_, title)| holds(title, key));
        Ok(papers)
    }
}

fn holds(text: &str, key: &str) -> bool {
    search_key(text).contains(key)
}
