//! The template of a table: headings, two invented people marked as examples, and how it is filled in.

use crate::Result;
use crate::desk::Desk;
use crate::domain::Moment;
use crate::domain::import::ImportKind;
use crate::forms::workbook::{Cell, WorkSheet, Workbook};
use crate::xlsx;

/// How wide the column of the examples is, in characters.
const EXAMPLE_WIDTH: f64 = 9.0;
/// How wide the sheet is that says how it is filled in.
const GUIDE_WIDTH: f64 = 90.0;

impl Desk {
    /// A workbook to be filled in, and the name of its file.
    ///
    /// # Errors
    /// Those of writing it.
    pub fn import_template(&self, kind: ImportKind, now: Moment) -> Result<(String, Vec<u8>)> {
        let words = self.shelf.catalog.sheets();
        let columns = self.columns(kind)?;
        let written = columns.written(1);
        let example = |number: usize| {
            let mark = Cell::Text(words.example_heading.clone());
            let cell = |text: Option<&String>| Cell::Text(text.cloned().unwrap_or_default());
            let cells = written.iter().map(|column| cell(column.example.get(number)));
            std::iter::once(mark).chain(cells).collect()
        };
        let heads =
            std::iter::once(&words.example_heading).chain(written.iter().map(|column| &column.heading));
        let table = WorkSheet {
            name: columns.title.clone(),
            widths: std::iter::once(EXAMPLE_WIDTH).chain(written.iter().map(|column| column.width)).collect(),
            rows: vec![heads.cloned().map(Cell::Head).collect(), example(0), example(1)],
        };
        let guide = WorkSheet {
            name: words.guide_title.clone(),
            widths: vec![GUIDE_WIDTH],
            rows: words.guide.iter().map(|line| vec![Cell::Text(line.clone())]).collect(),
        };
        let title = words.template.replace("{title}", &columns.title);
        let sheets = vec![table, guide];
        let workbook = Workbook { title: title.clone(), made_on: now.today(), sheets };
        Ok((format!("{title}.xlsx"), xlsx::write(&workbook)?))
    }
}
