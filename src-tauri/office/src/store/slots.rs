//! `keys.json`: one slot for each person's passphrase, each a wrap of the same root key (K5, K6).
//! Owns the file's format, its limits, its MAC and its previous version; holds no name of a person.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::files;
use super::keys::{
    Canonical, Cost, NONCE_BYTES, Purpose, RootKey, SALT_BYTES, hex, mac, mac_matches, passphrase_key,
    random_bytes, random_id, unhex, unhex_all, unwrap, wrap,
};
use crate::error::{Error, Result};

/// People who can have a passphrase of their own.
pub const MOST_USERS: usize = 8;

const FORMAT: &str = "renkeicho/keyslots/1";
const KIND: &str = "passphrase";
/// A file with eight slots has some 4 KiB.
const LARGEST: u64 = 64 * 1024;

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

/// The two versions of `keys.json` in a folder.
pub(super) struct SlotFile {
    path: PathBuf,
}

/// What [`SlotFile::read`] found.
pub(super) struct Found {
    pub(super) slots: Slots,
    /// `keys.json` itself is gone or damaged; this is `keys.json.1`.
    pub(super) is_previous: bool,
}

impl SlotFile {
    pub(super) fn in_folder(dir: &Path) -> SlotFile {
        SlotFile { path: dir.join("keys.json") }
    }

    pub(super) fn is_present(&self) -> bool {
        self.path.exists() || self.previous().exists()
    }

