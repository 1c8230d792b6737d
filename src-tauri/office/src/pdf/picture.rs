//! Pictures on a page: the kept JPEG as it is, never decoded, as large as its place allows.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use image::codecs::jpeg::JpegDecoder;
use image::{ExtendedColorType, ImageDecoder};
use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};

use super::finish::broken;
use super::layout::{Area, Item, PAGE_HEIGHT, Page};
use crate::{Error, Result};

/// Gives the JPEG of a picture, by its place among those of a book.
pub type Pictures<'a> = &'a mut dyn FnMut(usize) -> Result<Vec<u8>>;

/// For what has no pictures.
pub(super) fn none(_: usize) -> Result<Vec<u8>> {
    Err(Error::Pdf("there are no pictures".into()))
}

/// A picture of a book that is not read yet: the objects that wait for it, and its place on the page.
pub(super) struct Waiting {
    which: usize,
    area: Area,
    picture: ObjectId,
    drawn: ObjectId,
}

/// Makes room for the pictures on the pages of a document that has them already.
pub(super) fn place(document: &mut Document, pages: &[Page]) -> Result<Vec<Waiting>> {
    let ids: Vec<_> = document.page_iter().collect();
    let mut waiting = Vec::new();
    for (page, id) in pages.iter().zip(ids) {
        for item in &page.items {
            let Item::Picture(which, area) = item else { continue };
            let picture = document.add_object(Object::Null);
            document.add_xobject(id, format!("P{which}"), picture).map_err(broken)?;
            document.add_page_contents(id, Vec::new()).map_err(broken)?;
            let drawn = document.get_page_contents(id).last().copied();
            let drawn = drawn.ok_or_else(|| Error::Pdf("a page has no contents".into()))?;
            waiting.push(Waiting { which: *which, area: *area, picture, drawn });
        }
    }
    Ok(waiting)
}

/// Writes the pictures behind the finished document as its update (ISO 32000-1, 7.5.6), each as it is read: a book
/// of hundreds of sheets is in memory once, and never more than one picture beside it.
pub(super) fn append(
    bytes: &mut Vec<u8>,
    (trailer, size): (&Dictionary, u32),
    waiting: &[Waiting],
    pictures: Pictures<'_>,
) -> Result<()> {
    let of = |key: &[u8]| trailer.get(key).and_then(Object::as_reference).map_err(broken);
    let (root, info) = (of(b"Root")?.0, of(b"Info")?.0);
    let before = table_of(bytes)?;
    let mut places = BTreeMap::new();
    let mut hash = Sha256::new();
    if let Ok([first, ..]) = trailer.get(b"ID").and_then(Object::as_array).map(Vec::as_slice) {
        hash.update(first.as_str().map_err(broken)?);
    }
    bytes.push(b'\n');
    for one in waiting {
        let jpeg = pictures(one.which)?;
        let (head, width, height) = head(&jpeg)?;
        let scale = (one.area.width() / width).min(one.area.height() / height);
        let (width, height) = (width * scale, height * scale);
        let x = one.area.left + (one.area.width() - width) / 2.0;
        let y = PAGE_HEIGHT - one.area.top - height;
        // A thin frame tells where the sheet ends that was copied.
        let drawn = format!(
            "q {width:.2} 0 0 {height:.2} {x:.2} {y:.2} cm /P{} Do Q\n\
             q 0.4 w {x:.2} {y:.2} {width:.2} {height:.2} re S Q\n",
            one.which
        );
        for (id, head, content) in [(one.drawn, "", drawn.as_bytes()), (one.picture, &*head, &*jpeg)] {
            places.insert(id.0, bytes.len());
            hash.update(content);
            write!(bytes, "{} 0 obj\n<<{head}/Length {}>>stream\n", id.0, content.len())?;
            bytes.extend_from_slice(content);
            bytes.extend_from_slice(b"\nendstream\nendobj\n");
        }
    }
    let table = bytes.len();
    bytes.extend_from_slice(b"xref\n");
    for (id, place) in places {
        write!(bytes, "{id} 1\n{place:010} 00000 n \n")?;
    }
    let id: String = hash.finalize()[..16].iter().map(|byte| format!("{byte:02X}")).collect();
    write!(
        bytes,
        "trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R/Prev {before}/ID[<{id}><{id}>]>>\n\
         startxref\n{table}\n%%EOF"
    )?;
    Ok(())
}

/// Where the table of a finished document begins.
fn table_of(bytes: &[u8]) -> Result<usize> {
    let end = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(64)..]).into_owned();
    let place = end.rsplit("startxref\n").next().and_then(|end| end.lines().next()?.parse().ok());
    place.ok_or_else(|| Error::Pdf("a document has no table".into()))
}

/// What stands before a JPEG in a document, with its width and height in pixels.
fn head(jpeg: &[u8]) -> Result<(String, f32, f32)> {
    let decoder = JpegDecoder::new(Cursor::new(jpeg)).map_err(|error| Error::Pdf(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    let space = match decoder.original_color_type() {
        ExtendedColorType::L8 => "DeviceGray",
        ExtendedColorType::Rgb8 => "DeviceRGB",
        other => return Err(Error::Pdf(format!("a picture has the colours {other:?}"))),
    };
    let head = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8\
         /Filter/DCTDecode"
    );
    Ok((head, width as f32, height as f32))
}
