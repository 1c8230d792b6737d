//! What is told once a year. No document says which year it means: it is the fiscal year, April to March.

use chrono::{Datelike, NaiveDate};

use super::{Case, Facts, Subject};
use crate::policy::Duty;

/// The year that ended last, when somebody used MCS in it and nobody has told it since.
pub(super) fn cases(duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Vec<Case<'static>> {
    let year = if today.month() < 4 { today.year() - 1 } else { today.year() };
    let Some(ended_on) = NaiveDate::from_ymd_opt(year, 3, 31) else { return Vec::new() };
    let used = facts.staff.iter().filter_map(|staff| staff.details.registered_on).any(|day| day <= ended_on);
    let told = facts.closed.on(&duty.key, "").is_some_and(|day| day > ended_on);
    if used && !told { vec![Case::of(Subject::Office, Some(ended_on))] } else { Vec::new() }
}
