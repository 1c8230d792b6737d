//! Commands about the office's own targets (目安): read and set.

use crate::show;

use super::prelude::*;

/// The targets as the office has set them.
#[command(async)]
pub fn targets(session: State<Session>) -> Answer<Vec<wire::Target>> {
    session.at_desk(|desk| show::targets(desk))
}

/// Sets the targets.
#[command(async)]
pub fn targets_save(session: State<Session>, typed: Vec<wire::Target>) -> Answer<Vec<wire::Target>> {
    let typed: Vec<_> = typed.into_iter().map(|one| (one.name, one.number)).collect();
    session.at_desk(|desk| desk.save_targets(&typed, now()).and_then(|()| show::targets(desk)))
}
