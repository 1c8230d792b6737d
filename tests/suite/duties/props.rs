//! The props of the stories of duties: an office in any region, and somebody new for each duty.

use office::desk::PaperOrder;
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::domain::device::DeviceDraft;
use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft,
};
use office::domain::id::{CareRecipientId, ConsentId, DeviceId, GroupId, StaffId};
use office::domain::membership::{ReleaseDraft, ReleaseReason};
use office::domain::password::{PasswordChangeDraft, PasswordKind};
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::EndKind;
use office::domain::signature::SignatureDraft;
use office::domain::staff::{StaffDraft, StaffNeedKind};
use office::domain::submission::SubmissionDraft;
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::forms::FormKind;
use office::policy::{Duty, Opens};
use scenarios::{Story, name, on, recipient_named, signed_consent, staff};

/// The day on which all of it happens.
pub const TODAY: &str = "2026-11-20";

/// An office in which each duty has somebody of its own.
pub struct Office {
    pub story: Story,
    pub people: usize,
}

impl Office {
    pub fn in_region(region: &str) -> Office {
        Office { story: Story::in_region(region), people: 0 }
    }

    /// Sends a paper of the office to its body, with every change that was not told yet.
    pub fn send(&mut self, kind: FormKind) {
        let region = self.story.desk.policy().unwrap().region.clone();
        let title = self.story.paper(PaperOrder::OfOffice { kind, dated_on: None }).title;
        let tells = matches!(kind, FormKind::StaffNotice);
        let untold = self.story.desk.untold(&region).unwrap().into_iter().filter(|_| tells);
        let changes = untold.map(|one| one.change).collect();
        let draft = SubmissionDraft {
            region,
            sent_on: TODAY.into(),
            items: vec![title],
            changes,
            ..SubmissionDraft::default()
        };
        self.story.desk.record_submission(&draft, on(TODAY)).unwrap();
    }

    pub fn staff_draft(&self, number: usize, registered_on: &str) -> StaffDraft {
        let whose = name("仮名", &format!("{number}子"), "かめい", "");
        staff(whose, "看護師", "", registered_on)
    }

    pub fn staff(&mut self, registered_on: &str) -> StaffId {
        self.people += 1;
        let draft = self.staff_draft(self.people, registered_on);
        self.story.desk.add_staff(&draft, on(TODAY)).unwrap()
    }

    /// Somebody who may join groups in this region.
    pub fn ready(&mut self, registered_on: &str) -> StaffId {
        let id = self.staff(registered_on);
        self.give_id(&id, registered_on);
        self.pledge(&id);
        let needs = &self.story.desk.policy().unwrap().staff.needs;
        if needs.iter().any(|need| need.need == StaffNeedKind::Course) {
            self.teach(&id);
        }
        id
    }

    pub fn give_id(&mut self, id: &StaffId, registered_on: &str) {
        let draft = self.staff_draft(self.people, registered_on);
        let with_id = StaffDraft { mcs_id: format!("mihon-{}", self.people), ..draft };
        self.story.desk.change_staff(id, &with_id, on(TODAY)).unwrap();
    }

    pub fn pledge(&mut self, id: &StaffId) {
        let signed = PledgeDraft { on: TODAY.into(), ..PledgeDraft::default() };
        self.story.desk.record_pledge(id, &signed, on(TODAY)).unwrap();
    }

    /// The region's course where it has one, the office's own training elsewhere; 宮崎 asks for both.
    pub fn teach(&mut self, id: &StaffId) {
        let offered = self.story.desk.policy().unwrap().trainings.iter();
        let course = offered.map(|one| one.kind.key()).find(|kind| *kind == "course").map(str::to_owned);
        for kind in ["regular".to_owned()].into_iter().chain(course) {
            let attendee = AttendeeDraft { staff: id.clone(), attended: true, later_on: String::new() };
            let held = TrainingDraft {
                on: TODAY.into(),
                kind,
                title: "個人情報の取扱い".into(),
                attendees: vec![attendee],
                ..TrainingDraft::default()
            };
            self.story.desk.record_training(&held, on(TODAY)).unwrap();
        }
    }

