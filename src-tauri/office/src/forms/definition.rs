//! One paper as its file says it: blocks from top to bottom of a sheet of A4.
//!
//! Owns what a paper can be made of. How it is written in `forms/**/*.toml`, and what is refused there,
//! stands in `written`; values are named by `from`, and [`super::fill`] knows them.

mod written;

use std::sync::Arc;

use serde::Deserialize;

use crate::policy::{FormKind, Setting};

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
    /// Whether its wording is not the official one.
    pub reference: bool,
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
    /// Small above it, on a paper whose wording is not the official one.
    pub reference: String,
    /// 再発行, beside the mark of the sheet.
    pub reissue: String,
    /// `{document}　{edition}版`.
    pub edition: String,
    /// A box to tick by hand, in a ledger.
    pub tick: String,
    /// `目安 {day}`: a day that is the office's own target.
    pub target: String,
    /// 規定なし（事業所の設定）.
    pub silent: String,
    /// `{name}さん：{what}`.
    pub of_person: String,
    /// 追加: a person on the roster who is registered.
    pub added: String,
    /// 削除: a person on the roster who is released.
    pub released: String,
    /// 訪問セット: the papers of a visit, bound together.
    pub packet: String,
    /// `{age}歳`.
    pub age: String,
    /// What each kind of signer is called.
    pub signer: SignerWords,
    /// 管理者: what the manager is called, when the office does not say it otherwise.
    pub manager: String,
    /// `{title}（試し刷り）`: what a trial of an own form is called.
    pub trial: String,
    /// 位置合わせの紙: the title of the page that shows how far the printer is off.
    pub ruler: String,
    /// `同意-{year}-`: what a control number begins with; four digits follow.
    pub control_number: String,
    /// What the choices of the ledgers are called, by their stable names.
    pub ledger: std::collections::BTreeMap<String, String>,
    /// The words of 点検記録: its lines, the kinds of acts, some acts and the roles, by their stable names.
    pub log: std::collections::BTreeMap<String, String>,
    /// `既存-{year}-`: the same for a consent that was signed before this program came.
    pub existing_number: String,
}

/// What those who sign are called.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerWords {
    /// 本人.
    pub person: String,
    /// 家族.
    pub family: String,
    /// 代筆.
    pub proxy: String,
    /// 成年後見人等.
    pub guardian: String,
}

/// Fixed words around one value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    /// Before the value.
    pub before: String,
    /// Name of the value in [`super::fill::SOURCES`]; empty for words only.
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
    /// Words with a box each, one of which is ticked; empty for a plain value.
    pub choices: Vec<String>,
    /// Height of a cell of a grid, in usual rows.
    pub lines: usize,
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
    /// A ruled table of labelled cells with a heading, which may be empty.
    Grid(String, Vec<Field>),
    /// Labels and values at the right, without a table: who makes the paper.
    Office(Vec<Field>),
    /// A line of words with a box each to tick, after its label.
    Choices(String, Vec<String>),
    /// A line to tick.
    Check(Part),
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

    /// 別紙様式4, or the name of a paper without a number: short enough for the name of a file.
    pub fn short_title(&self) -> &str {
        if self.number.is_empty() { &self.name } else { &self.number }
    }

    /// Every `from` of the paper.
    pub fn sources(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        names.extend(self.foot.iter().map(|part| part.from.as_str()));
        for block in &self.blocks {
            match block {
                Block::Line(part) | Block::Date(part) | Block::Check(part) => names.push(&part.from),
                Block::Groups(from) => names.push(from),
                Block::Fields(fields)
                | Block::Boxed(_, fields)
                | Block::Grid(_, fields)
                | Block::Office(fields) => {
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
                Block::Line(part) | Block::Date(part) | Block::Check(part) => {
                    all.extend([part.before.as_str(), &part.after]);
                }
                Block::Fields(fields) | Block::Office(fields) => all.extend(words_of(fields)),
                Block::Boxed(heading, fields) | Block::Grid(heading, fields) => {
                    all.push(heading);
                    all.extend(words_of(fields));
                }
                Block::Choices(label, words) => {
                    all.push(label);
                    all.extend(words.iter().map(String::as_str));
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

/// Labels, and the words of boxes to tick.
fn words_of(fields: &[Field]) -> impl Iterator<Item = &str> {
    fields.iter().flat_map(|field| std::iter::once(&field.label).chain(&field.choices)).map(String::as_str)
}
