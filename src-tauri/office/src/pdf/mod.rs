//! From a filled paper to the bytes of a PDF, and from those to a picture. Knows paper, not people:
//! the same [`FilledForm`] always gives the same bytes.
//!
//! ```text
//! FilledForm ─▶ layout ─▶ display list ─▶ write (printpdf) ─▶ finish (lopdf) ─▶ bytes ─▶ preview
//!                  └─ fonts (which font has the character; what is missing)
//! ```

pub mod blank;
pub mod fonts;
mod finish;
mod hints;
mod join;
mod text;
pub mod layout;
mod measure;
pub mod overlay;
mod picture;
pub mod preview;
mod write;
mod watermark;

pub use fonts::Fonts;
pub use join::join;
pub use picture::Pictures;
pub use text::text;

use crate::forms::FilledForm;
use crate::{Error, Result};

/// The bytes of one PDF with all the papers, in order; each counts its own pages.
///
/// # Errors
/// [`Error::MissingGlyphs`] when a character is in no font: then nothing is written.
pub fn render(forms: &[FilledForm], fonts: &Fonts) -> Result<Vec<u8>> {
    Printer::new(fonts)?.render(forms)
}

/// Prints many papers: what several of them have in common is made once. The bytes of a paper do
/// not depend on what was printed before it.
pub struct Printer<'f> {
    setter: measure::Setter<'f>,
    writer: write::Writer<'f>,
}

impl<'f> Printer<'f> {
    /// A printer with these fonts.
    ///
    /// # Errors
    /// [`Error::Pdf`] when a font file is damaged.
    pub fn new(fonts: &'f Fonts) -> Result<Printer<'f>> {
        Ok(Printer { setter: measure::Setter::new(fonts)?, writer: write::Writer::new(fonts) })
    }

    /// See [`render`].
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`] when a character is in no font: then nothing is written.
    pub fn render(&mut self, forms: &[FilledForm]) -> Result<Vec<u8>> {
        let pages = self.pages(forms)?;
        let title = forms.first().map(|form| form.name.as_str()).unwrap_or_default();
        self.writer.write(&pages, title, &mut picture::none)
    }

    /// Papers bound together under a title. On both sides of the paper (`duplex`) each leaf begins on a sheet of
    /// its own, after an empty page where that is needed.
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`] with what is missing on all of them: then nothing is written.
    pub fn bind(&mut self, leaves: &[Vec<FilledForm>], duplex: bool, title: &str) -> Result<Vec<u8>> {
        let mut pages = Vec::new();
        for leaf in leaves {
            if duplex && pages.len() % 2 == 1 {
                pages.push(layout::Page::default());
            }
            pages.extend(leaf.iter().flat_map(|form| layout::lay_out(form, &mut self.setter)));
        }
        match self.setter.take_missing() {
            missing if !missing.is_empty() => Err(Error::MissingGlyphs(missing)),
            _ => self.writer.write(&pages, title, &mut picture::none),
        }
    }

    /// Papers as one book, whose pages are numbered as [`FilledForm::in_book`] says. `pictures` gives the JPEG of a
    /// picture when its page is written, so that they are in memory once.
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`]; those of `pictures`; [`Error::Pdf`] for a picture that is no JPEG of ours.
    pub fn book(&mut self, forms: &[FilledForm], title: &str, pictures: Pictures<'_>) -> Result<Vec<u8>> {
        let pages = self.pages(forms)?;
        self.writer.write(&pages, title, pictures)
    }

    /// The display list: what stands where, before it becomes bytes.
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`].
    pub fn pages(&mut self, forms: &[FilledForm]) -> Result<Vec<layout::Page>> {
        let pages = forms.iter().flat_map(|form| layout::lay_out(form, &mut self.setter)).collect();
        match self.setter.take_missing() {
            missing if missing.is_empty() => Ok(pages),
            missing => Err(Error::MissingGlyphs(missing)),
        }
    }
}
