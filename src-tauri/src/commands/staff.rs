//! Commands about staff: list, card, add, change, and terms as MCS管理者. The pledge has its own file.

use office::desk::Desk;
use office::domain::id::StaffId;

use crate::show;

use super::prelude::*;

/// Staff whose name or reading holds `query`: those at `status`, the first `most` of them.
#[command(async)]
pub fn staff_list(
    session: State<Session>,
    query: String,
    status: Option<wire::StaffStatus>,
    most: usize,
) -> Answer<wire::StaffList> {
    session.at_desk(|desk| show::staff_list(desk, &query, status, most, now()))
}

/// One member of staff.
#[command(async)]
pub fn staff_card(session: State<Session>, id: String) -> Answer<wire::StaffCard> {
    session.at_desk(|desk| show::staff_card(desk, &StaffId::from_text(id), now()))
}

/// Registers a member of staff.
#[command(async)]
pub fn staff_add(session: State<Session>, typed: wire::StaffTyped) -> Answer<wire::StaffCard> {
    session.at_desk(|desk| {
        desk.add_staff(&typed.into(), now()).and_then(|id| show::staff_card(desk, &id, now()))
    })
}

/// Changes what is kept of a member of staff.
#[command(async)]
pub fn staff_change(session: State<Session>, id: String, typed: wire::StaffTyped) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.change_staff(id, &typed.into(), now()))
}

/// Begins a term as MCS管理者.
#[command(async)]
pub fn staff_mcs_manager_begin(session: State<Session>, id: String, on: String) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.begin_mcs_manager(id, &on, now()))
}

/// Ends a term as MCS管理者.
#[command(async)]
pub fn staff_mcs_manager_end(session: State<Session>, id: String, on: String) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.end_mcs_manager(id, &on, now()))
}

/// Begins a pause; its last day may be open.
#[command(async)]
pub fn staff_pause_begin(
    session: State<Session>,
    id: String,
    from: String,
    until: String,
) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.begin_pause(id, &from, &until, now()))
}

/// Ends the newest pause.
#[command(async)]
pub fn staff_pause_end(session: State<Session>, id: String, until: String) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.end_pause(id, &until, now()))
}

/// Ticks a line of the checklist of joining.
#[command(async)]
pub fn staff_tick(session: State<Session>, id: String, key: String, on: String) -> Answer<wire::StaffCard> {
    at(session, id, |desk, id| desk.close_duty_of("", &key, id.as_str(), &on, now()))
}

/// One act on one member of staff, answered by the card.
pub(super) fn at(
    session: State<Session>,
    id: String,
    act: impl FnOnce(&mut Desk, &StaffId) -> office::Result<()>,
) -> Answer<wire::StaffCard> {
    let id = StaffId::from_text(id);
    session.at_desk(|desk| act(desk, &id).and_then(|()| show::staff_card(desk, &id, now())))
}
