//! Where everything stands on the paper: a filled form becomes pages of glyphs and rules.
//!
//! The page is A4; lengths are in pt from the top left corner, and `y` of text is its baseline.
//! Owns the looks of every block; leaves bytes to `write`.

mod blocks;
mod chart;
pub(crate) mod code;
mod grid;
mod table;
mod tables;

use super::fonts::Style;
use super::measure::{Measure, SetLine, Setter};
use crate::forms::{Filled, FilledForm, Sheet, Text};

/// One millimetre, in pt.
pub const MM: f32 = 72.0 / 25.4;
/// Width of A4, in pt.
pub const PAGE_WIDTH: f32 = 210.0 * MM;
/// Height of A4, in pt.
pub const PAGE_HEIGHT: f32 = 297.0 * MM;

/// Left edge of the text: Japanese official papers leave about 23 mm for the binder.
const LEFT: f32 = 23.5 * MM;
/// Width of the text.
const WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;
/// Top of the text; the number of the paper stands above.
const TOP: f32 = 21.5 * MM;
/// Bottom of the text; the foot stands below.
const BOTTOM: f32 = PAGE_HEIGHT - 24.5 * MM;
/// Size of the number, the marks and the foot.
const SMALL: f32 = 8.5;

/// A page as a list of what is drawn, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What is drawn.
    pub items: Vec<Item>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Glyphs on one baseline.
    Run(Run),
    /// A straight rule.
    Rule {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
        /// Thickness.
        weight: f32,
        /// Whether it is dotted.
        dotted: bool,
    },
    /// Black rectangles as one shape.
    Shape(Vec<Area>),
    /// A picture of those that are handed to the printer, from 0, as large as it fits into the area.
    Picture(usize, Area),
}

/// Glyphs on one baseline.
#[derive(Clone, PartialEq)]
pub struct Run {
    /// Left end.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Size.
    pub size: f32,
    /// The glyphs.
    pub line: SetLine,
    /// Whether these are the paper's own words: the same on every such paper.
    pub fixed: bool,
    /// The mark of the practice office: large, grey and aslant.
    pub watermark: bool,
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Run({:.1}, {:.1}, {:.1} pt)", self.x, self.y, self.size)
    }
}

impl Run {
    /// The text of the run, as typed.
    pub fn text(&self) -> String {
        self.line
            .glyphs
            .iter()
            .flat_map(|placed| std::iter::once(placed.unit.base).chain(placed.unit.selector))
            .collect()
    }
}

impl Page {
    /// The texts of the page with their places, one a line: what a test compares.
    pub fn placed_text(&self) -> String {
        let mut out = String::new();
        for item in &self.items {
            if let Item::Run(run) = item {
                let text = run.text();
                if !text.trim().is_empty() {
                    let right = run.x + run.line.width * run.size;
                    out += &format!("{:5.0} {:4.0} {:4.0} {:4.1} {text}\n", run.y, run.x, right, run.size);
                }
            }
        }
        out
    }
}

/// How tight a page is set: 0 = airy, 1 = as tight as still looks well.
#[derive(Debug, Clone, Copy)]
struct Tightness {
    leading: f32,
    row: f32,
    size: f32,
}

/// From the airiest to the tightest; a sheet takes the first with which it fits onto one page.
const STEPS: [Tightness; 10] = [
    Tightness { leading: 1.9, row: 1.22, size: 1.0 },
    Tightness { leading: 1.8, row: 1.1, size: 1.0 },
    Tightness { leading: 1.75, row: 1.0, size: 1.0 },
    Tightness { leading: 1.65, row: 0.95, size: 1.0 },
    Tightness { leading: 1.56, row: 0.9, size: 1.0 },
    Tightness { leading: 1.48, row: 0.86, size: 1.0 },
    Tightness { leading: 1.42, row: 0.83, size: 1.0 },
    Tightness { leading: 1.36, row: 0.8, size: 1.0 },
    Tightness { leading: 1.36, row: 0.8, size: 0.95 },
    Tightness { leading: 1.36, row: 0.78, size: 0.9 },
];

/// The tightest setting saves less than half of the airiest: what needs more pages than this never fits onto one.
const MOST_TIGHTENED: usize = 2;

/// How much larger the cells of tables are in large type.
const LARGE: f32 = 1.25;

