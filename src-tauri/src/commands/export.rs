//! Commands about the export of everything. It grows step by step, so that the window shows how far it is.

use office::Error;
use office::desk::ExportFormat;
use tauri::{Runtime, WebviewWindow};

use crate::dialogs;
use crate::session::Held;

use super::prelude::*;

/// Asks where, and begins; null when she closed the dialog without choosing a folder.
#[command]
pub async fn export_begin<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    passphrase: String,
    format: String,
) -> Answer<Option<wire::ExportShown>> {
    let format = ExportFormat::from_key(&format).ok_or(Error::NotFound { noun: "format" })?;
    let Some(parent) = dialogs::choose_folder(&window).await else { return Ok(None) };
    let mut held = session.hold();
    let desk = held.desk.as_ref().ok_or(Error::Locked)?;
    let begun = desk.begin_export(&passphrase, format, &parent, now())?;
    let shown = wire::ExportShown::of(&begun);
    held.export = Some(begun);
    Ok(Some(shown))
}

/// Writes the next part. What goes wrong ends it, and nothing is left.
#[command(async)]
pub fn export_step(session: State<Session>) -> Answer<wire::ExportShown> {
    let mut held = session.hold();
    let Held { desk, export, .. } = &mut *held;
    let (desk, mut going) = (desk.as_ref().ok_or(Error::Locked)?, export.take().ok_or(Error::Locked)?);
    desk.export_step(&mut going, now())?;
    let shown = wire::ExportShown::of(&going);
    *export = Some(going);
    Ok(shown)
}

/// Gives the finished folder its name.
#[command(async)]
pub fn export_finish(session: State<Session>) -> Answer<wire::FileKept> {
    let mut held = session.hold();
    let Held { desk, export, .. } = &mut *held;
    let (desk, going) = (desk.as_mut().ok_or(Error::Locked)?, export.take().ok_or(Error::Locked)?);
    let folder = desk.finish_export(going, now())?;
    Ok(wire::FileKept { done: true, folder: folder.display().to_string() })
}

/// Stops it: nothing is left of it.
#[command(async)]
pub fn export_stop(session: State<Session>) -> Answer<()> {
    session.hold().export = None;
    Ok(())
}
