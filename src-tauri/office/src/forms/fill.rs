//! Filling a paper: a definition and a record give a [`FilledForm`], sheet by sheet.
//!
//! Says of each value what it is called and whose it is, so that a character no font has can be named.
//! The closed list of values that a paper may name ([`SOURCES`]) stands in `sources`, what they are read
//! from in `record`; looks are left to `pdf`.

mod record;
mod sources;
mod texts;

use std::fmt;

use chrono::NaiveDate;

use super::definition::{Block, Column, Definition, Field, Marks, Part};
use crate::domain::sheet_code::SheetCode;
use crate::policy::squeezed;

pub use record::{ConsentFacts, IncidentFacts, Listed, Listing, Options, Record, Recovery, TakeoutFacts};
use sources::{Asked, Given, Row, plain};
pub use sources::{SOURCES, Source, UNUSED, is_known};

/// A paper with its values: what `pdf` draws.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledForm {
    /// Title for the properties of the PDF; names no person.
    pub name: String,
    /// 別紙様式4, at the top left.
    pub number: String,
    /// Document and edition, at the foot.
    pub source_line: String,
    /// Whose paper it is, at the foot; empty for nobody's.
    pub subject: Vec<Text>,
    /// Control number, at the foot; may be empty.
    pub control_number: String,
    /// `{page}／{pages}`, at the foot.
    pub page_words: String,
    /// Above everything at the right, where the wording is not the official one; may be empty.
    pub reference: String,
    /// 再発行; may be empty.
    pub reissue: String,
    /// What the QR code outside the frame says; `None` for no code.
    pub code: Option<SheetCode>,
    /// 見本, across each page.
    pub watermark: Option<String>,
    /// Whether it is set in large type, on as many pages as that needs.
    pub large_type: bool,
    /// The number of its first page and of all pages of the book it is bound in; `None`: it stands alone.
    pub in_book: Option<(usize, usize)>,
    /// Size of the text, in pt.
    pub size: f32,
    /// The sheets, each with all blocks.
    pub sheets: Vec<Sheet>,
}

impl FilledForm {
    /// A paper of the office's own (a list, a report, a cover): at its edges stand only the page and 見本.
    pub fn plain(name: &str, sheets: Vec<Sheet>, marks: &Marks, practice: bool) -> FilledForm {
        FilledForm {
            name: name.to_owned(),
            number: String::new(),
            source_line: String::new(),
            subject: Vec::new(),
            control_number: String::new(),
            page_words: marks.page.clone(),
            reference: String::new(),
            reissue: String::new(),
            code: None,
            watermark: practice.then(|| marks.practice.clone()),
            large_type: false,
            in_book: None,
            size: 10.5,
            sheets,
        }
    }

    /// Labels of what the hand will fill in: told before printing, so that nobody is surprised by an empty line.
    pub fn left_blank(&self) -> Vec<String> {
        let empty = |heading: &str, fields: &[FilledField]| {
            let empty = fields.iter().filter(|field| field.is_empty());
            empty
                .map(|field| format!("{heading} {}", squeezed(&field.label)).trim().to_owned())
                .collect::<Vec<_>>()
        };
        let blocks = self.sheets.first().map(|sheet| sheet.blocks.as_slice()).unwrap_or_default();
        let labels = blocks.iter().flat_map(|block| match block {
            Filled::Fields(fields) | Filled::Office(fields) => empty("", fields),
            Filled::Boxed(heading, fields) | Filled::Grid(heading, fields) => empty(heading, fields),
            _ => Vec::new(),
        });
        labels.collect()
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// 1枚目　事業所控, at the top right; may be empty.
    pub mark: String,
    /// From top to bottom.
    pub blocks: Vec<Filled>,
}

/// Text with what is known about it.
#[derive(Clone, PartialEq, Default)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Furigana: each part of the text with its reading; empty for none.
    pub ruby: Vec<(String, String)>,
    /// What it is called on the paper; empty for the paper's own words.
    pub label: String,
    /// Whose it is; empty when it is nobody's.
    pub owner: String,
}

impl Text {
    /// The paper's own words.
    pub fn words(text: impl Into<String>) -> Text {
        Text { text: text.into(), ..Text::default() }
    }

