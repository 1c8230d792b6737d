//! What was sent to the body of a region, which changes it told, and what became of it.

use std::collections::HashMap;

use super::Desk;
use crate::domain::Moment;
use crate::domain::bundle::BundleTo;
use crate::domain::history::Fields;
use crate::domain::id::SubmissionId;
use crate::domain::submission::{Changed, Submission, SubmissionAnswer, SubmissionDraft, Untold};
use crate::forms::FormKind;
use crate::store::{Act, leaving, setting, submission};
use crate::{Error, Result};

/// What was said of a destination when something went there last: 原本 or 写し, 〒, 住所, a line each.
const LAST_SENT: &str = "submission/last";

impl Desk {
    /// Records what was sent to the region's body; its policy says whether 原本 go there. A release that it tells is
    /// the step of that person's leaving as well.
    ///
    /// # Errors
    /// [`Error::Fields`], also for changes told without the paper that tells them.
    pub fn record_submission(&mut self, draft: &SubmissionDraft, now: Moment) -> Result<()> {
        let policy = self.policy_of(&draft.region)?;
        let region = policy.region.clone();
        let is_main = self.region()?.as_deref() == Some(region.as_str());
        let destination = policy
            .destinations
            .iter()
            .find(|one| draft.destination.is_empty() || one.key == draft.destination);
        let destination = destination.ok_or(Error::NotFound { noun: "destination" })?;
        let untold: Vec<_> = self.untold(&region)?.into_iter().map(|one| one.change).collect();
        let titles = self.form_titles(&region);
        let notice = titles.get(&FormKind::StaffNotice).map(String::as_str);
        let send = if destination.send.is_empty() { draft.send.trim() } else { destination.send.as_str() };
        let to = (destination.name.as_str(), send);
        let sent = draft.check(&region, to, (&untold, notice), now.today())?;
        let mut steps = Vec::new();
        for change in &draft.changes {
            if let (Changed::Released(id), true) = (&change.what, is_main) {
                let staff = self.staff(id)?;
                let done = self.policy_of(&region)?.step_by_notice(&staff, sent.sent_on, now.today());
                steps.extend(staff.leaving.map(|leaving| leaving.id).zip(done));
            }
        }
        let last = [&draft.send, &draft.postal_code, &draft.address].map(|line| line.trim());
        let key = last_sent(&region, &destination.key);
        let act = Act::new("submission_record", "submission").on(sent.id.as_str()).adding(&sent);
        self.vault.transact(act, now, |db| {
            if last.iter().any(|line| !line.is_empty()) {
                setting::set_setting(db, &key, &last.join("\n"))?;
            }
            submission::add_submission(db, &sent, &draft.changes, now)?;
            steps.iter().try_for_each(|(id, done)| leaving::keep_step(db, id, *done, now))
        })
    }

    /// What she said of a destination when something went there last, where the policy is silent.
    pub(super) fn last_sent_to(&self, region: &str, destination: &str) -> Result<BundleTo> {
        let key = last_sent(region, destination);
        let kept = self.vault.read(|db| setting::setting(db, &key))?.unwrap_or_default();
        let mut lines = kept.split('\n').map(str::to_owned);
        let mut line = || lines.next().unwrap_or_default();
        Ok(BundleTo { send: line(), postal_code: line(), address: line(), name: String::new() })
    }

    /// What was sent, newest first.
    pub fn submissions(&self) -> Result<Vec<Submission>> {
        Ok(self.submission_page("", usize::MAX)?.0)
    }

    /// The first `most` of them whose destination or papers hold `query`, and how many there are.
    pub fn submission_page(&self, query: &str, most: usize) -> Result<(Vec<Submission>, usize)> {
        self.vault.read(|db| submission::submissions(db, query, most))
    }

    /// Records 受理, 差戻し with its reason, or 再送.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn answer_submission(
        &mut self,
        id: &SubmissionId,
        answer: SubmissionAnswer,
        typed_on: &str,
        reason: &str,
        now: Moment,
    ) -> Result<()> {
        let before = self.vault.read(|db| submission::submission(db, id))?;
        let next = before.answered(answer, typed_on, reason, now.today())?;
        let verb = match answer {
            SubmissionAnswer::Accepted => "submission_accept",
            SubmissionAnswer::Returned => "submission_return",
            SubmissionAnswer::Resent => "submission_resend",
        };
        let act = Act::new(verb, "submission").on(id.as_str());
        let act = act.about(&Fields::default().and(&before).only("items")).changing(&before, &next);
        self.vault.transact(act, now, |db| submission::keep_answer(db, &next))
    }

    /// The changes that no notice of the region told yet, oldest first.
    pub fn untold(&self, region: &str) -> Result<Vec<Untold>> {
        let is_main = self.region()?.as_deref() == Some(region);
        self.vault.read(|db| submission::untold(db, region, is_main))
    }

    /// How a region's forms are called, by kind.
    pub(super) fn form_titles(&self, region: &str) -> HashMap<FormKind, String> {
        let title = |kind: FormKind| {
            let form = self.shelf.catalog.form(region, kind)?;
            Some((kind, form.full_title()))
        };
        FormKind::ALL.into_iter().filter_map(title).collect()
    }
}

fn last_sent(region: &str, destination: &str) -> String {
    format!("{LAST_SENT}/{region}/{destination}")
}
