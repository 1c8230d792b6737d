//! The open vault: who may open it, what may be read and changed, and how it is locked again.
//! Owns the connection, the keys and the lock of the running instance; leaves rows to the nouns' files.
//!
//! # Files in the folder
//! `vault.db` (encrypted), `keys.json` and `keys.json.1` (slots), `state.json` (counter, high-water mark),
//! `vault.lock` (held while open), `vault.db.new` (only while a vault is being made). None but the first
//! holds anything about a person.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::files;
use super::keys::{Cost, Key, Purpose, RootKey, random_id};
use super::log::{self, Act, ActRow, Author, LogCheck, LogHead};
use super::migrate;
use super::open::{self, Opened};
use super::recovery_key::RecoveryKey;
use super::slots::{Role, SlotFile, Slots, User};
use super::state::{State, Waiting, WaitingAct};
use crate::domain::Moment;
use crate::error::{Error, Result};

/// The version that stands in the log; all packages of the workspace share it.
const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// An open vault. Dropping it closes the file and wipes the keys; [`Vault::lock`] also notes the mark.
pub struct Vault {
    // First, so that the file is closed before the lock below is given up.
    connection: Connection,
    dir: PathBuf,
    root: RootKey,
    log_key: Key,
    slots: Slots,
    user: User,
    older: Option<Older>,
    slots_were_edited: bool,
    _lock: File,
}

/// The vault is older than when it was last seen: someone put an old copy back (A3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Older {
    /// The last act that was noted outside the file.
    pub marked: u64,
    /// The last act in the file.
    pub found: u64,
}

/// Making and opening.
impl Vault {
    /// Whether the folder has a vault, or what is left of one: then nothing may be created in its place.
    pub fn is_present(dir: &Path) -> bool {
        database(dir).exists() || SlotFile::in_folder(dir).is_present()
    }

    /// Makes a vault with one manager. The caller has checked the passphrase by `domain::passphrase`.
    ///
    /// Killed at any point, it leaves no vault, or one that the passphrase opens.
    ///
    /// # Errors
    /// [`Error::VaultExists`] when there is one; [`Error::ReadOnlyPlace`], [`Error::DiskFull`].
    pub fn create(dir: &Path, passphrase: &str, cost: Cost, app_version: &str, now: Moment) -> Result<Vault> {
        fs::create_dir_all(dir)?;
        let lock = take_lock(dir)?;
        if Vault::is_present(dir) {
            return Err(Error::VaultExists);
        }
        let root = RootKey::random()?;
        let mut slots = Slots::empty(random_id()?, cost.is_practice());
        let user = slots.add(Role::Manager, &root, passphrase, cost, now.today())?;
        make_database(dir, &root, &slots, &user, app_version, now)?;
        // From here on the new file counts as made: `finish_creation` gives it its name after a kill.
        let slots =
            SlotFile::in_folder(dir).write(&slots, &root, |read| read.opens(passphrase, &user.id, &root))?;
        finish_creation(dir)?;
        Vault::enter(dir, lock, root, slots, user, false, now)
    }

    /// Opens the vault for whoever has this passphrase. Tries each slot: use [`Vault::unlock_as`] when known.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::Throttled`]; [`Error::VaultMissing`] when there is none and
    /// [`Error::VaultDamaged`] when only its keys are left; [`Error::KeysDamaged`] (the recovery key helps);
    /// [`Error::VaultForeign`], [`Error::VaultNewer`], [`Error::AlreadyOpen`], [`Error::ReadOnlyPlace`],
    /// [`Error::DiskFull`].
    pub fn unlock(dir: &Path, passphrase: &str, now: Moment) -> Result<Vault> {
        Vault::unlock_slot(dir, None, passphrase, now)
    }

    /// Opens the vault for one person of [`Vault::login_list`]. Errors as [`Vault::unlock`].
    pub fn unlock_as(dir: &Path, user_id: &str, passphrase: &str, now: Moment) -> Result<Vault> {
        Vault::unlock_slot(dir, Some(user_id), passphrase, now)
    }

