//! The code of a printed sheet, by which its scan finds the record again.
//!
//! It is drawn as a QR code, so it says nothing about a person: a random code and the number of the sheet.

use std::fmt;

/// What every code of ours begins with: the program, and the shape of what follows.
const OURS: &str = "RK1";
/// Digits and letters without I, L, O and U (Crockford): none is taken for another, in print or by ear.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code, 5 bits each.
const LENGTH: usize = 10;

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

/// A new code: 50 random bits.
pub fn random() -> String {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Whether a text could be the code of a paper.
pub fn is_code(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back_as_it_was_written() {
        for sheet in [1, 2, 12] {
            let written = SheetCode { code: random(), sheet };
            assert_eq!(SheetCode::parse(&written.to_string()), Some(written), "read as written");
        }
        assert_ne!(random(), random(), "each paper has its own");
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
