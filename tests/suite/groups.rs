//! Groups and who takes part in them: AC-05, S-20, S-23, S-32.

use office::domain::consent::{ExistingConsentDraft, SignerKind};
use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft, GroupState,
    System,
};
use office::domain::id::{CareRecipientId, GroupId, MembershipId, StaffId};
use office::domain::leaving::LeavingKind;
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};
use office::domain::pledge::PledgeDraft;
use office::domain::staff::StaffDraft;
use office::policy::due::Subject;
use scenarios::{Story, check_refused, day, name, on, problems, recipient_named, signed_consent, staff};

const TODAY: &str = "2026-11-20";

pub fn office_in(region: &str) -> Story {
    Story::in_region(region)
}

fn care(recipient: &CareRecipientId) -> GroupDraft {
    GroupDraft::of(GroupKind::Care { recipient: recipient.clone() }, TODAY)
}

pub fn open_group(name: &str) -> GroupDraft {
    let kind =
        GroupKind::Open { name: name.into(), purpose: "勉強会の連絡".into(), wants_listing: false };
    GroupDraft::of(kind, TODAY)
}

/// 架空 一郎 with his pledge and his ID.
fn pledged(story: &mut Story) -> StaffId {
    let id = story.ichiro(on(TODAY));
    let with_id = StaffDraft {
        mcs_id: "mihon-1".into(),
        ..staff(name("架空", "一郎", "かくう", "いちろう"), "看護師", "ichiro@example.jp", TODAY)
    };
    story.desk.change_staff(&id, &with_id, on(TODAY)).unwrap();
    let pledge = PledgeDraft { omitted: false, existing_paper: String::new(), on: TODAY.into() };
    story.desk.record_pledge(&id, &pledge, on(TODAY)).unwrap();
    id
}

pub fn managed_by(staff: &StaffId, draft: GroupDraft) -> GroupDraft {
    let manager = GroupManagerDraft { staff: Some(staff.clone()), ..GroupManagerDraft::default() };
    GroupDraft { manager, ..draft }
}

fn own_staff(staff: &StaffId, joined_on: &str) -> MembershipDraft {
    MembershipDraft {
        kind: Some(MemberKind::Staff),
        staff: Some(staff.clone()),
        joined_on: joined_on.into(),
        ..MembershipDraft::default()
    }
}

fn event(kind: GroupEventKind, on: &str) -> GroupEventDraft {
    GroupEventDraft {
        kind,
        on: on.into(),
        reason: (kind == GroupEventKind::Archived).then_some(ArchiveReason::Other),
        party: String::new(),
        means: String::new(),
        note: String::new(),
        release_members: false,
    }
}

fn state(story: &Story, group: &GroupId) -> GroupState {
    story.desk.group(group).unwrap().state()
}

fn verbs(story: &Story) -> Vec<&'static str> {
    let known = ["group_refuse", "group_open", "group_join", "group_release", "group_off_case"];
    let mut acts = story.desk.vault().acts(100).unwrap();
    acts.sort_by_key(|act| act.seq);
    acts.iter().filter_map(|act| known.into_iter().find(|verb| *verb == act.verb)).collect()
}

/// The keys of the open duties that a group opened, with the day since which each is open.
fn duties(story: &Story, today: &str) -> Vec<(String, String)> {
    let keys = ["send_deletion", "await_deletion", "name_group_manager", "release_member"];
    let list = story.desk.today(day(today)).unwrap();
    let ours = list.duties.iter().filter(|open| keys.contains(&open.due.duty.key.as_str()));
    ours.map(|open| (open.due.duty.key.clone(), open.due.open_since.unwrap().to_string())).collect()
}

fn keys(story: &Story, today: &str) -> Vec<String> {
    duties(story, today).into_iter().map(|(key, _)| key).collect()
}

