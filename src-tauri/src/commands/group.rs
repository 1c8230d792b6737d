//! Commands about groups: found, opened, archived, deleted, and who manages them. Who takes part: `membership`.

use office::desk::Desk;
use office::domain::id::{CareRecipientId, GroupId, GroupManagerId};

use crate::show;

use super::prelude::*;

/// The first `most` groups of a kind and a state.
#[command(async)]
pub fn group_list(
    session: State<Session>,
    query: String,
    kind: Option<wire::GroupKind>,
    state: Option<wire::GroupState>,
    most: usize,
) -> Answer<wire::GroupList> {
    session.at_desk(|desk| show::group_list(desk, &query, kind, state, most))
}

/// The groups about one care recipient, newest first.
#[command(async)]
pub fn group_list_of_recipient(session: State<Session>, recipient_id: String) -> Answer<Vec<wire::Group>> {
    session.at_desk(|desk| show::groups_of(desk, &CareRecipientId::from_text(recipient_id)))
}

/// One group.
#[command(async)]
pub fn group_card(session: State<Session>, id: String) -> Answer<wire::Group> {
    session.at_desk(|desk| show::group(desk, &GroupId::from_text(id)))
}

/// Opens a group.
#[command(async)]
pub fn group_open(session: State<Session>, typed: wire::GroupTyped) -> Answer<wire::Group> {
    session.at_desk(|desk| desk.open_group(&typed.into(), now()).and_then(|id| show::group(desk, &id)))
}

/// Changes how a group is used and whether its management is handed on.
#[command(async)]
pub fn group_change(
    session: State<Session>,
    id: String,
    arrangement: String,
    delegated: bool,
) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.change_group(id, &arrangement, delegated, now()))
}

/// Records what happened to a group.
#[command(async)]
pub fn group_record(
    session: State<Session>,
    id: String,
    typed: wire::GroupEventTyped,
) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.record_group_event(id, &typed.into(), now()))
}

/// Takes back the last thing that was recorded.
#[command(async)]
pub fn group_take_back(session: State<Session>, id: String, reason: String) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.void_group_event(id, &reason, now()))
}

/// Names a further 患者グループ管理者.
#[command(async)]
pub fn group_manager_begin(
    session: State<Session>,
    id: String,
    typed: wire::GroupManagerTyped,
    on: String,
) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.begin_group_manager(id, &typed.into(), &on, now()).map(drop))
}

/// Ends the term of a 患者グループ管理者.
#[command(async)]
pub fn group_manager_end(
    session: State<Session>,
    id: String,
    manager_id: String,
    on: String,
) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.end_group_manager(id, &GroupManagerId::from_text(manager_id), &on, now()))
}

/// Says that a 患者グループ管理者 was entered by mistake.
#[command(async)]
pub fn group_manager_void(
    session: State<Session>,
    id: String,
    manager_id: String,
    reason: String,
) -> Answer<wire::Group> {
    let manager = GroupManagerId::from_text(manager_id);
    at(session, id, |desk, id| desk.void_group_manager(id, &manager, &reason, now()))
}

/// Lets somebody into a group.
#[command(async)]
pub fn group_join(session: State<Session>, id: String, typed: wire::MembershipTyped) -> Answer<wire::Group> {
    at(session, id, |desk, id| desk.join_group(id, &typed.into(), now()).map(drop))
}

/// One act on one group, answered by the card.
fn at(
    session: State<Session>,
    id: String,
    act: impl FnOnce(&mut Desk, &GroupId) -> office::Result<()>,
) -> Answer<wire::Group> {
    let id = GroupId::from_text(id);
    session.at_desk(|desk| act(desk, &id).and_then(|()| show::group(desk, &id)))
}
