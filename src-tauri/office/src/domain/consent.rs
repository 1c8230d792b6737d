//! The consent of a care recipient (同意書): printed, signed, frozen.
//!
//! A consent is printed first and signed on paper later, so there are two drafts: what is printed
//! ([`ConsentPlanDraft`]) and what came back ([`super::signature`]). Once signed it is frozen; a correction makes
//! a new version with a reason. One that was signed on paper before this program came is kept without printing.

mod draft;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::disposal::Disposal;
use super::id::{CareRecipientId, ConsentId, FamilyMemberId, StaffId};
use super::recipient_end::EndKind;
use super::signature::{Signature, SignatureDraft};
use super::withdrawal::{Withdrawal, WithdrawalDraft};
use crate::{Error, ProblemCode, Result};

pub use draft::{ConsentPlanDraft, ExistingConsentDraft, ObtainedAsDraft};

/// Who is expected to sign, or who did (朝霞 3)(2)「患者もしくはその家族」, 様式4 代筆).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignerKind {
    /// 本人.
    Person,
    /// 家族.
    Family,
    /// 代筆.
    Proxy,
    /// 成年後見人等.
    Guardian,
}

/// As what the office obtains a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObtainedAs {
    /// As the region's rule has it: 連携元事業所, or the physician.
    Ruled,
    /// For the attending physician, at their request (宮崎 細則 第16条).
    OnBehalf(DoctorRequest),
    /// For talk from one to one only (つながり; 宮崎 第16条).
    DirectLink,
}

/// The request of the attending physician (主治医の依頼).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorRequest {
    /// 主治医.
    pub doctor: PersonalText,
    /// 医療機関.
    pub clinic: String,
    /// When it came.
    pub requested_on: NaiveDate,
    /// How it came, e.g. FAX.
    pub means: String,
}

/// What the interview settles before the paper is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentPlan {
    /// Whose consent it is.
    pub recipient: CareRecipientId,
    /// Who is expected to sign.
    pub signer: SignerKind,
    /// The family member in the ご家族様 block, if one is known.
    pub family: Option<FamilyMemberId>,
    /// The family member in the 署名代筆者 block, if one is known.
    pub proxy: Option<FamilyMemberId>,
    /// Why the person cannot sign, as far as it is known before the visit; empty unless 代筆.
    pub proxy_reason: PersonalText,
    /// Who explains.
    pub explained_by: Option<StaffId>,
    /// The day of the visit.
    pub visit_on: Option<NaiveDate>,
    /// Whether 住所 and 続柄 are printed, to spare the hand; names never are (自署).
    pub preprint: bool,
    /// As what it is obtained.
    pub obtained_as: ObtainedAs,
    /// Why the person's data may be shared (熊谷 第3条), by the key in `policy.toml`; empty where nobody asks.
    pub target: String,
}

impl ConsentPlan {
    /// What is known of a consent that was signed before this program came.
    pub fn of_existing(recipient: &CareRecipientId, signer: SignerKind) -> ConsentPlan {
        ConsentPlan {
            recipient: recipient.clone(),
            signer,
            family: None,
            proxy: None,
            proxy_reason: PersonalText::default(),
            explained_by: None,
            visit_on: None,
            preprint: false,
            obtained_as: ObtainedAs::Ruled,
            target: String::new(),
        }
    }

    /// The physician's request, when it is obtained at one.
    pub fn request(&self) -> Option<&DoctorRequest> {
        match &self.obtained_as {
            ObtainedAs::OnBehalf(request) => Some(request),
            ObtainedAs::Ruled | ObtainedAs::DirectLink => None,
        }
    }
}

/// A consent as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Consent {
    /// Random id.
    pub id: ConsentId,
    /// 同意-2026-0001: at the foot of each sheet; never used again.
    pub control_number: String,
    /// Ten random characters in the QR code of its sheets; says nothing about anybody.
    pub code: String,
    /// The region whose form it is, e.g. `asaka`.
    pub region: String,
    /// The edition of the form, e.g. `2026-11`.
    pub edition: String,
    /// What was settled before printing.
    pub plan: ConsentPlan,
    /// Whether the person and the family both sign (清瀬 第6条), as the rule was when it was printed.
    pub both_sign: bool,
    /// Signed before this program came, and kept without printing (S-29, 宮崎 第16条).
    pub existing: bool,
    /// The day it was first printed; of an existing one the day it was signed.
    pub printed_on: NaiveDate,
    /// What came back, once it is signed.
    pub signature: Option<Signature>,
    /// Where our original is kept (朝霞 3)(2)「双方が所持する」).
    pub original_place: Option<String>,
    /// To whom and when the other sheet was handed.
    pub copy_handed: Option<CopyHanded>,
    /// When and how the physician's sheet was sent (宮崎 細則 第16条).
    pub doctor_copy: Option<DoctorCopy>,
    /// Why it counts no more, and since when (S-30).
    pub voided: Option<Voided>,
    /// Who withdrew it, and what followed (S-31).
    pub withdrawal: Option<Withdrawal>,
    /// Why and when the person's care ended (AC-08).
    pub end: Option<(EndKind, NaiveDate)>,
    /// The day on which a newer one was signed.
    pub replaced_on: Option<NaiveDate>,
    /// When and how its paper was disposed of.
    pub disposal: Option<Disposal>,
}

