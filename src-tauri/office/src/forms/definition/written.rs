//! A paper's file as it is written, and what makes it a [`Definition`].
//!
//! Flat on purpose: a person who corrects a sentence sees one key a line, and a fault has its line.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::{Block, Column, Definition, Field, Marks, Part};
use crate::forms::fill;
use crate::policy::{Fault, Faults, FormKind, Opened, Policy, Setting};

impl Definition {
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
        let foot = written.foot.map(|foot| foot.into_inner().part(&settings, &mut file));
        let blocks = (written.block.into_iter())
            .filter_map(|block| {
                let span = block.span();
                block.into_inner().checked(span, &settings, &mut file)
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
            reference: written.reference,
            size: written.size,
            foot,
            blocks,
            settings,
            marks: marks.clone(),
        };
        (faults.count() == before).then_some(definition)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    kinds: Vec<FormKind>,
    number: String,
    name: String,
    #[serde(default)]
    reference: bool,
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
    grid: Option<String>,
    office: bool,
    choices: Option<String>,
    check: Option<String>,
    roster: Option<String>,
    note: Option<String>,
    flow: Option<String>,
    destination: Option<String>,
    groups: Option<Spanned<String>>,
    // what belongs to some of the above
    lines: Vec<String>,
    options: Vec<String>,
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
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default = "one")]
    lines: usize,
}

fn one() -> usize {
    1
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

/// The name of a value, when `fill` knows it.
fn known(from: &Option<Spanned<String>>, settings: &[Setting], file: &mut Opened<'_>) -> String {
    let Some(from) = from else { return String::new() };
    let name = from.get_ref();
    if !fill::is_known(name, settings) {
        let choices = fill::SOURCES.iter().map(|source| source.name.to_owned());
        let settings = settings.iter().map(|setting| format!("setting.{}", setting.key));
        let choices = choices.chain(settings).collect::<Vec<_>>().join("、");
        file.fault(from.span(), Fault::UnknownValue(name, &choices));
    }
    name.clone()
}

impl WrittenBlock {
    fn part(&self, settings: &[Setting], file: &mut Opened<'_>) -> Part {
        Part {
            before: self.before.clone(),
            from: known(&self.from, settings, file),
            after: self.after.clone(),
            blank: self.blank.clone(),
            label: self.label.clone(),
        }
    }

    fn checked(self, span: Range<usize>, settings: &[Setting], file: &mut Opened<'_>) -> Option<Block> {
        type Numbered = fn(String, String) -> Block;
        let numbered: [(&Option<String>, Numbered); 3] =
            [(&self.article, Block::Article), (&self.paragraph, Block::Paragraph), (&self.item, Block::Item)];
        let numbered = numbered.into_iter().find_map(|(mark, block)| mark.as_ref().map(|mark| (mark, block)));
        let block = if let Some((mark, block)) = numbered {
            let Some(text) = self.text else {
                file.fault(span, Fault::NoText);
                return None;
            };
            block(mark.clone(), text)
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
            Block::Groups(known(&self.groups, settings, file))
        } else if let Some(label) = self.choices {
            Block::Choices(label, self.options)
        } else if let Some(before) = &self.check {
            let part = self.part(settings, file);
            Block::Check(Part { before: before.clone(), ..part })
        } else if let Some(before) = &self.date {
            let part = self.part(settings, file);
            Block::Date(Part { before: before.clone(), ..part })
        } else if let Some(heading) = self.roster {
            let columns = self.column.into_iter().map(|column| column.checked(settings, file)).collect();
            if self.rows == 0 {
                file.fault(span, Fault::NoRows);
                return None;
            }
            Block::Roster(heading, self.rows, columns)
        } else if let Some(heading) = self.boxed {
            Block::Boxed(heading, fields(self.field, settings, file))
        } else if let Some(heading) = self.grid {
            Block::Grid(heading, fields(self.field, settings, file))
        } else if self.office {
            Block::Office(fields(self.field, settings, file))
        } else if !self.field.is_empty() {
            Block::Fields(fields(self.field, settings, file))
        } else if let Some(text) = self.text {
            Block::Text(text)
        } else if self.from.is_some() {
            Block::Line(self.part(settings, file))
        } else {
            file.fault(span, Fault::EmptyBlock);
            return None;
        };
        Some(block)
    }
}

fn fields(written: Vec<WrittenField>, settings: &[Setting], file: &mut Opened<'_>) -> Vec<Field> {
    let checked = written.into_iter().map(|field| {
        if field.from.is_some() == field.by_hand {
            file.fault(field.label.span(), Fault::Undecided(field.label.get_ref(), "from"));
        }
        Field {
            from: known(&field.from, settings, file),
            label: field.label.into_inner(),
            name: field.name,
            blank: field.blank,
            seal: field.seal,
            beside: field.beside,
            choices: field.choices,
            lines: field.lines.max(1),
        }
    });
    checked.collect()
}

impl WrittenColumn {
    fn checked(self, settings: &[Setting], file: &mut Opened<'_>) -> Column {
        if self.top_from.is_some() == self.by_hand {
            file.fault(self.top.span(), Fault::Undecided(self.top.get_ref(), "top_from"));
        }
        Column {
            width: self.width,
            small: self.small,
            top_from: known(&self.top_from, settings, file),
            top: self.top.into_inner(),
            bottom: self.bottom,
            bottom_from: known(&self.bottom_from, settings, file),
            note: self.note,
        }
    }
}
