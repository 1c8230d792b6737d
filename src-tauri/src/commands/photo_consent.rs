//! Commands about consents to pictures: those of one care recipient, and a further one.

use office::domain::id::CareRecipientId;

use crate::show;

use super::prelude::*;

/// The consents to pictures of one care recipient, newest first.
#[command(async)]
pub fn photo_consent_list(
    session: State<Session>,
    recipient_id: String,
) -> Answer<Vec<wire::PhotoConsentLine>> {
    let recipient = CareRecipientId::from_text(recipient_id);
    session.at_desk(|desk| show::photo_consents(desk, &recipient))
}

/// Records one.
#[command(async)]
pub fn photo_consent_record(
    session: State<Session>,
    typed: wire::PhotoConsentTyped,
) -> Answer<Vec<wire::PhotoConsentLine>> {
    let recipient = CareRecipientId::from_text(typed.recipient_id.clone());
    session.at_desk(|desk| {
        desk.record_photo_consent(&typed.into(), now()).and_then(|()| show::photo_consents(desk, &recipient))
    })
}
