//! The export of everything as data: which tables there are, under which headings their columns stand, and what is
//! left out and why (`forms/common/export.toml`).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "export";

/// The words of the export, and its tables in their order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportWords {
    /// `連携帳の書き出し {day}`.
    pub folder: String,
    /// 目録.
    pub index: String,
    /// Its columns.
    pub index_columns: Vec<String>,
    /// すべての記録: the workbook with all tables.
    pub everything: String,
    /// 患者さん: with the family side by side, as it is taken over again.
    pub recipients: String,
    /// `同意書_{number}_第{version}版`.
    pub consent_pdf: String,
    /// `同意書の写し_{number}_{sheet}枚目`.
    pub consent_scan: String,
    /// `年次報告_{region}_{year}年度_第{version}版`.
    pub yearly_report: String,
    /// What the files of each of these three are called in the index.
    pub consents: String,
    /// As before.
    pub scans: String,
    /// As before.
    pub reports: String,
    /// What stands for 1 and 0 in [`ExportWords::flags`].
    pub yes: String,
    /// As before.
    pub no: String,
    /// Columns that are either.
    pub flags: Vec<String>,
    /// Tables that are not written, and why.
    pub left_out_tables: BTreeMap<String, String>,
    /// Columns that no table writes, and why.
    pub left_out_columns: BTreeMap<String, String>,
    /// The tables.
    #[serde(rename = "table")]
    pub tables: Vec<ExportTable>,
    /// What settings are called, by their keys or by how these begin.
    pub setting: BTreeMap<String, String>,
    /// What choices are called.
    pub word: BTreeMap<String, String>,
}

/// A table of the records.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportTable {
    /// Its name in the records.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The columns by which other tables call one of its rows; a table stands before those that do.
    #[serde(default)]
    pub label: Vec<String>,
    /// Its columns.
    pub columns: Vec<ExportColumn>,
}

/// A column: its name in the records, its heading, and what is done with its values.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct ExportColumn {
    /// Its name in the records.
    pub name: String,
    /// Its heading.
    pub heading: String,
    /// What is done with its values.
    pub shown: Shown,
}

/// What is done with the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As they are.
    Plain,
    /// Each line is an id: shown as what the row it names is called.
    Id,
    /// Ids and choices with strokes between them, as the log names what an act was on.
    Key,
    /// One of a closed list: shown as its word.
    Choice,
    /// What was done: the word of the verb.
    Verb,
    /// Names of fields, with commas between them: their words.
    Fields,
    /// A value beside the column that says of which kind it is: ids as what they name, a choice as its word.
    Former,
    /// A time: as the clock of the office showed it.
    Time,
    /// The key of a setting: its word.
    Setting,
}

impl From<Vec<String>> for ExportColumn {
    fn from(written: Vec<String>) -> ExportColumn {
        let mut parts = written.into_iter();
        let (name, heading) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let shown = match parts.next().as_deref() {
            Some("id") => Shown::Id,
            Some("key") => Shown::Key,
            Some("choice") => Shown::Choice,
            Some("verb") => Shown::Verb,
            Some("fields") => Shown::Fields,
            Some("former") => Shown::Former,
            Some("time") => Shown::Time,
            Some("setting") => Shown::Setting,
            _ => Shown::Plain,
        };
        ExportColumn { name, heading, shown }
    }
}

impl ExportWords {
    /// Reads them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> ExportWords {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }
}
