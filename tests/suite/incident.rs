//! AC-10: a lent phone is lost on Friday evening in Miyazaki (MYZ-15, 28, 37); and who is told elsewhere (ASK-09, 19,
//! KMG-25).

use chrono::{DateTime, FixedOffset};
use office::Error;
use office::desk::PaperOrder;
use office::domain::Moment;
use office::domain::device::{DeviceDraft, DeviceState};
use office::domain::id::DeviceId;
use office::domain::incident::IncidentDraft;
use scenarios::{Story, day, on, problems, squeezed, text_of};

/// Friday, 2026-11-13, 18:40 in Japan.
fn friday_evening() -> Moment {
    let time: DateTime<FixedOffset> = "2026-11-13T18:40:00+09:00".parse().expect("a time");
    Moment { utc: time.to_utc(), offset: *time.offset() }
}

fn lent_phone(story: &mut Story, kind: &str) -> DeviceId {
    let midori =
        scenarios::staff(scenarios::name("架空", "みどり", "かくう", "みどり"), "看護師", "", "2026-11-01");
    let midori = story.desk.add_staff(&midori, on("2026-11-01")).unwrap();
    let phone = |name: &str| DeviceDraft {
        kind: kind.into(),
        name: name.into(),
        holder: Some(midori.clone()),
        registered_on: "2026-11-01".into(),
        ..DeviceDraft::default()
    };
    story.desk.add_device(&phone("一台目"), on("2026-11-01")).unwrap();
    story.desk.add_device(&phone("貸与の電話"), on("2026-11-01")).unwrap()
}

fn lost(device: &DeviceId) -> IncidentDraft {
    IncidentDraft {
        cause: "loss".into(),
        happened_on: "2026-11-13".into(),
        known_on: "2026-11-13".into(),
        device: Some(device.clone()),
        ..IncidentDraft::default()
    }
}

fn in_region(region: &str) -> Story {
    let mut story = Story::after_first_start();
    story.desk.choose_region(region, on("2026-11-20")).unwrap();
    story
}