#[test]
fn ac_05_no_group_before_the_consent_and_without_its_manager() {
    let mut story = office_in("asaka");
    let jiro = recipient_named(&mut story, "次郎", "じろう");
    let manager = pledged(&mut story);
    check_refused(story.desk.open_group(&care(&jiro), on(TODAY)), "group_needs_consent", "3)(2)");
    signed_consent(&mut story, &jiro, TODAY);
    check_refused(story.desk.open_group(&care(&jiro), on(TODAY)), "group_needs_manager", "3)(4)");
    let group = story.desk.open_group(&managed_by(&manager, care(&jiro)), on(TODAY)).unwrap();
    assert_eq!(state(&story, &group), GroupState::Active, "AC-05 (3): with both it is 稼働中");

    let free = story.desk.open_group(&open_group("みほん勉強会"), on(TODAY)).unwrap();
    let free = story.desk.group(&free).unwrap();
    assert_eq!(free.kind.recipient(), None, "AC-05 (4): no patient, and no field for one");
    assert_eq!(
        verbs(&story),
        ["group_refuse", "group_refuse", "group_open", "group_open"],
        "AC-05 (5): refusals and success are in the log"
    );
    let mut acts = story.desk.vault().acts(100).unwrap();
    acts.sort_by_key(|act| act.seq);
    let reasons: Vec<_> =
        acts.iter().filter(|act| act.verb == "group_refuse").map(|act| act.reason.clone()).collect();
    assert_eq!(
        reasons,
        [Some("group_needs_consent".to_owned()), Some("group_needs_manager".to_owned())],
        "with what was missing"
    );
}

#[test]
fn no_region_opens_a_group_before_the_consent() {
    for (region, clause) in [
        ("kiyose", "第6条"),
        ("asaka", "3)(2)"),
        ("miyazaki", "第31条3)"),
        ("kumagaya", "第4条"),
        ("itabashi", "第6条"),
    ] {
        let mut story = office_in(region);
        let [ume, take] = ["梅", "竹"].map(|given| recipient_named(&mut story, given, ""));
        let whole = |recipient: &CareRecipientId| GroupDraft {
            manager: GroupManagerDraft {
                staff: None, name: "例示 花".into(), office: "例示薬局".into()
            },
            instructed: true,
            doctor: "仮名 次郎".into(),
            instructed_on: TODAY.into(),
            means: "FAX".into(),
            doctor_is_member: true,
            ..care(recipient)
        };
        let refused = story.desk.open_group(&whole(&ume), on(TODAY));
        check_refused(refused, "group_needs_consent", clause);
        signed_consent(&mut story, &ume, TODAY);
        story.desk.open_group(&whole(&ume), on(TODAY)).expect("with the consent it opens");
        // MYZ-20: a consent from before the program counts as well; 熊谷 asks for its 対象 besides.
        let existing = ExistingConsentDraft {
            recipient: take.clone(),
            signer: SignerKind::Person,
            family_too: false,
            no_family_reason: "家族なし".into(),
            signed_on: "2020-04-01".into(),
            place: "青いバインダー".into(),
        };
        story.desk.add_existing_consent(&existing, on(TODAY)).unwrap();
        let answer = story.desk.open_group(&whole(&take), on(TODAY));
        match region {
            "kumagaya" => check_refused(answer, "group_needs_target", "第3条"),
            _ => drop(answer.expect("MYZ-20: 既に患者と同意を交わしている")),
        }
    }
}

#[test]
fn an_open_group_has_a_name_and_a_purpose_and_a_link_its_partner() {
    let mut story = office_in("miyazaki");
    let empty = GroupKind::Open { name: " ".into(), purpose: String::new(), wants_listing: true };
    let refused = problems(story.desk.open_group(&GroupDraft::of(empty, TODAY), on(TODAY)));
    assert_eq!(refused, "name required\npurpose required", "第30条4): 趣旨を伝える");
    let recipient = story.ume(on(TODAY));
    let link = |recipient: Option<&CareRecipientId>, name: &str| {
        let name = office::domain::consent::PersonalText(name.into());
        GroupDraft::of(GroupKind::Link { recipient: recipient.cloned(), name }, TODAY)
    };
    let about = link(Some(&recipient), "例示 医師（みほん医院）");
    check_refused(story.desk.open_group(&about, on(TODAY)), "group_needs_consent", "第31条");
    story
        .desk
        .open_group(&link(None, "例示 医師（みほん医院）"), on(TODAY))
        .expect("about nobody, no consent");
    assert_eq!(problems(story.desk.open_group(&link(None, ""), on(TODAY))), "name required", "with whom");
}

