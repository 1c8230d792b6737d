//! The audit binder (監査の綴り, S-26): what an inspector asks for, in that order, as one paper with its contents.
//! Names stand in it only when they are asked for; the copies of signed sheets come with the names alone.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ledger_paper::{Ledger, LedgerOrder, Names};
use super::{Desk, MadePaper};
use crate::domain::id::{ConsentId, ScanId};
use crate::domain::{Check, wareki};
use crate::forms::BinderCover;
use crate::forms::fill::Filled;
use crate::forms::{FilledForm, LedgerTable};
use crate::pdf::Printer;
use crate::store::scan;
use crate::{Error, ProblemCode, Result};

/// The part with the pictures of signed sheets.
const COPIES: &str = "copies";

/// Which binder to make.
#[derive(Debug, Clone)]
pub struct BinderOrder {
    /// The region whose rules it is about, e.g. `asaka`; empty for the office's own.
    pub region: String,
    /// The first day; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: today.
    pub until: Option<NaiveDate>,
    /// Whether people's names stand in it.
    pub named: bool,
    /// Whether the pictures of signed consents are bound, too; they name people.
    pub copies: bool,
}

/// A picture that is bound.
struct Copy {
    scan: ScanId,
    consent: ConsentId,
    /// 同意-2026-0001　1枚目.
    mark: String,
}

/// A part as it is bound.
struct Bound<'a> {
    key: &'a str,
    title: &'a str,
    /// Its entries.
    count: usize,
    form: FilledForm,
}

impl Desk {
    /// Makes the binder.
    ///
    /// # Errors
    /// [`Error::Fields`] for a last day before the first or in the future, and for copies without names;
    /// [`Error::MissingGlyphs`].
    pub(super) fn print_binder(&self, order: &BinderOrder, today: NaiveDate) -> Result<MadePaper> {
        let region = self.policy_of(&order.region)?.region.clone();
        let order = BinderOrder { region, ..order.checked(today)? };
        let binder = self.shelf.catalog.binder();
        let copies = if order.copies { self.copies(&order)? } else { Vec::new() };
        let mut printer = Printer::new(&self.shelf.fonts)?;
        let names = if order.named { self.names(today)? } else { self.numbers(today)? };
        // A consent names the page of its copy, which stands behind everything else: the pages are counted first.
        let mut parts = self.bound(&order, &names, &copies, today)?;
        let mut counts = Vec::new();
        for part in &parts {
            counts.push(printer.pages(std::slice::from_ref(&part.form))?.len());
        }
        let total = 1 + counts.iter().sum::<usize>();
        let mut page_of = HashMap::new();
        for (copy, page) in copies.iter().zip(total + 1 - copies.len()..) {
            page_of.entry(copy.consent.clone()).or_insert(page);
        }
        if let Some(part) =
            parts.iter_mut().find(|part| part.key == Ledger::Consents.key() && !copies.is_empty())
        {
            part.form = self.consents_form(&order, &names, &page_of, today)?;
        }
        let (mut contents, mut forms) = (Vec::new(), Vec::new());
        let mut page = 2;
        for (part, count) in parts.into_iter().zip(counts) {
            contents.push((part.title, part.count, page));
            forms.push(binder.bound(part.form, (page, total), order.named));
            page += count;
        }
        let cover = self.cover(&order, &contents, today)?;
        forms.insert(0, binder.bound(cover, (1, total), order.named));
        let mut picture = |at: usize| {
            let copy: &Copy = copies.get(at).ok_or(Error::NotFound { noun: "scan" })?;
            self.vault.read(|db| scan::picture(db, &copy.scan))
        };
        let pdf = printer.book(&forms, &binder.title, &mut picture)?;
        Ok(MadePaper::with_pages(binder.title.clone(), pdf, total as u32))
    }

    /// The consents; `page_of` says where the copy of each stands.
    fn consents_form(
        &self,
        order: &BinderOrder,
        names: &Names,
        page_of: &HashMap<ConsentId, usize>,
        today: NaiveDate,
    ) -> Result<FilledForm> {
        let asked = order.of(Ledger::Consents);
        let rows = self.consent_lines(&asked, order.named, page_of)?;
        let table = LedgerTable { rows, ..LedgerTable::default() };
        self.ledger_page(&asked, names, (Vec::new(), vec![table]), today)
    }

