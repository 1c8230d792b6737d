//! From the end of somebody's care, withdrawals and disposals to what is shown.

use office::Result;
use office::desk::Desk;
use office::domain::consent::Consent;
use office::domain::id::CareRecipientId;
use office::domain::wareki;
use office::domain::withdrawal::{WithdrawalMeans, WithdrawalStep};

use crate::wire;

use super::{consent_line, shown_day};

type Day = chrono::NaiveDate;

/// The ends of one person's care.
pub fn ends_of(desk: &Desk, id: &CareRecipientId) -> Result<Vec<wire::RecipientEnd>> {
    let shown = |end: office::domain::recipient_end::RecipientEnd| wire::RecipientEnd {
        kind: end.kind.into(),
        on: wareki::both(end.on),
        void_reason: end.voided.map(|voided| voided.reason.0).unwrap_or_default(),
    };
    Ok(desk.ends_of(id)?.into_iter().map(shown).collect())
}

/// The withdrawal of a consent.
pub fn withdrawal(desk: &Desk, consent: &Consent) -> Result<Option<wire::Withdrawal>> {
    let Some(withdrawn) = &consent.withdrawal else { return Ok(None) };
    let steps = WithdrawalStep::ALL.map(|step| wire::WithdrawalDone {
        step: match step {
            WithdrawalStep::Stop => wire::WithdrawalStep::Stop,
            WithdrawalStep::Release => wire::WithdrawalStep::Release,
            WithdrawalStep::Ask => wire::WithdrawalStep::Ask,
            WithdrawalStep::Confirm => wire::WithdrawalStep::Confirm,
        },
        done: shown_day(withdrawn.done_on(step)),
    });
    Ok(Some(wire::Withdrawal {
        by: withdrawn.by.0.clone(),
        means: match withdrawn.means {
            WithdrawalMeans::Phone => wire::WithdrawalMeans::Phone,
            WithdrawalMeans::Writing => wire::WithdrawalMeans::Writing,
            WithdrawalMeans::Voice => wire::WithdrawalMeans::Voice,
        },
        on: wareki::both(withdrawn.on),
        at: withdrawn.at.clone(),
        taken_by: desk.staff(&withdrawn.taken_by)?.details.name.shown(),
        note: withdrawn.note.0.clone(),
        steps: steps.into(),
    }))
}

/// The consents whose paper may be disposed of today.
pub fn disposal_list(desk: &Desk, today: Day) -> Result<wire::DisposalList> {
    let line = |consent: Consent| {
        let recipient = desk.care_recipient(&consent.plan.recipient)?;
        let kept_until = shown_day(desk.kept_until(&consent)?);
        Ok(wire::DisposalLine { consent: consent_line(&consent, &recipient), kept_until })
    };
    let lines = desk.disposable(today)?.into_iter().map(line).collect::<Result<_>>()?;
    Ok(wire::DisposalList { lines, years: desk.targets()?.retention_years })
}
