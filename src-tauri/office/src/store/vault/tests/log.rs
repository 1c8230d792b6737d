//! The log of acts and the high-water mark, through the vault.

use super::*;
use crate::domain::history::{Fields, Value};
use crate::store::{HistoryOf, log};

#[test]
fn a_change_and_its_act_are_kept_or_lost_together() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let rows = vault.verify_log().unwrap().rows;
    let make = |tx: &Transaction<'_>| Ok(tx.execute_batch("CREATE TABLE notes (text TEXT) STRICT")?);
    vault.transact(act(), noon(), make).unwrap();
    let failed = vault.transact(act(), noon(), |tx| {
        tx.execute("INSERT INTO notes VALUES ('lost')", [])?;
        Err::<(), _>(Error::NotFound { noun: "note" })
    });
    assert_eq!(failed.unwrap_err().code(), "not_found", "the error of the work comes back");
    let notes: i64 =
        vault.read(|c| Ok(c.query_row("SELECT count(*) FROM notes", [], |row| row.get(0))?)).unwrap();
    assert_eq!(notes, 0, "the change is undone");
    assert_eq!(vault.verify_log().unwrap(), LogCheck { rows: rows + 1, first_wrong: None }, "and has no row");
}

#[test]
fn an_act_says_what_was_done_without_saying_values() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let staff = |phone: &str, email: &str| Fields::default().with("phone", phone).with("email", email);
    let act = Act::new("staff_edit", "staff")
        .on("5f0c")
        .changing(&staff("090-0000-0000", ""), &staff("090-0000-0001", "hanako@example.jp"))
        .because("本人の届出");
    assert!(!format!("{act:?}").contains("本人"), "what a person typed is not in Debug");
    assert!(!format!("{act:?}").contains("090"), "and neither are the values");
    vault.transact(act, noon(), |_| Ok(())).unwrap();
    let row = vault.acts(1).unwrap().remove(0);
    assert_eq!(
        (row.verb.as_str(), row.noun.as_str(), row.id.as_deref()),
        ("staff_edit", "staff", Some("5f0c"))
    );
    assert_eq!(row.fields, ["phone", "email"], "which fields");
    assert_eq!(row.reason.as_deref(), Some("本人の届出"), "why");
    assert_eq!((row.utc, row.offset_seconds), (noon().utc, 32_400), "when, and by which clock");
    assert_eq!((row.role.as_str(), row.app_version.as_str()), ("manager", APP_VERSION), "who, with what");
    let changed: Vec<u8> = vault
        .read(
            |c| Ok(c.query_row("SELECT changed FROM acts WHERE verb = 'staff_edit'", [], |row| row.get(0))?),
        )
        .unwrap();
    assert_eq!(changed.len(), 32, "of the values only their MAC is kept in the log");
    let entry = vault.history(HistoryOf::Record("5f0c"), 9).unwrap().0.remove(0);
    let text = |value: &Option<Value>| value.as_ref().map(Value::text);
    let told: Vec<_> =
        entry.changes.iter().map(|one| (one.field.as_str(), text(&one.before), text(&one.after))).collect();
    let kept = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [("phone", kept("090-0000-0000"), kept("090-0000-0001")), ("email", None, kept("hanako@example.jp"))],
        "the values themselves stand beside the log, for the history of the record"
    );
}

#[test]
fn a_clock_put_back_is_an_act_of_its_own() {
    let (place, _) = Place::with_vault();
    let mut vault = Vault::unlock(place.dir(), FIRST, minutes_later(60)).unwrap();
    let verbs = |vault: &Vault| vault.acts(2).unwrap().into_iter().map(|row| row.verb).collect::<Vec<_>>();
    vault.transact(act(), minutes_later(50), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "unlock"], "ten minutes back are forgiven");
    vault.transact(act(), minutes_later(39), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "clock_back"], "more are written down");
    vault.transact(act(), minutes_later(39), |_| Ok(())).unwrap();
    assert_eq!(verbs(&vault), ["note_add", "note_add"], "once");
    assert_eq!(vault.verify_log().unwrap().first_wrong, None, "and the chain goes on");
}

#[test]
fn the_log_is_neither_edited_nor_deleted_from() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    for sql in
        ["UPDATE acts SET verb = 'x' WHERE seq = 1", "DELETE FROM acts WHERE seq = 1", "DELETE FROM acts"]
    {
        let refused = vault.transact(act(), noon(), |tx| Ok(tx.execute(sql, [])?));
        assert_eq!(refused.unwrap_err().code(), "database", "{sql} is refused by the file itself");
    }
    assert_eq!(vault.verify_log().unwrap().first_wrong, None, "the log is whole");
}

