//! The acts of consents in memory.

use chrono::NaiveDate;
use office::domain::consent::{
    Consent, ConsentPlan, ExistingConsentDraft, PersonalText, SignerKind, Voided, last_signed,
};
use office::domain::disposal::{Disposal, demand_disposals_stand, demand_paper_left};
use office::domain::id::{CareRecipientId, ConsentId};
use office::domain::recipient_end::EndKind;
use office::policy::Signers;
use office::{Error, Result};

use super::{Memory, refused};
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::targets;

impl Memory<'_> {
    pub(super) fn consent(&mut self, act: &Try) -> Result<()> {
        let today = self.seen.today;
        match act {
            Try::Print(recipient, target) => {
                if self.seen.recipient(recipient).end.is_some() {
                    return refused("recipient_ended");
                }
                let plan = ConsentPlan {
                    target: target.clone(),
                    ..ConsentPlan::of_existing(recipient, SignerKind::Person)
                };
                let consent = self.blank_consent(plan);
                self.seen.consents.push(consent);
            }
            Try::Existing(recipient, on) => {
                let draft = ExistingConsentDraft {
                    recipient: recipient.clone(),
                    signer: SignerKind::Person,
                    family_too: true,
                    no_family_reason: String::new(),
                    signed_on: on.clone(),
                    place: "棚".into(),
                };
                let ended = self.seen.recipient(recipient).end;
                let (signature, _) = draft.check(ended.map(|(_, on)| on), today)?;
                let plan = ConsentPlan::of_existing(recipient, SignerKind::Person);
                let mut consent = self.blank_consent(plan);
                (consent.existing, consent.printed_on) = (true, signature.signed_on);
                consent.signature = Some(signature);
                self.seen.consents.push(consent);
            }
            Try::Sign(id, draft) => {
                self.seen.consent(id).demand_signable()?;
                let signature = self.seen.consent(id).check_signature(draft, today)?;
                self.seen.consent_mut(id).signature = Some(signature);
            }
            Try::Correct(id, draft) => {
                self.seen.consent(id).demand_correctable()?;
                let signature = self.seen.consent(id).check_signature(draft, today)?;
                self.change(id, |one| one.signature = Some(signature.clone()))?;
            }
            Try::VoidConsent(id) => {
                if self.seen.consent(id).voided.is_some() {
                    return refused("consent_void");
                }
                let voided = self.voided();
                self.change(id, |one| one.voided = voided.clone())?;
            }
            Try::TakeBackVoid(id) => {
                self.seen.consent(id).check_void_taken_back()?;
                self.seen.consent_mut(id).voided = None;
            }
            Try::Withdraw(id, draft) => {
                let withdrawal = self.seen.consent(id).check_withdrawal(draft, today)?;
                self.seen.consent_mut(id).withdrawal = Some(withdrawal);
            }
            Try::TakeBackWithdrawal(id) => self.change(id, |one| one.withdrawal = None)?,
            Try::FollowWithdrawal(id, step, on) => {
                let withdrawn = self.seen.consent(id).withdrawal.clone();
                let withdrawn = withdrawn.ok_or(Error::NotFound { noun: "withdrawal" })?;
                let on = withdrawn.check_step(on, today)?;
                self.seen.consent_mut(id).withdrawal = Some(withdrawn.with_step(*step, Some(on)));
            }
            Try::TakeBackFollowing(id, step) => {
                let withdrawn = self.seen.consent(id).withdrawal.clone();
                let withdrawn = withdrawn.ok_or(Error::NotFound { noun: "entry" })?;
                withdrawn.done_on(*step).ok_or(Error::NotFound { noun: "entry" })?;
                self.seen.consent_mut(id).withdrawal = Some(withdrawn.with_step(*step, None));
            }
            Try::EndCare(id, draft) => {
                let recipient = self.seen.recipient(id);
                let signed_on = last_signed(&self.seen.consents_of(id));
                let corrects = recipient.end.is_some();
                let (end, _) = draft.check(recipient.details.born_on, signed_on, corrects, today)?;
                self.end(id, Some((end.kind, end.on)))?;
            }
            Try::TakeBackEnd(id) => self.end(id, None)?,
            Try::Dispose(id, on, by) => {
                let disposal = Disposal::check(on, "シュレッダー", by.as_ref(), today)?;
                let consent = self.seen.consent(id);
                let whose = &consent.plan.recipient;
                let (all, groups) = (self.seen.consents_of(whose), self.seen.groups_of(whose));
                consent.demand_disposable(disposal.on, &targets())?;
                demand_paper_left(&all, std::slice::from_ref(id), &groups)?;
                self.seen.consent_mut(id).disposal = Some(disposal);
            }
            Try::TakeBackDisposal(id) => {
                let taken = self.seen.consent_mut(id).disposal.take();
                taken.ok_or(Error::NotFound { noun: "entry" })?;
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    /// Changes a consent, unless a paper that was disposed of would count again.
    fn change(&mut self, id: &ConsentId, change: impl Fn(&mut Consent)) -> Result<()> {
        self.demand_disposals_stand(&self.seen.consent(id).plan.recipient, |one| {
            if one.id == *id {
                change(one);
            }
        })?;
        change(self.seen.consent_mut(id));
        Ok(())
    }

    fn end(&mut self, id: &CareRecipientId, end: Option<(EndKind, NaiveDate)>) -> Result<()> {
        self.demand_disposals_stand(id, |one| one.end = end)?;
        self.seen.recipient_mut(id).end = end;
        Ok(())
    }

    fn demand_disposals_stand(
        &self,
        whose: &CareRecipientId,
        change: impl FnMut(&mut Consent),
    ) -> Result<()> {
        let mut consents = self.seen.consents_of(whose);
        consents.iter_mut().for_each(change);
        demand_disposals_stand(&mut consents, &self.seen.groups_of(whose), &targets())
    }

    fn blank_consent(&self, plan: ConsentPlan) -> Consent {
        Consent {
            id: ConsentId::random(),
            control_number: format!("{:04}", self.seen.consents.len()),
            code: String::new(),
            region: self.policy.region.clone(),
            edition: self.policy.edition.clone(),
            end: self.seen.recipient(&plan.recipient).end,
            plan,
            both_sign: self.policy.consent.signers == Signers::Both,
            existing: false,
            printed_on: self.seen.today,
            signature: None,
            original_place: None,
            copy_handed: None,
            doctor_copy: None,
            voided: None,
            withdrawal: None,
            replaced_on: None,
            disposal: None,
        }
    }

    pub(super) fn voided(&self) -> Option<Voided> {
        Some(Voided { on: self.seen.today, reason: PersonalText("誤記".into()) })
    }
}
