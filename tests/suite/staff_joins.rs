//! AC-02 and AC-03: a new member of staff, her pledge, the roster and its eleventh line.

use office::Error;
use office::desk::PaperOrder;
use office::domain::id::StaffId;
use office::domain::pledge::PledgeDraft;
use office::domain::staff::{StaffDraft, StaffNeedKind, StaffStatus};
use office::domain::submission::SubmissionDraft;
use office::forms::FormKind;
use office::policy::{JoinKind, JoinStep};
use scenarios::{Story, check_refused, day, name, on, problems, sentences_of_form, squeezed, staff, text_of};

const PLEDGE_TITLE: &str = "メディカルケアステーション（MCS）利用に係る連携情報保持に関する誓約書";

#[test]
fn a_new_member_of_staff_is_pledged_listed_and_sent() {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on("2026-11-20"));
    story.desk.begin_mcs_manager(&ichiro, "2026-11-20", on("2026-11-20")).unwrap();
    let before = on("2026-12-01");
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-01");
    let mio = story.desk.add_staff(&mio, before).unwrap();

    // (1) 様式2
    let pledge = story.paper(PaperOrder::StaffPledge { staff: mio.clone() });
    let text = squeezed(&text_of(&pledge.pdf).concat());
    for part in [PLEDGE_TITLE, "みほん訪問看護ステーション", "管理者見本花子殿"] {
        assert!(text.contains(part), "AC-02 (1): 様式2 shows {part}");
    }
    for sentence in sentences_of_form(2) {
        assert!(text.contains(&sentence), "AC-02 (1): word for word as the policy: {sentence}");
    }

    // (2) 様式3
    let roster = story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None });
    let page = &text_of(&roster.pdf)[0];
    let lines: Vec<_> = page.lines().filter(|line| !line.trim().is_empty()).collect();
    let at = |part: &str| {
        lines.iter().position(|line| squeezed(line).contains(part)).unwrap_or_else(|| panic!("{part}"))
    };
    assert!(at("かめい") < at("仮名澪"), "AC-02 (2): ふりがな stands above the name");
    for part in ["令和8年12月1日", "看護師", "mio@example.jp"] {
        assert!(squeezed(page).contains(part), "AC-02 (2): the row shows {part}");
    }
    assert_eq!(page.matches("令和8年").count(), 2, "登録日 of two people; 解除日 and 誓約日 are empty");
    let manager = lines.iter().find(|line| line.contains("管理者氏名")).expect("the manager's line");
    assert!(squeezed(manager).contains("見本花子") && manager.contains('印'), "管理者氏名 with 印");
    let pledged =
        story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: Some(day("2026-12-01")) });
    assert!(squeezed(&text_of(&pledged.pdf)[0]).contains("誓約日：令和8年12月1日"), "誓約日 as entered");

    // (3) the pledge makes her ready
    let status = |story: &Story, today: &str| {
        story.desk.policy().unwrap().staff_status(&story.desk.staff(&mio).unwrap(), day(today))
    };
    let may_join = |story: &Story| {
        story.desk.policy().unwrap().may_join_groups(&story.desk.staff(&mio).unwrap(), before.today())
    };
    assert_eq!(status(&story, "2026-11-30"), StaffStatus::Coming, "入職予定 until her first day");
    assert_eq!(status(&story, "2026-12-01"), StaffStatus::Preparing, "AC-02 (3): 利用準備");
    let refused = may_join(&story);
    let Err(Error::Refused { code, clause }) = refused else {
        panic!("she is let into a group without a pledge")
    };
    assert_eq!((code, clause.as_str()), ("pledge_missing", "朝霞地区 運用ルール 2)(5)③"), "誓約書がまだです");
    let signed = PledgeDraft { on: "令和8年12月1日".into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&mio, &signed, before).unwrap();
    assert_eq!(status(&story, "2026-12-01"), StaffStatus::Active, "AC-02 (3): 利用中");
    assert!(may_join(&story).is_ok(), "and she may join groups");

    // (4) the submission
    let sent = SubmissionDraft {
        sent_on: "2026-12-02".into(),
        items: vec![roster.title.clone()],
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&sent, on("2026-12-02")).unwrap();
    let [submission] = story.desk.submissions().unwrap().try_into().expect("one submission");
    assert_eq!(submission.items, [roster.title], "AC-02 (4): it lists one item");
    assert!(
        submission.destination.ends_with("朝霞地区医師会地域包括ケア支援室"),
        "{}",
        submission.destination
    );
    assert_eq!(submission.send, "原本", "the original goes by post");
    assert_eq!(submission.sent_on, day("2026-12-02"), "on the day she posted it");
}