/// What a sheet of several pages is set with.
const USUAL: Tightness = STEPS[4];

/// Lays a form out. Characters that no font has are left with the setter.
pub(crate) fn lay_out(form: &FilledForm, setter: &mut Setter<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for sheet in &form.sheets {
        // Large type is not made small again: it takes the pages it needs.
        let steps = STEPS.iter().filter(|tight| !form.large_type || tight.size == 1.0);
        let mut fitting = None;
        for tight in steps.copied() {
            let pages = flow(form, sheet, tight, setter);
            if pages.len() == 1 {
                fitting = Some(pages);
                break;
            }
            if pages.len() > MOST_TIGHTENED {
                break;
            }
        }
        let fitting = fitting.unwrap_or_else(|| flow(form, sheet, USUAL, setter));
        pages.extend(fitting.into_iter().map(|page| (page, sheet)));
    }
    let (first, count) = form.in_book.unwrap_or((1, pages.len()));
    let finish =
        |(at, (page, sheet)): (usize, (Page, &Sheet))| frame(form, sheet, page, first + at, count, setter);
    pages.into_iter().enumerate().map(finish).collect()
}

/// The blocks of a sheet from top to bottom, on as many pages as they need.
fn flow(form: &FilledForm, sheet: &Sheet, tight: Tightness, setter: &mut Setter<'_>) -> Vec<Page> {
    let mut pen = Pen {
        setter,
        pages: Vec::new(),
        items: Vec::new(),
        y: TOP,
        bottom: if form.code.is_some() { code::TOP } else { BOTTOM },
        size: form.size * tight.size,
        leading: tight.leading,
        row: tight.row,
        type_scale: if form.large_type { LARGE } else { 1.0 },
    };
    for (at, block) in sheet.blocks.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &sheet.blocks[before]);
        pen.block(block, before);
    }
    pen.finish()
}

/// The number and the mark above the text, the foot below it, and 見本 behind it.
fn frame(
    form: &FilledForm,
    sheet: &Sheet,
    page: Page,
    number: usize,
    count: usize,
    setter: &mut Setter<'_>,
) -> Page {
    let mut pen = Pen::in_margins(setter);
    let top = 18.5 * MM;
    if let Some(words) = &form.watermark {
        pen.watermark(words, top);
    }
    pen.items.extend(page.items);
    pen.text_at(LEFT, top, SMALL + 0.5, Style::Gothic, &Text::words(form.number.clone()));
    let mut right = LEFT + WIDTH;
    for mark in [&sheet.mark, &form.reissue].into_iter().filter(|mark| !mark.is_empty()) {
        right = pen.mark(mark, right, top) - 2.0 * MM;
    }
    let above = Text::words(form.reference.clone());
    pen.right(LEFT + WIDTH, 12.8 * MM, SMALL - 1.0, Style::Gothic, &above);
    let (upper, lower) = (PAGE_HEIGHT - 20.0 * MM, PAGE_HEIGHT - 15.5 * MM);
    pen.texts_at(LEFT, upper, SMALL, &form.subject);
    pen.text_at(LEFT, lower, SMALL, Style::Mincho, &Text::words(form.source_line.clone()));
    let words = form.page_words.replace("{page}", &number.to_string()).replace("{pages}", &count.to_string());
    pen.centred(lower, SMALL, Style::Mincho, &words);
    if !form.control_number.is_empty() {
        // The number is a value: it differs on every paper.
        let control = Text { label: "control_number".into(), ..Text::words(form.control_number.clone()) };
        match &form.code {
            Some(code) => pen.code(code, &control),
            None => pen.right(LEFT + WIDTH, lower, SMALL, Style::Mincho, &control),
        }
    }
    Page { items: pen.items }
}

/// 見本 as it stands on every page of the practice office, for a page that is laid out elsewhere.
pub(crate) fn watermark(words: &str, setter: &mut Setter<'_>) -> Vec<Item> {
    let mut pen = Pen::in_margins(setter);
    pen.watermark(words, 18.5 * MM);
    pen.items
}

