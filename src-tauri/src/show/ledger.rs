//! What the ledgers show: slips of taking out, trainings, looks at the guidelines, incidents. Devices have their own file.

use office::domain::id::{DeviceId, IncidentId, TakeoutId};
use office::domain::incident::Incident;
use office::domain::takeout::{Takeout, TakeoutState};
use office::domain::training::{Attendee, Training, TrainingKind};
use office::policy::IncidentKind;
use office::policy::Policy;

use super::*;

/// Names of staff and devices, by id.
pub(super) struct Names {
    staff: HashMap<StaffId, String>,
    devices: HashMap<DeviceId, String>,
}

impl Names {
    /// A member of staff; empty for nobody.
    pub(super) fn staff(&self, id: Option<&StaffId>) -> String {
        id.and_then(|id| self.staff.get(id)).cloned().unwrap_or_default()
    }

    fn devices(&self, ids: &[DeviceId]) -> Vec<String> {
        ids.iter().filter_map(|id| self.devices.get(id).cloned()).collect()
    }
}

/// Names of everybody; devices are left out where nothing needs them.
pub(super) fn names(desk: &Desk) -> Result<Names> {
    let staff = desk.staff_names()?.into_iter().map(|(id, (name, _))| (id, name.shown())).collect();
    Ok(Names { staff, devices: HashMap::new() })
}

pub(super) fn all_names(desk: &Desk) -> Result<Names> {
    Ok(Names { devices: desk.device_names()?, ..names(desk)? })
}

/// Slips, newest first: those at `state` whose words hold `query`, the first `most` of them.
pub fn takeout_list(
    desk: &Desk,
    query: &str,
    state: Option<&str>,
    most: usize,
    now: Moment,
) -> Result<wire::TakeoutList> {
    let names = all_names(desk)?;
    let state = state.map(|state| TakeoutState::from_key(state).ok_or(Error::NotFound { noun: "state" }));
    let (slips, total) = desk.takeout_page(query, state.transpose()?, now.today(), most)?;
    let policy = desk.policy()?;
    Ok(wire::TakeoutList {
        lines: slips.iter().map(|slip| takeout_line(slip, &names, now.today())).collect(),
        total,
        approver: policy.takeout.as_ref().map(|rule| rule.approver.clone()).unwrap_or_default(),
        source: policy.takeout.as_ref().map(|rule| quoted(policy, &rule.source)),
    })
}

/// One slip.
pub fn takeout_card(desk: &Desk, id: &TakeoutId, now: Moment) -> Result<wire::TakeoutLine> {
    Ok(takeout_line(&desk.takeout(id)?, &all_names(desk)?, now.today()))
}

pub(super) fn takeout_line(slip: &Takeout, names: &Names, today: Day) -> wire::TakeoutLine {
    let (asked, decision, back) = (&slip.request, slip.decision.as_ref(), slip.returned.as_ref());
    wire::TakeoutLine {
        id: slip.id.to_string(),
        applicant: names.staff(Some(&asked.applicant)),
        devices: names.devices(&asked.devices),
        medium: asked.medium.clone(),
        content: asked.content.clone(),
        purpose: asked.purpose.clone(),
        place: asked.place.clone(),
        from: wareki::both(asked.from),
        until: wareki::both(asked.until),
        asked: wareki::both(asked.asked_on),
        state: slip.state(today).key().to_owned(),
        days_late: slip.days_late(today),
        decided: shown_day(decision.map(|one| one.on)),
        decided_by: names.staff(decision.and_then(|one| one.by.as_ref())),
        reason: decision.map(|one| one.reason.clone()).unwrap_or_default(),
        returned: shown_day(back.map(|one| one.on)),
        returned_to: names.staff(back.and_then(|one| one.by.as_ref())),
        note: back.map(|one| one.note.clone()).unwrap_or_default(),
    }
}

/// Trainings whose words hold `query`, newest first, the first `most` of them.
pub fn training_list(desk: &Desk, query: &str, most: usize) -> Result<wire::TrainingList> {
    let (names, policy, (trainings, total)) =
        (names(desk)?, desk.policy()?, desk.training_page(query, most)?);
    let own = wire::TrainingOffered {
        kind: TrainingKind::Regular.key().to_owned(),
        title: String::new(),
        source: source_of(policy, Opens::TrainingDue),
    };
    let offered = policy.trainings.iter().map(|one| wire::TrainingOffered {
        kind: one.kind.key().to_owned(),
        title: one.title.clone(),
        source: Some(quoted(policy, &one.source)),
    });
    Ok(wire::TrainingList {
        lines: trainings.iter().map(|one| training_line(one, &names)).collect(),
        total,
        offered: std::iter::once(own).chain(offered).collect(),
        education: source_of(policy, Opens::TrainingDue),
    })
}

