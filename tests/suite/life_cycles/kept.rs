//! The office itself: each trial is the act of the desk, and what it knows is read back from its file.

use chrono::NaiveDate;
use office::Result;
use office::desk::{Desk, PaperOrder};
use office::domain::Moment;
use office::domain::consent::{ConsentPlanDraft, ExistingConsentDraft, ObtainedAsDraft, SignerKind};
use office::domain::group::GroupState;
use office::domain::id::CareRecipientId;
use office::domain::ledger::LedgerEntry;
use office::domain::mistake::Mistake;
use scenarios::{day, shelf};
use tempfile::TempDir;

use super::acts::{Bureau, Noun, Try};
use super::notice_of;
use super::seen::{RETENTION_YEARS, Seen};

/// An office in its file.
pub struct Kept {
    /// Its folder is gone with it.
    _folder: TempDir,
    desk: Desk,
    region: String,
    /// What was read back last.
    seen: Seen,
    acts: usize,
}

/// Acts after which everything is read back, not only what the act is about.
const ALL_AFTER: usize = 12;

impl Bureau for Kept {
    fn seen(&self) -> Seen {
        self.seen.clone()
    }

    fn turn_to(&mut self, day: NaiveDate) {
        self.seen.today = day;
        self.seen.latest = self.seen.latest.max(day);
        self.seen.devices = self.desk.device_list("", day).unwrap();
    }

    fn attempt(&mut self, act: &Try) -> Result<()> {
        self.act(act)?;
        self.acts += 1;
        self.each_duty_stands_once();
        self.read_back(Some(act.kind().0).filter(|_| !self.acts.is_multiple_of(ALL_AFTER)));
        Ok(())
    }
}

impl Kept {
    /// An office with two people in its care.
    pub fn begins_in(region: &str) -> Kept {
        let folder = TempDir::new().unwrap();
        let today = day("2026-11-20");
        let now = Moment::noon_in_japan(today);
        let mut desk = Desk::practice(folder.path(), shelf(), now).unwrap();
        desk.choose_region(region, now).unwrap();
        let years = ("retention_years".to_owned(), RETENTION_YEARS.to_string());
        desk.save_targets(&[years], now).unwrap();
        let seen = Seen { today, latest: today, notice: notice_of(region), ..Seen::default() };
        let mut kept = Kept { _folder: folder, desk, region: region.to_owned(), seen, acts: 0 };
        kept.read_back(None);
        kept
    }

