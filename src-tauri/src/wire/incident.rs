//! 紛失・事故 on the wire: what happened, its steps with their times, and by when the authority is told.

use office::domain::id::{CareRecipientId, DeviceId, StaffId};
use office::domain::incident::IncidentDraft;

use super::*;

/// An incident as typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct IncidentTyped {
    /// What happened.
    pub cause: String,
    /// When it happened.
    pub happened_on: String,
    /// When the office knew.
    pub known_on: String,
    /// The device concerned.
    pub device_id: Option<String>,
    /// Whose device or ID it is.
    pub person_id: Option<String>,
    /// Whether the data were well encrypted; null: not known.
    pub encrypted: Option<bool>,
    /// Whether somebody may have done it with a wrongful aim.
    pub wrongful: bool,
    /// The care recipients concerned.
    pub recipient_ids: Vec<String>,
    /// A word on it.
    pub note: String,
}

/// When a step was done, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct StampTyped {
    /// The day.
    pub on: String,
    /// The time, as 18:45.
    pub at: String,
}

/// An incident in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct IncidentLine {
    /// Id.
    pub id: String,
    /// What happened.
    pub cause: String,
    /// When it happened, in both calendars.
    pub happened: String,
    /// When the office knew, in both calendars.
    pub known: String,
    /// The device.
    pub device: String,
    /// Whose device or ID it is.
    pub person: String,
    /// What is to be done next; empty once all is done.
    pub next_step: String,
    /// When it was settled, in both calendars.
    pub closed: String,
}

/// The incidents.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct IncidentList {
    /// The first of them, newest first.
    pub lines: Vec<IncidentLine>,
    /// How many there are.
    pub total: usize,
}

/// An incident with its steps.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct IncidentCard {
    /// As in the list.
    pub line: IncidentLine,
    /// Ready to be typed over.
    pub typed: IncidentTyped,
    /// What is done, in order.
    pub steps: Vec<IncidentStepShown>,
    /// 速報: by when, in both calendars.
    pub first_report: String,
    /// 確報: by when, in both calendars.
    pub full_report: String,
    /// Whether every step has its time.
    pub all_done: bool,
}

/// One step.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct IncidentStepShown {
    /// Stable name.
    pub key: String,
    /// In the region's words.
    pub title: String,
    /// Where the document says so.
    pub source: Option<Quoted>,
    /// Whom to call: name and number; empty for other steps.
    pub call: String,
    /// When it was done, in both calendars with the time; empty while it is not.
    pub done: String,
    /// The day, ready to be typed over.
    pub done_on: String,
    /// The time, ready to be typed over.
    pub done_at: String,
}

impl From<IncidentTyped> for IncidentDraft {
    fn from(typed: IncidentTyped) -> Self {
        Self {
            cause: typed.cause,
            happened_on: typed.happened_on,
            known_on: typed.known_on,
            device: typed.device_id.map(DeviceId::from_text),
            person: typed.person_id.map(StaffId::from_text),
            encrypted: typed.encrypted,
            wrongful: typed.wrongful,
            recipients: typed.recipient_ids.into_iter().map(CareRecipientId::from_text).collect(),
            note: typed.note,
        }
    }
}
