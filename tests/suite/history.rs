//! Everything can be corrected or taken back with a reason, nothing is deleted, and the history of each record is
//! readable: what stood there before, who changed it, when and why (issue 4, point 8).

use office::desk::{Desk, HistoryOf, PaperOrder, Role};
use office::domain::consent::ConsentStatus;
use office::domain::device::{DeviceDraft, DeviceEventDraft};
use office::domain::group::{GroupDraft, GroupKind, GroupManagerDraft};
use office::domain::history::Value;
use office::domain::id::{CareRecipientId, DeviceId, StaffId};
use office::domain::leaving::LeavingKind;
use office::domain::mistake::Mistake;
use office::domain::photo_consent::{PhotoConsentDraft, PhotoConsentKind};
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::staff::StaffStatus;
use office::domain::submission::{SubmissionAnswer, SubmissionDraft, SubmissionStatus};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans, WithdrawalStep};
use scenarios::{Story, check_refused, day, name, on, problems, signed_consent, staff};

mod ledgers;
mod words;

const TODAY: &str = "2026-11-20";
const SLIP: &str = "入れまちがい";

/// An act as one line: `verb (reason) field=before>after`; a value that stayed says what the act was about.
fn told(desk: &Desk, of: HistoryOf<'_>) -> Vec<String> {
    let (entries, total) = desk.history(of, 100).unwrap();
    assert_eq!(entries.len(), total, "all of them fit");
    let text = |value: &Option<Value>| value.as_ref().map(Value::text).unwrap_or_default();
    let line = |entry: office::desk::HistoryEntry| {
        let reason = entry.act.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
        let change = |one: &office::domain::history::FieldChange| match one.before == one.after {
            true => format!(" {}={}", one.field, text(&one.before)),
            false => format!(" {}={}>{}", one.field, text(&one.before), text(&one.after)),
        };
        let changes: String = entry.changes.iter().map(change).collect();
        format!("{}{reason}{changes}", entry.act.verb)
    };
    entries.into_iter().map(line).collect()
}

fn of_record(story: &Story, id: &str) -> Vec<String> {
    told(&story.desk, HistoryOf::Record(id))
}

fn newest(story: &Story, id: &str) -> String {
    of_record(story, id).remove(0)
}

fn take_back(story: &mut Story, what: Mistake, id: &str) {
    story.desk.take_back(what, id, SLIP, on(TODAY)).unwrap_or_else(|error| panic!("{what:?}: {error}"));
}

fn pledged(story: &mut Story) -> StaffId {
    let ichiro = story.ichiro(on(TODAY));
    let pledge = PledgeDraft { on: TODAY.into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&ichiro, &pledge, on(TODAY)).unwrap();
    ichiro
}

fn tablet(story: &mut Story) -> DeviceId {
    let tablet = DeviceDraft {
        kind: "office".into(),
        name: "訪問用タブレット".into(),
        registered_on: TODAY.into(),
        ..DeviceDraft::default()
    };
    story.desk.add_device(&tablet, on(TODAY)).unwrap()
}

