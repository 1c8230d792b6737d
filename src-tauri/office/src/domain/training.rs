//! 研修・講習会: a day on which something was taught, and who was there.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::id::{StaffId, TrainingId};
use super::keyed::keyed;
use crate::{ProblemCode, Result};

keyed! {
    /// What was held.
    TrainingKind {
        /// 定期の研修.
        Regular = "regular",
        /// 講習会 (宮崎 第12条3)).
        Course = "course",
        /// 講習会のビデオ (宮崎 第12条3)).
        CourseVideo = "course-video",
        /// 療養相談室の研修 (板橋 第15条).
        Consultation = "consultation",
    }
}

/// A training as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// Random id.
    pub id: TrainingId,
    /// When.
    pub on: NaiveDate,
    /// What.
    pub kind: TrainingKind,
    /// 題.
    pub title: String,
    /// 講師.
    pub teacher: String,
    /// 資料.
    pub material: String,
    /// Everybody who was expected.
    pub attendees: Vec<Attendee>,
}

/// Somebody who was expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Attendee {
    /// Who.
    pub staff: StaffId,
    /// When they heard it: that day, or later (後日受講); `None`: 欠席.
    pub heard_on: Option<NaiveDate>,
}

/// When somebody was taught last.
#[derive(Debug, Clone, PartialEq)]
pub struct LastHeard {
    /// Who.
    pub staff: StaffId,
    /// 登録日.
    pub registered_on: Option<NaiveDate>,
    /// The day of the last training; `None`: never.
    pub heard_on: Option<NaiveDate>,
}

/// A training as typed.
#[derive(Clone, Default)]
pub struct TrainingDraft {
    /// When.
    pub on: String,
    /// What, by key.
    pub kind: String,
    /// 題.
    pub title: String,
    /// 講師.
    pub teacher: String,
    /// 資料.
    pub material: String,
    /// Everybody who was expected.
    pub attendees: Vec<AttendeeDraft>,
}

/// Somebody who was expected, as typed.
#[derive(Clone)]
pub struct AttendeeDraft {
    /// Who.
    pub staff: StaffId,
    /// Whether they were there.
    pub attended: bool,
    /// When they heard it later; may be empty.
    pub later_on: String,
}

impl Training {
    /// How many of those expected have heard it.
    pub fn heard(&self) -> usize {
        self.attendees.iter().filter(|one| one.heard_on.is_some()).count()
    }

    /// The day on which somebody heard it later (後日受講).
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for a day before the training.
    pub fn check_hearing(&self, typed_on: &str, today: NaiveDate) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= self.on, "on", ProblemCode::TooEarly);
        check.finish(on)
    }
}

impl TrainingDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; a day of 後日受講 as `attendees.<place>.laterOn`.
    pub fn check(&self, today: NaiveDate) -> Result<Training> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let kind = TrainingKind::from_key(&self.kind);
        check.demand(kind.is_some(), "kind", ProblemCode::Required);
        let mut attendees = Vec::new();
        for (at, typed) in self.attendees.iter().enumerate() {
            let field = format!("attendees.{at}.laterOn");
            let later_on = if typed.attended { None } else { check.date(&field, &typed.later_on) };
            check.demand(later_on.is_none_or(|day| day <= today), &field, ProblemCode::InFuture);
            check.demand(later_on.is_none_or(|day| day >= on), &field, ProblemCode::TooEarly);
            let heard_on = if typed.attended { Some(on) } else { later_on };
            attendees.push(Attendee { staff: typed.staff.clone(), heard_on });
        }
        check.demand(!attendees.is_empty(), "attendees", ProblemCode::Required);
        let training = Training {
            id: TrainingId::random(),
            on,
            kind: kind.unwrap_or(TrainingKind::Regular),
            title: check.required_line("title", &self.title, NAME_LIMIT),
            teacher: check.line("teacher", &self.teacher, NAME_LIMIT),
            material: check.line("material", &self.material, NAME_LIMIT),
            attendees,
        };
        check.finish(training)
    }
}
