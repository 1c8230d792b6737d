//! The submission bundle (提出の束): what the manager chose for it, and what is missing before it can be made.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::contact::{self, ADDRESS_LIMIT};
use super::id::StaffId;
use crate::{Error, Problem, ProblemCode, Result};

/// A bundle as chosen on the screen.
#[derive(Clone, Default)]
pub struct BundleDraft {
    /// The region whose body gets it; empty for the office's own.
    pub region: String,
    /// Key of the destination in the region's policy; empty for the first.
    pub destination: String,
    /// 原本 or 写し; asked only where the policy is silent.
    pub send: String,
    /// 〒 of the destination, where the policy does not say it.
    pub postal_code: String,
    /// 住所 of the destination, where the policy does not say it.
    pub address: String,
    /// The day on the papers; empty for today.
    pub dated_on: String,
    /// Stable names of the kinds of papers in it; `None`: those that the policy asks for now.
    pub forms: Option<Vec<String>>,
    /// Whether the list of staff is in it, as CSV.
    pub staff_list: bool,
    /// Whether a page with the address for the envelope is in it.
    pub label: bool,
    /// Staff without 登録日 who are not told of.
    pub left_out: Vec<StaffId>,
    /// Staff whom she knows to be called like somebody who is cared for.
    pub namesakes: Vec<StaffId>,
}

/// A destination as the policy has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BundleTo {
    /// 宛先.
    pub name: String,
    /// 〒; may be empty.
    pub postal_code: String,
    /// 住所 with the building; may be empty.
    pub address: String,
    /// 原本 or 写し.
    pub send: String,
}

/// What is missing before a bundle can be made, each with the place where it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleMissing {
    /// 事業所名 or 所在地.
    Office,
    /// 管理者氏名.
    Manager,
    /// 登録日 of a member of staff.
    RegisteredOn(StaffId),
    /// Nobody is registered, and the notice lists those who are.
    Staff,
    /// The notice lists changes, and all of them were told.
    Changes,
    /// No paper was chosen.
    Forms,
    /// Whether 原本 or 写し go there: the policy is silent.
    Send,
    /// 住所 of the destination, for the label.
    Address,
}

impl BundleMissing {
    /// The field of it, as an error names it.
    pub fn field(&self) -> String {
        match self {
            BundleMissing::Office => "office".to_owned(),
            BundleMissing::Manager => "office.manager".to_owned(),
            BundleMissing::RegisteredOn(id) => format!("staff.{id}.registeredOn"),
            BundleMissing::Staff => "staff".to_owned(),
            BundleMissing::Changes => "changes".to_owned(),
            BundleMissing::Forms => "forms".to_owned(),
            BundleMissing::Send => "send".to_owned(),
            BundleMissing::Address => "address".to_owned(),
        }
    }

    /// Refuses a bundle in which anything is missing.
    ///
    /// # Errors
    /// [`Error::Fields`] naming each.
    pub fn refuse(missing: &[BundleMissing]) -> Result<()> {
        let problem = |one: &BundleMissing| Problem::new(one.field(), ProblemCode::Required);
        if missing.is_empty() { Ok(()) } else { Err(Error::Fields(missing.iter().map(problem).collect())) }
    }
}

impl BundleDraft {
    /// Checks what was typed; what the policy says stands before it. The day may be in the future: papers are made
    /// before they are sent.
    ///
    /// # Errors
    /// [`Error::Fields`] naming each field.
    pub fn check(&self, to: &BundleTo, today: NaiveDate) -> Result<(BundleTo, NaiveDate)> {
        let mut check = Check::default();
        let dated_on = check.date("datedOn", &self.dated_on).unwrap_or(today);
        let or = |said: &str, typed: String| if said.is_empty() { typed } else { said.to_owned() };
        let postal_code = contact::postal_code(&mut check, "postalCode", &self.postal_code);
        let to = BundleTo {
            name: to.name.clone(),
            postal_code: or(&to.postal_code, postal_code),
            address: or(&to.address, check.line("address", &self.address, ADDRESS_LIMIT)),
            send: or(&to.send, check.line("send", &self.send, NAME_LIMIT)),
        };
        check.finish((to, dated_on))
    }
}
