//! Commands about care recipients and their families: list, card, add, change. Consents have their own file.

use office::domain::id::CareRecipientId;

use crate::show;

use super::prelude::*;

/// Care recipients whose name or reading holds `query`, the first `most` of them.
#[command(async)]
pub fn care_recipient_list(
    session: State<Session>,
    query: String,
    in_care: bool,
    most: usize,
) -> Answer<wire::CareRecipientList> {
    session.at_desk(|desk| show::care_recipient_list(desk, &query, in_care, most, now()))
}

/// One care recipient.
#[command(async)]
pub fn care_recipient_card(session: State<Session>, id: String) -> Answer<wire::CareRecipientCard> {
    session.at_desk(|desk| show::care_recipient_card(desk, &CareRecipientId::from_text(id), now()))
}

/// Registers a care recipient.
#[command(async)]
pub fn care_recipient_add(
    session: State<Session>,
    typed: wire::CareRecipientTyped,
) -> Answer<wire::CareRecipientCard> {
    session.at_desk(|desk| {
        desk.add_care_recipient(&typed.into(), now())
            .and_then(|id| show::care_recipient_card(desk, &id, now()))
    })
}

/// Changes what is kept of a care recipient.
#[command(async)]
pub fn care_recipient_change(
    session: State<Session>,
    id: String,
    typed: wire::CareRecipientTyped,
) -> Answer<wire::CareRecipientCard> {
    let id = CareRecipientId::from_text(id);
    session.at_desk(|desk| {
        desk.change_care_recipient(&id, &typed.into(), now())?;
        show::care_recipient_card(desk, &id, now())
    })
}

/// Records why and when somebody's care ended.
#[command(async)]
pub fn care_recipient_end(
    session: State<Session>,
    id: String,
    typed: wire::RecipientEndTyped,
) -> Answer<wire::CareRecipientCard> {
    let id = CareRecipientId::from_text(id);
    session.at_desk(|desk| {
        desk.end_care(&id, &typed.into(), now())?;
        show::care_recipient_card(desk, &id, now())
    })
}

/// Takes the end of somebody's care back.
#[command(async)]
pub fn care_recipient_take_back_end(
    session: State<Session>,
    id: String,
    reason: String,
) -> Answer<wire::CareRecipientCard> {
    let id = CareRecipientId::from_text(id);
    session.at_desk(|desk| {
        desk.take_back_end(&id, &reason, now())?;
        show::care_recipient_card(desk, &id, now())
    })
}
