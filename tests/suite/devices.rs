//! Devices and looks at them in each region (KYS-23, 24, 27, KMG-13–15, MYZ-26, 27, 34, 38, ASK-30, ITB-16–18), and the
//! disaster of S-25.

use office::Error;
use office::desk::{Ledger, LedgerOrder, OpenDuty, PaperOrder};
use office::domain::device::{DeviceAnswer, DeviceDraft, DeviceEventDraft, DeviceRoundDraft, DeviceState};
use office::domain::id::DeviceId;
use office::domain::ledger::LedgerEntry;
use office::policy::due::Urgency;
use scenarios::{Story, day, on, problems, squeezed, text_of};

fn in_region(region: &str) -> Story {
    let mut story = Story::after_first_start();
    story.desk.choose_region(region, on("2026-11-20")).expect("the region is there");
    story
}

fn device(kind: &str, name: &str) -> DeviceDraft {
    DeviceDraft {
        kind: kind.into(),
        name: name.into(),
        os: "Android".into(),
        registered_on: "2026-11-20".into(),
        ..DeviceDraft::default()
    }
}

fn moved(kind: &str, on: &str, erased: bool) -> DeviceEventDraft {
    DeviceEventDraft { kind: kind.into(), on: on.into(), erased, note: String::new() }
}

/// A look that finds all in order but for `missing`.
fn look(story: &mut Story, id: &DeviceId, on_day: &str, missing: &[&str]) {
    let items = story.desk.policy().unwrap().device.items.iter().map(|item| item.key.clone());
    let answer = |key: String| {
        let answer = if missing.contains(&key.as_str()) { "no" } else { "yes" };
        (key, answer.to_owned())
    };
    let draft = DeviceRoundDraft {
        on: on_day.into(),
        devices: vec![(id.clone(), items.map(answer).collect())],
        ..DeviceRoundDraft::default()
    };
    story.desk.record_device_round(&draft, on(on_day)).expect("the round is kept");
}

fn open<'a>(duties: &'a [OpenDuty<'a>], key: &str) -> Vec<&'a OpenDuty<'a>> {
    duties.iter().filter(|duty| duty.due.duty.key == key).collect()
}

fn refused<T>(answer: Result<T, Error>) -> (&'static str, String) {
    match answer {
        Err(Error::Refused { code, clause }) => (code, clause),
        _ => panic!("it is not refused"),
    }
}

#[test]
fn where_a_device_stands_follows_from_what_became_of_it() {
    let mut story = in_region("kiyose");
    let id = story.desk.add_device(&device("office", "訪問用タブレット"), on("2026-11-20")).unwrap();
    let state = |story: &Story| story.desk.device(&id, day("2026-12-20")).unwrap().state();
    assert_eq!(state(&story), DeviceState::InUse, "a new device is in use");
    assert_eq!(story.desk.device(&id, day("2026-11-20")).unwrap().number, 1, "#1");
    for (kind, on_day, expected) in [
        ("stored", "2026-11-21", DeviceState::Stored),
        ("repair", "2026-11-22", DeviceState::Repair),
        ("inUse", "2026-11-23", DeviceState::InUse),
    ] {
        story.desk.record_device_event(&id, &moved(kind, on_day, false), on("2026-11-25")).unwrap();
        assert_eq!(state(&story), expected, "derived from the newest event");
    }
    let early = story.desk.record_device_event(&id, &moved("stored", "2026-11-21", false), on("2026-11-25"));
    assert_eq!(problems(early), "on too_early", "an event before the last one");
    let future = story.desk.record_device_event(&id, &moved("stored", "2026-12-25", false), on("2026-11-25"));
    assert_eq!(problems(future), "on in_future", "an event to come");
    let full = story.desk.record_device_event(&id, &moved("retired", "2026-11-25", false), on("2026-11-25"));
    assert_eq!(problems(full), "erased required", "ASK-31: it does not leave with data on it");
    story.desk.record_device_event(&id, &moved("retired", "2026-11-25", true), on("2026-11-25")).unwrap();
    assert_eq!(state(&story), DeviceState::Retired, "廃棄・返却 with 消去した");
    let event = story.desk.device(&id, day("2026-11-25")).unwrap().events[0].id.clone();
    let unsaid = story.desk.void_entry(LedgerEntry::DeviceEvent, event.as_str(), " ", on("2026-11-25"));
    assert_eq!(problems(unsaid), "reason required", "nothing is taken back without a reason");
    story.desk.void_entry(LedgerEntry::DeviceEvent, event.as_str(), "別の端末", on("2026-11-25")).unwrap();
    assert_eq!(state(&story), DeviceState::InUse, "a mistake that was taken back does not count");
    let again = story.desk.void_entry(LedgerEntry::DeviceEvent, event.as_str(), "二度目", on("2026-11-25"));
    assert!(matches!(again, Err(Error::NotFound { .. })), "and cannot be taken back twice");
}

