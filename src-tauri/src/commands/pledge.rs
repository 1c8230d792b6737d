//! The command that records a pledge. Printing 様式2 stands in `paper`.

use super::prelude::*;

/// Records a pledge.
#[command(async)]
pub fn pledge_record(
    session: State<Session>,
    staff_id: String,
    typed: wire::PledgeTyped,
) -> Answer<wire::StaffCard> {
    super::staff::at(session, staff_id, |desk, id| desk.record_pledge(id, &typed.into(), now()))
}
