//! Passwords of MCS: of which kind, and when they were changed. The password itself is never typed, kept or printed.

use chrono::NaiveDate;

use super::Check;
use super::keyed::keyed;
use crate::{ProblemCode, Result};

keyed! {
    /// Which kind of password somebody has.
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    PasswordKind {
        /// At least 8 characters.
        Short = "short",
        /// At least 13 characters.
        Long = "long",
    }
}

/// The last change of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordChange {
    /// Of which kind it is since then.
    pub kind: PasswordKind,
    /// When.
    pub on: NaiveDate,
}

/// A change as typed.
#[derive(Debug, Clone)]
pub struct PasswordChangeDraft {
    /// Which kind; `None`: as before, and the shorter one for somebody who has none yet.
    pub kind: Option<PasswordKind>,
    /// The day.
    pub on: String,
}

impl PasswordChangeDraft {
    /// Checks the draft against what is known of the person.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for the day.
    pub fn check(&self, before: Option<PasswordChange>, today: NaiveDate) -> Result<PasswordChange> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let kind = self.kind.or(before.map(|before| before.kind)).unwrap_or(PasswordKind::Short);
        check.finish(PasswordChange { kind, on })
    }
}
