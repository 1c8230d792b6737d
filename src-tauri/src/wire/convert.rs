//! Between the wire and the domain: field by field, no rule.

use office::policy::Policy;
use office::postal::Place;
use office::{desk, domain};

use super::*;

impl From<desk::SetupStep> for SetupStep {
    fn from(step: desk::SetupStep) -> SetupStep {
        match step {
            desk::SetupStep::Recovery => SetupStep::Recovery,
            desk::SetupStep::Region => SetupStep::Region,
            desk::SetupStep::Office => SetupStep::Office,
            desk::SetupStep::Manager => SetupStep::Manager,
            desk::SetupStep::Done => SetupStep::Done,
        }
    }
}

impl From<&Policy> for Region {
    fn from(policy: &Policy) -> Region {
        Region {
            id: policy.region.clone(),
            title: policy.name.clone(),
            document: policy.document.clone(),
            destination: policy.destinations.first().map(|to| to.name.clone()).unwrap_or_default(),
        }
    }
}

impl From<Place> for PostalPlace {
    fn from(place: Place) -> PostalPlace {
        PostalPlace { address: format!("{}{}{}", place.prefecture, place.city, place.town) }
    }
}

impl From<chrono::NaiveDate> for DateRead {
    fn from(day: chrono::NaiveDate) -> DateRead {
        DateRead { iso: day.to_string(), shown: domain::wareki::both(day) }
    }
}

impl From<desk::FormSetting> for FormSetting {
    fn from(setting: desk::FormSetting) -> FormSetting {
        let desk::FormSetting { key, label, value, original } = setting;
        FormSetting { key, label, value, original }
    }
}

impl From<NameTyped> for domain::NameTyped {
    fn from(typed: NameTyped) -> domain::NameTyped {
        let NameTyped { family, given, family_kana, given_kana } = typed;
        domain::NameTyped { family, given, family_kana, given_kana }
    }
}

impl From<domain::NameTyped> for NameTyped {
    fn from(name: domain::NameTyped) -> NameTyped {
        let domain::NameTyped { family, given, family_kana, given_kana } = name;
        NameTyped { family, given, family_kana, given_kana }
    }
}

impl From<OfficeTyped> for domain::office::OfficeDraft {
    fn from(typed: OfficeTyped) -> Self {
        let OfficeTyped {
            name,
            postal_code,
            address,
            tel,
            fax,
            corporation,
            name_kana,
            kind,
            email,
            manager_title,
        } = typed;
        Self { name, postal_code, address, tel, fax, corporation, name_kana, kind, email, manager_title }
    }
}

impl From<domain::office::Office> for OfficeTyped {
    fn from(office: domain::office::Office) -> OfficeTyped {
        let domain::office::Office {
            name,
            postal_code,
            address,
            tel,
            fax,
            corporation,
            name_kana,
            kind,
            email,
            manager_title,
            manager: _,
        } = office;
        OfficeTyped {
            name,
            postal_code,
            address,
            tel,
            fax,
            corporation,
            name_kana,
            kind,
            email,
            manager_title,
        }
    }
}

impl From<StaffTyped> for domain::staff::StaffDraft {
    fn from(typed: StaffTyped) -> Self {
        let StaffTyped { name, profession, email, mcs_id, registered_on, released_on } = typed;
        Self { name: name.into(), profession, email, mcs_id, registered_on, released_on }
    }
}

impl From<PledgeTyped> for domain::pledge::PledgeDraft {
    fn from(typed: PledgeTyped) -> Self {
        let PledgeTyped { omitted, on, existing_paper } = typed;
        Self { omitted, on, existing_paper }
    }
}

impl From<CareRecipientTyped> for domain::care_recipient::CareRecipientDraft {
    fn from(typed: CareRecipientTyped) -> Self {
        let CareRecipientTyped { name, born_on, postal_code, address, phone, note, family } = typed;
        let family = family.into_iter().map(Into::into).collect();
        Self { name: name.into(), born_on, postal_code, address, phone, note, family }
    }
}

impl From<FamilyMemberTyped> for domain::care_recipient::FamilyMemberDraft {
    fn from(typed: FamilyMemberTyped) -> Self {
        let FamilyMemberTyped { id, name, relationship, same_address, address, phone } = typed;
        let id = id.map(domain::id::FamilyMemberId::from_text);
        Self { id, name: name.into(), relationship, same_address, address, phone }
    }
}

impl From<StaffStatus> for domain::staff::StaffStatus {
    fn from(status: StaffStatus) -> Self {
        match status {
            StaffStatus::Coming => Self::Coming,
            StaffStatus::Preparing => Self::Preparing,
            StaffStatus::Active => Self::Active,
            StaffStatus::Paused => Self::Paused,
            StaffStatus::Leaving => Self::Leaving,
            StaffStatus::Left => Self::Left,
        }
    }
}

