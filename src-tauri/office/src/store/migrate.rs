//! Numbered steps from an empty file to today's schema: forward only, all of them or none.
//! Owns the list and the one transaction; leaves the copy taken before it to `vault`.

use rusqlite::{Connection, TransactionBehavior};

use super::search;
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
    Migration { sql: include_str!("migrations/0009-group.sql") },
    Migration { sql: include_str!("migrations/0010-device.sql") },
    Migration { sql: include_str!("migrations/0011-takeout.sql") },
    Migration { sql: include_str!("migrations/0012-training.sql") },
    Migration { sql: include_str!("migrations/0013-guideline-check.sql") },
    Migration { sql: include_str!("migrations/0014-incident.sql") },
    Migration { sql: include_str!("migrations/0015-staff-life.sql") },
    Migration { sql: include_str!("migrations/0016-former-value.sql") },
    Migration { sql: include_str!("migrations/0017-taken-back.sql") },
    Migration { sql: include_str!("migrations/0018-open-indexes.sql") },
    Migration { sql: include_str!("migrations/0019-list-indexes.sql") },
    Migration { sql: include_str!("migrations/0020-yearly-report.sql") },
    Migration { sql: include_str!("migrations/0021-search.sql") },
    Migration { sql: include_str!("migrations/0022-import.sql") },
    Migration { sql: include_str!("migrations/0023-yearly-workbook.sql") },
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
    search::add_search_key(connection)?; // a step may fold names
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

    #[test]
    fn what_was_told_and_closed_before_is_kept() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &MIGRATIONS[..8]).unwrap();
        // The roster's title as it was kept: 別紙様式3 誓約同意書.
        connection
            .execute_batch(
                "INSERT INTO setting VALUES ('region', 'asaka');
                 INSERT INTO office (only, name, postal_code, address, tel, fax, manager_family, manager_given,
                                     manager_family_kana, manager_given_kana, entered_at)
                 VALUES (1, '', '', '', '', '', 'a', 'b', 'c', 'd', '2026-11-20T12:00:00.000+09:00');
                 INSERT INTO staff VALUES ('s1', 'a', 'b', '', '', '', '', '', '2026-11-20', NULL, '', '', '', ''),
                                          ('s2', 'a', 'b', '', '', '', '', '', '2026-12-20', NULL, '', '', '', '');
                 INSERT INTO mcs_manager_term VALUES ('s1', '2026-11-20', '2026-11-30', ''),
                                                     ('s1', '2026-12-05', NULL, '');
                 INSERT INTO submission VALUES ('m', '', '', '\u{8a93}\u{7d04}\u{540c}\u{610f}\u{66f8}', '2026-12-02', '');
                 INSERT INTO duty_closed VALUES ('contact_secretariat', '2026-11-20', '');",
            )
            .unwrap();
        run(&mut connection, MIGRATIONS).unwrap();
        let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(
            text("SELECT group_concat(region || '/' || change || '/' || subject) FROM submission_change"),
            "asaka/registered/s1",
            "who was there when the roster was sent was told, and nobody else"
        );
        assert_eq!(
            text("SELECT region || '/' || key || '/' || subject || '/' || on_day FROM duty_closed"),
            "asaka/contact_secretariat//2026-11-20",
            "what was closed stays closed, in its region"
        );
        assert_eq!(text("SELECT family || is_change FROM office_manager"), "a0", "the manager is the first");
        assert_eq!(
            text("SELECT terms FROM staff_now WHERE id = 's1'"),
            "2026-11-20/2026-11-30,2026-12-05/",
            "every term is there, oldest first"
        );
    }

    #[test]
    fn groups_and_their_members_are_kept_when_they_become_dated_events() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &MIGRATIONS[..8]).unwrap();
        connection.execute_batch(include_str!("migrate/groups-before.sql")).unwrap();
        run(&mut connection, MIGRATIONS).unwrap();
        let told = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(|row| row.unwrap()).collect()
        };
        let events = told("SELECT group_id || ' ' || kind || ' ' || on_day FROM group_event ORDER BY 1");
        assert_eq!(events, ["g1 opened 2026-01-05", "g2 opened 2026-02-05"], "since when each is used");
        let managers = told("SELECT group_id || ' ' || staff_id || ' ' || started_on FROM group_manager");
        assert_eq!(managers, ["g1 s1 2026-01-05"], "who managed it from the beginning");
        let members =
            told("SELECT id || ' ' || kind || ' ' || coalesce(staff_id, name) FROM membership ORDER BY id");
        let expected = ["m1 staff s1", "m2 colleague mihon ni", "m3 family mihon san", "m4 doctor mihon shi"];
        assert_eq!(members, expected, "our own staff are known by their card, everybody else by name");
        let doctors = told("SELECT doctor || ' ' || instructed_on FROM mcs_group WHERE doctor IS NOT NULL");
        assert_eq!(doctors, ["mihon shi 2026-01-04"], "and the physician's instruction stays");
    }

    #[test]
    fn families_are_found_under_the_names_they_were_kept_with() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &MIGRATIONS[..8]).unwrap();
        connection.execute_batch(include_str!("migrate/groups-before.sql")).unwrap();
        let keep = "INSERT INTO family_member (id, care_recipient_id, position, family, given, family_kana, given_kana,
                                               relationship, phone)
                    SELECT 'f1', id, 1, ?1, 'mi', ?2, '', '', '' FROM care_recipient LIMIT 1";
        connection.execute(keep, ["\u{6e21}\u{9089}", "\u{30ef}\u{30bf}\u{30ca}\u{30d9}"]).unwrap();
        run(&mut connection, MIGRATIONS).unwrap();
        let key: String = connection
            .query_row("SELECT search_key FROM family_member WHERE id = 'f1'", [], |row| row.get(0))
            .unwrap();
        let expected = "\u{6e21}\u{8fba}mi\n\u{308f}\u{305f}\u{306a}\u{3079}";
        assert_eq!(key, expected, "folded as a name that is kept today");
    }
}
