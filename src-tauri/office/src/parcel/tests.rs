//! What a parcel refuses, with ZIPs made here.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::write::write_folder_by;
use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn two() -> Vec<ParcelFile> {
    vec![ParcelFile::new("01_送付状.pdf", *b"one"), ParcelFile::new("02_様式3.pdf", vec![7; 5_000])]
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[track_caller]
fn check_refused(bytes: &[u8], password: Option<&str>, expected: &str) {
    let error = open_zip(bytes, password).expect_err("this must not be opened");
    assert_eq!(error.code(), expected);
}

/// Replaces some bytes by as many others, wherever they stand.
fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|part| part == from) {
        bytes[at + found..at + found + from.len()].copy_from_slice(to);
        at += found + from.len();
    }
    assert_ne!(at, 0, "it stands there");
    bytes
}

#[test]
fn what_was_packed_comes_out_again() {
    let plain = zip(&two(), day(), None).unwrap();
    assert_eq!(open_zip(&plain, None).unwrap(), two());
    assert_eq!(plain, zip(&two(), day(), None).unwrap(), "the same files give the same bytes");
    let locked = zip(&two(), day(), Some("kaki-2026-tombo7")).unwrap();
    assert_eq!(open_zip(&locked, Some("kaki-2026-tombo7")).unwrap(), two());
    assert!(!locked.windows(50).any(|part| part == [7; 50]), "nothing of the file can be read");
    check_refused(&locked, None, "parcel_password_missing");
    check_refused(&locked, Some("kaki-2026-tombo8"), "parcel_password_wrong");
}

#[test]
fn a_folder_around_all_files_is_left_off_and_names_of_windows_are_read() {
    let opened = open_zip(&packed(&[("束/", b""), ("束/a.pdf", b"a"), ("束/b.csv", b"b")]), None).unwrap();
    assert_eq!(opened.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.pdf", "b.csv"]);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let name = SHIFT_JIS_NAME;
    writer.start_file_with_options(SimpleFileOptions::default().name(name)).unwrap();
    let opened = open_zip(&writer.finish().unwrap().into_inner(), None).unwrap();
    assert_eq!(opened[0].name, "送付状.pdf", "Windows writes names in CP932");
}

/// 送付状.pdf in CP932; the second byte of 状 is no ASCII, so it is no path either.
const SHIFT_JIS_NAME: &[u8] = b"\x91\x97\x95\x74\x8f\xf3.pdf";

#[test]
fn no_name_leads_out_of_the_parcel() {
    for name in [
        "../a.pdf",
        "a/../../b.pdf",
        "a/../b.pdf",
        "/a.pdf",
        "C:/a.pdf",
        "C:a.pdf",
        "a\\b.pdf",
        "a:b.pdf",
        "a//b.pdf",
        "./a.pdf",
        "nul.pdf",
        "COM1",
        "a.pdf ",
        "a.pdf.",
        "a\u{202E}fdp.exe",
    ] {
        let error = open_zip(&packed(&[(name, b"x")]), None).expect_err(name);
        assert_eq!(error.code(), "parcel_name", "{name:?}");
    }
    let cut = replaced(packed(&[("aXb.pdf", b"x")]), b"aXb.pdf", b"a\0b.pdf");
    check_refused(&cut, None, "parcel_name");
    let error = zip(&[ParcelFile::new("a/b.pdf", *b"x")], day(), None).unwrap_err();
    assert_eq!(error.code(), "parcel_name", "we make no such name either");
}

#[test]
fn two_names_that_a_system_takes_for_one_are_refused() {
    check_refused(&packed(&[("a.pdf", b"1"), ("A.PDF", b"2")]), None, "parcel_same_name");
    check_refused(&packed(&[("が.pdf", b"1"), ("か\u{3099}.pdf", b"2")]), None, "parcel_same_name");
    let twice = replaced(packed(&[("a.pdf", b"1"), ("b.pdf", b"2")]), b"b.pdf", b"a.pdf");
    check_refused(&twice, None, "parcel_same_name");
}

#[test]
fn a_link_is_no_file() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("a.pdf", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    check_refused(&writer.finish().unwrap().into_inner(), None, "parcel_link");
}

#[test]
fn too_many_entries_are_not_looked_at() {
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| format!("{number}.txt")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    check_refused(&packed(&entries), None, "parcel_too_many");
    assert_eq!(open_zip(&packed(&entries[1..]), None).unwrap().len(), MAX_ENTRIES, "so many are");
}

#[test]
fn a_bomb_is_stopped_while_it_unpacks() {
    let blank = vec![0; 8 * 1024 * 1024];
    let bomb = packed(&[("a.txt", &blank)]);
    check_refused(&bomb, None, "parcel_bomb");
    // A header that tells a smaller size does not get more past.
    let size = u32::try_from(blank.len()).unwrap().to_le_bytes();
    check_refused(&replaced(bomb, &size, &[1, 0, 0, 0]), None, "parcel_damaged");
}

#[test]
fn more_than_the_limit_is_refused_as_it_is_counted() {
    // 21 files that each unpack to 24 MiB at a ratio below the limit: a part that packs, a part that does not.
    let mut noise: u32 = 1;
    let mut part: Vec<u8> = Vec::new();
    for _ in 0..160 * 1024 {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        part.push(noise.to_le_bytes()[3]);
    }
    part.resize(24 * 1024 * 1024, 0);
    let names: Vec<String> = (0..21).map(|number| format!("{number}.bin")).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), part.as_slice())).collect();
    check_refused(&packed(&entries), None, "parcel_too_big");
}

