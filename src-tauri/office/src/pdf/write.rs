//! From the display list to printpdf's pages, with the fonts cut down to the glyphs in use.
//!
//! The paper's own words and the values are cut into fonts of their own: the former are the same on
//! every paper of a kind, so they are cut and compressed once for a batch, and yet the bytes of a
//! paper do not depend on what was printed before it.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use printpdf::{
    Codepoint, FontId, FontMetrics, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, TextItem, TextMatrix, WindingOrder,
};

use super::fonts::{FontName, Fonts, Unit};
use super::layout::{Area, Item, PAGE_HEIGHT, Page, Run};
use super::picture::{self, Pictures};
use super::{finish, hints, watermark};
use crate::{Error, Result};

/// A font cut down to some glyphs, as it goes into the file.
struct Subset {
    parsed: ParsedFont,
    compressed: Vec<u8>,
}

impl Subset {
    /// The font program as printpdf writes it, and compressed.
    fn program(&self) -> finish::Program<'_> {
        (&self.parsed.original_bytes, &self.compressed)
    }
}

/// One cut of a font: whose words, and which of several glyphs for one shape.
///
/// A PDF gives one text to each glyph of a font, but two characters may share a glyph (塚 and its
/// compatibility twin, 辻 with and without selector). The second one then goes into a further cut,
/// so that each is extracted as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Cut {
    font: FontName,
    values: bool,
    further: u8,
}

/// The glyphs of a cut, each with the character it stands for.
type Glyphs = BTreeMap<u16, Unit>;
/// What a cut font is made from.
type Key = (FontName, Vec<(u16, Unit)>);

pub(super) struct Writer<'f> {
    fonts: &'f Fonts,
    subsets: HashMap<Key, Rc<Subset>>,
}

impl<'f> Writer<'f> {
    pub fn new(fonts: &'f Fonts) -> Writer<'f> {
        Writer { fonts, subsets: HashMap::new() }
    }

    /// The bytes of a document; `pictures` gives those that stand on its pages.
    pub fn write(&mut self, pages: &[Page], title: &str, pictures: Pictures<'_>) -> Result<Vec<u8>> {
        let cuts = Cuts::of(pages);
        let mut document = PdfDocument::new(title);
        let mut subsets = Vec::new();
        for (cut, glyphs) in &cuts.glyphs {
            let subset = self.subset(*cut, glyphs)?;
            let id = font_id(*cut);
            document.resources.fonts.map.insert(id, PdfFont::new(subset.parsed.clone()));
            subsets.push(subset);
        }
        document.pages = pages
            .iter()
            .map(|page| PdfPage::new(Mm(210.0), Mm(297.0), ops(page, &cuts, self.fonts)))
            .collect();
        let options =
            PdfSaveOptions { optimize: false, image_optimization: None, ..PdfSaveOptions::default() };
        let mut warnings = Vec::new();
        let mut low = document.to_lopdf_document(&options, &mut warnings);
        let waiting = picture::place(&mut low, pages)?;
        let fonts: Vec<_> = subsets.iter().map(|subset| subset.program()).collect();
        finish::finish(low, title, &fonts, &waiting, pictures)
    }

    fn subset(&mut self, cut: Cut, glyphs: &Glyphs) -> Result<Rc<Subset>> {
        let key = (cut.font, glyphs.iter().map(|(&id, &unit)| (id, unit)).collect::<Vec<_>>());
        if let Some(subset) = self.subsets.get(&key) {
            return Ok(subset.clone());
        }
        let subset = Rc::new(self.cut(cut, glyphs)?);
        if !cut.values {
            self.subsets.insert(key, subset.clone());
        }
        Ok(subset)
    }

    fn cut(&self, cut: Cut, glyphs: &Glyphs) -> Result<Subset> {
        let bytes = self.fonts.bytes(cut.font);
        let mut remapper = subsetter::GlyphRemapper::new();
        for &id in glyphs.keys() {
            remapper.remap(id);
        }
        let program = subsetter::subset(bytes, 0, &remapper).map_err(|_| broken(cut))?;
        let hinted = cut.font == FontName::IpaMj;
        let program = if hinted { program } else { hints::without_hints(&program).unwrap_or(program) };
        let face = ttf_parser::Face::parse(bytes, 0).map_err(|_| broken(cut))?;
        let advance =
            |id: u16| face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(face.units_per_em());
        let widths = glyphs.keys().map(|&id| (remapper.get(id).unwrap_or_default(), advance(id))).collect();
        let metrics = FontMetrics { ascent: face.ascender(), descent: face.descender() };
        let (name, em) = (Some(base_font(cut)), face.units_per_em());
        let compressed = finish::compressed(&program)?;
        let mut parsed = ParsedFont::with_glyph_data(program, 0, name, BTreeMap::new(), widths, em, metrics);
        let bounds = face.global_bounding_box();
        parsed.pdf_font_metrics = PdfFontMetricsStub {
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            us_weight_class: face.weight().to_number(),
            ..parsed.pdf_font_metrics
        };
        Ok(Subset { parsed, compressed })
    }
}

fn broken(cut: Cut) -> Error {
    Error::Pdf(format!("{:?} cannot be cut", cut.font))
}

/// All cuts of a document with their glyphs.
struct Cuts {
    glyphs: BTreeMap<Cut, Glyphs>,
    /// The cut of a glyph, and its number there: glyph 0 is the empty box, ours follow.
    places: HashMap<(FontName, u16, Unit), (Cut, u16)>,
}

impl Cuts {
    fn of(pages: &[Page]) -> Cuts {
        let mut cuts = Cuts { glyphs: BTreeMap::new(), places: HashMap::new() };
        // The paper's own words first: a value then uses their glyphs where it can.
        for values in [false, true] {
            for run in runs(pages).filter(|run| run.fixed != values) {
                for placed in &run.line.glyphs {
                    cuts.add(placed.glyph.font, placed.glyph.id, placed.unit, values);
                }
            }
        }
        for (cut, glyphs) in &cuts.glyphs {
            for ((&id, &unit), number) in glyphs.iter().zip(1..) {
                cuts.places.insert((cut.font, id, unit), (*cut, number));
            }
        }
        cuts
    }

