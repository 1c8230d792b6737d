//! The code on a printed sheet: what its QR says, and nothing about a person.

use std::fmt;

/// What the QR of a sheet begins with: the program, and how the rest is written.
const MARK: &str = "RK1";
/// Characters of a consent's code.
const LENGTH: usize = 10;

/// One printed sheet of a consent. The code is random, so a lost sheet tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetCode {
    /// Ten characters of Crockford's alphabet (no I, L, O, U): which consent.
    pub code: String,
    /// Which of its sheets, from 1.
    pub sheet: u32,
}

impl SheetCode {
    /// Reads what a QR says; `None` when it is not one of ours.
    pub fn parse(text: &str) -> Option<SheetCode> {
        let mut parts = text.split(':');
        let (MARK, Some(code), Some(sheet), None) = (parts.next()?, parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        let is_ours = code.len() == LENGTH && code.chars().all(is_crockford);
        let is_number = !sheet.is_empty() && sheet.len() <= 2 && sheet.chars().all(|c| c.is_ascii_digit());
        let sheet = sheet.parse().ok().filter(|sheet| *sheet > 0)?;
        (is_ours && is_number).then(|| SheetCode { code: code.to_owned(), sheet })
    }

    /// What the QR says.
    pub fn text(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for SheetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}:{}:{}", self.code, self.sheet)
    }
}

fn is_crockford(c: char) -> bool {
    c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'L' | 'O' | 'U'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_codes_are_read() {
        let ours = SheetCode { code: "7F3K9ZQX2M".into(), sheet: 2 };
        assert_eq!(SheetCode::parse(&ours.text()), Some(ours), "what is printed is read back");
        for (foreign, why) in [
            ("https://example.jp/", "a QR of somebody else"),
            ("RK2:7F3K9ZQX2M:1", "a way of writing that we do not know"),
            ("RK1:7F3K9ZQX2:1", "a code that is too short"),
            ("RK1:7F3K9ZQX2O:1", "a letter that we never print"),
            ("RK1:7F3K9ZQX2M:0", "no sheet has this number"),
            ("RK1:7F3K9ZQX2M:+1", "a sign is no digit"),
            ("RK1:7F3K9ZQX2M:1:1", "more than we print"),
        ] {
            assert_eq!(SheetCode::parse(foreign), None, "{why}");
        }
    }
}
