//! From the records to what is shown: lists, cards, the start page, dates in both calendars. Leaves the
//! shapes to `wire`, and rules and states to `office`.

mod bundle;
mod device;
mod ending;
mod group;
mod history;
mod import;
mod ledger;
mod log;
mod paper;
mod password;
mod policy;
mod print_job;
mod scan;
mod search;
mod staff;
mod submission;
mod yearly_report;

use std::collections::HashMap;

use office::desk::{Desk, OpenDuty, Role};
use office::domain::care_recipient::{CareRecipient, FamilyMember};
use office::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use office::domain::id::{CareRecipientId, ConsentId, FamilyMemberId, StaffId};
use office::domain::recipient_end::EndKind;
use office::domain::{Check, Moment, wareki};
use office::policy::due::Subject;
use office::policy::{Closes, Opens};
use office::{Error, Result};

use crate::wire;

pub use bundle::{bundle_checked, bundle_plan};
pub use device::{device_card, device_list, device_rules};
pub use ending::disposal_list;
pub use group::{group, group_list, groups_of, memberships_of_staff};
pub use history::{closed_duties, history};
pub use import::{import_shown, imports};
pub use ledger::{
    guideline_check_list, incident_card, incident_list, takeout_card, takeout_list, training_list,
};
pub use log::{checked_log, found_code, log_list};
pub use paper::{paper_done, paper_lines, paper_list, paper_not_done, paper_order, paper_shown};
pub use password::password_list;
use policy::quoted;
pub use policy::{photo_consents, policy_rules, targets};
pub use print_job::{print_job, print_jobs, print_people};
pub use scan::*;
pub use search::search_found;
pub use staff::{staff_card, staff_list};
pub use submission::{notices_due, submission_list};
pub use yearly_report::{yearly_report, yearly_rows};

type Day = chrono::NaiveDate;

/// The office, ready to be edited.
pub fn office_card(desk: &Desk) -> Result<wire::OfficeCard> {
    let office = desk.office()?.unwrap_or_default();
    let manager = office.manager.as_ref().map(|name| name.typed()).unwrap_or_default();
    let settings = if desk.region()?.is_some() { desk.form_settings()? } else { Vec::new() };
    Ok(wire::OfficeCard {
        office: office.into(),
        manager: manager.into(),
        managers: managers(desk)?,
        further_regions: desk.further_regions()?,
        delegation: delegation(desk)?,
        settings: settings.into_iter().map(Into::into).collect(),
        asked: asked(desk)?,
    })
}

fn managers(desk: &Desk) -> Result<Vec<wire::ManagerShown>> {
    let shown = |term: office::domain::office::ManagerTerm| wire::ManagerShown {
        name: term.name.shown(),
        since: shown_day(term.since_on),
    };
    Ok(desk.managers()?.into_iter().map(shown).collect())
}

fn delegation(desk: &Desk) -> Result<Option<wire::DelegationShown>> {
    if desk.region()?.is_none() {
        return Ok(None);
    }
    let (policy, delegated) = (desk.policy()?, desk.is_delegated()?);
    let delegation = policy.group.delegation.as_ref();
    Ok(delegation.map(|delegation| wire::DelegationShown {
        to: delegation.to.clone(),
        delegated,
        source: quoted(policy, &delegation.source),
    }))
}

/// Fields of the office that not every region asks for, and the values of papers they stand in.
const ASKED: [(&str, &str); 5] = [
    ("corporation", "office.corporation"),
    ("nameKana", "office.name_kana"),
    ("kind", "office.kind"),
    ("email", "office.email"),
    ("managerTitle", "office.manager_with_title"),
];

fn asked(desk: &Desk) -> Result<Vec<wire::OfficeFactAsked>> {
    if desk.region()?.is_none() {
        return Ok(Vec::new());
    }
    let asked = ASKED.iter().map(|(field, value)| {
        Ok(wire::OfficeFactAsked { field: (*field).to_owned(), papers: desk.papers_naming(value)? })
    });
    asked.collect()
}

