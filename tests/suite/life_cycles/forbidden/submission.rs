//! What submissions may never come to: 送付 → 受理 / 差戻し → 再送 (section 6).

use office::domain::submission::{Submission, SubmissionAnswer};

use super::Never;
use crate::life_cycles::acts::Try;
use crate::life_cycles::seen::Seen;

pub fn states(seen: &Seen, never: &mut Never) {
    for sent in &seen.submissions {
        never(sent.items.is_empty(), "sent without any content (section 6, Submission: contents are listed)");
        let returned_on = sent.returned.as_ref().map(|returned| returned.on);
        let days = [Some(sent.sent_on), returned_on, sent.resent_on, sent.accepted_on];
        let days: Vec<_> = days.into_iter().flatten().collect();
        never(days.iter().any(|day| *day > seen.latest), "sent or answered in the future");
        never(!days.is_sorted(), "answered before it was sent (section 6: 送付→受理／差戻し→再送)");
        never(
            sent.resent_on.is_some() && sent.returned.is_none(),
            "sent again without having come back (section 6: 差戻し→再送)",
        );
        let unsaid = sent.returned.as_ref().is_some_and(|returned| returned.reason.is_empty());
        never(unsaid, "came back, and nobody says why (section 6, 差戻し)");
        let open = sent.returned.is_some() && sent.resent_on.is_none();
        never(open && sent.accepted_on.is_some(), "accepted while it lay here (section 6: 差戻し→再送→受理)");
    }
}

/// What is wrong with an act about what is sent that was done.
pub fn step(before: &Seen, after: &Seen, act: &Try, never: &mut Never) {
    let lies_here = |sent: &Submission| sent.returned.is_some() && sent.resent_on.is_none();
    match act {
        Try::Submit(draft) => {
            let told = |change: &_| before.untold.contains(change);
            never(
                !draft.changes.iter().all(told),
                "told what is no change, or was told (ASK-03, MYZ-09, KMG-08)",
            );
            let notice = draft.items.contains(&before.notice);
            never(!draft.changes.is_empty() && !notice, "told without the paper that tells it (ASK-03)");
            never(
                draft.changes.iter().any(|change| after.untold.contains(change)),
                "told, and still to be told (ASK-03, MYZ-09, KMG-08)",
            );
        }
        Try::Answer(id, answer, ..) => {
            let sent = before.submission(id);
            never(sent.accepted_on.is_some(), "answered after 受理 (issue 4: an act on something closed)");
            let again = *answer == SubmissionAnswer::Resent;
            never(again && !lies_here(sent), "sent again twice, or without 差戻し (section 6)");
            never(!again && lies_here(sent), "answered twice, before it was sent again (section 6)");
        }
        Try::TakeBackAnswer(id) => {
            let sent = after.submission(id);
            never(
                *sent == *before.submission(id),
                "an answer counts that was taken back (issue 4: 取り消し)",
            );
        }
        Try::TakeBackSubmission(id) => never(
            after.submissions.iter().any(|one| one.id == *id),
            "a submission counts that was taken back (issue 4: 取り消し)",
        ),
        _ => {}
    }
}
