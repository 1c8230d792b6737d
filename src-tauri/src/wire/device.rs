//! Devices, rounds of looks and 災害時の特例, as typed and as shown. Choices go by their stable names.

use office::domain;
use office::domain::id::{DeviceId, StaffId};

use super::*;

/// A device as typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceTyped {
    /// Whose it is.
    pub kind: String,
    /// 機種・名前.
    pub name: String,
    /// OS.
    pub os: String,
    /// Who uses it.
    pub holder_id: Option<String>,
    /// Whether Man・Go! runs on it.
    pub man_go: bool,
    /// Since when.
    pub registered_on: String,
    /// The day of the written permission.
    pub permitted_on: String,
}

/// A device in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceLine {
    /// Id.
    pub id: String,
    /// #4 タブレット.
    pub name: String,
    /// Whose it is.
    pub kind: String,
    /// OS.
    pub os: String,
    /// Who uses it.
    pub holder: String,
    /// Id of who uses it.
    pub holder_id: Option<String>,
    /// Where it stands.
    pub state: String,
    /// Since when, in both calendars.
    pub registered: String,
    /// The day of the written permission, in both calendars.
    pub permitted: String,
    /// The newest look, in both calendars.
    pub checked: String,
    /// What the document commands and the newest look found missing.
    pub missing: Vec<String>,
}

/// The devices that were found.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceList {
    /// The first of them.
    pub lines: Vec<DeviceLine>,
    /// How many there are.
    pub total: usize,
    /// The newest disaster.
    pub disaster: Option<DisasterShown>,
}

/// A disaster.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DisasterShown {
    /// What happened.
    pub what: String,
    /// First day, in both calendars.
    pub started: String,
    /// Last day, in both calendars; empty while it lasts.
    pub ended: String,
    /// Whether it lasts.
    pub running: bool,
}

/// What the region says of devices.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceRules {
    /// What it says of devices of their own.
    pub own: Option<Quoted>,
    /// What the office has decided on them, empty before it has; null where it is not the office's decision.
    pub own_decided: Option<String>,
    /// Whether they are forbidden (宮崎).
    pub own_forbidden: bool,
    /// Whether they need a written permission (朝霞).
    pub permission_asked: bool,
    /// 災害時の特例; null where the document knows none.
    pub disaster: Option<Quoted>,
    /// Whether Man・Go! is used.
    pub knows_man_go: bool,
    /// What is looked after.
    pub items: Vec<DeviceItemShown>,
}

/// One thing that is looked after.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceItemShown {
    /// Stable name.
    pub key: String,
    /// Its words.
    pub title: String,
    /// How strongly the document says so.
    pub strength: Strength,
    /// Where it says so.
    pub source: Option<Quoted>,
}

/// A device with its history.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceCard {
    /// As in the list.
    pub line: DeviceLine,
    /// Ready to be typed over.
    pub typed: DeviceTyped,
    /// What became of it, newest first.
    pub events: Vec<DeviceEventLine>,
    /// The looks at it, newest first.
    pub checks: Vec<DeviceCheckLine>,
}

/// What became of a device.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceEventLine {
    /// Id.
    pub id: String,
    /// What.
    pub kind: String,
    /// When, in both calendars.
    pub on: String,
    /// Whether the data were erased.
    pub erased: bool,
    /// A word on it.
    pub note: String,
}

/// A look at a device.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceCheckLine {
    /// Id.
    pub id: String,
    /// When, in both calendars.
    pub on: String,
    /// By whom; empty for the manager.
    pub by: String,
    /// What was found.
    pub answers: Vec<DeviceAnswered>,
    /// A word on it.
    pub note: String,
}

/// What was found of an item.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceAnswered {
    /// The item; its key where the region no longer has it.
    pub title: String,
    /// はい, いいえ or 検討中.
    pub answer: String,
}

/// What became of a device, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceEventTyped {
    /// What.
    pub kind: String,
    /// When.
    pub on: String,
    /// Whether the data were erased.
    pub erased: bool,
    /// A word on it.
    pub note: String,
}

/// A round of looks, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceRoundTyped {
    /// When.
    pub on: String,
    /// By whom; null for the manager.
    pub by_id: Option<String>,
    /// Each device.
    pub devices: Vec<DeviceLooked>,
    /// A word on it.
    pub note: String,
}

/// What was found on a device.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceLooked {
    /// Which.
    pub id: String,
    /// Each item.
    pub answers: Vec<DeviceAnswerTyped>,
}

/// What was found of an item, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DeviceAnswerTyped {
    /// Which item.
    pub key: String,
    /// What; empty until chosen.
    pub answer: String,
}

impl From<DeviceTyped> for domain::device::DeviceDraft {
    fn from(typed: DeviceTyped) -> Self {
        let DeviceTyped { kind, name, os, holder_id, man_go, registered_on, permitted_on } = typed;
        let holder = holder_id.map(StaffId::from_text);
        Self { kind, name, os, holder, man_go, registered_on, permitted_on }
    }
}

impl From<DeviceEventTyped> for domain::device::DeviceEventDraft {
    fn from(typed: DeviceEventTyped) -> Self {
        let DeviceEventTyped { kind, on, erased, note } = typed;
        Self { kind, on, erased, note }
    }
}

impl From<DeviceRoundTyped> for domain::device::DeviceRoundDraft {
    fn from(typed: DeviceRoundTyped) -> Self {
        let looked = |one: DeviceLooked| {
            let answers = one.answers.into_iter().map(|typed| (typed.key, typed.answer)).collect();
            (DeviceId::from_text(one.id), answers)
        };
        Self {
            on: typed.on,
            by: typed.by_id.map(StaffId::from_text),
            devices: typed.devices.into_iter().map(looked).collect(),
            note: typed.note,
        }
    }
}