#[test]
fn ac_10_a_lent_phone_is_lost_on_friday_evening() {
    let mut story = in_region("miyazaki");
    let phone = lent_phone(&mut story, "lent");
    let ume = story.ume(on("2026-11-01"));
    let now = friday_evening();
    let id = story.desk.open_incident(&lost(&phone), now).expect("紛失・事故");

    // (1) what is done now, each with its time
    let incident = story.desk.incident(&id).unwrap();
    let titles = |story: &Story| -> Vec<String> {
        let steps = story.desk.incident_steps(&incident.details, now.today()).unwrap();
        steps.iter().map(|step| step.title.clone()).collect()
    };
    assert_eq!(
        titles(&story),
        [
            "端末とIDの使用停止",
            "二次被害の防止",
            "MICT事務局へ連絡",
            "MICT事務局へ貸与端末の紛失を届け出る",
            "管理者へ報告",
            "記録を残す"
        ],
        "AC-10 (1), MYZ-28, and MYZ-37 for a lent device"
    );
    let matter = |story: &Story| {
        let today = story.desk.today(now.today()).unwrap();
        today.duties.iter().find(|duty| duty.due.duty.key == "incident").map(|duty| duty.matter.clone())
    };
    assert_eq!(matter(&story).as_deref(), Some("端末とIDの使用停止"), "the start page names the next step");
    story.desk.stamp_incident(&id, "stop", None, now).unwrap();
    let at = story.desk.incident(&id).unwrap().done_at("stop").expect("stamped");
    assert_eq!(at.to_string(), "2026-11-13 18:40:00", "(1): the time at the office");
    assert_eq!(matter(&story).as_deref(), Some("二次被害の防止"), "and goes on to the next");
    story.desk.stamp_incident(&id, "stop", Some(("2026-11-13", "18:20")), on("2026-11-14")).unwrap();
    let at = story.desk.incident(&id).unwrap().done_at("stop").expect("stamped");
    assert_eq!(at.to_string(), "2026-11-13 18:20:00", "(1): correctable");
    let future = story.desk.stamp_incident(&id, "contain", Some(("2026-11-13", "19:00")), now);
    assert_eq!(problems(future), "on in_future", "nothing was done later than now");
    let unknown = story.desk.stamp_incident(&id, "nothing", None, now);
    assert!(matches!(unknown, Err(Error::NotFound { .. })), "only the region's steps");

    // (2) the device and its user's password
    let device = story.desk.device(&phone, now.today()).unwrap();
    assert_eq!(device.state(), DeviceState::Lost, "(2): the device is 紛失");
    let midori = device.details.holder.unwrap();
    assert_eq!(story.desk.password_due_from(&midori).unwrap(), Some(now.today()), "(2): due today");
    let slip = office::domain::takeout::TakeoutDraft {
        applicant: Some(midori.clone()),
        devices: vec![phone.clone()],
        content: "連絡先".into(),
        purpose: "訪問".into(),
        from: "2026-11-16".into(),
        until: "2026-11-16".into(),
        asked_on: "2026-11-13".into(),
        ..Default::default()
    };
    let Err(Error::Refused { code, .. }) = story.desk.ask_takeout(&slip, now) else {
        panic!("(2): it goes out")
    };
    assert_eq!(code, "takeout_device_gone", "(2): it cannot be taken out");

    // (3) the days of the law
    let days = incident.details.report_by();
    assert_eq!((days.first, days.full), (day("2026-11-17"), day("2026-12-14")), "(3): 速報 and 確報");

    // (4) 高度な暗号化, and (5) no patient's name unless ticked
    let concerned = IncidentDraft { encrypted: Some(true), recipients: vec![ume], ..lost(&phone) };
    story.desk.change_incident(&id, &concerned, now).unwrap();
    assert_eq!(story.desk.incident(&id).unwrap().details.encrypted, Some(true), "(4): the answer is kept");
    let sheet = |story: &Story, with_recipients| {
        let order = PaperOrder::Incident { incident: Some(id.clone()), with_recipients };
        let made = story.paper(order);
        assert_eq!(made.pages, 1, "(1): one page");
        squeezed(&text_of(&made.pdf).concat())
    };
    let text = sheet(&story, false);
    assert!(!text.contains("例示"), "(5): no patient's name");
    assert!(sheet(&story, true).contains("例示梅"), "(5): unless it was ticked");
    let number = "0985-00-0001";
    assert_eq!(story.desk.secretariat().unwrap().1, "", "(1): the document of 宮崎 names no number");
    story.desk.save_form_setting("secretariat_tel", number, now).unwrap();
    assert_eq!(story.desk.secretariat().unwrap().1, number, "(1): phone number from the settings");
    let text = format!("{text}{}", sheet(&story, false));
    for part in [
        "端末とIDの使用停止",
        "記録を残す",
        "令和8年11月17日",
        "令和8年12月14日",
        "個人情報保護法",
        number,
        "18:20",
    ] {
        assert!(text.contains(&squeezed(part)), "(1), (3): the sheet shows {part}: {text}");
    }

    // settled only when all is done
    let Err(Error::Refused { code, .. }) = story.desk.close_incident(&id, now) else {
        panic!("it is closed")
    };
    assert_eq!(code, "incident_steps_open", "steps are left");
    for step in ["contain", "tell-secretariat", "tell-secretariat-lent", "tell-manager", "record"] {
        assert!(matter(&story).is_some(), "it stays on the start page");
        story.desk.stamp_incident(&id, step, None, now).unwrap();
    }
    story.desk.close_incident(&id, now).unwrap();
    assert_eq!(matter(&story), None, "settled");
    let Err(Error::Refused { code, .. }) = story.desk.stamp_incident(&id, "stop", None, now) else {
        panic!("a settled one is changed")
    };
    assert_eq!(code, "incident_closed", "and then it stays as it is");
}

