//! The picture of a page: the very PDF that will be printed, drawn in Rust.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use crate::{Error, Result};

/// How many pages a PDF has.
///
/// # Errors
/// [`Error::Pdf`] when it is none.
pub fn page_count(pdf: &[u8]) -> Result<usize> {
    Ok(open(pdf)?.pages().len())
}

/// A page as PNG; pages count from 0.
///
/// # Errors
/// [`Error::Pdf`] when there is no such page.
pub fn page_png(pdf: &[u8], page: usize, dpi: f32) -> Result<Vec<u8>> {
    let pdf = open(pdf)?;
    let page = pdf.pages().get(page).ok_or_else(|| Error::Pdf(format!("there is no page {page}")))?;
    let scale = dpi / 72.0;
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    drawn.into_png().map_err(|error| Error::Pdf(format!("{error:?}")))
}

fn open(pdf: &[u8]) -> Result<Pdf> {
    Pdf::new(Arc::new(pdf.to_vec())).map_err(|error| Error::Pdf(format!("{error:?}")))
}
