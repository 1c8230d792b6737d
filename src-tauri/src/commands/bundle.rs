//! Commands about the submission bundle: planned, written, and compared when it came back. It is printed by `paper_make`.

use std::path::Path;

use office::desk::{
    ParcelFile, open_folder, open_zip, read_file, write_file, write_folder, zip, zip_password,
};
use office::domain::bundle::BundleDraft;
use office::{Error, Result};
use tauri::{Runtime, WebviewWindow};

use crate::{dialogs, show};

use super::prelude::*;

/// The largest ZIP that is read at all, in bytes.
const MOST_BYTES: u64 = 500 * 1024 * 1024;

/// What a bundle would be now.
#[command(async)]
pub fn bundle_plan(session: State<Session>, typed: wire::BundleTyped) -> Answer<wire::BundlePlan> {
    session.at_desk(|desk| show::bundle_plan(desk, &typed.into(), now().today()))
}

/// Writes the bundle where she says, whole or not at all.
#[command]
pub async fn bundle_save<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    typed: wire::BundleTyped,
    to: wire::BundleAs,
) -> Answer<wire::BundleKept> {
    let draft: BundleDraft = typed.into();
    let made = session.at_desk(|desk| desk.make_bundle(&draft, now().today()))?;
    let mut kept = wire::BundleKept { done: false, place: String::new(), password: String::new() };
    let place = match to {
        wire::BundleAs::Folder => dialogs::choose_folder(&window).await,
        _ => dialogs::save_place(&window, &format!("{}.zip", made.name)).await,
    };
    let Some(place) = place else { return Ok(kept) };
    let written = if to == wire::BundleAs::Folder {
        write_folder(&place, &made.name, &made.files)?
    } else {
        if to == wire::BundleAs::LockedZip {
            kept.password = zip_password()?;
        }
        let password = Some(kept.password.as_str()).filter(|password| !password.is_empty());
        write_file(&place, &zip(&made.files, made.dated_on, password)?)?;
        place
    };
    session.at_desk(|desk| desk.record_bundle(&made, now()))?;
    Ok(wire::BundleKept { done: true, place: written.display().to_string(), ..kept })
}

/// Compares a ZIP, or the folder of a `manifest.json`, with its signed list. Without a password she is asked for the
/// file; with one, the file she chose last is opened again. `None` when she closes the dialog without choosing.
#[command]
pub async fn bundle_check<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    password: String,
) -> Answer<Option<wire::BundleChecked>> {
    if password.is_empty() {
        let Some(file) = dialogs::open_place(&window, &["zip", "json"]).await else { return Ok(None) };
        session.hold().parcel = Some(file);
    }
    let file = session.hold().parcel.clone().ok_or(Error::NotFound { noun: "parcel" })?;
    let files = opened(&file, password.trim())?;
    session.at_desk(|desk| Ok(Some(show::bundle_checked(&desk.check_bundle(&files)?))))
}

fn opened(file: &Path, password: &str) -> Result<Vec<ParcelFile>> {
    let is_list = file.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("json"));
    match file.parent().filter(|_| is_list) {
        Some(folder) => open_folder(folder),
        None => {
            let bytes = read_file(file, MOST_BYTES)?.unwrap_or_default();
            open_zip(&bytes, Some(password).filter(|password| !password.is_empty()))
        }
    }
}