#[test]
fn the_eleventh_user_opens_a_second_sheet() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    for (at, number) in numbers.iter().enumerate() {
        let draft =
            staff(name("仮名", &format!("{number}郎"), "かめい", "ろう"), "介護福祉士", "", "2026-11-20");
        let id = story.desk.add_staff(&draft, now).unwrap();
        if at == 2 {
            story.desk.begin_leaving(&id, "令和8年11月30日", now).unwrap();
        }
    }
    let ten = story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None });
    assert_eq!(ten.pages, 1, "ten users stand on one sheet");
    assert!(!text_of(&ten.pdf)[0].contains("枚目"), "and one sheet is not counted");

    let eleventh = staff(
        name("例示", "十一郎", "れいじ", "じゅういちろう"),
        "看護師",
        "juichi@example.jp",
        "2026-12-01",
    );
    story.desk.add_staff(&eleventh, now).unwrap();
    let roster = story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None });
    let pages = text_of(&roster.pdf);
    assert_eq!(pages.len(), 2, "AC-03: two sheets");
    let [first, second] = [squeezed(&pages[0]), squeezed(&pages[1])];
    assert!(first.contains("1枚目／2枚") && second.contains("2枚目／2枚"), "each says which it is");
    for number in numbers {
        assert!(first.contains(&format!("仮名{number}郎")), "No.1–10 stand on sheet 1: {number}郎");
    }
    assert!(second.contains("例示十一郎") && second.contains("juichi@example.jp"), "the eleventh on sheet 2");
    assert!(pages[1].lines().any(|line| line.trim_start().starts_with("11")), "numbered 11");
    for part in ["みほん訪問看護ステーション", "管理者氏名", "誓約日"] {
        assert!(second.contains(part), "the header block is repeated: {part}");
    }
    assert!(
        first.contains("仮名三郎") && first.contains("令和8年11月30日"),
        "a released user keeps the row and shows 解除日"
    );
}

#[test]
fn an_existing_pledge_stands_in_for_the_form() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let bare = PledgeDraft { omitted: true, ..PledgeDraft::default() };
    let refused = problems(story.desk.record_pledge(&ichiro, &bare, now));
    assert_eq!(refused, "on required\nexistingPaper required", "省略 needs the paper's date and kind");
    let omitted =
        PledgeDraft {
            omitted: true, on: "H30.4.1".into(), existing_paper: "入職時の守秘義務誓約書".into()
        };
    story.desk.record_pledge(&ichiro, &omitted, now).unwrap();
    let kept = story.desk.staff(&ichiro).unwrap();
    assert_eq!(
        kept.pledge.as_ref().map(|pledge| pledge.on),
        Some(day("2018-04-01")),
        "the existing paper's date"
    );
    let status = story.desk.policy().unwrap().staff_status(&kept, now.today());
    assert_eq!(status, StaffStatus::Active, "朝霞 2)(5)③: 省略できるものとする");
    // KYS-17, MYZ-18, ITB-11: the other regions that ask for a pledge say so, too; 熊谷 asks for none.
    for (region, clause) in
        [("kiyose", "第9条"), ("miyazaki", "第15条"), ("itabashi", "第9条"), ("kumagaya", "")]
    {
        let mut story = Story::in_region(region);
        let ichiro = story.ichiro(now);
        let said = story.desk.policy().unwrap().staff_pledge.as_ref();
        assert_eq!(said.map_or("", |rule| &rule.source.clause), clause, "{region}");
        let open = |story: &Story| {
            let today = story.desk.today(now.today()).unwrap();
            today.duties.iter().filter(|open| open.due.duty.key == "staff_pledge").count()
        };
        assert_eq!(open(&story), usize::from(!clause.is_empty()), "{region}: 誓約書がまだです");
        story.desk.record_pledge(&ichiro, &omitted, now).unwrap();
        assert_eq!(open(&story), 0, "{region}: 省略できるものとする");
    }
}

