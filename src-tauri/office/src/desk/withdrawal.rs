//! The withdrawal of a consent: recorded, followed up, taken back. What it asks for stands in `forms/common`.

use super::Desk;
use super::group::{refused, voided};
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::ConsentId;
use crate::domain::withdrawal::{WithdrawalDraft, WithdrawalStep};
use crate::store::{Act, withdrawal};

impl Desk {
    /// Records that a consent was withdrawn (S-31). It counts no more from now on, and no older one in its place.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::Refused`] `consent_not_in_force`; [`crate::Error::NotFound`].
    pub fn withdraw_consent(&mut self, id: &ConsentId, draft: &WithdrawalDraft, now: Moment) -> Result<()> {
        let consent = self.consent_record(id)?.consent;
        let withdrawn = consent.check_withdrawal(draft, now.today())?;
        self.staff(&withdrawn.taken_by)?;
        let act = Act::new("consent_withdraw", "consent").on(id.as_str()).adding(&withdrawn);
        self.vault.transact(act, now, |db| withdrawal::add_withdrawal(db, id, &withdrawn, now))
    }

    /// Closes a step that follows from a withdrawal, with its day.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::Refused`] `not_withdrawn`.
    pub fn close_withdrawal_step(
        &mut self,
        id: &ConsentId,
        step: WithdrawalStep,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let withdrawn = self.consent_record(id)?.consent.withdrawal.ok_or(refused("not_withdrawn"))?;
        let on = withdrawn.check_step(typed_on, now.today())?;
        let act = Act::new("consent_follow_withdrawal", "consent").on(id.as_str());
        let act = act.changing(&withdrawn, &withdrawn.with_step(step, Some(on)));
        self.vault.transact(act, now, |db| withdrawal::close_step(db, &withdrawn.id, step, Some(on)))
    }

    /// Takes a withdrawal back that was entered by mistake.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] without a reason; [`crate::Error::Refused`] `not_withdrawn`, `consent_disposed`.
    pub fn take_back_withdrawal(&mut self, id: &ConsentId, typed_reason: &str, now: Moment) -> Result<()> {
        let consent = self.consent_record(id)?.consent;
        let withdrawn = consent.withdrawal.ok_or(refused("not_withdrawn"))?;
        let voided = voided(typed_reason, now)?;
        self.demand_disposals_stand(&consent.plan.recipient, |one| {
            if one.id == *id {
                one.withdrawal = None;
            }
        })?;
        let act = Act::new("consent_take_back_withdrawal", "consent").on(id.as_str());
        let act = act.taking(&withdrawn).because(voided.reason.0.as_str());
        self.vault.transact(act, now, |db| withdrawal::void_withdrawal(db, &withdrawn.id, &voided))
    }
}
