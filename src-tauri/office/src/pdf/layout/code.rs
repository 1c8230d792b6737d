//! The QR code outside the frame: drawn as shapes, with its number in words below it.

use qrcode::{Color, EcLevel, QrCode};

use super::{Area, Item, MM, PAGE_WIDTH, Pen, SMALL};
use crate::domain::sheet_code::SheetCode;
use crate::forms::Text;
use crate::pdf::fonts::Style;

/// Width of the code without the white around it. 20 mm at level M was read from every scan tried at 150 dpi and up.
const SIDE: f32 = 20.0 * MM;
/// White around the code, in modules (ISO/IEC 18004).
const QUIET: f32 = 4.0;
/// The smallest code has so many modules a side; ours is this one.
const MODULES: f32 = 21.0;
/// Right edge of the code.
const RIGHT: f32 = PAGE_WIDTH - 15.0 * MM;
/// Lower edge of the code; its number stands below the white.
const LOWER: f32 = 283.0 * MM;
/// The text of a page with a code ends above this.
pub(super) const TOP: f32 = LOWER - SIDE - QUIET * SIDE / MODULES;

impl Pen<'_, '_> {
    /// The code at the bottom right, and its number in the middle below it.
    pub(super) fn code(&mut self, code: &SheetCode, number: &Text) {
        self.items.push(Item::Shape(drawn(code, (RIGHT - SIDE, LOWER - SIDE), SIDE)));
        let module = SIDE / MODULES;
        let size = SMALL;
        let width = self.width_of(&number.text, size);
        let y = LOWER + QUIET * module + 0.88 * size;
        self.text_at(RIGHT - (SIDE + width) / 2.0, y, size, Style::Mincho, number);
    }
}

/// A code as rectangles, with its left upper corner and its side in pt.
pub(crate) fn drawn(code: &SheetCode, corner: (f32, f32), side: f32) -> Vec<Area> {
    // Sixteen characters of the alphanumeric mode always fit into the smallest code.
    let Ok(drawn) = QrCode::with_error_correction_level(code.to_string(), EcLevel::M) else {
        return Vec::new();
    };
    let dark: Vec<bool> = drawn.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    shapes(&dark, drawn.width(), corner, side / drawn.width() as f32)
}

/// The dark modules as rectangles: runs of a row, and equal runs of rows below each other, are one.
fn shapes(dark: &[bool], side: usize, (left, top): (f32, f32), module: f32) -> Vec<Area> {
    let mut runs: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for (row, line) in dark.chunks(side).enumerate() {
        let mut at = 0;
        for group in line.chunk_by(|one, next| one == next) {
            let columns = at..at + group.len();
            at = columns.end;
            if !group[0] {
                continue;
            }
            match runs.iter_mut().find(|(above, rows)| *above == columns && rows.end == row) {
                Some((_, rows)) => rows.end = row + 1,
                None => runs.push((columns, row..row + 1)),
            }
        }
    }
    let place = |from: f32, at: usize| from + at as f32 * module;
    let area = |(columns, rows): (std::ops::Range<usize>, std::ops::Range<usize>)| Area {
        left: place(left, columns.start),
        top: place(top, rows.start),
        right: place(left, columns.end),
        bottom: place(top, rows.end),
    };
    runs.into_iter().map(area).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::forms::{Catalog, FormKind, Options, Record, fill};
    use crate::pdf::{self, Fonts, preview};

    const CODE: &str = "7Z3K9M2QXA";

    #[test]
    fn the_code_is_drawn_where_it_belongs_and_as_large_as_it_should_be() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let catalog = Catalog::load(&root.join("forms")).expect("the files are sound");
        let fonts = Fonts::load(&root.join("assets/fonts")).expect("the fonts are there");
        let form = catalog.form("asaka", FormKind::PatientConsent).expect("there is 様式4");
        let options = Options {
            copy: Some((2, "お渡し用")),
            control_number: "同意-2026-0001",
            code: Some(CODE),
            ..Options::default()
        };
        let pdf = pdf::render(&[fill(form, &Record { options, ..Record::default() })], &fonts);
        let png = preview::page_png(&pdf.expect("it prints"), 0, 200.0).expect("a page");
        let page = image::load_from_memory(&png).expect("a picture").to_luma8();
        let dot = |mm: f32| mm / 25.4 * 200.0;
        let (left, top) = (dot(210.0 - 15.0 - 20.0), dot(283.0 - 20.0));
        let dark = |x: f32, y: f32| page.get_pixel(x as u32, y as u32).0[0] < 128;

        let expected = QrCode::with_error_correction_level(format!("RK1:{CODE}:2"), EcLevel::M);
        let expected = expected.expect("the text fits");
        assert_eq!(expected.width() as f32, MODULES, "the smallest code");
        let module = dot(20.0) / MODULES;
        let within = dot(0.3);
        for (at, color) in expected.to_colors().into_iter().enumerate() {
            let (column, row) = ((at % 21) as f32, (at / 21) as f32);
            // Just inside its edges, by what an edge may be off.
            for (dx, dy) in
                [(within, within), (module - within, module - within), (module / 2.0, module / 2.0)]
            {
                let (x, y) = (left + column * module + dx, top + row * module + dy);
                assert_eq!(dark(x, y), color == Color::Dark, "module {column}, {row}");
            }
        }
        let quiet = QUIET * module;
        let around = |x: f32, y: f32| {
            let inside = (left - 1.0..left + dot(20.0) + 1.0).contains(&x)
                && (top - 1.0..top + dot(20.0) + 1.0).contains(&y);
            inside || !dark(x, y)
        };
        for y in (top - quiet) as u32..(top + dot(20.0) + quiet) as u32 {
            for x in (left - quiet) as u32..(left + dot(20.0) + quiet) as u32 {
                assert!(around(x as f32, y as f32), "the white around the code is white at {x}, {y}");
            }
        }
    }

    #[test]
    fn runs_of_modules_are_one_shape_and_none_is_lost() {
        // An upright bar, a light module inside, and a lone module.
        let dark = [true, true, false, true, true, false, true, false, true].map(|module| module);
        let areas = shapes(&dark, 3, (10.0, 20.0), 2.0);
        assert_eq!(areas.len(), 3, "two rows of two are one: {areas:?}");
        assert_eq!(areas[0], Area { left: 10.0, top: 20.0, right: 14.0, bottom: 24.0 }, "the first two rows");
        let size: f32 = areas.iter().map(|area| area.width() * area.height()).sum();
        assert_eq!(size, 6.0 * 4.0, "as much black as there are dark modules");
    }
}