    /// Who can open the vault, by role; readable before unlocking, so without names.
    pub fn login_list(dir: &Path) -> Result<Vec<User>> {
        let found = SlotFile::in_folder(dir).read()?.ok_or(Error::VaultMissing)?;
        Ok(found.slots.users().cloned().collect())
    }

    /// Opens the vault with the printed key and sets a new passphrase for the manager (K7).
    ///
    /// Everything is verified before anything is written. People whose slots are intact keep them; a
    /// `keys.json` of another vault is put aside, not overwritten.
    ///
    /// # Errors
    /// [`Error::RecoveryKeyMistyped`], [`Error::RecoveryKeyForeign`]; those of [`Vault::unlock`] about files.
    pub fn recover(dir: &Path, recovery_key: &str, new_passphrase: &str, now: Moment) -> Result<Vault> {
        let root = RecoveryKey::read(recovery_key)?;
        let lock = enter_folder(dir)?;
        let file = SlotFile::in_folder(dir);
        let known = file
            .read()
            .unwrap_or_default()
            .map(|found| found.slots)
            .filter(|slots| slots.is_sealed_by(&root));
        if !database(dir).exists() {
            return Err(Error::VaultDamaged);
        }
        if known.is_none() && !open::is_opened_by(&database(dir), &root) {
            return Err(Error::RecoveryKeyForeign);
        }
        let meta = open::open(&database(dir), &root)?.meta;
        let is_ours = |slots: &Slots| slots.vault_id == meta.vault_id && slots.practice == meta.practice;
        let was_intact = known.as_ref().is_some_and(is_ours);
        let mut slots = known.filter(is_ours).unwrap_or_else(|| Slots::empty(meta.vault_id, meta.practice));
        let cost = cost_for(meta.practice);
        let manager = slots.users().find(|user| user.role == Role::Manager).map(|user| user.id.clone());
        let id = match manager {
            Some(id) => slots.set_passphrase(&id, &root, new_passphrase, cost, now.today()).map(|()| id)?,
            None => slots.add(Role::Manager, &root, new_passphrase, cost, now.today())?.id,
        };
        if !was_intact {
            file.put_aside()?;
        }
        let mut state = State::read(dir)?;
        state.wait_for_log(WaitingAct::new(Waiting::Recover, now, &id, Some(&id)));
        state.write(dir)?;
        let slots = file.write(&slots, &root, |read| read.opens(new_passphrase, &id, &root))?;
        let user = slots.user(&id)?.clone();
        Vault::enter(dir, lock, root, slots, user, false, now)
    }

    fn unlock_slot(dir: &Path, only: Option<&str>, passphrase: &str, now: Moment) -> Result<Vault> {
        let lock = enter_folder(dir)?;
        let mut state = State::read(dir)?;
        state.check_pause(dir, now)?;
        finish_creation(dir)?;
        let found = SlotFile::in_folder(dir).read()?.ok_or(Error::KeysDamaged)?;
        let Some((root, user)) = found.slots.open(passphrase, only)? else {
            state.record_failure(now);
            state.write(dir)?;
            return Err(Error::WrongPassphrase);
        };
        Vault::enter(dir, lock, root, found.slots, user, found.is_previous, now)
    }

