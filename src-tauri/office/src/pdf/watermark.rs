//! The mark of the practice office, drawn as shapes: large grey letters that are no text, so that whoever
//! reads or searches the paper finds its sentences whole. The word itself stands small at the head, as text.

use printpdf::{Color, Greyscale, LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt, WindingOrder};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::fonts::Fonts;
use super::layout::{PAGE_HEIGHT, Run};

/// Light enough that the smallest print on top of it stays readable.
const GREY: f32 = 0.92;

/// The letters of a run, aslant at 45° from its left end.
pub(super) fn draw(run: &Run, fonts: &Fonts, ops: &mut Vec<Op>) {
    let grey = |percent| Op::SetFillColor { col: Color::Greyscale(Greyscale { percent, icc_profile: None }) };
    ops.push(grey(GREY));
    let mut along = 0.0;
    for placed in &run.line.glyphs {
        // A damaged font was refused when the run was measured.
        if let Ok(face) = Face::parse(fonts.bytes(placed.glyph.font), 0) {
            let scale = run.size / f32::from(face.units_per_em());
            let mut shape = Shape { rings: Vec::new(), last: (0.0, 0.0), run, scale, along };
            face.outline_glyph(GlyphId(placed.glyph.id), &mut shape);
            let polygon =
                Polygon { rings: shape.rings, mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
            ops.push(Op::DrawPolygon { polygon });
        }
        along += (placed.glyph.advance + placed.extra) * run.size;
    }
    ops.push(grey(0.0));
}

/// The outline of one letter, in points on the page.
struct Shape<'r> {
    rings: Vec<PolygonRing>,
    last: (f32, f32),
    run: &'r Run,
    scale: f32,
    along: f32,
}

impl Shape<'_> {
    fn add(&mut self, x: f32, y: f32, bezier: bool) {
        let slope = std::f32::consts::FRAC_1_SQRT_2;
        let (x, y) = (self.along + x * self.scale, y * self.scale);
        let p =
            Point { x: Pt(self.run.x + (x - y) * slope), y: Pt(PAGE_HEIGHT - self.run.y + (x + y) * slope) };
        if let Some(ring) = self.rings.last_mut() {
            ring.points.push(LinePoint { p, bezier });
        }
    }
}

impl OutlineBuilder for Shape<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(PolygonRing::default());
        self.line_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y, false);
        self.last = (x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // A PDF knows cubic curves only; this one is the same curve.
        let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        let (lx, ly) = self.last;
        self.curve_to(third(lx, cx), third(ly, cy), third(x, cx), third(y, cy), x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add(ax, ay, true);
        self.add(bx, by, true);
        self.line_to(x, y);
    }

    fn close(&mut self) {}
}