/// Draws from top to bottom and begins a new page when the next block does not fit.
struct Pen<'p, 'f> {
    setter: &'p mut Setter<'f>,
    pages: Vec<Page>,
    items: Vec<Item>,
    /// Top of what comes next.
    y: f32,
    /// What comes next ends above this.
    bottom: f32,
    /// Size of the text.
    size: f32,
    /// Height of a line, in its size.
    leading: f32,
    /// Height of table rows, as a part of their usual height.
    row: f32,
    /// How much larger than usual what has a size of its own is set: the cells of tables.
    type_scale: f32,
}

impl<'p, 'f> Pen<'p, 'f> {
    /// For what stands around the text: the marks, the foot, 見本.
    fn in_margins(setter: &'p mut Setter<'f>) -> Pen<'p, 'f> {
        Pen {
            setter,
            pages: Vec::new(),
            items: Vec::new(),
            y: 0.0,
            bottom: PAGE_HEIGHT,
            size: SMALL,
            leading: 1.0,
            row: 1.0,
            type_scale: 1.0,
        }
    }
}

impl Pen<'_, '_> {
    fn block(&mut self, block: &Filled, before: Option<&Filled>) {
        match block {
            Filled::Title(lines) => self.title(lines),
            Filled::Line(texts) => self.addressee(texts),
            Filled::Heading(text) => self.heading(text, before),
            Filled::Article(mark, text) => self.hanging(mark, text, 0.0),
            Filled::Paragraph(mark, text) => self.hanging(mark, text, 0.0),
            Filled::Item(mark, text) => self.hanging(mark, text, 1.0),
            Filled::Continued(text) => self.sentences(text, 2.0, 1.0),
            Filled::Text(text) => self.sentences(text, 1.0, 0.0),
            Filled::Center(text) => self.centre(text),
            Filled::End(text) => self.end(text),
            Filled::Date(texts) => self.date(texts),
            Filled::Fields(fields) => self.fields(fields),
            Filled::Boxed(heading, fields) => self.boxed(heading, fields),
            Filled::Grid(heading, fields) => self.grid(heading, fields),
            Filled::Office(fields) => self.office(fields),
            Filled::Choices(label, choices) => self.choices(label, choices),
            Filled::Check(texts) => self.check(texts),
            Filled::Roster(heading, columns, rows) => self.roster(heading, columns, rows),
            Filled::Table(columns, rows) => self.table(columns, rows),
            Filled::Chart(chart) => self.chart(chart),
            Filled::Note(text) => self.note(text),
            Filled::Flow(text) => self.lost_picture(text),
            Filled::Destination(heading, lines) => self.destination(heading, lines),
            Filled::Groups(groups) => self.groups(groups),
            Filled::Picture(picture) => self.picture(*picture),
        }
    }

    fn finish(mut self) -> Vec<Page> {
        self.pages.push(Page { items: self.items });
        self.pages
    }

    /// Height of a line of the text.
    fn line_height(&self) -> f32 {
        self.size * self.leading
    }

    fn would_not_fit(&self, height: f32) -> bool {
        self.y + height > self.bottom + 0.01 && self.y > TOP
    }

    /// Begins a new page unless `height` still fits.
    fn need(&mut self, height: f32) {
        if self.would_not_fit(height) {
            self.pages.push(Page { items: std::mem::take(&mut self.items) });
            self.y = TOP;
        }
    }

    fn space(&mut self, lines: f32) {
        if self.y > TOP {
            self.y += lines * self.line_height();
        }
    }

    /// Baseline of a line of `size` in the middle of a height from `top`.
    fn baseline(top: f32, height: f32, size: f32) -> f32 {
        // Japanese glyphs stand from 0.88 em above the baseline to 0.12 em below.
        top + (height - size) / 2.0 + 0.88 * size
    }

    fn run(&mut self, x: f32, y: f32, size: f32, line: SetLine, fixed: bool) {
        if !line.glyphs.is_empty() {
            self.items.push(Item::Run(Run { x, y, size, line, fixed, watermark: false }));
        }
    }

    fn text_at(&mut self, x: f32, y: f32, size: f32, style: Style, text: &Text) -> f32 {
        let line = self.setter.line(text, style);
        let width = line.width * size;
        self.run(x, y, size, line, text.label.is_empty());
        width
    }

    /// Words and values one after another on one baseline.
    fn texts_at(&mut self, x: f32, y: f32, size: f32, texts: &[Text]) {
        let mut x = x;
        for text in texts {
            x += self.text_at(x, y, size, Style::Mincho, text);
        }
    }

