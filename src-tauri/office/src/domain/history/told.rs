//! What the history tells of each noun: one table to look up which values of people and things are kept, and under
//! which name. The words for these names stand in `forms/common/history.toml`.

use super::{Fields, Told, choice};
use crate::domain::PersonName;
use crate::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use crate::domain::consent::{CopyHanded, DoctorCopy};
use crate::domain::device::{DeviceDetails, DeviceEvent};
use crate::domain::disaster::Disaster;
use crate::domain::disposal::Disposal;
use crate::domain::group::{
    ArchiveReason, Group, GroupEvent, GroupEventKind, GroupManagerTerm, GroupManagerWho,
};
use crate::domain::guideline_check::GuidelineCheck;
use crate::domain::id::StaffId;
use crate::domain::incident::IncidentDetails;
use crate::domain::leaving::LeavingDone;
use crate::domain::membership::{Member, Membership, ReleaseReason, Released};
use crate::domain::office::{ManagerTerm, Office};
use crate::domain::password::{PasswordChange, PasswordKind};
use crate::domain::photo_consent::{PhotoConsent, PhotoConsentKind};
use crate::domain::pledge::{Pledge, PledgeKind};
use crate::domain::recipient_end::EndKind;
use crate::domain::signature::Signature;
use crate::domain::staff::{StaffDetails, Term};
use crate::domain::submission::Submission;
use crate::domain::takeout::{TakeoutDecision, TakeoutRequest, TakeoutReturn};
use crate::domain::targets::Targets;
use crate::domain::training::Training;
use crate::domain::withdrawal::{Withdrawal, WithdrawalMeans};
use crate::domain::yearly_report::Added;

fn fields() -> Fields {
    Fields::default()
}

/// Parts of one line, without those that are empty.
fn line(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("\u{3000}")
}

impl Told for PersonName {
    fn told(&self) -> Fields {
        fields().with("name", &self.shown()).with("kana", &self.kana())
    }
}

impl Told for StaffDetails {
    fn told(&self) -> Fields {
        fields()
            .and(&self.name)
            .with("profession", &self.profession)
            .with("email", &self.email)
            .with("mcs_id", &self.mcs_id)
            .with("registered_on", &self.registered_on)
            .with("released_on", &self.released_on)
    }
}

impl Told for Term {
    fn told(&self) -> Fields {
        fields().with("from", &self.started_on).with("until", &self.ended_on)
    }
}

impl Told for Pledge {
    fn told(&self) -> Fields {
        match &self.kind {
            PledgeKind::Signed => fields().with("signed_on", &self.on),
            PledgeKind::Omitted { existing_paper } => {
                fields().with("existing_paper", existing_paper).with("existing_on", &self.on)
            }
        }
    }
}

/// The day alone: which step it is, the act is about.
impl Told for LeavingDone {
    fn told(&self) -> Fields {
        let told = fields().with("on", &self.on);
        if self.by_office { told.with("by_office", &true) } else { told }
    }
}

impl Told for PasswordChange {
    fn told(&self) -> Fields {
        let kind = match self.kind {
            PasswordKind::Short => "short",
            PasswordKind::Long => "long",
        };
        fields().with("on", &self.on).with("password_kind", &choice(kind))
    }
}

impl Told for CareRecipientDetails {
    fn told(&self) -> Fields {
        let family: Vec<_> = self.family.iter().map(member).collect();
        fields()
            .and(&self.name)
            .with("born_on", &self.born_on)
            .with("postal_code", &self.postal_code)
            .with("address", &self.address)
            .with("phone", &self.phone)
            .with("note", &self.note)
            .with("family", &family.join("\n"))
    }
}

fn member(one: &FamilyMember) -> String {
    let address = one.own_address.as_deref().unwrap_or_default();
    line(&[&one.name.shown(), &one.name.kana(), &one.relationship, address, &one.phone])
}

impl Told for Signature {
    fn told(&self) -> Fields {
        let (family, proxy, guardian) = (self.family.as_ref(), self.proxy.as_ref(), self.guardian.as_ref());
        fields()
            .with("signed_on", &self.signed_on)
            .with("by_person", &self.by_person)
            .with("family_name", &family.map(|one| one.name.shown()))
            .with("family_relationship", &family.map(|one| one.relationship.clone()))
            .with("family_address", &family.map(|one| one.address.clone()))
            .with("family_signed_on", &family.map(|one| one.signed_on))
            .with("no_family_reason", &self.no_family_reason)
            .with("proxy_name", &proxy.map(|one| one.name.shown()))
            .with("proxy_relationship", &proxy.map(|one| one.relationship.clone()))
            .with("proxy_address", &proxy.map(|one| one.address.clone()))
            .with("proxy_reason", &proxy.map(|one| one.reason.clone()))
            .with("guardian_name", &guardian.map(|one| one.name.shown()))
            .with("guardian_capacity", &guardian.map(|one| one.capacity.clone()))
            .with("guardian_address", &guardian.map(|one| one.address.clone()))
            .with("explained_by", &self.explained_by)
    }
}

