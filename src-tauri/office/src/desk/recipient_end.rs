//! The end of somebody's care: entered, corrected, taken back. Consents and groups follow from it by themselves.

use super::Desk;
use super::group::{refused, voided};
use crate::Result;
use crate::domain::Moment;
use crate::domain::consent::{PersonalText, Voided, last_signed};
use crate::domain::id::CareRecipientId;
use crate::domain::recipient_end::{RecipientEnd, RecipientEndDraft};
use crate::store::{Act, recipient_end};

impl Desk {
    /// The ends of one person's care: the one that stands first, then those that were corrected.
    pub fn ends_of(&self, recipient: &CareRecipientId) -> Result<Vec<RecipientEnd>> {
        self.vault.read(|db| recipient_end::ends_of(db, recipient))
    }

    /// Records why and when somebody's care ended; with a reason, when another end stands already.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`]; [`crate::Error::Refused`] `consent_disposed`.
    pub fn end_care(
        &mut self,
        recipient: &CareRecipientId,
        draft: &RecipientEndDraft,
        now: Moment,
    ) -> Result<()> {
        let before = self.care_recipient(recipient)?;
        let corrects = before.end.is_some();
        let signed_on = last_signed(&self.consents_of(recipient)?);
        let (end, reason) = draft.check(before.details.born_on, signed_on, corrects, now.today())?;
        self.demand_disposals_stand(recipient, |one| one.end = Some((end.kind, end.on)))?;
        let verb = if corrects { "care_recipient_correct_end" } else { "care_recipient_end" };
        let mut act = Act::new(verb, "care_recipient").on(recipient.as_str());
        act = act.changing(&before.end, &(end.kind, end.on));
        if corrects {
            act = act.because(reason.as_str());
        }
        let voided = Voided { on: now.today(), reason: PersonalText(reason) };
        self.vault.transact(act, now, |db| {
            recipient_end::void_end(db, recipient, &voided)?;
            recipient_end::add_end(db, recipient, &end, now)
        })
    }

    /// Takes the end back: it was entered by mistake, or the care goes on.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] without a reason; [`crate::Error::Refused`] `not_ended`, `consent_disposed`.
    pub fn take_back_end(
        &mut self,
        recipient: &CareRecipientId,
        typed_reason: &str,
        now: Moment,
    ) -> Result<()> {
        let end = self.care_recipient(recipient)?.end.ok_or_else(|| refused("not_ended"))?;
        let voided = voided(typed_reason, now)?;
        self.demand_disposals_stand(recipient, |one| one.end = None)?;
        let act = Act::new("care_recipient_take_back_end", "care_recipient").on(recipient.as_str());
        let act = act.taking(&end).because(voided.reason.0.as_str());
        self.vault.transact(act, now, |db| recipient_end::void_end(db, recipient, &voided))
    }

    /// Refuses a new paper for somebody whose care ended.
    pub(super) fn demand_in_care(&self, recipient: &CareRecipientId) -> Result<()> {
        match self.care_recipient(recipient)?.end {
            Some(_) => Err(refused("recipient_ended")),
            None => Ok(()),
        }
    }
}
