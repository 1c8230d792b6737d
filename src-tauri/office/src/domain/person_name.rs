//! A person's name with its reading. Never printed by `Debug`, so it cannot reach a log.

use std::fmt;

use super::Check;
use super::check::NAME_LIMIT;

/// A checked name: kept character for character as typed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// 姓.
    pub family: String,
    /// 名; empty for a person known by one name.
    pub given: String,
    /// 姓 in hiragana.
    pub family_kana: String,
    /// 名 in hiragana.
    pub given_kana: String,
}

/// A name as typed.
#[derive(Clone, Default)]
pub struct NameTyped {
    /// 姓.
    pub family: String,
    /// 名.
    pub given: String,
    /// 姓のふりがな.
    pub family_kana: String,
    /// 名のふりがな.
    pub given_kana: String,
}

impl PersonName {
    /// Checks a typed name; the fields are named `{prefix}.family` and so on.
    pub fn check(check: &mut Check, prefix: &str, typed: &NameTyped) -> PersonName {
        PersonName {
            family: check.required_line(&format!("{prefix}.family"), &typed.family, NAME_LIMIT),
            given: check.line(&format!("{prefix}.given"), &typed.given, NAME_LIMIT),
            family_kana: check.kana(&format!("{prefix}.familyKana"), &typed.family_kana),
            given_kana: check.kana(&format!("{prefix}.givenKana"), &typed.given_kana),
        }
    }

    /// The name ready to be typed over.
    pub fn typed(&self) -> NameTyped {
        NameTyped {
            family: self.family.clone(),
            given: self.given.clone(),
            family_kana: self.family_kana.clone(),
            given_kana: self.given_kana.clone(),
        }
    }

    /// 見本 花子, with one half-width blank, as shown on screen.
    pub fn shown(&self) -> String {
        joined(&self.family, &self.given, " ")
    }

    /// 見本　花子, with a full-width blank, as printed.
    pub fn printed(&self) -> String {
        joined(&self.family, &self.given, "\u{3000}")
    }

    /// みほん はなこ.
    pub fn kana(&self) -> String {
        joined(&self.family_kana, &self.given_kana, " ")
    }
}

fn joined(family: &str, given: &str, blank: &str) -> String {
    if given.is_empty() { family.to_owned() } else { format!("{family}{blank}{given}") }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

impl fmt::Debug for NameTyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NameTyped(…)")
    }
}