    /// The root is right; now the file must be too. `mended`: the slots came from the previous `keys.json`.
    fn enter(
        dir: &Path,
        lock: File,
        root: RootKey,
        slots: Slots,
        user: User,
        mended: bool,
        now: Moment,
    ) -> Result<Vault> {
        if !database(dir).exists() {
            return Err(Error::VaultDamaged);
        }
        let (opened, migrated_from) = open_current(dir, &root)?;
        if opened.meta.vault_id != slots.vault_id || opened.meta.practice != slots.practice {
            return Err(Error::VaultForeign);
        }
        let mut vault = Vault {
            connection: opened.connection,
            dir: dir.to_owned(),
            log_key: root.derive(Purpose::Log),
            slots_were_edited: !slots.is_sealed_by(&root),
            root,
            slots,
            user,
            older: None,
            _lock: lock,
        };
        let mut state = State::read(dir)?;
        state.record_success();
        vault.older = vault.compare_with_mark(&state)?;
        if vault.older.is_none() {
            let mut acts = vec![Act::new("unlock", "vault")];
            acts.extend(vault.slots_were_edited.then(|| Act::new("keys_edited", "vault")));
            acts.extend(mended.then(|| Act::new("keys_mend", "vault")));
            acts.extend(
                migrated_from.map(|old| {
                    Act::new("migrate", "vault").because(format!("{old} → {}", migrate::newest()))
                }),
            );
            vault.note(&mut state, &acts, now)?;
        }
        state.write(dir)?;
        if !vault.slots_were_edited {
            SlotFile::in_folder(dir).settle(mended)?;
        }
        Ok(vault)
    }
}

/// Reading and changing.
impl Vault {
    /// Changes records and writes the act, both or neither: the act and the change are one transaction.
    ///
    /// # Errors
    /// Those of `work`; [`Error::DiskFull`]; [`Error::VaultOlder`] until [`Vault::accept_older`].
    pub fn transact<T>(
        &mut self,
        act: Act,
        now: Moment,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        if let Some(Older { marked, found }) = self.older {
            return Err(Error::VaultOlder { marked, found });
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        log::append(&transaction, &self.log_key, &author(&self.user), &act, now)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Keeps what is not an act: a draft of what is being typed. All or nothing, without a row in the log.
    pub fn jot<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = work(&transaction)?;
        transaction.commit()?;
        Ok(kept)
    }

    /// Reads. What should leave a trace (looking at a patient, printing) goes through [`Vault::transact`].
    pub fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        work(&self.connection)
    }

    /// The newest acts, newest first.
    pub fn acts(&self, limit: usize) -> Result<Vec<ActRow>> {
        log::newest_acts(&self.connection, limit)
    }

    /// Checks the whole log of acts.
    pub fn verify_log(&self) -> Result<LogCheck> {
        log::verify(&self.connection, &self.log_key)
    }

    /// Number and code of the last act, to be noted outside the file.
    pub fn log_head(&self) -> Result<LogHead> {
        log::head(&self.connection)
    }

    /// Whether this vault is for invented people only: every screen and every print must say so.
    pub fn is_practice(&self) -> bool {
        self.slots.practice
    }

    /// Whether an old copy was put in the vault's place; nothing can be changed until that is accepted.
    pub fn older(&self) -> Option<Older> {
        self.older
    }

    /// Goes on with an old copy, e.g. after a restore. The reason goes into the log.
    pub fn accept_older(&mut self, reason: &str, now: Moment) -> Result<()> {
        let Some(older) = self.older.take() else { return Ok(()) };
        let mut state = State::read(&self.dir)?;
        let accepted = self.note(&mut state, &[Act::new("older_accept", "vault").because(reason)], now);
        if accepted.is_err() {
            self.older = Some(older);
        }
        accepted?;
        state.write(&self.dir)
    }

    /// Writes what waited for the log and the act of locking, notes the mark, closes the file, wipes the keys.
    ///
    /// Locks also when it fails: then the last words are missing, not the lock.
    pub fn lock(mut self, now: Moment) -> Result<()> {
        if self.older.is_some() {
            return Ok(());
        }
        let mut state = State::read(&self.dir)?;
        self.note(&mut state, &[Act::new("lock", "vault")], now)?;
        state.write(&self.dir)?;
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// Writes waiting acts and these into the log and moves the mark. The caller writes the state.
    fn note(&mut self, state: &mut State, acts: &[Act], now: Moment) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for waiting in state.waiting() {
            let role = self.slots.user(&waiting.by).map_or("", |user| user.role.key());
            let author = Author { user_id: &waiting.by, role, app_version: APP_VERSION };
            let mut act = Act::new(waiting.what.verb(), "user").because(waiting.time());
            act.id = waiting.about.clone();
            log::append(&transaction, &self.log_key, &author, &act, now)?;
        }
        for act in acts {
            log::append(&transaction, &self.log_key, &author(&self.user), act, now)?;
        }
        let head = log::head(&transaction)?;
        transaction.commit()?;
        state.forget_waiting();
        state.set_mark(&self.root.derive(Purpose::State), &self.slots.vault_id, &head);
        Ok(())
    }

