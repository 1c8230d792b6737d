//! Commands about 持ち出し: list, card, ask, decide, bring back.

use office::domain::id::TakeoutId;

use crate::show;

use super::prelude::*;

/// Slips, newest first: those at `state`, the first `most` of them.
#[command(async)]
pub fn takeout_list(
    session: State<Session>,
    query: String,
    state: Option<String>,
    most: usize,
) -> Answer<wire::TakeoutList> {
    session.at_desk(|desk| show::takeout_list(desk, &query, state.as_deref(), most, now()))
}

/// One slip.
#[command(async)]
pub fn takeout_card(session: State<Session>, id: String) -> Answer<wire::TakeoutLine> {
    session.at_desk(|desk| show::takeout_card(desk, &TakeoutId::from_text(id), now()))
}

/// Asks to take something out.
#[command(async)]
pub fn takeout_ask(session: State<Session>, typed: wire::TakeoutTyped) -> Answer<wire::TakeoutLine> {
    session.at_desk(|desk| {
        desk.ask_takeout(&typed.into(), now()).and_then(|id| show::takeout_card(desk, &id, now()))
    })
}

/// Approves or declines a slip.
#[command(async)]
pub fn takeout_decide(
    session: State<Session>,
    id: String,
    typed: wire::TakeoutDecisionTyped,
) -> Answer<wire::TakeoutLine> {
    let id = TakeoutId::from_text(id);
    session.at_desk(|desk| {
        desk.decide_takeout(&id, &typed.into(), now()).and_then(|()| show::takeout_card(desk, &id, now()))
    })
}

/// Records that it came back.
#[command(async)]
pub fn takeout_return(
    session: State<Session>,
    id: String,
    typed: wire::TakeoutReturnTyped,
) -> Answer<wire::TakeoutLine> {
    let id = TakeoutId::from_text(id);
    session.at_desk(|desk| {
        desk.return_takeout(&id, &typed.into(), now()).and_then(|()| show::takeout_card(desk, &id, now()))
    })
}
