//! What a passphrase must be (L1): long enough, of three kinds of characters, and not easily guessed.
//! Owns the rule and its small list of common words; leaves hashing to `store` and the sentence to the screen.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::romaji::{plain, romaji};
use super::search_key::search_key;
use crate::error::ProblemCode;

/// Characters at least; 清瀬, 熊谷, 板橋 and MHLW's Q&A シQ-54 a) ask for 13 where there is no expiry.
pub const SHORTEST: usize = 13;

/// What must remain when common words and runs are taken out.
const SHORTEST_REMAINDER: usize = 6;

/// Words that are tried first by anyone who guesses, as [`folded`] gives them, longer before shorter ones they hold.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "pass",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "asdfgh",
    "asdf",
    "zxcvbnm",
    "zxcvbn",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "1qazxsw2",
    "qazwsx",
    "1q2w3e4r5t",
    "1q2w3e4r",
    "1q2w3e",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "admin",
    "login",
    "master",
    "secret",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "hello",
    "test",
    "user",
    "guest",
    "root",
    "change",
    "sakura",
    "ichiban",
    "nippon",
    "japan",
    "tokyo",
    "saitama",
    "asaka",
    "kaigo",
    "houmon",
    "hoomon",
    "care",
    "kango",
    "iryou",
    "renkeichou",
    "renkeicho",
    "renkei",
    "office",
    "jimusho",
    "kanrisha",
    "kanri",
    "medical",
    "station",
    "mcs",
    "ぱすわーど",
    "ぱすふれーず",
    "あいうえお",
    "かいご",
    "ほうもん",
    "さくら",
    "れんけい",
    "管理者",
    "事業所",
    "介護",
    "訪問",
    "連携帳",
    "連携",
    "看護",
    "医療",
    "令和",
    "平成",
    "昭和",
    "reiwa",
    "heisei",
    "showa",
];

/// Accepts a passphrase or says why not. Full and half width are the same; spaces are welcome.
///
/// `known_words` are those that anyone near the office knows: its name, people's names, birthdays as typed.
///
/// # Errors
/// [`ProblemCode::PassphraseTooWeak`]: fewer than 13 characters, or no letter, digit or symbol.
/// [`ProblemCode::PassphraseGuessable`]: it holds a known word, or is little more than common ones.
pub fn check(passphrase: &str, known_words: &[&str]) -> Result<(), ProblemCode> {
    let typed: Zeroizing<Vec<char>> = Zeroizing::new(passphrase.nfkc().collect());
    let has = |kind: fn(char) -> bool| typed.iter().any(|character| kind(*character));
    let is_symbol = |character: char| !character.is_alphanumeric() && !character.is_control();
    if typed.len() < SHORTEST || !has(char::is_alphabetic) || !has(char::is_numeric) || !has(is_symbol) {
        return Err(ProblemCode::PassphraseTooWeak);
    }
    // p@ssw0rd is read both ways: with its digits for 1234, and with letters for them.
    let readings = [folded(passphrase), digits_as_letters(&folded(passphrase))];
    let is_guessable = |reading: &Zeroizing<String>| {
        known_words.iter().any(|word| is_inside(word, reading)) || remainder(reading) < SHORTEST_REMAINDER
    };
    match readings.iter().any(is_guessable) {
        true => Err(ProblemCode::PassphraseGuessable),
        false => Ok(()),
    }
}

/// One kana or two Latin letters are in everything, so they are not held against anyone; of a reading spelled in
/// Latin letters, three are not either.
fn is_inside(words: &str, reading: &str) -> bool {
    let spelled = Zeroizing::new(plain(reading));
    words.split_whitespace().map(folded).any(|word| {
        let shortest = if word.is_ascii() { 3 } else { 2 };
        let is_spelled_out = |latin: String| latin.len() >= 4 && spelled.contains(&latin);
        word.chars().count() >= shortest
            && (reading.contains(word.as_str()) || romaji(&word).is_some_and(is_spelled_out))
    })
}

/// How much is left to guess: common words count as nothing, a run (aaaa, 1234, dcba) as two characters.
fn remainder(reading: &str) -> usize {
    let mut rest = Zeroizing::new(reading.to_owned());
    for word in COMMON {
        // What stood left and right of a word must not become one.
        rest = Zeroizing::new(rest.replace(word, "\u{0}"));
    }
    let characters: Zeroizing<Vec<char>> =
        Zeroizing::new(rest.chars().filter(|character| *character != '\u{0}').collect());
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let continues = |three: &&[char]| step(&three[..2]) == step(&three[1..]) && step(&three[..2]).abs() <= 1;
    characters.len() - characters.windows(3).filter(continues).count()
}

/// One form for P@ssword and ＰＡＳＳＷＯＲＤ, ミホン and みほん; spaces, hyphens and other symbols fall away.
fn folded(text: &str) -> Zeroizing<String> {
    let key = Zeroizing::new(search_key(text));
    let plain = |character| match character {
        '@' => Some('a'),
        '$' => Some('s'),
        '!' => Some('i'),
        other => (other.is_alphanumeric() || other == 'ー').then_some(other),
    };
    Zeroizing::new(key.chars().filter_map(plain).collect())
}

fn digits_as_letters(reading: &str) -> Zeroizing<String> {
    let letter = |character| match character {
        '0' => 'o',
        '1' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    Zeroizing::new(reading.chars().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["みほん訪問介護事業所", "見本 花子", "はなこ", "Mihon", "1974"];

    #[test]
    fn a_passphrase_of_three_kinds_and_thirteen_characters_is_accepted() {
        for passphrase in [
            "aozora.to.72-no.neko",
            "あおぞらと72匹の猫。ねむる",
            "ｋｕｊｉｒａ　８　ｔｏ　ｔｕｋｉ！",
            "correct 4 horse battery",
            "Sakura no ki no shita 58 neko.", // a common word may be part of a long one
        ] {
            assert_eq!(check(passphrase, KNOWN), Ok(()), "{passphrase} is fine");
        }
    }

    #[test]
    fn too_short_or_of_fewer_kinds_is_weak() {
        for passphrase in ["", "neko-to-1234", "nekototsuki72umi", "neko.to.tsuki.umi", "1234-5678-9012-34"] {
            assert_eq!(check(passphrase, KNOWN), Err(ProblemCode::PassphraseTooWeak), "{passphrase} is weak");
        }
    }

    #[test]
    fn what_others_would_try_first_is_guessable() {
        for passphrase in [
            "Password-12345",
            "P@ssw0rd-2026!",
            "qwertyuiop-123",
            "aaaaaaaaaaaa-1",
            "Kaigo-Sakura-2026!",
            "パスワード-1234567",
            "mihon.to.72-no.neko",
            "あおぞらと72匹のハナコ。",
            "花子と72匹の猫。ねむるよる",
            "kujira.1974.to.tsuki",
            "Ha-na-ko.to.72-neko",
            "H4nako to 72 no neko",
        ] {
            assert_eq!(
                check(passphrase, KNOWN),
                Err(ProblemCode::PassphraseGuessable),
                "{passphrase} is guessable"
            );
        }
    }

    #[test]
    fn words_too_short_to_mean_anything_are_not_held_against_it() {
        assert_eq!(check("aozora.to.72-no.neko", &["to", "な", ""]), Ok(()), "they are in everything");
    }
}
