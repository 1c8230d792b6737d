//! Groups: opened only when the region's rule is met, archived and deleted by a person's word. A refusal is an act, too.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{PersonalText, Voided};
use crate::domain::group::{
    Group, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft, GroupManagerTerm,
    GroupManagerWho, GroupState, System,
};
use crate::domain::history::Fields;
use crate::domain::id::{CareRecipientId, GroupId, GroupManagerId, StaffId};
use crate::domain::{Check, Moment};
use crate::store::group::{GroupLine, GroupLineKind};
use crate::store::{Act, group, membership};
use crate::{Error, ProblemCode, Result};

impl Desk {
    /// The groups about one care recipient, newest first.
    pub fn groups_of(&self, recipient: &CareRecipientId) -> Result<Vec<Group>> {
        self.vault.read(|db| group::groups_of(db, recipient))
    }

    /// One group with everything.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn group(&self, id: &GroupId) -> Result<Group> {
        self.vault.read(|db| group::group(db, id))
    }

    /// The name of a group, or of whom it is about.
    pub fn name_of_group(&self, group: &Group) -> Result<String> {
        Ok(match (group.kind.recipient(), &group.kind) {
            (Some(recipient), _) => self.care_recipient(recipient)?.details.name.shown(),
            (None, GroupKind::Open { name, .. }) => name.clone(),
            (None, GroupKind::Link { name, .. }) => name.0.clone(),
            (None, GroupKind::Care { .. }) => String::new(),
        })
    }

    /// All groups whose name, or whose person's name or reading, holds `query`.
    pub fn group_list(&self, query: &str) -> Result<Vec<GroupLine>> {
        Ok(self.group_page(query, None, None, usize::MAX)?.0)
    }

    /// The first `most` of them of a kind and a state (`None`: all but those entered by mistake), and how many there are.
    pub fn group_page(
        &self,
        query: &str,
        kind: Option<GroupLineKind>,
        state: Option<GroupState>,
        most: usize,
    ) -> Result<(Vec<GroupLine>, usize)> {
        self.vault.read(|db| group::group_lines(db, query, kind, state, most))
    }

    /// Opens a group.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] with the clause, when the region's rule asks for something that is not
    /// there: `group_needs_consent`, `group_needs_signature`, `group_needs_manager`, `group_needs_instruction`,
    /// `group_needs_doctor`, `group_needs_target`; those of [`Desk::join_group`] for a manager of our own staff.
    pub fn open_group(&mut self, draft: &GroupDraft, now: Moment) -> Result<GroupId> {
        let group = draft.check(now.today())?;
        let policy = self.policy()?;
        if group.system == System::Second && !policy.words.contains_key("second_system") {
            return Err(Error::field("system", ProblemCode::NotAChoice));
        }
        self.demand_delegable(group.delegated)?;
        self.demand_needs(&group, now)?;
        for manager in &group.managers {
            if let GroupManagerWho::Staff(staff) = &manager.who {
                self.demand_may_join(staff, &group.id, now)?;
            }
        }
        let act = Act::new("group_open", "group").on(group.id.as_str());
        self.vault.transact(act, now, |db| group::add_group(db, &group, now))?;
        Ok(group.id)
    }

    /// Changes how a group is used and whether its management is handed to another body.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`]; [`Error::Refused`] `group_not_active`.
    pub fn change_group(
        &mut self,
        id: &GroupId,
        typed_arrangement: &str,
        delegated: bool,
        now: Moment,
    ) -> Result<()> {
        let before = self.group(id)?;
        before.demand_active()?;
        self.demand_delegable(delegated)?;
        let mut check = Check::default();
        let arrangement = check.note("arrangement", typed_arrangement);
        let arrangement = check.finish(arrangement)?;
        let after = Group { arrangement: arrangement.clone(), delegated, ..before.clone() };
        let act = Act::new("group_change", "group").on(id.as_str()).changing(&before, &after);
        self.vault.transact(act, now, |db| group::change_group(db, id, &arrangement, delegated))
    }

    /// Records what happened to a group: archived, used again, the deletion asked for, sent on, done. Nothing of this
    /// happens by itself.
    ///
    /// # Errors
    /// Those of [`Group::follow`] and [`Group::released_by`]; for a group that is used again those of
    /// [`Desk::open_group`].
    pub fn record_group_event(&mut self, id: &GroupId, draft: &GroupEventDraft, now: Moment) -> Result<()> {
        let group = self.group(id)?;
        let event = group.follow(draft, now.today())?;
        if event.kind == GroupEventKind::Reopened {
            self.demand_needs(&group, now)?;
        }
        let released = group.released_by(&event, draft.release_members)?;
        let verb = match event.kind {
            GroupEventKind::Opened => return Err(refused("group_not_archived")),
            GroupEventKind::Archived => "group_archive",
            GroupEventKind::Reopened => "group_reopen",
            GroupEventKind::DeletionRequested => "group_request_deletion",
            GroupEventKind::DeletionSent => "group_send_deletion",
            GroupEventKind::Deleted => "group_delete",
        };
        let act = Act::new(verb, "group").on(id.as_str()).adding(&event);
        self.vault.transact(act, now, |db| {
            group::add_event(db, id, &event, now)?;
            released.iter().try_for_each(|(member, release)| membership::release(db, member, release))
        })
    }

    /// Takes back the last thing that was recorded of a group; the row stays readable with the reason. In a group that
    /// was never opened nobody took part.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; those of [`crate::policy::Policy::check_taken_back`].
    pub fn void_group_event(&mut self, id: &GroupId, typed_reason: &str, now: Moment) -> Result<()> {
        let group = self.group(id)?;
        let taken = group.true_events().next_back();
        let voided = voided(typed_reason, now)?;
        let consents = group.kind.recipient().map(|whose| self.consents_of(whose)).transpose()?;
        let consents = consents.unwrap_or_default();
        let left = self.last_days(&group)?;
        let answer = self.policy()?.check_taken_back(&group, &consents, &left, now.today());
        let (last, never) = self.noting(answer, Act::new("group_refuse", "group").on(id.as_str()), now)?;
        let act = Act::new("group_take_back", "group").on(id.as_str()).because(voided.reason.0.as_str());
        self.vault.transact(act.taking(&taken.cloned()), now, |db| {
            group::void_event(db, id, last, &voided)?;
            never.iter().try_for_each(|member| membership::void_membership(db, member, &voided))
        })
    }

    /// Names a further 患者グループ管理者; before a group is used again, one is named, too.
    ///
    /// # Errors
    /// [`Error::Fields`]; those of [`Group::demand_there`], and those of [`Desk::join_group`] for our own staff.
    pub fn begin_group_manager(
        &mut self,
        id: &GroupId,
        draft: &GroupManagerDraft,
        typed_on: &str,
        now: Moment,
    ) -> Result<GroupManagerId> {
        let group = self.group(id)?;
        group.demand_there()?;
        let manager = draft.check(typed_on, group.opened_on(), now.today())?;
        if let GroupManagerWho::Staff(staff) = &manager.who {
            self.demand_may_join(staff, id, now)?;
        }
        let act = Act::new("group_manager_begin", "group").on(id.as_str()).adding(&manager);
        self.vault.transact(act, now, |db| group::add_manager(db, id, &manager, now))?;
        Ok(manager.id)
    }

    /// Ends the term of a 患者グループ管理者. Where the region wants one, another one is named first.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`]; [`Error::Refused`] `last_group_manager` with the clause (朝霞 3)(4)).
    pub fn end_group_manager(
        &mut self,
        id: &GroupId,
        manager: &GroupManagerId,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let group = self.group(id)?;
        let on = group.check_end_of_manager(manager, typed_on, now.today())?;
        self.demand_other_manager(&group, manager, now)?;
        let begun = group.manager(manager)?;
        let ended = GroupManagerTerm { ended_on: Some(on), ..begun.clone() };
        let act = Act::new("group_manager_end", "group").on(id.as_str());
        let act = act.about(&Fields::default().and(begun).only("who")).changing(begun, &ended);
        self.vault.transact(act, now, |db| group::end_manager(db, manager, on))
    }

    /// Says that a manager was entered by mistake.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`]; [`Error::Refused`] `last_group_manager`: the right one is
    /// named first.
    pub fn void_group_manager(
        &mut self,
        id: &GroupId,
        manager: &GroupManagerId,
        typed_reason: &str,
        now: Moment,
    ) -> Result<()> {
        let voided = voided(typed_reason, now)?;
        let group = self.group(id)?;
        self.demand_other_manager(&group, manager, now)?;
        let taken = group.manager(manager)?;
        let act = Act::new("group_manager_void", "group").on(id.as_str()).because(voided.reason.0.as_str());
        self.vault.transact(act.taking(taken), now, |db| group::void_manager(db, manager, &voided))
    }

    fn demand_delegable(&self, delegated: bool) -> Result<()> {
        match delegated && self.policy()?.group.delegation.is_none() {
            true => Err(Error::field("delegated", ProblemCode::NotAChoice)),
            false => Ok(()),
        }
    }

    /// Refuses a group that lacks something the region asks for, and keeps that it was refused.
    fn demand_needs(&mut self, group: &Group, now: Moment) -> Result<()> {
        let Some(recipient) = group.kind.recipient() else { return Ok(()) };
        let consents = self.consents_of(recipient)?;
        let left = self.last_days(group)?;
        let answer = self.policy()?.demand_group_needs(group, &consents, &left, now.today());
        self.noting(answer, Act::new("group_refuse", "care_recipient").on(recipient.as_str()), now)
    }

    fn demand_other_manager(&mut self, group: &Group, manager: &GroupManagerId, now: Moment) -> Result<()> {
        let answer = self.policy()?.demand_other_manager(group, manager, &self.last_days(group)?);
        self.noting(answer, Act::new("group_refuse", "group").on(group.id.as_str()), now)
    }

    /// The last days of those of our own staff who manage a group and leave the office.
    fn last_days(&self, group: &Group) -> Result<HashMap<StaffId, NaiveDate>> {
        let mut left = HashMap::new();
        for manager in &group.managers {
            let GroupManagerWho::Staff(id) = &manager.who else { continue };
            if let Some(last_day) = self.staff(id)?.details.released_on {
                left.insert(id.clone(), last_day);
            }
        }
        Ok(left)
    }

    /// Gives an answer on; when a rule refused, that is kept first.
    pub(super) fn noting<T>(&mut self, answer: Result<T>, act: Act, now: Moment) -> Result<T> {
        if let Err(Error::Refused { code, .. }) = &answer {
            self.vault.transact(act.because(*code), now, |_| Ok(()))?;
        }
        answer
    }
}

/// That something was entered by mistake, from today on.
pub(super) fn voided(typed_reason: &str, now: Moment) -> Result<Voided> {
    let mut check = Check::default();
    let reason = check.required_line("reason", typed_reason, NAME_LIMIT);
    let reason = check.finish(reason)?;
    Ok(Voided { on: now.today(), reason: PersonalText(reason) })
}

pub(super) fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
