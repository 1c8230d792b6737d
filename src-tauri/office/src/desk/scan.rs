//! Sheets that came back from a visit (訪問から戻ったら): taken in, matched with their consents, and entered.
//! Owns what becomes of each page; leaves pictures to `scan` and rows to `store`.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::Desk;
use crate::domain::care_recipient::CareRecipient;
use crate::domain::check::{NAME_LIMIT, narrow};
use crate::domain::consent::{Consent, ConsentStatus, CopyHanded, PersonalText, SignerKind};
use crate::domain::history::Fields;
use crate::domain::id::{ConsentId, ScanId};
use crate::domain::scan::{Doubt, Scan, ScanState, SheetDraft};
use crate::domain::signature::{Signature, SignatureDraft};
use crate::domain::{Check, Moment, PersonName, wareki};
use crate::scan::{self as pictures, Fault, Page};
use crate::store::{Act, consent, scan, setting};
use crate::{Error, ProblemCode, Result};

/// Where the last original was put: offered for the next one.
const LAST_PLACE: &str = "scan/last_place";
/// The folder that the scanner saves into, and since when it is looked at.
const FOLDER: &str = "scan/folder";
const FOLDER_SINCE: &str = "scan/folder_since";

/// A file on its way in. Reading its pages takes its time, so it is done beside the desk.
pub struct Incoming {
    name: PersonalText,
    bytes: Vec<u8>,
    sha256: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Its pages are in the inbox, or with their consents: so many.
    New(usize),
    /// It came in before; nothing is kept twice.
    Before,
}

/// A scan with whom it is about.
#[derive(Debug, Clone)]
pub struct ScanRecord {
    /// The scan.
    pub scan: Scan,
    /// The consent it belongs to, and whose it is.
    pub consent: Option<(Consent, CareRecipient)>,
}

/// What the form of a sheet that came back begins with.
pub struct SheetRecord {
    /// The consent.
    pub consent: Consent,
    /// Whose it is.
    pub recipient: CareRecipient,
    /// Filled from what was planned, and from what was entered before.
    pub draft: SheetDraft,
}

impl Incoming {
    /// Opens a file, up to a little more than what is read at most.
    ///
    /// # Errors
    /// [`Error::File`] and [`Error::ReadOnlyPlace`] when it cannot be read, e.g. a folder.
    pub fn open(path: &Path) -> Result<Incoming> {
        let mut bytes = Vec::new();
        File::open(path)?.take(pictures::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Incoming::new(&name, bytes))
    }

    /// A file that is in memory already.
    pub fn new(name: &str, bytes: Vec<u8>) -> Incoming {
        Incoming { name: PersonalText(name.to_owned()), sha256: consent::sha256_hex(&bytes), bytes }
    }

    /// Its pages as clean pictures; a page that cannot be read says why.
    pub fn pages(&self) -> Vec<Result<Page, Fault>> {
        pictures::read(&self.bytes)
    }
}

/// Taking in.
impl Desk {
    /// Whether the very same file came in before. One that she put aside and `chose` again comes back.
    pub fn came_before(&mut self, file: &Incoming, chose: bool, now: Moment) -> Result<bool> {
        let pages = self.vault.read(|db| scan::scans_of_file(db, &file.sha256))?;
        if chose {
            for page in pages.iter().filter(|page| page.aside.is_some()) {
                self.bring_scan_back(&page.id, now)?;
            }
        }
        Ok(!pages.is_empty())
    }

    /// Takes the pages of a file in, all or none.
    pub fn take_in(&mut self, file: &Incoming, pages: &[Result<Page, Fault>], now: Moment) -> Result<Taken> {
        if self.came_before(file, false, now)? {
            return Ok(Taken::Before);
        }
        let mut scans: Vec<Scan> = Vec::with_capacity(pages.len());
        for (number, page) in (1..).zip(pages) {
            let (consent, sheet, doubt) = self.belongs(page, &scans)?;
            scans.push(Scan {
                id: ScanId::random(),
                file_sha256: file.sha256.clone(),
                page: number,
                file_name: file.name.clone(),
                received_at: String::new(),
                consent,
                sheet,
                doubt,
                aside: None,
                has_picture: page.is_ok(),
            });
        }
        self.vault.transact(Act::new("scan_take_in", "scan"), now, |db| {
            for (one, page) in scans.iter().zip(pages) {
                scan::add_scan(db, one, page.as_ref().ok().map(|page| &page.jpeg[..]), now)?;
            }
            Ok(Taken::New(scans.len()))
        })
    }

