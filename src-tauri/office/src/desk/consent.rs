//! Consents after printing: signed, corrected, filed, handed over. Printing stands in `paper`.

use chrono::{Datelike, NaiveDate};

use super::Desk;
use super::group::refused;
use crate::domain::care_recipient::{CareRecipient, FamilyMember};
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{
    Consent, ConsentPlan, ConsentPlanDraft, ConsentVersion, CopyHanded, DoctorCopy, ExistingConsentDraft,
    ObtainedAs, PersonalText, SignerKind, Voided,
};
use crate::domain::history::Fields;
use crate::domain::id::{CareRecipientId, ConsentId, FamilyMemberId, random_code};
use crate::domain::signature::{
    FamilySigner, GuardianSigner, ProxySigner, Signature, SignatureDraft, SignerDraft,
};
use crate::domain::{Check, Moment, PersonName, wareki};
use crate::forms::{Definition, FormKind};
use crate::policy::{ExceptionKind, Signers};
use crate::store::{Act, care_recipient, consent};
use crate::{Error, ProblemCode, Result};

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

/// An existing consent, checked.
#[derive(Debug)]
pub(super) struct NewConsent {
    /// Who signed.
    pub signer: SignerKind,
    /// The signature.
    pub signature: Signature,
    /// Where the original is kept.
    pub place: String,
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

