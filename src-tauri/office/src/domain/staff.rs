//! Staff (従事者): who uses MCS, from when to when, in which role.

use chrono::NaiveDate;

use super::check::{NAME_LIMIT, narrow};
use super::contact;
use super::id::StaffId;
use super::leaving::{Leaving, LeavingKind, StepOrder, StepState};
use super::password::{PasswordChange, PasswordKind};
use super::pledge::Pledge;
use super::{Check, NameTyped, PersonName};
use crate::{Error, ProblemCode, Result};

/// A member of staff as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// Random id.
    pub id: StaffId,
    /// What was checked.
    pub details: StaffDetails,
    /// The pledge, once there is one (朝霞 2)(5)③).
    pub pledge: Option<Pledge>,
    /// The course or its video (宮崎 第12条3)).
    pub course_on: Option<NaiveDate>,
    /// When the person is MCS管理者 (朝霞 2)(5)②), oldest first.
    pub mcs_manager: Vec<Term>,
    /// 休止, oldest first.
    pub pauses: Vec<Term>,
    /// The leaving, once it was begun and unless it was cancelled.
    pub leaving: Option<Leaving>,
    /// The last change of the MCS password, as far as one is recorded.
    pub password: Option<PasswordChange>,
    /// The last day on which the person's device or ID was known to be at risk (AC-10 (2)).
    pub at_risk_on: Option<NaiveDate>,
}

/// A role held from a day to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub started_on: NaiveDate,
    /// Last day; `None` while it lasts.
    pub ended_on: Option<NaiveDate>,
}

impl Term {
    /// Whether the term covers a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.started_on <= day && self.ended_on.is_none_or(|end| day <= end)
    }
}

/// Whether terms leave no day open from one on.
pub fn covers_from(mut terms: Vec<Term>, from: NaiveDate) -> bool {
    terms.sort_by_key(|term| term.started_on);
    // The first day that no term up to here covers; `None`: there is none.
    let open = terms.iter().try_fold(from, |open, term| match term.ended_on {
        _ if open < term.started_on => Some(open),
        None => None,
        Some(end) => Some(open.max(end.succ_opt().unwrap_or(end))),
    });
    open.is_none()
}

/// What was checked of a member of staff.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffDetails {
    /// 氏名 with ふりがな.
    pub name: PersonName,
    /// 職種.
    pub profession: String,
    /// メールアドレス; may be empty.
    pub email: String,
    /// The person's own MCS ID (never a password); may be empty.
    pub mcs_id: String,
    /// 登録日: when the person begins to use MCS.
    pub registered_on: Option<NaiveDate>,
    /// 解除日（資格喪失日）.
    pub released_on: Option<NaiveDate>,
}

impl StaffDetails {
    /// Refuses somebody to come back whose MCS ID is another's by now.
    ///
    /// # Errors
    /// [`Error::Refused`] `mcs_id_taken`.
    pub fn demand_own_mcs_id(&self, others_mcs_ids: &[String]) -> Result<()> {
        match self.has_own_mcs_id(others_mcs_ids) {
            true => Ok(()),
            false => Err(Error::Refused { code: "mcs_id_taken", clause: String::new() }),
        }
    }

    fn has_own_mcs_id(&self, others_mcs_ids: &[String]) -> bool {
        self.mcs_id.is_empty() || !others_mcs_ids.iter().any(|other| other.eq_ignore_ascii_case(&self.mcs_id))
    }
}

/// A member of staff as typed.
#[derive(Clone, Default)]
pub struct StaffDraft {
    /// 氏名 with ふりがな.
    pub name: NameTyped,
    /// 職種.
    pub profession: String,
    /// メールアドレス.
    pub email: String,
    /// MCS ID.
    pub mcs_id: String,
    /// 登録日, in any form [`super::wareki::read`] knows.
    pub registered_on: String,
    /// 解除日.
    pub released_on: String,
}

/// What a member of staff can need before MCS is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffNeedKind {
    /// The pledge, or the older one in its place.
    Pledge,
    /// The course or its video (宮崎 第12条3)).
    Course,
    /// 職種 (宮崎 第27条).
    Profession,
    /// An ID of the person's own (熊谷 第6条).
    McsId,
}

/// What a region asks of its staff, as far as a status is derived from it.
#[derive(Debug, Clone)]
pub struct StaffAsked {
    /// What is needed before MCS is used, in the region's order.
    pub needs: Vec<StaffNeedKind>,
    /// The steps of leaving, in the region's order.
    pub leaving: Vec<StepOrder>,
}

