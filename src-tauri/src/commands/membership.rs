//! Commands about who takes part in a group: the groups of one of our own staff, releases, mistakes.

use office::domain::id::{MembershipId, StaffId};

use crate::show;

use super::prelude::*;

/// The groups of one of our own staff, running ones first.
#[command(async)]
pub fn membership_list_of_staff(session: State<Session>, staff_id: String) -> Answer<Vec<wire::Membership>> {
    session.at_desk(|desk| show::memberships_of_staff(desk, &StaffId::from_text(staff_id)))
}

/// Releases people from their groups on one day.
#[command(async)]
pub fn membership_release(
    session: State<Session>,
    ids: Vec<String>,
    typed: wire::ReleaseTyped,
) -> Answer<()> {
    let ids: Vec<_> = ids.into_iter().map(MembershipId::from_text).collect();
    session.at_desk(|desk| desk.release_members(&ids, &typed.into(), now()))
}

/// Says that somebody's time in a group was entered by mistake.
#[command(async)]
pub fn membership_void(session: State<Session>, id: String, reason: String) -> Answer<()> {
    session.at_desk(|desk| desk.void_membership(&MembershipId::from_text(id), &reason, now()))
}

/// Takes a release back.
#[command(async)]
pub fn membership_take_back(session: State<Session>, id: String, reason: String) -> Answer<()> {
    session.at_desk(|desk| desk.take_back_release(&MembershipId::from_text(id), &reason, now()))
}
