//! The consent to a picture (画像の同意): one line for each occasion (朝霞 3)(3)④, 宮崎 第21条1)).

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::PersonalText;
use super::id::{CareRecipientId, PhotoConsentId, StaffId};
use crate::{ProblemCode, Result};

/// Who agreed, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoConsentKind {
    /// The person, this once.
    Person,
    /// The family, this once.
    Family,
    /// The family beforehand, for pictures in a facility (宮崎 第21条1)).
    FacilityPrior,
}

/// A consent to a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoConsent {
    /// Random id.
    pub id: PhotoConsentId,
    /// Of whom the picture is.
    pub recipient: CareRecipientId,
    /// When they agreed.
    pub on: NaiveDate,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what, e.g. 右足の傷.
    pub subject: PersonalText,
    /// What for.
    pub purpose: PersonalText,
    /// How, e.g. 口頭.
    pub means: String,
    /// Who takes the picture.
    pub taken_by: Option<StaffId>,
}

/// A consent to a picture as typed.
#[derive(Clone)]
pub struct PhotoConsentDraft {
    /// Of whom the picture is.
    pub recipient: CareRecipientId,
    /// When they agreed.
    pub on: String,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// How.
    pub means: String,
    /// Who takes the picture.
    pub taken_by: Option<StaffId>,
}

impl PhotoConsentDraft {
    /// Checks what was typed; whom the region asks is compared by `desk`.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, today: NaiveDate) -> Result<PhotoConsent> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let subject = PersonalText(check.required_line("subject", &self.subject, NAME_LIMIT));
        let purpose = PersonalText(check.line("purpose", &self.purpose, NAME_LIMIT));
        let means = check.required_line("means", &self.means, NAME_LIMIT);
        check.finish(PhotoConsent {
            id: PhotoConsentId::random(),
            recipient: self.recipient.clone(),
            on,
            kind: self.kind,
            subject,
            purpose,
            means,
            taken_by: self.taken_by.clone(),
        })
    }
}
