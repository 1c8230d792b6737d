//! The catalogue: every region, edition and paper found below `forms/`.
//!
//! A region is a folder `<region>/<edition>` with `policy.toml` and its papers; `common` holds the
//! papers no policy words. Adding a region is adding a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::binder::{self, Binder};
use super::bundle::{self, BundleWords};
use super::definition::{Definition, Marks};
use super::export::{self, ExportWords};
use super::history::{self, HistoryWords};
use super::ledger::{self, Ledger};
use super::sheets::{self, Sheets};
use super::yearly_report::{self, YearlyWords};
use crate::policy::{Duty, Faults, FormKind, Policy};
use crate::{Error, Result};

/// Where the papers that no policy words stand.
const COMMON: &str = "common";
/// The words common to all papers, in [`COMMON`].
const MARKS: &str = "paper";
/// The duties that no policy words, in [`COMMON`].
const DUTIES: &str = "duties";

/// All regions with their papers.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// By region, then from the oldest edition to the newest.
    editions: Vec<Edition>,
    common: Vec<Definition>,
    ledgers: Vec<Ledger>,
    yearly: YearlyWords,
    binder: Binder,
    sheets: Sheets,
    export: ExportWords,
    history: HistoryWords,
    bundle: BundleWords,
    marks: Arc<Marks>,
}

/// One folder `<region>/<edition>`.
#[derive(Debug, Clone)]
struct Edition {
    policy: Policy,
    papers: Vec<Definition>,
}

/// What an office does where its region's policy is silent; a duty of the region with the same key stands before it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeDuties {
    #[serde(default)]
    duty: Vec<Duty>,
}

impl Catalog {
    /// Reads everything below `forms`.
    ///
    /// # Errors
    /// [`Error::FormsFaulty`] with every file that cannot be used, its line and what to write
    /// instead; [`Error::File`] when the folder itself cannot be read.
    pub fn load(forms: &Path) -> Result<Catalog> {
        let mut faults = Faults::default();
        let common = forms.join(COMMON);
        let marks =
            faults.open(forms, &common.join(format!("{MARKS}.toml"))).and_then(|mut file| file.parse());
        let marks: Arc<Marks> = Arc::new(marks.unwrap_or_default());
        let mut catalog = Catalog {
            editions: Vec::new(),
            common: Vec::new(),
            ledgers: Ledger::read(forms, &common, &mut faults),
            yearly: YearlyWords::read(forms, &common, &mut faults),
            binder: Binder::read(forms, &common, &mut faults),
            sheets: Sheets::read(forms, &common, &mut faults),
            export: ExportWords::read(forms, &common, &mut faults),
            history: HistoryWords::read(forms, &common, &mut faults),
            bundle: BundleWords::read(forms, &common, &mut faults),
            marks,
        };
        for path in papers_in(&common)? {
            catalog.common.extend(Definition::read(forms, &path, None, &catalog.marks, &mut faults));
        }
        let office_duties =
            faults.open(forms, &common.join(format!("{DUTIES}.toml"))).and_then(|mut file| file.parse());
        let OfficeDuties { duty: office_duties } = office_duties.unwrap_or_default();
        for region in folders_in(forms)?.iter().filter(|folder| !folder.ends_with(COMMON)) {
            for folder in folders_in(region)? {
                let Some(policy) = Policy::read(forms, &folder, &office_duties, &mut faults) else {
                    continue;
                };
                let papers = papers_in(&folder)?;
                let papers = (papers.iter())
                    .filter_map(|path| {
                        Definition::read(forms, path, Some(&policy), &catalog.marks, &mut faults)
                    })
                    .collect();
                catalog.editions.push(Edition { policy, papers });
            }
        }
        match faults.into_list() {
            list if list.is_empty() => Ok(catalog),
            list => Err(Error::FormsFaulty(list)),
        }
    }

