//! 災害時の特例 (宮崎 第24条): from a day to a day, devices that are on no ledger may be used.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::device::{Device, DeviceKind};
use crate::{Error, ProblemCode, Result};

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

    /// One that begins after the one `before`.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `disaster_runs` while that one lasts.
    pub fn begin(
        typed_on: &str,
        what: &str,
        before: Option<&Disaster>,
        today: NaiveDate,
    ) -> Result<Disaster> {
        if before.is_some_and(|before| before.ended_on.is_none()) {
            return Err(Error::Refused { code: "disaster_runs", clause: String::new() });
        }
        let mut check = Check::default();
        let started_on = check.required_date("on", typed_on);
        check.demand(started_on <= today, "on", ProblemCode::InFuture);
        let last = before.and_then(|before| before.ended_on);
        check.demand(last.is_none_or(|last| last < started_on), "on", ProblemCode::TooEarly);
        let what = check.required_line("what", what, NAME_LIMIT);
        check.finish(Disaster { started_on, ended_on: None, what })
    }

    /// The day on which it ends; `devices`: all of the ledger.
    ///
    /// # Errors
    /// [`Error::Fields`] before its first day, and before the last one on which a temporary device came in.
    pub fn end(&self, typed_on: &str, devices: &[Device], today: NaiveDate) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let last = self.came_in(devices).max();
        check.demand(on >= self.started_on && Some(on) >= last, "on", ProblemCode::TooEarly);
        check.finish(on)
    }

    /// The disaster without what was entered last: it lasts again, or `None`: it never was. `devices`: all of the ledger.
    ///
    /// # Errors
    /// [`Error::Refused`] `disaster_in_use` while a device is there that only it let in (宮崎 第24条).
    pub fn check_taken_back(&self, devices: &[Device]) -> Result<Option<Disaster>> {
        match (self.ended_on, self.came_in(devices).next()) {
            (Some(_), _) => Ok(Some(Disaster { ended_on: None, ..self.clone() })),
            (None, None) => Ok(None),
            (None, Some(_)) => Err(Error::Refused { code: "disaster_in_use", clause: String::new() }),
        }
    }

    /// The days on which temporary devices came in.
    fn came_in(&self, devices: &[Device]) -> impl Iterator<Item = NaiveDate> {
        let temporary = devices.iter().filter(|one| one.details.kind == DeviceKind::Temporary);
        temporary.map(|one| one.details.registered_on).filter(|on| self.covers(*on))
    }
}
