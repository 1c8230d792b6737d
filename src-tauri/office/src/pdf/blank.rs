//! A blank from outside, a PDF or a picture: checked, and made into a plain PDF of its pages alone.
//!
//! What comes in was made by any program and may be damaged on purpose, so everything here runs
//! [`contained`]. What goes out has one flat list of pages, each with its own box, turn, resources and
//! contents, and nothing else: no scripts, forms, links, attachments or names of authors.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, dictionary};

use super::finish;
use super::layout::{MM, PAGE_HEIGHT, PAGE_WIDTH};
use super::preview;
use crate::domain::own_form::PageSize;
use crate::{Error, Result};

/// Largest file that is read, in bytes (H4).
pub const MOST_BYTES: usize = 20 << 20;
/// Most pages of a blank.
const MOST_PAGES: usize = 20;
/// Longest side of a picture, in pixels; looked up in its header before it is decoded (H4).
const MOST_PIXELS: u32 = 12_000;
/// Most memory for decoding a picture, and for any one stream of a PDF, in bytes (H4).
const MOST_MEMORY: u64 = 128 << 20;
/// Shortest and longest side of a page, in mm: a label and a sheet of A2.
const SIDES: std::ops::RangeInclusive<f32> = 20.0..=600.0;

/// Where our note stands in the catalog of an exported blank.
const NOTE: &str = "RenkeichoOwnForm";
/// Longest note, in bytes.
const MOST_NOTE: usize = 1 << 20;

/// Reads a blank and gives it as a plain PDF.
///
/// # Errors
/// [`Error::Refused`] with `blank_unknown`, `blank_too_large`, `blank_too_many_pages`, `blank_page_size`,
/// `blank_picture_too_large`, `blank_locked` or `blank_damaged`.
pub fn read(bytes: &[u8]) -> Result<Vec<u8>> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::Refused { code: "blank_too_large", clause: String::new() });
    }
    let is_pdf = bytes[..bytes.len().min(1024)].windows(5).any(|start| start == b"%PDF-");
    let picture = match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(ImageFormat::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(ImageFormat::Jpeg),
        _ => None,
    };
    contained(|| {
        let plain = match picture {
            Some(format) => picture_page(bytes, format)?,
            None if is_pdf => plain_pdf(bytes)?,
            None => return Err(Error::Refused { code: "blank_unknown", clause: String::new() }),
        };
        let count = sizes(&plain)?.len();
        for page in 0..count {
            // What cannot be drawn small cannot be shown to her either.
            preview::page_png(&plain, page, 18.0).map_err(|_| damaged())?;
        }
        if plain.len() > MOST_BYTES {
            return Err(Error::Refused { code: "blank_too_large", clause: String::new() });
        }
        Ok(plain)
    })
}

/// The pages of a blank that [`read`] gave, as they are displayed.
///
/// # Errors
/// [`Error::Refused`] `blank_damaged`.
pub fn sizes(blank: &[u8]) -> Result<Vec<PageSize>> {
    let document = Document::load_mem(blank).map_err(|_| damaged())?;
    let page = |id| document.get_dictionary(id).map(|page| Turn::of(page).displayed());
    document.page_iter().map(|id| page(id).map_err(|_| damaged())).collect()
}

/// The blank with a note of ours, which a viewer does not show.
///
/// # Errors
/// [`Error::Refused`] `blank_damaged`.
pub fn with_note(blank: &[u8], note: &[u8]) -> Result<Vec<u8>> {
    let mut document = Document::load_mem(blank).map_err(|_| damaged())?;
    let note = document.add_object(Stream::new(Dictionary::new(), note.to_vec()));
    document.catalog_mut().map_err(|_| damaged())?.set(NOTE, note);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The note in a file from outside, when it has one and it is no longer than ours are.
///
/// # Errors
/// [`Error::Refused`] `blank_damaged`.
pub fn note_of(bytes: &[u8]) -> Result<Option<Vec<u8>>> {
    contained(|| {
        let Ok(document) = loaded(bytes) else { return Ok(None) };
        let note = document.catalog().and_then(|catalog| catalog.get(NOTE.as_bytes())).ok();
        let note = note.and_then(|note| document.dereference(note).ok()?.1.as_stream().ok());
        Ok(note.map(|note| note.content.clone()).filter(|note| note.len() <= MOST_NOTE))
    })
}

/// Runs what reads bytes from outside: a reader that stops the thread is told as a damaged file.
pub(super) fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(damaged()))
}

pub(super) fn damaged() -> Error {
    Error::Refused { code: "blank_damaged", clause: String::new() }
}

/// How a page lies in its own coordinates: its box, its turn clockwise, and the size of its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Turn {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
    degrees: i64,
    unit: f32,
}

