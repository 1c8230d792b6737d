//! What something else rests on is not taken back before it: found by the sequences of acts (`life_cycles`), each told here
//! as it would happen.

use office::domain::consent::ConsentStatus;
use office::domain::device::{DeviceDraft, DeviceEventDraft};
use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft,
};
use office::domain::id::{ConsentId, DeviceId, StaffId, TakeoutId};
use office::domain::leaving::LeavingKind;
use office::domain::ledger::LedgerEntry;
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};
use office::domain::mistake::Mistake;
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::submission::SubmissionDraft;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans};
use office::forms::FormKind;
use scenarios::{Story, check_refused, day, name, on, problems, signed_consent, staff};

const TODAY: &str = "2026-11-20";
const SLIP: &str = "入れまちがい";

fn mio(story: &mut Story) -> StaffId {
    let draft = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "", TODAY);
    story.desk.add_staff(&draft, on(TODAY)).unwrap()
}

fn tablet(story: &mut Story, kind: &str, holder: Option<&StaffId>) -> DeviceId {
    let draft = DeviceDraft {
        kind: kind.into(),
        name: "タブレット".into(),
        holder: holder.cloned(),
        registered_on: TODAY.into(),
        ..DeviceDraft::default()
    };
    story.desk.add_device(&draft, on(TODAY)).unwrap()
}

fn moved(kind: &str) -> DeviceEventDraft {
    DeviceEventDraft { kind: kind.into(), on: TODAY.into(), erased: true, ..DeviceEventDraft::default() }
}

fn slip(story: &mut Story, who: &StaffId, device: &DeviceId, until: &str) -> TakeoutId {
    let draft = TakeoutDraft {
        applicant: Some(who.clone()),
        devices: vec![device.clone()],
        content: "連絡先".into(),
        purpose: "訪問".into(),
        from: TODAY.into(),
        until: until.into(),
        asked_on: TODAY.into(),
        ..TakeoutDraft::default()
    };
    story.desk.ask_takeout(&draft, on(TODAY)).unwrap()
}

fn approve(story: &mut Story, slip: &TakeoutId) -> office::Result<()> {
    let draft = TakeoutDecisionDraft { on: TODAY.into(), approved: true, ..Default::default() };
    story.desk.decide_takeout(slip, &draft, on(TODAY))
}

fn step(story: &mut Story, who: &StaffId, step: LeavingKind) {
    story.desk.do_leaving_step(who, step, false, TODAY, on(TODAY)).unwrap();
}

#[test]
fn a_device_does_not_come_back_to_somebody_who_gave_it_back() {
    let mut story = Story::in_region("asaka");
    let mio = mio(&mut story);
    let device = tablet(&mut story, "office", Some(&mio));
    story.desk.record_device_event(&device, &moved("retired"), on(TODAY)).unwrap();
    story.desk.begin_leaving(&mio, TODAY, on(TODAY)).unwrap();
    step(&mut story, &mio, LeavingKind::ReturnDevices);
    let gone = story.desk.device(&device, day(TODAY)).unwrap().events[0].id.clone();
    let back = story.desk.void_entry(LedgerEntry::DeviceEvent, gone.as_str(), SLIP, on(TODAY));
    check_refused(back, "holder_left", "");

    let lost = tablet(&mut story, "office", None);
    story.desk.record_device_event(&lost, &moved("lost"), on(TODAY)).unwrap();
    let event = story.desk.device(&lost, day(TODAY)).unwrap().events[0].id.clone();
    story.desk.void_entry(LedgerEntry::DeviceEvent, event.as_str(), SLIP, on(TODAY)).unwrap();
    assert!(
        story.desk.device(&lost, day(TODAY)).unwrap().events.is_empty(),
        "one that nobody holds comes back"
    );
}

#[test]
fn what_a_leaver_lost_and_is_found_goes_to_somebody_else() {
    let mut story = Story::in_region("asaka");
    let mio = mio(&mut story);
    let device = tablet(&mut story, "office", Some(&mio));
    story.desk.record_device_event(&device, &moved("lost"), on(TODAY)).unwrap();
    story.desk.begin_leaving(&mio, TODAY, on(TODAY)).unwrap();
    step(&mut story, &mio, LeavingKind::ReturnDevices);
    let found = story.desk.record_device_event(&device, &moved("stored"), on(TODAY));
    assert_eq!(problems(found), "holderId not_a_choice", "ASK-31: she gave back what there was");
}