#[test]
fn what_is_no_whole_zip_is_told_as_such() {
    let whole = zip(&two(), day(), None).unwrap();
    check_refused(b"", None, "parcel_damaged");
    check_refused(b"%PDF-1.7", None, "parcel_damaged");
    check_refused(&whole[..whole.len() / 2], None, "parcel_damaged");
    let mut stored = ZipWriter::new(Cursor::new(Vec::new()));
    let as_is = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    stored.start_file("a.txt", as_is).unwrap();
    stored.write_all(b"what was said").unwrap();
    let stored = stored.finish().unwrap().into_inner();
    check_refused(&replaced(stored, b"was", b"is "), None, "parcel_damaged");
    let locked = zip(&two(), day(), Some("kaki")).unwrap();
    let mut changed = locked;
    let at = changed.len() / 4;
    changed[at] ^= 1;
    assert!(open_zip(&changed, Some("kaki")).is_err(), "AES has a seal over what it locks");
}

#[test]
fn a_folder_is_whole_and_never_over_another() {
    let place = tempfile::tempdir().unwrap();
    let first = write_folder(place.path(), "束", &two()).unwrap();
    assert_eq!(fs::read(first.join("01_送付状.pdf")).unwrap(), b"one");
    let second = write_folder(place.path(), "束", &two()[..1]).unwrap();
    assert_eq!(second.file_name().unwrap(), "束 (2)", "the first one stays as it is");
    assert_eq!(fs::read_dir(&first).unwrap().count(), 2, "nothing is added to it or taken away");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2, "and nothing else is left");
}

#[test]
fn nothing_is_left_of_a_folder_that_failed() {
    let place = tempfile::tempdir().unwrap();
    let full = |path: &Path, bytes: &[u8]| {
        if path.ends_with("02_様式3.pdf") {
            fs::write(path, &bytes[..10]).unwrap();
            return Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into());
        }
        Ok(fs::write(path, bytes)?)
    };
    let error = write_folder_by(place.path(), "束", &two(), full).unwrap_err();
    assert_eq!(error.code(), "disk_full");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "neither half a folder nor one beside");

    let forgetful = |path: &Path, bytes: &[u8]| Ok(fs::write(path, &bytes[1..])?);
    assert!(write_folder_by(place.path(), "束", &two(), forgetful).is_err(), "it is read back");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);

    for name in ["../束", "束.", "a/b", "NUL", ""] {
        assert_eq!(write_folder(place.path(), name, &two()).unwrap_err().code(), "parcel_name", "{name:?}");
    }
    let twice = [ParcelFile::new("a.pdf", *b"1"), ParcelFile::new("A.pdf", *b"2")];
    assert_eq!(write_folder(place.path(), "束", &twice).unwrap_err().code(), "parcel_same_name");
}

#[test]
fn a_password_is_told_on_the_telephone() {
    let (one, other) = (password().unwrap(), password().unwrap());
    assert_ne!(one, other, "each parcel has its own");
    assert_eq!(one.replace('-', "").len(), 16, "sixteen letters and digits");
    assert!(!one.contains(['0', '1', 'i', 'l', 'o']), "none that is taken for another: {one}");
    assert!(one.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
}

fn listed(files: &[ParcelFile]) -> Manifest {
    Manifest {
        program: "test".into(),
        day: "2026-11-22".into(),
        log_number: 7,
        log_code: "0000-0000-0000-0000".into(),
        fingerprint: fingerprint(&[1; 32]),
        files: files
            .iter()
            .map(|file| ManifestFile {
                name: file.name.clone(),
                title: "a paper".into(),
                edition: String::new(),
                pages: Some(1),
                size: file.bytes.len() as u64,
                sha256: sha256_hex(&file.bytes),
            })
            .collect(),
    }
}

#[test]
fn what_became_of_each_file_is_told_and_who_signed() {
    let mut files = two();
    files.extend(seal(&listed(&files), &[1; 32]).unwrap());
    let whole = check(&files, &[1; 32]).unwrap();
    assert!(whole.is_whole(), "as it was packed");
    assert_eq!(whole.signature, SignatureState::Ours);
    assert_eq!(
        check(&files, &[2; 32]).unwrap().signature,
        SignatureState::Foreign,
        "another office packed it"
    );
    assert_eq!(whole.fingerprint, fingerprint(&[1; 32]), "the fingerprint is that of the key that signed");

    let states = |files: &[ParcelFile]| -> Vec<_> {
        check(files, &[1; 32]).unwrap().files.into_iter().map(|file| file.state).collect()
    };
    let mut changed = files.clone();
    changed[0].bytes.push(b' ');
    assert_eq!(states(&changed), [FileState::Changed, FileState::Same], "one more blank is seen");
    let mut other = files.clone();
    other.remove(1);
    other.push(ParcelFile::new("new.exe", *b"MZ"));
    assert_eq!(states(&other), [FileState::Same, FileState::Missing, FileState::Extra]);

    // Somebody who changes a file and its line on the list cannot sign it.
    let mut forged = changed;
    forged[2].bytes = seal(&listed(&forged[..2]), &[2; 32]).unwrap()[0].bytes.clone();
    let forged = check(&forged, &[1; 32]).unwrap();
    assert_eq!((forged.signature, forged.is_whole()), (SignatureState::Broken, false));
    let code = |files: &[ParcelFile]| check(files, &[1; 32]).unwrap_err().code();
    assert_eq!(code(&files[..2]), "parcel_no_manifest");
    let mut unreadable = files;
    unreadable[2].bytes = b"{".to_vec();
    assert_eq!(code(&unreadable), "parcel_manifest");
}
