//! One paper as its file says it: blocks from top to bottom of a sheet of A4.
//!
//! Owns the shape of `forms/**/*.toml` (but for `policy.toml`) and refuses what does not fit, with
//! the line and what to write instead. Values are named by `from`; [`super::fill`] knows them.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::fill;
use crate::policy::{Faults, FormKind, Policy, Setting};

/// A paper of one region and edition, or a common one.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Region, e.g. `asaka`; empty for a common paper.
    pub region: String,
    /// Edition, e.g. `2026-11`; empty for a common paper.
    pub edition: String,
    /// Name of the file without `.toml`, e.g. `4-patient-consent`.
    pub file: String,
    /// What the paper is for; one paper may serve several ends.
    pub kinds: Vec<FormKind>,
    /// 別紙様式4.
    pub number: String,
    /// Title in lists and in the PDF's properties; names no person.
    pub name: String,
    /// The words at the foot, left: document and edition.
    pub source_line: String,
    /// Size of the text, in pt.
    pub size: f32,
    /// A value at the foot, outside the frame: whose paper it is.
    pub foot: Option<Part>,
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// The region's settings, for their labels and defaults.
    pub settings: Vec<Setting>,
    /// The marks common to all papers.
    pub marks: Arc<Marks>,
}

/// Words common to all papers, with places for numbers in braces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    /// 見本, across each page of the practice office.
    pub practice: String,
    /// `{page}／{pages}`.
    pub page: String,
    /// `{sheet}枚目／{sheets}枚`, when a roster takes several sheets.
    pub sheet: String,
    /// `{sheet}枚目　{copy}`, on the sheets of a consent.
    pub copy: String,
    /// `{document}　{edition}版`.
    pub edition: String,
    /// `同意-{year}-`: what a control number begins with; four digits follow.
    pub control_number: String,
}

/// Fixed words around one value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Before the value.
    pub before: String,
    /// Name of the value in [`fill::SOURCES`]; empty for words only.
    pub from: String,
    /// After the value.
    pub after: String,
    /// In its place when there is no value, e.g. 令和　　年　　月　　日.
    pub blank: String,
    /// What the value is called on the paper.
    pub label: String,
}

/// A place for a value with its label: a ruled line, or a cell of a box.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Field {
    /// Words at the left.
    pub label: String,
    /// What the value is called on the paper, when the label is more than that.
    pub name: String,
    /// Name of the value; empty when it is written by hand.
    pub from: String,
    /// In its place when there is no value.
    pub blank: String,
    /// 印 or ㊞ at the right end.
    pub seal: String,
    /// Whether it stands beside the field before.
    pub beside: bool,
}

/// One column of a roster; two lines a person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// Width, in mm.
    pub width: f32,
    /// Small words above the upper heading, e.g. (ふりがな).
    pub small: String,
    /// Upper heading.
    pub top: String,
    /// Name of the upper value; empty when it is written by hand.
    pub top_from: String,
    /// Lower heading; empty when the column is one cell.
    pub bottom: String,
    /// Name of the lower value.
    pub bottom_from: String,
    /// Small words below the heading, e.g. 登録時のみ.
    pub note: String,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The title, centred, in one or more lines.
    Title(Vec<String>),
    /// A line at the left, e.g. of the addressee.
    Line(Part),
    /// （連携情報の管理等）.
    Heading(String),
    /// 第1条 and its sentences.
    Article(String, String),
    /// 2, 3 … and their sentences.
    Paragraph(String, String),
    /// ①②③ and their sentences.
    Item(String, String),
    /// A further paragraph under the one before.
    Continued(String),
    /// A plain paragraph.
    Text(String),
    /// 記.
    Center(String),
    /// 以上, at the right.
    End(String),
    /// A date on its own line.
    Date(Part),
    /// Ruled lines to fill in.
    Fields(Vec<Field>),
    /// A ruled box with a heading: one signer.
    Boxed(String, Vec<Field>),
    /// A table of people: heading, how many on a sheet, columns.
    Roster(String, usize, Vec<Column>),
    /// ※ …
    Note(String),
    /// 《誓約フロー》: the heading of a picture that is lost.
    Flow(String),
    /// The box of where to send the paper.
    Destination(String, Vec<String>),
    /// Large groups of characters, by the name of their value.
    Groups(String),
}

impl Definition {
    /// 別紙様式4 在宅医療における個人情報使用同意書: number and name together.
    pub fn full_title(&self) -> String {
        if self.number.is_empty() { self.name.clone() } else { format!("{} {}", self.number, self.name) }
    }

