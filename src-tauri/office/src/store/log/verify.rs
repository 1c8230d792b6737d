//! The check of the log (A2): the chain of its rows, the sealed end, and the values that are kept beside them.

use std::collections::HashMap;
use std::iter::Peekable;

use rusqlite::{Connection, MappedRows, OptionalExtension, Row, Statement};

use super::{LogCheck, SELECT_ALL, changed_bytes, head_bytes};
use crate::Result;
use crate::store::keys::{Canonical, Key, MacBytes, mac_matches};

/// Checks every row against the one before it, the values beside it against its seal, and the end against the sealed head.
pub fn verify(connection: &Connection, key: &Key) -> Result<LogCheck> {
    let mut values = connection.prepare(include_str!("values.sql"))?;
    let mut former = Former::open(connection, &mut values)?;
    let mut statement = connection.prepare(SELECT_ALL)?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    let mut first_wrong = None;
    let mut previous: MacBytes = [0; 32];
    while let Some(row) = rows.next()? {
        count += 1;
        if first_wrong.is_some() {
            continue; // what follows a wrong row proves nothing; it is only counted
        }
        match check_row(row, key, count, previous) {
            Some(mac) if former.stand_behind(row, key, count)? => previous = mac,
            _ => first_wrong = Some(count),
        }
    }
    if first_wrong.is_none() && !is_head(connection, key, count, &previous)? {
        first_wrong = Some(missing_at_end(connection, count)?);
    }
    Ok(LogCheck { rows: count, first_wrong })
}

/// The row's MAC when the row is the `seq`th and sealed; a row of another shape is a wrong row, not an error.
fn check_row(row: &Row<'_>, key: &Key, seq: u64, previous: MacBytes) -> Option<MacBytes> {
    let text = |column: usize| row.get::<_, String>(column).ok();
    let bytes = |column: usize| row.get::<_, Vec<u8>>(column).ok();
    let id: Option<String> = row.get(8).ok()?;
    let reason: Option<String> = row.get(10).ok()?;
    let changed: Option<Vec<u8>> = row.get(11).ok()?;
    let canonical = Canonical::new("act")
        .number(row.get(0).ok()?)
        .text(&text(1)?)
        .number(row.get(2).ok()?)
        .text(&text(3)?)
        .text(&text(4)?)
        .text(&text(5)?)
        .text(&text(6)?)
        .text(&text(7)?)
        .maybe(id.as_deref().map(str::as_bytes))
        .text(&text(9)?)
        .maybe(reason.as_deref().map(str::as_bytes))
        .maybe(changed.as_deref())
        .bytes(&previous);
    let mac = bytes(13)?;
    let is_next = row.get::<_, i64>(0).ok()? == seq as i64 && bytes(12)? == previous;
    (mac_matches(key, &canonical, &mac) && is_next).then(|| mac.try_into().ok()).flatten()
}

fn is_head(connection: &Connection, key: &Key, seq: u64, last: &MacBytes) -> Result<bool> {
    let seal = connection
        .query_row("SELECT seal FROM log_head WHERE one = 1", [], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(seal.map_or(seq == 0, |seal| mac_matches(key, &head_bytes(seq, last), &seal)))
}

/// The first row that should follow the last one there is, or the last itself when only the head is wrong.
fn missing_at_end(connection: &Connection, count: u64) -> Result<u64> {
    let sealed: Option<i64> =
        connection.query_row("SELECT seq FROM log_head WHERE one = 1", [], |row| row.get(0)).optional()?;
    Ok(if sealed.is_some_and(|sealed| sealed > count as i64) { count + 1 } else { count })
}

/// The values that stood somewhere before, read side by side with the log. They may be gone only where the log says that
/// they were taken away with a record's papers.
struct Former<'s> {
    /// In the order of the log; one row is read ahead.
    values: Peekable<MappedRows<'s, ReadValue>>,
    /// By record: the last time its values were taken away.
    forgotten: HashMap<String, u64>,
}

type ReadValue = fn(&Row<'_>) -> rusqlite::Result<FormerValue>;

struct FormerValue {
    /// Of the act that changed it.
    seq: i64,
    field: String,
    before: Option<String>,
    after: Option<String>,
}

impl<'s> Former<'s> {
    fn open(connection: &Connection, values: &'s mut Statement<'_>) -> Result<Former<'s>> {
        let value: ReadValue = |row| {
            Ok(FormerValue { seq: row.get(0)?, field: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
        };
        let forgotten = connection
            .prepare(include_str!("forgotten.sql"))?
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Former { values: values.query_map([], value)?.peekable(), forgotten })
    }

    /// Whether the values beside a row are those it was written with.
    fn stand_behind(&mut self, row: &Row<'_>, key: &Key, seq: u64) -> Result<bool> {
        let sealed: Option<Vec<u8>> = row.get(11)?;
        Ok(match (sealed, self.of(seq as i64)?) {
            (None, None) => true,
            (Some(sealed), Some(values)) => mac_matches(key, &changed_bytes(&values), &sealed),
            (Some(_), None) => {
                let id: Option<String> = row.get(8)?;
                id.is_some_and(|id| self.forgotten.get(&id).is_some_and(|at| *at > seq))
            }
            (None, Some(_)) => false,
        })
    }

    /// The values of one act; those of the acts before it have been asked for.
    fn of(&mut self, seq: i64) -> Result<Option<Canonical>> {
        let mut values = None;
        // What cannot be read is taken, too, and told.
        while let Some(value) =
            self.values.next_if(|next| next.as_ref().map_or(true, |value| value.seq <= seq))
        {
            let value = value?;
            if value.seq == seq {
                let so_far = values.unwrap_or_else(|| Canonical::new("values"));
                let with = so_far.text(&value.field).maybe(value.before.as_deref().map(str::as_bytes));
                values = Some(with.maybe(value.after.as_deref().map(str::as_bytes)));
            }
        }
        Ok(values)
    }
}
