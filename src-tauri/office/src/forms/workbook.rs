//! A workbook as data: named sheets of cells. Which bytes come of it is left to `xlsx`.

use chrono::NaiveDate;

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// For its properties; names no person.
    pub title: String,
    /// The day of its making, for its properties: the same data gives the same bytes.
    pub made_on: NaiveDate,
    /// In order.
    pub sheets: Vec<WorkSheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkSheet {
    /// Its name.
    pub name: String,
    /// Widths of the first columns, in characters.
    pub widths: Vec<f64>,
    /// From top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Large: the title of a sheet.
    Title(String),
    /// The head of a column or row.
    Head(String),
    /// Plain text: never a formula, whatever it begins with.
    Text(String),
    /// A number as a number.
    Number(u32),
}
