//! Consents after printing: signed, corrected, filed, handed over. Printing stands in `paper`.

use super::{Desk, PaperOrder};
use crate::domain::care_recipient::{CareRecipient, FamilyMember};
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{
    Consent, ConsentVersion, FamilySigner, ProxySigner, Signature, SignatureDraft, SignerDraft, SignerKind,
};
use crate::domain::id::{CareRecipientId, ConsentId, FamilyMemberId};
use crate::domain::{Check, Moment, PersonName, wareki};
use crate::store::{Act, care_recipient, consent};
use crate::{ProblemCode, Result};

/// A consent with everything its card shows.
pub struct ConsentRecord {
    /// The consent.
    pub consent: Consent,
    /// Whose it is.
    pub recipient: CareRecipient,
    /// What would be entered as signature: what was entered, or what the plan foresaw.
    pub signature: SignatureDraft,
    /// The frozen versions, oldest first.
    pub versions: Vec<ConsentVersion>,
}

impl Desk {
    /// All consents, newest first.
    pub fn consents(&self) -> Result<Vec<Consent>> {
        self.vault.read(consent::consents)
    }

    /// The consents of one care recipient, newest first.
    pub fn consents_of(&self, recipient: &CareRecipientId) -> Result<Vec<Consent>> {
        self.vault.read(|db| consent::consents_of(db, recipient))
    }

    /// One consent with everything its card shows.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn consent_record(&self, id: &ConsentId) -> Result<ConsentRecord> {
        self.vault.read(|db| {
            let consent = consent::consent(db, id)?;
            let recipient = care_recipient::care_recipient(db, &consent.plan.recipient)?;
            let member = |id: &Option<FamilyMemberId>| {
                id.as_ref().map(|id| care_recipient::family_member(db, id)).transpose()
            };
            let signature = match &consent.signature {
                Some(signature) => as_entered(signature),
                None => as_planned(
                    &consent,
                    &recipient,
                    member(&consent.plan.family)?,
                    member(&consent.plan.proxy)?,
                ),
            };
            let versions = consent::consent_versions(db, id)?;
            Ok(ConsentRecord { consent, recipient, signature, versions })
        })
    }

    /// Records the signature that came back on paper and freezes the consent (様式4, requirements section 6).
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::Refused`] `consent_signed_already`: then it is a correction.
    pub fn sign_consent(&mut self, id: &ConsentId, draft: &SignatureDraft, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        if record.consent.signature.is_some() {
            return Err(crate::Error::Refused { code: "consent_signed_already", clause: String::new() });
        }
        let signature = draft.check(record.consent.printed_on, now.today())?;
        let pdf = self.vault.read(|db| consent::consent_pdf(db, id, None))?;
        let act = Act::new("consent_sign", "consent").on(id.as_str());
        self.vault.transact(act, now, |db| consent::freeze(db, &record.consent, &signature, "", &pdf, now))
    }

    /// Corrects a signed consent: a new frozen version with a reason; the old one stays (S-16).
    ///
    /// # Errors
    /// [`crate::Error::Fields`], also without a reason; [`crate::Error::Refused`] `consent_not_signed`.
    pub fn correct_consent(
        &mut self,
        id: &ConsentId,
        draft: &SignatureDraft,
        typed_reason: &str,
        now: Moment,
    ) -> Result<()> {
        let record = self.consent_record(id)?;
        if record.consent.signature.is_none() {
            return Err(crate::Error::Refused { code: "consent_not_signed", clause: String::new() });
        }
        let mut check = Check::default();
        let reason = check.required_line("reason", typed_reason, NAME_LIMIT);
        let reason = check.finish(reason)?;
        let signature = draft.check(record.consent.printed_on, now.today())?;
        let order = PaperOrder::ConsentAgain { consent: id.clone(), version: None };
        let pdf = self.make_paper(order, now.today())?.pdf;
        let act = Act::new("consent_correct", "consent").on(id.as_str()).because(reason.as_str());
        self.vault
            .transact(act, now, |db| consent::freeze(db, &record.consent, &signature, &reason, &pdf, now))
    }

    /// Says where our original is kept.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`].
    pub fn file_original(&mut self, id: &ConsentId, typed_place: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let place = check.required_line("place", typed_place, NAME_LIMIT);
        let place = check.finish(place)?;
        self.consent_record(id)?;
        let act = Act::new("consent_file_original", "consent").on(id.as_str());
        self.vault.transact(act, now, |db| consent::file_original(db, id, &place))
    }

    /// Says to whom and when the other sheet was handed (朝霞 3)(2)「双方が所持する」).
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; [`crate::Error::NotFound`].
    pub fn hand_copy(&mut self, id: &ConsentId, typed_to: &str, typed_on: &str, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        let mut check = Check::default();
        let to = check.required_line("to", typed_to, NAME_LIMIT);
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        check.demand(on >= record.consent.printed_on, "on", ProblemCode::TooEarly);
        check.finish(())?;
        let act = Act::new("consent_hand_copy", "consent").on(id.as_str());
        self.vault.transact(act, now, |db| consent::hand_copy(db, id, &to, on))
    }
}

fn as_planned(
    consent: &Consent,
    recipient: &CareRecipient,
    family: Option<FamilyMember>,
    proxy: Option<FamilyMember>,
) -> SignatureDraft {
    let block = |member: Option<FamilyMember>| match member {
        Some(member) => SignerDraft {
            address: member.address(&recipient.details).to_owned(),
            name: member.name.typed(),
            relationship: member.relationship,
        },
        None => SignerDraft::default(),
    };
    let signer = consent.plan.signer;
    SignatureDraft {
        signed_on: consent.plan.visit_on.map(wareki::japanese).unwrap_or_default(),
        by_person: signer == SignerKind::Person,
        by_family: signer == SignerKind::Family,
        family: block(family),
        by_proxy: signer == SignerKind::Proxy,
        proxy: block(proxy),
        proxy_reason: consent.plan.proxy_reason.0.clone(),
        explained_by: consent.plan.explained_by.clone(),
        ..SignatureDraft::default()
    }
}

fn as_entered(signature: &Signature) -> SignatureDraft {
    let family = signature.family.as_ref();
    let proxy = signature.proxy.as_ref();
    SignatureDraft {
        signed_on: wareki::japanese(signature.signed_on),
        by_person: signature.by_person,
        by_family: family.is_some(),
        family: family
            .map(|FamilySigner { name, relationship, address }| block(name, relationship, address))
            .unwrap_or_default(),
        by_proxy: proxy.is_some(),
        proxy: proxy
            .map(|ProxySigner { name, relationship, address, .. }| block(name, relationship, address))
            .unwrap_or_default(),
        proxy_reason: proxy.map(|signer| signer.reason.0.clone()).unwrap_or_default(),
        proxy_intention_confirmed: proxy.is_some(),
        explained_by: signature.explained_by.clone(),
    }
}

fn block(name: &PersonName, relationship: &str, address: &str) -> SignerDraft {
    SignerDraft { name: name.typed(), relationship: relationship.to_owned(), address: address.to_owned() }
}
