//! The source tree as the rules see it. Owns which files count and what is code, not remark or test.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One file of ours.
pub struct Source {
    /// From the root, with `/` on every system.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Folders that tools make.
const MADE: &[&str] = &[".git", ".node", ".peers", "target", "node_modules", "dist", "out", "gen"];

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut found = Vec::new();
    read_folder(&root(), &mut found);
    found.sort_by(|a: &Source, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "the tree was found");
    found
});

/// Every text file of ours, read once.
pub fn sources() -> &'static [Source] {
    &SOURCES
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands at the root").to_owned()
}

fn read_folder(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the tree is readable").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if !MADE.iter().any(|made| name == *made) {
                read_folder(&path, found);
            }
        } else if path.ends_with("suite/tidy/mod.rs") {
            // It shows what is wrong, to see whether the rules notice.
        } else if let Ok(text) = fs::read_to_string(&path) {
            // What is not UTF-8 is a font or a picture.
            let path =
                path.strip_prefix(root()).expect("under the root").to_string_lossy().replace('\\', "/");
            found.push(Source::new(&path, &text));
        }
    }
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// The part of the name after the last dot; empty without one.
    pub fn kind(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    pub fn is_under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// The code, line by line with line numbers: without remarks, and without the tests at the end.
    pub fn code(&self) -> Vec<(usize, String)> {
        // Tests that have outgrown their file stand in `tests.rs` or `tests/` beside it.
        let is_tests = self.is_under("src-tauri/")
            && (self.path.ends_with("/tests.rs") || self.path.contains("/tests/"));
        if is_tests {
            return Vec::new();
        }
        let text = self.text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let mut text: String = text.lines().flat_map(|line| [without_remark(line), "\n"]).collect();
        // Rust has no such remarks here, but globs (forms/*.toml) that look like their beginning.
        if matches!(self.kind(), "svelte" | "ts" | "css" | "mjs") {
            text = blank(&text, "/*", "*/");
        }
        if matches!(self.kind(), "svelte" | "html") {
            text = blank(&text, "<!--", "-->");
        }
        text.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned())).collect()
    }

    /// `path:line: what`, as editors and people look it up.
    pub fn says(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

/// Empties what stands between the marks and keeps its line breaks.
fn blank(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        let (inside, after) = after.split_once(close).unwrap_or((after, ""));
        kept.extend(inside.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    kept + rest
}

/// A line up to its `//`, unless that stands inside a string or an address.
fn without_remark(line: &str) -> &str {
    for (at, _) in line.match_indices("//") {
        let before = &line[..at];
        let in_string = before.matches('"').count() % 2 == 1;
        if !in_string && !before.ends_with(':') {
            return before;
        }
    }
    line
}
