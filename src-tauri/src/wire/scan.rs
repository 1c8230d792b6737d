//! What crosses the bridge about sheets that came back.

use office::domain::scan::SheetDraft;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConsentLine, SignatureTyped};

/// The group a page is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ScanState {
    /// 見つかった.
    Found,
    /// 要確認.
    Check,
    /// 不明.
    Unknown,
    /// 捨てたもの.
    Aside,
}

/// A page that came in.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ScanLine {
    /// Id.
    pub id: String,
    /// The group.
    pub state: ScanState,
    /// Key into `strings.ts`: what she has to settle.
    pub doubt: Option<String>,
    /// Name of the file.
    pub file_name: String,
    /// Page of the file, from 1.
    pub page: u32,
    /// When it came in, in both calendars with the time.
    pub received: String,
    /// Which sheet of the consent, from 1.
    pub sheet: Option<u32>,
    /// The consent it belongs to.
    pub consent: Option<ConsentLine>,
    /// Why it was put aside; empty if not.
    pub aside: String,
    /// Whether there is a picture to be shown.
    pub has_picture: bool,
}

/// 訪問から戻ったら: what came in and waits for her.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ScanInbox {
    /// The pages, oldest first.
    pub scans: Vec<ScanLine>,
    /// The folder that is looked at; empty when none is.
    pub folder: String,
}

/// What came in since it was last asked.
#[derive(Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ScanNews {
    /// New pages.
    pub pages: u32,
    /// Names of files that came in before.
    pub before: Vec<String>,
    /// Names of files that cannot be opened.
    pub unread: Vec<String>,
    /// Whether the scanner's folder cannot be reached now.
    pub folder_missing: bool,
}

/// A sheet that came back, as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SheetTyped {
    /// What stands on it.
    pub signature: SignatureTyped,
    /// 原本の保管場所.
    pub place: String,
    /// お渡し用を渡した相手; empty with the day when it was not handed over yet.
    pub copy_to: String,
    /// お渡し用を渡した日.
    pub copy_on: String,
}

/// A sheet ready to be entered.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SheetForm {
    /// The consent.
    pub line: ConsentLine,
    /// Filled from the plan.
    pub typed: SheetTyped,
}

impl From<SheetTyped> for SheetDraft {
    fn from(typed: SheetTyped) -> Self {
        let SheetTyped { signature, place, copy_to, copy_on } = typed;
        Self { signature: signature.into(), place, copy_to, copy_on }
    }
}

impl From<SheetDraft> for SheetTyped {
    fn from(draft: SheetDraft) -> SheetTyped {
        let SheetDraft { signature, place, copy_to, copy_on } = draft;
        SheetTyped { signature: signature.into(), place, copy_to, copy_on }
    }
}
