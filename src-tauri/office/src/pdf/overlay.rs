//! Values over the pages of a blank, or alone for paper that is printed already.
//!
//! The values are set as every paper is and written by `write`; here their pages become one drawing each,
//! laid over a page of the blank: `q … Q` around what the blank draws, then our drawing, turned and moved to
//! where the page's own box and turn put its displayed corner.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::blank::{Turn, contained, damaged, finish_pages};
use super::finish::{self, broken};
use super::fonts::{Fonts, Style};
use super::layout::{self, Item, MM, PAGE_HEIGHT, Page, Run};
use super::measure::{LINE, Setter};
use super::{picture, write};
use crate::domain::own_form::PageSize;
use crate::domain::sheet_code::SheetCode;
use crate::forms::Text;
use crate::{Error, Result};

/// Thickness of a circle or a check, in pt.
const PEN: f32 = 1.0;
/// How far a quarter of an ellipse is drawn by its handles.
const HANDLE: f32 = 0.552_284_8;

/// A place on the page, in mm from its displayed top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// What is put into a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Ink {
    /// A value, at most of this size in pt.
    Text {
        /// The value.
        text: Text,
        /// Size, in pt.
        size: f32,
        /// Whether it stands in the middle of its place; otherwise at its left.
        centred: bool,
    },
    /// An ellipse.
    Circle,
    /// ✓.
    Check,
    /// The code by which a scan of the sheet is found again, as large as it fits.
    Code(SheetCode),
}

/// What is put onto one page.
pub type Inks = Vec<(Area, Ink)>;

/// Values over a blank.
pub struct Overlay<'a> {
    /// The blank, as [`super::blank::read`] gave it.
    pub blank: &'a [u8],
    /// For each sheet and each page of the blank; whole sheets.
    pub pages: Vec<Inks>,
    /// How far everything is moved to the right and downwards, in mm.
    pub shift: (f32, f32),
    /// 見本, across each page.
    pub watermark: Option<&'a str>,
    /// Title for the properties of the PDF; names no person.
    pub title: &'a str,
}

/// The bytes of the blank with its values, sheet after sheet.
///
/// # Errors
/// [`Error::MissingGlyphs`] when a character is in no font: then nothing is written; [`Error::Refused`]
/// `blank_damaged`.
pub fn print(overlay: &Overlay<'_>, fonts: &Fonts) -> Result<Vec<u8>> {
    let mut setter = Setter::new(fonts)?;
    let pages = overlay.pages.iter().map(|inks| {
        let marks = overlay.watermark.map(|words| layout::watermark(words, &mut setter)).unwrap_or_default();
        let mut page = Page { items: marks };
        for (area, ink) in inks {
            match ink {
                Ink::Text { text, size, centred } => {
                    page.items.extend(runs(&mut setter, *area, text, *size, *centred));
                }
                Ink::Code(code) => {
                    let (corner, side) = ((area.x * MM, area.y * MM), area.width.min(area.height) * MM);
                    page.items.push(Item::Shape(layout::code::drawn(code, corner, side)));
                }
                Ink::Circle | Ink::Check => {}
            }
        }
        let strokes = inks.iter().map(|(area, ink)| strokes(*area, ink)).collect();
        Drawing { page, strokes }
    });
    let drawings: Vec<Drawing> = pages.collect();
    match setter.take_missing() {
        missing if missing.is_empty() => {}
        missing => return Err(Error::MissingGlyphs(missing)),
    }
    laid_over(overlay, &drawings, fonts)
}

/// Empty pages of these sizes: the blank of what is printed on paper that is printed already.
///
/// # Errors
/// [`Error::File`] when the memory is full.
pub fn empty(sizes: &[PageSize]) -> Result<Vec<u8>> {
    let page = |size: &PageSize| {
        let (width, height) = (Object::Real(size.width * MM), Object::Real(size.height * MM));
        dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), width, height],
            "Resources" => Dictionary::new(),
            "Contents" => Vec::<Object>::new(),
        }
    };
    finish_pages(&mut Document::with_version("1.7"), sizes.iter().map(page).collect(), None)
}

