//! Commands about papers of many people. The joined paper is looked at, printed and saved as any other (`paper`).

use office::Error;
use office::domain::id::PrintJobId;

use crate::show;

use super::prelude::*;

/// Whose papers may be printed.
#[command(async)]
pub fn print_job_people(session: State<Session>) -> Answer<wire::PrintPeople> {
    session.at_desk(|desk| show::print_people(desk, now()))
}

/// Begins a job.
#[command(async)]
pub fn print_job_start(session: State<Session>, typed: wire::PrintJobTyped) -> Answer<wire::PrintJobCard> {
    session
        .at_desk(|desk| desk.start_print_job(&typed.into(), now()).and_then(|id| show::print_job(desk, &id)))
}

/// The jobs in which somebody waits.
#[command(async)]
pub fn print_job_list(session: State<Session>) -> Answer<Vec<wire::PrintJobLine>> {
    session.at_desk(|desk| show::print_jobs(desk))
}

/// One job with everybody in it.
#[command(async)]
pub fn print_job_card(session: State<Session>, id: String) -> Answer<wire::PrintJobCard> {
    session.at_desk(|desk| show::print_job(desk, &PrintJobId::from_text(id)))
}

/// Makes the paper of whoever stands at `position`; `before`: how many were made before it in this printing.
#[command(async)]
pub fn print_job_make(
    session: State<Session>,
    id: String,
    position: u32,
    before: u32,
) -> Answer<wire::PaperShown> {
    let id = PrintJobId::from_text(id);
    session.hold().keep_paper(|desk| desk.print_job_paper(&id, position, before, now().today()))
}

/// Joins made papers to one, ready to be printed.
#[command(async)]
pub fn print_job_join(session: State<Session>, handles: Vec<usize>) -> Answer<wire::PaperShown> {
    let mut held = session.hold();
    let made = handles.iter().map(|&handle| held.papers.get(handle).cloned());
    let made = made.collect::<Option<Vec<_>>>().ok_or(Error::Locked)?;
    held.keep_paper(|desk| desk.join_papers(made))
}

/// Ends a job with the rest left out.
#[command(async)]
pub fn print_job_close(session: State<Session>, id: String) -> Answer<Vec<wire::PrintJobLine>> {
    session.at_desk(|desk| {
        desk.close_print_job(&PrintJobId::from_text(id), now()).and_then(|()| show::print_jobs(desk))
    })
}