    /// Reads `keys.json`; the previous version only if that one cannot be read, lest an old passphrase open.
    ///
    /// `None` when there is neither.
    ///
    /// # Errors
    /// [`Error::KeysDamaged`] when there is something, but nothing that can be used.
    pub(super) fn read(&self) -> Result<Option<Found>> {
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
    pub(super) fn write(
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
    pub(super) fn settle(&self, opened_with_previous: bool) -> Result<()> {
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

    /// Puts another vault's or a damaged `keys.json` aside as `keys.json.aside`: nothing is ever overwritten unread.
    pub(super) fn put_aside(&self) -> Result<()> {
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

const KDF: &str = "argon2id-19";

fn print(slots: &Slots, root: &RootKey) -> Result<Vec<u8>> {
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
fn parse(bytes: &[u8]) -> Option<Slots> {
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
pub(super) fn checksum_of(bytes: &[u8]) -> String {
    let text: FileText = serde_json::from_slice(bytes).unwrap();
    let slots = text.slots.iter().map(parse_slot).collect::<Option<Vec<_>>>().unwrap();
    let slots = Slots { vault_id: text.vault_id, practice: text.practice, slots, mac: Vec::new() };
    hex(&Sha256::digest(slots.canonical().as_slice()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use super::*;

    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();

    fn written() -> (tempfile::TempDir, SlotFile, RootKey, Slots) {
        let folder = tempfile::tempdir().unwrap();
        let file = SlotFile::in_folder(folder.path());
        let root = RootKey::random().unwrap();
        let mut slots = Slots::empty(random_id().unwrap(), true);
        slots.add(Role::Manager, &root, "みほん-one 1", Cost::practice(), DAY).unwrap();
        file.write(&slots, &root, |_| Ok(true)).unwrap();
        (folder, file, root, slots)
    }

    fn edited(folder: &tempfile::TempDir, from: &str, to: &str) -> String {
        let path = folder.path().join("keys.json");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "the file has {from}");
        text.replace(from, to)
    }

    #[test]
    fn what_is_written_is_read_and_sealed() {
        let (_folder, file, root, slots) = written();
        let found = file.read().unwrap().expect("the file is there");
        assert!(!found.is_previous, "keys.json itself was read");
        assert!(found.slots.is_sealed_by(&root), "the root knows its file");
        assert!(!found.slots.is_sealed_by(&RootKey::random().unwrap()), "another root does not");
        assert_eq!(
            found.slots.users().collect::<Vec<_>>(),
            slots.users().collect::<Vec<_>>(),
            "the same people"
        );
    }

    #[test]
    fn a_hostile_header_is_refused_before_anything_is_derived() {
        let (folder, _file, _root, _slots) = written();
        for (from, to) in [
            ("\"m_kib\": 256", "\"m_kib\": 4294967295"),
            ("\"m_kib\": 256", "\"m_kib\": 1048577"),
            ("\"m_kib\": 256", "\"m_kib\": 0"),
            ("\"t\": 1", "\"t\": 17"),
            ("\"t\": 1", "\"t\": 0"),
            ("\"p\": 1", "\"p\": 9"),
            ("\"p\": 1", "\"p\": 0"),
            ("\"salt\": \"", "\"salt\": \"00"),
            ("\"practice\": true", "\"practice\": false"),
            ("\"kind\"", "\"surprise\": 1, \"kind\""),
        ] {
            let text = edited(&folder, from, to);
            let start = Instant::now();
            assert!(parse(text.as_bytes()).is_none(), "{from} → {to} is refused");
            assert!(start.elapsed() < Duration::from_secs(1), "{from} → {to} costs nothing");
        }
    }

    #[test]
    fn every_changed_byte_is_noticed_without_a_passphrase() {
        let (folder, _file, root, _slots) = written();
        let bytes = fs::read(folder.path().join("keys.json")).unwrap();
        for position in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[position] ^= 1;
            let is_noticed = parse(&changed).is_none_or(|slots| !slots.is_sealed_by(&root));
            assert!(is_noticed, "the change at byte {position} is noticed");
        }
    }

    #[test]
    fn a_wrap_moved_to_another_person_stays_sealed_to_the_first() {
        let (_folder, _file, root, mut slots) = written();
        let cheap = Cost { memory_kib: 64, ..Cost::practice() };
        slots.slots[0].cost = cheap;
        assert!(slots.open("みほん-one 1", None).unwrap().is_none(), "a cheaper header does not open");
        assert!(!slots.is_sealed_by(&root), "and the seal is broken");
    }

    #[test]
    fn the_previous_version_helps_after_damage_only() {
        let (folder, file, root, mut slots) = written();
        let id = slots.users().next().unwrap().id.clone();
        slots.set_passphrase(&id, &root, "みほん-two 2", Cost::practice(), DAY).unwrap();
        file.write(&slots, &root, |read| Ok(read.open("みほん-two 2", None)?.is_some())).unwrap();
        let found = file.read().unwrap().unwrap();
        assert!(
            found.slots.open("みほん-one 1", None).unwrap().is_none(),
            "the old passphrase opens nothing"
        );

        fs::write(folder.path().join("keys.json"), b"{\"format\"").unwrap();
        let found = file.read().unwrap().unwrap();
        assert!(found.is_previous, "a cut file makes way for the version before it");
        assert!(
            found.slots.open("みほん-one 1", None).unwrap().is_some(),
            "which has the passphrase of then"
        );
    }

    #[test]
    fn after_opening_the_old_passphrase_lives_nowhere() {
        let (folder, file, root, mut slots) = written();
        let id = slots.users().next().unwrap().id.clone();
        slots.set_passphrase(&id, &root, "みほん-two 2", Cost::practice(), DAY).unwrap();
        file.write(&slots, &root, |_| Ok(true)).unwrap();
        file.settle(false).unwrap();
        let (now, before) = (folder.path().join("keys.json"), folder.path().join("keys.json.1"));
        assert_eq!(fs::read(now).unwrap(), fs::read(before).unwrap(), "both versions are the new one");
    }

    #[test]
    fn a_new_file_that_does_not_open_never_replaces_the_old() {
        let (folder, file, root, slots) = written();
        let before = fs::read(folder.path().join("keys.json")).unwrap();
        assert!(file.write(&slots, &root, |_| Ok(false)).is_err(), "the proof failed");
        assert_eq!(fs::read(folder.path().join("keys.json")).unwrap(), before, "the old file is untouched");
    }

    #[test]
    fn the_vault_keeps_a_manager_and_at_most_eight_people() {
        let (_folder, _file, root, mut slots) = written();
        let manager = slots.users().next().unwrap().id.clone();
        assert_eq!(
            slots.remove(&manager).unwrap_err().code(),
            "last_manager",
            "someone must be able to manage"
        );
        for _ in 1..MOST_USERS {
            slots.add(Role::Deputy, &root, "みほん-many 3", Cost::practice(), DAY).unwrap();
        }
        let ninth = slots.add(Role::Deputy, &root, "みほん-many 3", Cost::practice(), DAY);
        assert_eq!(ninth.unwrap_err().code(), "too_many_users", "K5: eight slots");
        assert_eq!(slots.remove("nobody").unwrap_err().code(), "not_found", "only people of the list can go");
    }
}