    /// Whose a page is, and what keeps us from telling. `beside`: the pages of the same file before it.
    fn belongs(
        &self,
        page: &Result<Page, Fault>,
        beside: &[Scan],
    ) -> Result<(Option<ConsentId>, Option<u32>, Option<Doubt>)> {
        let page = match page {
            Ok(page) => page,
            Err(fault) => return Ok((None, None, Some(doubt_of(*fault)))),
        };
        let code = match &page.codes[..] {
            [] if page.has_foreign_code => return Ok((None, None, Some(Doubt::ForeignCode))),
            [] => return Ok((None, None, Some(Doubt::NoCode))),
            [code] => code,
            _ => return Ok((None, None, Some(Doubt::TwoCodes))),
        };
        let Some(consent) = self.vault.read(|db| consent::consent_by_code(db, &code.code))? else {
            return Ok((None, None, Some(Doubt::OtherOffice)));
        };
        let id = consent.id.clone();
        let kept = self.vault.read(|db| scan::scans_of(db, &id))?;
        let is_that = |one: &Scan| one.consent.as_ref() == Some(&id) && one.sheet == Some(code.sheet);
        let doubt = match consent.status() {
            ConsentStatus::Void => Some(Doubt::ConsentVoid),
            // The same sheet comes back once more, with the second signature (清瀬 第6条).
            status if status.is_half() => None,
            _ => kept.iter().chain(beside).any(is_that).then_some(Doubt::SheetTwice),
        };
        Ok((Some(id), Some(code.sheet), doubt))
    }

    /// The folder that the scanner saves into, and since when it is looked at.
    pub fn scan_folder(&self) -> Result<Option<(PathBuf, DateTime<Utc>)>> {
        let kept =
            self.vault.read(|db| Ok((setting::setting(db, FOLDER)?, setting::setting(db, FOLDER_SINCE)?)))?;
        Ok(match kept {
            (Some(path), Some(since)) if !path.is_empty() => {
                since.parse().ok().map(|since| (PathBuf::from(path), since))
            }
            _ => None,
        })
    }

    /// Says which folder the scanner saves into; `None` ends looking there.
    pub fn set_scan_folder(&mut self, path: Option<&Path>, now: Moment) -> Result<()> {
        let path = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        self.vault.transact(Act::new("scan_folder", "scan"), now, |db| {
            setting::set_setting(db, FOLDER, &path)?;
            setting::set_setting(db, FOLDER_SINCE, &now.utc.to_rfc3339())
        })
    }
}

/// The inbox.
impl Desk {
    /// Every page that a person has something to do with, and those put aside, oldest first. A page whose consent has
    /// its signature and its place is done; its consent's card shows it. Where a second signature is awaited, a page
    /// that came in after the first was entered brings it.
    pub fn scan_inbox(&self) -> Result<Vec<ScanRecord>> {
        let mut open = Vec::new();
        for scan in self.vault.read(scan::open_scans)? {
            let record = self.scan_record(scan)?;
            let is_entered = record
                .consent
                .as_ref()
                .is_some_and(|(consent, _)| consent.is_in_force() && consent.original_place.is_some());
            if record.scan.state() != ScanState::Found || !is_entered {
                open.push(record);
            }
        }
        Ok(open)
    }

    /// The pictures of one consent's sheets.
    pub fn scans_of(&self, consent: &ConsentId) -> Result<Vec<ScanRecord>> {
        let scans = self.vault.read(|db| scan::scans_of(db, consent))?;
        scans.into_iter().map(|scan| self.scan_record(scan)).collect()
    }

    /// The picture of a page, as JPEG.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for a file that could not be read.
    pub fn scan_picture(&self, id: &ScanId) -> Result<Vec<u8>> {
        self.vault.read(|db| scan::picture(db, id))
    }

