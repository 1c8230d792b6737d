//! The dated facts of a year, and the reports that were handed in: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

use super::{consent, group, row};
use crate::Result;
use crate::domain::Moment;
use crate::domain::id::{
    ConsentId, GroupId, IncidentId, PhotoConsentId, StaffId, SubmissionId, TakeoutId, TrainingId,
    YearlyReportId,
};
use crate::domain::yearly_report::{
    Added, ConsentFact, Figure, Figures, GroupFact, GroupLineOf, Period, StaffFact, TakeoutFact,
    TrainingFact, YearFacts, YearlyReport, signed,
};

/// All that a report on a period, or on a part of it, counts.
pub fn facts(db: &Connection, period: Period) -> Result<YearFacts> {
    let days = params![period.from, period.until];
    Ok(YearFacts {
        staff: all(db.prepare_cached(include_str!("yearly_report/staff.sql"))?.query_map(days, row_to_staff)?)?,
        groups: groups(db, period)?,
        consents: all(
            db.prepare_cached(include_str!("yearly_report/consents.sql"))?.query_map(days, row_to_consent)?
        )?,
        withdrawn: dated(
            db.prepare_cached(
                "SELECT consent_id, on_day FROM withdrawal WHERE voided_on IS NULL AND on_day BETWEEN ?1 AND ?2",
            )?,
            period,
            ConsentId::from_text,
        )?,
        photos: dated(
            db.prepare_cached(
                "SELECT id, on_day FROM photo_consent WHERE voided_at IS NULL AND on_day BETWEEN ?1 AND ?2",
            )?,
            period,
            PhotoConsentId::from_text,
        )?,
        trainings: trainings(db, period)?,
        takeouts: all(
            db.prepare_cached(include_str!("yearly_report/takeouts.sql"))?.query_map(days, row_to_takeout)?
        )?,
        incidents: dated(
            db.prepare_cached(
                "SELECT id, known_on FROM incident WHERE voided_at IS NULL AND known_on BETWEEN ?1 AND ?2",
            )?,
            period,
            IncidentId::from_text,
        )?,
    })
}

/// The first day of which anything is recorded that a report counts.
pub fn first_day(db: &Connection) -> Result<Option<NaiveDate>> {
    Ok(db
        .prepare_cached(include_str!("yearly_report/first_day.sql"))?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten())
}

/// The reports that were handed in, newest year and version first.
pub fn reports(db: &Connection) -> Result<Vec<YearlyReport>> {
    let mut reports: Vec<YearlyReport> =
        all(db.prepare_cached(include_str!("yearly_report/kept.sql"))?.query_map([], row_to_report)?)?;
    let mut statement =
        db.prepare_cached("SELECT figure, value FROM yearly_report_figure WHERE report_id = ?1")?;
    for report in &mut reports {
        let mut rows = statement.query([report.id.as_str()])?;
        while let Some(row) = rows.next()? {
            // A figure that this version of the program does not know stands on the kept paper.
            if let Some(figure) = Figure::from_key(&row.get::<_, String>(0)?) {
                report.figures.set(figure, row.get(1)?);
            }
        }
    }
    Ok(reports)
}

/// The kept bytes of a report's PDF.
pub fn pdf(db: &Connection, report: &YearlyReport) -> Result<Vec<u8>> {
    let sql = "SELECT bytes FROM pdf WHERE sha256 = ?1";
    Ok(db.prepare_cached(sql)?.query_row([&report.pdf_sha256], |row| row.get(0))?)
}

/// The kept bytes of a report's workbook; `None` for one that was handed in before workbooks were kept.
pub fn workbook(db: &Connection, report: &YearlyReport) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT workbook FROM yearly_report WHERE id = ?1";
    Ok(db.prepare_cached(sql)?.query_row([report.id.as_str()], |row| row.get(0))?)
}

/// Keeps a report that was handed in, with the bytes of its PDF and of its workbook.
pub fn add_report(
    db: &Connection,
    report: &YearlyReport,
    pdf: &[u8],
    workbook: &[u8],
    now: Moment,
) -> Result<()> {
    consent::keep_pdf(db, pdf)?;
    db.prepare_cached(include_str!("yearly_report/add.sql"))?.execute(params![
        report.id.as_str(),
        report.region,
        report.year,
        report.version,
        report.reason,
        report.submitted_on,
        report.added.posts,
        report.added.uses,
        report.added.remarks,
        report.pdf_sha256,
        report.submission.as_ref().map(SubmissionId::as_str),
        report.duty_before,
        row::entered_at(now),
        workbook,
    ])?;
    let mut statement = db.prepare_cached("INSERT INTO yearly_report_figure VALUES (?1, ?2, ?3)")?;
    for (figure, value) in report.figures.all() {
        statement.execute(params![report.id.as_str(), figure.key(), value])?;
    }
    Ok(())
}

