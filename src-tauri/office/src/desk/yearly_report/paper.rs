//! The report as a paper and as a workbook.

use chrono::NaiveDate;

use super::{duty_of, period_until};
use crate::desk::personal_data::Known;
use crate::desk::{Desk, MadePaper};
use crate::domain::history::Fields;
use crate::domain::id::YearlyReportId;
use crate::domain::yearly_report::{Added, Figures, Period, YearFacts, YearlyReport, YearlyReportDraft};
use crate::domain::{Moment, wareki};
use crate::forms::YearlyPage;
use crate::pdf;
use crate::policy::Policy;
use crate::store::{Act, yearly_report};
use crate::xlsx;
use crate::{Error, ProblemCode, Result};

/// How many earlier years stand beside a year.
const EARLIER: i32 = 4;

impl Desk {
    /// The report as it stands now; of a year that was handed in already, as 訂正版.
    pub(in crate::desk) fn print_yearly_report(
        &self,
        year: i32,
        draft: &YearlyReportDraft,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let added = draft.check()?;
        self.yearly_set(&self.yearly_page(year, added, draft.reason.trim(), today)?)
    }

    /// A report that was handed in, with the bytes of then.
    pub(in crate::desk) fn print_kept_report(&self, id: &YearlyReportId) -> Result<MadePaper> {
        let report = self.report_of(id)?;
        let pdf = self.vault.read(|db| yearly_report::pdf(db, &report))?;
        let policy = self.policy_of(&report.region)?;
        MadePaper::of(self.yearly_title(policy, report.year, report.version), pdf)
    }

    /// The report as it stands now as a workbook: the name of its file, and the bytes.
    ///
    /// # Errors
    /// [`Error::Fields`].
    pub fn export_yearly_report(
        &mut self,
        year: i32,
        draft: &YearlyReportDraft,
        now: Moment,
    ) -> Result<(String, Vec<u8>)> {
        let added = draft.check()?;
        let page = self.yearly_page(year, added, draft.reason.trim(), now.today())?;
        let bytes = self.yearly_book(&page)?;
        let title = self.yearly_title(page.policy, year, page.version);
        self.book_left(year, title, bytes, now)
    }

    /// The workbook of a report that was handed in, with the bytes of then.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for one that was handed in before workbooks were kept.
    pub fn export_kept_report(&mut self, id: &YearlyReportId, now: Moment) -> Result<(String, Vec<u8>)> {
        let report = self.report_of(id)?;
        let kept = self.vault.read(|db| yearly_report::workbook(db, &report))?;
        let bytes = kept.ok_or(Error::NotFound { noun: "yearly_report" })?;
        let title = self.yearly_title(self.policy_of(&report.region)?, report.year, report.version);
        self.book_left(report.year, title, bytes, now)
    }

    /// Says in the log that a workbook left: the name of its file, and the bytes.
    fn book_left(
        &mut self,
        year: i32,
        title: String,
        bytes: Vec<u8>,
        now: Moment,
    ) -> Result<(String, Vec<u8>)> {
        let act = Act::new("yearly_report_export", "yearly_report").on(year.to_string());
        let act = act.about(&Fields::default().with("items", &title));
        self.vault.transact(act, now, |_| Ok(()))?;
        Ok((format!("{title}.xlsx"), bytes))
    }

    /// The report as it is read on paper.
    pub(super) fn yearly_set(&self, page: &YearlyPage<'_>) -> Result<MadePaper> {
        let catalog = &self.shelf.catalog;
        let pdf = pdf::render(&[catalog.yearly().fill(page, catalog.marks())], &self.shelf.fonts)?;
        MadePaper::of(self.yearly_title(page.policy, page.year, page.version), pdf)
    }

    /// The report as a workbook.
    pub(super) fn yearly_book(&self, page: &YearlyPage<'_>) -> Result<Vec<u8>> {
        xlsx::write(&self.shelf.catalog.yearly().workbook(page))
    }

    /// 報告書（令和8年度）, with 訂正版 and its number.
    pub(super) fn yearly_title(&self, policy: &Policy, year: i32, version: u32) -> String {
        let words = self.shelf.catalog.yearly();
        let title = words.title(duty_of(policy).is_some(), policy);
        let year = wareki::fiscal_year(year);
        let title = words.say("paper", "file", policy).replace("{title}", &title).replace("{year}", &year);
        match version {
            0 | 1 => title,
            _ => {
                let revised =
                    words.say("paper", "revised", policy).replace("{version}", &version.to_string());
                format!("{title}\u{3000}{revised}")
            }
        }
    }

    pub(super) fn yearly_page(
        &self,
        year: i32,
        added: Added,
        reason: &str,
        today: NaiveDate,
    ) -> Result<YearlyPage<'_>> {
        let (policy, duty) = self.yearly_duty()?;
        self.refuse_names("remarks", &added.remarks)?;
        self.refuse_names("reason", reason)?;
        let period = period_until(year, today);
        let window = Period { from: Period::fiscal_year(year - EARLIER).from, until: period.until };
        let facts = self.vault.read(|db| yearly_report::facts(db, window))?;
        let kept = self.kept_reports(policy)?;
        let office = self.office()?.unwrap_or_default();
        let last = self.log_code()?;
        let version = kept.iter().filter(|one| one.year == year).count() as u32 + 1;
        Ok(YearlyPage {
            policy,
            source: duty
                .and_then(|duty| duty.source.as_ref())
                .map(|source| (policy.cite(source), source.quotation.clone())),
            addressee: match (duty, policy.destinations.first()) {
                (Some(_), Some(destination)) => destination.name.clone(),
                _ => String::new(),
            },
            office: [office.name, office.address, office.tel],
            year,
            period,
            version,
            reason: if version > 1 { reason.to_owned() } else { String::new() },
            figures: facts.count(period),
            months: period.months().into_iter().map(|month| (month, facts.count(month))).collect(),
            sessions: facts.sessions(period),
            added,
            earlier: self.earlier_years(year, &facts, &kept, today)?,
            made_on: today,
            head: (last.number, last.code),
            practice: self.is_practice().then(|| self.shelf.catalog.marks().practice.as_str()),
        })
    }

    /// The years before one of which something is recorded, as they were handed in, otherwise as they count now.
    fn earlier_years(
        &self,
        year: i32,
        facts: &YearFacts,
        kept: &[YearlyReport],
        today: NaiveDate,
    ) -> Result<Vec<(i32, Figures)>> {
        let recorded = self.years_recorded(today)?;
        let earlier = (year - EARLIER..year).filter(|one| recorded.contains(one));
        let figures = |one: i32| {
            let handed_in = kept.iter().find(|report| report.year == one).map(|report| report.figures);
            (one, handed_in.unwrap_or_else(|| facts.count(Period::fiscal_year(one))))
        };
        Ok(earlier.map(figures).collect())
    }

    /// What leaves the office names nobody, and nobody in what was typed either.
    fn refuse_names(&self, field: &str, typed: &str) -> Result<()> {
        if typed.is_empty() {
            return Ok(());
        }
        if self.personal_data(&Known::default())?.names_anybody(typed) {
            Err(Error::field(field, ProblemCode::NamesAPerson))
        } else {
            Ok(())
        }
    }
}
