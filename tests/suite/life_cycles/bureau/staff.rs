//! The acts of staff in memory.

use office::domain::id::{LeavingId, PledgeId, StaffId};
use office::domain::leaving::{Leaving, LeavingFacts, check_last_day};
use office::domain::pledge::Pledge;
use office::domain::staff::{Staff, StaffDraft, Term};
use office::{Error, Result};

use super::Memory;
use crate::life_cycles::acts::Try;

impl Memory<'_> {
    pub(super) fn staff(&mut self, act: &Try) -> Result<()> {
        let today = self.seen.today;
        let policy = self.policy;
        match act {
            Try::AddStaff(draft) => {
                let details = draft.check(None, &self.others_ids(None), today)?;
                self.seen.staff.push(Staff {
                    id: StaffId::random(),
                    details,
                    pledge: None,
                    course_on: None,
                    mcs_manager: Vec::new(),
                    pauses: Vec::new(),
                    leaving: None,
                    password: None,
                    at_risk_on: None,
                });
            }
            Try::ChangeStaff(id, draft) => {
                let draft =
                    StaffDraft { name: self.seen.one_of_staff(id).details.name.typed(), ..draft.clone() };
                let others = self.others_ids(Some(id));
                let details = self.seen.one_of_staff(id).check_change(&draft, &others, today)?;
                self.seen.staff_mut(id).details = details;
            }
            Try::Pledge(id, draft) => {
                let (kind, on) = draft.check(today)?;
                self.rows.pledges.push((id.clone(), Pledge { id: PledgeId::random(), kind, on }));
            }
            Try::TakeBackPledge(id) => {
                let newest = self.rows.pledges.iter().rposition(|(whose, _)| whose == id);
                self.rows.pledges.remove(newest.ok_or(Error::NotFound { noun: "entry" })?);
            }
            Try::BeginManager(id, on) => {
                let started_on = self.seen.one_of_staff(id).check_term(on)?;
                self.seen.staff_mut(id).mcs_manager.push(Term { started_on, ended_on: None });
            }
            Try::EndManager(id, on) => {
                let staff = self.seen.one_of_staff(id);
                let on = policy.check_end_of_mcs_manager(staff, &self.seen.staff, on)?;
                self.seen.staff_mut(id).mcs_manager.last_mut().unwrap().ended_on = Some(on);
            }
            Try::TakeBackManager(id) => {
                policy.check_term_taken_back(self.seen.one_of_staff(id), &self.seen.staff)?;
                self.seen.staff_mut(id).mcs_manager.pop();
            }
            Try::Pause(id, from, until) => {
                let pause = self.seen.one_of_staff(id).check_pause(from, until)?;
                self.seen.staff_mut(id).pauses.push(pause);
            }
            Try::EndPause(id, on) => {
                let pause = self.seen.one_of_staff(id).check_end_of_pause(on)?;
                *self.seen.staff_mut(id).pauses.last_mut().unwrap() = pause;
            }
            Try::TakeBackPause(id) => {
                self.seen.staff_mut(id).pauses.pop().ok_or(Error::NotFound { noun: "entry" })?;
            }
            Try::BeginLeaving(id, on) => {
                let last_day = check_last_day(&self.seen.one_of_staff(id).details, on)?;
                let staff = self.seen.staff_mut(id);
                staff.details.released_on = Some(last_day);
                staff.leaving = Some(Leaving { id: LeavingId::random(), begun_on: today, done: Vec::new() });
            }
            Try::LeavingStep(id, step, by_office, on) => {
                let (staff, holds) = (self.seen.one_of_staff(id), self.holds(id));
                let done = policy.check_leaving_step(staff, &holds, *step, *by_office, on, today)?;
                let leaving = self.seen.staff_mut(id).leaving.as_mut().unwrap();
                leaving.done.retain(|known| known.step != done.step);
                leaving.done.push(done);
            }
            Try::TakeBackLeavingStep(id, step) => {
                let taken = policy.check_step_taken_back(self.seen.one_of_staff(id), *step)?;
                let leaving = self.seen.staff_mut(id).leaving.as_mut().unwrap();
                leaving.done.retain(|known| *known != taken);
            }
            Try::ChangePassword(id, draft) => {
                let change = draft.check(self.seen.one_of_staff(id).password, today)?;
                self.rows.passwords.push((id.clone(), change));
            }
            Try::VoidPassword(id) => {
                let changes = self.rows.passwords.iter().enumerate().filter(|(_, (whose, _))| whose == id);
                let newest = changes.max_by_key(|(_, (_, change))| change.on).map(|(at, _)| at);
                self.rows.passwords.remove(newest.ok_or(Error::NotFound { noun: "password_change" })?);
            }
            Try::CancelLeaving(id) => {
                let staff = self.seen.one_of_staff(id);
                staff.leaving.as_ref().ok_or(Error::NotFound { noun: "leaving" })?;
                staff.details.demand_own_mcs_id(&self.others_ids(Some(id)))?;
                let staff = self.seen.staff_mut(id);
                (staff.leaving, staff.details.released_on) = (None, None);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn others_ids(&self, id: Option<&StaffId>) -> Vec<String> {
        let there = |one: &&Staff| one.details.released_on.is_none_or(|last_day| self.seen.today <= last_day);
        let others = self.seen.staff.iter().filter(|one| id != Some(&one.id)).filter(there);
        others.map(|one| one.details.mcs_id.clone()).filter(|id| !id.is_empty()).collect()
    }

    fn holds(&self, id: &StaffId) -> LeavingFacts {
        let line = |_: &_| "みほん".to_owned();
        let running = self.seen.members().filter(|one| one.is_running() && one.staff() == Some(id));
        LeavingFacts {
            open_memberships: running.map(|_| "みほん".to_owned()).collect(),
            lent_devices: (self
                .seen
                .devices
                .iter()
                .filter(|one| one.is_with(id))
                .map(|_| "みほん".to_owned()))
            .chain(self.seen.slips_of(id).map(line))
            .collect(),
        }
    }
}
