//! There is a word for each verb and each field that the desk writes into a history.

use std::collections::{BTreeMap, BTreeSet};

use office::domain::targets::Targets;
use scenarios::{root, shelf};

fn sources(folder: &str) -> String {
    let mut found = String::new();
    for entry in std::fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "rs") {
            found += &std::fs::read_to_string(path).unwrap();
        }
    }
    found
}

fn literals(code: &str) -> impl Iterator<Item = &str> {
    code.split('"').skip(1).step_by(2)
}

/// The literal that stands right behind each of these calls.
fn first_literals<'a>(code: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    code.split(call).skip(1).filter_map(|after| after.trim_start().strip_prefix('"')?.split('"').next())
}

fn is_verb(text: &&str) -> bool {
    text.contains('_') && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn check_said(words: &BTreeMap<String, String>, names: &BTreeSet<&str>) {
    let unsaid: Vec<_> = names.iter().filter(|name| !words.contains_key(**name)).collect();
    assert!(unsaid.is_empty(), "forms/common/history.toml has no word for {unsaid:?}");
}

#[test]
fn each_verb_and_each_field_has_its_word() {
    let desk = sources("src-tauri/office/src/desk");
    let shelf = shelf();
    let words = shelf.catalog.history();
    let mut verbs: BTreeSet<&str> = BTreeSet::new();
    for call in [
        "Act::new(",
        " act(",
        "(act(",
        ".act(",
        ".registration(",
        "take_back_of_consent(id, why,",
        "refuse_staff(",
        "keep_own_form(",
    ] {
        verbs.extend(first_literals(&desk, call));
    }
    for binding in ["let verb = ", "let (verb, "] {
        for after in desk.split(binding).skip(1) {
            verbs.extend(literals(after.split(';').next().unwrap()));
        }
    }
    // Looking at somebody changes nothing and stands in no history; a refusal among the verbs is none.
    let is_told =
        |verb: &&str| *verb != "care_recipient_look" && !desk.contains(&format!("refused(\"{verb}\")"));
    let verbs: BTreeSet<&str> = verbs.into_iter().filter(is_verb).filter(is_told).collect();
    for known in [
        "staff_change",
        "submission_return",
        "submission_take_back",
        "consent_take_back_void",
        "own_form_load",
    ] {
        assert!(verbs.contains(known), "each way of naming a verb is found, also {known}");
    }
    check_said(&words.verb, &verbs);

    let told = std::fs::read_to_string(root().join("src-tauri/office/src/domain/history/told.rs")).unwrap();
    let mut fields: BTreeSet<&str> = first_literals(&told, ".with(").collect();
    fields.extend(first_literals(&desk, ".with("));
    fields.extend(Targets::default().named().into_iter().map(|(name, _)| name));
    assert!(fields.len() > 100, "they are found");
    check_said(&words.field, &fields);
}
