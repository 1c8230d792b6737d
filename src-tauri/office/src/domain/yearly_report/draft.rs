//! What the program cannot know of a year and a person types in: figures that stand in MCS alone, and remarks.

use chrono::NaiveDate;

use super::super::Check;
use super::super::check::{NAME_LIMIT, narrow};
use crate::{ProblemCode, Result};

/// What was typed, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// MCSの投稿件数.
    pub posts: Option<u32>,
    /// MCSの利用件数.
    pub uses: Option<u32>,
    /// 備考; may be empty.
    pub remarks: String,
}

/// As typed.
#[derive(Clone, Default)]
pub struct YearlyReportDraft {
    /// MCSの投稿件数; may be empty.
    pub posts: String,
    /// MCSの利用件数; may be empty.
    pub uses: String,
    /// 備考.
    pub remarks: String,
    /// 提出日; asked when it is handed in only.
    pub submitted_on: String,
    /// Why it is made again; asked for 訂正版 only.
    pub reason: String,
}

impl YearlyReportDraft {
    /// Checks the figures and the remarks.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self) -> Result<Added> {
        let mut check = Check::default();
        let added = self.added(&mut check);
        check.finish(added)
    }

    /// Checks what is handed in after the end of a year: the day and, for a version after the first, the reason.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check_submitted(
        &self,
        year_ends: NaiveDate,
        version: u32,
        today: NaiveDate,
    ) -> Result<(Added, NaiveDate, String)> {
        let mut check = Check::default();
        let added = self.added(&mut check);
        let on = check.required_date("submittedOn", &self.submitted_on);
        check.demand(on <= today, "submittedOn", ProblemCode::InFuture);
        check.demand(
            self.submitted_on.trim().is_empty() || year_ends < on,
            "submittedOn",
            ProblemCode::TooEarly,
        );
        let reason = match version {
            1 => String::new(),
            _ => check.required_line("reason", &self.reason, NAME_LIMIT),
        };
        check.finish((added, on, reason))
    }

    fn added(&self, check: &mut Check) -> Added {
        let posts = number(check, "posts", &self.posts);
        let uses = number(check, "uses", &self.uses);
        Added { posts, uses, remarks: check.note("remarks", &self.remarks) }
    }
}

/// A number as typed, also in full-width digits and with separators.
fn number(check: &mut Check, field: &str, typed: &str) -> Option<u32> {
    let digits: String = narrow(typed).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if digits.is_empty() {
        return None;
    }
    let read = digits.parse().ok();
    check.demand(read.is_some(), field, ProblemCode::NotANumber);
    read
}
