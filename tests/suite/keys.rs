//! The keys in the manager's hands: a new passphrase, a deputy, the recovery sheet again, an older copy, the
//! check of the log.

use std::fs;
use std::path::Path;

use office::desk::{Desk, PRACTICE_PASSPHRASE, Role};
use office::domain::Moment;
use office::store::{Act, Vault};
use office::{Error, Result};
use scenarios::{PASSPHRASE, Story, on, problems, shelf, text_of};
use tempfile::TempDir;

const NEW: &str = "aozora.to.72-no.neko";
const DEPUTY: &str = "kujira 8 to tsuki!";

fn now() -> Moment {
    on("2026-11-20")
}

fn code<T>(answer: Result<T>) -> &'static str {
    answer.err().map_or("accepted", |error| error.code())
}

fn showings(desk: &Desk) -> usize {
    desk.vault().acts(1000).unwrap().iter().filter(|act| act.verb == "recovery_key_show").count()
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_no_longer() {
    let mut story = Story::after_first_start();
    let file = story.folder.path().join("vault.db");
    let before = fs::read(&file).unwrap();
    let desk = &mut story.desk;
    assert_eq!(code(desk.change_passphrase("Mihon-no-kagi-8", NEW, NEW, now())), "wrong_passphrase");
    let differs = desk.change_passphrase(PASSPHRASE, NEW, DEPUTY, now());
    assert_eq!(problems(differs), "again passphrase_differs", "the second one guards against a slip");
    desk.change_passphrase(PASSPHRASE, NEW, NEW, now()).unwrap();
    let same = desk.change_passphrase(NEW, NEW, NEW, now());
    assert_eq!(problems(same), "passphrase passphrase_in_use", "the same again is no change");
    assert_eq!(fs::read(&file).unwrap(), before, "K1: the records' file is byte for byte the same");

    let folder = story.folder;
    story.desk.lock(now()).unwrap();
    assert_eq!(
        code(Desk::unlock(folder.path(), PASSPHRASE, shelf(), now())),
        "wrong_passphrase",
        "the old passphrase opens nothing"
    );
    let desk = Desk::unlock(folder.path(), NEW, shelf(), now()).unwrap();
    assert!(
        desk.vault().acts(20).unwrap().iter().any(|act| act.verb == "passphrase_change"),
        "the log has it all the same"
    );
}

#[test]
fn what_anyone_near_the_office_knows_is_no_passphrase() {
    let mut story = Story::after_first_start();
    story.ichiro(now());
    story.ume(now());
    for (typed, whose) in [
        ("みほん訪問看護ステーション-72", "the office's name"),
        ("花子と72匹の猫。ねむるよる", "the manager's name"),
        ("はなこと72匹の猫。ねむるよる", "her reading"),
        ("Hanako.to.72-no.neko", "her reading in Latin letters"),
        ("架空の72匹の猫。ねむるよる", "the name of staff"),
        ("いちろうと72匹の猫。ねむる", "the reading of staff"),
        ("例示の72匹の猫。ねむるよる", "a patient's name"),
        ("さくらもちと72匹。ねむる夜", "the reading of a patient's daughter"),
    ] {
        let refused = story.desk.change_passphrase(PASSPHRASE, typed, typed, now());
        assert_eq!(problems(refused), "passphrase passphrase_guessable", "{whose}");
        let refused = story.desk.add_deputy(typed, typed, now());
        assert_eq!(problems(refused), "passphrase passphrase_guessable", "{whose}, for a deputy too");
    }
}

#[test]
fn a_deputy_comes_in_with_a_passphrase_of_their_own_and_goes() {
    let mut story = Story::after_first_start();
    story.desk.add_deputy(DEPUTY, DEPUTY, now()).unwrap();
    let shared = story.desk.add_deputy(DEPUTY, DEPUTY, now());
    assert_eq!(problems(shared), "passphrase passphrase_in_use", "the passphrase says who came in (K5)");
    let roles: Vec<_> = story.desk.users().iter().map(|user| user.role).collect();
    assert_eq!(roles, [Role::Manager, Role::Deputy], "the list has both");

    let mut story = story.reopened(DEPUTY, now()).unwrap();
    let deputy = story.desk.user().clone();
    assert_eq!(deputy.role, Role::Deputy, "without choosing a person, the passphrase says who it is");
    assert_eq!(code(story.desk.remove_user(&deputy.id, now())), "own_user", "not oneself");
    let manager = story.desk.users()[0].id.clone();
    assert_eq!(code(story.desk.remove_user(&manager, now())), "last_manager", "someone must manage");

    let mut story = story.reopened(PASSPHRASE, now()).unwrap();
    story.desk.remove_user(&deputy.id, now()).unwrap();
    let folder = story.folder;
    story.desk.lock(now()).unwrap();
    assert_eq!(
        code(Desk::unlock(folder.path(), DEPUTY, shelf(), now())),
        "wrong_passphrase",
        "a passphrase that was taken away opens nothing"
    );
}

#[test]
fn the_recovery_sheet_is_shown_for_a_passphrase_only_and_each_time_it_is_written_down() {
    let mut story = Story::begins();
    let first = story.desk.first_recovery_sheet(now()).unwrap();
    assert_eq!(showings(&story.desk), 1, "the first showing is an act too (K7)");
    story.first_start().unwrap();
    let refused = story.desk.first_recovery_sheet(now());
    assert_eq!(code(refused), "recovery_needs_passphrase", "the window cannot order it as before");

    assert_eq!(code(story.desk.recovery_sheet_again("", now())), "wrong_passphrase", "nor without one");
    assert_eq!(showings(&story.desk), 1, "nothing was shown");
    let again = story.desk.recovery_sheet_again(PASSPHRASE, now()).unwrap();
    for (sheet, which) in [(first, "first"), (again, "second")] {
        let text = text_of(&sheet.pdf).concat();
        let is_there = |group: &String| text.contains(group);
        assert!(story.desk.recovery_key().groups().iter().all(is_there), "the {which} sheet has the key");
    }
    assert_eq!(showings(&story.desk), 2, "the second showing is written down");
}

#[test]
fn wrong_tries_inside_count_like_those_at_the_door() {
    let mut story = Story::after_first_start();
    for _ in 0..5 {
        assert_eq!(code(story.desk.recovery_sheet_again("Mihon-no-kagi-8", now())), "wrong_passphrase");
    }
    let sixth = story.desk.recovery_sheet_again(PASSPHRASE, now());
    assert!(matches!(sixth, Err(Error::Throttled { seconds: 30 })), "L3: five in a row make a pause");
    let change = story.desk.change_passphrase(PASSPHRASE, NEW, NEW, now());
    assert_eq!(code(change), "throttled", "there is one count for all ways in");
    let story = story.reopened(PASSPHRASE, now());
    assert_eq!(code(story.map(|_| ())), "throttled", "the door has the same pause");
}

#[test]
fn an_older_copy_is_told_and_changed_only_for_a_reason() {
    let story = Story::after_first_start();
    let folder = story.folder.path().to_owned();
    let Story { folder: place, desk } = story;
    desk.lock(now()).unwrap();
    let old = fs::read(folder.join("vault.db")).unwrap();
    let mut desk = unlock(&folder);
    assert_eq!(desk.older().unwrap(), None, "the newest is not old");
    desk.close_duty("contact_secretariat", "2026-11-20", now()).unwrap();
    desk.lock(now()).unwrap();
    fs::write(folder.join("vault.db"), old).unwrap();

    let mut desk = unlock(&folder);
    let older = desk.older().unwrap().expect("yesterday's copy is told (A3)");
    assert_eq!(older.missing, 3, "unlocking, the duty and locking are not in it");
    assert_eq!(older.last_act.unwrap().to_rfc3339(), "2026-11-20T12:00:00+09:00", "how far it reaches");
    let change = desk.close_duty("contact_secretariat", "2026-11-20", now());
    assert_eq!(code(change), "vault_older", "nothing changes until it is accepted");
    assert_eq!(code(desk.change_passphrase(PASSPHRASE, NEW, NEW, now())), "vault_older", "keys neither");
    assert_eq!(problems(desk.accept_older(" ", now())), "reason required", "a reason must be there");
    desk.lock(now()).unwrap();

    let mut desk = unlock(&folder);
    assert!(desk.older().unwrap().is_some(), "locking accepts nothing");
    desk.accept_older("控えから戻したため", now()).unwrap();
    assert_eq!(desk.older().unwrap(), None, "from here on it is the office's own");
    desk.close_duty("contact_secretariat", "2026-11-20", now()).unwrap();
    let acts = desk.vault().acts(100).unwrap();
    let accepted = acts.iter().find(|act| act.verb == "older_accept").expect("it is an act");
    assert_eq!(accepted.reason.as_deref(), Some("控えから戻したため"), "with its reason");
    desk.lock(now()).unwrap();
    assert_eq!(unlock(&folder).older().unwrap(), None, "and the next unlocking is an ordinary one");
    drop(place);
}

#[test]
fn the_check_of_the_log_says_that_nothing_was_changed() {
    let story = Story::after_first_start();
    let found = story.desk.check_log().unwrap();
    assert_eq!(found.wrong, None, "nobody touched it");
    assert_eq!(found.rows, story.desk.vault().acts(1000).unwrap().len() as u64, "every act was looked at");
}

#[test]
fn the_check_of_the_log_names_the_first_wrong_act_and_its_day() {
    for (tampering, is_missing) in [
        ("UPDATE acts SET reason = 'x' WHERE seq = 3", false),
        ("DELETE FROM acts WHERE seq = 3", true),
        ("UPDATE acts SET utc = 'x' WHERE seq = 3", false),
    ] {
        let folder = TempDir::new().unwrap();
        Desk::practice(folder.path(), shelf(), now()).unwrap().lock(now()).unwrap();
        // Someone who can open the file, with tools of their own.
        let mut vault = Vault::unlock(folder.path(), PRACTICE_PASSPHRASE, now()).unwrap();
        let tamper =
            format!("DROP TRIGGER acts_are_not_edited; DROP TRIGGER acts_are_not_deleted; {tampering}");
        vault.transact(Act::new("tamper", "acts"), now(), |db| Ok(db.execute_batch(&tamper)?)).unwrap();
        vault.lock(now()).unwrap();

        let desk = Desk::practice(folder.path(), shelf(), now()).unwrap();
        let wrong = desk.check_log().unwrap().wrong.expect("tampering is told");
        assert_eq!((wrong.number, wrong.is_missing), (3, is_missing), "{tampering}: which act");
        let day = wrong.recorded.map(|time| time.date_naive());
        let readable = !tampering.contains("utc");
        assert_eq!(
            day == Some(now().today()),
            readable,
            "{tampering}: its day, or that of the act before it"
        );
        assert_eq!(day.is_some(), readable, "{tampering}: a day that cannot be read is not made up");
    }
}

#[test]
fn the_practice_office_keeps_the_passphrase_that_everybody_knows() {
    let folder = TempDir::new().unwrap();
    let mut desk = Desk::practice(folder.path(), shelf(), now()).unwrap();
    let change = desk.change_passphrase(PRACTICE_PASSPHRASE, NEW, NEW, now());
    assert_eq!(code(change), "not_in_practice", "or 練習モード would never open again");
    assert_eq!(code(desk.add_deputy(DEPUTY, DEPUTY, now())), "not_in_practice", "nobody needs a key to it");
}

fn unlock(folder: &Path) -> Desk {
    Desk::unlock(folder, PASSPHRASE, shelf(), now()).unwrap()
}
