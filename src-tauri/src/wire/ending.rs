//! The end of somebody's care, the withdrawal of a consent, and the disposal of its paper, as typed and as shown.

use office::domain;

use super::*;

/// Why somebody's care ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum EndKind {
    /// お亡くなりになりました.
    Died,
    /// 支援終了.
    SupportEnded,
    /// 転居.
    Moved,
}

/// The end of somebody's care.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct RecipientEnd {
    /// Why.
    pub kind: EndKind,
    /// When, in both calendars.
    pub on: String,
    /// Why it was corrected or taken back; empty if it stands.
    pub void_reason: String,
}

/// The end as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct RecipientEndTyped {
    /// Why.
    pub kind: Option<EndKind>,
    /// When.
    pub on: String,
    /// Why the one before it is corrected.
    pub reason: String,
}

/// How a withdrawal came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum WithdrawalMeans {
    /// 電話.
    Phone,
    /// 書面.
    Writing,
    /// 口頭.
    Voice,
}

/// What follows from a withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum WithdrawalStep {
    /// 書き込みを止める.
    Stop,
    /// 参加者を解除する.
    Release,
    /// 保管か完全削除かを尋ねる.
    Ask,
    /// 手紙で伝える.
    Confirm,
}

/// A withdrawal.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Withdrawal {
    /// By whom.
    pub by: String,
    /// How.
    pub means: WithdrawalMeans,
    /// When, in both calendars.
    pub on: String,
    /// At what time, as told.
    pub at: String,
    /// Who took it.
    pub taken_by: String,
    /// In words.
    pub note: String,
    /// What follows from it.
    pub steps: Vec<WithdrawalDone>,
}

/// A step after a withdrawal.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct WithdrawalDone {
    /// Which.
    pub step: WithdrawalStep,
    /// When it was done, in both calendars; empty while it is open.
    pub done: String,
}

/// A withdrawal as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct WithdrawalTyped {
    /// By whom.
    pub by: String,
    /// How.
    pub means: Option<WithdrawalMeans>,
    /// When.
    pub on: String,
    /// At what time.
    pub at: String,
    /// Who took it.
    pub taken_by_id: Option<String>,
    /// In words.
    pub note: String,
}

/// The consents whose paper may be disposed of.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DisposalList {
    /// The lines, the longest kept first.
    pub lines: Vec<DisposalLine>,
    /// For how many years the office keeps papers.
    pub years: u32,
}

/// A consent whose paper may be disposed of.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DisposalLine {
    /// The consent.
    pub consent: ConsentLine,
    /// Until when it was kept, in both calendars.
    pub kept_until: String,
}

/// The disposal of papers as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DisposalTyped {
    /// Of which consents.
    pub consents: Vec<String>,
    /// When.
    pub on: String,
    /// How.
    pub means: String,
    /// Who did it.
    pub by_id: Option<String>,
}

impl From<RecipientEndTyped> for domain::recipient_end::RecipientEndDraft {
    fn from(typed: RecipientEndTyped) -> Self {
        use domain::recipient_end::EndKind as Kind;
        let kind = typed.kind.map(|kind| match kind {
            EndKind::Died => Kind::Died,
            EndKind::SupportEnded => Kind::SupportEnded,
            EndKind::Moved => Kind::Moved,
        });
        Self { kind, on: typed.on, reason: typed.reason }
    }
}

impl From<domain::recipient_end::EndKind> for EndKind {
    fn from(kind: domain::recipient_end::EndKind) -> EndKind {
        match kind {
            domain::recipient_end::EndKind::Died => EndKind::Died,
            domain::recipient_end::EndKind::SupportEnded => EndKind::SupportEnded,
            domain::recipient_end::EndKind::Moved => EndKind::Moved,
        }
    }
}

impl From<WithdrawalStep> for domain::withdrawal::WithdrawalStep {
    fn from(step: WithdrawalStep) -> Self {
        match step {
            WithdrawalStep::Stop => Self::Stop,
            WithdrawalStep::Release => Self::Release,
            WithdrawalStep::Ask => Self::Ask,
            WithdrawalStep::Confirm => Self::Confirm,
        }
    }
}

impl From<WithdrawalTyped> for domain::withdrawal::WithdrawalDraft {
    fn from(typed: WithdrawalTyped) -> Self {
        use domain::withdrawal::WithdrawalMeans as Means;
        Self {
            by: typed.by,
            means: typed.means.map(|means| match means {
                WithdrawalMeans::Phone => Means::Phone,
                WithdrawalMeans::Writing => Means::Writing,
                WithdrawalMeans::Voice => Means::Voice,
            }),
            on: typed.on,
            at: typed.at,
            taken_by: typed.taken_by_id.map(domain::id::StaffId::from_text),
            note: typed.note,
        }
    }
}
