//! The log of acts: who changed what when, each row sealing the one before it (A1, A4).
//! Owns the rows, their chain and its check; leaves the transaction they share with a change to `vault`, and the
//! values that stood in a record before to `history`.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::act::Act;
use super::history;
use super::keys::{Canonical, Key, MacBytes, hex, mac};
use crate::domain::Moment;
use crate::error::{Error, Result};

mod page;
mod verify;

pub use page::{CODE_DIGITS, LogPage};
pub(super) use page::{act_of_code, page};
pub(super) use verify::verify;

/// A clock further back than this against the last row is an act of its own (A4).
const CLOCK_TOLERANCE: TimeDelta = TimeDelta::minutes(10);

/// A row of the log, for reading.
#[derive(Clone, PartialEq, Eq)]
pub struct ActRow {
    /// Place in the log, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub utc: DateTime<Utc>,
    /// Seconds the PC's clock was ahead of UTC.
    pub offset_seconds: i32,
    /// The slot of who did it; empty when nobody was known.
    pub user_id: String,
    /// That person's role then, see [`super::Role::key`].
    pub role: String,
    /// Version of the program.
    pub app_version: String,
    /// What was done.
    pub verb: String,
    /// To what.
    pub noun: String,
    /// To which record.
    pub id: Option<String>,
    /// Which fields changed.
    pub fields: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

impl ActRow {
    /// When it was recorded, by the office's clock; `None` for a time that cannot be read.
    pub fn recorded(&self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(self.offset_seconds).filter(|_| self.utc.timestamp() != 0)?;
        Some(self.utc.with_timezone(&offset))
    }
}

impl fmt::Debug for ActRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActRow({} {} {:?})", self.seq, self.verb, self.id)
    }
}

/// The last row, as it is noted outside the file: high-water mark, backups, printed 点検記録 (A2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    /// Number of the last row; 0 for an empty log.
    pub seq: u64,
    /// The first 32 hex digits of its MAC.
    pub code: String,
}

/// What [`super::Vault::verify_log`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogCheck {
    /// Rows in the log.
    pub rows: u64,
    /// The first row that is missing, or is not as it was written.
    pub first_wrong: Option<u64>,
}

/// Who acts, and with which program.
#[derive(Debug, Clone)]
pub(super) struct Author<'a> {
    pub(super) user_id: &'a str,
    pub(super) role: &'a str,
    pub(super) app_version: &'a str,
}

/// Appends the act, and before it `clock_back` when the clock was put back.
pub(super) fn append(
    connection: &Connection,
    key: &Key,
    author: &Author<'_>,
    act: &Act,
    now: Moment,
) -> Result<()> {
    let mut last = last_row(connection)?;
    if last.as_ref().is_some_and(|(.., written)| now.utc < *written - CLOCK_TOLERANCE) {
        insert(connection, key, author, &Act::new("clock_back", "clock"), now, last)?;
        last = last_row(connection)?;
    }
    insert(connection, key, author, act, now, last)
}

/// The last row's number and code.
pub(super) fn head(connection: &Connection) -> Result<LogHead> {
    let last = last_row(connection)?;
    Ok(last.map_or(LogHead { seq: 0, code: code_of(&[0; 32]) }, |(seq, mac, _)| LogHead {
        seq,
        code: code_of(&mac),
    }))
}

/// The last row whose verb is not silent.
pub(super) fn head_but(connection: &Connection, is_silent: impl Fn(&str) -> bool) -> Result<LogHead> {
    let mut statement = connection.prepare_cached("SELECT seq, verb, mac FROM acts ORDER BY seq DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !is_silent(&row.get::<_, String>(1)?) {
            let mac: MacBytes = row.get(2)?;
            return Ok(LogHead { seq: row.get::<_, i64>(0)?.unsigned_abs(), code: code_of(&mac) });
        }
    }
    Ok(LogHead { seq: 0, code: code_of(&[0; 32]) })
}

/// Whether the log, whatever came after, once ended in this head (A3).
pub(super) fn has_passed(connection: &Connection, head: &LogHead) -> Result<bool> {
    let mac = connection
        .query_row("SELECT mac FROM acts WHERE seq = ?1", [head.seq as i64], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    Ok(head.seq == 0 || mac.is_some_and(|mac| code_of(&mac) == head.code))
}

/// The newest rows first.
pub(super) fn newest_acts(connection: &Connection, limit: usize) -> Result<Vec<ActRow>> {
    let mut statement = connection.prepare(&format!("{SELECT_ALL} DESC LIMIT ?1"))?;
    let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], row_to_act)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Columns in the order of `row_to_act` and of the check.