impl From<domain::staff::StaffStatus> for StaffStatus {
    fn from(status: domain::staff::StaffStatus) -> StaffStatus {
        match status {
            domain::staff::StaffStatus::Coming => StaffStatus::Coming,
            domain::staff::StaffStatus::Preparing => StaffStatus::Preparing,
            domain::staff::StaffStatus::Active => StaffStatus::Active,
            domain::staff::StaffStatus::Paused => StaffStatus::Paused,
            domain::staff::StaffStatus::Leaving => StaffStatus::Leaving,
            domain::staff::StaffStatus::Left => StaffStatus::Left,
        }
    }
}

impl From<SignerKind> for domain::consent::SignerKind {
    fn from(kind: SignerKind) -> Self {
        match kind {
            SignerKind::Person => Self::Person,
            SignerKind::Family => Self::Family,
            SignerKind::Proxy => Self::Proxy,
            SignerKind::Guardian => Self::Guardian,
        }
    }
}

impl From<domain::consent::SignerKind> for SignerKind {
    fn from(kind: domain::consent::SignerKind) -> SignerKind {
        match kind {
            domain::consent::SignerKind::Person => SignerKind::Person,
            domain::consent::SignerKind::Family => SignerKind::Family,
            domain::consent::SignerKind::Proxy => SignerKind::Proxy,
            domain::consent::SignerKind::Guardian => SignerKind::Guardian,
        }
    }
}

impl From<ConsentPlanTyped> for domain::consent::ConsentPlanDraft {
    fn from(typed: ConsentPlanTyped) -> Self {
        Self {
            recipient: domain::id::CareRecipientId::from_text(typed.recipient_id),
            signer: typed.signer.into(),
            family: typed.family_id.map(domain::id::FamilyMemberId::from_text),
            proxy: typed.proxy_id.map(domain::id::FamilyMemberId::from_text),
            proxy_reason: typed.proxy_reason,
            explained_by: typed.explained_by_id.map(domain::id::StaffId::from_text),
            visit_on: typed.visit_on,
            preprint: typed.preprint,
            obtained_as: match typed.obtained_as {
                ObtainedAsTyped::Ruled => domain::consent::ObtainedAsDraft::Ruled,
                ObtainedAsTyped::OnBehalf { doctor, clinic, requested_on, means } => {
                    domain::consent::ObtainedAsDraft::OnBehalf { doctor, clinic, requested_on, means }
                }
                ObtainedAsTyped::DirectLink => domain::consent::ObtainedAsDraft::DirectLink,
            },
            target: typed.target,
        }
    }
}

impl From<SignatureTyped> for domain::signature::SignatureDraft {
    fn from(typed: SignatureTyped) -> Self {
        Self {
            signed_on: typed.signed_on,
            by_person: typed.by_person,
            by_family: typed.by_family,
            family: typed.family.into(),
            family_signed_on: typed.family_signed_on,
            no_family_reason: typed.no_family_reason,
            by_proxy: typed.by_proxy,
            proxy: typed.proxy.into(),
            proxy_reason: typed.proxy_reason,
            proxy_intention_confirmed: typed.proxy_intention_confirmed,
            by_guardian: typed.by_guardian,
            guardian: typed.guardian.into(),
            explained_by: typed.explained_by_id.map(domain::id::StaffId::from_text),
        }
    }
}

impl From<domain::signature::SignatureDraft> for SignatureTyped {
    fn from(draft: domain::signature::SignatureDraft) -> SignatureTyped {
        SignatureTyped {
            signed_on: draft.signed_on,
            by_person: draft.by_person,
            by_family: draft.by_family,
            family: draft.family.into(),
            family_signed_on: draft.family_signed_on,
            no_family_reason: draft.no_family_reason,
            by_proxy: draft.by_proxy,
            proxy: draft.proxy.into(),
            proxy_reason: draft.proxy_reason,
            proxy_intention_confirmed: draft.proxy_intention_confirmed,
            by_guardian: draft.by_guardian,
            guardian: draft.guardian.into(),
            explained_by_id: draft.explained_by.map(|id| id.to_string()),
        }
    }
}

impl From<SignerTyped> for domain::signature::SignerDraft {
    fn from(typed: SignerTyped) -> Self {
        let SignerTyped { name, relationship, address } = typed;
        Self { name: name.into(), relationship, address }
    }
}

impl From<domain::signature::SignerDraft> for SignerTyped {
    fn from(draft: domain::signature::SignerDraft) -> SignerTyped {
        let domain::signature::SignerDraft { name, relationship, address } = draft;
        SignerTyped { name: name.into(), relationship, address }
    }
}

impl From<SubmissionTyped> for domain::submission::SubmissionDraft {
    fn from(typed: SubmissionTyped) -> Self {
        let SubmissionTyped { sent_on, items, region, changes, destination, send, postal_code, address } =
            typed;
        Self {
            region,
            destination,
            send,
            postal_code,
            address,
            sent_on,
            items,
            changes: changes.iter().filter_map(|key| change(key)).collect(),
        }
    }
}

