//! Rules and boxes: lines to fill in, the box of a signer, the roster.

use super::{Align, Area, LEFT, MM, Pen, WIDTH};
use crate::forms::Text;
use crate::forms::definition::Column;
use crate::forms::fill::FilledField;
use crate::pdf::fonts::Style;

/// Thickness of the outer rules of a table.
pub(super) const OUTER: f32 = 0.9;
/// Thickness of its inner rules.
pub(super) const INNER: f32 = 0.5;

impl Pen<'_, '_> {
    /// Labels with ruled lines beside them.
    pub(super) fn fields(&mut self, fields: &[FilledField]) {
        let size = self.size;
        let height = (9.0 * MM * self.row * self.type_scale).max(size * 1.7);
        let left = LEFT + size;
        let label_width = fields.iter().filter(|field| !field.beside);
        let label_width =
            label_width.map(|field| self.width_of(&field.label, size)).fold(0.0, f32::max) + size;
        for row in rows_of(fields) {
            self.need(height);
            let share = (LEFT + WIDTH - left) / row.len() as f32;
            for (at, field) in row.iter().enumerate() {
                let right = left + share * (at + 1) as f32;
                let start = left + share * at as f32;
                let label_width =
                    if at == 0 { label_width } else { self.width_of(&field.label, size) + size };
                let y = Self::baseline(self.y, height, size) + 0.5;
                self.text_at(start, y, size, Style::Gothic, &Text::words(field.label.clone()));
                let seal_width = if field.seal.is_empty() { 0.0 } else { 2.5 * size };
                let area = Area {
                    left: start + label_width,
                    top: self.y + 1.5,
                    right: right - seal_width,
                    bottom: self.y + height - 0.5,
                };
                self.value(&field.value, area.inset(2.0, 0.0), size, Align::Left);
                if !field.seal.is_empty() {
                    self.right(right - size * 0.5, y, size, Style::Mincho, &Text::words(field.seal.clone()));
                }
                let rule = self.y + height - 1.0;
                let gap = if at + 1 < row.len() { size } else { 0.0 };
                self.rule((area.left, rule), (right - gap, rule), INNER);
            }
            self.y += height;
        }
        self.space(0.3);
    }

    /// The box of one signer: heading above, cells with labels at the left.
    pub(super) fn boxed(&mut self, heading: &str, fields: &[FilledField]) {
        let size = self.size;
        let rows = rows_of(fields);
        let height = 11.5 * MM * self.row * self.type_scale;
        let head = self.line_height();
        self.space(0.25);
        self.need(head + height * rows.len() as f32);
        let y = Self::baseline(self.y, head, size);
        self.text_at(LEFT, y, size, Style::Gothic, &Text::words(heading));
        self.y += head;
        let all = Area {
            left: LEFT,
            top: self.y,
            right: LEFT + WIDTH,
            bottom: self.y + height * rows.len() as f32,
        };
        let widest = fields.iter().map(|field| self.width_of(&field.label, size)).fold(0.0, f32::max);
        let label_width = (5.0 * size).max(widest + size);
        for (at, row) in rows.iter().enumerate() {
            let top = all.top + at as f32 * height;
            if at > 0 {
                self.rule((all.left, top), (all.right, top), INNER);
            }
            // The cell beside takes a third: a 続柄 is short, a name is signed by hand.
            let split = if row.len() > 1 { all.right - WIDTH * 0.34 } else { all.right };
            for (cell, field) in row.iter().enumerate() {
                let (left, right) = if cell == 0 { (all.left, split) } else { (split, all.right) };
                let area = Area { left, top, right, bottom: top + height };
                if cell > 0 {
                    self.rule((left, top), (left, area.bottom), INNER);
                }
                self.labelled_cell(field, area, label_width);
            }
        }
        self.frame_of(all, OUTER);
        self.y = all.bottom;
        self.space(0.3);
    }