impl Turn {
    /// Of a page whose entries are its own, not inherited.
    pub fn of(page: &Dictionary) -> Turn {
        let number = |object: &Object| object.as_float().ok();
        let corners = |key: &[u8]| -> Option<[f32; 4]> {
            let corners: Vec<f32> = page.get(key).ok()?.as_array().ok()?.iter().filter_map(number).collect();
            let [a, b, c, d] = corners[..] else { return None };
            Some([a.min(c), b.min(d), a.max(c), b.max(d)])
        };
        let media = corners(b"MediaBox").unwrap_or([0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT]);
        let crop = corners(b"CropBox").unwrap_or(media);
        Turn {
            left: crop[0].max(media[0]),
            bottom: crop[1].max(media[1]),
            right: crop[2].min(media[2]),
            top: crop[3].min(media[3]),
            degrees: page.get(b"Rotate").and_then(Object::as_i64).unwrap_or(0).rem_euclid(360) / 90 * 90,
            unit: page.get(b"UserUnit").ok().and_then(number).filter(|unit| *unit > 0.0).unwrap_or(1.0),
        }
    }

    /// Width and height as displayed, in mm.
    pub fn displayed(&self) -> PageSize {
        let (width, height) = (self.right - self.left, self.top - self.bottom);
        let (width, height) = if self.degrees % 180 == 0 { (width, height) } else { (height, width) };
        PageSize { width: width * self.unit / MM, height: height * self.unit / MM }
    }

    /// From pt right of and above the displayed lower left corner to the page's own coordinates.
    pub fn matrix(&self) -> [f32; 6] {
        let one = 1.0 / self.unit;
        match self.degrees {
            90 => [0.0, one, -one, 0.0, self.right, self.bottom],
            180 => [-one, 0.0, 0.0, -one, self.right, self.top],
            270 => [0.0, -one, one, 0.0, self.left, self.top],
            _ => [one, 0.0, 0.0, one, self.left, self.bottom],
        }
    }

    fn corners(&self) -> Object {
        Object::Array([self.left, self.bottom, self.right, self.top].map(Object::Real).to_vec())
    }
}

/// The pages of a PDF and what they draw with, and nothing else of it.
fn plain_pdf(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut source = loaded(bytes)?;
    if source.is_encrypted() {
        return Err(locked());
    }
    let found: Vec<ObjectId> = source.page_iter().take(MOST_PAGES + 1).collect();
    if found.is_empty() {
        return Err(damaged());
    }
    if found.len() > MOST_PAGES {
        return Err(Error::Refused { code: "blank_too_many_pages", clause: String::new() });
    }
    let pages: Vec<Dictionary> =
        found.iter().map(|&id| plain_page(&mut source, id)).collect::<Result<_>>()?;
    // Which layers are hidden is part of how the page looks.
    let layers = source.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok().cloned());
    let mut plain = Document::with_version("1.7");
    plain.max_id = source.max_id;
    plain.objects = source.objects;
    finish_pages(&mut plain, pages, layers)
}

/// A PDF from outside; one that is locked without a password is opened.
fn loaded(bytes: &[u8]) -> Result<Document> {
    let limit = Some(MOST_MEMORY as usize);
    let options = LoadOptions { max_decompressed_size: limit, ..LoadOptions::default() };
    Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => locked(),
        _ => damaged(),
    })
}

/// A page with all that it inherits, and without what acts.
fn plain_page(source: &mut Document, id: ObjectId) -> Result<Dictionary> {
    let resolved = |key: &[u8]| -> Option<Object> {
        let object = inherited(source, id, key)?;
        let object = source.dereference(&object).ok()?.1.clone();
        match object {
            Object::Array(items) => {
                let each = items.iter().filter_map(|item| Some(source.dereference(item).ok()?.1.clone()));
                Some(Object::Array(each.collect()))
            }
            other => Some(other),
        }
    };
    let mut geometry = Dictionary::new();
    for key in ["MediaBox", "CropBox", "Rotate", "UserUnit"] {
        if let Some(object) = resolved(key.as_bytes()) {
            geometry.set(key, object);
        }
    }
    let turn = Turn::of(&geometry);
    let size = turn.displayed();
    if ![size.width, size.height].iter().all(|side| SIDES.contains(side)) {
        return Err(Error::Refused { code: "blank_page_size", clause: String::new() });
    }
    let mut page = dictionary! {
        "Type" => "Page",
        "MediaBox" => turn.corners(),
        "Rotate" => turn.degrees,
        "UserUnit" => turn.unit,
        "Resources" => inherited(source, id, b"Resources").unwrap_or_else(|| Dictionary::new().into()),
    };
    if let Some(group) = inherited(source, id, b"Group") {
        page.set("Group", group);
    }
    let notes = notes(source, id);
    if !notes.is_empty() {
        page.set("Annots", notes);
    }
    let mut contents: Vec<Object> = source.get_page_contents(id).into_iter().map(Object::Reference).collect();
    let open = left_open(source, id);
    if open > 0 {
        let close = Stream::new(Dictionary::new(), b"\nQ".repeat(open));
        contents.push(source.add_object(close).into());
    }
    page.set("Contents", contents);
    Ok(page)
}

