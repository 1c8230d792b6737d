//! Leaving (退職の手続き): its steps, which of them is open, and when all are done. Owns the order's logic; which steps
//! there are and where a document says so stands in `policy`.

use std::fmt;

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::id::LeavingId;
use super::staff::StaffDetails;
use crate::{Error, ProblemCode, Result};

/// What is done when somebody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeavingKind {
    /// Out of every group.
    ReleaseGroups,
    /// Another MCS管理者 takes over.
    HandOver,
    /// The paper that tells it to the association or the city.
    Notice,
    /// Telling the secretariat, beside the paper (宮崎 第14条2)).
    Contact,
    /// Lent and own devices: back, and the data erased.
    ReturnDevices,
    /// The person deletes the account; afterwards only スタッフ解除 is possible.
    DeleteAccount,
    /// Secrecy goes on after leaving.
    RememberPledge,
}

impl LeavingKind {
    const KEYS: [(LeavingKind, &'static str); 7] = [
        (LeavingKind::ReleaseGroups, "release-groups"),
        (LeavingKind::HandOver, "hand-over"),
        (LeavingKind::Notice, "notice"),
        (LeavingKind::Contact, "contact"),
        (LeavingKind::ReturnDevices, "return-devices"),
        (LeavingKind::DeleteAccount, "delete-account"),
        (LeavingKind::RememberPledge, "remember-pledge"),
    ];

    /// The name, as `policy.toml` and the rows have it.
    pub fn key(self) -> &'static str {
        LeavingKind::KEYS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, key)| key)
    }

    /// The step of a name.
    pub fn from_key(key: &str) -> Option<LeavingKind> {
        LeavingKind::KEYS.iter().find(|(_, known)| *known == key).map(|(kind, _)| *kind)
    }
}

/// A leaving that was begun and not cancelled. The last day is the person's 解除日（資格喪失日）.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Random id.
    pub id: LeavingId,
    /// When it was begun.
    pub begun_on: NaiveDate,
    /// Steps with a day.
    pub done: Vec<LeavingDone>,
}

/// A step with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeavingDone {
    /// Which.
    pub step: LeavingKind,
    /// When.
    pub on: NaiveDate,
    /// Whether the office did スタッフ解除 instead of the person.
    pub by_office: bool,
}

/// What the leaver still holds, from the other ledgers.
#[derive(Clone, Default)]
pub struct LeavingFacts {
    /// Groups the person is still in, one line each.
    pub open_memberships: Vec<String>,
    /// Devices the person still has, one line each.
    pub lent_devices: Vec<String>,
}

impl fmt::Debug for LeavingFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LeavingFacts({}, {})", self.open_memberships.len(), self.lent_devices.len())
    }
}

impl LeavingFacts {
    /// The lines that keep a step from being done.
    pub fn of(&self, step: LeavingKind) -> &[String] {
        match step {
            LeavingKind::ReleaseGroups => &self.open_memberships,
            LeavingKind::ReturnDevices => &self.lent_devices,
            _ => &[],
        }
    }
}

/// Where a step stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Done on a day.
    Done(LeavingDone),
    /// There is nothing to do: the person holds no role.
    NotNeeded,
    /// Another one comes first (熊谷 第10条(6)).
    Locked(LeavingKind),
    /// To be done.
    Open,
    /// The person can no longer do it: スタッフ解除 is left.
    TooLate,
}

impl StepState {
    /// Whether nothing is left to do.
    pub fn is_closed(self) -> bool {
        matches!(self, StepState::Done(_) | StepState::NotNeeded)
    }
}

/// A step as the region orders it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepOrder {
    /// Which.
    pub step: LeavingKind,
    /// The one that has to be done before it.
    pub after: Option<LeavingKind>,
}

impl Leaving {
    /// The day of a step.
    pub fn done(&self, step: LeavingKind) -> Option<LeavingDone> {
        self.done.iter().find(|done| done.step == step).copied()
    }

