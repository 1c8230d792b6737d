//! A paper that is made and not yet printed or saved: its bytes, and what comes to be with it.

use std::path::Path;

use super::paper::pages;
use crate::Result;
use crate::domain::consent::Consent;
use crate::domain::id::{PaperId, PrintJobId, StaffId};
use crate::domain::paper::Paper;
use crate::pdf::preview;
use crate::store::{consent, files};

/// A paper that is made and waits to be looked at, printed or saved.
#[derive(Clone)]
pub struct MadePaper {
    /// 別紙様式4 在宅医療における個人情報使用同意書.
    pub title: String,
    /// Edition of the form; empty for the program's own papers.
    pub edition: String,
    /// The bytes.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
    /// Sheets she should have in hand: the copies of a consent, otherwise 1.
    pub copies: u32,
    /// Labels of what stays empty for the hand.
    pub left_blank: Vec<String>,
    /// A file name without any person's name.
    pub file_name: String,
    /// 同意-2026-0001; empty for other papers.
    pub control_number: String,
    /// Printed before, and says 再発行.
    pub reissue: bool,
    /// Whose paper it is.
    pub(super) staff: Option<StaffId>,
    /// The consents on it that are in the records already.
    pub(super) kept: Vec<Consent>,
    /// The consents that come to be when it is printed or saved.
    pub(super) new: Vec<NewConsent>,
    /// Everything that stands on it, each text with what it is called there.
    pub(super) said: Vec<(String, String)>,
    /// Its place in a print job, counted from 0.
    pub(super) place: Option<(PrintJobId, u32)>,
    /// The papers it was joined from; each is recorded by itself.
    pub(super) parts: Vec<MadePaper>,
}

/// A consent that comes to be when its paper is printed, with its own pages.
#[derive(Clone)]
pub(super) struct NewConsent {
    pub consent: Consent,
    pub pdf: Vec<u8>,
}

impl std::fmt::Debug for MadePaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MadePaper({}, {} pages)", self.title, self.pages)
    }
}

impl MadePaper {
    /// A paper of nobody in particular, of no edition and never sent anywhere.
    pub(super) fn of(title: String, pdf: Vec<u8>) -> Result<MadePaper> {
        let pages = pages(&pdf)?;
        Ok(MadePaper::with_pages(title, pdf, pages))
    }

    /// The same where the pages are known: a book with pictures is too large to be read again for them.
    pub(super) fn with_pages(title: String, pdf: Vec<u8>, pages: u32) -> MadePaper {
        MadePaper {
            file_name: format!("{title}.pdf"),
            title,
            edition: String::new(),
            pages,
            pdf,
            copies: 1,
            left_blank: Vec::new(),
            control_number: String::new(),
            reissue: false,
            staff: None,
            kept: Vec::new(),
            new: Vec::new(),
            said: Vec::new(),
            place: None,
            parts: Vec::new(),
        }
    }

    /// What is kept of it: a packet is a paper of each person in it.
    pub(super) fn papers(&self, printed: bool) -> Vec<Paper> {
        let consents = self.kept.iter().chain(self.new.iter().map(|new| &new.consent));
        // A packet has one set for each person in it.
        let people = u32::try_from(consents.clone().count()).unwrap_or(u32::MAX).max(1);
        let paper = |consent: Option<&Consent>| Paper {
            id: PaperId::random(),
            title: self.title.clone(),
            edition: self.edition.clone(),
            staff: self.staff.clone(),
            recipient: consent.map(|consent| consent.plan.recipient.clone()),
            consent: consent.map(|consent| consent.id.clone()),
            pages: self.pages,
            copies: self.copies / people,
            reissue: self.reissue,
            printed,
            pdf_sha256: consent::sha256_hex(&self.pdf),
            made_at: String::new(),
        };
        let papers: Vec<Paper> = consents.map(|consent| paper(Some(consent))).collect();
        if papers.is_empty() { vec![paper(None)] } else { papers }
    }

    /// One page as a PNG, drawn from the very bytes that are printed. `page` counts from 0, `dpi` is dots per inch.
    ///
    /// # Errors
    /// [`Error::Pdf`] for a page that is not there.
    pub fn page_png(&self, page: usize, dpi: f32) -> Result<Vec<u8>> {
        preview::page_png(&self.pdf, page, dpi)
    }

    /// Writes the file whole or not at all; one of the same name is replaced only once the new one is complete.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnlyPlace`], [`Error::File`].
    pub fn write_to(&self, file: &Path) -> Result<()> {
        files::replace(file, &self.pdf, |_| Ok(()))
    }
}
