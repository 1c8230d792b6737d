//! The log of acts on the wire.

use super::*;

/// The acts of a time.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct LogList {
    /// The newest of the kind asked for.
    pub entries: Vec<LogEntry>,
    /// How many of that kind there are in that time.
    pub total: usize,
    /// How many there are of each kind, in the order of the kinds.
    pub counts: Vec<KindCount>,
    /// The code of the last act of all, in groups of four.
    pub code: String,
    /// Its place in the log.
    pub number: u32,
}

/// One act with whom it was about.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct LogEntry {
    /// The act.
    #[serde(flatten)]
    pub act: HistoryEntry,
    /// The person whose card it was on; empty for what is about nobody.
    pub whom: String,
}

/// How many acts of a kind.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct KindCount {
    /// The kind, by its stable name.
    pub kind: String,
    /// How many.
    pub count: usize,
}

/// The act that a code names.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FoundCode {
    /// Whether this log has it.
    pub found: bool,
    /// Its place in the log; 0 when it is not there.
    pub number: u32,
    /// When it was recorded.
    pub recorded: String,
    /// How many acts came after it.
    pub later: u32,
}
