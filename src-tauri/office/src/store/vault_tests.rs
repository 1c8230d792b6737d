//! The stories of a vault, told through its one door, on real files.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::{NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::*;

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
        self.unlock().err().expect("the vault stays shut")
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
