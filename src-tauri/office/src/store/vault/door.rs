//! The ways in: making a vault, unlocking it, and recovering it with the printed key.
//! Owns the order in which files are looked at and written; leaves the open vault to its parent.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::params;

use super::users::cost_for;
use super::{Vault, author};
use crate::domain::Moment;
use crate::error::{Error, Result};
use crate::store::files;
use crate::store::keys::{Cost, Purpose, RootKey, random_id};
use crate::store::migrate::{self, Migration};
use crate::store::open::{self, Opened};
use crate::store::recovery_key::RecoveryKey;
use crate::store::slots::{Role, SlotFile, Slots, User};
use crate::store::state::{State, Waiting, WaitingAct};
use crate::store::{Act, log};

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
        make_database(&unfinished(dir), &root, &slots, &user, app_version, migrate::MIGRATIONS, now)?;
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

    /// Whether the folder surely holds invented people only, as its `keys.json` says; readable before unlocking.
    ///
    /// To be asked before a practice vault is thrown away: anything unreadable counts as real.
    pub fn is_practice_in(dir: &Path) -> bool {
        matches!(SlotFile::in_folder(dir).read(), Ok(Some(found)) if found.slots.practice)
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
        let slots = file.write(&slots, &root, |read| read.opens(new_passphrase, &id, &root))?;
        let mut state = State::read(dir)?;
        state.wait_for_log(WaitingAct::new(Waiting::Recover, now, &id, Some(&id)));
        state.write(dir)?;
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

pub(super) fn database(dir: &Path) -> PathBuf {
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
pub(super) fn make_database(
    path: &Path,
    root: &RootKey,
    slots: &Slots,
    user: &User,
    app_version: &str,
    steps: &[Migration],
    now: Moment,
) -> Result<()> {
    let journal = files::with_suffix(path, "-journal");
    for stale in [path, &journal] {
        if stale.exists() {
            fs::remove_file(stale)?; // an attempt without keys.json: nobody can ever open it
        }
    }
    let mut connection = open::create(path, root)?;
    migrate::run(&mut connection, steps)?;
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
    File::options().write(true).open(path)?.sync_all()?;
    files::sync_folder_of(path)
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
