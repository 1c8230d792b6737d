//! Opening `vault.db`: the key, the order of checks, and the settings (C1–C6).
//! Owns what may be said about a file that does not open; leaves keys and slots to `vault`.
//!
//! # The key goes in as SQL text
//! `sqlite3_key_v2` would need `unsafe`, which this crate forbids. The pragma is as good here: its text is
//! built in a buffer that is wiped, rusqlite hands the buffer on without a copy, no tracing is compiled in,
//! SQLCipher's own log is off, and `cipher_memory_security` wipes what the parser frees. An error of that one
//! statement is dropped, because rusqlite would put the statement into it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use zeroize::Zeroizing;

use super::files::with_suffix;
use super::keys::{Purpose, RootKey, SALT_BYTES};
use super::{migrate, search};
use crate::error::{Error, Result};

/// "RNKC", as the first migration writes it.
const APPLICATION_ID: i32 = 1_380_862_787;
const PAGE: u64 = 4096;
/// More than there are: to prepare one anew costs more than most of them take.
const STATEMENTS: usize = 256;
/// Both checks take some 10 ms per MB; above this they would make the door slow (C3).
const CHECKED_AT_EVERY_OPENING: u64 = 50 * 1024 * 1024;

/// What the file says about itself.
pub(super) struct Meta {
    pub(super) vault_id: String,
    pub(super) practice: bool,
}

/// An open, checked file with all settings made. Its schema may be older than ours, never newer.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) schema: u32,
    pub(super) meta: Meta,
}

/// Makes an empty encrypted file with all settings. The first migration fills it.
pub(super) fn create(path: &Path, root: &RootKey) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    unlock_pages(&connection, root)?;
    settle(&connection)?;
    Ok(connection)
}

/// Opens a file that a slot or the recovery key has given the root for, and looks before it touches.
///
/// # Errors
/// [`Error::VaultDamaged`] and [`Error::VaultForeign`] as the file is; [`Error::VaultNewer`] with nothing
/// read or changed beyond the number; [`Error::ReadOnlyPlace`]; [`Error::AlreadyOpen`].
pub(super) fn open(path: &Path, root: &RootKey) -> Result<Opened> {
    // C2: an empty file would open as an empty, valid database. A hot journal may still mend the length.
    if !has_whole_pages(path) && !has_journal(path) {
        return Err(Error::VaultDamaged);
    }
    match open_and_look(path, root) {
        Err(Error::VaultDamaged) if !has_salt_of(path, root) => Err(Error::VaultForeign),
        opened => opened,
    }
}

/// Whether the root opens this file, without writing a byte. Tells a foreign recovery key (K7).
pub(super) fn is_opened_by(path: &Path, root: &RootKey) -> bool {
    let read = || -> Result<u32> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        unlock_pages(&connection, root)?;
        migrate::schema_of(&connection)
    };
    has_salt_of(path, root) || read().is_ok()
}

fn open_and_look(path: &Path, root: &RootKey) -> Result<Opened> {
    // Without CREATE: a missing file stays missing.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    refuse_read_only(&connection)?;
    unlock_pages(&connection, root)?;
    let schema = migrate::schema_of(&connection)?;
    if schema > migrate::newest() {
        return Err(Error::VaultNewer { found: schema, known: migrate::newest() });
    }
    let meta = read_meta(&connection)?;
    if !has_whole_pages(path) {
        return Err(Error::VaultDamaged);
    }
    if fs::metadata(path)?.len() <= CHECKED_AT_EVERY_OPENING {
        check_pages(&connection)?;
    }
    settle(&connection)?;
    Ok(Opened { connection, schema, meta })
}

/// A read-write open of a read-only file succeeds, and only the first write would fail (C5).
fn refuse_read_only(connection: &Connection) -> Result<()> {
    match connection.is_readonly("main")? {
        true => Err(Error::ReadOnlyPlace),
        false => Ok(()),
    }
}

