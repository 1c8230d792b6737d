//! What consents may never come to: signing, replacing, withdrawal, the end of the care, and of the paper.

use chrono::{Months, NaiveDate};
use office::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use office::domain::group::{Group, GroupState};

use super::Never;
use super::group::state as group_state;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::{RETENTION_YEARS, Seen};

pub fn states(seen: &Seen, never: &mut Never) {
    for consent in &seen.consents {
        never(
            consent.status() != status(seen, consent),
            "the status is another than the days say (section 6, Consent)",
        );
        let Some(signature) = &consent.signature else {
            never(consent.disposal.is_some(), "disposed of without having been signed (AC-08 (4))");
            never(consent.withdrawal.is_some(), "withdrawn without a signature (section 6, Consent)");
            continue;
        };
        disposal(seen, consent, never);
        if let Some(withdrawal) = &consent.withdrawal {
            let done = withdrawal.done.iter().flatten();
            never(
                done.into_iter().any(|day| *day < withdrawal.on || *day > seen.latest),
                "followed up before it was withdrawn (S-31)",
            );
        }
        let family = signature.family.as_ref().map(|family| family.signed_on);
        for day in [Some(signature.signed_on), family].into_iter().flatten() {
            never(day > seen.latest, "signed in the future");
            never(
                !consent.existing && day < consent.printed_on,
                "signed before it was printed (section 6, Consent)",
            );
            let withdrawn_on = consent.withdrawal.as_ref().map(|withdrawal| withdrawal.on);
            never(
                withdrawn_on.is_some_and(|on| on < day || on > seen.latest),
                "withdrawn before it was signed",
            );
            let end = consent.end.map(|(_, on)| on).filter(|_| consent.voided.is_none());
            never(end.is_some_and(|end| end < day), "signed after the end of the care (AC-08)");
        }
    }
    for recipient in &seen.recipients {
        let speaks = |consent: &&Consent| {
            consent.plan.recipient == recipient.id && consent.plan.obtained_as != ObtainedAs::DirectLink
        };
        let in_force =
            seen.consents.iter().filter(speaks).filter(|consent| consent.status() == ConsentStatus::InForce);
        never(in_force.count() > 1, "two consents of one person in force (section 6: 置換え)");
        never(recipient.end.is_some_and(|(_, on)| on > seen.latest), "the care ended in the future");
    }
}

pub fn status(seen: &Seen, consent: &Consent) -> ConsentStatus {
    let own = complete(consent);
    let is_replaced = next(seen, consent).is_some();
    match (&consent.voided, &consent.withdrawal, consent.end, &consent.signature) {
        (Some(_), ..) => ConsentStatus::Void,
        (_, Some(_), ..) => ConsentStatus::Withdrawn,
        (_, _, Some((why, on)), _) => ConsentStatus::Ended { why, on },
        (.., None) => ConsentStatus::Printed,
        (.., Some(signature)) => match own {
            None if signature.by_person => ConsentStatus::AwaitingFamily,
            None if signature.family.is_some() => ConsentStatus::AwaitingPerson,
            None => ConsentStatus::AwaitingFamily,
            Some(_) if is_replaced => ConsentStatus::Replaced,
            Some(_) => ConsentStatus::InForce,
        },
    }
}

/// The day on which the last signature it needs was there, and its number.
fn complete(one: &Consent) -> Option<(NaiveDate, String)> {
    let signature = one.signature.as_ref()?;
    let person = signature.by_person || signature.proxy.is_some() || signature.guardian.is_some();
    let family = signature.family.is_some() || !signature.no_family_reason.0.is_empty();
    let day =
        signature.family.as_ref().map_or(signature.signed_on, |one| one.signed_on.max(signature.signed_on));
    (!one.both_sign || (person && family)).then_some((day, one.control_number.clone()))
}

/// The day on which the next one of the same person was signed.
fn next(seen: &Seen, consent: &Consent) -> Option<NaiveDate> {
    let own = complete(consent)?;
    let alike = |other: &&Consent| other.plan.recipient == consent.plan.recipient && other.voided.is_none();
    let newer = seen.consents.iter().filter(alike).filter_map(complete).filter(|day| *day > own);
    newer.map(|(day, _)| day).min()
}

/// Of a paper that was disposed of: it counted once, does no more, and the office's years are over since then.
fn disposal(seen: &Seen, consent: &Consent, never: &mut Never) {
    let Some(disposal) = &consent.disposal else { return };
    never(disposal.on > seen.latest, "disposed of in the future");
    let withdrawn_on = consent.withdrawal.as_ref().map(|withdrawal| withdrawal.on);
    let closed =
        [withdrawn_on, seen.recipient(&consent.plan.recipient).end.map(|(_, on)| on), next(seen, consent)];
    let closed = closed.into_iter().flatten().min();
    let counted = complete(consent).is_some() && consent.voided.is_none();
    let kept_to = closed.and_then(|on| on.checked_add_months(Months::new(12 * RETENTION_YEARS)));
    never(
        !counted || kept_to.is_none_or(|last| disposal.on <= last),
        "disposed of before the retention is over (AC-08 (4), section 8)",
    );
    let theirs = |group: &&Group| group.kind.recipient() == Some(&consent.plan.recipient);
    let used = seen.groups.iter().filter(theirs).any(|group| group_state(group) == GroupState::Active);
    let papers = seen.consents.iter().filter(|one| one.plan.recipient == consent.plan.recipient);
    let mut papers = papers.filter(|one| one.voided.is_none() && one.signature.is_some());
    never(
        used && papers.all(|one| one.disposal.is_some()),
        "a used group of which every paper is gone (AC-05, section 8: 完結の日)",
    );
}

/// What is wrong with an act about consents that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, never: &mut Never) {
    match act {
        Try::Withdraw(id, _) => never(
            status(before, before.consent(id)) != ConsentStatus::InForce,
            "withdrawn, and not in force (section 6: 有効→撤回)",
        ),
        Try::Dispose(id, ..) => never(
            before.consent(id).disposal.is_some(),
            "disposed of twice (issue 4: an act on something closed)",
        ),
        Try::TakeBackVoid(id) => {
            never(after.consent(id).voided.is_some(), "void, though that was taken back (section 6: 無効)")
        }
        _ => {}
    }
}
