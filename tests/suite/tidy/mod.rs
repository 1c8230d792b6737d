//! The house rules, kept by reading the source tree.
//!
//! Each finding names file and line and says what to do instead. Owns which rules there are, one test
//! each; the rules themselves are in `rules.rs` and `network.rs`, the reading is in `source.rs`.

mod network;
mod rules;
mod source;

use source::{Source, sources};

/// A rule reads all sources and gives its findings, one line each.
type Rule = fn(&[Source]) -> Vec<String>;

fn check(rule: Rule) {
    let findings = rule(sources());
    assert!(findings.is_empty(), "\n\n{}\n", findings.join("\n"));
}

/// What a rule says about one invented file; each rule must notice what it is there for.
fn check_notices(rule: Rule, path: &str, text: &str, expected: &str) {
    let findings = rule(&[Source::new(path, text)]).join("\n");
    assert!(findings.contains(expected), "{path} breaks the rule at {expected}, but it says: {findings:?}");
}

/// A rule must leave this invented file alone.
fn check_accepts(rule: Rule, path: &str, text: &str) {
    assert_eq!(rule(&[Source::new(path, text)]), [""; 0], "{path} keeps the rule");
}

#[test]
fn calls_go_downwards_only() {
    check(rules::layers);
    let pdf = "src-tauri/office/src/pdf/layout.rs";
    check_notices(rules::layers, pdf, "//! x\nuse crate::store::Vault;\n", "layout.rs:2");
    check_notices(
        rules::layers,
        "src-tauri/office/src/domain/staff.rs",
        "use crate::{\n    desk::Office,\n};",
        ":1",
    );
    check_notices(rules::layers, "src-tauri/office/src/cloud/mod.rs", "//! x", "cloud");
    check_notices(rules::layers, "src-tauri/src/commands/staff.rs", "use office::store::Vault;", ":1");
    check_accepts(
        rules::layers,
        pdf,
        "use crate::{Error, Result};\n#[cfg(test)]\nmod tests { use crate::store; }",
    );
}

#[test]
fn sql_lives_in_the_store() {
    check(rules::sql);
    let desk = "src-tauri/office/src/desk/staff.rs";
    check_notices(rules::sql, desk, "\nlet q = \"SELECT name FROM staff\";", "staff.rs:2");
    check_accepts(rules::sql, desk, "// SELECT is said here in a remark only\n");
}

#[test]
fn words_stand_where_they_can_be_read_and_corrected() {
    check(rules::japanese);
    check_notices(rules::japanese, "src-tauri/src/dialogs.rs", "let title = \"保存する\";", "dialogs.rs:1");
    check_notices(rules::japanese, "ui/src/screens/staff/list.svelte", "<p>職員</p>", "list.svelte:1");
    check_accepts(
        rules::japanese,
        "ui/src/screens/staff/list.svelte",
        "<!-- 職員\nの一覧 -->\n<p>{words.staff}</p>",
    );
    check_accepts(rules::japanese, "src-tauri/src/lib.rs", "/// 朝霞 3)(2)\nfn a() {} // 署名\n");
}

#[test]
fn functions_not_doers() {
    check(rules::doers);
    check_notices(rules::doers, "src-tauri/src/lib.rs", "pub struct ConsentManager;", "lib.rs:1");
    check_notices(rules::doers, "ui/src/a.ts", "export class DateHelper {}", "a.ts:1");
    check_accepts(rules::doers, "src-tauri/src/lib.rs", "pub struct Service2; struct ManagerName;");
}

#[test]
fn a_file_is_read_in_one_sitting() {
    check(rules::length);
    check_notices(rules::length, "src-tauri/src/a.rs", &"//\n".repeat(501), "501 lines");
}

#[test]
fn every_file_says_what_it_owns() {
    check(rules::opening);
    check_notices(rules::opening, "src-tauri/src/a.rs", "use std::fs;", "a.rs:1");
    check_notices(rules::opening, "ui/src/a.svelte", "<p></p>", "a.svelte:1");
}

#[test]
fn no_test_is_asleep_and_no_error_is_a_string() {
    check(rules::shortcuts);
    let ignored = "#[ignore]\nfn a() {}";
    check_notices(rules::shortcuts, "tests/suite/a.rs", ignored, "a.rs:1");
    check_notices(rules::shortcuts, "src-tauri/src/a.rs", "fn a() -> Result<Vec<u8>, String> {", "a.rs:1");
    check_accepts(rules::shortcuts, "src-tauri/src/a.rs", "fn a() -> Result<BTreeMap<u8, String>> {");
}

#[test]
fn nothing_ties_the_source_to_one_machine() {
    check(rules::places);
    check_notices(rules::places, "dev", concat!("npm --registry=https://registry.", "npmjs.org"), "dev:1");
    check_notices(rules::places, "README.md", "\nsee /home/hanako/x", "README.md:2");
    let elsewhere = "\"resolved\": \"http://mirror.example/svelte.tgz\"";
    check_notices(rules::places, "ui/package-lock.json", elsewhere, "package-lock.json:1");
}

#[test]
fn the_screen_keeps_to_its_places() {
    check(rules::screen);
    let screen = "ui/src/screens/staff/list.svelte";
    check_notices(rules::screen, screen, "<script>\nimport { invoke } from \"@tauri-apps/api/core\";", ":2");
    check_notices(rules::screen, screen, "<style>p { color: #333; }</style>", "tokens.css");
    check_notices(rules::screen, screen, "<p contenteditable></p>", "input");
    check_notices(rules::screen, "ui/src/parts/field.ts", "await fetch(url)", "network");
    check_accepts(rules::screen, screen, "{#each rows as row}<p id=\"#a\">{/each}");
}

#[test]
fn nothing_in_the_program_speaks_to_a_network() {
    for target in network::TARGETS {
        let found = network::speakers(target);
        assert_eq!(
            found, [""; 0],
            "{target}: leave out what brings these in, or the feature of it (deny.toml)"
        );
    }
}