#[test]
fn what_stood_on_a_card_before_is_read_with_who_when_and_why() {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on(TODAY));
    let married = staff(name("仮名", "一郎", "かめい", "いちろう"), "看護師", "kamei@example.jp", TODAY);
    story.desk.change_staff(&ichiro, &married, on("2026-12-01")).unwrap();
    assert_eq!(
        of_record(&story, ichiro.as_str()),
        [
            "staff_change name=架空 一郎>仮名 一郎 kana=かくう いちろう>かめい いちろう \
             email=ichiro@example.jp>kamei@example.jp",
            "staff_add"
        ],
        "newest first, each changed field with its former value, and none that stayed"
    );
    let entry = story.desk.history(HistoryOf::Record(ichiro.as_str()), 1).unwrap().0.remove(0);
    assert_eq!(entry.act.recorded().unwrap().date_naive(), day("2026-12-01"), "when");
    assert_eq!(
        (entry.act.user_id.as_str(), entry.act.role.as_str()),
        (story.desk.user().id.as_str(), Role::Manager.key()),
        "and who"
    );

    let ume = story.ume(on(TODAY));
    let mut moved = scenarios::ume();
    moved.phone = "048-000-0009".into();
    moved.family.clear();
    story.desk.change_care_recipient(&ume, &moved, on(TODAY)).unwrap();
    story.desk.look_at_care_recipient(&ume, on(TODAY)).unwrap();
    assert_eq!(
        newest(&story, ume.as_str()),
        "care_recipient_change family=例示 桜\u{3000}れいじ さくら\u{3000}長女> phone=>048-000-0009",
        "a family that was taken off the card stays readable; looking at somebody changes nothing"
    );
    assert_eq!(story.desk.history(HistoryOf::Record(ume.as_str()), 0).unwrap().1, 2, "and is not counted");
    assert_eq!(story.desk.check_log().unwrap().wrong, None, "the log is whole");
}

#[test]
fn the_office_and_its_targets_have_a_history_too() {
    let mut story = Story::after_first_start();
    let now = on(TODAY);
    let typed: Vec<_> =
        [("notice_days", "14")].map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    story.desk.save_targets(&typed, now).unwrap();
    story.desk.set_lock_minutes(10, now).unwrap();
    story.desk.change_manager(&name("仮名", "澪", "かめい", "みお"), "2026-11-20", now).unwrap();
    take_back(&mut story, Mistake::OfficeManager, "");
    let manager = story.desk.office().unwrap().unwrap().manager.unwrap();
    assert_eq!(manager.shown(), "見本 花子", "the papers name the former manager again");
    let acts = told(&story.desk, HistoryOf::Noun("office"));
    assert_eq!(
        acts[..4],
        [
            "office_manager_take_back (入れまちがい) name=仮名 澪>見本 花子 kana=かめい みお>みほん はなこ \
             from=2026-11-20>",
            "office_manager_change name=見本 花子>仮名 澪 kana=みほん はなこ>かめい みお from=>2026-11-20",
            "office_lock_minutes lock_minutes=5>10",
            "office_targets_save notice_days=7>14",
        ],
        "each with what stood there before"
    );
    assert_eq!(story.desk.managers().unwrap().len(), 1, "and the one taken back is in no list");
}

