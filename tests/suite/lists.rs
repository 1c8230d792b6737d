//! A list that reads only what it shows says the same as one that reads everything: each filter of the screens, a
//! portion of each list, and what is found by words.

use chrono::NaiveDate;
use office::desk::Desk;
use office::domain::device::{DeviceEventDraft, DeviceState};
use office::domain::group::GroupState;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::staff::StaffStatus;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutState};
use scenarios::{name, on, shelf, staff};
use tempfile::TempDir;

const STATUSES: [StaffStatus; 6] = [
    StaffStatus::Coming,
    StaffStatus::Preparing,
    StaffStatus::Active,
    StaffStatus::Paused,
    StaffStatus::Leaving,
    StaffStatus::Left,
];
const ALL: usize = usize::MAX;

/// The practice office with people of every status, a device that is gone and a slip that was declined.
fn office() -> (TempDir, Desk, NaiveDate) {
    let folder = TempDir::new().unwrap();
    let now = on("2026-11-20");
    let mut desk = Desk::practice(folder.path(), shelf(), now).unwrap();
    for (given, first_day, last_day) in [
        ("一", "2027-04-01", ""),
        ("二", "2020-04-01", "2024-03-31"),
        ("三", "2021-04-01", "2025-03-31"),
        ("四", "2022-04-01", "2026-11-19"),
        ("五", "2022-04-01", ""),
        ("六", "2022-04-01", ""),
    ] {
        let mut draft = staff(name("仮名", given, "かめい", ""), "看護師", "", first_day);
        draft.released_on = last_day.into();
        desk.add_staff(&draft, now).unwrap();
    }
    let leaving = desk.staff_list("六").unwrap().remove(0).id;
    desk.begin_leaving(&leaving, "2026-11-10", now).unwrap();
    let paused = desk.staff_list("五").unwrap().remove(0).id;
    desk.begin_pause(&paused, "2026-11-01", "", now).unwrap();
    let died =
        RecipientEndDraft { kind: Some(EndKind::Died), on: "2026-11-19".into(), reason: String::new() };
    let recipient = desk.care_recipient_page("", true, 1).unwrap().0.remove(0).id;
    desk.end_care(&recipient, &died, now).unwrap();

    let gone = desk.device_list("", now.today()).unwrap().pop().unwrap().id;
    let retired = DeviceEventDraft { kind: "retired".into(), on: "2026-11-20".into(), ..Default::default() };
    let retired = DeviceEventDraft { erased: true, ..retired };
    desk.record_device_event(&gone, &retired, now).unwrap();
    let asked = desk.takeouts().unwrap().into_iter().find(|one| one.decision.is_none());
    if let Some(slip) = asked {
        let declined = TakeoutDecisionDraft {
            approved: false,
            on: "2026-11-20".into(),
            reason: "今回は見送り".into(),
            ..Default::default()
        };
        desk.decide_takeout(&slip.id, &declined, now).unwrap();
    }
    (folder, desk, now.today())
}

#[test]
fn staff_are_found_by_status() {
    let (_folder, desk, today) = office();
    let policy = desk.policy().unwrap();
    let everybody = desk.staff_list("").unwrap();
    let mut told = 0;
    for status in STATUSES {
        let of = |query: &str| -> Vec<_> {
            let matching = desk.staff_list(query).unwrap().into_iter();
            matching.filter(|one| policy.staff_status(one, today) == status).map(|one| one.id).collect()
        };
        for query in ["", "かめい", "仮名 二"] {
            let expected = of(query);
            let (page, total) = desk.staff_page(query, Some(status), today, ALL).unwrap();
            let page: Vec<_> = page.into_iter().map(|one| one.id).collect();
            assert_eq!(page, expected, "{status:?} and 「{query}」");
            assert_eq!(total, expected.len(), "{status:?} and 「{query}」 are counted");
            let (first, total_too) = desk.staff_page(query, Some(status), today, 1).unwrap();
            let first: Vec<_> = first.into_iter().map(|one| one.id).collect();
            assert_eq!(first[..], expected[..expected.len().min(1)], "the first portion begins the list");
            assert_eq!(total_too, total, "and knows how many there are");
        }
        told += of("").len();
        assert!(!of("").is_empty(), "{status:?}: there is somebody");
    }
    assert_eq!(told, everybody.len(), "everybody stands somewhere");
    let (page, total) = desk.staff_page("", None, today, 2).unwrap();
    assert_eq!((page.len(), total), (2, everybody.len()), "without a status everybody is there");
}