#[test]
fn a_return_is_not_taken_back_while_the_device_is_out_again() {
    let mut story = Story::in_region("kiyose");
    let (ichiro, mio) = (story.ichiro(on(TODAY)), mio(&mut story));
    let device = tablet(&mut story, "office", None);
    let first = slip(&mut story, &ichiro, &device, "2026-11-25");
    approve(&mut story, &first).unwrap();
    let back = TakeoutReturnDraft { on: TODAY.into(), erased: true, ..Default::default() };
    story.desk.return_takeout(&first, &back, on(TODAY)).unwrap();
    let second = slip(&mut story, &mio, &device, "2026-11-22");
    approve(&mut story, &second).unwrap();
    let again = story.desk.take_back(Mistake::Takeout, first.as_str(), SLIP, on(TODAY));
    check_refused(again, "takeout_device_out", "");
    story.desk.return_takeout(&second, &back, on(TODAY)).unwrap();
    story.desk.take_back(Mistake::Takeout, first.as_str(), SLIP, on(TODAY)).unwrap();
}

#[test]
fn nothing_goes_out_to_somebody_who_gave_everything_back() {
    let mut story = Story::in_region("kumagaya");
    let mio = mio(&mut story);
    let device = tablet(&mut story, "office", None);
    let asked = slip(&mut story, &mio, &device, TODAY);
    let back = slip(&mut story, &mio, &device, TODAY);
    approve(&mut story, &back).unwrap();
    let returned = TakeoutReturnDraft { on: TODAY.into(), erased: true, ..Default::default() };
    story.desk.return_takeout(&back, &returned, on(TODAY)).unwrap();
    story.desk.begin_leaving(&mio, TODAY, on(TODAY)).unwrap();
    step(&mut story, &mio, LeavingKind::ReturnDevices);
    check_refused(approve(&mut story, &asked), "applicant_left", "");
    let out = story.desk.take_back(Mistake::Takeout, back.as_str(), SLIP, on(TODAY));
    check_refused(out, "applicant_left", "");
}

#[test]
fn a_step_of_leaving_is_not_taken_back_before_the_one_that_follows_it() {
    let mut story = Story::in_region("kumagaya");
    let mio = mio(&mut story);
    story.desk.begin_leaving(&mio, "2026-11-30", on(TODAY)).unwrap();
    let notice = scenarios::shelf().catalog.form("kumagaya", FormKind::StaffNotice).unwrap().full_title();
    let untold = story.desk.untold("kumagaya").unwrap();
    let draft = SubmissionDraft {
        sent_on: TODAY.into(),
        items: vec![notice],
        changes: untold.into_iter().map(|one| one.change).collect(),
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&draft, on(TODAY)).unwrap();
    step(&mut story, &mio, LeavingKind::DeleteAccount);
    let notice = format!("{mio}/notice");
    let back = story.desk.take_back(Mistake::LeavingStep, &notice, SLIP, on(TODAY));
    check_refused(back, "leaving_step_followed", "第10条(6)");
    let sent = story.desk.submissions().unwrap()[0].id.clone();
    let unsent = story.desk.take_back(Mistake::Submission, sent.as_str(), SLIP, on(TODAY));
    check_refused(unsent, "leaving_step_followed", "第10条(6)");
    let deleted = format!("{mio}/delete-account");
    story.desk.take_back(Mistake::LeavingStep, &deleted, SLIP, on(TODAY)).unwrap();
    story.desk.take_back(Mistake::Submission, sent.as_str(), SLIP, on(TODAY)).unwrap();
    let leaving = story.desk.staff(&mio).unwrap().leaving.unwrap();
    assert_eq!(leaving.done, [], "both are open again, one after the other");
}

#[test]
fn a_notice_that_is_sent_early_does_not_stand_for_a_step_that_comes_later() {
    let mut story = Story::in_region("miyazaki");
    let mio = mio(&mut story);
    story.desk.begin_leaving(&mio, "2026-11-30", on(TODAY)).unwrap();
    let notice = scenarios::shelf().catalog.form("miyazaki", FormKind::StaffNotice).unwrap().full_title();
    let untold = story.desk.untold("miyazaki").unwrap();
    let draft = SubmissionDraft {
        sent_on: TODAY.into(),
        items: vec![notice],
        changes: untold.into_iter().map(|one| one.change).collect(),
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&draft, on(TODAY)).unwrap();
    let leaving = story.desk.staff(&mio).unwrap().leaving.unwrap();
    assert_eq!(leaving.done(LeavingKind::Notice), None, "宮崎 第12条2): その後; the account is there yet");
}