    /// Where a step stands. `holds_role`: whether the person is MCS管理者 beyond the last day.
    pub fn state(
        &self,
        order: StepOrder,
        last_day: NaiveDate,
        holds_role: bool,
        today: NaiveDate,
    ) -> StepState {
        if order.step == LeavingKind::HandOver {
            return if holds_role { StepState::Open } else { StepState::NotNeeded };
        }
        if let Some(done) = self.done(order.step) {
            return StepState::Done(done);
        }
        // Only the person's own login deletes the account, and it ends with the last day.
        if order.step == LeavingKind::DeleteAccount && last_day < today {
            return StepState::TooLate;
        }
        match order.after.filter(|first| self.done(*first).is_none()) {
            Some(first) => StepState::Locked(first),
            None => StepState::Open,
        }
    }
}

/// Checks the last day of somebody who begins to leave.
///
/// # Errors
/// [`Error::Refused`] `leaving_begun` for somebody who has one; [`Error::Fields`] when it lies before the first day.
pub fn check_last_day(details: &StaffDetails, typed: &str) -> Result<NaiveDate> {
    if details.released_on.is_some() {
        return Err(Error::Refused { code: "leaving_begun", clause: String::new() });
    }
    let mut check = Check::default();
    let last_day = check.required_date("lastDay", typed);
    let begun = details.registered_on.is_none_or(|first| first <= last_day);
    check.demand(typed.trim().is_empty() || begun, "lastDay", ProblemCode::TooEarly);
    check.finish(last_day)
}

/// Checks the day of a step: not to come, not after the last day where only the person can do it, and within the order
/// of the region: not before the step that comes first (熊谷 第10条(6)), and not after those that follow.
///
/// # Errors
/// [`crate::Error::Fields`].
pub fn check_step(
    typed: &str,
    step: LeavingKind,
    by_office: bool,
    last_day: NaiveDate,
    (first_on, next_on): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<NaiveDate> {
    let mut check = Check::default();
    let on = check.required_date("on", typed);
    check.demand(on <= today, "on", ProblemCode::InFuture);
    check.demand(first_on.is_none_or(|first_on| first_on <= on), "on", ProblemCode::TooEarly);
    check.demand(next_on.is_none_or(|next_on| on <= next_on), "on", ProblemCode::TooLate);
    if step == LeavingKind::DeleteAccount && !by_office {
        check.demand(on <= last_day, "on", ProblemCode::TooLate);
    }
    check.finish(on)
}

/// Checks why something is taken back.
///
/// # Errors
/// [`crate::Error::Fields`] without a reason.
pub fn check_reason(typed: &str) -> Result<String> {
    let mut check = Check::default();
    let reason = check.required_line("reason", typed, NAME_LIMIT);
    check.finish(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_account_is_deleted_after_the_notice_and_by_the_last_day() {
        let mut leaving = Leaving { id: LeavingId::random(), begun_on: day("2027-03-01"), done: Vec::new() };
        let delete = StepOrder { step: LeavingKind::DeleteAccount, after: Some(LeavingKind::Notice) };
        let state = |leaving: &Leaving, today| leaving.state(delete, day("2027-03-31"), false, day(today));
        assert_eq!(state(&leaving, "2027-03-01"), StepState::Locked(LeavingKind::Notice), "第10条(6)");
        let notice = LeavingDone { step: LeavingKind::Notice, on: day("2027-03-05"), by_office: false };
        leaving.done.push(notice);
        assert_eq!(state(&leaving, "2027-03-31"), StepState::Open, "on the last day it can still be done");
        assert_eq!(state(&leaving, "2027-04-01"), StepState::TooLate, "and not a day later");
        leaving.done.push(LeavingDone { step: LeavingKind::DeleteAccount, ..notice });
        assert!(state(&leaving, "2027-04-01").is_closed(), "what was done in time stays done");
    }

    #[test]
    fn a_role_is_handed_over_where_there_is_one() {
        let leaving = Leaving { id: LeavingId::random(), begun_on: day("2027-03-01"), done: Vec::new() };
        let hand_over = StepOrder { step: LeavingKind::HandOver, after: None };
        let state = |holds| leaving.state(hand_over, day("2027-03-31"), holds, day("2027-03-01"));
        assert_eq!((state(true), state(false)), (StepState::Open, StepState::NotNeeded), "朝霞 2)(5)②");
    }

    #[test]
    fn every_step_is_read_back_by_its_name() {
        for (kind, key) in LeavingKind::KEYS {
            assert_eq!((kind.key(), LeavingKind::from_key(key)), (key, Some(kind)), "rows are read back");
        }
    }
}