    /// Turns a page clockwise by one quarter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn turn_scan(&mut self, id: &ScanId, now: Moment) -> Result<()> {
        let turned = pictures::picture::turned(&self.scan_picture(id)?).map_err(|_| Error::VaultDamaged)?;
        let act = Act::new("scan_turn", "scan").on(id.as_str());
        self.vault.transact(act, now, |db| scan::set_picture(db, id, &turned))
    }

    /// Says whose a page is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn assign_scan(&mut self, id: &ScanId, consent: &ConsentId, now: Moment) -> Result<()> {
        self.vault.read(|db| scan::scan(db, id).and_then(|_| consent::consent(db, consent)))?;
        let act = Act::new("scan_assign", "scan").on(id.as_str()).because(consent.as_str());
        self.vault.transact(act, now, |db| scan::assign_scan(db, id, consent))
    }

    /// Puts a page aside (捨てる); it is kept all the same.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`].
    pub fn set_scan_aside(&mut self, id: &ScanId, typed_reason: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let reason = check.required_line("reason", typed_reason, NAME_LIMIT);
        let reason = check.finish(reason)?;
        self.vault.read(|db| scan::scan(db, id))?;
        let act = Act::new("scan_set_aside", "scan").on(id.as_str());
        self.vault.transact(act, now, |db| scan::set_scan_aside(db, id, Some(&reason)))
    }

    /// Takes a page back that was put aside.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn bring_scan_back(&mut self, id: &ScanId, now: Moment) -> Result<()> {
        self.vault.read(|db| scan::scan(db, id))?;
        let act = Act::new("scan_bring_back", "scan").on(id.as_str());
        self.vault.transact(act, now, |db| scan::set_scan_aside(db, id, None))
    }

    fn scan_record(&self, scan: Scan) -> Result<ScanRecord> {
        let consent = match &scan.consent {
            Some(id) => {
                let consent = self.consent(id)?;
                let recipient = self.care_recipient(&consent.plan.recipient)?;
                Some((consent, recipient))
            }
            None => None,
        };
        Ok(ScanRecord { scan, consent })
    }
}

/// Entering.
impl Desk {
    /// Consents by the end of their control number, or by the person's name or reading; those that wait for their
    /// signature when nothing is typed. The newest first, so many at most; a void one is none of them.
    pub fn consents_like(&self, typed: &str, most: usize) -> Result<Vec<(Consent, CareRecipient)>> {
        let number = narrow(typed);
        let mut found = Vec::new();
        if number.is_empty() {
            let open = self.vault.read(consent::consents_open)?;
            for consent in open.into_iter().filter(|one| one.status().is_awaited()).take(most) {
                let recipient = self.care_recipient(&consent.plan.recipient)?;
                found.push((consent, recipient));
            }
            return Ok(found);
        }
        let named = self.care_recipient_page(typed, false, most)?.0;
        let by_name: HashSet<_> = named.into_iter().map(|recipient| recipient.id).collect();
        let mut numbers = self.vault.read(consent::control_numbers)?;
        numbers.retain(|(control_number, _)| narrow(control_number).ends_with(&number));
        let by_number = numbers.into_iter().map(|(_, recipient)| recipient).take(most);
        let people: HashSet<_> = by_number.chain(by_name.iter().cloned()).collect();
        for recipient in people {
            let consents = self.consents_of(&recipient)?.into_iter();
            let is_meant = |consent: &Consent| {
                consent.status() != ConsentStatus::Void
                    && (by_name.contains(&recipient) || narrow(&consent.control_number).ends_with(&number))
            };
            let recipient = self.care_recipient(&recipient)?;
            found.extend(consents.filter(is_meant).map(|consent| (consent, recipient.clone())));
        }
        found.sort_by_key(|one| Reverse((one.0.printed_on, one.0.control_number.clone())));
        found.truncate(most);
        Ok(found)
    }

