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
                let fault = match error.kind() {
                    std::io::ErrorKind::InvalidData => Fault::NotUtf8,
                    std::io::ErrorKind::NotFound => Fault::NoFile,
                    _ => Fault::Unreadable,
                };
                self.list.push(fault.at(file, 0));
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
                self.fault(error.span().unwrap_or(0..0), Fault::Syntax(error.message()));
                None
            }
        }
    }

    /// The file as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A fault at a place of the file.
    pub fn fault(&mut self, span: Range<usize>, fault: Fault<'_>) {
        let line = self.text[..span.start.min(self.text.len())].matches('\n').count() + 1;
        self.faults.list.push(fault.at(self.file.clone(), line));
    }
}

/// What can be wrong with a file.
#[derive(Debug, Clone, Copy)]
pub enum Fault<'a> {
    /// The file is not there.
    NoFile,
    /// The file is not UTF-8.
    NotUtf8,
    /// The file cannot be read.
    Unreadable,
    /// What the reader of TOML says.
    Syntax(&'a str),
    /// `text` names a file that is not there.
    NoDocument(&'a str),
    /// A clause or a quotation is empty: the key.
    Empty(&'a str),
    /// A quotation is not in the document.
    NotInDocument,
    /// The region or the edition differs from the folder: the key, and the folder.
    FolderDiffers(&'a str, &'a str),
    /// A number of an article or item without its sentences.
    NoText,
    /// A roster that does not say how many people go on a sheet.
    NoRows,
    /// A block that prints nothing.
    EmptyBlock,
    /// A field or column with both a value and the hand, or neither: its label, and the key of the value.
    Undecided(&'a str, &'a str),
    /// A value the program does not know: its name, and those it knows.
    UnknownValue(&'a str, &'a str),
}

impl Fault<'_> {
    fn at(self, file: String, line: usize) -> FormFault {
        let (message, instead) = self.words();
        FormFault { file, line, message, instead }
    }

    /// What is wrong, and what to write instead.
    fn words(self) -> (String, String) {
        let plain = |message: &str, instead: &str| (message.to_owned(), instead.to_owned());
        match self {
            Fault::NoFile => {
                plain("ファイルがありません。", "ほかの地区の同じ名前のファイルを手本にして作ってください。")
            }
            Fault::NotUtf8 => plain("文字コードが UTF-8 ではありません。", "UTF-8 で保存し直してください。"),
            Fault::Unreadable => {
                plain("ファイルを読めません。", "ファイルを閉じてから、もう一度開いてください。")
            }
            Fault::Syntax(message) => explained(message),
            Fault::NoDocument(name) => (
                format!("『{name}』というファイルがありません。"),
                "このフォルダーにあるファイルの名前を書いてください。".to_owned(),
            ),
            Fault::Empty(key) => (
                format!("『{key}』が空です。"),
                "運用ルールの条と、その文をそのまま書いてください。".to_owned(),
            ),
            Fault::NotInDocument => plain(
                "『quotation』の文が、運用ルールの本文にありません。",
                "本文の文を、一字も変えずに書き写してください。",
            ),
            Fault::FolderDiffers(key, folder) => (
                format!("『{key}』が、フォルダーの名前『{folder}』と違います。"),
                format!("{key} = \"{folder}\" と書くか、フォルダーの名前を直してください。"),
            ),
            Fault::NoText => {
                plain("『text』がありません。", "番号の次の行に text = \"…\" を足してください。")
            }
            Fault::NoRows => {
                plain("『rows』がありません。", "一枚に何人かを、rows = 10 のように書いてください。")
            }
            Fault::EmptyBlock => plain(
                "この [[block]] に、印刷するものがありません。",
                "title、heading、article と text、item と text、text、line、note のどれかを書くか、この [[block]] を消してください。",
            ),
            Fault::Undecided(label, key) => (
                format!("『{label}』に何が入るか分かりません。"),
                format!(
                    "印刷する値を {key} = \"…\" で、手書きなら by_hand = true と、どちらか一つを書いてください。"
                ),
            ),
            Fault::UnknownValue(name, choices) => {
                (format!("『{name}』という値はありません。"), format!("使える値は {choices} です。"))
            }
        }
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
        [name @ ("clause" | "quotation")] if message.starts_with("missing field") => {
            (format!("『{name}』がありません。"), format!("source.{name} = \"…\" の行を足してください。"))
        }
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