    fn add(&mut self, font: FontName, id: u16, unit: Unit, values: bool) {
        if self.places.contains_key(&(font, id, unit)) {
            return;
        }
        for further in 0..=u8::MAX {
            let cut = Cut { font, values, further };
            let glyphs = self.glyphs.entry(cut).or_default();
            if let std::collections::btree_map::Entry::Vacant(place) = glyphs.entry(id) {
                place.insert(unit);
                self.places.insert((font, id, unit), (cut, 0));
                return;
            }
        }
    }
}

/// The runs that are text.
fn runs(pages: &[Page]) -> impl Iterator<Item = &Run> {
    pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Run(run) if !run.watermark => Some(run),
        _ => None,
    })
}

/// Fixed ids: printpdf's own are drawn at random.
fn font_id(cut: Cut) -> FontId {
    let font = match cut.font {
        FontName::Mincho => "M",
        FontName::Gothic => "G",
        FontName::GothicBold => "B",
        FontName::IpaMj => "R",
    };
    FontId(format!("{font}{}{}", if cut.values { "V" } else { "W" }, cut.further))
}

/// `MWAAAA+BIZUDMincho`: six letters before the name say that the font is cut.
fn base_font(cut: Cut) -> String {
    let name = match cut.font {
        FontName::Mincho => "BIZUDMincho-Regular",
        FontName::Gothic => "BIZUDGothic-Regular",
        FontName::GothicBold => "BIZUDGothic-Bold",
        FontName::IpaMj => "IPAmjMincho",
    };
    let values = if cut.values { 'V' } else { 'W' };
    let further = char::from(b'A' + cut.further.min(25));
    format!("{values}{further}AAAA+{name}")
}

fn ops(page: &Page, cuts: &Cuts, fonts: &Fonts) -> Vec<Op> {
    let mut ops = Vec::new();
    let (mut weight, mut dotted) = (0.0, false);
    for item in &page.items {
        match item {
            Item::Run(run) if run.watermark => watermark::draw(run, fonts, &mut ops),
            Item::Run(run) => text(run, cuts, &mut ops),
            Item::Shape(areas) => ops.push(Op::DrawPolygon { polygon: shape(areas) }),
            // Placed once the document has its pages.
            Item::Picture(..) => {}
            Item::Rule { from, to, weight: new_weight, dotted: new_dotted } => {
                if weight != *new_weight {
                    weight = *new_weight;
                    ops.push(Op::SetOutlineThickness { pt: Pt(weight) });
                }
                if dotted != *new_dotted {
                    dotted = *new_dotted;
                    ops.push(Op::SetLineDashPattern { dash: dash(dotted) });
                }
                let points = [from, to].map(|&(x, y)| LinePoint { p: point(x, y), bezier: false }).to_vec();
                ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
        }
    }
    ops
}

/// One run: the glyphs with their kerning, in as many pieces as it needs fonts.
fn text(run: &Run, cuts: &Cuts, ops: &mut Vec<Op>) {
    ops.push(Op::StartTextSection);
    let mut x = run.x;
    let mut piece: Option<(Cut, f32, Vec<Codepoint>)> = None;
    for placed in &run.line.glyphs {
        let (cut, id) = cuts.places[&(placed.glyph.font, placed.glyph.id, placed.unit)];
        // A number in a TJ array moves to the left, in thousandths of an em.
        let codepoint = Codepoint::with_cid(id, -placed.extra * 1000.0, placed.unit.text());
        match &mut piece {
            Some((last, _, codepoints)) if *last == cut => codepoints.push(codepoint),
            _ => {
                if let Some(piece) = piece.replace((cut, x, vec![codepoint])) {
                    show(piece, run, ops);
                }
            }
        }
        x += (placed.glyph.advance + placed.extra) * run.size;
    }
    if let Some(piece) = piece {
        show(piece, run, ops);
    }
    ops.push(Op::EndTextSection);
}

fn show((cut, x, codepoints): (Cut, f32, Vec<Codepoint>), run: &Run, ops: &mut Vec<Op>) {
    ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(cut)), size: Pt(run.size) });
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(PAGE_HEIGHT - run.y)) });
    ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] });
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(PAGE_HEIGHT - y) }
}

/// Rectangles as one path, so that no viewer shows a seam where two of them touch.
fn shape(areas: &[Area]) -> Polygon {
    let ring = |area: &Area| {
        let corners = [
            (area.left, area.top),
            (area.right, area.top),
            (area.right, area.bottom),
            (area.left, area.bottom),
        ];
        PolygonRing { points: corners.map(|(x, y)| LinePoint { p: point(x, y), bezier: false }).to_vec() }
    };
    Polygon {
        rings: areas.iter().map(ring).collect(),
        mode: PaintMode::Fill,
        winding_order: WindingOrder::NonZero,
    }
}

fn dash(dotted: bool) -> LineDashPattern {
    let mut dash = LineDashPattern::default();
    if dotted {
        dash.pattern.extend([1.0, 2.0]);
    }
    dash
}