    fn compare_with_mark(&self, state: &State) -> Result<Option<Older>> {
        let key = self.root.derive(Purpose::State);
        let Some(mark) = state.mark(&key, &self.slots.vault_id) else { return Ok(None) };
        let found = self.log_head()?.seq;
        let is_current = found >= mark.seq && log::has_passed(&self.connection, &mark)?;
        Ok((!is_current).then_some(Older { marked: mark.seq, found }))
    }
}

/// People and their keys. None of this touches `vault.db`; the log hears of it at the next lock or unlock.
impl Vault {
    /// The key to print. The caller writes the act `recovery_key_show`.
    pub fn recovery_key(&self) -> RecoveryKey {
        RecoveryKey::of(&self.root)
    }

    /// Who is at the desk.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Everyone who can open this vault.
    pub fn users(&self) -> Vec<User> {
        self.slots.users().cloned().collect()
    }

    /// Someone without the keys has added, removed or changed a slot in `keys.json`; the log has it too.
    pub fn slots_were_edited(&self) -> bool {
        self.slots_were_edited
    }

    /// Changes the passphrase of whoever is at the desk (K1). Calibrates anew (K4).
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when `old` is not theirs, counted like a wrong try at the door.
    pub fn change_passphrase(&mut self, old: &str, new: &str, now: Moment) -> Result<()> {
        let mut state = State::read(&self.dir)?;
        state.check_pause(&self.dir, now)?;
        let id = self.user.id.clone();
        if !self.slots.opens(old, &id, &self.root)? {
            state.record_failure(now);
            state.write(&self.dir)?;
            return Err(Error::WrongPassphrase);
        }
        let mut slots = self.slots.clone();
        slots.set_passphrase(&id, &self.root, new, cost_for(slots.practice), now.today())?;
        self.write_slots(slots, Waiting::PassphraseChange, &id, Some(new), now)
    }

    /// Gives another person a passphrase of their own (K5).
    pub fn add_user(&mut self, role: Role, passphrase: &str, now: Moment) -> Result<User> {
        let mut slots = self.slots.clone();
        let user = slots.add(role, &self.root, passphrase, cost_for(slots.practice), now.today())?;
        self.write_slots(slots, Waiting::UserAdd, &user.id, Some(passphrase), now)?;
        Ok(user)
    }

    /// Takes a person's slot away. Old copies of the files still open with it: that needs new keys (K8).
    ///
    /// # Errors
    /// [`Error::Refused`] with `last_manager`, or with `own_user` for one's own slot.
    pub fn remove_user(&mut self, user_id: &str, now: Moment) -> Result<()> {
        let mut slots = self.slots.clone();
        slots.remove(user_id)?;
        if user_id == self.user.id {
            return Err(Error::Refused { code: "own_user", clause: String::new() });
        }
        self.write_slots(slots, Waiting::UserRemove, user_id, None, now)
    }

    /// `passphrase`: what must open the slot of `about` in the file as it was written (K6).
    fn write_slots(
        &mut self,
        slots: Slots,
        what: Waiting,
        about: &str,
        passphrase: Option<&str>,
        now: Moment,
    ) -> Result<()> {
        let before = State::read(&self.dir)?;
        let mut state = before.clone();
        state.record_success();
        state.wait_for_log(WaitingAct::new(what, now, &self.user.id, Some(about)));
        // First the word, then the deed: a change that nobody wrote down would be the worse half.
        state.write(&self.dir)?;
        let written = SlotFile::in_folder(&self.dir).write(&slots, &self.root, |read| {
            passphrase.map_or(Ok(true), |passphrase| read.opens(passphrase, about, &self.root))
        });
        if written.is_err() {
            before.write(&self.dir)?;
        }
        self.slots = written?;
        self.user = self.slots.user(&self.user.id)?.clone();
        self.slots_were_edited = false;
        Ok(())
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}

fn author(user: &User) -> Author<'_> {
    Author { user_id: &user.id, role: user.role.key(), app_version: APP_VERSION }
}