    fn centred(&mut self, y: f32, size: f32, style: Style, words: &str) {
        let line = self.setter.line(&Text::words(words), style);
        self.run(LEFT + (WIDTH - line.width * size) / 2.0, y, size, line, true);
    }

    fn right(&mut self, right: f32, y: f32, size: f32, style: Style, text: &Text) {
        let line = self.setter.line(text, style);
        self.run(right - line.width * size, y, size, line, text.label.is_empty());
    }

    /// A value in a place: as large as it fits, never cut.
    fn value(&mut self, text: &Text, area: Area, size: f32, align: Align) {
        self.fitted(text, Style::Mincho, area, size, align);
    }

    fn fitted(&mut self, text: &Text, style: Style, area: Area, size: f32, align: Align) {
        if text.text.is_empty() {
            return;
        }
        let (size, lines) = self.setter.fit(text, style, size, area.width(), area.height());
        let line_height = size * super::measure::LINE;
        let top = area.top + (area.height() - line_height * lines.len() as f32) / 2.0;
        for (at, line) in lines.into_iter().enumerate() {
            let y = Self::baseline(top + at as f32 * line_height, line_height, size);
            let x = match align {
                Align::Left => area.left,
                Align::Right => area.right - line.width * size,
                Align::Centre => area.left + (area.width() - line.width * size) / 2.0,
            };
            self.run(x, y, size, line, text.label.is_empty());
        }
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32), weight: f32) {
        self.items.push(Item::Rule { from, to, weight, dotted: false });
    }

    fn dotted(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.items.push(Item::Rule { from, to, weight: 0.4, dotted: true });
    }

    fn frame_of(&mut self, area: Area, weight: f32) {
        let Area { left, top, right, bottom } = area;
        // Each side overlaps the corners by half its thickness, so that corners are square.
        let half = weight / 2.0;
        self.rule((left - half, top), (right + half, top), weight);
        self.rule((left - half, bottom), (right + half, bottom), weight);
        self.rule((left, top), (left, bottom), weight);
        self.rule((right, top), (right, bottom), weight);
    }

    /// Large behind the page, and small at its head as text.
    fn watermark(&mut self, words: &str, top: f32) {
        let line = self.setter.line(&Text::words(words), Style::Bold);
        let size = 200.0;
        // Aslant at 45°: from the middle of the page half a width down to the left.
        let half = line.width * size / 2.0 * std::f32::consts::FRAC_1_SQRT_2;
        let sink = 0.38 * size * std::f32::consts::FRAC_1_SQRT_2;
        let (x, y) = (PAGE_WIDTH / 2.0 - half + sink, PAGE_HEIGHT / 2.0 + half + sink);
        self.items.push(Item::Run(Run { x, y, size, line, fixed: true, watermark: true }));
        let head = self.setter.line(&Text::words(words), Style::Gothic);
        let x = (PAGE_WIDTH - head.width * SMALL) / 2.0;
        self.run(x, top, SMALL, head, true);
    }

    /// A mark at the top in a thin frame that ends at `right`; gives its left edge.
    fn mark(&mut self, words: &str, right: f32, y: f32) -> f32 {
        let size = SMALL + 1.0;
        let line = self.setter.line(&Text::words(words), Style::Gothic);
        let width = line.width * size;
        let pad = 5.0;
        let (left, top) = (right - width - 2.0 * pad, y - 0.88 * size - 3.5);
        self.frame_of(Area { left, top, right, bottom: top + size + 7.0 }, 0.6);
        self.run(left + pad, y, size, line, true);
        left
    }

    /// The paper's own sentences as a paragraph: widths in em of the text.
    fn paragraph(
        &mut self,
        text: &str,
        style: Style,
        size: f32,
        first_indent: f32,
        indent: f32,
    ) -> Vec<SetLine> {
        let em = (WIDTH + 0.05) / size;
        let measure = Measure { first: em - first_indent, rest: em - indent, justify: true };
        self.setter.paragraph(text, style, measure).to_vec()
    }
}

/// A rectangle, in pt from the top left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl Area {
    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }
    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }
    /// Smaller by this much at each side.
    fn inset(self, x: f32, y: f32) -> Area {
        Area { left: self.left + x, top: self.top + y, right: self.right - x, bottom: self.bottom - y }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Align {
    Left,
    Centre,
    Right,
}
