//! Staff: found, registered, changed, their pledges, and who is MCS管理者. Owns the acts; leaves what may
//! be typed to `domain`, rows to `store`.

use super::Desk;
use crate::domain::id::{PledgeId, StaffId};
use crate::domain::pledge::{Pledge, PledgeDraft};
use crate::domain::staff::{Staff, StaffDraft};
use crate::domain::{Check, Moment};
use crate::store::{Act, group, staff};
use crate::{ProblemCode, Result};

impl Desk {
    /// Staff whose name or reading holds `query`, sorted by ふりがな; all for an empty query.
    pub fn staff_list(&self, query: &str) -> Result<Vec<Staff>> {
        self.vault.read(|db| staff::staff_matching(db, query))
    }

    /// One member of staff.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn staff(&self, id: &StaffId) -> Result<Staff> {
        self.vault.read(|db| staff::staff(db, id))
    }

    /// Registers a member of staff.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; a second active person with one MCS ID is refused (朝霞 2)(1)②).
    pub fn add_staff(&mut self, draft: &StaffDraft, now: Moment) -> Result<StaffId> {
        let others = self.mcs_ids_taken(None)?;
        let details = draft.check(&others)?;
        let id = StaffId::random();
        let act = Act::new("staff_add", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| staff::add_staff(db, &id, &details, now))?;
        Ok(id)
    }

    /// Changes what is kept of a member of staff.
    ///
    /// # Errors
    /// As [`Desk::add_staff`]; [`crate::Error::NotFound`].
    pub fn change_staff(&mut self, id: &StaffId, draft: &StaffDraft, now: Moment) -> Result<()> {
        let others = self.mcs_ids_taken(Some(id))?;
        let details = draft.check(&others)?;
        let before = self.staff(id)?.details;
        let mut fields = Vec::new();
        let mut note = |changed: bool, field| {
            if changed {
                fields.push(field)
            }
        };
        note(before.name != details.name, "name");
        note(before.profession != details.profession, "profession");
        note(before.email != details.email, "email");
        note(before.mcs_id != details.mcs_id, "mcs_id");
        note(before.registered_on != details.registered_on, "registered_on");
        note(before.released_on != details.released_on, "released_on");
        let act = Act::new("staff_change", "staff").on(id.as_str()).changing(&fields);
        self.vault.transact(act, now, |db| staff::change_staff(db, id, &details, now))
    }

    /// The MCS IDs that nobody else may have. Where the document lets several people share one while the management of
    /// a group is handed on (板橋 第11条(2)), there are none.
    fn mcs_ids_taken(&self, except: Option<&StaffId>) -> Result<Vec<String>> {
        let shareable = match self.region()? {
            Some(_) => self.policy()?.group.delegation.as_ref().is_some_and(|rule| rule.shared_id.is_some()),
            None => false,
        };
        self.vault.read(|db| match shareable && group::is_any_delegated(db)? {
            true => Ok(Vec::new()),
            false => staff::mcs_ids_in_use(db, except),
        })
    }

    /// Records a pledge: signed, or left out because an older one exists (朝霞 2)(5)③).
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`].
    pub fn record_pledge(&mut self, id: &StaffId, draft: &PledgeDraft, now: Moment) -> Result<()> {
        let (kind, on) = draft.check(now.today())?;
        self.staff(id)?;
        let pledge = Pledge { id: PledgeId::random(), kind, on };
        let act = Act::new("pledge_record", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| staff::add_pledge(db, id, &pledge, now))
    }

    /// Makes a member of staff MCS管理者 from a day (朝霞 2)(5)②).
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`].
    pub fn begin_mcs_manager(&mut self, id: &StaffId, typed_on: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        let on = check.finish(on)?;
        self.staff(id)?;
        let act = Act::new("mcs_manager_begin", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| staff::begin_mcs_manager(db, id, on, now))
    }

    /// Ends the term of a MCS管理者 on a day.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] when the day lies before the first; [`crate::Error::NotFound`].
    pub fn end_mcs_manager(&mut self, id: &StaffId, typed_on: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        let begun = self.staff(id)?.mcs_manager.map(|term| term.started_on);
        check.demand(begun.is_none_or(|first| first <= on), "on", ProblemCode::TooEarly);
        let on = check.finish(on)?;
        let act = Act::new("mcs_manager_end", "staff").on(id.as_str());
        self.vault.transact(act, now, |db| staff::end_mcs_manager(db, id, on))
    }
}
