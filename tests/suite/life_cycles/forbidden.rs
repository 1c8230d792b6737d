//! The states that no sequence of acts may reach (requirements, section 6), told from the kept days alone: nothing here
//! asks the functions that are to prevent them.

mod consent;
mod device;
mod group;
mod ledger;
mod staff;
mod submission;

use office::policy::Policy;

use super::acts::Try;
use super::seen::Seen;

/// What is wrong, with its source; empty when nothing is.
pub fn forbidden(seen: &Seen, policy: &Policy) -> Vec<&'static str> {
    told(|never| {
        staff::states(seen, policy, never);
        consent::states(seen, never);
        group::states(seen, policy, never);
        device::states(seen, policy, never);
        ledger::states(seen, policy, never);
        submission::states(seen, never);
    })
}

/// What is wrong with an act that was done: it should have been refused.
pub fn forbidden_step(before: &Seen, after: &Seen, act: &Try, policy: &Policy) -> Vec<&'static str> {
    told(|never| {
        let rows = |seen: &Seen| {
            let events: usize = seen.groups.iter().map(|group| group.events.len()).sum();
            [seen.staff.len(), seen.consents.len(), seen.members().count(), events, seen.devices.len()]
        };
        let fewer = rows(before).iter().zip(rows(after)).any(|(before, after)| *before > after);
        never(fewer, "a row was deleted (issue 4: everything is corrected, nothing is deleted)");
        staff::step(before, after, act, never);
        consent::step(before, after, act, never);
        group::step(before, after, act, policy, never);
        device::step(before, after, act, never);
        ledger::step(before, after, act, never);
        submission::step(before, after, act, never);
    })
}

/// Takes in what never holds.
type Never<'a> = dyn FnMut(bool, &'static str) + 'a;

fn told(tell: impl FnOnce(&mut Never)) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    tell(&mut |holds, what| {
        if holds {
            wrong.push(what)
        }
    });
    wrong
}
