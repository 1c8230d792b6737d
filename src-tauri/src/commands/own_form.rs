//! Commands about 自作様式: blanks loaded, placed on, tried, used, taken to another office and back.
//! Owns where the files are, because a path never crosses the bridge.

use std::path::Path;

use office::Error;
use tauri::ipc::Response;
use tauri::{Runtime, WebviewWindow};

use crate::dialogs;

use super::{keep_file, prelude::*};

/// The kinds of paper that may have an own form.
#[command(async)]
pub fn own_form_list(session: State<Session>) -> Answer<Vec<wire::OwnFormLine>> {
    session.at_desk(|desk| Ok(desk.own_forms()?.into_iter().map(Into::into).collect()))
}

/// One of them, ready to be placed on.
#[command(async)]
pub fn own_form_card(session: State<Session>, kind: String) -> Answer<wire::OwnFormCard> {
    session.at_desk(|desk| Ok(desk.own_form(&kind)?.into()))
}

/// Takes a blank that she chooses; nothing changes when she closes the dialog.
#[command]
pub async fn own_form_load<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    kind: String,
) -> Answer<wire::OwnFormCard> {
    let bytes = chosen(&window, &["pdf", "png", "jpg", "jpeg"]).await?;
    session.at_desk(|desk| {
        if let Some(bytes) = bytes {
            desk.load_own_form(&kind, &bytes, now())?;
        }
        Ok(desk.own_form(&kind)?.into())
    })
}

/// A page of the blank as a PNG; scale 1 is 96 dpi.
#[command(async)]
pub fn own_form_page(session: State<Session>, kind: String, page: usize, scale: f32) -> Answer<Response> {
    let dpi = 96.0 * scale.clamp(0.25, 3.0);
    Ok(Response::new(session.at_desk(|desk| desk.own_form_page(&kind, page, dpi))?))
}

/// Keeps where everything stands.
#[command(async)]
pub fn own_form_place(
    session: State<Session>,
    kind: String,
    typed: wire::OwnFormTyped,
) -> Answer<wire::OwnFormCard> {
    session.at_desk(|desk| {
        desk.place_own_form(&kind, typed.into(), now())?;
        Ok(desk.own_form(&kind)?.into())
    })
}

/// Prints on the blank from now on, or on the program's own paper again.
#[command(async)]
pub fn own_form_use(session: State<Session>, kind: String, in_use: bool) -> Answer<wire::OwnFormCard> {
    session.at_desk(|desk| {
        desk.use_own_form(&kind, in_use, now())?;
        Ok(desk.own_form(&kind)?.into())
    })
}

/// The blank with invented people on it.
#[command(async)]
pub fn own_form_try(
    session: State<Session>,
    kind: String,
    typed: wire::OwnFormTyped,
) -> Answer<wire::PaperShown> {
    session.hold().keep_paper(|desk| desk.try_own_form(&kind, typed.into(), now().today()))
}

/// A page with rules at known places.
#[command(async)]
pub fn own_form_ruler(
    session: State<Session>,
    kind: String,
    typed: wire::OwnFormTyped,
) -> Answer<wire::PaperShown> {
    session.hold().keep_paper(|desk| desk.own_form_ruler(&kind, typed.into()))
}

/// Writes the own form where she says, for another office.
#[command]
pub async fn own_form_export<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    kind: String,
) -> Answer<wire::FileKept> {
    let made = session.at_desk(|desk| desk.export_own_form(&kind))?;
    keep_file(&window, made).await
}

/// Takes an own form from another office's file; `null` when she closes the dialog.
#[command]
pub async fn own_form_import<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
) -> Answer<Option<wire::OwnFormCard>> {
    let Some(bytes) = chosen(&window, &["pdf"]).await? else { return Ok(None) };
    session.at_desk(|desk| {
        let kind = desk.import_own_form(&bytes, now())?;
        Ok(Some(desk.own_form(kind)?.into()))
    })
}

/// The bytes of a file that she chooses; one too large is told by `office`, so only a little more is read.
async fn chosen<R: Runtime>(window: &WebviewWindow<R>, kinds: &[&str]) -> Answer<Option<Vec<u8>>> {
    let Some(file) = dialogs::open_place(window, kinds).await else { return Ok(None) };
    Ok(Some(read(&file)?))
}

fn read(file: &Path) -> Answer<Vec<u8>> {
    let most = office::desk::MOST_BLANK_BYTES as u64 + 1;
    Ok(office::desk::read_file(file, most)?.ok_or(Error::File(std::io::ErrorKind::NotFound.into()))?)
}
