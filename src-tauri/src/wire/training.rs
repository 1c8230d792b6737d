//! 研修・講習会 and ガイドラインの確認 on the wire. Choices go by their stable names.

use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::id::StaffId;
use office::domain::training;

use super::*;

/// A training as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TrainingTyped {
    /// When.
    pub on: String,
    /// What.
    pub kind: String,
    /// 題.
    pub title: String,
    /// 講師.
    pub teacher: String,
    /// 資料.
    pub material: String,
    /// Everybody who was expected.
    pub attendees: Vec<AttendeeTyped>,
}

/// Somebody who was expected, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct AttendeeTyped {
    /// Who.
    pub staff_id: String,
    /// Whether they were there.
    pub attended: bool,
    /// When they heard it later; may be empty.
    pub later_on: String,
}

/// A training.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TrainingLine {
    /// Id.
    pub id: String,
    /// When, in both calendars.
    pub on: String,
    /// What.
    pub kind: String,
    /// 題.
    pub title: String,
    /// 講師.
    pub teacher: String,
    /// 資料.
    pub material: String,
    /// Everybody who was expected.
    pub attendees: Vec<AttendeeLine>,
    /// How many of them have heard it.
    pub heard: usize,
}

/// Somebody who was expected.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct AttendeeLine {
    /// Id.
    pub staff_id: String,
    /// Who.
    pub name: String,
    /// When they heard it, in both calendars; empty: 欠席.
    pub heard: String,
    /// Whether that was later (後日受講).
    pub later: bool,
}

/// A training that may be recorded here.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TrainingOffered {
    /// Stable name.
    pub kind: String,
    /// The region's word; empty for the office's own.
    pub title: String,
    /// Where the document says so.
    pub source: Option<Quoted>,
}

/// The trainings that were held.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TrainingList {
    /// The first of them, newest first.
    pub lines: Vec<TrainingLine>,
    /// How many there are.
    pub total: usize,
    /// What may be recorded.
    pub offered: Vec<TrainingOffered>,
    /// What the document says of education.
    pub education: Option<Quoted>,
}

/// A look at the guidelines, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GuidelineCheckTyped {
    /// When.
    pub on: String,
    /// By whom; null for the manager.
    pub by_id: Option<String>,
    /// Whether all was in order.
    pub in_order: bool,
    /// What was found.
    pub note: String,
}

/// A look at the guidelines.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GuidelineCheckLine {
    /// Id.
    pub id: String,
    /// When, in both calendars.
    pub on: String,
    /// By whom; empty for the manager.
    pub by: String,
    /// Whether all was in order.
    pub in_order: bool,
    /// What was found.
    pub note: String,
}

/// The looks at the guidelines.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GuidelineCheckList {
    /// Newest first.
    pub lines: Vec<GuidelineCheckLine>,
    /// Where the document asks for it (板橋 第9条).
    pub source: Option<Quoted>,
}

impl From<TrainingTyped> for training::TrainingDraft {
    fn from(typed: TrainingTyped) -> Self {
        let TrainingTyped { on, kind, title, teacher, material, attendees } = typed;
        let attendee = |one: AttendeeTyped| training::AttendeeDraft {
            staff: StaffId::from_text(one.staff_id),
            attended: one.attended,
            later_on: one.later_on,
        };
        Self { on, kind, title, teacher, material, attendees: attendees.into_iter().map(attendee).collect() }
    }
}

impl From<GuidelineCheckTyped> for GuidelineCheckDraft {
    fn from(typed: GuidelineCheckTyped) -> Self {
        let GuidelineCheckTyped { on, by_id, in_order, note } = typed;
        Self { on, by: by_id.map(StaffId::from_text), in_order, note }
    }
}
