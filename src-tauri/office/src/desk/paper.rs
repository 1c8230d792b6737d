//! Papers: made from the records, and recorded once they are printed or saved.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use zeroize::Zeroizing;

use super::Desk;
use crate::domain::Moment;
use crate::domain::care_recipient::FamilyMember;
use crate::domain::consent::{Consent, ConsentPlan};
use crate::domain::id::{ConsentId, FamilyMemberId, PaperId, StaffId};
use crate::domain::paper::Paper;
use crate::forms::fill::{Recovery, fill_copies};
use crate::forms::{Definition, FilledForm, FormKind, Options, Record, fill};
use crate::pdf::{self, preview};
use crate::store::{Act, care_recipient, consent, files, paper, staff};
use crate::{Error, Result};

/// File below `forms/common`.
const RECOVERY_SHEET: &str = "recovery-sheet";

/// Which paper to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperOrder {
    /// The office's pledge to the association (朝霞 様式1).
    OfficePledge,
    /// The pledge of one member of staff (朝霞 様式2).
    StaffPledge {
        /// Whose.
        staff: StaffId,
    },
    /// The roster of all staff (朝霞 様式3).
    Roster {
        /// 誓約日; `None` leaves it for the hand.
        pledged_on: Option<NaiveDate>,
    },
    /// A consent that was not printed yet (朝霞 様式4).
    Consent {
        /// What the interview settled.
        plan: ConsentPlan,
    },
    /// A consent again, or a frozen version of it.
    ConsentAgain {
        /// Which.
        consent: ConsentId,
        /// `None`: as it would be printed now.
        version: Option<u32>,
    },
}

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
    /// `None` for the recovery sheet: no order brings it, see `desk::keys`.
    order: Option<PaperOrder>,
}

impl std::fmt::Debug for MadePaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MadePaper({}, {} pages)", self.title, self.pages)
    }
}

