//! Numbered steps from an empty file to today's schema: forward only, all of them or none.
//! Owns the list and the one transaction; leaves the copy taken before it to `vault`.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// One step. A file that was released is never edited: a change is a new step.
pub(super) struct Migration {
    sql: &'static str,
}

/// In order; the position, counted from 1, is the `user_version` a step leads to.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { sql: include_str!("migrations/0001-vault.sql") },
    Migration { sql: include_str!("migrations/0002-nouns.sql") },
    Migration { sql: include_str!("migrations/0003-consent.sql") },
    Migration { sql: include_str!("migrations/0004-care-group.sql") },
    Migration { sql: include_str!("migrations/0005-office-facts.sql") },
    Migration { sql: include_str!("migrations/0006-own-form.sql") },
    Migration { sql: include_str!("migrations/0007-scan.sql") },
    Migration { sql: include_str!("migrations/0008-print-job.sql") },
    Migration { sql: include_str!("migrations/0009-device.sql") },
    Migration { sql: include_str!("migrations/0010-takeout.sql") },
    Migration { sql: include_str!("migrations/0011-training.sql") },
    Migration { sql: include_str!("migrations/0012-guideline-check.sql") },
    Migration { sql: include_str!("migrations/0013-incident.sql") },
];

/// The newest schema this program knows.
pub(super) fn newest() -> u32 {
    MIGRATIONS.len() as u32
}

/// The schema of an open file.
pub(super) fn schema_of(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Runs the steps the file has not had, together with its new number, in one transaction.
pub(super) fn run(connection: &mut Connection, migrations: &[Migration]) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = schema_of(&transaction)? as usize;
    for migration in migrations.iter().skip(done) {
        transaction.execute_batch(migration.sql)?;
    }
    // A step may move rows between tables; nothing may be left pointing nowhere.
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Error::VaultDamaged);
    }
    transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: Migration = Migration { sql: "CREATE TABLE people (id TEXT) STRICT;" };
    const BROKEN: Migration =
        Migration { sql: "CREATE TABLE pets (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);" };

    fn tables(connection: &Connection) -> u32 {
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_step_that_fails_leaves_no_trace_of_itself_or_those_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(run(&mut connection, &[PEOPLE, BROKEN]).is_err(), "the second step is broken");
        assert_eq!(tables(&connection), 0, "not even the good step is there");
        assert_eq!(schema_of(&connection).unwrap(), 0, "and the number is as before");
    }

    #[test]
    fn only_the_steps_that_are_missing_run() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[PEOPLE]).unwrap();
        run(&mut connection, &[PEOPLE, Migration { sql: "ALTER TABLE people ADD note TEXT;" }]).unwrap();
        assert_eq!(schema_of(&connection).unwrap(), 2, "the first step did not run again");
    }

    #[test]
    fn rows_that_point_nowhere_stop_a_step() {
        let mut connection = Connection::open_in_memory().unwrap();
        let orphan = Migration {
            sql: "PRAGMA defer_foreign_keys = ON;
                  CREATE TABLE a (id INTEGER PRIMARY KEY);
                  CREATE TABLE b (a INTEGER REFERENCES a (id));
                  INSERT INTO b VALUES (1);",
        };
        assert!(run(&mut connection, &[orphan]).is_err(), "an orphan is not carried into the new schema");
        assert_eq!(tables(&connection), 0, "nothing stays of it");
    }

    #[test]
    fn today_s_steps_run_on_an_empty_file() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, MIGRATIONS).unwrap();
        assert_eq!(schema_of(&connection).unwrap(), newest(), "the file has today's schema");
    }
}
