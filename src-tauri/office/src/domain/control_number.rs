//! 控え番号 as somebody types it to find a paper again: whole or in part, in any width, with or without hyphens.

use unicode_normalization::UnicodeNormalization;

/// The year and the number of a control number are typed apart, or together with four digits of year.
const YEAR_DIGITS: usize = 4;

/// What was typed, ready to be compared with control numbers such as 同意-2026-0001.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedControlNumber {
    /// What the control number begins with; may be empty.
    pub stem: String,
    /// It ends in, or holds, one of these (`%`: anything).
    pub patterns: [String; 2],
}

impl TypedControlNumber {
    /// Reads 同意-2026-0001, 2026-1, ２０２６－１, 20260001, 0001, 1; a year alone means all of it. `None` for anything else.
    pub fn read(typed: &str) -> Option<TypedControlNumber> {
        let text: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
        let digits_from = text.find(|c: char| c.is_ascii_digit())?;
        let (stem, digits) = text.split_at(digits_from);
        let runs: Vec<&str> = digits.split(is_hyphen).filter(|run| !run.is_empty()).collect();
        if !runs.iter().all(|run| run.len() <= 9 && run.chars().all(|c| c.is_ascii_digit())) {
            return None;
        }
        let numbered = |number: &str| format!("-{:0>4}", number.trim_start_matches('0'));
        let patterns = match runs[..] {
            [year, number] if year.len() == YEAR_DIGITS => {
                let whole = format!("%-{year}{}", numbered(number));
                [whole.clone(), whole]
            }
            [both] if both.len() > YEAR_DIGITS => {
                let (year, number) = both.split_at(YEAR_DIGITS);
                [format!("%-{year}{}", numbered(number)), format!("%{}", numbered(both))]
            }
            [year] if year.len() == YEAR_DIGITS => [format!("%-{year}-%"), format!("%{}", numbered(year))],
            [number] => [format!("%{}", numbered(number)), format!("%{}", numbered(number))],
            _ => return None,
        };
        Some(TypedControlNumber { stem: stem.trim_end_matches(is_hyphen).to_owned(), patterns })
    }
}

/// What a keyboard and an input method give for a hyphen, also the long vowel mark (full-width － is - by now).
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '_' | '/' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_read(typed: &str, stem: &str, patterns: [&str; 2]) {
        let read = TypedControlNumber::read(typed);
        let expected = TypedControlNumber { stem: stem.into(), patterns: patterns.map(str::to_owned) };
        assert_eq!(read, Some(expected), "「{typed}」");
    }

    #[test]
    fn a_control_number_is_read_in_every_spelling() {
        let whole = ["%-2026-0001", "%-2026-0001"];
        check_read("同意-2026-0001", "同意", whole);
        check_read("同意２０２６ー１", "同意", whole);
        check_read("同意 2026-1", "同意", whole);
        check_read("2026-1", "", whole);
        check_read("２０２６－０００１", "", whole);
        check_read("2026−1", "", whole);
        check_read("20260001", "", ["%-2026-0001", "%-20260001"]);
        check_read("0001", "", ["%-0001-%", "%-0001"]);
        check_read("1", "", ["%-0001", "%-0001"]);
        check_read("2026", "", ["%-2026-%", "%-2026"]);
        check_read("2026-", "", ["%-2026-%", "%-2026"]);
        check_read("12345", "", ["%-1234-0005", "%-12345"]);
    }

    #[test]
    fn what_is_no_control_number_is_none() {
        for typed in ["", "同意", "みほん", "048-000-0001", "2026-11-20", "1号室", "１２a", "2026年1"]
        {
            assert_eq!(TypedControlNumber::read(typed), None, "「{typed}」");
        }
    }
}
