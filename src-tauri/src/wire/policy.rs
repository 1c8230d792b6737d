//! The region's rules, as the window needs them: what is asked, whom, and the sentence behind it.

use super::*;

/// A clause with its sentence.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Quoted {
    /// 朝霞地区 運用ルール 3)(2).
    pub clause: String,
    /// The sentence, word for word.
    pub quotation: String,
}

/// The rules of the office's region. `None` everywhere means 規定なし（事業所の設定）.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PolicyRules {
    /// 朝霞地区.
    pub name: String,
    /// 患者（利用者）.
    pub care_recipient_word: String,
    /// 患者グループ.
    pub care_group_word: String,
    /// 患者グループ管理者.
    pub group_manager_word: String,
    /// Whether the person and the family both sign.
    pub both_sign: bool,
    /// Where the document says who signs.
    pub consent: Quoted,
    /// What is printed on the sheets of a consent.
    pub copies: Vec<String>,
    /// Where the document speaks of the sheets.
    pub copies_source: Option<Quoted>,
    /// Where it lets a colleague obtain the consent for the attending physician.
    pub on_behalf: Option<Quoted>,
    /// Where it lets an older pledge of a member of staff stand in.
    pub pledge_omission: Option<Quoted>,
    /// Where it lets people talk from one to one before there is a group.
    pub direct_link: Option<Quoted>,
    /// Where it lets an older consent stand in.
    pub existing: Option<Quoted>,
    /// Whose data may be shared; one is to be chosen.
    pub targets: Vec<TargetChoice>,
    /// The rule of pictures.
    pub photo: Option<PhotoAsked>,
    /// Where it asks the staff to agree before the family joins a group.
    pub family_member: Option<Quoted>,
    /// Where it lets the family in only under a physician.
    pub family_under_doctor: Option<Quoted>,
    /// つながり.
    pub direct_link_word: String,
    /// 保管リスト; empty where the document has no word for it.
    pub archive_word: String,
    /// The region's second system; empty where there is none.
    pub second_system_word: String,
    /// Whom to ask for the full deletion of a group.
    pub deletion: Option<ToldTo>,
    /// To whom the management of a group may be handed.
    pub delegation: Option<ToldTo>,
    /// What a group needs before it is used.
    pub group_needs: Vec<GroupNeed>,
    /// The five kinds of paper with the region's own number and title, or what the document says instead; then the
    /// take-out slip, where it asks for one.
    pub papers: Vec<PaperPlace>,
    /// What is to be done and what is always kept in mind, with its sentence.
    pub book: Vec<PolicyLine>,
}

/// A sentence of the policy in short.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PolicyLine {
    /// In short.
    pub title: String,
    /// Whether it is something to be done; otherwise it is always kept in mind.
    pub is_duty: bool,
    /// How strongly the document says so.
    pub strength: Strength,
    /// Where it says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Quoted>,
}

/// One of the office's own targets (目安).
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Target {
    /// Which, e.g. `notice_days`.
    pub name: String,
    /// How many, as typed.
    pub number: String,
}

/// Whom the document names, and where.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ToldTo {
    /// Whom.
    pub to: String,
    /// Where it says so.
    pub source: Quoted,
}

/// Whose data may be shared.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TargetChoice {
    /// Key.
    pub key: String,
    /// The words of the choice.
    pub label: String,
    /// Where the document says so.
    pub source: Quoted,
}

/// Whom the region asks about a picture.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PhotoAsked {
    /// Whether the person is asked.
    pub person: bool,
    /// Whether the family is asked.
    pub family: bool,
    /// Whether in a facility the family may agree beforehand.
    pub facility_prior: bool,
    /// Where the document says so.
    pub source: Quoted,
}

/// Something a group needs.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupNeed {
    /// What.
    pub need: NeedKind,
    /// Where the document says so.
    pub source: Quoted,
}

/// What a group can need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum NeedKind {
    /// A consent in force.
    Consent,
    /// A 患者グループ管理者.
    GroupManager,
    /// The physician's instruction.
    DoctorInstruction,
    /// The physician as a member.
    DoctorMember,
    /// Why the person's data may be shared.
    Target,
}

/// A kind of paper in this region.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperPlace {
    /// Which.
    pub kind: PaperKind,
    /// 別紙様式3 誓約同意書; empty where the region has none.
    pub title: String,
    /// What the document says where it has none.
    pub absent: Option<Quoted>,
}

/// What a paper is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PaperKind {
    /// 利用申込書.
    Application,
    /// 事業所の誓約書.
    OfficePledge,
    /// 従事者の変更通知.
    StaffNotice,
    /// 従事者の誓約書.
    StaffPledge,
    /// 同意書.
    PatientConsent,
    /// 持ち出しの届.
    TakeOut,
    /// 画像の同意.
    PhotoConsent,
}