const SELECT_ALL: &str = "SELECT seq, utc, offset_s, user_id, role, app, verb, noun, id, fields, reason, \
                          changed, prev_mac, mac FROM acts ORDER BY seq";

pub(super) fn row_to_act(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    let fields: String = row.get(9)?;
    let utc: String = row.get(1)?;
    Ok(ActRow {
        seq: row.get::<_, i64>(0)?.unsigned_abs(),
        utc: read_utc(&utc).unwrap_or_default(),
        offset_seconds: row.get(2)?,
        user_id: row.get(3)?,
        role: row.get(4)?,
        app_version: row.get(5)?,
        verb: row.get(6)?,
        noun: row.get(7)?,
        id: row.get(8)?,
        fields: fields.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        reason: row.get(10)?,
    })
}

/// Number, MAC and time of the last row.
type LastRow = (u64, MacBytes, DateTime<Utc>);

fn last_row(connection: &Connection) -> Result<Option<LastRow>> {
    let mut statement =
        connection.prepare_cached("SELECT seq, mac, utc FROM acts ORDER BY seq DESC LIMIT 1")?;
    let last = statement
        .query_row([], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, MacBytes>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    last.map(|(seq, mac, utc)| Ok((seq.unsigned_abs(), mac, read_utc(&utc).ok_or(Error::VaultDamaged)?)))
        .transpose()
}

fn insert(
    connection: &Connection,
    key: &Key,
    author: &Author<'_>,
    act: &Act,
    now: Moment,
    last: Option<LastRow>,
) -> Result<()> {
    let (seq, previous) = last.map_or((1, [0; 32]), |(seq, mac, _)| (seq + 1, mac));
    let utc = now.utc.to_rfc3339_opts(SecondsFormat::Millis, true);
    let offset = now.offset.local_minus_utc();
    let fields: Vec<_> = act.changes.iter().map(|change| change.field.as_str()).collect();
    let fields = fields.join(",");
    let changed = act.values().map(|values| mac(key, &changed_bytes(&values)));
    let canonical = Canonical::new("act")
        .number(seq as i64)
        .text(&utc)
        .number(offset.into())
        .text(author.user_id)
        .text(author.role)
        .text(author.app_version)
        .text(act.verb)
        .text(act.noun)
        .maybe(act.id.as_deref().map(str::as_bytes))
        .text(&fields)
        .maybe(act.reason.as_deref().map(str::as_bytes))
        .maybe(changed.as_ref().map(|changed| changed.as_slice()))
        .bytes(&previous);
    let row_mac = mac(key, &canonical);
    connection
        .prepare_cached(
            "INSERT INTO acts (seq, utc, offset_s, user_id, role, app, verb, noun, id, fields, reason, changed, \
             prev_mac, mac) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            seq as i64,
            utc,
            offset,
            author.user_id,
            author.role,
            author.app_version,
            act.verb,
            act.noun,
            act.id,
            fields,
            act.reason,
            changed,
            previous,
            row_mac,
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO log_head (one, seq, seal) VALUES (1, ?1, ?2) \
             ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, seal = excluded.seal",
        )?
        .execute(params![seq as i64, mac(key, &head_bytes(seq, &row_mac))])?;
    history::keep(connection, seq, &act.changes)
}

fn changed_bytes(values: &Canonical) -> Canonical {
    Canonical::new("changed").bytes(values.as_slice())
}

fn head_bytes(seq: u64, last: &MacBytes) -> Canonical {
    Canonical::new("head").bytes(&seq.to_be_bytes()).bytes(last)
}

fn code_of(mac: &[u8]) -> String {
    hex(&mac[..mac.len().min(16)])
}

fn read_utc(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::history::Fields;
    use crate::store::migrate;

    const ROWS: u64 = 12;

    fn phone(number: &str) -> Fields {
        Fields::default().with("phone", number)
    }

    fn log() -> (Connection, Key) {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate::run(&mut connection, migrate::MIGRATIONS).unwrap();
        let key = Key::new([5; 32]);
        let author = Author { user_id: "a1", role: "manager", app_version: "0.1.0" };
        let noon = Moment::noon_in_japan(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        for number in 0..ROWS {
            let act = Act::new("staff_edit", "staff")
                .on(number.to_string())
                .changing(&phone("before"), &phone("after"));
            append(&connection, &key, &author, &act.because("届出"), noon).unwrap();
        }
        connection
            .execute_batch("DROP TRIGGER acts_are_not_edited; DROP TRIGGER acts_are_not_deleted;")
            .unwrap();
        (connection, key)
    }

    fn check_told(connection: &Connection, key: &Key, sql: &str, expected: u64) {
        connection.execute_batch("SAVEPOINT whole").unwrap();
        connection.execute_batch(sql).unwrap();
        assert_eq!(verify(connection, key).unwrap().first_wrong, Some(expected), "{sql}");
        connection.execute_batch("ROLLBACK TO whole; RELEASE whole").unwrap();
    }

    #[test]
    fn every_column_of_every_row_is_sealed() {
        let (connection, key) = log();
        for seq in 1..=ROWS {
            for column in ["utc", "user_id", "role", "app", "verb", "noun", "id", "fields", "reason"] {
                check_told(
                    &connection,
                    &key,
                    &format!("UPDATE acts SET {column} = 'x' WHERE seq = {seq}"),
                    seq,
                );
            }
            for column in ["changed", "prev_mac", "mac"] {
                check_told(
                    &connection,
                    &key,
                    &format!("UPDATE acts SET {column} = x'00' WHERE seq = {seq}"),
                    seq,
                );
            }
            for column in ["id", "reason", "changed"] {
                check_told(
                    &connection,
                    &key,
                    &format!("UPDATE acts SET {column} = NULL WHERE seq = {seq}"),
                    seq,
                );
            }
            check_told(&connection, &key, &format!("UPDATE acts SET offset_s = 0 WHERE seq = {seq}"), seq);
        }
        assert_eq!(
            verify(&connection, &key).unwrap(),
            LogCheck { rows: ROWS, first_wrong: None },
            "all undone"
        );
    }

    #[test]
    fn every_missing_row_and_every_swap_is_told() {
        let (connection, key) = log();
        for seq in 1..=ROWS {
            check_told(&connection, &key, &format!("DELETE FROM acts WHERE seq = {seq}"), seq);
            check_told(&connection, &key, &format!("DELETE FROM acts WHERE seq >= {seq}"), seq);
            for other in seq + 1..=ROWS {
                let swap = format!(
                    "UPDATE acts SET seq = -1 WHERE seq = {seq}; UPDATE acts SET seq = {seq} WHERE seq = {other};
                     UPDATE acts SET seq = {other} WHERE seq = -1;"
                );
                check_told(&connection, &key, &swap, seq);
            }
        }
    }

    /// A seeded die: the same throws on every machine.
    struct Die(u64);

    impl Die {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % limit
        }

        fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
            choices[self.below(choices.len() as u64) as usize]
        }
    }

    #[test]
    fn ten_thousand_random_changes_are_told_with_the_first_wrong_row() {
        let (connection, key) = log();
        connection.execute_batch("DROP TRIGGER former_value_is_not_edited").unwrap();
        let mut die = Die(7);
        for round in 0..10_000 {
            let row = die.below(ROWS) + 1;
            let other = die.below(ROWS) + 1;
            let (sql, wrong) = match die.below(7) {
                0 => {
                    let column =
                        die.of(&["utc", "user_id", "role", "app", "verb", "noun", "id", "fields", "reason"]);
                    (format!("UPDATE acts SET {column} = {column} || '{round}' WHERE seq = {row}"), row)
                }
                1 => {
                    let column = die.of(&["changed", "prev_mac", "mac"]);
                    (format!("UPDATE acts SET {column} = randomblob(32) WHERE seq = {row}"), row)
                }
                2 => (format!("DELETE FROM acts WHERE seq BETWEEN {row} AND {}", row + die.below(3)), row),
                3 => (format!("DELETE FROM acts WHERE seq >= {row}"), row),
                4 if row == other => continue,
                4 => {
                    let swap = format!(
                        "UPDATE acts SET seq = -1 WHERE seq = {row}; UPDATE acts SET seq = {row} WHERE seq = {other};
                         UPDATE acts SET seq = {other} WHERE seq = -1;"
                    );
                    (swap, row.min(other))
                }
                5 => {
                    let column = die.of(&["field", "before_value", "after_value"]);
                    (format!("UPDATE former_value SET {column} = '{round}' WHERE seq = {row}"), row)
                }
                _ => (format!("DELETE FROM former_value WHERE seq = {row}"), row),
            };
            check_told(&connection, &key, &sql, wrong);
        }
    }

    #[test]
    fn fields_do_not_run_into_each_other() {
        let (connection, key) = log();
        // The same letters, divided in another way between two columns.
        check_told(&connection, &key, "UPDATE acts SET verb = 'staff_edits', noun = 'taff' WHERE seq = 5", 5);
    }

    #[test]
    fn another_key_seals_nothing() {
        let (connection, _) = log();
        let check = verify(&connection, &Key::new([6; 32])).unwrap();
        assert_eq!(check.first_wrong, Some(1), "a chain made without the key is wrong from its first row");
    }
}
