//! Groups: opened only when the region's rule is met, archived and deleted by a person's word. A refusal is an act, too.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{Consent, ObtainedAs, PersonalText, Voided};
use crate::domain::group::{
    Group, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft, GroupManagerTerm,
    GroupManagerWho, GroupState, System,
};
use crate::domain::history::Fields;
use crate::domain::id::{CareRecipientId, GroupId, GroupManagerId};
use crate::domain::membership::{Release, ReleaseReason, Released};
use crate::domain::{Check, Moment};
use crate::policy::{Need, Source};
use crate::store::group::GroupLine;
use crate::store::{Act, consent, group, membership};
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

    /// All groups whose name, or whose person's name or reading, holds `query`.
    pub fn group_list(&self, query: &str) -> Result<Vec<GroupLine>> {
        self.vault.read(|db| group::group_lines(db, query))
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
    /// Those of [`Group::follow`]; for a group that is used again those of [`Desk::open_group`];
    /// [`Error::Refused`] `group_open_has_no_patient` when the deletion of an open group is asked for;
    /// [`Error::Fields`] when somebody joined after the day on which all are released.
    pub fn record_group_event(&mut self, id: &GroupId, draft: &GroupEventDraft, now: Moment) -> Result<()> {
        let group = self.group(id)?;
        let event = group.follow(draft, now.today())?;
        if event.kind == GroupEventKind::DeletionRequested && group.kind.recipient().is_none() {
            return Err(refused("group_open_has_no_patient"));
        }
        if event.kind == GroupEventKind::Reopened {
            self.demand_needs(&group, now)?;
        }
        let leaving: Vec<_> = match event.kind {
            GroupEventKind::Archived if draft.release_members => group.running().collect(),
            _ => Vec::new(),
        };
        if leaving.iter().any(|member| member.joined_on > event.on) {
            return Err(Error::field("on", ProblemCode::TooEarly));
        }
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
            leaving.iter().try_for_each(|member| {
                let release =
                    Release { on: event.on, why: ReleaseReason::GroupEnded, note: PersonalText::default() };
                let released = Released { off_case_on: member.off_case_on, release: Some(release) };
                membership::release(db, &member.id, &released)
            })
        })
    }

    /// Takes back the last thing that was recorded of a group; the row stays readable with the reason.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::Refused`] `group_void`.
    pub fn void_group_event(&mut self, id: &GroupId, typed_reason: &str, now: Moment) -> Result<()> {
        let group = self.group(id)?;
        let last = group.true_events().next_back().ok_or(refused("group_void"))?;
        let voided = voided(typed_reason, now)?;
        let act = Act::new("group_take_back", "group").on(id.as_str()).because(voided.reason.0.as_str());
        self.vault.transact(act.taking(last), now, |db| group::void_event(db, id, last.number, &voided))
    }

    /// Names a further 患者グループ管理者.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `group_not_active`, and those of [`Desk::join_group`] for our own staff.
    pub fn begin_group_manager(
        &mut self,
        id: &GroupId,
        draft: &GroupManagerDraft,
        typed_on: &str,
        now: Moment,
    ) -> Result<GroupManagerId> {
        let group = self.group(id)?;
        group.demand_active()?;
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
        let begun = group.managers.iter().find(|one| one.id == *manager);
        let begun = begun.ok_or(Error::NotFound { noun: "group_manager" })?;
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on >= begun.started_on, "on", ProblemCode::TooEarly);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        let on = check.finish(on)?;
        let others = group.managers.iter().filter(|one| one.id != *manager);
        let stays = others.filter(|one| one.ended_on.is_none()).count() > 0;
        if let (false, GroupState::Active, Some(source)) =
            (stays, group.state(), self.policy()?.group_need(Need::GroupManager))
        {
            let clause = self.policy()?.cite(source);
            return Err(Error::Refused { code: "last_group_manager", clause });
        }
        let ended = GroupManagerTerm { ended_on: Some(on), ..begun.clone() };
        let act = Act::new("group_manager_end", "group").on(id.as_str());
        let act = act.about(&Fields::default().and(begun).only("who")).changing(begun, &ended);
        self.vault.transact(act, now, |db| group::end_manager(db, manager, on))
    }

    /// Says that a manager was entered by mistake.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason.
    pub fn void_group_manager(
        &mut self,
        id: &GroupId,
        manager: &GroupManagerId,
        typed_reason: &str,
        now: Moment,
    ) -> Result<()> {
        let voided = voided(typed_reason, now)?;
        let managers = self.group(id)?.managers;
        let taken = managers.iter().find(|one| one.id == *manager);
        let taken = taken.ok_or(Error::NotFound { noun: "group_manager" })?;
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
        let consents = self.vault.read(|db| consent::consents_of(db, recipient))?;
        let missing = missing(&self.policy()?.group.needs, group, &consents, now.today());
        let Some((code, source)) = missing else { return Ok(()) };
        let clause = self.policy()?.cite(&source);
        let act = Act::new("group_refuse", "care_recipient").on(recipient.as_str());
        self.refuse(act, code, clause, now)
    }

    /// Keeps that something was refused, and refuses it.
    pub(super) fn refuse<T>(
        &mut self,
        act: Act,
        code: &'static str,
        clause: String,
        now: Moment,
    ) -> Result<T> {
        self.vault.transact(act.because(code), now, |_| Ok(()))?;
        Err(Error::Refused { code, clause })
    }
}

/// The first thing a group needs and does not have.
fn missing(
    needs: &[crate::policy::GroupNeed],
    group: &Group,
    consents: &[Consent],
    today: NaiveDate,
) -> Option<(&'static str, Source)> {
    let is_link = matches!(group.kind, GroupKind::Link { .. });
    // A consent for talk from one to one does not speak of a group (宮崎 第16条).
    let speaks = |consent: &&Consent| is_link || consent.plan.obtained_as != ObtainedAs::DirectLink;
    let in_force = consents.iter().filter(speaks).find(|consent| consent.is_in_force());
    let half = consents.iter().any(|consent| consent.status().is_half());
    let is_managed = group.managers.iter().any(|one| one.ended_on.is_none_or(|end| end >= today));
    let code = |need: Need| match need {
        Need::Consent if in_force.is_none() && half => Some("group_needs_signature"),
        Need::Consent if in_force.is_none() => Some("group_needs_consent"),
        _ if is_link => None,
        Need::GroupManager if !is_managed => Some("group_needs_manager"),
        Need::DoctorInstruction if group.instruction.is_none() => Some("group_needs_instruction"),
        Need::DoctorMember if !group.has_doctor() => Some("group_needs_doctor"),
        Need::Target if in_force.is_none_or(|consent| consent.plan.target.is_empty()) => {
            Some("group_needs_target")
        }
        _ => None,
    };
    needs.iter().find_map(|one| code(one.need).map(|code| (code, one.source.clone())))
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