/// The start page.
pub fn today_list(desk: &Desk, now: Moment) -> Result<wire::TodayList> {
    let today = desk.today(now.today())?;
    let several = !desk.further_regions()?.is_empty();
    let shown =
        |duties: &[OpenDuty<'_>]| duties.iter().map(|duty| self::duty(duty, several, now.today())).collect();
    let drafts = desk.drafts()?.into_iter().map(|(key, saved)| wire::DraftLine { key, saved: time(&saved) });
    Ok(wire::TodayList {
        today: wareki::both(now.today()),
        duties: shown(&today.duties),
        start_of_use: shown(&today.start_of_use),
        drafts: drafts.collect(),
    })
}

fn duty(open: &OpenDuty<'_>, several: bool, today: Day) -> wire::Duty {
    let (duty, policy) = (open.due.duty, open.policy);
    let step = match (duty.opens, duty.closes) {
        (Opens::StaffJoins | Opens::StaffWithoutCourse | Opens::StaffWithoutId, _) => {
            wire::DutyStep::StaffJoining
        }
        (_, Closes::Leaving) => wire::DutyStep::StaffLeaving,
        (_, Closes::Password) => wire::DutyStep::Passwords,
        (Opens::SubmissionReturned, _) => wire::DutyStep::Submission,
        (Opens::YearlyDue, _) => wire::DutyStep::YearlyReport,
        (_, Closes::ByHand) => wire::DutyStep::CloseByDate,
        (_, Closes::Submission) => wire::DutyStep::Paper,
        (Opens::NoMcsManager, _) => wire::DutyStep::StaffRole,
        (Opens::StaffWithoutPledge, _) => wire::DutyStep::StaffPledge,
        (_, Closes::CopyHanded) => wire::DutyStep::ConsentCopy,
        (_, Closes::OriginalPlace) => wire::DutyStep::ConsentOriginal,
        (_, Closes::DoctorCopy) => wire::DutyStep::ConsentDoctorCopy,
        (_, Closes::Group) => wire::DutyStep::Recipient,
        (Opens::MemberLeft, _) => wire::DutyStep::StaffGroups,
        (Opens::ConsentWithdrawn, _) => wire::DutyStep::ConsentWithdrawal,
        (
            _,
            Closes::GroupArchived | Closes::DeletionSent | Closes::DeletionAnswered | Closes::GroupManager,
        ) => wire::DutyStep::Group,
        (_, Closes::Device) => wire::DutyStep::Device,
        (_, Closes::DeviceCheck) => wire::DutyStep::DeviceCheck,
        (_, Closes::TakeoutDecision) => wire::DutyStep::TakeoutDecision,
        (_, Closes::TakeoutReturn) => wire::DutyStep::TakeoutReturn,
        (_, Closes::Training) => wire::DutyStep::Training,
        (_, Closes::GuidelineCheck) => wire::DutyStep::GuidelineCheck,
        (_, Closes::Incident) => wire::DutyStep::Incident,
        _ => wire::DutyStep::ConsentSign,
    };
    wire::Duty {
        id: format!("{}/{}/{}", policy.region, duty.key, open.due.subject.key()),
        key: duty.key.clone(),
        title: open.title().to_owned(),
        source: open.due.source.map(|source| quoted(policy, source)),
        strength: duty.strength.into(),
        word: duty.word.clone(),
        due: open.due.due_on.map(|due| wareki::both(due.on)).unwrap_or_default(),
        due_is_target: open.due.due_on.is_some_and(|due| due.is_target),
        urgency: open.due.urgency(today).into(),
        days_over: open.due.due_on.map_or(0, |due| number((today - due.on).num_days().max(0).unsigned_abs())),
        subject: (open.person.as_ref().map(|name| name.shown()))
            .or_else(|| Some(open.matter.clone()).filter(|matter| !matter.is_empty())),
        subject_id: match &open.due.subject {
            Subject::Office => None,
            Subject::DeviceItem(id, _) => Some(id.to_string()),
            subject => Some(subject.key()),
        },
        region: if several { policy.region.clone() } else { String::new() },
        region_name: if several { policy.name.clone() } else { String::new() },
        step,
        paper: duty.form.map(Into::into),
        days: open.due.open_since.map(|since| number((today - since).num_days().max(0).unsigned_abs())),
        closes_by_date: step == wire::DutyStep::CloseByDate,
        closed_on: open.due.closed_on.map(wareki::both),
    }
}

/// Care recipients, sorted by ふりがな, each with the newest consent; the first `most` of them. `in_care`: only those
/// whose care goes on.
pub fn care_recipient_list(
    desk: &Desk,
    query: &str,
    in_care: bool,
    most: usize,
    now: Moment,
) -> Result<wire::CareRecipientList> {
    let (recipients, total) = desk.care_recipient_page(query, in_care, most)?;
    let line = |one: &CareRecipient| {
        let consents = desk.consents_of(&one.id)?;
        Ok(care_recipient_line(one, consents.first(), now.today()))
    };
    let lines = recipients.iter().map(line).collect::<Result<_>>()?;
    Ok(wire::CareRecipientList { lines, total })
}

/// One care recipient with all consents.
pub fn care_recipient_card(
    desk: &mut Desk,
    id: &CareRecipientId,
    now: Moment,
) -> Result<wire::CareRecipientCard> {
    let recipient = desk.look_at_care_recipient(id, now)?;
    let consents = desk.consents_of(id)?;
    let details = &recipient.details;
    Ok(wire::CareRecipientCard {
        line: care_recipient_line(&recipient, consents.first(), now.today()),
        typed: wire::CareRecipientTyped {
            name: details.name.typed().into(),
            born_on: typed_day(details.born_on),
            postal_code: details.postal_code.clone(),
            address: details.address.clone(),
            phone: details.phone.clone(),
            note: details.note.clone(),
            family: details.family.iter().map(family_member).collect(),
        },
        consents: consents.iter().map(|consent| consent_line(consent, &recipient)).collect(),
        ends: ending::ends_of(desk, id)?,
    })
}

fn care_recipient_line(
    recipient: &CareRecipient,
    consent: Option<&Consent>,
    today: Day,
) -> wire::CareRecipientLine {
    let details = &recipient.details;
    wire::CareRecipientLine {
        id: recipient.id.to_string(),
        name: details.name.shown(),
        kana: details.name.kana(),
        born: shown_day(details.born_on),
        age: details.born_on.and_then(|born_on| wareki::age_on(born_on, today)),
        consent: consent.map(|consent| consent_line(consent, recipient)),
        ended: recipient.end.map(|(kind, _)| kind.into()),
    }
}

fn family_member(member: &FamilyMember) -> wire::FamilyMemberTyped {
    wire::FamilyMemberTyped {
        id: Some(member.id.to_string()),
        name: member.name.typed().into(),
        relationship: member.relationship.clone(),
        same_address: member.own_address.is_none(),
        address: member.own_address.clone().unwrap_or_default(),
        phone: member.phone.clone(),
    }
}

/// One consent with everything its card shows.
pub fn consent_card(desk: &Desk, id: &ConsentId) -> Result<wire::ConsentCard> {
    let record = desk.consent_record(id)?;
    let plan = &record.consent.plan;
    let versions = record.versions.iter().map(|version| wire::ConsentVersion {
        number: version.number,
        frozen: time(&version.frozen_at),
        reason: version.reason.0.clone(),
        hash: version.pdf_sha256.chars().take(16).collect(),
    });
    Ok(wire::ConsentCard {
        line: consent_line(&record.consent, &record.recipient),
        plan: wire::ConsentPlanTyped {
            recipient_id: plan.recipient.to_string(),
            signer: plan.signer.into(),
            family_id: plan.family.as_ref().map(FamilyMemberId::to_string),
            proxy_id: plan.proxy.as_ref().map(FamilyMemberId::to_string),
            proxy_reason: plan.proxy_reason.0.clone(),
            explained_by_id: plan.explained_by.as_ref().map(StaffId::to_string),
            visit_on: typed_day(plan.visit_on),
            preprint: plan.preprint,
            obtained_as: obtained_as(&plan.obtained_as),
            target: plan.target.clone(),
        },
        versions: versions.collect(),
        withdrawal: ending::withdrawal(desk, &record.consent)?,
        kept_until: shown_day(desk.kept_until(&record.consent)?),
        kept_years: desk.targets()?.retention_years,
        disposed: shown_day(record.consent.disposal.as_ref().map(|disposal| disposal.on)),
        signature: record.signature.into(),
    })
}

fn obtained_as(kept: &ObtainedAs) -> wire::ObtainedAsTyped {
    match kept {
        ObtainedAs::Ruled => wire::ObtainedAsTyped::Ruled,
        ObtainedAs::OnBehalf(request) => wire::ObtainedAsTyped::OnBehalf {
            doctor: request.doctor.0.clone(),
            clinic: request.clinic.clone(),
            requested_on: typed_day(Some(request.requested_on)),
            means: request.means.clone(),
        },
        ObtainedAs::DirectLink => wire::ObtainedAsTyped::DirectLink,
    }
}

fn consent_line(consent: &Consent, recipient: &CareRecipient) -> wire::ConsentLine {
    let signature = consent.signature.as_ref();
    wire::ConsentLine {
        id: consent.id.to_string(),
        control_number: consent.control_number.clone(),
        recipient_name: recipient.details.name.shown(),
        recipient_id: recipient.id.to_string(),
        status: match consent.status() {
            ConsentStatus::Printed => wire::ConsentStatus::Printed,
            ConsentStatus::AwaitingFamily => wire::ConsentStatus::AwaitingFamily,
            ConsentStatus::AwaitingPerson => wire::ConsentStatus::AwaitingPerson,
            ConsentStatus::InForce => wire::ConsentStatus::InForce,
            ConsentStatus::Void => wire::ConsentStatus::Void,
            ConsentStatus::Withdrawn => wire::ConsentStatus::Withdrawn,
            ConsentStatus::Ended { why: EndKind::Died, .. } => wire::ConsentStatus::EndedDied,
            ConsentStatus::Ended { why: EndKind::SupportEnded, .. } => wire::ConsentStatus::EndedSupport,
            ConsentStatus::Ended { why: EndKind::Moved, .. } => wire::ConsentStatus::EndedMoved,
            ConsentStatus::Replaced => wire::ConsentStatus::Replaced,
        },
        printed: wareki::both(consent.printed_on),
        signed: shown_day(signature.map(|signature| signature.signed_on)),
        signer: signature.map_or(consent.plan.signer, |signature| signature.kind()).into(),
        original_place: consent.original_place.clone().unwrap_or_default(),
        copy_handed_to: consent.copy_handed.as_ref().map(|copy| copy.to.0.clone()).unwrap_or_default(),
        copy_handed_on: shown_day(consent.copy_handed.as_ref().map(|copy| copy.on)),
        existing: consent.existing,
        both_sign: consent.both_sign,
        on_behalf: consent.plan.request().is_some(),
        doctor_copy_on: shown_day(consent.doctor_copy.as_ref().map(|copy| copy.on)),
        doctor_copy_means: consent.doctor_copy.as_ref().map(|copy| copy.means.clone()).unwrap_or_default(),
        void_reason: consent.voided.as_ref().map(|voided| voided.reason.0.clone()).unwrap_or_default(),
        voided_on: shown_day(consent.voided.as_ref().map(|voided| voided.on)),
    }
}

/// The older copy that lies in the place of the records.
pub fn older(desk: &Desk) -> Result<Option<wire::OlderCopy>> {
    Ok(desk.older()?.map(|older| wire::OlderCopy {
        missing: number(older.missing),
        last_act: older.last_act.map(moment).unwrap_or_default(),
    }))
}

/// Everyone who can open the office.
pub fn keys_user_list(desk: &Desk) -> Vec<wire::KeyUser> {
    let user = |user: &office::desk::User| wire::KeyUser {
        id: user.id.clone(),
        role: match user.role {
            Role::Manager => wire::Role::Manager,
            Role::Deputy => wire::Role::Deputy,
        },
        set_on: wareki::both(user.passphrase_set_on),
        is_self: user.id == desk.user().id,
    };
    desk.users().iter().map(user).collect()
}

fn day(field: &str, typed: &str) -> Result<Option<Day>, Error> {
    let mut check = Check::default();
    let day = check.date(field, typed);
    check.finish(day)
}

fn shown_day(day: Option<Day>) -> String {
    day.map(wareki::both).unwrap_or_default()
}

/// A day ready to be typed over: the Western form reads back and is the shorter one.
fn typed_day(day: Option<Day>) -> String {
    day.map(|day| day.format("%Y/%-m/%-d").to_string()).unwrap_or_default()
}

/// `2026年11月20日（令和8年・金） 14:05` from a time as kept.
fn time(kept: &str) -> String {
    chrono::DateTime::parse_from_rfc3339(kept).map_or_else(|_| kept.to_owned(), moment)
}

fn moment(time: chrono::DateTime<chrono::FixedOffset>) -> String {
    format!("{} {}", wareki::both(time.date_naive()), time.format("%H:%M"))
}

/// The bridge counts in 32 bits; no office reaches their end.
fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
