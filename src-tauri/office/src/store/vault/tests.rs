//! The stories of a vault, told through its one door, on real files.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{NaiveDate, TimeDelta};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::door::database;
use super::*;
use crate::store::keys::Cost;
use crate::store::recovery_key::RecoveryKey;
use crate::store::slots::{self, Role};
use crate::store::{migrate, open};

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
fn changing_the_passphrase_leaves_the_records_file_as_it_is() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let before = place.hash("vault.db");
    assert_eq!(
        vault.change_passphrase(SECOND, SECOND, noon()).unwrap_err().code(),
        "wrong_passphrase",
        "not theirs"
    );
    vault.change_passphrase(FIRST, SECOND, noon()).unwrap();
    assert_eq!(place.hash("vault.db"), before, "K1: only keys.json changes");
    vault.lock(noon()).unwrap();
    assert_eq!(place.refusal().code(), "wrong_passphrase", "the old passphrase opens nothing");
    let vault = Vault::unlock(place.dir(), SECOND, noon()).unwrap();
    let log = vault.acts(20).unwrap();
    assert!(log.iter().any(|row| row.verb == "passphrase_change"), "the log has it all the same");
    assert!(!vault.slots_were_edited(), "our own change is no edit from outside");
    assert_eq!(
        place.hash("keys.json"),
        place.hash("keys.json.1"),
        "the old wrap is gone once the new one opened"
    );
}

#[test]
fn several_people_have_a_passphrase_each() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let manager = vault.user().clone();
    let deputy = vault.add_user(Role::Deputy, SECOND, noon()).unwrap();
    assert_eq!(
        vault.remove_user(&manager.id, noon()).unwrap_err().code(),
        "last_manager",
        "someone must manage"
    );
    vault.lock(noon()).unwrap();

    let vault = Vault::unlock(place.dir(), SECOND, noon()).unwrap();
    assert_eq!(vault.user().id, deputy.id, "the passphrase says who it is");
    assert_eq!(vault.acts(1).unwrap()[0].user_id, deputy.id, "and the log knows");
    vault.lock(noon()).unwrap();
    let wrong = Vault::unlock_as(place.dir(), &manager.id, SECOND, noon()).unwrap_err();
    assert_eq!(wrong.code(), "wrong_passphrase", "it does not open in another's name");

    let mut vault = place.unlock().unwrap();
    vault.remove_user(&deputy.id, noon()).unwrap();
    vault.lock(noon()).unwrap();
    let gone = Vault::unlock(place.dir(), SECOND, noon()).unwrap_err();
    assert_eq!(gone.code(), "wrong_passphrase", "a removed slot opens nothing");
    assert_eq!(Vault::login_list(place.dir()).unwrap(), [manager], "the list shows who is left");
}

#[test]
fn the_printed_key_opens_the_vault_without_or_with_broken_keys() {
    let (other, _) = Place::with_vault();
    for (case, damage) in [
        ("intact", &(|_: &Place| ()) as &dyn Fn(&Place)),
        ("deleted", &|place| {
            fs::remove_file(place.file("keys.json")).unwrap();
            fs::remove_file(place.file("keys.json.1")).unwrap();
        }),
        ("corrupt", &|place| {
            fs::write(place.file("keys.json"), b"\0\0\0").unwrap();
            fs::write(place.file("keys.json.1"), b"").unwrap();
        }),
        ("foreign", &|place| {
            fs::copy(other.file("keys.json"), place.file("keys.json")).unwrap();
        }),
    ] {
        let (place, key) = Place::with_vault();
        damage(&place);
        let vault = Vault::recover(place.dir(), &key.to_lowercase(), SECOND, noon()).expect(case);
        assert!(vault.is_practice(), "{case}: the vault knows what it is without keys.json");
        assert_eq!(vault.verify_log().unwrap().first_wrong, None, "{case}: the records are the same");
        assert!(vault.acts(9).unwrap().iter().any(|row| row.verb == "recover"), "{case}: the log has it");
        vault.lock(noon()).unwrap();
        let vault = Vault::unlock(place.dir(), SECOND, noon()).expect(case);
        assert!(!vault.slots_were_edited(), "{case}: keys.json is ours");
        assert_eq!(vault.users().len(), 1, "{case}: one manager, not two");
        drop(vault);
        assert_eq!(place.refusal().code(), "wrong_passphrase", "{case}: the forgotten passphrase is no more");
    }
}

