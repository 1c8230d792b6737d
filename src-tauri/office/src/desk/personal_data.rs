//! Whether a text names somebody who is cared for: every name, reading, address, day of birth and control number of
//! the records, looked for before anything leaves the office.
//!
//! # Design
//! Text and records are folded alike (widths, kana, kanji variants, blanks left out). What is short stands in many
//! words by chance: such a name counts only where it begins and ends as a word does. What a member of staff's longer
//! name holds (小林太郎, for a 林太郎) is that member's. A member of staff may be called like somebody who is cared
//! for: then the hit says whose name it may be, and she decides.

use aho_corasick::{AhoCorasick, MatchKind};
use chrono::{Datelike, NaiveDate};

use super::Desk;
use crate::domain::PersonName;
use crate::domain::id::{CareRecipientId, StaffId};
use crate::domain::search_key::{folded, search_key};
use crate::domain::wareki::{japanese, wareki, western};
use crate::store::consent;
use crate::{Error, Result};

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalKind {
    /// 氏名, also of the family.
    Name,
    /// ふりがな, also of the family.
    Kana,
    /// 住所, also of the family.
    Address,
    /// 生年月日.
    BirthDate,
    /// 同意書の番号.
    ControlNumber,
}

/// Somebody who is cared for is named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalHit {
    /// What of the person.
    pub kind: PersonalKind,
    /// Whose card says so.
    pub recipient: CareRecipientId,
    /// A member of staff who is called so.
    pub namesake: Option<StaffId>,
}

/// What is looked for.
pub struct PersonalData {
    needles: Vec<Needle>,
    finder: AhoCorasick,
    /// Names and readings of the staff and the manager, folded.
    staff: Vec<(String, Option<StaffId>)>,
}

struct Needle {
    text: String,
    hit: PersonalHit,
    ends: Ends,
}

/// Where a needle may begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// Anywhere.
    Anywhere,
    /// Not within a longer number.
    Number,
    /// As a word does.
    Word,
}

/// What stands on the papers by right, although it may be somebody's as well.
#[derive(Default)]
pub struct Known<'a> {
    /// Days of the staff and of the papers: a child's birthday may be somebody's first day at work.
    pub days: Vec<NaiveDate>,
    /// The office's and the addressee's address: people live in the same house.
    pub addresses: Vec<&'a str>,
    /// Members of staff whom she knows to be called like somebody who is cared for.
    pub namesakes: &'a [StaffId],
}

/// A name up to this length is a word of its own only between others.
const SHORT_NAME: usize = 3;
/// The same for a reading.
const SHORT_KANA: usize = 5;
/// A shorter address names a town.
const SHORT_ADDRESS: usize = 6;

impl Desk {
    /// Everything that must not leave the office.
    pub(super) fn personal_data(&self, known: &Known<'_>) -> Result<PersonalData> {
        let people: Vec<(PersonName, Option<StaffId>)> = self
            .staff_list("")?
            .into_iter()
            .map(|one| (one.details.name, Some(one.id)))
            .chain(self.office()?.and_then(|office| office.manager).map(|name| (name, None)))
            .collect();
        let staff: Vec<(String, Option<StaffId>)> = people
            .iter()
            .flat_map(|(name, id)| {
                [(search_key(&name.shown()), id.clone()), (search_key(&name.kana()), id.clone())]
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let addresses: Vec<String> = known.addresses.iter().map(|one| plain(one)).collect();
        let mut needles = Needles { list: Vec::new(), staff: &staff, known, addresses };
        for one in self.care_recipient_list("")? {
            let details = &one.details;
            needles.name(&details.name, &one.id);
            needles.address(&details.address, &one.id);
            if let Some(day) = details.born_on {
                needles.birth(day, &one.id);
            }
            for member in &details.family {
                needles.name(&member.name, &one.id);
                needles.address(member.own_address.as_deref().unwrap_or_default(), &one.id);
            }
        }
        for (number, recipient) in self.vault.read(consent::control_numbers)? {
            needles.push(plain(&number), PersonalKind::ControlNumber, &recipient, Ends::Number);
        }
        let needles = needles.list;
        let finder =
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles.iter().map(|one| &one.text));
        let finder = finder.map_err(|_| Error::File(std::io::ErrorKind::OutOfMemory.into()))?;
        Ok(PersonalData { needles, finder, staff })
    }
}

impl PersonalData {
    /// Who is named in a text, each once.
    pub(super) fn search(&self, text: &str) -> Vec<PersonalHit> {
        self.find(text, |needle, text, start, end| match needle.ends {
            Ends::Anywhere => true,
            Ends::Number => text.is_number(start, end),
            Ends::Word => text.is_word(start, end),
        })
    }

    /// The same for a text that was read back from a page: where words end there is chance, so that what is short is
    /// left to the search of what was put onto the page.
    pub(super) fn search_drawn(&self, text: &str) -> Vec<PersonalHit> {
        self.find(text, |needle, text, start, end| match needle.ends {
            Ends::Anywhere => true,
            Ends::Number => text.is_number(start, end),
            Ends::Word => false,
        })
    }

