//! The papers around a bundle: 送付状, 宛名ラベル, 目録, and the list of staff. Their words from `forms/common`, and what
//! is in the bundle in its place.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use super::definition::Marks;
use super::fill::{Filled, FilledField, FilledForm, Sheet, TableHead, Text};
use crate::domain::bundle::BundleTo;
use crate::domain::office::Office;
use crate::domain::staff::StaffDetails;
use crate::domain::wareki;
use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "bundle";
/// Characters of a line on the label.
const LABEL_LINE: usize = 26;
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The words of the papers, by part and name, with places in braces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct BundleWords(BTreeMap<String, BTreeMap<String, String>>);

/// What stands on the papers beside their own words.
#[derive(Clone)]
pub struct BundlePage<'a> {
    /// 宛先.
    pub to: &'a BundleTo,
    /// 差出人.
    pub office: &'a Office,
    /// The day on the papers.
    pub dated_on: NaiveDate,
    /// What is in it, in order.
    pub items: &'a [BundleItem],
    /// Number and code of the last change in the log.
    pub head: (u64, &'a str),
    /// Of the key that signs the list of files.
    pub fingerprint: &'a str,
    /// 見本 in the practice office.
    pub practice: bool,
}

/// A file of a bundle, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleItem {
    /// Name of the file.
    pub file: String,
    /// What it is.
    pub title: String,
    /// Edition of the form; empty for what is no form.
    pub edition: String,
    /// Its pages; `None` for what is no paper.
    pub pages: Option<u32>,
    /// Whether it is put into the envelope and counted there.
    pub is_enclosed: bool,
    /// Hexadecimal.
    pub sha256: String,
}

impl BundleWords {
    /// Reads them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> BundleWords {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }

    /// A word.
    pub fn say<'a>(&'a self, part: &str, name: &'a str) -> &'a str {
        let word = self.0.get(part).and_then(|part| part.get(name));
        debug_assert!(word.is_some(), "{part}.{name} has its word");
        word.map_or(name, String::as_str)
    }

    /// 提出の束_朝霞地区_2026-11-22: the name of the folder or the ZIP.
    pub fn name(&self, region: &str, on: NaiveDate) -> String {
        self.say("file", "bundle").replace("{region}", region).replace("{day}", &on.to_string())
    }

    /// 送付状.
    pub fn cover(&self, page: &BundlePage<'_>, marks: &Marks) -> FilledForm {
        let say = |name: &'static str| self.say("cover", name);
        let office = page.office;
        let manager = office.manager.as_ref().map(|name| name.printed()).unwrap_or_default();
        let mut blocks = vec![Filled::End(wareki::japanese(page.dated_on))];
        let mut to = self.address_of(page.to);
        to.push(say("addressee").replace("{name}", &page.to.name));
        blocks.extend(to.iter().map(|line| Filled::Line(vec![Text::value("addressee", line)])));
        let sender = [
            ("office", &office.name),
            ("address", &office.address),
            ("tel", &office.tel),
            ("fax", &office.fax),
            ("manager", &manager),
        ];
        let sender = sender.into_iter().filter(|(_, text)| !text.is_empty());
        blocks.push(Filled::Office(sender.map(|(name, text)| FilledField::line(say(name), text)).collect()));
        blocks.push(Filled::Title(vec![say("title").to_owned()]));
        blocks.push(Filled::Text(say("greeting").replace("{send}", &page.to.send)));
        blocks.push(Filled::Center(say("below").to_owned()));
        let heads = vec![
            head(say("number"), 12.0, true),
            head(say("item"), 110.0, false),
            head(say("send"), 24.0, false),
            head(say("sheets"), 20.0, true),
        ];
        let enclosed: Vec<&BundleItem> = page.items.iter().filter(|item| item.is_enclosed).collect();
        let row = |(at, item): (usize, &&BundleItem)| {
            let sheets = say("sheet").replace("{count}", &item.pages.unwrap_or_default().to_string());
            // Only the forms are 原本 or 写し.
            let send = if item.edition.is_empty() { "" } else { &page.to.send };
            let cells = [&(at + 1).to_string(), &item.title, send, &sheets];
            cells.map(|cell| Text::value("enclosed", cell)).to_vec()
        };
        blocks.push(Filled::Table(heads, enclosed.iter().enumerate().map(row).collect()));
        let total: u32 = enclosed.iter().filter_map(|item| item.pages).sum();
        blocks.push(Filled::Text(say("total").replace("{count}", &total.to_string())));
        blocks.push(Filled::End(say("end").to_owned()));
        self.paper(self.say("file", "cover"), page, marks, 11.0, blocks)
    }