impl Told for CopyHanded {
    fn told(&self) -> Fields {
        fields().with("copy_to", &self.to).with("copy_on", &self.on)
    }
}

impl Told for DoctorCopy {
    fn told(&self) -> Fields {
        fields().with("doctor_copy_on", &self.on).with("means", &self.means)
    }
}

impl Told for Disposal {
    fn told(&self) -> Fields {
        fields().with("disposed_on", &self.on).with("means", &self.means).with("by", &self.by)
    }
}

impl Told for Withdrawal {
    fn told(&self) -> Fields {
        let means = match self.means {
            WithdrawalMeans::Phone => "phone",
            WithdrawalMeans::Writing => "writing",
            WithdrawalMeans::Voice => "voice",
        };
        let [stopped, released, asked, confirmed] = &self.done;
        fields()
            .with("withdrawn_by", &self.by)
            .with("withdrawn_means", &choice(means))
            .with("on", &self.on)
            .with("at", &self.at)
            .with("taken_by", &self.taken_by)
            .with("note", &self.note)
            .with("stopped_on", stopped)
            .with("members_released_on", released)
            .with("asked_on", asked)
            .with("confirmed_on", confirmed)
    }
}

impl Told for PhotoConsent {
    fn told(&self) -> Fields {
        let kind = match self.kind {
            PhotoConsentKind::Person => "person",
            PhotoConsentKind::Family => "family",
            PhotoConsentKind::FacilityPrior => "facility-prior",
        };
        fields()
            .with("on", &self.on)
            .with("photo_kind", &choice(kind))
            .with("subject", &self.subject)
            .with("purpose", &self.purpose)
            .with("means", &self.means)
            .with("taken_by", &self.taken_by)
    }
}

/// Why and when somebody's care ended.
impl Told for (EndKind, chrono::NaiveDate) {
    fn told(&self) -> Fields {
        fields().with("end_kind", &choice(end(self.0))).with("on", &self.1)
    }
}

fn end(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Died => "died",
        EndKind::SupportEnded => "support-ended",
        EndKind::Moved => "moved",
    }
}

/// What can be changed of a group.
impl Told for Group {
    fn told(&self) -> Fields {
        fields().with("arrangement", &self.arrangement).with("delegated", &self.delegated)
    }
}

impl Told for GroupEvent {
    fn told(&self) -> Fields {
        let kind = match self.kind {
            GroupEventKind::Opened => "opened",
            GroupEventKind::Archived => "archived",
            GroupEventKind::Reopened => "reopened",
            GroupEventKind::DeletionRequested => "deletion-requested",
            GroupEventKind::DeletionSent => "deletion-sent",
            GroupEventKind::Deleted => "deleted",
        };
        let why = self.reason.map(|why| match why {
            ArchiveReason::Ended(kind) => choice(end(kind)),
            ArchiveReason::Other => choice("other"),
        });
        fields()
            .with("group_event", &choice(kind))
            .with("on", &self.on)
            .with("archive_reason", &why)
            .with("party", &self.party)
            .with("means", &self.means)
            .with("note", &self.note)
    }
}

impl Told for GroupManagerTerm {
    fn told(&self) -> Fields {
        let told = match &self.who {
            GroupManagerWho::Staff(staff) => fields().with("who", staff),
            GroupManagerWho::Other { name, office } => {
                fields().with("who", &line(&[name.0.as_str(), office.as_str()]))
            }
        };
        told.with("from", &self.started_on).with("until", &self.ended_on)
    }
}

impl Told for Membership {
    fn told(&self) -> Fields {
        let told = match &self.who {
            Member::Staff(staff) => fields().with("who", staff),
            Member::Colleague { name, office, profession: role } | Member::Doctor { name, office, role } => {
                fields().with("who", &line(&[name.0.as_str(), office.as_str(), role.as_str()]))
            }
            Member::Family { name, relationship } => {
                fields().with("who", &line(&[name.0.as_str(), relationship.as_str()]))
            }
        };
        told.with("agreed_on", &self.agreed_on)
            .with("invited_on", &self.invited_on)
            .with("approved_on", &self.approved_on)
            .with("joined_on", &self.joined_on)
            .and(&Released { off_case_on: self.off_case_on, release: self.release.clone() })
    }
}

impl Told for Released {
    fn told(&self) -> Fields {
        let release = self.release.as_ref();
        let why = release.map(|release| {
            choice(match release.why {
                ReleaseReason::OffCase => "off-case",
                ReleaseReason::LeftOffice => "left-office",
                ReleaseReason::OwnWish => "own-wish",
                ReleaseReason::GroupEnded => "group-ended",
                ReleaseReason::Other => "other",
            })
        });
        fields()
            .with("off_case_on", &self.off_case_on)
            .with("group_released_on", &release.map(|release| release.on))
            .with("release_reason", &why)
            .with("note", &release.map(|release| release.note.clone()))
    }
}

