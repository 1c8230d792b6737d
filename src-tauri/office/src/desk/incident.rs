//! 紛失・事故: opened at once, each step with its time, settled when all are done. A lost device is lost from here on.

use chrono::{NaiveDate, NaiveDateTime};

use super::Desk;
use crate::Result;
use crate::domain::device::DeviceKind;
use crate::domain::history::Fields;
use crate::domain::id::{IncidentId, StaffId};
use crate::domain::incident::{Incident, IncidentDetails, IncidentDraft};
use crate::domain::{Moment, wareki};
use crate::policy::IncidentStep;
use crate::store::{Act, device, incident};

/// The setting with the number of a secretariat whose document names none.
const SECRETARIAT_TEL: &str = "secretariat_tel";

impl Desk {
    /// All incidents, newest first.
    pub fn incidents(&self) -> Result<Vec<Incident>> {
        Ok(self.incident_page("", usize::MAX)?.0)
    }

    /// The first `most` of them whose note, device or person holds `query`, and how many there are.
    pub fn incident_page(&self, query: &str, most: usize) -> Result<(Vec<Incident>, usize)> {
        self.vault.read(|db| incident::incidents(db, query, most))
    }

    /// One incident.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn incident(&self, id: &IncidentId) -> Result<Incident> {
        self.vault.read(|db| incident::incident(db, id))
    }

    /// What is done in this incident, in the region's order: a step of lent devices only for one (宮崎 第28条3)).
    pub fn incident_steps(&self, details: &IncidentDetails, today: NaiveDate) -> Result<Vec<&IncidentStep>> {
        let lent = match &details.device {
            Some(id) => self.device(id, today)?.details.kind == DeviceKind::Lent,
            None => false,
        };
        Ok(self.policy()?.incident_steps(lent))
    }

    /// What is to be done next in an incident; `None` once every step has its time.
    pub fn next_step(&self, incident: &Incident, today: NaiveDate) -> Result<Option<&IncidentStep>> {
        let steps = self.incident_steps(&incident.details, today)?;
        Ok(steps.into_iter().find(|step| incident.done_at(&step.key()).is_none()))
    }

    /// Whom to call, and under which number: the region's secretariat. Where the document names no number (宮崎), it is
    /// the one that the office has entered; empty until then.
    pub fn secretariat(&self) -> Result<(String, String)> {
        let places = &self.policy()?.destinations;
        let Some(to) = places.iter().find(|to| !to.tel.is_empty()).or(places.first()) else {
            return Ok(Default::default());
        };
        let entered = self.form_settings()?.into_iter().find(|setting| setting.key == SECRETARIAT_TEL);
        let tel =
            if to.tel.is_empty() { entered.map(|one| one.value).unwrap_or_default() } else { to.tel.clone() };
        Ok((to.name.clone(), tel))
    }

    /// Opens an incident. Its device is 紛失 from the day it happened when it was lost or stolen, or from the last day on
    /// which something else is kept of it; whose it is, is the holder of the device unless somebody else is named.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn open_incident(&mut self, draft: &IncidentDraft, now: Moment) -> Result<IncidentId> {
        let details = self.with_holder(draft.check(now.today())?, now)?;
        let lost = details.lost_device().map(|id| self.device(id, now.today())).transpose()?;
        let lost = lost.and_then(|device| Some((device.lost_on(details.happened_on)?, device.id)));
        let id = IncidentId::random();
        let act = Act::new("incident_open", "incident").on(id.as_str()).adding(&details);
        self.vault.transact(act, now, |db| {
            incident::add_incident(db, &id, &details, now)?;
            lost.iter().try_for_each(|(event, device)| device::add_event(db, device, event, now))
        })?;
        Ok(id)
    }

    /// Changes what is kept of an incident; which device is lost is told on the device's card.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`]; [`Error::Refused`] `incident_closed`.
    pub fn change_incident(&mut self, id: &IncidentId, draft: &IncidentDraft, now: Moment) -> Result<()> {
        let kept = self.incident(id)?;
        let details = self.with_holder(kept.check_change(draft, now.today())?, now)?;
        let act = Act::new("incident_change", "incident").on(id.as_str()).changing(&kept.details, &details);
        self.vault.transact(act, now, |db| incident::change_incident(db, id, &details, now))
    }

    /// Says when a step was done: now when nothing is typed, otherwise the day and the time; again to correct it.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`], also for a step that this incident does not have; [`Error::Refused`]
    /// `incident_closed`.
    pub fn stamp_incident(
        &mut self,
        id: &IncidentId,
        step: &str,
        typed: Option<(&str, &str)>,
        now: Moment,
    ) -> Result<()> {
        let incident = self.incident(id)?;
        let here = now.utc.with_timezone(&now.offset).naive_local();
        let at = incident.check_stamp(&self.step_keys(&incident, now)?, step, typed, here)?;
        let steps = self.incident_steps(&incident.details, now.today())?;
        let known = steps.iter().find(|known| known.key() == step);
        let title = known.map(|known| known.title.as_str()).unwrap_or_default();
        let told = |at: Option<NaiveDateTime>| Fields::default().with("done_at", &at.map(shown_time));
        let act = Act::new("incident_stamp", "incident").on(id.as_str());
        let act = act.about(&Fields::default().with("incident_step", &title.to_owned()));
        let act = act.changing(&told(incident.done_at(step)), &told(Some(at)));
        self.vault.transact(act, now, |db| incident::add_step(db, id, step, at, now))
    }

    /// Settles an incident.
    ///
    /// # Errors
    /// [`Error::Refused`] `incident_steps_open` while a step has no time; [`Error::NotFound`].
    pub fn close_incident(&mut self, id: &IncidentId, now: Moment) -> Result<()> {
        let incident = self.incident(id)?;
        let on = incident.check_close(&self.step_keys(&incident, now)?, now.today())?;
        let act = Act::new("incident_close", "incident").on(id.as_str());
        let act = act.adding(&Fields::default().with("closed_on", &on));
        self.vault.transact(act, now, |db| incident::close_incident(db, id, Some(on)))
    }

    /// From when somebody's password is due because of an incident with their device or ID (AC-10 (2)); the last one
    /// counts. A change on that day or later settles it.
    pub fn password_due_from(&self, staff: &StaffId) -> Result<Option<NaiveDate>> {
        self.vault.read(|db| incident::password_due_from(db, staff))
    }

    fn step_keys(&self, incident: &Incident, now: Moment) -> Result<Vec<String>> {
        let steps = self.incident_steps(&incident.details, now.today())?;
        Ok(steps.into_iter().map(IncidentStep::key).collect())
    }

    fn with_holder(&self, details: IncidentDetails, now: Moment) -> Result<IncidentDetails> {
        let device = details.device.as_ref().map(|id| self.device(id, now.today())).transpose()?;
        let holder = device.and_then(|device| device.details.holder);
        Ok(IncidentDetails { person: details.person.clone().or(holder), ..details })
    }
}

/// A day and a time at the office, as the history tells it.
pub(super) fn shown_time(at: NaiveDateTime) -> String {
    format!("{} {}", wareki::japanese(at.date()), at.format("%H:%M"))
}
