//! The regions an office serves (S-28): its own one, and further ones whose body is told as well.

use super::Desk;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::policy::Policy;
use crate::store::{Act, setting};
use crate::{Error, Result};

/// The further regions, one a line.
const FURTHER: &str = "further_regions";

impl Desk {
    /// The further regions the office serves, in the order they were chosen.
    pub fn further_regions(&self) -> Result<Vec<String>> {
        let kept = self.vault.read(|db| setting::setting(db, FURTHER))?.unwrap_or_default();
        let main = self.region()?;
        Ok(kept.lines().filter(|region| main.as_deref() != Some(region)).map(str::to_owned).collect())
    }

    /// Sets the further regions.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that does not ship.
    pub fn set_further_regions(&mut self, regions: &[String], now: Moment) -> Result<()> {
        if regions.iter().any(|region| self.shelf.catalog.policy(region).is_none()) {
            return Err(Error::NotFound { noun: "region" });
        }
        let told = |regions: &[String]| {
            let names: Vec<_> =
                regions.iter().filter_map(|region| self.shelf.catalog.policy(region)).collect();
            let names: Vec<_> = names.iter().map(|policy| policy.name.as_str()).collect();
            Fields::default().with("further_regions", &names.join("\n"))
        };
        let act = Act::new("region_further_save", "office");
        let act = act.changing(&told(&self.further_regions()?), &told(regions));
        self.set(act, FURTHER, &regions.join("\n"), now)
    }

    /// The policies of all regions the office serves, its own first.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the region was chosen.
    pub fn policies(&self) -> Result<Vec<&Policy>> {
        let further = self.further_regions()?;
        let further = further.iter().filter_map(|region| self.shelf.catalog.policy(region));
        Ok(std::iter::once(self.policy()?).chain(further).collect())
    }

    /// The policy of one of them; the office's own for an empty name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a region the office does not serve.
    pub fn policy_of(&self, region: &str) -> Result<&Policy> {
        let policies = self.policies()?;
        let found = policies.iter().find(|policy| region.is_empty() || policy.region == region);
        found.copied().ok_or(Error::NotFound { noun: "region" })
    }
}
