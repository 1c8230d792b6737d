//! Pictures on a page: the kept JPEG as it is, never decoded, as large as its place allows.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{ExtendedColorType, ImageDecoder};
use lopdf::{Dictionary, Document, Object, Stream};

use super::finish::broken;
use super::layout::{Item, PAGE_HEIGHT, Page};
use crate::{Error, Result};

/// Gives the JPEG of a picture, by its place among those of a book.
pub type Pictures<'a> = &'a mut dyn FnMut(usize) -> Result<Vec<u8>>;

/// For what has no pictures.
pub(super) fn none(_: usize) -> Result<Vec<u8>> {
    Err(Error::Pdf("there are no pictures".into()))
}

/// Puts the pictures onto the pages of a document that has them already.
pub(super) fn place(document: &mut Document, pages: &[Page], pictures: Pictures<'_>) -> Result<()> {
    let ids: Vec<_> = document.page_iter().collect();
    for (page, id) in pages.iter().zip(ids) {
        for item in &page.items {
            let Item::Picture(which, area) = item else { continue };
            let (stream, width, height) = stream(pictures(*which)?)?;
            let scale = (area.width() / width).min(area.height() / height);
            let (width, height) = (width * scale, height * scale);
            let x = area.left + (area.width() - width) / 2.0;
            let y = PAGE_HEIGHT - area.top - height;
            let name = format!("P{which}");
            // A thin frame tells where the sheet ends that was copied.
            let drawn = format!(
                "q {width:.2} 0 0 {height:.2} {x:.2} {y:.2} cm /{name} Do Q\n\
                 q 0.4 w {x:.2} {y:.2} {width:.2} {height:.2} re S Q\n"
            );
            let picture = document.add_object(stream);
            document.add_xobject(id, name, picture).map_err(broken)?;
            document.add_page_contents(id, drawn.into_bytes()).map_err(broken)?;
        }
    }
    Ok(())
}

/// A JPEG as it stands in a document, with its width and height in pixels.
fn stream(jpeg: Vec<u8>) -> Result<(Stream, f32, f32)> {
    let decoder = JpegDecoder::new(Cursor::new(&jpeg)).map_err(|error| Error::Pdf(error.to_string()))?;
    let (width, height) = decoder.dimensions();
    let space: &[u8] = match decoder.original_color_type() {
        ExtendedColorType::L8 => b"DeviceGray",
        ExtendedColorType::Rgb8 => b"DeviceRGB",
        other => return Err(Error::Pdf(format!("a picture has the colours {other:?}"))),
    };
    let mut dict = Dictionary::new();
    dict.set("Type", Object::Name(b"XObject".to_vec()));
    dict.set("Subtype", Object::Name(b"Image".to_vec()));
    dict.set("Width", i64::from(width));
    dict.set("Height", i64::from(height));
    dict.set("ColorSpace", Object::Name(space.to_vec()));
    dict.set("BitsPerComponent", 8);
    dict.set("Filter", Object::Name(b"DCTDecode".to_vec()));
    Ok((Stream::new(dict, jpeg).with_compression(false), width as f32, height as f32))
}
