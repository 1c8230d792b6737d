//! What follows from a withdrawn consent, step by step; a person closes each with a day.

use super::{Case, Facts, Subject};
use crate::domain::withdrawal::WithdrawalStep;
use crate::policy::Closes;

pub(super) fn cases(closes: Closes, facts: Facts<'_>) -> Vec<Case<'static>> {
    let step = match closes {
        Closes::PostingStopped => WithdrawalStep::Stop,
        Closes::ReleasedAfterWithdrawal => WithdrawalStep::Release,
        Closes::ArchiveAsked => WithdrawalStep::Ask,
        Closes::WithdrawalConfirmed => WithdrawalStep::Confirm,
        _ => return Vec::new(),
    };
    let open = facts.consents.iter().filter_map(|consent| {
        let withdrawal = consent.withdrawal.as_ref().filter(|one| one.done_on(step).is_none())?;
        let subject = Subject::Consent(consent.id.clone());
        (consent.voided.is_none()).then_some(Case::of(subject, Some(withdrawal.on)))
    });
    open.collect()
}
