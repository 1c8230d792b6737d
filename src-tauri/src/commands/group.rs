//! Commands about patient groups: those of one care recipient, opening one, letting somebody in.

use office::domain::id::{CareGroupId, CareRecipientId};

use crate::show;

use super::prelude::*;

/// The groups of one care recipient, newest first.
#[command(async)]
pub fn care_group_list(session: State<Session>, recipient_id: String) -> Answer<Vec<wire::CareGroup>> {
    let recipient = CareRecipientId::from_text(recipient_id);
    session.at_desk(|desk| show::care_groups(desk, &recipient))
}

/// Opens a group.
#[command(async)]
pub fn care_group_open(session: State<Session>, typed: wire::CareGroupTyped) -> Answer<Vec<wire::CareGroup>> {
    let recipient = CareRecipientId::from_text(typed.recipient_id.clone());
    session.at_desk(|desk| {
        desk.open_group(&typed.into(), now()).and_then(|_| show::care_groups(desk, &recipient))
    })
}

/// Lets somebody into a group.
#[command(async)]
pub fn care_group_join(
    session: State<Session>,
    recipient_id: String,
    group_id: String,
    typed: wire::GroupMemberTyped,
) -> Answer<Vec<wire::CareGroup>> {
    let (recipient, group) = (CareRecipientId::from_text(recipient_id), CareGroupId::from_text(group_id));
    session.at_desk(|desk| {
        desk.join_group(&recipient, &group, &typed.into(), now())
            .and_then(|_| show::care_groups(desk, &recipient))
    })
}