#[test]
fn only_miyazaki_has_a_second_system_and_only_itabashi_delegates() {
    let second = GroupDraft { system: System::Second, ..open_group("みほん") };
    let delegated = GroupDraft { delegated: true, ..open_group("みほん") };
    for (region, has_second, delegates) in [
        ("asaka", false, false),
        ("kiyose", false, false),
        ("kumagaya", false, false),
        ("itabashi", false, true),
        ("miyazaki", true, false),
    ] {
        let mut story = office_in(region);
        let is_open = |answer: office::Result<GroupId>| answer.is_ok();
        assert_eq!(is_open(story.desk.open_group(&second, on(TODAY))), has_second, "{region}: Man・Go!");
        assert_eq!(is_open(story.desk.open_group(&delegated, on(TODAY))), delegates, "{region}: 委託");
    }
}

#[test]
fn s_32_while_the_management_is_handed_on_an_id_may_be_shared() {
    let mut story = office_in("itabashi");
    let with_id = |given: &str| {
        let name = name("例示", given, "れいじ", "");
        let one = staff(name, "看護師", "", TODAY);
        StaffDraft { mcs_id: "mihon-7".into(), ..one }
    };
    story.desk.add_staff(&with_id("一子"), on(TODAY)).unwrap();
    let refused = problems(story.desk.add_staff(&with_id("二子"), on(TODAY)));
    assert_eq!(refused, "mcsId duplicate_mcs_id", "第11条(2): not without 委託");
    let ume = story.ume(on(TODAY));
    signed_consent(&mut story, &ume, TODAY);
    let group = story.desk.open_group(&GroupDraft { delegated: true, ..care(&ume) }, on(TODAY)).unwrap();
    assert!(story.desk.group(&group).unwrap().delegated, "S-32: 委託中");
    story.desk.add_staff(&with_id("二子"), on(TODAY)).expect("S-32: a shared ID is allowed");
    story.desk.change_group(&group, "", false, on(TODAY)).unwrap();
    let refused = problems(story.desk.add_staff(&with_id("三子"), on(TODAY)));
    assert_eq!(refused, "mcsId duplicate_mcs_id", "and no longer, once the office manages it again");
}

