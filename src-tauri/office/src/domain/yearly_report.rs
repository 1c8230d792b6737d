//! 年次報告 (清瀬 第8条: 年1回): what is counted of a year, from dated facts and never from today's state.
//!
//! Each fact counts in the period in which its day lies, the first and the last day included. What was taken back does
//! not count. The one pass over the facts ([`YearFacts::visit`]) gives the figures and the rows behind each of them, so
//! that they cannot disagree. The definitions are those of requirement KYS-14; where it is silent, the doc of a
//! [`Figure`] says what was chosen.

mod draft;
mod facts;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::id::{SubmissionId, YearlyReportId};
use super::keyed::keyed;

pub use draft::{Added, YearlyReportDraft};
pub use facts::{
    ConsentFact, GroupFact, GroupLineOf, RowOf, StaffFact, TakeoutFact, TrainingFact, YearFacts, signed,
};

/// From a first to a last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

/// The month in which a fiscal year begins.
const APRIL: u32 = 4;

/// In which fiscal year a day lies, by the year in which that begins.
pub fn fiscal_year_of(day: NaiveDate) -> i32 {
    if day.month() < APRIL { day.year() - 1 } else { day.year() }
}

impl Period {
    /// 年度: from the first of April to the end of the March that follows.
    pub fn fiscal_year(year: i32) -> Period {
        let april = |year| NaiveDate::from_ymd_opt(year, APRIL, 1).unwrap_or_default();
        Period { from: april(year), until: day_before(april(year + 1)) }
    }

    /// A day within it.
    pub fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    /// Its months, each from its own first to its last day within the period.
    pub fn months(&self) -> Vec<Period> {
        let mut months = Vec::new();
        let mut from = self.from;
        while from <= self.until {
            let next = from.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
            let Some(next) = next else { break };
            months.push(Period { from, until: day_before(next).min(self.until) });
            from = next;
        }
        months
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

keyed! {
    /// What is counted.
    Figure {
        /// Staff with an ID at the end of the day before the period.
        StaffAtStart = "staffAtStart",
        /// Staff by 登録日.
        StaffRegistered = "staffRegistered",
        /// Staff by 解除日: who was released on a day is not active at its end.
        StaffReleased = "staffReleased",
        /// Staff with an ID at the end of the last day.
        StaffAtEnd = "staffAtEnd",
        /// Groups of patients that are used at the end of the day before.
        CareAtStart = "careAtStart",
        /// Those that were opened.
        CareOpened = "careOpened",
        /// Those that were used again; one that was archived and reopened twice counts twice.
        CareReopened = "careReopened",
        /// Those that were moved to the list of the kept ones (保管).
        CareArchived = "careArchived",
        /// Those that were deleted while they were used.
        CareDeleted = "careDeleted",
        /// Those that are used at the end of the last day. A request for deletion alone changes nothing.
        CareAtEnd = "careAtEnd",
        /// Those that were deleted after they had been archived: no part of the sum.
        CareDeletedLater = "careDeletedLater",
        /// Open groups, likewise.
        OpenAtStart = "openAtStart",
        /// See [`Figure::CareOpened`].
        OpenOpened = "openOpened",
        /// See [`Figure::CareReopened`].
        OpenReopened = "openReopened",
        /// See [`Figure::CareArchived`].
        OpenArchived = "openArchived",
        /// See [`Figure::CareDeleted`].
        OpenDeleted = "openDeleted",
        /// See [`Figure::CareAtEnd`].
        OpenAtEnd = "openAtEnd",
        /// See [`Figure::CareDeletedLater`].
        OpenDeletedLater = "openDeletedLater",
        /// Links, likewise.
        LinkAtStart = "linkAtStart",
        /// See [`Figure::CareOpened`].
        LinkOpened = "linkOpened",
        /// See [`Figure::CareReopened`].
        LinkReopened = "linkReopened",
        /// See [`Figure::CareArchived`].
        LinkArchived = "linkArchived",
        /// See [`Figure::CareDeleted`].
        LinkDeleted = "linkDeleted",
        /// See [`Figure::CareAtEnd`].
        LinkAtEnd = "linkAtEnd",
        /// See [`Figure::CareDeletedLater`].
        LinkDeletedLater = "linkDeletedLater",
        /// Consents by the day of the last signature that was needed, as the newest version has it: by the person.
        SignedByPerson = "signedByPerson",
        /// By the family.
        SignedByFamily = "signedByFamily",
        /// By the person and the family.
        SignedByBoth = "signedByBoth",
        /// By a proxy.
        SignedByProxy = "signedByProxy",
        /// By a proxy and the family.
        SignedByProxyAndFamily = "signedByProxyAndFamily",
        /// By a guardian.
        SignedByGuardian = "signedByGuardian",
        /// By the person alone where the family should sign, with a reason.
        SignedByPersonWithReason = "signedByPersonWithReason",
        /// Consents signed in the period that are void: no part of the others.
        ConsentsVoid = "consentsVoid",
        /// Consents by the day of their withdrawal.
        ConsentsWithdrawn = "consentsWithdrawn",
        /// Consents to a picture.
        PhotoConsents = "photoConsents",
        /// Trainings that were held.
        Trainings = "trainings",
        /// Everybody who heard one, by the day on which they heard it: also one of an earlier year, later.
        Attendances = "attendances",
        /// Slips of taking out by the day of the request.
        TakeoutsAsked = "takeoutsAsked",
        /// Slips that were approved, by the day of that.
        TakeoutsApproved = "takeoutsApproved",
        /// Slips that were declined, by the day of that.
        TakeoutsDeclined = "takeoutsDeclined",
        /// Slips by the day after the one on which what was taken out should have been back, and was not.
        TakeoutsLate = "takeoutsLate",
        /// Losses and accidents by the day on which they were known: from then on something is to be done.
        Incidents = "incidents",
    }
}

impl Figure {
    /// Those that are consents, by who signed.
    pub const SIGNED: [Figure; 7] = [
        Figure::SignedByBoth,
        Figure::SignedByPerson,
        Figure::SignedByFamily,
        Figure::SignedByProxyAndFamily,
        Figure::SignedByProxy,
        Figure::SignedByGuardian,
        Figure::SignedByPersonWithReason,
    ];
}

/// The figures of what has a beginning and an end: a line of the report with its sum.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// How many there were.
    pub at_start: Figure,
    /// What was added.
    pub added: &'static [Figure],
    /// What was taken off.
    pub taken: &'static [Figure],
    /// How many there are.
    pub at_end: Figure,
    /// What was deleted of those that were archived; none for staff.
    pub deleted_later: Option<Figure>,
}

/// The staff.
pub const STAFF: Flow = Flow {
    at_start: Figure::StaffAtStart,
    added: &[Figure::StaffRegistered],
    taken: &[Figure::StaffReleased],
    at_end: Figure::StaffAtEnd,
    deleted_later: None,
};
/// 患者グループ.
pub const CARE: Flow = Flow {
    at_start: Figure::CareAtStart,
    added: &[Figure::CareOpened, Figure::CareReopened],
    taken: &[Figure::CareArchived, Figure::CareDeleted],
    at_end: Figure::CareAtEnd,
    deleted_later: Some(Figure::CareDeletedLater),
};
/// 自由グループ.
pub const OPEN: Flow = Flow {
    at_start: Figure::OpenAtStart,
    added: &[Figure::OpenOpened, Figure::OpenReopened],
    taken: &[Figure::OpenArchived, Figure::OpenDeleted],
    at_end: Figure::OpenAtEnd,
    deleted_later: Some(Figure::OpenDeletedLater),
};
/// つながり.
pub const LINK: Flow = Flow {
    at_start: Figure::LinkAtStart,
    added: &[Figure::LinkOpened, Figure::LinkReopened],
    taken: &[Figure::LinkArchived, Figure::LinkDeleted],
    at_end: Figure::LinkAtEnd,
    deleted_later: Some(Figure::LinkDeletedLater),
};

/// The figures of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures([u32; Figure::ALL.len()]);

impl Default for Figures {
    fn default() -> Figures {
        Figures([0; Figure::ALL.len()])
    }
}

impl Figures {
    /// One of them.
    pub fn of(&self, figure: Figure) -> u32 {
        self.0[figure as usize]
    }

