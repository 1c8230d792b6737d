//! Papers of many people printed one after another (まとめて印刷): whose, and how far it came.

use chrono::NaiveDate;

use super::Check;
use super::id::{CareRecipientId, ConsentId, PrintJobId, StaffId};
use crate::{ProblemCode, Result};

/// What is printed for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintKind {
    /// The pledge of a member of staff.
    StaffPledge,
    /// A consent that was not printed yet.
    Consent,
    /// A consent whose signature is awaited, once more.
    ConsentAgain,
}

/// Whose paper it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintFor {
    /// The pledge of this member of staff.
    Staff(StaffId),
    /// A consent of this care recipient.
    Recipient(CareRecipientId),
    /// This consent.
    Consent(ConsentId),
}

/// What all consents of a job have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintOptions {
    /// Who explains.
    pub explained_by: Option<StaffId>,
    /// The day of the visit.
    pub visit_on: Option<NaiveDate>,
    /// Whether 住所 and 続柄 are printed.
    pub preprint: bool,
    /// Why data may be shared (熊谷 第3条), by the key in `policy.toml`.
    pub target: String,
}

/// One person's place in a job.
#[derive(Debug, Clone)]
pub struct PrintItem {
    /// Whose paper it is.
    pub whose: PrintFor,
    /// Whether it was printed or saved.
    pub done: bool,
}

/// A job: printed in this order, over as many sittings as it takes.
#[derive(Debug, Clone)]
pub struct PrintJob {
    /// Random id.
    pub id: PrintJobId,
    /// What is printed.
    pub kind: PrintKind,
    /// What all have in common.
    pub options: PrintOptions,
    /// When it was begun, as kept.
    pub started_at: String,
    /// Everybody, in order.
    pub items: Vec<PrintItem>,
}

impl PrintJob {
    /// How many were printed.
    pub fn done(&self) -> usize {
        self.items.iter().filter(|item| item.done).count()
    }
}

/// A job as chosen and typed.
#[derive(Clone)]
pub struct PrintJobDraft {
    /// What is printed.
    pub kind: PrintKind,
    /// Ids of staff, care recipients or consents, as `kind` has it.
    pub people: Vec<String>,
    /// Who explains.
    pub explained_by: Option<StaffId>,
    /// The day of the visit; may be empty.
    pub visit_on: String,
    /// Whether 住所 and 続柄 are printed.
    pub preprint: bool,
    /// The key of the target; may be empty.
    pub target: String,
}

impl PrintJobDraft {
    /// A job of somebody, and of nobody twice.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self) -> Result<PrintJob> {
        let mut check = Check::default();
        check.demand(!self.people.is_empty(), "people", ProblemCode::Required);
        let again = (1..self.people.len()).any(|at| self.people[..at].contains(&self.people[at]));
        check.demand(!again, "people", ProblemCode::NotAChoice);
        let visit_on = check.date("visitOn", &self.visit_on);
        let whose = |id: &String| match self.kind {
            PrintKind::StaffPledge => PrintFor::Staff(StaffId::from_text(id)),
            PrintKind::Consent => PrintFor::Recipient(CareRecipientId::from_text(id)),
            PrintKind::ConsentAgain => PrintFor::Consent(ConsentId::from_text(id)),
        };
        check.finish(PrintJob {
            id: PrintJobId::random(),
            kind: self.kind,
            options: PrintOptions {
                explained_by: self.explained_by.clone(),
                visit_on,
                preprint: self.preprint,
                target: self.target.clone(),
            },
            started_at: String::new(),
            items: self.people.iter().map(|id| PrintItem { whose: whose(id), done: false }).collect(),
        })
    }
}
