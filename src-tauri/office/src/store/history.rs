//! The history of a record or a ledger: the acts of the log about it, and what stood in each field before. Both are
//! found by an index, however long the log is.

use rusqlite::{Connection, Row, params};

use super::log::{self, ActRow};
use crate::Result;
use crate::domain::history::{FieldChange, Value};

/// Whose history.
#[derive(Debug, Clone, Copy)]
pub enum HistoryOf<'a> {
    /// What was done to one record, by its id: the acts on a card name the card.
    Record(&'a str),
    /// What was done to all of one noun, e.g. a ledger whose entries have no card.
    Noun(&'a str),
}

/// An act with the values it changed.
#[derive(Debug, Clone)]
pub struct HistoryEntry {
    /// The row of the log.
    pub act: ActRow,
    /// The fields; none for an act that changes none, and for those of a record whose papers were disposed of.
    pub changes: Vec<FieldChange>,
}

/// The newest acts first, and how many there are in all.
pub(super) fn of(db: &Connection, of: HistoryOf<'_>, most: usize) -> Result<(Vec<HistoryEntry>, usize)> {
    let (acts, count, key) = match of {
        HistoryOf::Record(id) => {
            (include_str!("history/of_record.sql"), include_str!("history/count_of_record.sql"), id)
        }
        HistoryOf::Noun(noun) => {
            (include_str!("history/of_noun.sql"), include_str!("history/count_of_noun.sql"), noun)
        }
    };
    let total: i64 = db.prepare_cached(count)?.query_row([key], |row| row.get(0))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let acts: Vec<ActRow> = db
        .prepare_cached(acts)?
        .query_map(params![key, most], log::row_to_act)?
        .collect::<rusqlite::Result<_>>()?;
    let entry = |act: ActRow| Ok(HistoryEntry { changes: changes(db, act.seq)?, act });
    let entries = acts.into_iter().map(entry).collect::<Result<_>>()?;
    Ok((entries, usize::try_from(total).unwrap_or_default()))
}

/// Keeps the values that an act changes.
pub(super) fn keep(db: &Connection, seq: u64, changes: &[FieldChange]) -> Result<()> {
    for (position, change) in (0_u32..).zip(changes) {
        let kind = |value: &Option<Value>| value.as_ref().map(Value::kind);
        let text = |value: &Option<Value>| value.as_ref().map(Value::text);
        db.prepare_cached(include_str!("history/keep.sql"))?.execute(params![
            seq as i64,
            position,
            change.field,
            kind(&change.before),
            text(&change.before),
            kind(&change.after),
            text(&change.after),
        ])?;
    }
    Ok(())
}

/// Takes the former values of a record away: its papers were disposed of. What was done and when stays in the log.
pub fn forget(db: &Connection, id: &str) -> Result<()> {
    db.prepare_cached(include_str!("history/forget.sql"))?.execute([id])?;
    Ok(())
}

fn changes(db: &Connection, seq: u64) -> Result<Vec<FieldChange>> {
    let value = |row: &Row<'_>, at: usize| -> rusqlite::Result<Option<Value>> {
        let (kind, text): (Option<String>, Option<String>) = (row.get(at)?, row.get(at + 1)?);
        Ok(kind.zip(text).and_then(|(kind, text)| Value::read(&kind, &text)))
    };
    db.prepare_cached(include_str!("history/changes.sql"))?
        .query_map([seq as i64], |row| {
            Ok(FieldChange { field: row.get(0)?, before: value(row, 1)?, after: value(row, 3)? })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    #[test]
    fn a_history_is_found_without_reading_the_log() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate::run(&mut connection, migrate::MIGRATIONS).unwrap();
        for (sql, index) in [
            (include_str!("history/of_record.sql"), "act_by_record"),
            (include_str!("history/count_of_record.sql"), "act_by_record"),
            (include_str!("history/of_noun.sql"), "act_by_noun"),
            (include_str!("history/count_of_noun.sql"), "act_by_noun"),
            (include_str!("history/forget.sql"), "act_by_record"),
        ] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let rows = statement.raw_query().mapped(|row| row.get::<_, String>(3));
            let plan: Vec<String> = rows.map(|row| row.unwrap()).collect();
            let plan = plan.join("; ");
            assert!(plan.contains(index), "{index} finds it: {plan}");
            assert!(
                !plan.contains("SCAN acts") && !plan.contains("TEMP B-TREE"),
                "and nothing is sorted: {plan}"
            );
        }
    }

    #[test]
    fn former_values_are_not_edited() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate::run(&mut connection, migrate::MIGRATIONS).unwrap();
        let change = FieldChange { field: "phone".into(), before: None, after: None };
        keep(&connection, 1, &[change]).unwrap();
        assert!(connection.execute("UPDATE former_value SET after_value = 'x'", []).is_err(), "by nobody");
    }
}