/// Where a member of staff stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffStatus {
    /// 入職予定: the first day has not come.
    Coming,
    /// 利用準備: something the region asks for is missing.
    Preparing,
    /// 利用中.
    Active,
    /// 休止, e.g. 産休.
    Paused,
    /// 退職手続中: the last day has not passed, or a step is open.
    Leaving,
    /// 利用終了.
    Left,
}

impl StaffDraft {
    /// Checks the draft against itself, against what was kept, and against the MCS IDs of the other active staff.
    /// Nobody is released by changing a field: that is what the steps of leaving are for.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field.
    pub fn check(
        &self,
        before: Option<&StaffDetails>,
        others_mcs_ids: &[String],
        today: NaiveDate,
    ) -> Result<StaffDetails> {
        let mut check = Check::default();
        let details = StaffDetails {
            name: PersonName::check(&mut check, "name", &self.name),
            profession: check.required_line("profession", &self.profession, NAME_LIMIT),
            email: contact::email(&mut check, "email", &self.email),
            mcs_id: check.line("mcsId", &narrow(&self.mcs_id), NAME_LIMIT),
            registered_on: check.date("registeredOn", &self.registered_on),
            released_on: check.date("releasedOn", &self.released_on),
        };
        // 朝霞 2)(1)②「個人のIDを共有しない」: two active people never have the same ID.
        let is_there = details.released_on.is_none_or(|last_day| today <= last_day);
        let own = !is_there || details.has_own_mcs_id(others_mcs_ids);
        check.demand(own, "mcsId", ProblemCode::DuplicateMcsId);
        if let (Some(first), Some(last)) = (details.registered_on, details.released_on) {
            check.demand(first <= last, "releasedOn", ProblemCode::TooEarly);
        }
        let released_before = match before {
            // Entered late: somebody who is gone already.
            None => details.released_on.is_none_or(|last_day| last_day < today),
            Some(before) => before.released_on.is_some() == details.released_on.is_some(),
        };
        check.demand(released_before, "releasedOn", ProblemCode::ByLeaving);
        check.finish(details)
    }
}

impl Staff {
    /// Where the person stands on a day (requirements, section 6).
    pub fn status(&self, asked: &StaffAsked, today: NaiveDate) -> StaffStatus {
        let details = &self.details;
        let is_over = details.released_on.is_some_and(|last_day| last_day < today);
        match &self.leaving {
            Some(_) if is_over && self.has_left(asked, today) => StaffStatus::Left,
            Some(_) => StaffStatus::Leaving,
            // Gone before the program came.
            None if is_over => StaffStatus::Left,
            None if details.registered_on.is_some_and(|first_day| today < first_day) => StaffStatus::Coming,
            None if self.pauses.iter().any(|pause| pause.covers(today)) => StaffStatus::Paused,
            None if details.registered_on.is_none() || self.missing(&asked.needs).is_some() => {
                StaffStatus::Preparing
            }
            None => StaffStatus::Active,
        }
    }

    /// The change of the password that the next one is counted from. Where none is recorded it is the day on which the
    /// ID was handed out (登録日), and the password may be a short one; nobody without an ID has a password.
    pub fn password_since(&self) -> Option<PasswordChange> {
        let first = self.details.registered_on.filter(|_| !self.details.mcs_id.is_empty());
        self.password.or(first.map(|on| PasswordChange { kind: PasswordKind::Short, on }))
    }

    /// Whether the person had left before the program came: there is a last day and no leaving.
    pub fn was_gone_before(&self) -> bool {
        self.details.released_on.is_some() && self.leaving.is_none()
    }

    /// The first thing the person needs and does not have.
    pub fn missing(&self, needs: &[StaffNeedKind]) -> Option<StaffNeedKind> {
        needs.iter().copied().find(|need| !self.has(*need))
    }

    /// Whether the person has what is needed.
    pub fn has(&self, need: StaffNeedKind) -> bool {
        match need {
            StaffNeedKind::Pledge => self.pledge.is_some(),
            StaffNeedKind::Course => self.course_on.is_some(),
            StaffNeedKind::Profession => !self.details.profession.is_empty(),
            StaffNeedKind::McsId => !self.details.mcs_id.is_empty(),
        }
    }

    /// Whether the person is MCS管理者 on a day; nobody is after the last day in the office.
    pub fn is_mcs_manager(&self, day: NaiveDate) -> bool {
        self.terms_in_office().any(|term| term.covers(day))
    }

