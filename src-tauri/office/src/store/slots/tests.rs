//! What a `keys.json` must hold against: damage, hostile headers, and hands that know no key.

use std::fs;
use std::time::{Duration, Instant};

use super::file::parse;
use super::*;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();

fn written() -> (tempfile::TempDir, SlotFile, RootKey, Slots) {
    let folder = tempfile::tempdir().unwrap();
    let file = SlotFile::in_folder(folder.path());
    let root = RootKey::random().unwrap();
    let mut slots = Slots::empty(random_id().unwrap(), true);
    slots.add(Role::Manager, &root, "みほん-one 1", Cost::practice(), DAY).unwrap();
    file.write(&slots, &root, |_| Ok(true)).unwrap();
    (folder, file, root, slots)
}

fn edited(folder: &tempfile::TempDir, from: &str, to: &str) -> String {
    let path = folder.path().join("keys.json");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "the file has {from}");
    text.replace(from, to)
}

#[test]
fn what_is_written_is_read_and_sealed() {
    let (_folder, file, root, slots) = written();
    let found = file.read().unwrap().expect("the file is there");
    assert!(!found.is_previous, "keys.json itself was read");
    assert!(found.slots.is_sealed_by(&root), "the root knows its file");
    assert!(!found.slots.is_sealed_by(&RootKey::random().unwrap()), "another root does not");
    assert_eq!(found.slots.users().collect::<Vec<_>>(), slots.users().collect::<Vec<_>>(), "the same people");
}

#[test]
fn a_hostile_header_is_refused_before_anything_is_derived() {
    let (folder, _file, _root, _slots) = written();
    for (from, to) in [
        ("\"m_kib\": 256", "\"m_kib\": 4294967295"),
        ("\"m_kib\": 256", "\"m_kib\": 1048577"),
        ("\"m_kib\": 256", "\"m_kib\": 0"),
        ("\"t\": 1", "\"t\": 17"),
        ("\"t\": 1", "\"t\": 0"),
        ("\"p\": 1", "\"p\": 9"),
        ("\"p\": 1", "\"p\": 0"),
        ("\"salt\": \"", "\"salt\": \"00"),
        ("\"practice\": true", "\"practice\": false"),
        ("\"kind\"", "\"surprise\": 1, \"kind\""),
    ] {
        let text = edited(&folder, from, to);
        let start = Instant::now();
        assert!(parse(text.as_bytes()).is_none(), "{from} → {to} is refused");
        assert!(start.elapsed() < Duration::from_secs(1), "{from} → {to} costs nothing");
    }
}

#[test]
fn every_changed_byte_is_noticed_without_a_passphrase() {
    let (folder, _file, root, _slots) = written();
    let bytes = fs::read(folder.path().join("keys.json")).unwrap();
    for position in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[position] ^= 1;
        let is_noticed = parse(&changed).is_none_or(|slots| !slots.is_sealed_by(&root));
        assert!(is_noticed, "the change at byte {position} is noticed");
    }
}

#[test]
fn a_wrap_moved_to_another_person_stays_sealed_to_the_first() {
    let (_folder, _file, root, mut slots) = written();
    let cheap = Cost { memory_kib: 64, ..Cost::practice() };
    slots.slots[0].cost = cheap;
    assert!(slots.open("みほん-one 1", None).unwrap().is_none(), "a cheaper header does not open");
    assert!(!slots.is_sealed_by(&root), "and the seal is broken");
}

#[test]
fn the_previous_version_helps_after_damage_only() {
    let (folder, file, root, mut slots) = written();
    let id = slots.users().next().unwrap().id.clone();
    slots.set_passphrase(&id, &root, "みほん-two 2", Cost::practice(), DAY).unwrap();
    file.write(&slots, &root, |read| Ok(read.open("みほん-two 2", None)?.is_some())).unwrap();
    let found = file.read().unwrap().unwrap();
    assert!(found.slots.open("みほん-one 1", None).unwrap().is_none(), "the old passphrase opens nothing");

    fs::write(folder.path().join("keys.json"), b"{\"format\"").unwrap();
    let found = file.read().unwrap().unwrap();
    assert!(found.is_previous, "a cut file makes way for the version before it");
    assert!(found.slots.open("みほん-one 1", None).unwrap().is_some(), "which has the passphrase of then");
}

#[test]
fn after_opening_the_old_passphrase_lives_nowhere() {
    let (folder, file, root, mut slots) = written();
    let id = slots.users().next().unwrap().id.clone();
    slots.set_passphrase(&id, &root, "みほん-two 2", Cost::practice(), DAY).unwrap();
    file.write(&slots, &root, |_| Ok(true)).unwrap();
    file.settle(false).unwrap();
    let (now, before) = (folder.path().join("keys.json"), folder.path().join("keys.json.1"));
    assert_eq!(fs::read(now).unwrap(), fs::read(before).unwrap(), "both versions are the new one");
}

#[test]
fn a_new_file_that_does_not_open_never_replaces_the_old() {
    let (folder, file, root, slots) = written();
    let before = fs::read(folder.path().join("keys.json")).unwrap();
    assert!(file.write(&slots, &root, |_| Ok(false)).is_err(), "the proof failed");
    assert_eq!(fs::read(folder.path().join("keys.json")).unwrap(), before, "the old file is untouched");
}

#[test]
fn the_vault_keeps_a_manager_and_at_most_eight_people() {
    let (_folder, _file, root, mut slots) = written();
    let manager = slots.users().next().unwrap().id.clone();
    assert_eq!(slots.remove(&manager).unwrap_err().code(), "last_manager", "someone must be able to manage");
    for _ in 1..MOST_USERS {
        slots.add(Role::Deputy, &root, "みほん-many 3", Cost::practice(), DAY).unwrap();
    }
    let ninth = slots.add(Role::Deputy, &root, "みほん-many 3", Cost::practice(), DAY);
    assert_eq!(ninth.unwrap_err().code(), "too_many_users", "K5: eight slots");
    assert_eq!(slots.remove("nobody").unwrap_err().code(), "not_found", "only people of the list can go");
}
