//! The log of acts, as the screen shows it.

use office::Result;
use office::desk::{CheckedLog, Desk, HistoryEntry};
use office::domain::Moment;
use office::domain::act_kind::ActKind;
use office::domain::id::{CareRecipientId, ConsentId, StaffId};

use super::history::entry;
use super::{day, moment, number};
use crate::wire;

/// What the check of the log found.
pub fn checked_log(found: CheckedLog) -> wire::CheckedLog {
    wire::CheckedLog {
        rows: number(found.rows),
        wrong: found.wrong.map(|wrong| wire::WrongAct {
            number: number(wrong.number),
            is_missing: wrong.is_missing,
            recorded: wrong.recorded.map(moment).unwrap_or_default(),
        }),
    }
}

/// The act that a code on paper names.
pub fn found_code(desk: &Desk, typed: &str) -> Result<wire::FoundCode> {
    let last = desk.log_code()?.number;
    Ok(match desk.act_of_code(typed)? {
        Some(act) => wire::FoundCode {
            found: true,
            number: number(act.seq),
            recorded: act.recorded().map(moment).unwrap_or_default(),
            later: number(last.saturating_sub(act.seq)),
        },
        None => wire::FoundCode { found: false, number: 0, recorded: String::new(), later: 0 },
    })
}

/// The newest acts of a kind between two days, as typed.
pub fn log_list(
    desk: &Desk,
    (from, until): (&str, &str),
    kind: Option<ActKind>,
    most: usize,
    now: Moment,
) -> Result<wire::LogList> {
    let page = desk.log_page(day("from", from)?, day("until", until)?, kind, most, now)?;
    let counted = |one: ActKind| page.counts.get(&one).copied().unwrap_or_default();
    let counts: Vec<_> = ActKind::ALL
        .iter()
        .map(|one| wire::KindCount { kind: one.key().to_owned(), count: counted(*one) })
        .collect();
    let total = kind.map_or_else(|| counts.iter().map(|one| one.count).sum(), counted);
    let code = desk.log_code()?;
    let mut entries = Vec::new();
    for act in page.acts {
        let whom = whom(desk, &act.noun, act.id.as_deref());
        let act = entry(desk, HistoryEntry { act, changes: Vec::new() }, now)?;
        entries.push(wire::LogEntry { act, whom });
    }
    Ok(wire::LogList { entries, total, counts, code: code.code, number: number(code.number) })
}

/// Whose card an act was on; empty for what is about nobody, or about somebody who is no longer there.
fn whom(desk: &Desk, noun: &str, id: Option<&str>) -> String {
    let Some(id) = id else { return String::new() };
    let recipient = |id: &CareRecipientId| desk.care_recipient(id).map(|one| one.details.name);
    let name = match noun {
        "staff" => desk.staff(&StaffId::from_text(id)).map(|one| one.details.name),
        "care_recipient" | "photo_consent" => recipient(&CareRecipientId::from_text(id)),
        "consent" => {
            desk.consent(&ConsentId::from_text(id)).and_then(|consent| recipient(&consent.plan.recipient))
        }
        _ => return String::new(),
    };
    name.map(|name| name.shown()).unwrap_or_default()
}
