//! What the program holds while it runs: the data folder, what ships with it, the desk once unlocked, the
//! papers that wait to be printed, and how the window looks. Leaves every act to `office::desk`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use office::desk::{Desk, Export, MadePaper, ScanFolder, Shelf};
use office::domain::wareki;
use office::{Error, Result};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::failure::Answer;
use crate::incoming::TableFile;
use crate::show;
use crate::wire::{AppState, Failure, PaperShown, Stage};

/// Sizes of type on offer, in percent.
const TEXT_SCALES: [u32; 5] = [100, 125, 150, 175, 200];

/// The one state behind all commands.
pub struct Session {
    held: Mutex<Held>,
    /// Files that were dropped on the window and not taken in yet; by itself, so that dropping never waits.
    dropped: Mutex<Vec<PathBuf>>,
}

/// What a command works with.
pub struct Held {
    home: PathBuf,
    shelf: Result<Arc<Shelf>>,
    /// The open desk.
    pub desk: Option<Desk>,
    /// Papers that were made since unlocking; a handle is a place in this list.
    pub papers: Vec<MadePaper>,
    /// An export on its way; dropped, nothing is left of it.
    pub export: Option<Export>,
    /// The scanner's folder as it was last looked at since unlocking.
    pub scan_folder: Option<ScanFolder>,
    /// The parcel whose password is asked for.
    pub parcel: Option<PathBuf>,
    /// The table that is being looked at, until it is taken over or left.
    pub tables: Option<TableFile>,
    look: Look,
    trouble: Option<Failure>,
}

/// How the window looks: kept outside the vault, because the lock screen needs it. Nothing personal.
#[derive(Serialize, Deserialize)]
struct Look {
    text_scale: u32,
}

impl Session {
    /// `home` is the data folder, `program` the folder with `forms` and `assets`.
    pub fn new(home: PathBuf, program: &Path) -> Session {
        let look = std::fs::read_to_string(home.join("look.json")).ok();
        let look = look.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Look { text_scale: 100 });
        let held = Held {
            shelf: Shelf::load(program).map(Arc::new),
            home,
            desk: None,
            papers: Vec::new(),
            export: None,
            scan_folder: None,
            parcel: None,
            tables: None,
            look,
            trouble: None,
        };
        held.wipe_papers();
        Session { held: Mutex::new(held), dropped: Mutex::default() }
    }

    /// The state; a command that panicked leaves it usable for the next.
    pub fn hold(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps which files were dropped on the window until they are asked for.
    pub fn drop_files(&self, paths: &[PathBuf]) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(paths);
    }

    /// The dropped files, each once.
    pub fn take_dropped(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.dropped.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Runs one act at the open desk.
    ///
    /// # Errors
    /// [`Error::Locked`], and those of the act.
    pub fn at_desk<T>(&self, act: impl FnOnce(&mut Desk) -> Result<T>) -> Answer<T> {
        let mut held = self.hold();
        let desk = held.desk.as_mut().ok_or(Error::Locked)?;
        Ok(act(desk)?)
    }

    /// Runs one act at the open desk with the table that is being looked at.
    ///
    /// # Errors
    /// As [`Session::at_desk`]; [`Error::NotFound`] when none is.
    pub fn at_tables<T>(&self, act: impl FnOnce(&mut Desk, &TableFile) -> Result<T>) -> Answer<T> {
        let mut held = self.hold();
        let Held { desk, tables, .. } = &mut *held;
        let desk = desk.as_mut().ok_or(Error::Locked)?;
        Ok(act(desk, tables.as_ref().ok_or(Error::NotFound { noun: "table" })?)?)
    }

    /// Runs one act and answers with the state of the program.
    ///
    /// # Errors
    /// As [`Session::at_desk`].
    pub fn then_state(&self, act: impl FnOnce(&mut Desk) -> Result<()>) -> Answer<AppState> {
        self.at_desk(act)?;
        self.hold().state()
    }
}

impl Held {
    /// The folder of the office's vault.
    pub fn office_folder(&self) -> PathBuf {
        self.home.join("office")
    }

    /// The folder of the practice office.
    pub fn practice_folder(&self) -> PathBuf {
        self.home.join("practice")
    }