/// The sheet that stays with the care recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyHanded {
    /// To whom; a name, so never logged.
    pub to: PersonalText,
    /// When.
    pub on: NaiveDate,
}

/// The sheet that the attending physician keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorCopy {
    /// When it was sent.
    pub on: NaiveDate,
    /// How, e.g. FAX.
    pub means: String,
}

/// A consent that counts no more because of a slip (無効（誤記）).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// Since when.
    pub on: NaiveDate,
    /// Why.
    pub reason: PersonalText,
}

/// Text about a person; hidden from `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonalText(pub String);

impl std::fmt::Debug for PersonalText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonalText(…)")
    }
}

/// A frozen version of a consent, without its PDF.
#[derive(Debug, Clone)]
pub struct ConsentVersion {
    /// 1, 2, …
    pub number: u32,
    /// Why it was corrected; empty for the first.
    pub reason: PersonalText,
    /// When it was frozen, as kept.
    pub frozen_at: String,
    /// SHA-256 of its PDF in hexadecimal.
    pub pdf_sha256: String,
    /// Edition of the form's text.
    pub edition: String,
}

/// Where a consent stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStatus {
    /// 印刷済み・署名待ち.
    Printed,
    /// 家族の署名待ち (清瀬 第6条).
    AwaitingFamily,
    /// 本人の署名待ち (清瀬 第6条).
    AwaitingPerson,
    /// 有効.
    InForce,
    /// 無効（誤記）.
    Void,
    /// 撤回.
    Withdrawn,
    /// 終了 with the end of the person's care.
    Ended {
        /// Why.
        why: EndKind,
        /// When.
        on: NaiveDate,
    },
    /// 置換え: a newer one was signed.
    Replaced,
}

impl ConsentStatus {
    /// Whether one of two signatures is there (清瀬 第6条).
    pub fn is_half(self) -> bool {
        matches!(self, ConsentStatus::AwaitingFamily | ConsentStatus::AwaitingPerson)
    }

    /// Whether a signature is still awaited.
    pub fn is_awaited(self) -> bool {
        self == ConsentStatus::Printed || self.is_half()
    }
}

impl Consent {
    /// Where it stands.
    pub fn status(&self) -> ConsentStatus {
        if self.voided.is_some() {
            return ConsentStatus::Void;
        }
        if self.withdrawal.is_some() {
            return ConsentStatus::Withdrawn;
        }
        if let Some((why, on)) = self.end {
            return ConsentStatus::Ended { why, on };
        }
        match &self.signature {
            None => ConsentStatus::Printed,
            Some(signature) if self.both_sign && !signature.has_family() => ConsentStatus::AwaitingFamily,
            Some(signature) if self.both_sign && !signature.has_person() => ConsentStatus::AwaitingPerson,
            Some(_) if self.replaced_on.is_some() => ConsentStatus::Replaced,
            Some(_) => ConsentStatus::InForce,
        }
    }

    /// Whether it allows to share what it speaks of.
    pub fn is_in_force(&self) -> bool {
        self.status() == ConsentStatus::InForce
    }

    /// Whether its paper belongs in the files: it counts, or counted until the end of the person's care.
    pub fn is_for_the_files(&self) -> bool {
        let ended = matches!(self.status(), ConsentStatus::Ended { .. }) && self.signed_on().is_some();
        ended || self.is_in_force()
    }