#[test]
fn a_wrong_printed_key_changes_no_file() {
    let (place, key) = Place::with_vault();
    let (_, foreign) = Place::with_vault();
    let before = place.picture();
    let typo = key.replacen(key.chars().next().unwrap(), if key.starts_with('7') { "8" } else { "7" }, 1);
    for (typed, code) in [(foreign.as_str(), "recovery_key_foreign"), (&typo, "recovery_key_mistyped")] {
        let error = Vault::recover(place.dir(), typed, SECOND, noon()).unwrap_err();
        assert_eq!(error.code(), code, "the key is told apart");
    }
    for file in ["keys.json", "keys.json.1"] {
        fs::remove_file(place.file(file)).unwrap();
    }
    let error = Vault::recover(place.dir(), &foreign, SECOND, noon()).unwrap_err();
    assert_eq!(error.code(), "recovery_key_foreign", "also without keys.json to compare with");
    let after: Vec<_> = before.into_iter().filter(|(name, _)| !name.starts_with("keys.json")).collect();
    assert_eq!(place.picture(), after, "no file changed or appeared");
}

#[test]
fn another_s_keys_are_put_aside_not_overwritten() {
    let (place, key) = Place::with_vault();
    let (other, _) = Place::with_vault();
    fs::copy(other.file("keys.json"), place.file("keys.json")).unwrap();
    assert_eq!(place.refusal().code(), "vault_foreign", "keys.json opens, but not this file");
    Vault::recover(place.dir(), &key, SECOND, noon()).unwrap();
    assert_eq!(place.hash("keys.json.aside"), other.hash("keys.json"), "they may be someone's only copy");
}

#[test]
fn damaged_keys_are_mended_from_the_version_before() {
    let (place, _) = Place::with_vault();
    for damage in [Some(&b"{"[..]), Some(b""), None] {
        match damage {
            Some(bytes) => fs::write(place.file("keys.json"), bytes).unwrap(),
            None => fs::remove_file(place.file("keys.json")).unwrap(),
        }
        let vault = place.unlock().expect("keys.json.1 opens the vault");
        assert!(vault.acts(3).unwrap().iter().any(|row| row.verb == "keys_mend"), "the log has it");
        assert_eq!(place.hash("keys.json"), place.hash("keys.json.1"), "and keys.json is whole again");
    }
    for name in ["keys.json", "keys.json.1"] {
        fs::write(place.file(name), b"{").unwrap();
    }
    assert_eq!(place.refusal().code(), "keys_damaged", "with both gone, the printed key is the way in");
}

#[test]
fn keys_edited_from_outside_are_noticed_and_logged() {
    let (place, _) = Place::with_vault();
    let text = fs::read_to_string(place.file("keys.json")).unwrap();
    // Someone makes a deputy of the manager and even corrects the checksum, but cannot make the MAC.
    let edited = text.replace("\"manager\"", "\"deputy\"");
    let right = slots::checksum_of(edited.as_bytes());
    let wrong = text.split("\"check\": \"").nth(1).unwrap()[..64].to_owned();
    fs::write(place.file("keys.json"), edited.replace(&wrong, &right)).unwrap();
    let vault = place.unlock().unwrap();
    assert!(vault.slots_were_edited(), "the seal does not fit");
    assert!(vault.acts(2).unwrap().iter().any(|row| row.verb == "keys_edited"), "the log has it");
}

