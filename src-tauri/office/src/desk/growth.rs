//! What the start page and the lists cost grows with what is open or shown, not with what was ever kept: counted in steps
//! of the database,
//! which are the same on every machine. The bench measures the time, in the same office of ten years.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::{Desk, Shelf};
use crate::domain::Moment;
use crate::domain::group::GroupState;
use crate::domain::staff::StaffStatus;
use crate::store::{Cost, Vault};

#[expect(dead_code, reason = "the bench fills an office of ten years")]
#[path = "../../examples/bench/decade.rs"]
mod decade;
#[expect(dead_code, reason = "the bench knows more people")]
#[path = "../../examples/bench/people.rs"]
mod people;

const PASSPHRASE: &str = "Mihon-no-kagi-7";
/// Database steps between two counts; small beside those of a start page.
const STEPS: i32 = 10;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2036, 11, 20).unwrap()
}

/// A small office with so many times of what is over.
fn small(times: usize) -> decade::Decade {
    decade::Decade {
        left: 12 * times,
        ended: 40 * times,
        closed_groups: 30 * times,
        members: 3,
        passwords: 6,
        checks: 3,
        gone_devices: 4 * times,
        slips: 20 * times,
        trainings: 4 * times,
        incidents: 4 * times,
        submissions: 10 * times,
        papers: 12 * times,
        looks: 0,
        staff: 6,
        in_care: 12,
    }
}

fn office(times: usize, shelf: &Arc<Shelf>) -> (TempDir, Desk) {
    let folder = TempDir::new().unwrap();
    let now = Moment::noon_in_japan(today());
    let mut vault = Vault::create(folder.path(), PASSPHRASE, Cost::practice(), "test", now).unwrap();
    decade::fill(&mut vault, small(times), today()).unwrap();
    vault.lock(now).unwrap();
    let mut desk = Desk::unlock(folder.path(), PASSPHRASE, Arc::clone(shelf), now).unwrap();
    desk.choose_region("asaka", now).unwrap();
    (folder, desk)
}

/// How many steps it takes to look at something.
fn steps<T>(desk: &mut Desk, look: impl Fn(&Desk) -> T) -> (u64, T) {
    let steps = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&steps);
    let count = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    desk.vault.connection_mut().progress_handler(STEPS, Some(count)).unwrap();
    let found = look(desk);
    (steps.load(Ordering::Relaxed), found)
}

/// An office, and one with eight times of what is over.
fn two_offices() -> [(TempDir, Desk); 2] {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shelf = Arc::new(Shelf::load(&program).unwrap());
    [office(1, &shelf), office(8, &shelf)]
}

#[test]
fn the_start_page_does_not_grow_with_what_is_over() {
    let open = |desk: &Desk| -> Vec<String> {
        desk.today(today()).unwrap().duties.iter().map(|open| open.due.duty.key.clone()).collect()
    };
    let [(few, open), (many, open_too)] = two_offices().map(|(_folder, mut desk)| steps(&mut desk, open));
    assert!(few > 100, "something is read: {few}");
    assert!(!open.is_empty(), "something is open");
    assert_eq!(open, open_too, "and the same is open in both");
    assert!(many * 10 < few * 13, "eight times of what is over: {few} and {many} counts");
}

#[test]
fn a_list_reads_what_it_shows_and_a_search_the_names() {
    type Look = fn(&Desk) -> (usize, usize);
    fn sizes<T>((lines, total): (Vec<T>, usize)) -> (usize, usize) {
        (lines.len(), total)
    }
    let lists: [(&str, Look); 9] = [
        ("staff", |desk| sizes(desk.staff_page("", None, today(), 10).unwrap())),
        ("staff who left", |desk| sizes(desk.staff_page("", Some(StaffStatus::Left), today(), 10).unwrap())),
        ("care recipients", |desk| sizes(desk.care_recipient_page("", false, 10).unwrap())),
        ("groups", |desk| sizes(desk.group_page("", None, None, 10).unwrap())),
        ("slips", |desk| sizes(desk.takeout_page("", None, today(), 10).unwrap())),
        ("trainings", |desk| sizes(desk.training_page("", 3).unwrap())),
        ("incidents", |desk| sizes(desk.incident_page("", 3).unwrap())),
        ("submissions", |desk| sizes(desk.submission_page("", 10).unwrap())),
        ("papers", |desk| sizes(desk.paper_page(10).unwrap())),
    ];
    // What is open is read whole and found by an index of its own.
    let open: [(&str, Look); 4] = [
        ("those in care", |desk| sizes(desk.care_recipient_page("", true, 100).unwrap())),
        ("groups in use", |desk| sizes(desk.group_page("", None, Some(GroupState::Active), 100).unwrap())),
        ("devices", |desk| sizes(desk.device_page("", None, today(), 100).unwrap())),
        ("staff at work", |desk| {
            sizes(desk.staff_page("", Some(StaffStatus::Active), today(), 100).unwrap())
        }),
    ];
    // What is searched for may be anywhere: every name is looked at once, and nothing else of those it is not.
    let searches: [(&str, usize, Look); 5] = [
        ("staff", 12, |desk| sizes(desk.staff_page("zzz", None, today(), 10).unwrap())),
        ("care recipients", 40, |desk| sizes(desk.care_recipient_page("zzz", false, 10).unwrap())),
        ("groups", 40, |desk| sizes(desk.group_page("zzz", None, None, 10).unwrap())),
        ("slips", 24, |desk| sizes(desk.takeout_page("zzz", None, today(), 10).unwrap())),
        // Everybody and their families, groups, consents, and what the ledgers have.
        ("everything", 220, |desk| {
            let found = desk.search("zzz", today(), 10).unwrap();
            sizes((found.family.0, found.staff.1 + found.care_recipients.1 + found.takeouts.1))
        }),
    ];
    let [(_once, mut small), (_eight_times, mut large)] = two_offices();
    for (name, look) in lists {
        let ((few, (shown, total)), (many, (shown_too, total_too))) =
            (steps(&mut small, look), steps(&mut large, look));
        assert!(total > shown, "{name}: there are more than are shown");
        assert_eq!(shown, shown_too, "{name}: as many are shown");
        assert!(total_too > 4 * total, "{name}: of {total} and of {total_too}");
        // Counting goes through an index of all, at a few steps each; a row that is read takes some forty.
        let counted = u64::try_from((total_too - total) * 8).unwrap() / u64::try_from(STEPS).unwrap();
        assert!(many <= few + counted + 20, "{name}: {few} and {many} counts, {counted} for counting");
    }
    for (name, once, look) in searches {
        let ((few, none), (many, none_too)) = (steps(&mut small, look), steps(&mut large, look));
        assert_eq!((none, none_too), ((0, 0), (0, 0)), "{name}: nobody has that name");
        // So many more there are, looked at twice, for the list and for its count, at some thirty steps.
        let looked_at = u64::try_from(7 * once * 2 * 30).unwrap() / u64::try_from(STEPS).unwrap();
        assert!(
            many <= few + looked_at + 20,
            "search of {name}: {few} and {many} counts, {looked_at} for names"
        );
    }
    for (name, look) in open {
        let ((few, all), (many, all_too)) = (steps(&mut small, look), steps(&mut large, look));
        assert_eq!(all, all_too, "{name}: the same stands in both");
        assert!(many * 10 <= few * 11 + 50, "{name}: {few} and {many} counts");
    }
}