    /// Reads one file; what is wrong with it goes to `faults`, and then there is no definition.
    pub(crate) fn read(
        forms: &Path,
        path: &Path,
        policy: Option<&Policy>,
        marks: &Arc<Marks>,
        faults: &mut Faults,
    ) -> Option<Definition> {
        let before = faults.count();
        let mut file = faults.open(forms, path)?;
        let written: Written = file.parse()?;
        let settings = policy.map(|policy| policy.settings.clone()).unwrap_or_default();
        let mut refuse =
            |span: Range<usize>, message: String, instead: String| file.fault(span, message, instead);
        let foot = written.foot.map(|foot| {
            let part = foot.get_ref().part(&settings, &mut refuse);
            part.unwrap_or_default()
        });
        let blocks = (written.block.into_iter())
            .filter_map(|block| {
                let span = block.span();
                block.into_inner().checked(span, &settings, &mut refuse)
            })
            .collect();
        let source_line = policy.map(|policy| {
            (marks.edition.replace("{document}", &policy.document)).replace("{edition}", &policy.edition)
        });
        let definition = Definition {
            region: policy.map(|policy| policy.region.clone()).unwrap_or_default(),
            edition: policy.map(|policy| policy.edition.clone()).unwrap_or_default(),
            file: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            kinds: written.kinds,
            number: written.number,
            name: written.name,
            source_line: source_line.unwrap_or_default(),
            size: written.size,
            foot,
            blocks,
            settings,
            marks: marks.clone(),
        };
        (faults.count() == before).then_some(definition)
    }

    /// Every `from` of the paper.
    pub fn sources(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        names.extend(self.foot.iter().map(|part| part.from.as_str()));
        for block in &self.blocks {
            match block {
                Block::Line(part) | Block::Date(part) => names.push(&part.from),
                Block::Groups(from) => names.push(from),
                Block::Fields(fields) | Block::Boxed(_, fields) => {
                    names.extend(fields.iter().map(|field| field.from.as_str()));
                }
                Block::Roster(_, _, columns) => {
                    names.extend(
                        columns.iter().flat_map(|column| [column.top_from.as_str(), &column.bottom_from]),
                    );
                }
                _ => {}
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// Every sentence the paper prints, whatever the values are.
    pub fn sentences(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Title(lines) => all.extend(lines.iter().map(String::as_str)),
                Block::Heading(text)
                | Block::Continued(text)
                | Block::Text(text)
                | Block::Center(text)
                | Block::End(text)
                | Block::Note(text)
                | Block::Flow(text) => all.push(text),
                Block::Article(mark, text) | Block::Paragraph(mark, text) | Block::Item(mark, text) => {
                    all.extend([mark.as_str(), text]);
                }
                Block::Line(part) | Block::Date(part) => all.extend([part.before.as_str(), &part.after]),
                Block::Fields(fields) => all.extend(fields.iter().map(|field| field.label.as_str())),
                Block::Boxed(heading, fields) => {
                    all.push(heading);
                    all.extend(fields.iter().map(|field| field.label.as_str()));
                }
                Block::Roster(heading, _, columns) => {
                    all.push(heading);
                    for column in columns {
                        all.extend([column.small.as_str(), &column.top, &column.bottom, &column.note]);
                    }
                }
                Block::Destination(heading, lines) => {
                    all.push(heading);
                    all.extend(lines.iter().map(String::as_str));
                }
                Block::Groups(_) => {}
            }
        }
        all.retain(|text| !text.is_empty());
        all
    }
}

// ---- the file as written ----

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    kinds: Vec<FormKind>,
    number: String,
    name: String,
    #[serde(default = "usual_size")]
    size: f32,
    foot: Option<Spanned<WrittenBlock>>,
    block: Vec<Spanned<WrittenBlock>>,
}

/// 10.5 pt: the size of Japanese official papers.
fn usual_size() -> f32 {
    10.5
}

/// A block as written: flat, so that a person who corrects a sentence sees one key a line.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenBlock {
    title: Option<Vec<String>>,
    heading: Option<String>,
    article: Option<String>,
    paragraph: Option<String>,
    item: Option<String>,
    continued: Option<String>,
    text: Option<String>,
    center: Option<String>,
    end: Option<String>,
    line: Option<String>,
    date: Option<String>,
    #[serde(rename = "box")]
    boxed: Option<String>,
    roster: Option<String>,
    note: Option<String>,
    flow: Option<String>,
    destination: Option<String>,
    groups: Option<Spanned<String>>,
    // what belongs to some of the above
    lines: Vec<String>,
    rows: usize,
    field: Vec<WrittenField>,
    column: Vec<WrittenColumn>,
    before: String,
    from: Option<Spanned<String>>,
    after: String,
    blank: String,
    label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    label: Spanned<String>,
    #[serde(default)]
    name: String,
    from: Option<Spanned<String>>,
    #[serde(default)]
    by_hand: bool,
    #[serde(default)]
    blank: String,
    #[serde(default)]
    seal: String,
    #[serde(default)]
    beside: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    width: f32,
    #[serde(default)]
    small: String,
    top: Spanned<String>,
    top_from: Option<Spanned<String>>,
    #[serde(default)]
    bottom: String,
    bottom_from: Option<Spanned<String>>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    by_hand: bool,
}

type Refuse<'r> = dyn FnMut(Range<usize>, String, String) + 'r;

