//! 年次報告: counted, looked into, printed, handed in, and taken back. What counts is said in `domain`, the words stand
//! in `forms/common/yearly-report.toml`.

mod paper;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::domain::id::{SubmissionId, YearlyReportId};
use crate::domain::submission::Submission;
use crate::domain::yearly_report::{
    Figure, Figures, Period, RowOf, Session, YearlyReport, YearlyReportDraft, fiscal_year_of,
};
use crate::policy::{Duty, Opens, Policy};
use crate::store::{Act, consent, duty, photo_consent, submission, yearly_report};
use crate::{Error, Result};

/// How many years are offered.
const OFFERED: usize = 12;

/// A report as it stands now.
#[derive(Debug)]
pub struct YearlyShown<'a> {
    /// The region that asks for it; the office's own where none does.
    pub policy: &'a Policy,
    /// The duty, with its clause; `None`: no document asks for it.
    pub duty: Option<&'a Duty>,
    /// What it is called.
    pub title: String,
    /// The years that can be chosen: those that are over, newest first, then the running one.
    pub years: Vec<i32>,
    /// The year, by the year in which it begins.
    pub year: i32,
    /// What is counted: a year that is not over ends today.
    pub period: Period,
    /// The figures.
    pub figures: Figures,
    /// The trainings.
    pub sessions: Vec<Session>,
    /// What was handed in, of all years: newest year and version first.
    pub kept: Vec<YearlyReport>,
}

/// A row that was counted.
#[derive(Debug, Clone)]
pub struct YearlyRow {
    /// Of which noun: `staff`, `careRecipient`, `group`, `training`, `takeout`, `incident`.
    pub noun: &'static str,
    /// The id of its card; empty where it has none.
    pub id: String,
    /// Whose or which, for the screen alone.
    pub name: String,
    /// The day on which it counts.
    pub on: NaiveDate,
}

impl YearlyShown<'_> {
    /// Whether the year is over.
    pub fn is_over(&self) -> bool {
        self.period == Period::fiscal_year(self.year)
    }

    /// What was handed in of this year, newest version first.
    pub fn versions(&self) -> impl Iterator<Item = &YearlyReport> {
        self.kept.iter().filter(|one| one.year == self.year)
    }
}

