//! Who takes part in a group: joined, released, and both corrected. One act for each person and group.

use super::Desk;
use super::group::voided;
use crate::Result;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::domain::id::{GroupId, MembershipId, StaffId};
use crate::domain::membership::{MemberKind, Membership, MembershipDraft, ReleaseDraft, Released};
use crate::store::{Act, membership};

impl Desk {
    /// Lets somebody into a group.
    ///
    /// # Errors
    /// Those of [`crate::policy::Policy::check_join`]; [`Error::NotFound`].
    pub fn join_group(&mut self, id: &GroupId, draft: &MembershipDraft, now: Moment) -> Result<MembershipId> {
        let group = self.group(id)?;
        let meant = draft.staff.as_ref().filter(|_| draft.kind == Some(MemberKind::Staff));
        let staff = meant.map(|staff| self.staff(staff)).transpose()?;
        let answer = self.policy()?.check_join(&group, draft, staff.as_ref(), now.today());
        let member = self.noting(answer, Act::new("group_refuse", "group").on(id.as_str()), now)?;
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
    /// Those of [`ReleaseDraft::check`]; [`Error::NotFound`].
    pub fn release_members(&mut self, ids: &[MembershipId], draft: &ReleaseDraft, now: Moment) -> Result<()> {
        let members: Vec<Membership> =
            self.vault.read(|db| ids.iter().map(|id| membership::membership(db, id)).collect())?;
        let released = draft.check(&members, now.today())?;
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
    /// [`Error::Fields`] without a reason; those of [`crate::policy::Policy::check_release_taken_back`];
    /// [`Error::NotFound`].
    pub fn take_back_release(&mut self, id: &MembershipId, typed_reason: &str, now: Moment) -> Result<()> {
        let member = self.vault.read(|db| membership::membership(db, id))?;
        let group = self.group(&member.group)?;
        let staff = member.staff().map(|staff| self.staff(staff)).transpose()?;
        let again = self.policy()?.check_release_taken_back(&group, &member, staff.as_ref(), now.today())?;
        let voided = voided(typed_reason, now)?;
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
        let answer = self.policy()?.may_join_groups(&self.staff(id)?, now.today());
        self.noting(answer, Act::new("group_refuse", "group").on(group.as_str()), now)
    }
}