#[test]
fn a_term_as_mcs_manager_is_not_taken_back_when_nobody_would_be_left() {
    let mut story = Story::in_region("asaka");
    let (ichiro, mio) = (story.ichiro(on(TODAY)), mio(&mut story));
    story.desk.begin_mcs_manager(&ichiro, TODAY, on(TODAY)).unwrap();
    story.desk.begin_mcs_manager(&mio, "2026-12-01", on("2026-12-01")).unwrap();
    story.desk.end_mcs_manager(&ichiro, "2026-11-30", on("2026-12-01")).unwrap();
    let back = story.desk.take_back(Mistake::McsManager, mio.as_str(), SLIP, on("2026-12-01"));
    check_refused(back, "last_mcs_manager", "2)(5)②");
    let third = staff(name("架空", "みどり", "かくう", "みどり"), "看護師", "", TODAY);
    let third = story.desk.add_staff(&third, on(TODAY)).unwrap();
    story.desk.begin_mcs_manager(&third, "2026-12-01", on("2026-12-01")).unwrap();
    story.desk.take_back(Mistake::McsManager, mio.as_str(), SLIP, on("2026-12-01")).unwrap();
    assert!(story.desk.staff(&mio).unwrap().mcs_manager.is_empty(), "the right one is named first");
}

#[test]
fn nobody_pauses_after_the_last_day() {
    let mut story = Story::in_region("asaka");
    let mio = mio(&mut story);
    story.desk.begin_leaving(&mio, "2026-11-30", on(TODAY)).unwrap();
    let late = story.desk.begin_pause(&mio, "2026-12-01", "", on(TODAY));
    assert_eq!(problems(late), "from too_late", "she is gone by then");
}

#[test]
fn a_temporary_device_never_stands_outside_its_disaster() {
    let mut story = Story::in_region("miyazaki");
    story.desk.begin_disaster(TODAY, "地震", on(TODAY)).unwrap();
    let device = tablet(&mut story, "temporary", None);
    let back = story.desk.take_back(Mistake::Disaster, "", SLIP, on(TODAY));
    check_refused(back, "disaster_in_use", "");
    let other_day = DeviceDraft {
        kind: "temporary".into(),
        name: "タブレット".into(),
        registered_on: "2026-11-10".into(),
        ..DeviceDraft::default()
    };
    check_refused(story.desk.change_device(&device, &other_day, on(TODAY)), "device_no_disaster", "第24条");
    let later = DeviceDraft { registered_on: "2026-11-23".into(), ..other_day };
    story.desk.change_device(&device, &later, on("2026-11-23")).unwrap();
    let early = story.desk.end_disaster("2026-11-22", on("2026-11-25"));
    assert_eq!(problems(early), "on too_early", "it let a device in on the day after that");
    story.desk.end_disaster("2026-11-24", on("2026-11-25")).unwrap();
    let retired = DeviceEventDraft { on: "2026-11-25".into(), ..moved("retired") };
    story.desk.record_device_event(&device, &retired, on("2026-11-25")).unwrap();
    let again = DeviceEventDraft { on: "2026-11-26".into(), ..moved("inUse") };
    let again = story.desk.record_device_event(&device, &again, on("2026-11-26"));
    check_refused(again, "device_no_disaster", "第24条");
    let meets = story.desk.begin_disaster("2026-11-24", "余震", on("2026-11-26"));
    assert_eq!(problems(meets), "on too_early", "never two at once");
}

/// 例示 梅 with a consent that was withdrawn in 2026, and its paper disposed of six years later.
fn disposed(story: &mut Story) -> ConsentId {
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let consent = signed_consent(story, &ume, TODAY);
    let withdrawal = WithdrawalDraft {
        by: "例示 桜".into(),
        means: Some(WithdrawalMeans::Phone),
        on: TODAY.into(),
        at: String::new(),
        taken_by: Some(ichiro.clone()),
        note: String::new(),
    };
    story.desk.withdraw_consent(&consent, &withdrawal, on(TODAY)).unwrap();
    let ids = std::slice::from_ref(&consent);
    story.desk.dispose_consents(ids, "2032-11-20", "シュレッダー", Some(&ichiro), on("2032-11-20")).unwrap();
    consent
}

#[test]
fn what_was_disposed_of_does_not_count_again() {
    let mut story = Story::in_region("asaka");
    let consent = disposed(&mut story);
    let now = on("2032-11-21");
    check_refused(story.desk.take_back_withdrawal(&consent, SLIP, now), "consent_disposed", "");
    check_refused(story.desk.void_consent(&consent, SLIP, now), "consent_disposed", "");
    story.desk.take_back(Mistake::Disposal, consent.as_str(), SLIP, now).unwrap();
    story.desk.take_back_withdrawal(&consent, SLIP, now).unwrap();
    let status = story.desk.consent_record(&consent).unwrap().consent.status();
    assert_eq!(status, ConsentStatus::InForce, "once the disposal was a slip, all is open again");
}

#[test]
fn the_retention_does_not_begin_again_with_a_later_end() {
    let mut story = Story::in_region("asaka");
    let consent = disposed(&mut story);
    let ume = story.desk.consent_record(&consent).unwrap().recipient.id;
    let died = |on: &str| RecipientEndDraft { kind: Some(EndKind::Died), on: on.into(), reason: SLIP.into() };
    story
        .desk
        .end_care(&ume, &died("2032-11-21"), on("2032-11-21"))
        .expect("her death is entered all the same");
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.closed_on(), Some(day(TODAY)), "it counts no more since the withdrawal");
}

