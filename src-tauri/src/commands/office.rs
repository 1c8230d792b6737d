//! Commands about the office: its card, its manager, the values on its forms, the minutes to the lock, and
//! the end of the first start.

use crate::show;

use super::prelude::*;

/// The office, ready to be edited.
#[command(async)]
pub fn office_card(session: State<Session>) -> Answer<wire::OfficeCard> {
    session.at_desk(|desk| show::office_card(desk))
}

/// Keeps the office.
#[command(async)]
pub fn office_save(session: State<Session>, typed: wire::OfficeTyped) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.save_office(&typed.into(), now()))
}

/// Keeps the manager.
#[command(async)]
pub fn office_manager_save(session: State<Session>, typed: wire::NameTyped) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.save_manager(&typed.into(), now()))
}

/// Changes a value on the region's forms.
#[command(async)]
pub fn office_setting_save(session: State<Session>, key: String, value: String) -> Answer<wire::OfficeCard> {
    session.at_desk(|desk| desk.save_form_setting(&key, &value, now()).and_then(|()| show::office_card(desk)))
}

/// Sets the minutes of the automatic lock.
#[command(async)]
pub fn office_lock_minutes(session: State<Session>, minutes: u32) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.set_lock_minutes(minutes, now()))
}

/// Finishes the first start.
#[command(async)]
pub fn office_start(session: State<Session>) -> Answer<wire::AppState> {
    session.then_state(|desk| desk.start(now()))
}

/// Enters another manager who took over.
#[command(async)]
pub fn office_manager_change(
    session: State<Session>,
    typed: wire::NameTyped,
    since: String,
) -> Answer<wire::OfficeCard> {
    session.at_desk(|desk| {
        desk.change_manager(&typed.into(), &since, now()).and_then(|()| show::office_card(desk))
    })
}

/// Says whether the management is delegated.
#[command(async)]
pub fn office_delegation_save(session: State<Session>, delegated: bool) -> Answer<wire::OfficeCard> {
    session.at_desk(|desk| desk.set_delegated(delegated, now()).and_then(|()| show::office_card(desk)))
}
