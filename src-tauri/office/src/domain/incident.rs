//! 紛失・事故: what happened, what is done at once, and by when the authority is told.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::Check;
use super::check::narrow;
use super::id::{CareRecipientId, DeviceId, IncidentId, StaffId};
use super::keyed::keyed;
use crate::{Error, ProblemCode, Result};

keyed! {
    /// What happened.
    IncidentCause {
        /// 紛失.
        Loss = "loss",
        /// 盗難.
        Theft = "theft",
        /// ウイルス・不正アクセス.
        Intrusion = "intrusion",
        /// 誤送信.
        Misdirected = "misdirected",
        /// その他.
        Other = "other",
    }
}

/// An incident as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// Random id.
    pub id: IncidentId,
    /// What was checked.
    pub details: IncidentDetails,
    /// When each step was done, by its key; the newest time of each.
    pub steps: Vec<(String, NaiveDateTime)>,
    /// When it was settled.
    pub closed_on: Option<NaiveDate>,
}

/// What was checked of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentDetails {
    /// What happened.
    pub cause: IncidentCause,
    /// When it happened.
    pub happened_on: NaiveDate,
    /// When the office knew.
    pub known_on: NaiveDate,
    /// The device concerned.
    pub device: Option<DeviceId>,
    /// Whose device or ID it is.
    pub person: Option<StaffId>,
    /// 高度な暗号化がされていましたか; `None`: not known.
    pub encrypted: Option<bool>,
    /// Whether somebody may have done it with a wrongful aim (不正の目的).
    pub wrongful: bool,
    /// The care recipients concerned; only those she ticked.
    pub recipients: Vec<CareRecipientId>,
    /// A word on it.
    pub note: String,
}

/// By when the authority is told; 目安, see [`IncidentDetails::report_by`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportDays {
    /// 速報.
    pub first: NaiveDate,
    /// 確報.
    pub full: NaiveDate,
}

/// An incident as typed.
#[derive(Clone, Default)]
pub struct IncidentDraft {
    /// What happened, by key.
    pub cause: String,
    /// When it happened.
    pub happened_on: String,
    /// When the office knew.
    pub known_on: String,
    /// The device concerned.
    pub device: Option<DeviceId>,
    /// Whose device or ID it is.
    pub person: Option<StaffId>,
    /// Whether the data were well encrypted.
    pub encrypted: Option<bool>,
    /// Whether somebody may have done it with a wrongful aim.
    pub wrongful: bool,
    /// The care recipients concerned.
    pub recipients: Vec<CareRecipientId>,
    /// A word on it.
    pub note: String,
}

/// Days of the 速報: おおむね3–5日; the last of them.
const FIRST_DAYS: u64 = 5;
/// Days of the 確報.
const FULL_DAYS: u64 = 30;
/// Days of the 確報 where the aim was wrongful.
const FULL_DAYS_WRONGFUL: u64 = 60;

impl IncidentDetails {
    /// By when the authority is told (個人情報保護法): the day of knowing is day 1, and what ends on a weekend ends on
    /// the Monday after it. How the days are counted is to be confirmed with the commission's guide (AC-10 (3)).
    pub fn report_by(&self) -> ReportDays {
        let full = if self.wrongful { FULL_DAYS_WRONGFUL } else { FULL_DAYS };
        ReportDays { first: last_day(self.known_on, FIRST_DAYS), full: last_day(self.known_on, full) }
    }

    /// Whether a device is gone.
    pub fn lost_device(&self) -> Option<&DeviceId> {
        let gone = matches!(self.cause, IncidentCause::Loss | IncidentCause::Theft);
        self.device.as_ref().filter(|_| gone)
    }
}

/// The last of so many days, `from` among them, put off over the weekend.
fn last_day(from: NaiveDate, days: u64) -> NaiveDate {
    let last = from.checked_add_days(Days::new(days - 1)).unwrap_or(from);
    let over = match last.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    last.checked_add_days(Days::new(over)).unwrap_or(last)
}

impl Incident {
    /// Refuses an act on an incident that is settled.
    ///
    /// # Errors
    /// [`Error::Refused`] `incident_closed`.
    pub fn demand_open(&self) -> Result<()> {
        match self.closed_on {
            Some(_) => Err(Error::Refused { code: "incident_closed", clause: String::new() }),
            None => Ok(()),
        }
    }

