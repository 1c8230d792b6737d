//! The report as a workbook: 報告, 内訳 by month, and the earlier years. Numbers are numbers.

use chrono::Datelike;

use super::{YearlyPage, YearlyWords};
use crate::domain::wareki;
use crate::domain::yearly_report::{Figure, Figures};
use crate::forms::workbook::{Cell, WorkSheet, Workbook};

impl YearlyWords {
    /// The report as a workbook.
    pub fn workbook(&self, page: &YearlyPage<'_>) -> Workbook {
        let mut sheets = vec![self.report(page), self.by_month(page)];
        if !page.earlier.is_empty() {
            let (heads, figures) = page.years().into_iter().unzip();
            sheets.push(self.table(
                page,
                "earlier",
                self.say("earlier", "item", page.policy),
                heads,
                figures,
            ));
        }
        Workbook { title: page.title(self), made_on: page.made_on, sheets }
    }

    fn report(&self, page: &YearlyPage<'_>) -> WorkSheet {
        let say = |part: &str, name: &str| self.say(part, name, page.policy);
        let text = |text: String| vec![Cell::Text(text)];
        let mut rows = vec![vec![Cell::Title(page.title(self))]];
        rows.extend([page.revised(self)].into_iter().filter(|line| !line.is_empty()).map(text));
        rows.push(text(page.period_line(self)));
        if !page.addressee.is_empty() {
            rows.push(text(say("paper", "addressee").replace("{name}", &page.addressee)));
        }
        rows.push(vec![Cell::Head(say("office", "name")), Cell::Text(page.office[0].clone())]);
        rows.push(text(page.source_line(self)));
        if !page.reason.is_empty() {
            rows.push(text(page.revised_reason(self)));
        }
        rows.push(Vec::new());
        let listed = Figure::ALL.into_iter().filter(|figure| page.is_listed(*figure));
        rows.extend(listed.map(|figure| {
            vec![Cell::Text(self.figure(figure, page.policy)), Cell::Number(page.figures.of(figure))]
        }));
        let signed = page.figures.sum(&Figure::SIGNED);
        rows.push(vec![Cell::Head(say("consent", "title")), Cell::Number(signed)]);
        for (name, flow) in self.flows(page) {
            let sum = self.sum(&page.figures, &flow);
            rows.push(text(say("flow", "check").replace("{name}", &name).replace("{sum}", &sum)));
        }
        rows.push(Vec::new());
        rows.push(vec![Cell::Head(say("training", "on")), Cell::Head(say("training", "rate"))]);
        rows.extend(page.sessions.iter().map(|session| {
            let on = Cell::Text(wareki::japanese(session.on));
            vec![on, Cell::Number(session.heard), Cell::Number(session.expected)]
        }));
        rows.push(Vec::new());
        rows.push(vec![Cell::Head(say("added", "title"))]);
        for (name, number) in [("posts", page.added.posts), ("uses", page.added.uses)] {
            let number = number.map_or_else(|| Cell::Text(say("added", "none")), Cell::Number);
            rows.push(vec![Cell::Text(say("added", name)), number]);
        }
        if !page.added.remarks.is_empty() {
            rows.push(vec![Cell::Head(say("added", "remarks"))]);
            rows.extend(page.added.remarks.lines().map(|line| text(line.to_owned())));
        }
        rows.push(Vec::new());
        rows.push(text(say("paper", "counted")));
        rows.push(text(page.foot(self)));
        rows.extend(page.practice.map(|mark| text(mark.to_owned())));
        WorkSheet { name: say("sheet", "report"), widths: vec![38.0, 12.0, 12.0], rows }
    }

    fn by_month(&self, page: &YearlyPage<'_>) -> WorkSheet {
        let month =
            |month: u32| self.say("months", "month", page.policy).replace("{month}", &month.to_string());
        let (heads, figures) =
            page.months.iter().map(|(period, figures)| (month(period.from.month()), *figures)).unzip();
        self.table(page, "months", self.say("earlier", "item", page.policy), heads, figures)
    }

    /// A row for each figure, a column for each time.
    fn table(
        &self,
        page: &YearlyPage<'_>,
        name: &str,
        corner: String,
        heads: Vec<String>,
        figures: Vec<Figures>,
    ) -> WorkSheet {
        let listed = Figure::ALL.into_iter().filter(|figure| page.is_listed(*figure));
        let row = |figure: Figure| {
            let numbers = figures.iter().map(|of| Cell::Number(of.of(figure)));
            [Cell::Text(self.figure(figure, page.policy))].into_iter().chain(numbers).collect()
        };
        let head = [corner].into_iter().chain(heads).map(Cell::Head).collect();
        let rows = [head].into_iter().chain(listed.map(row)).collect();
        WorkSheet { name: self.say("sheet", name, page.policy), widths: vec![38.0], rows }
    }
}