#[test]
fn the_parts_of_a_member_of_staff_are_taken_back() {
    let mut story = Story::after_first_start();
    let ichiro = pledged(&mut story);
    let id = ichiro.as_str();
    let status = |story: &Story, today: &str| {
        let staff = story.desk.staff(&ichiro).unwrap();
        story.desk.policy().unwrap().staff_status(&staff, day(today))
    };
    story.desk.begin_pause(&ichiro, "2026-12-01", "", on(TODAY)).unwrap();
    assert_eq!(status(&story, "2026-12-02"), StaffStatus::Paused, "休止");
    let empty = story.desk.take_back(Mistake::Pause, id, " ", on(TODAY));
    assert_eq!(problems(empty), "reason required", "never without a reason");
    take_back(&mut story, Mistake::Pause, id);
    assert_eq!(status(&story, "2026-12-02"), StaffStatus::Active, "the undo brings the status back");
    assert_eq!(
        newest(&story, id),
        "staff_pause_take_back (入れまちがい) from=2026-12-01>",
        "and stays readable"
    );
    story.desk.begin_pause(&ichiro, "2026-12-01", "2026-12-31", on(TODAY)).unwrap();
    story.desk.end_pause(&ichiro, "2027-01-31", on(TODAY)).unwrap();
    assert_eq!(
        newest(&story, id),
        "staff_pause_end until=2026-12-31>2027-01-31",
        "the same first day again, and its end corrected"
    );
    assert_eq!(status(&story, "2027-01-15"), StaffStatus::Paused, "it counts again");

    story.desk.begin_mcs_manager(&ichiro, TODAY, on(TODAY)).unwrap();
    take_back(&mut story, Mistake::McsManager, id);
    assert!(!story.desk.staff(&ichiro).unwrap().is_mcs_manager(day(TODAY)), "no MCS管理者 any more");
    story.desk.begin_mcs_manager(&ichiro, TODAY, on(TODAY)).unwrap();
    assert!(story.desk.staff(&ichiro).unwrap().is_mcs_manager(day(TODAY)), "and again, from the same day");

    take_back(&mut story, Mistake::Pledge, id);
    assert!(story.desk.staff(&ichiro).unwrap().pledge.is_none(), "the pledge is missing again");
    assert_eq!(newest(&story, id), "pledge_take_back (入れまちがい) signed_on=2026-11-20>", "with its day");
    assert!(
        matches!(
            story.desk.take_back(Mistake::Pledge, id, SLIP, on(TODAY)),
            Err(office::Error::NotFound { .. })
        ),
        "what is not there is not taken back"
    );

    story.desk.begin_leaving(&ichiro, "2027-03-31", on(TODAY)).unwrap();
    story.desk.do_leaving_step(&ichiro, LeavingKind::RememberPledge, false, "2026-11-20", on(TODAY)).unwrap();
    take_back(&mut story, Mistake::LeavingStep, &format!("{id}/remember-pledge"));
    let running = story.desk.staff(&ichiro).unwrap().leaving.unwrap();
    assert_eq!(running.done(LeavingKind::RememberPledge), None, "the step is open again");
    story.desk.cancel_leaving(&ichiro, "残ることになった", on(TODAY)).unwrap();
    assert_eq!(
        of_record(&story, id)[..4],
        [
            "leaving_cancel (残ることになった) released_on=2027-03-31>",
            "leaving_step_take_back (入れまちがい) leaving_step=remember-pledge on=2026-11-20>",
            "leaving_step leaving_step=remember-pledge on=>2026-11-20",
            "leaving_begin released_on=>2027-03-31",
        ],
        "leaving is told step by step"
    );
    assert_eq!(story.desk.check_log().unwrap().wrong, None, "the log is whole");
}

#[test]
fn a_duty_closed_by_mistake_is_open_again() {
    let mut story = Story::after_first_start();
    let open = |story: &Story| {
        let list = story.desk.today(day(TODAY)).unwrap();
        list.start_of_use.iter().filter(|open| open.due.closed_on.is_none()).count()
    };
    let before = open(&story);
    story.desk.close_duty("contact_secretariat", TODAY, on(TODAY)).unwrap();
    assert_eq!(open(&story), before - 1, "one is closed");
    let closed = story.desk.closed_duties().unwrap();
    assert_eq!(closed.len(), 1, "it stands in the list of what was closed");
    take_back(&mut story, Mistake::Duty, &closed[0].id);
    assert_eq!(open(&story), before, "and is open again");
    assert!(story.desk.closed_duties().unwrap().is_empty(), "and no longer in that list");
    let acts = told(&story.desk, HistoryOf::Noun("duty"));
    assert!(
        acts[0].starts_with("duty_reopen (入れまちがい) duty="),
        "the history names the duty: {}",
        acts[0]
    );
    assert!(acts[0].ends_with("on=2026-11-20>"), "with the day that was taken back");
}

