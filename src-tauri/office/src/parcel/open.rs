//! A ZIP on its way in. Owns what is refused before and while it is read (H6); writes nothing.

use std::collections::BTreeSet;
use std::io::{Cursor, ErrorKind, Read};
use std::path::Path;

use encoding_rs::SHIFT_JIS;
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

use super::{ParcelFault, ParcelFile, folded, is_portable};
use crate::Result;

/// The most entries a ZIP may have.
pub const MAX_ENTRIES: usize = 2_000;
/// The most bytes its files may come to together, as counted while they are read.
pub const MAX_UNPACKED: u64 = 500 * 1024 * 1024;
/// How many times its packed size a file may come to.
pub const MAX_RATIO: u64 = 200;
/// Below this a file is small whatever its ratio: a page of blanks packs better than any bomb.
const HARMLESS: u64 = 64 * 1024;

/// The files of a ZIP, in its order, read into memory. A folder around all of them is left off.
///
/// A password that none of the files needs is not looked at.
///
/// # Errors
/// [`ParcelFault`]; the first that is found.
pub fn open_zip(bytes: &[u8], password: Option<&str>) -> Result<Vec<ParcelFile>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    if archive.len() > MAX_ENTRIES {
        return Err(ParcelFault::TooMany.into());
    }
    if archive.has_duplicate_names() {
        return Err(ParcelFault::SameName.into());
    }
    if archive.has_overlapping_entries().map_err(fault)? {
        return Err(ParcelFault::Bomb.into()); // the same packed bytes, sold as many files
    }
    let (mut files, mut seen, mut left) = (Vec::new(), BTreeSet::new(), MAX_UNPACKED);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(fault)?;
        if entry.is_symlink() {
            return Err(ParcelFault::Link.into());
        }
        let name = name_of(entry.name_raw());
        let (is_locked, is_folder) = (entry.encrypted(), entry.is_dir());
        if entry.enclosed_name().is_none() || !name.trim_end_matches('/').split('/').all(is_portable) {
            return Err(ParcelFault::Name.into());
        }
        if !seen.insert(folded(name.trim_end_matches('/'))) {
            return Err(ParcelFault::SameName.into());
        }
        if is_folder {
            continue;
        }
        if is_locked && password.is_none() {
            return Err(ParcelFault::PasswordMissing.into());
        }
        // The old cipher of ZIP takes one wrong password in 256 for right, and is broken.
        if is_locked && archive.get_aes_verification_key_and_salt(index).map_err(fault)?.is_none() {
            return Err(ParcelFault::Unreadable.into());
        }
        let options = ZipReadOptions::new().password(password.map(str::as_bytes));
        let entry = archive.by_index_with_options(index, options).map_err(fault)?;
        let bytes = unpack(entry, left)?;
        left -= bytes.len() as u64;
        files.push(ParcelFile { name, bytes });
    }
    Ok(without_common_folder(files))
}

/// The files that stand in a folder, by their names; what stands in folders below it is left alone.
///
/// # Errors
/// [`ParcelFault::TooMany`], [`ParcelFault::TooBig`]; [`crate::Error::File`].
pub fn open_folder(folder: &Path) -> Result<Vec<ParcelFile>> {
    let (mut files, mut left) = (Vec::new(), MAX_UNPACKED);
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_file() {
            continue;
        }
        if files.len() == MAX_ENTRIES {
            return Err(ParcelFault::TooMany.into());
        }
        let mut bytes = Vec::new();
        std::fs::File::open(entry.path())?.take(left + 1).read_to_end(&mut bytes)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(ParcelFault::TooBig)?;
        files.push(ParcelFile { name: entry.file_name().to_string_lossy().into_owned(), bytes });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Reads an entry to its end, which also compares its check sum, and stops where it has grown too big.
fn unpack(entry: ZipFile<'_, Cursor<&[u8]>>, left: u64) -> Result<Vec<u8>> {
    let by_ratio = (entry.compressed_size().saturating_mul(MAX_RATIO)).max(HARMLESS);
    let mut bytes = Vec::new();
    entry.take(by_ratio.min(left) + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
        ErrorKind::Unsupported => ParcelFault::Unreadable,
        _ => ParcelFault::Damaged,
    })?;
    match bytes.len() as u64 {
        size if size > left => Err(ParcelFault::TooBig.into()),
        size if size > by_ratio => Err(ParcelFault::Bomb.into()),
        _ => Ok(bytes),
    }
}

/// A name in UTF-8, or as Windows in Japan writes it.
fn name_of(raw: &[u8]) -> String {
    String::from_utf8(raw.to_vec()).unwrap_or_else(|_| SHIFT_JIS.decode(raw).0.into_owned())
}

/// Somebody who packs a folder gets it around all of its files.
fn without_common_folder(mut files: Vec<ParcelFile>) -> Vec<ParcelFile> {
    let folder = |file: &ParcelFile| file.name.split_once('/').map(|(folder, _)| folder.to_owned());
    if let Some(common) = files.first().and_then(folder)
        && files.iter().all(|file| folder(file).as_ref() == Some(&common))
    {
        for file in &mut files {
            file.name = file.name.split_off(common.len() + 1);
        }
    }
    files
}

fn fault(error: ZipError) -> ParcelFault {
    match error {
        ZipError::InvalidPassword => ParcelFault::PasswordWrong,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ParcelFault::PasswordMissing,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ParcelFault::Unreadable
        }
        _ => ParcelFault::Damaged,
    }
}
