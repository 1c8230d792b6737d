//! Trainings and looks at the guidelines (KYS-16, ASK-17, MYZ-10, KMG 第7条(4), ITB-10, ITB-22).

use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::id::StaffId;
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::policy::due::Urgency;
use scenarios::{Story, day, name, on, problems, staff};

fn in_region(region: &str) -> (Story, StaffId, StaffId) {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.choose_region(region, now).unwrap();
    let ichiro = story.ichiro(now);
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "", "2026-11-20");
    let mio = story.desk.add_staff(&mio, now).unwrap();
    (story, ichiro, mio)
}

fn training(kind: &str, on_day: &str, there: &StaffId, away: &StaffId) -> TrainingDraft {
    let attendee =
        |staff: &StaffId, attended| AttendeeDraft { staff: staff.clone(), attended, later_on: String::new() };
    TrainingDraft {
        on: on_day.into(),
        kind: kind.into(),
        title: "個人情報の取扱い".into(),
        attendees: vec![attendee(there, true), attendee(away, false)],
        ..TrainingDraft::default()
    }
}

/// Whose education is due, and by when.
fn due(story: &Story, on_day: &str) -> Vec<(String, chrono::NaiveDate, Urgency, String)> {
    let today = story.desk.today(day(on_day)).unwrap();
    let education = today.duties.iter().filter(|duty| duty.due.duty.key == "education");
    education
        .map(|duty| {
            let clause = duty.due.source.unwrap().clause.clone();
            let by = duty.due.due_on.unwrap();
            assert!(by.is_target, "定期的に names no number: 目安");
            (duty.person.as_ref().unwrap().shown(), by.on, duty.due.urgency(day(on_day)), clause)
        })
        .collect()
}

#[test]
fn everybody_is_taught_again_in_the_regions_that_say_so() {
    for (region, clause) in [
        ("kiyose", Some("第9条")),
        ("asaka", Some("2)(5)③")),
        ("miyazaki", Some("第15条")),
        ("kumagaya", Some("第7条(4)")),
        ("itabashi", None),
    ] {
        let (mut story, ichiro, mio) = in_region(region);
        story
            .desk
            .record_training(&training("regular", "2026-12-01", &ichiro, &mio), on("2026-12-01"))
            .unwrap();
        assert!(due(&story, "2026-12-02").is_empty(), "{region}: not yet");
        let Some(clause) = clause else {
            assert!(due(&story, "2028-12-01").is_empty(), "ITB-10: 板橋 asks for no education");
            continue;
        };
        let asked = due(&story, "2027-11-20");
        let line = |name: &str, by, urgency| (name.to_owned(), day(by), urgency, clause.to_owned());
        assert_eq!(
            asked,
            [line("仮名 澪", "2027-11-20", Urgency::Now), line("架空 一郎", "2027-12-01", Urgency::Coming),],
            "{region}: who was away is counted from 登録日, who heard it from then; shown 30 days before"
        );
    }
}

#[test]
fn who_was_away_hears_it_later() {
    let (mut story, ichiro, mio) = in_region("asaka");
    let id = story
        .desk
        .record_training(&training("regular", "2026-12-01", &ichiro, &mio), on("2026-12-01"))
        .unwrap();
    assert_eq!(story.desk.trainings().unwrap()[0].heard(), 1, "one of two");
    let early = story.desk.hear_training_later(&id, &mio, "2026-11-30", on("2026-12-05"));
    assert_eq!(problems(early), "on too_early", "not before it was held");
    story.desk.hear_training_later(&id, &mio, "2026-12-05", on("2026-12-05")).unwrap();
    assert_eq!(story.desk.trainings().unwrap()[0].heard(), 2, "後日受講 counts");
    let names: Vec<_> = due(&story, "2027-12-05").into_iter().map(|line| (line.0, line.1)).collect();
    assert!(
        names.contains(&("仮名 澪".to_owned(), day("2027-12-05"))),
        "ASK-17: counted from that day: {names:?}"
    );
    let nobody = TrainingDraft { attendees: Vec::new(), ..training("regular", "2026-12-01", &ichiro, &mio) };
    assert_eq!(
        problems(story.desk.record_training(&nobody, on("2026-12-05"))),
        "attendees required",
        "somebody is there"
    );
}

#[test]
fn the_association_s_course_is_of_miyazaki() {
    let (mut story, ichiro, mio) = in_region("miyazaki");
    let day_of = |story: &Story, who| story.desk.course_on(who).unwrap();
    assert_eq!(day_of(&story, &ichiro), None, "MYZ-10: not yet");
    story.desk.record_training(&training("regular", "2026-11-21", &ichiro, &mio), on("2026-11-25")).unwrap();
    assert_eq!(day_of(&story, &ichiro), None, "the office's own training is no MICT講習会");
    story
        .desk
        .record_training(&training("course-video", "2026-11-22", &ichiro, &mio), on("2026-11-25"))
        .unwrap();
    assert_eq!(day_of(&story, &ichiro), Some(day("2026-11-22")), "MYZ-10: the video will do");
    assert_eq!(day_of(&story, &mio), None, "who was away has not heard it");
    let (mut kiyose, one, other) = in_region("kiyose");
    let course =
        kiyose.desk.record_training(&training("course", "2026-11-22", &one, &other), on("2026-11-25"));
    assert_eq!(problems(course), "kind not_a_choice", "other regions have no such course");
    let (mut itabashi, one, other) = in_region("itabashi");
    let held = itabashi
        .desk
        .record_training(&training("consultation", "2026-11-22", &one, &other), on("2026-11-25"));
    assert!(held.is_ok(), "ITB-22: 療養相談室 may teach");
}

#[test]
fn itabashi_asks_whether_the_guidelines_are_kept() {
    let (mut story, ichiro, _) = in_region("itabashi");
    let open = |story: &Story, on_day: &str| {
        let today = story.desk.today(day(on_day)).unwrap();
        let duty = today.duties.iter().find(|duty| duty.due.duty.key == "guideline_check")?;
        Some((duty.due.due_on.map(|due| due.on), duty.due.source.unwrap().clause.clone()))
    };
    assert_eq!(open(&story, "2027-12-31"), None, "nobody is there who looks");
    story.desk.begin_mcs_manager(&ichiro, "2026-11-20", on("2026-11-20")).unwrap();
    assert_eq!(open(&story, "2027-10-20"), None, "not a month before");
    let first = Some((Some(day("2027-11-20")), "第9条".to_owned()));
    assert_eq!(open(&story, "2027-10-21"), first, "ITB-10: counted from the one who is to look");
    let unsaid = GuidelineCheckDraft { on: "2026-11-21".into(), ..GuidelineCheckDraft::default() };
    assert_eq!(
        problems(story.desk.record_guideline_check(&unsaid, on("2026-11-21"))),
        "note required",
        "what is not in order is said"
    );
    let fine = GuidelineCheckDraft { in_order: true, ..unsaid };
    story.desk.record_guideline_check(&fine, on("2026-11-21")).unwrap();
    assert_eq!(open(&story, "2026-11-22"), None, "looked at");
    assert_eq!(open(&story, "2027-11-22").unwrap().0, Some(day("2027-11-21")), "again after 12か月, 目安");
    let (mut kiyose, ..) = in_region("kiyose");
    assert_eq!(open(&kiyose, "2026-11-21"), None, "elsewhere nobody asks");
    kiyose
        .desk
        .record_guideline_check(&fine, on("2026-11-21"))
        .expect("but an office may keep it of its own will");
}