#[test]
fn the_empty_sheet_lies_at_hand_in_every_region() {
    for region in ["asaka", "kiyose", "kumagaya", "itabashi", "miyazaki"] {
        let story = in_region(region);
        let made = story.paper(PaperOrder::Incident { incident: None, with_recipients: false });
        let text = squeezed(&text_of(&made.pdf).concat());
        assert_eq!(made.pages, 1, "one page: {region}");
        for step in &story.desk.policy().unwrap().incident {
            assert!(text.contains(&squeezed(&step.title)), "{region}: {}", step.title);
        }
    }
}

#[test]
fn each_region_is_quoted_where_it_speaks() {
    for (region, clause) in [
        ("asaka", Some("2)(3)②")),
        ("kumagaya", Some("第10条(9)")),
        ("miyazaki", Some("第19条4)")),
        ("kiyose", None),
        ("itabashi", None),
    ] {
        let mut story = in_region(region);
        let draft = IncidentDraft { device: None, ..lost(&DeviceId::from_text("")) };
        story.desk.open_incident(&draft, friday_evening()).expect("also without a device");
        let today = story.desk.today(day("2026-11-14")).unwrap();
        let duty = today.duties.iter().find(|duty| duty.due.duty.key == "incident").expect("it is open");
        assert_eq!(
            duty.due.source.map(|source| source.clause.as_str()),
            clause,
            "ASK-09, KMG-25, MYZ-28: {region}"
        );
    }
    // MYZ-37 speaks of lent devices only.
    let mut story = in_region("miyazaki");
    let own = lent_phone(&mut story, "office");
    let id = story.desk.open_incident(&lost(&own), friday_evening()).unwrap();
    let details = story.desk.incident(&id).unwrap().details;
    let steps = story.desk.incident_steps(&details, day("2026-11-13")).unwrap();
    assert!(steps.iter().all(|step| !step.lent_only), "the office's own phone is not reported as a lent one");
}

#[test]
fn each_region_s_steps_come_one_by_one_with_their_clauses() {
    // Which step, and the clause that words it; none where the document is silent.
    for (region, steps) in [
        (
            "kiyose",
            &["stop", "contain", "tell-manager", "tell-secretariat", "record"].map(|key| (key, ""))[..],
        ),
        (
            "asaka",
            &[
                ("stop", ""),
                ("contain", ""),
                ("tell-manager", "2)(3)②"),
                ("tell-secretariat", "2)(5)④"),
                ("record", ""),
            ],
        ),
        (
            "miyazaki",
            &[
                ("stop", "第19条4)"),
                ("contain", "第19条4)"),
                ("tell-secretariat", "第19条4)"),
                ("tell-secretariat-lent", "第28条3)"),
                ("tell-manager", ""),
                ("record", ""),
            ],
        ),
        (
            "kumagaya",
            &[
                ("stop", ""),
                ("contain", ""),
                ("tell-manager", "第10条(9)"),
                ("tell-secretariat", ""),
                ("record", ""),
            ],
        ),
        ("itabashi", &["stop", "contain", "tell-manager", "tell-secretariat", "record"].map(|key| (key, ""))),
    ] {
        let mut story = in_region(region);
        let phone = lent_phone(&mut story, "lent");
        let id = story.desk.open_incident(&lost(&phone), friday_evening()).unwrap();
        let mut shown = Vec::new();
        for (key, _) in steps {
            let incident = story.desk.incident(&id).unwrap();
            let next = story.desk.next_step(&incident, day("2026-11-13")).unwrap().expect("a step is left");
            let clause = next.source.as_ref().map_or("", |source| &source.clause);
            shown.push((next.key(), clause.to_owned()));
            story.desk.stamp_incident(&id, key, None, friday_evening()).unwrap();
        }
        let expected: Vec<_> = steps.iter().map(|(key, clause)| ((*key).into(), (*clause).into())).collect();
        assert_eq!(shown, expected, "ASK-09, ASK-19, MYZ-28, MYZ-37, KMG-25: {region}");
        story.desk.close_incident(&id, friday_evening()).expect("and then it is settled");
    }
}
