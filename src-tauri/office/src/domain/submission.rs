//! What was sent to the association or city (送付), which changes it told, and what became of it.

use chrono::NaiveDate;

use super::check::NAME_LIMIT;
use super::id::{OfficeManagerId, StaffId, SubmissionId};
use super::{Check, PersonName};
use crate::{ProblemCode, Result};

/// Something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Random id.
    pub id: SubmissionId,
    /// The region it was sent in, e.g. `asaka`.
    pub region: String,
    /// 宛先.
    pub destination: String,
    /// 原本 or 写し, in the policy's words.
    pub send: String,
    /// Titles of what was in it.
    pub items: Vec<String>,
    /// 送付日.
    pub sent_on: NaiveDate,
    /// 受理.
    pub accepted_on: Option<NaiveDate>,
    /// 差戻し.
    pub returned: Option<Returned>,
    /// 再送.
    pub resent_on: Option<NaiveDate>,
}

/// It came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Where a submission stands; derived from its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionStatus {
    /// 送付済み.
    Sent,
    /// 受理.
    Accepted,
    /// 差戻し: to be sent again.
    Returned,
    /// 再送済み.
    Resent,
}

/// What becomes of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionAnswer {
    /// 受理.
    Accepted,
    /// 差戻し.
    Returned,
    /// 再送.
    Resent,
}

/// A change that a notice tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub what: Changed,
    /// When it took effect.
    pub on: NaiveDate,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A member of staff was registered (登録日).
    Registered(StaffId),
    /// A member of staff was released (解除日・資格喪失日).
    Released(StaffId),
    /// The office has another manager (朝霞 様式3 ※).
    Manager(OfficeManagerId),
}

impl Changed {
    /// Who it is about, as the rows have it.
    pub fn subject(&self) -> &str {
        match self {
            Changed::Registered(id) | Changed::Released(id) => id.as_str(),
            Changed::Manager(id) => id.as_str(),
        }
    }

    /// The member of staff it is about.
    pub fn staff(&self) -> Option<&StaffId> {
        match self {
            Changed::Registered(id) | Changed::Released(id) => Some(id),
            Changed::Manager(_) => None,
        }
    }
}

/// A change nobody told yet, with the name of whom it is about.
#[derive(Debug, Clone)]
pub struct Untold {
    /// The change.
    pub change: Change,
    /// Whose.
    pub name: PersonName,
}

/// A submission as typed.
#[derive(Clone, Default)]
pub struct SubmissionDraft {
    /// The region it is sent in; empty for the office's own.
    pub region: String,
    /// Key of the destination in the region's policy; empty for the first.
    pub destination: String,
    /// 原本 or 写し, where the policy does not say it.
    pub send: String,
    /// 〒 on the label, where the policy does not say it; empty without a label.
    pub postal_code: String,
    /// 住所 on the label, where the policy does not say it; empty without a label.
    pub address: String,
    /// 送付日.
    pub sent_on: String,
    /// Titles of what was in it.
    pub items: Vec<String>,
    /// The changes it tells.
    pub changes: Vec<Change>,
}

impl SubmissionDraft {
    /// Checks the draft; `destination` and `send` (原本) come from the region's policy, `untold` is what may be told,
    /// `notice` the title of the paper that tells it.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field, also for changes told without that paper.
    pub fn check(
        &self,
        region: &str,
        (destination, send): (&str, &str),
        (untold, notice): (&[Change], Option<&str>),
        today: NaiveDate,
    ) -> Result<Submission> {
        let mut check = Check::default();
        let sent_on = check.required_date("sentOn", &self.sent_on);
        check.demand(sent_on <= today, "sentOn", ProblemCode::InFuture);
        check.demand(!self.items.is_empty(), "items", ProblemCode::Required);
        check.demand(
            self.changes.iter().all(|change| untold.contains(change)),
            "changes",
            ProblemCode::NotAChoice,
        );
        let told = notice.is_some_and(|title| self.items.iter().any(|item| item == title));
        check.demand(
            self.items.is_empty() || self.changes.is_empty() || told,
            "items",
            ProblemCode::Required,
        );
        check.finish(Submission {
            id: SubmissionId::random(),
            region: region.to_owned(),
            destination: destination.to_owned(),
            send: send.to_owned(),
            items: self.items.clone(),
            sent_on,
            accepted_on: None,
            returned: None,
            resent_on: None,
        })
    }
}

impl Submission {
    /// Where it stands.
    pub fn status(&self) -> SubmissionStatus {
        match (self.accepted_on, &self.returned, self.resent_on) {
            (Some(_), _, _) => SubmissionStatus::Accepted,
            (None, Some(_), None) => SubmissionStatus::Returned,
            (None, _, Some(_)) => SubmissionStatus::Resent,
            (None, None, None) => SubmissionStatus::Sent,
        }
    }

    /// The submission after an answer, entered by its day: nothing comes before it was sent, nothing after 受理, only
    /// what came back is sent again.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; 差戻し asks for a reason.
    pub fn answered(
        &self,
        answer: SubmissionAnswer,
        typed_on: &str,
        reason: &str,
        today: NaiveDate,
    ) -> Result<Submission> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let since =
            self.resent_on.or(self.returned.as_ref().map(|returned| returned.on)).unwrap_or(self.sent_on);
        check.demand(typed_on.trim().is_empty() || since <= on, "on", ProblemCode::TooEarly);
        let fits = match (self.status(), answer) {
            (SubmissionStatus::Accepted, _) => false,
            (SubmissionStatus::Returned, SubmissionAnswer::Resent) => true,
            (_, SubmissionAnswer::Resent) | (SubmissionStatus::Returned, _) => false,
            _ => true,
        };
        check.demand(fits, "on", ProblemCode::NotAChoice);
        let mut next = self.clone();
        match answer {
            SubmissionAnswer::Accepted => next.accepted_on = Some(on),
            SubmissionAnswer::Returned => {
                let reason = check.required_line("reason", reason, NAME_LIMIT);
                (next.returned, next.resent_on) = (Some(Returned { on, reason }), None);
            }
            SubmissionAnswer::Resent => next.resent_on = Some(on),
        }
        check.finish(next)
    }

    /// As it was before the last answer was recorded; `None` when there is none.
    pub fn before_answer(&self) -> Option<Submission> {
        let mut before = self.clone();
        match self.status() {
            SubmissionStatus::Sent => return None,
            SubmissionStatus::Accepted => before.accepted_on = None,
            SubmissionStatus::Resent => before.resent_on = None,
            SubmissionStatus::Returned => before.returned = None,
        }
        Some(before)
    }
}
