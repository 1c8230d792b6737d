//! Care recipients and their families: found, registered, changed. Owns the acts; leaves what may be typed to `domain`,
//! rows to `store`.

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::domain::care_recipient::{CareRecipient, CareRecipientDraft};
use crate::domain::id::CareRecipientId;
use crate::store::{Act, care_recipient};

impl Desk {
    /// Care recipients whose name or reading holds `query`, sorted by ふりがな.
    pub fn care_recipient_list(&self, query: &str) -> Result<Vec<CareRecipient>> {
        Ok(self.care_recipient_page(query, false, usize::MAX)?.0)
    }

    /// The first `most` of them, and how many there are; `in_care`: only those whose care goes on.
    pub fn care_recipient_page(
        &self,
        query: &str,
        in_care: bool,
        most: usize,
    ) -> Result<(Vec<CareRecipient>, usize)> {
        self.vault.read(|db| care_recipient::care_recipients_matching(db, query, in_care, most))
    }

    /// One care recipient.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn care_recipient(&self, id: &CareRecipientId) -> Result<CareRecipient> {
        self.vault.read(|db| care_recipient::care_recipient(db, id))
    }

    /// One care recipient, looked at by a person: that leaves a row in the log (MHLW 17①: which information was handled).
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn look_at_care_recipient(&mut self, id: &CareRecipientId, now: Moment) -> Result<CareRecipient> {
        let act = Act::new("care_recipient_look", "care_recipient").on(id.as_str());
        self.vault.transact(act, now, |db| care_recipient::care_recipient(db, id))
    }

    /// Registers a care recipient.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn add_care_recipient(&mut self, draft: &CareRecipientDraft, now: Moment) -> Result<CareRecipientId> {
        let details = draft.check(now.today())?;
        let id = CareRecipientId::random();
        let act = Act::new("care_recipient_add", "care_recipient").on(id.as_str());
        self.vault.transact(act, now, |db| care_recipient::add_care_recipient(db, &id, &details, now))?;
        Ok(id)
    }

    /// Changes what is kept of a care recipient. Frozen consents are not touched.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`].
    pub fn change_care_recipient(
        &mut self,
        id: &CareRecipientId,
        draft: &CareRecipientDraft,
        now: Moment,
    ) -> Result<()> {
        let details = draft.check(now.today())?;
        let before = self.care_recipient(id)?.details;
        let act = Act::new("care_recipient_change", "care_recipient").on(id.as_str());
        let act = act.changing(&before, &details);
        self.vault.transact(act, now, |db| care_recipient::change_care_recipient(db, id, &details, now))
    }
}