#[test]
fn each_region_keeps_out_of_groups_who_lacks_what_it_asks() {
    let now = on("2026-11-20");
    for (region, asked) in [
        ("kiyose", &[("pledge_missing", "第9条")][..]),
        ("asaka", &[("pledge_missing", "2)(5)③")]),
        ("miyazaki", &[("pledge_missing", "第15条"), ("course_missing", "第12条3)")]),
        ("kumagaya", &[("mcs_id_missing", "第6条第1項")]),
        ("itabashi", &[("pledge_missing", "第9条")]),
    ] {
        let mut story = Story::in_region(region);
        let nurse = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "", "2026-11-20");
        let unsaid = StaffDraft { profession: String::new(), ..nurse.clone() };
        let refused = problems(story.desk.add_staff(&unsaid, now));
        assert_eq!(refused, "profession required", "MYZ-36: 職種を明らかにした上で, and so everywhere");
        let mio = story.desk.add_staff(&nurse, now).unwrap();
        for (code, clause) in asked {
            let policy = story.desk.policy().unwrap();
            let refused = policy.may_join_groups(&story.desk.staff(&mio).unwrap(), now.today());
            check_refused(refused, code, clause);
            match *code {
                "pledge_missing" => {
                    let signed = PledgeDraft { on: "2026-11-20".into(), ..PledgeDraft::default() };
                    story.desk.record_pledge(&mio, &signed, now).unwrap();
                }
                "course_missing" => {
                    story.desk.close_duty_of("", "staff_course", mio.as_str(), "2026-11-20", now).unwrap();
                }
                _ => {
                    let with_id = StaffDraft { mcs_id: "mio01".into(), ..nurse.clone() };
                    story.desk.change_staff(&mio, &with_id, now).unwrap();
                }
            }
        }
        let policy = story.desk.policy().unwrap();
        let answer = policy.may_join_groups(&story.desk.staff(&mio).unwrap(), now.today());
        assert!(answer.is_ok(), "{region}: with all of it she may");
    }
}

#[test]
fn two_active_people_never_share_an_mcs_id() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let mut first = staff(name("架空", "一郎", "", ""), "看護師", "", "2026-11-20");
    first.mcs_id = "mihon01".into();
    let ichiro = story.desk.add_staff(&first, now).unwrap();
    let mut second = staff(name("仮名", "澪", "", ""), "看護師", "", "2026-11-20");
    second.mcs_id = "ＭＩＨＯＮ０１".into();
    assert_eq!(problems(story.desk.add_staff(&second, now)), "mcsId duplicate_mcs_id", "also in full width");
    story.desk.change_staff(&ichiro, &first, now).expect("her own ID is no duplicate of itself");
    first.released_on = "2026-11-20".into();
    let refused = problems(story.desk.change_staff(&ichiro, &first, now));
    assert_eq!(refused, "releasedOn by_leaving", "nobody is released by changing a field");
    story.desk.begin_leaving(&ichiro, "2026-11-20", now).unwrap();
    assert_eq!(problems(story.desk.add_staff(&second, now)), "mcsId duplicate_mcs_id", "on the last day");
    story.desk.add_staff(&second, on("2026-11-21")).expect("a released person's ID is free");
}

