//! The office's own targets (目安): read and set.

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::domain::targets::Targets;
use crate::store::{Act, setting};

/// Before the name of each target among the settings.
const PREFIX: &str = "target.";

impl Desk {
    /// The targets as the office has set them.
    pub fn targets(&self) -> Result<Targets> {
        Ok(Targets::with(&self.vault.read(|db| setting::settings_below(db, PREFIX))?))
    }

    /// Sets the targets as typed, by name; one that is not among them goes back to the proposal.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn save_targets(&mut self, typed: &[(String, String)], now: Moment) -> Result<()> {
        let targets = Targets::check(typed)?;
        let act = Act::new("office_targets_save", "office").changing(&self.targets()?, &targets);
        self.vault.transact(act, now, |db| {
            targets.named().iter().try_for_each(|(name, number)| {
                setting::set_setting(db, &format!("{PREFIX}{name}"), &number.to_string())
            })
        })
    }
}
