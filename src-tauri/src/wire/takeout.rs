//! 持ち出し on the wire: the slip, the decision, the return. Choices go by their stable names.

use office::domain::id::{DeviceId, StaffId};
use office::domain::takeout;

use super::*;

/// A slip as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakeoutTyped {
    /// Who takes it out.
    pub applicant_id: Option<String>,
    /// Which devices.
    pub device_ids: Vec<String>,
    /// 媒体.
    pub medium: String,
    /// 情報の内容.
    pub content: String,
    /// 目的.
    pub purpose: String,
    /// 場所.
    pub place: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// 届出日.
    pub asked_on: String,
}

/// A decision as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakeoutDecisionTyped {
    /// By whom; null for the manager.
    pub by_id: Option<String>,
    /// When.
    pub on: String,
    /// Whether it is approved.
    pub approved: bool,
    /// Why not.
    pub reason: String,
}

/// A return as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakeoutReturnTyped {
    /// When.
    pub on: String,
    /// Who looked at it; null for the manager.
    pub by_id: Option<String>,
    /// Whether data were erased, or there were none.
    pub erased: bool,
    /// 異常なし, or what was found.
    pub note: String,
}

/// A slip.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakeoutLine {
    /// Id.
    pub id: String,
    /// Who takes it out.
    pub applicant: String,
    /// Which devices.
    pub devices: Vec<String>,
    /// 媒体.
    pub medium: String,
    /// 情報の内容.
    pub content: String,
    /// 目的.
    pub purpose: String,
    /// 場所.
    pub place: String,
    /// First day, in both calendars.
    pub from: String,
    /// Last day, in both calendars.
    pub until: String,
    /// 届出日, in both calendars.
    pub asked: String,
    /// Where it stands.
    pub state: String,
    /// Days by which it came back, or is, late.
    pub days_late: u32,
    /// When it was decided, in both calendars; empty while it waits.
    pub decided: String,
    /// By whom; empty for the manager.
    pub decided_by: String,
    /// Why not.
    pub reason: String,
    /// When it came back, in both calendars.
    pub returned: String,
    /// Who looked at it; empty for the manager.
    pub returned_to: String,
    /// 異常なし, or what was found.
    pub note: String,
}

/// The slips that were found.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TakeoutList {
    /// The first of them.
    pub lines: Vec<TakeoutLine>,
    /// How many there are.
    pub total: usize,
    /// Who approves, in the region's word; empty where it has none.
    pub approver: String,
    /// Where the document says so.
    pub source: Option<Quoted>,
}

impl From<TakeoutTyped> for takeout::TakeoutDraft {
    fn from(typed: TakeoutTyped) -> Self {
        Self {
            applicant: typed.applicant_id.map(StaffId::from_text),
            devices: typed.device_ids.into_iter().map(DeviceId::from_text).collect(),
            medium: typed.medium,
            content: typed.content,
            purpose: typed.purpose,
            place: typed.place,
            from: typed.from,
            until: typed.until,
            asked_on: typed.asked_on,
        }
    }
}

impl From<TakeoutDecisionTyped> for takeout::TakeoutDecisionDraft {
    fn from(typed: TakeoutDecisionTyped) -> Self {
        let TakeoutDecisionTyped { by_id, on, approved, reason } = typed;
        Self { by: by_id.map(StaffId::from_text), on, approved, reason }
    }
}

impl From<TakeoutReturnTyped> for takeout::TakeoutReturnDraft {
    fn from(typed: TakeoutReturnTyped) -> Self {
        let TakeoutReturnTyped { on, by_id, erased, note } = typed;
        Self { on, by: by_id.map(StaffId::from_text), erased, note }
    }
}
