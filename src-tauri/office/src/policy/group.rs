//! The rule of groups as a region words it: what one needs, how it ends, and who may manage it.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Policy, Source};
use crate::domain::consent::{Consent, ObtainedAs};
use crate::domain::disposal::is_every_paper_gone;
use crate::domain::group::{Group, GroupKind, GroupState};
use crate::domain::id::{GroupManagerId, MembershipId, StaffId};
use crate::domain::leaving::LeavingKind;
use crate::domain::membership::{Member, Membership, MembershipDraft};
use crate::domain::staff::{Staff, StaffStatus};
use crate::{Error, ProblemCode, Result};

/// What the document says of groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupRule {
    /// What a patient group needs before it is used.
    #[serde(default, rename = "need")]
    pub needs: Vec<GroupNeed>,
    /// Where the document asks the staff to agree before the person or the family joins (熊谷 第5条(3)).
    pub family_member: Option<Source>,
    /// Where the document lets the person and the family in only under a physician (宮崎 第29条5)).
    pub family_under_doctor: Option<Source>,
    /// Whom to ask for the full deletion; `None`: 規定なし.
    pub deletion: Option<DeletionRule>,
    /// To whom the management may be handed (板橋 第4条).
    pub delegation: Option<Delegation>,
}

/// Something a patient group needs before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupNeed {
    /// What.
    pub need: Need,
    /// Where the document says so.
    pub source: Source,
}

/// What a patient group can need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// A consent in force, or what stands in for one.
    Consent,
    /// A 患者グループ管理者 (朝霞 3)(4)).
    GroupManager,
    /// The physician's instruction or leave (宮崎 細則).
    DoctorInstruction,
    /// The physician as a member (宮崎).
    DoctorMember,
    /// Why the person's data may be shared (熊谷 第3条).
    Target,
}

/// Who deletes a group wholly when the person or the family asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeletionRule {
    /// エンブレース（株）.
    pub to: String,
    /// Where the document says so.
    pub source: Source,
}

/// Who may manage the groups in the office's place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// 在宅医療センター 療養相談室.
    pub to: String,
    /// Where the document lets several people share one ID then (板橋 第11条(2)).
    pub shared_id: Option<Source>,
    /// Where the document says so.
    pub source: Source,
}

impl Policy {
    /// Refuses to use a group that lacks something. `left`: staff who manage it and leave the office, with the last day.
    ///
    /// # Errors
    /// [`Error::Refused`] with the clause of the first thing that is missing: `group_needs_consent`,
    /// `group_needs_signature`, `group_needs_manager`, `group_needs_instruction`, `group_needs_doctor`,
    /// `group_needs_target`.
    pub fn demand_group_needs(
        &self,
        group: &Group,
        consents: &[Consent],
        left: &HashMap<StaffId, NaiveDate>,
        today: NaiveDate,
    ) -> Result<()> {
        if group.kind.recipient().is_none() {
            return Ok(());
        }
        let is_link = matches!(group.kind, GroupKind::Link { .. });
        // A consent for talk from one to one does not speak of a group (宮崎 第16条).
        let speaks = |consent: &&Consent| is_link || consent.plan.obtained_as != ObtainedAs::DirectLink;
        let in_force = consents.iter().filter(speaks).find(|consent| consent.is_in_force());
        let half = consents.iter().any(|consent| consent.status().is_half());
        let code = |need: Need| match need {
            Need::Consent if in_force.is_none() && half => Some("group_needs_signature"),
            Need::Consent if in_force.is_none() => Some("group_needs_consent"),
            _ if is_link => None,
            Need::GroupManager if !group.stays_managed(today, left) => Some("group_needs_manager"),
            Need::DoctorInstruction if group.instruction.is_none() => Some("group_needs_instruction"),
            Need::DoctorMember if !group.has_doctor() => Some("group_needs_doctor"),
            Need::Target if in_force.is_none_or(|consent| consent.plan.target.is_empty()) => {
                Some("group_needs_target")
            }
            _ => None,
        };
        let missing = self.group.needs.iter().find_map(|one| Some((code(one.need)?, &one.source)));
        missing.map_or(Ok(()), |(code, source)| Err(Error::Refused { code, clause: self.cite(source) }))
    }

    /// Takes back the last thing that was recorded of a group: its number, and who was never in the group. `consents`:
    /// all of the person.
    ///
    /// # Errors
    /// Those of [`Group::take_back`]; when it would be used again, [`Error::Refused`] `group_needs_manager` with the clause
    /// when nobody manages it any more, and `consent_disposed` when the paper it rested on is gone.
    pub fn check_taken_back(
        &self,
        group: &Group,
        consents: &[Consent],
        left: &HashMap<StaffId, NaiveDate>,
        today: NaiveDate,
    ) -> Result<(u32, Vec<MembershipId>)> {
        let (last, never) = group.take_back()?;
        let before = group.true_events().rev().nth(1).map(|event| event.kind);
        let used_again =
            group.state() != GroupState::Active && GroupState::after(before) == GroupState::Active;
        let about = used_again && group.kind.recipient().is_some();
        if about && is_every_paper_gone(consents, &[]) {
            return Err(refused("consent_disposed"));
        }
        let asked = used_again && matches!(group.kind, GroupKind::Care { .. });
        match self.group_need(Need::GroupManager).filter(|_| asked && !group.stays_managed(today, left)) {
            Some(source) => Err(Error::Refused { code: "group_needs_manager", clause: self.cite(source) }),
            None => Ok((last, never)),
        }
    }

