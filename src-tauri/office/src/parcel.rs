//! Files that leave together: in a folder of their own, or in one ZIP. Knows files, not people.
//!
//! # Design
//! A parcel is whole or it is not there: it is written under another name, read back, and only then
//! gets its own. What comes back in a ZIP was made by a stranger, so nothing that it says of itself is
//! believed ([`open_zip`]).

mod manifest;
mod open;
mod password;
mod write;

use unicode_normalization::UnicodeNormalization;

use crate::{Error, Result};

pub use manifest::{
    CheckedFile, CheckedParcel, FileState, MANIFEST, Manifest, ManifestFile, SIGNATURE, SignatureState,
    check, fingerprint, seal, sha256_hex,
};
pub use open::{MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, open_folder, open_zip};
pub use password::password;
pub use write::{Growing, write_folder, zip};

/// A file of a parcel.
#[derive(Clone, PartialEq, Eq)]
pub struct ParcelFile {
    /// Its name, without a folder; one that came in a ZIP may stand in folders, parted by `/`.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl ParcelFile {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> ParcelFile {
        ParcelFile { name: name.into(), bytes: bytes.into() }
    }
}

impl std::fmt::Debug for ParcelFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ParcelFile({} bytes)", self.bytes.len()) // a name that came in may be a person's
    }
}

/// Why a parcel cannot be written or opened. [`ParcelFault::key`] is the key into the table of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelFault {
    /// A name that some system does not bear, or that leads out of the parcel (`..`, `C:`, `\`).
    Name,
    /// Two names that some system takes for one: they differ by case or by how が is written.
    SameName,
    /// An entry that points to another file instead of holding one.
    Link,
    /// More than [`MAX_ENTRIES`].
    TooMany,
    /// More than [`MAX_UNPACKED`] bytes.
    TooBig,
    /// A file that unpacks to more than [`MAX_RATIO`] times its size: made to fill the disk.
    Bomb,
    /// Not a ZIP, or cut, or changed underway.
    Damaged,
    /// A ZIP packed or locked in a way we do not read, such as the old, weak password of ZIP.
    Unreadable,
    /// It is locked, and no password was given.
    PasswordMissing,
    /// It is locked with another password.
    PasswordWrong,
    /// There is no list of files (`manifest.json`) in it: not a bundle of 連携帳.
    NoManifest,
    /// Its list of files cannot be read.
    Manifest,
    /// Every name it could have in the folder is taken.
    NoPlace,
}

impl ParcelFault {
    /// The key into the table of words.
    pub fn key(self) -> &'static str {
        match self {
            ParcelFault::Name => "parcel_name",
            ParcelFault::SameName => "parcel_same_name",
            ParcelFault::Link => "parcel_link",
            ParcelFault::TooMany => "parcel_too_many",
            ParcelFault::TooBig => "parcel_too_big",
            ParcelFault::Bomb => "parcel_bomb",
            ParcelFault::Damaged => "parcel_damaged",
            ParcelFault::Unreadable => "parcel_unreadable",
            ParcelFault::PasswordMissing => "parcel_password_missing",
            ParcelFault::PasswordWrong => "parcel_password_wrong",
            ParcelFault::NoManifest => "parcel_no_manifest",
            ParcelFault::Manifest => "parcel_manifest",
            ParcelFault::NoPlace => "parcel_no_place",
        }
    }
}

impl From<ParcelFault> for Error {
    fn from(fault: ParcelFault) -> Error {
        Error::Parcel(fault)
    }
}

/// Names that Windows keeps for devices, whatever stands after a dot.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
/// The longest name of a file, in characters (H1).
const LONGEST: usize = 120;

/// Whether every system bears this as the name of a file or folder.
fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = (stem.starts_with("com") || stem.starts_with("lpt"))
        && stem.chars().nth(3).is_some_and(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
        && stem.chars().count() == 4;
    let is_foreign = |c: char| {
        c.is_control()
            || r#"\/:*?"<>|"#.contains(c)
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') // they turn what is read around
    };
    !name.is_empty()
        && name.chars().count() <= LONGEST
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && !name.contains(is_foreign)
        && !is_port
        && !RESERVED.contains(&stem.as_str())
}

/// What two names have in common that some system takes for one.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// # Errors
/// [`ParcelFault::Name`], [`ParcelFault::SameName`].
fn check_names(files: &[ParcelFile]) -> Result<()> {
    let mut seen = std::collections::BTreeSet::new();
    files.iter().try_for_each(|file| check_name(file, &mut seen))
}

/// A name that every system bears, unlike those `seen` before it.
///
/// # Errors
/// As [`check_names`].
fn check_name(file: &ParcelFile, seen: &mut std::collections::BTreeSet<String>) -> Result<()> {
    if !is_portable(&file.name) {
        return Err(ParcelFault::Name.into());
    }
    match seen.insert(folded(&file.name)) {
        true => Ok(()),
        false => Err(ParcelFault::SameName.into()),
    }
}

#[cfg(test)]
mod tests;