/// What is counted.
impl Desk {
    /// A report as it stands now. `year`: by the year in which it begins; `None`: the newest that is over.
    pub fn yearly_report(&self, year: Option<i32>, today: NaiveDate) -> Result<YearlyShown<'_>> {
        let (policy, duty) = self.yearly_duty()?;
        let years = self.years_recorded(today)?;
        let year = year.or(years.first().copied()).unwrap_or_else(|| fiscal_year_of(today));
        let period = period_until(year, today);
        let facts = self.vault.read(|db| yearly_report::facts(db, period))?;
        Ok(YearlyShown {
            policy,
            duty,
            title: self.shelf.catalog.yearly().title(duty.is_some(), policy),
            years,
            year,
            period,
            figures: facts.count(period),
            sessions: facts.sessions(period),
            kept: self.kept_reports(policy)?,
        })
    }

    /// どう数えたか: the first `most` rows behind a figure, by their days, and how many there are.
    pub fn yearly_rows(
        &self,
        year: i32,
        figure: Figure,
        most: usize,
        today: NaiveDate,
    ) -> Result<(Vec<YearlyRow>, usize)> {
        let period = period_until(year, today);
        let facts = self.vault.read(|db| yearly_report::facts(db, period))?;
        let rows = facts.rows(period, figure);
        let shown =
            rows.iter().take(most).map(|(of, on)| self.yearly_row(*of, *on)).collect::<Result<_>>()?;
        Ok((shown, rows.len()))
    }

    fn yearly_row(&self, of: RowOf<'_>, on: NaiveDate) -> Result<YearlyRow> {
        let (noun, id, name) = match of {
            RowOf::Staff(id) => ("staff", id.to_string(), self.staff(id)?.details.name.shown()),
            RowOf::Consent(id) => {
                let consent = self.consent(id)?;
                let person = self.care_recipient(&consent.plan.recipient)?.details.name.shown();
                ("consent", id.to_string(), format!("{person}\u{3000}{}", consent.control_number))
            }
            RowOf::Photo(id) => {
                let recipient = self.vault.read(|db| photo_consent::photo_consent(db, id))?.recipient;
                let name = self.care_recipient(&recipient)?.details.name.shown();
                ("careRecipient", recipient.to_string(), name)
            }
            RowOf::Group(id) => {
                let name = self.name_of_group(&self.group(id)?)?;
                ("group", id.to_string(), name)
            }
            RowOf::Training(id) => ("training", String::new(), self.training(id)?.title),
            RowOf::Hearing(id, staff) => {
                let name = self.staff(staff)?.details.name.shown();
                ("training", String::new(), format!("{name}\u{3000}{}", self.training(id)?.title))
            }
            RowOf::Takeout(id) => {
                let slip = self.takeout(id)?.request;
                let name = self.staff(&slip.applicant)?.details.name.shown();
                ("takeout", id.to_string(), format!("{name}\u{3000}{}", slip.purpose))
            }
            RowOf::Incident(id) => {
                let cause = self.incident(id)?.details.cause;
                ("incident", id.to_string(), self.word(cause.key()))
            }
        };
        Ok(YearlyRow { noun, id, name, on })
    }

    /// The region that asks for a report, with its duty; otherwise the office's own region.
    fn yearly_duty(&self) -> Result<(&Policy, Option<&Duty>)> {
        let of = |policy| duty_of(policy).map(|duty| (policy, Some(duty)));
        Ok(self.policies()?.into_iter().find_map(of).unwrap_or((self.policy()?, None)))
    }

    fn kept_reports(&self, policy: &Policy) -> Result<Vec<YearlyReport>> {
        let kept = self.vault.read(yearly_report::reports)?;
        Ok(kept.into_iter().filter(|one| one.region == policy.region).collect())
    }

    /// The years of which something is recorded: those that are over, newest first, then the running one.
    fn years_recorded(&self, today: NaiveDate) -> Result<Vec<i32>> {
        let running = fiscal_year_of(today);
        let first = self.vault.read(yearly_report::first_day)?.map_or(running, fiscal_year_of);
        Ok((first..running).rev().take(OFFERED).chain([running]).collect())
    }
}

/// Handing in.
impl Desk {
    /// 提出済: keeps the figures, the paper, the workbook and the day, whatever is corrected later. Where a region asks
    /// for the report it is a submission to its body, too, and the first of a year closes the duty. A year that was
    /// handed in before gets its next version (訂正版), with a reason.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `yearly_report_not_over`.
    pub fn submit_yearly_report(
        &mut self,
        year: i32,
        draft: &YearlyReportDraft,
        now: Moment,
    ) -> Result<YearlyReportId> {
        let today = now.today();
        let (policy, duty) = self.yearly_duty()?;
        let (region, key) = (policy.region.clone(), duty.map(|duty| duty.key.clone()));
        if today <= Period::fiscal_year(year).until {
            return Err(Error::Refused { code: "yearly_report_not_over", clause: String::new() });
        }
        let version = self.kept_reports(policy)?.iter().filter(|one| one.year == year).count() as u32 + 1;
        let (added, on, reason) = draft.check_submitted(Period::fiscal_year(year).until, version, today)?;
        let page = self.yearly_page(year, added.clone(), &reason, today)?;
        let (figures, made, workbook) = (page.figures, self.yearly_set(&page)?, self.yearly_book(&page)?);
        let destination = duty.and(policy.destinations.first());
        let sent = destination.map(|destination| Submission {
            id: SubmissionId::random(),
            region: region.clone(),
            destination: destination.name.clone(),
            send: destination.send.clone(),
            items: vec![made.title.clone()],
            sent_on: on,
            accepted_on: None,
            returned: None,
            resent_on: None,
        });
        let closed = match &key {
            Some(key) => self.vault.read(|db| duty::duty_closed_on(db, &region, key, ""))?,
            None => None,
        };
        let report = YearlyReport {
            id: YearlyReportId::random(),
            region: region.clone(),
            year,
            version,
            reason,
            submitted_on: on,
            added,
            figures,
            pdf_sha256: consent::sha256_hex(&made.pdf),
            submission: sent.as_ref().map(|sent| sent.id.clone()),
            duty_before: closed,
            has_workbook: true,
        };
        // What was handed in of the year before last does not open last year's duty again.
        let closes = key.filter(|_| version == 1 && closed.is_none_or(|before| before < on));
        let told = Fields::default().with("items", &made.title).with("sent_on", &on).and(&report.added);
        let act = Act::new("yearly_report_submit", "yearly_report").on(report.id.as_str()).adding(&told);
        let act = if report.reason.is_empty() { act } else { act.because(&report.reason) };
        let mut acts = vec![act];
        acts.extend(
            sent.as_ref()
                .map(|sent| Act::new("submission_record", "submission").on(sent.id.as_str()).adding(sent)),
        );
        acts.extend(closes.as_ref().map(|key| {
            let on_day = |on: Option<NaiveDate>| Fields::default().with("on", &on);
            Act::new("duty_close", "duty")
                .on(format!("{region}/{key}"))
                .changing(&on_day(closed), &on_day(Some(on)))
        }));
        self.vault.transact_each(acts, now, |db| {
            if let Some(sent) = &sent {
                submission::add_submission(db, sent, &[], now)?;
            }
            if let Some(key) = &closes {
                duty::close_duty(db, &region, key, "", on, now)?;
            }
            yearly_report::add_report(db, &report, &made.pdf, &workbook, now)
        })?;
        Ok(report.id)
    }

