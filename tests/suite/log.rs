//! AC-14: the log proves itself: its check, and the code that was printed while it was whole.

use std::path::Path;

use chrono::Days;
use office::desk::{Desk, Ledger, LedgerOrder, PRACTICE_PASSPHRASE, PaperOrder};
use office::domain::Moment;
use office::domain::act_kind::ActKind;
use office::domain::bundle::BundleDraft;
use office::store::Vault;
use scenarios::{on, problems, shelf, squeezed, text_of};
use tempfile::TempDir;

fn practice(folder: &Path, now: Moment) -> Desk {
    Desk::practice(folder, shelf(), now).unwrap()
}

/// Two months of work: each day the office is opened, somebody is looked at, and the office is locked again.
fn two_months() -> (TempDir, Moment) {
    let folder = TempDir::new().unwrap();
    let first = on("2026-11-20");
    let mut now = first;
    for day in 0..60 {
        now = Moment::noon_in_japan(first.today() + Days::new(day));
        let mut desk = practice(folder.path(), now);
        let recipients = desk.care_recipient_list("").unwrap();
        let id = recipients[day as usize % recipients.len()].id.clone();
        desk.look_at_care_recipient(&id, now).unwrap();
        desk.lock(now).unwrap();
    }
    (folder, now)
}

/// What somebody does who can open the file, with tools of their own.
fn tamper(folder: &Path, now: Moment, sql: &str) {
    let vault = Vault::unlock(folder, PRACTICE_PASSPHRASE, now).unwrap();
    let sql = format!("DROP TRIGGER acts_are_not_edited; DROP TRIGGER acts_are_not_deleted; {sql}");
    vault.read(|db| Ok(db.execute_batch(&sql)?)).unwrap();
    // Closed without a last word, and nobody remembers how long the log was.
    drop(vault);
    std::fs::remove_file(folder.join("state.json")).unwrap();
}

fn review(desk: &Desk, now: Moment) -> String {
    let order = LedgerOrder { ledger: Ledger::Log, from: None, until: None, of: None, region: None };
    let made = desk.make_paper(PaperOrder::Ledger(order), now.today()).unwrap();
    squeezed(&text_of(&made.pdf).concat())
}

#[test]
fn ac_14_a_whole_log_says_so_and_its_code_is_found_again() {
    let (folder, now) = two_months();
    let mut desk = practice(folder.path(), now);
    let found = desk.check_log().unwrap();
    assert_eq!(found.wrong, None, "AC-14 (a)");
    let code = desk.log_code().unwrap();
    let paper = review(&desk, now);
    assert!(paper.contains(&code.code), "the code stands on 点検記録: {}", code.code);
    let whole = format!("記録は変更されていません（{}件）", found.rows);
    assert!(paper.contains(&whole), "AC-14 (a): {whole}");

    let id = desk.care_recipient_list("").unwrap().remove(0).id;
    desk.look_at_care_recipient(&id, now).unwrap();
    for typed in [code.code.clone(), code.code.to_lowercase(), code.code.replace('-', " ")] {
        let act = desk.act_of_code(&typed).unwrap().expect("typed from the paper, in any way");
        assert_eq!(act.seq, code.number, "it names the act that was the last then");
    }
    let refused = |typed: &str| problems(desk.act_of_code(typed));
    assert_eq!(refused(""), "code required", "nothing was typed");
    assert_eq!(refused("3F9A-01BC"), "code not_a_code", "too short");
    assert_eq!(refused("3F9A-01BC-77D2-E84X"), "code not_a_code", "X is no such digit");
}

#[test]
fn ac_14_an_old_row_that_was_changed_is_named_with_its_day() {
    let (folder, now) = two_months();
    tamper(folder.path(), now, "UPDATE acts SET verb = 'lock' WHERE seq = 40");
    let wrong = practice(folder.path(), now).check_log().unwrap().wrong.expect("AC-14 (b)");
    assert_eq!(wrong.number, 40, "AC-14 (b): the first wrong row");
    assert!(wrong.recorded.is_some_and(|at| at.date_naive() > on("2026-11-20").today()), "and its day");
}

