//! What was sent on the wire, with the changes it tells and what became of it.

use super::*;

/// A submission as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SubmissionTyped {
    /// 送付日.
    pub sent_on: String,
    /// What was sent; titles of papers.
    pub items: Vec<String>,
    /// The region it is sent in; empty for the office's own.
    pub region: String,
    /// Keys of the changes it tells.
    pub changes: Vec<String>,
    /// Key of the destination; empty for the region's first.
    pub destination: String,
    /// 原本 or 写し, where the policy does not say it.
    pub send: String,
    /// 〒 on the label, where the policy does not say it.
    pub postal_code: String,
    /// 住所 on the label, where the policy does not say it.
    pub address: String,
}

/// A line of what was sent to the association.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SubmissionLine {
    /// Id.
    pub id: String,
    /// 宛先.
    pub destination: String,
    /// Titles.
    pub items: Vec<String>,
    /// 原本 or 写し, in the policy's words.
    pub send: String,
    /// In both calendars.
    pub sent: String,
    /// Where it stands.
    pub status: SubmissionStatus,
    /// The day of that, in both calendars; empty while it is only sent.
    pub answered: String,
    /// Why it came back; empty if it did not.
    pub return_reason: String,
}

/// What was sent.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SubmissionList {
    /// Newest first, the first portions.
    pub lines: Vec<SubmissionLine>,
    /// How many there are.
    pub total: usize,
    /// Titles of what was made of the office as a whole, and may be sent.
    pub titles: Vec<String>,
}

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum SubmissionStatus {
    /// 送付済み.
    Sent,
    /// 受理.
    Accepted,
    /// 差戻し.
    Returned,
    /// 再送済み.
    Resent,
}

/// What becomes of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum SubmissionAnswer {
    /// 受理.
    Accepted,
    /// 差戻し.
    Returned,
    /// 再送.
    Resent,
}

/// A region with the changes that no notice told its body yet.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct NoticeDue {
    /// Key of the region.
    pub region: String,
    /// 朝霞地区.
    pub region_name: String,
    /// The paper that tells it.
    pub title: String,
    /// The changes, oldest first.
    pub changes: Vec<UntoldLine>,
}

/// A change that no notice told yet.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct UntoldLine {
    /// Key, as a submission sends it back.
    pub key: String,
    /// What changed.
    pub kind: ChangeKind,
    /// Whose.
    pub name: String,
    /// When, in both calendars.
    pub on: String,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ChangeKind {
    /// 登録.
    Registered,
    /// 解除.
    Released,
    /// 管理者の交代.
    Manager,
}
