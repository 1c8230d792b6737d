//! A paper (書類) that was printed or saved: what, about whom, when.

use super::id::{CareRecipientId, ConsentId, PaperId, StaffId};

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
    /// Whose paper it is otherwise.
    pub recipient: Option<CareRecipientId>,
    /// Which consent it is.
    pub consent: Option<ConsentId>,
    /// Pages.
    pub pages: u32,
    /// Sheets that belong together: the copies of a consent, otherwise 1.
    pub copies: u32,
    /// Whether it was printed before and says 再発行.
    pub reissue: bool,
    /// Opened for printing (`true`) or saved as a file.
    pub printed: bool,
    /// SHA-256 of the bytes, in hexadecimal.
    pub pdf_sha256: String,
    /// When, as kept.
    pub made_at: String,
}
