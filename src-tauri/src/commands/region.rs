//! Commands about the region: those that ship, and choosing one.

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