/// A page that shows where the printer puts things: crosses 10 mm from each edge and rules in mm from the
/// upper left one, each 10 mm with its number.
///
/// # Errors
/// As [`print`].
pub fn ruler(size: PageSize, shift: (f32, f32), title: &str, fonts: &Fonts) -> Result<Vec<u8>> {
    const INSET: f32 = 10.0;
    let mut setter = Setter::new(fonts)?;
    let mut items = Vec::new();
    let mut rule = |from: (f32, f32), to: (f32, f32), weight: f32| {
        let [from, to] = [from, to].map(|(x, y)| (x * MM, y * MM));
        items.push(Item::Rule { from, to, weight, dotted: false });
    };
    for x in [INSET, size.width - INSET] {
        for y in [INSET, size.height - INSET] {
            rule((x - 5.0, y), (x + 5.0, y), 0.5);
            rule((x, y - 5.0), (x, y + 5.0), 0.5);
        }
    }
    // Whole mm from one cross to the other, along the upper and the left edge.
    let ticks = |side: f32| 0..=(side - 2.0 * INSET) as i32;
    let long = |mm: i32| [1.5, 2.5, 4.0][usize::from(mm % 5 == 0) + usize::from(mm % 10 == 0)];
    for mm in ticks(size.width) {
        let x = INSET + mm as f32;
        rule((x, INSET), (x, INSET + long(mm)), 0.25);
    }
    for mm in ticks(size.height) {
        let y = INSET + mm as f32;
        rule((INSET, y), (INSET + long(mm), y), 0.25);
    }
    let number = |mm: i32| Text::words((mm + INSET as i32).to_string());
    for mm in ticks(size.width).filter(|mm| *mm > 0 && mm % 10 == 0) {
        let area = Area { x: INSET + mm as f32 - 4.0, y: INSET + 4.5, width: 8.0, height: 3.0 };
        items.extend(runs(&mut setter, area, &number(mm), 7.0, true));
    }
    for mm in ticks(size.height).filter(|mm| *mm > 0 && mm % 10 == 0) {
        let area = Area { x: INSET + 4.5, y: INSET + mm as f32 - 1.5, width: 8.0, height: 3.0 };
        items.extend(runs(&mut setter, area, &number(mm), 7.0, false));
    }
    let head = Area { x: 30.0, y: 30.0, width: size.width - 50.0, height: 8.0 };
    items.extend(runs(&mut setter, head, &Text::words(title), 12.0, false));
    let blank = empty(&[size])?;
    let overlay = Overlay { blank: &blank, pages: Vec::new(), shift, watermark: None, title };
    laid_over(&overlay, &[Drawing { page: Page { items }, strokes: String::new() }], fonts)
}

/// What is drawn over one page: text and rules, and strokes in the operators of a PDF.
struct Drawing {
    page: Page,
    strokes: String,
}

/// A value in its place: as large as it fits, in the middle of its height, never cut.
fn runs(setter: &mut Setter<'_>, area: Area, text: &Text, size: f32, centred: bool) -> Vec<Item> {
    let (left, top, width, height) = (area.x * MM, area.y * MM, area.width * MM, area.height * MM);
    let (size, lines) = setter.fit(text, Style::Mincho, size.min(height / LINE), width, height);
    let line_height = size * LINE;
    let first = top + (height - line_height * lines.len() as f32) / 2.0;
    let runs = lines.into_iter().enumerate().filter(|(_, line)| !line.glyphs.is_empty()).map(|(at, line)| {
        // Japanese glyphs stand from 0.88 em above the baseline to 0.12 em below.
        let y = first + at as f32 * line_height + (line_height - size) / 2.0 + 0.88 * size;
        let x = if centred { left + (width - line.width * size) / 2.0 } else { left };
        Item::Run(Run { x, y, size, line, fixed: text.label.is_empty(), watermark: false })
    });
    runs.collect()
}

/// A circle or a check as the operators of a PDF, upwards from the lower edge that `write` takes for A4.
fn strokes(area: Area, ink: &Ink) -> String {
    let (width, height) = (area.width * MM, area.height * MM);
    let (left, bottom) = (area.x * MM, PAGE_HEIGHT - (area.y + area.height) * MM);
    let at = |x: f32, y: f32| format!("{:.2} {:.2}", left + x * width, bottom + y * height);
    match ink {
        Ink::Text { .. } | Ink::Code(_) => String::new(),
        Ink::Circle => {
            let (near, far) = (0.5 - HANDLE / 2.0, 0.5 + HANDLE / 2.0);
            let curve = |a: (f32, f32), b: (f32, f32), to: (f32, f32)| {
                format!("{} {} {} c ", at(a.0, a.1), at(b.0, b.1), at(to.0, to.1))
            };
            let mut path = format!("q {PEN} w {} m ", at(1.0, 0.5));
            path += &curve((1.0, far), (far, 1.0), (0.5, 1.0));
            path += &curve((near, 1.0), (0.0, far), (0.0, 0.5));
            path += &curve((0.0, near), (near, 0.0), (0.5, 0.0));
            path += &curve((far, 0.0), (1.0, near), (1.0, 0.5));
            path + "s Q\n"
        }
        Ink::Check => {
            let (short, corner, long) = (at(0.15, 0.5), at(0.4, 0.2), at(0.85, 0.85));
            format!("q {} w 1 J 1 j {short} m {corner} l {long} l S Q\n", PEN * 1.5)
        }
    }
}