#[test]
fn devices_are_found_by_state() {
    let (_folder, desk, today) = office();
    let all = desk.device_list("", today).unwrap();
    assert!(all.iter().any(|device| device.state() == DeviceState::Retired), "one is gone");
    let states: Vec<_> = all.iter().map(|device| device.state()).collect();
    for state in states {
        let expected: Vec<_> =
            all.iter().filter(|device| device.state() == state).map(|device| device.number).collect();
        let (page, total) = desk.device_page("", Some(state), today, ALL).unwrap();
        let page: Vec<_> = page.iter().map(|device| device.number).collect();
        assert_eq!(page, expected, "{state:?}");
        assert_eq!(total, expected.len(), "{state:?}");
    }
    let (here, _) = desk.device_page("", None, today, ALL).unwrap();
    assert_eq!(here.len(), all.len() - 1, "what is gone stands in no list by itself");
    let gone = all.iter().find(|device| device.state() == DeviceState::Retired).unwrap();
    let (found, _) = desk.device_page(&gone.details.name, None, today, ALL).unwrap();
    assert!(found.iter().any(|device| device.id == gone.id), "and is found by its name");
}

#[test]
fn slips_are_found_by_state_and_by_words() {
    let (_folder, desk, today) = office();
    let all = desk.takeouts().unwrap();
    let states = [
        TakeoutState::Asked,
        TakeoutState::Approved,
        TakeoutState::Declined,
        TakeoutState::Out,
        TakeoutState::Returned,
    ];
    let mut told = 0;
    for state in states {
        let expected: Vec<_> =
            all.iter().filter(|slip| slip.state(today) == state).map(|slip| slip.id.clone()).collect();
        let (page, total) = desk.takeout_page("", Some(state), today, ALL).unwrap();
        let page: Vec<_> = page.into_iter().map(|slip| slip.id).collect();
        assert_eq!((page, total), (expected.clone(), expected.len()), "{state:?}");
        told += total;
    }
    assert_eq!(told, all.len(), "each slip stands somewhere");

    let slip = all.iter().find(|slip| !slip.request.devices.is_empty()).expect("a device goes out");
    let applicant = desk.staff(&slip.request.applicant).unwrap().details.name;
    let device = desk.device(&slip.request.devices[0], today).unwrap().details.name;
    for words in [slip.request.place.as_str(), &slip.request.content, &applicant.family_kana, &device] {
        for state in [None, Some(slip.state(today))] {
            let (found, total) = desk.takeout_page(words, state, today, ALL).unwrap();
            assert!(found.iter().any(|one| one.id == slip.id), "found by 「{words}」 under {state:?}");
            assert_eq!(found.len(), total, "and counted");
        }
    }
    assert_eq!(desk.takeout_page("どこにもない", None, today, ALL).unwrap().1, 0, "nothing is made up");
}

#[test]
fn groups_in_use_are_those_among_all() {
    let (_folder, desk, _) = office();
    let (all, _) = desk.group_page("", None, None, ALL).unwrap();
    let active: Vec<_> = all.iter().filter(|line| line.state == GroupState::Active).collect();
    let (page, total) = desk.group_page("", None, Some(GroupState::Active), ALL).unwrap();
    let ids =
        |lines: &[&office::desk::GroupLine]| -> Vec<_> { lines.iter().map(|line| line.id.clone()).collect() };
    assert_eq!(ids(&page.iter().collect::<Vec<_>>()), ids(&active), "in the same order");
    assert_eq!(total, active.len(), "and counted");
}

#[test]
fn those_in_care_are_those_whose_care_has_not_ended() {
    let (_folder, desk, _) = office();
    let all = desk.care_recipient_list("").unwrap();
    let expected: Vec<_> = all.iter().filter(|one| one.end.is_none()).map(|one| one.id.clone()).collect();
    assert!(expected.len() < all.len(), "somebody's care has ended");
    let (page, total) = desk.care_recipient_page("", true, ALL).unwrap();
    let page: Vec<_> = page.into_iter().map(|one| one.id).collect();
    assert_eq!((page, total), (expected.clone(), expected.len()), "the others, in the same order");
}
