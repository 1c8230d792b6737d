//! Devices: listed, registered, changed, what became of them, rounds of looks, and 災害時の特例. A refusal is an act, too.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::device::{
    Device, DeviceAnswer, DeviceCheck, DeviceDetails, DeviceDraft, DeviceEventDraft, DeviceKind,
    DeviceRoundDraft, DeviceState,
};
use crate::domain::disaster::Disaster;
use crate::domain::history::Fields;
use crate::domain::id::DeviceId;
use crate::store::{Act, device};
use crate::{Error, Result};

/// The setting with the office's decision on devices of somebody's own.
const BYOD: &str = "byod";

/// Looks at a device that its card shows.
const CHECKS_SHOWN: u32 = 20;

impl Desk {
    /// Devices whose name or OS holds `query`, by number, as they stand on a day.
    pub fn device_list(&self, query: &str, today: NaiveDate) -> Result<Vec<Device>> {
        Ok(self.vault.read(|db| device::devices_matching(db, query, false, today, usize::MAX))?.0)
    }

    /// The first `most` of them that stand at `state`, and how many there are; without a state those that are gone for
    /// good are found by their words only.
    pub fn device_page(
        &self,
        query: &str,
        state: Option<DeviceState>,
        today: NaiveDate,
        most: usize,
    ) -> Result<(Vec<Device>, usize)> {
        let gone = state == Some(DeviceState::Retired);
        if gone || (state.is_none() && !query.is_empty()) {
            return self.vault.read(|db| device::devices_matching(db, query, gone, today, most));
        }
        let mut here = self.vault.read(|db| device::devices_here(db, query, today))?;
        here.retain(|device| state.is_none_or(|state| device.state() == state));
        let total = here.len();
        here.truncate(most);
        Ok((here, total))
    }

    /// What every device is called: number and name.
    pub fn device_names(&self) -> Result<HashMap<DeviceId, String>> {
        self.vault.read(device::device_names)
    }

