//! Devices as shown: the list, the card, what the region says of them.

use office::desk::Desk;
use office::domain::device::{Device, DeviceAnswer, DeviceState};
use office::domain::id::DeviceId;
use office::policy::Policy;
use office::policy::{Byod, Strength};

use super::ledger::{Names, names};
use super::*;

/// Devices by number: those at `state`, the first `most` of them.
pub fn device_list(
    desk: &Desk,
    query: &str,
    state: Option<&str>,
    most: usize,
    now: Moment,
) -> Result<wire::DeviceList> {
    let state = state.map(|state| DeviceState::from_key(state).ok_or(Error::NotFound { noun: "state" }));
    let (devices, total) = desk.device_page(query, state.transpose()?, now.today(), most)?;
    let (names, policy) = (names(desk)?, desk.policy()?);
    let lines = devices.iter().map(|device| device_line(policy, device, &names)).collect();
    let disaster = desk.disaster()?.map(|disaster| wire::DisasterShown {
        started: wareki::both(disaster.started_on),
        ended: shown_day(disaster.ended_on),
        running: disaster.covers(now.today()),
        what: disaster.what,
    });
    Ok(wire::DeviceList { lines, total, disaster })
}

/// One device with its history.
pub fn device_card(desk: &Desk, id: &DeviceId, now: Moment) -> Result<wire::DeviceCard> {
    let (device, names, policy) = (desk.device(id, now.today())?, names(desk)?, desk.policy()?);
    let details = &device.details;
    let title = |key: &String| {
        let item = policy.device.items.iter().find(|item| item.key == *key);
        item.map_or_else(|| key.clone(), |item| item.title.clone())
    };
    let answered = |(key, answer): &(String, DeviceAnswer)| wire::DeviceAnswered {
        title: title(key),
        answer: answer.key().to_owned(),
    };
    let events = device.events.iter().map(|event| wire::DeviceEventLine {
        id: event.id.to_string(),
        kind: event.kind.key().to_owned(),
        on: wareki::both(event.on),
        erased: event.erased,
        note: event.note.clone(),
    });
    let checks = desk.device_checks(id)?.into_iter().map(|check| wire::DeviceCheckLine {
        id: check.id.to_string(),
        on: wareki::both(check.on),
        by: names.staff(check.by.as_ref()),
        answers: check.answers.iter().map(answered).collect(),
        note: check.note,
    });
    Ok(wire::DeviceCard {
        line: device_line(policy, &device, &names),
        typed: wire::DeviceTyped {
            kind: details.kind.key().to_owned(),
            name: details.name.clone(),
            os: details.os.clone(),
            holder_id: details.holder.as_ref().map(StaffId::to_string),
            man_go: details.man_go,
            registered_on: typed_day(Some(details.registered_on)),
            permitted_on: typed_day(details.permitted_on),
        },
        events: events.collect(),
        checks: checks.collect(),
    })
}

/// What the region says of devices.
pub fn device_rules(desk: &Desk) -> Result<wire::DeviceRules> {
    let policy = desk.policy()?;
    let rule = &policy.device;
    let items = rule.items.iter().map(|item| wire::DeviceItemShown {
        key: item.key.clone(),
        title: item.title.clone(),
        strength: item.strength.into(),
        source: item.source.as_ref().map(|source| quoted(policy, source)),
    });
    Ok(wire::DeviceRules {
        own: rule.byod_source.as_ref().map(|source| quoted(policy, source)),
        own_decided: desk.own_devices_decided()?,
        own_forbidden: rule.byod == Byod::Forbidden,
        permission_asked: rule.byod == Byod::WrittenPermission,
        disaster: rule.disaster.as_ref().map(|source| quoted(policy, source)),
        knows_man_go: rule.knows_man_go(),
        items: items.collect(),
    })
}

pub(super) fn device_line(policy: &Policy, device: &Device, names: &Names) -> wire::DeviceLine {
    let details = &device.details;
    let must = policy.device.items.iter().filter(|item| item.strength == Strength::Must);
    let missing = must.filter(|item| item.is_missing(device));
    wire::DeviceLine {
        id: device.id.to_string(),
        name: device.shown(),
        kind: details.kind.key().to_owned(),
        os: details.os.clone(),
        holder: names.staff(details.holder.as_ref()),
        holder_id: details.holder.as_ref().map(StaffId::to_string),
        state: device.state().key().to_owned(),
        registered: wareki::both(details.registered_on),
        permitted: shown_day(details.permitted_on),
        checked: shown_day(device.checked.as_ref().map(|check| check.on)),
        missing: missing.map(|item| item.title.clone()).collect(),
    }
}