#[test]
fn each_damage_to_the_file_has_its_name() {
    let (place, _) = Place::with_vault();
    let whole = fs::read(place.file("vault.db")).unwrap();
    let (other, _) = Place::with_vault();
    let plain = {
        let path = place.file("plain.db");
        Connection::open(&path)
            .unwrap()
            .execute_batch("CREATE TABLE a (b); PRAGMA user_version = 1;")
            .unwrap();
        fs::read(path).unwrap()
    };
    let flipped = |position: usize| {
        let mut bytes = whole.clone();
        bytes[position] ^= 4;
        bytes
    };
    let mut swapped = whole.clone();
    swapped[4096..3 * 4096].rotate_left(4096);
    let appended = [whole.as_slice(), &whole[4096..8192]].concat();
    for (case, bytes, code) in [
        ("empty", Vec::new(), "vault_damaged"),
        ("one byte", vec![0], "vault_damaged"),
        ("less than a page", whole[..4095].to_vec(), "vault_damaged"),
        ("only the first page", whole[..4096].to_vec(), "vault_damaged"),
        ("the last page cut off", whole[..whole.len() - 4096].to_vec(), "vault_damaged"),
        ("cut within a page", whole[..whole.len() - 100].to_vec(), "vault_damaged"),
        ("a bit in the first page", flipped(2000), "vault_damaged"),
        ("a bit in the last page", flipped(whole.len() - 2000), "vault_damaged"),
        ("two pages swapped", swapped, "vault_damaged"),
        ("a page appended", appended, "vault_damaged"),
        ("zeros", vec![0; whole.len()], "vault_foreign"),
        ("another vault's file", fs::read(other.file("vault.db")).unwrap(), "vault_foreign"),
        ("an unencrypted database", plain, "vault_foreign"),
    ] {
        fs::write(place.file("vault.db"), &bytes).unwrap();
        assert_eq!(place.refusal().code(), code, "{case}");
        assert_eq!(
            fs::read(place.file("vault.db")).unwrap(),
            bytes,
            "{case}: the file is left as it was found"
        );
    }
    fs::write(place.file("vault.db"), whole).unwrap();
    place.unlock().expect("the whole file opens");
}

#[test]
fn a_flipped_bit_is_noticed_on_every_page() {
    let (place, key) = Place::with_vault();
    let root = RecoveryKey::read(&key).unwrap();
    let whole = fs::read(place.file("vault.db")).unwrap();
    // The first 16 bytes are the salt, which is known without the file: a flip there harms nothing.
    let positions =
        (0..whole.len() / 4096).flat_map(|page| [16, 2048, 4095].map(|offset| page * 4096 + offset));
    let (mut tried, mut noticed) = (0, 0);
    for position in positions {
        let mut bytes = whole.clone();
        bytes[position] ^= 1;
        fs::write(place.file("vault.db"), bytes).unwrap();
        tried += 1;
        noticed +=
            usize::from(matches!(open::open(&place.file("vault.db"), &root), Err(Error::VaultDamaged)));
    }
    assert_eq!(noticed, tried, "every one of {tried} flips is noticed");
    let mut bytes = whole;
    bytes[3] ^= 1;
    fs::write(place.file("vault.db"), bytes).unwrap();
    place.unlock().expect("a damaged salt costs no data").lock(noon()).unwrap();
}

#[test]
fn a_vault_of_a_newer_program_is_left_alone() {
    let (place, key) = Place::with_vault();
    place.with_raw_file(&key, |connection| connection.pragma_update(None, "user_version", 99).unwrap());
    let before = place.picture();
    let known = migrate::newest();
    assert!(
        matches!(place.refusal(), Error::VaultNewer { found: 99, known: ours } if ours == known),
        "it says which version is needed"
    );
    assert_eq!(place.picture(), before, "no file changed");
}

#[test]
fn an_older_schema_is_copied_before_it_is_migrated() {
    let (place, key) = Place::with_vault();
    // The number is put back, so that the first step runs again, and fails on what is there already.
    place.with_raw_file(&key, |connection| {
        connection.execute_batch("PRAGMA user_version = 0; DROP TABLE log_head;").unwrap();
    });
    let before = place.hash("vault.db");
    assert_eq!(place.refusal().code(), "database", "the first step cannot run twice");
    assert_eq!(place.hash("vault.db"), before, "a failed step leaves the file as it was");
    assert_eq!(place.hash("vault.db.schema-0000"), before, "and a copy was made before it");
}

