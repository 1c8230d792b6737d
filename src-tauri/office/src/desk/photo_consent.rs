//! Consents to pictures, each occasion a line, asked of whom the region says.

use super::Desk;
use crate::domain::Moment;
use crate::domain::id::CareRecipientId;
use crate::domain::photo_consent::{PhotoConsent, PhotoConsentDraft, PhotoConsentKind};
use crate::policy::{Asked, PhotoRule};
use crate::store::{Act, photo_consent};
use crate::{Error, Result};

impl Desk {
    /// The consents to pictures of one care recipient, newest first.
    pub fn photo_consents_of(&self, recipient: &CareRecipientId) -> Result<Vec<PhotoConsent>> {
        self.vault.read(|db| photo_consent::photo_consents_of(db, recipient))
    }

    /// Records that somebody agreed to a picture (朝霞 3)(3)④, 宮崎 第21条1)). Where the document is silent,
    /// anybody may be asked.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `photo_not_asked_of` with the clause when the region asks somebody else.
    pub fn record_photo_consent(&mut self, draft: &PhotoConsentDraft, now: Moment) -> Result<()> {
        let consent = draft.check(now.today())?;
        let policy = self.policy()?;
        if let Some(rule) = &policy.photo
            && !rule_lets(rule, consent.kind)
        {
            let clause = policy.cite(&rule.source);
            return Err(Error::Refused { code: "photo_not_asked_of", clause });
        }
        let act = Act::new("photo_consent_record", "photo_consent").on(consent.recipient.as_str());
        let act = act.adding(&consent);
        self.vault.transact(act, now, |db| photo_consent::add_photo_consent(db, &consent, now))
    }
}

fn rule_lets(rule: &PhotoRule, kind: PhotoConsentKind) -> bool {
    match kind {
        PhotoConsentKind::Person => rule.asked_of.contains(&Asked::Person),
        PhotoConsentKind::Family => rule.asked_of.contains(&Asked::Family),
        PhotoConsentKind::FacilityPrior => rule.facility_prior_family,
    }
}
