//! Sheets that came back, as the screen shows them.

use office::Result;
use office::desk::{Desk, ScanRecord};
use office::domain::id::ConsentId;
use office::domain::scan::ScanState;

use super::{consent_line, time};
use crate::wire;

/// Consents that are offered at once when she looks for one.
const OFFERED: usize = 30;

/// What came in and waits for her.
pub fn scan_inbox(desk: &Desk) -> Result<wire::ScanInbox> {
    let folder = desk.scan_folder()?.map(|(path, _)| path);
    Ok(wire::ScanInbox {
        scans: desk.scan_inbox()?.iter().map(scan_line).collect(),
        folder: folder.map(|path| path.display().to_string()).unwrap_or_default(),
    })
}

/// The pictures of one consent's sheets.
pub fn scans_of(desk: &Desk, consent: &ConsentId) -> Result<Vec<wire::ScanLine>> {
    Ok(desk.scans_of(consent)?.iter().map(scan_line).collect())
}

/// Consents by number or name, to say whose a page is.
pub fn consents_like(desk: &Desk, typed: &str) -> Result<Vec<wire::ConsentLine>> {
    let found = desk.consents_like(typed, OFFERED)?;
    Ok(found.iter().map(|(consent, recipient)| consent_line(consent, recipient)).collect())
}

/// A sheet ready to be entered.
pub fn sheet_form(desk: &Desk, consent: &ConsentId) -> Result<wire::SheetForm> {
    let record = desk.sheet_record(consent)?;
    Ok(wire::SheetForm { line: consent_line(&record.consent, &record.recipient), typed: record.draft.into() })
}

fn scan_line(record: &ScanRecord) -> wire::ScanLine {
    let scan = &record.scan;
    wire::ScanLine {
        id: scan.id.to_string(),
        state: match scan.state() {
            ScanState::Found => wire::ScanState::Found,
            ScanState::Check => wire::ScanState::Check,
            ScanState::Unknown => wire::ScanState::Unknown,
            ScanState::Aside => wire::ScanState::Aside,
        },
        doubt: scan.doubt.map(|doubt| doubt.key().to_owned()),
        file_name: scan.file_name.0.clone(),
        page: scan.page,
        received: time(&scan.received_at),
        sheet: scan.sheet,
        consent: record.consent.as_ref().map(|(consent, recipient)| consent_line(consent, recipient)),
        aside: scan.aside.as_ref().map(|reason| reason.0.clone()).unwrap_or_default(),
        has_picture: scan.has_picture,
    }
}
