//! 年次報告 (清瀬 第8条: 年1回): what is counted of a year, from dated facts and never from today's state.
//!
//! Each fact counts in the period in which its day lies, the first and the last day included. What was taken back does
//! not count. The one pass over the facts ([`YearFacts::visit`]) gives the figures and the rows behind each of them, so
//! that they cannot disagree. The definitions are those of requirement KYS-14; where it is silent, the doc of a
//! [`Figure`] says what was chosen.

mod draft;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::group::GroupEventKind;
use super::id::{
    ConsentId, GroupId, IncidentId, PhotoConsentId, StaffId, SubmissionId, TakeoutId, TrainingId,
    YearlyReportId,
};
use super::keyed::keyed;

pub use draft::{Added, YearlyReportDraft};

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

/// The dated facts of a year and of those before it, without what was taken back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearFacts {
    /// Staff with a 登録日.
    pub staff: Vec<StaffFact>,
    /// Groups.
    pub groups: Vec<GroupFact>,
    /// Consents with all the signatures they need.
    pub consents: Vec<ConsentFact>,
    /// Withdrawals.
    pub withdrawn: Vec<(ConsentId, NaiveDate)>,
    /// Consents to a picture.
    pub photos: Vec<(PhotoConsentId, NaiveDate)>,
    /// Trainings, oldest first.
    pub trainings: Vec<TrainingFact>,
    /// Slips of taking out.
    pub takeouts: Vec<TakeoutFact>,
    /// Losses and accidents.
    pub incidents: Vec<(IncidentId, NaiveDate)>,
}

/// When somebody had an ID.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffFact {
    /// Who.
    pub id: StaffId,
    /// 登録日.
    pub registered_on: NaiveDate,
    /// 解除日.
    pub released_on: Option<NaiveDate>,
}

/// What happened to a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFact {
    /// Which.
    pub id: GroupId,
    /// Its line of the report.
    pub kind: GroupLineOf,
    /// In the order in which it happened.
    pub events: Vec<(GroupEventKind, NaiveDate)>,
}

keyed! {
    /// To which line of the report a group belongs.
    GroupLineOf {
        /// 患者グループ.
        Care = "care",
        /// 自由グループ.
        Open = "open",
        /// つながり.
        Link = "link",
    }
}

/// Who signed when.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentFact {
    /// Which.
    pub id: ConsentId,
    /// The day of the last signature.
    pub signed_on: NaiveDate,
    /// One of [`Figure::SIGNED`], by [`signed`].
    pub signer: Figure,
    /// Whether it is void.
    pub void: bool,
}

/// A training with who heard it.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainingFact {
    /// Which.
    pub id: TrainingId,
    /// When.
    pub on: NaiveDate,
    /// Everybody who was expected, with the day on which they heard it.
    pub attendees: Vec<(StaffId, Option<NaiveDate>)>,
}

/// A slip with its days.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeoutFact {
    /// Which.
    pub id: TakeoutId,
    /// When it was asked for.
    pub asked_on: NaiveDate,
    /// When it was decided, and whether it was approved.
    pub decided: Option<(NaiveDate, bool)>,
    /// Until when.
    pub until: NaiveDate,
    /// When what was taken out came back.
    pub returned_on: Option<NaiveDate>,
}