    /// The newest edition of each region.
    pub fn regions(&self) -> impl Iterator<Item = &Policy> {
        let newest = |(at, edition): (usize, &Edition)| {
            let next = self.editions.get(at + 1);
            next.is_none_or(|next| next.policy.region != edition.policy.region)
        };
        (self.editions.iter().enumerate())
            .filter(move |edition| newest(*edition))
            .map(|(_, edition)| &edition.policy)
    }

    /// The newest edition of a region.
    pub fn policy(&self, region: &str) -> Option<&Policy> {
        self.newest(region).map(|edition| &edition.policy)
    }

    /// The first paper of a kind in the newest edition of a region.
    pub fn form(&self, region: &str, kind: FormKind) -> Option<&Definition> {
        self.forms(region, kind).next()
    }

    /// Every paper of a kind in the newest edition of a region, by number (朝霞: the pledge of the
    /// office is 様式1, the text, and 様式3, the signatures).
    pub fn forms(&self, region: &str, kind: FormKind) -> impl Iterator<Item = &Definition> {
        self.papers(region).filter(move |paper| paper.kinds.contains(&kind))
    }

    /// Every paper in the newest edition of a region, by number.
    pub fn papers(&self, region: &str) -> impl Iterator<Item = &Definition> {
        self.newest(region).into_iter().flat_map(|edition| &edition.papers)
    }

    /// A paper as it was printed once, by its edition and kind, with the rules of then: older editions, and regions the
    /// office has left, stay readable.
    pub fn printed(&self, region: &str, edition: &str, kind: FormKind) -> Option<(&Policy, &Definition)> {
        let mut editions = self.editions.iter();
        let found =
            editions.find(|there| there.policy.region == region && there.policy.edition == edition)?;
        let paper = found.papers.iter().find(|paper| paper.kinds.contains(&kind))?;
        Some((&found.policy, paper))
    }

    /// A paper that no policy words, by the name of its file, e.g. `recovery-sheet`.
    pub fn common(&self, file: &str) -> Option<&Definition> {
        self.common.iter().find(|paper| paper.file == file)
    }

    /// A ledger as it is printed, by its name, e.g. `devices`.
    pub fn ledger(&self, key: &str) -> Option<&Ledger> {
        self.ledgers.iter().find(|ledger| ledger.key == key)
    }

    /// The words of the yearly report.
    pub fn yearly(&self) -> &YearlyWords {
        &self.yearly
    }

    /// The words and parts of the audit binder.
    pub fn binder(&self) -> &Binder {
        &self.binder
    }

    /// The words and tables of the export of everything.
    pub fn export(&self) -> &ExportWords {
        &self.export
    }

    /// The words of the log.
    pub fn history(&self) -> &HistoryWords {
        &self.history
    }

    /// The columns of the tables of Excel and CSV.
    pub fn sheets(&self) -> &Sheets {
        &self.sheets
    }

    /// The words of the papers around a bundle.
    pub fn bundle(&self) -> &BundleWords {
        &self.bundle
    }

    /// The words common to all papers.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Every paper of every edition.
    pub fn all(&self) -> impl Iterator<Item = &Definition> {
        self.editions.iter().flat_map(|edition| &edition.papers).chain(&self.common)
    }

    fn newest(&self, region: &str) -> Option<&Edition> {
        self.editions.iter().rfind(|edition| edition.policy.region == region)
    }
}

/// The folders in a folder, by name, without hidden ones.
fn folders_in(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries_in(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

/// The papers in a folder, by name: every `.toml` but those that are no papers.
fn papers_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_paper = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default();
        path.extension().is_some_and(|extension| extension == "toml")
            && stem != "policy"
            && stem != MARKS
            && stem != DUTIES
            && stem != ledger::FILE
            && stem != yearly_report::FILE
            && stem != binder::FILE
            && stem != sheets::FILE
            && stem != export::FILE
            && stem != history::FILE
            && stem != bundle::FILE
    };
    Ok(entries_in(folder)?.into_iter().filter(is_paper).collect())
}

fn entries_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        // Editors and file managers leave hidden files; they are no business of ours.
        if !path.file_name().unwrap_or_default().to_string_lossy().starts_with(['.', '~']) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