#[test]
fn impossible_input_is_refused_at_its_field() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let bad = |change: fn(&mut StaffDraft)| {
        let mut draft = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-01");
        change(&mut draft);
        draft
    };
    type Spoil = fn(&mut StaffDraft);
    let cases: [(Spoil, &str); 8] = [
        (|draft| draft.registered_on = "平成31年5月1日".into(), "registeredOn era_mismatch 令和元年5月1日"),
        (|draft| draft.registered_on = "2026年2月30日".into(), "registeredOn no_such_day"),
        (|draft| draft.name.family_kana = "亀井".into(), "name.familyKana not_hiragana"),
        (|draft| draft.name.family = "仮\u{7}名".into(), "name.family control_character"),
        (|draft| draft.name.given = "あ".repeat(10_000), "name.given too_long"),
        (|draft| draft.name.family = " ".into(), "name.family required"),
        (|draft| draft.email = "mio＠".into(), "email not_an_email"),
        (|draft| draft.released_on = "2026-11-01".into(), "releasedOn too_early"),
    ];
    for (change, expected) in cases {
        assert_eq!(
            problems(story.desk.add_staff(&bad(change), now)),
            expected,
            "the field says what is wrong"
        );
    }
    assert!(story.desk.staff_list("").unwrap().is_empty(), "and nothing was kept");
    let katakana = bad(|draft| draft.name.family_kana = "ｶﾒｲ".into());
    let id = story.desk.add_staff(&katakana, now).unwrap();
    assert_eq!(
        story.desk.staff(&id).unwrap().details.name.family_kana,
        "かめい",
        "katakana is turned, not refused"
    );
}

#[test]
fn the_checklist_of_joining_is_the_region_s() {
    let kinds = |story: &Story, id: &StaffId| -> Vec<(String, bool)> {
        let steps = story.desk.joining(id, on("2026-11-20")).unwrap();
        let line = |step: &JoinStep<'_>| {
            let word = match step.kind {
                JoinKind::Registered => "registered",
                JoinKind::Need(StaffNeedKind::Pledge) => "pledge",
                JoinKind::Need(StaffNeedKind::Course) => "course",
                JoinKind::Need(StaffNeedKind::Profession) => "profession",
                JoinKind::Need(StaffNeedKind::McsId) => "id",
                JoinKind::Tick(duty) => &duty.key,
                JoinKind::Notice(_) => "notice",
            };
            (word.to_owned(), step.is_done)
        };
        steps.iter().map(line).collect()
    };
    let order = |region: &str| {
        let mut story = Story::after_first_start();
        story.desk.choose_region(region, on("2026-11-20")).unwrap();
        let id = story.ichiro(on("2026-11-20"));
        kinds(&story, &id).into_iter().map(|(word, _)| word).collect::<Vec<_>>()
    };
    assert_eq!(order("asaka"), ["registered", "pledge", "notice"], "朝霞 2)(5)③, then 様式3");
    assert_eq!(order("kiyose"), ["registered", "pledge", "explain_notes"], "清瀬 第10条; nobody is told");
    assert_eq!(order("itabashi"), ["registered", "pledge", "explain_notes"], "板橋 第10条");
    assert_eq!(
        order("kumagaya"),
        ["registered", "id", "profile", "notice"],
        "熊谷 第6条: ID first, then paper"
    );
    let miyazaki =
        ["registered", "pledge", "course", "profession", "explain_notes", "tell_listing", "notice"];
    assert_eq!(order("miyazaki"), miyazaki, "宮崎 第15・12・27・17・22条");

    // One person's tick is not another's.
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.choose_region("miyazaki", now).unwrap();
    let ichiro = story.ichiro(now);
    let mio =
        story.desk.add_staff(&staff(name("仮名", "澪", "", ""), "看護師", "", "2026-11-20"), now).unwrap();
    story.desk.close_duty_of("", "staff_course", ichiro.as_str(), "2026-11-19", now).unwrap();
    let course = |id| kinds(&story, id).into_iter().find(|(word, _)| word == "course").unwrap().1;
    assert_eq!((course(&ichiro), course(&mio)), (true, false), "宮崎 第12条3): each attends the course");
    let today = story.desk.today(now.today()).unwrap();
    let open = |key: &str| today.duties.iter().filter(|open| open.due.duty.key == key).count();
    assert_eq!(
        (open("staff_course"), open("explain_notes")),
        (1, 2),
        "and what is open is on the start page"
    );
    let ticked_late =
        problems(story.desk.close_duty_of("", "explain_notes", mio.as_str(), "2026-11-21", now));
    assert_eq!(ticked_late, "on in_future", "nothing is ticked for tomorrow");
}

