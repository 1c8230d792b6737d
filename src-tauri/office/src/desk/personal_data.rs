//! Whether a text names somebody who is cared for: every name, reading, address, day of birth and control number of
//! the records, looked for before anything leaves the office.
//!
//! # Design
//! Text and records are folded alike (widths, kana, kanji variants, blanks left out). What is short stands in many
//! words by chance: such a name counts only where it begins and ends as a word does. What a member of staff's longer
//! name holds (小林太郎, for a 林太郎) is that member's. A member of staff may be called like somebody who is cared
//! for: then the hit says whose name it may be, and she decides.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, MatchKind};
use chrono::NaiveDate;

use super::Desk;
use crate::domain::PersonName;
use crate::domain::id::{CareRecipientId, StaffId};
use crate::domain::search_key::{folded, search_key};
use crate::domain::wareki::days_in;
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
    /// Who was born on a day.
    born: HashMap<NaiveDate, Vec<PersonalHit>>,
    /// Names and readings of the staff and the manager, folded.
    staff: Vec<(String, Option<StaffId>)>,
}

/// A text, once for all who are called so or live there.
struct Needle {
    text: String,
    ends: Ends,
    hits: Vec<PersonalHit>,
}

/// Where a needle may begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
        let mut people: Vec<(PersonName, Option<StaffId>)> =
            self.staff_names()?.into_iter().map(|(id, (name, _))| (name, Some(id))).collect();
        people.sort_by(|(_, one), (_, other)| one.cmp(other));
        people.extend(self.office()?.and_then(|office| office.manager).map(|name| (name, None)));
        let staff: Vec<(String, Option<StaffId>)> = people
            .into_iter()
            .flat_map(|(name, id)| [(search_key(&name.shown()), id.clone()), (search_key(&name.kana()), id)])
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let mut needles = Needles {
            found_by: BTreeMap::new(),
            addresses: known.addresses.iter().map(|one| plain(one)).collect(),
        };
        let mut born: HashMap<NaiveDate, Vec<PersonalHit>> = HashMap::new();
        for one in self.care_recipient_list("")? {
            let details = &one.details;
            needles.name(&details.name, &one.id);
            needles.address(&details.address, &one.id);
            for member in &details.family {
                needles.name(&member.name, &one.id);
                needles.address(member.own_address.as_deref().unwrap_or_default(), &one.id);
            }
            if let Some(day) = details.born_on.filter(|day| !known.days.contains(day)) {
                let kind = PersonalKind::BirthDate;
                born.entry(day).or_default().push(PersonalHit { kind, recipient: one.id, namesake: None });
            }
        }
        for (number, recipient) in self.vault.read(consent::control_numbers)? {
            needles.push(plain(&number), PersonalKind::ControlNumber, &recipient, Ends::Number);
        }
        let needles = needles.beside(&staff, known.namesakes);
        let finder =
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(needles.iter().map(|one| &one.text));
        let finder = finder.map_err(|_| Error::File(std::io::ErrorKind::OutOfMemory.into()))?;
        Ok(PersonalData { needles, finder, born, staff })
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
        let mut tell = |found: &[PersonalHit]| {
            for hit in found {
                if !hits.contains(hit) {
                    hits.push(hit.clone());
                }
            }
        };
        for found in self.finder.find_overlapping_iter(&text.text) {
            let needle = &self.needles[found.pattern().as_usize()];
            if stands_alone(needle, &text, found.start(), found.end())
                && !self.is_of_staff(&text.text, &needle.text, found.start())
            {
                tell(&needle.hits);
            }
        }
        for day in text.days() {
            tell(self.born.get(&day).map(Vec::as_slice).unwrap_or_default());
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
struct Needles {
    /// Who is found by a text.
    found_by: BTreeMap<(String, Ends), Vec<(PersonalKind, CareRecipientId)>>,
    /// Those that stand on the papers by right.
    addresses: Vec<String>,
}

impl Needles {
    fn push(&mut self, text: String, kind: PersonalKind, recipient: &CareRecipientId, ends: Ends) {
        if !text.is_empty() {
            self.found_by.entry((text, ends)).or_default().push((kind, recipient.clone()));
        }
    }

    /// What is looked for beside the staff, of whom she knows `namesakes` to be called like somebody who is cared for.
    fn beside(self, staff: &[(String, Option<StaffId>)], namesakes: &[StaffId]) -> Vec<Needle> {
        let mut called: HashMap<&str, Vec<Option<&StaffId>>> = HashMap::new();
        for (name, id) in staff {
            called.entry(name).or_default().push(id.as_ref());
        }
        let needle = |((text, ends), found): ((String, Ends), Vec<(PersonalKind, CareRecipientId)>)| {
            let called_so = called.get(&*text).map(Vec::as_slice).unwrap_or_default();
            let is_known = called_so.iter().any(|id| id.is_none_or(|id| namesakes.contains(id)));
            let namesake = called_so.iter().find_map(|id| id.cloned());
            let hit = |(kind, recipient)| PersonalHit { kind, recipient, namesake: namesake.clone() };
            (!is_known).then(|| Needle { hits: found.into_iter().map(hit).collect(), text, ends })
        };
        self.found_by.into_iter().filter_map(needle).collect()
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

    /// The days that it says, with its gaps between numbers and without them: on a page, each digit may stand in a box
    /// of its own.
    fn days(&self) -> Vec<NaiveDate> {
        let mut spaced = String::with_capacity(self.text.len());
        for (at, c) in self.text.char_indices() {
            if self.gaps[at] && c.is_ascii_digit() && spaced.ends_with(|c: char| c.is_ascii_digit()) {
                spaced.push(' ');
            }
            spaced.push(c);
        }
        [days_in(&self.text), days_in(&spaced)].concat()
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
        let needles = vec![Needle { text: plain(needle), ends, hits: vec![hit] }];
        let finder = AhoCorasick::new(needles.iter().map(|one| &one.text)).unwrap();
        let staff = vec![(plain("小林 太郎"), None)];
        PersonalData { needles, finder, born: HashMap::new(), staff }.search(text).len()
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
        assert_eq!(finds("同意-2026-0001", Ends::Number, "同意-2026-00012"), 0);
        assert_eq!(finds("同意-2026-0001", Ends::Number, "番号同意－２０２６－０００１です"), 1);
    }

    #[test]
    fn a_day_is_found_however_it_stands_on_a_page() {
        let born = NaiveDate::from_ymd_opt(1933, 5, 5).unwrap();
        for text in [
            "（１９３３－５－５）",
            "昭 和 8 年 5 月 5 日",
            "2026-1-2 1933-5-5",
            "S8.5.5生",
            "1 9 3 3 0 5 0 5",
        ] {
            assert!(Folded::of(text).days().contains(&born), "{text}");
        }
    }
}
