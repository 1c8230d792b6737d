//! Commands about the paper of consents that count no more.

use office::domain::id::{ConsentId, StaffId};

use crate::show;

use super::prelude::*;

/// The consents whose paper may be disposed of today.
#[command(async)]
pub fn disposal_list(session: State<Session>) -> Answer<wire::DisposalList> {
    session.at_desk(|desk| show::disposal_list(desk, now().today()))
}

/// Records that papers were disposed of.
#[command(async)]
pub fn disposal_record(session: State<Session>, typed: wire::DisposalTyped) -> Answer<wire::DisposalList> {
    let wire::DisposalTyped { consents, on, means, by_id } = typed;
    let (ids, by): (Vec<_>, _) =
        (consents.into_iter().map(ConsentId::from_text).collect(), by_id.map(StaffId::from_text));
    session.at_desk(|desk| {
        desk.dispose_consents(&ids, &on, &means, by.as_ref(), now())?;
        show::disposal_list(desk, now().today())
    })
}
