//! The round of passwords, as the screen shows it.

use office::Result;
use office::desk::Desk;
use office::domain::Moment;

use super::{quoted, shown_day};
use crate::wire;

/// The round, the first `most` lines of it.
pub fn password_list(desk: &Desk, most: usize, now: Moment) -> Result<wire::PasswordList> {
    let policy = desk.policy()?;
    let lines = desk.passwords(now.today())?;
    let total = lines.len();
    let line = |line: office::desk::PasswordLine| wire::PasswordLine {
        id: line.staff.id.to_string(),
        name: line.staff.details.name.shown(),
        mcs_id: line.staff.details.mcs_id.clone(),
        kind: line.staff.password.map(|change| change.kind.into()),
        changed: shown_day(line.staff.password.map(|change| change.on)),
        due: shown_day(line.due_on),
        due_is_target: line.is_target,
        days_left: line.due_on.and_then(|on| i32::try_from((on - now.today()).num_days()).ok()),
    };
    Ok(wire::PasswordList {
        lines: lines.into_iter().take(most).map(line).collect(),
        total,
        source: policy.password.as_ref().map(|rule| quoted(policy, &rule.source)),
    })
}
