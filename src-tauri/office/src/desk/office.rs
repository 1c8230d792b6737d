//! The office, its manager, the values that age on the region's forms, and the minutes to the automatic lock.

use super::Desk;
use crate::domain::history::Fields;
use crate::domain::id::OfficeManagerId;
use crate::domain::office::{ManagerTerm, Office, OfficeDraft, check_manager, check_new_manager};
use crate::domain::{Check, Moment, NameTyped};
use crate::forms::Definition;
use crate::policy::Policy;
use crate::store::{Act, office, setting};
use crate::{Error, ProblemCode, Result};

const LOCK_MINUTES: &str = "lock_minutes";
/// Default of L2, in minutes.
const DEFAULT_LOCK_MINUTES: u32 = 5;

/// A value that stands on a region's form and may be changed, e.g. 会長名.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSetting {
    /// Key in `policy.toml`.
    pub key: String,
    /// Label on screen.
    pub label: String,
    /// What is printed now.
    pub value: String,
    /// What the policy's own paper says.
    pub original: String,
}

impl Desk {
    /// The office, once it was entered.
    pub fn office(&self) -> Result<Option<Office>> {
        self.vault.read(office::office)
    }

    /// Keeps the office as typed.
    ///
    /// # Errors
    /// [`Error::Fields`].
    pub fn save_office(&mut self, draft: &OfficeDraft, now: Moment) -> Result<()> {
        let before = self.office()?;
        let office = draft.check(before.as_ref().and_then(|office| office.manager.clone()))?;
        let act = Act::new("office_save", "office").changing(&before, &office);
        self.vault.transact(act, now, |db| office::keep_office(db, &office, now))
    }

    /// Keeps the manager as typed: the first one, or the name of the one there is, corrected.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`] before the office was entered.
    pub fn save_manager(&mut self, typed: &NameTyped, now: Moment) -> Result<()> {
        let mut office = self.office()?.ok_or(Error::NotFound { noun: "office" })?;
        let name = check_manager(typed)?;
        let before = office.manager.replace(name.clone());
        let act = Act::new("office_manager_save", "office").changing(&before, &name);
        self.vault.transact(act, now, |db| {
            office::correct_manager(db, &name, now)?;
            office::keep_office(db, &office, now)
        })
    }

    /// Enters another manager who took over (朝霞 様式3 ※): the papers name the new one, the former one stays readable.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`] before there was a first one.
    pub fn change_manager(&mut self, typed: &NameTyped, since: &str, now: Moment) -> Result<()> {
        let mut office = self.office()?.ok_or(Error::NotFound { noun: "office" })?;
        let before = self.managers()?.first().cloned().ok_or(Error::NotFound { noun: "office_manager" })?;
        let (name, since_on) = check_new_manager(typed, since, before.since_on, now.today())?;
        let term =
            ManagerTerm { id: OfficeManagerId::random(), name: name.clone(), since_on: Some(since_on) };
        office.manager = Some(name);
        let act = Act::new("office_manager_change", "office").on(term.id.as_str()).changing(&before, &term);
        self.vault.transact(act, now, |db| {
            office::add_manager(db, &term, true, now)?;
            office::keep_office(db, &office, now)
        })
    }

    /// Who is manager and who was, newest first.
    pub fn managers(&self) -> Result<Vec<ManagerTerm>> {
        self.vault.read(office::managers)
    }

    /// The values that stand on the region's forms.
    pub fn form_settings(&self) -> Result<Vec<FormSetting>> {
        self.form_settings_of(self.policy()?)
    }

    /// The values that stand on one region's forms.
    pub(super) fn form_settings_of(&self, policy: &Policy) -> Result<Vec<FormSetting>> {
        let changed = self.vault.read(|db| setting::settings_below(db, &form_key(&policy.region, "")))?;
        let value =
            |key: &str| changed.iter().find(|(changed, _)| changed == key).map(|(_, value)| value.clone());
        let settings = policy.settings.iter().map(|setting| FormSetting {
            key: setting.key.clone(),
            label: setting.label.clone(),
            value: value(&setting.key).unwrap_or_else(|| setting.default.clone()),
            original: setting.default.clone(),
        });
        Ok(settings.collect())
    }

    /// Titles of the region's papers on which a value stands.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the region was chosen.
    pub fn papers_naming(&self, value: &str) -> Result<Vec<String>> {
        let papers = self.shelf.catalog.papers(&self.policy()?.region);
        Ok(papers.filter(|paper| paper.sources().contains(&value)).map(Definition::full_title).collect())
    }

    /// Changes a value that stands on the region's forms.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a key the region does not have; [`Error::Fields`].
    pub fn save_form_setting(&mut self, key: &str, typed: &str, now: Moment) -> Result<()> {
        let policy = self.policy()?;
        let setting = policy.setting(key).ok_or(Error::NotFound { noun: "setting" })?;
        let mut check = Check::default();
        let value = check.required_line("value", typed, crate::domain::check::NAME_LIMIT);
        let value = check.finish(value)?;
        let key = form_key(&policy.region, key);
        let before = self.vault.read(|db| setting::setting(db, &key))?.unwrap_or(setting.default.clone());
        let told = |value: &str| Fields::default().with("setting_value", value);
        let act = Act::new("office_setting_save", "office");
        let act = act.about(&Fields::default().with("setting", &setting.label));
        self.set(act.changing(&told(&before), &told(&value)), &key, &value, now)
    }

    /// Minutes without a key or a click until the program locks itself (L2).
    pub fn lock_minutes(&self) -> Result<u32> {
        let kept = self.vault.read(|db| setting::setting(db, LOCK_MINUTES))?;
        Ok(kept.and_then(|minutes| minutes.parse().ok()).unwrap_or(DEFAULT_LOCK_MINUTES))
    }

    /// Sets the minutes of the automatic lock: 1 to 15, it cannot be off (L2).
    ///
    /// # Errors
    /// [`Error::Fields`] outside that range.
    pub fn set_lock_minutes(&mut self, minutes: u32, now: Moment) -> Result<()> {
        if !(1..=15).contains(&minutes) {
            return Err(Error::field("lockMinutes", ProblemCode::NotAChoice));
        }
        let told = |minutes: u32| Fields::default().with("lock_minutes", &minutes.to_string());
        let act = Act::new("office_lock_minutes", "office");
        let act = act.changing(&told(self.lock_minutes()?), &told(minutes));
        self.set(act, LOCK_MINUTES, &minutes.to_string(), now)
    }
}

fn form_key(region: &str, key: &str) -> String {
    format!("form/{region}/{key}")
}
