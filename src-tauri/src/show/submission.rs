//! What was sent and what is to be told, as the screen shows it.

use office::Result;
use office::desk::Desk;
use office::domain::submission::{Submission, Untold};
use office::domain::wareki;
use office::forms::FormKind;

use super::shown_day;
use crate::wire;

/// What was sent and whose words hold `query`, newest first, the first `most` of them; and what may be sent.
pub fn submission_list(desk: &Desk, query: &str, most: usize) -> Result<wire::SubmissionList> {
    let (sent, total) = desk.submission_page(query, most)?;
    let lines = sent.iter().map(submission_line).collect();
    Ok(wire::SubmissionList { lines, total, titles: desk.titles_of_office()? })
}

pub(super) fn submission_line(sent: &Submission) -> wire::SubmissionLine {
    let returned = sent.returned.as_ref();
    let answered = sent.accepted_on.or(sent.resent_on).or(returned.map(|returned| returned.on));
    wire::SubmissionLine {
        id: sent.id.to_string(),
        destination: sent.destination.clone(),
        items: sent.items.clone(),
        send: sent.send.clone(),
        sent: wareki::both(sent.sent_on),
        status: sent.status().into(),
        answered: shown_day(answered),
        return_reason: returned.map(|returned| returned.reason.clone()).unwrap_or_default(),
    }
}

/// The regions whose body is told who was registered and released, each with what it was not told yet.
pub fn notices_due(desk: &Desk) -> Result<Vec<wire::NoticeDue>> {
    let line = |one: &Untold| {
        let kind = wire::ChangeKind::from(&one.change);
        let name = match kind {
            wire::ChangeKind::Registered => "registered",
            wire::ChangeKind::Released => "released",
            wire::ChangeKind::Manager => "manager",
        };
        wire::UntoldLine {
            key: format!("{name}/{}/{}", one.change.what.subject(), one.change.on),
            kind,
            name: one.name.shown(),
            on: wareki::both(one.change.on),
        }
    };
    let mut due = Vec::new();
    for policy in desk.policies()? {
        let Some(form) = desk.shelf().catalog.form(&policy.region, FormKind::StaffNotice) else { continue };
        due.push(wire::NoticeDue {
            region: policy.region.clone(),
            region_name: policy.name.clone(),
            title: form.full_title(),
            changes: desk.untold(&policy.region)?.iter().map(line).collect(),
        });
    }
    Ok(due)
}
