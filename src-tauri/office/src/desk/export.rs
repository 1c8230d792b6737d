//! The export of everything, readable without this program: all tables as Excel or CSV, the kept papers as PDF, the
//! signed sheets as pictures. It grows part by part, so that the window can show how far it is, and be told to stop.

mod tables;

use std::path::{Path, PathBuf};

use super::Desk;
use crate::domain::Moment;
use crate::domain::id::{ConsentId, ScanId};
use crate::domain::keyed::keyed;
use crate::domain::yearly_report::YearlyReport;
use crate::forms::export::ExportWords;
use crate::forms::workbook::{Cell, WorkSheet, Workbook};
use crate::parcel::{Growing, ParcelFile};
use crate::sheet::guarded;
use crate::store::{Act, consent, scan, yearly_report};
use crate::xlsx;
use crate::{Error, MissingGlyph, Result};

use tables::Table;

/// How many characters that cannot be written are named at once.
const MOST_LOST: usize = 50;
/// How many papers or pictures are one step.
const AT_ONCE: usize = 40;

keyed! {
    /// As what the tables are written.
    ExportFormat {
        /// Workbooks of Excel.
        Excel = "excel",
        /// CSV in UTF-8, with its mark.
        Utf8 = "utf8",
        /// CSV as older programs in Japan read it.
        Cp932 = "cp932",
    }
}

/// An export on its way. Dropped before it is finished, nothing is left of it.
pub struct Export {
    format: ExportFormat,
    folder: Growing,
    steps: Vec<Step>,
    next: usize,
    /// A line for each kind of file: its name, what it is, how many entries or pages.
    index: Vec<[String; 3]>,
}

/// What is written at once.
enum Step {
    Tables,
    Papers(Vec<(String, KeptPaper)>),
}

/// Something kept as it was printed or came back.
enum KeptPaper {
    Consent(ConsentId, u32),
    Scan(ScanId),
    Report(Box<YearlyReport>),
    Workbook(Box<YearlyReport>),
}

impl Export {
    /// How many steps are done, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.steps.len())
    }
}

impl Desk {
    /// Begins an export into a new folder below `parent`, for who types the passphrase again.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], counted like a wrong try at the door; [`Error::Throttled`];
    /// [`Error::LostCharacters`] with the place of each character that CP932 cannot write, before anything is written;
    /// those of [`Growing::begin`].
    pub fn begin_export(
        &self,
        passphrase: &str,
        format: ExportFormat,
        parent: &Path,
        now: Moment,
    ) -> Result<Export> {
        self.vault.prove(passphrase, now)?;
        if format == ExportFormat::Cp932 {
            let tables = self.export_tables()?;
            let lost: Vec<_> = tables.iter().flat_map(lost_in).take(MOST_LOST).collect();
            if !lost.is_empty() {
                return Err(Error::LostCharacters(lost));
            }
        }
        let words = self.shelf.catalog.export();
        let name = words.folder.replace("{day}", &now.today().to_string());
        let mut steps = vec![Step::Tables];
        let (papers, index) = self.kept_papers(words)?;
        let mut papers = papers.into_iter().peekable();
        while papers.peek().is_some() {
            steps.push(Step::Papers(papers.by_ref().take(AT_ONCE).collect()));
        }
        Ok(Export { format, folder: Growing::begin(parent, &name)?, steps, next: 0, index })
    }

