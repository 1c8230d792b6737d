//! Care recipients (患者・利用者) and their families: as typed, as kept, and the check between the two.

use chrono::NaiveDate;

use super::check::NAME_LIMIT;
use super::contact::{self, ADDRESS_LIMIT};
use super::id::{CareRecipientId, FamilyMemberId};
use super::recipient_end::EndKind;
use super::{Check, NameTyped, PersonName};
use crate::{ProblemCode, Result};

/// A care recipient as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct CareRecipient {
    /// Random id.
    pub id: CareRecipientId,
    /// What was checked.
    pub details: CareRecipientDetails,
    /// Why and when the care ended; `None` while it lasts.
    pub end: Option<(EndKind, NaiveDate)>,
}

/// What was checked of a care recipient.
#[derive(Debug, Clone, PartialEq)]
pub struct CareRecipientDetails {
    /// 氏名 with ふりがな.
    pub name: PersonName,
    /// 生年月日.
    pub born_on: Option<NaiveDate>,
    /// 〒; may be empty.
    pub postal_code: String,
    /// 住所; may be empty.
    pub address: String,
    /// 電話; may be empty.
    pub phone: String,
    /// What a visitor should know, e.g. 右手の麻痺のため書字困難.
    pub note: String,
    /// The family, in the order they were entered.
    pub family: Vec<FamilyMember>,
}

/// A member of the family.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyMember {
    /// Random id; kept when the draft named it.
    pub id: FamilyMemberId,
    /// 氏名 with ふりがな.
    pub name: PersonName,
    /// 続柄 as seen from the care recipient.
    pub relationship: String,
    /// 住所 of their own; `None` = the care recipient's.
    pub own_address: Option<String>,
    /// 電話; may be empty.
    pub phone: String,
}

impl FamilyMember {
    /// The address to print.
    pub fn address<'a>(&'a self, recipient: &'a CareRecipientDetails) -> &'a str {
        self.own_address.as_deref().unwrap_or(&recipient.address)
    }
}

/// A care recipient as typed.
#[derive(Clone, Default)]
pub struct CareRecipientDraft {
    /// 氏名 with ふりがな.
    pub name: NameTyped,
    /// 生年月日.
    pub born_on: String,
    /// 〒.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 電話.
    pub phone: String,
    /// Note.
    pub note: String,
    /// The family.
    pub family: Vec<FamilyMemberDraft>,
}

/// A member of the family as typed.
#[derive(Clone, Default)]
pub struct FamilyMemberDraft {
    /// The id of one already kept.
    pub id: Option<FamilyMemberId>,
    /// 氏名 with ふりがな.
    pub name: NameTyped,
    /// 続柄.
    pub relationship: String,
    /// Whether they live at the care recipient's address.
    pub same_address: bool,
    /// 住所, when not the same.
    pub address: String,
    /// 電話.
    pub phone: String,
}

impl CareRecipientDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// [`crate::Error::Fields`] naming each field; family fields as `family.0.relationship`.
    pub fn check(&self, today: NaiveDate) -> Result<CareRecipientDetails> {
        let mut check = Check::default();
        let name = PersonName::check(&mut check, "name", &self.name);
        let born_on = check.date("bornOn", &self.born_on);
        check.demand(born_on.is_none_or(|day| day <= today), "bornOn", ProblemCode::InFuture);
        let details = CareRecipientDetails {
            name,
            born_on,
            postal_code: contact::postal_code(&mut check, "postalCode", &self.postal_code),
            address: check.line("address", &self.address, ADDRESS_LIMIT),
            phone: contact::phone(&mut check, "phone", &self.phone),
            note: check.note("note", &self.note),
            family: (self.family.iter().enumerate()).map(|(i, member)| member.check(&mut check, i)).collect(),
        };
        check.finish(details)
    }
}

impl FamilyMemberDraft {
    fn check(&self, check: &mut Check, index: usize) -> FamilyMember {
        let at = |field: &str| format!("family.{index}.{field}");
        FamilyMember {
            id: self.id.clone().unwrap_or_else(FamilyMemberId::random),
            name: PersonName::check(check, &at("name"), &self.name),
            relationship: check.required_line(&at("relationship"), &self.relationship, NAME_LIMIT),
            own_address: (!self.same_address)
                .then(|| check.required_line(&at("address"), &self.address, ADDRESS_LIMIT)),
            phone: contact::phone(check, &at("phone"), &self.phone),
        }
    }
}