    pub fn change_password(&mut self, id: &StaffId, on_day: &str) {
        let change = PasswordChangeDraft { kind: Some(PasswordKind::Short), on: on_day.into() };
        self.story.desk.change_passwords(std::slice::from_ref(id), &change, on(TODAY)).unwrap();
    }

    pub fn recipient(&mut self) -> CareRecipientId {
        self.people += 1;
        let given = format!("{}", self.people);
        recipient_named(&mut self.story, &given, "")
    }

    pub fn printed(&mut self, obtained_as: ObtainedAsDraft) -> ConsentId {
        let recipient = self.recipient();
        let target =
            self.story.desk.policy().unwrap().consent.targets.first().map(|target| target.key.clone());
        let plan = ConsentPlanDraft {
            signer: SignerKind::Person,
            proxy: None,
            proxy_reason: String::new(),
            obtained_as,
            target: target.unwrap_or_default(),
            ..self.story.plan_by_proxy(&recipient, None)
        };
        let mut made = self.story.paper(PaperOrder::Consent { plan });
        self.story.desk.record_paper(&mut made, true, on(TODAY)).unwrap().consent.unwrap()
    }

    /// Signed by the person; where the family signs too, a reason stands in for it.
    pub fn sign(&mut self, id: &ConsentId, no_family_reason: &str) {
        let signature = SignatureDraft {
            signed_on: TODAY.into(),
            by_person: true,
            no_family_reason: no_family_reason.into(),
            ..SignatureDraft::default()
        };
        self.story.desk.sign_consent(id, &signature, on(TODAY)).unwrap();
    }

    pub fn group(&mut self, manager: Option<&StaffId>) -> (GroupId, CareRecipientId) {
        let recipient = self.recipient();
        (self.group_of(&recipient, manager), recipient)
    }

    /// A group with all that any region asks for.
    pub fn group_of(&mut self, recipient: &CareRecipientId, manager: Option<&StaffId>) -> GroupId {
        signed_consent(&mut self.story, recipient, TODAY);
        let manager = match manager {
            Some(staff) => GroupManagerDraft { staff: Some(staff.clone()), ..GroupManagerDraft::default() },
            None => colleague(),
        };
        let draft = GroupDraft {
            manager,
            instructed: true,
            doctor: "仮名 次郎".into(),
            instructed_on: TODAY.into(),
            means: "FAX".into(),
            doctor_is_member: true,
            ..GroupDraft::of(GroupKind::Care { recipient: recipient.clone() }, TODAY)
        };
        self.story.desk.open_group(&draft, on(TODAY)).unwrap()
    }

    pub fn happens(&mut self, group: &GroupId, kind: GroupEventKind, reason: Option<ArchiveReason>) {
        let event = GroupEventDraft {
            kind,
            on: TODAY.into(),
            reason,
            party: "例示 桜（長女）".into(),
            means: "電話".into(),
            note: String::new(),
            release_members: true,
        };
        self.story.desk.record_group_event(group, &event, on(TODAY)).unwrap();
    }

    pub fn end_of(&self, duty: &Duty) -> EndKind {
        if duty.opens == Opens::RecipientDied { EndKind::Died } else { EndKind::SupportEnded }
    }

    /// Off the case since today; released on a day, or not yet.
    pub fn release(&mut self, id: &StaffId, on_day: &str) {
        let running = self.story.desk.memberships_of_staff(id).unwrap();
        let ids: Vec<_> = running.iter().map(|one| one.id.clone()).collect();
        let release = ReleaseDraft {
            off_case_on: TODAY.into(),
            on: on_day.into(),
            why: ReleaseReason::OffCase,
            note: String::new(),
        };
        self.story.desk.release_members(&ids, &release, on(TODAY)).unwrap();
    }

    pub fn device(&mut self, kind: &str, registered_on: &str) -> DeviceId {
        self.story.desk.add_device(&device(kind, registered_on), on(TODAY)).unwrap()
    }
}

pub fn device(kind: &str, registered_on: &str) -> DeviceDraft {
    DeviceDraft {
        kind: kind.into(),
        name: "訪問用タブレット".into(),
        registered_on: registered_on.into(),
        ..DeviceDraft::default()
    }
}

pub fn colleague() -> GroupManagerDraft {
    GroupManagerDraft { staff: None, name: "例示 花".into(), office: "例示薬局".into() }
}
