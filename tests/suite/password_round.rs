//! AC-11: the password round in five regions, one ID for one person, and no password anywhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use office::desk::{Ledger, LedgerOrder, PaperOrder};
use office::domain::id::StaffId;
use office::domain::password::{PasswordChangeDraft, PasswordKind};
use scenarios::{Story, day, name, on, problems, squeezed, staff, text_of};

const PEOPLE: [(&str, PasswordKind, &str); 5] = [
    ("a", PasswordKind::Short, "2026-09-20"),
    ("b", PasswordKind::Short, "2026-09-19"),
    ("c", PasswordKind::Short, "2026-08-31"),
    ("d", PasswordKind::Long, "2025-01-10"),
    ("e", PasswordKind::Short, "2026-06-30"),
];

/// An office of a region with the five people of AC-11, on 2026-11-20.
fn round(region: &str) -> (Story, BTreeMap<&'static str, StaffId>) {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.choose_region(region, now).unwrap();
    let mut ids = BTreeMap::new();
    for (letter, kind, changed) in PEOPLE {
        let draft = staff(name("仮名", letter, "かめい", ""), "看護師", "", "2025-01-01");
        let id = story.desk.add_staff(&draft, now).unwrap();
        let change = PasswordChangeDraft { kind: Some(kind), on: changed.into() };
        story.desk.change_passwords(std::slice::from_ref(&id), &change, now).unwrap();
        ids.insert(letter, id);
    }
    (story, ids)
}

/// Of everybody: by when it is due, and how many days ago that was.
fn due(story: &Story) -> BTreeMap<String, Option<(NaiveDate, i64)>> {
    let today = day("2026-11-20");
    let lines = story.desk.passwords(today).unwrap();
    let line = |line: office::desk::PasswordLine| {
        let due = line.due_on.map(|on| (on, (today - on).num_days()));
        (line.staff.details.name.given.clone(), due)
    };
    lines.into_iter().map(line).collect()
}

#[test]
fn the_round_is_due_as_each_region_says() {
    for region in ["kiyose", "kumagaya", "itabashi", "asaka"] {
        let (story, _) = round(region);
        let found = due(&story);
        let d = if region == "asaka" { Some((day("2025-03-10"), 620)) } else { None };
        let expected = [
            ("a", Some((day("2026-11-20"), 0))),
            ("b", Some((day("2026-11-19"), 1))),
            ("c", Some((day("2026-10-31"), 20))),
            ("d", d),
            ("e", Some((day("2026-08-30"), 82))),
        ];
        for (letter, when) in expected {
            assert_eq!(found[letter], when, "AC-11 in {region}: {letter}");
        }
    }
    let (story, _) = round("miyazaki");
    let found = due(&story);
    assert_eq!(found["a"], Some((day("2026-12-20"), -30)), "AC-11 宮崎: 30 days left");
    assert_eq!(found["c"].map(|(on, _)| on), Some(day("2026-11-30")), "AC-11 宮崎: c");
    let lines = story.desk.passwords(day("2026-11-20")).unwrap();
    assert!(lines.iter().all(|line| line.is_target), "数か月に1回: the number is the office's own (目安)");
    let order: Vec<_> = lines.iter().filter_map(|line| line.due_on).collect();
    assert!(order.is_sorted(), "the list begins with what is due first");
}

#[test]
fn the_start_page_brings_up_a_password_with_its_sentence() {
    for (region, count) in [("kiyose", 4), ("kumagaya", 4), ("itabashi", 4), ("asaka", 5), ("miyazaki", 3)] {
        let (story, _) = round(region);
        let today = story.desk.today(day("2026-11-20")).unwrap();
        let open: Vec<_> =
            today.duties.iter().filter(|open| open.due.duty.key == "change_password").collect();
        // 宮崎: a and b are due in December, more than two weeks away.
        assert_eq!(open.len(), count, "{region}: due within 14 days, or over");
        let source = open[0].due.duty.source.as_ref().expect("every region words it");
        assert!(source.quotation.contains("変更"), "{region}: {}", source.quotation);
        let target = open[0].due.due_on.map(|due| due.is_target);
        assert_eq!(target, Some(region == "miyazaki"), "{region}: only 宮崎 names no number");
    }
}

#[test]
fn whose_change_nobody_recorded_is_counted_from_the_day_of_the_id() {
    let (mut story, _) = round("asaka");
    let now = on("2026-11-20");
    let mut draft = staff(name("仮名", "f", "かめい", ""), "看護師", "", "2026-08-01");
    let without = story.desk.add_staff(&draft, now).unwrap();
    (draft.name.given, draft.mcs_id) = ("g".into(), "mihon07".into());
    let with = story.desk.add_staff(&draft, now).unwrap();

    let lines = story.desk.passwords(now.today()).unwrap();
    let due = |id: &StaffId| lines.iter().find(|line| line.staff.id == *id).unwrap().due_on;
    assert_eq!(due(&without), None, "nobody has a password without an ID");
    assert_eq!(due(&with), Some(day("2026-10-01")), "two months after the ID was handed out, 登録日");
    let today = story.desk.today(now.today()).unwrap();
    let named = |given: &str| {
        let about = today.duties.iter().filter(|open| open.due.duty.key == "change_password");
        about.filter(|open| open.person.as_ref().is_some_and(|name| name.given == given)).count()
    };
    assert_eq!((named("f"), named("g")), (0, 1), "the start page brings up the one with an ID");

    let change = PasswordChangeDraft { kind: None, on: "2026-11-20".into() };
    story.desk.change_passwords(std::slice::from_ref(&with), &change, now).unwrap();
    let lines = story.desk.passwords(now.today()).unwrap();
    let due = lines.iter().find(|line| line.staff.id == with).unwrap().due_on;
    assert_eq!(due, Some(day("2027-01-20")), "once a day is recorded, that counts");
}

