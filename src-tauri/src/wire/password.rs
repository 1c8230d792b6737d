//! The round of passwords on the wire. There is no field for a password.

use super::*;

/// The beginning of the round: a long one comes in portions.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PasswordList {
    /// The first lines, as many as were asked for.
    pub lines: Vec<PasswordLine>,
    /// How many there are in all.
    pub total: usize,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Quoted>,
}

/// A line of the round.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PasswordLine {
    /// Id of the person.
    pub id: String,
    /// 仮名 澪.
    pub name: String,
    /// The person's MCS ID; may be empty.
    pub mcs_id: String,
    /// Which kind; `None` when no change is known.
    pub kind: Option<PasswordKind>,
    /// When it was changed last, in both calendars; empty when it is not known.
    pub changed: String,
    /// By when it is changed, in both calendars; empty when it need not be.
    pub due: String,
    /// Whether that day is the office's own target (目安).
    pub due_is_target: bool,
    /// Days until that day; negative once it has passed.
    pub days_left: Option<i32>,
}

/// Which kind of password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PasswordKind {
    /// 8文字以上.
    Short,
    /// 13文字以上.
    Long,
}
