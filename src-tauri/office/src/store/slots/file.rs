//! `keys.json` as a file: its text, its limits, its previous version, and the order of writing (K6).
//! Owns what is refused before anything is derived from it; leaves wraps and the seal to its parent.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{FORMAT, KIND, MOST_USERS, Role, Slot, Slots, User};
use crate::error::{Error, Result};
use crate::store::files;
use crate::store::keys::{Cost, Purpose, RootKey, hex, mac, unhex, unhex_all};

/// A file with eight slots has some 4 KiB.
const LARGEST: u64 = 64 * 1024;
const KDF: &str = "argon2id-19";

/// The two versions of `keys.json` in a folder.
pub(in crate::store) struct SlotFile {
    path: PathBuf,
}

/// What [`SlotFile::read`] found.
pub(in crate::store) struct Found {
    pub(in crate::store) slots: Slots,
    /// `keys.json` itself is gone or damaged; this is `keys.json.1`.
    pub(in crate::store) is_previous: bool,
}

impl SlotFile {
    pub(in crate::store) fn in_folder(dir: &Path) -> SlotFile {
        SlotFile { path: dir.join("keys.json") }
    }

    pub(in crate::store) fn is_present(&self) -> bool {
        self.path.exists() || self.previous().exists()
    }

    /// Reads `keys.json`; the previous version only if that one cannot be read, lest an old passphrase open.
    ///
    /// `None` when there is neither.
    ///
    /// # Errors
    /// [`Error::KeysDamaged`] when there is something, but nothing that can be used.
    pub(in crate::store) fn read(&self) -> Result<Option<Found>> {
        let current = files::read_small(&self.path, LARGEST)?;
        if let Some(slots) = current.as_deref().and_then(parse) {
            return Ok(Some(Found { slots, is_previous: false }));
        }
        let previous = files::read_small(&self.previous(), LARGEST)?;
        match previous.as_deref().and_then(parse) {
            Some(slots) => Ok(Some(Found { slots, is_previous: true })),
            None if current.is_none() && previous.is_none() => Ok(None),
            None => Err(Error::KeysDamaged),
        }
    }

    /// Writes the slots in the order of K6, the readable version before them to `keys.json.1`, and gives them
    /// back as they were read from the disk.
    ///
    /// `proof` opens what was read back, before the old file is given up.
    pub(in crate::store) fn write(
        &self,
        slots: &Slots,
        root: &RootKey,
        proof: impl FnOnce(&Slots) -> Result<bool>,
    ) -> Result<Slots> {
        let mut written = None;
        files::replace(&self.path, &print(slots, root)?, |read_back| {
            let read = parse(read_back).ok_or(Error::KeysDamaged)?;
            if !read.is_sealed_by(root) || !proof(&read)? {
                return Err(Error::KeysDamaged);
            }
            written = Some(read);
            match files::read_small(&self.path, LARGEST)? {
                // A damaged file is no version to go back to; the one in `.1` may be.
                Some(old) if parse(&old).is_some() => files::replace(&self.previous(), &old, |_| Ok(())),
                _ => Ok(()),
            }
        })?;
        written.ok_or(Error::KeysDamaged)
    }

    /// Makes both versions the same, once `keys.json` has opened the vault.
    ///
    /// From then on the previous version guards against damage only: a passphrase that was changed because
    /// others knew it does not live on in `keys.json.1`. A damaged `keys.json` is mended the same way.
    pub(in crate::store) fn settle(&self, opened_with_previous: bool) -> Result<()> {
        let (from, to) = match opened_with_previous {
            true => (self.previous(), self.path.clone()),
            false => (self.path.clone(), self.previous()),
        };
        let bytes = files::read_small(&from, LARGEST)?.ok_or(Error::KeysDamaged)?;
        if files::read_small(&to, LARGEST)?.as_ref() == Some(&bytes) {
            return Ok(());
        }
        files::replace(&to, &bytes, |_| Ok(()))
    }

