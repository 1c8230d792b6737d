//! The columns of the tables that go out to Excel and CSV and come in from there: one table of data for reading,
//! writing and the template. Knows headings, not files.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use crate::domain::search_key::search_key;
use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "sheets";

/// How many members of a family are looked for in a heading.
const MOST_MEMBERS: usize = 8;
/// Stands for their number.
const MEMBER: &str = "{n}";

/// All tables with their columns.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheets {
    /// The heading of the column that marks the example rows of a template.
    pub example_heading: String,
    /// The name of a template, with `{title}` for the table.
    pub template: String,
    /// The name of the sheet that says how a template is filled in.
    pub guide_title: String,
    /// What it says, a line each.
    pub guide: Vec<String>,
    /// The spellings of what is chosen from a list, by stable name; the first is the one that is written.
    choices: BTreeMap<String, Vec<String>>,
    sheet: Vec<SheetColumns>,
}

/// A table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetColumns {
    /// Stable name: `staff`, `careRecipients`.
    pub key: String,
    /// What it is called.
    pub title: String,
    column: Vec<SheetColumn>,
}

/// A column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetColumn {
    /// The field as the check names it, e.g. `name.family`, `bornOn`; of a family member with `{n}` for the number,
    /// counted from 1.
    pub key: String,
    /// The heading that is written.
    pub heading: String,
    /// Other spellings that are read.
    #[serde(default)]
    also: Vec<String>,
    /// Holds what other columns hold in parts (氏名): it is read and never written.
    #[serde(default)]
    pub whole: bool,
    /// Width in characters.
    #[serde(default)]
    pub width: f64,
    /// What stands there in the example rows of the template.
    #[serde(default)]
    pub example: Vec<String>,
}

impl Sheets {
    /// Reads them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> Sheets {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }

    /// A table by its stable name.
    pub fn get(&self, key: &str) -> Option<&SheetColumns> {
        self.sheet.iter().find(|sheet| sheet.key == key)
    }

    /// How a choice is written, e.g. 本人.
    pub fn choice<'a>(&'a self, key: &'a str) -> &'a str {
        self.choices.get(key).and_then(|spellings| spellings.first()).map_or(key, String::as_str)
    }

    /// Which of these choices a cell names.
    pub fn choice_of<'k>(&self, keys: &[&'k str], cell: &str) -> Option<&'k str> {
        let typed = search_key(cell);
        let is_it = |key: &&&str| {
            let spellings = self.choices.get(**key).into_iter().flatten();
            spellings.into_iter().any(|spelling| search_key(spelling) == typed)
        };
        keys.iter().find(is_it).copied()
    }
}

impl SheetColumns {
    /// The columns that are written, with room for so many members of a family, each with its number in key and
    /// heading.
    pub fn written(&self, members: usize) -> Vec<SheetColumn> {
        let mut columns = Vec::new();
        let mut rest = self.column.iter().filter(|column| !column.whole).peekable();
        while let Some(column) = rest.next() {
            if !column.is_of_member() {
                columns.push(column.clone());
                continue;
            }
            let mut group = vec![column];
            while let Some(next) = rest.next_if(|next| next.is_of_member()) {
                group.push(next);
            }
            for number in 1..=members {
                columns.extend(group.iter().map(|column| column.of_member(number)));
            }
        }
        columns
    }

    /// What can stand in a column of a file: every field, also those of the members of a family.
    pub fn readable(&self) -> Vec<SheetColumn> {
        let numbered = |column: &SheetColumn| -> Vec<SheetColumn> {
            let last = if column.is_of_member() { MOST_MEMBERS } else { 1 };
            (1..=last).map(|number| column.of_member(number)).collect()
        };
        self.column.iter().flat_map(numbered).collect()
    }

    /// Which field each of these headings means; of two that mean the same one, the first.
    pub fn fields_of(&self, headings: &[String]) -> Vec<Option<String>> {
        let known = self.spellings();
        let mut taken = Vec::new();
        let field = |heading: &String| {
            let field =
                known.get(&folded(heading)).or_else(|| known.get(&folded(&without_brackets(heading))));
            let field = field.filter(|field| !taken.contains(*field)).cloned();
            taken.extend(field.clone());
            field
        };
        headings.iter().map(field).collect()
    }