    /// What the form of a sheet begins with.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn sheet_record(&self, id: &ConsentId) -> Result<SheetRecord> {
        let record = self.consent_record(id)?;
        let (consent, signature) = (record.consent, record.signature);
        let name = &record.recipient.details.name;
        let place = match &consent.original_place {
            Some(place) => place.clone(),
            None => self.vault.read(|db| setting::setting(db, LAST_PLACE))?.unwrap_or_default(),
        };
        let (copy_to, copy_on) = match &consent.copy_handed {
            Some(copy) => (copy.to.0.clone(), wareki::japanese(copy.on)),
            None => (signer_shown(&consent, name, &signature), signature.signed_on.clone()),
        };
        let draft = SheetDraft { signature, place, copy_to, copy_on };
        Ok(SheetRecord { consent, recipient: record.recipient, draft })
    }

    /// Enters a sheet that came back: signature, place of the original, and the copy, all or nothing. What was
    /// entered before stays as it is (a signed consent is only ever corrected, with a reason).
    ///
    /// # Errors
    /// [`Error::Fields`] with every problem of the sheet; [`Error::Refused`] `consent_void`; [`Error::NotFound`].
    pub fn sheet_returned(&mut self, id: &ConsentId, draft: &SheetDraft, now: Moment) -> Result<()> {
        let consent = self.consent_record(id)?.consent;
        let mut problems = Vec::new();
        let signature = match consent.demand_signable() {
            Err(Error::Refused { code: "consent_signed_already", .. }) => None,
            Err(error) => return Err(error),
            Ok(()) => kept_or_told(consent.check_signature(&draft.signature, now.today()), &mut problems)?,
        };
        let mut check = Check::default();
        let place = check.required_line("place", &draft.place, NAME_LIMIT);
        let copy_to = check.line("copyTo", &draft.copy_to, NAME_LIMIT);
        let copy_on = check.date("copyOn", &draft.copy_on);
        check.demand(
            copy_to.is_empty() == draft.copy_on.trim().is_empty(),
            missing(&copy_to),
            ProblemCode::Required,
        );
        check.demand(copy_on.is_none_or(|on| on <= now.today()), "copyOn", ProblemCode::InFuture);
        check.demand(copy_on.is_none_or(|on| on >= consent.printed_on), "copyOn", ProblemCode::TooEarly);
        kept_or_told(check.finish(()), &mut problems)?;
        if !problems.is_empty() {
            return Err(Error::Fields(problems));
        }
        let pdf = self.vault.read(|db| consent::consent_pdf(db, id, None))?;
        let act = Act::new("sheet_return", "consent").on(id.as_str());
        let copy = copy_on.map(|on| CopyHanded { to: PersonalText(copy_to), on });
        let returned = |signature: Option<&Signature>, place: Option<String>, copy: Option<&CopyHanded>| {
            Fields::default().and(&signature).with("original_place", &place).and(&copy)
        };
        let act = act.changing(
            &returned(
                consent.signature.as_ref(),
                consent.original_place.clone(),
                consent.copy_handed.as_ref(),
            ),
            &returned(
                signature.as_ref().or(consent.signature.as_ref()),
                Some(place.clone()),
                copy.as_ref().or(consent.copy_handed.as_ref()),
            ),
        );
        self.vault.transact(act, now, |db| {
            if let Some(signature) = &signature {
                consent::freeze(db, &consent, signature, "", pdf.as_deref(), now)?;
            }
            consent::file_original(db, id, Some(&place))?;
            if let Some(copy) = &copy {
                consent::hand_copy(db, id, Some(copy))?;
            }
            setting::set_setting(db, LAST_PLACE, &place)
        })
    }
}

/// Of the two fields about the copy the one that was left out.
fn missing(copy_to: &str) -> &'static str {
    if copy_to.is_empty() { "copyTo" } else { "copyOn" }
}

/// The value, or nothing with its problems beside those found before.
fn kept_or_told<T>(checked: Result<T>, problems: &mut Vec<crate::Problem>) -> Result<Option<T>> {
    match checked {
        Ok(value) => Ok(Some(value)),
        Err(Error::Fields(found)) => {
            problems.extend(found);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Who gets the other sheet, as planned: whoever signs.
fn signer_shown(consent: &Consent, recipient: &PersonName, signature: &SignatureDraft) -> String {
    let signer = match consent.plan.signer {
        SignerKind::Person => return recipient.shown(),
        SignerKind::Family => &signature.family.name,
        SignerKind::Proxy => &signature.proxy.name,
        SignerKind::Guardian => &signature.guardian.name,
    };
    let name =
        PersonName { family: signer.family.clone(), given: signer.given.clone(), ..PersonName::default() };
    name.shown()
}

fn doubt_of(fault: Fault) -> Doubt {
    match fault {
        Fault::Empty => Doubt::Empty,
        Fault::TooLarge => Doubt::TooLarge,
        Fault::Foreign => Doubt::NotAScan,
        Fault::Damaged => Doubt::Damaged,
        Fault::Locked => Doubt::Locked,
    }
}
