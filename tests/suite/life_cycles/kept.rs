//! The office itself: each trial is the act of the desk, and what it knows is read back from its file.

use chrono::NaiveDate;
use office::Result;
use office::desk::PaperOrder;
use office::domain::Moment;
use office::domain::consent::{ConsentPlanDraft, ExistingConsentDraft, ObtainedAsDraft, SignerKind};
use office::domain::group::GroupState;
use office::domain::id::CareRecipientId;
use scenarios::Story;

use super::acts::{Bureau, Try};
use super::seen::Seen;

/// An office in its file.
pub struct Kept {
    pub story: Story,
    pub today: NaiveDate,
    pub latest: NaiveDate,
}

impl Bureau for Kept {
    fn seen(&self) -> Seen {
        let desk = &self.story.desk;
        let mut groups = desk.group_list("").unwrap();
        groups.extend(desk.group_page("", None, Some(GroupState::Void), usize::MAX).unwrap().0);
        Seen {
            today: self.today,
            latest: self.latest,
            staff: desk.staff_list("").unwrap(),
            recipients: desk.care_recipient_list("").unwrap(),
            consents: desk.consents().unwrap(),
            groups: groups.iter().map(|line| desk.group(&line.id).unwrap()).collect(),
            devices: desk.device_list("", self.today).unwrap(),
            takeouts: desk.takeouts().unwrap(),
            incidents: desk.incidents().unwrap(),
        }
    }

    fn turn_to(&mut self, day: NaiveDate) {
        self.today = day;
        self.latest = self.latest.max(day);
    }

    fn attempt(&mut self, act: &Try) -> Result<()> {
        let now = Moment::noon_in_japan(self.today);
        let desk = &mut self.story.desk;
        match act {
            Try::AddStaff(draft) => desk.add_staff(draft, now).map(drop),
            Try::ChangeStaff(id, draft) => desk.change_staff(id, draft, now),
            Try::Pledge(id, draft) => desk.record_pledge(id, draft, now),
            Try::Train(_, draft) => desk.record_training(draft, now).map(drop),
            Try::BeginManager(id, on) => desk.begin_mcs_manager(id, on, now),
            Try::EndManager(id, on) => desk.end_mcs_manager(id, on, now),
            Try::BeginLeaving(id, on) => desk.begin_leaving(id, on, now),
            Try::LeavingStep(id, step, by_office, on) => desk.do_leaving_step(id, *step, *by_office, on, now),
            Try::CancelLeaving(id) => desk.cancel_leaving(id, "残ることになった", now),
            Try::Print(recipient, target) => self.print(recipient, target, now),
            Try::Existing(recipient, on) => {
                let draft = ExistingConsentDraft {
                    recipient: recipient.clone(),
                    signer: SignerKind::Person,
                    family_too: true,
                    no_family_reason: String::new(),
                    signed_on: on.clone(),
                    place: "棚".into(),
                };
                desk.add_existing_consent(&draft, now).map(drop)
            }
            Try::Sign(id, draft) => desk.sign_consent(id, draft, now),
            Try::Correct(id, draft) => desk.correct_consent(id, draft, "確認", now),
            Try::VoidConsent(id) => desk.void_consent(id, "誤記", now),
            Try::Withdraw(id, draft) => desk.withdraw_consent(id, draft, now),
            Try::TakeBackWithdrawal(id) => desk.take_back_withdrawal(id, "誤記", now),
            Try::EndCare(id, draft) => desk.end_care(id, draft, now),
            Try::TakeBackEnd(id) => desk.take_back_end(id, "誤記", now),
            Try::Open(draft) => desk.open_group(draft, now).map(drop),
            Try::Event(id, draft) => desk.record_group_event(id, draft, now),
            Try::TakeBackEvent(id) => desk.void_group_event(id, "誤記", now),
            Try::BeginGroupManager(id, draft, on) => desk.begin_group_manager(id, draft, on, now).map(drop),
            Try::EndGroupManager(id, manager, on) => desk.end_group_manager(id, manager, on, now),
            Try::VoidGroupManager(id, manager) => desk.void_group_manager(id, manager, "誤記", now),
            Try::Join(id, draft) => desk.join_group(id, draft, now).map(drop),
            Try::Release(ids, draft) => desk.release_members(ids, draft, now),
            Try::VoidMember(id) => desk.void_membership(id, "誤記", now),
            Try::TakeBackRelease(id) => desk.take_back_release(id, "誤記", now),
            Try::AddDevice(draft) => desk.add_device(draft, now).map(drop),
            Try::ChangeDevice(id, draft) => desk.change_device(id, draft, now),
            Try::MoveDevice(id, draft) => desk.record_device_event(id, draft, now),
            Try::Ask(draft) => desk.ask_takeout(draft, now).map(drop),
            Try::Decide(id, draft) => desk.decide_takeout(id, draft, now),
            Try::Return(id, draft) => desk.return_takeout(id, draft, now),
            Try::OpenIncident(draft) => desk.open_incident(draft, now).map(drop),
            Try::ChangeIncident(id, draft) => desk.change_incident(id, draft, now),
            Try::Stamp(id, step, typed) => {
                let typed = typed.as_ref().map(|on| (on.as_str(), "10:00"));
                desk.stamp_incident(id, step, typed, now)
            }
            Try::Close(id) => desk.close_incident(id, now),
        }
    }
}

impl Kept {
    fn print(&mut self, recipient: &CareRecipientId, target: &str, now: Moment) -> Result<()> {
        let plan = ConsentPlanDraft {
            recipient: recipient.clone(),
            signer: SignerKind::Person,
            family: None,
            proxy: None,
            proxy_reason: String::new(),
            explained_by: None,
            visit_on: String::new(),
            preprint: false,
            obtained_as: ObtainedAsDraft::Ruled,
            target: target.to_owned(),
        };
        let mut made = self.story.desk.make_paper(PaperOrder::Consent { plan }, self.today)?;
        self.story.desk.record_paper(&mut made, true, now).map(drop)
    }
}
