//! The end of somebody's care: rows and back.

use rusqlite::{Connection, Row, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::consent::Voided;
use crate::domain::id::{CareRecipientId, RecipientEndId};
use crate::domain::recipient_end::{EndKind, RecipientEnd};

/// The ends of one person's care, those entered by mistake among them, newest first.
pub fn ends_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<RecipientEnd>> {
    db.prepare_cached(include_str!("recipient_end/of.sql"))?
        .query_map([recipient.as_str()], row_to_end)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Keeps an end.
pub fn add_end(db: &Connection, recipient: &CareRecipientId, end: &RecipientEnd, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("recipient_end/add.sql"))?.execute(params![
        end.id.as_str(),
        recipient.as_str(),
        kind_text(end.kind),
        end.on,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Says that the end that stands was entered by mistake or is corrected by another one.
pub fn void_end(db: &Connection, recipient: &CareRecipientId, voided: &Voided) -> Result<()> {
    db.prepare_cached(include_str!("recipient_end/void.sql"))?.execute(params![
        recipient.as_str(),
        voided.on,
        voided.reason.0
    ])?;
    Ok(())
}

pub(super) fn kind_text(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Died => "died",
        EndKind::SupportEnded => "support-ended",
        EndKind::Moved => "moved",
    }
}

pub(super) fn text_kind(text: &str) -> EndKind {
    match text {
        "died" => EndKind::Died,
        "moved" => EndKind::Moved,
        _ => EndKind::SupportEnded,
    }
}

fn row_to_end(row: &Row<'_>) -> rusqlite::Result<RecipientEnd> {
    Ok(RecipientEnd {
        id: RecipientEndId::from_text(row.get::<_, String>(0)?),
        kind: text_kind(&row.get::<_, String>(1)?),
        on: row.get(2)?,
        voided: row::voided(row, 3)?,
    })
}
