//! AC-07: 仮名 澪 leaves in the order of 熊谷, and the order of the other regions.

use office::Error;
use office::desk::PaperOrder;
use office::domain::device::DeviceDraft;
use office::domain::group::{GroupDraft, GroupKind};
use office::domain::id::StaffId;
use office::domain::leaving::{LeavingKind, StepState};
use office::domain::membership::{MemberKind, MembershipDraft};
use office::domain::pledge::PledgeDraft;
use office::domain::staff::StaffStatus;
use office::domain::submission::SubmissionDraft;
use office::forms::FormKind;
use scenarios::{Story, day, name, on, problems, recipient_named, signed_consent, squeezed, staff, text_of};

/// 熊谷市, with 仮名 澪 who leaves on 2027-03-31.
fn mio_leaves(region: &str) -> (Story, StaffId) {
    let mut story = Story::after_first_start();
    let now = on("2026-12-01");
    story.desk.choose_region(region, now).unwrap();
    let mut draft = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-12-01");
    draft.mcs_id = "mio01".into();
    let mio = story.desk.add_staff(&draft, now).unwrap();
    let signed = PledgeDraft { on: "2026-12-01".into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&mio, &signed, now).unwrap();
    story.desk.begin_leaving(&mio, "令和9年3月31日", on("2027-03-01")).unwrap();
    (story, mio)
}

fn status(story: &Story, id: &StaffId, today: &str) -> StaffStatus {
    story.desk.policy().unwrap().staff_status(&story.desk.staff(id).unwrap(), day(today))
}

fn next_step(story: &Story, today: &str, key: &str) -> Option<(String, Option<String>)> {
    let list = story.desk.today(day(today)).unwrap();
    let open = list.duties.iter().find(|open| open.due.duty.key == key)?;
    let step = open.due.step;
    let title = step.map_or(&open.due.duty.title, |step| &step.title);
    Some((title.clone(), step.and_then(|step| step.source.as_ref()).map(|source| source.clause.clone())))
}

#[test]
fn leaving_goes_in_the_order_of_kumagaya() {
    let (mut story, mio) = mio_leaves("kumagaya");
    let begun = on("2027-03-01");

    // (1) the steps in this order
    let titles: Vec<_> = {
        let record = story.desk.leaving(&mio, begun).unwrap();
        record.steps.iter().map(|(step, _)| step.title.clone()).collect()
    };
    let order = [
        "グループからの解除",
        "様式2（変更届）を作る・提出",
        "貸与端末の返却と消去",
        "本人によるMCSの退会（最終日より前）",
        "誓約の確認（退職後も守秘）",
    ];
    assert_eq!(titles, order, "AC-07 (1)");
    assert_eq!(status(&story, &mio, "2027-03-01"), StaffStatus::Leaving, "退職手続中");

    // (2) 退会 is locked until the notice has a date
    let too_soon = story.desk.do_leaving_step(&mio, LeavingKind::DeleteAccount, false, "2027-03-01", begun);
    let Err(Error::Refused { code, clause }) = too_soon else { panic!("she withdraws before the notice") };
    assert_eq!(code, "leaving_locked", "AC-07 (2): 先にセンターへの届出を");
    assert!(clause.ends_with("第10条(6)"), "with its clause: {clause}");
    let log = story.desk.vault().acts(3).unwrap();
    assert!(log.iter().any(|act| act.verb == "leaving_step_refuse"), "and the refusal is in the log");

    // The start page leads from step to step.
    let next = next_step(&story, "2027-03-01", "leaving").expect("the next step is on the start page");
    assert_eq!(next, (order[0].to_owned(), Some("第10条(5)".to_owned())), "the first step with its clause");
    let step = |story: &mut Story, kind, by_office, on_day: &str, now: &str| {
        story.desk.do_leaving_step(&mio, kind, by_office, on_day, on(now))
    };
    step(&mut story, LeavingKind::ReleaseGroups, false, "2027-03-02", "2027-03-02").unwrap();
    let next = next_step(&story, "2027-03-02", "leaving").unwrap();
    assert_eq!(next, (order[1].to_owned(), Some("第6条第3項".to_owned())), "the notice comes next");

    // (6) 様式2 says that its text is unknown; sending it is the step.
    let paper = PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None };
    let notice = story.desk.make_paper(paper, day("2027-03-05")).unwrap();
    let text = squeezed(&text_of(&notice.pdf).concat());
    assert!(text.contains("参考様式（公式様式の文面ではありません）"), "AC-07 (6)");
    assert!(text.contains("令和9年3月31日"), "and names the day of the release");
    let changes = story.desk.untold("kumagaya").unwrap().into_iter().map(|one| one.change).collect();
    let sent = SubmissionDraft {
        sent_on: "2027-03-05".into(),
        items: vec![notice.title.clone()],
        changes,
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&sent, on("2027-03-05")).unwrap();
    step(&mut story, LeavingKind::ReturnDevices, false, "2027-03-30", "2027-03-30").unwrap();
    assert_eq!(next_step(&story, "2027-03-30", "leaving").unwrap().0, order[3], "now the lock is off");

    // (3) after the last day only スタッフ解除 is left
    assert!(next_step(&story, "2027-03-31", "release_staff").is_none(), "on the last day she still can");
    let red = next_step(&story, "2027-04-01", "release_staff").expect("a duty of its own");
    assert_eq!(
        red,
        ("本人が退会できなくなりました。『スタッフ解除』を行ってください".to_owned(), None),
        "AC-07 (3): no document speaks of it"
    );
    let late = step(&mut story, LeavingKind::DeleteAccount, false, "2027-04-01", "2027-04-01");
    assert_eq!(problems(late), "on too_late", "she can no longer have done it herself");
    step(&mut story, LeavingKind::DeleteAccount, true, "2027-04-01", "2027-04-01").unwrap();

    // (4) 利用終了 only when all are done
    assert_eq!(status(&story, &mio, "2027-04-01"), StaffStatus::Leaving, "AC-07 (4): one step is open");
    assert_eq!(next_step(&story, "2027-04-01", "leaving").unwrap().0, order[4], "the pledge is remembered");
    step(&mut story, LeavingKind::RememberPledge, false, "2027-04-01", "2027-04-01").unwrap();
    assert_eq!(status(&story, &mio, "2027-04-01"), StaffStatus::Left, "AC-07 (4): 利用終了");
    assert!(next_step(&story, "2027-04-02", "leaving").is_none(), "and nothing is left to do");

    // (5) the pledge stays
    let pledge = story.desk.staff(&mio).unwrap().pledge.expect("AC-07 (5): the pledge stays readable");
    assert_eq!(pledge.on, day("2026-12-01"), "with its day");
    let refused =
        story.desk.policy().unwrap().may_join_groups(&story.desk.staff(&mio).unwrap(), day("2027-04-02"));
    assert!(
        matches!(refused, Err(Error::Refused { code: "staff_leaving", .. })),
        "and no group takes her in"
    );
}