    /// One consent.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn consent(&self, id: &ConsentId) -> Result<Consent> {
        self.vault.read(|db| consent::consent(db, id))
    }

    /// One consent with everything its card shows.
    ///
    /// # Errors
    /// [`Error::NotFound`].
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

    /// Checks the answers of the interview against the region's rule.
    ///
    /// # Errors
    /// [`Error::Fields`], also without a target where one is asked for (熊谷 第3条); [`Error::Refused`]
    /// `on_behalf_not_here`, `direct_link_not_here` where the region knows neither (宮崎 第16条 only),
    /// `recipient_ended`.
    pub fn plan_consent(&self, draft: &ConsentPlanDraft, today: NaiveDate) -> Result<ConsentPlan> {
        let policy = self.policy()?;
        let rule = &policy.consent;
        let plan = draft.check(today)?;
        self.demand_in_care(&plan.recipient)?;
        let refused = |code| Err(Error::Refused { code, clause: policy.cite(&rule.source) });
        match &plan.obtained_as {
            ObtainedAs::OnBehalf(_) if rule.on_behalf.is_none() => return refused("on_behalf_not_here"),
            ObtainedAs::DirectLink if rule.exception(ExceptionKind::DirectLink).is_none() => {
                return refused("direct_link_not_here");
            }
            _ => {}
        }
        if !rule.targets.is_empty() && rule.target(&plan.target).is_none() {
            return Err(Error::field("target", ProblemCode::Required));
        }
        Ok(plan)
    }

    /// Keeps a consent that was signed on paper before this program came, without printing (S-29; 宮崎 第16条: 既に
    /// 患者と同意を交わしてMICTを活用している場合この限りではない). It gets a number of its own for the binder.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NoSuchPaper`] where the region has no consent form.
    pub fn add_existing_consent(&mut self, draft: &ExistingConsentDraft, now: Moment) -> Result<ConsentId> {
        let ended = self.care_recipient(&draft.recipient)?.end;
        let (signature, place) = draft.check(ended.map(|(_, on)| on), now.today())?;
        let checked = NewConsent { signer: draft.signer, signature, place };
        let (consent, signature) = self.existing_consent(&draft.recipient, checked, 0, now.today())?;
        let act = Act::new("consent_add_existing", "consent").on(consent.id.as_str());
        self.vault.transact(act, now, |db| {
            consent::add_consent(db, &consent, None, now)?;
            consent::freeze(db, &consent, &signature, "", None, now)
        })?;
        Ok(consent.id)
    }

    /// An existing consent as it is kept. `before`: how many others are kept together with it, before it.
    pub(super) fn existing_consent(
        &self,
        recipient: &CareRecipientId,
        checked: NewConsent,
        before: u32,
        today: NaiveDate,
    ) -> Result<(Consent, Signature)> {
        let form = self.form(FormKind::PatientConsent)?;
        let number = self.next_number(&form.marks.existing_number, before, today)?;
        let consent = Consent {
            printed_on: checked.signature.signed_on,
            existing: true,
            original_place: Some(checked.place),
            ..self.blank_consent(form, ConsentPlan::of_existing(recipient, checked.signer), number)?
        };
        Ok((consent, checked.signature))
    }

    /// The number after the last one with this stem, e.g. `同意-{year}-`. `before`: how many others are
    /// printed together with it, before it.
    pub(super) fn next_number(&self, stem: &str, before: u32, today: NaiveDate) -> Result<String> {
        let stem = stem.replace("{year}", &today.year().to_string());
        self.vault.read(|db| consent::next_control_number(db, &stem, before))
    }

    /// A consent as the region's rule has it, before anything happened to it.
    pub(super) fn blank_consent(
        &self,
        form: &Definition,
        plan: ConsentPlan,
        number: String,
    ) -> Result<Consent> {
        Ok(Consent {
            id: ConsentId::random(),
            control_number: number,
            code: random_code(),
            region: form.region.clone(),
            edition: form.edition.clone(),
            plan,
            both_sign: self.policy()?.consent.signers == Signers::Both,
            existing: false,
            printed_on: NaiveDate::default(),
            signature: None,
            original_place: None,
            copy_handed: None,
            doctor_copy: None,
            voided: None,
            withdrawal: None,
            end: None,
            replaced_on: None,
            disposal: None,
        })
    }

    /// Records the signature that came back on paper and freezes the consent (様式4, requirements section 6);
    /// where two must sign (清瀬 第6条), also the second one, on another day.
    ///
    /// # Errors
    /// Those of [`Consent::demand_signable`] and [`Consent::check_signature`].
    pub fn sign_consent(&mut self, id: &ConsentId, draft: &SignatureDraft, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        record.consent.demand_signable()?;
        let signature = record.consent.check_signature(draft, now.today())?;
        let pdf = self.vault.read(|db| consent::consent_pdf(db, id, None))?;
        let act = Act::new("consent_sign", "consent").on(id.as_str());
        let act = act.changing(&record.consent.signature, &signature);
        self.vault.transact(act, now, |db| {
            consent::freeze(db, &record.consent, &signature, "", pdf.as_deref(), now)
        })
    }

    /// Corrects a signed consent: a new frozen version with a reason; the old one stays (S-16).
    ///
    /// # Errors
    /// [`Error::Fields`], also without a reason; [`Error::Refused`] `consent_not_signed`, `consent_void`,
    /// `consent_disposed`.
    pub fn correct_consent(
        &mut self,
        id: &ConsentId,
        draft: &SignatureDraft,
        typed_reason: &str,
        now: Moment,
    ) -> Result<()> {
        let record = self.consent_record(id)?;
        record.consent.demand_correctable()?;
        let mut check = Check::default();
        let reason = check.required_line("reason", typed_reason, NAME_LIMIT);
        let reason = check.finish(reason)?;
        let signature = record.consent.check_signature(draft, now.today())?;
        self.demand_disposals_stand(&record.consent.plan.recipient, |one| {
            if one.id == *id {
                one.signature = Some(signature.clone());
            }
        })?;
        let pdf = match record.consent.existing {
            true => None,
            false => Some(self.print_consent(&record.consent, false, now.today())?.pdf),
        };
        let act = Act::new("consent_correct", "consent").on(id.as_str()).because(reason.as_str());
        let act = act.changing(&record.consent.signature, &signature);
        self.vault.transact(act, now, |db| {
            consent::freeze(db, &record.consent, &signature, &reason, pdf.as_deref(), now)
        })
    }

    /// Says that a consent counts no more because of a slip, e.g. the wrong person was printed (S-30). Its number
    /// is never used again, and what was signed stays readable.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::Refused`] `consent_void`, `consent_disposed`.
    pub fn void_consent(&mut self, id: &ConsentId, typed_reason: &str, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        if record.consent.voided.is_some() {
            return Err(refused("consent_void"));
        }
        let mut check = Check::default();
        let reason = check.required_line("reason", typed_reason, NAME_LIMIT);
        let reason = check.finish(reason)?;
        let act = Act::new("consent_void", "consent").on(id.as_str()).because(reason.as_str());
        let voided = Voided { on: now.today(), reason: PersonalText(reason) };
        self.demand_disposals_stand(&record.consent.plan.recipient, |one| {
            if one.id == *id {
                one.voided = Some(voided.clone());
            }
        })?;
        self.vault.transact(act, now, |db| consent::void(db, id, Some(&voided)))
    }

    /// Says when and how the physician's sheet was sent (宮崎 細則 第16条).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `not_on_behalf` for a consent that no physician asked for.
    pub fn send_doctor_copy(&mut self, id: &ConsentId, on: &str, means: &str, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        if record.consent.plan.request().is_none() {
            return Err(refused("not_on_behalf"));
        }
        let mut check = Check::default();
        let on = check.required_date("on", on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        check.demand(on >= record.consent.printed_on, "on", ProblemCode::TooEarly);
        let means = check.required_line("means", means, NAME_LIMIT);
        let copy = check.finish(DoctorCopy { on, means })?;
        let act = Act::new("consent_send_doctor_copy", "consent").on(id.as_str());
        let act = act.changing(&record.consent.doctor_copy, &copy);
        self.vault.transact(act, now, |db| consent::send_doctor_copy(db, id, Some(&copy)))
    }

    /// Says where our original is kept.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn file_original(&mut self, id: &ConsentId, typed_place: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let place = check.required_line("place", typed_place, NAME_LIMIT);
        let place = check.finish(place)?;
        let before = self.consent_record(id)?.consent.original_place;
        let told = |place: Option<String>| Fields::default().with("original_place", &place);
        let act = Act::new("consent_file_original", "consent").on(id.as_str());
        let act = act.changing(&told(before), &told(Some(place.clone())));
        self.vault.transact(act, now, |db| consent::file_original(db, id, Some(&place)))
    }

    /// Says to whom and when the other sheet was handed (朝霞 3)(2)「双方が所持する」).
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn hand_copy(&mut self, id: &ConsentId, typed_to: &str, typed_on: &str, now: Moment) -> Result<()> {
        let record = self.consent_record(id)?;
        let mut check = Check::default();
        let to = check.required_line("to", typed_to, NAME_LIMIT);
        let on = check.required_date("on", typed_on);
        check.demand(on <= now.today(), "on", ProblemCode::InFuture);
        check.demand(on >= record.consent.printed_on, "on", ProblemCode::TooEarly);
        let copy = check.finish(CopyHanded { to: PersonalText(to), on })?;
        let act = Act::new("consent_hand_copy", "consent").on(id.as_str());
        let act = act.changing(&record.consent.copy_handed, &copy);
        self.vault.transact(act, now, |db| consent::hand_copy(db, id, Some(&copy)))
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
    SignatureDraft {
        signed_on: consent.plan.visit_on.map(wareki::japanese).unwrap_or_default(),
        family: block(family),
        proxy: block(proxy),
        proxy_reason: consent.plan.proxy_reason.0.clone(),
        explained_by: consent.plan.explained_by.clone(),
        ..SignatureDraft::by(consent.plan.signer)
    }
}

