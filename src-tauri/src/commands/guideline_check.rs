//! Commands about ガイドラインの確認: list and record.

use crate::show;

use super::prelude::*;

/// Looks at the guidelines, newest first.
#[command(async)]
pub fn guideline_check_list(session: State<Session>) -> Answer<wire::GuidelineCheckList> {
    session.at_desk(|desk| show::guideline_check_list(desk))
}

/// Records a look.
#[command(async)]
pub fn guideline_check_record(
    session: State<Session>,
    typed: wire::GuidelineCheckTyped,
) -> Answer<wire::GuidelineCheckList> {
    session.at_desk(|desk| {
        desk.record_guideline_check(&typed.into(), now()).and_then(|_| show::guideline_check_list(desk))
    })
}