    /// Where a step of leaving stands; `None` for somebody who does not leave.
    pub fn leaving_step(&self, order: StepOrder, today: NaiveDate) -> Option<StepState> {
        let last_day = self.details.released_on?;
        let holds_role = self.mcs_manager.iter().any(|term| term.ended_on.is_none_or(|end| last_day < end));
        Some(self.leaving.as_ref()?.state(order, last_day, holds_role, today))
    }

    fn has_left(&self, asked: &StaffAsked, today: NaiveDate) -> bool {
        let state = |order: &StepOrder| self.leaving_step(*order, today);
        asked.leaving.iter().filter_map(state).all(StepState::is_closed)
    }

    /// Checks what is changed of the card: a last day does not lie before the day on which the person deleted the
    /// account, and the rest as [`StaffDraft::check`].
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check_change(
        &self,
        draft: &StaffDraft,
        others_mcs_ids: &[String],
        today: NaiveDate,
    ) -> Result<StaffDetails> {
        let details = draft.check(Some(&self.details), others_mcs_ids, today)?;
        let deleted = self.leaving.as_ref().and_then(|leaving| leaving.done(LeavingKind::DeleteAccount));
        let deleted_on = deleted.filter(|done| !done.by_office).map(|done| done.on);
        match deleted_on.max(details.released_on) == details.released_on {
            true => Ok(details),
            false => Err(Error::field("releasedOn", ProblemCode::TooEarly)),
        }
    }

    /// The terms as MCS管理者, as far as the person is in the office.
    pub fn terms_in_office(&self) -> impl Iterator<Item = Term> {
        let last_day = self.details.released_on;
        let cut = move |term: &Term| Term {
            ended_on: [term.ended_on, last_day].into_iter().flatten().min(),
            ..*term
        };
        self.mcs_manager.iter().map(cut)
    }

    /// The last day of the newest term as MCS管理者.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] when the day lies before the first, or nothing is left to end.
    pub fn check_end_of_term(&self, typed_on: &str) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        let newest = self.mcs_manager.last();
        let runs = |term: &Term| term.started_on <= on && term.ended_on.is_none_or(|end| on < end);
        check.demand(newest.is_some_and(runs), "on", ProblemCode::TooEarly);
        check.finish(on)
    }

    /// The days of a new term as MCS管理者: none runs, it does not begin within an earlier one, and the person is there.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check_term(&self, typed_on: &str) -> Result<NaiveDate> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        let before = |term: &Term| term.ended_on.is_some_and(|end| end < on);
        check.demand(self.mcs_manager.iter().all(before), "on", ProblemCode::TooEarly);
        let last_day = self.details.released_on;
        check.demand(last_day.is_none_or(|last_day| on <= last_day), "on", ProblemCode::TooLate);
        check.demand(!self.was_gone_before(), "on", ProblemCode::TooLate);
        check.finish(on)
    }

    /// The first day of a pause, and its last if it is known.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check_pause(&self, typed_from: &str, typed_until: &str) -> Result<Term> {
        let mut check = Check::default();
        let started_on = check.required_date("from", typed_from);
        let ended_on = check.date("until", typed_until);
        check.demand(ended_on.is_none_or(|end| started_on <= end), "until", ProblemCode::TooEarly);
        let first_day = self.details.registered_on;
        check.demand(
            first_day.is_none_or(|first_day| first_day <= started_on),
            "from",
            ProblemCode::TooEarly,
        );
        let before = |pause: &Term| pause.ended_on.is_some_and(|end| end < started_on);
        check.demand(self.pauses.iter().all(before), "from", ProblemCode::TooEarly);
        let last_day = self.details.released_on;
        check.demand(last_day.is_none_or(|last_day| started_on <= last_day), "from", ProblemCode::TooLate);
        check.finish(Term { started_on, ended_on })
    }

    /// The newest pause with its last day, or with another one.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] for a day before the first one; [`Error::NotFound`] without a pause.
    pub fn check_end_of_pause(&self, typed_until: &str) -> Result<Term> {
        let newest = self.pauses.last().ok_or(Error::NotFound { noun: "pause" })?;
        let mut check = Check::default();
        let on = check.required_date("until", typed_until);
        check.demand(newest.started_on <= on, "until", ProblemCode::TooEarly);
        check.finish(Term { ended_on: Some(on), ..*newest })
    }
}
