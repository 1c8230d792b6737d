//! これまでの変更, as the screen shows it: people and devices by the name they have now, days in both calendars.

use office::Result;
use office::desk::{Desk, HistoryEntry, HistoryOf};
use office::domain::history::{FieldChange, Value};
use office::domain::{Moment, wareki};

use crate::wire;

/// The newest acts on a record, or on all of a noun where no id is given.
pub fn history(desk: &Desk, noun: &str, id: &str, most: usize, now: Moment) -> Result<wire::History> {
    let of = if id.is_empty() { HistoryOf::Noun(noun) } else { HistoryOf::Record(id) };
    let (entries, total) = desk.history(of, most)?;
    let entries = entries.into_iter().map(|one| entry(desk, one, now)).collect::<Result<_>>()?;
    Ok(wire::History { total, entries })
}

/// The duties that were closed by hand, the newest first.
pub fn closed_duties(desk: &Desk) -> Result<Vec<wire::ClosedDuty>> {
    let line = |one: office::desk::ClosedDuty| wire::ClosedDuty {
        id: one.id,
        title: one.title,
        person: one.person.map(|name| name.shown()).unwrap_or_default(),
        on: wareki::both(one.on),
    };
    Ok(desk.closed_duties()?.into_iter().map(line).collect())
}

pub(super) fn entry(desk: &Desk, entry: HistoryEntry, now: Moment) -> Result<wire::HistoryEntry> {
    let act = entry.act;
    let at = act.recorded();
    let changes = entry.changes.iter().map(|one| change(desk, one, now)).collect::<Result<_>>()?;
    // The reason of a refusal is the code of the rule.
    let is_refusal = act.verb.ends_with("_refuse");
    let reason = act.reason.unwrap_or_default();
    let (reason, refused) = if is_refusal { (String::new(), reason) } else { (reason, String::new()) };
    Ok(wire::HistoryEntry {
        seq: u32::try_from(act.seq).unwrap_or(u32::MAX),
        on: at.map(|at| wareki::both(at.date_naive())).unwrap_or_default(),
        at: at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
        is_self: act.user_id == desk.user().id,
        role: act.role,
        title: desk.history_words().verb(&act.verb).to_owned(),
        reason,
        refused,
        changes,
    })
}

fn change(desk: &Desk, change: &FieldChange, now: Moment) -> Result<wire::HistoryChange> {
    let is_choice = |value: &Option<Value>| matches!(value, Some(Value::Choice(_)));
    Ok(wire::HistoryChange {
        field: change.field.clone(),
        label: desk.history_words().field(&change.field).to_owned(),
        is_choice: is_choice(&change.before) || is_choice(&change.after),
        before: shown(desk, change.before.as_ref(), now)?,
        after: shown(desk, change.after.as_ref(), now)?,
    })
}

fn shown(desk: &Desk, value: Option<&Value>, now: Moment) -> Result<String> {
    fn lines(names: impl Iterator<Item = Result<String>>) -> Result<String> {
        Ok(names.collect::<Result<Vec<_>>>()?.join("\n"))
    }
    Ok(match value {
        None => String::new(),
        Some(Value::Text(text) | Value::Choice(text)) => text.clone(),
        Some(Value::Day(day)) => wareki::both(*day),
        Some(Value::Staff(ids)) => lines(ids.iter().map(|id| Ok(desk.staff(id)?.details.name.shown())))?,
        Some(Value::CareRecipient(ids)) => {
            lines(ids.iter().map(|id| Ok(desk.care_recipient(id)?.details.name.shown())))?
        }
        Some(Value::Device(ids)) => lines(ids.iter().map(|id| Ok(desk.device(id, now.today())?.shown())))?,
    })
}