#[test]
fn a_change_and_its_act_are_kept_or_lost_together() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let rows = vault.verify_log().unwrap().rows;
    let make = |tx: &Transaction<'_>| Ok(tx.execute_batch("CREATE TABLE notes (text TEXT) STRICT")?);
    vault.transact(act(), noon(), make).unwrap();
    let failed = vault.transact(act(), noon(), |tx| {
        tx.execute("INSERT INTO notes VALUES ('lost')", [])?;
        Err::<(), _>(Error::NotFound { noun: "note" })
    });
    assert_eq!(failed.unwrap_err().code(), "not_found", "the error of the work comes back");
    let notes: i64 =
        vault.read(|c| Ok(c.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?)).unwrap();
    assert_eq!(notes, 0, "the change is undone");
    assert_eq!(vault.verify_log().unwrap(), LogCheck { rows: rows + 1, first_wrong: None }, "and has no row");
}

#[test]
fn an_act_says_what_was_done_without_saying_values() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let act = Act::new("staff_edit", "staff")
        .on("5f0c")
        .changing(&["phone", "email"])
        .with_values("090-0000-0000", "090-0000-0001")
        .because("本人の届出");
    assert!(!format!("{act:?}").contains("本人"), "what a person typed is not in Debug");
    vault.transact(act, noon(), |_| Ok(())).unwrap();
    let row = vault.acts(1).unwrap().remove(0);
    assert_eq!(
        (row.verb.as_str(), row.noun.as_str(), row.id.as_deref()),
        ("staff_edit", "staff", Some("5f0c"))
    );
    assert_eq!(row.fields, ["phone", "email"], "which fields");
    assert_eq!(row.reason.as_deref(), Some("本人の届出"), "why");
    assert_eq!((row.utc, row.offset_seconds), (noon().utc, 32_400), "when, and by which clock");
    assert_eq!((row.role.as_str(), row.app_version.as_str()), ("manager", APP_VERSION), "who, with what");
    let changed: Vec<u8> = vault
        .read(
            |c| Ok(c.query_row("SELECT changed FROM acts WHERE verb = 'staff_edit'", [], |row| row.get(0))?),
        )
        .unwrap();
    assert_eq!(changed.len(), 32, "of the values only their MAC is kept");
}

#[test]
fn a_clock_put_back_is_an_act_of_its_own() {
    let (place, _) = Place::with_vault();
    let mut vault = Vault::unlock(place.dir(), FIRST, minutes_later(60)).unwrap();
    let verbs = |vault: &Vault| vault.acts(2).unwrap().into_iter().map(|row| row.verb).collect::<Vec<_>>();
    vault.transact(act(), minutes_later(50), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "unlock"], "ten minutes back are forgiven");
    vault.transact(act(), minutes_later(39), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "clock_back"], "more are written down");
    vault.transact(act(), minutes_later(39), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "note_add"], "once");
    assert_eq!(vault.verify_log().unwrap().first_wrong, None, "and the chain goes on");
}

#[test]
fn the_log_is_neither_edited_nor_deleted_from() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    for sql in
        ["UPDATE acts SET verb = 'x' WHERE seq = 1", "DELETE FROM acts WHERE seq = 1", "DELETE FROM acts"]
    {
        let refused = vault.transact(act(), noon(), |tx| Ok(tx.execute(sql, [])?));
        assert_eq!(refused.unwrap_err().code(), "database", "{sql} is refused by the file itself");
    }
    assert_eq!(vault.verify_log().unwrap().first_wrong, None, "the log is whole");
}

