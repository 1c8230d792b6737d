//! The acts of devices in memory.

use chrono::NaiveDate;
use office::domain::device::{Device, DeviceKind};
use office::domain::disaster::Disaster;
use office::domain::id::DeviceId;
use office::{Error, Result};

use super::{Memory, refused};
use crate::life_cycles::acts::Try;

impl Memory<'_> {
    pub(super) fn device(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        let gone = || Error::NotFound { noun: "entry" };
        match act {
            Try::AddDevice(draft) => {
                let details = draft.check(today)?;
                self.admit(details.kind, details.registered_on)?;
                let holder = details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                policy.demand_may_hold(holder, today)?;
                let id = DeviceId::random();
                let number = self.seen.devices.len() as u32 + 1;
                let device = Device { id, number, details, events: Vec::new(), is_out: false, checked: None };
                self.seen.devices.push(device);
            }
            Try::ChangeDevice(id, draft) => {
                let details = draft.check(today)?;
                let before = &self.seen.device(id).details;
                if details.is_other_than(before) {
                    self.admit(details.kind, details.registered_on)?;
                }
                let holder = details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                if before.holder != details.holder {
                    policy.demand_may_hold(holder, today)?;
                }
                self.seen.device_mut(id).details = details;
            }
            Try::MoveDevice(id, draft) => {
                let device = self.seen.device(id);
                let event = draft.check(device, today)?;
                let holder = device.details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                if device.comes_back(&event) {
                    self.admit(device.details.kind, event.on)?;
                    policy.demand_may_hold(holder, today)?;
                }
                self.seen.device_mut(id).events.insert(0, event);
            }
            Try::VoidMove(id, event) => {
                let device = self.seen.device(id);
                let holder = device.details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                policy.check_event_taken_back(device, event, holder, today)?;
                self.seen.device_mut(id).events.retain(|one| one.id != *event);
            }
            Try::Look(draft) => {
                let items: Vec<_> = policy.device.items.iter().map(|item| item.key.as_str()).collect();
                self.rows.looks.extend(draft.check(&items, today)?);
            }
            Try::VoidLook(id) => {
                let at = self.rows.looks.iter().position(|(_, look)| look.id == *id).ok_or_else(gone)?;
                self.rows.looks.remove(at);
            }
            Try::BeginDisaster(on) => {
                if policy.device.disaster.is_none() {
                    return refused("disaster_not_ruled");
                }
                let disaster = Disaster::begin(on, "地震", self.seen.disaster.as_ref(), today)?;
                self.rows.disasters.push(disaster);
                self.rows.disasters.sort_by_key(|one| one.started_on);
            }
            Try::EndDisaster(on) => {
                let running = self.rows.disasters.last_mut().filter(|one| one.ended_on.is_none());
                let running = running.ok_or_else(gone)?;
                running.ended_on = Some(running.end(on, &self.seen.devices, today)?);
            }
            Try::TakeBackDisaster() => {
                let newest = self.seen.disaster.as_ref().ok_or_else(gone)?;
                let lasting = newest.check_taken_back(&self.seen.devices)?;
                self.rows.disasters.pop();
                self.rows.disasters.extend(lasting);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn admit(&self, kind: DeviceKind, on: NaiveDate) -> Result<()> {
        let in_disaster = self.seen.disaster.as_ref().is_some_and(|disaster| disaster.covers(on));
        match self.policy.device.admit(kind, in_disaster) {
            Err((code, _)) => refused(code),
            Ok(()) => Ok(()),
        }
    }
}
