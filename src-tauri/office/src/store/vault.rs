//! The open vault: who may open it, what may be read and changed, and how it is locked again.
//! Owns the connection, the keys and the lock of the running instance; leaves rows to the nouns' files.
//!
//! # Files in the folder
//! `vault.db` (encrypted), `keys.json` and `keys.json.1` (slots), `state.json` (counter, high-water mark),
//! `vault.lock` (held while open), `vault.db.new` (only while a vault is being made), `vault.db.schema-0001` (an
//! encrypted copy from before a migration), `keys.json.aside` (put aside by a recovery). None but `vault.db`, its
//! journal and its copies holds anything about a person.

use std::fmt;
use std::fs::File;
use std::path::PathBuf;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::act::Act;
use super::history::{self, HistoryEntry, HistoryOf};
use super::keys::{Key, Purpose, RootKey};
use super::log::{self, ActRow, Author, LogCheck, LogHead, LogPage};
use super::slots::{Slots, User};
use super::state::State;
use crate::domain::Moment;
use crate::domain::act_kind::ActKind;
use crate::error::{Error, Result};

mod door;
mod users;

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
        self.transact_each(vec![act], now, work)
    }

    /// The same change for several records at once: one act for each, and all of it or nothing.
    ///
    /// # Errors
    /// Those of [`Vault::transact`].
    pub fn transact_each<T>(
        &mut self,
        acts: Vec<Act>,
        now: Moment,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.refuse_older()?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        for act in &acts {
            log::append(&transaction, &self.log_key, &author(&self.user), act, now)?;
        }
        transaction.commit()?;
        Ok(done)
    }

    /// Keeps what is not an act: a draft of what is being typed. All or nothing, without a row in the log.
    pub fn jot<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.refuse_older()?;
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

    /// The newest acts on a record or a ledger, newest first, and how many there are.
    pub fn history(&self, of: HistoryOf<'_>, most: usize) -> Result<(Vec<HistoryEntry>, usize)> {
        history::of(&self.connection, of, most)
    }

    /// A portion of the log, see [`LogPage`]; times as the log keeps them.
    pub fn log_page(
        &self,
        from: Option<&str>,
        until: Option<&str>,
        kinds: &[ActKind],
        most: usize,
    ) -> Result<LogPage> {
        log::page(&self.connection, from, until, kinds, most)
    }

    /// The act that a code on paper names.
    pub fn act_of_code(&self, code: &str) -> Result<Option<ActRow>> {
        log::act_of_code(&self.connection, code)
    }

    /// Checks the whole log of acts.
    pub fn verify_log(&self) -> Result<LogCheck> {
        log::verify(&self.connection, &self.log_key)
    }

    /// The open file, for a test that counts what a query costs.
    #[cfg(test)]
    pub(crate) fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }

    /// Number and code of the last act, to be noted outside the file.
    pub fn log_head(&self) -> Result<LogHead> {
        log::head(&self.connection)
    }

    /// Number and code of the last act whose verb is not silent.
    pub fn log_head_but(&self, is_silent: impl Fn(&str) -> bool) -> Result<LogHead> {
        log::head_but(&self.connection, is_silent)
    }

    /// The secret of this installation's signature (E4). It comes from the root, so that it is the same as long as the
    /// records are, also after a recovery, and is kept nowhere else.
    pub fn signing_key(&self) -> zeroize::Zeroizing<[u8; 32]> {
        self.root.derive(super::keys::Purpose::Signature)
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

    fn refuse_older(&self) -> Result<()> {
        match self.older {
            Some(Older { marked, found }) => Err(Error::VaultOlder { marked, found }),
            None => Ok(()),
        }
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

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}

fn author(user: &User) -> Author<'_> {
    Author { user_id: &user.id, role: user.role.key(), app_version: APP_VERSION }
}

#[cfg(test)]
mod tests;
