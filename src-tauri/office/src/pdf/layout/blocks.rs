//! Sentences: titles, articles with hanging numbers, paragraphs, dates.

use super::{Area, Item, LEFT, MM, Pen, SMALL, WIDTH};
use crate::forms::{Filled, Text};
use crate::pdf::fonts::Style;

/// A paragraph of so many lines is not torn by the end of a page.
const WHOLE: usize = 3;

impl Pen<'_, '_> {
    pub(super) fn title(&mut self, lines: &[String]) {
        let size = if lines.len() > 1 { self.size * 1.35 } else { self.size * 1.45 };
        // An airy page begins a little lower.
        self.y += (self.leading - 1.3) * 8.0 * MM;
        for line in lines {
            let width = self.setter.width(line, Style::Bold);
            let size = size.min(WIDTH / width);
            let height = size * 1.5;
            let y = Self::baseline(self.y, height, size);
            self.centred(y, size, Style::Bold, line);
            self.y += height;
        }
        self.space(0.7);
    }

    pub(super) fn addressee(&mut self, texts: &[Text]) {
        let height = self.line_height();
        self.need(height);
        // A long name of an office shrinks; the line stays one line.
        let width: f32 = texts.iter().map(|text| self.setter.width(&text.text, Style::Mincho)).sum();
        let size = (self.size + 0.5).min(WIDTH / width.max(1.0));
        let y = Self::baseline(self.y, height, size);
        self.texts_at(LEFT, y, size, texts);
        self.y += height;
    }

    pub(super) fn heading(&mut self, text: &str, before: Option<&Filled>) {
        let height = self.line_height();
        let gap = if matches!(before, Some(Filled::Line(_))) { 0.7 } else { 0.35 };
        self.need((gap + 2.0) * height);
        self.space(gap);
        // 公用文: the heading begins one character in, the article below it at the margin. A full-width
        // bracket brings half of that itself.
        let x = if text.starts_with('（') { LEFT + self.size * 0.5 } else { LEFT };
        let y = Self::baseline(self.y, height, self.size);
        self.text_at(x, y, self.size, Style::Gothic, &Text::words(text));
        self.y += height;
    }

    /// 第1条, 2 or ① at the left, sentences beside it; further lines one character in.
    pub(super) fn hanging(&mut self, mark: &str, text: &str, indent: f32) {
        let style = if mark.starts_with('第') { Style::Gothic } else { Style::Mincho };
        let mark_line = self.setter.line(&Text::words(mark), style);
        let space = if mark == "・" { 0.0 } else { 1.0 };
        let first = indent + mark_line.width.max(1.0) + space;
        let lines = self.paragraph(text, Style::Mincho, self.size, first, indent + 1.0);
        let (height, size) = (self.line_height(), self.size);
        for (at, line) in lines.into_iter().enumerate() {
            self.need(height);
            let y = Self::baseline(self.y, height, size);
            if at == 0 {
                // A narrow number stands in the middle of its em.
                let inset = (1.0 - mark_line.width).max(0.0) / 2.0;
                self.run(LEFT + (indent + inset) * size, y, size, mark_line.clone(), true);
            }
            let x = LEFT + if at == 0 { first } else { indent + 1.0 } * size;
            self.run(x, y, size, line, true);
            self.y += height;
        }
    }

    pub(super) fn sentences(&mut self, text: &str, first: f32, rest: f32) {
        let (height, size) = (self.line_height(), self.size);
        let lines = self.paragraph(text, Style::Mincho, size, first, rest);
        if lines.len() <= WHOLE {
            self.need(height * lines.len() as f32);
        }
        for (at, line) in lines.into_iter().enumerate() {
            self.need(height);
            let x = LEFT + if at == 0 { first } else { rest } * size;
            self.run(x, Self::baseline(self.y, height, size), size, line, true);
            self.y += height;
        }
    }

    pub(super) fn centre(&mut self, text: &str) {
        let height = self.line_height();
        self.space(0.4);
        self.need(height);
        self.centred(Self::baseline(self.y, height, self.size), self.size, Style::Mincho, text);
        self.y += height;
        self.space(0.4);
    }

