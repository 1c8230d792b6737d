//! Who takes part in a group: joined, released, and both corrected. One act for each person and group.

use super::Desk;
use super::group::{refused, voided};
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::domain::id::{GroupId, MembershipId, StaffId};
use crate::domain::membership::{Member, Membership, MembershipDraft, ReleaseDraft, Released};
use crate::store::{Act, group, membership, staff};
use crate::{Error, Result};

impl Desk {
    /// Lets somebody into a group.
    ///
    /// # Errors
    /// [`Error::Fields`], also without the staff's agreement where the region asks for it (熊谷 第5条(3));
    /// [`Error::Refused`] `group_not_active`, `member_already`, `family_needs_doctor` (宮崎 第29条5)), `staff_left`,
    /// and those of [`crate::domain::staff::Staff::may_join_groups`]; [`Error::NotFound`].
    pub fn join_group(&mut self, id: &GroupId, draft: &MembershipDraft, now: Moment) -> Result<MembershipId> {
        let group = self.vault.read(|db| group::group(db, id))?;
        group.demand_active()?;
        let rule = &self.policy()?.group;
        let must_agree = rule.family_member.is_some();
        let under_doctor = rule.family_under_doctor.clone();
        let member = draft.check(id, group.opened_on(), must_agree, now.today())?;
        match (&member.who, under_doctor) {
            (Member::Staff(staff), _) if group.running().any(|one| one.staff() == Some(staff)) => {
                return Err(refused("member_already"));
            }
            (Member::Staff(staff), _) => self.demand_may_join(staff, id, now)?,
            (Member::Family { .. }, Some(source)) if !group.has_doctor() => {
                let clause = self.policy()?.cite(&source);
                let act = Act::new("group_refuse", "group").on(id.as_str());
                return self.refuse(act, "family_needs_doctor", clause, now);
            }
            _ => {}
        }
        let act = Act::new("group_join", "group").on(id.as_str()).adding(&member);
        self.vault.transact(act, now, |db| membership::add_membership(db, &member, now))?;
        Ok(member.id)
    }

    /// The groups of one of our own staff, running ones first.
    pub fn memberships_of_staff(&self, staff: &StaffId) -> Result<Vec<Membership>> {
        self.vault.read(|db| membership::memberships_of_staff(db, staff))
    }

    /// Releases people from their groups on one day, or says since when somebody is off the case: all or none, one act
    /// each (S-23).
    ///
    /// # Errors
    /// [`Error::Fields`], also when nobody is chosen or the day lies before the first one in the group;
    /// [`Error::Refused`] `released_already`; [`Error::NotFound`].
    pub fn release_members(&mut self, ids: &[MembershipId], draft: &ReleaseDraft, now: Moment) -> Result<()> {
        let members: Vec<Membership> =
            self.vault.read(|db| ids.iter().map(|id| membership::membership(db, id)).collect())?;
        let Some(joined_on) = members.iter().map(|member| member.joined_on).max() else {
            return Err(Error::field("members", crate::ProblemCode::Required));
        };
        if members.iter().any(|member| !member.is_running()) {
            return Err(refused("released_already"));
        }
        let released = draft.check(joined_on, now.today())?;
        let verb = if released.release.is_some() { "group_release" } else { "group_off_case" };
        let act = |member: &Membership| {
            let before = Released { off_case_on: member.off_case_on, release: member.release.clone() };
            let act = Act::new(verb, "group").on(member.group.as_str());
            act.about(&Fields::default().and(member).only("who")).changing(&before, &released)
        };
        self.vault.transact_each(members.iter().map(act).collect(), now, |db| {
            members.iter().try_for_each(|member| membership::release(db, &member.id, &released))
        })
    }

    /// Says that somebody's time in a group was entered by mistake; the row stays readable.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`].
    pub fn void_membership(&mut self, id: &MembershipId, typed_reason: &str, now: Moment) -> Result<()> {
        let member = self.vault.read(|db| membership::membership(db, id))?;
        let voided = voided(typed_reason, now)?;
        let act = Act::new("membership_void", "group").on(member.group.as_str());
        let act = act.taking(&member).because(voided.reason.0.as_str());
        self.vault.transact(act, now, |db| membership::void_membership(db, id, &voided))
    }

    /// Takes a release back: the person takes part as before, and the former row stays readable with the reason.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::Refused`] `not_released`; [`Error::NotFound`].
    pub fn take_back_release(&mut self, id: &MembershipId, typed_reason: &str, now: Moment) -> Result<()> {
        let member = self.vault.read(|db| membership::membership(db, id))?;
        if member.voided.is_some() || (member.release.is_none() && member.off_case_on.is_none()) {
            return Err(refused("not_released"));
        }
        let voided = voided(typed_reason, now)?;
        let again =
            Membership { id: MembershipId::random(), release: None, off_case_on: None, ..member.clone() };
        let act = Act::new("membership_take_back", "group").on(member.group.as_str());
        let act = act
            .about(&Fields::default().and(&member).only("who"))
            .changing(&member, &again)
            .because(voided.reason.0.as_str());
        self.vault.transact(act, now, |db| {
            membership::void_membership(db, id, &voided)?;
            membership::add_membership(db, &again, now)
        })
    }

    /// Refuses one of our own staff who does not use MCS yet, or no longer. The one place that asks.
    pub(super) fn demand_may_join(&mut self, id: &StaffId, group: &GroupId, now: Moment) -> Result<()> {
        let staff = self.vault.read(|db| staff::staff(db, id))?;
        match self.policy()?.may_join_groups(&staff, now.today()) {
            Err(Error::Refused { code, clause }) => {
                let act = Act::new("group_refuse", "group").on(group.as_str());
                self.refuse(act, code, clause, now)
            }
            other => other,
        }
    }
}
