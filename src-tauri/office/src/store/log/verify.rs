//! The check of the log (A2): the chain of its rows, the sealed end, and the values that are kept beside them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::{LogCheck, SELECT_ALL, changed_bytes, head_bytes};
use crate::Result;
use crate::store::keys::{Canonical, Key, MacBytes, mac_matches};

/// Checks every row against the one before it, the values beside it against its seal, and the end against the sealed head.
pub fn verify(connection: &Connection, key: &Key) -> Result<LogCheck> {
    let mut former = Former::open(connection)?;
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

/// The values that stood somewhere before, read along with the log. They may be gone only where the log says that they
/// were taken away with a record's papers.
struct Former {
    /// By place in the log: the values of the act in that place.
    values: HashMap<u64, Canonical>,
    /// By record: the last time its values were taken away.
    forgotten: HashMap<String, u64>,
}

impl Former {
    fn open(connection: &Connection) -> Result<Former> {
        let mut values: HashMap<u64, Canonical> = HashMap::new();
        let mut statement = connection.prepare(include_str!("values.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column: usize| row.get::<_, Option<String>>(column);
            let (field, before, after): (String, _, _) = (row.get(1)?, text(2)?, text(3)?);
            let seq = row.get::<_, i64>(0)?.unsigned_abs();
            let so_far = values.remove(&seq).unwrap_or_else(|| Canonical::new("values"));
            let with = so_far.text(&field).maybe(before.as_deref().map(str::as_bytes));
            values.insert(seq, with.maybe(after.as_deref().map(str::as_bytes)));
        }
        let forgotten = connection
            .prepare(include_str!("forgotten.sql"))?
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Former { values, forgotten })
    }

    /// Whether the values beside a row are those it was written with.
    fn stand_behind(&mut self, row: &Row<'_>, key: &Key, seq: u64) -> Result<bool> {
        let sealed: Option<Vec<u8>> = row.get(11)?;
        Ok(match (sealed, self.values.remove(&seq)) {
            (None, None) => true,
            (Some(sealed), Some(values)) => mac_matches(key, &changed_bytes(&values), &sealed),
            (Some(_), None) => {
                let id: Option<String> = row.get(8)?;
                id.is_some_and(|id| self.forgotten.get(&id).is_some_and(|at| *at > seq))
            }
            (None, Some(_)) => false,
        })
    }
}
