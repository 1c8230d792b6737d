//! Other programs at the same work. Owns what they are given and how they stand in the table; `tests/bench/peers.py`
//! has the programs, and `./dev bench` brings them.

use std::path::{Path, PathBuf};
use std::process::Command;

use office::Result;
use office::pdf::fonts::FontName;
use office::pdf::layout::{Item, Page};
use serde::Deserialize;
use serde_json::json;

use super::table;

/// The folder that the peers work in.
pub struct Peers {
    program: PathBuf,
    folder: PathBuf,
}

/// What the peers needed for one piece of work.
pub struct Answers(Vec<Answer>);

#[derive(Deserialize)]
struct Answer {
    name: String,
    /// Why there is no figure.
    missing: Option<String>,
    /// Processor time.
    #[serde(default)]
    seconds: f64,
    /// Most memory, in KiB.
    #[serde(default)]
    peak: f64,
    /// What was made.
    #[serde(default)]
    bytes: f64,
}

impl Peers {
    pub fn new(program: &Path, folder: PathBuf) -> Result<Peers> {
        std::fs::create_dir_all(folder.join("pages"))?;
        std::fs::create_dir_all(folder.join("files"))?;
        Ok(Peers { program: program.to_owned(), folder })
    }

    /// Gives the peers a file.
    pub fn give(&self, name: &str, bytes: &[u8]) -> Result<()> {
        Ok(std::fs::write(self.folder.join(name), bytes)?)
    }

    /// Gives them a page to set: its words, rules and boxes with their places, in pt from the upper left corner.
    pub fn give_page(&self, at: usize, page: &Page) -> Result<()> {
        let (mut runs, mut rules, mut boxes) = (Vec::new(), Vec::new(), Vec::new());
        for item in &page.items {
            match item {
                Item::Run(run) => {
                    let style = match run.line.glyphs.first().map(|placed| placed.glyph.font) {
                        Some(FontName::Gothic) => "gothic",
                        Some(FontName::GothicBold) => "bold",
                        _ => "mincho",
                    };
                    runs.push(json!([run.x, run.y, run.size, style, run.text()]));
                }
                Item::Rule { from, to, weight, dotted } => {
                    rules.push(json!([from.0, from.1, to.0, to.1, weight, dotted]));
                }
                Item::Picture(..) => {}
                Item::Shape(areas) => {
                    boxes.extend(areas.iter().map(|one| json!([one.left, one.top, one.right, one.bottom])));
                }
            }
        }
        let page = json!({ "runs": runs, "rules": rules, "boxes": boxes });
        self.give(&format!("pages/{at:03}.json"), page.to_string().as_bytes())
    }

    /// Lets them do one piece of work.
    pub fn ask(&self, work: &str) -> Answers {
        let python = self.program.join(".peers/bin/python");
        let asked = Command::new(python)
            .arg(self.program.join("tests/bench/peers.py"))
            .args([work.as_ref(), self.folder.as_os_str()])
            .output();
        let answers = asked.ok().and_then(|asked| serde_json::from_slice(&asked.stdout).ok());
        Answers(answers.unwrap_or_else(|| {
            let missing = Some("not there: ./dev bench brings them".to_owned());
            vec![Answer { name: "peers".into(), missing, seconds: 0.0, peak: 0.0, bytes: 0.0 }]
        }))
    }
}

impl Answers {
    /// Rows of their time for one of `papers`, beside ours.
    pub fn times(&self, ours: std::time::Duration, papers: u32) {
        self.rows(|one| one.seconds / f64::from(papers), ours.as_secs_f64(), table::ms);
    }

    /// Rows of their bytes for one of `papers`, beside ours.
    pub fn sizes(&self, ours: usize, papers: u32) {
        self.rows(|one| one.bytes / f64::from(papers), ours as f64, table::bytes);
    }

    /// Our most memory until now, and rows of theirs.
    pub fn peaks(&self, figure: &str) {
        let Some(ours) = table::peak() else { return };
        table::line(figure, &table::mib(ours), "", "");
        self.rows(|one| one.peak, ours, table::mib);
    }

    fn rows(&self, figure: impl Fn(&Answer) -> f64, ours: f64, show: impl Fn(f64) -> String) {
        for one in &self.0 {
            match &one.missing {
                Some(why) => println!("  {}: {why}", one.name),
                None => {
                    let theirs = figure(one);
                    table::line(
                        &format!("  {}", one.name),
                        "",
                        &show(theirs),
                        &format!("{:.2}", ours / theirs),
                    );
                }
            }
        }
    }
}