#[test]
fn one_click_enters_the_day_for_several() {
    let (mut story, ids) = round("asaka");
    let now = on("2026-12-31");
    let today = PasswordChangeDraft { kind: None, on: "2026-12-31".into() };
    story.desk.change_passwords(&[ids["a"].clone(), ids["d"].clone()], &today, now).unwrap();
    let line = |story: &Story, letter: &str| {
        let lines = story.desk.passwords(now.today()).unwrap();
        lines.into_iter().find(|line| line.staff.id == ids[letter]).unwrap()
    };
    assert_eq!(line(&story, "a").due_on, Some(day("2027-02-28")), "AC-11: clamped to the end of the month");
    let kept = line(&story, "d").staff.password.unwrap();
    assert_eq!(kept.kind, PasswordKind::Long, "without a word the kind stays");

    let future = PasswordChangeDraft { kind: None, on: "2027-01-01".into() };
    let refused = story.desk.change_passwords(&[ids["a"].clone()], &future, now);
    assert_eq!(problems(refused), "on in_future", "nobody has changed it tomorrow");
    let nobody = story.desk.change_passwords(&[], &today, now);
    assert_eq!(problems(nobody), "whose required", "somebody is to be chosen");

    story.desk.void_password_change(&ids["a"], "別の人の記録だった", now).unwrap();
    assert_eq!(line(&story, "a").due_on, Some(day("2026-11-20")), "what was entered before counts again");
}

#[test]
fn one_id_is_one_person_s_unless_itabashi_delegates() {
    let now = on("2026-11-20");
    let shared = |given: &str| {
        let mut draft = staff(name("仮名", given, "", ""), "看護師", "", "2026-11-01");
        draft.mcs_id = "mihon01".into();
        draft
    };
    for region in ["kiyose", "asaka", "miyazaki", "kumagaya", "itabashi"] {
        let mut story = Story::after_first_start();
        story.desk.choose_region(region, now).unwrap();
        story.desk.add_staff(&shared("一"), now).unwrap();
        let refused = problems(story.desk.add_staff(&shared("二"), now));
        assert_eq!(refused, "mcsId duplicate_mcs_id", "AC-11: refused in {region}");
        let delegated = story.desk.set_delegated(true, now);
        assert_eq!(delegated.is_ok(), region == "itabashi", "only 板橋 第4条 knows a delegation: {region}");
        if region == "itabashi" {
            story.desk.add_staff(&shared("二"), now).expect("AC-11: 委託=あり");
        }
    }
}

#[test]
fn no_password_is_kept_anywhere() {
    const PASSWORD: &str = "Himitsu-no-aikotoba-1";
    let (mut story, ids) = round("asaka");
    let now = on("2026-11-20");
    // Wherever a password might be typed by mistake, there is a day or a choice and nothing else.
    let typed = PasswordChangeDraft { kind: None, on: PASSWORD.into() };
    let refused = problems(story.desk.change_passwords(&[ids["a"].clone()], &typed, now));
    assert_eq!(refused, "on not_a_date", "a password is no day");
    story
        .desk
        .vault()
        .read(|db| {
            let mut tables = db.prepare("SELECT sql FROM sqlite_schema WHERE name LIKE 'password%'").unwrap();
            let columns: Vec<String> =
                tables.query_map([], |row| row.get(0)).unwrap().filter_map(Result::ok).collect();
            assert!(!columns.is_empty(), "the days are kept");
            for text in columns {
                assert!(!text.contains("secret") && !text.contains("value"), "no column holds one: {text}");
            }
            Ok(())
        })
        .unwrap();
    let folder = story.folder.path().to_owned();
    story.desk.lock(now).unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { continue };
        let hit = bytes.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes());
        assert!(!hit, "AC-11: 0 hits in {}", path.display());
    }
}

#[test]
fn the_round_is_printed_without_a_password() {
    let (story, _) = round("asaka");
    let order = LedgerOrder { ledger: Ledger::Passwords, from: None, until: None, of: None, region: None };
    let made = story.desk.make_paper(PaperOrder::Ledger(order), day("2026-11-20")).unwrap();
    let text = squeezed(&text_of(&made.pdf).concat());
    for part in ["みほん訪問看護ステーション", "8文字以上", "13文字以上", "2025/1/10", "2025/3/10"]
    {
        assert!(text.contains(part), "AC-11: the list shows {part}: {text}");
    }
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is printed"));
    assert!(at("2025/3/10") < at("2026/8/30"), "what is due first stands first");
}