#[test]
fn tampering_with_the_log_is_told_with_the_first_wrong_row() {
    let (place, key) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 16);
    assert_eq!(
        vault.verify_log().unwrap(),
        LogCheck { rows: 20, first_wrong: None },
        "twenty rows, all right"
    );
    vault.lock(noon()).unwrap();
    let whole = fs::read(place.file("vault.db")).unwrap();
    for (sql, first_wrong) in [
        ("UPDATE acts SET verb = 'note_view' WHERE seq = 7", 7),
        ("UPDATE acts SET utc = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1),
        ("UPDATE acts SET user_id = 'another' WHERE seq = 12", 12),
        ("UPDATE acts SET reason = 'x' WHERE seq = 21", 21),
        ("UPDATE acts SET mac = zeroblob(32) WHERE seq = 3", 3),
        ("UPDATE acts SET prev_mac = zeroblob(32) WHERE seq = 3", 3),
        ("UPDATE acts SET changed = x'' WHERE seq = 4", 4),
        ("DELETE FROM acts WHERE seq = 9", 9),
        ("DELETE FROM acts WHERE seq = 1", 1),
        ("DELETE FROM acts WHERE seq > 15", 16),
        ("DELETE FROM acts WHERE seq = 21", 21),
        ("DELETE FROM acts", 1),
        (
            "UPDATE acts SET seq = 99 WHERE seq = 5; UPDATE acts SET seq = 5 WHERE seq = 6; UPDATE acts SET seq = 6 WHERE seq = 99",
            5,
        ),
        (
            "INSERT INTO acts SELECT seq + 1, utc, offset_s, user_id, role, app, verb, noun, id, fields, changed, reason, prev_mac, mac FROM acts WHERE seq = 21",
            22,
        ),
        ("UPDATE log_head SET seal = zeroblob(32)", 21),
    ] {
        fs::write(place.file("vault.db"), &whole).unwrap();
        place.with_raw_file(&key, |connection| {
            connection
                .execute_batch("DROP TRIGGER acts_are_not_edited; DROP TRIGGER acts_are_not_deleted;")
                .unwrap();
            connection.execute_batch(sql).unwrap();
            let log_key = RecoveryKey::read(&key).unwrap().derive(Purpose::Log);
            let check = log::verify(connection, &log_key).unwrap();
            assert_eq!(check.first_wrong, Some(first_wrong), "{sql}");
        });
    }
}

#[test]
fn an_old_copy_put_back_is_told_and_only_read_until_it_is_accepted() {
    let (place, _) = Place::with_vault();
    let yesterday = fs::read(place.file("vault.db")).unwrap();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 3);
    vault.lock(noon()).unwrap();
    fs::write(place.file("vault.db"), &yesterday).unwrap();

    let mut vault = place.unlock().unwrap();
    assert_eq!(vault.older(), Some(Older { marked: 8, found: 3 }), "前回より古いデータです");
    assert_eq!(vault.transact(act(), noon(), |_| Ok(())).unwrap_err().code(), "vault_older", "no change yet");
    vault.lock(noon()).unwrap();
    assert_eq!(place.hash("vault.db"), Sha256::digest(&yesterday).to_vec(), "looking changed nothing");

    let mut vault = place.unlock().unwrap();
    vault.accept_older("控えから戻した", noon()).unwrap();
    add_notes(&mut vault, 9);
    vault.lock(noon()).unwrap();
    let vault = place.unlock().unwrap();
    assert_eq!(vault.older(), None, "accepted once is enough");
    assert!(
        vault.acts(20).unwrap().iter().any(|row| row.verb == "older_accept"),
        "with the reason in the log"
    );
    drop(vault);

    // As long as the one before, but with another story.
    fs::write(place.file("vault.db"), &yesterday).unwrap();
    let state = fs::read(place.file("state.json")).unwrap();
    fs::remove_file(place.file("state.json")).unwrap();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 30);
    drop(vault);
    fs::write(place.file("state.json"), state).unwrap();
    assert!(place.unlock().unwrap().older().is_some(), "a longer log that went another way is told too");
}

