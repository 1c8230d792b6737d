//! Leaving: begun with the last day, its steps in the region's order, cancelled when the person stays. Owns the acts;
//! leaves the order of the steps to `domain` and `policy`.

use super::Desk;
use crate::domain::Moment;
use crate::domain::device::{Device, DeviceState};
use crate::domain::group::GroupKind;
use crate::domain::id::{LeavingId, StaffId};
use crate::domain::leaving::{
    LeavingDone, LeavingFacts, LeavingKind, StepState, check_last_day, check_reason, check_step,
};
use crate::domain::staff::Staff;
use crate::policy::LeavingStep;
use crate::store::{Act, care_recipient, device, group, leaving, membership, staff};
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

    /// What somebody still holds: a line for each group the person takes part in, and for each device in hand.
    fn leaving_facts(&self, id: &StaffId, now: Moment) -> Result<LeavingFacts> {
        self.vault.read(|db| {
            let mut open_memberships = Vec::new();
            for member in membership::memberships_of_staff(db, id)?.iter().filter(|one| one.is_running()) {
                let kind = group::group(db, &member.group)?.kind;
                open_memberships.push(match (kind.recipient(), &kind) {
                    (Some(recipient), _) => {
                        care_recipient::care_recipient(db, recipient)?.details.name.shown()
                    }
                    (None, GroupKind::Open { name, .. }) => name.clone(),
                    (None, GroupKind::Link { name, .. }) => name.0.clone(),
                    (None, GroupKind::Care { .. }) => continue,
                });
            }
            let mut devices = device::devices_matching(db, "", now.today())?;
            // What is lost cannot be given back.
            let is_gone = |one: &Device| matches!(one.state(), DeviceState::Retired | DeviceState::Lost);
            devices.retain(|one| one.details.holder.as_ref() == Some(id) && !is_gone(one));
            Ok(LeavingFacts { open_memberships, lent_devices: devices.iter().map(Device::shown).collect() })
        })
    }

    /// Begins the steps of leaving with the last day, which becomes 解除日（資格喪失日）.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `leaving_begun` when they run already.
    pub fn begin_leaving(&mut self, id: &StaffId, typed_last_day: &str, now: Moment) -> Result<()> {
        let kept = self.staff(id)?;
        if kept.details.released_on.is_some() {
            return Err(Error::Refused { code: "leaving_begun", clause: String::new() });
        }
        let last_day = check_last_day(typed_last_day, kept.details.registered_on)?;
        let leaving = LeavingId::random();
        let act = Act::new("leaving_begin", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| {
            staff::set_released_on(db, id, Some(last_day), now)?;
            leaving::begin_leaving(db, &leaving, id, now)
        })
    }

    /// Enters the day of a step. `by_office`: スタッフ解除, because the person can no longer delete the account.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] with the clause: `leaving_locked` when another step comes first (熊谷
    /// 第10条(6)), `leaving_holds` while a group or a device is open, `leaving_role` for the step that ends with the
    /// role itself; [`Error::NotFound`] for a step the region does not have.
    pub fn do_leaving_step(
        &mut self,
        id: &StaffId,
        step: LeavingKind,
        by_office: bool,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let record = self.leaving(id, now)?;
        let (Some(running), Some(last_day)) =
            (record.staff.leaving.as_ref(), record.staff.details.released_on)
        else {
            return Err(Error::NotFound { noun: "leaving" });
        };
        let (rule, state) = record
            .steps
            .iter()
            .find(|(rule, _)| rule.step == step)
            .copied()
            .ok_or(Error::NotFound { noun: "leaving_step" })?;
        let clause = || match &rule.source {
            Some(source) => self.policy().map(|policy| policy.cite(source)),
            None => Ok(String::new()),
        };
        let first_is_open = rule.after.is_some_and(|first| running.done(first).is_none());
        let code = match state {
            _ if step == LeavingKind::HandOver => Some("leaving_role"),
            _ if first_is_open => Some("leaving_locked"),
            _ if !record.facts.of(step).is_empty() => Some("leaving_holds"),
            _ => None,
        };
        if let Some(code) = code {
            let clause = clause()?;
            return Err(self.refuse_staff("leaving_step_refuse", id, code, clause, now));
        }
        let on = check_step(typed_on, step, by_office, last_day, now)?;
        let by_office = by_office && step == LeavingKind::DeleteAccount;
        let (leaving, done) = (running.id.clone(), LeavingDone { step, on, by_office });
        let act = Act::new("leaving_step", "staff").on(id.as_str()).changing(&[step.key()]);
        self.vault.transact(act, now, |db| leaving::keep_step(db, &leaving, done, now))
    }

    /// Takes a leaving back: the person stays (残ることになった).
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`] when none runs.
    pub fn cancel_leaving(&mut self, id: &StaffId, reason: &str, now: Moment) -> Result<()> {
        let leaving = self.staff(id)?.leaving.ok_or(Error::NotFound { noun: "leaving" })?;
        let reason = check_reason(reason)?;
        let act = Act::new("leaving_cancel", "staff").on(id.as_str()).because(reason.as_str());
        self.vault.transact(act, now, |db| {
            leaving::cancel_leaving(db, &leaving.id, &reason, now)?;
            staff::set_released_on(db, id, None, now)
        })
    }
}