#[test]
fn each_region_says_whose_device_may_be_used() {
    // MYZ-26: refused, with the clause; the others let it in.
    for (region, forbidden) in
        [("asaka", false), ("kiyose", false), ("kumagaya", false), ("itabashi", false), ("miyazaki", true)]
    {
        let mut story = in_region(region);
        let answer = story.desk.add_device(&device("own", "自分の電話"), on("2026-11-20"));
        if forbidden {
            let (code, clause) = refused(answer);
            assert_eq!(code, "device_own_forbidden", "{region}");
            assert!(clause.ends_with("第19条3)"), "MYZ-26 names the clause: {clause}");
            assert!(story.desk.device_list("", day("2026-11-20")).unwrap().is_empty(), "nothing was kept");
        } else {
            let id = answer.expect("KYS-29, KMG-17, ITB-20: it is let in");
            let today = story.desk.today(day("2026-11-21")).unwrap();
            let asked = open(&today.duties, "device_permission");
            assert_eq!(
                asked.len(),
                usize::from(region == "asaka"),
                "only 朝霞 asks for a permission: {region}"
            );
            if region == "asaka" {
                assert_eq!(asked[0].due.source.unwrap().clause, "様式2 第2条2", "ASK-30");
                let draft =
                    DeviceDraft { permitted_on: "2026-11-21".into(), ..device("own", "自分の電話") };
                story.desk.change_device(&id, &draft, on("2026-11-21")).unwrap();
                let today = story.desk.today(day("2026-11-21")).unwrap();
                assert!(open(&today.duties, "device_permission").is_empty(), "the permission closes it");
            }
        }
    }
}

#[test]
fn where_the_office_decides_on_own_devices_its_word_is_kept() {
    for region in ["kiyose", "itabashi"] {
        let mut story = in_region(region);
        let decided = |story: &Story| story.desk.own_devices_decided().unwrap();
        assert_eq!(decided(&story).as_deref(), Some(""), "KYS-29, ITB-20: 事業所ごとの判断, not taken yet");
        story.desk.save_form_setting("byod", "使わない（紛失のおそれ）", on("2026-11-20")).unwrap();
        assert_eq!(decided(&story).as_deref(), Some("使わない（紛失のおそれ）"), "{region}: with its reason");
    }
    for region in ["asaka", "kumagaya", "miyazaki"] {
        let mut story = in_region(region);
        assert_eq!(story.desk.own_devices_decided().unwrap(), None, "{region}: the document decides");
        let refused = story.desk.save_form_setting("byod", "使う", on("2026-11-20"));
        assert!(matches!(refused, Err(Error::NotFound { .. })), "{region}: and the office cannot");
    }
}

