//! Papers of many people, as the screen shows them.

use office::Result;
use office::desk::Desk;
use office::domain::id::{CareRecipientId, PrintJobId};
use office::domain::print_job::{PrintFor, PrintItem, PrintJob};
use office::domain::{Moment, PersonName};

use super::{consent_line, number, time};
use crate::wire;

/// Whose papers may be printed.
pub fn print_people(desk: &Desk, now: Moment) -> Result<wire::PrintPeople> {
    let person = |id: &str, name: &PersonName, note: &str, missing| wire::PrintPerson {
        id: id.to_owned(),
        name: name.shown(),
        kana: name.kana(),
        note: note.to_owned(),
        missing,
        consent: None,
    };
    let choices = desk.print_choices(now.today())?;
    let staff = choices
        .staff
        .iter()
        .map(|one| person(one.id.as_str(), &one.details.name, &one.details.profession, one.pledge.is_none()));
    let recipients = choices.recipients.iter().map(|(recipient, consent)| wire::PrintPerson {
        consent: consent.as_ref().map(|consent| consent_line(consent, recipient)),
        ..person(recipient.id.as_str(), &recipient.details.name, "", consent.is_none())
    });
    let waiting = choices.waiting.iter().map(|(recipient, consent)| {
        person(consent.id.as_str(), &recipient.details.name, &consent.control_number, true)
    });
    Ok(wire::PrintPeople {
        staff_pledge: staff.collect(),
        consent: recipients.collect(),
        consent_again: waiting.collect(),
    })
}

/// The jobs in which somebody waits.
pub fn print_jobs(desk: &Desk) -> Result<Vec<wire::PrintJobLine>> {
    Ok(desk.open_print_jobs()?.iter().map(line).collect())
}

/// One job with everybody's name.
pub fn print_job(desk: &Desk, id: &PrintJobId) -> Result<wire::PrintJobCard> {
    let job = desk.print_job(id)?;
    let of_recipient =
        |id: &CareRecipientId| -> Result<_> { Ok((id.to_string(), desk.care_recipient(id)?.details.name)) };
    let place = |item: &PrintItem| {
        let (card_id, name) = match &item.whose {
            PrintFor::Staff(id) => (id.to_string(), desk.staff(id)?.details.name),
            PrintFor::Recipient(id) => of_recipient(id)?,
            PrintFor::Consent(id) => of_recipient(&desk.consent(id)?.plan.recipient)?,
        };
        Ok(wire::PrintPlace { name: name.shown(), card_id, done: item.done })
    };
    let places = job.items.iter().map(place).collect::<Result<_>>()?;
    Ok(wire::PrintJobCard { line: line(&job), places })
}

fn line(job: &PrintJob) -> wire::PrintJobLine {
    wire::PrintJobLine {
        id: job.id.to_string(),
        kind: job.kind.into(),
        started: time(&job.started_at),
        people: number(job.items.len() as u64),
        done: number(job.done() as u64),
    }
}
