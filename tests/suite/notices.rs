//! Notices to the body: which change was told, what became of the paper, and the manager who changed (S-22).

use office::desk::PaperOrder;
use office::domain::submission::{Change, SubmissionAnswer, SubmissionDraft, SubmissionStatus};
use office::forms::FormKind;
use scenarios::{Story, day, name, on, problems, squeezed, staff, text_of};

fn notice(story: &Story, today: &str) -> office::desk::MadePaper {
    let order = PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None };
    story.desk.make_paper(order, day(today)).unwrap()
}

fn untold(story: &Story, region: &str) -> Vec<Change> {
    story.desk.untold(region).unwrap().into_iter().map(|one| one.change).collect()
}

fn send(story: &mut Story, region: &str, item: &str, on_day: &str) {
    let changes = untold(story, region);
    let (sent_on, items) = (on_day.to_owned(), vec![item.to_owned()]);
    let draft =
        SubmissionDraft { region: region.to_owned(), sent_on, items, changes, ..SubmissionDraft::default() };
    story.desk.record_submission(&draft, on(on_day)).unwrap();
}

fn open(story: &Story, today: &str, key: &str) -> usize {
    let list = story.desk.today(day(today)).unwrap();
    list.duties.iter().filter(|open| open.due.duty.key == key).count()
}

#[test]
fn a_change_is_open_until_a_notice_tells_it() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.ichiro(now);
    assert_eq!(open(&story, "2026-11-20", "tell_registered"), 0, "the paper of the start tells everybody");
    let title = notice(&story, "2026-11-20").title;
    send(&mut story, "asaka", &title, "2026-11-20");
    assert_eq!(untold(&story, "asaka"), [], "架空 一郎 is told");

    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-01");
    let mio = story.desk.add_staff(&mio, now).unwrap();
    assert_eq!(open(&story, "2026-11-30", "tell_registered"), 0, "not before her first day");
    assert_eq!(open(&story, "2026-12-01", "tell_registered"), 1, "朝霞 様式3 ※");
    let list = story.desk.today(day("2026-12-01")).unwrap();
    let due = list.duties.iter().find(|open| open.due.duty.key == "tell_registered").unwrap().due.due_on;
    assert_eq!(due.map(|due| (due.on, due.is_target)), Some((day("2026-12-08"), true)), "目安 7日");
    let roster = squeezed(&text_of(&notice(&story, "2026-12-01").pdf).concat());
    assert!(
        roster.contains("架空一郎") && roster.contains("仮名澪"),
        "朝霞 様式3 stays the running register"
    );

    let without_paper = SubmissionDraft {
        sent_on: "2026-12-02".into(),
        items: vec!["別紙様式1".into()],
        changes: untold(&story, "asaka"),
        ..SubmissionDraft::default()
    };
    let refused = problems(story.desk.record_submission(&without_paper, on("2026-12-02")));
    assert_eq!(refused, "items required", "a change is told by the paper that tells it");
    send(&mut story, "asaka", &title, "2026-12-02");
    assert_eq!(open(&story, "2026-12-02", "tell_registered"), 0, "told");

    // A corrected day is a change that was not told yet.
    let mut later = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-03");
    later.mcs_id = String::new();
    story.desk.change_staff(&mio, &later, on("2026-12-04")).unwrap();
    assert_eq!(open(&story, "2026-12-04", "tell_registered"), 1, "the body has the wrong day");
}

#[test]
fn the_notice_of_miyazaki_lists_only_what_changed_since_the_last() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.choose_region("miyazaki", now).unwrap();
    story.ichiro(now);
    let title = notice(&story, "2026-11-20").title;
    send(&mut story, "miyazaki", &title, "2026-11-20");
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-01");
    let mio = story.desk.add_staff(&mio, now).unwrap();
    let page = squeezed(&text_of(&notice(&story, "2026-12-01").pdf).concat());
    assert!(page.contains("仮名澪") && !page.contains("架空一郎"), "宮崎 第12条2): the changes only");
    assert!(page.contains("令和8年12月1日"), "with the day");
    send(&mut story, "miyazaki", &title, "2026-12-02");
    story.desk.begin_leaving(&mio, "2027-03-31", on("2027-03-01")).unwrap();
    let page = squeezed(&text_of(&notice(&story, "2027-03-01").pdf).concat());
    assert!(page.contains("削除") && page.contains("令和9年3月31日"), "and then her release: {page}");
    assert_eq!(page.matches("仮名澪").count(), 1, "the registration was told before");
}

#[test]
fn regions_without_a_notice_ask_for_none() {
    for region in ["kiyose", "itabashi"] {
        let mut story = Story::after_first_start();
        story.desk.choose_region(region, on("2026-11-20")).unwrap();
        story.ichiro(on("2026-11-20"));
        assert_eq!(open(&story, "2026-12-20", "tell_registered"), 0, "{region} names no notice");
    }
}

