//! The dated facts of a year, and the one pass over them that gives the figures and the rows behind each.

use chrono::{Days, NaiveDate};

use super::{CARE, Figure, Figures, Flow, LINK, OPEN, Period, Session, day_before};
use crate::domain::group::GroupEventKind;
use crate::domain::id::{ConsentId, GroupId, IncidentId, PhotoConsentId, StaffId, TakeoutId, TrainingId};
use crate::domain::keyed::keyed;

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
pub fn signed(
    by_person: bool,
    family: bool,
    proxy: bool,
    guardian: bool,
    reason_for_no_family: bool,
) -> Figure {
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
        let dated = |figure: Figure,
                     row: RowOf<'a>,
                     on: NaiveDate,
                     seen: &mut dyn FnMut(Figure, RowOf<'a>, NaiveDate)| {
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
            Session {
                on: training.on,
                heard: heard.count() as u32,
                expected: training.attendees.len() as u32,
            }
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
