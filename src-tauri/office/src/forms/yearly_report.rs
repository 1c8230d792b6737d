//! The yearly report on paper and as a workbook: its words from `forms/common`, and the figures in their places.

mod fill;
mod sheets;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::wareki;
use crate::domain::yearly_report::{Added, Figure, Figures, Flow, Period, Session};
use crate::policy::{Faults, Policy};

/// File below `forms/common`, without its ending.
pub const FILE: &str = "yearly-report";

/// The words of the report, by part and name, with places for numbers and the region's words in braces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct YearlyWords(BTreeMap<String, BTreeMap<String, String>>);

/// All that stands on a report beside its own words. No person's name is among it.
#[derive(Clone)]
pub struct YearlyPage<'a> {
    /// Whose words and clause stand on it.
    pub policy: &'a Policy,
    /// The clause that asks for it, and its sentence; `None`: the office's own.
    pub source: Option<(String, String)>,
    /// 宛先; empty for none.
    pub addressee: String,
    /// Name, address and telephone of the office.
    pub office: [String; 3],
    /// The fiscal year, by the year in which it begins.
    pub year: i32,
    /// What was counted: a year that is not over ends today.
    pub period: Period,
    /// 1, and 2, 3 … for 訂正版.
    pub version: u32,
    /// Why it was made again; empty for the first.
    pub reason: String,
    /// The figures.
    pub figures: Figures,
    /// Those of each month.
    pub months: Vec<(Period, Figures)>,
    /// The trainings.
    pub sessions: Vec<Session>,
    /// What was typed in.
    pub added: Added,
    /// Up to four earlier years, the newest last.
    pub earlier: Vec<(i32, Figures)>,
    /// The day of its making.
    pub made_on: NaiveDate,
    /// Number and code of the last act in the log.
    pub head: (u64, String),
    /// 見本 in the practice office.
    pub practice: Option<&'a str>,
}

impl YearlyWords {
    /// Reads them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> YearlyWords {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }

    /// A word, with the region's own in their places.
    pub fn say(&self, part: &str, name: &str, policy: &Policy) -> String {
        let word = self.0.get(part).and_then(|part| part.get(name)).map_or(name, String::as_str);
        debug_assert!(
            self.0.get(part).is_some_and(|part| part.contains_key(name)),
            "{part}.{name} has its word"
        );
        ["care_group", "open_group", "direct_link"].iter().fold(word.to_owned(), |word, key| {
            let own = policy.words.get(*key).map_or("", String::as_str);
            word.replace(&format!("{{{key}}}"), own)
        })
    }

    /// What a figure is called.
    pub fn figure(&self, figure: Figure, policy: &Policy) -> String {
        self.say("figure", figure.key(), policy)
    }

    /// The title: a report where the region asks for one, otherwise the office's own.
    pub fn title(&self, is_asked: bool, policy: &Policy) -> String {
        self.say("paper", if is_asked { "title" } else { "own_title" }, policy)
    }

    /// `9＋5＋1－4－1＝10`.
    pub fn sum(&self, figures: &Figures, flow: &Flow) -> String {
        let mut sum = figures.of(flow.at_start).to_string();
        flow.added.iter().for_each(|figure| sum += &format!("\u{FF0B}{}", figures.of(*figure)));
        flow.taken.iter().for_each(|figure| sum += &format!("\u{FF0D}{}", figures.of(*figure)));
        sum + &format!("\u{FF1D}{}", figures.of(flow.at_end))
    }
}

impl YearlyPage<'_> {
    fn title(&self, words: &YearlyWords) -> String {
        words.title(self.source.is_some(), self.policy)
    }

    /// 令和8年度（…から…まで）, and how far a running one goes.
    fn period_line(&self, words: &YearlyWords) -> String {
        let year = words
            .say("paper", "year", self.policy)
            .replace("{year}", &wareki::fiscal_year(self.year))
            .replace("{from}", &wareki::japanese(self.period.from))
            .replace("{until}", &wareki::japanese(Period::fiscal_year(self.year).until));
        if self.period == Period::fiscal_year(self.year) {
            return year;
        }
        let running = words.say("paper", "running", self.policy);
        format!("{year}\u{3000}{}", running.replace("{until}", &wareki::japanese(self.period.until)))
    }

    /// 訂正版　第2版; empty for the first.
    fn revised(&self, words: &YearlyWords) -> String {
        match self.version {
            0 | 1 => String::new(),
            version => words.say("paper", "revised", self.policy).replace("{version}", &version.to_string()),
        }
    }

    fn revised_reason(&self, words: &YearlyWords) -> String {
        words.say("paper", "revised_reason", self.policy).replace("{reason}", &self.reason)
    }

    /// Who and how: the day, the office's log, its code.
    fn foot(&self, words: &YearlyWords) -> String {
        words
            .say("paper", "foot", self.policy)
            .replace("{date}", &wareki::japanese(self.made_on))
            .replace("{code}", &self.head.1)
            .replace("{seq}", &self.head.0.to_string())
    }

    fn source_line(&self, words: &YearlyWords) -> String {
        match &self.source {
            Some((clause, quotation)) => words
                .say("paper", "source", self.policy)
                .replace("{clause}", clause)
                .replace("{quotation}", quotation),
            None => words.say("paper", "own_note", self.policy),
        }
    }

    /// The earlier years and this one, each with its figures.
    fn years(&self) -> Vec<(String, Figures)> {
        let earlier = self.earlier.iter().copied().chain([(self.year, self.figures)]);
        earlier.map(|(year, figures)| (wareki::fiscal_year(year), figures)).collect()
    }

    /// Whether a figure stands in a list of all: links only where there are any.
    fn is_listed(&self, figure: Figure) -> bool {
        !figure.key().starts_with("link") || self.years().iter().any(|(_, figures)| figures.of(figure) > 0)
    }
}
