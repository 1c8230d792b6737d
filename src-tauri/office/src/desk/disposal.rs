//! The paper of consents that count no more: kept for the office's own time, then disposed of by hand. The record stays.

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
        let act = |id: &ConsentId| Act::new("consent_dispose", "consent").on(id.as_str()).adding(&disposal);
        self.vault.transact_each(ids.iter().map(act).collect(), now, |db| {
            ids.iter().try_for_each(|id| consent::dispose(db, id, &disposal, now))?;
            // What stood in the record before is data of people, and kept no longer than the paper.
            recipients.iter().try_for_each(|recipient| {
                let all = consent::consents_of(db, recipient)?;
                if !all.iter().all(|one| one.disposal.is_some() || one.voided.is_some()) {
                    return Ok(());
                }
                all.iter().try_for_each(|one| history::forget(db, one.id.as_str()))?;
                history::forget(db, recipient.as_str())
            })?;
            ids.iter().try_for_each(|id| history::forget(db, id.as_str()))
        })
    }
}