    /// Every heading that is known, folded, with its field.
    fn spellings(&self) -> HashMap<String, String> {
        let mut known = HashMap::new();
        for column in &self.column {
            for spelling in std::iter::once(&column.heading).chain(&column.also) {
                if !column.is_of_member() {
                    known.insert(folded(spelling), column.key.clone());
                    continue;
                }
                // A heading without a number means the first one.
                known.insert(folded(&spelling.replace(MEMBER, "")), column.of_member(1).key);
                for number in 1..=MOST_MEMBERS {
                    let numbered = spelling.replace(MEMBER, &number.to_string());
                    known.insert(folded(&numbered), column.of_member(number).key);
                }
            }
        }
        known.remove("");
        known
    }
}

impl SheetColumn {
    fn is_of_member(&self) -> bool {
        self.key.contains(MEMBER)
    }

    fn of_member(&self, number: usize) -> SheetColumn {
        let number = number.to_string();
        SheetColumn {
            key: self.key.replace(MEMBER, &number),
            heading: self.heading.replace(MEMBER, &number),
            also: Vec::new(),
            ..self.clone()
        }
    }
}

/// A heading without widths, blanks, marks and the kind of kana.
pub fn folded(heading: &str) -> String {
    search_key(heading).chars().filter(|c| c.is_alphanumeric() || *c == '〒').collect()
}

/// 生年月日（和暦） → 生年月日.
fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' | '（' | '[' | '［' | '【' => depth += 1,
            ')' | '）' | ']' | '］' | '】' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    heading.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> Sheets {
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
        let mut faults = Faults::default();
        let sheets = Sheets::read(&forms, &forms.join("common"), &mut faults);
        assert_eq!(faults.into_list(), [], "the file is read");
        sheets
    }

    #[track_caller]
    fn check(sheet: &str, headings: &[&str], expected: &[&str]) {
        let headings: Vec<_> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let fields = sheets().get(sheet).unwrap().fields_of(&headings);
        let fields: Vec<_> = fields.into_iter().map(Option::unwrap_or_default).collect();
        assert_eq!(fields, expected, "{headings:?}");
    }

    #[test]
    fn headings_are_known_in_the_spellings_that_offices_use() {
        check(
            "careRecipients",
            &["No.", "利用者氏名", "フリガナ", "生年月日（和暦）", "〒", "ご住所", "ＴＥＬ"],
            &["", "name", "kana", "bornOn", "postalCode", "address", "phone"],
        );
        check(
            "staff",
            &["姓", "名", "ｾｲ", "メイ", "職 種", "E-mail", "ＭＣＳ　ＩＤ", "登録日※"],
            &[
                "name.family",
                "name.given",
                "name.familyKana",
                "name.givenKana",
                "profession",
                "email",
                "mcsId",
                "registeredOn",
            ],
        );
        check(
            "careRecipients",
            &["家族氏名", "続柄①", "家族２の電話", "緊急連絡先2 続柄"],
            &["family.1.name", "family.1.relationship", "family.2.phone", "family.2.relationship"],
        );
        check("staff", &["氏名", "お名前"], &["name", ""]);
    }

    #[test]
    fn what_is_written_is_read_as_the_same_field() {
        for key in ["staff", "careRecipients"] {
            let columns = sheets().get(key).unwrap().written(3);
            let headings: Vec<_> = columns.iter().map(|column| column.heading.as_str()).collect();
            let fields: Vec<_> = columns.iter().map(|column| column.key.as_str()).collect();
            check(key, &headings, &fields);
            assert!(columns.iter().all(|column| column.example.len() == 2), "each has its two examples");
        }
    }

    #[test]
    fn no_spelling_means_two_fields() {
        for sheet in &sheets().sheet {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for column in &sheet.column {
                for spelling in std::iter::once(&column.heading).chain(&column.also) {
                    let before = seen.insert(folded(spelling), &column.key);
                    assert!(before.is_none_or(|key| key == column.key), "{spelling} means {before:?}, too");
                }
            }
        }
    }

    #[test]
    fn choices_are_known_in_several_spellings() {
        let sheets = sheets();
        let signers = ["person", "family", "proxy", "guardian"];
        for (cell, expected) in [
            ("本人", Some("person")),
            ("ご家族", Some("family")),
            ("保佐人", Some("guardian")),
            ("だれか", None),
        ] {
            assert_eq!(sheets.choice_of(&signers, cell), expected, "{cell}");
        }
        assert_eq!(sheets.choice("proxy"), "代筆", "the first is written");
    }
}
