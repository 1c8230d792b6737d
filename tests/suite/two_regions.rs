//! S-28: one office, two regions: one member of staff, two notices.

use office::desk::PaperOrder;
use office::domain::submission::SubmissionDraft;
use office::forms::FormKind;
use scenarios::{Story, day, on, squeezed, text_of};

#[test]
fn one_person_is_told_to_two_bodies() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let unknown = story.desk.set_further_regions(&["nowhere".into()], now);
    assert!(unknown.is_err(), "only regions that ship can be chosen");
    story.desk.set_further_regions(&["miyazaki".into()], now).unwrap();
    story.ichiro(now);

    let today = story.desk.today(day("2026-11-20")).unwrap();
    let regions: Vec<_> = today.start_of_use.iter().map(|open| open.policy.region.as_str()).collect();
    assert!(regions.contains(&"asaka") && regions.contains(&"miyazaki"), "both have a start of use");
    let pledge = today.duties.iter().filter(|open| open.due.duty.key == "staff_pledge").count();
    assert_eq!(pledge, 2, "each region asks for it with its own clause");

    // Papers for each.
    let own = PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None };
    let own = story.desk.make_paper(own, day("2026-11-20")).unwrap();
    let further = PaperOrder::InRegion {
        region: "miyazaki".into(),
        kind: FormKind::StaffNotice,
        staff: None,
        dated_on: None,
    };
    let further = story.desk.make_paper(further, day("2026-11-20")).unwrap();
    assert!(squeezed(&text_of(&own.pdf).concat()).contains("誓約同意書"), "朝霞 様式3");
    let text = squeezed(&text_of(&further.pdf).concat());
    assert!(text.contains("従事者登録変更通知書") && text.contains("架空一郎"), "宮崎 様式3");

    // Told here is not told there.
    let changes = story.desk.untold("asaka").unwrap().into_iter().map(|one| one.change).collect();
    let sent = SubmissionDraft {
        sent_on: "2026-11-20".into(),
        items: vec![own.title.clone()],
        changes,
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&sent, now).unwrap();
    assert_eq!(story.desk.untold("asaka").unwrap().len(), 0, "朝霞 knows");
    assert_eq!(story.desk.untold("miyazaki").unwrap().len(), 1, "宮崎 does not know yet");
    let sent = SubmissionDraft {
        region: "miyazaki".into(),
        sent_on: "2026-11-20".into(),
        items: vec![further.title.clone()],
        changes: story.desk.untold("miyazaki").unwrap().into_iter().map(|one| one.change).collect(),
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&sent, now).unwrap();
    assert_eq!(story.desk.untold("miyazaki").unwrap().len(), 0, "S-28: one member of staff, two notices");
    let to: Vec<_> = story.desk.submissions().unwrap().into_iter().map(|sent| sent.destination).collect();
    assert!(to.iter().any(|to| to.contains("MICT")), "each to its own body: {to:?}");
    assert!(to.iter().any(|to| to.contains("朝霞")), "each to its own body: {to:?}");

    // A step closed by hand is closed in its region only.
    story.desk.close_duty_of("miyazaki", "register_users", "", "2026-11-20", now).unwrap();
    let today = story.desk.today(day("2026-11-20")).unwrap();
    let closed = today.start_of_use.iter().find(|open| open.due.duty.key == "register_users").unwrap();
    assert_eq!(closed.due.closed_on, Some(day("2026-11-20")), "in 宮崎");
    story.desk.set_further_regions(&[], now).unwrap();
    let today = story.desk.today(day("2026-11-20")).unwrap();
    assert!(today.duties.iter().all(|open| open.policy.region == "asaka"), "one region again");
}