/// The name of a value, when `fill` knows it.
fn known(from: &Option<Spanned<String>>, settings: &[Setting], refuse: &mut Refuse<'_>) -> String {
    let Some(from) = from else { return String::new() };
    let name = from.get_ref();
    if !fill::is_known(name, settings) {
        let choices = fill::SOURCES.iter().map(|source| source.name.to_owned());
        let settings = settings.iter().map(|setting| format!("setting.{}", setting.key));
        let choices = choices.chain(settings).collect::<Vec<_>>().join("、");
        refuse(
            from.span(),
            format!("『{name}』という値はありません。"),
            format!("使える値は {choices} です。"),
        );
    }
    name.clone()
}

impl WrittenBlock {
    fn part(&self, settings: &[Setting], refuse: &mut Refuse<'_>) -> Option<Part> {
        Some(Part {
            before: self.before.clone(),
            from: known(&self.from, settings, refuse),
            after: self.after.clone(),
            blank: self.blank.clone(),
            label: self.label.clone(),
        })
    }

    fn checked(self, span: Range<usize>, settings: &[Setting], refuse: &mut Refuse<'_>) -> Option<Block> {
        let text = |mark: &Option<String>, refuse: &mut Refuse<'_>| match (mark, &self.text) {
            (Some(mark), Some(text)) => Some((mark.clone(), text.clone())),
            (Some(_), None) => {
                let missing = "『text』がありません。".to_owned();
                refuse(span.clone(), missing, "番号の次の行に text = \"…\" を足してください。".to_owned());
                None
            }
            _ => None,
        };
        let block = if let Some((mark, text)) = text(&self.article, refuse) {
            Block::Article(mark, text)
        } else if let Some((mark, text)) = text(&self.paragraph, refuse) {
            Block::Paragraph(mark, text)
        } else if let Some((mark, text)) = text(&self.item, refuse) {
            Block::Item(mark, text)
        } else if let Some(title) = self.title {
            Block::Title(title)
        } else if let Some(heading) = self.heading {
            Block::Heading(heading)
        } else if let Some(text) = self.continued {
            Block::Continued(text)
        } else if let Some(text) = self.center {
            Block::Center(text)
        } else if let Some(text) = self.end {
            Block::End(text)
        } else if let Some(text) = self.note {
            Block::Note(text)
        } else if let Some(text) = self.flow {
            Block::Flow(text)
        } else if let Some(text) = self.line {
            Block::Line(Part { before: text, ..Part::default() })
        } else if let Some(heading) = self.destination {
            Block::Destination(heading, self.lines)
        } else if self.groups.is_some() {
            Block::Groups(known(&self.groups, settings, refuse))
        } else if let Some(before) = &self.date {
            let part = self.part(settings, refuse)?;
            Block::Date(Part { before: before.clone(), ..part })
        } else if let Some(heading) = self.roster {
            let columns = self.column.into_iter().map(|column| column.checked(settings, refuse)).collect();
            if self.rows == 0 {
                let missing = "『rows』がありません。".to_owned();
                refuse(span, missing, "一枚に何人かを、rows = 10 のように書いてください。".to_owned());
                return None;
            }
            Block::Roster(heading, self.rows, columns)
        } else if let Some(heading) = self.boxed {
            Block::Boxed(heading, fields(self.field, settings, refuse))
        } else if !self.field.is_empty() {
            Block::Fields(fields(self.field, settings, refuse))
        } else if let Some(text) = self.text {
            Block::Text(text)
        } else if self.from.is_some() {
            Block::Line(self.part(settings, refuse)?)
        } else {
            refuse(
                span,
                "この [[block]] に、印刷するものがありません。".to_owned(),
                "title、heading、article と text、item と text、text、line、note のどれかを書くか、この [[block]] を消してください。"
                    .to_owned(),
            );
            return None;
        };
        Some(block)
    }
}

fn fields(written: Vec<WrittenField>, settings: &[Setting], refuse: &mut Refuse<'_>) -> Vec<Field> {
    let checked = written.into_iter().map(|field| {
        if field.from.is_some() == field.by_hand {
            refuse(
                field.label.span(),
                format!("『{}』に何が入るか分かりません。", field.label.get_ref()),
                "印刷する値を from = \"…\" で、手書きの欄なら by_hand = true と、どちらか一つを書いてください。".to_owned(),
            );
        }
        Field {
            from: known(&field.from, settings, refuse),
            label: field.label.into_inner(),
            name: field.name,
            blank: field.blank,
            seal: field.seal,
            beside: field.beside,
        }
    });
    checked.collect()
}

impl WrittenColumn {
    fn checked(self, settings: &[Setting], refuse: &mut Refuse<'_>) -> Column {
        if self.top_from.is_some() == self.by_hand {
            refuse(
                self.top.span(),
                format!("『{}』の列に何が入るか分かりません。", self.top.get_ref()),
                "印刷する値を top_from = \"…\" で、手書きの列なら by_hand = true と、どちらか一つを書いてください。"
                    .to_owned(),
            );
        }
        Column {
            width: self.width,
            small: self.small,
            top_from: known(&self.top_from, settings, refuse),
            top: self.top.into_inner(),
            bottom: self.bottom,
            bottom_from: known(&self.bottom_from, settings, refuse),
            note: self.note,
        }
    }
}
