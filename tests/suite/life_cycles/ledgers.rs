//! What the ledgers may never say: devices, slips of taking out, incidents.

use office::domain::device::{DeviceEventKind, DeviceKind};
use office::domain::incident::IncidentCause;
use office::domain::takeout::Takeout;
use office::policy::{Byod, Policy};

use super::seen::Seen;

pub fn out(slip: &Takeout) -> bool {
    slip.returned.is_none() && slip.decision.as_ref().is_some_and(|decision| decision.approved)
}

pub fn ledgers(seen: &Seen, policy: &Policy, wrong: &mut Vec<&'static str>) {
    let mut never = |holds: bool, what: &'static str| {
        if holds {
            wrong.push(what)
        }
    };
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
        let temporary = device.details.kind == DeviceKind::Temporary;
        never(temporary, "a temporary device outside a disaster (MYZ-34, 宮崎 第24条)");
    }
    for slip in &seen.takeouts {
        let request = &slip.request;
        never(
            request.until < request.from || request.from < request.asked_on,
            "持ち出し ends before it begins",
        );
        let Some(decision) = &slip.decision else {
            never(slip.returned.is_some(), "back without having been out (section 6, Device)");
            continue;
        };
        never(
            decision.by.as_ref() == Some(&request.applicant),
            "approved by the applicant (issue 4; KYS-28)",
        );
        let name = seen.one_of_staff(&request.applicant).details.name.shown();
        never(
            decision.by.is_none() && name == "見本 花子",
            "approved by the applicant as the manager (issue 4; KYS-28)",
        );
        never(decision.on < request.asked_on || decision.on > seen.latest, "decided before it was asked");
        if let Some(returned) = &slip.returned {
            never(!decision.approved, "back without having been out (section 6, Device)");
            never(returned.on < request.from || returned.on > seen.latest, "back before it went");
        }
    }
    let open: Vec<_> = seen.takeouts.iter().filter(|slip| out(slip)).map(|slip| &slip.request).collect();
    for (at, one) in open.iter().enumerate() {
        let meets = |other: &office::domain::takeout::TakeoutRequest| {
            let days = one.from <= other.until && other.from <= one.until;
            days && one.devices.iter().any(|id| other.devices.contains(id))
        };
        never(open[at + 1..].iter().any(|other| meets(other)), "one device on two slips (section 6, Device)");
    }
    for incident in &seen.incidents {
        let details = &incident.details;
        never(
            details.known_on < details.happened_on || details.known_on > seen.latest,
            "known before it happened",
        );
        never(
            incident.steps.iter().any(|(_, at)| at.date() < details.happened_on),
            "seen to before it happened",
        );
        never(incident.steps.iter().any(|(_, at)| at.date() > seen.latest), "seen to in the future");
        let Some(closed_on) = incident.closed_on else { continue };
        never(closed_on < details.known_on, "settled before it was known");
        let is_loss = matches!(details.cause, IncidentCause::Loss | IncidentCause::Theft);
        let lent = details.device.as_ref().map(|id| seen.device(id).details.kind) == Some(DeviceKind::Lent);
        let steps = policy.incident.iter().filter(|step| !step.lent_only || (lent && is_loss));
        let open = steps.filter(|step| incident.steps.iter().all(|(key, _)| *key != step.key()));
        // A device may have become a lent one after the incident was settled.
        never(
            open.filter(|step| !step.lent_only).count() > 0,
            "settled with a step open (AC-10 (1), MYZ-28)",
        );
    }
}