    /// What the records say, under the name of its field.
    pub fn value(label: &str, text: &str) -> Text {
        Text { text: text.to_owned(), label: label.to_owned(), ..Text::default() }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be names; the paper's own words are in forms/ for everybody to read.
        if self.label.is_empty() { write!(f, "{:?}", self.text) } else { write!(f, "Text({})", self.label) }
    }
}

/// A block with its values; see [`Block`].
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    /// The title.
    Title(Vec<String>),
    /// A line of words and values.
    Line(Vec<Text>),
    /// A heading.
    Heading(String),
    /// 第1条.
    Article(String, String),
    /// 2, 3 ….
    Paragraph(String, String),
    /// ①②③.
    Item(String, String),
    /// A further paragraph under the one before.
    Continued(String),
    /// A plain paragraph.
    Text(String),
    /// 記.
    Center(String),
    /// 以上.
    End(String),
    /// A date.
    Date(Vec<Text>),
    /// Ruled lines.
    Fields(Vec<FilledField>),
    /// A ruled box with a heading.
    Boxed(String, Vec<FilledField>),
    /// A ruled table of labelled cells.
    Grid(String, Vec<FilledField>),
    /// Who makes the paper.
    Office(Vec<FilledField>),
    /// A label, and words with a box each.
    Choices(String, Vec<Choice>),
    /// A line to tick.
    Check(Vec<Text>),
    /// A table of people.
    Roster(String, Vec<Column>, Vec<Vec<[Text; 2]>>),
    /// A table of any length.
    Table(Vec<TableHead>, Vec<Vec<Text>>),
    /// Columns drawn to scale.
    Chart(Chart),
    /// ※ ….
    Note(String),
    /// The heading of a lost picture.
    Flow(String),
    /// Where to send it.
    Destination(String, Vec<String>),
    /// Large groups of characters.
    Groups(Vec<Text>),
    /// A picture as large as the page has room: which of those that are handed to the printer, from 0.
    Picture(usize),
}

/// A field with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledField {
    /// Words at the left.
    pub label: String,
    /// The value; empty for the hand.
    pub value: Text,
    /// 印 or ㊞ at the right end.
    pub seal: String,
    /// Whether it stands beside the field before.
    pub beside: bool,
    /// Words with a box each; the value is none of them.
    pub choices: Vec<Choice>,
    /// Height of its cell in a grid, in usual rows.
    pub lines: usize,
}

impl FilledField {
    /// A line with its value, for no hand to fill in.
    pub fn line(label: &str, text: &str) -> FilledField {
        FilledField {
            label: label.to_owned(),
            value: Text::value(label, text),
            seal: String::new(),
            beside: false,
            choices: Vec::new(),
            lines: 1,
        }
    }

    /// Whether it is left for the hand.
    fn is_empty(&self) -> bool {
        self.value.text.is_empty() && self.choices.iter().all(|choice| !choice.ticked)
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableHead {
    /// Its name.
    pub name: Text,
    /// Width beside the others.
    pub width: f32,
    /// Whether its cells are numbers, which stand at the right.
    pub is_number: bool,
}

/// Numbers as columns, each with its number in figures: it is read in black and white, too.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, and in which unit.
    pub heading: String,
    /// What the columns of one place are, from left to right; empty where there is one.
    pub series: Vec<String>,
    /// The places with their numbers, one for each of the series.
    pub places: Vec<(String, Vec<u32>)>,
}

/// Words with a box before them.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The words.
    pub words: String,
    /// Whether the box is ticked.
    pub ticked: bool,
}

/// The words with their boxes; the one that is the value is ticked.
fn choices(words: &[String], value: &str) -> Vec<Choice> {
    words.iter().map(|words| Choice { words: words.clone(), ticked: words == value }).collect()
}

/// In large type: so many times the size on the form, and at least so many pt.
const LARGE: (f32, f32) = (1.25, 13.0);

