//! The office (事業所) and its manager (管理者): what stands in the office block of every paper.

use chrono::NaiveDate;

use super::check::NAME_LIMIT;
use super::contact::{self, ADDRESS_LIMIT};
use super::id::OfficeManagerId;
use super::{Check, NameTyped, PersonName};
use crate::{ProblemCode, Result};

/// The office as checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// 事業所名.
    pub name: String,
    /// 〒, as `351-0104`; may be empty.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// TEL with hyphens; may be empty.
    pub tel: String,
    /// FAX with hyphens; may be empty.
    pub fax: String,
    /// 法人名; may be empty.
    pub corporation: String,
    /// ふりがな of the name; may be empty.
    pub name_kana: String,
    /// 事業所種別, e.g. 訪問看護; may be empty.
    pub kind: String,
    /// メール; may be empty.
    pub email: String,
    /// 職 of the manager; empty for the usual one.
    pub manager_title: String,
    /// 管理者; `None` until that step of the first start.
    pub manager: Option<PersonName>,
}

/// Somebody who is or was the manager (管理者).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagerTerm {
    /// Random id.
    pub id: OfficeManagerId,
    /// Who.
    pub name: PersonName,
    /// Since when; `None`: not known.
    pub since_on: Option<NaiveDate>,
}

/// The office as typed, without the manager.
#[derive(Clone, Default)]
pub struct OfficeDraft {
    /// 事業所名.
    pub name: String,
    /// 〒.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// TEL.
    pub tel: String,
    /// FAX.
    pub fax: String,
    /// 法人名.
    pub corporation: String,
    /// ふりがな of the name.
    pub name_kana: String,
    /// 事業所種別.
    pub kind: String,
    /// メール.
    pub email: String,
    /// 職 of the manager.
    pub manager_title: String,
}

impl OfficeDraft {
    /// Checks the draft; the manager is carried over from what is kept.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field.
    pub fn check(&self, manager: Option<PersonName>) -> Result<Office> {
        let mut check = Check::default();
        let office = Office {
            name: check.required_line("name", &self.name, NAME_LIMIT),
            postal_code: contact::postal_code(&mut check, "postalCode", &self.postal_code),
            address: check.required_line("address", &self.address, ADDRESS_LIMIT),
            tel: contact::phone(&mut check, "tel", &self.tel),
            fax: contact::phone(&mut check, "fax", &self.fax),
            corporation: check.line("corporation", &self.corporation, NAME_LIMIT),
            name_kana: check.kana("nameKana", &self.name_kana),
            kind: check.line("kind", &self.kind, NAME_LIMIT),
            email: contact::email(&mut check, "email", &self.email),
            manager_title: check.line("managerTitle", &self.manager_title, NAME_LIMIT),
            manager,
        };
        check.finish(office)
    }
}

/// Checks the name of the manager (管理者).
///
/// # Errors
/// [`crate::Error::Fields`] naming each field.
pub fn check_manager(typed: &NameTyped) -> Result<PersonName> {
    let mut check = Check::default();
    let manager = PersonName::check(&mut check, "name", typed);
    check.finish(manager)
}

/// Checks the name of a new manager and since when: not before the one there was.
///
/// # Errors
/// [`crate::Error::Fields`] naming each field.
pub fn check_new_manager(
    typed: &NameTyped,
    typed_since: &str,
    before: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(PersonName, NaiveDate)> {
    let mut check = Check::default();
    let manager = PersonName::check(&mut check, "name", typed);
    let since_on = check.required_date("since", typed_since);
    check.demand(since_on <= today, "since", ProblemCode::InFuture);
    let follows = before.is_none_or(|before| before <= since_on);
    check.demand(typed_since.trim().is_empty() || follows, "since", ProblemCode::TooEarly);
    check.finish((manager, since_on))
}