    /// Several of them together.
    pub fn sum(&self, figures: &[Figure]) -> u32 {
        figures.iter().map(|figure| self.of(*figure)).sum()
    }

    /// Puts one in its place.
    pub fn set(&mut self, figure: Figure, value: u32) {
        self.0[figure as usize] = value;
    }

    fn add(&mut self, figure: Figure) {
        self.0[figure as usize] += 1;
    }

    /// Whether at start + added − taken = at end.
    pub fn adds_up(&self, flow: &Flow) -> bool {
        self.of(flow.at_start) + self.sum(flow.added) == self.of(flow.at_end) + self.sum(flow.taken)
    }

    /// Whether there is anything at all in a line.
    pub fn has_any(&self, flow: &Flow) -> bool {
        let later = flow.deleted_later.map_or(0, |figure| self.of(figure));
        self.of(flow.at_start) + self.of(flow.at_end) + self.sum(flow.added) + self.sum(flow.taken) + later
            > 0
    }

    /// Each with its value.
    pub fn all(&self) -> impl Iterator<Item = (Figure, u32)> {
        Figure::ALL.into_iter().map(|figure| (figure, self.of(figure)))
    }
}

/// A training in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When.
    pub on: NaiveDate,
    /// How many heard it.
    pub heard: u32,
    /// Of how many.
    pub expected: u32,
}

/// A report that was handed in: it stays as it was, whatever is corrected later.
#[derive(Debug, Clone, PartialEq)]
pub struct YearlyReport {
    /// Random id.
    pub id: YearlyReportId,
    /// The region it was made in.
    pub region: String,
    /// The fiscal year, by the year in which it begins.
    pub year: i32,
    /// 1, and 2, 3 … for 訂正版.
    pub version: u32,
    /// Why it was made again; empty for the first.
    pub reason: String,
    /// 提出日.
    pub submitted_on: NaiveDate,
    /// What the program cannot know.
    pub added: Added,
    /// What was counted then.
    pub figures: Figures,
    /// SHA-256 of its PDF, in hex.
    pub pdf_sha256: String,
    /// What was recorded as sent; none where no region asks for it.
    pub submission: Option<SubmissionId>,
    /// On which day the duty stood closed before; none where it was open.
    pub duty_before: Option<NaiveDate>,
    /// Whether its workbook is kept beside its paper.
    pub has_workbook: bool,
}

#[cfg(test)]
mod tests;
