//! The patient group (患者グループ; 宮崎: 患者タイムライン): what it needs before anybody talks there.
//!
//! Owns the group and its members as facts; what a region asks for stands in `policy`, and `desk` compares.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::{DoctorRequest, PersonalText};
use super::id::{CareGroupId, CareRecipientId, GroupMemberId, StaffId};
use crate::{ProblemCode, Result};

/// A patient group in use.
#[derive(Debug, Clone, PartialEq)]
pub struct CareGroup {
    /// Random id.
    pub id: CareGroupId,
    /// Whose group it is.
    pub recipient: CareRecipientId,
    /// Since when it is used.
    pub opened_on: NaiveDate,
    /// 患者グループ管理者, when one of our own staff is it (朝霞 3)(4)).
    pub manager: Option<StaffId>,
    /// The physician's instruction or leave (宮崎 第29条2)).
    pub instruction: Option<DoctorRequest>,
    /// Who takes part.
    pub members: Vec<GroupMember>,
}

/// Somebody who takes part in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMember {
    /// Random id.
    pub id: GroupMemberId,
    /// Who they are.
    pub kind: MemberKind,
    /// 氏名; of our own staff it stands on their card.
    pub name: PersonalText,
    /// 事業所・医療機関; empty for the family.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// Since when.
    pub joined_on: NaiveDate,
    /// The day on which the staff concerned agreed (熊谷 第5条(3)); only of the person and the family.
    pub agreed_on: Option<NaiveDate>,
}

/// Who a member of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    /// The attending physician (主治医).
    Doctor,
    /// Staff of our own or of another office.
    Staff,
    /// The care recipient or the family.
    Family,
}

/// A group as typed.
#[derive(Clone)]
pub struct CareGroupDraft {
    /// Whose group it is.
    pub recipient: CareRecipientId,
    /// Since when.
    pub opened_on: String,
    /// 患者グループ管理者.
    pub manager: Option<StaffId>,
    /// Whether the physician's instruction is recorded.
    pub instructed: bool,
    /// 主治医.
    pub doctor: String,
    /// 医療機関.
    pub clinic: String,
    /// 指示・了承の日.
    pub instructed_on: String,
    /// How it came.
    pub means: String,
    /// Whether the physician takes part.
    pub doctor_is_member: bool,
}

/// A member as typed.
#[derive(Clone, Default)]
pub struct GroupMemberDraft {
    /// Who they are; `None` until chosen.
    pub kind: Option<MemberKind>,
    /// 氏名.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// Since when.
    pub joined_on: String,
    /// The day on which the staff concerned agreed.
    pub agreed_on: String,
}

impl CareGroup {
    /// Whether the attending physician takes part.
    pub fn has_doctor(&self) -> bool {
        self.members.iter().any(|member| member.kind == MemberKind::Doctor)
    }
}

impl CareGroupDraft {
    /// Checks what was typed; whether that is enough is the region's rule.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, today: NaiveDate) -> Result<CareGroup> {
        let mut check = Check::default();
        let opened_on = check.required_date("openedOn", &self.opened_on);
        check.demand(opened_on <= today, "openedOn", ProblemCode::InFuture);
        let instruction = self.instructed.then(|| {
            let requested_on = check.required_date("instructedOn", &self.instructed_on);
            check.demand(requested_on <= opened_on, "instructedOn", ProblemCode::TooLate);
            DoctorRequest {
                doctor: PersonalText(check.required_line("doctor", &self.doctor, NAME_LIMIT)),
                clinic: check.line("clinic", &self.clinic, NAME_LIMIT),
                requested_on,
                means: check.required_line("means", &self.means, NAME_LIMIT),
            }
        });
        let mut members = Vec::new();
        if self.doctor_is_member {
            members.push(GroupMember {
                id: GroupMemberId::random(),
                kind: MemberKind::Doctor,
                name: PersonalText(check.required_line("doctor", &self.doctor, NAME_LIMIT)),
                office: check.line("clinic", &self.clinic, NAME_LIMIT),
                role: String::new(),
                joined_on: opened_on,
                agreed_on: None,
            });
        }
        check.finish(CareGroup {
            id: CareGroupId::random(),
            recipient: self.recipient.clone(),
            opened_on,
            manager: self.manager.clone(),
            instruction,
            members,
        })
    }
}

impl GroupMemberDraft {
    /// Checks what was typed. `must_agree`: whether the region asks the staff to agree before the person or the
    /// family takes part (熊谷 第5条(3)).
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, opened_on: NaiveDate, must_agree: bool, today: NaiveDate) -> Result<GroupMember> {
        let mut check = Check::default();
        let kind = self.kind.unwrap_or(MemberKind::Staff);
        check.demand(self.kind.is_some(), "kind", ProblemCode::Required);
        let joined_on = check.required_date("joinedOn", &self.joined_on);
        check.demand(joined_on <= today, "joinedOn", ProblemCode::InFuture);
        check.demand(joined_on >= opened_on, "joinedOn", ProblemCode::TooEarly);
        let agreed_on = match kind {
            MemberKind::Family => check.date("agreedOn", &self.agreed_on),
            MemberKind::Doctor | MemberKind::Staff => None,
        };
        if kind == MemberKind::Family && must_agree {
            check.demand(agreed_on.is_some(), "agreedOn", ProblemCode::AgreementMissing);
        }
        check.demand(agreed_on.is_none_or(|day| day <= joined_on), "agreedOn", ProblemCode::TooLate);
        let name = PersonalText(check.required_line("name", &self.name, NAME_LIMIT));
        let office = check.line("office", &self.office, NAME_LIMIT);
        let role = check.line("role", &self.role, NAME_LIMIT);
        check.finish(GroupMember {
            id: GroupMemberId::random(),
            kind,
            name,
            office,
            role,
            joined_on,
            agreed_on,
        })
    }
}