    /// Takes the newest version of a year back: it was not handed in, its submission was not sent, and the duty stands
    /// as it stood before.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] `yearly_report_revised` for one that has a successor.
    pub(super) fn take_back_yearly_report(
        &mut self,
        id: &YearlyReportId,
        reason: &str,
        now: Moment,
    ) -> Result<()> {
        let taken = self.report_of(id)?;
        let kept = self.vault.read(yearly_report::reports)?;
        let later = |one: &YearlyReport| {
            one.region == taken.region && one.year == taken.year && one.version > taken.version
        };
        if kept.iter().any(later) {
            return Err(Error::Refused { code: "yearly_report_revised", clause: String::new() });
        }
        let policy = self.policy_of(&taken.region)?;
        let title = self.yearly_title(policy, taken.year, taken.version);
        let key = duty_of(policy).map(|duty| duty.key.clone());
        let reopens = match key.filter(|_| taken.version == 1) {
            Some(key) => {
                let closed = self.vault.read(|db| duty::duty_closed_on(db, &taken.region, &key, ""))?;
                Some(key).filter(|_| closed == Some(taken.submitted_on))
            }
            None => None,
        };
        let told =
            Fields::default().with("items", &title).with("sent_on", &taken.submitted_on).and(&taken.added);
        let act = Act::new("yearly_report_take_back", "yearly_report").on(id.as_str()).because(reason);
        let mut acts = vec![act.taking(&told)];
        if let Some(sent) = &taken.submission {
            let sent = self.vault.read(|db| submission::submission(db, sent))?;
            let act = Act::new("submission_take_back", "submission").because(reason);
            acts.push(act.on(sent.id.as_str()).taking(&sent));
        }
        self.vault.transact_each(acts, now, |db| {
            if let Some(sent) = &taken.submission {
                submission::void_submission(db, sent, reason, now)?;
            }
            match (&reopens, taken.duty_before) {
                (Some(key), Some(before)) => duty::close_duty(db, &taken.region, key, "", before, now)?,
                (Some(key), None) => duty::reopen_duty(db, &taken.region, key, "")?,
                (None, _) => {}
            }
            yearly_report::void_report(db, id, reason, now)
        })
    }

    fn report_of(&self, id: &YearlyReportId) -> Result<YearlyReport> {
        let kept = self.vault.read(yearly_report::reports)?;
        kept.into_iter().find(|one| one.id == *id).ok_or(Error::NotFound { noun: "yearly_report" })
    }
}

fn duty_of(policy: &Policy) -> Option<&Duty> {
    policy.duties.iter().find(|duty| duty.opens == Opens::YearlyDue)
}

/// A fiscal year, up to today at most.
fn period_until(year: i32, today: NaiveDate) -> Period {
    let whole = Period::fiscal_year(year);
    Period { until: whole.until.min(today), ..whole }
}
