//! The ledgers: an entry that is taken back stays readable, and so does a step of it.

use office::domain::device::DeviceRoundDraft;
use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::incident::IncidentDraft;
use office::domain::ledger::LedgerEntry;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft, TakeoutState};
use office::domain::training::{AttendeeDraft, TrainingDraft};

use super::*;

#[test]
fn an_entry_of_each_ledger_stays_readable_when_it_is_taken_back() {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on(TODAY));
    let tablet = tablet(&mut story);
    let now = on(TODAY);
    let desk = &mut story.desk;

    let lost = DeviceEventDraft {
        kind: "stored".into(),
        on: TODAY.into(),
        note: "金庫".into(),
        ..Default::default()
    };
    desk.record_device_event(&tablet, &lost, now).unwrap();
    let event = desk.device(&tablet, now.today()).unwrap().events[0].id.to_string();
    desk.void_entry(LedgerEntry::DeviceEvent, &event, SLIP, now).unwrap();
    let items = desk.policy().unwrap().device.items.clone();
    let answers = items.iter().map(|item| (item.key.clone(), "yes".to_owned())).collect();
    let devices = vec![(tablet.clone(), answers)];
    let round = DeviceRoundDraft { on: TODAY.into(), devices, ..Default::default() };
    desk.record_device_round(&round, now).unwrap();
    let check = desk.device_checks(&tablet).unwrap()[0].id.to_string();
    desk.void_entry(LedgerEntry::DeviceCheck, &check, SLIP, now).unwrap();

    let slip = TakeoutDraft {
        applicant: Some(ichiro.clone()),
        devices: vec![tablet.clone()],
        content: "連絡先".into(),
        purpose: "訪問".into(),
        from: TODAY.into(),
        until: TODAY.into(),
        asked_on: TODAY.into(),
        ..TakeoutDraft::default()
    };
    let slip = desk.ask_takeout(&slip, now).unwrap();
    desk.void_entry(LedgerEntry::Takeout, slip.as_str(), SLIP, now).unwrap();
    let training = TrainingDraft {
        on: TODAY.into(),
        kind: "regular".into(),
        title: "個人情報の取扱い".into(),
        attendees: vec![AttendeeDraft { staff: ichiro.clone(), attended: true, later_on: String::new() }],
        ..TrainingDraft::default()
    };
    let training = desk.record_training(&training, now).unwrap();
    desk.void_entry(LedgerEntry::Training, training.as_str(), SLIP, now).unwrap();
    let look =
        GuidelineCheckDraft {
            on: TODAY.into(), in_order: false, note: "直す".into(), ..Default::default()
        };
    let look = desk.record_guideline_check(&look, now).unwrap();
    desk.void_entry(LedgerEntry::GuidelineCheck, look.as_str(), SLIP, now).unwrap();
    let incident = IncidentDraft {
        cause: "other".into(),
        happened_on: TODAY.into(),
        known_on: TODAY.into(),
        note: "封筒".into(),
        ..IncidentDraft::default()
    };
    let incident = desk.open_incident(&incident, now).unwrap();
    desk.void_entry(LedgerEntry::Incident, incident.as_str(), SLIP, now).unwrap();

    let device = of_record(&story, tablet.as_str());
    assert_eq!(
        device[2], "ledger_void (入れまちがい) device_event=stored> on=2026-11-20> note=金庫>",
        "device"
    );
    let titles: Vec<_> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(
        device[0],
        format!("ledger_void (入れまちがい) on=2026-11-20> found_yes={}>", titles.join("\n")),
        "what was looked at, by its title"
    );
    for (noun, expected) in [
        (
            "takeout",
            format!("applicant={ichiro}> devices={tablet}> content=連絡先> purpose=訪問> from=2026-11-20>"),
        ),
        (
            "training",
            format!("on=2026-11-20> training_kind=regular> title=個人情報の取扱い> heard={ichiro}>"),
        ),
        ("guideline_check", "on=2026-11-20> in_order=no> note=直す>".to_owned()),
        (
            "incident",
            "cause=other> happened_on=2026-11-20> known_on=2026-11-20> wrongful=no> note=封筒>".to_owned(),
        ),
    ] {
        let newest = told(&story.desk, HistoryOf::Noun(noun)).remove(0);
        assert!(
            newest.starts_with(&format!("ledger_void (入れまちがい) {expected}")),
            "{noun}: what was taken back is read in the ledger's history, not {newest}"
        );
    }
    assert_eq!(story.desk.check_log().unwrap().wrong, None, "the log is whole");
}

