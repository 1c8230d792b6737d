//! A paper (書類) that was printed or saved: what, about whom, when.

use super::id::{ConsentId, PaperId, StaffId};

/// A paper that was printed or saved.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Random id.
    pub id: PaperId,
    /// Number and title of the form, e.g. 様式4 在宅医療における個人情報使用同意書.
    pub title: String,
    /// Edition of the form.
    pub edition: String,
    /// Whose pledge it is.
    pub staff: Option<StaffId>,
    /// Which consent it is.
    pub consent: Option<ConsentId>,
    /// Pages.
    pub pages: u32,
    /// Opened for printing (`true`) or saved as a file.
    pub printed: bool,
    /// SHA-256 of the bytes, in hexadecimal.
    pub pdf_sha256: String,
    /// When, as kept.
    pub made_at: String,
}