    /// A duty for somebody stands once on きょうの仕事: a list with the same line twice cannot be shown.
    fn each_duty_stands_once(&self) {
        let list = self.desk.today(self.seen.today).unwrap();
        let open = list.duties.iter().chain(&list.start_of_use);
        let mut keys: Vec<_> =
            open.map(|open| (&open.policy.region, &open.due.duty.key, open.due.subject.key())).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all, "each duty stands once");
    }

    /// Reads back what an act about a noun may have touched; everything for `None`.
    fn read_back(&mut self, noun: Option<Noun>) {
        let (desk, seen) = (&self.desk, &mut self.seen);
        let of = |nouns: &[Noun]| noun.is_none_or(|noun| nouns.contains(&noun));
        if of(&[Noun::Staff, Noun::Ledger, Noun::Submission]) {
            seen.staff = desk.staff_list("").unwrap();
            seen.untold = desk.untold(&self.region).unwrap().into_iter().map(|one| one.change).collect();
        }
        if of(&[Noun::Consent]) {
            seen.recipients = desk.care_recipient_list("").unwrap();
            seen.consents = desk.consents().unwrap();
        }
        if of(&[Noun::Group]) {
            let mut groups = desk.group_list("").unwrap();
            groups.extend(desk.group_page("", None, Some(GroupState::Void), usize::MAX).unwrap().0);
            seen.groups = groups.iter().map(|line| desk.group(&line.id).unwrap()).collect();
        }
        if of(&[Noun::Device, Noun::Ledger]) {
            seen.devices = desk.device_list("", seen.today).unwrap();
            seen.disaster = desk.disaster().unwrap();
        }
        if of(&[Noun::Ledger]) {
            seen.takeouts = desk.takeouts().unwrap();
            seen.trainings = desk.trainings().unwrap();
            seen.guideline_checks = desk.guideline_checks().unwrap();
            seen.incidents = desk.incidents().unwrap();
        }
        if of(&[Noun::Submission]) {
            seen.submissions = desk.submissions().unwrap();
        }
    }

    fn act(&mut self, act: &Try) -> Result<()> {
        let now = Moment::noon_in_japan(self.seen.today);
        let take_back = |desk: &mut Desk, what, id: &str| desk.take_back(what, id, "誤記", now);
        let void = |desk: &mut Desk, what, id: &str| desk.void_entry(what, id, "誤記", now);
        let desk = &mut self.desk;
        match act {
            Try::AddStaff(draft) => desk.add_staff(draft, now).map(drop),
            Try::ChangeStaff(id, draft) => desk.change_staff(id, draft, now),
            Try::Pledge(id, draft) => desk.record_pledge(id, draft, now),
            Try::TakeBackPledge(id) => take_back(desk, Mistake::Pledge, id.as_str()),
            Try::BeginManager(id, on) => desk.begin_mcs_manager(id, on, now),
            Try::EndManager(id, on) => desk.end_mcs_manager(id, on, now),
            Try::TakeBackManager(id) => take_back(desk, Mistake::McsManager, id.as_str()),
            Try::Pause(id, from, until) => desk.begin_pause(id, from, until, now),
            Try::EndPause(id, on) => desk.end_pause(id, on, now),
            Try::TakeBackPause(id) => take_back(desk, Mistake::Pause, id.as_str()),
            Try::BeginLeaving(id, on) => desk.begin_leaving(id, on, now),
            Try::LeavingStep(id, step, by_office, on) => desk.do_leaving_step(id, *step, *by_office, on, now),
            Try::TakeBackLeavingStep(id, step) => {
                take_back(desk, Mistake::LeavingStep, &format!("{id}/{}", step.key()))
            }
            Try::ChangePassword(id, draft) => desk.change_passwords(std::slice::from_ref(id), draft, now),
            Try::VoidPassword(id) => desk.void_password_change(id, "誤記", now),
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
            Try::TakeBackVoid(id) => take_back(desk, Mistake::ConsentVoid, id.as_str()),
            Try::Withdraw(id, draft) => desk.withdraw_consent(id, draft, now),
            Try::TakeBackWithdrawal(id) => desk.take_back_withdrawal(id, "誤記", now),
            Try::FollowWithdrawal(id, step, on) => desk.close_withdrawal_step(id, *step, on, now),
            Try::TakeBackFollowing(id, step) => {
                take_back(desk, Mistake::WithdrawalStep, &format!("{id}/{}", step.key()))
            }
            Try::EndCare(id, draft) => desk.end_care(id, draft, now),
            Try::TakeBackEnd(id) => desk.take_back_end(id, "誤記", now),
            Try::Dispose(id, on, by) => {
                desk.dispose_consents(std::slice::from_ref(id), on, "シュレッダー", by.as_ref(), now)
            }
            Try::TakeBackDisposal(id) => take_back(desk, Mistake::Disposal, id.as_str()),
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
            Try::VoidMove(_, id) => void(desk, LedgerEntry::DeviceEvent, id.as_str()),
            Try::Look(draft) => desk.record_device_round(draft, now),
            Try::VoidLook(id) => void(desk, LedgerEntry::DeviceCheck, id.as_str()),
            Try::BeginDisaster(on) => desk.begin_disaster(on, "地震", now),
            Try::EndDisaster(on) => desk.end_disaster(on, now),
            Try::TakeBackDisaster() => take_back(desk, Mistake::Disaster, ""),
            Try::Ask(draft) => desk.ask_takeout(draft, now).map(drop),
            Try::Decide(id, draft) => desk.decide_takeout(id, draft, now),
            Try::Return(id, draft) => desk.return_takeout(id, draft, now),
            Try::TakeBackSlip(id) => take_back(desk, Mistake::Takeout, id.as_str()),
            Try::VoidSlip(id) => void(desk, LedgerEntry::Takeout, id.as_str()),
            Try::Train(draft) => desk.record_training(draft, now).map(drop),
            Try::Hear(id, who, on) => desk.hear_training_later(id, who, on, now),
            Try::TakeBackHearing(id, who) => take_back(desk, Mistake::Hearing, &format!("{id}/{who}")),
            Try::VoidTraining(id) => void(desk, LedgerEntry::Training, id.as_str()),
            Try::CheckGuideline(draft) => desk.record_guideline_check(draft, now).map(drop),
            Try::VoidGuidelineCheck(id) => void(desk, LedgerEntry::GuidelineCheck, id.as_str()),
            Try::OpenIncident(draft) => desk.open_incident(draft, now).map(drop),
            Try::ChangeIncident(id, draft) => desk.change_incident(id, draft, now),
            Try::Stamp(id, step, typed) => {
                let typed = typed.as_ref().map(|on| (on.as_str(), "10:00"));
                desk.stamp_incident(id, step, typed, now)
            }
            Try::Close(id) => desk.close_incident(id, now),
            Try::ReopenIncident(id) => take_back(desk, Mistake::IncidentClosed, id.as_str()),
            Try::VoidIncident(id) => void(desk, LedgerEntry::Incident, id.as_str()),
            Try::Submit(draft) => desk.record_submission(draft, now),
            Try::Answer(id, answer, on, reason) => desk.answer_submission(id, *answer, on, reason, now),
            Try::TakeBackAnswer(id) => take_back(desk, Mistake::SubmissionAnswer, id.as_str()),
            Try::TakeBackSubmission(id) => take_back(desk, Mistake::Submission, id.as_str()),
        }
    }

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
        let mut made = self.desk.make_paper(PaperOrder::Consent { plan }, self.seen.today)?;
        self.desk.record_paper(&mut made, true, now).map(drop)
    }
}
