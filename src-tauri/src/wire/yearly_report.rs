//! 年次報告 on the wire. Figures go by their stable names; what they are called comes from the words of the paper.

use office::domain::yearly_report::YearlyReportDraft;

use super::*;

/// What the program cannot know, as typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyReportTyped {
    /// MCSの投稿件数; may be empty.
    pub posts: String,
    /// MCSの利用件数; may be empty.
    pub uses: String,
    /// 備考.
    pub remarks: String,
    /// 提出日; asked when it is handed in only.
    pub submitted_on: String,
    /// Why it is made again; asked for 訂正版 only.
    pub reason: String,
}

/// A yearly report as it stands now.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyReportCard {
    /// What it is called here.
    pub title: String,
    /// Where the document asks for it; null: nowhere.
    pub source: Option<Quoted>,
    /// 宛先; empty for none.
    pub addressee: String,
    /// Those that can be chosen, in order.
    pub years: Vec<YearlyChoice>,
    /// The one that is shown, by the year in which it begins.
    pub year: i32,
    /// 令和8年度.
    pub name: String,
    /// Its first and last day as counted.
    pub period: String,
    /// Whether it is over; otherwise it is counted up to today.
    pub is_over: bool,
    /// What was counted.
    pub parts: Vec<YearlyPart>,
    /// The trainings: the day in both calendars, and `6／8`.
    pub sessions: Vec<YearlySession>,
    /// 1, and 2, 3 … once it was handed in.
    pub next_version: u32,
    /// What was typed last for this year.
    pub typed: YearlyReportTyped,
    /// What was handed in, of all years: newest year and version first.
    pub kept: Vec<YearlyKept>,
}

/// A fiscal year to choose.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyChoice {
    /// By the year in which it begins.
    pub year: i32,
    /// 令和8年度.
    pub name: String,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether it was handed in.
    pub is_submitted: bool,
}

/// Figures that belong together.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyPart {
    /// Stable name: `staff`, `care`, `open`, `link`, `consents`, `trainings`, `takeouts`.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Its figures.
    pub figures: Vec<YearlyFigure>,
    /// `9＋5＋1－4－1＝10`; empty where nothing is added up.
    pub sum: String,
}

/// A figure.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyFigure {
    /// Stable name, by which its rows are asked for.
    pub figure: String,
    /// What it is called.
    pub label: String,
    /// How many.
    pub value: u32,
}

/// A training.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlySession {
    /// When, in both calendars.
    pub on: String,
    /// `6／8`.
    pub rate: String,
}

/// A report that was handed in.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyKept {
    /// Id.
    pub id: String,
    /// 令和8年度.
    pub name: String,
    /// 1, and 2, 3 … for 訂正版.
    pub version: u32,
    /// Why it was made again; empty for the first.
    pub reason: String,
    /// 提出日, in both calendars.
    pub submitted: String,
    /// Whether it is the newest version of its year: only that one is taken back.
    pub is_newest: bool,
    /// Whether its workbook was kept with its paper.
    pub has_workbook: bool,
}

/// The rows behind a figure.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyRows {
    /// The first of them, by their days.
    pub lines: Vec<YearlyRow>,
    /// How many there are.
    pub total: usize,
}

/// A row that was counted.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct YearlyRow {
    /// Of which noun.
    pub noun: String,
    /// Id of its card; empty where it has none.
    pub id: String,
    /// Whose or which.
    pub name: String,
    /// The day on which it counts, in both calendars.
    pub on: String,
}

impl From<YearlyReportTyped> for YearlyReportDraft {
    fn from(typed: YearlyReportTyped) -> Self {
        let YearlyReportTyped { posts, uses, remarks, submitted_on, reason } = typed;
        Self { posts, uses, remarks, submitted_on, reason }
    }
}
