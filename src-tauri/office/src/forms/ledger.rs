//! Ledgers on paper: which there are, their columns, and the page with its rows.

use std::path::Path;

use serde::Deserialize;

use super::definition::Marks;
use super::fill::{Filled, FilledForm, Sheet, TableHead, Text};
use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "ledgers";

/// A ledger as it is printed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Stable name, e.g. `devices`.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Small below the rows; may be empty.
    #[serde(default)]
    pub note: String,
    /// From left to right.
    pub columns: Vec<LedgerColumn>,
}

/// A column of a ledger.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerColumn {
    /// Its name; empty: it stands once for each of the names of [`LedgerTable::across`].
    pub label: String,
    /// Width beside the others, in mm on a full page.
    pub width: f32,
    /// Whether it is typed freely, so that it may tell of anybody.
    #[serde(default)]
    pub free: bool,
    /// Whether it is typed to name a thing, e.g. 題: somebody's name in it is a slip.
    #[serde(default)]
    pub named: bool,
}

/// Rows below one head.
#[derive(Clone, Default)]
pub struct LedgerTable {
    /// Names side by side where the ledger has a column without a label; empty for the others.
    pub across: Vec<String>,
    /// One text for each column.
    pub rows: Vec<Vec<String>>,
}

/// What stands on a ledger's page beside its own words.
#[derive(Clone, Default)]
pub struct LedgerPage {
    /// みほん訪問看護ステーション.
    pub office: String,
    /// What it covers, e.g. 令和8年4月1日から令和9年3月31日まで; may be empty.
    pub about: String,
    /// Below that, a line each; empty for most.
    pub lines: Vec<String>,
    /// One below the other.
    pub tables: Vec<LedgerTable>,
    /// Whether the office is the practice office.
    pub practice: bool,
}

/// As written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    ledger: Vec<Ledger>,
}

impl Ledger {
    /// Reads all of them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> Vec<Ledger> {
        let path = common.join(format!("{FILE}.toml"));
        let written: Option<Written> = faults.open(forms, &path).and_then(|mut file| file.parse());
        written.unwrap_or_default().ledger
    }

    /// The heads of its columns, the one without a label once for each name.
    fn heads(&self, across: &[String]) -> Vec<TableHead> {
        let each = |column: &LedgerColumn| {
            let head = |name| TableHead { name, width: column.width, is_number: false };
            match column.label.as_str() {
                "" => across.iter().map(|name| head(Text::value("name", name))).collect(),
                label => vec![head(Text::words(label))],
            }
        };
        self.columns.iter().flat_map(each).collect()
    }

    /// Says of what was typed freely only that there is something, and the same of a thing that is called after
    /// somebody: for a paper without names.
    pub fn withhold(&self, table: &mut LedgerTable, withheld: &str, names_anybody: impl Fn(&str) -> bool) {
        for row in &mut table.rows {
            for (cell, column) in row.iter_mut().zip(&self.columns).filter(|(cell, _)| !cell.is_empty()) {
                if column.free || column.named && names_anybody(cell) {
                    *cell = withheld.to_owned();
                }
            }
        }
    }

    /// The paper with its rows; what is empty stays empty.
    pub fn fill(&self, page: &LedgerPage, marks: &Marks) -> FilledForm {
        let table = |table: &LedgerTable| {
            let heads = self.heads(&table.across);
            let row = |cells: &Vec<String>| {
                heads.iter().zip(cells).map(|(head, text)| Text::value(&head.name.text, text)).collect()
            };
            let rows = table.rows.iter().map(row).collect();
            Filled::Table(heads, rows)
        };
        let mut blocks = vec![Filled::Title(vec![self.title.clone()])];
        if !page.about.is_empty() {
            blocks.push(Filled::Line(vec![Text::value("about", &page.about)]));
        }
        let line = |text: &String| Filled::Line(vec![Text::value("about", text)]);
        blocks.extend(page.lines.iter().map(line));
        blocks.extend(page.tables.iter().map(table));
        if !self.note.is_empty() {
            blocks.push(Filled::Note(self.note.clone()));
        }
        let sheets = vec![Sheet { mark: String::new(), blocks }];
        FilledForm {
            number: page.office.clone(),
            ..FilledForm::plain(&self.title, sheets, marks, page.practice)
        }
    }
}
