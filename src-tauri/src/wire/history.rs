//! これまでの変更 on the wire: verbs and names of fields go by their stable names, values as they are shown.

use super::*;

/// What was done to a record or a ledger, newest first.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct History {
    /// How many acts there are.
    pub total: usize,
    /// The newest of them.
    pub entries: Vec<HistoryEntry>,
}

/// One act.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct HistoryEntry {
    /// Its place in the log.
    pub seq: u32,
    /// The day, in both calendars.
    pub on: String,
    /// The time at the office, 14:05.
    pub at: String,
    /// Who did it, by role as the list of users shows it; empty when nobody was known.
    pub role: String,
    /// Whether it was whoever is at the desk now.
    pub is_self: bool,
    /// What was done, in words.
    pub title: String,
    /// Why; empty where no reason was asked for.
    pub reason: String,
    /// The code of the rule that refused it; empty for what was done.
    pub refused: String,
    /// The fields.
    pub changes: Vec<HistoryChange>,
}

/// A field of an act.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct HistoryChange {
    /// Stable name of the field.
    pub field: String,
    /// How it is called.
    pub label: String,
    /// Whether the values are stable names of choices, which the screen words.
    pub is_choice: bool,
    /// What stood there before; empty: nothing. Alike with `after` where it says what the act was about.
    pub before: String,
    /// What stands there then; empty: nothing.
    pub after: String,
}

/// A duty that somebody closed by hand.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ClosedDuty {
    /// By which it is taken back.
    pub id: String,
    /// In the region's words.
    pub title: String,
    /// About whom; empty for the office.
    pub person: String,
    /// The day, in both calendars.
    pub on: String,
}
