//! The office's own targets (目安): no policy gives a number of days or months, so the office sets them.
//!
//! They are always shown as 目安（事業所の設定）, never as a rule (requirements, sections 7 and 8).

use chrono::{Days, Months, NaiveDate};

use super::Check;
use crate::{ProblemCode, Result};

/// What the office aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    /// Days for what is done 速やかに, その後, 適切な時期に.
    pub notice_days: u32,
    /// Months between two trainings of one person.
    pub education_months: u32,
    /// Months between two looks at a device.
    pub device_check_months: u32,
    /// Months between two looks at the guidelines.
    pub guideline_check_months: u32,
    /// Months between two passwords, where the document names no number (宮崎 第18条).
    pub password_months: u32,
    /// Years for which papers are kept.
    pub retention_years: u32,
}

impl Default for Targets {
    fn default() -> Targets {
        Targets {
            notice_days: 7,
            education_months: 12,
            device_check_months: 6,
            guideline_check_months: 12,
            password_months: 3,
            retention_years: 5,
        }
    }
}

/// A number of a target: its name, the most it may be, and where it is kept.
type Part = (&'static str, u32, fn(&mut Targets) -> &mut u32);

impl Targets {
    const PARTS: [Part; 6] = [
        ("notice_days", 90, |targets| &mut targets.notice_days),
        ("education_months", 60, |targets| &mut targets.education_months),
        ("device_check_months", 60, |targets| &mut targets.device_check_months),
        ("guideline_check_months", 60, |targets| &mut targets.guideline_check_months),
        ("password_months", 12, |targets| &mut targets.password_months),
        ("retention_years", 30, |targets| &mut targets.retention_years),
    ];

    /// The numbers by name, in the order of the screen.
    pub fn named(mut self) -> Vec<(&'static str, u32)> {
        Targets::PARTS.iter().map(|(name, _, part)| (*name, *part(&mut self))).collect()
    }

    /// The defaults with what the office has set; a name nobody knows is passed over.
    pub fn with(values: &[(String, String)]) -> Targets {
        let mut targets = Targets::default();
        for (name, _, part) in Targets::PARTS {
            let set =
                values.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse().ok());
            if let Some(number) = set {
                *part(&mut targets) = number;
            }
        }
        targets
    }

    /// Checks numbers as typed, by name.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for what is no number from 1 to the most that makes sense.
    pub fn check(typed: &[(String, String)]) -> Result<Targets> {
        let mut check = Check::default();
        let mut targets = Targets::default();
        for (name, most, part) in Targets::PARTS {
            let Some((_, text)) = typed.iter().find(|(known, _)| known == name) else { continue };
            let number: Option<u32> = super::check::narrow(text.trim()).parse().ok();
            let fits = number.filter(|number| (1..=most).contains(number));
            check.demand(fits.is_some(), name, ProblemCode::NotANumber);
            if let Some(number) = fits {
                *part(&mut targets) = number;
            }
        }
        check.finish(targets)
    }

    /// The day by which something of `from` is done.
    pub fn after_days(from: NaiveDate, days: u32) -> Option<NaiveDate> {
        from.checked_add_days(Days::new(days.into()))
    }

    /// The same day so many months later, or the last day of that month (2026-12-31 → 2027-02-28).
    pub fn after_months(from: NaiveDate, months: u32) -> Option<NaiveDate> {
        from.checked_add_months(Months::new(months))
    }

    /// The first day on which a paper whose matter ended on `ended_on` may be disposed of by hand.
    pub fn disposable_from(&self, ended_on: NaiveDate) -> Option<NaiveDate> {
        ended_on.checked_add_months(Months::new(self.retention_years * 12))?.succ_opt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_end_at_the_end_of_the_month() {
        assert_eq!(Targets::after_months(day("2026-12-31"), 2), Some(day("2027-02-28")), "AC-11");
        assert_eq!(Targets::after_months(day("2026-06-30"), 2), Some(day("2026-08-30")), "the same day");
    }

    #[test]
    fn a_paper_is_kept_to_the_end_of_its_last_day() {
        let targets = Targets::default();
        assert_eq!(targets.disposable_from(day("2026-10-05")), Some(day("2031-10-06")), "AC-08 (4)");
    }

    #[test]
    fn what_was_set_is_read_back_and_nonsense_is_refused() {
        let typed = |value: &str| vec![("notice_days".to_owned(), value.to_owned())];
        let targets = Targets::check(&typed("１４")).unwrap();
        assert_eq!(targets.notice_days, 14, "full-width digits are digits");
        let kept: Vec<_> =
            targets.named().into_iter().map(|(name, number)| (name.to_owned(), number.to_string())).collect();
        assert_eq!(Targets::with(&kept), targets, "kept and read back");
        for wrong in ["0", "-1", "1000", "七", ""] {
            assert!(Targets::check(&typed(wrong)).is_err(), "{wrong:?} is no number of days");
        }
    }
}
