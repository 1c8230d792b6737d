//! Random trials with staff: their cards, pledges, terms, pauses, passwords and leaving.

use office::domain::leaving::LeavingKind;
use office::domain::password::{PasswordChangeDraft, PasswordKind};
use office::domain::pledge::PledgeDraft;
use office::domain::staff::StaffDraft;
use office::policy::Policy;
use scenarios::name;

use super::{Dice, Try};
use crate::life_cycles::seen::Seen;

fn draft(dice: &mut Dice, seen: &Seen) -> StaffDraft {
    let who = ["花子", "一郎", "澪", "みどり"][dice.below(4)];
    StaffDraft {
        name: name("見本", who, "みほん", "みほん"),
        profession: "看護師".into(),
        mcs_id: ["", "mihon-1", "mihon-2", "MIHON-2", "mihon-3"][dice.below(5)].into(),
        registered_on: dice.day(seen.today),
        released_on: if dice.once_in(5) { dice.day(seen.today) } else { String::new() },
        ..StaffDraft::default()
    }
}

pub fn next(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    if seen.staff.len() < 2 || (seen.staff.len() < 5 && dice.once_in(8)) {
        return Some(Try::AddStaff(draft(dice, seen)));
    }
    let paused: Vec<_> = seen.staff.iter().filter(|one| !one.pauses.is_empty()).collect();
    let leaving: Vec<_> = seen.staff.iter().filter(|one| one.leaving.is_some()).collect();
    let one = dice.pick(&seen.staff)?;
    let id = one.id.clone();
    let on = dice.day(seen.today);
    Some(match dice.below(24) {
        0 => {
            let mut draft = draft(dice, seen);
            if dice.once_in(2) {
                draft.released_on = one.details.released_on.map(|_| dice.day(seen.today)).unwrap_or_default();
            }
            Try::ChangeStaff(id, draft)
        }
        1 | 2 => {
            let omitted = dice.once_in(3);
            Try::Pledge(id, PledgeDraft { omitted, on, existing_paper: "入職時の誓約書".into() })
        }
        3 => Try::TakeBackPledge(id),
        4 => Try::BeginManager(id, on),
        5 | 6 => Try::EndManager(id, on),
        7 => Try::TakeBackManager(id),
        8 | 9 => {
            let until = if dice.once_in(2) { dice.day(seen.today) } else { String::new() };
            Try::Pause(id, on, until)
        }
        10 | 22 => Try::EndPause(dice.pick(&paused)?.id.clone(), on),
        11 => Try::TakeBackPause(dice.pick(&paused)?.id.clone()),
        12 | 13 => {
            let kinds = [None, Some(PasswordKind::Short), Some(PasswordKind::Long)];
            Try::ChangePassword(id, PasswordChangeDraft { kind: kinds[dice.below(3)], on })
        }
        14 => {
            let known: Vec<_> = seen.staff.iter().filter(|one| one.password.is_some()).collect();
            Try::VoidPassword(dice.pick(&known)?.id.clone())
        }
        15 | 16 => Try::BeginLeaving(id, on),
        17..=21 => {
            let one = dice.pick(&leaving)?;
            let id = one.id.clone();
            let kinds: Vec<_> = policy.leaving.iter().map(|step| step.step).collect();
            let done = |step: &LeavingKind| one.leaving.as_ref().and_then(|leaving| leaving.done(*step));
            if dice.once_in(3) {
                let kinds: Vec<_> = kinds.into_iter().filter(|step| done(step).is_some()).collect();
                return Some(Try::TakeBackLeavingStep(id, *dice.pick(&kinds)?));
            }
            let next = kinds.iter().find(|step| **step != LeavingKind::HandOver && done(step).is_none());
            let step = if dice.once_in(3) { dice.pick(&kinds) } else { next }?;
            Try::LeavingStep(id, *step, dice.once_in(3), on)
        }
        _ => Try::CancelLeaving(id),
    })
}
