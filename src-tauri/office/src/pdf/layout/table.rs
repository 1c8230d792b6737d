//! A ruled table of any length: its head again on each page, each row as high as its longest cell.

use super::tables::{INNER, OUTER, edges};
use super::{Align, Area, LEFT, MM, Pen, WIDTH};
use crate::forms::Text;
use crate::forms::fill::TableColumn;
use crate::pdf::fonts::Style;
use crate::pdf::measure::{LINE, Measure, SetLine};

/// Room at the left and right of a cell.
const PAD: f32 = 1.0 * MM;
/// Lowest row.
const ROW: f32 = 7.5 * MM;
/// Height of the head.
const HEAD: f32 = 7.0 * MM;
/// Size of the cells.
const SIZE: f32 = 9.0;

impl Pen<'_, '_> {
    /// A row that does not fit goes on to the next page whole; one that is longer than a page is broken.
    pub(super) fn table(&mut self, columns: &[TableColumn], rows: &[Vec<Text>]) {
        let edges = edges(columns.iter().map(|column| column.width));
        self.space(0.15);
        self.need(HEAD + ROW);
        let mut top = self.table_head(columns, &edges);
        for row in rows {
            let cells: Vec<Vec<SetLine>> = (row.iter().zip(edges.windows(2)))
                .map(|(cell, pair)| {
                    let em = (pair[1] - pair[0] - 2.0 * PAD) / SIZE;
                    self.setter.lines(cell, Style::Mincho, Measure { first: em, rest: em, justify: false })
                })
                .collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(1) as f32;
            let height = (lines * SIZE * LINE + 2.0 * PAD).max(ROW);
            if self.would_not_fit(height) {
                self.close(top, &edges);
                self.need(height);
                top = self.table_head(columns, &edges);
            }
            for ((lines, cell), pair) in cells.into_iter().zip(row).zip(edges.windows(2)) {
                let text_height = lines.len() as f32 * SIZE * LINE;
                let first = self.y + (height - text_height) / 2.0;
                for (at, line) in lines.into_iter().enumerate() {
                    let y = Self::baseline(first + at as f32 * SIZE * LINE, SIZE * LINE, SIZE);
                    self.run(pair[0] + PAD, y, SIZE, line, cell.label.is_empty());
                }
            }
            self.y += height;
            self.rule((LEFT, self.y), (LEFT + WIDTH, self.y), INNER);
        }
        self.close(top, &edges);
        self.space(0.3);
    }

    /// The names of the columns; gives the top of the table on this page.
    fn table_head(&mut self, columns: &[TableColumn], edges: &[f32]) -> f32 {
        let top = self.y;
        for (column, pair) in columns.iter().zip(edges.windows(2)) {
            let area = Area { left: pair[0], top, right: pair[1], bottom: top + HEAD };
            let words = Text::words(column.label.clone());
            self.fitted(&words, Style::Gothic, area.inset(PAD, 0.0), SIZE, Align::Centre);
        }
        self.y += HEAD;
        self.rule((LEFT, self.y), (LEFT + WIDTH, self.y), OUTER);
        top
    }

    /// The frame and the upright rules from `top` to where the pen is.
    fn close(&mut self, top: f32, edges: &[f32]) {
        for &x in &edges[1..edges.len() - 1] {
            self.rule((x, top), (x, self.y), INNER);
        }
        self.frame_of(Area { left: LEFT, top, right: LEFT + WIDTH, bottom: self.y }, OUTER);
    }
}
