//! What devices may never come to, and 災害時の特例.

use chrono::NaiveDate;
use office::domain::device::{Device, DeviceEventKind, DeviceKind};
use office::domain::disaster::Disaster;
use office::policy::{Byod, Policy};

use super::Never;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::Seen;

pub fn states(seen: &Seen, policy: &Policy, never: &mut Never) {
    for device in &seen.devices {
        let events = &device.events;
        never(events.windows(2).any(|two| two[0].on < two[1].on), "events of a device in the wrong order");
        never(
            events.iter().any(|event| event.on > seen.latest),
            "something happened to a device in the future",
        );
        let left_full = |event: &office::domain::device::DeviceEvent| {
            event.kind == DeviceEventKind::Retired && !event.erased
        };
        never(events.iter().any(left_full), "gone with data on it (ASK-31, 朝霞 様式2 第2条2)");
        let own = device.details.kind == DeviceKind::Own && policy.device.byod == Byod::Forbidden;
        never(own, "an own device (MYZ-27, 宮崎 第19条3))");
        if let Some(look) = &device.checked {
            never(look.on > seen.latest, "looked at in the future");
            let answered = |key: &str| look.answers.iter().any(|(item, _)| item == key);
            never(
                policy.device.items.iter().any(|item| !answered(&item.key)),
                "a look that passes an item over (MYZ-27, 宮崎 第19条3))",
            );
        }
        let came_on = device.details.registered_on;
        if device.details.kind == DeviceKind::Temporary {
            never(policy.device.disaster.is_none(), "a temporary device where no text knows one (MYZ-34)");
            // Of earlier disasters nothing is seen here; what came in then was looked at then.
            let newest = seen.disaster.as_ref();
            let lets_in = newest.is_some_and(|one| came_on < one.started_on || is_within(one, came_on));
            never(!lets_in, "a temporary device outside a disaster (MYZ-34, 宮崎 第24条)");
        }
    }
    let Some(disaster) = &seen.disaster else { return };
    never(policy.device.disaster.is_none(), "a disaster where no text knows one (MYZ-34, 宮崎 第24条)");
    never(
        disaster.started_on > seen.latest || disaster.ended_on.is_some_and(|end| end > seen.latest),
        "a disaster in the future",
    );
    never(
        disaster.ended_on.is_some_and(|end| end < disaster.started_on),
        "a disaster ends before it begins (issue 4, bad inputs)",
    );
}

fn is_within(disaster: &Disaster, day: NaiveDate) -> bool {
    disaster.started_on <= day && disaster.ended_on.is_none_or(|end| day <= end)
}

/// What is wrong with an act about devices that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, never: &mut Never) {
    let temporary = |seen: &Seen, id| seen.device(id).details.kind == DeviceKind::Temporary;
    let covered = |day: NaiveDate| before.disaster.as_ref().is_some_and(|one| is_within(one, day));
    let gone = |device: &Device| {
        let last = device.events.first().map(|event| event.kind);
        matches!(last, Some(DeviceEventKind::Lost | DeviceEventKind::Retired))
    };
    match act {
        Try::AddDevice(_) => {
            let device = after.devices.iter().max_by_key(|one| one.number).unwrap();
            let outside =
                device.details.kind == DeviceKind::Temporary && !covered(device.details.registered_on);
            never(outside, "a temporary device let in outside a disaster (MYZ-34)");
        }
        Try::ChangeDevice(id, _) if temporary(after, id) => {
            let day = |seen: &Seen| seen.device(id).details.registered_on;
            let same = temporary(before, id) && day(before) == day(after);
            never(!same && !covered(day(after)), "a temporary device moved out of its disaster (MYZ-34)");
        }
        Try::MoveDevice(id, _) if temporary(after, id) && gone(before.device(id)) => {
            let back = after.device(id);
            let outside = !gone(back) && !covered(back.events[0].on);
            never(outside, "a temporary device comes back after the disaster (MYZ-34, S-25)");
        }
        Try::VoidMove(id, event) => never(
            after.device(id).events.iter().any(|one| one.id == *event),
            "what became of a device counts, though it was taken back (section 6, Device)",
        ),
        Try::VoidLook(id) => {
            let counts = |device: &Device| device.checked.as_ref().is_some_and(|look| look.id == *id);
            never(after.devices.iter().any(counts), "a look counts that was taken back (MYZ-27)");
        }
        Try::BeginDisaster(_) => {
            let begun = after.disaster.as_ref().unwrap().started_on;
            let meets = |one: &Disaster| one.ended_on.is_none_or(|end| begun <= end);
            never(before.disaster.as_ref().is_some_and(meets), "two disasters at once (宮崎 第24条)");
        }
        _ => {}
    }
}
