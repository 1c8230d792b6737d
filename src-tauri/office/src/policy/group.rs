//! The rule of groups as a region words it: what one needs, how it ends, and who may manage it.

use serde::Deserialize;

use super::Source;

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
