//! A patient dies (AC-08): nothing is deleted, the consent ends, its paper is kept for the office's own time.

use office::desk::PaperOrder;
use office::domain::consent::{ConsentPlanDraft, ConsentStatus, SignerKind};
use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft, GroupState,
};
use office::domain::id::{CareRecipientId, ConsentId, GroupId};
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseReason};
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::signature::SignatureDraft;
use scenarios::{Story, check_refused, day, on, problems, recipient_named, signed_consent};

const DIED: &str = "2026-10-05";
const ARCHIVED: &str = "2026-10-09";

fn ended(kind: EndKind, on: &str) -> RecipientEndDraft {
    RecipientEndDraft { kind: Some(kind), on: on.into(), reason: String::new() }
}

/// 例示 茂 with a consent by proxy, a group of four, and 連携 since September.
fn shigeru(region: &str) -> (Story, CareRecipientId, ConsentId, GroupId) {
    let mut story = Story::in_region(region);
    let shigeru = recipient_named(&mut story, "茂", "しげる");
    let plan = ConsentPlanDraft { visit_on: String::new(), ..story.plan_by_proxy(&shigeru, None) };
    let mut made = story.desk.make_paper(PaperOrder::Consent { plan }, day("2026-09-01")).unwrap();
    let consent = story.desk.record_paper(&mut made, true, on("2026-09-01")).unwrap().consent.unwrap();
    let foreseen = story.desk.consent_record(&consent).unwrap().signature;
    let signature =
        SignatureDraft { signed_on: "2026-09-01".into(), proxy_intention_confirmed: true, ..foreseen };
    story.desk.sign_consent(&consent, &signature, on("2026-09-01")).unwrap();
    let kind = GroupKind::Care { recipient: shigeru.clone() };
    let manager = GroupManagerDraft { staff: None, name: "例示 花".into(), office: "例示薬局".into() };
    let draft = GroupDraft {
        manager,
        instructed: true,
        doctor: "仮名 次郎".into(),
        instructed_on: "2026-09-01".into(),
        means: "FAX".into(),
        doctor_is_member: true,
        ..GroupDraft::of(kind, "2026-09-01")
    };
    let group = story.desk.open_group(&draft, on("2026-09-01")).unwrap();
    for (kind, name) in [
        (MemberKind::Colleague, "例示 一"),
        (MemberKind::Colleague, "例示 二"),
        (MemberKind::Family, "例示 桜"),
    ] {
        let member = MembershipDraft {
            kind: Some(kind),
            name: name.into(),
            office: "例示薬局".into(),
            joined_on: "2026-09-02".into(),
            ..MembershipDraft::default()
        };
        story.desk.join_group(&group, &member, on("2026-09-02")).unwrap();
    }
    (story, shigeru, consent, group)
}

fn archive(on: &str) -> GroupEventDraft {
    GroupEventDraft {
        kind: GroupEventKind::Archived,
        on: on.into(),
        reason: Some(ArchiveReason::Ended(EndKind::Died)),
        party: String::new(),
        means: String::new(),
        note: String::new(),
        release_members: true,
    }
}

fn archive_duties(story: &Story, today: &str) -> Vec<(String, String)> {
    let list = story.desk.today(day(today)).unwrap();
    let ours = list.duties.iter().filter(|open| open.due.duty.key.starts_with("archive_group"));
    let clause = |open: &office::desk::OpenDuty<'_>| {
        open.due.duty.source.as_ref().map(|source| source.clause.clone()).unwrap_or_default()
    };
    ours.map(|open| (open.due.duty.key.clone(), clause(open))).collect()
}

