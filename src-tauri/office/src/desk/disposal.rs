//! The paper of consents that count no more: kept for the office's own time, then disposed of by hand. The record stays.

use chrono::NaiveDate;

use super::Desk;
use super::group::refused;
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{Consent, Disposal};
use crate::domain::id::{ConsentId, StaffId};
use crate::domain::{Check, Moment};
use crate::store::{Act, consent, history};
use crate::{ProblemCode, Result};

impl Desk {
    /// The day until which the paper of a consent is kept (目安), once it counts no more.
    pub fn kept_until(&self, consent: &Consent) -> Result<Option<NaiveDate>> {
        let targets = self.targets()?;
        let from = consent.closed_on().and_then(|closed_on| targets.disposable_from(closed_on));
        Ok(from.and_then(|day| day.pred_opt()))
    }

    /// The consents whose paper may be disposed of on a day, the longest kept first.
    pub fn disposable(&self, today: NaiveDate) -> Result<Vec<Consent>> {
        let mut due = Vec::new();
        for consent in
            self.vault.read(consent::consents_kept)?.into_iter().filter(|consent| consent.disposal.is_none())
        {
            if self.kept_until(&consent)?.is_some_and(|last| last < today) {
                due.push(consent);
            }
        }
        due.sort_by_key(Consent::closed_on);
        Ok(due)
    }

    /// Records that the paper of consents was disposed of: each that was ticked, all or none.
    ///
    /// # Errors
    /// [`crate::Error::Fields`], also when none is ticked; [`crate::Error::Refused`] `not_disposable_yet`,
    /// `disposed_already`; [`crate::Error::NotFound`].
    pub fn dispose_consents(
        &mut self,
        ids: &[ConsentId],
        typed_on: &str,
        typed_means: &str,
        by: Option<&StaffId>,
        now: Moment,
    ) -> Result<()> {
        let mut check = Check::default();
        check.demand(!ids.is_empty(), "consents", ProblemCode::Required);
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        let means = check.required_line("means", typed_means, NAME_LIMIT);
        check.demand(by.is_some(), "byId", ProblemCode::Required);
        check.finish(())?;
        let by = self.staff(by.unwrap_or(&StaffId::from_text("")))?.id;
        let disposal = Disposal { on, means, by };
        let mut recipients = Vec::new();
        for id in ids {
            let consent = self.consent_record(id)?.consent;
            if consent.disposal.is_some() {
                return Err(refused("disposed_already"));
            }
            if self.kept_until(&consent)?.is_none_or(|last| on <= last) {
                return Err(refused("not_disposable_yet"));
            }
            recipients.push(consent.plan.recipient);
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
