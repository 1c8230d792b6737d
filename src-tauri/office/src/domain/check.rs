//! Checking what was typed, field by field, so that all problems are told at once.
//!
//! Text is kept as typed (a name's variant character is the person's own); only what has one
//! plain form, such as digits, is brought to it.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::wareki;
use crate::{Error, Problem, ProblemCode};

/// Longest name, in characters as a person counts them.
pub const NAME_LIMIT: usize = 100;
/// Longest note, in characters as a person counts them.
pub const NOTE_LIMIT: usize = 4000;

/// Collects the problems of one draft.
#[derive(Debug, Default)]
pub struct Check {
    problems: Vec<Problem>,
}

impl Check {
    /// One line of text: outer blanks dropped, half-width kana widened, otherwise as typed.
    pub fn line(&mut self, field: &str, typed: &str, limit: usize) -> String {
        let line = widen_kana(typed.trim());
        if line.graphemes(true).count() > limit {
            self.refuse(field, ProblemCode::TooLong);
        } else if line.chars().any(is_control) {
            self.refuse(field, ProblemCode::ControlCharacter);
        }
        line
    }

    /// A line that must not be empty.
    pub fn required_line(&mut self, field: &str, typed: &str, limit: usize) -> String {
        let line = self.line(field, typed, limit);
        if line.is_empty() {
            self.refuse(field, ProblemCode::Required);
        }
        line
    }

    /// Several lines of text.
    pub fn note(&mut self, field: &str, typed: &str) -> String {
        let note = widen_kana(typed.trim()).replace("\r\n", "\n");
        if note.graphemes(true).count() > NOTE_LIMIT {
            self.refuse(field, ProblemCode::TooLong);
        } else if note.chars().any(|c| is_control(c) && c != '\n' && c != '\t') {
            self.refuse(field, ProblemCode::ControlCharacter);
        }
        note
    }

    /// ふりがな: hiragana, ー and blanks; katakana of either width is turned into hiragana (AC-12 (5)).
    pub fn kana(&mut self, field: &str, typed: &str) -> String {
        let kana: String = self.line(field, typed, NAME_LIMIT).nfkc().map(hiragana).collect();
        let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' | '・' | ' ');
        if !kana.chars().all(is_kana) {
            self.refuse(field, ProblemCode::NotHiragana);
        }
        kana
    }

    /// A date that may be left empty.
    pub fn date(&mut self, field: &str, typed: &str) -> Option<NaiveDate> {
        if typed.trim().is_empty() {
            return None;
        }
        wareki::read(field, typed).map_err(|problem| self.problems.push(problem)).ok()
    }

    /// A date that must be there.
    pub fn required_date(&mut self, field: &str, typed: &str) -> NaiveDate {
        if typed.trim().is_empty() {
            self.refuse(field, ProblemCode::Required);
        }
        self.date(field, typed).unwrap_or_default()
    }

    /// Records a problem.
    pub fn refuse(&mut self, field: &str, code: ProblemCode) {
        self.problems.push(Problem::new(field, code));
    }

    /// Records a problem unless `holds`.
    pub fn demand(&mut self, holds: bool, field: &str, code: ProblemCode) {
        if !holds {
            self.refuse(field, code);
        }
    }

    /// The checked value, or all the problems.
    ///
    /// # Errors
    /// [`Error::Fields`] with every problem found.
    pub fn finish<T>(self, value: T) -> crate::Result<T> {
        if self.problems.is_empty() { Ok(value) } else { Err(Error::Fields(self.problems)) }
    }
}

/// Digits and Latin letters in half width, for numbers, codes and addresses of the net.
pub fn narrow(typed: &str) -> String {
    typed.nfkc().collect::<String>().trim().to_owned()
}

/// Half-width katakana is stored in full width (AC-12 (5)); everything else stays as typed,
/// because normalising would change a person's name (塚 U+FA10, ㊞).
fn widen_kana(typed: &str) -> String {
    let mut wide = String::with_capacity(typed.len());
    let mut run = String::new();
    for c in typed.chars() {
        if matches!(c, '\u{FF61}'..='\u{FF9F}') {
            run.push(c); // ﾞ and ﾟ join the kana before them, so a run is widened as a whole
        } else {
            wide.extend(std::mem::take(&mut run).nfkc());
            wide.push(c);
        }
    }
    wide.extend(run.nfkc());
    wide
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

/// Control characters and those that change the direction of text (H1).
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_kept_as_typed_but_for_half_width_kana() {
        let mut check = Check::default();
        assert_eq!(check.line("name", " 塚本\u{3000}㊞ ", 100), "塚本\u{3000}㊞", "U+FA10 and ㊞ survive");
        assert_eq!(check.line("name", "ｶﾅｺﾞ", 100), "カナゴ", "half-width kana is widened with its mark");
        assert_eq!(check.line("name", "辻\u{E0100}", 100), "辻\u{E0100}", "the variation selector stays");
        assert!(check.finish(()).is_ok(), "nothing of this is a problem");
    }

    #[test]
    fn kana_of_any_script_becomes_hiragana() {
        let mut check = Check::default();
        assert_eq!(check.kana("kana", "タカハシ"), "たかはし", "katakana");
        assert_eq!(check.kana("kana", "ﾀｶﾊｼ"), "たかはし", "half width");
        check.kana("kana", "高橋");
        check.kana("kana", "takahashi");
        let Err(Error::Fields(problems)) = check.finish(()) else { panic!("kanji is not kana") };
        assert_eq!(problems.len(), 2, "kanji and Latin letters are refused");
        assert_eq!(problems[0].code, ProblemCode::NotHiragana, "and the message says why");
    }

    #[test]
    fn long_and_invisible_text_is_refused() {
        for (typed, code) in [
            ("あ".repeat(10_000), ProblemCode::TooLong),
            ("見\u{0}本".to_owned(), ProblemCode::ControlCharacter),
            ("見\u{202E}本".to_owned(), ProblemCode::ControlCharacter),
        ] {
            let mut check = Check::default();
            check.line("name", &typed, NAME_LIMIT);
            let Err(Error::Fields(problems)) = check.finish(()) else { panic!("{code:?} is accepted") };
            assert_eq!(problems[0].code, code, "the field says what is wrong");
        }
    }
}