#[test]
fn ac_14_a_log_that_was_cut_or_replaced_does_not_know_the_code() {
    for (case, sql) in [
        (
            "(c) the newest three are gone",
            // And the act of whoever opens the file to do so.
            "DELETE FROM former_value WHERE seq > (SELECT max(seq) - 4 FROM acts);
             DELETE FROM acts WHERE seq > (SELECT max(seq) - 4 FROM acts)",
        ),
        ("(d) another chain", "DELETE FROM former_value; DELETE FROM acts; DELETE FROM log_head"),
    ] {
        let (folder, now) = two_months();
        let (code, bundled) = {
            let mut desk = practice(folder.path(), now);
            let code = desk.log_code().unwrap();
            let draft = BundleDraft { send: "原本".into(), staff_list: true, ..BundleDraft::default() };
            let left_out: Vec<_> = desk
                .bundle_plan(&draft, now.today())
                .unwrap()
                .undated
                .iter()
                .map(|one| one.id.clone())
                .collect();
            let made = desk.make_bundle(&BundleDraft { left_out, ..draft }, now.today()).unwrap();
            desk.record_bundle(&made, now).unwrap();
            desk.lock(now).unwrap();
            (code, made.code)
        };
        tamper(folder.path(), now, sql);
        // Opened the next day, the program goes on writing, and seals what it finds.
        let next_day = Moment::noon_in_japan(now.today() + Days::new(1));
        practice(folder.path(), next_day).lock(next_day).unwrap();
        let desk = practice(folder.path(), next_day);
        assert_eq!(desk.check_log().unwrap().wrong, None, "{case}: a bare chain cannot see it");
        assert!(desk.act_of_code(&code.code).unwrap().is_none(), "AC-14 {case}: the paper can");
        assert!(desk.act_of_code(&bundled.code).unwrap().is_none(), "AC-14 {case}: so can the 送付状");
    }
}

#[test]
fn what_stood_somewhere_before_is_sealed_with_its_act() {
    let folder = TempDir::new().unwrap();
    let now = on("2026-11-20");
    practice(folder.path(), now).lock(now).unwrap();
    let first = "(SELECT min(seq) FROM former_value)";
    for sql in [
        format!("UPDATE former_value SET after_value = 'x' WHERE seq = {first}"),
        format!("DELETE FROM former_value WHERE seq = {first}"),
    ] {
        let kept = std::fs::read(folder.path().join("vault.db")).unwrap();
        tamper(folder.path(), now, &format!("DROP TRIGGER former_value_is_not_edited; {sql}"));
        let wrong = practice(folder.path(), now).check_log().unwrap().wrong;
        assert!(wrong.is_some_and(|wrong| !wrong.is_missing), "{sql}");
        std::fs::write(folder.path().join("vault.db"), kept).unwrap();
    }
    assert_eq!(practice(folder.path(), now).check_log().unwrap().wrong, None, "as it was");
}

#[test]
fn the_acts_of_a_time_are_counted_by_kind() {
    let (folder, now) = two_months();
    let desk = practice(folder.path(), now);
    let (from, until) = (on("2026-12-01").today(), on("2026-12-31").today());
    let page = desk.log_page(Some(from), Some(until), Some(ActKind::Look), 5, now).unwrap();
    assert_eq!(page.counts[&ActKind::Look], 31, "one look on each day of December");
    assert_eq!(page.counts[&ActKind::Door], 62, "opened and locked on each");
    assert_eq!(page.acts.len(), 5, "a portion");
    let newest = page.acts[0].recorded().unwrap().date_naive();
    assert_eq!(newest, until, "the newest first, and the last day counts");
    assert!(page.acts.iter().all(|act| act.verb == "care_recipient_look"), "of the kind that was asked for");
    let all = desk.log_page(None, None, None, usize::MAX, now).unwrap();
    assert_eq!(all.acts.len(), all.counts.values().sum::<usize>(), "without a limit all are there");
}

#[test]
fn the_review_on_paper_names_nobody() {
    let (folder, now) = two_months();
    let mut desk = practice(folder.path(), now);
    let taken = desk.staff_list("").unwrap().into_iter().find(|one| one.pledge.is_some()).unwrap();
    let what = office::domain::mistake::Mistake::Pledge;
    desk.take_back(what, taken.id.as_str(), "見本さんの紙だった", now).unwrap();
    let paper = review(&desk, now);
    assert!(paper.contains("取り消し・廃棄1"), "what was taken back is counted and listed");
    for name in desk.staff_list("").unwrap().iter().map(|one| &one.details.name) {
        assert!(!paper.contains(&squeezed(&name.printed())), "and nobody is named");
    }
    assert!(!paper.contains("紙だった"), "a reason may name somebody, too");
}
