//! Pages of a PDF that a scanner made, drawn in Rust as the preview of a paper is. The file itself is never kept.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, RgbaImage};

use super::{Fault, picture};

/// Dots per inch that a page is drawn with.
const DPI: f32 = 200.0;
/// Most pages of one file: more is no stack of consents.
const MOST_PAGES: usize = 100;

/// How many pages a PDF has; at least one.
///
/// # Errors
/// [`Fault::Locked`], [`Fault::Damaged`], [`Fault::TooLarge`].
pub fn pages(pdf: &[u8]) -> Result<usize, Fault> {
    match open(pdf)?.pages().len() {
        0 => Err(Fault::Damaged),
        count if count > MOST_PAGES => Err(Fault::TooLarge),
        count => Ok(count),
    }
}

/// One page as a picture; pages count from 0.
///
/// # Errors
/// As [`pages`], and [`Fault::Damaged`] for a page that is not there or has no size.
pub fn draw(pdf: &[u8], page: usize) -> Result<DynamicImage, Fault> {
    let pdf = open(pdf)?;
    let page = pdf.pages().get(page).ok_or(Fault::Damaged)?;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(longest.is_finite() && width.min(height) >= 1.0) {
        return Err(Fault::Damaged);
    }
    let scale = (DPI / 72.0).min(picture::READ_PIXELS as f32 / longest);
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // The ground is white, so nothing is left to be seen through.
    let pixels =
        RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec()).ok_or(Fault::Damaged)?;
    Ok(DynamicImage::from(pixels))
}

fn open(pdf: &[u8]) -> Result<Pdf, Fault> {
    Pdf::new(Arc::new(pdf.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
        _ => Fault::Damaged,
    })
}
