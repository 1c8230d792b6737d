//! The withdrawal of a consent and what followed: rows. It is read with its consent.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::consent::{PersonalText, Voided};
use crate::domain::id::{ConsentId, StaffId, WithdrawalId};
use crate::domain::withdrawal::{Withdrawal, WithdrawalMeans, WithdrawalStep};

/// Keeps a withdrawal.
pub fn add_withdrawal(
    db: &Connection,
    consent: &ConsentId,
    withdrawal: &Withdrawal,
    now: Moment,
) -> Result<()> {
    db.prepare_cached(include_str!("withdrawal/add.sql"))?.execute(params![
        withdrawal.id.as_str(),
        consent.as_str(),
        withdrawal.by.0,
        match withdrawal.means {
            WithdrawalMeans::Phone => "phone",
            WithdrawalMeans::Writing => "writing",
            WithdrawalMeans::Voice => "voice",
        },
        withdrawal.on,
        withdrawal.at,
        withdrawal.taken_by.as_str(),
        withdrawal.note.0,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Says when something that follows from a withdrawal was done; `None` takes it back.
pub fn close_step(
    db: &Connection,
    id: &WithdrawalId,
    step: WithdrawalStep,
    on: Option<NaiveDate>,
) -> Result<()> {
    let sql = match step {
        WithdrawalStep::Stop => "UPDATE withdrawal SET stopped_on = ?2 WHERE id = ?1",
        WithdrawalStep::Release => "UPDATE withdrawal SET released_on = ?2 WHERE id = ?1",
        WithdrawalStep::Ask => "UPDATE withdrawal SET asked_on = ?2 WHERE id = ?1",
        WithdrawalStep::Confirm => "UPDATE withdrawal SET confirmed_on = ?2 WHERE id = ?1",
    };
    db.prepare_cached(sql)?.execute(params![id.as_str(), on])?;
    Ok(())
}

/// Says that a withdrawal was entered by mistake.
pub fn void_withdrawal(db: &Connection, id: &WithdrawalId, voided: &Voided) -> Result<()> {
    db.prepare_cached("UPDATE withdrawal SET voided_on = ?2, void_reason = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), voided.on, voided.reason.0])?;
    Ok(())
}

/// The withdrawal in a row of `consent_now`.
pub(super) fn of_row(row: &Row<'_>) -> rusqlite::Result<Option<Withdrawal>> {
    let Some(id) = row.get::<_, Option<String>>("withdrawal_id")? else { return Ok(None) };
    Ok(Some(Withdrawal {
        id: WithdrawalId::from_text(id),
        by: PersonalText(row.get("by_whom")?),
        means: match row.get::<_, String>("withdrawn_means")?.as_str() {
            "phone" => WithdrawalMeans::Phone,
            "writing" => WithdrawalMeans::Writing,
            _ => WithdrawalMeans::Voice,
        },
        on: row.get("withdrawn_on")?,
        at: row.get("at_time")?,
        taken_by: StaffId::from_text(row.get::<_, String>("taken_by")?),
        note: PersonalText(row.get("withdrawal_note")?),
        done: [
            row.get("stopped_on")?,
            row.get("released_on")?,
            row.get("asked_on")?,
            row.get("confirmed_on")?,
        ],
    }))
}