impl Told for DeviceDetails {
    fn told(&self) -> Fields {
        fields()
            .with("device_kind", &choice(self.kind.key()))
            .with("device_name", &self.name)
            .with("os", &self.os)
            .with("holder", &self.holder)
            .with("man_go", &self.man_go)
            .with("device_registered_on", &self.registered_on)
            .with("permitted_on", &self.permitted_on)
    }
}

impl Told for DeviceEvent {
    fn told(&self) -> Fields {
        let told = fields().with("device_event", &choice(self.kind.key())).with("on", &self.on);
        let told = if self.erased { told.with("erased", &true) } else { told };
        told.with("note", &self.note)
    }
}

impl Told for Disaster {
    fn told(&self) -> Fields {
        fields().with("what", &self.what).with("from", &self.started_on).with("until", &self.ended_on)
    }
}

impl Told for TakeoutRequest {
    fn told(&self) -> Fields {
        fields()
            .with("applicant", &self.applicant)
            .with("devices", &self.devices[..])
            .with("medium", &self.medium)
            .with("content", &self.content)
            .with("purpose", &self.purpose)
            .with("place", &self.place)
            .with("from", &self.from)
            .with("until", &self.until)
            .with("asked_out_on", &self.asked_on)
    }
}

impl Told for TakeoutDecision {
    fn told(&self) -> Fields {
        fields()
            .with("approved", &self.approved)
            .with("decided_on", &self.on)
            .with("decided_by", &self.by)
            .with("decline_reason", &self.reason)
    }
}

impl Told for TakeoutReturn {
    fn told(&self) -> Fields {
        fields()
            .with("returned_on", &self.on)
            .with("returned_to", &self.by)
            .with("erased", &self.erased)
            .with("note", &self.note)
    }
}

impl Told for Training {
    fn told(&self) -> Fields {
        let heard = |was_there: bool| -> Vec<StaffId> {
            let some = self.attendees.iter().filter(|one| one.heard_on.is_some() == was_there);
            some.map(|one| one.staff.clone()).collect()
        };
        fields()
            .with("on", &self.on)
            .with("training_kind", &choice(self.kind.key()))
            .with("title", &self.title)
            .with("teacher", &self.teacher)
            .with("material", &self.material)
            .with("heard", &heard(true)[..])
            .with("absent", &heard(false)[..])
    }
}

impl Told for GuidelineCheck {
    fn told(&self) -> Fields {
        fields()
            .with("on", &self.on)
            .with("by", &self.by)
            .with("in_order", &self.in_order)
            .with("note", &self.note)
    }
}

impl Told for IncidentDetails {
    fn told(&self) -> Fields {
        fields()
            .with("cause", &choice(self.cause.key()))
            .with("happened_on", &self.happened_on)
            .with("known_on", &self.known_on)
            .with("device", self.device.as_slice())
            .with("person", &self.person)
            .with("encrypted", &self.encrypted)
            .with("wrongful", &self.wrongful)
            .with("recipients", &self.recipients[..])
            .with("note", &self.note)
    }
}

impl Told for Submission {
    fn told(&self) -> Fields {
        let returned = self.returned.as_ref();
        fields()
            .with("destination", &self.destination)
            .with("items", &self.items.join("\n"))
            .with("sent_on", &self.sent_on)
            .with("accepted_on", &self.accepted_on)
            .with("sent_back_on", &returned.map(|returned| returned.on))
            .with("sent_back_reason", &returned.map(|returned| returned.reason.clone()))
            .with("resent_on", &self.resent_on)
    }
}

impl Told for Added {
    fn told(&self) -> Fields {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        fields()
            .with("mcs_posts", &number(self.posts))
            .with("mcs_uses", &number(self.uses))
            .with("remarks", &self.remarks)
    }
}

impl Told for Office {
    fn told(&self) -> Fields {
        fields()
            .with("office_name", &self.name)
            .with("office_kana", &self.name_kana)
            .with("corporation", &self.corporation)
            .with("office_kind", &self.kind)
            .with("postal_code", &self.postal_code)
            .with("address", &self.address)
            .with("phone", &self.tel)
            .with("fax", &self.fax)
            .with("email", &self.email)
            .with("manager_title", &self.manager_title)
    }
}

impl Told for ManagerTerm {
    fn told(&self) -> Fields {
        fields().and(&self.name).with("from", &self.since_on)
    }
}

impl Told for Targets {
    fn told(&self) -> Fields {
        let named = self.named().into_iter();
        named.fold(fields(), |told, (name, number)| told.with(name, &number.to_string()))
    }
}
