//! What the start page costs grows with what is open, not with what was ever kept: counted in steps of the database,
//! which are the same on every machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use office::desk::Desk;
use office::domain::Moment;
use office::store::{Cost, Vault};
use scenarios::{PASSPHRASE, day, shelf};
use tempfile::TempDir;

#[expect(dead_code, reason = "the bench fills an office of ten years")]
#[path = "../../src-tauri/office/examples/bench/decade.rs"]
mod decade;
#[expect(dead_code, reason = "the bench knows more people")]
#[path = "../../src-tauri/office/examples/bench/people.rs"]
mod people;

/// Database steps between two counts; small enough for a start page.
const STEPS: i32 = 10;

fn office(times: usize) -> (TempDir, Desk) {
    let folder = TempDir::new().unwrap();
    let today = day("2036-11-20");
    let now = Moment::noon_in_japan(today);
    let mut vault = Vault::create(folder.path(), PASSPHRASE, Cost::practice(), "test", now).unwrap();
    decade::fill(&mut vault, decade::Decade::small(times), today).unwrap();
    vault.lock(now).unwrap();
    let mut desk = Desk::unlock(folder.path(), PASSPHRASE, shelf(), now).unwrap();
    desk.choose_region("asaka", now).unwrap();
    (folder, desk)
}

/// How many steps the start page takes, and what it says.
fn steps_of_today(desk: &Desk) -> (u64, Vec<String>) {
    let steps = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&steps);
    let count = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        false
    };
    desk.vault().read(|db| Ok(db.progress_handler(STEPS, Some(count))?)).unwrap();
    let found = desk.today(day("2036-11-20")).unwrap();
    desk.vault().read(|db| Ok(db.progress_handler(0, None::<fn() -> bool>)?)).unwrap();
    let duties = found.duties.iter().map(|open| open.due.duty.key.clone()).collect();
    (steps.load(Ordering::Relaxed), duties)
}

#[test]
fn the_start_page_does_not_grow_with_what_is_over() {
    let ((_one, small), (_eight, large)) = (office(1), office(8));
    let ((few, open), (many, open_too)) = (steps_of_today(&small), steps_of_today(&large));
    assert!(few > 100, "something is read: {few}");
    assert!(!open.is_empty(), "something is open");
    assert_eq!(open, open_too, "and the same is open in both");
    assert!(many * 10 < few * 13, "eight times of what is over: {few} and {many} counts");
}
