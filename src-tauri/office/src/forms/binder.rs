//! The audit binder (監査の綴り): its cover with the contents, and the sheets with the copies of consents. Owns the
//! order of its parts, which is data (`forms/common/binder.toml`); leaves their rows to the ledgers.

use std::path::Path;

use serde::Deserialize;

use super::definition::Marks;
use super::fill::{Filled, FilledField, FilledForm, Sheet, TableHead, Text};
use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "binder";

/// The words of the binder, and its parts in their order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binder {
    /// 監査の綴り.
    pub title: String,
    office: String,
    manager: String,
    region: String,
    period: String,
    /// What stands for the first day where there is none.
    pub from_beginning: String,
    made: String,
    code: String,
    /// `{code}（{number}番目の記録まで）`.
    pub code_of: String,
    names: String,
    named: String,
    /// 取扱注意: on each sheet that names people.
    careful: String,
    unnamed: String,
    contents: String,
    number: String,
    what: String,
    count: String,
    page: String,
    copy: String,
    note: String,
    /// What is bound, in the order in which it is asked for.
    #[serde(rename = "part")]
    pub parts: Vec<BinderPart>,
}

/// A part of the binder.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BinderPart {
    /// Name of the ledger, or `copies`.
    pub key: String,
    /// What it is called in the contents.
    pub title: String,
}

/// What stands on the cover beside its own words.
pub struct BinderCover<'a> {
    /// みほん訪問看護ステーション.
    pub office: String,
    /// Who manages it; empty in a binder without names.
    pub manager: String,
    /// 朝霞地区 MCS 運用ルール 2026-11版.
    pub region: String,
    /// 令和8年4月1日～令和9年3月31日.
    pub period: String,
    /// 令和9年4月2日.
    pub made: String,
    /// 3F9A-01BC-…（128番目の記録まで）.
    pub code: String,
    /// Whether people's names stand in it.
    pub named: bool,
    /// Each part with its number of entries and its first page; what is not bound is not here.
    pub contents: &'a [(&'a str, usize, usize)],
}

impl Binder {
    /// Reads it from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> Binder {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }

    /// The cover with the contents: one page.
    pub fn cover(&self, cover: &BinderCover<'_>, marks: &Marks, practice: bool) -> FilledForm {
        let fields = [
            (&self.office, &cover.office),
            (&self.manager, &cover.manager),
            (&self.region, &cover.region),
            (&self.period, &cover.period),
            (&self.made, &cover.made),
            (&self.code, &cover.code),
            (&self.names, if cover.named { &self.named } else { &self.unnamed }),
        ];
        let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
        let heads = [(&self.number, 14.0), (&self.what, 110.0), (&self.count, 20.0), (&self.page, 20.0)];
        let head = |(at, (name, width)): (usize, (&String, f32))| TableHead {
            name: Text::words(name.clone()),
            width,
            is_number: at != 1,
        };
        let row = |(at, (title, count, page)): (usize, &(&str, usize, usize))| {
            vec![
                value(&(at + 1).to_string()),
                value(title),
                value(&count.to_string()),
                value(&page.to_string()),
            ]
        };
        let blocks = vec![
            Filled::Title(vec![self.title.clone()]),
            Filled::Grid(String::new(), fields.map(|(label, text)| FilledField::line(label, text)).collect()),
            Filled::Heading(self.contents.clone()),
            Filled::Table(
                heads.into_iter().enumerate().map(head).collect(),
                cover.contents.iter().enumerate().map(row).collect(),
            ),
            Filled::Note(self.note.clone()),
        ];
        FilledForm::plain(&self.title, vec![Sheet { mark: String::new(), blocks }], marks, practice)
    }

    /// The copies, each on a sheet of its own with its mark; the pictures count from 0.
    pub fn copies(
        &self,
        marks_of: impl Iterator<Item = String>,
        marks: &Marks,
        practice: bool,
    ) -> FilledForm {
        let sheet = |(at, mark): (usize, String)| Sheet { mark, blocks: vec![Filled::Picture(at)] };
        FilledForm::plain(&self.title, marks_of.enumerate().map(sheet).collect(), marks, practice)
    }

    /// A part as it is bound: its page in the book, and on each sheet of one that names people that care is needed.
    pub fn bound(&self, mut form: FilledForm, in_book: (usize, usize), named: bool) -> FilledForm {
        form.in_book = Some(in_book);
        for sheet in form.sheets.iter_mut().filter(|sheet| named && sheet.mark.is_empty()) {
            sheet.mark.clone_from(&self.careful);
        }
        form
    }

    /// 同意-2026-0001　1枚目.
    pub fn copy_mark(&self, number: &str, sheet: usize) -> String {
        self.copy.replace("{number}", number).replace("{sheet}", &sheet.to_string())
    }
}

/// A value of the records.
fn value(text: &str) -> Text {
    Text::value("contents", text)
}
