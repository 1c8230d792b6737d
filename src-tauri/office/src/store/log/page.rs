//! The log as it is read: a portion of a time and a kind with its counts, and the row whose code stands on paper.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{ActRow, row_to_act};
use crate::Result;
use crate::domain::act_kind::ActKind;

/// Digits of a code as it is printed: the first of the MAC, in hexadecimal (AC-13 (4)).
pub const CODE_DIGITS: usize = 16;

/// A portion of the log.
#[derive(Debug, Clone)]
pub struct LogPage {
    /// The newest acts of the kind asked for.
    pub acts: Vec<ActRow>,
    /// How many acts of each kind there were in that time.
    pub counts: BTreeMap<ActKind, usize>,
}

/// The newest `most` acts of a kind (`None`: of all) that were recorded from `from` until before `until`, both as the
/// log keeps times; and how many of each kind there were in that time.
pub fn page(
    db: &Connection,
    from: Option<&str>,
    until: Option<&str>,
    kinds: &[ActKind],
    most: usize,
) -> Result<LogPage> {
    let mut counts = BTreeMap::new();
    let mut shown = Vec::new();
    let mut statement = db.prepare_cached(include_str!("between.sql"))?;
    let mut rows = statement.query(params![from, until])?;
    while let Some(row) = rows.next()? {
        // A row of another shape is the check's affair.
        let of = ActKind::of(row.get_ref(1)?.as_str().unwrap_or_default());
        *counts.entry(of).or_default() += 1;
        if shown.len() < most && kinds.contains(&of) {
            shown.push(row.get::<_, i64>(0)?);
        }
    }
    let mut act = db.prepare_cached(include_str!("act.sql"))?;
    let acts = shown.into_iter().map(|seq| Ok(act.query_row([seq], row_to_act)?)).collect::<Result<_>>()?;
    Ok(LogPage { acts, counts })
}

/// The act whose code begins with these digits (upper case hexadecimal, [`CODE_DIGITS`] of them).
pub fn act_of_code(db: &Connection, code: &str) -> Result<Option<ActRow>> {
    Ok(db.prepare_cached(include_str!("of_code.sql"))?.query_row([code], row_to_act).optional()?)
}