/// In the office's own region a step of leaving leads to the notice; a further region has its duty.
#[test]
fn a_further_region_is_told_of_a_release() {
    for (region, clause) in [("asaka", "1)(2)"), ("miyazaki", "第12条2)"), ("kumagaya", "第6条第3項")] {
        let mut story = Story::in_region("kiyose");
        let now = on("2026-11-20");
        story.desk.set_further_regions(&[region.into()], now).unwrap();
        let ichiro = story.ichiro(now);
        let (kind, dated_on) = (FormKind::StaffNotice, None);
        let title =
            story.paper(PaperOrder::InRegion { region: region.into(), kind, staff: None, dated_on }).title;
        send(&mut story, region, &title, "2026-11-20");
        story.desk.begin_leaving(&ichiro, "2026-11-30", on("2026-11-25")).unwrap();
        assert_eq!(open(&story, "2026-11-29", "tell_released"), 0, "{region}: not before the last day");
        let list = story.desk.today(day("2026-12-01")).unwrap();
        let due = list.duties.iter().find(|open| open.due.duty.key == "tell_released").unwrap();
        let told = (due.policy.region.as_str(), due.due.source.unwrap().clause.as_str());
        assert_eq!(told, (region, clause), "ASK-03, MYZ-09, KMG-08: with whose clause it is");
        send(&mut story, region, &title, "2026-12-01");
        assert_eq!(open(&story, "2026-12-01", "tell_released"), 0, "{region}: told");
    }
}

#[test]
fn what_comes_back_is_sent_again() {
    let mut story = Story::after_first_start();
    let title = notice(&story, "2026-11-20").title;
    send(&mut story, "asaka", &title, "2026-11-20");
    let id = story.desk.submissions().unwrap()[0].id.clone();
    let mut answer = |answer, on_day: &str, reason: &str| {
        story.desk.answer_submission(&id, answer, on_day, reason, on("2026-12-10"))
    };
    assert_eq!(
        problems(answer(SubmissionAnswer::Resent, "2026-12-01", "")),
        "on not_a_choice",
        "nothing came back"
    );
    let early = answer(SubmissionAnswer::Accepted, "2026-11-19", "");
    assert_eq!(problems(early), "on too_early", "not before it was sent");
    let bare = answer(SubmissionAnswer::Returned, "2026-11-25", "");
    assert_eq!(problems(bare), "reason required", "差戻し has a reason");
    answer(SubmissionAnswer::Returned, "2026-11-25", "押印がない").unwrap();
    let returned = story.desk.submissions().unwrap().remove(0);
    assert_eq!(returned.status(), SubmissionStatus::Returned, "差戻し");
    assert_eq!(open(&story, "2026-11-26", "send_again"), 1, "and it is on the start page");
    story.desk.answer_submission(&id, SubmissionAnswer::Resent, "2026-11-27", "", on("2026-12-10")).unwrap();
    assert_eq!(open(&story, "2026-11-27", "send_again"), 0, "再送");
    story
        .desk
        .answer_submission(&id, SubmissionAnswer::Accepted, "2026-12-05", "", on("2026-12-10"))
        .unwrap();
    let kept = story.desk.submissions().unwrap().remove(0);
    assert_eq!(kept.status(), SubmissionStatus::Accepted, "受理");
    assert_eq!(kept.returned.unwrap().reason, "押印がない", "why it came back stays readable");
}

#[test]
fn a_new_manager_is_told_in_asaka() {
    let mut story = Story::after_first_start();
    let title = notice(&story, "2026-11-20").title;
    send(&mut story, "asaka", &title, "2026-11-20");
    let now = on("2027-04-05");
    let jiro = name("例示", "次郎", "れいじ", "じろう");
    let future = problems(story.desk.change_manager(&jiro, "2027-05-01", now));
    assert_eq!(future, "since in_future", "not before it is so");
    story.desk.change_manager(&jiro, "2027-04-01", now).unwrap();
    let managers = story.desk.managers().unwrap();
    let shown: Vec<_> = managers.iter().map(|term| (term.name.shown(), term.since_on)).collect();
    let expected = [("例示　次郎", Some(day("2027-04-01"))), ("見本　花子", None)];
    let plain: Vec<_> = shown.iter().map(|(name, since)| (squeezed(name), *since)).collect();
    let expected: Vec<_> = expected.iter().map(|(name, since)| (squeezed(name), *since)).collect();
    assert_eq!(plain, expected, "the former manager stays readable");

    assert_eq!(open(&story, "2027-04-05", "tell_manager"), 1, "S-22: 様式3 is submitted again");
    let list = story.desk.today(day("2027-04-05")).unwrap();
    let duty = list.duties.iter().find(|open| open.due.duty.key == "tell_manager").unwrap().due.duty;
    let source = duty.source.as_ref().unwrap();
    assert!(source.quotation.contains("事業所管理者の変更"), "in the words of 様式3 ※");
    for kind in [FormKind::OfficePledge, FormKind::StaffNotice] {
        let paper = story.desk.make_paper(PaperOrder::OfOffice { kind, dated_on: None }, day("2027-04-05"));
        let text = squeezed(&text_of(&paper.unwrap().pdf).concat());
        assert!(!text.contains("見本花子"), "S-22: {kind:?} no longer names the former manager");
    }
    let roster = squeezed(&text_of(&notice(&story, "2027-04-05").pdf).concat());
    assert!(roster.contains("例示次郎"), "S-22: 様式3 prints the new name");
    send(&mut story, "asaka", &title, "2027-04-06");
    assert_eq!(open(&story, "2027-04-06", "tell_manager"), 0, "told");

    let typo = name("例示", "二郎", "れいじ", "じろう");
    story.desk.save_manager(&typo, now).unwrap();
    assert_eq!(open(&story, "2027-04-07", "tell_manager"), 0, "a corrected name is no change");
    assert_eq!(story.desk.managers().unwrap().len(), 2, "and no further manager");
}