    pub(super) fn end(&mut self, text: &str) {
        let height = self.line_height();
        self.need(height);
        let y = Self::baseline(self.y, height, self.size);
        self.right(LEFT + WIDTH - self.size, y, self.size, Style::Mincho, &Text::words(text));
        self.y += height;
        self.space(0.2);
    }

    pub(super) fn date(&mut self, texts: &[Text]) {
        let height = self.line_height() * 1.15;
        self.space(0.3);
        self.need(height);
        let y = Self::baseline(self.y, height, self.size);
        self.texts_at(LEFT + self.size, y, self.size, texts);
        self.y += height;
        self.space(0.2);
    }

    pub(super) fn note(&mut self, text: &str) {
        let size = self.size * 0.9;
        let height = size * 1.45;
        self.space(0.25);
        let lines = self.paragraph(text, Style::Mincho, size, 0.0, 1.0);
        for (at, line) in lines.into_iter().enumerate() {
            self.need(height);
            let x = LEFT + if at == 0 { 0.0 } else { size };
            self.run(x, Self::baseline(self.y, height, size), size, line, true);
            self.y += height;
        }
    }

    /// The heading of a picture that is lost: nothing is drawn in its place.
    pub(super) fn lost_picture(&mut self, text: &str) {
        let height = self.line_height();
        self.space(0.4);
        self.need(height);
        let y = Self::baseline(self.y, height, self.size);
        self.text_at(LEFT, y, self.size, Style::Gothic, &Text::words(text));
        self.y += height;
    }

    /// Takes what is left of the page.
    pub(super) fn picture(&mut self, picture: usize) {
        let area = Area { left: LEFT, top: self.y, right: LEFT + WIDTH, bottom: self.bottom };
        self.items.push(Item::Picture(picture, area));
        self.y = self.bottom;
    }

    pub(super) fn destination(&mut self, heading: &str, lines: &[String]) {
        let size = self.size * 0.95;
        let height = size * 1.4;
        let pad = 1.5 * MM;
        let all = height * (lines.len() + 1) as f32 + 2.0 * pad;
        self.space(0.15);
        self.need(all);
        let area = Area { left: LEFT, top: self.y, right: LEFT + WIDTH, bottom: self.y + all };
        self.frame_of(area, 0.8);
        let y = Self::baseline(area.top + pad, height, size);
        self.text_at(LEFT + 3.0 * MM, y, size, Style::Gothic, &Text::words(heading));
        for (at, line) in lines.iter().enumerate() {
            let y = Self::baseline(area.top + pad + (at + 1) as f32 * height, height, size);
            self.text_at(LEFT + 3.0 * MM + size, y, size, Style::Mincho, &Text::words(line.clone()));
        }
        self.y += all;
    }

    /// Groups of characters in large type, three in a row, each with its number.
    pub(super) fn groups(&mut self, groups: &[Text]) {
        const IN_ROW: usize = 3;
        let (size, height) = (26.0, 21.0 * MM);
        let rows = groups.len().div_ceil(IN_ROW);
        self.space(0.8);
        self.need(height * rows as f32);
        let width = WIDTH / IN_ROW as f32;
        let top = self.y;
        for (at, group) in groups.iter().enumerate() {
            let left = LEFT + (at % IN_ROW) as f32 * width;
            let top = top + (at / IN_ROW) as f32 * height;
            self.frame_of(Area { left, top, right: left + width, bottom: top + height }, 0.6);
            let number = Text::words((at + 1).to_string());
            self.text_at(left + 2.5 * MM, top + 5.0 * MM, SMALL, Style::Gothic, &number);
            let value = Text { label: "groups".into(), ..group.clone() };
            let line = self.setter.line(&value, Style::Bold);
            let x = left + (width - line.width * size) / 2.0;
            self.run(x, Self::baseline(top, height, size), size, line, false);
        }
        self.y += height * rows as f32;
        self.space(0.6);
    }
}
