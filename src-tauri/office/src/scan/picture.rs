//! Pictures of sheets: PNG and JPEG in, a small clean JPEG out. Everything that is not a pixel (place, camera, name
//! of the scanner) stays behind.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::Fault;

/// Longest side of a page that is read, in pixels: A4 at 300 dpi. More does not help to find a code.
pub const READ_PIXELS: u32 = 3508;
/// What is kept, best first: longest side in pixels (2339 is A4 at 200 dpi) and quality of the JPEG. Noise costs most
/// of the bytes of a bad scan; with fewer pixels it is as legible.
const KEPT: [(u32, u8); 3] = [(2339, 78), (1754, 65), (1404, 50)];
/// Largest picture that is kept, in bytes: a thousand sheets stay below half a gigabyte.
const KEPT_BYTES: usize = 400_000;
/// Longest side that is decoded at all, in pixels (H4).
const MOST_PIXELS: u32 = 12_000;
/// Most memory that a decoder may take, in bytes (H4).
const MOST_MEMORY: u64 = 128 * 1024 * 1024;

/// A PNG or JPEG by its first bytes, the way up that its EXIF says.
///
/// # Errors
/// [`Fault::Foreign`], [`Fault::TooLarge`] before a pixel is decoded, [`Fault::Damaged`].
pub fn decode(bytes: &[u8]) -> Result<DynamicImage, Fault> {
    let format = match bytes {
        [0x89, b'P', b'N', b'G', ..] => ImageFormat::Png,
        [0xFF, 0xD8, 0xFF, ..] if !ends(bytes) => return Err(Fault::Damaged),
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat::Jpeg,
        _ => return Err(Fault::Foreign),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Fault::TooLarge);
    }
    let orientation = decoder.orientation().map_err(fault)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture made smaller until its longest side has at most so many pixels.
pub fn at_most(picture: DynamicImage, pixels: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > pixels { picture.thumbnail(pixels, pixels) } else { picture }
}

/// The picture turned clockwise by so many quarters.
pub fn turn(picture: DynamicImage, quarters: u8) -> DynamicImage {
    match quarters % 4 {
        1 => picture.rotate90(),
        2 => picture.rotate180(),
        3 => picture.rotate270(),
        _ => picture,
    }
}

/// The JPEG that is kept. Colour stays colour, so that the red of a seal can be told from a copy of it.
///
/// # Errors
/// [`Fault::Damaged`] for a picture that cannot be written.
pub fn keep(picture: DynamicImage) -> Result<Vec<u8>, Fault> {
    let mut picture = match picture.color().has_color() {
        true => DynamicImage::from(picture.into_rgb8()),
        false => DynamicImage::from(picture.into_luma8()),
    };
    let mut bytes = Vec::new();
    for (pixels, quality) in KEPT {
        picture = at_most(picture, pixels);
        bytes.clear();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        picture.write_with_encoder(encoder).map_err(fault)?;
        if bytes.len() <= KEPT_BYTES {
            break;
        }
    }
    Ok(bytes)
}

/// A kept picture turned clockwise by one quarter.
///
/// # Errors
/// [`Fault::Damaged`] when the bytes are no picture.
pub fn turned(jpeg: &[u8]) -> Result<Vec<u8>, Fault> {
    keep(turn(decode(jpeg)?, 1))
}

/// Whether a JPEG has its end after its last picture: a decoder draws the rest of a cut one in grey.
fn ends(jpeg: &[u8]) -> bool {
    let last = |marker: u8| jpeg.windows(2).rposition(|two| two == [0xFF, marker]);
    matches!((last(0xDA), last(0xD9)), (Some(scan), Some(end)) if end > scan)
}

fn fault(error: ImageError) -> Fault {
    if matches!(error, ImageError::Limits(_)) { Fault::TooLarge } else { Fault::Damaged }
}
