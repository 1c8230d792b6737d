//! Staff: found, registered, changed, their pledges, and who is MCS管理者. Owns the acts; leaves what may
//! be typed to `domain`, rows to `store`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::history::Fields;
use crate::domain::id::{PledgeId, StaffId};
use crate::domain::leaving::LeavingKind;
use crate::domain::pledge::{Pledge, PledgeDraft};
use crate::domain::staff::{Staff, StaffDraft, StaffStatus, Term};
use crate::domain::submission::Changed;
use crate::domain::{Moment, PersonName};
use crate::policy::JoinStep;
use crate::store::{Act, duty, group, setting, staff};
use crate::{Error, Result};

/// Set while the management is delegated (板橋 第4条).
const DELEGATED: &str = "delegated";

impl Desk {
    /// Staff whose name or reading holds `query`, sorted by ふりがな; all for an empty query.
    pub fn staff_list(&self, query: &str) -> Result<Vec<Staff>> {
        Ok(self.vault.read(|db| staff::staff_matching(db, query, None, usize::MAX))?.0)
    }

    /// The first `most` of them who stand at `status` on a day, and how many there are. Those who are at work are few
    /// and looked at one by one; of those who left only the ones that are shown are read.
    pub fn staff_page(
        &self,
        query: &str,
        status: Option<StaffStatus>,
        today: NaiveDate,
        most: usize,
    ) -> Result<(Vec<Staff>, usize)> {
        let Some(status) = status else {
            return self.vault.read(|db| staff::staff_matching(db, query, None, most));
        };
        let policy = self.policy()?;
        let stands = |one: &Staff| policy.staff_status(one, today) == status;
        let mut there = self.staff_at_work(query, today)?;
        if status != StaffStatus::Left {
            there.retain(stands);
            let total = there.len();
            there.truncate(most);
            return Ok((there, total));
        }
        // Whose last day is over, but not every step of leaving.
        let gone = |one: &&Staff| one.details.released_on.is_some_and(|last_day| last_day < today);
        let leaving = there.iter().filter(gone).filter(|one| !stands(one)).count();
        let most_read = most.saturating_add(leaving);
        let (mut left, total) =
            self.vault.read(|db| staff::staff_matching(db, query, Some(today), most_read))?;
        left.retain(stands);
        left.truncate(most);
        Ok((left, total - leaving))
    }

    /// Staff who have not left, and who left with a step of leaving open, whose name or reading holds `query`; by ふりがな.
    pub(super) fn staff_at_work(&self, query: &str, today: NaiveDate) -> Result<Vec<Staff>> {
        // Handing over has no day of its own: it ends with the role.
        let steps = self.policy()?.leaving.iter().filter(|step| step.step != LeavingKind::HandOver).count();
        self.vault.read(|db| staff::staff_at_work(db, query, today, steps))
    }

    /// Everybody's name and profession, those who left among them.
    pub fn staff_names(&self) -> Result<HashMap<StaffId, (PersonName, String)>> {
        self.vault.read(staff::staff_names)
    }

