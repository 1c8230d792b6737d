//! ガイドラインの確認 (板橋 第9条): whether MCS is used as the guidelines say.

use chrono::NaiveDate;

use super::Check;
use super::id::{GuidelineCheckId, StaffId};
use crate::{ProblemCode, Result};

/// A look at the guidelines.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidelineCheck {
    /// Random id.
    pub id: GuidelineCheckId,
    /// When.
    pub on: NaiveDate,
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// Whether all was in order.
    pub in_order: bool,
    /// What was found.
    pub note: String,
}

/// A look as typed.
#[derive(Clone, Default)]
pub struct GuidelineCheckDraft {
    /// When.
    pub on: String,
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// Whether all was in order.
    pub in_order: bool,
    /// What was found.
    pub note: String,
}

impl GuidelineCheckDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]: something not in order without a word on it.
    pub fn check(&self, today: NaiveDate) -> Result<GuidelineCheck> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let note = check.note("note", &self.note);
        check.demand(self.in_order || !note.is_empty(), "note", ProblemCode::Required);
        let (id, by, in_order) = (GuidelineCheckId::random(), self.by.clone(), self.in_order);
        check.finish(GuidelineCheck { id, on, by, in_order, note })
    }
}