    /// Puts another vault's or a damaged `keys.json` aside as `keys.json.aside`: it may be someone's only copy.
    pub(in crate::store) fn put_aside(&self) -> Result<()> {
        for path in [self.path.clone(), self.previous()] {
            if path.exists() {
                files::rename_over(&path, &files::with_suffix(&path, ".aside"))?;
            }
        }
        files::sync_folder_of(&self.path)
    }

    fn previous(&self) -> PathBuf {
        files::with_suffix(&self.path, ".1")
    }
}

/// The file as it is written. `check` tells damage from a wrong passphrase; `mac` tells tampering.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    format: String,
    vault_id: String,
    practice: bool,
    slots: Vec<SlotText>,
    check: String,
    mac: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotText {
    slot_id: String,
    user_id: String,
    role: Role,
    kind: String,
    kdf: KdfText,
    nonce: String,
    ct: String,
    pw_set_on: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KdfText {
    name: String,
    m_kib: u32,
    t: u32,
    p: u32,
    salt: String,
}

pub(super) fn print(slots: &Slots, root: &RootKey) -> Result<Vec<u8>> {
    let canonical = slots.canonical();
    let text = FileText {
        format: FORMAT.into(),
        vault_id: slots.vault_id.clone(),
        practice: slots.practice,
        slots: slots.slots.iter().map(print_slot).collect(),
        check: hex(&Sha256::digest(canonical.as_slice())),
        mac: hex(&mac(&root.derive(Purpose::Slots), &canonical)),
    };
    serde_json::to_vec_pretty(&text).map_err(|error| Error::File(error.into()))
}

fn print_slot(slot: &Slot) -> SlotText {
    SlotText {
        slot_id: slot.slot_id.clone(),
        user_id: slot.user.id.clone(),
        role: slot.user.role,
        kind: KIND.into(),
        kdf: KdfText {
            name: KDF.into(),
            m_kib: slot.cost.memory_kib,
            t: slot.cost.passes,
            p: slot.cost.lanes,
            salt: hex(&slot.salt),
        },
        nonce: hex(&slot.nonce),
        ct: hex(&slot.wrapped),
        pw_set_on: slot.user.passphrase_set_on.to_string(),
    }
}

/// `None` for anything that is not whole, not ours, or beyond the limits of K4: nothing is derived from it.
pub(super) fn parse(bytes: &[u8]) -> Option<Slots> {
    let text: FileText = serde_json::from_slice(bytes).ok()?;
    if text.format != FORMAT || !(1..=MOST_USERS).contains(&text.slots.len()) {
        return None;
    }
    let slots = text.slots.iter().map(parse_slot).collect::<Option<Vec<_>>>()?;
    let is_cheap = slots.iter().any(|slot| slot.cost.is_practice());
    let mac = unhex_all(&text.mac)?;
    let slots = Slots { vault_id: text.vault_id, practice: text.practice, slots, mac };
    let is_whole = unhex::<32>(&text.check)? == *Sha256::digest(slots.canonical().as_slice());
    (is_whole && (slots.practice || !is_cheap)).then_some(slots)
}

fn parse_slot(text: &SlotText) -> Option<Slot> {
    let cost = Cost { memory_kib: text.kdf.m_kib, passes: text.kdf.t, lanes: text.kdf.p };
    if text.kind != KIND || text.kdf.name != KDF || !cost.is_readable() {
        return None;
    }
    Some(Slot {
        slot_id: text.slot_id.clone(),
        user: User {
            id: text.user_id.clone(),
            role: text.role,
            passphrase_set_on: text.pw_set_on.parse().ok()?,
        },
        cost,
        salt: unhex(&text.kdf.salt)?,
        nonce: unhex(&text.nonce)?,
        wrapped: unhex_all(&text.ct)?,
    })
}

/// What `check` should say for an edited file; for tests that edit one.
#[cfg(test)]
pub(in crate::store) fn checksum_of(bytes: &[u8]) -> String {
    let text: FileText = serde_json::from_slice(bytes).unwrap();
    let slots = text.slots.iter().map(parse_slot).collect::<Option<Vec<_>>>().unwrap();
    let slots = Slots { vault_id: text.vault_id, practice: text.practice, slots, mac: Vec::new() };
    hex(&Sha256::digest(slots.canonical().as_slice()))
}