/// What a counted row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOf<'a> {
    /// A member of staff.
    Staff(&'a StaffId),
    /// A group.
    Group(&'a GroupId),
    /// A consent.
    Consent(&'a ConsentId),
    /// A consent to a picture.
    Photo(&'a PhotoConsentId),
    /// A training.
    Training(&'a TrainingId),
    /// That somebody heard a training.
    Hearing(&'a TrainingId, &'a StaffId),
    /// A slip.
    Takeout(&'a TakeoutId),
    /// A loss or an accident.
    Incident(&'a IncidentId),
}

/// Which of [`Figure::SIGNED`] a consent is.
pub fn signed(by_person: bool, family: bool, proxy: bool, guardian: bool, reason_for_no_family: bool) -> Figure {
    match () {
        () if guardian => Figure::SignedByGuardian,
        () if proxy && family => Figure::SignedByProxyAndFamily,
        () if proxy => Figure::SignedByProxy,
        () if by_person && family => Figure::SignedByBoth,
        () if by_person && reason_for_no_family => Figure::SignedByPersonWithReason,
        () if by_person => Figure::SignedByPerson,
        () => Figure::SignedByFamily,
    }
}

impl StaffFact {
    /// Whether they have an ID at the end of a day.
    fn is_active(&self, day: NaiveDate) -> bool {
        self.registered_on <= day && self.released_on.is_none_or(|gone| day < gone)
    }
}

impl GroupFact {
    fn flow(&self) -> Flow {
        match self.kind {
            GroupLineOf::Care => CARE,
            GroupLineOf::Open => OPEN,
            GroupLineOf::Link => LINK,
        }
    }

    /// The last thing that changed whether it is used, up to the end of a day.
    fn state_on(&self, day: NaiveDate) -> Option<GroupEventKind> {
        let decides = |kind: GroupEventKind| {
            !matches!(kind, GroupEventKind::DeletionRequested | GroupEventKind::DeletionSent)
        };
        self.events.iter().rfind(|(kind, on)| *on <= day && decides(*kind)).map(|(kind, _)| *kind)
    }

    fn is_active(&self, day: NaiveDate) -> bool {
        matches!(self.state_on(day), Some(GroupEventKind::Opened | GroupEventKind::Reopened))
    }

    /// Each step within a period, with the figure it belongs to.
    fn steps(&self, period: Period, seen: &mut impl FnMut(Figure, NaiveDate)) {
        let [opened, reopened] = self.flow().added else { return };
        let [archived, deleted] = self.flow().taken else { return };
        let mut is_used = false;
        for (kind, on) in &self.events {
            let figure = match kind {
                GroupEventKind::Opened if !is_used => Some(*opened),
                GroupEventKind::Reopened if !is_used => Some(*reopened),
                GroupEventKind::Archived if is_used => Some(*archived),
                GroupEventKind::Deleted if is_used => Some(*deleted),
                GroupEventKind::Deleted => self.flow().deleted_later,
                _ => None,
            };
            match kind {
                GroupEventKind::Opened | GroupEventKind::Reopened => is_used = true,
                GroupEventKind::Archived | GroupEventKind::Deleted => is_used = false,
                GroupEventKind::DeletionRequested | GroupEventKind::DeletionSent => {}
            }
            if let Some(figure) = figure.filter(|_| period.has(*on)) {
                seen(figure, *on);
            }
        }
    }
}

impl TakeoutFact {
    /// The day on which it became late, if it did.
    fn late_on(&self) -> Option<NaiveDate> {
        let is_out = self.decided.is_some_and(|(_, approved)| approved);
        let late = is_out && self.returned_on.is_none_or(|back| self.until < back);
        if late { self.until.checked_add_days(Days::new(1)) } else { None }
    }
}

impl YearFacts {
    /// Shows each row that counts in a period, with the figure it counts in and its day.
    pub fn visit<'a>(&'a self, period: Period, mut seen: impl FnMut(Figure, RowOf<'a>, NaiveDate)) {
        let before = day_before(period.from);
        for one in &self.staff {
            let row = RowOf::Staff(&one.id);
            if one.is_active(before) {
                seen(Figure::StaffAtStart, row, one.registered_on);
            }
            if period.has(one.registered_on) {
                seen(Figure::StaffRegistered, row, one.registered_on);
            }
            if let Some(gone) = one.released_on.filter(|gone| period.has(*gone)) {
                seen(Figure::StaffReleased, row, gone);
            }
            if one.is_active(period.until) {
                seen(Figure::StaffAtEnd, row, one.registered_on);
            }
        }
        for group in &self.groups {
            let (row, flow) = (RowOf::Group(&group.id), group.flow());
            let since = group.events.first().map(|(_, on)| *on).unwrap_or_default();
            if group.is_active(before) {
                seen(flow.at_start, row, since);
            }
            group.steps(period, &mut |figure, on| seen(figure, row, on));
            if group.is_active(period.until) {
                seen(flow.at_end, row, since);
            }
        }
        for consent in self.consents.iter().filter(|one| period.has(one.signed_on)) {
            let figure = if consent.void { Figure::ConsentsVoid } else { consent.signer };
            seen(figure, RowOf::Consent(&consent.id), consent.signed_on);
        }
        let dated = |figure: Figure, row: RowOf<'a>, on: NaiveDate, seen: &mut dyn FnMut(Figure, RowOf<'a>, NaiveDate)| {
            if period.has(on) {
                seen(figure, row, on);
            }
        };
        let seen: &mut dyn FnMut(Figure, RowOf<'a>, NaiveDate) = &mut seen;
        for (id, on) in &self.withdrawn {
            dated(Figure::ConsentsWithdrawn, RowOf::Consent(id), *on, seen);
        }
        for (id, on) in &self.photos {
            dated(Figure::PhotoConsents, RowOf::Photo(id), *on, seen);
        }
        for training in &self.trainings {
            dated(Figure::Trainings, RowOf::Training(&training.id), training.on, seen);
            for (staff, heard_on) in &training.attendees {
                if let Some(on) = heard_on {
                    dated(Figure::Attendances, RowOf::Hearing(&training.id, staff), *on, seen);
                }
            }
        }
        for slip in &self.takeouts {
            let row = RowOf::Takeout(&slip.id);
            dated(Figure::TakeoutsAsked, row, slip.asked_on, seen);
            if let Some((on, approved)) = slip.decided {
                let figure = if approved { Figure::TakeoutsApproved } else { Figure::TakeoutsDeclined };
                dated(figure, row, on, seen);
            }
            if let Some(on) = slip.late_on() {
                dated(Figure::TakeoutsLate, row, on, seen);
            }
        }
        for (id, on) in &self.incidents {
            dated(Figure::Incidents, RowOf::Incident(id), *on, seen);
        }
    }

    /// The rows of one figure, by their days.
    pub fn rows(&self, period: Period, figure: Figure) -> Vec<(RowOf<'_>, NaiveDate)> {
        let mut rows = Vec::new();
        self.visit(period, |of, row, on| {
            if of == figure {
                rows.push((row, on));
            }
        });
        rows.sort_by_key(|(_, on)| *on);
        rows
    }

    /// The trainings of a period: when, how many had heard each by its end, of how many.
    pub fn sessions(&self, period: Period) -> Vec<Session> {
        let session = |training: &TrainingFact| {
            let heard = training.attendees.iter().filter(|(_, on)| on.is_some_and(|on| on <= period.until));
            Session { on: training.on, heard: heard.count() as u32, expected: training.attendees.len() as u32 }
        };
        self.trainings.iter().filter(|one| period.has(one.on)).map(session).collect()
    }

    /// All that is counted of a period.
    pub fn count(&self, period: Period) -> Figures {
        let mut figures = Figures::default();
        self.visit(period, |figure, _, _| figures.add(figure));
        figures
    }
}

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
        self.of(flow.at_start) + self.of(flow.at_end) + self.sum(flow.added) + self.sum(flow.taken) + later > 0
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
}

#[cfg(test)]
mod tests;