#[test]
fn s_20_the_family_s_wish_to_delete_goes_to_whom_the_region_names() {
    for (region, to, clause) in [
        ("asaka", Some("エンブレース（株）"), "3)(5)"),
        ("miyazaki", Some("MICT事務局"), "第29条7)"),
        ("kiyose", None, ""),
        ("kumagaya", None, ""),
        ("itabashi", None, ""),
    ] {
        let story = office_in(region);
        let rule = story.desk.policy().unwrap().group.deletion.as_ref();
        assert_eq!(rule.map(|rule| rule.to.as_str()), to, "{region}: to whom; 規定なし otherwise");
        let duty = story.desk.policy().unwrap().duty("send_deletion").unwrap();
        let source = duty.source.as_ref().map(|source| source.clause.as_str()).unwrap_or_default();
        assert_eq!(source, clause, "{region}: the duty's clause");
    }
    let mut story = office_in("asaka");
    let ume = story.ume(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    let manager = pledged(&mut story);
    let group = story.desk.open_group(&managed_by(&manager, care(&ume)), on(TODAY)).unwrap();
    let mut record = |kind, day: &str, party: &str| {
        let draft = GroupEventDraft { party: party.into(), means: "電話".into(), ..event(kind, day) };
        story.desk.record_group_event(&group, &draft, on(day))
    };
    check_refused(
        record(GroupEventKind::DeletionSent, "2026-11-21", "エンブレース（株）"),
        "deletion_not_asked",
        "",
    );
    assert_eq!(
        problems(record(GroupEventKind::DeletionRequested, "2026-11-21", "")),
        "party required",
        "who asked"
    );
    record(GroupEventKind::DeletionRequested, "2026-11-21", "例示 桜（長女）").unwrap();
    check_refused(record(GroupEventKind::Deleted, "2026-11-22", ""), "deletion_not_sent", "");
    assert_eq!(state(&story, &group), GroupState::DeletionRequested, "完全削除依頼中");
    assert_eq!(keys(&story, "2026-11-22"), ["send_deletion"], "it is to be sent on");
    let mut record = |kind, day: &str, party: &str| {
        let draft = GroupEventDraft { party: party.into(), ..event(kind, day) };
        story.desk.record_group_event(&group, &draft, on("2026-11-24"))
    };
    record(GroupEventKind::DeletionSent, "2026-11-24", "エンブレース（株）").unwrap();
    let early = problems(record(GroupEventKind::Deleted, "2026-11-23", ""));
    assert_eq!(early, "on too_early", "no answer before it was sent");
    assert_eq!(duties(&story, "2026-12-01"), [("await_deletion".into(), "2026-11-24".into())], "no answer");
    let answered = event(GroupEventKind::Deleted, "2026-12-02");
    story.desk.record_group_event(&group, &answered, on("2026-12-02")).unwrap();
    assert_eq!(state(&story, &group), GroupState::Deleted, "完全削除済");
    assert_eq!(duties(&story, "2026-12-03"), [], "nothing is left to do");
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert!(kept.is_in_force(), "S-20: the consent stays as proof");
    let reopen = event(GroupEventKind::Reopened, "2026-12-03");
    check_refused(story.desk.record_group_event(&group, &reopen, on("2026-12-03")), "group_deleted", "");
}

#[test]
fn what_happened_to_a_group_keeps_its_order_and_a_mistake_stays_readable() {
    let mut story = office_in("kiyose");
    let group = story.desk.open_group(&open_group("みほん"), on(TODAY)).unwrap();
    let record = |story: &mut Story, kind, day: &str, today: &str| {
        story.desk.record_group_event(&group, &event(kind, day), on(today))
    };
    use GroupEventKind::{Archived, Reopened};
    let early = record(&mut story, Archived, "2026-11-19", "2026-11-25");
    assert_eq!(problems(early), "on too_early", "not before it was opened");
    let late = record(&mut story, Archived, "2026-11-26", "2026-11-25");
    assert_eq!(problems(late), "on in_future", "not tomorrow");
    let why = GroupEventDraft { reason: None, ..event(Archived, TODAY) };
    assert_eq!(problems(story.desk.record_group_event(&group, &why, on(TODAY))), "reason required", "why");
    record(&mut story, Archived, "2026-11-24", "2026-11-25").unwrap();
    check_refused(record(&mut story, Archived, "2026-11-25", "2026-11-25"), "group_not_active", "");
    let colleague = MembershipDraft {
        kind: Some(MemberKind::Colleague),
        name: "例示 花".into(),
        office: "例示薬局".into(),
        joined_on: "2026-11-25".into(),
        ..MembershipDraft::default()
    };
    check_refused(story.desk.join_group(&group, &colleague, on("2026-11-25")), "group_not_active", "");
    story.desk.void_group_event(&group, "別のグループだった", on("2026-11-25")).unwrap();
    assert_eq!(state(&story, &group), GroupState::Active, "as before the mistake");
    let kept = story.desk.group(&group).unwrap().events;
    assert_eq!(kept.len(), 2, "the mistake is readable");
    assert_eq!(kept[1].voided.as_ref().unwrap().reason.0, "別のグループだった", "with its reason");
    record(&mut story, Archived, "2026-11-24", "2026-11-25").unwrap();
    record(&mut story, Reopened, "2026-11-25", "2026-11-25").unwrap();
    assert_eq!(state(&story, &group), GroupState::Active, "used again");
}

#[test]
fn who_has_no_pledge_yet_cannot_join_and_nobody_twice() {
    let mut story = office_in("asaka");
    let group = story.desk.open_group(&open_group("みほん"), on(TODAY)).unwrap();
    let ichiro = story.ichiro(on(TODAY));
    let join = |story: &mut Story| story.desk.join_group(&group, &own_staff(&ichiro, TODAY), on(TODAY));
    check_refused(join(&mut story), "pledge_missing", "2)(5)③");
    let pledge = PledgeDraft { omitted: false, existing_paper: String::new(), on: TODAY.into() };
    story.desk.record_pledge(&ichiro, &pledge, on(TODAY)).unwrap();
    join(&mut story).unwrap();
    check_refused(join(&mut story), "member_already", "");
    let logged = ["group_open", "group_refuse", "group_join", "group_refuse"];
    assert_eq!(verbs(&story), logged, "both refusals are in the log");
    let wrong = MembershipDraft {
        invited_on: "2026-11-22".into(),
        approved_on: "2026-11-21".into(),
        joined_on: "2026-11-19".into(),
        kind: Some(MemberKind::Colleague),
        name: "例示 花".into(),
        ..MembershipDraft::default()
    };
    let refused = problems(story.desk.join_group(&group, &wrong, on("2026-11-22")));
    let expected =
        "joinedOn too_early\ninvitedOn too_late\napprovedOn too_late\napprovedOn too_early\noffice required";
    assert_eq!(refused, expected, "招待 → 承認 → 参加, none before the group");
}

#[test]
fn in_miyazaki_the_family_joins_only_under_a_physician() {
    let mut story = office_in("miyazaki");
    let group = story.desk.open_group(&open_group("みほん"), on(TODAY)).unwrap();
    let daughter = MembershipDraft {
        kind: Some(MemberKind::Family),
        name: "例示 桜".into(),
        role: "長女".into(),
        joined_on: TODAY.into(),
        ..MembershipDraft::default()
    };
    check_refused(story.desk.join_group(&group, &daughter, on(TODAY)), "family_needs_doctor", "第29条5)");
    let doctor = MembershipDraft {
        kind: Some(MemberKind::Doctor),
        name: "仮名 次郎".into(),
        joined_on: TODAY.into(),
        ..MembershipDraft::default()
    };
    story.desk.join_group(&group, &doctor, on(TODAY)).unwrap();
    story.desk.join_group(&group, &daughter, on(TODAY)).expect("with the physician there");
}

/// 架空 一郎 in five groups since the day they were opened.
pub fn in_five_groups(story: &mut Story) -> (StaffId, Vec<MembershipId>) {
    let ichiro = pledged(story);
    let ids = ["一", "二", "三", "四", "五"].map(|name| {
        let group = story.desk.open_group(&open_group(name), on(TODAY)).unwrap();
        story.desk.join_group(&group, &own_staff(&ichiro, TODAY), on(TODAY)).unwrap()
    });
    (ichiro, ids.to_vec())
}

pub fn off_case(off_case_on: &str, on: &str) -> ReleaseDraft {
    let why = ReleaseReason::OffCase;
    ReleaseDraft { off_case_on: off_case_on.into(), on: on.into(), why, note: String::new() }
}

#[test]
fn s_23_who_is_off_the_case_is_released_from_five_groups_in_one_list() {
    let mut story = office_in("kumagaya");
    let (ichiro, ids) = in_five_groups(&mut story);
    let early = story.desk.release_members(&ids, &off_case("", "2026-11-19"), on("2026-12-01"));
    assert_eq!(problems(early), "on too_early", "解除 before 参加");
    let running = |story: &Story| {
        let all = story.desk.memberships_of_staff(&ichiro).unwrap();
        all.iter().filter(|one| one.is_running()).count()
    };
    assert_eq!(running(&story), 5, "nothing was kept of it");
    story.desk.release_members(&ids[..1], &off_case("", "2026-11-30"), on("2026-12-01")).unwrap();
    let twice = story.desk.release_members(&ids, &off_case("", "2026-12-01"), on("2026-12-01"));
    check_refused(twice, "released_already", "");
    assert_eq!(running(&story), 4, "all or none");

    story.desk.release_members(&ids[1..], &off_case("2026-11-30", ""), on("2026-12-01")).unwrap();
    assert_eq!(
        duties(&story, "2026-12-01"),
        [("release_member".into(), "2026-11-30".into())],
        "off the case and not released: one line for the person"
    );
    let duty = story.desk.policy().unwrap().duty("release_member").unwrap();
    assert_eq!(duty.source.as_ref().unwrap().clause, "第10条(5)", "in 熊谷's words");
    story.desk.release_members(&ids[1..], &off_case("2026-11-30", "2026-12-02"), on("2026-12-02")).unwrap();
    assert_eq!(running(&story), 0, "released from all of them");
    assert_eq!(duties(&story, "2026-12-02"), [], "and the duty is closed");
    let released = verbs(&story).iter().filter(|verb| **verb == "group_release").count();
    assert_eq!(released, 5, "one act for each group");

    story.desk.take_back_release(&ids[0], "別の職員だった", on("2026-12-03")).unwrap();
    assert_eq!(running(&story), 1, "takes part as before");
}

#[test]
fn who_leaves_is_released_by_the_steps_and_replaced_as_manager() {
    let mut story = office_in("asaka");
    let ume = story.ume(on(TODAY));
    signed_consent(&mut story, &ume, TODAY);
    let ichiro = pledged(&mut story);
    let group = story.desk.open_group(&managed_by(&ichiro, care(&ume)), on(TODAY)).unwrap();
    story.desk.join_group(&group, &own_staff(&ichiro, TODAY), on(TODAY)).unwrap();
    let manager = story.desk.group(&group).unwrap().managers[0].id.clone();
    check_refused(
        story.desk.end_group_manager(&group, &manager, "2026-12-01", on("2026-12-01")),
        "last_group_manager",
        "3)(4)",
    );
    story.desk.begin_leaving(&ichiro, "2026-11-30", on("2026-11-30")).unwrap();
    assert_eq!(duties(&story, "2026-11-30"), [], "the last day is still a day");
    assert_eq!(
        keys(&story, "2026-12-01"),
        ["name_group_manager"],
        "the steps of leaving lead to the release"
    );
    let other =
        GroupManagerDraft {
            staff: None, name: "例示 花".into(), office: "例示ケアプランセンター".into()
        };
    story.desk.begin_group_manager(&group, &other, "2026-12-01", on("2026-12-01")).unwrap();
    assert_eq!(keys(&story, "2026-12-01"), [] as [&str; 0], "somebody of another office manages it");
    let list = story.desk.today(day("2026-12-01")).unwrap();
    let open = list.duties.iter().find(|open| open.due.duty.key == "leaving").unwrap();
    assert_eq!(open.due.step.unwrap().step, LeavingKind::ReleaseGroups, "and the release comes next");
    assert_eq!(open.due.subject, Subject::Staff(ichiro), "the button leads to the person");
}

#[test]
fn the_list_of_groups_is_searched_by_name_and_person() {
    let mut story = office_in("kiyose");
    let ume = story.ume(on(TODAY));
    signed_consent(&mut story, &ume, TODAY);
    story.desk.open_group(&open_group("みほん勉強会"), on(TODAY)).unwrap();
    let care = story.desk.open_group(&care(&ume), on(TODAY)).unwrap();
    let found = |query: &str| {
        let lines = story.desk.group_list(query).unwrap();
        lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
    };
    assert_eq!(found("勉強").len(), 1, "by its name");
    assert_eq!(found("うめ"), [care], "by the reading of whom it is about");
    assert_eq!(found("").len(), 2, "both for an empty query");
}
