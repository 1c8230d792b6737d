//! The folder that the office's scanner saves into, looked at every few seconds while the desk is open.
//!
//! # Design
//! Looking every few seconds, not being called by the system: changes on a network share, where an office's copier
//! saves, are not told to Windows reliably, and a list of names costs nothing. Nothing in the folder is ever moved
//! or deleted: the files are hers.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::Result;

/// What a scanner writes.
const ENDINGS: [&str; 4] = ["pdf", "jpg", "jpeg", "png"];
/// Files that are given at one look: a full folder does not hold up the other work.
const AT_ONCE: usize = 3;

/// The folder as it was last looked at.
pub struct ScanFolder {
    path: PathBuf,
    since: SystemTime,
    seen: HashMap<PathBuf, Seen>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    size: u64,
    changed: SystemTime,
    given: bool,
}

impl ScanFolder {
    /// A folder of which only what came in after `since` is taken: what lay there before may be anything.
    pub fn new(path: PathBuf, since: DateTime<Utc>) -> ScanFolder {
        ScanFolder { path, since: since.into(), seen: HashMap::new() }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks once more: files that are as they were at the last look, so that nobody is writing them any more, each
    /// given once.
    ///
    /// # Errors
    /// [`crate::Error::File`] when the folder cannot be reached.
    pub fn finished(&mut self) -> Result<Vec<PathBuf>> {
        let mut finished = Vec::new();
        let mut seen = HashMap::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let path = entry.path();
            // A file that went away between two calls is none.
            let Ok(about) = entry.metadata() else { continue };
            if !about.is_file() || !is_scan(&path) || arrived(&about) < self.since {
                continue;
            }
            let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let before = self.seen.get(&path).copied();
            let same = before.filter(|before| (before.size, before.changed) == (about.len(), changed));
            let ready = same.is_some_and(|same| !same.given) && finished.len() < AT_ONCE;
            if ready {
                finished.push(path.clone());
            }
            let given = ready || same.is_some_and(|same| same.given);
            seen.insert(path, Seen { size: about.len(), changed, given });
        }
        self.seen = seen;
        finished.sort();
        Ok(finished)
    }

    /// A file that could not be opened is given again at the next look.
    pub fn give_again(&mut self, path: &Path) {
        if let Some(seen) = self.seen.get_mut(path) {
            seen.given = false;
        }
    }
}

/// When a file came into the folder: a copied one keeps the time of its last change, but is made anew.
fn arrived(about: &Metadata) -> SystemTime {
    let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    about.created().map_or(changed, |created| created.max(changed))
}

fn is_scan(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
