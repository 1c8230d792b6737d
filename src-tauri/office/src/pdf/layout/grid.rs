//! What a person fills in beside plain lines: a ruled table of labelled cells, the block of the office at the
//! right, and boxes to tick, which are drawn and need no font.

use super::tables::{INNER, OUTER, rows_of};
use super::{Align, Area, LEFT, MM, Pen, WIDTH};
use crate::forms::Text;
use crate::forms::fill::{Choice, FilledField};
use crate::pdf::fonts::Style;
use crate::pdf::measure::SetLine;

/// Left edge of the office's block: it stands in the right part of the page.
const OFFICE: f32 = LEFT + WIDTH * 0.42;
/// Height of a usual row of a grid.
const ROW: f32 = 9.0 * MM;
/// Widest column of labels, as a part of a cell: half a row's cell has it where a whole row's has it.
const LABEL: f32 = 0.5;

impl Pen<'_, '_> {
    /// A table of labelled cells; it breaks between rows, and its heading stays with the first.
    pub(super) fn grid(&mut self, heading: &str, fields: &[FilledField]) {
        let size = self.size;
        let rows = rows_of(fields);
        let usual = (ROW * self.row * self.type_scale).max(size * 1.6);
        let height =
            |row: &[&FilledField]| row.iter().map(|field| field.lines).max().unwrap_or(1) as f32 * usual;
        self.space(0.25);
        let head = if heading.is_empty() { 0.0 } else { self.line_height() };
        self.need(head + rows.first().map_or(0.0, |row| height(row)));
        if !heading.is_empty() {
            let y = Self::baseline(self.y, head, size);
            self.text_at(LEFT, y, size, Style::Gothic, &Text::words(heading));
            self.y += head;
        }
        let labels = self.label_columns(&rows);
        let mut top = self.y;
        for row in &rows {
            let height = height(row);
            if self.would_not_fit(height) {
                self.outline(top);
                self.need(height);
                top = self.y;
            }
            if self.y > top {
                self.rule((LEFT, self.y), (LEFT + WIDTH, self.y), INNER);
            }
            let share = WIDTH / row.len() as f32;
            for (at, field) in row.iter().enumerate() {
                let left = LEFT + at as f32 * share;
                let area = Area { left, top: self.y, right: left + share, bottom: self.y + height };
                if at > 0 {
                    self.rule((left, area.top), (left, area.bottom), INNER);
                }
                self.labelled_cell(
                    field,
                    area,
                    labels[usize::from(row.len() > 1 && at > 0)].min(share * LABEL),
                );
            }
            self.y += height;
        }
        self.outline(top);
        self.space(0.3);
    }

    /// The frame of a table from `top` to where the pen is.
    fn outline(&mut self, top: f32) {
        self.frame_of(Area { left: LEFT, top, right: LEFT + WIDTH, bottom: self.y }, OUTER);
    }

    /// Widths of the labels that begin a row, and of those beside them.
    fn label_columns(&mut self, rows: &[Vec<&FilledField>]) -> [f32; 2] {
        let size = self.size;
        let mut widest = |labels: Vec<&str>| {
            let width = labels.iter().map(|label| self.width_of(label, size)).fold(0.0, f32::max);
            (width + size).clamp(5.0 * size, WIDTH / 2.0 * LABEL)
        };
        let first =
            widest(rows.iter().filter_map(|row| row.first()).map(|field| field.label.as_str()).collect());
        let beside =
            rows.iter().flat_map(|row| row.iter().skip(1)).map(|field| field.label.as_str()).collect();
        [first, widest(beside)]
    }

    /// Labels spread to one width, values beside them, the seal at the end.
    pub(super) fn office(&mut self, fields: &[FilledField]) {
        let size = self.size;
        let line = (self.line_height() * 1.08).max(size * 1.5);
        let right = LEFT + WIDTH;
        let rows = rows_of(fields);
        let widest = rows.iter().filter_map(|row| row.first()).map(|field| self.width_of(&field.label, size));
        let widest = widest.fold(0.0, f32::max);
        let left = OFFICE.min(right - widest - 16.0 * size);
        let start = left + widest + size;
        // A long address takes two lines rather than small type.
        let lines = |pen: &mut Self, row: &[&FilledField]| {
            let room = (right - start) / row.len() as f32 - 3.0 * size;
            let long = row.iter().any(|field| pen.width_of(&field.value.text, size) > room * 1.2);
            let asked = row.iter().map(|field| field.lines).max().unwrap_or(1);
            asked.max(if long { 2 } else { 1 }) as f32
        };
        let heights: Vec<f32> = rows.iter().map(|row| lines(self, row) * line).collect();
        self.space(0.4);
        self.need(heights.iter().sum());
        for (row, height) in rows.iter().zip(heights) {
            let share = (right - start) / row.len() as f32;
            for (at, field) in row.iter().enumerate() {
                let cell = Area {
                    left: start + at as f32 * share,
                    top: self.y,
                    right: start + (at + 1) as f32 * share,
                    bottom: self.y + height,
                };
                let first = Area { bottom: self.y + line, ..cell };
                let y = Self::baseline(first.top, line, size);
                let label = self.setter.line(&Text::words(field.label.clone()), Style::Gothic);
                let (x, inner) = if at == 0 {
                    (left, cell.left)
                } else {
                    (cell.left, cell.left + label.width * size + size)
                };
                let label = if at == 0 { spread(label, widest / size) } else { label };
                self.run(x, y, size, label, true);
                self.office_value(field, Area { left: inner, ..cell }, y);
            }
            self.y += height;
        }
        self.space(0.3);
    }

