//! Faults of the files under `forms/`: where they are, what is wrong, what to write instead.
//!
//! The one place of this crate with sentences: whoever edits such a file reads them, and they say
//! nothing about people.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::FormFault;

/// Collects the faults of all files, so that they are told at once.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<FormFault>,
}

/// One file that is being read.
#[derive(Debug)]
pub struct Opened<'f> {
    faults: &'f mut Faults,
    file: String,
    text: String,
}

impl Faults {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// All of them, in the order of reading.
    pub fn into_list(self) -> Vec<FormFault> {
        self.list
    }

    /// Opens a file below `forms`; one that cannot be read is a fault.
    pub fn open(&mut self, forms: &Path, path: &Path) -> Option<Opened<'_>> {
        let below = path.strip_prefix(forms).unwrap_or(path);
        let file = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        match std::fs::read_to_string(path) {
            Ok(text) => Some(Opened { faults: self, file, text }),
            Err(error) => {
                let (message, instead) = match error.kind() {
                    std::io::ErrorKind::InvalidData => {
                        ("文字コードが UTF-8 ではありません。", "UTF-8 で保存し直してください。")
                    }
                    std::io::ErrorKind::NotFound => (
                        "ファイルがありません。",
                        "ほかの地区の同じ名前のファイルを手本にして作ってください。",
                    ),
                    _ => ("ファイルを読めません。", "ファイルを閉じてから、もう一度開いてください。"),
                };
                self.list.push(FormFault { file, line: 0, message: message.into(), instead: instead.into() });
                None
            }
        }
    }
}

impl Opened<'_> {
    /// Reads the file as `T`; the first thing that does not fit is a fault with its line.
    pub fn parse<T: DeserializeOwned>(&mut self) -> Option<T> {
        match toml::from_str(&self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                let (message, instead) = explained(error.message());
                self.fault(error.span().unwrap_or(0..0), message, instead);
                None
            }
        }
    }

    /// A fault at a place of the file.
    pub fn fault(&mut self, span: Range<usize>, message: String, instead: impl Into<String>) {
        let line = self.text[..span.start.min(self.text.len())].matches('\n').count() + 1;
        self.faults.list.push(FormFault { file: self.file.clone(), line, message, instead: instead.into() });
    }
}

/// The reader's English in the words of a person who edits the file.
fn explained(message: &str) -> (String, String) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [name, choices @ ..] if message.starts_with("unknown field") => (
            format!("『{name}』という項目はありません。"),
            format!("つづりを確かめてください。ここに書けるのは {} です。", choices.join("、")),
        ),
        [name, choices @ ..] if message.starts_with("unknown variant") => (
            format!("『{name}』は選べません。"),
            format!("{} のどれかを書いてください。", choices.join("、")),
        ),
        [name] if message.starts_with("missing field") => {
            (format!("『{name}』がありません。"), format!("{name} = \"…\" の行を足してください。"))
        }
        [name] if message.starts_with("duplicate field") => {
            (format!("『{name}』が二度書かれています。"), "どちらかの行を消してください。".to_owned())
        }
        _ if message.starts_with("invalid type") => (
            format!("書き方が違います（{message}）。"),
            "文は \"…\" で、数はそのまま、はい・いいえは true・false で書いてください。".to_owned(),
        ),
        _ => (
            format!("ここから先を読めません（{message}）。"),
            "引用符 \" と角かっこ [ ] が、二つずつそろっているか確かめてください。".to_owned(),
        ),
    }
}
