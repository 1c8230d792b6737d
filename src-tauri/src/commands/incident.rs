//! Commands about 紛失・事故: list, card, open, change, the time of a step, settle.

use office::desk::Desk;
use office::domain::id::IncidentId;

use crate::show;

use super::prelude::*;

/// Incidents whose words hold `query`, newest first, the first `most` of them.
#[command(async)]
pub fn incident_list(session: State<Session>, query: String, most: usize) -> Answer<wire::IncidentList> {
    session.at_desk(|desk| show::incident_list(desk, &query, most, now()))
}

/// One incident with its steps.
#[command(async)]
pub fn incident_card(session: State<Session>, id: String) -> Answer<wire::IncidentCard> {
    at(session, id, |_, _| Ok(()))
}

/// Opens an incident.
#[command(async)]
pub fn incident_open(session: State<Session>, typed: wire::IncidentTyped) -> Answer<wire::IncidentCard> {
    session.at_desk(|desk| {
        desk.open_incident(&typed.into(), now()).and_then(|id| show::incident_card(desk, &id, now()))
    })
}

/// Changes what is kept of an incident.
#[command(async)]
pub fn incident_change(
    session: State<Session>,
    id: String,
    typed: wire::IncidentTyped,
) -> Answer<wire::IncidentCard> {
    at(session, id, |desk, id| desk.change_incident(id, &typed.into(), now()))
}

/// Says when a step was done; now, when nothing is typed.
#[command(async)]
pub fn incident_stamp(
    session: State<Session>,
    id: String,
    step: String,
    typed: Option<wire::StampTyped>,
) -> Answer<wire::IncidentCard> {
    at(session, id, |desk, id| {
        let typed = typed.as_ref().map(|typed| (typed.on.as_str(), typed.at.as_str()));
        desk.stamp_incident(id, &step, typed, now())
    })
}

/// Settles an incident.
#[command(async)]
pub fn incident_close(session: State<Session>, id: String) -> Answer<wire::IncidentCard> {
    at(session, id, |desk, id| desk.close_incident(id, now()))
}

/// One act on one incident, answered by the card.
fn at(
    session: State<Session>,
    id: String,
    act: impl FnOnce(&mut Desk, &IncidentId) -> office::Result<()>,
) -> Answer<wire::IncidentCard> {
    let id = IncidentId::from_text(id);
    session.at_desk(|desk| act(desk, &id).and_then(|()| show::incident_card(desk, &id, now())))
}