#[test]
fn a_step_of_a_ledger_is_taken_back_without_its_entry() {
    let mut story = Story::in_region("miyazaki");
    let ichiro = story.ichiro(on(TODAY));
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "", TODAY);
    let mio = story.desk.add_staff(&mio, on(TODAY)).unwrap();
    let tablet = tablet(&mut story);
    let now = on(TODAY);
    let slip = TakeoutDraft {
        applicant: Some(ichiro.clone()),
        devices: vec![tablet],
        content: "連絡先".into(),
        purpose: "訪問".into(),
        from: TODAY.into(),
        until: TODAY.into(),
        asked_on: TODAY.into(),
        ..TakeoutDraft::default()
    };
    let slip = story.desk.ask_takeout(&slip, now).unwrap();
    let state = |story: &Story| story.desk.takeout(&slip).unwrap().state(day(TODAY));
    let decision = TakeoutDecisionDraft { on: TODAY.into(), approved: true, ..Default::default() };
    story.desk.decide_takeout(&slip, &decision, now).unwrap();
    let back =
        TakeoutReturnDraft {
            on: TODAY.into(), erased: true, note: "異常なし".into(), ..Default::default()
        };
    story.desk.return_takeout(&slip, &back, now).unwrap();
    take_back(&mut story, Mistake::Takeout, slip.as_str());
    assert_eq!(state(&story), TakeoutState::Out, "it is out again");
    take_back(&mut story, Mistake::Takeout, slip.as_str());
    assert_eq!(state(&story), TakeoutState::Asked, "and then it waits again");
    assert!(newest(&story, slip.as_str()).contains("approved=yes> decided_on=2026-11-20>"), "readable");

    let absent = AttendeeDraft { staff: mio.clone(), attended: false, later_on: String::new() };
    let training = TrainingDraft {
        on: TODAY.into(),
        kind: "regular".into(),
        title: "個人情報の取扱い".into(),
        attendees: vec![absent],
        ..TrainingDraft::default()
    };
    let training = story.desk.record_training(&training, now).unwrap();
    story.desk.hear_training_later(&training, &mio, TODAY, now).unwrap();
    take_back(&mut story, Mistake::Hearing, &format!("{training}/{mio}"));
    assert_eq!(story.desk.trainings().unwrap()[0].heard(), 0, "she has not heard it yet");

    story.desk.begin_disaster(TODAY, "台風", now).unwrap();
    story.desk.end_disaster(TODAY, now).unwrap();
    take_back(&mut story, Mistake::Disaster, "");
    assert!(story.desk.disaster().unwrap().unwrap().ended_on.is_none(), "it lasts");
    take_back(&mut story, Mistake::Disaster, "");
    assert_eq!(story.desk.disaster().unwrap(), None, "it was never switched on");
    story.desk.begin_disaster(TODAY, "地震", now).expect("one may begin on the same day");

    let incident = IncidentDraft {
        cause: "other".into(),
        happened_on: TODAY.into(),
        known_on: TODAY.into(),
        ..IncidentDraft::default()
    };
    let incident = story.desk.open_incident(&incident, now).unwrap();
    let details = story.desk.incident(&incident).unwrap().details;
    let keys: Vec<String> =
        story.desk.incident_steps(&details, day(TODAY)).unwrap().iter().map(|step| step.key()).collect();
    for key in keys {
        story.desk.stamp_incident(&incident, &key, None, now).unwrap();
    }
    story.desk.close_incident(&incident, now).unwrap();
    take_back(&mut story, Mistake::IncidentClosed, incident.as_str());
    assert_eq!(story.desk.incident(&incident).unwrap().closed_on, None, "work on it goes on");
}