#[test]
fn a_pause_is_no_end() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let signed = PledgeDraft { on: "2026-11-20".into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&ichiro, &signed, now).unwrap();
    let wrong = problems(story.desk.begin_pause(&ichiro, "2026-12-10", "2026-12-01", now));
    assert_eq!(wrong, "until too_early", "a pause does not end before it begins");
    story.desk.begin_pause(&ichiro, "2026-12-01", "", now).unwrap();
    let status = |story: &Story, today| {
        story.desk.policy().unwrap().staff_status(&story.desk.staff(&ichiro).unwrap(), day(today))
    };
    assert_eq!(status(&story, "2026-11-30"), StaffStatus::Active, "the day before");
    assert_eq!(status(&story, "2027-05-01"), StaffStatus::Paused, "休止 while its end is open");
    let again = problems(story.desk.begin_pause(&ichiro, "2027-01-01", "", now));
    assert_eq!(again, "from too_early", "one pause at a time");
    story.desk.end_pause(&ichiro, "2027-06-30", now).unwrap();
    assert_eq!(status(&story, "2027-07-01"), StaffStatus::Active, "利用中 again");
}

#[test]
fn the_last_mcs_manager_of_asaka_cannot_go_without_another() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let mio =
        story.desk.add_staff(&staff(name("仮名", "澪", "", ""), "看護師", "", "2026-11-20"), now).unwrap();
    story.desk.begin_mcs_manager(&ichiro, "2026-11-20", now).unwrap();
    let refused = story.desk.end_mcs_manager(&ichiro, "2026-12-31", now);
    let Err(Error::Refused { code, clause }) = refused else { panic!("nobody is MCS管理者 any more") };
    assert_eq!((code, clause.as_str()), ("last_mcs_manager", "朝霞地区 運用ルール 2)(5)②"), "必ず1名以上");
    story.desk.begin_mcs_manager(&mio, "2026-12-15", now).unwrap();
    story.desk.end_mcs_manager(&ichiro, "2026-12-31", now).expect("another one follows");
    story.desk.begin_mcs_manager(&ichiro, "2027-04-01", now).unwrap();
    assert_eq!(story.desk.staff(&ichiro).unwrap().mcs_manager.len(), 2, "several terms are kept");
    assert!(!story.desk.staff(&ichiro).unwrap().is_mcs_manager(day("2027-03-01")), "with the days between");

    let mut kiyose = Story::after_first_start();
    kiyose.desk.choose_region("kiyose", now).unwrap();
    let ichiro = kiyose.ichiro(now);
    kiyose.desk.begin_mcs_manager(&ichiro, "2026-11-20", now).unwrap();
    kiyose.desk.end_mcs_manager(&ichiro, "2026-11-20", now).expect("清瀬 第7条 names no number");
    let today = kiyose.desk.today(day("2026-11-21")).unwrap();
    let open = today.duties.iter().any(|open| open.due.duty.key == "appoint_mcs_manager");
    assert!(open, "but a duty opens");
}