    /// One device as it stands on a day.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn device(&self, id: &DeviceId, today: NaiveDate) -> Result<Device> {
        self.vault.read(|db| device::device(db, id, today))
    }

    /// The newest looks at a device, newest first.
    pub fn device_checks(&self, id: &DeviceId) -> Result<Vec<DeviceCheck>> {
        self.vault.read(|db| device::checks(db, id, CHECKS_SHOWN))
    }

    /// Puts a device on the ledger.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] as [`crate::policy::DeviceRule::admit`] has it.
    pub fn add_device(&mut self, draft: &DeviceDraft, now: Moment) -> Result<DeviceId> {
        let details = draft.check(now.today())?;
        self.admit(details.kind, details.registered_on, now)?;
        self.demand_may_hold(&details, now.today())?;
        let id = DeviceId::random();
        let act = Act::new("device_add", "device").on(id.as_str());
        self.vault.transact(act, now, |db| device::add_device(db, &id, &details, now))?;
        Ok(id)
    }

    /// Changes what is kept of a device.
    ///
    /// # Errors
    /// As [`Desk::add_device`]; [`Error::NotFound`].
    pub fn change_device(&mut self, id: &DeviceId, draft: &DeviceDraft, now: Moment) -> Result<()> {
        let details = draft.check(now.today())?;
        let before = self.device(id, now.today())?.details;
        if details.is_other_than(&before) {
            self.admit(details.kind, details.registered_on, now)?;
        }
        if before.holder != details.holder {
            self.demand_may_hold(&details, now.today())?;
        }
        let act = Act::new("device_change", "device").on(id.as_str()).changing(&before, &details);
        self.vault.transact(act, now, |db| device::change_device(db, id, &details, now))
    }

    /// Records what became of a device. One that comes back does not go to somebody who has left, and a temporary one only
    /// in a disaster.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`]; [`Error::Refused`] as for [`Desk::add_device`].
    pub fn record_device_event(
        &mut self,
        id: &DeviceId,
        draft: &DeviceEventDraft,
        now: Moment,
    ) -> Result<()> {
        let device = self.device(id, now.today())?;
        let event = draft.check(&device, now.today())?;
        if device.comes_back(&event) {
            self.admit(device.details.kind, event.on, now)?;
            self.demand_may_hold(&device.details, now.today())?;
        }
        let act = Act::new("device_move", "device").on(id.as_str()).adding(&event);
        self.vault.transact(act, now, |db| device::add_event(db, id, &event, now))
    }

    /// Records a round of looks at devices (宮崎 第19条3): 定期的に確認する).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn record_device_round(&mut self, draft: &DeviceRoundDraft, now: Moment) -> Result<()> {
        let items: Vec<_> = self.policy()?.device.items.iter().map(|item| item.key.as_str()).collect();
        let round = draft.check(&items, now.today())?;
        for (id, _) in &round {
            self.device(id, now.today())?;
        }
        let mut acts = Vec::new();
        for (id, check) in &round {
            acts.push(Act::new("device_check", "device").on(id.as_str()).adding(&self.told_of(check)?));
        }
        self.vault.transact_each(acts, now, |db| {
            round.iter().try_for_each(|(id, check)| device::add_check(db, id, check, now))
        })
    }

    /// What the history tells of a look: what was found, by the titles of the region's items.
    pub(super) fn told_of(&self, check: &DeviceCheck) -> Result<Fields> {
        let items = &self.policy()?.device.items;
        let found = |answer: DeviceAnswer| {
            let keys = check.answers.iter().filter(|(_, given)| *given == answer).map(|(key, _)| key);
            let title = |key: &String| {
                items.iter().find(|item| item.key == *key).map_or(key.clone(), |item| item.title.clone())
            };
            keys.map(title).collect::<Vec<_>>().join("\n")
        };
        Ok(Fields::default()
            .with("on", &check.on)
            .with("by", &check.by)
            .with("found_yes", &found(DeviceAnswer::Yes))
            .with("found_no", &found(DeviceAnswer::No))
            .with("found_considering", &found(DeviceAnswer::Considering))
            .with("note", &check.note))
    }

    /// What the office has decided on devices of somebody's own, in its own words, empty before it has (清瀬・板橋
    /// 第12条(10)); `None` where it is not the office's decision.
    pub fn own_devices_decided(&self) -> Result<Option<String>> {
        Ok(self.form_settings()?.into_iter().find(|setting| setting.key == BYOD).map(|setting| setting.value))
    }

    /// The newest disaster.
    pub fn disaster(&self) -> Result<Option<Disaster>> {
        self.vault.read(device::disaster)
    }

    /// Switches 災害時の特例 on (宮崎 第24条).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `disaster_not_ruled` where the document knows none, `disaster_runs` while
    /// one lasts.
    pub fn begin_disaster(&mut self, typed_on: &str, what: &str, now: Moment) -> Result<()> {
        if self.policy()?.device.disaster.is_none() {
            return Err(Error::Refused { code: "disaster_not_ruled", clause: String::new() });
        }
        let disaster = Disaster::begin(typed_on, what, self.disaster()?.as_ref(), now.today())?;
        let act = Act::new("disaster_begin", "disaster").adding(&disaster);
        self.vault.transact(act, now, |db| device::begin_disaster(db, &disaster, now))
    }

    /// Switches it off; the temporary devices are tidied up then (S-25).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn end_disaster(&mut self, typed_on: &str, now: Moment) -> Result<()> {
        let running = self.disaster()?.filter(|disaster| disaster.ended_on.is_none());
        let running = running.ok_or(Error::NotFound { noun: "disaster" })?;
        let on = running.end(typed_on, &self.device_list("", now.today())?, now.today())?;
        let ended = Disaster { ended_on: Some(on), ..running.clone() };
        let act = Act::new("disaster_end", "disaster").changing(&running, &ended);
        self.vault.transact(act, now, |db| device::end_disaster(db, on))
    }

    /// Refuses a device for somebody who has left, or has given back what there was.
    fn demand_may_hold(&self, details: &DeviceDetails, today: NaiveDate) -> Result<()> {
        let holder = details.holder.as_ref().map(|id| self.staff(id)).transpose()?;
        self.policy()?.demand_may_hold(holder.as_ref(), today)
    }

    /// Refuses a device that the region does not let in.
    fn admit(&mut self, kind: DeviceKind, on: NaiveDate, now: Moment) -> Result<()> {
        let in_disaster = self.disaster()?.is_some_and(|disaster| disaster.covers(on));
        let policy = self.policy()?;
        let Err((code, source)) = policy.device.admit(kind, in_disaster) else { return Ok(()) };
        let clause = source.map(|source| policy.cite(source)).unwrap_or_default();
        let act = Act::new("device_refuse", "device").because(code);
        self.vault.transact(act, now, |_| Ok(()))?;
        Err(Error::Refused { code, clause })
    }
}
