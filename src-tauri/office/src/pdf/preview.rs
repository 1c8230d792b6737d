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

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use super::*;
    use crate::forms::{Catalog, FormKind, Record, fill};
    use crate::pdf::{self, Fonts};

    fn consent() -> Vec<u8> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let catalog = Catalog::load(&root.join("forms")).expect("the files are sound");
        let fonts = Fonts::load(&root.join("assets/fonts")).expect("the fonts are there");
        let form = catalog.form("asaka", FormKind::PatientConsent).expect("there is 様式4");
        pdf::render(&[fill(form, &Record::default())], &fonts).expect("it prints")
    }

    #[test]
    fn the_picture_is_what_another_program_draws() {
        let pdf = consent();
        let folder: PathBuf = std::env::temp_dir().join(format!("renkeicho-preview-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the temporary folder takes folders");
        std::fs::write(folder.join("paper.pdf"), &pdf).expect("and files");
        let status = Command::new("pdftoppm")
            .args(["-r", "72", "-png", "-singlefile"])
            .args([folder.join("paper.pdf"), folder.join("other")])
            .status();
        assert!(status.expect("poppler-utils is installed").success(), "poppler draws the page");
        let other = image::open(folder.join("other.png")).expect("a picture").to_luma8();
        let ours =
            image::load_from_memory(&page_png(&pdf, 0, 72.0).expect("a page")).expect("a picture").to_luma8();
        std::fs::remove_dir_all(&folder).expect("the folder is ours");
        let (width, height) = (ours.width().min(other.width()), ours.height().min(other.height()));
        assert!(ours.width().abs_diff(other.width()) <= 1, "the same size");
        // Blocks of 8 × 8 pixels smooth out how each program softens edges.
        for y in (0..height - 8).step_by(8) {
            for x in (0..width - 8).step_by(8) {
                let ink = |picture: &image::GrayImage| {
                    let pixels = (0..64).map(|at| u32::from(picture.get_pixel(x + at % 8, y + at / 8).0[0]));
                    pixels.sum::<u32>() / 64
                };
                let (one, two) = (ink(&ours), ink(&other));
                assert!(one.abs_diff(two) < 60, "at {x}, {y}: {one} and {two}");
            }
        }
    }

    #[test]
    fn pages_are_counted_and_what_is_no_pdf_is_refused() {
        assert_eq!(page_count(&consent()).ok(), Some(1), "one page");
        assert!(page_png(&consent(), 1, 72.0).is_err(), "there is no second page");
        assert!(page_count(b"not a pdf").is_err(), "nor a page in what is no PDF");
    }
}
