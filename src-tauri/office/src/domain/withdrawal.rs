//! The withdrawal of a consent (撤回), and what a person does after it. No policy describes it (requirements, section 8).

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::PersonalText;
use super::id::{StaffId, WithdrawalId};
use super::keyed::keyed;
use crate::{ProblemCode, Result};

/// A withdrawal.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// Random id.
    pub id: WithdrawalId,
    /// By whom; a name, so never logged.
    pub by: PersonalText,
    /// How.
    pub means: WithdrawalMeans,
    /// When.
    pub on: NaiveDate,
    /// At what time, as told; may be empty.
    pub at: String,
    /// Who took it.
    pub taken_by: StaffId,
    /// In words; may be empty.
    pub note: PersonalText,
    /// The days on which what follows was done, in the order of [`WithdrawalStep::ALL`].
    pub done: [Option<NaiveDate>; 4],
}

/// How a withdrawal came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithdrawalMeans {
    /// 電話.
    Phone,
    /// 書面.
    Writing,
    /// 口頭.
    Voice,
}

keyed! {
    /// What follows from a withdrawal.
    WithdrawalStep {
        /// Nobody posts about the person any more.
        Stop = "stop",
        /// Who takes part is released.
        Release = "release",
        /// The person or the family is asked whether the group is kept or deleted.
        Ask = "ask",
        /// A letter that confirms it went out.
        Confirm = "confirm",
    }
}

/// A withdrawal as typed.
#[derive(Clone)]
pub struct WithdrawalDraft {
    /// By whom.
    pub by: String,
    /// How; `None` until chosen.
    pub means: Option<WithdrawalMeans>,
    /// When.
    pub on: String,
    /// At what time.
    pub at: String,
    /// Who took it.
    pub taken_by: Option<StaffId>,
    /// In words.
    pub note: String,
}

impl Withdrawal {
    /// When a step was done.
    pub fn done_on(&self, step: WithdrawalStep) -> Option<NaiveDate> {
        self.done[step as usize]
    }

    /// The day of a step that follows from it.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for a day before it.
    pub fn check_step(&self, typed_on: &str, today: NaiveDate) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= self.on, "on", ProblemCode::TooEarly);
        check.finish(on)
    }

    /// The same with a step done on a day, or open again.
    pub fn with_step(&self, step: WithdrawalStep, on: Option<NaiveDate>) -> Withdrawal {
        let mut after = self.clone();
        after.done[step as usize] = on;
        after
    }
}

impl WithdrawalDraft {
    /// Checks what was typed. `signed_on`: when the consent was complete.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, signed_on: NaiveDate, today: NaiveDate) -> Result<Withdrawal> {
        let mut check = Check::default();
        let by = PersonalText(check.required_line("by", &self.by, NAME_LIMIT));
        check.demand(self.means.is_some(), "means", ProblemCode::Required);
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= signed_on, "on", ProblemCode::TooEarly);
        let at = check.line("at", &self.at, NAME_LIMIT);
        check.demand(self.taken_by.is_some(), "takenById", ProblemCode::Required);
        let note = PersonalText(check.note("note", &self.note));
        check.finish(Withdrawal {
            id: WithdrawalId::random(),
            by,
            means: self.means.unwrap_or(WithdrawalMeans::Voice),
            on,
            at,
            taken_by: self.taken_by.clone().unwrap_or_else(|| StaffId::from_text("")),
            note,
            done: [None; 4],
        })
    }
}
