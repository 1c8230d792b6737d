//! The rules one by one. Each takes the sources and gives `path:line: what is wrong; what to do`.

use super::source::Source;

const CORE: &str = "src-tauri/office/src/";
const SHELL: &str = "src-tauri/src/";

/// Which layers of the core a layer may call. What stands here is the house plan of ARCHITECTURE.md.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("postal", &[]),
    ("policy", &["domain"]),
    ("forms", &["domain", "policy"]),
    ("store", &["domain"]),
    ("pdf", &["domain", "forms"]),
    ("xlsx", &["forms"]),
    ("parcel", &[]),
    ("scan", &["domain"]),
    ("sheet", &[]),
    ("desk", &["domain", "postal", "policy", "forms", "store", "pdf", "xlsx", "parcel", "scan", "sheet"]),
];

/// Calls go downwards only; a `use` names one layer.
pub fn layers(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| s.kind() == "rs" && s.is_under(SHELL)) {
        for (line, code) in source.code() {
            if [
                "office::store",
                "office::pdf",
                "office::scan",
                "office::sheet",
                "office::xlsx",
                "office::parcel",
                "rusqlite",
                "printpdf",
                "rxing",
            ]
            .iter()
            .any(|deep| code.contains(deep))
            {
                found.push(source.says(line, "the window calls office::desk only"));
            }
        }
    }
    for source in sources.iter().filter(|s| s.kind() == "rs" && s.is_under(CORE)) {
        let place = &source.path[CORE.len()..];
        let layer = place.split(['/', '.']).next().unwrap_or_default();
        if matches!(layer, "lib" | "error") {
            continue;
        }
        let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            found.push(
                source
                    .says(1, &format!("{layer} is no layer; give it its place in LAYERS (tests/suite/tidy)")),
            );
            continue;
        };
        let code = source.code();
        for (at, (line, text)) in code.iter().enumerate() {
            for (_, after) in text.match_indices("crate::").map(|(at, word)| text.split_at(at + word.len())) {
                let rest: String =
                    std::iter::once(after).chain(code[at + 1..].iter().map(|(_, t)| t.as_str())).collect();
                if let Some(list) = rest.strip_prefix('{') {
                    let list = list.split('}').next().unwrap_or_default();
                    if list.split(',').any(|one| one.trim().starts_with(|c: char| c.is_lowercase())) {
                        found.push(source.says(*line, "one `use` per layer, so that the layers can be seen"));
                    }
                    continue;
                }
                let called: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_layer = LAYERS.iter().any(|(name, _)| *name == called);
                if is_layer && called != layer && !below.contains(&called.as_str()) {
                    found.push(source.says(
                        *line,
                        &format!("{layer} does not know {called}; let desk bring them together"),
                    ));
                }
            }
        }
    }
    found
}