    fn office_value(&mut self, field: &FilledField, area: Area, y: f32) {
        let size = self.size;
        let place = Area { right: area.right - if field.seal.is_empty() { 0.0 } else { 2.0 * size }, ..area };
        if field.value.text.is_empty() && field.choices.is_empty() {
            let rule = area.bottom - 0.15 * size;
            self.rule((place.left, rule), (place.right - 0.5 * size, rule), INNER);
        }
        let place = Area { left: place.left + self.boxes(&field.choices, place, size), ..place };
        self.value(&field.value, place, size, Align::Left);
        if !field.seal.is_empty() {
            self.right(area.right, y, size * 1.15, Style::Mincho, &Text::words(field.seal.clone()));
        }
    }

    /// A line of its own: the label, then words with a box each.
    pub(super) fn choices(&mut self, label: &str, choices: &[Choice]) {
        let size = self.size;
        let height = self.line_height() * 1.1;
        let label_line = self.setter.line(&Text::words(label), Style::Gothic);
        let left = LEFT + if label.is_empty() { size } else { (label_line.width + 1.5) * size };
        let width = LEFT + WIDTH - left;
        let lines = self.rows_of_boxes(choices, width, size).len().max(1) as f32;
        self.need(height * lines);
        let y = Self::baseline(self.y, height, size);
        self.run(LEFT, y, size, label_line, true);
        let area = Area { left, top: self.y, right: LEFT + WIDTH, bottom: self.y + height * lines };
        self.boxes(choices, area, size);
        self.y += height * lines;
        self.space(0.2);
    }

    /// A line to tick: a box, then words and values.
    pub(super) fn check(&mut self, texts: &[Text]) {
        let height = self.line_height();
        self.need(height);
        let y = Self::baseline(self.y, height, self.size);
        let size = self.size;
        self.tick_box((LEFT + size, y), size, false);
        let width: f32 = texts.iter().map(|text| self.setter.width(&text.text, Style::Mincho)).sum();
        let fitting = size.min((WIDTH - 2.5 * size) / width.max(1.0));
        self.texts_at(LEFT + 2.5 * size, y, fitting, texts);
        self.y += height;
    }

    /// Words with a box each, in as many lines as they need; gives how wide the widest line is.
    pub(super) fn boxes(&mut self, choices: &[Choice], area: Area, size: f32) -> f32 {
        if choices.is_empty() {
            return 0.0;
        }
        let mut size = size;
        let mut rows = self.rows_of_boxes(choices, area.width(), size);
        while rows.len() as f32 * size * 1.3 > area.height() && size > 4.0 {
            size *= 0.95;
            rows = self.rows_of_boxes(choices, area.width(), size);
        }
        let line = (area.height() / rows.len() as f32).min(size * 2.2);
        let top = area.top + (area.height() - line * rows.len() as f32) / 2.0;
        let mut widest = 0.0_f32;
        for (at, row) in rows.into_iter().enumerate() {
            let y = Self::baseline(top + at as f32 * line, line, size);
            for (x, choice) in row {
                let x = area.left + x;
                self.tick_box((x, y), size, choice.ticked);
                let words = Text::words(choice.words.clone());
                let end = x + 1.25 * size + self.text_at(x + 1.25 * size, y, size, Style::Mincho, &words);
                widest = widest.max(end + size - area.left);
            }
        }
        widest
    }

    /// Where each box begins, line by line.
    fn rows_of_boxes<'c>(
        &mut self,
        choices: &'c [Choice],
        width: f32,
        size: f32,
    ) -> Vec<Vec<(f32, &'c Choice)>> {
        let mut rows: Vec<Vec<(f32, &Choice)>> = vec![Vec::new()];
        let mut x = 0.0;
        for choice in choices {
            let wide = 1.25 * size + self.width_of(&choice.words, size);
            if x > 0.0 && x + wide > width {
                rows.push(Vec::new());
                x = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push((x, choice));
            }
            x += wide + 1.2 * size;
        }
        rows
    }

    /// A box on a baseline, and its tick.
    pub(super) fn tick_box(&mut self, (x, y): (f32, f32), size: f32, ticked: bool) {
        let side = 0.82 * size;
        let top = y - 0.8 * size;
        self.frame_of(
            Area { left: x + 0.06 * size, top, right: x + 0.06 * size + side, bottom: top + side },
            0.6,
        );
        if ticked {
            let at = |dx: f32, dy: f32| (x + 0.06 * size + dx * side, top + dy * side);
            self.rule(at(0.15, 0.5), at(0.42, 0.82), 1.2);
            self.rule(at(0.42, 0.82), at(0.98, 0.02), 1.2);
        }
    }
}

/// A label as wide as the widest one: 所　在　地 above 管理者氏名.
fn spread(mut line: SetLine, width: f32) -> SetLine {
    let gaps = line.glyphs.len().saturating_sub(1);
    if gaps > 0 && width > line.width {
        let gap = (width - line.width) / gaps as f32;
        for placed in &mut line.glyphs[..gaps] {
            placed.extra = gap;
        }
        line.width = width;
    }
    line
}
