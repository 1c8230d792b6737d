//! Random trials with what is sent to the body, and what becomes of it.

use chrono::Days;
use office::domain::submission::{SubmissionAnswer, SubmissionDraft};

use super::{Dice, Try};
use crate::life_cycles::seen::Seen;

pub fn next(dice: &mut Dice, seen: &Seen) -> Option<Try> {
    let on = dice.day(seen.today);
    if seen.submissions.is_empty() || (seen.submissions.len() < 4 && dice.once_in(4)) {
        let items = [vec![seen.notice.clone()], vec!["送付状".into(), seen.notice.clone()], Vec::new()];
        let mut changes: Vec<_> = seen.untold.iter().filter(|_| dice.once_in(2)).cloned().collect();
        if let Some(told) = changes.first_mut().filter(|_| dice.once_in(8)) {
            told.on = told.on + Days::new(1);
        }
        let items = items[if dice.once_in(8) { 2 } else { dice.below(2) }].clone();
        return Some(Try::Submit(SubmissionDraft {
            region: String::new(),
            sent_on: on,
            items,
            changes,
            ..SubmissionDraft::default()
        }));
    }
    let id = dice.pick(&seen.submissions)?.id.clone();
    let answers = [SubmissionAnswer::Accepted, SubmissionAnswer::Returned, SubmissionAnswer::Resent];
    Some(match dice.below(8) {
        0..=2 => Try::TakeBackAnswer(id),
        3 => Try::TakeBackSubmission(id),
        _ => {
            let answer = answers[[0, 1, 1, 2, 2][dice.below(5)]];
            let reason = if dice.once_in(6) { String::new() } else { "記入もれ".into() };
            Try::Answer(id, answer, on, reason)
        }
    })
}
