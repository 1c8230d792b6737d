//! Random trials with consents, the end of the care, and the end of their paper.

use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::signature::{SignatureDraft, SignerDraft};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans, WithdrawalStep};
use office::policy::Policy;
use scenarios::name;

use super::{Dice, Try};
use crate::life_cycles::seen::{Seen, targets};

fn signature(dice: &mut Dice, seen: &Seen, signed_before: bool) -> SignatureDraft {
    let block = SignerDraft {
        name: name("例示", "桜", "れいじ", "さくら"),
        relationship: "長女".into(),
        address: String::new(),
    };
    SignatureDraft {
        signed_on: dice.day(seen.today),
        by_person: signed_before || !dice.once_in(4),
        by_family: dice.once_in(3),
        family: block,
        family_signed_on: if dice.once_in(2) { String::new() } else { dice.day(seen.today) },
        no_family_reason: if dice.once_in(2) { "家族なし".into() } else { String::new() },
        ..SignatureDraft::default()
    }
}

pub fn next(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    let recipient = dice.pick(&seen.recipients)?.id.clone();
    let on = dice.day(seen.today);
    let target = policy.consent.targets.first().map(|target| target.key.clone()).unwrap_or_default();
    if seen.consents.is_empty() || (seen.consents.len() < 8 && dice.once_in(6)) {
        return Some(match dice.once_in(4) {
            true => Try::Existing(recipient, on),
            false => Try::Print(recipient, target),
        });
    }
    let who = dice.pick(&seen.staff).map(|one| one.id.clone());
    let gone: Vec<_> = seen.consents.iter().filter(|one| one.disposal.is_some()).collect();
    let closed: Vec<_> = seen.consents.iter().filter(|one| one.closed_on().is_some()).collect();
    let consent = dice.pick(&seen.consents)?;
    let id = consent.id.clone();
    let signed_before = consent.signature.is_some();
    Some(match dice.below(22) {
        0..=4 => Try::Sign(id, signature(dice, seen, signed_before)),
        5 => Try::Correct(id, signature(dice, seen, signed_before)),
        6 if consent.voided.is_some() => Try::TakeBackVoid(id),
        6 | 7 => Try::VoidConsent(id),
        8 | 9 | 18 | 19 => {
            let withdrawn: Vec<_> =
                seen.consents.iter().filter_map(|one| Some((one, one.withdrawal.as_ref()?))).collect();
            let (one, withdrawal) = dice.pick(&withdrawn)?;
            let id = one.id.clone();
            if dice.once_in(4) {
                Try::TakeBackWithdrawal(id)
            } else {
                let step = WithdrawalStep::ALL[dice.below(2)];
                match withdrawal.done_on(step) {
                    Some(_) => Try::TakeBackFollowing(id, step),
                    None => Try::FollowWithdrawal(id, step, on),
                }
            }
        }
        10 | 20 => {
            let means = Some(WithdrawalMeans::Phone);
            let (at, note) = (String::new(), String::new());
            let by = "例示 桜".into();
            let signed: Vec<_> = seen.consents.iter().filter(|one| one.is_in_force()).collect();
            let id = dice.pick(&signed).filter(|_| !dice.once_in(3)).map_or(id, |one| one.id.clone());
            Try::Withdraw(id, WithdrawalDraft { by, means, on, at, taken_by: who, note })
        }
        11 | 17 if seen.recipient(&recipient).end.is_some() => Try::TakeBackEnd(recipient),
        12..=15 => {
            let of = if dice.once_in(4) { Some(&consent) } else { dice.pick(&closed) };
            // Mostly as soon as the years are over, which is to come unless a long time has passed.
            let over = of?.closed_on().and_then(|day| targets().disposable_from(day));
            let on = over.filter(|_| !dice.once_in(3)).map_or(on, |day| day.to_string());
            Try::Dispose(of?.id.clone(), on, who.filter(|_| !dice.once_in(6)))
        }
        16 => Try::TakeBackDisposal(dice.pick(&gone)?.id.clone()),
        21 if dice.once_in(2) => Try::TakeBackDisposal(dice.pick(&gone)?.id.clone()),
        _ => {
            let kinds = [EndKind::Died, EndKind::SupportEnded, EndKind::Moved];
            let kind = dice.pick(&kinds).copied();
            Try::EndCare(recipient, RecipientEndDraft { kind, on, reason: "確認".into() })
        }
    })
}