/// Fills a paper. A roster longer than a sheet gives further sheets, each with all blocks.
pub fn fill(definition: &Definition, record: &Record<'_>) -> FilledForm {
    let filler = Filler { definition, record };
    let rows = definition.blocks.iter().find_map(|block| match block {
        Block::Roster(_, rows, _) => Some(*rows),
        _ => None,
    });
    let sheets = rows.map_or(1, |rows| record.roster.len().max(record.lines.len()).div_ceil(rows).max(1));
    let marks = &definition.marks;
    let mark = |sheet: usize| match record.options.copy {
        Some((number, copy)) => marks.copy.replace("{sheet}", &number.to_string()).replace("{copy}", copy),
        None if sheets > 1 => {
            marks.sheet.replace("{sheet}", &(sheet + 1).to_string()).replace("{sheets}", &sheets.to_string())
        }
        None => String::new(),
    };
    let options = &record.options;
    let said = |words: &String, when: bool| if when { words.clone() } else { String::new() };
    FilledForm {
        name: definition.name.clone(),
        number: definition.number.clone(),
        source_line: definition.source_line.clone(),
        subject: filler.subject(),
        control_number: record.options.control_number.to_owned(),
        page_words: marks.page.clone(),
        reference: said(&marks.reference, definition.reference),
        reissue: said(&marks.reissue, options.reissue),
        code: options.code.map(|code| SheetCode {
            code: code.to_owned(),
            sheet: options.copy.map_or(1, |(number, _)| number as u32),
        }),
        watermark: options.practice.then(|| marks.practice.clone()),
        large_type: options.large_type,
        in_book: None,
        size: if options.large_type { (definition.size * LARGE.0).max(LARGE.1) } else { definition.size },
        sheets: (0..sheets).map(|sheet| Sheet { mark: mark(sheet), blocks: filler.blocks(sheet) }).collect(),
    }
}

/// Fills one paper for each sheet of a consent (朝霞 3)(2): 双方が所持する), alike but for their marks.
pub fn fill_copies(definition: &Definition, record: &Record<'_>, copies: &[String]) -> Vec<FilledForm> {
    let one = |(at, copy): (usize, &String)| {
        let options = Options { copy: Some((at + 1, copy)), ..record.options };
        fill(definition, &Record { options, ..record.clone() })
    };
    copies.iter().enumerate().map(one).collect()
}

/// A value by itself, labelled with its name, and the day it says when it is a date. `row` is the line of the
/// roster, from 0, for `row.…`.
pub fn single(
    definition: &Definition,
    record: &Record<'_>,
    from: &str,
    row: usize,
) -> Option<(Text, Option<NaiveDate>)> {
    let person = record.roster.get(row).map(|staff| (row + 1, *staff));
    let given = Filler { definition, record }.given(from, person)?;
    let Given { text, ruby, owner, day } = given;
    (!text.is_empty()).then(|| (Text { text, ruby, owner, label: from.to_owned() }, day))
}

struct Filler<'a> {
    definition: &'a Definition,
    record: &'a Record<'a>,
}

