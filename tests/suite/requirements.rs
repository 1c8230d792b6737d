//! The table of requirements (`tests/expected/requirements.toml`): all 169 sentences of the five policies have a place in
//! the program, and tests that would fail without it. Owns the check of the table; the places have their own stories.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use expect_test::expect;
use office::policy::{Policy, squeezed};
use scenarios::{root, shelf};
use serde::Deserialize;
use toml::{Table, Value};

/// The regions by the letters of their rows, and how many there are of each.
const REGIONS: [(&str, &str, usize); 5] = [
    ("KYS", "kiyose", 30),
    ("ASK", "asaka", 36),
    ("MYZ", "miyazaki", 50),
    ("KMG", "kumagaya", 29),
    ("ITB", "itabashi", 24),
];

/// One requirement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    clause: String,
    strength: String,
    quote: String,
    place: Place,
    #[serde(default)]
    name: String,
    at: String,
    tests: Vec<String>,
}

/// Where a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Duty,
    Guard,
    Form,
    Setting,
    Ledger,
    Rule,
}

impl Row {
    fn region(&self) -> &'static str {
        let of = REGIONS.iter().find(|(letters, ..)| self.id.starts_with(letters));
        of.expect("the id begins with the letters of a region").1
    }

    fn policy(&self) -> &'static Policy {
        policy(self.region())
    }

    /// The folder of the region's newest edition: what the program goes by.
    fn folder(&self) -> std::path::PathBuf {
        root().join("forms").join(self.region()).join(&self.policy().edition)
    }
}

fn policy(region: &str) -> &'static Policy {
    static SHELF: std::sync::LazyLock<std::sync::Arc<office::desk::Shelf>> = std::sync::LazyLock::new(shelf);
    SHELF.catalog.policy(region).expect("the region ships")
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is there", path.as_ref().display()))
}

fn rows() -> Vec<Row> {
    #[derive(Deserialize)]
    struct File {
        row: Vec<Row>,
    }
    toml::from_str::<File>(&read(root().join("tests/expected/requirements.toml"))).unwrap().row
}

/// A sentence of a `policy.toml`.
struct Sentence {
    /// Its place: `duty.education`, `device.byod_source`.
    at: String,
    clause: String,
    quotation: String,
    strength: Option<String>,
}

fn sentences(table: &Table, path: &str, found: &mut Vec<Sentence>) {
    let text = |table: &Table, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let said = table.get("source").and_then(Value::as_table).unwrap_or(table);
    if let (Some(clause), Some(quotation)) = (text(said, "clause"), text(said, "quotation")) {
        let (at, strength) = (path.to_owned(), text(table, "strength"));
        found.push(Sentence { at, clause, quotation: squeezed(&quotation), strength });
    }
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for (key, value) in table.iter().filter(|(key, _)| *key != "source") {
        match value {
            Value::Table(inside) => sentences(inside, &below(key), found),
            Value::Array(list) => {
                for one in list.iter().filter_map(Value::as_table) {
                    let name = ["key", "need", "step", "kind", "title"].iter().find_map(|key| text(one, key));
                    sentences(one, &format!("{}.{}", below(key), name.unwrap_or_default()), found);
                }
            }
            _ => {}
        }
    }
}

/// Whether a clause that the program shows is one of those a row names: 第7条 of 第6・7条, 2)(1)② of 2)(1)①②.
fn is_of(shown: &str, named: &str) -> bool {
    match shown.split_once('条') {
        Some((head, _)) => {
            let number = head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            named.split(|c: char| !c.is_ascii_digit()).any(|part| part == number)
        }
        None => named.starts_with(shown.trim_end_matches(|c| ('①'..='⑳').contains(&c))),
    }
}

#[test]
fn every_sentence_of_the_policies_has_its_row() {
    let rows = rows();
    let ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    let whole = REGIONS
        .iter()
        .flat_map(|(letters, _, count)| (1..=*count).map(move |number| format!("{letters}-{number:02}")));
    assert_eq!(ids, whole.collect::<Vec<_>>(), "169 rows, each once, in their order");
    for row in &rows {
        let text = squeezed(&read(row.folder().join("policy-text.txt")));
        assert!(text.contains(&squeezed(&row.quote)), "{}: the policy says 「{}」", row.id, row.quote);
    }
    // Where the reference lies beside the program, the rows are the reference's to the letter.
    let reference = root().join("../shared/reference/requirements.json");
    let Ok(reference) = std::fs::read_to_string(reference) else { return };
    #[derive(Deserialize)]
    struct Referred {
        id: String,
        clause: String,
        strength: String,
        quote: String,
    }
    let referred: Vec<Referred> = serde_json::from_str(&reference).unwrap();
    assert_eq!(referred.len(), rows.len(), "as many as the reference has");
    for one in referred {
        let row = rows.iter().find(|row| row.id == one.id).unwrap_or_else(|| panic!("{} has a row", one.id));
        let kept = [&row.clause, &row.strength, &row.quote];
        assert_eq!(kept, [&one.clause, &one.strength, &one.quote], "{}: as in the reference", one.id);
    }
}