    fn find(
        &self,
        text: &str,
        stands_alone: impl Fn(&Needle, &Folded, usize, usize) -> bool,
    ) -> Vec<PersonalHit> {
        let text = Folded::of(text);
        let mut hits: Vec<PersonalHit> = Vec::new();
        for found in self.finder.find_overlapping_iter(&text.text) {
            let needle = &self.needles[found.pattern().as_usize()];
            if stands_alone(needle, &text, found.start(), found.end())
                && !self.is_of_staff(&text.text, &needle.text, found.start())
                && !hits.contains(&needle.hit)
            {
                hits.push(needle.hit.clone());
            }
        }
        hits.sort_by_key(|hit| hit.kind);
        hits
    }

    /// Whether a text names somebody who is cared for, or one of the staff.
    pub(super) fn names_anybody(&self, text: &str) -> bool {
        let key = search_key(text);
        let names_staff =
            self.staff.iter().any(|(name, _)| name.chars().count() > 1 && key.contains(name.as_str()));
        names_staff || !self.search(text).is_empty()
    }

    /// Whether the place is within a longer name of one of the staff.
    fn is_of_staff(&self, text: &str, needle: &str, start: usize) -> bool {
        let longer = self.staff.iter().filter(|(name, _)| name.len() > needle.len());
        longer.flat_map(|(name, _)| name.match_indices(needle).map(move |(at, _)| (at, name))).any(
            |(at, name)| {
                start
                    .checked_sub(at)
                    .and_then(|begin| text.get(begin..))
                    .is_some_and(|rest| rest.starts_with(name.as_str()))
            },
        )
    }
}

/// What is looked for, as it is collected.
struct Needles<'a> {
    list: Vec<Needle>,
    staff: &'a [(String, Option<StaffId>)],
    known: &'a Known<'a>,
    addresses: Vec<String>,
}

impl Needles<'_> {
    fn push(&mut self, text: String, kind: PersonalKind, recipient: &CareRecipientId, ends: Ends) {
        let called_so: Vec<_> = self.staff.iter().filter(|(name, _)| *name == text).collect();
        let namesake = called_so.iter().find_map(|(_, id)| id.clone());
        let is_known =
            called_so.iter().any(|(_, id)| id.as_ref().is_none_or(|id| self.known.namesakes.contains(id)));
        if !text.is_empty() && !is_known {
            let hit = PersonalHit { kind, recipient: recipient.clone(), namesake };
            self.list.push(Needle { text, hit, ends });
        }
    }

    fn name(&mut self, name: &PersonName, recipient: &CareRecipientId) {
        for (text, kind, short) in
            [(name.shown(), PersonalKind::Name, SHORT_NAME), (name.kana(), PersonalKind::Kana, SHORT_KANA)]
        {
            let text = plain(&text);
            let length = text.chars().count();
            // A single character names nobody.
            if length > 1 {
                self.push(text, kind, recipient, if length <= short { Ends::Word } else { Ends::Anywhere });
            }
        }
    }

    fn address(&mut self, address: &str, recipient: &CareRecipientId) {
        let text = plain(address);
        let is_known = self.addresses.iter().any(|known| known.contains(&text));
        if text.chars().count() >= SHORT_ADDRESS && !is_known {
            self.push(text, PersonalKind::Address, recipient, Ends::Number);
        }
    }

    /// A day of birth as it is written: 1933-05-05, 1933/5/5, 昭和8年5月5日, S8.5.5.
    fn birth(&mut self, day: NaiveDate, recipient: &CareRecipientId) {
        if self.known.days.contains(&day) {
            return;
        }
        let (month, date) = (day.month(), day.day());
        let mut years = vec![day.year().to_string()];
        if let Some(era) = wareki(day) {
            years.push(format!("{}{}", era.era, era.year));
            years.extend(letter(day).map(|letter| format!("{letter}{}", era.year)));
        }
        let mut all = vec![japanese(day), western(day), day.format("%Y%m%d").to_string()];
        for year in years {
            for gap in ["-", "/", "."] {
                all.push(format!("{year}{gap}{month}{gap}{date}"));
                all.push(format!("{year}{gap}{month:02}{gap}{date:02}"));
            }
        }
        all.sort();
        all.dedup();
        for text in all {
            self.push(plain(&text), PersonalKind::BirthDate, recipient, Ends::Number);
        }
    }
}

/// M, T, S, H or R.
fn letter(day: NaiveDate) -> Option<char> {
    let from =
        |year, month, date| NaiveDate::from_ymd_opt(year, month, date).is_some_and(|first| first <= day);
    let eras = [
        ('r', (2019, 5, 1)),
        ('h', (1989, 1, 8)),
        ('s', (1926, 12, 25)),
        ('t', (1912, 7, 30)),
        ('m', (1868, 1, 25)),
    ];
    eras.into_iter().find(|(_, (year, month, date))| from(*year, *month, *date)).map(|(letter, _)| letter)
}

/// A text folded and without its gaps.
fn plain(text: &str) -> String {
    Folded::of(text).text
}

