//! Files on their way in: scans that are chosen, dropped on the window, or in the scanner's folder, and tables. Owns
//! opening them, because a path never crosses the bridge; leaves what becomes of them to `desk`.

use std::path::{Path, PathBuf};

use office::Error;
use office::desk::{Incoming, MOST_TABLE_BYTES, ScanFolder, Table, Taken, read_tables};

use crate::clock::now;
use crate::failure::Answer;
use crate::session::Session;
use crate::wire::ScanNews;

/// A file of tables that is being looked at.
pub struct TableFile {
    /// Its name, to be shown.
    pub name: String,
    /// What was read of it.
    pub tables: Vec<Table>,
}

/// Reads a table and keeps it with the session. It is read beside the desk: other work does not wait for it, and one
/// that was looked at before stays when this one cannot be read.
///
/// # Errors
/// [`Error::Locked`]; a file that cannot be opened; those of [`read_tables`].
pub fn table(session: &Session, path: &Path) -> Answer<()> {
    session.at_desk(|_| Ok(()))?;
    let bytes = office::desk::read_file(path, MOST_TABLE_BYTES as u64 + 1)?;
    let bytes = bytes.ok_or(Error::File(std::io::ErrorKind::NotFound.into()))?;
    let tables = read_tables(&bytes)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut held = session.hold();
    held.desk.as_ref().ok_or(Error::Locked)?;
    held.tables = Some(TableFile { name, tables });
    Ok(())
}

/// Takes in what she chose.
///
/// # Errors
/// [`Error::Locked`], and those of the records; a file that cannot be opened is told, and the others go on.
pub fn chosen(session: &Session, paths: &[PathBuf]) -> Answer<ScanNews> {
    let mut news = ScanNews::default();
    for path in paths {
        take(session, path, true, &mut news)?;
    }
    Ok(news)
}

/// Takes in what was dropped on the window, and what is complete in the scanner's folder.
///
/// # Errors
/// As [`chosen`].
pub fn arrived(session: &Session) -> Answer<ScanNews> {
    let mut news = chosen(session, &session.take_dropped())?;
    for path in look_into_folder(session, &mut news)? {
        let mut quiet = ScanNews::default();
        let taken = take(session, &path, false, &mut quiet);
        if taken.is_err() || !quiet.unread.is_empty() {
            // Somebody holds the file, or the program locked meanwhile: at the next look again, without a word.
            if let Some(folder) = &mut session.hold().scan_folder {
                folder.give_again(&path);
            }
        }
        taken?;
        news.pages += quiet.pages;
    }
    Ok(news)
}

fn take(session: &Session, path: &Path, chose: bool, news: &mut ScanNews) -> Answer<()> {
    let name = || path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Ok(file) = Incoming::open(path) else {
        news.unread.push(name());
        return Ok(());
    };
    if session.at_desk(|desk| desk.came_before(&file, chose, now()))? {
        news.before.push(name());
        return Ok(());
    }
    // Pictures are read beside the desk: other work does not wait for them.
    let pages = file.pages();
    match session.at_desk(|desk| desk.take_in(&file, &pages, now()))? {
        Taken::New(pages) => news.pages += u32::try_from(pages).unwrap_or(u32::MAX),
        Taken::Before => news.before.push(name()),
    }
    Ok(())
}

/// The complete new files of the folder. It is looked at beside the desk: a share that does not answer holds up
/// nothing else.
fn look_into_folder(session: &Session, news: &mut ScanNews) -> Answer<Vec<PathBuf>> {
    let mut held = session.hold();
    let Some((path, since)) = held.desk.as_ref().ok_or(Error::Locked)?.scan_folder()? else {
        return Ok(Vec::new());
    };
    let watched = held.scan_folder.take().filter(|watched| watched.path() == path);
    drop(held);
    let mut folder = watched.unwrap_or_else(|| ScanFolder::new(path, since));
    let files = folder.finished();
    session.hold().scan_folder = Some(folder);
    news.folder_missing = files.is_err();
    Ok(files.unwrap_or_default())
}
