//! The daughter phones to withdraw the consent (S-31). No policy describes it: the office's own steps follow.

use office::domain::consent::ConsentStatus;
use office::domain::group::{GroupDraft, GroupKind};
use office::domain::id::{ConsentId, StaffId};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans, WithdrawalStep};
use scenarios::{Story, check_refused, day, on, problems, signed_consent};

const TODAY: &str = "2026-11-20";

fn by_phone(taken_by: &StaffId) -> WithdrawalDraft {
    WithdrawalDraft {
        by: "例示 桜（長女）".into(),
        means: Some(WithdrawalMeans::Phone),
        on: "2026-12-01".into(),
        at: "14時ごろ".into(),
        taken_by: Some(taken_by.clone()),
        note: String::new(),
    }
}

fn open_steps(story: &Story, today: &str) -> Vec<String> {
    let keys = ["stop_posting", "release_withdrawn", "ask_archive", "confirm_withdrawal"];
    let list = story.desk.today(day(today)).unwrap();
    let ours = list.duties.iter().filter(|open| keys.contains(&open.due.duty.key.as_str()));
    ours.map(|open| {
        assert!(open.due.duty.source.is_none(), "規定なし（事業所の設定）");
        assert_eq!(open.due.open_since, Some(day("2026-12-01")), "since she phoned");
        open.due.duty.key.clone()
    })
    .collect()
}

fn status(story: &Story, id: &ConsentId) -> ConsentStatus {
    story.desk.consent_record(id).unwrap().consent.status()
}

#[test]
fn s_31_a_consent_is_withdrawn_by_phone() {
    for region in ["asaka", "kiyose", "miyazaki", "kumagaya", "itabashi"] {
        let mut story = Story::in_region(region);
        let ume = story.ume(on(TODAY));
        let ichiro = story.ichiro(on(TODAY));
        let consent = signed_consent(&mut story, &ume, TODAY);
        story.desk.withdraw_consent(&consent, &by_phone(&ichiro), on("2026-12-01")).unwrap();
        assert_eq!(status(&story, &consent), ConsentStatus::Withdrawn, "{region}: 撤回");
        let kept = story.desk.consent_record(&consent).unwrap().consent.withdrawal.unwrap();
        assert_eq!((kept.at.as_str(), &kept.taken_by), ("14時ごろ", &ichiro), "the time, and who took it");
        assert_eq!(
            open_steps(&story, "2026-12-02"),
            ["stop_posting", "release_withdrawn", "ask_archive", "confirm_withdrawal"],
            "{region}: stop, release, ask, confirm"
        );
        let group = GroupDraft::of(GroupKind::Care { recipient: ume }, "2026-12-02");
        check_refused(story.desk.open_group(&group, on("2026-12-02")), "group_needs_consent", "");
    }
}

#[test]
fn each_step_is_closed_by_a_person_with_a_day() {
    let mut story = Story::in_region("asaka");
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let consent = signed_consent(&mut story, &ume, TODAY);
    let before = story.desk.close_withdrawal_step(&consent, WithdrawalStep::Stop, TODAY, on(TODAY));
    check_refused(before, "not_withdrawn", "");
    story.desk.withdraw_consent(&consent, &by_phone(&ichiro), on("2026-12-01")).unwrap();
    let now = on("2026-12-03");
    let mut close = |step, on: &str| story.desk.close_withdrawal_step(&consent, step, on, now);
    assert_eq!(problems(close(WithdrawalStep::Stop, "2026-11-30")), "on too_early", "not before she phoned");
    assert_eq!(problems(close(WithdrawalStep::Stop, "2026-12-04")), "on in_future", "not tomorrow");
    for step in WithdrawalStep::ALL {
        close(step, "2026-12-02").unwrap();
    }
    assert!(open_steps(&story, "2026-12-03").is_empty(), "nothing is left to do");
    assert_eq!(status(&story, &consent), ConsentStatus::Withdrawn, "and it stays withdrawn");
}

#[test]
fn only_what_counts_is_withdrawn_and_no_older_one_comes_back() {
    let mut story = Story::in_region("asaka");
    let ume = story.ume(on(TODAY));
    let ichiro = story.ichiro(on(TODAY));
    let older = signed_consent(&mut story, &ume, TODAY);
    let newer = signed_consent(&mut story, &ume, "2026-11-25");
    let now = on("2026-12-01");
    check_refused(story.desk.withdraw_consent(&older, &by_phone(&ichiro), now), "consent_not_in_force", "");
    let empty = WithdrawalDraft { by: String::new(), means: None, taken_by: None, ..by_phone(&ichiro) };
    let refused = problems(story.desk.withdraw_consent(&newer, &empty, now));
    assert_eq!(refused, "by required\nmeans required\ntakenById required", "by whom, how, taken by whom");
    story.desk.withdraw_consent(&newer, &by_phone(&ichiro), now).unwrap();
    assert_eq!(status(&story, &older), ConsentStatus::Replaced, "the older one does not come back");
    story.desk.take_back_withdrawal(&newer, "別の方だった", now).unwrap();
    assert_eq!(status(&story, &newer), ConsentStatus::InForce, "entered by mistake");
}
