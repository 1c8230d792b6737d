//! The contract between the window and the work: both sides name the same commands, and every code has words.

use std::collections::BTreeSet;
use std::fs;

use scenarios::root;

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|_| panic!("{path} is there"))
}

/// What stands between `open` and `close`, each time.
fn between<'a>(text: &'a str, open: &str, close: char) -> BTreeSet<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn the_window_and_rust_name_the_same_commands() {
    let bridge = read("ui/src/bridge.ts");
    let called: BTreeSet<_> = between(&bridge, ">(\"", '"');
    let lib = read("src-tauri/src/lib.rs");
    let handled: BTreeSet<_> = lib
        .lines()
        .filter_map(|line| line.trim().strip_prefix("commands::")?.split("::").nth(1))
        .map(|name| name.trim_end_matches(','))
        .collect();
    assert_eq!(called, handled, "bridge.ts calls exactly what lib.rs handles");

    let build = read("src-tauri/build.rs");
    let declared =
        build.lines().filter_map(|line| line.strip_prefix("    \"")?.strip_suffix("\",")).collect();
    assert_eq!(handled, declared, "build.rs declares exactly these, so that the permissions apply");

    let capability = read("src-tauri/capabilities/main.json");
    let allowed: BTreeSet<_> =
        between(&capability, "\"allow-", '"').into_iter().map(|name| name.replace('-', "_")).collect();
    assert_eq!(
        handled,
        allowed.iter().map(String::as_str).collect(),
        "the one capability grants exactly these"
    );
    assert!(!capability.contains("core:"), "and nothing of Tauri's own");
}

#[test]
fn every_command_is_a_noun_and_a_verb_in_the_file_of_its_noun() {
    let lib = read("src-tauri/src/lib.rs");
    for line in lib.lines().filter_map(|line| line.trim().strip_prefix("commands::")) {
        let (file, command) = line.trim_end_matches(',').split_once("::").expect("module and command");
        let fits = command.starts_with(file) || (file, command) == ("duty", "today_list");
        assert!(fits, "{command} stands in commands/{file}.rs: move it to the file of its noun");
    }
}

#[test]
fn every_code_has_words_on_the_screen() {
    let errors = read("src-tauri/office/src/error.rs");
    let words = read("ui/src/strings.ts");
    for code in between(&errors, "=> \"", '"') {
        assert!(words.contains(&format!("{code}:")), "strings.ts has no words for {code}");
    }
}

#[test]
fn the_content_policy_is_strict() {
    let config = read("src-tauri/tauri.conf.json");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src ipc: http://ipc.localhost",
        "frame-src 'none'",
    ] {
        assert!(config.contains(part), "the content policy says {part}");
    }
    for (part, why) in [
        ("unsafe-inline", "no inline script or style"),
        ("unsafe-eval", "no evaluated text"),
        ("https:", "no address outside the program"),
    ] {
        let policy = config.lines().find(|line| line.contains("\"csp\"")).expect("a content policy");
        assert!(!policy.contains(part), "{why}");
    }
    assert!(config.contains("\"withGlobalTauri\": false"), "Tauri is not global in the page");
    assert!(config.contains("\"freezePrototype\": true"), "prototypes are frozen");
}