    /// 宛名ラベル.
    pub fn label(&self, page: &BundlePage<'_>, marks: &Marks) -> FilledForm {
        let say = |name: &'static str| self.say("label", name);
        let mut to = self.address_of(page.to);
        to.extend(broken(&self.say("cover", "addressee").replace("{name}", &page.to.name)));
        to.push(say("inside").replace("{send}", &page.to.send));
        let office = page.office;
        let from = BundleTo {
            postal_code: office.postal_code.clone(),
            address: office.address.clone(),
            ..BundleTo::default()
        };
        let mut sender = self.address_of(&from);
        sender.extend(broken(&office.name));
        sender.extend(Some(office.tel.clone()).filter(|tel| !tel.is_empty()));
        let blocks = vec![
            Filled::Note(say("note").to_owned()),
            Filled::Destination(say("addressee").to_owned(), to),
            Filled::Destination(say("sender").to_owned(), sender),
        ];
        let paper = self.paper(self.say("file", "label"), page, marks, 18.0, blocks);
        FilledForm { subject: Vec::new(), ..paper }
    }

    /// 目録: what files there are, and their sums.
    pub fn catalogue(&self, page: &BundlePage<'_>, marks: &Marks) -> FilledForm {
        let say = |name: &'static str| self.say("catalogue", name);
        let lead = say("lead").replace("{name}", &page.to.name);
        let heads = vec![
            head(say("file"), 48.0, false),
            head(say("item"), 52.0, false),
            head(say("pages"), 14.0, true),
            head(say("sha256"), 62.0, false),
        ];
        let row = |item: &BundleItem| {
            let pages = item.pages.map_or_else(|| say("none").to_owned(), |pages| pages.to_string());
            // In groups, so that it can be compared by eye and broken into lines.
            let digits: Vec<char> = item.sha256.chars().collect();
            let sum: Vec<String> = digits.chunks(16).map(|group| group.iter().collect()).collect();
            [item.file.clone(), item.title.clone(), pages, sum.join(" ")]
                .map(|cell| Text::value("files", &cell))
                .to_vec()
        };
        let blocks = vec![
            Filled::Title(vec![say("title").to_owned()]),
            Filled::Line(vec![Text::value(
                "addressee",
                &lead.replace("{day}", &wareki::japanese(page.dated_on)),
            )]),
            Filled::Table(heads, page.items.iter().map(row).collect()),
            Filled::Note(say("note").to_owned()),
        ];
        self.paper(self.say("file", "catalogue"), page, marks, 10.5, blocks)
    }

    /// The list of staff as CSV for a spreadsheet: UTF-8 with its mark, and nothing in it becomes a formula.
    pub fn staff_list<'a>(&self, staff: impl Iterator<Item = &'a StaffDetails>) -> String {
        let heads = ["name", "kana", "profession", "registered_on", "released_on"];
        let mut lines = vec![heads.map(|name| self.say("list", name).to_owned())];
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        lines.extend(staff.map(|one| {
            let (registered, released) = (day(one.registered_on), day(one.released_on));
            [one.name.printed(), one.name.kana(), one.profession.clone(), registered, released]
        }));
        let cell = |text: &String| {
            let guard = if text.starts_with(FORMULA) { "'" } else { "" };
            format!("\"{guard}{}\"", text.replace('"', "\"\""))
        };
        let line = |cells: &[String; 5]| cells.each_ref().map(cell).join(",") + "\r\n";
        std::iter::once("\u{FEFF}".to_owned()).chain(lines.iter().map(line)).collect()
    }

    fn address_of(&self, to: &BundleTo) -> Vec<String> {
        let code = Some(&to.postal_code).filter(|code| !code.is_empty());
        let code = code.map(|code| self.say("cover", "postal_code").replace("{code}", code));
        code.into_iter().chain(to.address.lines().flat_map(broken)).collect()
    }

    fn paper(
        &self,
        name: &str,
        page: &BundlePage<'_>,
        marks: &Marks,
        size: f32,
        blocks: Vec<Filled>,
    ) -> FilledForm {
        let foot = self
            .say("cover", "foot")
            .replace("{day}", &wareki::japanese(page.dated_on))
            .replace("{code}", page.head.1)
            .replace("{number}", &page.head.0.to_string())
            .replace("{fingerprint}", page.fingerprint);
        let sheets = vec![Sheet { mark: String::new(), blocks }];
        FilledForm {
            subject: vec![Text::value("foot", &foot)],
            size,
            ..FilledForm::plain(name, sheets, marks, page.practice)
        }
    }
}

/// A long line in several.
fn broken(line: &str) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    letters.chunks(LABEL_LINE).map(|part| part.iter().collect()).collect()
}

fn head(name: &str, width: f32, is_number: bool) -> TableHead {
    TableHead { name: Text::words(name), width, is_number }
}
