//! The rules of staff as a region words them: before they use MCS, their passwords, and when they leave.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Duty, Opens, Policy, Source, Strength, Within};
use crate::domain::duty::Closed;
use crate::domain::leaving::{LeavingDone, LeavingFacts, LeavingKind, StepOrder, StepState, check_step};
use crate::domain::password::PasswordKind;
use crate::domain::staff::{Staff, StaffAsked, StaffNeedKind, StaffStatus, Term, covers_from};
use crate::domain::targets::Targets;
use crate::{Error, Result};

/// The rule of the staff pledge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeRule {
    /// Where the document says so, and that an older pledge stands in (省略).
    pub source: Source,
}

/// What a member of staff needs before MCS is used (利用準備 → 利用中).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRule {
    /// Where the document says that one MCS管理者 is always there (朝霞 2)(5)②); `None`: it names no number.
    pub mcs_manager: Option<Source>,
    /// In the order they are told.
    #[serde(default, rename = "need")]
    pub needs: Vec<StaffNeed>,
}

/// Something a member of staff needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffNeed {
    /// What.
    pub need: StaffNeedKind,
    /// Where the document says so.
    pub source: Source,
}

/// One step of leaving.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeavingStep {
    /// Which.
    pub step: LeavingKind,
    /// In the region's words.
    pub title: String,
    /// The step that has to be done before this one (熊谷 第10条(6)).
    pub after: Option<LeavingKind>,
    /// The office's own time for it after the last day (宮崎 第12条2): その後); otherwise it is done by the last day.
    pub within: Option<Within>,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Source>,
}

/// Which passwords the document names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordRule {
    /// In the document's order.
    #[serde(rename = "scheme")]
    pub schemes: Vec<PasswordScheme>,
    /// How strongly it says so.
    pub strength: Strength,
    /// Where the document says so.
    pub source: Source,
}

/// One kind of password.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordScheme {
    /// Which.
    pub kind: PasswordKind,
    /// Whether symbols are asked for beside letters and digits.
    #[serde(default)]
    pub symbols: bool,
    /// It is changed within so many months; `None`: never, or in the document's `word`.
    pub months: Option<u32>,
    /// How often, where the document names no number (宮崎: 数か月に1回).
    pub word: Option<String>,
}

impl PasswordRule {
    /// By when a password of this kind is changed; `None`: it need not be.
    ///
    /// A kind the document does not name is held to the first one it does: 朝霞 knows no longer password that may stay.
    pub fn due(&self, kind: PasswordKind, changed_on: NaiveDate, targets: &Targets) -> Option<NaiveDate> {
        let scheme = self.schemes.iter().find(|one| one.kind == kind).or(self.schemes.first())?;
        let by_word = scheme.word.as_ref().map(|_| targets.password_months);
        Targets::after_months(changed_on, scheme.months.or(by_word)?)
    }

    /// Whether the interval is the office's own, because the document names no number.
    pub fn is_target(&self) -> bool {
        self.schemes.iter().any(|scheme| scheme.months.is_none() && scheme.word.is_some())
    }
}

/// A line of the checklist of somebody who joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinStep<'a> {
    /// What is to be done.
    pub kind: JoinKind<'a>,
    /// Where the document says so.
    pub source: Option<&'a Source>,
    /// Whether it is done.
    pub is_done: bool,
    /// When, where a day is kept.
    pub done_on: Option<NaiveDate>,
}

