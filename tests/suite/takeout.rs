//! S-24: a tablet for the visits of New Year, asked, approved by somebody else, back too late (KYS-28, KMG-16, ITB-19).

use office::Error;
use office::desk::{Ledger, LedgerOrder, PaperOrder};
use office::domain::device::{DeviceDraft, DeviceEventDraft, DeviceState};
use office::domain::id::{DeviceId, StaffId, TakeoutId};
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft, TakeoutState};
use office::policy::due::Urgency;
use scenarios::{Story, day, name, on, problems, squeezed, staff, text_of};

struct Office {
    story: Story,
    ichiro: StaffId,
    tablet: DeviceId,
}

fn office_in(region: &str) -> Office {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.choose_region(region, now).unwrap();
    let ichiro = story.ichiro(now);
    let tablet = DeviceDraft {
        kind: "office".into(),
        name: "訪問用タブレット".into(),
        registered_on: "2026-11-20".into(),
        ..DeviceDraft::default()
    };
    let tablet = story.desk.add_device(&tablet, now).unwrap();
    Office { story, ichiro, tablet }
}

impl Office {
    fn slip(&self) -> TakeoutDraft {
        TakeoutDraft {
            applicant: Some(self.ichiro.clone()),
            devices: vec![self.tablet.clone()],
            content: "年末年始の訪問先の連絡先".into(),
            purpose: "訪問".into(),
            from: "2026-12-29".into(),
            until: "2027-01-04".into(),
            asked_on: "2026-12-25".into(),
            ..TakeoutDraft::default()
        }
    }

    fn approved(&mut self) -> TakeoutId {
        let id = self.story.desk.ask_takeout(&self.slip(), on("2026-12-25")).expect("it is asked");
        self.story.desk.decide_takeout(&id, &decision(None, true), on("2026-12-26")).expect("it is approved");
        id
    }

    fn state(&self, id: &TakeoutId, on_day: &str) -> TakeoutState {
        self.story.desk.takeout(id).unwrap().state(day(on_day))
    }

    fn duty(&self, key: &str, on_day: &str) -> Option<(Urgency, chrono::NaiveDate, bool)> {
        let today = self.story.desk.today(day(on_day)).unwrap();
        let duty = today.duties.iter().find(|duty| duty.due.duty.key == key)?;
        let due = duty.due.due_on.expect("a slip names its days");
        Some((duty.due.urgency(day(on_day)), due.on, due.is_target))
    }
}

fn decision(by: Option<&StaffId>, approved: bool) -> TakeoutDecisionDraft {
    TakeoutDecisionDraft { by: by.cloned(), on: "2026-12-26".into(), approved, reason: String::new() }
}

fn back(on_day: &str) -> TakeoutReturnDraft {
    TakeoutReturnDraft { on: on_day.into(), by: None, erased: true, note: "異常なし".into() }
}

fn refused<T>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Refused { code, .. }) => code,
        _ => panic!("it is not refused"),
    }
}

#[test]
fn s_24_a_tablet_goes_out_for_new_year_and_comes_back_late() {
    let mut office = office_in("kiyose");
    let id = office.story.desk.ask_takeout(&office.slip(), on("2026-12-25")).unwrap();
    assert_eq!(office.state(&id, "2026-12-25"), TakeoutState::Asked, "it waits");
    let (urgency, by, target) = office.duty("takeout_decide", "2026-12-26").expect("the approval is a duty");
    assert_eq!((urgency, by, target), (Urgency::Coming, day("2026-12-29"), false), "before it goes out");
    office.story.desk.decide_takeout(&id, &decision(None, true), on("2026-12-26")).unwrap();
    assert!(office.duty("takeout_decide", "2026-12-26").is_none(), "the approval closes it");
    assert_eq!(office.state(&id, "2026-12-28"), TakeoutState::Approved, "still in the house");
    assert_eq!(office.state(&id, "2026-12-29"), TakeoutState::Out, "12/29: out");
    let tablet = |on_day| office.story.desk.device(&office.tablet, day(on_day)).unwrap().state();
    assert_eq!(tablet("2026-12-28"), DeviceState::InUse, "the device before");
    assert_eq!(tablet("2026-12-30"), DeviceState::Out, "持出中 from the open slip");
    assert_eq!(office.duty("takeout_return", "2027-01-04").unwrap().0, Urgency::Now, "the last day");
    let (urgency, by, _) = office.duty("takeout_return", "2027-01-05").expect("S-24");
    assert_eq!((urgency, by), (Urgency::Overdue, day("2027-01-04")), "S-24: overdue on the start page");
    let full = TakeoutReturnDraft { erased: false, ..back("2027-01-05") };
    assert_eq!(
        problems(office.story.desk.return_takeout(&id, &full, on("2027-01-05"))),
        "erased required",
        "消去 is looked at"
    );
    let early = office.story.desk.return_takeout(&id, &back("2026-12-28"), on("2027-01-05"));
    assert_eq!(problems(early), "on too_early", "it cannot be back before it went");
    office.story.desk.return_takeout(&id, &back("2027-01-05"), on("2027-01-05")).unwrap();
    assert!(office.duty("takeout_return", "2027-01-05").is_none(), "back, and the duty is closed");
    let slip = office.story.desk.takeout(&id).unwrap();
    assert_eq!(slip.days_late(day("2027-02-01")), 1, "S-24: returned 1/5, one day late, and that stays");
    assert_eq!(
        refused(office.story.desk.return_takeout(&id, &back("2027-01-05"), on("2027-01-06"))),
        "takeout_not_out",
        "once"
    );
}

