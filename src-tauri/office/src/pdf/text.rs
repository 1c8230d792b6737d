//! The text of a PDF of ours, read back from its bytes.

use lopdf::Document;

use super::finish::broken;
use crate::Result;

/// The text of all pages in the order in which it was drawn.
///
/// # Errors
/// [`crate::Error::Pdf`] when it is not a PDF, or its text cannot be read: then nobody can say what stands in it.
pub fn text(pdf: &[u8]) -> Result<String> {
    let document = Document::load_mem(pdf).map_err(broken)?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).map_err(broken)
}
