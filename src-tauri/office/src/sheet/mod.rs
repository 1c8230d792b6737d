//! Tables from outside: XLSX, XLS and CSV read into rows of text, each cell with its place. Knows cells, not people.
//!
//! ```text
//! bytes ─▶ workbook (XLSX, XLS: checked first, then values only) or csv (decoded, split) ─▶ tables
//! ```
//!
//! # Errors
//! A file that is no table, or too much of one, is refused as a whole; a cell that cannot be read is told with its
//! place, and nothing is replaced silently (H2).

mod csv;
mod guard;
mod workbook;
#[cfg(test)]
mod tests;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use guard::{guarded, unguarded};

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;
/// Most rows that are read, without the empty ones.
pub const MOST_ROWS: usize = 20_000;
/// Most columns.
pub const MOST_COLUMNS: u32 = 200;
/// Most text of one file once it is read, in bytes: a few letters of a workbook can be pointed at from every cell.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// A table: one sheet of a workbook, or a CSV.
#[derive(Clone, Default)]
pub struct Table {
    /// Name of the sheet; empty for a CSV.
    pub name: String,
    /// From top to bottom, without the empty ones.
    pub rows: Vec<Row>,
    /// What is to be told of single cells, in the order of reading.
    pub oddities: Vec<(Place, Oddity)>,
}

/// A row with something in it.
#[derive(Clone)]
pub struct Row {
    /// As Excel counts, from 1.
    pub number: u32,
    cells: Vec<String>,
}

/// A cell, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The row as Excel counts.
    pub row: u32,
    /// The column; 1 is A.
    pub column: u32,
}

/// What is to be told of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Its bytes are no letters of the file's encoding; it is read as empty.
    Unreadable,
    /// It is written in another encoding than the rest; it is read as empty.
    OtherEncoding,
    /// An error of Excel, e.g. `#N/A`; it is read as empty.
    ErrorValue,
    /// A formula: its last value was read.
    Formula,
    /// The first of cells that were merged: only this one has a value.
    Merged,
}

/// Why a file is no table for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it.
    Empty,
    /// More than [`LARGEST_FILE`].
    TooLarge,
    /// More than [`MOST_ROWS`] or [`MOST_COLUMNS`].
    TooManyCells,
    /// Unpacked it would be much more than any table (H2).
    Bomb,
    /// Neither XLSX nor XLS nor CSV, whatever the name says.
    Foreign,
    /// Cut off or not as its format says.
    Damaged,
    /// It only opens with a password.
    Locked,
}

impl Oddity {
    /// Whether the cell's value is lost.
    pub fn is_loss(self) -> bool {
        matches!(self, Oddity::Unreadable | Oddity::OtherEncoding | Oddity::ErrorValue)
    }

    /// The stable name.
    pub fn key(self) -> &'static str {
        match self {
            Oddity::Unreadable => "unreadable",
            Oddity::OtherEncoding => "otherEncoding",
            Oddity::ErrorValue => "errorValue",
            Oddity::Formula => "formula",
            Oddity::Merged => "merged",
        }
    }
}

impl Fault {
    /// The stable name: the key into the table of words.
    pub fn code(self) -> &'static str {
        match self {
            Fault::Empty => "sheet_empty",
            Fault::TooLarge => "sheet_too_large",
            Fault::TooManyCells => "sheet_too_many_cells",
            Fault::Bomb => "sheet_bomb",
            Fault::Foreign => "sheet_foreign",
            Fault::Damaged => "sheet_damaged",
            Fault::Locked => "sheet_locked",
        }
    }
}

impl Row {
    /// The text of a cell, without blanks around it; empty where nothing stands.
    pub fn cell(&self, column: u32) -> &str {
        let at = (column as usize).checked_sub(1);
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// All cells from the left.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

impl Table {
    /// How many columns its widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

impl Place {
    /// The letters of the column: `C`, `AB`.
    pub fn letters(self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.column;
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        letters.into_iter().rev().collect()
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({} rows, {:?})", self.rows.len(), self.oddities)
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({}, {} cells)", self.number, self.cells.len())
    }
}

/// The tables of a file with something in them; never none.
///
/// # Errors
/// [`Fault`].
pub fn read(bytes: &[u8]) -> Result<Vec<Table>, Fault> {
    if bytes.len() > LARGEST_FILE {
        return Err(Fault::TooLarge);
    }
    let read = || match bytes {
        [] => Err(Fault::Empty),
        [b'P', b'K', 3, 4, ..] => workbook::xlsx(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => workbook::xls(bytes),
        _ => csv::read(bytes).map(|table| vec![table]),
    };
    // A reader that panics on a hostile file costs that file only.
    let mut tables = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Fault::Damaged))?;
    tables.retain(|table| !table.rows.is_empty());
    if tables.is_empty() { Err(Fault::Empty) } else { Ok(tables) }
}

/// A table that grows cell by cell and stops at its limits.
#[derive(Default)]
struct Growing {
    table: Table,
    text: usize,
}

impl Growing {
    fn named(name: &str) -> Growing {
        Growing { table: Table { name: name.to_owned(), ..Table::default() }, text: 0 }
    }

    /// Puts a value into a cell; cells come row by row.
    fn put(&mut self, place: Place, value: String) -> Result<(), Fault> {
        if value.trim().is_empty() {
            return Ok(());
        }
        if place.column > MOST_COLUMNS {
            return Err(Fault::TooManyCells);
        }
        self.text += value.len();
        if self.text > MOST_TEXT {
            return Err(Fault::Bomb);
        }
        let at = place.column as usize;
        let cells = self.row(place.row)?;
        if cells.len() < at {
            cells.resize(at, String::new());
        }
        cells[at - 1] = value;
        Ok(())
    }

    /// The cells of the row that is being read; it is begun when it is another one than before.
    fn row(&mut self, number: u32) -> Result<&mut Vec<String>, Fault> {
        let rows = &mut self.table.rows;
        if rows.last().is_none_or(|row| row.number != number) {
            if rows.len() == MOST_ROWS {
                return Err(Fault::TooManyCells);
            }
            rows.push(Row { number, cells: Vec::new() });
        }
        let last = rows.len() - 1;
        Ok(&mut rows[last].cells)
    }

    /// Tells of a cell whose value is lost; its row is there, also when nothing else stands in it.
    fn lose(&mut self, place: Place, oddity: Oddity) -> Result<(), Fault> {
        self.tell(place, oddity)?;
        self.row(place.row).map(|_| ())
    }

    fn tell(&mut self, place: Place, oddity: Oddity) -> Result<(), Fault> {
        if place.column > MOST_COLUMNS || self.table.oddities.len() == MOST_ROWS * 2 {
            return Err(Fault::TooManyCells);
        }
        self.table.oddities.push((place, oddity));
        Ok(())
    }
}