    /// The parts in their order, each with its rows.
    fn bound(
        &self,
        order: &BinderOrder,
        names: &Names,
        copies: &[Copy],
        today: NaiveDate,
    ) -> Result<Vec<Bound<'_>>> {
        let (catalog, practice) = (&self.shelf.catalog, self.is_practice());
        let mut bound = Vec::new();
        for part in &catalog.binder().parts {
            let form = if part.key == COPIES {
                let marks = copies.iter().map(|copy| copy.mark.clone());
                catalog.binder().copies(marks, catalog.marks(), practice)
            } else {
                let ledger = Ledger::from_key(&part.key).ok_or(Error::NoSuchPaper)?;
                self.ledger_form(&order.of(ledger), names, today)?
            };
            let count = form.sheets.iter().flat_map(|sheet| &sheet.blocks).map(|block| match block {
                Filled::Table(_, rows) => rows.len(),
                Filled::Picture(_) => 1,
                _ => 0,
            });
            let count = count.sum();
            if part.key != COPIES || count > 0 {
                bound.push(Bound { key: &part.key, title: &part.title, count, form });
            }
        }
        Ok(bound)
    }

    /// The pictures of the signed sheets, in the order of the consents.
    fn copies(&self, order: &BinderOrder) -> Result<Vec<Copy>> {
        let mut copies = Vec::new();
        for (_, consent) in self.consents_within(&order.of(Ledger::Consents))? {
            let Some(consent) = consent else { continue };
            let scans = self.vault.read(|db| scan::scans_of(db, &consent.id))?;
            let scans = scans.into_iter().filter(|scan| scan.has_picture && scan.aside.is_none());
            copies.extend(scans.enumerate().map(|(at, scan)| Copy {
                scan: scan.id,
                consent: consent.id.clone(),
                mark: self.shelf.catalog.binder().copy_mark(&consent.control_number, at + 1),
            }));
        }
        Ok(copies)
    }

    fn cover(
        &self,
        order: &BinderOrder,
        contents: &[(&str, usize, usize)],
        today: NaiveDate,
    ) -> Result<FilledForm> {
        let (catalog, policy) = (&self.shelf.catalog, self.policy_of(&order.region)?);
        let (office, code) = (self.office()?, self.log_code()?);
        let binder = catalog.binder();
        let from = order.from.map_or_else(|| binder.from_beginning.clone(), wareki::japanese);
        let until = wareki::japanese(order.until.unwrap_or(today));
        let edition = catalog.marks().edition.replace("{document}", &policy.document);
        let manager = office.as_ref().and_then(|office| office.manager.as_ref()).map(|name| name.shown());
        let cover = BinderCover {
            office: office.map(|office| office.name).unwrap_or_default(),
            manager: manager.filter(|_| order.named).unwrap_or_default(),
            region: edition.replace("{edition}", &policy.edition),
            period: format!("{from}～{until}"),
            made: wareki::japanese(today),
            code: binder.code_of.replace("{code}", &code.code).replace("{number}", &code.number.to_string()),
            named: order.named,
            contents,
        };
        Ok(binder.cover(&cover, catalog.marks(), self.is_practice()))
    }
}

impl BinderOrder {
    fn checked(&self, today: NaiveDate) -> Result<BinderOrder> {
        let until = self.until.unwrap_or(today);
        let mut check = Check::default();
        check.demand(until <= today, "until", ProblemCode::InFuture);
        check.demand(self.from.is_none_or(|from| from <= until), "until", ProblemCode::TooEarly);
        check.demand(self.named || !self.copies, "copies", ProblemCode::NotAChoice);
        check.finish(BinderOrder { until: Some(until), ..self.clone() })
    }

    /// A ledger of the time and the region.
    fn of(&self, ledger: Ledger) -> LedgerOrder {
        LedgerOrder {
            ledger,
            from: self.from,
            until: self.until,
            of: None,
            region: Some(self.region.clone()),
        }
    }
}
