//! Commands about a consent after printing: its card, the signature, a correction, the original, the copy.
//! Printing one stands in `paper`.

use office::desk::Desk;
use office::domain::id::ConsentId;

use crate::show;

use super::prelude::*;

/// One consent.
#[command(async)]
pub fn consent_card(session: State<Session>, id: String) -> Answer<wire::ConsentCard> {
    at(session, id, |_, _| Ok(()))
}

/// Records the signature that came back.
#[command(async)]
pub fn consent_sign(
    session: State<Session>,
    id: String,
    typed: wire::SignatureTyped,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.sign_consent(id, &typed.into(), now()))
}

/// Corrects a signed consent, with a reason.
#[command(async)]
pub fn consent_correct(
    session: State<Session>,
    id: String,
    typed: wire::SignatureTyped,
    reason: String,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.correct_consent(id, &typed.into(), &reason, now()))
}

/// Says where the original is kept.
#[command(async)]
pub fn consent_file_original(
    session: State<Session>,
    id: String,
    place: String,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.file_original(id, &place, now()))
}

/// Says to whom and when the copy was handed.
#[command(async)]
pub fn consent_hand_copy(
    session: State<Session>,
    id: String,
    to: String,
    on: String,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.hand_copy(id, &to, &on, now()))
}

/// Says when and how the physician's sheet was sent.
#[command(async)]
pub fn consent_send_doctor_copy(
    session: State<Session>,
    id: String,
    on: String,
    means: String,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.send_doctor_copy(id, &on, &means, now()))
}

/// Says that it counts no more, with a reason.
#[command(async)]
pub fn consent_void(session: State<Session>, id: String, reason: String) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.void_consent(id, &reason, now()))
}

/// Keeps one that was signed before this program came.
#[command(async)]
pub fn consent_add_existing(
    session: State<Session>,
    typed: wire::ExistingConsentTyped,
) -> Answer<wire::ConsentCard> {
    session.at_desk(|desk| {
        let id = desk.add_existing_consent(&typed.into(), now())?;
        show::consent_card(desk, &id)
    })
}

/// Records that a consent was withdrawn.
#[command(async)]
pub fn consent_withdraw(
    session: State<Session>,
    id: String,
    typed: wire::WithdrawalTyped,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.withdraw_consent(id, &typed.into(), now()))
}

/// Closes a step that follows from a withdrawal.
#[command(async)]
pub fn consent_close_step(
    session: State<Session>,
    id: String,
    step: wire::WithdrawalStep,
    on: String,
) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.close_withdrawal_step(id, step.into(), &on, now()))
}

/// Takes a withdrawal back.
#[command(async)]
pub fn consent_take_back(session: State<Session>, id: String, reason: String) -> Answer<wire::ConsentCard> {
    at(session, id, |desk, id| desk.take_back_withdrawal(id, &reason, now()))
}

/// One act on one consent, answered by the card.
fn at(
    session: State<Session>,
    id: String,
    act: impl FnOnce(&mut Desk, &ConsentId) -> office::Result<()>,
) -> Answer<wire::ConsentCard> {
    let id = ConsentId::from_text(id);
    session.at_desk(|desk| act(desk, &id).and_then(|()| show::consent_card(desk, &id)))
}
