//! `keys.json`: one slot for each person's passphrase, each a wrap of the same root key (K5, K6).
//! Owns who has a slot, the wraps and their seal; leaves the file to `slots::file`; holds no name of a person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::keys::{
    Canonical, Cost, NONCE_BYTES, Purpose, RootKey, SALT_BYTES, mac_matches, passphrase_key, random_bytes,
    random_id, unwrap, wrap,
};
use crate::error::{Error, Result};

mod file;

pub(super) use file::SlotFile;
#[cfg(test)]
pub(super) use file::checksum_of;

/// People who can have a passphrase of their own.
pub const MOST_USERS: usize = 8;

const FORMAT: &str = "renkeicho/keyslots/1";
const KIND: &str = "passphrase";

/// What a person may be in the list shown before unlocking. A label, never a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理者
    Manager,
    /// 副管理者
    Deputy,
}

impl Role {
    /// The key into the table of words, and the word in the log.
    pub fn key(self) -> &'static str {
        match self {
            Role::Manager => "manager",
            Role::Deputy => "deputy",
        }
    }
}

/// One person who can open the vault: 一つの ID を複数人で共有しない.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Random, stays the same when the passphrase changes.
    pub id: String,
    /// Shown before unlocking.
    pub role: Role,
    /// The day at the office on which the passphrase was last set.
    pub passphrase_set_on: NaiveDate,
}

/// The slots of one vault, as they stand in `keys.json`.
#[derive(Debug, Clone)]
pub(super) struct Slots {
    pub(super) vault_id: String,
    /// A vault of invented people, which may cost less than the floor.
    pub(super) practice: bool,
    slots: Vec<Slot>,
    /// As read; made anew whenever the file is written.
    mac: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Slot {
    slot_id: String,
    user: User,
    cost: Cost,
    salt: [u8; SALT_BYTES],
    nonce: [u8; NONCE_BYTES],
    wrapped: Vec<u8>,
}

impl Slots {
    /// No slot yet.
    pub(super) fn empty(vault_id: String, practice: bool) -> Slots {
        Slots { vault_id, practice, slots: Vec::new(), mac: Vec::new() }
    }

    pub(super) fn users(&self) -> impl Iterator<Item = &User> {
        self.slots.iter().map(|slot| &slot.user)
    }

    /// Gives a new person a slot.
    pub(super) fn add(
        &mut self,
        role: Role,
        root: &RootKey,
        passphrase: &str,
        cost: Cost,
        today: NaiveDate,
    ) -> Result<User> {
        if self.slots.len() >= MOST_USERS {
            return Err(Error::Refused { code: "too_many_users", clause: String::new() });
        }
        let user = User { id: random_id()?, role, passphrase_set_on: today };
        let slot = self.seal(user.clone(), root, passphrase, cost)?;
        self.slots.push(slot);
        Ok(user)
    }

    /// Wraps the root for a new passphrase of someone who has a slot already.
    pub(super) fn set_passphrase(
        &mut self,
        user_id: &str,
        root: &RootKey,
        passphrase: &str,
        cost: Cost,
        today: NaiveDate,
    ) -> Result<()> {
        let position = self.position(user_id)?;
        let user = User { passphrase_set_on: today, ..self.slots[position].user.clone() };
        self.slots[position] = self.seal(user, root, passphrase, cost)?;
        Ok(())
    }

    /// Takes a slot away. The vault always keeps a manager.
    pub(super) fn remove(&mut self, user_id: &str) -> Result<()> {
        let position = self.position(user_id)?;
        let managers = self.users().filter(|user| user.role == Role::Manager).count();
        if self.slots[position].user.role == Role::Manager && managers == 1 {
            return Err(Error::Refused { code: "last_manager", clause: String::new() });
        }
        self.slots.remove(position);
        Ok(())
    }

    /// Tries the passphrase on each slot, or on that of one person. As many derivations as slots tried.
    pub(super) fn open(&self, passphrase: &str, only: Option<&str>) -> Result<Option<(RootKey, User)>> {
        for slot in self.slots.iter().filter(|slot| only.is_none_or(|id| id == slot.user.id)) {
            let key = passphrase_key(passphrase, &slot.salt, slot.cost)?;
            if let Some(root) = unwrap(&slot.wrapped, &key, &slot.nonce, &self.context(slot)) {
                return Ok(Some((root, slot.user.clone())));
            }
        }
        Ok(None)
    }

    /// Whether this person's passphrase gives this very root.
    pub(super) fn opens(&self, passphrase: &str, user_id: &str, root: &RootKey) -> Result<bool> {
        Ok(self.open(passphrase, Some(user_id))?.is_some_and(|(found, _)| found.bytes() == root.bytes()))
    }

    pub(super) fn user(&self, user_id: &str) -> Result<&User> {
        Ok(&self.slots[self.position(user_id)?].user)
    }

    /// Nobody without the root has added, removed or changed a slot.
    pub(super) fn is_sealed_by(&self, root: &RootKey) -> bool {
        mac_matches(&root.derive(Purpose::Slots), &self.canonical(), &self.mac)
    }

    fn position(&self, user_id: &str) -> Result<usize> {
        self.slots.iter().position(|slot| slot.user.id == user_id).ok_or(Error::NotFound { noun: "user" })
    }

    fn seal(&self, user: User, root: &RootKey, passphrase: &str, cost: Cost) -> Result<Slot> {
        let mut slot = Slot {
            slot_id: random_id()?,
            user,
            cost,
            salt: random_bytes()?,
            nonce: random_bytes()?,
            wrapped: Vec::new(),
        };
        let key = passphrase_key(passphrase, &slot.salt, cost)?;
        slot.wrapped = wrap(root, &key, &slot.nonce, &self.context(&slot))?;
        Ok(slot)
    }

    /// What a wrap is bound to: a slot moved to another vault or made cheaper does not open.
    fn context(&self, slot: &Slot) -> Vec<u8> {
        let head = Canonical::new(FORMAT).text(&self.vault_id).number(self.practice.into());
        slot.write_binding(head).as_slice().to_vec()
    }

    fn canonical(&self) -> Canonical {
        let head = Canonical::new(FORMAT)
            .text(&self.vault_id)
            .number(self.practice.into())
            .number(self.slots.len() as i64);
        self.slots.iter().fold(head, |canonical, slot| {
            slot.write_binding(canonical)
                .text(&slot.user.id)
                .text(slot.user.role.key())
                .text(&slot.user.passphrase_set_on.to_string())
                .bytes(&slot.nonce)
                .bytes(&slot.wrapped)
        })
    }
}

impl Slot {
    fn write_binding(&self, canonical: Canonical) -> Canonical {
        canonical
            .text(&self.slot_id)
            .text(KIND)
            .number(self.cost.memory_kib.into())
            .number(self.cost.passes.into())
            .number(self.cost.lanes.into())
            .bytes(&self.salt)
    }
}

#[cfg(test)]
mod tests;
