//! The office (事業所) and its manager (管理者): what stands in the office block of every paper.

use super::check::NAME_LIMIT;
use super::contact::{self, ADDRESS_LIMIT};
use super::{Check, NameTyped, PersonName};
use crate::Result;

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
    /// 管理者; `None` until that step of the first start.
    pub manager: Option<PersonName>,
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