impl MadePaper {
    /// A paper that no order brings: it is of no edition and never sent anywhere.
    pub(super) fn unordered(title: String, pdf: Vec<u8>) -> Result<MadePaper> {
        Ok(MadePaper {
            file_name: format!("{title}.pdf"),
            title,
            edition: String::new(),
            pages: pages(&pdf)?,
            pdf,
            copies: 1,
            left_blank: Vec::new(),
            control_number: String::new(),
            order: None,
        })
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

/// What became of a paper that was printed or saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperRecord {
    /// The consent, when it is one.
    pub consent: Option<ConsentId>,
    /// Its control number.
    pub control_number: Option<String>,
}

impl Desk {
    /// Makes a paper. Nothing is recorded; the same order on the same records gives the same bytes.
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`] naming each character and person, before anything is printed (AC-12 (2));
    /// [`Error::NoSuchPaper`] where the region has none of that kind; [`Error::NotFound`].
    pub fn make_paper(&self, order: PaperOrder, today: NaiveDate) -> Result<MadePaper> {
        match &order {
            PaperOrder::OfficePledge => self.print(FormKind::OfficePledge, order, Record::default()),
            PaperOrder::StaffPledge { staff } => {
                let staff = self.staff(staff)?;
                self.print(
                    FormKind::StaffPledge,
                    order,
                    Record { staff: Some(&staff.details), ..Record::default() },
                )
            }
            PaperOrder::Roster { pledged_on } => {
                let staff = self.vault.read(staff::staff_on_roster)?;
                let roster = staff.iter().map(|staff| &staff.details).collect();
                let options = Options { date: *pledged_on, ..Options::default() };
                self.print(FormKind::StaffNotice, order, Record { roster, options, ..Record::default() })
            }
            PaperOrder::Consent { plan } => {
                let form = self.form(FormKind::PatientConsent)?;
                let stem = form.marks.control_number.replace("{year}", &today.year().to_string());
                let number = self.vault.read(|db| consent::next_control_number(db, &stem))?;
                self.print_consent(form, &plan.clone(), number, order)
            }
            PaperOrder::ConsentAgain { consent: id, version } => {
                let kept = self.vault.read(|db| consent::consent(db, id))?;
                let form = self.form_of_edition(&kept)?;
                let plan = kept.plan.clone();
                let made = self.print_consent(form, &plan, kept.control_number, order.clone())?;
                match version {
                    None => Ok(made),
                    Some(_) => {
                        let pdf = self.vault.read(|db| consent::consent_pdf(db, id, *version))?;
                        Ok(MadePaper { pages: pages(&pdf)?, pdf, ..made })
                    }
                }
            }
        }
    }

    /// Records that a paper was printed or saved. A consent comes to be here: with its control number and its bytes.
    pub fn record_paper(&mut self, made: &mut MadePaper, printed: bool, now: Moment) -> Result<PaperRecord> {
        let mut new_consent = None;
        if let Some(PaperOrder::Consent { plan }) = &made.order {
            let consent = Consent {
                id: ConsentId::random(),
                control_number: made.control_number.clone(),
                region: self.policy()?.region.clone(),
                edition: made.edition.clone(),
                plan: plan.clone(),
                printed_on: now.today(),
                signature: None,
                original_place: None,
                copy_handed: None,
            };
            made.order = Some(PaperOrder::ConsentAgain { consent: consent.id.clone(), version: None });
            new_consent = Some(consent);
        }
        let consent = match &made.order {
            Some(PaperOrder::ConsentAgain { consent, .. }) => Some(consent.clone()),
            _ => None,
        };
        let staff = match &made.order {
            Some(PaperOrder::StaffPledge { staff }) => Some(staff.clone()),
            _ => None,
        };
        let paper = Paper {
            id: PaperId::random(),
            title: made.title.clone(),
            edition: made.edition.clone(),
            staff,
            consent: consent.clone(),
            pages: made.pages,
            printed,
            pdf_sha256: consent::sha256_hex(&made.pdf),
            made_at: String::new(),
        };
        let verb = if printed { "paper_print" } else { "paper_save" };
        self.vault.transact(Act::new(verb, "paper").on(paper.id.as_str()), now, |db| {
            if let Some(consent) = &new_consent {
                consent::add_consent(db, consent, &made.pdf, now)?;
            }
            paper::add_paper(db, &paper, now)
        })?;
        let control_number = consent.is_some().then(|| made.control_number.clone());
        Ok(PaperRecord { consent, control_number })
    }

    /// What was printed or saved when, newest first.
    pub fn papers(&self) -> Result<Vec<Paper>> {
        self.vault.read(paper::papers)
    }

    /// The region's paper of a kind.
    ///
    /// # Errors
    /// [`Error::NoSuchPaper`].
    pub fn form(&self, kind: FormKind) -> Result<&Definition> {
        self.shelf.catalog.form(&self.policy()?.region, kind).ok_or(Error::NoSuchPaper)
    }

    /// The edition a consent was printed from: it prints again as it was.
    fn form_of_edition(&self, consent: &Consent) -> Result<&Definition> {
        let file = &self.form(FormKind::PatientConsent)?.file;
        let printed = self.shelf.catalog.printed(&consent.region, &consent.edition, file);
        printed.ok_or(Error::NoSuchPaper)
    }

    fn print(&self, kind: FormKind, order: PaperOrder, record: Record<'_>) -> Result<MadePaper> {
        let form = self.form(kind)?;
        self.made(form, Some(order), record, |record| vec![fill(form, record)])
    }

    /// The recovery sheet. Who may see it, and that it was shown, is the caller's affair.
    pub(super) fn recovery_sheet(&self, today: NaiveDate) -> Result<MadePaper> {
        let form = self.shelf.catalog.common(RECOVERY_SHEET).ok_or(Error::NoSuchPaper)?;
        let key = Zeroizing::new(self.recovery_key().groups().join("-"));
        let recovery = Some(Recovery { key: &key, made_on: today });
        self.made(form, None, Record { recovery, ..Record::default() }, |record| vec![fill(form, record)])
    }

    fn print_consent(
        &self,
        form: &Definition,
        plan: &ConsentPlan,
        control_number: String,
        order: PaperOrder,
    ) -> Result<MadePaper> {
        let recipient = self.care_recipient(&plan.recipient)?;
        let member = |id: &Option<FamilyMemberId>| -> Result<Option<FamilyMember>> {
            id.as_ref().map(|id| self.vault.read(|db| care_recipient::family_member(db, id))).transpose()
        };
        let (family, proxy) = (member(&plan.family)?, member(&plan.proxy)?);
        let options =
            Options { preprint: plan.preprint, control_number: &control_number, ..Options::default() };
        let record = Record {
            recipient: Some(&recipient.details),
            family: family.as_ref(),
            proxy: proxy.as_ref(),
            options,
            ..Record::default()
        };
        let copies = &self.policy()?.consent.copies;
        let made = self.made(form, Some(order), record, |record| fill_copies(form, record, copies))?;
        let file_name = format!("{}-{control_number}.pdf", form.number);
        Ok(MadePaper { copies: u32::try_from(copies.len()).unwrap_or(1), file_name, control_number, ..made })
    }

    /// Fills and draws a paper, with what stands on every one: the office, the region's settings, 見本 in practice.
    fn made(
        &self,
        form: &Definition,
        order: Option<PaperOrder>,
        record: Record<'_>,
        fill: impl FnOnce(&Record<'_>) -> Vec<FilledForm>,
    ) -> Result<MadePaper> {
        let settings: BTreeMap<_, _> = match self.region()? {
            Some(_) => {
                self.form_settings()?.into_iter().map(|setting| (setting.key, setting.value)).collect()
            }
            None => BTreeMap::new(),
        };
        let office = self.office()?;
        let options = Options { practice: self.is_practice(), ..record.options };
        let record = Record { office: office.as_ref(), settings, options, ..record };
        let filled = fill(&record);
        let own = self.on_own_form(order.as_ref(), form, &record, &filled)?;
        let left_blank = filled.first().filter(|_| own.is_none()).map(FilledForm::left_blank);
        let pdf = own.map_or_else(|| pdf::render(&filled, &self.shelf.fonts), Ok)?;
        Ok(MadePaper {
            title: form.full_title(),
            edition: form.edition.clone(),
            pages: pages(&pdf)?,
            pdf,
            copies: 1,
            left_blank: left_blank.unwrap_or_default(),
            file_name: format!("{}.pdf", form.full_title()),
            control_number: String::new(),
            order,
        })
    }
}

fn pages(pdf: &[u8]) -> Result<u32> {
    Ok(u32::try_from(preview::page_count(pdf)?).unwrap_or(u32::MAX))
}