/// No SQL outside the store.
pub fn sql(sources: &[Source]) -> Vec<String> {
    const WORDS: &[&str] =
        &["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "rusqlite::"];
    let store = format!("{CORE}store");
    let ours = |s: &&Source| s.is_under("src-tauri/") && !s.is_under(&store);
    let mut found = Vec::new();
    for source in sources.iter().filter(ours) {
        if source.kind() == "sql" {
            found.push(source.says(1, "SQL lives in src-tauri/office/src/store, beside its Rust"));
        }
        if source.kind() != "rs" || source.path.ends_with("/error.rs") {
            continue; // error.rs turns SQLite's errors into facts
        }
        for (line, code) in source.code() {
            if WORDS.iter().any(|word| code.contains(word)) {
                found.push(source.says(line, "let a function of the store do this"));
            }
        }
    }
    found
}

/// Files that need Japanese in their code, each with its reason.
const JAPANESE: &[(&str, &str)] = &[
    (
        "src-tauri/office/src/domain/wareki.rs",
        "the names of the eras and of the days are the calendar itself",
    ),
    ("src-tauri/office/src/domain/search_key.rs", "ranges of kana"),
    ("src-tauri/office/src/domain/check.rs", "ranges of kana"),
    ("src-tauri/office/src/domain/romaji.rs", "the kana whose spelling it knows"),
    (
        "src-tauri/office/src/pdf/",
        "line breaking names the characters that may not begin or end a line; the seal is 印",
    ),
    (
        "src-tauri/office/src/domain/passphrase.rs",
        "passphrases that everybody tries first; the list is the rule",
    ),
    (
        "src-tauri/office/src/policy/faults.rs",
        "faults of a file are told to whoever edits that file, in its own language; no screen words them",
    ),
    ("src-tauri/office/src/desk/practice", "the invented people of the practice office"),
    ("src-tauri/office/examples/", "the invented people of the practice office"),
    ("ui/src/strings.ts", "the one table of words"),
    ("ui/src/strings/", "the one table of words"),
    ("src-tauri/src/lib.rs", "the name of the program stands in the title bar before any screen does"),
    (
        "src-tauri/office/src/policy/",
        "faults of a region's file are told to whoever edits it, in its own language",
    ),
];

/// Words for the screen stand in `ui/src/strings.ts`, words for paper in `forms/`.
pub fn japanese(sources: &[Source]) -> Vec<String> {
    let is_letter = |c: char| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{3005}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}');
    let mut found = Vec::new();
    for source in sources {
        let counts = (source.is_under("src-tauri/") && source.kind() == "rs")
            || (source.is_under("ui/src/")
                && matches!(source.kind(), "ts" | "svelte")
                && !source.path.contains(".test."));
        if !counts || JAPANESE.iter().any(|(place, _)| source.is_under(place)) {
            continue;
        }
        for (line, code) in source.code() {
            if code.contains(is_letter) {
                found.push(source.says(
                    line,
                    "put words for the screen into ui/src/strings.ts, words for paper into forms/",
                ));
            }
        }
    }
    found
}

/// Functions, not doers.
pub fn doers(sources: &[Source]) -> Vec<String> {
    const DOERS: &[&str] = &["Manager", "Service", "Helper", "Util", "Utils", "Processor"];
    const BEFORE: &[&str] = &["struct", "enum", "trait", "type", "class", "interface", "mod"];
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| matches!(s.kind(), "rs" | "ts" | "svelte" | "mjs")) {
        let name = source.path.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
        if DOERS.iter().any(|doer| name.to_lowercase().ends_with(&doer.to_lowercase())) {
            found.push(source.says(1, "name the file after its noun"));
        }
        for (line, code) in source.code() {
            let words: Vec<&str> =
                code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
            for pair in words.windows(2) {
                if BEFORE.contains(&pair[0]) && DOERS.iter().any(|doer| pair[1].ends_with(doer)) {
                    found.push(source.says(
                        line,
                        &format!("{}: name the noun, and write a function for what is done", pair[1]),
                    ));
                }
            }
        }
    }
    found
}

/// Files that may be long, because they are tables: one looks something up in them.
const TABLES: &[&str] =
    &["ui/src/strings.ts", "ui/src/wire.ts", "ui/src/wire/", "src-tauri/src/wire.rs", "tests/expected/"];

/// A file is read in one sitting: 500 lines at most, 400 for choice.
pub fn length(sources: &[Source]) -> Vec<String> {
    let read = |s: &&Source| {
        matches!(s.kind(), "rs" | "ts" | "svelte" | "mjs" | "css" | "sql")
            && !TABLES.iter().any(|table| s.is_under(table))
    };
    let long = |s: &Source| (s.text.lines().count(), s.path.clone());
    let counted = sources.iter().filter(read).map(long).filter(|(lines, _)| *lines > 500);
    counted
        .map(|(lines, path)| format!("{path}: {lines} lines; look for the noun that wants a file of its own"))
        .collect()
}

/// Every file opens by saying what it owns.
pub fn opening(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let marks: &[&str] = match source.kind() {
            "rs" => &["//!"],
            "ts" | "mjs" => &["//", "/*"],
            "svelte" => &["<!--"],
            "css" => &["/*"],
            _ => continue,
        };
        if !marks.iter().any(|mark| source.text.starts_with(mark)) {
            found.push(
                source.says(
                    1,
                    &format!("open with {} and say what the file owns and leaves to others", marks[0]),
                ),
            );
        }
    }
    found
}