#[test]
fn each_item_of_each_region_is_answered_in_a_look_with_its_sentence() {
    // The clauses of the items that a document words; 朝霞 2)(2) leaves them to another document.
    for (region, clauses) in [
        (
            "kiyose",
            &[
                ("start_password", "第12条(1)"),
                ("lock", "第11条(6)"),
                ("applications", "第12条(2)"),
                ("antivirus", "第12条(3)"),
                ("browser", "第12条(4)"),
                ("remote_wipe", "第12条(6)"),
                ("line_stop", "第12条(7)"),
                ("mdm", "第12条(8)"),
            ][..],
        ),
        ("asaka", &[]),
        (
            "miyazaki",
            &[
                ("lock", "第18条6)"),
                ("applications", "第19条3)"),
                ("vulnerabilities", "第19条3)"),
                ("antivirus", "第19条3)"),
                ("operating_system", "第28条4)"),
                ("file_exchange", "第28条4)"),
                ("android", "第28条4)"),
            ],
        ),
        (
            "kumagaya",
            &[
                ("start_password", "第9条(1)"),
                ("lock", "第8条(6)"),
                ("file_exchange", "第9条(2)"),
                ("antivirus", "第9条(3)"),
                ("browser", "第9条(4)"),
                ("remote_wipe", "第9条(6)"),
                ("line_stop", "第9条(7)"),
            ],
        ),
        (
            "itabashi",
            &[
                ("start_password", "第12条(1)"),
                ("lock", "第11条(6)"),
                ("file_exchange", "第12条(2)"),
                ("antivirus", "第12条(3)"),
                ("browser", "第12条(4)"),
                ("remote_wipe", "第12条(6)"),
                ("line_stop", "第12条(7)"),
                ("mdm", "第12条(8)"),
            ],
        ),
    ] {
        let mut story = in_region(region);
        let id = story.desk.add_device(&device("office", "タブレット"), on("2026-11-20")).unwrap();
        let items = story.desk.policy().unwrap().device.items.clone();
        let worded = items.iter().filter_map(|item| Some((item.key.as_str(), item.source.as_ref()?)));
        let worded: Vec<_> = worded.map(|(key, source)| (key, source.clause.as_str())).collect();
        assert_eq!(worded, clauses, "KYS-22 to 27, KMG-12 to 15, MYZ-38, ITB-15 to 18: {region}");
        for left_out in &items {
            let others = items.iter().filter(|item| item.key != left_out.key);
            let answers = others.map(|item| (item.key.clone(), "yes".to_owned())).collect();
            let on_day = "2026-11-21".to_owned();
            let devices = vec![(id.clone(), answers)];
            let round = DeviceRoundDraft { on: on_day, devices, ..DeviceRoundDraft::default() };
            let refused = problems(story.desk.record_device_round(&round, on("2026-11-21")));
            assert_eq!(refused, format!("devices.0.{} required", left_out.key), "{region}: it is asked");
        }
        let answers: Vec<_> = items.iter().map(|item| (item.key.clone(), "no".to_owned())).collect();
        let devices = vec![(id.clone(), answers.clone())];
        let round = DeviceRoundDraft { on: "2026-11-21".into(), devices, ..DeviceRoundDraft::default() };
        story.desk.record_device_round(&round, on("2026-11-21")).unwrap();
        let kept = story.desk.device_checks(&id).unwrap().remove(0);
        for item in &items {
            let answer = kept.answers.iter().find(|(key, _)| *key == item.key).map(|(_, answer)| *answer);
            assert_eq!(answer, Some(DeviceAnswer::No), "{region}: {} is kept as answered", item.key);
        }
    }
}

#[test]
fn what_is_commanded_and_missing_stays_open() {
    // KMG-15: remote wipe is commanded in 熊谷 and only to be considered in 清瀬 and 板橋.
    for (region, clause) in [("kumagaya", Some("第9条(6)")), ("kiyose", None), ("itabashi", None)] {
        let mut story = in_region(region);
        let id = story.desk.add_device(&device("office", "タブレット"), on("2026-11-20")).unwrap();
        look(&mut story, &id, "2026-11-21", &["remote_wipe"]);
        let today = story.desk.today(day("2026-11-22")).unwrap();
        let missing = open(&today.duties, "device_item");
        assert_eq!(missing.first().map(|duty| duty.due.source.unwrap().clause.as_str()), clause, "{region}");
        if clause.is_some() {
            assert!(missing[0].matter.contains("#1 タブレット　リモートワイプ"), "it says what is missing");
            look(&mut story, &id, "2026-11-23", &[]);
            let today = story.desk.today(day("2026-11-23")).unwrap();
            assert!(open(&today.duties, "device_item").is_empty(), "the next look closes it");
            look(&mut story, &id, "2026-11-24", &["remote_wipe", "antivirus"]);
            let today = story.desk.today(day("2026-11-24")).unwrap();
            let missing = open(&today.duties, "device_item");
            assert_eq!(missing.len(), 2, "each thing is a duty of its own");
            assert_ne!(missing[0].due.subject.key(), missing[1].due.subject.key(), "and told from the other");
        }
    }
}

#[test]
fn man_go_runs_on_android_only() {
    let mut story = in_region("miyazaki");
    let tablet = |name: &str, man_go| DeviceDraft { os: "iPadOS".into(), man_go, ..device("office", name) };
    story.desk.add_device(&tablet("Man・Go! なし", false), on("2026-11-20")).unwrap();
    story.desk.add_device(&tablet("Man・Go! あり", true), on("2026-11-20")).unwrap();
    let today = story.desk.today(day("2026-11-21")).unwrap();
    let [missing] = open(&today.duties, "device_item")[..] else {
        panic!("MYZ-38: one of the two is flagged")
    };
    assert!(missing.matter.starts_with("#2"), "MYZ-38: the one with Man・Go!: {}", missing.matter);
    assert_eq!(missing.due.source.unwrap().clause, "第28条4)", "with its clause");
}

