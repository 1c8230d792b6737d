//! Passphrases, people, `keys.json` and the printed key.

use super::*;

#[test]
fn changing_the_passphrase_leaves_the_records_file_as_it_is() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let before = place.hash("vault.db");
    assert_eq!(
        vault.change_passphrase(SECOND, SECOND, noon()).unwrap_err().code(),
        "wrong_passphrase",
        "not theirs"
    );
    vault.change_passphrase(FIRST, SECOND, noon()).unwrap();
    assert_eq!(place.hash("vault.db"), before, "K1: only keys.json changes");
    vault.lock(noon()).unwrap();
    assert_eq!(place.refusal().code(), "wrong_passphrase", "the old passphrase opens nothing");
    let vault = Vault::unlock(place.dir(), SECOND, noon()).unwrap();
    let log = vault.acts(20).unwrap();
    assert!(log.iter().any(|row| row.verb == "passphrase_change"), "the log has it all the same");
    assert!(!vault.slots_were_edited(), "our own change is no edit from outside");
    assert_eq!(
        place.hash("keys.json"),
        place.hash("keys.json.1"),
        "the old wrap is gone once the new one opened"
    );
}

#[test]
fn several_people_have_a_passphrase_each() {
    let (place, _) = Place::with_vault();
    let mut vault = place.unlock().unwrap();
    let manager = vault.user().clone();
    let deputy = vault.add_user(Role::Deputy, SECOND, noon()).unwrap();
    assert_eq!(
        vault.remove_user(&manager.id, noon()).unwrap_err().code(),
        "last_manager",
        "someone must manage"
    );
    vault.lock(noon()).unwrap();

    let vault = Vault::unlock(place.dir(), SECOND, noon()).unwrap();
    assert_eq!(vault.user().id, deputy.id, "the passphrase says who it is");
    assert_eq!(vault.acts(1).unwrap()[0].user_id, deputy.id, "and the log knows");
    vault.lock(noon()).unwrap();
    let wrong = Vault::unlock_as(place.dir(), &manager.id, SECOND, noon()).unwrap_err();
    assert_eq!(wrong.code(), "wrong_passphrase", "it does not open in another's name");

    let mut vault = place.unlock().unwrap();
    vault.remove_user(&deputy.id, noon()).unwrap();
    vault.lock(noon()).unwrap();
    let gone = Vault::unlock(place.dir(), SECOND, noon()).unwrap_err();
    assert_eq!(gone.code(), "wrong_passphrase", "a removed slot opens nothing");
    assert_eq!(Vault::login_list(place.dir()).unwrap(), [manager], "the list shows who is left");
}

#[test]
fn the_printed_key_opens_the_vault_without_or_with_broken_keys() {
    let (other, _) = Place::with_vault();
    for (case, damage) in [
        ("intact", &(|_: &Place| ()) as &dyn Fn(&Place)),
        ("deleted", &|place| {
            fs::remove_file(place.file("keys.json")).unwrap();
            fs::remove_file(place.file("keys.json.1")).unwrap();
        }),
        ("corrupt", &|place| {
            fs::write(place.file("keys.json"), b"\0\0\0").unwrap();
            fs::write(place.file("keys.json.1"), b"").unwrap();
        }),
        ("foreign", &|place| {
            fs::copy(other.file("keys.json"), place.file("keys.json")).unwrap();
        }),
    ] {
        let (place, key) = Place::with_vault();
        damage(&place);
        let vault = Vault::recover(place.dir(), &key.to_lowercase(), SECOND, noon()).expect(case);
        assert!(vault.is_practice(), "{case}: the vault knows what it is without keys.json");
        assert_eq!(vault.verify_log().unwrap().first_wrong, None, "{case}: the records are the same");
        assert!(vault.acts(9).unwrap().iter().any(|row| row.verb == "recover"), "{case}: the log has it");
        vault.lock(noon()).unwrap();
        let vault = Vault::unlock(place.dir(), SECOND, noon()).expect(case);
        assert!(!vault.slots_were_edited(), "{case}: keys.json is ours");
        assert_eq!(vault.users().len(), 1, "{case}: one manager, not two");
        drop(vault);
        assert_eq!(place.refusal().code(), "wrong_passphrase", "{case}: the forgotten passphrase is no more");
    }
}

#[test]
fn a_wrong_printed_key_changes_no_file() {
    let (place, key) = Place::with_vault();
    let (_, foreign) = Place::with_vault();
    let before = place.picture();
    let typo = key.replacen(key.chars().next().unwrap(), if key.starts_with('7') { "8" } else { "7" }, 1);
    for (typed, code) in [(foreign.as_str(), "recovery_key_foreign"), (&typo, "recovery_key_mistyped")] {
        let error = Vault::recover(place.dir(), typed, SECOND, noon()).unwrap_err();
        assert_eq!(error.code(), code, "the key is told apart");
    }
    for file in ["keys.json", "keys.json.1"] {
        fs::remove_file(place.file(file)).unwrap();
    }
    let error = Vault::recover(place.dir(), &foreign, SECOND, noon()).unwrap_err();
    assert_eq!(error.code(), "recovery_key_foreign", "also without keys.json to compare with");
    let after: Vec<_> = before.into_iter().filter(|(name, _)| !name.starts_with("keys.json")).collect();
    assert_eq!(place.picture(), after, "no file changed or appeared");
}

#[test]
fn another_s_keys_are_put_aside_not_overwritten() {
    let (place, key) = Place::with_vault();
    let (other, _) = Place::with_vault();
    fs::copy(other.file("keys.json"), place.file("keys.json")).unwrap();
    assert_eq!(place.refusal().code(), "vault_foreign", "keys.json opens, but not this file");
    Vault::recover(place.dir(), &key, SECOND, noon()).unwrap();
    assert_eq!(place.hash("keys.json.aside"), other.hash("keys.json"), "they may be someone's only copy");
}

#[test]
fn damaged_keys_are_mended_from_the_version_before() {
    let (place, _) = Place::with_vault();
    for damage in [Some(&b"{"[..]), Some(b""), None] {
        match damage {
            Some(bytes) => fs::write(place.file("keys.json"), bytes).unwrap(),
            None => fs::remove_file(place.file("keys.json")).unwrap(),
        }
        let vault = place.unlock().expect("keys.json.1 opens the vault");
        assert!(vault.acts(3).unwrap().iter().any(|row| row.verb == "keys_mend"), "the log has it");
        assert_eq!(place.hash("keys.json"), place.hash("keys.json.1"), "and keys.json is whole again");
    }
    for name in ["keys.json", "keys.json.1"] {
        fs::write(place.file(name), b"{").unwrap();
    }
    assert_eq!(place.refusal().code(), "keys_damaged", "with both gone, the printed key is the way in");
}

#[test]
fn keys_edited_from_outside_are_noticed_and_logged() {
    let (place, _) = Place::with_vault();
    let text = fs::read_to_string(place.file("keys.json")).unwrap();
    // Someone makes a deputy of the manager and even corrects the checksum, but cannot make the MAC.
    let edited = text.replace("\"manager\"", "\"deputy\"");
    let right = slots::checksum_of(edited.as_bytes());
    let wrong = text.split("\"check\": \"").nth(1).unwrap()[..64].to_owned();
    fs::write(place.file("keys.json"), edited.replace(&wrong, &right)).unwrap();
    let vault = place.unlock().unwrap();
    assert!(vault.slots_were_edited(), "the seal does not fit");
    assert!(vault.acts(2).unwrap().iter().any(|row| row.verb == "keys_edited"), "the log has it");
}
