//! Everything that stands on a filled paper, as text: what is searched before a paper leaves the office.

use super::{Choice, Filled, FilledField, FilledForm, Text};

impl FilledForm {
    /// Each text with what it is called on the paper; the paper's own words are called nothing.
    pub fn texts(&self) -> Vec<(String, String)> {
        let mut all = vec![(String::new(), self.name.clone()), (String::new(), self.number.clone())];
        all.push((String::new(), self.control_number.clone()));
        all.extend(self.subject.iter().flat_map(of));
        let blocks = self.sheets.iter().flat_map(|sheet| &sheet.blocks);
        all.extend(blocks.flat_map(of_block));
        all.retain(|(_, text)| !text.is_empty());
        all
    }
}

fn of(text: &Text) -> Vec<(String, String)> {
    let reading: String = text.ruby.iter().map(|(_, reading)| reading.as_str()).collect();
    vec![(text.label.clone(), text.text.clone()), (text.label.clone(), reading)]
}

fn of_field(field: &FilledField) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), field.label.clone())];
    all.extend(of(&field.value));
    all.extend(of_choices(&field.choices));
    all
}

fn of_choices(choices: &[Choice]) -> impl Iterator<Item = (String, String)> {
    choices.iter().map(|choice| (String::new(), choice.words.clone()))
}

fn of_block(block: &Filled) -> Vec<(String, String)> {
    let own = |texts: &[&String]| texts.iter().map(|text| (String::new(), (*text).clone())).collect();
    let mut all: Vec<(String, String)> = match block {
        Filled::Title(lines) | Filled::Destination(_, lines) => own(&lines.iter().collect::<Vec<_>>()),
        Filled::Heading(text)
        | Filled::Continued(text)
        | Filled::Text(text)
        | Filled::Center(text)
        | Filled::End(text)
        | Filled::Note(text)
        | Filled::Flow(text) => own(&[text]),
        Filled::Article(mark, text) | Filled::Paragraph(mark, text) | Filled::Item(mark, text) => {
            own(&[mark, text])
        }
        Filled::Chart(chart) => {
            let places = chart.places.iter().map(|(name, _)| name);
            own(&[&chart.heading].into_iter().chain(&chart.series).chain(places).collect::<Vec<_>>())
        }
        Filled::Choices(label, choices) => {
            [(String::new(), label.clone())].into_iter().chain(of_choices(choices)).collect()
        }
        _ => Vec::new(),
    };
    match block {
        Filled::Line(texts) | Filled::Date(texts) | Filled::Check(texts) | Filled::Groups(texts) => {
            all.extend(texts.iter().flat_map(of));
        }
        Filled::Fields(fields)
        | Filled::Boxed(_, fields)
        | Filled::Grid(_, fields)
        | Filled::Office(fields) => {
            all.extend(fields.iter().flat_map(of_field));
        }
        Filled::Roster(heading, _, rows) => {
            all.push((String::new(), heading.clone()));
            all.extend(rows.iter().flatten().flatten().flat_map(of));
        }
        Filled::Table(heads, rows) => {
            all.extend(heads.iter().flat_map(|head| of(&head.name)));
            all.extend(rows.iter().flatten().flat_map(of));
        }
        _ => {}
    }
    all
}