#[test]
fn a_device_is_looked_at_again_after_the_office_s_months() {
    let mut story = in_region("miyazaki");
    let id = story.desk.add_device(&device("office", "タブレット"), on("2026-11-20")).unwrap();
    look(&mut story, &id, "2026-11-21", &[]);
    let due = |story: &Story, on_day: &str| {
        let today = story.desk.today(day(on_day)).unwrap();
        open(&today.duties, "device_check")
            .iter()
            .map(|duty| (duty.due.due_on.unwrap(), duty.due.urgency(day(on_day)), duty.due.source.is_some()))
            .next()
    };
    assert!(due(&story, "2027-04-20").is_none(), "more than 30 days before, nothing is said");
    let (on_day, urgency, ruled) = due(&story, "2027-04-21").expect("30 days before");
    assert_eq!(
        (on_day.on, on_day.is_target, urgency),
        (day("2027-05-21"), true, Urgency::Coming),
        "6か月, 目安"
    );
    assert!(ruled, "MYZ-27: 宮崎 says 定期的に確認する");
    assert_eq!(due(&story, "2027-05-22").unwrap().1, Urgency::Overdue, "and then it is overdue");
    let mut story = in_region("asaka");
    let id = story.desk.add_device(&device("office", "タブレット"), on("2026-11-20")).unwrap();
    look(&mut story, &id, "2026-11-21", &[]);
    assert!(!due(&story, "2027-05-22").unwrap().2, "ASK-07: 規定なし（事業所の設定） in 朝霞");
    let empty =
        DeviceRoundDraft { on: "2026-11-21".into(), devices: vec![(id, Vec::new())], ..Default::default() };
    let answer = problems(story.desk.record_device_round(&empty, on("2026-11-21")));
    assert!(answer.contains("devices.0.antivirus required"), "each item is answered: {answer}");
}

#[test]
fn s_25_a_disaster_lets_unlisted_devices_in_and_they_are_tidied_up_after_it() {
    let mut story = in_region("miyazaki");
    let temporary = device("temporary", "自分の電話（臨時）");
    let (code, clause) = refused(story.desk.add_device(&temporary, on("2026-11-20")));
    assert_eq!(code, "device_no_disaster", "not on an ordinary day");
    assert!(clause.ends_with("第24条"), "MYZ-34: {clause}");
    story.desk.begin_disaster("2026-11-20", "地震", on("2026-11-20")).unwrap();
    let twice = refused(story.desk.begin_disaster("2026-11-20", "余震", on("2026-11-20")));
    assert_eq!(twice.0, "disaster_runs", "one at a time");
    let own = refused(story.desk.add_device(&device("own", "自分の電話"), on("2026-11-20")));
    assert_eq!(own.0, "device_own_forbidden", "a private phone is entered as 臨時, also in a disaster");
    let id = story.desk.add_device(&temporary, on("2026-11-20")).expect("S-25: entered as 臨時");
    let during = story.desk.today(day("2026-11-21")).unwrap();
    assert!(open(&during.duties, "temporary_device").is_empty(), "while it lasts nothing is to be tidied up");
    drop(during);
    let early = story.desk.end_disaster("2026-11-19", on("2026-11-25"));
    assert_eq!(problems(early), "on too_early", "it does not end before it began");
    story.desk.end_disaster("2026-11-24", on("2026-11-25")).unwrap();
    let after = story.desk.today(day("2026-11-25")).unwrap();
    let [left] = open(&after.duties, "temporary_device")[..] else { panic!("S-25: the closing list") };
    assert_eq!(left.matter, "#1 自分の電話（臨時）", "it names the device");
    assert_eq!(left.due.source.unwrap().clause, "第24条", "with the clause");
    drop(after);
    story.desk.record_device_event(&id, &moved("retired", "2026-11-25", true), on("2026-11-25")).unwrap();
    let settled = story.desk.today(day("2026-11-25")).unwrap();
    assert!(open(&settled.duties, "temporary_device").is_empty(), "once it is gone, nothing is left");
    drop(settled);
    let mut kiyose = in_region("kiyose");
    let unruled = refused(kiyose.desk.begin_disaster("2026-11-20", "地震", on("2026-11-20")));
    assert_eq!(unruled.0, "disaster_not_ruled", "no rule is invented elsewhere");
}

#[test]
fn the_ledger_of_devices_is_printed() {
    let mut story = in_region("kumagaya");
    story.desk.add_device(&device("office", "訪問用タブレット"), on("2026-11-20")).unwrap();
    story.desk.add_device(&device("own", "自分の電話"), on("2026-11-20")).unwrap();
    let order = LedgerOrder { ledger: Ledger::Devices, from: None, until: None, of: None, region: None };
    let paper = story.paper(PaperOrder::Ledger(order));
    let text = squeezed(&text_of(&paper.pdf).concat());
    for part in ["台帳端末", "1事業所訪問用タブレット", "2個人所有自分の電話", "2026/11/20", "使用中"]
    {
        assert!(text.contains(part), "MYZ-12: the ledger shows {part}: {text}");
    }
}
