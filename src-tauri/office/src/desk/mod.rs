//! What the manager does: one function per act. Owns the open vault and what the program ships;
//! takes the time as an argument and leaves windows, dialogs and sentences to others.

mod first_start;
mod office;
mod region;
mod staff;
mod leaving;
mod log;
mod password;
mod submission;
mod bundle;
mod personal_data;
mod yearly_report;
mod import;
mod care_recipient;
mod consent;
mod photo_consent;
mod recipient_end;
mod withdrawal;
mod disposal;
mod group;
mod member_paper;
mod membership;
mod device;
mod takeout;
mod training;
mod guideline_check;
mod incident;
mod ledger;
mod mistake;
mod history;
mod export;
mod ledger_paper;
mod signed_paper;
mod binder;
mod scan;
mod scan_folder;
mod made_paper;
mod paper;
mod own_form;
mod packet;
mod print_job;
mod today;
mod search;
mod targets;
mod draft;
mod keys;
mod practice;
#[cfg(test)]
mod growth;

use std::path::Path;
use std::sync::Arc;

use crate::domain::{Moment, passphrase};
use crate::forms::Catalog;
use crate::pdf::Fonts;
use crate::policy::Policy;
use crate::store::{Cost, Vault};
use crate::{Error, Result};

pub use binder::BinderOrder;
pub use bundle::{BundleHit, BundleOffer, BundlePlan, MadeBundle};
pub use consent::ConsentRecord;
pub use export::{Export, ExportFormat};
pub use first_start::SetupStep;
pub use import::{CellRemark, ImportPlan, ImportPreview, ImportRow, SameAs, Undone, read_tables};
pub use keys::OlderCopy;
pub use leaving::LeavingRecord;
pub use ledger_paper::{Ledger, LedgerOrder, MembersOf};
pub use log::{CheckedLog, LogCode, WrongAct};
pub use made_paper::MadePaper;
pub use office::FormSetting;
pub use own_form::{OwnFormCard, OwnFormLine, OwnFormValue, write_file};
pub use packet::Packet;
pub use paper::{PaperOrder, PaperRecord};
pub use password::PasswordLine;
pub use personal_data::{PersonalHit, PersonalKind};
pub use practice::PRACTICE_PASSPHRASE;
pub use print_job::PrintChoices;
pub use scan::{Incoming, ScanRecord, SheetRecord, Taken};
pub use scan_folder::ScanFolder;
pub use search::{Found, Portion};
pub use today::{ClosedDuty, OpenDuty, Today};
pub use yearly_report::{YearlyRow, YearlyShown};

pub use crate::parcel::{
    CheckedFile, CheckedParcel, FileState, ParcelFile, SignatureState, open_folder, open_zip,
    password as zip_password, write_folder, zip,
};
pub use crate::pdf::blank::MOST_BYTES as MOST_BLANK_BYTES;
pub use crate::sheet::{LARGEST_FILE as MOST_TABLE_BYTES, Oddity, Place, Row as TableRow, Table};
pub use crate::store::files::read_small as read_file;
pub use crate::store::group::{GroupLine, GroupLineKind};
pub use crate::store::search::TakenBack;
pub use crate::store::{HistoryEntry, HistoryOf, Role, User};

/// What ships with the program and is the same for every office.
pub struct Shelf {
    /// The forms and policies of all regions.
    pub catalog: Catalog,
    /// The fonts of the papers.
    pub fonts: Fonts,
}

impl Shelf {
    /// Reads the folders `forms` and `assets` of the program.
    ///
    /// # Errors
    /// [`Error::FormsFaulty`] naming file and line; [`Error::File`].
    pub fn load(program: &Path) -> Result<Shelf> {
        Ok(Shelf {
            catalog: Catalog::load(&program.join("forms"))?,
            fonts: Fonts::load(&program.join("assets").join("fonts"))?,
        })
    }
}

/// The manager's desk: an unlocked vault and everything that can be done with it.
pub struct Desk {
    vault: Vault,
    shelf: Arc<Shelf>,
    /// Which two groups of the recovery key are typed back, counted from 1.
    recovery_groups: (usize, usize),
}

impl Desk {
    /// Makes the vault of a new office.
    ///
    /// # Errors
    /// [`Error::Fields`] when the passphrase is too weak or the second one differs; those of [`Vault::create`].
    pub fn create(dir: &Path, typed: &str, again: &str, shelf: Arc<Shelf>, now: Moment) -> Result<Desk> {
        check_passphrase(typed, again, &[])?;
        let vault = Vault::create(dir, typed, Cost::calibrated(), env!("CARGO_PKG_VERSION"), now)?;
        Ok(Desk::at(vault, shelf))
    }

    /// Whether the folder has an office's vault, or what is left of one.
    pub fn is_present(dir: &Path) -> bool {
        Vault::is_present(dir)
    }

    /// Unlocks the office's vault.
    ///
    /// # Errors
    /// Those of [`Vault::unlock`].
    pub fn unlock(dir: &Path, passphrase: &str, shelf: Arc<Shelf>, now: Moment) -> Result<Desk> {
        Ok(Desk::at(Vault::unlock(dir, passphrase, now)?, shelf))
    }

    /// Unlocks with the recovery key and sets a new passphrase. Nothing is known yet of the people behind the
    /// lock, so their names are not looked for in it.
    ///
    /// # Errors
    /// As [`Desk::create`], and those of [`Vault::recover`].
    pub fn recover(
        dir: &Path,
        recovery_key: &str,
        typed: &str,
        again: &str,
        shelf: Arc<Shelf>,
        now: Moment,
    ) -> Result<Desk> {
        check_passphrase(typed, again, &[])?;
        Ok(Desk::at(Vault::recover(dir, recovery_key, typed, now)?, shelf))
    }

    fn at(vault: Vault, shelf: Arc<Shelf>) -> Desk {
        Desk { vault, shelf, recovery_groups: first_start::two_groups() }
    }

    /// Closes the vault and drops its keys.
    ///
    /// # Errors
    /// A disk that cannot be written.
    pub fn lock(self, now: Moment) -> Result<()> {
        self.vault.lock(now)
    }

    /// Whether this is the practice office.
    pub fn is_practice(&self) -> bool {
        self.vault.is_practice()
    }

    /// What ships with the program.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The policy of the office's region.
    ///
    /// # Errors
    /// [`Error::NotFound`] before the region was chosen.
    pub fn policy(&self) -> Result<&Policy> {
        let region = self.region()?.ok_or(Error::NotFound { noun: "region" })?;
        self.shelf.catalog.policy(&region).ok_or(Error::NotFound { noun: "region" })
    }

    /// The vault, for the checks of the log.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }
}

/// The rule of L1, and the two typed passphrases alike. `known`: names of the office and of people in it.
fn check_passphrase(typed: &str, again: &str, known: &[String]) -> Result<()> {
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    passphrase::check(typed, &known).map_err(|code| Error::field("passphrase", code))?;
    if typed == again { Ok(()) } else { Err(Error::field("again", crate::ProblemCode::PassphraseDiffers)) }
}