/// The change of a key: `registered/5f0c/2026-12-01`.
fn change(key: &str) -> Option<domain::submission::Change> {
    use domain::submission::{Change, Changed};
    let mut parts = key.split('/');
    let (kind, id, on) = (parts.next()?, parts.next()?, parts.next()?);
    let what = match kind {
        "registered" => Changed::Registered(domain::id::StaffId::from_text(id)),
        "released" => Changed::Released(domain::id::StaffId::from_text(id)),
        _ => Changed::Manager(domain::id::OfficeManagerId::from_text(id)),
    };
    Some(Change { what, on: on.parse().ok()? })
}

impl From<&domain::submission::Change> for ChangeKind {
    fn from(change: &domain::submission::Change) -> ChangeKind {
        match change.what {
            domain::submission::Changed::Registered(_) => ChangeKind::Registered,
            domain::submission::Changed::Released(_) => ChangeKind::Released,
            domain::submission::Changed::Manager(_) => ChangeKind::Manager,
        }
    }
}

impl From<domain::submission::SubmissionStatus> for SubmissionStatus {
    fn from(status: domain::submission::SubmissionStatus) -> SubmissionStatus {
        match status {
            domain::submission::SubmissionStatus::Sent => SubmissionStatus::Sent,
            domain::submission::SubmissionStatus::Accepted => SubmissionStatus::Accepted,
            domain::submission::SubmissionStatus::Returned => SubmissionStatus::Returned,
            domain::submission::SubmissionStatus::Resent => SubmissionStatus::Resent,
        }
    }
}

impl From<SubmissionAnswer> for domain::submission::SubmissionAnswer {
    fn from(answer: SubmissionAnswer) -> Self {
        match answer {
            SubmissionAnswer::Accepted => Self::Accepted,
            SubmissionAnswer::Returned => Self::Returned,
            SubmissionAnswer::Resent => Self::Resent,
        }
    }
}

impl From<PasswordKind> for domain::password::PasswordKind {
    fn from(kind: PasswordKind) -> Self {
        match kind {
            PasswordKind::Short => Self::Short,
            PasswordKind::Long => Self::Long,
        }
    }
}

impl From<domain::password::PasswordKind> for PasswordKind {
    fn from(kind: domain::password::PasswordKind) -> PasswordKind {
        match kind {
            domain::password::PasswordKind::Short => PasswordKind::Short,
            domain::password::PasswordKind::Long => PasswordKind::Long,
        }
    }
}

impl From<office::forms::FormKind> for PaperKind {
    fn from(kind: office::forms::FormKind) -> PaperKind {
        match kind {
            office::forms::FormKind::Application => PaperKind::Application,
            office::forms::FormKind::OfficePledge => PaperKind::OfficePledge,
            office::forms::FormKind::StaffNotice => PaperKind::StaffNotice,
            office::forms::FormKind::StaffPledge => PaperKind::StaffPledge,
            office::forms::FormKind::PatientConsent => PaperKind::PatientConsent,
            office::forms::FormKind::TakeOut => PaperKind::TakeOut,
            office::forms::FormKind::PhotoConsent => PaperKind::PhotoConsent,
        }
    }
}

impl From<PhotoConsentTyped> for domain::photo_consent::PhotoConsentDraft {
    fn from(typed: PhotoConsentTyped) -> Self {
        use domain::photo_consent::PhotoConsentKind as Kind;
        Self {
            recipient: domain::id::CareRecipientId::from_text(typed.recipient_id),
            on: typed.on,
            kind: match typed.kind {
                PhotoConsentKind::Person => Kind::Person,
                PhotoConsentKind::Family => Kind::Family,
                PhotoConsentKind::FacilityPrior => Kind::FacilityPrior,
            },
            subject: typed.subject,
            purpose: typed.purpose,
            means: typed.means,
            taken_by: typed.taken_by_id.map(domain::id::StaffId::from_text),
        }
    }
}

impl From<ExistingConsentTyped> for domain::consent::ExistingConsentDraft {
    fn from(typed: ExistingConsentTyped) -> Self {
        Self {
            recipient: domain::id::CareRecipientId::from_text(typed.recipient_id),
            signer: typed.signer.into(),
            family_too: typed.family_too,
            no_family_reason: typed.no_family_reason,
            signed_on: typed.signed_on,
            place: typed.place,
        }
    }
}

impl From<PaperKind> for office::forms::FormKind {
    fn from(kind: PaperKind) -> Self {
        match kind {
            PaperKind::Application => Self::Application,
            PaperKind::OfficePledge => Self::OfficePledge,
            PaperKind::StaffNotice => Self::StaffNotice,
            PaperKind::StaffPledge => Self::StaffPledge,
            PaperKind::PatientConsent => Self::PatientConsent,
            PaperKind::TakeOut => Self::TakeOut,
            PaperKind::PhotoConsent => Self::PhotoConsent,
        }
    }
}