    pub(super) fn labelled_cell(&mut self, field: &FilledField, area: Area, label_width: f32) {
        let size = self.size;
        let border = area.left + label_width;
        let label = Area { right: border, ..area };
        self.rule((border, area.top), (border, area.bottom), INNER);
        let words = Text::words(field.label.clone());
        self.fitted(&words, Style::Gothic, label.inset(2.0, 0.0), size, Align::Centre);
        let seal_width = if field.seal.is_empty() { 0.0 } else { 3.0 * size };
        let place = Area { left: border, right: area.right - seal_width, ..area }.inset(2.0 * MM, 1.0);
        let place = Area { left: place.left + self.boxes(&field.choices, place, size), ..place };
        self.value(&field.value, place, size, Align::Left);
        if !field.seal.is_empty() {
            let seal = size * 1.25;
            let y = Self::baseline(area.top, area.height(), seal);
            self.right(area.right - 3.0 * MM, y, seal, Style::Mincho, &Text::words(field.seal.clone()));
        }
    }

    /// The paper's own words in the middle of an area, in Gothic.
    fn label(&mut self, words: &str, area: Area, size: f32) {
        let width = self.width_of(words, 1.0);
        let size = size.min((area.width() - 4.0) / width.max(0.1));
        let y = Self::baseline(area.top, area.height(), size);
        let x = area.left + (area.width() - width * size) / 2.0;
        self.text_at(x, y, size, Style::Gothic, &Text::words(words));
    }

    /// The table of people: two lines each where a column has two values, a heading above.
    pub(super) fn roster(&mut self, heading: &str, columns: &[Column], rows: &[Vec<[Text; 2]>]) {
        let head = if heading.is_empty() { 0.0 } else { self.line_height() };
        let two_lines = columns.iter().any(|column| !column.bottom.is_empty());
        let high = if two_lines { 14.5 } else { 10.0 };
        let (head_row, row) = (10.8 * MM * self.type_scale, high * MM * self.row * self.type_scale);
        let height = head_row + row * rows.len() as f32;
        self.space(0.15);
        self.need(head + height);
        if !heading.is_empty() {
            let y = Self::baseline(self.y, head, self.size);
            self.text_at(LEFT, y, self.size, Style::Gothic, &Text::words(heading));
            self.y += head;
        }
        let all = Area { left: LEFT, top: self.y, right: LEFT + WIDTH, bottom: self.y + height };
        let edges = edges(columns.iter().map(|column| column.width));
        for (column, pair) in columns.iter().zip(edges.windows(2)) {
            let area = Area { left: pair[0], top: all.top, right: pair[1], bottom: all.top + head_row };
            self.column_head(column, area);
        }
        for (at, cells) in rows.iter().enumerate() {
            let top = all.top + head_row + at as f32 * row;
            for ((column, pair), cell) in columns.iter().zip(edges.windows(2)).zip(cells) {
                let area = Area { left: pair[0], top, right: pair[1], bottom: top + row };
                self.cell(column, cell, area);
            }
            self.rule((all.left, top), (all.right, top), if at == 0 { OUTER } else { INNER });
        }
        for &x in &edges[1..edges.len() - 1] {
            self.rule((x, all.top), (x, all.bottom), INNER);
        }
        self.frame_of(all, OUTER);
        self.y = all.bottom;
    }

    fn column_head(&mut self, column: &Column, area: Area) {
        let (usual, small) = (9.0 * self.type_scale, 7.0 * self.type_scale);
        let middle = (area.top + area.bottom) / 2.0;
        let (upper, lower) = (Area { bottom: middle, ..area }, Area { top: middle, ..area });
        if !column.bottom.is_empty() {
            self.label(&column.top, upper, usual);
            self.label(&column.bottom, lower, usual);
            self.dotted((area.left, middle), (area.right, middle));
        } else if !column.small.is_empty() {
            self.label(&column.small, Area { bottom: middle - 1.0 * MM, ..area }.inset(0.0, 0.5 * MM), small);
            self.label(&column.top, Area { top: middle - 2.0 * MM, ..area }, usual);
        } else if !column.note.is_empty() {
            self.label(&column.top, upper.inset(0.0, 0.3 * MM), usual);
            self.label(&column.note, lower, small);
        } else {
            self.label(&column.top, area, usual);
        }
    }