#[test]
fn a_full_disk_loses_nothing_that_was_saved() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let make = |tx: &Transaction<'_>| Ok(tx.execute_batch("CREATE TABLE notes (text TEXT) STRICT")?);
    vault.transact(act(), noon(), make).unwrap();
    // The smallest honest disk: the file may grow by eight pages more. The error is the one of a full disk.
    let pages: u32 = vault.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    vault.connection.query_row(&format!("PRAGMA max_page_count = {}", pages + 8), [], |_| Ok(())).unwrap();
    let mut saved = 0;
    let error = loop {
        let note = "みほん".repeat(500);
        match vault.transact(act(), noon(), |tx| Ok(tx.execute("INSERT INTO notes VALUES (?1)", [note])?)) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.code(), "disk_full", "the disk is full, and it says so");
    assert!(saved > 0, "some notes were saved before");
    drop(vault);
    let vault = place.unlock().expect("the file is whole");
    let notes: i64 =
        vault.read(|c| Ok(c.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?)).unwrap();
    assert_eq!(notes, saved, "all that was saved is there, and nothing half");
    assert_eq!(vault.verify_log().unwrap().first_wrong, None, "each with its act");
}

#[test]
fn a_vault_whose_making_was_cut_off_is_finished_or_begun_again() {
    let (place, _) = Place::with_vault();
    fs::rename(place.file("vault.db"), place.file("vault.db.new")).unwrap();
    place.unlock().expect("keys.json was there already: the new file gets its name").lock(noon()).unwrap();

    let before_keys = tempfile::tempdir().unwrap();
    fs::copy(place.file("vault.db"), before_keys.path().join("vault.db.new")).unwrap();
    assert!(!Vault::is_present(before_keys.path()), "without keys.json nothing was made");
    Vault::create(before_keys.path(), SECOND, Cost::practice(), "0.1.0", noon()).expect("it begins again");
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

/// Not a test by itself: the process that [`a_killed_program_loses_nothing_it_has_confirmed`] kills.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(dir) = std::env::var_os("RENKEICHO_TEST_WRITER") else { return };
    let mut vault = Vault::unlock(Path::new(&dir), FIRST, noon()).unwrap();
    let mut out = std::io::stdout();
    for number in 0..100_000 {
        vault
            .transact(act(), noon(), |tx| Ok(tx.execute("INSERT INTO notes VALUES (?1)", [number])?))
            .unwrap();
        out.write_all(b"saved\n").and_then(|()| out.flush()).unwrap();
    }
}

#[test]
fn a_killed_program_loses_nothing_it_has_confirmed() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    vault
        .transact(act(), noon(), |tx| Ok(tx.execute_batch("CREATE TABLE notes (n INTEGER) STRICT")?))
        .unwrap();
    vault.lock(noon()).unwrap();
    let (mut confirmed, mut hot_journals) = (0i64, 0);
    for round in 0..40u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::vault::tests::child_that_writes_until_it_is_killed", "--nocapture"])
            .env("RENKEICHO_TEST_WRITER", place.dir())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut killed = false;
        for line in lines.map_while(|line| line.ok()).filter(|line| line == "saved") {
            drop(line);
            confirmed += 1;
            if !killed {
                // Somewhere within the next save or two; what was confirmed until death is still read.
                std::thread::sleep(std::time::Duration::from_micros(round * 700));
                child.kill().unwrap();
                killed = true;
            }
        }
        child.wait().unwrap();
        hot_journals +=
            usize::from(fs::metadata(place.file("vault.db-journal")).is_ok_and(|file| file.len() > 0));
        let vault = place.unlock().expect("the vault opens after a kill");
        let kept: i64 =
            vault.read(|c| Ok(c.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?)).unwrap();
        assert!(kept >= confirmed, "round {round}: {confirmed} were confirmed, {kept} are there");
        assert_eq!(vault.verify_log().unwrap().first_wrong, None, "round {round}: the log is whole");
        confirmed = kept; // one more may have been saved than was confirmed
    }
    assert!(confirmed >= 40, "every round saved something");
    assert!(hot_journals > 0, "some kills hit the middle of a save, or this test proves nothing");
}
