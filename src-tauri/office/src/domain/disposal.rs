//! The end of the paper of a consent that counts no more: kept for the office's own time, then disposed of by hand. What
//! is recorded of it stays, and nothing makes it count again.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::{Consent, mark_replaced};
use super::group::{Group, GroupState};
use super::id::{ConsentId, StaffId};
use super::targets::Targets;
use crate::{Error, ProblemCode, Result};

/// The end of a consent's paper; what is recorded of it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposal {
    /// When.
    pub on: NaiveDate,
    /// How, e.g. シュレッダー.
    pub means: String,
    /// Who did it.
    pub by: StaffId,
}

impl Disposal {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`Error::Fields`].
    pub fn check(
        typed_on: &str,
        typed_means: &str,
        by: Option<&StaffId>,
        today: NaiveDate,
    ) -> Result<Disposal> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let means = check.required_line("means", typed_means, NAME_LIMIT);
        check.demand(by.is_some(), "byId", ProblemCode::Required);
        let by = by.cloned().unwrap_or_else(|| StaffId::from_text(""));
        check.finish(Disposal { on, means, by })
    }
}

impl Consent {
    /// The last day on which its paper is kept (目安), once it counts no more.
    pub fn kept_until(&self, targets: &Targets) -> Option<NaiveDate> {
        targets.disposable_from(self.closed_on()?)?.pred_opt()
    }

    /// Refuses to dispose of its paper on a day.
    ///
    /// # Errors
    /// [`Error::Refused`] `disposed_already`, `not_disposable_yet`.
    pub fn demand_disposable(&self, on: NaiveDate, targets: &Targets) -> Result<()> {
        if self.disposal.is_some() {
            return Err(refused("disposed_already"));
        }
        match self.kept_until(targets).is_none_or(|last| on <= last) {
            true => Err(refused("not_disposable_yet")),
            false => Ok(()),
        }
    }
}

/// Refuses to be without any paper on which a group rests that is still used. `consents` and `groups`: all of one person;
/// `going`: whose paper is to go.
///
/// # Errors
/// [`Error::Refused`] `disposal_group_used`.
pub fn demand_paper_left(consents: &[Consent], going: &[ConsentId], groups: &[Group]) -> Result<()> {
    let used = |group: &Group| group.kind.recipient().is_some() && group.state() == GroupState::Active;
    match is_every_paper_gone(consents, going) && groups.iter().any(used) {
        true => Err(refused("disposal_group_used")),
        false => Ok(()),
    }
}

/// Refuses what would make a paper count again, or be kept longer, that was disposed of, and what would leave a used group
/// with nothing but such papers. `consents`: all of one person as they would be; `groups`: all about the person.
///
/// # Errors
/// [`Error::Refused`] `consent_disposed`.
pub fn demand_disposals_stand(consents: &mut [Consent], groups: &[Group], targets: &Targets) -> Result<()> {
    mark_replaced(consents);
    let gone = consents.iter().filter_map(|one| Some((one.kept_until(targets), one.disposal.as_ref()?.on)));
    let stand = gone.into_iter().all(|(last, on)| last.is_some_and(|last| last < on));
    match stand && demand_paper_left(consents, &[], groups).is_ok() {
        true => Ok(()),
        false => Err(refused("consent_disposed")),
    }
}

/// Whether there were papers that were signed and counted, and each was disposed of or is `going`.
pub fn is_every_paper_gone(consents: &[Consent], going: &[ConsentId]) -> bool {
    let mut counted =
        consents.iter().filter(|one| one.voided.is_none() && one.signature.is_some()).peekable();
    counted.peek().is_some() && counted.all(|one| one.disposal.is_some() || going.contains(&one.id))
}

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