#[test]
fn what_the_leaver_still_holds_stands_below_its_step() {
    let (mut story, mio) = mio_leaves("kumagaya");
    story.desk.cancel_leaving(&mio, "日を確かめる", on("2027-03-01")).unwrap();
    let now = on("2026-12-10");
    for kind in ["貸与1", "貸与2", "貸与3", "貸与の電話"] {
        let holder = (kind == "貸与の電話").then(|| mio.clone());
        let (kind, name) = ("office".to_owned(), kind.to_owned());
        let phone =
            DeviceDraft { kind, name, holder, registered_on: "2026-12-01".into(), ..DeviceDraft::default() };
        story.desk.add_device(&phone, now).unwrap();
    }
    let joins = MembershipDraft {
        kind: Some(MemberKind::Staff),
        staff: Some(mio.clone()),
        joined_on: "2026-12-10".into(),
        ..MembershipDraft::default()
    };
    for given in ["一", "二", "三"] {
        let recipient = recipient_named(&mut story, given, "いち");
        signed_consent(&mut story, &recipient, "2026-12-01");
        let draft = GroupDraft {
            instructed: true,
            doctor: "仮名 医師".into(),
            instructed_on: "2026-12-01".into(),
            means: "電話".into(),
            doctor_is_member: true,
            ..GroupDraft::of(GroupKind::Care { recipient }, "2026-12-10")
        };
        let group = story.desk.open_group(&draft, now).unwrap();
        story.desk.join_group(&group, &joins, now).unwrap();
    }
    let free =
        GroupKind::Open { name: "みほん勉強会".into(), purpose: "連絡".into(), wants_listing: false };
    let free = story.desk.open_group(&GroupDraft::of(free, "2026-12-10"), now).unwrap();
    story.desk.join_group(&free, &joins, now).unwrap();
    let begun = on("2027-03-01");
    story.desk.begin_leaving(&mio, "2027-03-31", begun).unwrap();

    let facts = story.desk.leaving(&mio, begun).unwrap().facts;
    let mut groups = facts.of(LeavingKind::ReleaseGroups).to_vec();
    groups.sort();
    assert_eq!(
        groups,
        ["みほん勉強会", "例示 一", "例示 三", "例示 二"],
        "AC-07 (1): 4 lines, one for each group"
    );
    assert_eq!(facts.of(LeavingKind::ReturnDevices), ["#4 貸与の電話"], "AC-07 (1): the device in hand");
    let early =
        story.desk.do_leaving_step(&mio, LeavingKind::ReleaseGroups, false, "2027-03-02", on("2027-03-02"));
    assert!(
        matches!(early, Err(Error::Refused { code: "leaving_holds", .. })),
        "not done while she is in one"
    );
    assert!(
        story.desk.disposable(day("2040-01-01")).unwrap().is_empty(),
        "AC-07 (5): no pledge is offered for disposal"
    );
}