/// The blank's pages, as often as there are drawings for them, with one drawing on each.
fn laid_over(overlay: &Overlay<'_>, drawings: &[Drawing], fonts: &Fonts) -> Result<Vec<u8>> {
    let pages: Vec<Page> = drawings.iter().map(|drawing| drawing.page.clone()).collect();
    let values = write::Writer::new(fonts).write(&pages, overlay.title, &mut picture::none)?;
    contained(|| {
        let mut base = Document::load_mem(overlay.blank).map_err(|_| damaged())?;
        let mut values = Document::load_mem(&values).map_err(broken)?;
        values.renumber_objects_with(base.max_id + 1);
        let drawn: Vec<ObjectId> = values.page_iter().collect();
        let forms: Vec<Object> = drawn.iter().map(|&id| as_drawing(&values, id)).collect::<Result<_>>()?;
        base.max_id = values.max_id;
        base.objects.append(&mut values.objects);

        let blank: Vec<Dictionary> =
            base.page_iter().filter_map(|id| base.get_dictionary(id).ok().cloned()).collect();
        if blank.is_empty() {
            return Err(damaged());
        }
        let save = base.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
        let pages = forms.into_iter().zip(drawings).zip(blank.iter().cycle());
        let pages = pages
            .map(|((form, drawing), page)| {
                let form = base.add_object(form);
                one_page(&mut base, page, save, form, &drawing.strokes, overlay)
            })
            .collect::<Result<Vec<_>>>()?;
        let layers = base.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok().cloned());
        let bytes = finish_pages(&mut base, pages, layers)?;
        finish::finish_foreign(Document::load_mem(&bytes).map_err(broken)?, overlay.title)
    })
}

/// A page of the values as a drawing to be laid over another page.
fn as_drawing(values: &Document, page: ObjectId) -> Result<Object> {
    let page_entries = values.get_dictionary(page).map_err(broken)?;
    let resources = page_entries.get(b"Resources").map_err(broken)?.clone();
    let mut content = values.get_page_content(page);
    content.extend_from_slice(b"\n");
    // Larger than any page: nothing of the drawing is cut at an edge.
    let bounds = [-3000.0, -3000.0, 6000.0, 6000.0].map(Object::Real).to_vec();
    let entries = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bounds,
        "Resources" => resources,
    };
    Ok(Object::Stream(Stream::new(entries, content)))
}

/// A page of the blank with the drawing over it.
fn one_page(
    base: &mut Document,
    page: &Dictionary,
    save: ObjectId,
    form: ObjectId,
    strokes: &str,
    overlay: &Overlay<'_>,
) -> Result<Dictionary> {
    const DRAWING: &str = "RenkeichoValues";
    const THROUGH: &str = "RenkeichoThrough";
    let mut page = page.clone();
    let mut resources = own_resources(base, &page)?;
    let mut add = |kind: &str, name: &str, object: Object| -> Result<()> {
        let mut named = match resources.get(kind.as_bytes()) {
            Ok(named) => {
                base.dereference(named).and_then(|(_, named)| named.as_dict()).map_err(broken)?.clone()
            }
            Err(_) => Dictionary::new(),
        };
        named.set(name, object);
        resources.set(kind, named);
        Ok(())
    };
    add("XObject", DRAWING, form.into())?;
    let mut through = String::new();
    if overlay.watermark.is_some() {
        // The grey of the mark lets the blank's own words through, as ink on ink.
        add("ExtGState", THROUGH, dictionary! { "Type" => "ExtGState", "BM" => "Multiply" }.into())?;
        through = format!("/{THROUGH} gs ");
    }
    page.set("Resources", resources);

    let turn = Turn::of(&page);
    let [a, b, c, d, e, f] = turn.matrix();
    let right = overlay.shift.0 * MM;
    // The drawing stands upwards from the lower edge of A4; the page may be of another height.
    let up = turn.displayed().height * MM - PAGE_HEIGHT - overlay.shift.1 * MM;
    let place = format!("{a} {b} {c} {d} {e} {f} cm 1 0 0 1 {right} {up} cm");
    let over = format!("\nQ q {through}{place} /{DRAWING} Do\n{strokes}Q\n");
    let over = base.add_object(Stream::new(Dictionary::new(), over.into_bytes()));
    let mut contents = vec![Object::Reference(save)];
    contents.extend(page.get(b"Contents").and_then(Object::as_array).cloned().unwrap_or_default());
    contents.push(over.into());
    page.set("Contents", contents);
    Ok(page)
}

/// The page's resources as its own copy: several pages may share one.
fn own_resources(base: &Document, page: &Dictionary) -> Result<Dictionary> {
    let resources = page.get(b"Resources").map_err(broken)?;
    Ok(base.dereference(resources).and_then(|(_, found)| found.as_dict()).map_err(broken)?.clone())
}
