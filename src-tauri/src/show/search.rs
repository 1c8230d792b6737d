//! What a search of everything found, as the screen shows it.

use office::desk::{Portion, TakenBack};
use office::domain::care_recipient::CareRecipient;

use super::ledger::{all_names, incident_line, takeout_line, training_line};
use super::*;

/// What a text finds, the first `most` of each noun.
pub fn search_found(desk: &Desk, query: &str, most: usize, now: Moment) -> Result<wire::SearchFound> {
    let (today, policy, names) = (now.today(), desk.policy()?, all_names(desk)?);
    let several = !desk.further_regions()?.is_empty();
    let found = desk.search(query, today, most)?;
    let recipient = |one: &CareRecipient| care_recipient_line(one, None, today);
    let family = |(member, whose): &(FamilyMember, CareRecipient)| wire::FamilyFound {
        id: member.id.to_string(),
        name: member.name.shown(),
        kana: member.name.kana(),
        relationship: member.relationship.clone(),
        recipient: recipient(whose),
    };
    let taken_back = |one: &TakenBack| wire::TakenBack {
        noun: one.noun.clone(),
        id: one.id.clone(),
        name: one.name.0.clone(),
    };
    let incidents = found.incidents.0.iter().map(|one| incident_line(desk, one, &names, today));
    Ok(wire::SearchFound {
        staff: portion(&found.staff, |one| staff::line(policy, one, today)),
        care_recipients: portion(&found.care_recipients, recipient),
        family: portion(&found.family, family),
        consents: portion(&found.consents, |(consent, whose)| consent_line(consent, whose)),
        devices: portion(&found.devices, |one| device::device_line(policy, one, &names)),
        takeouts: portion(&found.takeouts, |one| takeout_line(one, &names, today)),
        trainings: portion(&found.trainings, |one| training_line(one, &names)),
        incidents: wire::Portion { lines: incidents.collect::<Result<_>>()?, total: found.incidents.1 },
        submissions: portion(&found.submissions, submission::submission_line),
        duties: portion(&found.duties, |open| duty(open, several, today)),
        papers: (found.papers.into_iter())
            .map(|(kind, title)| wire::PaperFound { kind: kind.into(), title })
            .collect(),
        taken_back: portion(&found.taken_back, taken_back),
        groups: wire::Portion {
            total: found.groups.1,
            lines: found.groups.0.into_iter().map(group::line).collect(),
        },
    })
}

fn portion<T, Line>((found, total): &Portion<T>, line: impl FnMut(&T) -> Line) -> wire::Portion<Line> {
    wire::Portion { lines: found.iter().map(line).collect(), total: *total }
}