#[test]
fn the_facts_of_a_consent_are_taken_back() {
    let mut story = Story::after_first_start();
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    let id = consent.as_str();
    let kept = |story: &Story| story.desk.consent_record(&consent).unwrap().consent;
    story.desk.file_original(&consent, "A-12", on(TODAY)).unwrap();
    story.desk.file_original(&consent, "B-3", on(TODAY)).unwrap();
    assert_eq!(newest(&story, id), "consent_file_original original_place=A-12>B-3", "where it was before");
    take_back(&mut story, Mistake::OriginalPlace, id);
    assert_eq!(kept(&story).original_place, None, "nobody filed it");
    story.desk.hand_copy(&consent, "例示 桜", TODAY, on(TODAY)).unwrap();
    take_back(&mut story, Mistake::CopyHanded, id);
    assert_eq!(kept(&story).copy_handed, None, "nobody has it");
    story.desk.void_consent(&consent, "別の方の分", on(TODAY)).unwrap();
    take_back(&mut story, Mistake::ConsentVoid, id);
    assert_eq!(kept(&story).status(), ConsentStatus::InForce, "it counts again");
    let withdrawn = WithdrawalDraft {
        by: "例示 桜".into(),
        means: Some(WithdrawalMeans::Phone),
        on: TODAY.into(),
        at: String::new(),
        taken_by: Some(ichiro),
        note: String::new(),
    };
    story.desk.withdraw_consent(&consent, &withdrawn, on(TODAY)).unwrap();
    story.desk.close_withdrawal_step(&consent, WithdrawalStep::Stop, TODAY, on(TODAY)).unwrap();
    take_back(&mut story, Mistake::WithdrawalStep, &format!("{id}/stop"));
    let step = kept(&story).withdrawal.unwrap().done_on(WithdrawalStep::Stop);
    assert_eq!(step, None, "posting has not stopped");
    assert_eq!(
        of_record(&story, id)[..7].iter().map(|line| line.split(' ').next().unwrap()).collect::<Vec<_>>(),
        [
            "consent_take_back_step",
            "consent_follow_withdrawal",
            "consent_withdraw",
            "consent_take_back_void",
            "consent_void",
            "consent_take_back_copy",
            "consent_hand_copy",
        ],
        "all of it stays readable"
    );
    let begun = of_record(&story, id).pop().unwrap();
    assert_eq!(begun, "consent_print", "its history begins with the paper");
}

#[test]
fn a_corrected_signature_shows_what_stood_there() {
    let mut story = Story::after_first_start();
    let ume = story.ume(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    let mut right = story.desk.consent_record(&consent).unwrap().signature;
    right.signed_on = "2026-11-21".into();
    story.desk.correct_consent(&consent, &right, "署名日の書き間違い", on("2026-11-25")).unwrap();
    assert_eq!(
        newest(&story, consent.as_str()),
        "consent_correct (署名日の書き間違い) signed_on=2026-11-20>2026-11-21",
        "the former day, and why it was corrected"
    );
}

#[test]
fn a_submission_and_its_answer_are_taken_back() {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on(TODAY));
    let now = on(TODAY);
    story.desk.begin_leaving(&ichiro, "2027-03-31", now).unwrap();
    let title = story.desk.form(office::forms::FormKind::StaffNotice).unwrap().full_title();
    let changes: Vec<_> = story.desk.untold("asaka").unwrap().into_iter().map(|one| one.change).collect();
    let told_before = changes.len();
    let draft =
        SubmissionDraft { sent_on: TODAY.into(), items: vec![title], changes, ..SubmissionDraft::default() };
    story.desk.record_submission(&draft, now).unwrap();
    assert!(story.desk.untold("asaka").unwrap().is_empty(), "all is told");
    let id = story.desk.submissions().unwrap()[0].id.clone();
    story.desk.answer_submission(&id, SubmissionAnswer::Returned, TODAY, "印がない", now).unwrap();
    take_back(&mut story, Mistake::SubmissionAnswer, id.as_str());
    assert_eq!(story.desk.submissions().unwrap()[0].status(), SubmissionStatus::Sent, "as it was sent");
    assert!(newest(&story, id.as_str()).contains("sent_back_reason=印がない>"), "the answer stays readable");
    take_back(&mut story, Mistake::Submission, id.as_str());
    assert!(story.desk.submissions().unwrap().is_empty(), "nothing was sent");
    assert_eq!(story.desk.untold("asaka").unwrap().len(), told_before, "and nothing is told");
    let notice = story.desk.staff(&ichiro).unwrap().leaving.unwrap().done(LeavingKind::Notice);
    assert_eq!(notice, None, "the step of leaving that it settled is open again");
    assert!(newest(&story, ichiro.as_str()).starts_with("leaving_step_take_back"), "and her card tells it");
}

