//! 自作様式: the association's own blank, and where the values stand on it. Owns what may be placed where;
//! leaves the blank's bytes to `pdf` and the values to `forms`.
//!
//! Lengths are in mm from the top left corner of the page as it is displayed, sizes of type in pt.

use super::Check;
use super::check::NAME_LIMIT;
use crate::{ProblemCode, Result};

/// Most fields of a form.
const MOST_FIELDS: usize = 300;
/// Most lines of a table.
const MOST_ROWS: u32 = 100;
/// How far a printer may be off, in mm to each side.
const MOST_SHIFT: f32 = 30.0;

/// Width and height of a page as it is displayed, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// How a value shows on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Printed: shrunk and wrapped until it fits, never cut.
    Text,
    /// An ellipse around words of the blank, when the value is the choice.
    Circle,
    /// ✓ in a box of the blank, when the value is the choice.
    Check,
}

impl Mark {
    const ALL: [Mark; 3] = [Mark::Text, Mark::Circle, Mark::Check];

    /// Its name where it is kept.
    pub fn text(self) -> &'static str {
        match self {
            Mark::Text => "text",
            Mark::Circle => "circle",
            Mark::Check => "check",
        }
    }

    /// The mark of that name.
    pub fn from_text(text: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.text() == text)
    }
}

/// Which part of a value is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it; a date as 令和8年12月1日.
    Whole,
    /// A date as 2026年12月1日.
    Western,
    /// 令和.
    Era,
    /// 8, or 元.
    Year,
    /// 2026.
    WesternYear,
    /// 12.
    Month,
    /// 1.
    Day,
    /// The reading of a name.
    Kana,
}

impl Part {
    const ALL: [Part; 8] = [
        Part::Whole,
        Part::Western,
        Part::Era,
        Part::Year,
        Part::WesternYear,
        Part::Month,
        Part::Day,
        Part::Kana,
    ];

    /// Its name where it is kept.
    pub fn text(self) -> &'static str {
        match self {
            Part::Whole => "whole",
            Part::Western => "western",
            Part::Era => "era",
            Part::Year => "year",
            Part::WesternYear => "western_year",
            Part::Month => "month",
            Part::Day => "day",
            Part::Kana => "kana",
        }
    }

    /// The part of that name.
    pub fn from_text(text: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.text() == text)
    }
}

/// A place for a value.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedField {
    /// Which page, from 0.
    pub page: u32,
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Size of type, in pt.
    pub size: f32,
    /// Which value, e.g. `office.name`.
    pub source: String,
    /// Which part of it.
    pub part: Part,
    /// How it shows.
    pub mark: Mark,
    /// For a circle or a check: the value that brings it; empty for any value.
    pub choice: String,
}

impl PlacedField {
    /// Whether this stands in a table of people and comes again for each of them.
    pub fn is_in_row(&self) -> bool {
        self.source.starts_with("row.")
    }
}

/// Where everything stands, as placed on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacementDraft {
    /// The places.
    pub fields: Vec<PlacedField>,
    /// Lines of the table on one sheet; 1 without a table.
    pub rows: u32,
    /// From one line of the table to the next, in mm.
    pub row_step: f32,
    /// Whether the paper in the printer is the official one already: then only the values are printed.
    pub on_printed_paper: bool,
    /// What the printer is off to the right, in mm; only on printed paper.
    pub shift_x: f32,
    /// What the printer is off downwards, in mm; only on printed paper.
    pub shift_y: f32,
}

impl Default for PlacementDraft {
    fn default() -> PlacementDraft {
        PlacementDraft {
            fields: Vec::new(),
            rows: 1,
            row_step: 10.0,
            on_printed_paper: false,
            shift_x: 0.0,
            shift_y: 0.0,
        }
    }
}

/// Where everything stands: each value is known and everything is on the paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement(PlacementDraft);

impl Placement {
    /// As it was kept.
    pub fn kept(draft: PlacementDraft) -> Placement {
        Placement(draft)
    }

    /// What was checked.
    pub fn get(&self) -> &PlacementDraft {
        &self.0
    }

    /// How far everything is moved to the right and downwards, in mm.
    pub fn shift(&self) -> (f32, f32) {
        if self.0.on_printed_paper { (self.0.shift_x, self.0.shift_y) } else { (0.0, 0.0) }
    }
}