    /// Refuses to lose the last manager of a group that is used, where the region wants one (朝霞 3)(4)).
    ///
    /// # Errors
    /// [`Error::Refused`] `last_group_manager` with the clause.
    pub fn demand_other_manager(
        &self,
        group: &Group,
        id: &GroupManagerId,
        left: &HashMap<StaffId, NaiveDate>,
    ) -> Result<()> {
        let asked = matches!(group.kind, GroupKind::Care { .. }) && group.state() == GroupState::Active;
        match self.group_need(Need::GroupManager).filter(|_| asked && !group.has_other_manager(id, left)) {
            Some(source) => Err(Error::Refused { code: "last_group_manager", clause: self.cite(source) }),
            None => Ok(()),
        }
    }

    /// Checks somebody who joins a group; `staff`: the card of one of our own.
    ///
    /// # Errors
    /// [`Error::Fields`], also without the staff's agreement where the region asks for it (熊谷 第5条(3)), before the
    /// person's first day, and before an earlier time in the group ended; [`Error::Refused`] `group_not_active`,
    /// `member_already`, `family_needs_doctor` (宮崎 第29条5)), and those of [`Policy::may_join_groups`].
    pub fn check_join(
        &self,
        group: &Group,
        draft: &MembershipDraft,
        staff: Option<&Staff>,
        today: NaiveDate,
    ) -> Result<Membership> {
        group.demand_active()?;
        let must_agree = self.group.family_member.is_some();
        let member = draft.check(&group.id, group.opened_on(), must_agree, today)?;
        if let Some(staff) = staff {
            demand_not_in(group, &staff.id)?;
            self.may_join_groups(staff, today)?;
            let first_day = staff.details.registered_on;
            let times = group.members.iter().filter(|one| one.voided.is_none());
            let mut ends =
                times.filter(|one| one.staff() == Some(&staff.id)).filter_map(|one| one.release.as_ref());
            let is_later = ends.all(|release| release.on <= member.joined_on);
            if !is_later || first_day.is_some_and(|first_day| member.joined_on < first_day) {
                return Err(Error::field("joinedOn", ProblemCode::TooEarly));
            }
        }
        match (&member.who, &self.group.family_under_doctor) {
            (Member::Family { .. }, Some(source)) if !group.has_doctor() => {
                Err(Error::Refused { code: "family_needs_doctor", clause: self.cite(source) })
            }
            _ => Ok(member),
        }
    }

    /// Takes a release back: the same time in the group, not ended; `staff`: the card of one of our own.
    ///
    /// # Errors
    /// [`Error::Refused`] `not_released`; `group_deleted` and `group_void` where nobody takes part any more;
    /// `member_already` when the person joined again since then; `staff_leaving` once the person is out of every group for good.
    pub fn check_release_taken_back(
        &self,
        group: &Group,
        member: &Membership,
        staff: Option<&Staff>,
        today: NaiveDate,
    ) -> Result<Membership> {
        if member.voided.is_some() || (member.release.is_none() && member.off_case_on.is_none()) {
            return Err(refused("not_released"));
        }
        group.demand_there()?;
        if let Some(staff) = staff.filter(|_| member.release.is_some()) {
            demand_not_in(group, &staff.id)?;
            let later = |one: &Membership| {
                let same = one.id != member.id && one.voided.is_none() && one.staff() == member.staff();
                same && one.release.as_ref().is_some_and(|release| member.joined_on < release.on)
            };
            if group.members.iter().any(later) {
                return Err(refused("member_already"));
            }
            if self.is_done_with(staff, LeavingKind::ReleaseGroups, today) {
                return Err(refused("staff_leaving"));
            }
        }
        let id = MembershipId::random();
        Ok(Membership { id, release: None, off_case_on: None, ..member.clone() })
    }

    /// Whether somebody has left, or the step of leaving that gives something back is behind them.
    pub fn is_done_with(&self, staff: &Staff, step: LeavingKind, today: NaiveDate) -> bool {
        let given_back = staff.leaving.as_ref().is_some_and(|leaving| leaving.done(step).is_some());
        given_back || staff.was_gone_before() || self.staff_status(staff, today) == StaffStatus::Left
    }
}

fn demand_not_in(group: &Group, staff: &StaffId) -> Result<()> {
    match group.running().any(|one| one.staff() == Some(staff)) {
        true => Err(refused("member_already")),
        false => Ok(()),
    }
}

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
