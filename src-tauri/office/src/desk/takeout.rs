//! 持ち出し: asked, decided by somebody else, brought back. A refusal is an act, too.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::device::Device;
use crate::domain::id::TakeoutId;
use crate::domain::takeout::{
    Takeout, TakeoutDecisionDraft, TakeoutDraft, TakeoutRequest, TakeoutReturnDraft, TakeoutState,
};
use crate::store::{Act, takeout};
use crate::{Error, Result};

impl Desk {
    /// All slips, newest first.
    pub fn takeouts(&self) -> Result<Vec<Takeout>> {
        Ok(self.vault.read(|db| takeout::takeouts_matching(db, "", None, usize::MAX))?.0)
    }

    /// The first `most` slips that stand at `state` on a day and whose words hold `query`, newest first, and how many
    /// there are.
    pub fn takeout_page(
        &self,
        query: &str,
        state: Option<TakeoutState>,
        today: NaiveDate,
        most: usize,
    ) -> Result<(Vec<Takeout>, usize)> {
        let over = match state {
            None => None,
            Some(TakeoutState::Returned) => Some(true),
            Some(TakeoutState::Declined) => Some(false),
            Some(state) => {
                let mut open = self.vault.read(|db| takeout::open_takeouts(db, query))?;
                open.retain(|slip| slip.state(today) == state);
                open.sort_by_key(|slip| Reverse(slip.request.asked_on));
                let total = open.len();
                open.truncate(most);
                return Ok((open, total));
            }
        };
        self.vault.read(|db| takeout::takeouts_matching(db, query, over, most))
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
    /// [`crate::Error::Fields`]; those of [`TakeoutRequest::demand_devices`].
    pub fn ask_takeout(&mut self, draft: &TakeoutDraft, now: Moment) -> Result<TakeoutId> {
        let applicant = draft.applicant.as_ref().map(|id| self.staff(id)).transpose()?;
        let request = draft.check(applicant.as_ref(), now.today())?;
        let (devices, open) = self.devices_and_slips(&request, now.today())?;
        self.noting_takeout(None, request.demand_devices(&devices, &open, now.today()), now)?;
        let id = TakeoutId::random();
        let act = Act::new("takeout_ask", "takeout").on(id.as_str()).adding(&request);
        self.vault.transact(act, now, |db| takeout::add_takeout(db, &id, &request, now))?;
        Ok(id)
    }

    /// Approves or declines a slip.
    ///
    /// # Errors
    /// Those of [`Takeout::check_decision`], and for an approval those of [`crate::policy::Policy::demand_may_take_out`];
    /// [`crate::Error::NotFound`].
    pub fn decide_takeout(
        &mut self,
        id: &TakeoutId,
        draft: &TakeoutDecisionDraft,
        now: Moment,
    ) -> Result<()> {
        let slip = self.takeout(id)?;
        let applicant = self.staff(&slip.request.applicant)?;
        draft.by.as_ref().map(|by| self.staff(by)).transpose()?;
        let manager = self.office()?.and_then(|office| office.manager);
        let (devices, open) = self.devices_and_slips(&slip.request, now.today())?;
        let people = (&applicant, manager.as_ref());
        let decision = slip.check_decision(draft, people, (&devices, &open), now.today());
        let policy = self.policy()?;
        let decision = decision.and_then(|decision| match decision.approved {
            true => policy.demand_may_take_out(&applicant, now.today()).map(|()| decision),
            false => Ok(decision),
        });
        let decision = self.noting_takeout(Some(id), decision, now)?;
        let verb = if decision.approved { "takeout_approve" } else { "takeout_decline" };
        let act = Act::new(verb, "takeout").on(id.as_str()).adding(&decision);
        self.vault.transact(act, now, |db| takeout::decide(db, id, &decision))
    }

    /// Records that it came back.
    ///
    /// # Errors
    /// Those of [`Takeout::check_return`]; [`crate::Error::NotFound`].
    pub fn return_takeout(&mut self, id: &TakeoutId, draft: &TakeoutReturnDraft, now: Moment) -> Result<()> {
        let returned = self.takeout(id)?.check_return(draft, now.today());
        let returned = self.noting_takeout(Some(id), returned, now)?;
        let act = Act::new("takeout_return", "takeout").on(id.as_str()).adding(&returned);
        self.vault.transact(act, now, |db| takeout::give_back(db, id, &returned))
    }

    /// The devices of a slip as they stand, and the slips that are open.
    fn devices_and_slips(
        &self,
        request: &TakeoutRequest,
        today: NaiveDate,
    ) -> Result<(Vec<Device>, Vec<Takeout>)> {
        let devices = request.devices.iter().map(|id| self.device(id, today)).collect::<Result<_>>()?;
        Ok((devices, self.vault.read(|db| takeout::open_takeouts(db, ""))?))
    }

    /// Gives an answer on; a refusal is kept first, and gets the region's clause on taking out.
    fn noting_takeout<T>(&mut self, id: Option<&TakeoutId>, answer: Result<T>, now: Moment) -> Result<T> {
        let policy = self.policy()?;
        let answer = match (answer, &policy.takeout) {
            (Err(Error::Refused { code, .. }), Some(rule)) => {
                Err(Error::Refused { code, clause: policy.cite(&rule.source) })
            }
            (answer, _) => answer,
        };
        let act = Act::new("takeout_refuse", "takeout");
        self.noting(answer, if let Some(id) = id { act.on(id.as_str()) } else { act }, now)
    }
}
