//! The end of somebody's care: died, no longer supported, moved. Consents and groups follow from it; nothing is deleted.

use chrono::NaiveDate;

use super::Check;
use super::consent::Voided;
use super::id::RecipientEndId;
use crate::{ProblemCode, Result};

/// The end of somebody's care.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientEnd {
    /// Random id.
    pub id: RecipientEndId,
    /// Why.
    pub kind: EndKind,
    /// When.
    pub on: NaiveDate,
    /// Entered by mistake, or corrected by another one.
    pub voided: Option<Voided>,
}

/// Why somebody's care ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndKind {
    /// お亡くなりになりました.
    Died,
    /// 支援終了.
    SupportEnded,
    /// 転居.
    Moved,
}

/// The end as typed.
#[derive(Clone)]
pub struct RecipientEndDraft {
    /// Why; `None` until chosen.
    pub kind: Option<EndKind>,
    /// When.
    pub on: String,
    /// Why the one before it is corrected; asked where there is one.
    pub reason: String,
}

impl RecipientEndDraft {
    /// Checks what was typed. `signed_on`: the last day on which the person signed something; nobody signs after the
    /// end. `corrects`: whether another end stands already.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(
        &self,
        born_on: Option<NaiveDate>,
        signed_on: Option<NaiveDate>,
        corrects: bool,
        today: NaiveDate,
    ) -> Result<(RecipientEnd, String)> {
        let mut check = Check::default();
        check.demand(self.kind.is_some(), "kind", ProblemCode::Required);
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let before = born_on.max(signed_on);
        check.demand(before.is_none_or(|before| before <= on), "on", ProblemCode::TooEarly);
        let reason = match corrects {
            true => check.required_line("reason", &self.reason, super::check::NAME_LIMIT),
            false => String::new(),
        };
        let kind = self.kind.unwrap_or(EndKind::SupportEnded);
        check.finish((RecipientEnd { id: RecipientEndId::random(), kind, on, voided: None }, reason))
    }
}
