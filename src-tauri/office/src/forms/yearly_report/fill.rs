//! The report as a paper: what stands where, and its page of charts.

use chrono::Datelike;

use super::{YearlyPage, YearlyWords};
use crate::domain::wareki;
use crate::domain::yearly_report::{CARE, Figure, Figures, Flow, LINK, OPEN, Period, STAFF, Session};
use crate::forms::definition::Marks;
use crate::forms::fill::{Chart, Filled, FilledField, FilledForm, Sheet, TableHead, Text};

impl YearlyWords {
    /// The report as a paper.
    pub fn fill(&self, page: &YearlyPage<'_>, marks: &Marks) -> FilledForm {
        let mut sheets = vec![self.figures_sheet(page)];
        if !page.earlier.is_empty() {
            sheets.push(self.earlier_sheet(page));
        }
        sheets.push(self.chart_sheet(page));
        FilledForm {
            subject: vec![value(&page.foot(self))],
            size: 10.0,
            ..FilledForm::plain(&page.title(self), sheets, marks, page.practice.is_some())
        }
    }

    fn figures_sheet(&self, page: &YearlyPage<'_>) -> Sheet {
        let say = |part: &str, name: &str| self.say(part, name, page.policy);
        let count =
            |word: String, figure: Figure| word.replace("{count}", &page.figures.of(figure).to_string());
        let mut blocks =
            vec![Filled::Title(vec![page.title(self)]), Filled::Line(vec![value(&page.period_line(self))])];
        if !page.addressee.is_empty() {
            blocks.push(Filled::Line(vec![value(
                &say("paper", "addressee").replace("{name}", &page.addressee),
            )]));
        }
        let names = ["name", "address", "tel"].map(|name| say("office", name));
        let fields = names.into_iter().zip(&page.office).filter(|(_, text)| !text.is_empty());
        blocks.push(Filled::Office(fields.map(|(label, text)| FilledField::line(&label, text)).collect()));
        blocks.push(Filled::Text(page.source_line(self)));
        if !page.reason.is_empty() {
            blocks.push(Filled::Text(page.revised_reason(self)));
        }

        blocks.push(Filled::Heading(say("flow", "title")));
        let flows = self.flows(page);
        let heads =
            [("unit", 40.0), ("at_start", 20.0), ("added", 20.0), ("reopened", 20.0), ("archived", 20.0)];
        let heads = heads.into_iter().chain([("deleted", 20.0), ("at_end", 20.0)]);
        let heads =
            heads.enumerate().map(|(at, (name, width))| head(say("flow", name), width, at > 0)).collect();
        let rows = flows.iter().map(|(name, flow)| {
            let number = |figure: Option<&Figure>| {
                figure.map_or_else(|| say("flow", "none"), |figure| page.figures.of(*figure).to_string())
            };
            // Staff are registered and deleted only.
            let (archived, deleted) = match flow.taken {
                [archived, deleted] => (Some(archived), Some(deleted)),
                taken => (None, taken.first()),
            };
            let numbers = [
                number(Some(&flow.at_start)),
                number(flow.added.first()),
                number(flow.added.get(1)),
                number(archived),
                number(deleted),
                number(Some(&flow.at_end)),
            ];
            [name.clone()].into_iter().chain(numbers).map(|text| value(&text)).collect()
        });
        blocks.push(Filled::Table(heads, rows.collect()));
        for (name, flow) in &flows {
            let sum = self.sum(&page.figures, flow);
            blocks.push(Filled::Note(say("flow", "check").replace("{name}", name).replace("{sum}", &sum)));
        }
        for (name, flow) in &flows {
            if let Some(later) = flow.deleted_later.filter(|later| page.figures.of(*later) > 0) {
                blocks.push(Filled::Note(count(say("flow", "deleted_later").replace("{name}", name), later)));
            }
        }

        blocks.push(Filled::Heading(say("consent", "title")));
        let signed = Figure::SIGNED.map(|figure| (self.figure(figure, page.policy), page.figures.of(figure)));
        let total = (say("consent", "total"), page.figures.sum(&Figure::SIGNED));
        blocks.push(numbers(signed.into_iter().chain([total])));
        let notes = [
            ("void", Figure::ConsentsVoid),
            ("withdrawn", Figure::ConsentsWithdrawn),
            ("photo", Figure::PhotoConsents),
        ];
        let notes = notes.map(|(name, figure)| count(say("consent", name), figure));
        blocks.push(Filled::Note(notes.join("\u{3000}")));

        blocks.push(Filled::Heading(say("training", "title")));
        let total = say("training", "total")
            .replace("{sessions}", &page.figures.of(Figure::Trainings).to_string())
            .replace("{attendances}", &page.figures.of(Figure::Attendances).to_string());
        blocks.push(Filled::Text(total));
        if page.sessions.is_empty() {
            blocks.push(Filled::Note(say("training", "none")));
        } else {
            // Two sessions side by side keep the page one page.
            let pair = [head(say("training", "on"), 50.0, false), head(say("training", "rate"), 30.0, true)];
            let cells = |session: &Session| {
                [wareki::japanese(session.on), format!("{}\u{FF0F}{}", session.heard, session.expected)]
            };
            let rows = page.sessions.chunks(2).map(|two| {
                let mut row: Vec<Text> = two.iter().flat_map(cells).map(|text| value(&text)).collect();
                row.resize(4, Text::default());
                row
            });
            blocks.push(Filled::Table([pair.clone(), pair].concat(), rows.collect()));
        }

        blocks.push(Filled::Heading(say("takeout", "title")));
        let events = [
            Figure::TakeoutsAsked,
            Figure::TakeoutsApproved,
            Figure::TakeoutsDeclined,
            Figure::TakeoutsLate,
            Figure::Incidents,
        ];
        blocks.push(numbers(
            events.into_iter().map(|figure| (self.figure(figure, page.policy), page.figures.of(figure))),
        ));

        blocks.push(Filled::Heading(say("added", "title")));
        let typed = |number: Option<u32>| number.map_or_else(|| say("added", "none"), grouped);
        let heads = vec![head(say("added", "posts"), 80.0, true), head(say("added", "uses"), 80.0, true)];
        let row = [typed(page.added.posts), typed(page.added.uses)].map(|text| value(&text));
        blocks.push(Filled::Table(heads, vec![row.to_vec()]));
        if !page.added.remarks.is_empty() {
            blocks.push(Filled::Heading(say("added", "remarks")));
            blocks.extend(page.added.remarks.lines().map(|line| Filled::Text(line.to_owned())));
        }
        blocks.push(Filled::Note(say("paper", "counted")));
        Sheet { mark: page.revised(self), blocks }
    }

