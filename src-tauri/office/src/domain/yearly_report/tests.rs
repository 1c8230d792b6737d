//! What counts when, at the borders and for whatever may have happened. Whole years are told in the stories.

use proptest::prelude::*;

use super::*;
use crate::domain::group::GroupEventKind;
use crate::domain::id::{GroupId, StaffId, TakeoutId, TrainingId};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn group(kind: GroupLineOf, events: &[(GroupEventKind, &str)]) -> GroupFact {
    let events = events.iter().map(|(kind, on)| (*kind, day(on))).collect();
    GroupFact { id: GroupId::random(), kind, events }
}

#[test]
fn a_fiscal_year_is_april_to_march_and_has_twelve_months() {
    let year = Period::fiscal_year(2027);
    assert_eq!((year.from, year.until), (day("2027-04-01"), day("2028-03-31")), "令和9年度");
    let months = year.months();
    assert_eq!(months.len(), 12, "April to March");
    assert_eq!(months[10].until, day("2028-02-29"), "February of a leap year ends on the 29th");
    assert_eq!(fiscal_year_of(day("2028-03-31")), 2027, "the last day belongs to it");
    assert_eq!(fiscal_year_of(day("2028-04-01")), 2028, "the next day does not");
    let running = Period { until: day("2027-05-10"), ..year };
    assert_eq!(running.months().last().map(|one| one.until), Some(day("2027-05-10")), "as far as it goes");
}

#[test]
fn a_request_for_deletion_changes_nothing_until_it_is_answered() {
    use GroupEventKind as Kind;
    let asked = group(
        GroupLineOf::Care,
        &[
            (Kind::Opened, "2025-05-01"),
            (Kind::DeletionRequested, "2026-05-01"),
            (Kind::DeletionSent, "2026-05-02"),
            (Kind::Deleted, "2027-04-01"),
        ],
    );
    let facts = YearFacts { groups: vec![asked], ..YearFacts::default() };
    let figures = facts.count(Period::fiscal_year(2026));
    assert_eq!(figures.of(Figure::CareAtEnd), 1, "it was there all year");
    let next = facts.count(Period::fiscal_year(2027));
    assert_eq!(
        (next.of(Figure::CareDeleted), next.of(Figure::CareAtEnd)),
        (1, 0),
        "deleted while it was used"
    );
}

#[test]
fn what_was_taken_out_is_late_on_the_day_after_it_should_be_back() {
    let slip = |until: &str, returned: Option<&str>, approved| TakeoutFact {
        id: TakeoutId::random(),
        asked_on: day("2026-04-01"),
        decided: Some((day("2026-04-01"), approved)),
        until: day(until),
        returned_on: returned.map(day),
    };
    let late = |slip| {
        YearFacts { takeouts: vec![slip], ..YearFacts::default() }
            .count(Period::fiscal_year(2026))
            .of(Figure::TakeoutsLate)
    };
    assert_eq!(late(slip("2027-03-30", Some("2027-03-31"), true)), 1, "late on the last day of the year");
    assert_eq!(late(slip("2027-03-31", Some("2027-04-01"), true)), 0, "late in the next year");
    assert_eq!(late(slip("2026-05-01", Some("2026-05-01"), true)), 0, "back in time");
    assert_eq!(late(slip("2026-05-01", None, true)), 1, "not back yet");
    assert_eq!(late(slip("2026-05-01", None, false)), 0, "never taken out");
}

#[test]
fn a_training_heard_later_counts_on_the_day_on_which_it_was_heard() {
    let training = TrainingFact {
        id: TrainingId::random(),
        on: day("2027-03-20"),
        attendees: vec![
            (StaffId::random(), Some(day("2027-03-20"))),
            (StaffId::random(), Some(day("2027-04-05"))),
            (StaffId::random(), None),
        ],
    };
    let facts = YearFacts { trainings: vec![training], ..YearFacts::default() };
    let (this, next) = (Period::fiscal_year(2026), Period::fiscal_year(2027));
    assert_eq!(facts.count(this).of(Figure::Attendances), 1, "who was there");
    assert_eq!(
        facts.count(next).of(Figure::Attendances),
        1,
        "who heard it in April, once and in one year only"
    );
    assert_eq!(facts.count(next).of(Figure::Trainings), 0, "it was held in the year before");
    let session = Session { on: day("2027-03-20"), heard: 1, expected: 3 };
    assert_eq!(facts.sessions(this), [session], "the year's own rate is that at its end");
}

/// Any events a group can have, in the order of their days.
fn lives() -> impl Strategy<Value = Vec<(GroupEventKind, i64)>> {
    use GroupEventKind as Kind;
    let step = prop_oneof![
        Just(Kind::Archived),
        Just(Kind::Reopened),
        Just(Kind::DeletionRequested),
        Just(Kind::DeletionSent),
        Just(Kind::Deleted)
    ];
    (0_i64..900, proptest::collection::vec((step, 0_i64..200), 0..9)).prop_map(|(first, steps)| {
        let mut on = first;
        let mut life = vec![(Kind::Opened, on)];
        for (kind, later) in steps {
            on += later;
            life.push((kind, on));
            if kind == Kind::Deleted {
                break; // nothing follows it
            }
        }
        life
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn every_line_adds_up_whatever_happened(
        care in proptest::collection::vec(lives(), 0..12),
        open in proptest::collection::vec(lives(), 0..4),
        staff in proptest::collection::vec((0_i64..1500, proptest::option::of(0_i64..900)), 0..12),
        from in 0_i64..1000,
        length in 0_i64..500,
    ) {
        let at = |days: i64| day("2025-01-01") + chrono::TimeDelta::days(days);
        let groups = |lives: Vec<Vec<(GroupEventKind, i64)>>, kind| {
            lives.into_iter().map(move |life| GroupFact {
                id: GroupId::random(),
                kind,
                events: life.into_iter().map(|(kind, on)| (kind, at(on))).collect(),
            })
        };
        let staff = staff.into_iter().map(|(first, stay)| StaffFact {
            id: StaffId::random(),
            registered_on: at(first),
            released_on: stay.map(|stay| at(first + stay)),
        });
        let facts = YearFacts {
            staff: staff.collect(),
            groups: groups(care, GroupLineOf::Care).chain(groups(open, GroupLineOf::Open)).collect(),
            ..YearFacts::default()
        };
        let period = Period { from: at(from), until: at(from + length) };
        let figures = facts.count(period);
        for flow in [STAFF, CARE, OPEN, LINK] {
            prop_assert!(figures.adds_up(&flow), "{:?}: {:?}", flow.at_start, figures);
        }
        // The months together are the whole: nothing falls between two of them, nothing counts twice.
        let months: Vec<_> = period.months().iter().map(|month| facts.count(*month)).collect();
        let moves = CARE.added.iter().chain(CARE.taken).chain(STAFF.added).chain(STAFF.taken);
        for figure in moves {
            let sum: u32 = months.iter().map(|month| month.of(*figure)).sum();
            prop_assert_eq!(sum, figures.of(*figure), "{:?}", figure);
        }
        let first = months.first().map(|month| month.of(Figure::CareAtStart));
        prop_assert_eq!(first, Some(figures.of(Figure::CareAtStart)));
        // Each figure is as many rows as it says.
        prop_assert_eq!(facts.rows(period, Figure::CareAtEnd).len() as u32, figures.of(Figure::CareAtEnd));
    }
}