    fn cell(&mut self, column: &Column, [upper, lower]: &[Text; 2], area: Area) {
        let (size, large) = (9.5 * self.type_scale, 11.0 * self.type_scale);
        let padding = 1.2 * MM;
        if !column.bottom.is_empty() {
            let middle = (area.top + area.bottom) / 2.0;
            self.value(upper, Area { bottom: middle, ..area }.inset(padding, 1.0), size, Align::Left);
            self.value(lower, Area { top: middle, ..area }.inset(padding, 1.0), size, Align::Left);
            self.dotted((area.left, middle), (area.right, middle));
        } else if !upper.ruby.is_empty() {
            self.name_with_ruby(upper, area.inset(padding, 0.8), large);
        } else {
            let align = if column.top_from == "row.number" { Align::Centre } else { Align::Left };
            self.value(
                upper,
                area.inset(padding, 1.0),
                if align == Align::Centre { size } else { large },
                align,
            );
        }
    }

    /// A name with its furigana: each part of the reading begins above its part of the name.
    fn name_with_ruby(&mut self, name: &Text, area: Area, size: f32) {
        let above = area.height() * 0.32;
        let below = Area { top: area.top + above, ..area };
        let width = self.width_of(&name.text, 1.0);
        let shown = size.min(area.width() / width.max(0.1));
        if shown < size * 0.8 {
            // A very long name goes in several lines, and so does its reading.
            let kana: Vec<&str> = name.ruby.iter().map(|(_, kana)| kana.as_str()).collect();
            let kana = Text { text: kana.join("\u{3000}"), ..name.clone() };
            let middle = (area.top + area.bottom) / 2.0;
            self.value(&kana, Area { bottom: middle, ..area }, 6.0, Align::Left);
            return self.value(name, Area { top: middle, ..area }, size, Align::Left);
        }
        let mut starts = Vec::new();
        let mut x = 0.0;
        for (part, _) in &name.ruby {
            starts.push(x);
            x += self.width_of(part, shown) + shown;
        }
        let mut small = 6.0 * self.type_scale;
        // Shrinks until no reading runs into the next one or out of the cell.
        while small > 3.5 && !self.readings_fit(name, &starts, area.width(), small) {
            small -= 0.25;
        }
        let mut from = area.left;
        for ((part, kana), start) in name.ruby.iter().zip(&starts) {
            let kana = Text { text: kana.clone(), ..name.clone() };
            let kana_width = self.width_of(&kana.text, small);
            let middle = area.left + start + (self.width_of(part, shown) - kana_width) / 2.0;
            let x = middle.max(from);
            let y = area.top + 0.88 * small + (above - small).max(0.0) / 2.0;
            self.text_at(x, y, small, Style::Mincho, &kana);
            from = x + kana_width + small * 0.5;
        }
        let y = Self::baseline(below.top, below.height(), shown);
        self.text_at(area.left, y, shown, Style::Mincho, name);
    }

    fn readings_fit(&mut self, name: &Text, starts: &[f32], width: f32, small: f32) -> bool {
        let mut from = 0.0_f32;
        for ((part, kana), start) in name.ruby.iter().zip(starts) {
            let kana_width = self.width_of(kana, small);
            let centred = start - kana_width / 2.0 + self.width_of(part, 5.5);
            from = centred.max(from) + kana_width + small * 0.5;
        }
        from - small * 0.5 <= width
    }

    pub(super) fn width_of(&mut self, words: &str, size: f32) -> f32 {
        self.setter.width(words, Style::Mincho) * size
    }
}

/// Fields by rows: a field that stands beside the one before shares its row.
pub(super) fn rows_of(fields: &[FilledField]) -> Vec<Vec<&FilledField>> {
    let mut rows: Vec<Vec<&FilledField>> = Vec::new();
    for field in fields {
        match rows.last_mut() {
            Some(row) if field.beside => row.push(field),
            _ => rows.push(vec![field]),
        }
    }
    rows
}

/// The edges of columns, from left to right: their widths are parts of the whole.
pub(super) fn edges(widths: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let whole: f32 = widths.clone().sum();
    let mut edges = vec![LEFT];
    for width in widths {
        edges.push(edges[edges.len() - 1] + width / whole * WIDTH);
    }
    edges
}
