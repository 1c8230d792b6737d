//! Damage, a full disk, and kills: the file is told for what it is, and nothing confirmed is lost.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::super::door::make_database;
use super::*;

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
fn every_earlier_schema_is_copied_and_brought_to_today_s() {
    for schema in 1..migrate::newest() {
        let (place, key) = Place::with_vault();
        let root = RecoveryKey::read(&key).unwrap();
        let found = slots::SlotFile::in_folder(place.dir()).read().unwrap().unwrap();
        let user = found.slots.users().next().unwrap();
        let steps = &migrate::MIGRATIONS[..schema as usize];
        fs::remove_file(place.file("state.json")).unwrap(); // this vault never came as far as its mark
        make_database(&place.file("vault.db"), &root, &found.slots, user, "0.0.1", steps, noon()).unwrap();
        let before = place.hash("vault.db");

        let vault = place.unlock().expect("an old vault opens");
        assert_eq!(vault.read(migrate::schema_of).unwrap(), migrate::newest(), "from {schema} to today's");
        assert_eq!(place.hash(&format!("vault.db.schema-{schema:04}")), before, "with a copy of how it was");
        let log = vault.acts(9).unwrap();
        let step = log.iter().find(|row| row.verb == "migrate").expect("the log has it");
        assert_eq!(step.reason, Some(format!("{schema} → {}", migrate::newest())), "from what to what");
        assert_eq!(vault.verify_log().unwrap().first_wrong, None, "and the log goes on");
    }
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let (place, key) = Place::with_vault();
    // The number is put back, so that the first step runs again, and fails on what is there already.
    place.with_raw_file(&key, |connection| connection.pragma_update(None, "user_version", 0).unwrap());
    let before = place.hash("vault.db");
    assert_eq!(place.refusal().code(), "database", "the first step cannot run twice");
    assert_eq!(place.hash("vault.db"), before, "nothing of the attempt is left");
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

/// Starts this very program again as `child`, and kills it some time after it has first said `done`.
///
/// Gives how often it said so until it was dead.
fn kill_a_child(child: &str, dir: &Path, wait: Duration) -> i64 {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("store::vault::tests::damage::{child}"), "--nocapture"])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut said = 0;
    for line in lines.map_while(|line| line.ok()) {
        if line != "done" {
            continue; // the test harness talks too
        }
        said += 1;
        if said == 1 {
            // Somewhere within the next steps; what was said until death is still read.
            std::thread::sleep(wait);
            process.kill().unwrap();
        }
    }
    process.wait().unwrap();
    said
}

fn say_done() {
    let mut out = std::io::stdout();
    out.write_all(b"done\n").and_then(|()| out.flush()).unwrap();
}

const CHILD: &str = "RENKEICHO_TEST_CHILD";

/// Not a test by itself: the process that [`a_killed_program_loses_nothing_it_has_confirmed`] kills.
#[test]
fn child_that_writes() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let mut vault = Vault::unlock(Path::new(&dir), FIRST, noon()).unwrap();
    for number in 0..100_000 {
        vault
            .transact(act(), noon(), |tx| Ok(tx.execute("INSERT INTO notes VALUES (?1)", [number])?))
            .unwrap();
        say_done();
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
    let (mut saved, mut hot_journals) = (0, 0);
    for round in 0..40 {
        let confirmed =
            saved + kill_a_child("child_that_writes", place.dir(), Duration::from_micros(round * 700));
        hot_journals +=
            usize::from(fs::metadata(place.file("vault.db-journal")).is_ok_and(|file| file.len() > 0));
        let vault = place.unlock().expect("the vault opens after a kill");
        saved = vault.read(|c| Ok(c.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?)).unwrap();
        assert!(saved >= confirmed, "round {round}: {confirmed} were confirmed, {saved} are there");
        assert_eq!(vault.verify_log().unwrap().first_wrong, None, "round {round}: the log is whole");
    }
    assert!(saved >= 40, "every round saved something");
    assert!(hot_journals > 0, "some kills hit the middle of a save, or this test proves nothing");
}

/// Not a test by itself: the process that [`a_kill_while_the_passphrase_changes_leaves_one_that_opens`] kills.
#[test]
fn child_that_changes_its_passphrase() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let dir = Path::new(&dir);
    let (mut now, mut next) = (FIRST, SECOND);
    let mut vault = Vault::unlock(dir, now, noon()).or_else(|_| {
        std::mem::swap(&mut now, &mut next);
        Vault::unlock(dir, now, noon())
    });
    loop {
        vault.as_mut().unwrap().change_passphrase(now, next, noon()).unwrap();
        std::mem::swap(&mut now, &mut next);
        say_done();
    }
}

#[test]
fn a_kill_while_the_passphrase_changes_leaves_one_that_opens() {
    let (place, _) = Place::with_vault();
    for round in 0..20 {
        let changes = kill_a_child(
            "child_that_changes_its_passphrase",
            place.dir(),
            Duration::from_micros(round * 1_300),
        );
        assert!(changes > 0, "round {round}: the child came to change it");
        let vault = place.unlock().or_else(|_| Vault::unlock(place.dir(), SECOND, noon()));
        let vault = vault.expect("the old or the new passphrase opens, never neither (K6)");
        assert!(!vault.slots_were_edited(), "round {round}: keys.json is one of ours");
    }
}