#[test]
fn the_paper_of_a_used_group_stays() {
    let mut story = Story::in_region("kiyose");
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    let care = GroupDraft::of(GroupKind::Care { recipient: ume.clone() }, TODAY);
    let group = story.desk.open_group(&care, on(TODAY)).unwrap();
    let died = RecipientEndDraft { kind: Some(EndKind::Died), on: TODAY.into(), reason: String::new() };
    story.desk.end_care(&ume, &died, on(TODAY)).unwrap();
    let later = "2032-11-20";
    assert!(story.desk.disposable(day(later)).unwrap().is_empty(), "its group is used: it is not offered");
    let ids = std::slice::from_ref(&consent);
    let early = story.desk.dispose_consents(ids, later, "シュレッダー", Some(&ichiro), on(later));
    check_refused(early, "disposal_group_used", "");
    let archive = GroupEventDraft {
        kind: GroupEventKind::Archived,
        on: later.into(),
        reason: Some(ArchiveReason::Ended(EndKind::Died)),
        party: String::new(),
        means: String::new(),
        note: String::new(),
        release_members: true,
    };
    story.desk.record_group_event(&group, &archive, on(later)).unwrap();
    story.desk.dispose_consents(ids, later, "シュレッダー", Some(&ichiro), on(later)).unwrap();
    let used_again = story.desk.void_group_event(&group, SLIP, on(later));
    check_refused(used_again, "consent_disposed", "");
}

#[test]
fn a_consent_signed_after_the_end_is_not_made_to_count() {
    let mut story = Story::in_region("asaka");
    let ume = story.ume(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    story.desk.void_consent(&consent, SLIP, on(TODAY)).unwrap();
    let died =
        RecipientEndDraft { kind: Some(EndKind::Died), on: "2026-11-10".into(), reason: String::new() };
    story.desk.end_care(&ume, &died, on(TODAY)).unwrap();
    let back = story.desk.take_back(Mistake::ConsentVoid, consent.as_str(), SLIP, on(TODAY));
    check_refused(back, "consent_after_end", "");
}

#[test]
fn a_release_is_not_taken_back_once_the_person_was_in_the_group_again() {
    let mut story = Story::in_region("kiyose");
    let ichiro = story.ichiro(on(TODAY));
    let pledge = PledgeDraft { on: TODAY.into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&ichiro, &pledge, on(TODAY)).unwrap();
    let open = GroupKind::Open { name: "勉強会".into(), purpose: "連絡".into(), wants_listing: false };
    let group = story.desk.open_group(&GroupDraft::of(open, TODAY), on(TODAY)).unwrap();
    let mut once = |from: &str, until: &str| {
        let join = MembershipDraft {
            kind: Some(MemberKind::Staff),
            staff: Some(ichiro.clone()),
            joined_on: from.into(),
            ..MembershipDraft::default()
        };
        let member = story.desk.join_group(&group, &join, on(from)).unwrap();
        let (off_case_on, why, note) = (String::new(), ReleaseReason::OwnWish, String::new());
        let release = ReleaseDraft { off_case_on, on: until.into(), why, note };
        story.desk.release_members(std::slice::from_ref(&member), &release, on(until)).unwrap();
        member
    };
    let first = once(TODAY, "2026-11-22");
    once("2026-11-24", "2026-11-26");
    let back = story.desk.take_back_release(&first, SLIP, on("2026-11-27"));
    check_refused(back, "member_already", "");
}

#[test]
fn a_clock_that_is_set_back_brings_no_manager_back() {
    let mut story = Story::in_region("asaka");
    let ume = story.ume(on(TODAY));
    signed_consent(&mut story, &ume, TODAY);
    let manager = GroupManagerDraft {
        name: "例示 花".into(),
        office: "例示薬局".into(),
        ..GroupManagerDraft::default()
    };
    let care = GroupDraft { manager, ..GroupDraft::of(GroupKind::Care { recipient: ume }, TODAY) };
    let group = story.desk.open_group(&care, on(TODAY)).unwrap();
    let archive = GroupEventDraft {
        kind: GroupEventKind::Archived,
        on: "2026-11-25".into(),
        reason: Some(ArchiveReason::Other),
        party: String::new(),
        means: String::new(),
        note: String::new(),
        release_members: true,
    };
    story.desk.record_group_event(&group, &archive, on("2026-11-25")).unwrap();
    let manager = story.desk.group(&group).unwrap().managers[0].id.clone();
    story.desk.end_group_manager(&group, &manager, "2026-12-05", on("2026-12-05")).unwrap();
    let used_again = story.desk.void_group_event(&group, SLIP, on("2026-12-01"));
    check_refused(used_again, "group_needs_manager", "3)(4)");
}
