//! What the ledgers may never say: slips of taking out, trainings, looks at the guidelines, incidents.

use office::domain::device::{Device, DeviceEventKind, DeviceKind};
use office::domain::incident::IncidentCause;
use office::domain::takeout::{Takeout, TakeoutRequest};
use office::policy::Policy;

use super::Never;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::Seen;

pub fn out(slip: &Takeout) -> bool {
    slip.returned.is_none() && slip.decision.as_ref().is_some_and(|decision| decision.approved)
}

pub fn states(seen: &Seen, policy: &Policy, never: &mut Never) {
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
        let meets = |other: &TakeoutRequest| {
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
    for training in &seen.trainings {
        never(training.on > seen.latest, "taught in the future");
        let heard: Vec<_> = training.attendees.iter().filter_map(|one| one.heard_on).collect();
        never(heard.iter().any(|day| *day < training.on), "heard before it was taught (issue 4, bad inputs)");
        never(heard.iter().any(|day| *day > seen.latest), "heard in the future");
    }
    for check in &seen.guideline_checks {
        never(check.on > seen.latest, "the guidelines looked at in the future");
        never(!check.in_order && check.note.is_empty(), "not in order, and not a word on it (板橋 第9条)");
    }
}

/// What is wrong with an act on a ledger that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, never: &mut Never) {
    let void = "an entry counts that was taken back (issue 4: 取り消し)";
    match act {
        Try::OpenIncident(draft) => {
            let device = draft.device.as_ref().map(|id| (before.device(id), after.device(id)));
            let gone = matches!(draft.cause.as_str(), "loss" | "theft");
            if let Some((before, after)) = device.filter(|_| gone) {
                let last = |device: &Device| device.events.first().map(|event| event.kind);
                let ours = last(before) != Some(DeviceEventKind::Retired);
                never(ours && last(after) != Some(DeviceEventKind::Lost), "lost, and not 紛失 (AC-10 (2))");
            }
        }
        Try::Decide(id, _) if before.slip(id).decision.is_some() => {
            never(true, "decided twice (issue 4: an act on something closed)")
        }
        Try::Decide(id, draft) if draft.approved => {
            let slip = after.slip(id);
            let last = |id| before.device(id).events.first().map(|event| event.kind);
            let gone = |id| matches!(last(id), Some(DeviceEventKind::Lost | DeviceEventKind::Retired));
            never(slip.request.devices.iter().any(gone), "a lost device goes out (AC-10 (2))");
        }
        Try::ChangeIncident(id, _) | Try::Stamp(id, ..) | Try::Close(id) => {
            let settled = before.incidents.iter().any(|one| one.id == *id && one.closed_on.is_some());
            never(settled, "an act on a settled incident (issue 4: an act on something closed)");
        }
        Try::Return(id, _) => {
            never(before.slip(id).returned.is_some(), "back twice (issue 4: an act on something closed)")
        }
        Try::TakeBackSlip(id) => {
            let steps = |seen: &Seen| {
                let slip = seen.slip(id);
                usize::from(slip.decision.is_some()) + usize::from(slip.returned.is_some())
            };
            never(
                steps(after) + 1 != steps(before),
                "more taken back than the last step (issue 4: 取り消し)",
            );
        }
        Try::TakeBackHearing(id, who) => {
            let mut attendees = after.training(id).attendees.iter();
            never(attendees.any(|one| one.staff == *who && one.heard_on.is_some()), void);
        }
        Try::ReopenIncident(id) => never(after.incident(id).closed_on.is_some(), void),
        Try::VoidSlip(id) => never(after.takeouts.iter().any(|one| one.id == *id), void),
        Try::VoidTraining(id) => never(after.trainings.iter().any(|one| one.id == *id), void),
        Try::VoidGuidelineCheck(id) => never(after.guideline_checks.iter().any(|one| one.id == *id), void),
        Try::VoidIncident(id) => never(after.incidents.iter().any(|one| one.id == *id), void),
        _ => {}
    }
}