/// A folded text that knows where a gap was.
struct Folded {
    text: String,
    /// For each byte of the text and one more: whether a gap was before it.
    gaps: Vec<bool>,
}

impl Folded {
    fn of(text: &str) -> Folded {
        let mut out = Folded { text: String::with_capacity(text.len()), gaps: Vec::new() };
        let mut gap = true;
        for c in folded(text) {
            if c.is_whitespace() || c.is_control() {
                gap = true;
                continue;
            }
            out.text.push(hyphen(c));
            out.gaps.resize(out.text.len(), false);
            let at = out.text.len() - hyphen(c).len_utf8();
            out.gaps[at] = std::mem::take(&mut gap);
        }
        out.gaps.push(true);
        out
    }

    /// Whether what stands there is not within a longer number.
    fn is_number(&self, start: usize, end: usize) -> bool {
        let (before, there, after) = (&self.text[..start], &self.text[start..end], &self.text[end..]);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (first, last) = (there.chars().next(), there.chars().next_back());
        let begins = self.gaps[start] || !(is_digit(before.chars().next_back()) && is_digit(first));
        begins && (self.gaps[end] || !(is_digit(last) && is_digit(after.chars().next())))
    }

    /// Whether what stands there begins and ends as a word does.
    fn is_word(&self, start: usize, end: usize) -> bool {
        let (before, there, after) = (&self.text[..start], &self.text[start..end], &self.text[end..]);
        let parts = |one: Option<char>, other: Option<char>| match (one, other) {
            (Some(one), Some(other)) => script(one) != script(other) || script(one) == Script::Other,
            _ => true,
        };
        let begins = self.gaps[start] || parts(before.chars().next_back(), there.chars().next());
        let ends = self.gaps[end]
            || parts(there.chars().next_back(), after.chars().next())
            || HONORIFICS.iter().any(|word| after.starts_with(word));
        begins && ends
    }
}

/// 様, 氏, 殿, 君, さん, さま: what follows a name.
const HONORIFICS: [&str; 6] =
    ["\u{69D8}", "\u{6C0F}", "\u{6BBF}", "\u{541B}", "\u{3055}\u{3093}", "\u{3055}\u{307E}"];

#[derive(PartialEq, Eq)]
enum Script {
    Kanji,
    Kana,
    Digit,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{3040}'..='\u{30FF}' => Script::Kana,
        '\u{3005}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => {
            Script::Kanji
        }
        '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        _ if c.is_ascii_digit() => Script::Digit,
        _ if c.is_alphabetic() => Script::Latin,
        _ => Script::Other,
    }
}

/// The many lines that stand for a hyphen between numbers.
fn hyphen(c: char) -> char {
    if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}') { '-' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(needle: &str, ends: Ends, text: &str) -> usize {
        let hit = PersonalHit {
            kind: PersonalKind::Name,
            recipient: CareRecipientId::from_text("a".to_owned()),
            namesake: None,
        };
        let needles = vec![Needle { text: plain(needle), hit, ends }];
        let finder = AhoCorasick::new(needles.iter().map(|one| &one.text)).unwrap();
        let staff = vec![(plain("小林 太郎"), None)];
        PersonalData { needles, finder, staff }.search(text).len()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for text in ["例示 梅", "例示　梅さん", "宛先：例示梅", "例\n示 梅", "例示\u{3000}梅\u{E0100}"]
        {
            assert_eq!(finds("例示 梅", Ends::Word, text), 1, "{text:?}");
        }
        for text in ["ﾚｲｼﾞ ｳﾒ", "レイジウメ", "れいじ うめ"] {
            assert_eq!(finds("れいじ うめ", Ends::Word, text), 1, "{text:?}");
        }
        assert_eq!(finds("髙橋 浜", Ends::Word, "高橋 濵"), 1, "by the usual variants, too");
    }

    #[test]
    fn a_short_name_within_a_word_is_nobody() {
        assert_eq!(finds("林 一", Ends::Word, "森林一帯の地図"), 0);
        assert_eq!(finds("林 一", Ends::Word, "これは林一さん"), 1);
        assert_eq!(finds("林 一", Ends::Word, "林一様"), 1);
        assert_eq!(finds("まき", Ends::Word, "このたびはおてまきで"), 0);
    }

    #[test]
    fn what_a_longer_name_of_the_staff_holds_is_that_members() {
        assert_eq!(finds("林 太郎", Ends::Anywhere, "小林　太郎"), 0);
        assert_eq!(
            finds("林 太郎", Ends::Anywhere, "小林　太郎と林　太郎"),
            1,
            "the other one is found all the same"
        );
    }

    #[test]
    fn a_number_within_a_number_is_another() {
        assert_eq!(finds("1933-5-5", Ends::Number, "1933-5-51"), 0);
        assert_eq!(finds("1933-5-5", Ends::Number, "（1933－5－5）"), 1);
        assert_eq!(finds("同意-2026-0001", Ends::Number, "同意-2026-00012"), 0);
        assert_eq!(finds("同意-2026-0001", Ends::Number, "番号同意－２０２６－０００１です"), 1);
    }
}
