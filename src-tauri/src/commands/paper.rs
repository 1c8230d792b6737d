//! Commands about papers: made, looked at, printed, saved, listed. Owns where the files go, because a path
//! never crosses the bridge; leaves what stands on a paper to `desk`.

use office::Error;
use office::desk::MadePaper;
use office::domain::id::{CareRecipientId, StaffId};
use tauri::ipc::Response;
use tauri::{Runtime, WebviewWindow};

use crate::session::Held;
use crate::{dialogs, show};

use super::prelude::*;

/// Makes a paper; nothing is recorded yet.
#[command(async)]
pub fn paper_make(session: State<Session>, order: wire::PaperOrder) -> Answer<wire::PaperShown> {
    session.hold().keep_paper(|desk| desk.make_paper(show::paper_order(order)?, now().today()))
}

/// One page as a PNG; scale 1 is 96 dpi.
#[command(async)]
pub fn paper_page(session: State<Session>, handle: usize, page: usize, scale: f32) -> Answer<Response> {
    let made = paper(&mut session.hold(), handle)?.clone();
    Ok(Response::new(made.page_png(page, 96.0 * scale.clamp(0.25, 4.0))?))
}

/// Opens the paper in the default viewer, where it is printed, and records it.
#[command(async)]
pub fn paper_print(session: State<Session>, handle: usize) -> Answer<wire::PaperDone> {
    let mut held = session.hold();
    let folder = held.paper_folder();
    let made = paper(&mut held, handle)?;
    let file = folder.join(&made.file_name);
    std::fs::create_dir_all(&folder).map_err(Error::from)?;
    made.write_to(&file)?;
    let done = record(&mut held, handle, true)?;
    dialogs::open_in_viewer(&file).map_err(|_| wire::Failure::named("no_viewer"))?;
    Ok(done)
}

/// Saves the paper where she says, and records it.
#[command]
pub async fn paper_save<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    handle: usize,
) -> Answer<wire::PaperDone> {
    let made = paper(&mut session.hold(), handle)?.clone();
    let Some(file) = dialogs::save_place(&window, &made.file_name).await else {
        return Ok(show::paper_not_done());
    };
    made.write_to(&file)?;
    let folder = file.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    Ok(wire::PaperDone { folder, ..record(&mut session.hold(), handle, false)? })
}

/// What was printed or saved when.
#[command(async)]
pub fn paper_list(session: State<Session>, most: usize) -> Answer<wire::PaperList> {
    session.at_desk(|desk| show::paper_list(desk, most))
}

/// What was printed or saved of one member of staff.
#[command(async)]
pub fn paper_list_of_staff(session: State<Session>, id: String) -> Answer<Vec<wire::PaperLine>> {
    session.at_desk(|desk| show::paper_lines(desk, desk.papers_of_staff(&StaffId::from_text(id))?))
}

/// What was printed or saved of one care recipient.
#[command(async)]
pub fn paper_list_of_recipient(session: State<Session>, id: String) -> Answer<Vec<wire::PaperLine>> {
    session
        .at_desk(|desk| show::paper_lines(desk, desk.papers_of_recipient(&CareRecipientId::from_text(id))?))
}

fn paper(held: &mut Held, handle: usize) -> Answer<&mut MadePaper> {
    Ok(held.papers.get_mut(handle).ok_or(Error::Locked)?)
}

fn record(held: &mut Held, handle: usize, printed: bool) -> Answer<wire::PaperDone> {
    let Held { desk, papers, .. } = held;
    let desk = desk.as_mut().ok_or(Error::Locked)?;
    let made = papers.get_mut(handle).ok_or(Error::Locked)?;
    Ok(show::paper_done(desk.record_paper(made, printed, now())?))
}
