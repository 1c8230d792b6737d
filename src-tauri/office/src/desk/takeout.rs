//! 持ち出し: asked, decided by somebody else, brought back. A refusal is an act, too.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::device::DeviceState;
use crate::domain::id::{StaffId, TakeoutId};
use crate::domain::takeout::{
    Takeout, TakeoutDecisionDraft, TakeoutDraft, TakeoutRequest, TakeoutReturnDraft, TakeoutState,
};
use crate::store::{Act, takeout};
use crate::{Error, Result};

impl Desk {
    /// All slips, newest first.
    pub fn takeouts(&self) -> Result<Vec<Takeout>> {
        self.vault.read(takeout::takeouts)
    }

    /// One slip.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn takeout(&self, id: &TakeoutId) -> Result<Takeout> {
        self.vault.read(|db| takeout::takeout(db, id))
    }

    /// Asks to take something out.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `takeout_device_gone` for a device that is lost, in repair or gone, and
    /// `takeout_device_out` for one that another slip has in these days.
    pub fn ask_takeout(&mut self, draft: &TakeoutDraft, now: Moment) -> Result<TakeoutId> {
        let request = draft.check(now.today())?;
        self.staff(&request.applicant)?;
        if let Some(code) = self.no_takeout(&request, now.today())? {
            return Err(self.refuse_takeout(None, code, now)?);
        }
        let id = TakeoutId::random();
        let act = Act::new("takeout_ask", "takeout").on(id.as_str()).adding(&request);
        self.vault.transact(act, now, |db| takeout::add_takeout(db, &id, &request, now))?;
        Ok(id)
    }

    /// Approves or declines a slip.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `takeout_own_approval` when the applicant decides, `takeout_decided` when
    /// it is decided already, and as [`Desk::ask_takeout`] for a device lost meanwhile.
    pub fn decide_takeout(
        &mut self,
        id: &TakeoutId,
        draft: &TakeoutDecisionDraft,
        now: Moment,
    ) -> Result<()> {
        let slip = self.takeout(id)?;
        let decision = draft.check(&slip.request, now.today())?;
        let code = if slip.decision.is_some() {
            Some("takeout_decided")
        } else if self.is_same_person(&slip.request.applicant, decision.by.as_ref())? {
            Some("takeout_own_approval")
        } else if decision.approved {
            self.no_takeout(&slip.request, now.today())?
        } else {
            None
        };
        if let Some(code) = code {
            return Err(self.refuse_takeout(Some(id), code, now)?);
        }
        let verb = if decision.approved { "takeout_approve" } else { "takeout_decline" };
        let act = Act::new(verb, "takeout").on(id.as_str()).adding(&decision);
        self.vault.transact(act, now, |db| takeout::decide(db, id, &decision))
    }

    /// Records that it came back.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `takeout_not_out` for a slip that has nothing out.
    pub fn return_takeout(&mut self, id: &TakeoutId, draft: &TakeoutReturnDraft, now: Moment) -> Result<()> {
        let slip = self.takeout(id)?;
        if slip.state(now.today()) != TakeoutState::Out {
            return Err(self.refuse_takeout(Some(id), "takeout_not_out", now)?);
        }
        let returned = draft.check(&slip.request, now.today())?;
        let act = Act::new("takeout_return", "takeout").on(id.as_str()).adding(&returned);
        self.vault.transact(act, now, |db| takeout::give_back(db, id, &returned))
    }

    /// Whether the one who decides is the applicant; the manager may be on the staff, too.
    fn is_same_person(&self, applicant: &StaffId, by: Option<&StaffId>) -> Result<bool> {
        let Some(by) = by else {
            let manager = self.office()?.and_then(|office| office.manager);
            let applicant = self.staff(applicant)?.details.name;
            return Ok(manager.is_some_and(|manager| manager.shown() == applicant.shown()));
        };
        self.staff(by)?;
        Ok(by == applicant)
    }

    /// Why the devices of a slip cannot go.
    fn no_takeout(&self, request: &TakeoutRequest, today: NaiveDate) -> Result<Option<&'static str>> {
        let open = self.vault.read(takeout::open_takeouts)?;
        for id in &request.devices {
            match self.device(id, today)?.state() {
                DeviceState::Lost | DeviceState::Repair | DeviceState::Retired => {
                    return Ok(Some("takeout_device_gone"));
                }
                DeviceState::InUse | DeviceState::Stored | DeviceState::Out => {}
            }
            let there = |slip: &&Takeout| slip.decision.is_some() && slip.request.devices.contains(id);
            // One that is late is out until it is back.
            let meets = |slip: &Takeout| {
                slip.request.from <= request.until && request.from <= slip.request.until.max(today)
            };
            if open.iter().filter(there).any(meets) {
                return Ok(Some("takeout_device_out"));
            }
        }
        Ok(None)
    }

    /// Logs a refusal and gives it back, with the region's clause on taking out.
    fn refuse_takeout(&mut self, id: Option<&TakeoutId>, code: &'static str, now: Moment) -> Result<Error> {
        let policy = self.policy()?;
        let clause = policy.takeout.as_ref().map(|rule| policy.cite(&rule.source)).unwrap_or_default();
        let act = Act::new("takeout_refuse", "takeout").because(code);
        let act = if let Some(id) = id { act.on(id.as_str()) } else { act };
        self.vault.transact(act, now, |_| Ok(()))?;
        Ok(Error::Refused { code, clause })
    }
}
