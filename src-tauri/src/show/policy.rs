//! From pictures and the region's rules to what is shown.

use office::desk::Desk;
use office::domain::id::CareRecipientId;
use office::domain::photo_consent::PhotoConsentKind;
use office::domain::wareki;
use office::forms::FormKind;
use office::policy::{Asked, BookLine, ExceptionKind, Need, Policy, Signers, Source};
use office::{Error, Result};

use crate::wire;

/// The consents to pictures of one care recipient.
pub fn photo_consents(desk: &Desk, recipient: &CareRecipientId) -> Result<Vec<wire::PhotoConsentLine>> {
    let line = |consent: office::domain::photo_consent::PhotoConsent| wire::PhotoConsentLine {
        id: consent.id.to_string(),
        on: wareki::both(consent.on),
        kind: match consent.kind {
            PhotoConsentKind::Person => wire::PhotoConsentKind::Person,
            PhotoConsentKind::Family => wire::PhotoConsentKind::Family,
            PhotoConsentKind::FacilityPrior => wire::PhotoConsentKind::FacilityPrior,
        },
        subject: consent.subject.0,
        purpose: consent.purpose.0,
        means: consent.means,
    };
    Ok(desk.photo_consents_of(recipient)?.into_iter().map(line).collect())
}

/// The rules of the office's region.
///
/// # Errors
/// [`Error::NotFound`] before the region was chosen.
pub fn policy_rules(desk: &Desk) -> Result<wire::PolicyRules> {
    let policy = desk.policy()?;
    let rule = &policy.consent;
    let quoted = |source: &Source| quoted(policy, source);
    let word = |key: &str| policy.words.get(key).cloned().unwrap_or_default();
    let exception = |kind| rule.exception(kind).map(|exception| quoted(&exception.source));
    let targets = rule.targets.iter().map(|target| wire::TargetChoice {
        key: target.key.clone(),
        label: target.label.clone(),
        source: quoted(&target.source),
    });
    let photo = policy.photo.as_ref().map(|rule| wire::PhotoAsked {
        person: rule.asked_of.contains(&Asked::Person),
        family: rule.asked_of.contains(&Asked::Family),
        facility_prior: rule.facility_prior_family,
        source: quoted(&rule.source),
    });
    let group_needs = policy.group.needs.iter().map(|one| wire::GroupNeed {
        need: match one.need {
            Need::Consent => wire::NeedKind::Consent,
            Need::GroupManager => wire::NeedKind::GroupManager,
            Need::DoctorInstruction => wire::NeedKind::DoctorInstruction,
            Need::DoctorMember => wire::NeedKind::DoctorMember,
            Need::Target => wire::NeedKind::Target,
        },
        source: quoted(&one.source),
    });
    let take_out = policy.takeout.as_ref().map(|_| FormKind::TakeOut);
    let papers = FormKind::ALL.into_iter().chain(take_out).map(|kind| paper_place(desk, policy, kind));
    Ok(wire::PolicyRules {
        name: policy.name.clone(),
        care_recipient_word: word("care_recipient"),
        care_group_word: word("care_group"),
        group_manager_word: word("group_manager"),
        both_sign: rule.signers == Signers::Both,
        consent: quoted(&rule.source),
        copies: rule.marks(false),
        copies_source: rule.copies_source.as_ref().map(quoted),
        on_behalf: rule.on_behalf.as_ref().map(quoted),
        pledge_omission: policy.staff_pledge.as_ref().map(|rule| quoted(&rule.source)),
        direct_link: exception(ExceptionKind::DirectLink),
        existing: exception(ExceptionKind::Existing),
        targets: targets.collect(),
        photo,
        family_member: policy.group.family_member.as_ref().map(quoted),
        family_under_doctor: policy.group.family_under_doctor.as_ref().map(quoted),
        direct_link_word: word("direct_link"),
        archive_word: word("archive_list"),
        second_system_word: word("second_system"),
        deletion: policy.group.deletion.as_ref().map(|rule| told(policy, &rule.to, &rule.source)),
        delegation: policy.group.delegation.as_ref().map(|rule| told(policy, &rule.to, &rule.source)),
        group_needs: group_needs.collect(),
        papers: papers.collect::<Result<_>>()?,
        book: book(policy),
    })
}

fn told(policy: &Policy, to: &str, source: &Source) -> wire::ToldTo {
    wire::ToldTo { to: to.to_owned(), source: quoted(policy, source) }
}

fn book(policy: &Policy) -> Vec<wire::PolicyLine> {
    let line = |line: BookLine<'_>| wire::PolicyLine {
        title: line.title.to_owned(),
        is_duty: line.is_duty,
        strength: line.strength.into(),
        source: line.source.map(|source| quoted(policy, source)),
    };
    policy.book().map(line).collect()
}

/// The office's own targets.
pub fn targets(desk: &Desk) -> Result<Vec<wire::Target>> {
    let named = desk.targets()?.named().into_iter();
    Ok(named
        .map(|(name, number)| wire::Target { name: name.to_owned(), number: number.to_string() })
        .collect())
}

fn paper_place(desk: &Desk, policy: &Policy, kind: FormKind) -> Result<wire::PaperPlace> {
    let title = match desk.form(kind) {
        Ok(form) => form.full_title(),
        Err(Error::NoSuchPaper) => String::new(),
        Err(error) => return Err(error),
    };
    Ok(wire::PaperPlace {
        kind: kind.into(),
        title,
        absent: policy.absent(kind).map(|source| quoted(policy, source)),
    })
}

/// A sentence of the document with its clause.
pub(super) fn quoted(policy: &Policy, source: &Source) -> wire::Quoted {
    wire::Quoted { clause: policy.cite(source), quotation: source.quotation.clone() }
}