#[test]
fn pictures_and_the_managers_of_a_group_are_taken_back() {
    let mut story = Story::after_first_start();
    let ichiro = pledged(&mut story);
    let ume: CareRecipientId = story.ume(on(TODAY));
    let now = on(TODAY);
    let picture = PhotoConsentDraft {
        recipient: ume.clone(),
        on: TODAY.into(),
        kind: PhotoConsentKind::Person,
        subject: "右足の傷".into(),
        purpose: "主治医への報告".into(),
        means: "口頭".into(),
        taken_by: None,
    };
    story.desk.record_photo_consent(&picture, now).unwrap();
    let id = story.desk.photo_consents_of(&ume).unwrap()[0].id.clone();
    take_back(&mut story, Mistake::PhotoConsent, id.as_str());
    assert!(story.desk.photo_consents_of(&ume).unwrap().is_empty(), "nobody agreed");
    assert!(newest(&story, ume.as_str()).contains("subject=右足の傷>"), "but her card's history tells it");

    signed_consent(&mut story, &ume, TODAY);
    let mut group = GroupDraft::of(GroupKind::Care { recipient: ume }, TODAY);
    group.manager.staff = Some(ichiro.clone());
    let group = story.desk.open_group(&group, now).unwrap();
    let manager = story.desk.group(&group).unwrap().managers[0].id.clone();
    let alone = story.desk.void_group_manager(&group, &manager, SLIP, now);
    check_refused(alone, "last_group_manager", "3)(4)");
    let right = GroupManagerDraft { staff: None, name: "例示 花".into(), office: "例示薬局".into() };
    story.desk.begin_group_manager(&group, &right, TODAY, now).unwrap();
    story.desk.void_group_manager(&group, &manager, SLIP, now).unwrap();
    let managers = story.desk.group(&group).unwrap().managers;
    assert!(managers.len() == 1 && managers[0].id != manager, "the right one manages it");
    assert_eq!(
        newest(&story, group.as_str()),
        format!("group_manager_void (入れまちがい) who={ichiro}> from=2026-11-20>"),
        "who it was stays readable"
    );
}

#[test]
fn former_values_go_with_the_paper_and_what_was_done_stays() {
    let mut story = Story::after_first_start();
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let mut moved = scenarios::ume();
    moved.phone = "048-000-0009".into();
    story.desk.change_care_recipient(&ume, &moved, on(TODAY)).unwrap();
    let consent = signed_consent(&mut story, &ume, TODAY);
    story.desk.file_original(&consent, "A-12", on(TODAY)).unwrap();
    let printed_wrong = signed_consent(&mut story, &ume, TODAY);
    story.desk.void_consent(&printed_wrong, "別の方の分", on(TODAY)).unwrap();
    let moved = RecipientEndDraft { kind: Some(EndKind::Moved), on: TODAY.into(), reason: String::new() };
    story.desk.end_care(&ume, &moved, on(TODAY)).unwrap();
    let ids = std::slice::from_ref(&consent);
    let then = "2032-01-05";
    story.desk.dispose_consents(ids, then, "シュレッダー", Some(&ichiro), on(then)).unwrap();
    assert_eq!(
        of_record(&story, consent.as_str()),
        [
            "history_forget".to_owned(),
            format!("consent_dispose disposed_on=2032-01-05 means=シュレッダー by={ichiro}")
                .replace('=', "=>"),
            "consent_file_original".to_owned(),
            "consent_sign".to_owned(),
            "consent_print".to_owned(),
        ],
        "who signed and where it was is gone with the paper; what was done, and how it was disposed of, stays"
    );
    assert_eq!(
        of_record(&story, printed_wrong.as_str())[..2],
        ["history_forget", "consent_void (別の方の分)"],
        "of one that was void, too"
    );
    assert_eq!(
        of_record(&story, ume.as_str()),
        ["history_forget", "care_recipient_end", "care_recipient_change", "care_recipient_add"],
        "and so on her card, with the last paper"
    );
    assert_eq!(story.desk.check_log().unwrap().wrong, None, "the log is whole all the same");
    take_back(&mut story, Mistake::Disposal, consent.as_str());
    assert!(story.desk.consent_record(&consent).unwrap().consent.disposal.is_none(), "a slip is taken back");
}

