//! Postal codes to places, from the table that the program carries (`assets/postal`).
//!
//! Owns reading the table and what may be typed as a code. Leaves the table's cleanliness to
//! `assets/postal/build.py`, and the choice among several places to the manager.

use std::io::{self, Read};
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use unicode_normalization::UnicodeNormalization;

/// Where a postal code leads. The house number is for her to type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 都道府県.
    pub prefecture: String,
    /// 市区町村, with the 郡 where there is one.
    pub city: String,
    /// 町域; empty when the code names none.
    pub town: String,
}

/// The table, unpacked once (6 MB of text) and searched in place: no 146,000 small strings.
pub struct PostalCodes {
    text: String,
}

static SHIPPED: LazyLock<PostalCodes> = LazyLock::new(|| {
    PostalCodes::load(include_bytes!("../../../assets/postal/postal.tsv.zlib"))
        .expect("a test reads the very table that is compiled in")
});

impl PostalCodes {
    /// The table inside the program. The first call unpacks it, in some 30 ms.
    pub fn shipped() -> &'static PostalCodes {
        &SHIPPED
    }

    /// Unpacks a table as `build.py` writes it; an error when the bytes are not one.
    pub fn load(packed: &[u8]) -> io::Result<PostalCodes> {
        let mut text = String::new();
        ZlibDecoder::new(packed).read_to_string(&mut text)?;
        if text.starts_with("month\t") && text.ends_with('\n') {
            Ok(PostalCodes { text })
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "not a table of postal codes"))
        }
    }

    /// The month of Japan Post's data, such as `2026-10`.
    pub fn data_month(&self) -> &str {
        self.text.lines().next().and_then(|line| line.strip_prefix("month\t")).unwrap_or_default()
    }

    /// The places of a code typed in any width, with or without 〒 and hyphen.
    ///
    /// Empty when it is not seven digits or nobody lives there. A few codes have several places,
    /// some even in two prefectures: then she chooses.
    pub fn lookup(&self, typed: &str) -> Vec<Place> {
        let Some(code) = seven_digits(typed) else { return Vec::new() };
        self.text[self.first_line_of(&code)..]
            .lines()
            .map_while(|line| line.strip_prefix(&code)?.strip_prefix('\t'))
            .filter_map(read_place)
            .collect()
    }

    /// Where the lines of `code` begin, or would begin: a binary search over line starts.
    fn first_line_of(&self, code: &str) -> usize {
        let bytes = self.text.as_bytes();
        let after_line = |from: usize| match bytes[from..].iter().position(|&b| b == b'\n') {
            Some(length) => from + length + 1,
            None => bytes.len(),
        };
        // Every line before `low` is smaller than the code, every line from `high` on is not.
        let (mut low, mut high) = (after_line(0), bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let line = bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
            if &bytes[line..] >= code.as_bytes() {
                high = line;
            } else {
                low = after_line(line);
            }
        }
        low
    }
}

/// `prefecture⇥city⇥town`.
fn read_place(line: &str) -> Option<Place> {
    let mut parts = line.split('\t').map(str::to_owned);
    Some(Place { prefecture: parts.next()?, city: parts.next()?, town: parts.next()? })
}

/// The seven digits of a typed code. Anything but digits, 〒, spaces and hyphens is a mistake, not noise.
fn seven_digits(typed: &str) -> Option<String> {
    let mut digits = String::new();
    for c in typed.nfkc() {
        match c {
            '0'..='9' => digits.push(c),
            // The last one is the long-vowel mark, which the hyphen key gives while the IME is on.
            '〒' | ' ' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' => {}
            _ => return None,
        }
    }
    (digits.len() == 7).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<String> {
        let places = PostalCodes::shipped().lookup(typed);
        places.iter().map(|p| format!("{}|{}|{}", p.prefecture, p.city, p.town)).collect()
    }

    #[test]
    fn a_code_fills_the_address() {
        assert_eq!(found("3510104"), ["埼玉県|和光市|南"], "the secretariat of 朝霞地区 is in 和光市南");
        assert_eq!(found("3510008"), ["埼玉県|朝霞市|あずま"], "a code that one common table lacks");
    }

    #[test]
    fn a_code_is_accepted_as_people_type_it() {
        for typed in
            ["351-0104", "〒351-0104", "３５１－０１０４", "〒３５１ー０１０４", " 351 0104 ", "351−0104"]
        {
            assert_eq!(found(typed), ["埼玉県|和光市|南"], "{typed} means the same code");
        }
    }

    #[test]
    fn what_is_no_code_gives_no_address() {
        for typed in ["", "351010", "35101044", "9999999", "0000000", "3510104x", "month\t2", "埼玉県和光市"]
        {
            assert_eq!(found(typed), [""; 0], "{typed} leads nowhere, and quietly");
        }
    }

    #[test]
    fn a_code_in_two_prefectures_offers_both() {
        assert_eq!(
            found("498-0000"),
            ["三重県|桑名郡木曽岬町|", "愛知県|弥富市|"],
            "she lives in one of the two"
        );
    }

    #[test]
    fn every_line_is_found_again_and_holds_nothing_but_an_address() {
        let codes = PostalCodes::shipped();
        let lines: Vec<&str> = codes.text.lines().skip(1).collect();
        assert!(lines.is_sorted(), "the search needs sorted lines");
        assert!(lines.len() > 140_000, "the whole country is inside");
        for line in &lines {
            for never_printed in ["掲載", "（", "(", "〜", "、", "の次に"] {
                assert!(!line.contains(never_printed), "{line}: a note to the postman would be printed");
            }
        }
        // The first, the last, and every 997th: the search has no special cases but its two ends.
        for line in lines.iter().step_by(997).chain(lines.last()) {
            let (code, place) = line.split_once('\t').expect("a code and a place");
            let place = place.replace('\t', "|");
            assert!(found(code).contains(&place), "{code} stands in the table, so it must be found");
        }
    }

    #[test]
    fn the_table_says_how_old_it_is() {
        let month = PostalCodes::shipped().data_month();
        assert!(month.len() == 7 && month.starts_with("20"), "設定 shows this month: {month}");
    }

    #[test]
    fn foreign_bytes_are_no_table() {
        assert!(PostalCodes::load(b"PK\x03\x04").is_err(), "a wrong file is noticed when it is read");
    }
}
