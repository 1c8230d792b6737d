//! What a search of everything found, on the wire: the lines of each noun as its own list shows them.

use super::*;

/// The first of what was found, and how many there are.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Portion<T> {
    /// In the order of the noun's own list.
    pub lines: Vec<T>,
    /// How many there are.
    pub total: usize,
}

/// What was found, noun by noun.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SearchFound {
    /// 職員.
    pub staff: Portion<StaffLine>,
    /// 患者さん, without their consents.
    pub care_recipients: Portion<CareRecipientLine>,
    /// ご家族.
    pub family: Portion<FamilyFound>,
    /// 同意書, by control number.
    pub consents: Portion<ConsentLine>,
    /// グループ.
    pub groups: Portion<GroupLine>,
    /// 端末.
    pub devices: Portion<DeviceLine>,
    /// 持ち出し.
    pub takeouts: Portion<TakeoutLine>,
    /// 研修.
    pub trainings: Portion<TrainingLine>,
    /// 紛失・事故.
    pub incidents: Portion<IncidentLine>,
    /// 送付.
    pub submissions: Portion<SubmissionLine>,
    /// What is to be done today.
    pub duties: Portion<Duty>,
    /// The region's papers.
    pub papers: Vec<PaperFound>,
    /// What was taken back.
    pub taken_back: Portion<TakenBack>,
}

/// A family member, found by name.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FamilyFound {
    /// Id of the family member.
    pub id: String,
    /// 例示 桜.
    pub name: String,
    /// れいじ さくら.
    pub kana: String,
    /// 長女.
    pub relationship: String,
    /// Whose card the name stands on.
    pub recipient: CareRecipientLine,
}

/// A paper of the region, found by its number or title.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperFound {
    /// Which.
    pub kind: PaperKind,
    /// 別紙様式4 在宅医療における個人情報使用同意書.
    pub title: String,
}

/// Something that was taken back (取り消し).
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakenBack {
    /// What it was, as the acts name it, e.g. `care_recipient`.
    pub noun: String,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}
