//! From groups, pictures and the region's rules to what is shown.

use std::collections::HashMap;

use office::desk::Desk;
use office::domain::care_group::MemberKind;
use office::domain::id::{CareRecipientId, StaffId};
use office::domain::photo_consent::PhotoConsentKind;
use office::domain::wareki;
use office::forms::FormKind;
use office::policy::{Asked, ExceptionKind, Need, Policy, Signers, Source, Strength};
use office::{Error, Result};

use crate::wire;

use super::shown_day;

/// The groups of one care recipient.
pub fn care_groups(desk: &Desk, recipient: &CareRecipientId) -> Result<Vec<wire::CareGroup>> {
    let staff: HashMap<StaffId, String> =
        desk.staff_list("")?.into_iter().map(|one| (one.id, one.details.name.shown())).collect();
    let shown = |group: office::domain::care_group::CareGroup| wire::CareGroup {
        id: group.id.to_string(),
        opened: wareki::both(group.opened_on),
        manager: group.manager.as_ref().and_then(|id| staff.get(id)).cloned().unwrap_or_default(),
        instruction: group
            .instruction
            .map(|request| {
                let day = wareki::both(request.requested_on);
                [request.doctor.0, request.clinic, day, request.means].join("\u{3000}")
            })
            .unwrap_or_default(),
        members: group.members.into_iter().map(member).collect(),
    };
    Ok(desk.groups_of(recipient)?.into_iter().map(shown).collect())
}

fn member(member: office::domain::care_group::GroupMember) -> wire::GroupMember {
    wire::GroupMember {
        id: member.id.to_string(),
        kind: match member.kind {
            MemberKind::Doctor => wire::MemberKind::Doctor,
            MemberKind::Staff => wire::MemberKind::Staff,
            MemberKind::Family => wire::MemberKind::Family,
        },
        name: member.name.0,
        office: member.office,
        role: member.role,
        joined: wareki::both(member.joined_on),
        agreed: shown_day(member.agreed_on),
    }
}

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
        direct_link: exception(ExceptionKind::DirectLink),
        existing: exception(ExceptionKind::Existing),
        targets: targets.collect(),
        photo,
        family_member: policy.group.family_member.as_ref().map(quoted),
        group_needs: group_needs.collect(),
        papers: papers.collect::<Result<_>>()?,
        book: book(policy),
    })
}

fn book(policy: &Policy) -> Vec<wire::PolicyLine> {
    let line = |title: &str, is_duty, strength: Strength, source: Option<&Source>| wire::PolicyLine {
        title: title.to_owned(),
        is_duty,
        strength: strength.into(),
        source: source.map(|source| quoted(policy, source)),
    };
    let duties = policy.duties.iter();
    let duties = duties.map(|duty| line(&duty.title, true, duty.strength, duty.source.as_ref()));
    let rules = policy.rules.iter().map(|rule| line(&rule.title, false, rule.strength, Some(&rule.source)));
    duties.chain(rules).collect()
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
