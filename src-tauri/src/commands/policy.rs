//! Commands about the policy of the office's region: its rules with their sentences.

use crate::show;

use super::prelude::*;

/// The rules of the office's region.
#[command(async)]
pub fn policy_rules(session: State<Session>) -> Answer<wire::PolicyRules> {
    session.at_desk(|desk| show::policy_rules(desk))
}