    /// Papers on their way to the viewer; wiped at start, lock and exit.
    pub fn paper_folder(&self) -> PathBuf {
        self.home.join("tmp")
    }

    /// What ships with the program.
    ///
    /// # Errors
    /// [`Error::FormsFaulty`] and others, each time it is asked for, so that no screen goes on without it.
    pub fn shelf(&self) -> Answer<Arc<Shelf>> {
        match &self.shelf {
            Ok(shelf) => Ok(Arc::clone(shelf)),
            Err(Error::FormsFaulty(faults)) => Err(Error::FormsFaulty(faults.clone()).into()),
            Err(error) => Err(Failure::named(error.code())),
        }
    }

    /// Seats the manager at an opened desk; a desk that was open before is locked.
    ///
    /// # Errors
    /// Those of locking.
    pub fn seat(&mut self, desk: Desk) -> Answer<AppState> {
        self.leave()?;
        self.trouble = None;
        self.desk = Some(desk);
        self.state()
    }

    /// Locks: closes the vault, forgets the papers, wipes the files on their way to the viewer.
    ///
    /// # Errors
    /// A disk that cannot be written.
    pub fn leave(&mut self) -> Answer<()> {
        self.papers.clear();
        self.export = None;
        self.scan_folder = None;
        self.tables = None;
        self.wipe_papers();
        match self.desk.take() {
            Some(desk) => Ok(desk.lock(clock::now())?),
            None => Ok(()),
        }
    }

    /// Makes a paper at the desk and keeps it under a handle until the program locks.
    ///
    /// # Errors
    /// [`Error::Locked`], and those of making it.
    pub fn keep_paper(&mut self, make: impl FnOnce(&mut Desk) -> Result<MadePaper>) -> Answer<PaperShown> {
        let made = make(self.desk.as_mut().ok_or(Error::Locked)?)?;
        let shown = show::paper_shown(self.papers.len(), &made);
        self.papers.push(made);
        Ok(shown)
    }

    /// Keeps why the vault cannot be opened, for the lock screen.
    pub fn note_trouble(&mut self, failure: Failure) -> Failure {
        let lasting = [
            "vault_damaged",
            "vault_foreign",
            "vault_newer",
            "keys_damaged",
            "already_open",
            "read_only_place",
        ];
        self.trouble = lasting.contains(&failure.code.as_str()).then(|| failure.clone());
        failure
    }

    /// Keeps the size of type.
    ///
    /// # Errors
    /// [`Error::Fields`] for a size not on offer.
    pub fn set_text_scale(&mut self, percent: u32) -> Answer<AppState> {
        if !TEXT_SCALES.contains(&percent) {
            return Err(Error::field("textScale", office::ProblemCode::NotAChoice).into());
        }
        self.look.text_scale = percent;
        std::fs::create_dir_all(&self.home).map_err(Error::from)?;
        let text = serde_json::to_string(&self.look).expect("a number is JSON");
        std::fs::write(self.home.join("look.json"), text).map_err(Error::from)?;
        self.state()
    }

    /// What the window needs before it draws anything.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn state(&self) -> Answer<AppState> {
        let mut state = AppState {
            stage: if Desk::is_present(&self.office_folder()) { Stage::Locked } else { Stage::Empty },
            practice: false,
            setup_step: None,
            office_name: None,
            region_title: None,
            text_scale: self.look.text_scale,
            lock_minutes: 5,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            trouble: self.trouble.clone().or_else(|| self.shelf().err()),
            older: None,
            today: wareki::both(clock::now().today()),
        };
        if let Some(desk) = &self.desk {
            let step = desk.setup_step()?;
            state.stage = if step.is_some() { Stage::Setup } else { Stage::Open };
            state.setup_step = step.map(Into::into);
            state.practice = desk.is_practice();
            state.office_name = desk.office()?.map(|office| office.name);
            state.region_title = desk.policy().ok().map(|policy| policy.name.clone());
            state.lock_minutes = desk.lock_minutes()?;
            state.older = show::older(desk)?;
        }
        Ok(state)
    }

    fn wipe_papers(&self) {
        // A file that the viewer still holds open is wiped at the next start.
        let _ = std::fs::remove_dir_all(self.paper_folder());
    }
}