/// No sleeping test, no error that is a sentence.
pub fn shortcuts(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| s.kind() == "rs") {
        // Tests count here, so remarks are all that is left out.
        for (at, code) in
            source.text.lines().map(|line| line.trim()).enumerate().filter(|(_, l)| !l.starts_with("//"))
        {
            if code.starts_with("#[ignore") {
                found.push(source.says(at + 1, "a test runs or is deleted"));
            }
            if code.match_indices("Result<").any(|(from, word)| second_is_string(&code[from + word.len()..]))
            {
                found.push(source.says(at + 1, "an error is a fact: add a variant to office::Error"));
            }
        }
    }
    found
}

/// Whether the second of the types that follow, up to the closing `>`, is `String` or `&str`.
fn second_is_string(types: &str) -> bool {
    let mut depth = 0;
    for (at, c) in types.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' if depth > 0 => depth -= 1,
            '>' => return false,
            ',' if depth == 0 => {
                let second = types[at + 1..].trim_start();
                return ["String>", "&str>", "&'static str>"].iter().any(|text| second.starts_with(text));
            }
            _ => {}
        }
    }
    false
}

/// Nothing names a package registry or a folder of one machine.
pub fn places(sources: &[Source]) -> Vec<String> {
    // In two halves, so that this file keeps its own rule.
    let halves = [
        ("registry", ".npmjs"),
        ("registry", ".yarnpkg"),
        ("index.crates", ".io"),
        ("static.crates", ".io"),
        ("pypi", ".org"),
        ("files.python", "hosted"),
        ("/ho", "me/"),
        ("/ro", "ot/"),
        ("C:\\Use", "rs\\"),
    ];
    let banned: Vec<String> = halves.iter().map(|(one, other)| format!("{one}{other}")).collect();
    let mut found = Vec::new();
    for source in sources {
        let is_npm_lock = source.path.ends_with("package-lock.json");
        for (at, line) in source.text.lines().enumerate() {
            if is_npm_lock {
                // npm's own address is what npm puts in for any machine's mirror, and takes out again.
                let address = line.split_once("\"resolved\": \"").map(|(_, address)| address);
                if address.is_some_and(|address| !address.starts_with(&format!("https://{}.org/", banned[0])))
                {
                    found.push(source.says(
                        at + 1,
                        "this address works on one machine only; make the lock file without it",
                    ));
                }
            } else if let Some(place) = banned.iter().find(|place| line.contains(place.as_str())) {
                found.push(source.says(
                    at + 1,
                    &format!("{place} is a place of one machine or registry; leave it to the tools"),
                ));
            }
        }
    }
    found
}

/// The screen has one bridge, one table of colours, plain inputs and no network.
pub fn screen(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| s.is_under("ui/src/") && !s.path.contains(".test.")) {
        let is_tokens = source.path.ends_with("/tokens.css");
        let is_bridge = source.path == "ui/src/bridge.ts";
        for (line, code) in source.code() {
            let mut say = |what: &str| found.push(source.says(line, what));
            if !is_bridge && code.contains("@tauri-apps/") {
                say("only ui/src/bridge.ts calls Rust; add a line there");
            }
            if !is_tokens && matches!(source.kind(), "svelte" | "css") && names_a_colour(&code) {
                say("a colour is a token with its purpose: put it into tokens.css");
            }
            if code.to_lowercase().contains("contenteditable") {
                say("use an input: an IME may freeze in anything else");
            }
            if code.contains("{@html") {
                say("text is text: never {@html}");
            }
            if ["fetch(", "XMLHttpRequest", "WebSocket(", "sendBeacon", "http://", "https://"]
                .iter()
                .any(|w| code.contains(w))
            {
                say("the screen knows no network; call the bridge");
            }
        }
    }
    found
}

/// `color: #333`, `rgb(…)`: a colour where a value is expected.
fn names_a_colour(code: &str) -> bool {
    let hex = |from: usize| code[from + 1..].chars().take_while(char::is_ascii_hexdigit).count();
    let in_style = |from: usize| {
        code[..from].trim_end().ends_with([':', ',']) || code[..from].ends_with(' ') && code.contains(':')
    };
    code.match_indices('#').any(|(from, _)| matches!(hex(from), 3 | 4 | 6 | 8) && in_style(from))
        || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|function| code.contains(function))
}
