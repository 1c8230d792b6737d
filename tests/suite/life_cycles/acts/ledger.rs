//! Random trials with slips of taking out, trainings, looks at the guidelines, and incidents.

use chrono::Days;
use office::domain::device::DeviceKind;
use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::incident::IncidentDraft;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::policy::{IncidentStep, Policy};

use super::{Dice, Try};
use crate::life_cycles::seen::Seen;

pub fn next(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    match dice.below(10) {
        0..=3 => slip(dice, seen),
        4 => training(dice, seen, policy),
        5 => guideline_check(dice, seen),
        _ => incident(dice, seen, policy),
    }
}

fn slip(dice: &mut Dice, seen: &Seen) -> Option<Try> {
    let who = dice.pick(&seen.staff).map(|one| one.id.clone());
    let on = dice.day(seen.today);
    if seen.takeouts.is_empty() || (seen.takeouts.len() < 5 && dice.once_in(4)) {
        let sane = !dice.once_in(3);
        let until = (seen.today + Days::new(3)).to_string();
        return Some(Try::Ask(TakeoutDraft {
            applicant: who,
            devices: vec![dice.pick(&seen.devices)?.id.clone()],
            content: "訪問の予定".into(),
            purpose: "訪問".into(),
            from: if sane { seen.today.to_string() } else { dice.day(seen.today) },
            until: if sane { until } else { dice.day(seen.today) },
            asked_on: on,
            ..TakeoutDraft::default()
        }));
    }
    let slip = dice.pick(&seen.takeouts)?;
    let id = slip.id.clone();
    Some(match dice.below(9) {
        0..=3 if slip.decision.is_none() || dice.once_in(4) => {
            let by = who.filter(|_| !dice.once_in(3));
            let (approved, reason) = (!dice.once_in(4), "不要".into());
            Try::Decide(id, TakeoutDecisionDraft { by, on, approved, reason })
        }
        0..=5 => Try::Return(id, TakeoutReturnDraft { on, erased: true, ..TakeoutReturnDraft::default() }),
        6 | 7 => Try::TakeBackSlip(id),
        _ => Try::VoidSlip(id),
    })
}

fn training(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    let who = dice.pick(&seen.staff)?.id.clone();
    let on = dice.day(seen.today);
    if seen.trainings.is_empty() || (seen.trainings.len() < 5 && dice.once_in(3)) {
        let kind = policy.trainings.first().map_or("regular", |one| one.kind.key()).into();
        let later_on = if dice.once_in(2) { dice.day(seen.today) } else { String::new() };
        let attendees = vec![AttendeeDraft { staff: who, attended: !dice.once_in(3), later_on }];
        let title = "みほん講習会".into();
        return Some(Try::Train(TrainingDraft { on, kind, title, attendees, ..TrainingDraft::default() }));
    }
    let training = dice.pick(&seen.trainings)?;
    let id = training.id.clone();
    let who = training.attendees[0].staff.clone();
    Some(match dice.below(5) {
        0 | 1 => Try::Hear(id, who, on),
        2 | 3 => Try::TakeBackHearing(id, who),
        _ => Try::VoidTraining(id),
    })
}

fn guideline_check(dice: &mut Dice, seen: &Seen) -> Option<Try> {
    if seen.guideline_checks.is_empty() || (seen.guideline_checks.len() < 3 && dice.once_in(2)) {
        let note = if dice.once_in(2) { "確認".into() } else { String::new() };
        let (on, in_order) = (dice.day(seen.today), !dice.once_in(3));
        return Some(Try::CheckGuideline(GuidelineCheckDraft { on, by: None, in_order, note }));
    }
    Some(Try::VoidGuidelineCheck(dice.pick(&seen.guideline_checks)?.id.clone()))
}

fn incident(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    let draft = IncidentDraft {
        cause: ["loss", "theft", "other"][dice.below(3)].into(),
        happened_on: dice.day(seen.today),
        known_on: dice.day(seen.today),
        device: dice.pick(&seen.devices).map(|one| one.id.clone()),
        ..IncidentDraft::default()
    };
    if seen.incidents.is_empty() || (seen.incidents.len() < 3 && dice.once_in(12)) {
        return Some(Try::OpenIncident(draft));
    }
    // Mostly the oldest, so that one comes to its end.
    let incident = if dice.once_in(3) { dice.pick(&seen.incidents) } else { seen.incidents.first() }?;
    let id = incident.id.clone();
    if incident.closed_on.is_some() && dice.once_in(2) {
        return Some(Try::ReopenIncident(id));
    }
    Some(match dice.below(20) {
        0 | 1 => Try::ChangeIncident(id, draft),
        2..=15 => {
            let device = incident.details.device.as_ref().map(|id| seen.device(id));
            let lent = device.is_some_and(|one| one.details.kind == DeviceKind::Lent) || dice.once_in(10);
            let keys: Vec<_> = policy.incident_steps(lent).into_iter().map(IncidentStep::key).collect();
            let open = keys.iter().find(|key| incident.done_at(key).is_none());
            let Some(step) = open.or(dice.pick(&keys)).filter(|_| open.is_some() || dice.once_in(4)) else {
                return Some(Try::Close(id));
            };
            Try::Stamp(id, step.clone(), Some(dice.day(seen.today)).filter(|_| dice.once_in(4)))
        }
        16 => Try::ReopenIncident(id),
        17 | 18 => Try::Close(id),
        _ => Try::VoidIncident(id),
    })
}
