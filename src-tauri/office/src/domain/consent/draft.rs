//! A consent as typed before it is printed, or when it was signed before this program came.

use chrono::NaiveDate;

use super::{ConsentPlan, DoctorRequest, ObtainedAs, PersonalText, SignerKind};
use crate::domain::Check;
use crate::domain::check::NAME_LIMIT;
use crate::domain::id::{CareRecipientId, FamilyMemberId, StaffId};
use crate::domain::signature::{Signature, SignatureDraft};
use crate::{ProblemCode, Result};

/// The answers of the interview as typed.
#[derive(Clone)]
pub struct ConsentPlanDraft {
    /// Whose consent it is.
    pub recipient: CareRecipientId,
    /// Who is expected to sign.
    pub signer: SignerKind,
    /// The family member in the ご家族様 block.
    pub family: Option<FamilyMemberId>,
    /// The family member in the 署名代筆者 block.
    pub proxy: Option<FamilyMemberId>,
    /// 署名できない理由.
    pub proxy_reason: String,
    /// Who explains.
    pub explained_by: Option<StaffId>,
    /// The day of the visit; may be empty.
    pub visit_on: String,
    /// Whether 住所 and 続柄 are printed.
    pub preprint: bool,
    /// As what it is obtained.
    pub obtained_as: ObtainedAsDraft,
    /// The key of the target; may be empty.
    pub target: String,
}

/// As what a consent is obtained, as typed.
#[derive(Clone, Default)]
pub enum ObtainedAsDraft {
    /// As the region's rule has it.
    #[default]
    Ruled,
    /// For the attending physician.
    OnBehalf {
        /// 主治医.
        doctor: String,
        /// 医療機関.
        clinic: String,
        /// 依頼日.
        requested_on: String,
        /// How it came.
        means: String,
    },
    /// For つながり only.
    DirectLink,
}

impl ConsentPlanDraft {
    /// Checks the answers.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]: a request of the physician without name or day is none (宮崎 細則 第16条).
    pub fn check(&self, today: NaiveDate) -> Result<ConsentPlan> {
        let mut check = Check::default();
        let visit_on = check.date("visitOn", &self.visit_on);
        let proxy_reason = PersonalText(check.line("proxyReason", &self.proxy_reason, NAME_LIMIT));
        let obtained_as = match &self.obtained_as {
            ObtainedAsDraft::Ruled => ObtainedAs::Ruled,
            ObtainedAsDraft::DirectLink => ObtainedAs::DirectLink,
            ObtainedAsDraft::OnBehalf { doctor, clinic, requested_on, means } => {
                let requested_on = check.required_date("requestedOn", requested_on);
                check.demand(requested_on <= today, "requestedOn", ProblemCode::InFuture);
                ObtainedAs::OnBehalf(DoctorRequest {
                    doctor: PersonalText(check.required_line("doctor", doctor, NAME_LIMIT)),
                    clinic: check.line("clinic", clinic, NAME_LIMIT),
                    requested_on,
                    means: check.required_line("means", means, NAME_LIMIT),
                })
            }
        };
        check.finish(ConsentPlan {
            recipient: self.recipient.clone(),
            signer: self.signer,
            family: self.family.clone(),
            proxy: self.proxy.clone(),
            proxy_reason,
            explained_by: self.explained_by.clone(),
            visit_on,
            preprint: self.preprint,
            obtained_as,
            target: self.target.clone(),
        })
    }
}

/// A consent that was signed on paper before this program came, as typed (S-29).
#[derive(Clone)]
pub struct ExistingConsentDraft {
    /// Whose consent it is.
    pub recipient: CareRecipientId,
    /// Who signed.
    pub signer: SignerKind,
    /// Whether the family signed, too; of use where both must (清瀬 第6条).
    pub family_too: bool,
    /// Why no family member signed where one must; empty otherwise.
    pub no_family_reason: String,
    /// 署名日.
    pub signed_on: String,
    /// Where the original is kept.
    pub place: String,
}

impl ExistingConsentDraft {
    /// The signature and the place. The names stand on the paper, so they are not asked for again. `ended_on`: the end
    /// of the person's care, after which nobody signs.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, ended_on: Option<NaiveDate>, today: NaiveDate) -> Result<(Signature, String)> {
        let mut check = Check::default();
        let signature = SignatureDraft {
            signed_on: self.signed_on.clone(),
            by_family: self.signer == SignerKind::Family || self.family_too,
            no_family_reason: self.no_family_reason.clone(),
            ..SignatureDraft::by(self.signer)
        };
        let signature = signature.read(&mut check, None, today);
        let in_time = ended_on.is_none_or(|end| signature.complete_on() <= end);
        check.demand(in_time, "signedOn", ProblemCode::TooLate);
        let place = check.required_line("place", &self.place, NAME_LIMIT);
        check.finish((signature, place))
    }
}
