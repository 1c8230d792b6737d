//! The round of passwords (AC-11): when each person changed it and by when it is due. No password is ever taken in.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::id::{PasswordChangeId, StaffId};
use crate::domain::leaving::check_reason;
use crate::domain::password::{PasswordChange, PasswordChangeDraft};
use crate::domain::staff::Staff;
use crate::store::{Act, password, staff};
use crate::{Error, Result};

/// A line of the round.
#[derive(Debug, Clone)]
pub struct PasswordLine {
    /// Whose.
    pub staff: Staff,
    /// By when it is changed; `None`: it need not be, or the person has no ID yet.
    pub due_on: Option<NaiveDate>,
    /// Whether that day is the office's own target (宮崎 第18条: 数か月に1回).
    pub is_target: bool,
}

impl Desk {
    /// Everybody who has not left: first those of whom no change is recorded, then by the day it is due, then those who
    /// need not change it. With several regions the earliest day counts.
    pub fn passwords(&self, today: NaiveDate) -> Result<Vec<PasswordLine>> {
        let targets = self.targets()?;
        let policies = self.policies()?;
        let people = self.vault.read(|db| staff::staff_at_work(db, "", today, 0))?;
        let line = |staff: Staff| {
            let due = policies.iter().filter_map(|policy| {
                let on = policy.password_due(&staff, &targets)?;
                Some((on, policy.password.as_ref().is_some_and(|rule| rule.is_target())))
            });
            let due = due.min();
            PasswordLine { due_on: due.map(|(on, _)| on), is_target: due.is_some_and(|(_, own)| own), staff }
        };
        let mut lines: Vec<_> = people.into_iter().map(line).collect();
        lines.sort_by_key(|line| (line.staff.password.is_some(), line.due_on.is_none(), line.due_on));
        Ok(lines)
    }

    /// Enters one day of change for several people at once.
    ///
    /// # Errors
    /// [`Error::Fields`], also when nobody is chosen; [`Error::NotFound`]. One that fails stops all.
    pub fn change_passwords(
        &mut self,
        whose: &[StaffId],
        draft: &PasswordChangeDraft,
        now: Moment,
    ) -> Result<()> {
        if whose.is_empty() {
            return Err(Error::field("whose", crate::ProblemCode::Required));
        }
        let mut changes = Vec::new();
        for id in whose {
            changes.push((id, draft.check(self.staff(id)?.password, now.today())?));
        }
        let act = |(id, change): &(&StaffId, PasswordChange)| {
            Act::new("password_change", "staff").on(id.as_str()).adding(change)
        };
        self.vault.transact_each(changes.iter().map(act).collect(), now, |db| {
            changes.iter().try_for_each(|(id, change)| {
                password::add_password_change(db, &PasswordChangeId::random(), id, *change, now)
            })
        })
    }

    /// Takes somebody's newest change back: it was entered by mistake.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`] when there is none.
    pub fn void_password_change(&mut self, id: &StaffId, reason: &str, now: Moment) -> Result<()> {
        let taken = self.staff(id)?.password.ok_or(Error::NotFound { noun: "password_change" })?;
        let reason = check_reason(reason)?;
        let act = Act::new("password_change_void", "staff").on(id.as_str()).because(reason.as_str());
        let act = act.taking(&taken);
        self.vault.transact(act, now, |db| password::void_password_change(db, id, &reason, now))
    }
}
