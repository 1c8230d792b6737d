//! Leaving: begun with the last day, its steps in the region's order, cancelled when the person stays. Owns the acts;
//! leaves the order of the steps to `domain` and `policy`.

use super::Desk;
use crate::domain::Moment;
use crate::domain::device::Device;
use crate::domain::history::{Fields, choice};
use crate::domain::id::{LeavingId, StaffId};
use crate::domain::leaving::{LeavingFacts, LeavingKind, StepState, check_last_day, check_reason};
use crate::domain::membership::Membership;
use crate::domain::staff::Staff;
use crate::domain::takeout::Takeout;
use crate::policy::LeavingStep;
use crate::store::{Act, device, leaving, staff, takeout};
use crate::{Error, Result};

/// The leaving of one person, as its screen shows it.
#[derive(Debug)]
pub struct LeavingRecord<'a> {
    /// Who leaves.
    pub staff: Staff,
    /// The steps in the region's order, each with where it stands; empty before it was begun.
    pub steps: Vec<(&'a LeavingStep, StepState)>,
    /// What the person still holds.
    pub facts: LeavingFacts,
}

impl Desk {
    /// Where somebody stands in leaving.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn leaving(&self, id: &StaffId, now: Moment) -> Result<LeavingRecord<'_>> {
        let staff = self.staff(id)?;
        let steps = self.policy()?.leaving_of(&staff, now.today());
        Ok(LeavingRecord { steps, facts: self.leaving_facts(id, now)?, staff })
    }

    /// What somebody still holds: a line for each group the person takes part in, for each device in hand, and for what
    /// is out on a slip of theirs.
    fn leaving_facts(&self, id: &StaffId, now: Moment) -> Result<LeavingFacts> {
        let running = self.memberships_of_staff(id)?.into_iter().filter(Membership::is_running);
        let open_memberships =
            running.map(|member| self.name_of_group(&self.group(&member.group)?)).collect::<Result<_>>()?;
        self.vault.read(|db| {
            let mut devices = device::devices_here(db, "", now.today())?;
            devices.retain(|one| one.is_with(id));
            let mut lent_devices: Vec<_> = devices.iter().map(Device::shown).collect();
            let mine = |slip: &Takeout| slip.is_approved() && slip.request.applicant == *id;
            for slip in takeout::open_takeouts(db, "")?.into_iter().filter(mine) {
                lent_devices.extend(Some(slip.request.content));
            }
            Ok(LeavingFacts { open_memberships, lent_devices })
        })
    }

    /// Begins the steps of leaving with the last day, which becomes 解除日（資格喪失日）.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `leaving_begun` when they run already.
    pub fn begin_leaving(&mut self, id: &StaffId, typed_last_day: &str, now: Moment) -> Result<()> {
        let last_day = check_last_day(&self.staff(id)?.details, typed_last_day)?;
        let leaving = LeavingId::random();
        let act = Act::new("leaving_begin", "staff").on(id.as_str());
        let act = act.adding(&Fields::default().with("released_on", &last_day));
        self.vault.transact(act, now, |db| {
            staff::set_released_on(db, id, Some(last_day), now)?;
            leaving::begin_leaving(db, &leaving, id, now)
        })
    }

    /// Enters the day of a step. `by_office`: スタッフ解除, because the person can no longer delete the account.
    ///
    /// # Errors
    /// Those of [`crate::policy::Policy::check_leaving_step`]; [`Error::NotFound`].
    pub fn do_leaving_step(
        &mut self,
        id: &StaffId,
        step: LeavingKind,
        by_office: bool,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let staff = self.staff(id)?;
        let facts = self.leaving_facts(id, now)?;
        let answer =
            self.policy()?.check_leaving_step(&staff, &facts, step, by_office, typed_on, now.today());
        let done = self.noting(answer, Act::new("leaving_step_refuse", "staff").on(id.as_str()), now)?;
        let running = staff.leaving.ok_or(Error::NotFound { noun: "leaving" })?;
        let before = running.done.iter().find(|one| one.step == step).copied();
        let act = Act::new("leaving_step", "staff").on(id.as_str());
        let act =
            act.about(&Fields::default().with("leaving_step", &choice(step.key()))).changing(&before, &done);
        let leaving = running.id;
        self.vault.transact(act, now, |db| leaving::keep_step(db, &leaving, done, now))
    }

    /// Takes a leaving back: the person stays (残ることになった).
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::Refused`] `mcs_id_taken` when somebody else has the ID by now;
    /// [`Error::NotFound`] when none runs.
    pub fn cancel_leaving(&mut self, id: &StaffId, reason: &str, now: Moment) -> Result<()> {
        let staff = self.staff(id)?;
        let leaving = staff.leaving.as_ref().ok_or(Error::NotFound { noun: "leaving" })?;
        let reason = check_reason(reason)?;
        staff.details.demand_own_mcs_id(&self.mcs_ids_of_others(Some(id), now)?)?;
        let act = Act::new("leaving_cancel", "staff").on(id.as_str()).because(reason.as_str());
        let act = act.taking(&Fields::default().with("released_on", &staff.details.released_on));
        self.vault.transact(act, now, |db| {
            leaving::cancel_leaving(db, &leaving.id, &reason, now)?;
            staff::set_released_on(db, id, None, now)
        })
    }
}
