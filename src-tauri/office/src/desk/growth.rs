//! What the start page costs grows with what is open, not with what was ever kept: counted in steps of the database,
//! which are the same on every machine. The bench measures the time, in the same office of ten years.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::{Desk, Shelf};
use crate::domain::Moment;
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

/// How many steps the start page takes, and what it says.
fn steps_of_today(desk: &mut Desk) -> (u64, Vec<String>) {
    let steps = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&steps);
    let count = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    desk.vault.connection_mut().progress_handler(STEPS, Some(count)).unwrap();
    let found = desk.today(today()).unwrap();
    let duties = found.duties.iter().map(|open| open.due.duty.key.clone()).collect();
    (steps.load(Ordering::Relaxed), duties)
}

#[test]
fn the_start_page_does_not_grow_with_what_is_over() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shelf = Arc::new(Shelf::load(&program).unwrap());
    let ((_once, mut small), (_eight_times, mut large)) = (office(1, &shelf), office(8, &shelf));
    let ((few, open), (many, open_too)) = (steps_of_today(&mut small), steps_of_today(&mut large));
    assert!(few > 100, "something is read: {few}");
    assert!(!open.is_empty(), "something is open");
    assert_eq!(open, open_too, "and the same is open in both");
    assert!(many * 10 < few * 13, "eight times of what is over: {few} and {many} counts");
}
