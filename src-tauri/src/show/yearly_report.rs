//! The yearly report as the screen shows it.

use office::Result;
use office::desk::Desk;
use office::domain::wareki;
use office::domain::yearly_report::{CARE, Figure, Flow, LINK, OPEN, Period, STAFF};

use super::{Day, quoted};
use crate::wire;

/// A report as it stands now; without a year, the newest that is over.
pub fn yearly_report(desk: &Desk, year: Option<i32>, today: Day) -> Result<wire::YearlyReportCard> {
    let shown = desk.yearly_report(year, today)?;
    let (policy, words) = (shown.policy, desk.shelf().catalog.yearly());
    let figure = |figure: Figure| wire::YearlyFigure {
        figure: figure.key().to_owned(),
        label: words.figure(figure, policy),
        value: shown.figures.of(figure),
    };
    let flow = |key: &str, flow: &Flow| {
        let figures = [flow.at_start].into_iter().chain(flow.added.iter().copied());
        let figures =
            figures.chain(flow.taken.iter().copied()).chain([flow.at_end]).chain(flow.deleted_later);
        wire::YearlyPart {
            key: key.to_owned(),
            title: words.say("flow", key, policy),
            figures: figures.map(figure).collect(),
            sum: words.sum(&shown.figures, flow),
        }
    };
    let part = |key: &str, title: String, figures: &[Figure]| wire::YearlyPart {
        key: key.to_owned(),
        title,
        figures: figures.iter().copied().map(figure).collect(),
        sum: String::new(),
    };
    let consents = [Figure::ConsentsVoid, Figure::ConsentsWithdrawn, Figure::PhotoConsents];
    let mut parts = vec![flow("staff", &STAFF), flow("care", &CARE), flow("open", &OPEN)];
    if shown.figures.has_any(&LINK) {
        parts.push(flow("link", &LINK));
    }
    parts.push(wire::YearlyPart {
        sum: format!("{} {}", words.say("consent", "total", policy), shown.figures.sum(&Figure::SIGNED)),
        ..part("consents", words.say("consent", "title", policy), &[&Figure::SIGNED[..], &consents].concat())
    });
    let trainings = [Figure::Trainings, Figure::Attendances];
    parts.push(part("trainings", words.say("training", "title", policy), &trainings));
    let takeouts = [
        Figure::TakeoutsAsked,
        Figure::TakeoutsApproved,
        Figure::TakeoutsDeclined,
        Figure::TakeoutsLate,
        Figure::Incidents,
    ];
    parts.push(part("takeouts", words.say("takeout", "title", policy), &takeouts));
    let newest = shown.versions().next();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let added = newest.map(|report| report.added.clone()).unwrap_or_default();
    let kept = shown.kept.iter().enumerate().map(|(at, report)| wire::YearlyKept {
        id: report.id.to_string(),
        name: wareki::fiscal_year(report.year),
        version: report.version,
        reason: report.reason.clone(),
        submitted: wareki::both(report.submitted_on),
        is_newest: at.checked_sub(1).is_none_or(|before| shown.kept[before].year != report.year),
        has_workbook: report.has_workbook,
    });
    Ok(wire::YearlyReportCard {
        title: shown.title.clone(),
        source: shown.duty.and_then(|duty| duty.source.as_ref()).map(|source| quoted(policy, source)),
        addressee: match (shown.duty, policy.destinations.first()) {
            (Some(_), Some(destination)) => destination.name.clone(),
            _ => String::new(),
        },
        years: (shown.years.iter())
            .map(|year| wire::YearlyChoice {
                year: *year,
                name: wareki::fiscal_year(*year),
                is_over: Period::fiscal_year(*year).until < today,
                is_submitted: shown.kept.iter().any(|report| report.year == *year),
            })
            .collect(),
        year: shown.year,
        name: wareki::fiscal_year(shown.year),
        period: format!("{}～{}", wareki::japanese(shown.period.from), wareki::japanese(shown.period.until)),
        is_over: Period::fiscal_year(shown.year).until < today,
        parts,
        sessions: (shown.sessions.iter())
            .map(|session| wire::YearlySession {
                on: wareki::both(session.on),
                rate: format!("{}\u{FF0F}{}", session.heard, session.expected),
            })
            .collect(),
        next_version: shown.versions().count() as u32 + 1,
        typed: wire::YearlyReportTyped {
            posts: number(added.posts),
            uses: number(added.uses),
            remarks: added.remarks,
            submitted_on: String::new(),
            reason: String::new(),
        },
        kept: kept.collect(),
    })
}

/// The rows behind a figure, the first `most` of them.
pub fn yearly_rows(
    desk: &Desk,
    year: i32,
    figure: Figure,
    most: usize,
    today: Day,
) -> Result<wire::YearlyRows> {
    let (rows, total) = desk.yearly_rows(year, figure, most, today)?;
    let line = |row: office::desk::YearlyRow| wire::YearlyRow {
        noun: row.noun.to_owned(),
        id: row.id,
        name: row.name,
        on: wareki::both(row.on),
    };
    Ok(wire::YearlyRows { lines: rows.into_iter().map(line).collect(), total })
}