impl PlacementDraft {
    /// Checks every place against the pages; `is_known` says which values there are.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each, as `fields.0.x`.
    pub fn check(mut self, pages: &[PageSize], is_known: impl Fn(&str) -> bool) -> Result<Placement> {
        let mut check = Check::default();
        check.demand(self.fields.len() <= MOST_FIELDS, "fields", ProblemCode::TooLong);
        check.demand((1..=MOST_ROWS).contains(&self.rows), "rows", ProblemCode::NotAChoice);
        let tall = pages.iter().map(|page| page.height).fold(0.0, f32::max);
        check.demand((1.0..=tall.max(1.0)).contains(&self.row_step), "rowStep", ProblemCode::NotAChoice);
        for (shift, name) in [(&mut self.shift_x, "shiftX"), (&mut self.shift_y, "shiftY")] {
            *shift = hundredths(*shift);
            check.demand(shift.abs() <= MOST_SHIFT, name, ProblemCode::NotAChoice);
        }
        let further_rows = self.row_step * self.rows.saturating_sub(1) as f32;
        for (at, field) in self.fields.iter_mut().enumerate() {
            let name = |part: &str| format!("fields.{at}.{part}");
            for length in [&mut field.x, &mut field.y, &mut field.width, &mut field.height, &mut field.size] {
                *length = hundredths(*length);
            }
            check.demand(is_known(&field.source), &name("source"), ProblemCode::NotAChoice);
            field.choice = check.line(&name("choice"), &field.choice, NAME_LIMIT);
            check.demand((4.0..=72.0).contains(&field.size), &name("size"), ProblemCode::NotAChoice);
            let Some(page) = pages.get(field.page as usize) else {
                check.refuse(&name("page"), ProblemCode::NotAChoice);
                continue;
            };
            let rows = if field.is_in_row() { further_rows } else { 0.0 };
            // Half a mm over the edge is how the corner of a page is dragged to.
            let is_on = |from: f32, length: f32, side: f32| {
                from >= -0.5 && length >= 1.0 && from + length <= side + 0.5
            };
            check.demand(is_on(field.x, field.width, page.width), &name("x"), ProblemCode::OffThePage);
            check.demand(
                is_on(field.y, field.height + rows, page.height),
                &name("y"),
                ProblemCode::OffThePage,
            );
        }
        check.finish(Placement(self))
    }
}

/// To 0.01 mm; what is no number becomes one that no check lets through.
fn hundredths(length: f32) -> f32 {
    if length.is_finite() { (length * 100.0).round() / 100.0 } else { f32::MAX }
}

/// An own form of a region, for one kind of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnForm {
    /// Region, e.g. `asaka`.
    pub region: String,
    /// What the paper is for, as `policy.toml` names it, e.g. `patient-consent`.
    pub kind: String,
    /// The blank, by the SHA-256 of its bytes, in hexadecimal.
    pub blank_sha256: String,
    /// Whether papers are printed on it; otherwise on the program's own.
    pub in_use: bool,
    /// Where everything stands.
    pub placement: Placement,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    const A4: PageSize = PageSize { width: 210.0, height: 297.0 };

    fn field() -> PlacedField {
        PlacedField {
            page: 0,
            x: 20.0,
            y: 30.0,
            width: 60.0,
            height: 8.0,
            size: 10.5,
            source: "office.name".into(),
            part: Part::Whole,
            mark: Mark::Text,
            choice: String::new(),
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut PlacementDraft), expected: &str) {
        let mut draft = PlacementDraft { fields: vec![field()], ..PlacementDraft::default() };
        change(&mut draft);
        let told = match draft.check(&[A4], |name| name != "recovery.groups") {
            Ok(_) => String::new(),
            Err(Error::Fields(problems)) => {
                problems.iter().map(|problem| format!("{} {}", problem.field, problem.code.key())).collect()
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected, "what is told of it");
    }

    #[test]
    fn what_stands_on_the_page_is_taken() {
        check(|_| {}, "");
        check(|draft| draft.fields[0].x = 150.4, "");
        check(|draft| (draft.rows, draft.row_step) = (10, 50.0), "");
    }

    #[test]
    fn what_does_not_is_refused_by_its_name() {
        check(|draft| draft.fields[0].x = 151.0, "fields.0.x off_the_page");
        check(|draft| draft.fields[0].y = f32::NAN, "fields.0.y off_the_page");
        check(|draft| draft.fields[0].height = 0.2, "fields.0.y off_the_page");
        check(|draft| draft.fields[0].page = 1, "fields.0.page not_a_choice");
        check(|draft| draft.fields[0].size = 200.0, "fields.0.size not_a_choice");
        check(|draft| draft.fields[0].source = "recovery.groups".into(), "fields.0.source not_a_choice");
        check(|draft| draft.shift_x = 31.0, "shiftX not_a_choice");
        check(|draft| draft.rows = 0, "rows not_a_choice");
    }

    #[test]
    fn the_last_line_of_a_table_is_on_the_page_too() {
        let table = |rows| {
            move |draft: &mut PlacementDraft| {
                draft.fields[0].source = "row.name".into();
                (draft.rows, draft.row_step) = (rows, 20.0);
            }
        };
        check(table(13), "");
        check(table(14), "fields.0.y off_the_page");
    }
}