#[test]
fn every_requirement_has_its_place() {
    for row in rows() {
        let Row { id, at, quote, .. } = &row;
        let quote = squeezed(quote);
        if row.place == Place::Form {
            assert!(squeezed(&read(row.folder().join(at))).contains(&quote), "{id}: {at} prints it");
            continue;
        }
        let mut found = Vec::new();
        sentences(&read(row.folder().join("policy.toml")).parse().unwrap(), "", &mut found);
        let here: Vec<_> = found.iter().filter(|sentence| sentence.at == *at).collect();
        assert!(!here.is_empty(), "{id}: {at} stands in the policy.toml of {}", row.region());
        let said = here.iter().find(|sentence| sentence.quotation.contains(&quote));
        let said = said.unwrap_or_else(|| panic!("{id}: {at} quotes 「{quote}」"));
        let (clause, expected) = (&said.clause, &row.clause);
        assert!(is_of(clause, expected), "{id}: {at} names {clause}, the sentence stands in {expected}");
        // An exception may stand in something that is to be done or may be done.
        if let Some(strength) = said.strength.as_ref().filter(|_| row.strength != "EXCEPTION") {
            assert_eq!(strength.to_uppercase(), row.strength, "{id}: {at} says so as strongly as the policy");
        }
        assert_eq!(row.place == Place::Rule, at.starts_with("rule.") && row.name.is_empty(), "{id}: {at}");
    }
}

#[test]
fn every_guard_has_its_code_and_every_ledger_its_menu_entry() {
    let rust = sources(&root().join("src-tauri/office/src"), "rs");
    let words = sources(&root().join("ui/src"), "ts");
    let screens = read(root().join("ui/src/screens.ts"));
    for Row { id, place, name, .. } in rows() {
        match place {
            Place::Guard => {
                assert!(rust.contains(&format!("\"{name}\"")), "{id}: the program refuses with {name}");
                assert!(words.contains(&format!(" {name}: words(")), "{id}: {name} has words on the screen");
            }
            Place::Ledger => assert!(screens.contains(&format!("\"{name}\"")), "{id}: {name} has a screen"),
            _ => assert_eq!(name, "", "{id}: only guards and ledgers are named"),
        }
    }
}

/// All files of a kind in a folder, as one text.
fn sources(folder: &Path, kind: &str) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            text += &sources(&path, kind);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            text += &read(path);
        }
    }
    text
}

#[test]
fn every_requirement_names_tests_that_are_there() {
    let suite = root().join("tests/suite");
    let listed = read(suite.join("main.rs"));
    for Row { id, tests, .. } in rows() {
        assert!(!tests.is_empty(), "{id}: a test would fail without it");
        for test in tests {
            let (story, name) =
                test.split_once("::").unwrap_or_else(|| panic!("{id}: {test} is a story::test"));
            assert!(listed.contains(&format!("mod {story};")), "{id}: {story} is a story");
            let text = read(suite.join(format!("{story}.rs")));
            assert!(text.contains(&format!("#[test]\nfn {name}()")), "{id}: {test} is a test");
        }
    }
}

#[test]
fn the_book_reads_every_rule_with_its_clause() {
    let rows = rows();
    for (_, region, _) in REGIONS {
        let policy = policy(region);
        let book: Vec<_> = policy.book().collect();
        let mut seen = BTreeSet::new();
        for row in rows.iter().filter(|row| row.region() == region) {
            let Some(title) = row.at.strip_prefix("rule.") else { continue };
            let line = book.iter().find(|line| line.title == title && !line.is_duty);
            let source = line.and_then(|line| line.source);
            let source = source.unwrap_or_else(|| panic!("{}: 地区の決まり lists 「{title}」", row.id));
            assert!(squeezed(&source.quotation).contains(&squeezed(&row.quote)), "{}: word for word", row.id);
            assert!(policy.cite(source).starts_with(&policy.short), "{}: with whose clause it is", row.id);
            seen.insert(title);
        }
        assert!(seen.len() >= 5, "{region}: its rules were looked at: {seen:?}");
        let duties = book.iter().filter(|line| line.is_duty).count();
        assert_eq!(
            (duties, book.len() - duties),
            (policy.duties.len(), policy.rules.len()),
            "{region}: whole"
        );
    }
}

/// Counts where the requirements are met, and tells it in every run: `std::io::stderr` is not held back by the tests.
#[test]
fn every_region_s_requirements_are_counted() {
    let mut counts: BTreeMap<(&str, Place), usize> = BTreeMap::new();
    let rows = rows();
    for row in &rows {
        *counts.entry((row.region(), row.place)).or_default() += 1;
    }
    use Place::{Duty, Form, Guard, Ledger, Rule, Setting};
    let places = [Duty, Guard, Form, Setting, Ledger, Rule];
    let mut table = "          duty guard form setting ledger rule all\n".to_owned();
    for (_, region, all) in REGIONS {
        let of = places.map(|place| counts.get(&(region, place)).copied().unwrap_or_default());
        let [duty, guard, form, setting, ledger, rule] = of;
        let line = format!("{region:9} {duty:4} {guard:5} {form:4} {setting:7} {ledger:6} {rule:4} {all:3}");
        writeln!(table, "{line}").unwrap();
        assert_eq!(of.iter().sum::<usize>(), all, "{region}: every row has its place");
    }
    writeln!(std::io::stderr(), "\nThe {} requirements and their places:\n{table}", rows.len()).unwrap();
    expect![[r#"
                  duty guard form setting ledger rule all
        kiyose      12     2    1       1     10    4  30
        asaka       14     3    5       0      3   11  36
        miyazaki    19     5    0       1      7   18  50
        kumagaya    11     5    0       0      4    9  29
        itabashi    10     1    0       2      6    5  24
    "#]]
    .assert_eq(&table);
}
