//! Commands about sheets that came back: taken in, matched, entered. How a file is opened stands in `incoming`.

use office::desk::Desk;
use office::domain::id::{ConsentId, ScanId};
use tauri::ipc::Response;
use tauri::{Runtime, WebviewWindow};

use crate::{dialogs, incoming, show};

use super::prelude::*;

/// Asks which files to take in, and takes them.
#[command]
pub async fn scan_choose<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
) -> Answer<wire::ScanNews> {
    let paths = dialogs::choose_scans(&window).await;
    incoming::chosen(&session, &paths)
}

/// Takes in what was dropped on the window or lies in the scanner's folder.
#[command(async)]
pub fn scan_poll(session: State<Session>) -> Answer<wire::ScanNews> {
    incoming::arrived(&session)
}

/// What came in and waits for her.
#[command(async)]
pub fn scan_inbox(session: State<Session>) -> Answer<wire::ScanInbox> {
    session.at_desk(|desk| show::scan_inbox(desk))
}

/// The picture of a page, as JPEG.
#[command(async)]
pub fn scan_picture(session: State<Session>, id: String) -> Answer<Response> {
    Ok(Response::new(session.at_desk(|desk| desk.scan_picture(&ScanId::from_text(id)))?))
}

/// Turns a page clockwise by one quarter.
#[command(async)]
pub fn scan_turn(session: State<Session>, id: String) -> Answer<wire::ScanInbox> {
    then_inbox(session, |desk| desk.turn_scan(&ScanId::from_text(id), now()))
}

/// Says whose a page is.
#[command(async)]
pub fn scan_assign(session: State<Session>, id: String, consent_id: String) -> Answer<wire::ScanInbox> {
    let consent = ConsentId::from_text(consent_id);
    then_inbox(session, |desk| desk.assign_scan(&ScanId::from_text(id), &consent, now()))
}

/// Puts a page aside, with a reason.
#[command(async)]
pub fn scan_set_aside(session: State<Session>, id: String, reason: String) -> Answer<wire::ScanInbox> {
    then_inbox(session, |desk| desk.set_scan_aside(&ScanId::from_text(id), &reason, now()))
}

/// Takes a page back that was put aside.
#[command(async)]
pub fn scan_bring_back(session: State<Session>, id: String) -> Answer<wire::ScanInbox> {
    then_inbox(session, |desk| desk.bring_scan_back(&ScanId::from_text(id), now()))
}

/// Asks which folder the scanner saves into.
#[command]
pub async fn scan_folder_choose<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
) -> Answer<wire::ScanInbox> {
    let path = dialogs::choose_scan_folder(&window).await;
    then_inbox(session, |desk| path.map_or(Ok(()), |path| desk.set_scan_folder(Some(&path), now())))
}

/// Ends looking into the scanner's folder.
#[command(async)]
pub fn scan_folder_stop(session: State<Session>) -> Answer<wire::ScanInbox> {
    then_inbox(session, |desk| desk.set_scan_folder(None, now()))
}

/// Consents by number or name; those that wait for their signature when nothing is typed.
#[command(async)]
pub fn scan_consents(session: State<Session>, typed: String) -> Answer<Vec<wire::ConsentLine>> {
    session.at_desk(|desk| show::consents_like(desk, &typed))
}

/// A sheet ready to be entered.
#[command(async)]
pub fn scan_sheet(session: State<Session>, consent_id: String) -> Answer<wire::SheetForm> {
    session.at_desk(|desk| show::sheet_form(desk, &ConsentId::from_text(consent_id)))
}

/// Enters a sheet that came back: signature, place, copy, all or nothing.
#[command(async)]
pub fn scan_return(
    session: State<Session>,
    consent_id: String,
    typed: wire::SheetTyped,
) -> Answer<wire::ScanInbox> {
    let consent = ConsentId::from_text(consent_id);
    then_inbox(session, |desk| desk.sheet_returned(&consent, &typed.into(), now()))
}

/// The pictures of one consent's sheets.
#[command(async)]
pub fn scan_of_consent(session: State<Session>, consent_id: String) -> Answer<Vec<wire::ScanLine>> {
    session.at_desk(|desk| show::scans_of(desk, &ConsentId::from_text(consent_id)))
}

/// One act, answered by the inbox as it is then.
fn then_inbox(
    session: State<Session>,
    act: impl FnOnce(&mut Desk) -> office::Result<()>,
) -> Answer<wire::ScanInbox> {
    session.at_desk(|desk| act(desk).and_then(|()| show::scan_inbox(desk)))
}
