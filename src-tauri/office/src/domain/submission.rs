//! What was sent to the association or city (送付).

use chrono::NaiveDate;

use super::Check;
use super::id::SubmissionId;
use crate::{ProblemCode, Result};

/// Something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Random id.
    pub id: SubmissionId,
    /// 宛先.
    pub destination: String,
    /// 原本 or 写し, in the policy's words.
    pub send: String,
    /// Titles of what was in it.
    pub items: Vec<String>,
    /// 送付日.
    pub sent_on: NaiveDate,
}

/// A submission as typed.
#[derive(Clone, Default)]
pub struct SubmissionDraft {
    /// 送付日.
    pub sent_on: String,
    /// Titles of what was in it.
    pub items: Vec<String>,
}

impl SubmissionDraft {
    /// Checks the draft; `destination` and `send` (原本) come from the region's policy.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field.
    pub fn check(&self, destination: &str, send: &str, today: NaiveDate) -> Result<Submission> {
        let mut check = Check::default();
        let sent_on = check.required_date("sentOn", &self.sent_on);
        check.demand(sent_on <= today, "sentOn", ProblemCode::InFuture);
        check.demand(!self.items.is_empty(), "items", ProblemCode::Required);
        check.finish(Submission {
            id: SubmissionId::random(),
            destination: destination.to_owned(),
            send: send.to_owned(),
            items: self.items.clone(),
            sent_on,
        })
    }
}
