//! Replacing a file so that either the old or the new one is there, whole, whatever happens (C8).
//! Owns the order of write, sync, verify, rename; leaves what stands in the file to its callers.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Replaces `path` by `bytes`; a kill or a power cut at any point leaves the old file or the new one.
///
/// `verify` gets the bytes as they were read back from the disk, before anything is replaced. If it
/// refuses them, the old file stays.
pub fn replace(path: &Path, bytes: &[u8], verify: impl FnOnce(&[u8]) -> Result<()>) -> Result<()> {
    let beside = with_suffix(path, ".tmp");
    let written = write_synced(&beside, bytes).and_then(|()| {
        let read_back = fs::read(&beside)?;
        // A disk that answers with other bytes than it was given must not win over the old file.
        if read_back != bytes {
            return Err(Error::File(io::ErrorKind::InvalidData.into()));
        }
        verify(&read_back)?;
        rename_over(&beside, path)
    });
    if written.is_err() {
        // What is left of the attempt is of no use to anyone; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written?;
    sync_folder_of(path)
}

/// Copies a file beside or elsewhere with the same promise as [`replace`].
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from)?;
    replace(to, &bytes, |_| Ok(()))
}

/// Renames a complete, synced file to its final name, over what is there.
///
/// On Windows a virus scanner or an indexer may hold the file for a moment: ten tries over two seconds.
pub fn rename_over(from: &Path, to: &Path) -> Result<()> {
    let mut tries_left = 10;
    loop {
        match fs::rename(from, to) {
            Err(error) if tries_left > 0 && is_held_by_another(&error) => {
                tries_left -= 1;
                std::thread::sleep(std::time::Duration::from_millis(200));
            }
            done => return Ok(done?),
        }
    }
}

/// Reads a small file; `None` when it is not there.
///
/// A file above `limit` bytes is not one of ours: reading stops there, and the rest would not parse.
pub fn read_small(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Makes the names in the folder of `path` durable. Windows has no such call and needs none.
pub fn sync_folder_of(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// `keys.json` + `.1` → `keys.json.1`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600); // on Windows the folder below %LOCALAPPDATA% is the user's own already
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

fn is_held_by_another(error: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_replacement_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        replace(&path, b"old", |_| Ok(())).unwrap();
        let refused = replace(&path, b"new", |_| Err(Error::KeysDamaged));
        assert!(refused.is_err(), "the caller's check has the last word");
        assert_eq!(fs::read(&path).unwrap(), b"old", "the old file stays");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        replace(&path, b"a long old text", |_| Ok(())).unwrap();
        replace(&path, b"new", |read| (read == b"new").then_some(()).ok_or(Error::KeysDamaged)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new", "no tail of the old text remains");
    }
}
