//! Commands about the region: those that ship, and choosing one.

use crate::show;

use super::prelude::*;

/// The regions that ship.
#[command(async)]
pub fn region_list(session: State<Session>) -> Answer<Vec<wire::Region>> {
    Ok(session.hold().shelf()?.catalog.regions().map(wire::Region::from).collect())
}

/// Chooses the region.
#[command(async)]
pub fn region_choose(session: State<Session>, id: String) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.choose_region(&id, now()))
}

/// Sets the further regions the office serves.
#[command(async)]
pub fn region_further_save(session: State<Session>, regions: Vec<String>) -> Answer<wire::OfficeCard> {
    session.at_desk(|desk| desk.set_further_regions(&regions, now()).and_then(|()| show::office_card(desk)))
}
