//! Scanned sheets as pictures: a file that came in becomes clean pages, each with the codes that stand on it.
//! Knows pictures, not people: which consent a code belongs to is found by `desk`.
//!
//! ```text
//! bytes ─▶ picture (PNG, JPEG) or document (PDF) ─▶ page ─▶ qr ─▶ upright, small, without metadata
//! ```
//!
//! # Errors
//! A page that cannot be read says why; the other pages of the file go on, also when a decoder panics.

pub mod picture;
pub mod document;
pub mod qr;

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::DynamicImage;

use crate::domain::sheet_code::SheetCode;

/// Largest file that is read, in bytes (H4).
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;

/// One page, ready to be kept.
#[derive(Clone)]
pub struct Page {
    /// The picture: upright where a code tells what is up, otherwise as it came.
    pub jpeg: Vec<u8>,
    /// Our own codes on it, each once.
    pub codes: Vec<SheetCode>,
    /// Whether there is a QR on it that is not ours.
    pub has_foreign_code: bool,
}

/// Why a file or a page gives no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A file without content: the scanner had not finished, or failed.
    Empty,
    /// More bytes, more pixels or more pages than a scan has (H4).
    TooLarge,
    /// Neither PNG nor JPEG nor PDF, whatever the name says.
    Foreign,
    /// Cut off or not as its format says.
    Damaged,
    /// A PDF that only opens with a password.
    Locked,
}

/// The pages of a file. Never empty: a file that cannot be read at all is one page with its fault.
pub fn read(bytes: &[u8]) -> Vec<Result<Page, Fault>> {
    match bytes {
        [] => vec![Err(Fault::Empty)],
        _ if bytes.len() > LARGEST_FILE => vec![Err(Fault::TooLarge)],
        [b'%', b'P', b'D', b'F', ..] => match contained(|| document::pages(bytes)) {
            Ok(count) => (0..count).map(|page| contained(|| clean(document::draw(bytes, page)?))).collect(),
            Err(fault) => vec![Err(fault)],
        },
        _ => vec![contained(|| clean(picture::decode(bytes)?))],
    }
}

/// Turns a page upright by the codes on it, and makes it small.
fn clean(page: DynamicImage) -> Result<Page, Fault> {
    let page = picture::at_most(page, picture::READ_PIXELS);
    let found = qr::codes(page.to_luma8());
    let mut codes: Vec<SheetCode> = Vec::new();
    for code in found.iter().filter_map(|one| SheetCode::parse(&one.text)) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let ours = found.iter().find(|one| SheetCode::parse(&one.text).is_some()).or(found.first());
    let upright = ours.map_or(0, |one| one.turned);
    Ok(Page {
        jpeg: picture::keep(picture::turn(page, 4 - upright))?,
        has_foreign_code: found.iter().any(|one| SheetCode::parse(&one.text).is_none()),
        codes,
    })
}

/// A decoder that panics has met a damaged file; the other files go on.
fn contained<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Damaged))
}