#[test]
fn tampering_with_the_log_is_told_with_the_first_wrong_row() {
    let (place, key) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 16);
    assert_eq!(
        vault.verify_log().unwrap(),
        LogCheck { rows: 20, first_wrong: None },
        "twenty rows, all right"
    );
    vault.lock(noon()).unwrap();
    let whole = fs::read(place.file("vault.db")).unwrap();
    for (sql, first_wrong) in [
        ("UPDATE acts SET verb = 'note_view' WHERE seq = 7", 7),
        ("UPDATE acts SET utc = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1),
        ("UPDATE acts SET user_id = 'another' WHERE seq = 12", 12),
        ("UPDATE acts SET reason = 'x' WHERE seq = 21", 21),
        ("UPDATE acts SET mac = zeroblob(32) WHERE seq = 3", 3),
        ("UPDATE acts SET prev_mac = zeroblob(32) WHERE seq = 3", 3),
        ("UPDATE acts SET changed = x'' WHERE seq = 4", 4),
        ("DELETE FROM acts WHERE seq = 9", 9),
        ("DELETE FROM acts WHERE seq = 1", 1),
        ("DELETE FROM acts WHERE seq > 15", 16),
        ("DELETE FROM acts WHERE seq = 21", 21),
        ("DELETE FROM acts", 1),
        (
            "UPDATE acts SET seq = 99 WHERE seq = 5; UPDATE acts SET seq = 5 WHERE seq = 6; UPDATE acts SET seq = 6 WHERE seq = 99",
            5,
        ),
        (
            "INSERT INTO acts SELECT seq + 1, utc, offset_s, user_id, role, app, verb, noun, id, fields, changed, reason, prev_mac, mac FROM acts WHERE seq = 21",
            22,
        ),
        ("UPDATE log_head SET seal = zeroblob(32)", 21),
    ] {
        fs::write(place.file("vault.db"), &whole).unwrap();
        place.with_raw_file(&key, |connection| {
            connection
                .execute_batch("DROP TRIGGER acts_are_not_edited; DROP TRIGGER acts_are_not_deleted;")
                .unwrap();
            connection.execute_batch(sql).unwrap();
            let log_key = RecoveryKey::read(&key).unwrap().derive(Purpose::Log);
            let check = log::verify(connection, &log_key).unwrap();
            assert_eq!(check.first_wrong, Some(first_wrong), "{sql}");
        });
    }
}

#[test]
fn an_old_copy_put_back_is_told_and_only_read_until_it_is_accepted() {
    let (place, _) = Place::with_vault();
    let yesterday = fs::read(place.file("vault.db")).unwrap();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 3);
    vault.lock(noon()).unwrap();
    fs::write(place.file("vault.db"), &yesterday).unwrap();

    let mut vault = place.unlock().unwrap();
    assert_eq!(vault.older(), Some(Older { marked: 8, found: 3 }), "前回より古いデータです");
    assert_eq!(vault.transact(act(), noon(), |_| Ok(())).unwrap_err().code(), "vault_older", "no change yet");
    assert_eq!(vault.jot(|_| Ok(())).unwrap_err().code(), "vault_older", "no draft either");
    vault.lock(noon()).unwrap();
    assert_eq!(place.hash("vault.db"), Sha256::digest(&yesterday).to_vec(), "looking changed nothing");

    let mut vault = place.unlock().unwrap();
    vault.accept_older("控えから戻した", noon()).unwrap();
    add_notes(&mut vault, 9);
    vault.lock(noon()).unwrap();
    let vault = place.unlock().unwrap();
    assert_eq!(vault.older(), None, "accepted once is enough");
    assert!(
        vault.acts(20).unwrap().iter().any(|row| row.verb == "older_accept"),
        "with the reason in the log"
    );
    drop(vault);

    // As long as the one before, but with another story.
    fs::write(place.file("vault.db"), &yesterday).unwrap();
    let state = fs::read(place.file("state.json")).unwrap();
    fs::remove_file(place.file("state.json")).unwrap();
    let mut vault = place.unlock().unwrap();
    add_notes(&mut vault, 30);
    drop(vault);
    fs::write(place.file("state.json"), state).unwrap();
    assert!(place.unlock().unwrap().older().is_some(), "a longer log that went another way is told too");
}