/// What is done when somebody joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinKind<'a> {
    /// 登録: the person has a first day.
    Registered,
    /// Something the person needs.
    Need(StaffNeedKind),
    /// Something told or shown, ticked by hand.
    Tick(&'a Duty),
    /// The notice to the body.
    Notice(&'a Duty),
}

impl Policy {
    /// The checklist of somebody who joins, in the region's order. `told`: whether a notice told it.
    pub fn joining<'a>(&'a self, staff: &Staff, closed: &Closed, told: bool) -> Vec<JoinStep<'a>> {
        let registered_on = staff.details.registered_on;
        let registered = JoinStep {
            kind: JoinKind::Registered,
            source: None,
            is_done: registered_on.is_some(),
            done_on: registered_on,
        };
        let need = |need: &'a StaffNeed| JoinStep {
            kind: JoinKind::Need(need.need),
            source: Some(&need.source),
            is_done: staff.has(need.need),
            done_on: match need.need {
                StaffNeedKind::Pledge => staff.pledge.as_ref().map(|pledge| pledge.on),
                StaffNeedKind::Course => staff.course_on,
                StaffNeedKind::Profession | StaffNeedKind::McsId => None,
            },
        };
        let further = |duty: &'a Duty| {
            let done_on = closed.on(&duty.key, staff.id.as_str());
            let (kind, is_done, done_on) = match duty.opens {
                Opens::StaffJoins => (JoinKind::Tick(duty), done_on.is_some(), done_on),
                Opens::StaffRegistered => (JoinKind::Notice(duty), told && registered_on.is_some(), None),
                _ => return None,
            };
            Some(JoinStep { kind, source: duty.source.as_ref(), is_done, done_on })
        };
        std::iter::once(registered)
            .chain(self.staff.needs.iter().map(need))
            .chain(self.duties.iter().filter_map(further))
            .collect()
    }

    /// What a status is derived from.
    pub fn staff_asked(&self) -> StaffAsked {
        StaffAsked {
            needs: self.staff.needs.iter().map(|need| need.need).collect(),
            leaving: self.leaving.iter().map(LeavingStep::order).collect(),
        }
    }

    /// Where a member of staff stands.
    pub fn staff_status(&self, staff: &Staff, today: NaiveDate) -> StaffStatus {
        staff.status(&self.staff_asked(), today)
    }

    /// Whether a member of staff may be put into a group.
    ///
    /// # Errors
    /// [`Error::Refused`] naming the first thing that is missing, with its clause: `pledge_missing` (朝霞 2)(5)③),
    /// `course_missing`, `profession_missing`, `mcs_id_missing`; `staff_leaving` for somebody who leaves or has left.
    pub fn may_join_groups(&self, staff: &Staff, today: NaiveDate) -> Result<()> {
        let status = self.staff_status(staff, today);
        if staff.was_gone_before() || matches!(status, StaffStatus::Leaving | StaffStatus::Left) {
            return Err(Error::Refused { code: "staff_leaving", clause: String::new() });
        }
        let Some(missing) = self.staff.needs.iter().find(|need| !staff.has(need.need)) else {
            return Ok(());
        };
        let code = match missing.need {
            StaffNeedKind::Pledge => "pledge_missing",
            StaffNeedKind::Course => "course_missing",
            StaffNeedKind::Profession => "profession_missing",
            StaffNeedKind::McsId => "mcs_id_missing",
        };
        Err(Error::Refused { code, clause: self.cite(&missing.source) })
    }

    /// The steps of somebody who leaves, in the region's order; empty for everybody else.
    pub fn leaving_of(&self, staff: &Staff, today: NaiveDate) -> Vec<(&LeavingStep, StepState)> {
        let state = |step: &'_ LeavingStep| staff.leaving_step(step.order(), today);
        self.leaving.iter().filter_map(|step| Some((step, state(step)?))).collect()
    }

    /// Checks a step of leaving; `facts`: what the person still holds.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] with the clause: `leaving_locked` when another step comes first (熊谷
    /// 第10条(6)), `leaving_holds` while a group or a device is open, `leaving_role` for the step that ends with the
    /// role itself; [`Error::NotFound`] for somebody who does not leave, and a step the region does not have.
    pub fn check_leaving_step(
        &self,
        staff: &Staff,
        facts: &LeavingFacts,
        step: LeavingKind,
        by_office: bool,
        typed_on: &str,
        today: NaiveDate,
    ) -> Result<LeavingDone> {
        let (Some(running), Some(last_day)) = (&staff.leaving, staff.details.released_on) else {
            return Err(Error::NotFound { noun: "leaving" });
        };
        let rule = self.leaving.iter().find(|rule| rule.step == step);
        let rule = rule.ok_or(Error::NotFound { noun: "leaving_step" })?;
        let done_on = |step: LeavingKind| running.done(step).map(|done| done.on);
        let first_on = rule.after.and_then(done_on);
        let code = match () {
            () if step == LeavingKind::HandOver => Some("leaving_role"),
            () if rule.after.is_some() && first_on.is_none() => Some("leaving_locked"),
            () if !facts.of(step).is_empty() => Some("leaving_holds"),
            () => None,
        };
        if let Some(code) = code {
            let clause = rule.source.as_ref().map(|source| self.cite(source)).unwrap_or_default();
            return Err(Error::Refused { code, clause });
        }
        let following = self.leaving.iter().filter(|rule| rule.after == Some(step));
        let next_on = following.filter_map(|rule| done_on(rule.step)).min();
        let on = check_step(typed_on, step, by_office, last_day, (first_on, next_on), today)?;
        Ok(LeavingDone { step, on, by_office: by_office && step == LeavingKind::DeleteAccount })
    }

    /// The step of leaving that a notice to the body is as well; `None` when it was done before, and where another step
    /// comes first and is open (宮崎 第12条2): その後).
    pub fn step_by_notice(&self, staff: &Staff, sent_on: NaiveDate, today: NaiveDate) -> Option<LeavingDone> {
        let is_open = staff.leaving.as_ref()?.done(LeavingKind::Notice).is_none();
        let (step, on) = (LeavingKind::Notice, sent_on.to_string());
        let done = self.check_leaving_step(staff, &LeavingFacts::default(), step, false, &on, today);
        done.ok().filter(|_| is_open)
    }

    /// Checks the last day of a MCS管理者; `others`: everybody else.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `last_mcs_manager` where the document says that one is always there and
    /// a day would come on which nobody is (朝霞 2)(5)②).
    pub fn check_end_of_mcs_manager(
        &self,
        staff: &Staff,
        others: &[Staff],
        typed_on: &str,
    ) -> Result<NaiveDate> {
        let on = staff.check_end_of_term(typed_on)?;
        let others = others.iter().filter(|one| one.id != staff.id);
        let terms = others.flat_map(Staff::terms_in_office).collect();
        match self.staff.mcs_manager.as_ref() {
            Some(source) if !covers_from(terms, on.succ_opt().unwrap_or(on)) => {
                Err(Error::Refused { code: "last_mcs_manager", clause: self.cite(source) })
            }
            _ => Ok(on),
        }
    }

    /// The newest term of a MCS管理者, which is taken back; `others`: everybody else.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a term; [`Error::Refused`] `last_mcs_manager` where the document says that one is
    /// always there and, once there was one, nobody would be on a day of that term (朝霞 2)(5)②).
    pub fn check_term_taken_back(&self, staff: &Staff, others: &[Staff]) -> Result<Term> {
        let (taken, rest) = staff.mcs_manager.split_last().ok_or(Error::NotFound { noun: "entry" })?;
        let without = Staff { mcs_manager: rest.to_vec(), ..staff.clone() };
        let others = others.iter().filter(|one| one.id != staff.id).chain([&without]);
        let left: Vec<_> = others.flat_map(Staff::terms_in_office).collect();
        let ends = left.iter().filter_map(|term| term.ended_on?.succ_opt());
        let open = |day: &NaiveDate| {
            let later = left.iter().any(|term| term.started_on < *day);
            taken.covers(*day) && later && !left.iter().any(|term| term.covers(*day))
        };
        match (&self.staff.mcs_manager, [taken.started_on].into_iter().chain(ends).any(|day| open(&day))) {
            (Some(source), true) => {
                Err(Error::Refused { code: "last_mcs_manager", clause: self.cite(source) })
            }
            _ => Ok(*taken),
        }
    }

    /// A step of leaving, which is taken back.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Refused`] `leaving_step_followed` with the clause once a step is done that comes only
    /// after it (熊谷 第10条(6)).
    pub fn check_step_taken_back(&self, staff: &Staff, step: LeavingKind) -> Result<LeavingDone> {
        let nothing = || Error::NotFound { noun: "entry" };
        let running = staff.leaving.as_ref().ok_or_else(nothing)?;
        let taken = running.done(step).ok_or_else(nothing)?;
        let mut following = self.leaving.iter().filter(|rule| rule.after == Some(step));
        match following.find(|rule| running.done(rule.step).is_some()) {
            Some(rule) => {
                let clause = rule.source.as_ref().map(|source| self.cite(source)).unwrap_or_default();
                Err(Error::Refused { code: "leaving_step_followed", clause })
            }
            None => Ok(taken),
        }
    }

    /// By when somebody's password is changed; `None`: it need not be, or nobody says so.
    pub fn password_due(&self, staff: &Staff, targets: &Targets) -> Option<NaiveDate> {
        // After an incident it is due at once, whatever the document lets it stay (AC-10 (2)).
        let changed_on = staff.password.map(|change| change.on);
        let at_risk = staff.at_risk_on.filter(|day| changed_on.is_none_or(|on| on < *day));
        let rule = self.password.as_ref().zip(staff.password_since());
        let due = rule.and_then(|(rule, change)| rule.due(change.kind, change.on, targets));
        due.into_iter().chain(at_risk).min()
    }
}

impl LeavingStep {
    /// The step without its words.
    pub fn order(&self) -> StepOrder {
        StepOrder { step: self.step, after: self.after }
    }
}