    /// Writes the next part.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnlyPlace`], [`Error::File`]; the export is then dropped.
    pub fn export_step(&self, export: &mut Export, now: Moment) -> Result<()> {
        let Some(step) = export.steps.get(export.next) else { return Ok(()) };
        match step {
            Step::Tables => {
                let words = self.shelf.catalog.export();
                let tables = self.export_tables()?;
                let mut index = Vec::new();
                for file in self.table_files(&tables, export.format, now)? {
                    export.folder.add(&file)?;
                    let table = tables.iter().find(|table| file.name.contains(&format!("_{}.", table.title)));
                    let (what, count) = match table {
                        Some(table) => (table.title.clone(), table.rows.len()),
                        None => (words.everything.clone(), tables.iter().map(|table| table.rows.len()).sum()),
                    };
                    index.push([file.name, what, count.to_string()]);
                }
                export.index.splice(0..0, index);
            }
            Step::Papers(papers) => {
                for (name, paper) in papers {
                    // A paper that was disposed of is not there any more.
                    if let Some(bytes) = self.kept_bytes(paper)? {
                        export.folder.add(&ParcelFile::new(name.clone(), bytes))?;
                    }
                }
            }
        }
        export.next += 1;
        Ok(())
    }

    /// Writes the list of all files, says in the log that everything left, and gives the folder its name.
    ///
    /// # Errors
    /// As [`Desk::export_step`]; [`Error::NotFound`] before its last step.
    pub fn finish_export(&mut self, mut export: Export, now: Moment) -> Result<PathBuf> {
        if export.next < export.steps.len() {
            return Err(Error::NotFound { noun: "export_step" });
        }
        let words = self.shelf.catalog.export();
        let index = Table {
            title: words.index.clone(),
            heads: words.index_columns.clone(),
            rows: export.index.iter().map(|line| line.to_vec()).collect(),
        };
        let file = match export.format {
            ExportFormat::Excel => workbook(&words.index, std::slice::from_ref(&index), now)?,
            format => ParcelFile::new(format!("00_{}.csv", words.index), csv_of(&index, format)?),
        };
        export.folder.add(&file)?;
        // First the word in the log: what left unsaid would be worse than what was said and failed.
        self.vault.transact(Act::new("export_all", "office"), now, |_| Ok(()))?;
        export.folder.finish()
    }

    /// One workbook with all tables and two that are taken over again as they are; or a CSV for each.
    fn table_files(&self, tables: &[Table], format: ExportFormat, now: Moment) -> Result<Vec<ParcelFile>> {
        let numbered =
            |at: usize, table: &Table, ending: &str| format!("{:02}_{}.{ending}", at + 1, table.title);
        if format != ExportFormat::Excel {
            let file = |(at, table)| Ok(ParcelFile::new(numbered(at, table, "csv"), csv_of(table, format)?));
            return tables.iter().enumerate().map(file).collect();
        }
        let everything = &self.shelf.catalog.export().everything;
        let mut files = vec![workbook(everything, tables, now)?];
        // The two that come first are also those that can be taken over into another office.
        for (at, table) in tables.iter().take(tables::TAKEN_OVER).enumerate() {
            let file = workbook(&table.title, std::slice::from_ref(table), now)?;
            files.push(ParcelFile::new(numbered(at, table, "xlsx"), file.bytes));
        }
        Ok(files)
    }

