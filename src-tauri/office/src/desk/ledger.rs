//! What all ledgers have in common: an entry is taken back with a reason, and what may open a duty is gathered.

use chrono::NaiveDate;

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::domain::ledger::{LedgerEntry, check_reason};
use crate::policy::due::LedgerFacts;
use crate::store::{Act, device, guideline_check, incident, ledger, takeout, training};

impl Desk {
    /// Takes an entry back (取り消し); it stays, with the reason.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] without a reason; [`crate::Error::NotFound`].
    pub fn void_entry(&mut self, entry: LedgerEntry, id: &str, reason: &str, now: Moment) -> Result<()> {
        let reason = check_reason(reason)?;
        let act = Act::new("ledger_void", "ledger").on(id).because(reason.as_str());
        self.vault.transact(act, now, |db| ledger::void(db, entry, id, &reason, now))
    }

    /// What the ledgers know on a day, as far as it may open a duty.
    pub(super) fn ledger_facts(&self, today: NaiveDate) -> Result<LedgerFacts> {
        self.vault.read(|db| {
            Ok(LedgerFacts {
                devices: device::devices_here(db, today)?,
                in_disaster: device::disaster(db)?.is_some_and(|disaster| disaster.covers(today)),
                takeouts: takeout::open_takeouts(db)?,
                heard: training::last_heard(db, today)?,
                guideline_checked: guideline_check::last_on(db)?,
                incidents: incident::open_incidents(db)?,
            })
        })
    }
}
