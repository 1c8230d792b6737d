//! What all ledgers have in common: an entry is taken back with a reason, and what may open a duty is gathered.

use chrono::NaiveDate;

use super::Desk;
use super::incident::shown_time;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::domain::id::{IncidentId, TakeoutId, TrainingId};
use crate::domain::ledger::{LedgerEntry, check_reason};
use crate::policy::due::LedgerFacts;
use crate::store::{Act, device, guideline_check, incident, ledger, takeout, training};
use crate::{Error, Result};

impl Desk {
    /// Takes an entry back (取り消し); it stays, with the reason.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] without a reason; [`crate::Error::NotFound`]; [`crate::Error::Refused`] `holder_left` for a
    /// device that would come back to somebody who has left.
    pub fn void_entry(&mut self, entry: LedgerEntry, id: &str, reason: &str, now: Moment) -> Result<()> {
        let reason = check_reason(reason)?;
        let act = self.taking_entry(entry, id, now)?.because(reason.as_str());
        self.vault.transact(act, now, |db| ledger::void(db, entry, id, &reason, now))
    }

    /// The act of taking an entry back, with what stood in it; the parts of a device's card name the device.
    fn taking_entry(&self, entry: LedgerEntry, id: &str, now: Moment) -> Result<Act> {
        let void = |noun| Act::new("ledger_void", noun);
        let gone = || Error::NotFound { noun: "ledger_entry" };
        Ok(match entry {
            LedgerEntry::DeviceEvent => {
                let (device, event) = self.vault.read(|db| device::event(db, id))?.ok_or_else(gone)?;
                let kept = self.device(&device, now.today())?;
                let holder = kept.details.holder.as_ref().map(|id| self.staff(id)).transpose()?;
                let policy = self.policy()?;
                policy.check_event_taken_back(&kept, &event.id, holder.as_ref(), now.today())?;
                void("device").on(device.as_str()).taking(&event)
            }
            LedgerEntry::DeviceCheck => {
                let (device, check) = self.vault.read(|db| device::check(db, id))?.ok_or_else(gone)?;
                void("device").on(device.as_str()).taking(&self.told_of(&check)?)
            }
            LedgerEntry::Takeout => {
                let slip = self.takeout(&TakeoutId::from_text(id))?;
                let told = Fields::default().and(&slip.request).and(&slip.decision).and(&slip.returned);
                void("takeout").on(id).taking(&told)
            }
            LedgerEntry::Training => {
                void("training").on(id).taking(&self.training(&TrainingId::from_text(id))?)
            }
            LedgerEntry::GuidelineCheck => {
                let check = self.guideline_checks()?.into_iter().find(|one| one.id.as_str() == id);
                void("guideline_check").on(id).taking(&check.ok_or_else(gone)?)
            }
            LedgerEntry::Incident => {
                let incident = self.incident(&IncidentId::from_text(id))?;
                let steps: Vec<_> = self
                    .incident_steps(&incident.details, now.today())?
                    .iter()
                    .filter_map(|step| Some((step, incident.done_at(&step.key())?)))
                    .map(|(step, at)| format!("{}\u{3000}{}", step.title, shown_time(at)))
                    .collect();
                let told = Fields::default().and(&incident.details).with("incident_steps", &steps.join("\n"));
                void("incident").on(id).taking(&told)
            }
        })
    }

    /// What the ledgers know on a day, as far as it may open a duty.
    pub(super) fn ledger_facts(&self, today: NaiveDate) -> Result<LedgerFacts> {
        self.vault.read(|db| {
            Ok(LedgerFacts {
                devices: device::devices_here(db, "", today)?,
                in_disaster: device::disaster(db)?.is_some_and(|disaster| disaster.covers(today)),
                takeouts: takeout::open_takeouts(db, "")?,
                heard: training::last_heard(db, today)?,
                guideline_checked: guideline_check::counted_from(db)?,
                incidents: incident::open_incidents(db)?,
            })
        })
    }
}