/// Takes a report back: it was not handed in.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn void_report(db: &Connection, id: &YearlyReportId, reason: &str, now: Moment) -> Result<()> {
    row::void(db, "yearly_report", id.as_str(), reason, now)
}

fn all<T>(rows: impl Iterator<Item = rusqlite::Result<T>>) -> Result<Vec<T>> {
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn dated<T>(
    mut statement: rusqlite::CachedStatement<'_>,
    period: Period,
    id: fn(String) -> T,
) -> Result<Vec<(T, NaiveDate)>> {
    let statement: &mut Statement<'_> = &mut statement;
    all(statement.query_map(params![period.from, period.until], |row| Ok((id(row.get(0)?), row.get(1)?)))?)
}

fn groups(db: &Connection, period: Period) -> Result<Vec<GroupFact>> {
    let mut groups: Vec<GroupFact> = Vec::new();
    let mut statement = db.prepare_cached(include_str!("yearly_report/groups.sql"))?;
    let mut rows = statement.query(params![period.from, period.until])?;
    while let Some(row) = rows.next()? {
        let event = (group::text_event(&row.get::<_, String>(2)?), row.get(3)?);
        let id: String = row.get(0)?;
        match groups.last_mut().filter(|group| group.id.as_str() == id) {
            Some(group) => group.events.push(event),
            None => groups.push(GroupFact {
                id: GroupId::from_text(id),
                kind: row::keyed(row, 1, GroupLineOf::from_key)?,
                events: vec![event],
            }),
        }
    }
    Ok(groups)
}

fn trainings(db: &Connection, period: Period) -> Result<Vec<TrainingFact>> {
    let mut trainings: Vec<TrainingFact> = Vec::new();
    let mut statement = db.prepare_cached(include_str!("yearly_report/trainings.sql"))?;
    let mut rows = statement.query(params![period.from, period.until])?;
    while let Some(row) = rows.next()? {
        let attendee = (StaffId::from_text(row.get::<_, String>(2)?), row.get(3)?);
        let id: String = row.get(0)?;
        match trainings.last_mut().filter(|training| training.id.as_str() == id) {
            Some(training) => training.attendees.push(attendee),
            None => trainings.push(TrainingFact {
                id: TrainingId::from_text(id),
                on: row.get(1)?,
                attendees: vec![attendee],
            }),
        }
    }
    Ok(trainings)
}

fn row_to_staff(row: &Row<'_>) -> rusqlite::Result<StaffFact> {
    let id = StaffId::from_text(row.get::<_, String>(0)?);
    Ok(StaffFact { id, registered_on: row.get(1)?, released_on: row.get(2)? })
}

fn row_to_consent(row: &Row<'_>) -> rusqlite::Result<ConsentFact> {
    Ok(ConsentFact {
        id: ConsentId::from_text(row.get::<_, String>(0)?),
        signed_on: row.get(1)?,
        signer: signed(row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?),
        void: row.get(7)?,
    })
}

fn row_to_takeout(row: &Row<'_>) -> rusqlite::Result<TakeoutFact> {
    let decided_on: Option<NaiveDate> = row.get(2)?;
    let approved: Option<bool> = row.get(3)?;
    Ok(TakeoutFact {
        id: TakeoutId::from_text(row.get::<_, String>(0)?),
        asked_on: row.get(1)?,
        decided: decided_on.zip(approved),
        until: row.get(4)?,
        returned_on: row.get(5)?,
    })
}

fn row_to_report(row: &Row<'_>) -> rusqlite::Result<YearlyReport> {
    Ok(YearlyReport {
        id: YearlyReportId::from_text(row.get::<_, String>(0)?),
        region: row.get(1)?,
        year: row.get(2)?,
        version: row.get(3)?,
        reason: row.get(4)?,
        submitted_on: row.get(5)?,
        added: Added { posts: row.get(6)?, uses: row.get(7)?, remarks: row.get(8)? },
        figures: Figures::default(),
        pdf_sha256: row.get(9)?,
        submission: row.get::<_, Option<String>>(10)?.map(SubmissionId::from_text),
        duty_before: row.get(11)?,
        has_workbook: row.get(12)?,
    })
}
