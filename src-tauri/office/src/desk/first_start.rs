//! The first start: its steps are derived from what is there, so each survives closing the program.

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::policy::Policy;
use crate::store::{Act, RecoveryKey, setting};

/// Set once two groups of the recovery sheet were typed back (K7).
const RECOVERY_CONFIRMED: &str = "first_start.recovery_confirmed";
/// Set once the manager pressed the last button.
const STARTED: &str = "first_start.started";
/// The region, e.g. `asaka`.
const REGION: &str = "region";

/// Where the first start stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupStep {
    /// The recovery sheet is to be kept and two groups typed back.
    Recovery,
    /// The region is to be chosen.
    Region,
    /// The office is to be entered.
    Office,
    /// The manager is to be entered.
    Manager,
    /// All is there; one button is left.
    Done,
}

impl Desk {
    /// Where the first start stands; `None` once it is finished.
    pub fn setup_step(&self) -> Result<Option<SetupStep>> {
        if self.has(STARTED)? {
            return Ok(None);
        }
        let office = self.office()?;
        Ok(Some(match () {
            () if !self.has(RECOVERY_CONFIRMED)? => SetupStep::Recovery,
            () if self.region()?.is_none() => SetupStep::Region,
            () if office.is_none() => SetupStep::Office,
            () if office.is_none_or(|office| office.manager.is_none()) => SetupStep::Manager,
            () => SetupStep::Done,
        }))
    }

    /// The recovery key, for its sheet.
    pub fn recovery_key(&self) -> RecoveryKey {
        self.vault.recovery_key()
    }

    /// Which two groups of the recovery key are to be typed back, counted from 1.
    pub fn recovery_groups(&self) -> (usize, usize) {
        self.recovery_groups
    }

    /// Compares the two groups typed back from the sheet.
    ///
    /// # Errors
    /// [`crate::Error::RecoveryGroupsDiffer`].
    pub fn confirm_recovery(&mut self, first: &str, second: &str, now: Moment) -> Result<()> {
        let (a, b) = self.recovery_groups;
        self.vault.recovery_key().check_groups((a - 1, first), (b - 1, second))?;
        self.set(Act::new("recovery_confirm", "vault"), RECOVERY_CONFIRMED, "1", now)
    }

    /// The region that was chosen.
    pub fn region(&self) -> Result<Option<String>> {
        self.vault.read(|db| setting::setting(db, REGION))
    }

    /// Chooses the region.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when no folder of that name ships.
    pub fn choose_region(&mut self, id: &str, now: Moment) -> Result<()> {
        let told = |policy: &Policy| Fields::default().with("region", &policy.name);
        let chosen = self.shelf.catalog.policy(id).ok_or(crate::Error::NotFound { noun: "region" })?;
        let before = self.region()?.and_then(|before| self.shelf.catalog.policy(&before));
        let act = Act::new("region_choose", "office");
        self.set(act.changing(&before.map(told), &told(chosen)), REGION, id, now)
    }

    /// Finishes the first start.
    pub fn start(&mut self, now: Moment) -> Result<()> {
        self.set(Act::new("office_start", "office"), STARTED, "1", now)
    }

    pub(super) fn has(&self, key: &str) -> Result<bool> {
        Ok(self.vault.read(|db| setting::setting(db, key))?.is_some())
    }

    pub(super) fn set(&mut self, act: Act, key: &str, value: &str, now: Moment) -> Result<()> {
        self.vault.transact(act, now, |db| setting::set_setting(db, key, value))
    }
}

/// Two different groups out of nine, at random, in order.
pub(super) fn two_groups() -> (usize, usize) {
    let mut bytes = [0_u8; 2];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    let first = usize::from(bytes[0]) % 9;
    let second = (first + 1 + usize::from(bytes[1]) % 8) % 9;
    (first.min(second) + 1, first.max(second) + 1)
}