    /// The first day since which it counts no more, of one that counted once: its paper is kept from then on for a while.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        self.signed_on().filter(|_| self.voided.is_none())?;
        let withdrawn_on = self.withdrawal.as_ref().map(|withdrawal| withdrawal.on);
        [withdrawn_on, self.end.map(|(_, on)| on), self.replaced_on].into_iter().flatten().min()
    }

    /// Refuses a signature where there is none to come.
    ///
    /// # Errors
    /// [`Error::Refused`] `consent_void`; `consent_signed_already`: then it is a correction.
    pub fn demand_signable(&self) -> Result<()> {
        match self.status() {
            ConsentStatus::Void => Err(refused("consent_void")),
            status if self.signature.is_some() && !status.is_half() => Err(refused("consent_signed_already")),
            _ => Ok(()),
        }
    }

    /// Refuses to correct what is not signed, or counts no more because of a slip.
    ///
    /// # Errors
    /// [`Error::Refused`] `consent_void`, `consent_not_signed`.
    pub fn demand_correctable(&self) -> Result<()> {
        match (&self.voided, &self.signature) {
            (Some(_), _) => Err(refused("consent_void")),
            (None, None) => Err(refused("consent_not_signed")),
            (None, Some(_)) => Ok(()),
        }
    }

    /// Refuses to say that it counts after all, when it was signed after the end of the care.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not void; [`Error::Refused`] `consent_after_end`.
    pub fn check_void_taken_back(&self) -> Result<()> {
        self.voided.as_ref().ok_or(Error::NotFound { noun: "entry" })?;
        let signed_on = self.signature.as_ref().map(Signature::complete_on);
        match self.end.is_some_and(|(_, end)| signed_on > Some(end)) {
            true => Err(refused("consent_after_end")),
            false => Ok(()),
        }
    }

    /// Checks what came back; a reason why no family signs belongs only where one must. Of one that was signed before
    /// this program came, no more is asked than was then.
    ///
    /// # Errors
    /// [`Error::Fields`], also for a day after the end of the care or the withdrawal.
    pub fn check_signature(&self, draft: &SignatureDraft, today: NaiveDate) -> Result<Signature> {
        let mut signature = draft.check((!self.existing).then_some(self.printed_on), today)?;
        if !self.both_sign {
            signature.no_family_reason = PersonalText::default();
        }
        // The sheet may come back after the end of the care, but nobody signs after it.
        let ended_on = self.end.map(|(_, on)| on);
        let withdrawn_on = self.withdrawal.as_ref().map(|withdrawal| withdrawal.on);
        if [ended_on, withdrawn_on].into_iter().flatten().any(|end| signature.complete_on() > end) {
            return Err(Error::field("signedOn", ProblemCode::TooLate));
        }
        Ok(signature)
    }

    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `consent_not_in_force`.
    pub fn check_withdrawal(&self, draft: &WithdrawalDraft, today: NaiveDate) -> Result<Withdrawal> {
        match self.signed_on().filter(|_| self.is_in_force()) {
            Some(signed_on) => draft.check(signed_on, today),
            None => Err(refused("consent_not_in_force")),
        }
    }

    /// The day on which the last signature it needs was there.
    fn signed_on(&self) -> Option<NaiveDate> {
        let signature = self.signature.as_ref()?;
        let complete = !self.both_sign || signature.has_family() && signature.has_person();
        complete.then(|| signature.complete_on())
    }

    fn is_link(&self) -> bool {
        self.plan.obtained_as == ObtainedAs::DirectLink
    }
}

/// Says of each consent which newer one of the same person took its place (置換え): the next one that was signed. One
/// for talk from one to one only takes the place of its like, because it does not speak of a group (宮崎 第16条). A
/// newer one that was withdrawn brings none back.
pub fn mark_replaced(consents: &mut [Consent]) {
    let key = |consent: &Consent| Some((consent.signed_on()?, consent.control_number.clone()));
    let mut signed: HashMap<_, Vec<_>> = HashMap::new();
    for consent in consents.iter().filter(|consent| consent.voided.is_none()) {
        let alike = (consent.plan.recipient.clone(), consent.is_link());
        signed.entry(alike).or_default().extend(key(consent));
    }
    for consent in consents {
        let Some(own) = key(consent) else { continue };
        let alike = signed.get(&(consent.plan.recipient.clone(), consent.is_link()));
        let newer = alike.into_iter().flatten().filter(|other| **other > own);
        consent.replaced_on = newer.map(|(on, _)| *on).min();
    }
}

/// The last day on which somebody signed one of these, those left out that count no more because of a slip.
pub fn last_signed(consents: &[Consent]) -> Option<NaiveDate> {
    let counting = consents.iter().filter(|consent| consent.voided.is_none());
    counting.filter_map(|consent| Some(consent.signature.as_ref()?.complete_on())).max()
}

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
