//! Kana in Latin letters, for recognising はなこ in `Hanako-72`.
//!
//! Owns one plain spelling that the usual ones (Hepburn, 訓令式, with or without long vowels) fall together in.
//! It is for comparing only: nobody's name is ever shown or printed in it.

/// Kana in the order of the vowels, and the consonant before them; `_` stands where a row has none.
const ROWS: &[(&str, &str)] = &[
    ("あいうえお", ""),
    ("ぁぃぅぇぉ", ""),
    ("____を", ""),
    ("かきくけこ", "k"),
    ("がぎぐげご", "g"),
    ("さしすせそ", "s"),
    ("ざじずぜぞ", "z"),
    ("たちつてと", "t"),
    ("だ__でど", "d"),
    ("_ぢづ__", "z"),
    ("なにぬねの", "n"),
    ("はひふへほ", "h"),
    ("ばびぶべぼ", "b"),
    ("ぱぴぷぺぽ", "p"),
    ("まみむめも", "m"),
    ("や_ゆ_よ", "y"),
    ("ゃ_ゅ_ょ", "y"),
    ("らりるれろ", "r"),
    ("わ____", "w"),
];
const VOWELS: [char; 5] = ['a', 'i', 'u', 'e', 'o'];

/// Hiragana in the plain spelling; `None` when there is anything else in it.
pub fn romaji(kana: &str) -> Option<String> {
    let mut latin = String::new();
    for kana in kana.chars() {
        match kana {
            'っ' | 'ー' => continue, // doubled letters fall together anyway
            'ん' => latin.push('n'),
            _ => {
                let place = |row: &str| row.chars().position(|one| one == kana);
                let (consonant, at) = ROWS.iter().find_map(|(row, c)| Some((*c, place(row)?)))?;
                if matches!(kana, 'ゃ' | 'ゅ' | 'ょ') && latin.ends_with('i') {
                    latin.pop();
                }
                latin.push_str(consonant);
                latin.push(VOWELS[at]);
            }
        }
    }
    Some(plain(&latin))
}

/// Small Latin letters in the plain spelling: shi is si, chou is tyo, jun is zyun, Jumpei is zyunpei.
pub fn plain(latin: &str) -> String {
    const SPELLINGS: &[(&str, &str)] = &[
        ("sh", "sy"),
        ("ch", "ty"),
        ("j", "zy"),
        ("yy", "y"),
        ("yi", "i"),
        ("tsu", "tu"),
        ("fu", "hu"),
        ("mb", "nb"),
        ("mp", "np"),
        ("ou", "o"),
    ];
    let spelled = SPELLINGS.iter().fold(latin.to_owned(), |text, (from, to)| text.replace(from, to));
    let mut plain = String::with_capacity(spelled.len());
    for letter in spelled.chars() {
        if !plain.ends_with(letter) {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_found_in_each_usual_spelling() {
        for (kana, spellings) in [
            ("はなこ", &["hanako"][..]),
            ("いちろう", &["ichirou", "ichiro", "itiro", "ichiroo"]),
            ("しょうた", &["shouta", "shota", "syouta"]),
            ("じゅんぺい", &["junpei", "jumpei", "zyunpei", "jyunpei"]),
            ("つよし", &["tsuyoshi", "tuyosi"]),
            ("ふじい", &["fujii", "huzii", "fuji"]),
            ("はっとり", &["hattori"]),
            ("しんいち", &["shinichi", "sin'iti".replace('\'', "").as_str()]),
        ] {
            let wanted = romaji(kana).expect("kana only");
            for spelling in spellings {
                assert_eq!(plain(spelling), wanted, "{spelling} is {kana}");
            }
        }
    }

    #[test]
    fn what_is_not_kana_has_no_spelling() {
        assert_eq!(romaji("花こ"), None, "a kanji is read in many ways");
    }
}