fn cost_for(practice: bool) -> Cost {
    if practice { Cost::practice() } else { Cost::calibrated() }
}

fn database(dir: &Path) -> PathBuf {
    dir.join("vault.db")
}

fn unfinished(dir: &Path) -> PathBuf {
    dir.join("vault.db.new")
}

fn enter_folder(dir: &Path) -> Result<File> {
    if !Vault::is_present(dir) {
        return Err(Error::VaultMissing);
    }
    take_lock(dir)
}

/// Held by the system as long as the handle lives, also through a crash (C7).
///
/// A few tries: a program that is just ending, or a viewer that is just starting and has not yet closed what
/// it inherited, holds the lock for some milliseconds more.
fn take_lock(dir: &Path) -> Result<File> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(dir.join("vault.lock"))?;
    for _ in 0..10 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(40)),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(Error::AlreadyOpen)
}

/// Makes the whole file under another name, so that a kill never leaves half a vault under the right one.
fn make_database(
    dir: &Path,
    root: &RootKey,
    slots: &Slots,
    user: &User,
    app_version: &str,
    now: Moment,
) -> Result<()> {
    let path = unfinished(dir);
    let journal = files::with_suffix(&path, "-journal");
    for stale in [&path, &journal] {
        if stale.exists() {
            fs::remove_file(stale)?; // an attempt without keys.json: nobody can ever open it
        }
    }
    let mut connection = open::create(&path, root)?;
    migrate::run(&mut connection, migrate::MIGRATIONS)?;
    let transaction = connection.transaction()?;
    transaction.execute(
        "INSERT INTO meta (one, vault_id, practice, created_utc, created_with) VALUES (1, ?1, ?2, ?3, ?4)",
        params![slots.vault_id, slots.practice, now.utc.to_rfc3339(), app_version],
    )?;
    log::append(
        &transaction,
        &root.derive(Purpose::Log),
        &author(user),
        &Act::new("vault_create", "vault"),
        now,
    )?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    if journal.exists() {
        fs::remove_file(&journal)?; // empty by now (TRUNCATE), and its name would be wrong
    }
    File::options().write(true).open(&path)?.sync_all()?;
    files::sync_folder_of(&path)
}

/// Gives the new file its name once `keys.json` is there; also after a kill between the two.
fn finish_creation(dir: &Path) -> Result<()> {
    if database(dir).exists() || !unfinished(dir).exists() || !SlotFile::in_folder(dir).is_present() {
        return Ok(());
    }
    files::rename_over(&unfinished(dir), &database(dir))?;
    files::sync_folder_of(&database(dir))
}

/// Opens the file and brings it to today's schema, a copy of it first. Also says which schema it had.
fn open_current(dir: &Path, root: &RootKey) -> Result<(Opened, Option<u32>)> {
    let path = database(dir);
    let opened = open::open(&path, root)?;
    let old = opened.schema;
    if old == migrate::newest() {
        return Ok((opened, None));
    }
    // Closed while it is copied: a second handle on an open file would drop SQLite's locks on Unix.
    drop(opened);
    files::copy(&path, &files::with_suffix(&path, &format!(".schema-{old:04}")))?;
    let mut opened = open::open(&path, root)?;
    migrate::run(&mut opened.connection, migrate::MIGRATIONS)?;
    Ok((opened, Some(old)))
}

#[cfg(test)]
#[path = "vault_tests.rs"]
mod tests;