/// Gives the key. That it "succeeds" says nothing: the first read tells (C5).
fn unlock_pages(connection: &Connection, root: &RootKey) -> Result<()> {
    // Another program (a virus scanner) may hold the file for a moment.
    connection.busy_timeout(Duration::from_millis(500))?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON;")?;
    // x'<key><salt>': with the salt given, a damaged or torn first page is told from a foreign file.
    let mut pragma = Zeroizing::new(String::with_capacity(128));
    pragma.push_str("PRAGMA key = \"x'");
    push_hex(&mut pragma, root.derive(Purpose::Database).as_slice());
    push_hex(&mut pragma, &root.database_salt());
    pragma.push_str("'\";");
    connection.execute_batch(&pragma).map_err(|_| Error::VaultDamaged)?;
    // The lock is kept from the first read to the last close (C7).
    Ok(connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?)
}

/// C1. TRUNCATE + EXTRA lost nothing in simulated power cuts and does not depend on the platform.
fn settle(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(
        "PRAGMA journal_mode = TRUNCATE;
         PRAGMA synchronous = EXTRA;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON;
         PRAGMA cache_size = -32768;", // KiB: a page is deciphered once, not at every look
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A statement is planned once, whatever it is asked for.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?; // VACUUM INTO needs one
    search::add_search_key(connection)
}

fn read_meta(connection: &Connection) -> Result<Meta> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(Error::VaultForeign);
    }
    connection
        .query_row("SELECT vault_id, practice FROM meta WHERE one = 1", [], |row| {
            Ok(Meta { vault_id: row.get(0)?, practice: row.get(1)? })
        })
        .optional()?
        .ok_or(Error::VaultDamaged)
}

/// Each check is blind somewhere: one to a cut tail, the other to appended or swapped pages (C3).
fn check_pages(connection: &Connection) -> Result<()> {
    let is_sealed = !connection.prepare("PRAGMA cipher_integrity_check")?.exists([])?;
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    match is_sealed && verdict == "ok" {
        true => Ok(()),
        false => Err(Error::VaultDamaged),
    }
}

fn has_whole_pages(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() >= PAGE && file.len().is_multiple_of(PAGE))
}

fn has_journal(path: &Path) -> bool {
    fs::metadata(with_suffix(path, "-journal")).is_ok_and(|file| file.len() > 0)
}

/// Only while no connection is open: on Unix, closing a second handle would drop SQLite's locks.
fn has_salt_of(path: &Path, root: &RootKey) -> bool {
    let mut salt = [0; SALT_BYTES];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut salt));
    read.is_ok() && salt == root.database_salt()
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).expect("four bits are a hex digit"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tests run as root, whom no permission stops; the condition itself is made instead.
    #[test]
    fn a_file_that_can_only_be_read_is_told_before_the_first_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let root = RootKey::random().unwrap();
        let mut connection = create(&path, &root).unwrap();
        migrate::run(&mut connection, migrate::MIGRATIONS).unwrap();
        drop(connection);
        let read_only = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        assert!(matches!(refuse_read_only(&read_only), Err(Error::ReadOnlyPlace)), "said at the door");
        unlock_pages(&read_only, &root).unwrap();
        let error = Error::from(read_only.execute("DELETE FROM meta", []).unwrap_err());
        assert!(matches!(error, Error::ReadOnlyPlace), "and whenever it turns up later");
    }

    #[test]
    fn the_settings_are_those_of_c1() {
        let folder = tempfile::tempdir().unwrap();
        let connection = create(&folder.path().join("vault.db"), &RootKey::random().unwrap()).unwrap();
        let setting = |name: &str| {
            let value: rusqlite::types::Value =
                connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap();
            match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{name} is {other:?}"),
            }
        };
        for (name, value) in [
            ("journal_mode", "truncate"),
            ("synchronous", "3"),
            ("locking_mode", "exclusive"),
            ("foreign_keys", "1"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("secure_delete", "1"),
            ("cipher_page_size", "4096"),
        ] {
            assert_eq!(setting(name), value, "{name}");
        }
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap(), "defensive is on");
    }
}