#[test]
fn ac_08_a_patient_dies() {
    let (mut story, shigeru, consent, group) = shigeru("asaka");
    story.desk.end_care(&shigeru, &ended(EndKind::Died, DIED), on("2026-10-06")).unwrap();
    assert_eq!(
        archive_duties(&story, "2026-10-06"),
        [("archive_group_died".to_owned(), "3)(5)".to_owned())],
        "the group is still used: a person moves it"
    );
    let still = story.desk.group(&group).unwrap().state();
    assert_eq!(still, GroupState::Active, "and nothing moves it by itself");

    story.desk.record_group_event(&group, &archive(ARCHIVED), on(ARCHIVED)).unwrap();
    let kept = story.desk.group(&group).unwrap();
    assert_eq!(kept.state(), GroupState::Archived, "AC-08 (2): 保管, never deleted");
    let event = kept.last(GroupEventKind::Archived).unwrap();
    assert_eq!(event.reason, Some(ArchiveReason::Ended(EndKind::Died)), "with reason 死亡");
    assert_eq!(event.on, day(ARCHIVED), "AC-08 (6): on the day it was moved, not on the day of death");
    let archived = kept.true_events().filter(|event| event.kind == GroupEventKind::Archived).count();
    assert_eq!(archived, 1, "AC-08 (6): one 保管 to count");
    assert_eq!(kept.members.len(), 4, "all four stay readable");
    let released = |member: &office::domain::membership::Membership| {
        let release = member.release.as_ref().unwrap();
        release.on == day(ARCHIVED) && release.why == ReleaseReason::GroupEnded
    };
    assert!(kept.members.iter().all(released), "released on that day, because she ticked it");
    assert_eq!(archive_duties(&story, ARCHIVED), [], "the duty is closed");

    let record = story.desk.consent_record(&consent).unwrap();
    let status = record.consent.status();
    assert_eq!(status, ConsentStatus::Ended { why: EndKind::Died, on: day(DIED) }, "AC-08 (3): 終了(死亡)");
    let pdf = story.paper(PaperOrder::ConsentAgain { consent: consent.clone(), version: Some(1) });
    assert!(pdf.pdf.starts_with(b"%PDF"), "AC-08 (3): its PDF still opens");

    let until = story.desk.kept_until(&record.consent).unwrap();
    assert_eq!(until, Some(day("2031-10-05")), "AC-08 (4): 保存の目安 5年");
    let by = story.ichiro(on("2026-11-20"));
    let mut dispose = |today: &str| {
        let ids = std::slice::from_ref(&consent);
        story.desk.dispose_consents(ids, today, "シュレッダー", Some(&by), on(today))
    };
    check_refused(dispose("2031-10-05"), "not_disposable_yet", "");
    assert!(story.desk.disposable(day("2031-10-05")).unwrap().is_empty(), "AC-08 (4): not offered");
    let offered = story.desk.disposable(day("2031-10-06")).unwrap();
    assert_eq!(offered.len(), 1, "AC-08 (4): offered as a list the day after");
    let ids = std::slice::from_ref(&consent);
    story.desk.dispose_consents(ids, "2031-10-06", "シュレッダー", Some(&by), on("2031-10-06")).unwrap();
    assert!(story.desk.disposable(day("2031-10-07")).unwrap().is_empty(), "and no longer, once it is done");
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.disposal.unwrap().on, day("2031-10-06"), "the record stays, with its disposal");
}

#[test]
fn nobody_visits_or_prints_for_somebody_who_died() {
    let (mut story, shigeru, _, group) = shigeru("asaka");
    story.desk.end_care(&shigeru, &ended(EndKind::Died, DIED), on("2026-10-06")).unwrap();
    let choices = story.desk.print_choices(day("2026-10-06")).unwrap();
    assert!(choices.recipients.is_empty() && choices.waiting.is_empty(), "AC-08 (5): in no choosing list");
    let plan = ConsentPlanDraft { signer: SignerKind::Person, ..story.plan_by_proxy(&shigeru, None) };
    let refused = story.desk.make_paper(PaperOrder::Consent { plan }, day("2026-10-06"));
    check_refused(refused.map(drop), "recipient_ended", "");
    story.desk.record_group_event(&group, &archive(ARCHIVED), on(ARCHIVED)).unwrap();
    let reopen = GroupEventDraft { kind: GroupEventKind::Reopened, ..archive(ARCHIVED) };
    check_refused(
        story.desk.record_group_event(&group, &reopen, on(ARCHIVED)),
        "group_needs_consent",
        "3)(2)",
    );
    let today = story.desk.today(day(ARCHIVED)).unwrap();
    let about: Vec<_> = today.duties.iter().filter(|open| open.person.is_some()).collect();
    let keys: Vec<_> = about.iter().map(|open| open.due.duty.key.as_str()).collect();
    assert_eq!(keys, ["file_original"], "no signature and no copy; what was signed goes into the files");
}

