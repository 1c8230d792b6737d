//! Patient groups and consents to pictures, as typed and as shown.

use super::*;

/// A patient group.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareGroup {
    /// Id.
    pub id: String,
    /// Since when, in both calendars.
    pub opened: String,
    /// 患者グループ管理者; empty if none.
    pub manager: String,
    /// The physician's instruction in words (医師・医療機関・日・方法); empty if none.
    pub instruction: String,
    /// Who takes part.
    pub members: Vec<GroupMember>,
}

/// Somebody who takes part.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupMember {
    /// Id.
    pub id: String,
    /// Who they are.
    pub kind: MemberKind,
    /// 氏名.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// Since when, in both calendars.
    pub joined: String,
    /// When the staff concerned agreed, in both calendars; empty if nobody asks.
    pub agreed: String,
}

/// Who a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum MemberKind {
    /// 主治医.
    Doctor,
    /// 職員・他事業所.
    Staff,
    /// 本人・家族.
    Family,
}

/// A group as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareGroupTyped {
    /// Whose group.
    pub recipient_id: String,
    /// Since when.
    pub opened_on: String,
    /// 患者グループ管理者.
    pub manager_id: Option<String>,
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
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupMemberTyped {
    /// Who they are.
    pub kind: Option<MemberKind>,
    /// 氏名.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// Since when.
    pub joined_on: String,
    /// When the staff concerned agreed.
    pub agreed_on: String,
}

/// Who agreed to a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PhotoConsentKind {
    /// The person, this once.
    Person,
    /// The family, this once.
    Family,
    /// The family beforehand, in a facility.
    FacilityPrior,
}

/// A consent to a picture as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PhotoConsentTyped {
    /// Of whom.
    pub recipient_id: String,
    /// When they agreed.
    pub on: String,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// How.
    pub means: String,
    /// Who takes it.
    pub taken_by_id: Option<String>,
}

/// A consent to a picture in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PhotoConsentLine {
    /// Id.
    pub id: String,
    /// When they agreed, in both calendars.
    pub on: String,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// How.
    pub means: String,
}

/// A consent that was signed before this program came, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ExistingConsentTyped {
    /// Whose.
    pub recipient_id: String,
    /// Who signed.
    pub signer: SignerKind,
    /// Whether the family signed, too.
    pub family_too: bool,
    /// Why no family member signed where one must.
    pub no_family_reason: String,
    /// 署名日.
    pub signed_on: String,
    /// Where the original is.
    pub place: String,
}
