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
use crate::policy::{Faults, FormKind, Policy, Setting};

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
}

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
