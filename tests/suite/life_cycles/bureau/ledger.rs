//! The acts of slips, trainings, looks at the guidelines and incidents in memory.

use chrono::NaiveDate;
use office::domain::device::DeviceKind;
use office::domain::id::{DeviceId, IncidentId, StaffId, TakeoutId, TrainingId};
use office::domain::incident::Incident;
use office::domain::takeout::Takeout;
use office::policy::IncidentStep;
use office::{Error, Result};

use super::Memory;
use crate::life_cycles::acts::Try;

impl Memory<'_> {
    pub(super) fn ledger(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        match act {
            Try::Ask(draft) => {
                let applicant = draft.applicant.as_ref().map(|id| self.seen.one_of_staff(id));
                let request = draft.check(applicant, today)?;
                let devices: Vec<_> = request.devices.iter().map(|id| self.seen.device(id).clone()).collect();
                request.demand_devices(&devices, &self.seen.takeouts, today)?;
                let slip = Takeout { id: TakeoutId::random(), request, decision: None, returned: None };
                self.seen.takeouts.push(slip);
            }
            Try::Decide(id, draft) => {
                let slip = self.seen.slip(id);
                let applicant = self.seen.one_of_staff(&slip.request.applicant);
                let devices: Vec<_> =
                    slip.request.devices.iter().map(|id| self.seen.device(id).clone()).collect();
                let people = (applicant, Some(&self.manager));
                let decision = slip.check_decision(draft, people, (&devices, &self.seen.takeouts), today)?;
                if decision.approved {
                    policy.demand_may_take_out(applicant, today)?;
                }
                self.seen.slip_mut(id).decision = Some(decision);
            }
            Try::Return(id, draft) => {
                let returned = self.seen.slip(id).check_return(draft, today)?;
                self.seen.slip_mut(id).returned = Some(returned);
            }
            Try::TakeBackSlip(id) => {
                let slip = self.seen.slip(id);
                slip.check_taken_back(&self.seen.takeouts, today)?;
                if slip.returned.is_some() {
                    policy.demand_may_take_out(self.seen.one_of_staff(&slip.request.applicant), today)?;
                }
                let slip = self.seen.slip_mut(id);
                if slip.returned.take().is_none() {
                    slip.decision = None;
                }
            }
            Try::VoidSlip(id) => self.seen.takeouts.retain(|one| one.id != *id),
            Try::Train(draft) => {
                let training = draft.check(today)?;
                self.seen.trainings.push(training);
            }
            Try::Hear(id, who, on) => {
                let on = self.seen.training(id).check_hearing(on, today)?;
                self.hear(id, who, Some(on));
            }
            Try::TakeBackHearing(id, who) => {
                let heard = self.seen.training(id).attendees.iter().find(|one| one.staff == *who);
                heard.and_then(|one| one.heard_on).ok_or(Error::NotFound { noun: "entry" })?;
                self.hear(id, who, None);
            }
            Try::VoidTraining(id) => self.seen.trainings.retain(|one| one.id != *id),
            Try::CheckGuideline(draft) => self.seen.guideline_checks.push(draft.check(today)?),
            Try::VoidGuidelineCheck(id) => self.seen.guideline_checks.retain(|one| one.id != *id),
            Try::OpenIncident(draft) => {
                let mut details = draft.check(today)?;
                let lost = details
                    .lost_device()
                    .and_then(|id| Some((id.clone(), self.seen.device(id).lost_on(details.happened_on)?)));
                let device = details.device.as_ref().map(|id| self.seen.device(id));
                details.person = details.person.or(device.and_then(|one| one.details.holder.clone()));
                if let Some((id, event)) = lost {
                    self.seen.device_mut(&id).events.insert(0, event);
                }
                let id = IncidentId::random();
                self.seen.incidents.push(Incident { id, details, steps: Vec::new(), closed_on: None });
            }
            Try::ChangeIncident(id, draft) => {
                let mut details = self.seen.incident(id).check_change(draft, today)?;
                let device = details.device.as_ref().map(|id| self.seen.device(id));
                details.person = details.person.or(device.and_then(|one| one.details.holder.clone()));
                self.seen.incident_mut(id).details = details;
            }
            Try::Stamp(id, step, typed) => {
                let typed = typed.as_ref().map(|on| (on.as_str(), "10:00"));
                let incident = self.seen.incident(id);
                let now = today.and_hms_opt(12, 0, 0).unwrap();
                let time = incident.check_stamp(&self.steps_of(incident), step, typed, now)?;
                let incident = self.seen.incident_mut(id);
                incident.steps.retain(|(known, _)| known != step);
                incident.steps.push((step.clone(), time));
            }
            Try::Close(id) => {
                let incident = self.seen.incident(id);
                let closed_on = incident.check_close(&self.steps_of(incident), today)?;
                self.seen.incident_mut(id).closed_on = Some(closed_on);
            }
            Try::ReopenIncident(id) => {
                let closed_on = self.seen.incident_mut(id).closed_on.take();
                closed_on.ok_or(Error::NotFound { noun: "entry" })?;
            }
            Try::VoidIncident(id) => self.seen.incidents.retain(|one| one.id != *id),
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn hear(&mut self, id: &TrainingId, who: &StaffId, on: Option<NaiveDate>) {
        let mut attendees = self.seen.training_mut(id).attendees.iter_mut();
        attendees.find(|one| one.staff == *who).unwrap().heard_on = on;
    }

    fn steps_of(&self, incident: &Incident) -> Vec<String> {
        let kind = |id: &DeviceId| self.seen.device(id).details.kind;
        let lent = incident.details.device.as_ref().map(kind);
        let lent = lent == Some(DeviceKind::Lent);
        self.policy.incident_steps(lent).into_iter().map(IncidentStep::key).collect()
    }
}
