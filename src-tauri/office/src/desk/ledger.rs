//! Ledgers on paper: the rows of each from the records, and the page they stand on.

use chrono::NaiveDate;

use super::Desk;
use super::paper::MadePaper;
use crate::domain::wareki;
use crate::forms::LedgerPage;
use crate::pdf;
use crate::{Error, Result};

/// Which ledger to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerOrder {
    /// What is to be done today.
    Duties,
}

impl LedgerOrder {
    /// Its name in `forms/common/ledgers.toml`.
    fn key(&self) -> &'static str {
        match self {
            LedgerOrder::Duties => "duties",
        }
    }
}

impl Desk {
    /// A ledger as it stands, on as many pages as it needs.
    pub(super) fn print_ledger(&self, order: &LedgerOrder, today: NaiveDate) -> Result<MadePaper> {
        let catalog = &self.shelf.catalog;
        let ledger = catalog.ledger(order.key()).ok_or(Error::NoSuchPaper)?;
        let rows = match order {
            LedgerOrder::Duties => self.duty_rows(today)?,
        };
        let page = LedgerPage {
            office: self.office()?.map(|office| office.name).unwrap_or_default(),
            about: wareki::japanese(today),
            printed: String::new(),
            rows,
            practice: self.is_practice(),
        };
        let pdf = pdf::render(&[ledger.fill(&page, catalog.marks())], &self.shelf.fonts)?;
        MadePaper::of(ledger.title.clone(), pdf)
    }

    /// One row for each open duty: a box to tick, by when, what, and where the document says so.
    fn duty_rows(&self, today: NaiveDate) -> Result<Vec<Vec<String>>> {
        let policy = self.policy()?;
        let marks = self.shelf.catalog.marks();
        let list = self.today(today)?;
        let open =
            list.duties.iter().chain(list.start_of_use.iter().filter(|step| step.due.closed_on.is_none()));
        let row = |open: &super::OpenDuty<'_>| {
            let due = open.due.due_on.map_or_else(
                || open.due.duty.word.clone(),
                |due| {
                    let day = wareki::japanese(due.on);
                    if due.is_target { marks.target.replace("{day}", &day) } else { day }
                },
            );
            let title = match &open.person {
                Some(name) => {
                    marks.of_person.replace("{name}", &name.shown()).replace("{what}", &open.due.duty.title)
                }
                None => open.due.duty.title.clone(),
            };
            let source = open.due.duty.source.as_ref();
            vec![
                marks.tick.clone(),
                due,
                title,
                source.map_or_else(|| marks.silent.clone(), |source| policy.cite(source)),
            ]
        };
        Ok(open.map(row).collect())
    }
}
