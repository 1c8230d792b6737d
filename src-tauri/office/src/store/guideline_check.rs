//! Looks at the guidelines: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::guideline_check::GuidelineCheck;
use crate::domain::id::{GuidelineCheckId, StaffId};

/// All looks, newest first.
pub fn guideline_checks(db: &Connection) -> Result<Vec<GuidelineCheck>> {
    db.prepare_cached(include_str!("guideline_check/all.sql"))?
        .query_map([], row_to_check)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The day from which the next is counted: of the newest, or of the first MCS管理者, who is to look (板橋 第9条).
pub fn counted_from(db: &Connection) -> Result<Option<NaiveDate>> {
    Ok(db
        .prepare_cached(
            "SELECT coalesce((SELECT max(on_day) FROM guideline_check WHERE voided_at IS NULL),
                             (SELECT min(started_on) FROM mcs_manager_term))",
        )?
        .query_row([], |row| row.get(0))?)
}

/// Keeps a look.
pub fn add_guideline_check(db: &Connection, check: &GuidelineCheck, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("guideline_check/add.sql"))?.execute(params![
        check.id.as_str(),
        check.on,
        check.by.as_ref().map(StaffId::as_str),
        check.in_order,
        check.note,
        row::entered_at(now),
    ])?;
    Ok(())
}

fn row_to_check(row: &Row<'_>) -> rusqlite::Result<GuidelineCheck> {
    Ok(GuidelineCheck {
        id: GuidelineCheckId::from_text(row.get::<_, String>(0)?),
        on: row.get(1)?,
        by: row::staff(row, 2)?,
        in_order: row.get(3)?,
        note: row.get(4)?,
    })
}
