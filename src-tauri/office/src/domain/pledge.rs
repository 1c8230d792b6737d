//! The pledge of a member of staff (誓約書): signed, or left out because an older one exists.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::id::PledgeId;
use crate::{ProblemCode, Result};

/// A pledge as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// Random id.
    pub id: PledgeId,
    /// How the duty is met.
    pub kind: PledgeKind,
    /// The day that counts: signature, or date of the existing paper.
    pub on: NaiveDate,
}

/// How the duty of a pledge is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PledgeKind {
    /// The region's own form was signed.
    Signed,
    /// 省略: a pledge existed already (朝霞 2)(5)③「省略できるものとする」).
    Omitted {
        /// What the existing paper is, e.g. 入職時の守秘義務誓約書.
        existing_paper: String,
    },
}

/// A pledge as typed.
#[derive(Clone, Default)]
pub struct PledgeDraft {
    /// Whether an existing paper stands in for the form.
    pub omitted: bool,
    /// 署名日, or the date of the existing paper.
    pub on: String,
    /// What the existing paper is; only when `omitted`.
    pub existing_paper: String,
}

impl PledgeDraft {
    /// Checks the draft. A signature cannot lie later than the day it is entered for, which the
    /// caller gives as `latest`: today, or the first day of use when that is later.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field.
    pub fn check(&self, latest: NaiveDate) -> Result<(PledgeKind, NaiveDate)> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= latest, "on", ProblemCode::InFuture);
        let kind = if self.omitted {
            PledgeKind::Omitted {
                existing_paper: check.required_line("existingPaper", &self.existing_paper, NAME_LIMIT),
            }
        } else {
            PledgeKind::Signed
        };
        check.finish((kind, on))
    }
}