fn as_entered(signature: &Signature) -> SignatureDraft {
    let family = signature.family.as_ref();
    let proxy = signature.proxy.as_ref();
    let guardian = signature.guardian.as_ref();
    SignatureDraft {
        signed_on: wareki::japanese(signature.signed_on),
        by_person: signature.by_person,
        by_family: family.is_some(),
        family: family
            .map(|FamilySigner { name, relationship, address, .. }| block(name, relationship, address))
            .unwrap_or_default(),
        family_signed_on: family.map(|signer| wareki::japanese(signer.signed_on)).unwrap_or_default(),
        no_family_reason: signature.no_family_reason.0.clone(),
        by_proxy: proxy.is_some(),
        proxy: proxy
            .map(|ProxySigner { name, relationship, address, .. }| block(name, relationship, address))
            .unwrap_or_default(),
        proxy_reason: proxy.map(|signer| signer.reason.0.clone()).unwrap_or_default(),
        proxy_intention_confirmed: proxy.is_some(),
        by_guardian: guardian.is_some(),
        guardian: guardian
            .map(|GuardianSigner { name, capacity, address }| block(name, capacity, address))
            .unwrap_or_default(),
        explained_by: signature.explained_by.clone(),
    }
}

fn block(name: &PersonName, relationship: &str, address: &str) -> SignerDraft {
    SignerDraft { name: name.typed(), relationship: relationship.to_owned(), address: address.to_owned() }
}
