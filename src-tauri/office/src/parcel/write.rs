//! A parcel on its way out: as a folder, as a ZIP. Owns that it is whole or not there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, DateTime, System, ZipWriter};

use super::{ParcelFault, ParcelFile, check_name, check_names, is_portable};
use crate::{Error, Result};

/// Puts the files into a new folder below `parent` and gives where it stands.
///
/// The folder is written as `<name>.tmp`, synced, read back, and renamed at the end. One that is
/// there already is never touched: the new one is then called `<name> (2)`, `<name> (3)` and so on.
///
/// # Errors
/// [`ParcelFault`] for names; [`Error::DiskFull`], [`Error::ReadOnlyPlace`], [`Error::File`]. Nothing is
/// left then, neither under its own name nor beside.
pub fn write_folder(parent: &Path, name: &str, files: &[ParcelFile]) -> Result<PathBuf> {
    write_folder_by(parent, name, files, write_synced)
}

/// A folder that grows file by file, for more than should be in memory at once. Dropped before
/// [`Growing::finish`], nothing is left of it.
pub struct Growing {
    parent: PathBuf,
    name: String,
    beside: PathBuf,
    seen: BTreeSet<String>,
    is_whole: bool,
}

impl Growing {
    /// An empty folder beside the place, under a name that says that it is not finished.
    ///
    /// # Errors
    /// As [`write_folder`].
    pub fn begin(parent: &Path, name: &str) -> Result<Growing> {
        if !is_portable(name) {
            return Err(ParcelFault::Name.into());
        }
        let beside = make_beside(parent, name)?;
        Ok(Growing {
            parent: parent.to_owned(),
            name: name.to_owned(),
            beside,
            seen: BTreeSet::new(),
            is_whole: false,
        })
    }

    /// Writes one more file.
    ///
    /// # Errors
    /// As [`write_folder`].
    pub fn add(&mut self, file: &ParcelFile) -> Result<()> {
        self.add_by(file, write_synced)
    }

    fn add_by(&mut self, file: &ParcelFile, write: impl Fn(&Path, &[u8]) -> Result<()>) -> Result<()> {
        check_name(file, &mut self.seen)?;
        let path = self.beside.join(&file.name);
        write(&path, &file.bytes)?;
        // A disk that answers with other bytes than it was given has not kept the file.
        match fs::read(&path)? == file.bytes {
            true => Ok(()),
            false => Err(io::Error::from(io::ErrorKind::InvalidData).into()),
        }
    }

    /// Gives the folder its name, and where it stands then.
    ///
    /// # Errors
    /// As [`write_folder`].
    pub fn finish(mut self) -> Result<PathBuf> {
        sync_folder(&self.beside)?;
        let place = free_name(&self.parent, &self.name)?;
        fs::rename(&self.beside, &place)?;
        self.is_whole = true;
        sync_folder(&self.parent)?;
        Ok(place)
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        if !self.is_whole {
            // What is left of the attempt is of no use to anyone.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}

/// As [`write_folder`], with the one step that can meet a full disk handed in.
pub(super) fn write_folder_by(
    parent: &Path,
    name: &str,
    files: &[ParcelFile],
    write: impl Fn(&Path, &[u8]) -> Result<()>,
) -> Result<PathBuf> {
    check_names(files)?;
    let mut folder = Growing::begin(parent, name)?;
    files.iter().try_for_each(|file| folder.add_by(file, &write))?;
    folder.finish()
}

/// The bytes of a ZIP with the files in their order, each dated `on`; with a password, AES-256.
///
/// Without a password the same files give the same bytes. With one, each file gets a random salt, as
/// AES needs it, so that only the files inside are the same. Names can be read without the password.
///
/// # Errors
/// [`ParcelFault`] for names; [`Error::File`].
pub fn zip(files: &[ParcelFile], on: NaiveDate, password: Option<&str>) -> Result<Vec<u8>> {
    check_names(files)?;
    let mut options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(dos_date(on))
        .system(System::Unix) // the same on every system
        .unix_permissions(0o644);
    if let Some(password) = password {
        options = options.with_aes_encryption(AesMode::Aes256, password);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(&file.name, options).map_err(broken)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// Midnight of the day; the format begins in 1980.
fn dos_date(on: NaiveDate) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(on.year()).unwrap_or_default();
    DateTime::from_date_and_time(year, part(on.month()), part(on.day()), 0, 0, 0).unwrap_or_default()
}

fn broken(error: zip::result::ZipError) -> Error {
    io::Error::from(error).into()
}

/// A new, empty folder beside the place, whose name says that it is not finished.
fn make_beside(parent: &Path, name: &str) -> Result<PathBuf> {
    for number in 1..100 {
        let beside =
            parent.join(if number == 1 { format!("{name}.tmp") } else { format!("{name}.tmp{number}") });
        match fs::create_dir(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return Ok(made.map(|()| beside)?),
        }
    }
    Err(ParcelFault::NoPlace.into())
}

fn free_name(parent: &Path, name: &str) -> Result<PathBuf> {
    let numbered = |number: u32| if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
    let places = (1..100).map(|number| parent.join(numbered(number)));
    let mut free = places.filter(|place| fs::symlink_metadata(place).is_err());
    free.next().ok_or(Error::Parcel(ParcelFault::NoPlace))
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// Makes the names in the folder durable. Windows has no such call and needs none.
fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