#[test]
fn who_stays_after_all_is_as_before() {
    let (mut story, mio) = mio_leaves("asaka");
    let now = on("2027-03-10");
    let twice = story.desk.begin_leaving(&mio, "2027-04-30", now);
    assert!(matches!(twice, Err(Error::Refused { code: "leaving_begun", .. })), "one leaving at a time");
    assert_eq!(
        problems(story.desk.cancel_leaving(&mio, " ", now)),
        "reason required",
        "a reason is asked for"
    );
    story.desk.cancel_leaving(&mio, "残ることになった", now).unwrap();
    assert_eq!(status(&story, &mio, "2027-04-01"), StaffStatus::Active, "残ることになった");
    assert_eq!(story.desk.staff(&mio).unwrap().details.released_on, None, "解除日 is empty again");
    let log = story.desk.vault().acts(1).unwrap();
    assert_eq!(log[0].reason.as_deref(), Some("残ることになった"), "and the log says why");
    story.desk.begin_leaving(&mio, "2027-04-30", now).expect("she may leave later all the same");
    let ichiro = story.ichiro(on("2026-11-20"));
    let early = problems(story.desk.begin_leaving(&ichiro, "2026-01-01", now));
    assert_eq!(early, "lastDay too_early", "nobody leaves before the first day");
}

#[test]
fn the_role_is_handed_over_before_the_end() {
    let (mut story, mio) = mio_leaves("asaka");
    let now = on("2027-03-10");
    story.desk.begin_mcs_manager(&mio, "2026-12-01", now).unwrap();
    let hand_over = |story: &Story| {
        let record = story.desk.leaving(&mio, now).unwrap();
        record.steps.iter().find(|(step, _)| step.step == LeavingKind::HandOver).map(|(_, state)| *state)
    };
    assert_eq!(hand_over(&story), Some(StepState::Open), "she is MCS管理者 beyond her last day");
    let by_date = story.desk.do_leaving_step(&mio, LeavingKind::HandOver, false, "2027-03-10", now);
    assert!(
        matches!(by_date, Err(Error::Refused { code: "leaving_role", .. })),
        "a date alone hands nothing over"
    );
    let ichiro = story.ichiro(now);
    story.desk.begin_mcs_manager(&ichiro, "2027-03-20", now).unwrap();
    story.desk.end_mcs_manager(&mio, "2027-03-31", now).unwrap();
    assert_eq!(hand_over(&story), Some(StepState::NotNeeded), "the role ends with her last day");
}

#[test]
fn each_region_leads_through_its_steps_with_their_clauses() {
    // The clause of each step as the start page shows it; none where the document is silent.
    for (region, clauses) in [
        ("kiyose", &["第5条", "第7条", "", "第8条", "第9条(2)"][..]),
        ("asaka", &["3)(1)", "2)(5)②", "1)(2)", "様式2 第2条2", "1)(2)", "様式2 第4条"]),
        ("miyazaki", &["第29条2)", "第13条", "", "第14条2)", "第14条2)", "第12条2)", "第15条2)"]),
        ("kumagaya", &["第10条(5)", "第6条第3項", "第10条(6)", "第10条(6)", ""]),
        ("itabashi", &["第5条", "第7条", "", "第8条", "第9条(2)"]),
    ] {
        let (mut story, mio) = mio_leaves(region);
        let now = on("2027-03-01");
        let steps = story.desk.policy().unwrap().leaving.clone();
        if steps.iter().any(|step| step.step == LeavingKind::HandOver) {
            story.desk.begin_mcs_manager(&mio, "2026-12-01", now).unwrap();
        }
        let mut shown = Vec::new();
        for step in &steps {
            let (title, clause) = next_step(&story, "2027-03-01", "leaving").expect("the next step");
            assert_eq!(title, step.title, "{region}: one after the other");
            shown.push(clause.unwrap_or_default());
            if step.step == LeavingKind::HandOver {
                let ichiro = story.ichiro(now);
                story.desk.begin_mcs_manager(&ichiro, "2027-03-01", now).unwrap();
                story.desk.end_mcs_manager(&mio, "2027-03-01", now).unwrap();
            } else {
                story.desk.do_leaving_step(&mio, step.step, false, "2027-03-01", now).unwrap();
            }
        }
        assert_eq!(
            shown, clauses,
            "ASK-03, ASK-31, MYZ-09, MYZ-14, MYZ-16, KMG-08, KYS-13, ITB-08: {region}"
        );
        assert_eq!(next_step(&story, "2027-03-01", "leaving"), None, "{region}: and none is left");
    }
}
