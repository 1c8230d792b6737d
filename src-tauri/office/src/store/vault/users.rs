//! People and their keys: passphrases, slots, the printed key. None of this touches `vault.db` (K1); the log
//! hears of it at the next lock or unlock.

use super::Vault;
use crate::domain::Moment;
use crate::error::{Error, ProblemCode, Result};
use crate::store::keys::Cost;
use crate::store::recovery_key::RecoveryKey;
use crate::store::slots::{Role, SlotFile, Slots, User};
use crate::store::state::{State, Waiting, WaitingAct};

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
    /// As [`Vault::prove`] for `old`; [`ProblemCode::PassphraseInUse`] when `new` opens the vault already.
    pub fn change_passphrase(&mut self, old: &str, new: &str, now: Moment) -> Result<()> {
        self.prove(old, now)?;
        self.refuse_used(new)?;
        let id = self.user.id.clone();
        let mut slots = self.slots.clone();
        slots.set_passphrase(&id, &self.root, new, cost_for(slots.practice), now.today())?;
        self.write_slots(slots, Waiting::PassphraseChange, &id, Some(new), now)
    }

    /// Makes sure that whoever is at the desk knows their passphrase.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], counted like a wrong try at the door; [`Error::Throttled`].
    pub fn prove(&self, passphrase: &str, now: Moment) -> Result<()> {
        let mut state = State::read(&self.dir)?;
        state.check_pause(&self.dir, now)?;
        let before = state.clone();
        let is_right = self.slots.opens(passphrase, &self.user.id, &self.root)?;
        if is_right {
            state.record_success()
        } else {
            state.record_failure(now)
        }
        if state != before {
            state.write(&self.dir)?;
        }
        if is_right { Ok(()) } else { Err(Error::WrongPassphrase) }
    }

    /// Gives another person a passphrase of their own (K5).
    ///
    /// # Errors
    /// [`ProblemCode::PassphraseInUse`] when it opens the vault already: the passphrase says who came in.
    pub fn add_user(&mut self, role: Role, passphrase: &str, now: Moment) -> Result<User> {
        self.refuse_used(passphrase)?;
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

    fn refuse_used(&self, passphrase: &str) -> Result<()> {
        match self.slots.open(passphrase, None)? {
            Some(_) => Err(Error::field("passphrase", ProblemCode::PassphraseInUse)),
            None => Ok(()),
        }
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

/// Practice vaults stay cheap; all others are calibrated for this PC at every new passphrase (K4).
pub(super) fn cost_for(practice: bool) -> Cost {
    if practice { Cost::practice() } else { Cost::calibrated() }
}
