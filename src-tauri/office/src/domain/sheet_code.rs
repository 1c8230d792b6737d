//! The code of a printed sheet, by which its scan finds the record again.
//!
//! It is drawn as a QR code, so it says nothing about a person: a random code ([`super::id::random_code`]) and the
//! number of the sheet.

use std::fmt;

use super::id::{CODE_ALPHABET, CODE_LENGTH};

/// What every code of ours begins with: the program, and the shape of what follows.
const OURS: &str = "RK1";

/// One sheet of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SheetCode {
    /// The paper: ten characters.
    pub code: String,
    /// The sheet, counted from 1: 事業所控, お渡し用.
    pub sheet: u32,
}

impl SheetCode {
    /// Reads what a QR code says; `None` when it is not one of ours, to the character.
    pub fn parse(text: &str) -> Option<SheetCode> {
        let rest = text.strip_prefix(OURS)?.strip_prefix(':')?;
        let (code, sheet) = rest.split_once(':')?;
        let sheet = sheet.parse().ok().filter(|number: &u32| *number > 0 && number.to_string() == sheet)?;
        is_code(code).then(|| SheetCode { code: code.to_owned(), sheet })
    }
}

impl fmt::Display for SheetCode {
    /// `RK1:7Z3K9M2QXA:1`: characters of the QR code's alphanumeric mode only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{OURS}:{}:{}", self.code, self.sheet)
    }
}

/// Whether a text could be the code of a paper.
pub fn is_code(text: &str) -> bool {
    text.len() == CODE_LENGTH && text.bytes().all(|byte| CODE_ALPHABET.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::random_code;

    #[test]
    fn a_code_comes_back_as_it_was_written() {
        for sheet in [1, 2, 12] {
            let written = SheetCode { code: random_code(), sheet };
            assert_eq!(SheetCode::parse(&written.to_string()), Some(written), "read as written");
        }
        assert_ne!(random_code(), random_code(), "each paper has its own");
    }

    #[test]
    fn what_is_not_ours_is_no_code() {
        assert!(SheetCode::parse("RK1:7Z3K9M2QXA:1").is_some(), "one of ours");
        for foreign in [
            "",
            "https://example.jp/",
            "RK2:7Z3K9M2QXA:1",
            "RK1:7Z3K9M2QXA",
            "RK1:7Z3K9M2QX:1",
            "RK1:7Z3K9M2QXAB:1",
            "RK1:7Z3K9M2QXU:1",
            "RK1:7z3k9m2qxa:1",
            "RK1:7Z3K9M2QXA:0",
            "RK1:7Z3K9M2QXA:01",
            "RK1:7Z3K9M2QXA:+1",
            "RK1:7Z3K9M2QXA:1 ",
            "RK1:7Z3K9M2QXA:1:1",
            "RK1:7Z3K9M2QXA:99999999999",
        ] {
            assert_eq!(SheetCode::parse(foreign), None, "{foreign:?} is no code of ours");
        }
    }
}
