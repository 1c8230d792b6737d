//! Staff (従事者): who uses MCS, from when to when, in which role.

use chrono::NaiveDate;

use super::check::{NAME_LIMIT, narrow};
use super::contact;
use super::id::StaffId;
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
    /// When the person is MCS管理者 (朝霞 2)(5)②); `None` = never was.
    pub mcs_manager: Option<Term>,
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

/// Which kind of password somebody has. The password itself is never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordKind {
    /// At least 8 characters.
    Short,
    /// At least 13 characters.
    Long,
}

/// Where a member of staff stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffStatus {
    /// 利用準備: no pledge yet, or the first day has not come.
    Preparing,
    /// 利用中.
    Active,
    /// 利用終了: released.
    Released,
}

impl StaffDraft {
    /// Checks the draft against itself and against the MCS IDs of the other active staff.
    ///
    /// # Errors
    /// [`Error::Fields`] naming each field.
    pub fn check(&self, others_mcs_ids: &[String]) -> Result<StaffDetails> {
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
        let shared = !details.mcs_id.is_empty()
            && details.released_on.is_none()
            && others_mcs_ids.iter().any(|other| other.eq_ignore_ascii_case(&details.mcs_id));
        check.demand(!shared, "mcsId", ProblemCode::DuplicateMcsId);
        if let (Some(first), Some(last)) = (details.registered_on, details.released_on) {
            check.demand(first <= last, "releasedOn", ProblemCode::TooEarly);
        }
        check.finish(details)
    }
}

impl Staff {
    /// Where the person stands on a day (requirements, section 6).
    pub fn status(&self, today: NaiveDate) -> StaffStatus {
        match self.details.released_on {
            Some(day) if day < today => StaffStatus::Released,
            _ if self.pledge.is_some() && self.details.registered_on.is_some() => StaffStatus::Active,
            _ => StaffStatus::Preparing,
        }
    }

    /// Whether the person may be put into a group.
    ///
    /// # Errors
    /// [`Error::Refused`] `pledge_missing` before the pledge (朝霞 2)(5)③).
    pub fn may_join_groups(&self, clause: &str) -> Result<()> {
        match self.pledge {
            Some(_) => Ok(()),
            None => Err(Error::Refused { code: "pledge_missing", clause: clause.to_owned() }),
        }
    }

    /// Whether the person is MCS管理者 on a day.
    pub fn is_mcs_manager(&self, day: NaiveDate) -> bool {
        self.mcs_manager.is_some_and(|term| term.covers(day))
    }
}
