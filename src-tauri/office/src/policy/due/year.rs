//! What is told once a year (清瀬 第8条: 年1回). The document names no month: a year is counted from the last time, and
//! before the first one from the day on which the first of the staff began to use MCS.

use chrono::{Days, NaiveDate};

use super::ledger::DAYS_BEFORE;
use super::{Case, DueDay, Facts, Subject};
use crate::domain::targets::Targets;
use crate::policy::Duty;

/// The year that is over, or nearly. Who used MCS long before this program is asked about the last year only.
pub(super) fn case(duty: &Duty, facts: Facts<'_>, today: NaiveDate) -> Option<Case<'static>> {
    let ahead = today.checked_add_days(Days::new(DAYS_BEFORE))?;
    let told = facts.closed.on(&duty.key, "");
    let since = told.or_else(|| facts.staff.iter().filter_map(|one| one.details.registered_on).min())?;
    let years = if told.is_some() { 1 } else { ahead.years_since(since)? };
    let due_on = Targets::after_months(since, years * 12).filter(|due| since < *due && *due <= ahead)?;
    let due_on = Some(DueDay { on: due_on, is_target: false });
    Some(Case { due_on, ..Case::of(Subject::Office, Some(since)) })
}