#[test]
fn nobody_approves_their_own() {
    let mut office = office_in("kumagaya");
    let id = office.story.desk.ask_takeout(&office.slip(), on("2026-12-25")).unwrap();
    let own = office.story.desk.decide_takeout(&id, &decision(Some(&office.ichiro), true), on("2026-12-26"));
    let Err(Error::Refused { code, clause }) = own else { panic!("he approves his own slip") };
    assert_eq!(code, "takeout_own_approval", "the approver is somebody else");
    assert!(clause.ends_with("第9条(8)"), "KMG-16 names the clause: {clause}");
    let unsaid = office.story.desk.decide_takeout(&id, &decision(None, false), on("2026-12-26"));
    assert_eq!(problems(unsaid), "reason required", "不承認 needs a reason");
    let no = TakeoutDecisionDraft { reason: "端末が足りない".into(), ..decision(None, false) };
    office.story.desk.decide_takeout(&id, &no, on("2026-12-26")).unwrap();
    assert_eq!(office.state(&id, "2026-12-29"), TakeoutState::Declined, "不承認");
    assert_eq!(
        refused(office.story.desk.decide_takeout(&id, &decision(None, true), on("2026-12-27"))),
        "takeout_decided",
        "decided once"
    );
    // The manager is on the staff as well: as 管理者 she cannot approve what she asks as a member of staff.
    let hanako = staff(name("見本", "花子", "みほん", "はなこ"), "管理者", "", "2026-11-20");
    let hanako = office.story.desk.add_staff(&hanako, on("2026-11-20")).unwrap();
    let slip = TakeoutDraft { applicant: Some(hanako), ..office.slip() };
    let id = office.story.desk.ask_takeout(&slip, on("2026-12-25")).unwrap();
    assert_eq!(
        refused(office.story.desk.decide_takeout(&id, &decision(None, true), on("2026-12-26"))),
        "takeout_own_approval",
        "also the manager"
    );
    let ichiro = office.ichiro.clone();
    office
        .story
        .desk
        .decide_takeout(&id, &decision(Some(&ichiro), true), on("2026-12-26"))
        .expect("a colleague may");
}

#[test]
fn a_lost_device_and_one_that_is_out_do_not_go() {
    let mut office = office_in("itabashi");
    office.approved();
    let again = TakeoutDraft { from: "2027-01-02".into(), until: "2027-01-08".into(), ..office.slip() };
    assert_eq!(
        refused(office.story.desk.ask_takeout(&again, on("2026-12-27"))),
        "takeout_device_out",
        "the same days"
    );
    let later = TakeoutDraft { from: "2027-01-10".into(), until: "2027-01-11".into(), ..office.slip() };
    office.story.desk.ask_takeout(&later, on("2026-12-27")).expect("it is to be back by then");
    let lost =
        DeviceEventDraft { kind: "lost".into(), on: "2026-12-27".into(), ..DeviceEventDraft::default() };
    let tablet = office.tablet.clone();
    office.story.desk.record_device_event(&tablet, &lost, on("2026-12-27")).unwrap();
    assert_eq!(
        refused(office.story.desk.ask_takeout(&later, on("2026-12-27"))),
        "takeout_device_gone",
        "紛失 cannot be taken out"
    );
    let nothing = TakeoutDraft { devices: Vec::new(), ..office.slip() };
    assert_eq!(
        problems(office.story.desk.ask_takeout(&nothing, on("2026-12-27"))),
        "medium required",
        "something is taken out"
    );
    let backwards = TakeoutDraft { until: "2026-12-28".into(), ..office.slip() };
    assert_eq!(
        problems(office.story.desk.ask_takeout(&backwards, on("2026-12-27"))),
        "until too_early",
        "an end before its start"
    );
}

#[test]
fn the_slip_is_printed_on_the_region_s_paper() {
    for (region, title) in [
        ("kiyose", "情報及び情報機器の持出し"),
        ("kumagaya", "持出し"),
        ("itabashi", "情報及び情報機器の持出し"),
        ("asaka", "情報及び情報機器の持出し"),
        ("miyazaki", "情報及び情報機器の持出し"),
    ] {
        let mut office = office_in(region);
        let takeout = office.approved();
        let paper = office.story.paper(PaperOrder::Takeout { takeout });
        let text = squeezed(&text_of(&paper.pdf).concat());
        for part in [
            title,
            "年末年始の訪問先の連絡先",
            "訪問",
            "#1訪問用タブレット",
            "令和8年12月29日",
            "令和9年1月4日",
            "令和8年12月26日",
        ] {
            assert!(text.contains(part), "KYS-28: {region} prints {part}");
        }
        assert!(!text.contains("架空一郎"), "the applicant signs by hand: {region}");
    }
}

#[test]
fn the_ledger_of_taking_out_is_printed_for_a_time() {
    let mut office = office_in("kiyose");
    office.approved();
    let printed = |from: &str| {
        let order = LedgerOrder {
            ledger: Ledger::Takeouts,
            from: Some(day(from)),
            until: None,
            of: None,
            region: None,
        };
        squeezed(&text_of(&office.story.paper(PaperOrder::Ledger(order)).pdf).concat())
    };
    let text = printed("2026-12-01");
    for part in ["架空一郎", "見本花子", "2026/12/29", "2027/1/4", "承認済み"] {
        assert!(text.contains(part), "the ledger shows {part}: {text}");
    }
    assert!(!printed("2027-01-01").contains("架空一郎"), "what was asked before is left out");
}
