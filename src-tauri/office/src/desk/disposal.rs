//! The paper of consents that count no more: kept for the office's own time, then disposed of by hand. The record stays.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::consent::Consent;
use crate::domain::disposal::{Disposal, demand_disposals_stand, demand_paper_left};
use crate::domain::group::Group;
use crate::domain::id::{CareRecipientId, ConsentId, StaffId};
use crate::store::{Act, consent, history};
use crate::{Error, ProblemCode, Result};

impl Desk {
    /// The day until which the paper of a consent is kept (目安), once it counts no more.
    pub fn kept_until(&self, consent: &Consent) -> Result<Option<NaiveDate>> {
        Ok(consent.kept_until(&self.targets()?))
    }

    /// The consents whose paper may be disposed of on a day, the longest kept first.
    pub fn disposable(&self, today: NaiveDate) -> Result<Vec<Consent>> {
        let targets = self.targets()?;
        let mut due = Vec::new();
        let mut kept = self.vault.read(consent::consents_kept)?;
        kept.retain(|one| one.demand_disposable(today, &targets).is_ok());
        for consent in kept {
            let (all, groups) = self.of_recipient(&consent.plan.recipient)?;
            if demand_paper_left(&all, std::slice::from_ref(&consent.id), &groups).is_ok() {
                due.push(consent);
            }
        }
        due.sort_by_key(Consent::closed_on);
        Ok(due)
    }

    /// Refuses what would bring back a paper that was disposed of: `change` is what would be done to each consent of one
    /// person.
    ///
    /// # Errors
    /// Those of [`demand_disposals_stand`].
    pub(super) fn demand_disposals_stand(
        &self,
        recipient: &CareRecipientId,
        change: impl FnMut(&mut Consent),
    ) -> Result<()> {
        let (mut consents, groups) = self.of_recipient(recipient)?;
        consents.iter_mut().for_each(change);
        demand_disposals_stand(&mut consents, &groups, &self.targets()?)
    }

    fn of_recipient(&self, recipient: &CareRecipientId) -> Result<(Vec<Consent>, Vec<Group>)> {
        Ok((self.consents_of(recipient)?, self.groups_of(recipient)?))
    }

    /// Records that the paper of consents was disposed of: each that was ticked, all or none.
    ///
    /// # Errors
    /// [`Error::Fields`], also when none is ticked; those of [`Consent::demand_disposable`] and [`demand_paper_left`]; [`Error::NotFound`].
    pub fn dispose_consents(
        &mut self,
        ids: &[ConsentId],
        typed_on: &str,
        typed_means: &str,
        by: Option<&StaffId>,
        now: Moment,
    ) -> Result<()> {
        if ids.is_empty() {
            return Err(Error::field("consents", ProblemCode::Required));
        }
        let disposal = Disposal::check(typed_on, typed_means, by, now.today())?;
        self.staff(&disposal.by)?;
        let targets = self.targets()?;
        let mut recipients = Vec::new();
        for id in ids {
            let consent = self.consent_record(id)?.consent;
            consent.demand_disposable(disposal.on, &targets)?;
            recipients.push(consent.plan.recipient);
        }
        for recipient in &recipients {
            let (all, groups) = self.of_recipient(recipient)?;
            demand_paper_left(&all, ids, &groups)?;
        }
        let forgotten = self.forgotten_with(ids, &recipients)?;
        let act = |id: &ConsentId| Act::new("consent_dispose", "consent").on(id.as_str()).adding(&disposal);
        let forget = |id: &String| Act::new("history_forget", "history").on(id.as_str());
        let acts = ids.iter().map(act).chain(forgotten.iter().map(forget)).collect();
        self.vault.transact_each(acts, now, |db| {
            forgotten.iter().try_for_each(|id| history::forget(db, id))?;
            ids.iter().try_for_each(|id| consent::dispose(db, id, &disposal, now))
        })
    }

    /// The records whose former values go with the papers: what stood in a record before is data of people, and kept no
    /// longer. A person's card goes with the last of the papers.
    fn forgotten_with(&self, ids: &[ConsentId], recipients: &[CareRecipientId]) -> Result<BTreeSet<String>> {
        let mut forgotten: BTreeSet<String> = ids.iter().map(ConsentId::to_string).collect();
        for recipient in recipients {
            let all = self.consents_of(recipient)?;
            let is_gone =
                |one: &Consent| one.disposal.is_some() || one.voided.is_some() || ids.contains(&one.id);
            if all.iter().all(is_gone) {
                forgotten.extend(all.iter().map(|one| one.id.to_string()));
                forgotten.insert(recipient.to_string());
            }
        }
        Ok(forgotten)
    }
}