#[test]
fn a_paper_of_one_person_begins_no_history_of_another() {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on(TODAY));
    let ume = story.ume(on(TODAY));
    let plan = story.plan_by_proxy(&ume, Some(ichiro.clone()));
    let mut made = story.paper(PaperOrder::Consent { plan });
    let printed = story.desk.record_paper(&mut made, true, on(TODAY)).unwrap();
    let consent = printed.consent.unwrap();
    assert_eq!(of_record(&story, consent.as_str()), ["consent_print"], "the consent's own");
    assert_eq!(of_record(&story, ichiro.as_str()), ["staff_add"], "and nothing on the card of who explains");
}

#[test]
fn somebody_registered_twice_leaves_the_lists_and_stays_readable() {
    let mut story = Story::after_first_start();
    let (ichiro, twice) = (story.ichiro(on(TODAY)), story.ichiro(on(TODAY)));
    let (ume, ume_twice) = (story.ume(on(TODAY)), story.ume(on(TODAY)));
    let (used, unused) = (tablet(&mut story), tablet(&mut story));
    let moved = DeviceEventDraft { kind: "stored".into(), on: TODAY.into(), ..DeviceEventDraft::default() };
    story.desk.record_device_event(&used, &moved, on(TODAY)).unwrap();
    signed_consent(&mut story, &ume, TODAY);
    let duties = story.desk.today(day(TODAY)).unwrap().duties.len();
    take_back(&mut story, Mistake::Staff, twice.as_str());
    take_back(&mut story, Mistake::CareRecipient, ume_twice.as_str());
    take_back(&mut story, Mistake::Device, unused.as_str());
    let desk = &mut story.desk;
    assert_eq!(desk.staff_list("").unwrap().len(), 1, "one 架空 一郎 is left");
    assert_eq!(desk.care_recipient_list("").unwrap().len(), 1, "one 例示 梅, though the other has a family");
    assert_eq!(desk.device_list("", day(TODAY)).unwrap().len(), 1, "one tablet");
    assert!(desk.today(day(TODAY)).unwrap().duties.len() < duties, "and nothing is due for the other one");
    assert_eq!(desk.untold("asaka").unwrap().len(), 1, "nor told to anybody");
    let registrations = told(desk, HistoryOf::Noun("registration"));
    assert!(
        registrations[2].starts_with("staff_void (入れまちがい) name=架空 一郎>"),
        "the lists tell who it was"
    );
    assert_eq!(registrations.len(), 3, "each of them");

    let pledge = PledgeDraft { on: TODAY.into(), ..PledgeDraft::default() };
    desk.record_pledge(&ichiro, &pledge, on(TODAY)).unwrap();
    for (what, id) in [
        (Mistake::Staff, ichiro.as_str()),
        (Mistake::CareRecipient, ume.as_str()),
        (Mistake::Device, used.as_str()),
    ] {
        check_refused(desk.take_back(what, id, SLIP, on(TODAY)), "card_in_use", "");
    }
    assert_eq!(
        desk.staff(&ichiro).unwrap().pledge.map(|pledge| pledge.on),
        Some(day(TODAY)),
        "nothing is gone"
    );
    assert_eq!(desk.care_recipient(&ume).unwrap().details.family.len(), 1, "nor her family");
}
