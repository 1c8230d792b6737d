//! What a typed name and a stored name have in common when she searches.
//!
//! Owns the folding for search. Never used for storing or printing: 髙橋 and 高橋 are two names on
//! paper, and 斎藤 and 斉藤 too, although a search for one finds the other.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Kanji variants to the character most people type: one pair a line, `#` opens a remark.
static VARIANTS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    include_str!("../../../../assets/name-variants.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (variant, common) = line.split_once('\t')?;
            Some((variant.parse().ok()?, common.parse().ok()?))
        })
        .collect()
});

/// The key under which a name or its reading is found.
///
/// Widths, case, spaces, katakana and hiragana, variation selectors and the usual kanji variants
/// make no difference. Keys are compared whole or by their beginning.
pub fn search_key(text: &str) -> String {
    folded(text).filter(|c| !c.is_whitespace()).collect()
}

/// The characters of a text as they are compared, with its blanks.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| !is_variation_selector(*c))
        .nfkc()
        .map(|c| VARIANTS.get(&c).copied().unwrap_or(c))
        .map(hiragana)
        .flat_map(char::to_lowercase)
}

/// U+FE00–FE0F and U+E0100–E01EF: which shape of a kanji, not which kanji.
fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// ァ–ヶ to ぁ–ゖ and the iteration marks; everything else stays.
fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(typed: &str, stored: &str) {
        assert_eq!(search_key(typed), search_key(stored), "a search for {typed} finds {stored}");
    }

    #[test]
    fn a_variant_is_found_by_the_character_people_type() {
        check_same("高橋", "髙橋");
        check_same("高橋", "髙𣘺");
        check_same("山崎", "山﨑");
        check_same("渡辺", "渡邉");
        check_same("渡辺", "渡邊");
        check_same("斎藤", "齋藤");
        check_same("斉藤", "斎藤");
        check_same("吉田", "𠮷田");
        check_same("浜田", "濵田");
    }

    #[test]
    fn variation_selectors_make_no_difference() {
        check_same("辻", "辻\u{E0100}");
        check_same("渡邉", "渡邉\u{E0102}");
        check_same("祇", "祇\u{FE00}");
    }

    #[test]
    fn kana_widths_and_spaces_make_no_difference() {
        check_same("たか", "タカ");
        check_same("たか", "ﾀｶ");
        check_same("がとう", "ｶﾞﾄｳ");
        check_same("みほんはなこ", "ミホン　ハナコ");
        check_same("ヴァいおれっと", "ゔぁイオレット");
        check_same("mcs001", "ＭＣＳ００１");
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in
            [("かとう", "がとう"), ("高橋", "高端"), ("佐藤", "左藤"), ("しょうじ", "しようじ")]
        {
            assert_ne!(search_key(one), search_key(other), "{one} is not {other}");
        }
    }

    #[test]
    fn the_table_folds_once_and_for_good() {
        let lines = include_str!("../../../../assets/name-variants.tsv").lines();
        let pairs = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(VARIANTS.len(), pairs, "a line that cannot be read or stands twice is a slip of the pen");
        for (variant, common) in VARIANTS.iter() {
            assert!(!VARIANTS.contains_key(common), "{variant} leads to {common}, which leads elsewhere");
            assert!(variant.nfkc().eq([*variant]), "{variant} never gets as far as this table");
        }
    }
}
