//! A ruled table of any length: its head again on each page, each row as high as its longest cell.

use super::tables::{INNER, OUTER, edges};
use super::{Align, Area, LEFT, MM, Pen, WIDTH};
use crate::forms::Text;
use crate::forms::fill::TableHead;
use crate::pdf::fonts::Style;
use crate::pdf::measure::{LINE, Measure, SetLine};

/// Room at the left and right of a cell.
const PAD: f32 = 1.0 * MM;
/// Lowest row.
const ROW: f32 = 7.5 * MM;
/// Lowest head.
const HEAD: f32 = 7.0 * MM;
/// Size of the cells.
const SIZE: f32 = 9.0;

impl Pen<'_, '_> {
    /// A row that does not fit goes on to the next page whole; one that is longer than a page is broken.
    pub(super) fn table(&mut self, heads: &[TableHead], rows: &[Vec<Text>]) {
        let edges = edges(heads.iter().map(|head| head.width));
        let head: Vec<Text> = heads.iter().map(|head| head.name.clone()).collect();
        self.space(0.15);
        self.need(HEAD + 2.0 * ROW);
        let mut top = self.table_head(&head, &edges);
        for row in rows {
            let height = self.row_height(row, &edges, Style::Mincho).max(ROW);
            if self.would_not_fit(height) {
                self.close(top, &edges);
                self.need(height);
                top = self.table_head(&head, &edges);
            }
            self.table_row(row, &edges, height, Style::Mincho, |column| match heads[column].is_number {
                true => Align::Right,
                false => Align::Left,
            });
            self.rule((LEFT, self.y), (LEFT + WIDTH, self.y), INNER);
        }
        self.close(top, &edges);
        self.space(0.3);
    }

    /// The names of the columns, a narrow one's broken as often as it must be; gives the top of the table on this page.
    fn table_head(&mut self, names: &[Text], edges: &[f32]) -> f32 {
        let top = self.y;
        let height = self.row_height(names, edges, Style::Gothic).max(HEAD);
        self.table_row(names, edges, height, Style::Gothic, |_| Align::Centre);
        self.rule((LEFT, self.y), (LEFT + WIDTH, self.y), OUTER);
        top
    }

    fn row_height(&mut self, cells: &[Text], edges: &[f32], style: Style) -> f32 {
        let pairs = cells.iter().zip(edges.windows(2));
        let lines = pairs.map(|(cell, pair)| self.cell_lines(cell, pair, style).len()).max().unwrap_or(1);
        lines as f32 * SIZE * LINE + 2.0 * PAD
    }

    fn table_row(
        &mut self,
        cells: &[Text],
        edges: &[f32],
        height: f32,
        style: Style,
        align: impl Fn(usize) -> Align,
    ) {
        for (column, (cell, pair)) in cells.iter().zip(edges.windows(2)).enumerate() {
            let lines = self.cell_lines(cell, pair, style);
            let first = self.y + (height - lines.len() as f32 * SIZE * LINE) / 2.0;
            for (at, line) in lines.into_iter().enumerate() {
                let y = Self::baseline(first + at as f32 * SIZE * LINE, SIZE * LINE, SIZE);
                let x = match align(column) {
                    Align::Left => pair[0] + PAD,
                    Align::Right => pair[1] - PAD - line.width * SIZE,
                    Align::Centre => (pair[0] + pair[1] - line.width * SIZE) / 2.0,
                };
                self.run(x, y, SIZE, line, cell.label.is_empty());
            }
        }
        self.y += height;
    }

    fn cell_lines(&mut self, text: &Text, pair: &[f32], style: Style) -> Vec<SetLine> {
        let em = (pair[1] - pair[0] - 2.0 * PAD) / SIZE;
        self.setter.lines(text, style, Measure { first: em, rest: em, justify: false })
    }

    /// The frame and the upright rules from `top` to where the pen is.
    fn close(&mut self, top: f32, edges: &[f32]) {
        for &x in &edges[1..edges.len() - 1] {
            self.rule((x, top), (x, self.y), INNER);
        }
        self.frame_of(Area { left: LEFT, top, right: LEFT + WIDTH, bottom: self.y }, OUTER);
    }
}