#[test]
fn an_end_is_corrected_with_a_reason_and_can_be_taken_back() {
    let (mut story, shigeru, consent, _) = shigeru("asaka");
    let now = on("2026-10-20");
    let future = story.desk.end_care(&shigeru, &ended(EndKind::Died, "2026-10-21"), now);
    assert_eq!(problems(future), "on in_future", "nobody dies tomorrow");
    let before_birth = story.desk.end_care(&shigeru, &ended(EndKind::Died, "1933-05-04"), now);
    assert_eq!(problems(before_birth), "on too_early", "nor before the birth");
    story.desk.end_care(&shigeru, &ended(EndKind::Moved, "2026-10-15"), now).unwrap();
    let right = ended(EndKind::Died, DIED);
    assert_eq!(
        problems(story.desk.end_care(&shigeru, &right, now)),
        "reason required",
        "a correction says why"
    );
    let right = RecipientEndDraft { reason: "転居と聞き違えた".into(), ..right };
    story.desk.end_care(&shigeru, &right, now).unwrap();
    let ends = story.desk.ends_of(&shigeru).unwrap();
    assert_eq!(ends.len(), 2, "what was entered before stays readable");
    assert_eq!((ends[0].kind, ends[0].on), (EndKind::Died, day(DIED)), "the right one stands");
    assert_eq!(ends[1].voided.as_ref().unwrap().reason.0, "転居と聞き違えた", "with the reason");
    story.desk.take_back_end(&shigeru, "別の方だった", now).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert!(kept.is_in_force(), "the consent counts again, because its end follows from that day");
    check_refused(story.desk.take_back_end(&shigeru, "別の方だった", now), "not_ended", "");
}

#[test]
fn a_region_that_speaks_of_death_only_leaves_the_rest_to_the_office() {
    for (region, kind, key, clause) in [
        ("asaka", EndKind::SupportEnded, "archive_group", "3)(5)"),
        ("miyazaki", EndKind::Died, "archive_group_died", "第29条6)"),
        ("miyazaki", EndKind::Moved, "archive_group", ""),
        ("itabashi", EndKind::Died, "archive_group_died", ""),
    ] {
        let (mut story, shigeru, _, _) = shigeru(region);
        story.desk.end_care(&shigeru, &ended(kind, DIED), on("2026-10-06")).unwrap();
        let open = archive_duties(&story, "2026-10-06");
        assert_eq!(open, [(key.to_owned(), clause.to_owned())], "{region} {kind:?}");
    }
}

#[test]
fn a_sheet_signed_before_the_end_may_come_back_after_it() {
    let mut story = Story::in_region("asaka");
    let shigeru = recipient_named(&mut story, "茂", "しげる");
    let plan = ConsentPlanDraft { signer: SignerKind::Person, ..story.plan_by_proxy(&shigeru, None) };
    let mut made = story.desk.make_paper(PaperOrder::Consent { plan }, day("2026-10-01")).unwrap();
    let consent = story.desk.record_paper(&mut made, true, on("2026-10-01")).unwrap().consent.unwrap();
    story.desk.end_care(&shigeru, &ended(EndKind::Died, DIED), on("2026-10-06")).unwrap();
    let signed =
        |on: &str| SignatureDraft { signed_on: on.into(), by_person: true, ..SignatureDraft::default() };
    let after = story.desk.sign_consent(&consent, &signed("2026-10-06"), on("2026-10-07"));
    assert_eq!(problems(after), "signedOn too_late", "nobody signs after the end");
    story.desk.sign_consent(&consent, &signed("2026-10-02"), on("2026-10-07")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert!(kept.signature.is_some() && !kept.is_in_force(), "entered late, and ended already");
}

#[test]
fn a_newer_consent_takes_the_place_of_the_older() {
    let mut story = Story::in_region("asaka");
    let ume = story.ume(on("2026-11-20"));
    let first = signed_consent(&mut story, &ume, "2026-11-20");
    let second = signed_consent(&mut story, &ume, "2026-11-25");
    let status = |story: &Story, id: &ConsentId| story.desk.consent_record(id).unwrap().consent.status();
    assert_eq!(status(&story, &first), ConsentStatus::Replaced, "置換え");
    assert_eq!(status(&story, &second), ConsentStatus::InForce, "the newer one counts");
    story.desk.void_consent(&second, "別の方を印刷した", on("2026-11-26")).unwrap();
    assert_eq!(status(&story, &first), ConsentStatus::InForce, "a slip takes nobody's place");
}
