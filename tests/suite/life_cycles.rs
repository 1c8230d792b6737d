//! No sequence of acts reaches a state that the life cycles forbid (issue 4; requirements, section 6): ten thousand
//! random ones in each region with the very checks of the desk, and some through the desk and its file.

mod acts;
mod bureau;
mod forbidden;
mod kept;
mod seen;

use std::collections::HashMap;

use office::domain::care_recipient::{CareRecipient, CareRecipientDetails};
use office::domain::id::CareRecipientId;
use office::domain::{Check, PersonName};
use office::forms::FormKind;
use office::policy::Policy;
use scenarios::{day, name, shelf};

use acts::{Bureau, Dice, Noun, Try};
use bureau::Memory;
use kept::Kept;
use seen::Seen;

/// Sequences in each region.
const SEQUENCES: u64 = 10_000;
/// Sequences that follow each other in one office.
const IN_A_ROW: u64 = 12;

/// Acts tried, and done of each kind.
#[derive(Default)]
struct Tally {
    tried: usize,
    done: HashMap<&'static str, usize>,
}

impl Tally {
    fn all_done(&self) -> usize {
        self.done.values().sum()
    }

    #[track_caller]
    fn check_enough(&self, region: &str) {
        let (done, tried) = (self.all_done(), self.tried);
        assert!(done * 5 > tried, "{region}: enough acts are done to reach something: {done} of {tried}");
    }
}

/// Tries acts one after the other; after each that is done, no forbidden state stands.
fn live_through(bureau: &mut impl Bureau, policy: &Policy, seed: u64, acts: usize, tally: &mut Tally) {
    let mut dice = Dice(seed);
    let noun = Noun::ALL.get(seed as usize % (Noun::ALL.len() + 1)).copied();
    let mut before = bureau.seen();
    for at in 0..acts {
        let today = dice.next_day(before.today);
        if today != before.today {
            bureau.turn_to(today);
            before = bureau.seen();
            check(forbidden::forbidden(&before, policy), policy, seed, at);
        }
        let Some(act) = acts::next(&mut dice, noun, &before, policy) else { continue };
        tally.tried += 1;
        if bureau.attempt(&act).is_err() {
            continue;
        }
        *tally.done.entry(act.kind().1).or_default() += 1;
        let after = bureau.seen();
        let mut wrong = forbidden::forbidden_step(&before, &after, &act, policy);
        wrong.extend(forbidden::forbidden(&after, policy));
        check(wrong, policy, seed, at);
        before = after;
    }
}

#[track_caller]
fn check(wrong: Vec<&'static str>, policy: &Policy, seed: u64, at: usize) {
    assert!(wrong.is_empty(), "{}, sequence {seed}, act {at}: {}", policy.region, wrong.join("; "));
}

fn person(family: &str, given: &str) -> PersonName {
    PersonName::check(&mut Check::default(), "name", &name(family, given, "みほん", "みほん"))
}

/// The title of the region's paper that tells who uses MCS.
fn notice_of(region: &str) -> String {
    shelf().catalog.form(region, FormKind::StaffNotice).map(|form| form.full_title()).unwrap_or_default()
}

/// An office on its first day, with two people in its care.
fn first_day(region: &str) -> Seen {
    let recipient = |given: &str| CareRecipient {
        id: CareRecipientId::random(),
        details: CareRecipientDetails {
            name: person("例示", given),
            born_on: Some(day("1933-05-05")),
            postal_code: String::new(),
            address: String::new(),
            phone: String::new(),
            note: String::new(),
            family: Vec::new(),
        },
        end: None,
    };
    let today = day("2026-11-20");
    Seen {
        today,
        latest: today,
        recipients: vec![recipient("梅"), recipient("次郎")],
        notice: notice_of(region),
        ..Seen::default()
    }
}

fn ten_thousand_sequences_in(region: &str) {
    let shelf = shelf();
    let policy = shelf.catalog.policy(region).unwrap();
    let mut tally = Tally::default();
    let fresh = Memory::new(policy, person("見本", "花子"), first_day(region));
    let mut settled = fresh.clone();
    acts::settle(&mut settled, policy);
    let mut memory = fresh.clone();
    for seed in 0..SEQUENCES {
        // Some begin on the first day, some in an office at work, and most where the one before has ended.
        match seed % (2 * IN_A_ROW) {
            0 => memory = fresh.clone(),
            IN_A_ROW => memory = settled.clone(),
            _ => {}
        }
        live_through(&mut memory, policy, seed, 6 + (seed % 11) as usize, &mut tally);
    }
    tally.check_enough(region);
    for name in Try::NAMES {
        let ruled = !name.contains("Disaster") || policy.device.disaster.is_some();
        let (done, least) = (tally.done.get(name).copied().unwrap_or_default(), if ruled { 20 } else { 0 });
        assert!(done >= least, "{region}: {name} is done often enough, not {done} times");
    }
}

#[test]
fn no_sequence_of_acts_in_asaka_reaches_a_forbidden_state() {
    ten_thousand_sequences_in("asaka");
}

#[test]
fn no_sequence_of_acts_in_kiyose_reaches_a_forbidden_state() {
    ten_thousand_sequences_in("kiyose");
}

#[test]
fn no_sequence_of_acts_in_kumagaya_reaches_a_forbidden_state() {
    ten_thousand_sequences_in("kumagaya");
}

#[test]
fn no_sequence_of_acts_in_miyazaki_reaches_a_forbidden_state() {
    ten_thousand_sequences_in("miyazaki");
}

#[test]
fn no_sequence_of_acts_in_itabashi_reaches_a_forbidden_state() {
    ten_thousand_sequences_in("itabashi");
}

/// Offices in their files in each region, and acts on each.
const OFFICES: u64 = 3;
const ACTS: usize = 60;

fn sequences_at_the_desk_in(region: &str) {
    let shelf = shelf();
    let policy = shelf.catalog.policy(region).unwrap();
    let mut tally = Tally::default();
    for seed in 0..OFFICES {
        let mut kept = Kept::begins_in(region);
        acts::settle(&mut kept, policy);
        live_through(&mut kept, policy, seed, ACTS, &mut tally);
    }
    tally.check_enough(region);
}

#[test]
fn no_sequence_of_acts_at_the_desk_in_asaka_reaches_a_forbidden_state() {
    sequences_at_the_desk_in("asaka");
}

#[test]
fn no_sequence_of_acts_at_the_desk_in_kiyose_reaches_a_forbidden_state() {
    sequences_at_the_desk_in("kiyose");
}

#[test]
fn no_sequence_of_acts_at_the_desk_in_kumagaya_reaches_a_forbidden_state() {
    sequences_at_the_desk_in("kumagaya");
}

#[test]
fn no_sequence_of_acts_at_the_desk_in_miyazaki_reaches_a_forbidden_state() {
    sequences_at_the_desk_in("miyazaki");
}

#[test]
fn no_sequence_of_acts_at_the_desk_in_itabashi_reaches_a_forbidden_state() {
    sequences_at_the_desk_in("itabashi");
}