pub(super) fn training_line(one: &Training, names: &Names) -> wire::TrainingLine {
    let attendee = |there: &Attendee| wire::AttendeeLine {
        staff_id: there.staff.to_string(),
        name: names.staff(Some(&there.staff)),
        heard: shown_day(there.heard_on),
        later: there.heard_on.is_some_and(|day| day > one.on),
    };
    wire::TrainingLine {
        id: one.id.to_string(),
        on: wareki::both(one.on),
        kind: one.kind.key().to_owned(),
        title: one.title.clone(),
        teacher: one.teacher.clone(),
        material: one.material.clone(),
        attendees: one.attendees.iter().map(attendee).collect(),
        heard: one.heard(),
    }
}

/// Looks at the guidelines, newest first.
pub fn guideline_check_list(desk: &Desk) -> Result<wire::GuidelineCheckList> {
    let (names, policy) = (names(desk)?, desk.policy()?);
    let line = |check: office::domain::guideline_check::GuidelineCheck| wire::GuidelineCheckLine {
        id: check.id.to_string(),
        on: wareki::both(check.on),
        by: names.staff(check.by.as_ref()),
        in_order: check.in_order,
        note: check.note,
    };
    Ok(wire::GuidelineCheckList {
        lines: desk.guideline_checks()?.into_iter().map(line).collect(),
        source: source_of(policy, Opens::GuidelineCheckDue),
    })
}

/// Where the document asks for what a fact opens.
fn source_of(policy: &Policy, opens: Opens) -> Option<wire::Quoted> {
    let duty = policy.duties.iter().find(|duty| duty.opens == opens)?;
    duty.source.as_ref().map(|source| quoted(policy, source))
}

/// Incidents whose words hold `query`, newest first, the first `most` of them.
pub fn incident_list(desk: &Desk, query: &str, most: usize, now: Moment) -> Result<wire::IncidentList> {
    let (names, (incidents, total)) = (all_names(desk)?, desk.incident_page(query, most)?);
    let lines = incidents.iter().map(|one| incident_line(desk, one, &names, now.today()));
    Ok(wire::IncidentList { lines: lines.collect::<Result<_>>()?, total })
}

/// One incident with its steps.
pub fn incident_card(desk: &Desk, id: &IncidentId, now: Moment) -> Result<wire::IncidentCard> {
    let incident = desk.incident(id)?;
    let (details, policy) = (&incident.details, desk.policy()?);
    let (name, tel) = desk.secretariat()?;
    let call = format!("{name}\u{3000}{tel}").trim().to_owned();
    let step = |step: &office::policy::IncidentStep| {
        let done = incident.done_at(&step.key());
        wire::IncidentStepShown {
            key: step.key(),
            title: step.title.clone(),
            source: step.source.as_ref().map(|source| quoted(policy, source)),
            call: if step.step == IncidentKind::TellSecretariat { call.clone() } else { String::new() },
            done: done
                .map(|at| format!("{} {}", wareki::both(at.date()), at.format("%H:%M")))
                .unwrap_or_default(),
            done_on: typed_day(done.map(|at| at.date())),
            done_at: done.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
        }
    };
    let days = details.report_by();
    let line = incident_line(desk, &incident, &all_names(desk)?, now.today())?;
    Ok(wire::IncidentCard {
        all_done: line.next_step.is_empty(),
        line,
        typed: wire::IncidentTyped {
            cause: details.cause.key().to_owned(),
            happened_on: typed_day(Some(details.happened_on)),
            known_on: typed_day(Some(details.known_on)),
            device_id: details.device.as_ref().map(DeviceId::to_string),
            person_id: details.person.as_ref().map(StaffId::to_string),
            encrypted: details.encrypted,
            wrongful: details.wrongful,
            recipient_ids: details.recipients.iter().map(CareRecipientId::to_string).collect(),
            note: details.note.clone(),
        },
        steps: desk.incident_steps(details, now.today())?.into_iter().map(step).collect(),
        first_report: wareki::both(days.first),
        full_report: wareki::both(days.full),
    })
}

pub(super) fn incident_line(
    desk: &Desk,
    incident: &Incident,
    names: &Names,
    today: Day,
) -> Result<wire::IncidentLine> {
    let details = &incident.details;
    Ok(wire::IncidentLine {
        id: incident.id.to_string(),
        cause: details.cause.key().to_owned(),
        happened: wareki::both(details.happened_on),
        known: wareki::both(details.known_on),
        device: names.devices(details.device.as_slice()).concat(),
        person: names.staff(details.person.as_ref()),
        next_step: desk.next_step(incident, today)?.map(|step| step.title.clone()).unwrap_or_default(),
        closed: shown_day(incident.closed_on),
    })
}
