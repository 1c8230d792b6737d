//! The acts of groups in memory.

use std::collections::HashMap;

use chrono::NaiveDate;
use office::Result;
use office::domain::group::{Group, GroupEventKind, GroupManagerTerm, GroupManagerWho};
use office::domain::id::StaffId;

use super::Memory;
use crate::life_cycles::acts::Try;

impl Memory<'_> {
    pub(super) fn group(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        let may_join = |memory: &Self, manager: &GroupManagerTerm| match &manager.who {
            GroupManagerWho::Staff(id) => policy.may_join_groups(memory.seen.one_of_staff(id), today),
            GroupManagerWho::Other { .. } => Ok(()),
        };
        match act {
            Try::Open(draft) => {
                let group = draft.check(today)?;
                self.demand_needs(&group)?;
                group.managers.iter().try_for_each(|manager| may_join(self, manager))?;
                self.seen.groups.push(group);
            }
            Try::Event(id, draft) => {
                let group = self.seen.group(id);
                let event = group.follow(draft, today)?;
                if event.kind == GroupEventKind::Reopened {
                    self.demand_needs(group)?;
                }
                let released = group.released_by(&event, draft.release_members)?;
                let group = self.seen.group_mut(id);
                group.events.push(event);
                for (id, released) in released {
                    let member = group.members.iter_mut().find(|one| one.id == id).unwrap();
                    (member.off_case_on, member.release) = (released.off_case_on, released.release);
                }
            }
            Try::TakeBackEvent(id) => {
                let group = self.seen.group(id);
                let consents = group.kind.recipient().map(|whose| self.seen.consents_of(whose));
                let consents = consents.unwrap_or_default();
                let left = self.last_days(group);
                let (last, never) = policy.check_taken_back(group, &consents, &left, today)?;
                let voided = self.voided();
                let group = self.seen.group_mut(id);
                group.events.iter_mut().find(|event| event.number == last).unwrap().voided = voided.clone();
                let gone = group.members.iter_mut().filter(|one| never.contains(&one.id));
                gone.for_each(|one| one.voided = voided.clone());
            }
            Try::BeginGroupManager(id, draft, on) => {
                let group = self.seen.group(id);
                group.demand_there()?;
                let manager = draft.check(on, group.opened_on(), today)?;
                may_join(self, &manager)?;
                self.seen.group_mut(id).managers.push(manager);
            }
            Try::EndGroupManager(id, manager, on) => {
                let group = self.seen.group(id);
                let on = group.check_end_of_manager(manager, on, today)?;
                policy.demand_other_manager(group, manager, &self.last_days(group))?;
                let mut managers = self.seen.group_mut(id).managers.iter_mut();
                managers.find(|one| one.id == *manager).unwrap().ended_on = Some(on);
            }
            Try::VoidGroupManager(id, manager) => {
                let group = self.seen.group(id);
                policy.demand_other_manager(group, manager, &self.last_days(group))?;
                self.seen.group_mut(id).managers.retain(|one| one.id != *manager);
            }
            Try::Join(id, draft) => {
                let staff = draft.staff.as_ref().map(|id| self.seen.one_of_staff(id));
                let member = policy.check_join(self.seen.group(id), draft, staff, today)?;
                self.seen.group_mut(id).members.push(member);
            }
            Try::Release(ids, draft) => {
                let members: Vec<_> =
                    self.seen.members().filter(|one| ids.contains(&one.id)).cloned().collect();
                let released = draft.check(&members, today)?;
                let all = self.seen.groups.iter_mut().flat_map(|group| &mut group.members);
                for member in all.filter(|one| ids.contains(&one.id)) {
                    (member.off_case_on, member.release) = (released.off_case_on, released.release.clone());
                }
            }
            Try::VoidMember(id) => {
                let voided = self.voided();
                let mut all = self.seen.groups.iter_mut().flat_map(|group| &mut group.members);
                all.find(|one| one.id == *id).unwrap().voided = voided;
            }
            Try::TakeBackRelease(id) => {
                let member = self.seen.members().find(|one| one.id == *id).unwrap();
                let staff = member.staff().map(|id| self.seen.one_of_staff(id));
                let group = self.seen.group(&member.group);
                let again = policy.check_release_taken_back(group, member, staff, today)?;
                let voided = self.voided();
                let group = self.seen.group_mut(&again.group);
                group.members.iter_mut().find(|one| one.id == *id).unwrap().voided = voided;
                group.members.push(again);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn last_days(&self, group: &Group) -> HashMap<StaffId, NaiveDate> {
        let ours = group.managers.iter().filter_map(|manager| match &manager.who {
            GroupManagerWho::Staff(id) => Some(id),
            GroupManagerWho::Other { .. } => None,
        });
        ours.filter_map(|id| Some((id.clone(), self.seen.one_of_staff(id).details.released_on?))).collect()
    }

    fn demand_needs(&self, group: &Group) -> Result<()> {
        let Some(recipient) = group.kind.recipient() else { return Ok(()) };
        let consents = self.seen.consents_of(recipient);
        self.policy.demand_group_needs(group, &consents, &self.last_days(group), self.seen.today)
    }
}