/// An entry of a page or of what stands above it.
fn inherited(source: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = source.get_dictionary(page).ok()?;
    // A tree of pages deeper than this is a ring.
    for _ in 0..32 {
        if let Ok(object) = node.get(key) {
            return Some(object.clone());
        }
        if key == b"Group" {
            return None;
        }
        node = source.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

/// Boxes and notes that are drawn on the page, without what they do.
fn notes(source: &Document, page: ObjectId) -> Vec<Object> {
    let found = source.get_page_annotations(page).unwrap_or_default();
    let drawn = found.into_iter().filter(|note| note.has(b"AP")).map(|note| {
        let kept = ["Type", "Subtype", "Rect", "AP", "AS", "F", "OC"];
        let entries = kept.iter().filter_map(|key| Some((*key, note.get(key.as_bytes()).ok()?.clone())));
        let mut note = Dictionary::new();
        entries.for_each(|(key, object)| note.set(key, object));
        Object::Dictionary(note)
    });
    drawn.collect()
}

/// How many states of the pen (`q`) the page saves and never restores.
fn left_open(source: &Document, page: ObjectId) -> usize {
    let content = source.get_page_content_with_limit(page, MOST_MEMORY as usize).unwrap_or_default();
    let Ok(content) = Content::decode(&content) else { return 0 };
    content.operations.iter().fold(0, |open, operation| match operation.operator.as_str() {
        "q" => open + 1,
        "Q" => open.saturating_sub(1),
        _ => open,
    })
}

/// A picture as a page of A4, upright or across as the picture lies, as large as it fits.
fn picture_page(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>> {
    let picture = decoded(bytes, format)?;
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (page_width, page_height) =
        if width > height { (PAGE_HEIGHT, PAGE_WIDTH) } else { (PAGE_WIDTH, PAGE_HEIGHT) };
    let scale = (page_width / width).min(page_height / height);
    let (wide, high) = (width * scale, height * scale);
    let (left, bottom) = ((page_width - wide) / 2.0, (page_height - high) / 2.0);

    let mut plain = Document::with_version("1.7");
    let drawn = plain.add_object(stream_of(&picture, format)?);
    let content = format!("q {wide} 0 0 {high} {left} {bottom} cm /Blank Do Q");
    let content = plain.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let page = dictionary! {
        "Type" => "Page",
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(page_width), Object::Real(page_height)],
        "Resources" => dictionary! { "XObject" => dictionary! { "Blank" => drawn } },
        "Contents" => vec![content.into()],
    };
    finish_pages(&mut plain, vec![page], None)
}

/// The picture upright, without alpha and without what the camera wrote beside it.
fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage> {
    let too_large = || Error::Refused { code: "blank_picture_too_large", clause: String::new() };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let refused = |error| match error {
        image::ImageError::Limits(_) => too_large(),
        _ => damaged(),
    };
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if width > MOST_PIXELS || height > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(too_large());
    }
    let turn = decoder.orientation().map_err(refused)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    picture.apply_orientation(turn);
    Ok(match (picture.color().has_alpha(), picture.color().has_color()) {
        (false, false) => picture.into_luma8().into(),
        (false, true) => picture.into_rgb8().into(),
        (true, _) => on_paper(&picture).into(),
    })
}

/// What is transparent shows the white of the paper.
fn on_paper(picture: &DynamicImage) -> image::RgbImage {
    let picture = picture.to_rgba8();
    image::RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        image::Rgb([red, green, blue].map(|ink| ((ink * alpha + 255 * (255 - alpha)) / 255) as u8))
    })
}

/// The picture as a stream: a photograph as JPEG again, drawn lines without loss.
fn stream_of(picture: &DynamicImage, format: ImageFormat) -> Result<Stream> {
    let (filter, content) = match format {
        ImageFormat::Jpeg => {
            let mut jpeg = Vec::new();
            picture
                .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 90))
                .map_err(|_| damaged())?;
            ("DCTDecode", jpeg)
        }
        _ => ("FlateDecode", finish::compressed(picture.as_bytes())?),
    };
    let colours = if picture.color().has_color() { "DeviceRGB" } else { "DeviceGray" };
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width()),
        "Height" => i64::from(picture.height()),
        "ColorSpace" => colours,
        "BitsPerComponent" => 8,
        "Filter" => filter,
    };
    Ok(Stream::new(dictionary, content).with_compression(false))
}

/// Puts the pages under one node and a new catalog, drops all else, and gives the bytes.
pub(super) fn finish_pages(
    plain: &mut Document,
    pages: Vec<Dictionary>,
    layers: Option<Object>,
) -> Result<Vec<u8>> {
    let node = plain.new_object_id();
    let kids: Vec<Object> = pages
        .into_iter()
        .map(|mut page| {
            page.set("Parent", node);
            plain.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    plain.objects.insert(node, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => node };
    if let Some(layers) = layers {
        catalog.set("OCProperties", layers);
    }
    let root = plain.add_object(catalog);
    let info = plain.add_object(Dictionary::new());
    plain.trailer = dictionary! { "Root" => root, "Info" => info };
    plain.prune_objects();
    plain.renumber_objects();
    let mut bytes = Vec::new();
    plain.save_to(&mut bytes)?;
    Ok(bytes)
}

fn locked() -> Error {
    Error::Refused { code: "blank_locked", clause: String::new() }
}

#[cfg(test)]
mod tests;
