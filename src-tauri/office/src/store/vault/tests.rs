//! The stories of a vault, told through its one door, on real files.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::door::database;
use super::*;
use crate::store::keys::Cost;
use crate::store::recovery_key::RecoveryKey;
use crate::store::slots::{self, Role};
use crate::store::{migrate, open};

mod damage;
mod keys;
mod log;

const FIRST: &str = "みほん-first 2026";
const SECOND: &str = "みほん-second 2026";

fn noon() -> Moment {
    Moment::noon_in_japan(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
}

fn minutes_later(minutes: i64) -> Moment {
    Moment { utc: noon().utc + TimeDelta::minutes(minutes), ..noon() }
}

struct Place {
    folder: TempDir,
}

impl Place {
    /// A folder with a practice vault, locked, and its recovery key.
    fn with_vault() -> (Place, String) {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        let vault = Vault::create(place.dir(), FIRST, Cost::practice(), "0.1.0", noon()).unwrap();
        let key = vault.recovery_key().groups().join("-");
        vault.lock(noon()).unwrap();
        (place, key)
    }

    fn dir(&self) -> &Path {
        self.folder.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    fn unlock(&self) -> Result<Vault> {
        Vault::unlock(self.dir(), FIRST, noon())
    }

    fn refusal(&self) -> Error {
        self.unlock().expect_err("the vault stays shut")
    }

    /// Name and hash of every file but the lock.
    fn picture(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.dir())
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_name() != "vault.lock")
            .map(|entry| {
                let hash = Sha256::digest(fs::read(entry.path()).unwrap()).to_vec();
                (entry.file_name().into_string().unwrap(), hash)
            })
            .collect();
        files.sort();
        files
    }

    fn hash(&self, name: &str) -> Vec<u8> {
        Sha256::digest(fs::read(self.file(name)).unwrap()).to_vec()
    }

    /// Opens the file with the right key and no questions, as someone who has the keys and own tools could.
    fn with_raw_file(&self, key: &str, work: impl FnOnce(&Connection)) {
        let root = RecoveryKey::read(key).unwrap();
        let opened = open::open(&database(self.dir()), &root).unwrap();
        work(&opened.connection);
    }
}

fn act() -> Act {
    Act::new("note_add", "note")
}

fn add_notes(vault: &mut Vault, count: usize) {
    for _ in 0..count {
        vault.transact(act(), noon(), |_| Ok(())).unwrap();
    }
}

#[test]
fn a_vault_is_made_locked_and_opened_again() {
    let (place, _) = Place::with_vault();
    assert!(Vault::is_present(place.dir()), "the vault is there");
    let vault = place.unlock().unwrap();
    let verbs: Vec<_> = vault.acts(10).unwrap().into_iter().map(|row| row.verb).collect();
    assert_eq!(verbs, ["unlock", "lock", "unlock", "vault_create"], "the log tells the story, newest first");
    assert_eq!(vault.verify_log().unwrap(), LogCheck { rows: 4, first_wrong: None }, "and is whole");
    assert!(vault.is_practice(), "a cheap vault says what it is");
}

#[test]
fn nothing_is_made_over_a_vault_or_its_remains() {
    let (place, _) = Place::with_vault();
    let before = place.picture();
    let again = || Vault::create(place.dir(), SECOND, Cost::practice(), "0.1.0", noon()).unwrap_err().code();
    assert_eq!(again(), "vault_exists", "a second vault is refused");
    assert_eq!(place.picture(), before, "and no byte changes");
    fs::remove_file(place.file("vault.db")).unwrap();
    assert_eq!(again(), "vault_exists", "keys alone are not an empty place: a backup may belong to them");
    assert_eq!(place.refusal().code(), "vault_damaged", "the way on is to restore");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(
        Vault::unlock(empty.path(), FIRST, noon()).unwrap_err().code(),
        "vault_missing",
        "nothing there"
    );
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0, "and nothing appears by trying");
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_is_told_to_the_log() {
    let (place, _) = Place::with_vault();
    let error = Vault::unlock(place.dir(), SECOND, noon()).unwrap_err();
    assert_eq!(error.code(), "wrong_passphrase", "the passphrase is wrong");
    let vault = place.unlock().unwrap();
    let verbs: Vec<_> = vault.acts(2).unwrap().into_iter().map(|row| row.verb).collect();
    assert_eq!(verbs, ["unlock", "unlock_fail"], "the failure waited in state.json and is written first");
}

#[test]
fn five_wrong_tries_close_the_door_for_a_while_even_for_the_right_passphrase() {
    let (place, _) = Place::with_vault();
    for _ in 0..5 {
        let error = Vault::unlock(place.dir(), SECOND, noon()).unwrap_err();
        assert_eq!(error.code(), "wrong_passphrase", "the first five are only wrong");
    }
    assert!(matches!(place.refusal(), Error::Throttled { seconds: 30 }), "then the door waits");
    drop(Vault::unlock(place.dir(), FIRST, minutes_later(1)).unwrap());
    let error = Vault::unlock(place.dir(), SECOND, minutes_later(1)).unwrap_err();
    assert_eq!(error.code(), "wrong_passphrase", "success starts the count anew");
}

#[test]
fn a_second_start_finds_the_vault_in_use() {
    let (place, key) = Place::with_vault();
    let vault = place.unlock().unwrap();
    assert_eq!(place.refusal().code(), "already_open", "one window at a time");
    let recovery = Vault::recover(place.dir(), &key, SECOND, noon()).unwrap_err();
    assert_eq!(recovery.code(), "already_open", "by any door");
    drop(vault);
    place.unlock().expect("a window that was closed without locking is no hindrance");
}

#[test]
fn no_file_beside_the_vault_holds_a_name_or_a_reason() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let named = Act::new("staff_add", "staff").because("仮名太郎の入職");
    vault
        .transact(named, noon(), |tx| {
            Ok(tx.execute_batch("CREATE TABLE t (n TEXT); INSERT INTO t VALUES ('仮名太郎');")?)
        })
        .unwrap();
    vault.change_passphrase(FIRST, SECOND, noon()).unwrap();
    vault.lock(noon()).unwrap();
    for entry in fs::read_dir(place.dir()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for word in ["仮名太郎", FIRST, SECOND] {
            let is_inside = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_inside, "{} holds no such word", path.display());
        }
    }
}

#[test]
fn a_vault_may_be_handed_from_thread_to_thread() {
    fn check<T: Send>() {}
    check::<Vault>(); // the window keeps it behind a lock, or this would not compile
}

#[test]
fn what_may_be_thrown_away_is_known_before_unlocking() {
    let (place, _) = Place::with_vault();
    assert!(Vault::is_practice_in(place.dir()), "invented people only");
    let real = tempfile::tempdir().unwrap();
    drop(Vault::create(real.path(), FIRST, Cost::floor(), "0.1.0", noon()).unwrap());
    assert!(!Vault::is_practice_in(real.path()), "a real office is never taken for practice");
    assert!(!Vault::unlock(real.path(), FIRST, noon()).unwrap().is_practice(), "nor once it is open");
    for name in ["keys.json", "keys.json.1"] {
        fs::write(place.file(name), b"{").unwrap();
    }
    assert!(!Vault::is_practice_in(place.dir()), "what cannot be read counts as real");
}