impl Filler<'_> {
    fn blocks(&self, sheet: usize) -> Vec<Filled> {
        self.definition.blocks.iter().map(|block| self.block(block, sheet)).collect()
    }

    fn block(&self, block: &Block, sheet: usize) -> Filled {
        match block.clone() {
            Block::Title(lines) => Filled::Title(lines),
            Block::Line(part) => Filled::Line(self.part(&part)),
            Block::Heading(text) => Filled::Heading(text),
            Block::Article(mark, text) => Filled::Article(mark, text),
            Block::Paragraph(mark, text) => Filled::Paragraph(mark, text),
            Block::Item(mark, text) => Filled::Item(mark, text),
            Block::Continued(text) => Filled::Continued(text),
            Block::Text(text) => Filled::Text(text),
            Block::Center(text) => Filled::Center(text),
            Block::End(text) => Filled::End(text),
            Block::Date(part) => Filled::Date(self.part(&part)),
            Block::Fields(fields) => Filled::Fields(self.fields(&fields)),
            Block::Boxed(heading, fields) => Filled::Boxed(heading, self.fields(&fields)),
            Block::Grid(heading, fields) => Filled::Grid(heading, self.fields(&fields)),
            Block::Office(fields) => Filled::Office(self.fields(&fields)),
            Block::Choices(label, words) => Filled::Choices(label, choices(&words, "")),
            Block::Check(part) => Filled::Check(self.part(&part)),
            Block::Roster(heading, rows, columns) => {
                let lines = (0..rows).map(|row| self.row(&columns, sheet * rows + row)).collect();
                Filled::Roster(heading, columns, lines)
            }
            Block::Note(text) => Filled::Note(text),
            Block::Flow(text) => Filled::Flow(text),
            Block::Destination(heading, lines) => Filled::Destination(heading, lines),
            Block::Groups(from) => {
                let groups = self.value(&from, "", None).unwrap_or_default();
                Filled::Groups(groups.text.split('-').map(Text::words).collect())
            }
        }
    }

    /// One line of a roster. Numbers are printed on empty lines too, as on the official sheet.
    fn row(&self, columns: &[Column], index: usize) -> Vec<[Text; 2]> {
        let person = self.record.roster.get(index).map(|listed| (index + 1, *listed));
        let cell = |from: &str, label: &str| match from {
            "row.number" => Text::words((index + 1).to_string()),
            _ if from.starts_with("line.") => self.line_value(index, from, label),
            _ => self.value(from, label, person).unwrap_or_default(),
        };
        let lines = columns
            .iter()
            .map(|column| [cell(&column.top_from, &column.top), cell(&column.bottom_from, &column.bottom)]);
        lines.collect()
    }

    /// A value of a ledger's line; `line.1` is its first.
    fn line_value(&self, index: usize, from: &str, label: &str) -> Text {
        let at = from.strip_prefix("line.").and_then(|at| at.parse::<usize>().ok()).unwrap_or_default();
        let line = self.record.lines.get(index);
        let text = line.and_then(|line| line.get(at.wrapping_sub(1))).cloned().unwrap_or_default();
        Text { text, label: label.to_owned(), ..Text::default() }
    }

    fn fields(&self, fields: &[Field]) -> Vec<FilledField> {
        let filled = fields.iter().map(|field| {
            let label = if field.name.is_empty() { &field.label } else { &field.name };
            let value = self.value(&field.from, &label.replace('\u{3000}', ""), None);
            let value = value.unwrap_or_else(|| Text::words(field.blank.clone()));
            let choices = choices(&field.choices, &value.text);
            FilledField {
                label: field.label.clone(),
                value: if choices.iter().any(|choice| choice.ticked) { Text::default() } else { value },
                seal: field.seal.clone(),
                beside: field.beside,
                choices,
                lines: field.lines,
            }
        });
        filled.collect()
    }

    fn part(&self, part: &Part) -> Vec<Text> {
        let value =
            self.value(&part.from, &part.label, None).unwrap_or_else(|| Text::words(part.blank.clone()));
        let mut texts = vec![Text::words(part.before.clone()), value, Text::words(part.after.clone())];
        texts.retain(|text| !text.text.is_empty());
        texts
    }

    /// Whose paper it is; nothing when there is no such person.
    fn subject(&self) -> Vec<Text> {
        match &self.definition.foot {
            Some(part) if self.value(&part.from, &part.label, None).is_some() => self.part(part),
            _ => Vec::new(),
        }
    }

    /// What the record says; `None` when it says nothing.
    fn given(&self, from: &str, row: Row<'_>) -> Option<Given> {
        match from.strip_prefix("setting.") {
            Some(key) => self.setting(key),
            None => {
                let source = SOURCES.iter().find(|source| source.name == from)?;
                (source.get)(&Asked { record: self.record, row, marks: &self.definition.marks })
            }
        }
    }

    /// A value with its label; `None` when there is none.
    fn value(&self, from: &str, label: &str, row: Row<'_>) -> Option<Text> {
        let given = self.given(from, row)?;
        let label = if label.is_empty() { from } else { label }.to_owned();
        (!given.text.is_empty()).then_some(Text {
            text: given.text,
            ruby: given.ruby,
            label,
            owner: given.owner,
        })
    }

    fn setting(&self, key: &str) -> Option<Given> {
        let setting = self.definition.settings.iter().find(|setting| setting.key == key)?;
        let value = self.record.settings.get(key).unwrap_or(&setting.default);
        Some(plain(value.clone(), ""))
    }
}
