//! 災害時の特例 (宮崎 第24条): from a day to a day, devices that are on no ledger may be used.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use crate::{ProblemCode, Result};

/// A disaster.
#[derive(Debug, Clone, PartialEq)]
pub struct Disaster {
    /// First day.
    pub started_on: NaiveDate,
    /// Last day; `None` while it lasts.
    pub ended_on: Option<NaiveDate>,
    /// What happened.
    pub what: String,
}

impl Disaster {
    /// Whether it covers a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.started_on <= day && self.ended_on.is_none_or(|last| day <= last)
    }

    /// One that begins.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn begin(typed_on: &str, what: &str, today: NaiveDate) -> Result<Disaster> {
        let mut check = Check::default();
        let started_on = check.required_date("on", typed_on);
        check.demand(started_on <= today, "on", ProblemCode::InFuture);
        let what = check.required_line("what", what, NAME_LIMIT);
        check.finish(Disaster { started_on, ended_on: None, what })
    }

    /// The day on which it ends.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] before its first day.
    pub fn end(&self, typed_on: &str, today: NaiveDate) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= self.started_on, "on", ProblemCode::TooEarly);
        check.finish(on)
    }
}
