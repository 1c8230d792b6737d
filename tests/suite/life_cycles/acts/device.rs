//! Random trials with devices, looks at them, and 災害時の特例.

use office::domain::device::{DeviceDraft, DeviceEventDraft, DeviceRoundDraft};
use office::policy::Policy;

use super::{Dice, Try};
use crate::life_cycles::seen::Seen;

fn draft(dice: &mut Dice, seen: &Seen) -> DeviceDraft {
    let holder = dice.pick(&seen.staff).map(|one| one.id.clone());
    DeviceDraft {
        kind: ["office", "lent", "own", "temporary"][dice.below(4)].into(),
        name: "タブレット".into(),
        holder: holder.filter(|_| dice.once_in(2)),
        registered_on: dice.day(seen.today),
        ..DeviceDraft::default()
    }
}

pub fn next(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    if seen.devices.is_empty() || (seen.devices.len() < 5 && dice.once_in(8)) {
        return Some(Try::AddDevice(draft(dice, seen)));
    }
    let device = dice.pick(&seen.devices)?;
    let id = device.id.clone();
    let on = dice.day(seen.today);
    Some(match dice.below(16) {
        0 | 1 => Try::ChangeDevice(id, draft(dice, seen)),
        2..=5 => {
            let kind = ["inUse", "stored", "lost", "repair", "retired"][dice.below(5)].into();
            Try::MoveDevice(id, DeviceEventDraft { kind, on, erased: !dice.once_in(3), ..Default::default() })
        }
        6 | 7 => Try::VoidMove(id, dice.pick(&device.events)?.id.clone()),
        8 | 9 => {
            let answers = policy.device.items.iter().filter(|_| !dice.once_in(20));
            let answers: Vec<_> = answers.map(|item| (item.key.clone(), "yes".to_owned())).collect();
            Try::Look(DeviceRoundDraft { on, devices: vec![(id, answers)], ..Default::default() })
        }
        10 => Try::VoidLook(device.checked.as_ref()?.id.clone()),
        11 => Try::BeginDisaster(on),
        12 | 13 => Try::EndDisaster(on),
        _ => Try::TakeBackDisaster(),
    })
}
