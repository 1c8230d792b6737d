//! Commands about devices: list, card, rules, add, change, what became of one, a round of looks, 災害時の特例.

use office::domain::id::DeviceId;

use crate::show;

use super::prelude::*;

/// What the region says of devices.
#[command(async)]
pub fn device_rules(session: State<Session>) -> Answer<wire::DeviceRules> {
    session.at_desk(|desk| show::device_rules(desk))
}

/// Devices by number: those at `state`, the first `most` of them.
#[command(async)]
pub fn device_list(
    session: State<Session>,
    query: String,
    state: Option<String>,
    most: usize,
) -> Answer<wire::DeviceList> {
    session.at_desk(|desk| show::device_list(desk, &query, state.as_deref(), most, now()))
}

/// One device.
#[command(async)]
pub fn device_card(session: State<Session>, id: String) -> Answer<wire::DeviceCard> {
    session.at_desk(|desk| show::device_card(desk, &DeviceId::from_text(id), now()))
}

/// Puts a device on the ledger.
#[command(async)]
pub fn device_add(session: State<Session>, typed: wire::DeviceTyped) -> Answer<wire::DeviceCard> {
    session.at_desk(|desk| {
        desk.add_device(&typed.into(), now()).and_then(|id| show::device_card(desk, &id, now()))
    })
}

/// Changes what is kept of a device.
#[command(async)]
pub fn device_change(
    session: State<Session>,
    id: String,
    typed: wire::DeviceTyped,
) -> Answer<wire::DeviceCard> {
    let id = DeviceId::from_text(id);
    session.at_desk(|desk| {
        desk.change_device(&id, &typed.into(), now()).and_then(|()| show::device_card(desk, &id, now()))
    })
}

/// Records what became of a device.
#[command(async)]
pub fn device_move(
    session: State<Session>,
    id: String,
    typed: wire::DeviceEventTyped,
) -> Answer<wire::DeviceCard> {
    let id = DeviceId::from_text(id);
    session.at_desk(|desk| {
        desk.record_device_event(&id, &typed.into(), now()).and_then(|()| show::device_card(desk, &id, now()))
    })
}

/// Records a round of looks.
#[command(async)]
pub fn device_check(session: State<Session>, typed: wire::DeviceRoundTyped) -> Answer<()> {
    session.at_desk(|desk| desk.record_device_round(&typed.into(), now()))
}

/// Switches 災害時の特例 on.
#[command(async)]
pub fn device_disaster_begin(session: State<Session>, on: String, what: String) -> Answer<()> {
    session.at_desk(|desk| desk.begin_disaster(&on, &what, now()))
}

/// Switches it off.
#[command(async)]
pub fn device_disaster_end(session: State<Session>, on: String) -> Answer<()> {
    session.at_desk(|desk| desk.end_disaster(&on, now()))
}