    /// Every kept paper with the name of its file, which names nobody; and a line of the index for each kind.
    #[allow(clippy::type_complexity, reason = "a list and its index")]
    fn kept_papers(&self, words: &ExportWords) -> Result<(Vec<(String, KeptPaper)>, Vec<[String; 3]>)> {
        let (mut consents, mut scans, mut reports) = (Vec::new(), Vec::new(), Vec::new());
        for one in self.consents()?.into_iter().rev() {
            let (versions, pictures) = self
                .vault
                .read(|db| Ok((consent::consent_versions(db, &one.id)?, scan::scans_of(db, &one.id)?)))?;
            let number = |pattern: &str| pattern.replace("{number}", &one.control_number);
            for version in versions.iter().filter(|version| !version.pdf_sha256.is_empty()) {
                let name = number(&words.consent_pdf).replace("{version}", &version.number.to_string());
                consents.push((format!("{name}.pdf"), KeptPaper::Consent(one.id.clone(), version.number)));
            }
            for (at, picture) in pictures.into_iter().filter(|scan| scan.has_picture).enumerate() {
                let name = number(&words.consent_scan).replace("{sheet}", &(at + 1).to_string());
                scans.push((format!("{name}.jpg"), KeptPaper::Scan(picture.id)));
            }
        }
        for report in self.vault.read(yearly_report::reports)? {
            let name = words.yearly_report.replace("{region}", &report.region);
            let name = name.replace("{year}", &report.year.to_string());
            let name = name.replace("{version}", &report.version.to_string());
            if report.has_workbook {
                reports.push((format!("{name}.xlsx"), KeptPaper::Workbook(Box::new(report.clone()))));
            }
            reports.push((format!("{name}.pdf"), KeptPaper::Report(Box::new(report))));
        }
        let mut index = Vec::new();
        let kinds = [(&words.consents, &consents), (&words.scans, &scans), (&words.reports, &reports)];
        for (what, papers) in kinds {
            if let (Some((first, _)), Some((last, _))) = (papers.first(), papers.last()) {
                let name = if first == last { first.clone() } else { format!("{first} … {last}") };
                index.push([name, what.clone(), papers.len().to_string()]);
            }
        }
        Ok((consents.into_iter().chain(scans).chain(reports).collect(), index))
    }

    fn kept_bytes(&self, paper: &KeptPaper) -> Result<Option<Vec<u8>>> {
        self.vault.read(|db| match paper {
            KeptPaper::Consent(id, version) => consent::consent_pdf(db, id, Some(*version)),
            KeptPaper::Scan(id) => scan::picture(db, id).map(Some),
            KeptPaper::Report(report) => yearly_report::pdf(db, report).map(Some),
            KeptPaper::Workbook(report) => yearly_report::workbook(db, report),
        })
    }
}

/// Tables as a workbook, a sheet each.
fn workbook(title: &str, tables: &[Table], now: Moment) -> Result<ParcelFile> {
    let sheet = |table: &Table| {
        let heads = table.heads.iter().map(|head| Cell::Head(head.clone())).collect();
        let row = |row: &Vec<String>| row.iter().map(|text| Cell::Text(text.clone())).collect();
        WorkSheet {
            name: table.title.clone(),
            widths: vec![18.0; table.heads.len()],
            rows: std::iter::once(heads).chain(table.rows.iter().map(row)).collect(),
        }
    };
    let book = Workbook {
        title: title.to_owned(),
        made_on: now.today(),
        sheets: tables.iter().map(sheet).collect(),
    };
    Ok(ParcelFile::new(format!("00_{title}.xlsx"), xlsx::write(&book)?))
}

/// A table as CSV: what a program could take for a formula is guarded (H3).
fn csv_of(table: &Table, format: ExportFormat) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(&table.heads).chain(&table.rows) {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(std::io::Error::from)?;
    }
    let utf8 = writer.into_inner().map_err(|error| std::io::Error::from(error.into_error().kind()))?;
    Ok(match format {
        ExportFormat::Cp932 => {
            // Every character was tried before.
            encoding_rs::SHIFT_JIS.encode(&String::from_utf8_lossy(&utf8)).0.into_owned()
        }
        _ => ["\u{FEFF}".as_bytes(), &utf8].concat(),
    })
}

/// The characters of a table that CP932 does not have, each with its place.
fn lost_in(table: &Table) -> Vec<MissingGlyph> {
    let mut lost = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        for (cell, head) in row.iter().zip(&table.heads) {
            for character in cell.chars().filter(|c| !c.is_ascii()) {
                let mut buffer = [0; 4];
                if encoding_rs::SHIFT_JIS.encode(character.encode_utf8(&mut buffer)).2 {
                    lost.push(MissingGlyph {
                        character: character.to_string(),
                        label: format!("{} {} {head}", table.title, at + 2),
                        owner: String::new(),
                    });
                }
            }
        }
    }
    lost
}
