//! The acts of what is sent, in memory.

use office::domain::leaving::LeavingKind;
use office::domain::submission::Changed;
use office::{Error, Result};

use super::Memory;
use crate::life_cycles::acts::Try;

impl Memory<'_> {
    pub(super) fn submission(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        match act {
            Try::Submit(draft) => {
                let (seen, to) = (&self.seen, ("みほん事務局", "原本"));
                let told =
                    (seen.untold.as_slice(), Some(seen.notice.as_str()).filter(|title| !title.is_empty()));
                let sent = draft.check(&policy.region, to, told, today)?;
                for change in &draft.changes {
                    let Changed::Released(id) = &change.what else { continue };
                    let done = policy.step_by_notice(self.seen.one_of_staff(id), sent.sent_on, today);
                    self.seen.staff_mut(id).leaving.as_mut().unwrap().done.extend(done);
                }
                self.rows.told.extend(draft.changes.iter().map(|change| (sent.id.clone(), change.clone())));
                self.seen.submissions.push(sent);
            }
            Try::Answer(id, answer, on, reason) => {
                let next = self.seen.submission(id).answered(*answer, on, reason, today)?;
                *self.seen.submission_mut(id) = next;
            }
            Try::TakeBackAnswer(id) => {
                let before = self.seen.submission(id).before_answer();
                *self.seen.submission_mut(id) = before.ok_or(Error::NotFound { noun: "entry" })?;
            }
            Try::TakeBackSubmission(id) => {
                let sent_on = self.seen.submission(id).sent_on;
                let mut steps = Vec::new();
                for (_, change) in self.rows.told.iter().filter(|(told, _)| told == id) {
                    let Changed::Released(who) = &change.what else { continue };
                    let staff = self.seen.one_of_staff(who);
                    let running = staff.leaving.as_ref();
                    let done = running.and_then(|running| running.done(LeavingKind::Notice));
                    if done.is_some_and(|done| done.on == sent_on) {
                        policy.check_step_taken_back(staff, LeavingKind::Notice)?;
                        steps.push(who.clone());
                    }
                }
                for who in steps {
                    let leaving = self.seen.staff_mut(&who).leaving.as_mut().unwrap();
                    leaving.done.retain(|done| done.step != LeavingKind::Notice);
                }
                self.rows.told.retain(|(told, _)| told != id);
                self.seen.submissions.retain(|one| one.id != *id);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }
}