    /// One member of staff.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn staff(&self, id: &StaffId) -> Result<Staff> {
        self.vault.read(|db| staff::staff(db, id))
    }

    /// Registers a member of staff.
    ///
    /// # Errors
    /// [`Error::Fields`]; a second active person with one MCS ID is refused (朝霞 2)(1)②).
    pub fn add_staff(&mut self, draft: &StaffDraft, now: Moment) -> Result<StaffId> {
        let others = self.mcs_ids_of_others(None, now)?;
        let details = draft.check(None, &others, now.today())?;
        let id = StaffId::random();
        let act = Act::new("staff_add", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| staff::add_staff(db, &id, &details, now))?;
        Ok(id)
    }

    /// Changes what is kept of a member of staff.
    ///
    /// # Errors
    /// As [`Desk::add_staff`]; [`Error::NotFound`].
    pub fn change_staff(&mut self, id: &StaffId, draft: &StaffDraft, now: Moment) -> Result<()> {
        let others = self.mcs_ids_of_others(Some(id), now)?;
        let kept = self.staff(id)?;
        let details = kept.check_change(draft, &others, now.today())?;
        let act = Act::new("staff_change", "staff").on(id.as_str()).changing(&kept.details, &details);
        self.vault.transact(act, now, |db| staff::change_staff(db, id, &details, now))
    }

    /// Records a pledge: signed, or left out because an older one exists (朝霞 2)(5)③).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn record_pledge(&mut self, id: &StaffId, draft: &PledgeDraft, now: Moment) -> Result<()> {
        let (kind, on) = draft.check(now.today())?;
        self.staff(id)?;
        let pledge = Pledge { id: PledgeId::random(), kind, on };
        let act = Act::new("pledge_record", "staff").on(id.as_str()).adding(&pledge);
        self.vault.transact(act, now, |db| staff::add_pledge(db, id, &pledge, now))
    }

    /// Makes a member of staff MCS管理者 from a day (朝霞 2)(5)②).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn begin_mcs_manager(&mut self, id: &StaffId, typed_on: &str, now: Moment) -> Result<()> {
        let on = self.staff(id)?.check_term(typed_on)?;
        let act = Act::new("mcs_manager_begin", "staff").on(id.as_str());
        let act = act.adding(&Term { started_on: on, ended_on: None });
        self.vault.transact(act, now, |db| staff::begin_mcs_manager(db, id, on, now))
    }

    /// Ends the term of a MCS管理者 on a day.
    ///
    /// # Errors
    /// Those of [`crate::policy::Policy::check_end_of_mcs_manager`]; [`Error::NotFound`].
    pub fn end_mcs_manager(&mut self, id: &StaffId, typed_on: &str, now: Moment) -> Result<()> {
        let staff = self.staff(id)?;
        let answer = self.policy()?.check_end_of_mcs_manager(&staff, &self.staff_list("")?, typed_on);
        let on = self.noting(answer, Act::new("mcs_manager_refuse", "staff").on(id.as_str()), now)?;
        let act = Act::new("mcs_manager_end", "staff").on(id.as_str());
        let running = staff.mcs_manager.last().copied();
        let act = act.changing(&running, &running.map(|term| Term { ended_on: Some(on), ..term }));
        self.vault.transact(act, now, |db| staff::end_mcs_manager(db, id, on))
    }

    /// Begins a pause (休止, e.g. 産休); its last day may be open.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn begin_pause(&mut self, id: &StaffId, from: &str, until: &str, now: Moment) -> Result<()> {
        let staff = self.staff(id)?;
        let pause = staff.check_pause(from, until)?;
        let before = staff.pauses.into_iter().find(|one| one.started_on == pause.started_on);
        let act = Act::new("staff_pause_begin", "staff").on(id.as_str()).changing(&before, &pause);
        self.vault.transact(act, now, |db| staff::keep_pause(db, id, &pause, now))
    }

    /// Ends the newest pause on its last day, or corrects that day.
    ///
    /// # Errors
    /// [`Error::Fields`] for a day before the first one; [`Error::NotFound`] without a pause.
    pub fn end_pause(&mut self, id: &StaffId, typed_on: &str, now: Moment) -> Result<()> {
        let staff = self.staff(id)?;
        let pause = staff.check_end_of_pause(typed_on)?;
        let before = staff.pauses.last().copied();
        let act = Act::new("staff_pause_end", "staff").on(id.as_str()).changing(&before, &pause);
        self.vault.transact(act, now, |db| staff::keep_pause(db, id, &pause, now))
    }

    /// The checklist of somebody who joins in the office's own region.
    pub fn joining(&self, id: &StaffId, now: Moment) -> Result<Vec<JoinStep<'_>>> {
        let policy = self.policy()?;
        let closed = self.vault.read(|db| duty::duties_closed(db, &policy.region, now.today()))?;
        let what = Changed::Registered(id.clone());
        let told = !self.untold(&policy.region)?.iter().any(|one| one.change.what == what);
        Ok(policy.joining(&self.staff(id)?, &closed, told))
    }

    /// Whether several people may have one ID: the region allows it with the management delegated (板橋 第11条(2)), and
    /// the office says that it is.
    pub fn is_delegated(&self) -> Result<bool> {
        let delegation = self.policy()?.group.delegation.as_ref();
        let allowed = delegation.is_some_and(|delegation| delegation.shared_id.is_some());
        Ok(allowed && (self.has(DELEGATED)? || self.vault.read(group::is_any_delegated)?))
    }

    /// Says whether the management is delegated.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the region knows no delegation.
    pub fn set_delegated(&mut self, delegated: bool, now: Moment) -> Result<()> {
        self.policy()?.group.delegation.as_ref().ok_or(Error::NotFound { noun: "delegation" })?;
        let told = |delegated: bool| Fields::default().with("delegated", &delegated);
        let act = Act::new("office_delegation_save", "office");
        let act = act.changing(&told(self.has(DELEGATED)?), &told(delegated));
        self.vault.transact(act, now, |db| match delegated {
            true => setting::set_setting(db, DELEGATED, "1"),
            false => setting::drop_setting(db, DELEGATED),
        })
    }

    /// MCS IDs that nobody else may have.
    pub(super) fn mcs_ids_of_others(&self, id: Option<&StaffId>, now: Moment) -> Result<Vec<String>> {
        if self.is_delegated()? {
            return Ok(Vec::new());
        }
        self.vault.read(|db| staff::mcs_ids_in_use(db, id, now.today()))
    }
}