    fn earlier_sheet(&self, page: &YearlyPage<'_>) -> Sheet {
        let years = page.years();
        let first = head(self.say("earlier", "item", page.policy), 60.0, false);
        let heads = [first].into_iter().chain(years.iter().map(|(year, _)| head(year.clone(), 20.0, true)));
        // A figure that is 0 in every year says nothing beside the others.
        let counts = |figure: &Figure| years.iter().any(|(_, figures)| figures.of(*figure) > 0);
        let listed = Figure::ALL.into_iter().filter(counts);
        let row = |figure: Figure| {
            let numbers = years.iter().map(|(_, figures)| figures.of(figure).to_string());
            [self.figure(figure, page.policy)].into_iter().chain(numbers).map(|text| value(&text)).collect()
        };
        let blocks = vec![
            Filled::Heading(self.say("earlier", "title", page.policy)),
            Filled::Table(heads.collect(), listed.map(row).collect()),
            Filled::Note(self.say("earlier", "note", page.policy)),
        ];
        Sheet { mark: page.revised(self), blocks }
    }

    fn chart_sheet(&self, page: &YearlyPage<'_>) -> Sheet {
        let say = |part: &str, name: &str| self.say(part, name, page.policy);
        let chart = |name: &str, series: Vec<String>, places| {
            Filled::Chart(Chart { heading: say("chart", name), series, places })
        };
        let flows = self.flows(page);
        let groups = flows.iter().skip(1).map(|(name, flow)| {
            (name.clone(), vec![page.figures.of(flow.at_start), page.figures.of(flow.at_end)])
        });
        let signed =
            Figure::SIGNED.map(|figure| (self.figure(figure, page.policy), vec![page.figures.of(figure)]));
        let by_month = |figures: &[Figure]| {
            let month = |(period, of): &(Period, Figures)| {
                let name = say("months", "month").replace("{month}", &period.from.month().to_string());
                (name, figures.iter().map(|figure| of.of(*figure)).collect())
            };
            page.months.iter().map(month).collect::<Vec<_>>()
        };
        let mut blocks = vec![
            Filled::Heading(say("chart", "title")),
            chart("groups", vec![say("flow", "at_start"), say("flow", "at_end")], groups.collect()),
            chart("consents", Vec::new(), signed.to_vec()),
            chart("attendances", Vec::new(), by_month(&[Figure::Attendances])),
            chart(
                "opened",
                vec![say("chart", "new"), say("flow", "archived")],
                by_month(&[Figure::CareOpened, Figure::CareArchived]),
            ),
        ];
        if !page.earlier.is_empty() {
            let years = page.years().into_iter().map(|(year, of)| (year, vec![of.of(Figure::CareAtEnd)]));
            blocks.push(chart("years", Vec::new(), years.collect()));
        }
        Sheet { mark: page.revised(self), blocks }
    }

    /// The lines with a beginning and an end; that of links only where there are any.
    pub(super) fn flows(&self, page: &YearlyPage<'_>) -> Vec<(String, Flow)> {
        let all = [("staff", STAFF), ("care", CARE), ("open", OPEN), ("link", LINK)];
        let shown = all.into_iter().filter(|(name, flow)| *name != "link" || page.figures.has_any(flow));
        shown.map(|(name, flow)| (self.say("flow", name, page.policy), flow)).collect()
    }
}

/// One row of numbers under their names.
fn numbers(of: impl Iterator<Item = (String, u32)>) -> Filled {
    let (heads, row) = of.map(|(name, number)| (head(name, 20.0, true), value(&number.to_string()))).unzip();
    Filled::Table(heads, vec![row])
}

fn head(name: String, width: f32, is_number: bool) -> TableHead {
    TableHead { name: Text::words(name), width, is_number }
}

/// A value, under a name of its own: it is cut into the fonts of values.
fn value(text: &str) -> Text {
    Text::value("figure", text)
}

/// `1,284`.
pub(super) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
