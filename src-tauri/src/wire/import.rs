//! まとめて登録 on the wire. The file itself stays behind the bridge; cells that are shown are names and samples only.

use std::collections::HashMap;

use office::domain::import::{ImportKind, SameChoice};

use super::*;

/// How a table is read, as chosen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportTyped {
    /// `staff` or `careRecipients`.
    pub kind: String,
    /// Which table of the file, counted from 0.
    pub table: usize,
    /// The number of the row with the headings.
    pub head: u32,
    /// The field of each column; empty: it is not read.
    pub fields: Vec<String>,
    /// What becomes of rows of somebody who is there already.
    pub same: Vec<ImportSame>,
}

/// What becomes of a row of somebody who is there already.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportSame {
    /// The row as Excel counts.
    pub row: u32,
    /// `leaveOut`, `add`, `consentOnly`.
    pub choice: String,
}

/// A table as it would be taken over.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportShown {
    /// The name of the file.
    pub file: String,
    /// The names of its tables; one without a name for a CSV.
    pub tables: Vec<String>,
    /// How it is read.
    pub typed: ImportTyped,
    /// The rows that may be the headings, with what stands in them.
    pub heads: Vec<ImportHead>,
    /// The columns.
    pub columns: Vec<ImportColumn>,
    /// What a column may hold.
    pub fields: Vec<ImportField>,
    /// What no column holds, and every row needs.
    pub missing: Vec<String>,
    /// What is to be told of the file's cells.
    pub oddities: Vec<ImportOddity>,
    /// How many rows are taken over.
    pub ready: u32,
    /// How many have something to mend.
    pub faulty: u32,
    /// How many are left out because somebody is there already.
    pub left_out: u32,
    /// How many are of somebody who is there already, whatever becomes of them.
    pub same: u32,
    /// How many are examples of the template.
    pub examples: u32,
    /// How many rows there are of those that are asked for.
    pub total: u32,
    /// The first of them.
    pub rows: Vec<ImportRow>,
}

/// A row that may be the headings.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportHead {
    /// The row as Excel counts.
    pub row: u32,
    /// Its first cells.
    pub text: String,
}

/// A column.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportColumn {
    /// `C`.
    pub letters: String,
    /// What stands above it.
    pub heading: String,
    /// The first thing that stands in it.
    pub sample: String,
}

/// What a column may hold.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportField {
    /// Stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
}

/// Cells that are told of.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportOddity {
    /// `unreadable`, `otherEncoding`, `errorValue`, `formula`, `merged`.
    pub code: String,
    /// How many cells.
    pub count: u32,
    /// The first of them.
    pub places: Vec<ImportPlace>,
}

/// A cell.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportPlace {
    /// `C`.
    pub letters: String,
    /// The row as Excel counts.
    pub row: u32,
}

/// A row as it would be taken over.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportRow {
    /// As Excel counts.
    pub row: u32,
    /// The name.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// Whether it is taken over.
    pub is_ready: bool,
    /// Whether it is an example of the template.
    pub is_example: bool,
    /// Who is there already: `record`, `row`; null for nobody.
    pub same: Option<String>,
    /// The row above that is of the same person; 0 for none.
    pub same_row: u32,
    /// What becomes of it then.
    pub choice: String,
    /// Whether its consent alone can be added.
    pub has_consent: bool,
    /// What cannot be accepted, and what is told.
    pub remarks: Vec<ImportRemark>,
}

/// Something about a cell.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportRemark {
    /// Where; null: no column holds it.
    pub place: Option<ImportPlace>,
    /// What the field is called.
    pub label: String,
    /// Key into the table of words.
    pub code: String,
    /// What to write instead, where that is known.
    pub suggestion: Option<String>,
    /// Whether it holds the row up.
    pub is_fault: bool,
}

/// An import of before.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportLine {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 ….
    pub number: u32,
    /// `staff` or `careRecipients`.
    pub kind: String,
    /// When, in both calendars.
    pub on: String,
    /// How many people and consents it brought.
    pub brought: u32,
    /// How many of them were not taken back.
    pub there: u32,
}

/// What an undoing left.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ImportUndone {
    /// How many people and consents were taken back.
    pub taken: u32,
    /// Those of whom something else is recorded.
    pub kept: Vec<String>,
    /// The imports as they are now.
    pub lines: Vec<ImportLine>,
}

impl ImportTyped {
    /// The plan; `None` for a kind nobody knows.
    pub fn plan(self) -> Option<office::desk::ImportPlan> {
        let choice = |same: &ImportSame| Some((same.row, SameChoice::from_key(&same.choice)?));
        let same: HashMap<_, _> = self.same.iter().filter_map(choice).collect();
        let kind = ImportKind::from_key(&self.kind)?;
        Some(office::desk::ImportPlan { kind, table: self.table, head: self.head, fields: self.fields, same })
    }
}