    /// Checks what is changed of it: nothing was done before it happened.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `incident_closed`.
    pub fn check_change(&self, draft: &IncidentDraft, today: NaiveDate) -> Result<IncidentDetails> {
        let details = draft.check(today)?;
        self.demand_open()?;
        match self.steps.iter().all(|(_, at)| details.happened_on <= at.date()) {
            true => Ok(details),
            false => Err(Error::field("happenedOn", ProblemCode::TooLate)),
        }
    }

    /// The time of a step: now when nothing is typed.
    ///
    /// # Errors
    /// [`Error::Fields`], also for a day before it happened; [`Error::NotFound`] for a step that it does not have;
    /// [`Error::Refused`] `incident_closed`.
    pub fn check_stamp(
        &self,
        steps: &[String],
        step: &str,
        typed: Option<(&str, &str)>,
        now: NaiveDateTime,
    ) -> Result<NaiveDateTime> {
        self.demand_open()?;
        if !steps.iter().any(|known| known == step) {
            return Err(Error::NotFound { noun: "incident_step" });
        }
        let at = typed.map_or(Ok(now), |(on, at)| check_time(on, at, now))?;
        match self.details.happened_on <= at.date() {
            true => Ok(at),
            false => Err(Error::field("on", ProblemCode::TooEarly)),
        }
    }

    /// The day on which it is settled: today, whatever the clock says not before it was known.
    ///
    /// # Errors
    /// [`Error::Refused`] `incident_closed`; `incident_steps_open` while one of its steps has no time.
    pub fn check_close(&self, steps: &[String], today: NaiveDate) -> Result<NaiveDate> {
        self.demand_open()?;
        match steps.iter().all(|step| self.done_at(step).is_some()) {
            true => Ok(today.max(self.details.known_on)),
            false => Err(Error::Refused { code: "incident_steps_open", clause: String::new() }),
        }
    }

    /// When a step was done.
    pub fn done_at(&self, step: &str) -> Option<NaiveDateTime> {
        self.steps.iter().find(|(key, _)| key == step).map(|(_, at)| *at)
    }
}

impl IncidentDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, today: NaiveDate) -> Result<IncidentDetails> {
        let mut check = Check::default();
        let cause = IncidentCause::from_key(&self.cause);
        check.demand(cause.is_some(), "cause", ProblemCode::Required);
        let known_on = check.required_date("knownOn", &self.known_on);
        check.demand(known_on <= today, "knownOn", ProblemCode::InFuture);
        let happened_on = check.required_date("happenedOn", &self.happened_on);
        check.demand(happened_on <= known_on, "happenedOn", ProblemCode::TooLate);
        let details = IncidentDetails {
            cause: cause.unwrap_or(IncidentCause::Other),
            happened_on,
            known_on,
            device: self.device.clone(),
            person: self.person.clone(),
            encrypted: self.encrypted,
            wrongful: self.wrongful,
            recipients: self.recipients.clone(),
            note: check.note("note", &self.note),
        };
        check.finish(details)
    }
}

/// Checks when a step was done, as typed: a day, and a time as 18:45.
///
/// # Errors
/// [`crate::Error::Fields`].
pub fn check_time(typed_on: &str, typed_at: &str, now: NaiveDateTime) -> Result<NaiveDateTime> {
    let mut check = Check::default();
    let on = check.required_date("on", typed_on);
    let at = NaiveTime::parse_from_str(narrow(typed_at).trim(), "%H:%M");
    check.demand(at.is_ok(), "at", ProblemCode::NotANumber);
    let time = on.and_time(at.unwrap_or_default());
    check.demand(time <= now, "on", ProblemCode::InFuture);
    check.finish(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_knowing_is_day_one_and_weekends_put_off() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let known = |on: &str| {
            let typed = IncidentDraft {
                cause: "loss".into(),
                happened_on: on.into(),
                known_on: on.into(),
                ..IncidentDraft::default()
            };
            typed.check(day("2027-12-31")).unwrap()
        };
        let days = known("2026-11-13").report_by();
        assert_eq!(days.first, day("2026-11-17"), "AC-10 (3): 速報, the fifth day");
        assert_eq!(days.full, day("2026-12-14"), "AC-10 (3): 12-12 is a Saturday");
        let days = IncidentDetails { wrongful: true, ..known("2026-11-13") }.report_by();
        assert_eq!(days.full, day("2027-01-11"), "不正の目的: 60 days");
        assert_eq!(known("2026-11-18").report_by().first, day("2026-11-23"), "11-22 is a Sunday");
    }
}
