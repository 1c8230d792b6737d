//! The keys of the vault: one random root, the keys derived from it, and what a passphrase costs.
//! Owns Argon2id, HKDF, the wrap of the root and the MAC (K1–K4); leaves `keys.json` to `slots`.

use std::fmt;
use std::io;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Bytes of the root key R: 160 bits, so that the recovery key fits nine groups of four.
pub(super) const ROOT_BYTES: usize = 20;
/// Bytes of every salt.
pub(super) const SALT_BYTES: usize = 16;
/// Bytes of the nonce of a wrap.
pub(super) const NONCE_BYTES: usize = 12;

/// A key of 32 bytes that leaves memory when dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;
/// HMAC-SHA256 of something.
pub(super) type MacBytes = [u8; 32];

/// What one try at a passphrase costs: Argon2id version 0x13, one lane (K4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// What this PC can afford, once it has been measured.
static AFFORDED: OnceLock<Cost> = OnceLock::new();

impl Cost {
    const FLOOR_KIB: u32 = 64 * 1024;
    const CEILING_KIB: u32 = 512 * 1024;
    const PASSES: u32 = 3;
    const LONG_ENOUGH: Duration = Duration::from_millis(500);

    /// The least that protects real people's data: 64 MiB, three passes.
    pub fn floor() -> Cost {
        Cost { memory_kib: Cost::FLOOR_KIB, passes: Cost::PASSES, lanes: 1 }
    }

    /// What this PC can afford; measured once in a run of the program, which takes a second or two.
    pub fn calibrated() -> Cost {
        *AFFORDED.get_or_init(Cost::measured)
    }

    /// Takes the floor for this run instead of measuring: for the stories, which make hundreds of offices.
    /// A cost that was measured before stays.
    pub fn settle_for_floor() {
        let _ = AFFORDED.set(Cost::floor());
    }

    /// Doubles the memory until one try takes half a second on this PC, up to 512 MiB.
    ///
    /// 512 MiB is an eighth of the 4 GiB that Windows 11 asks for. Where even less can be had, the last
    /// amount that worked is taken.
    fn measured() -> Cost {
        let mut cost = Cost::floor();
        while cost.memory_kib < Cost::CEILING_KIB {
            let start = Instant::now();
            if derive(b"calibration", &[0; SALT_BYTES], cost).is_err() || start.elapsed() >= Cost::LONG_ENOUGH
            {
                break;
            }
            let doubled = Cost { memory_kib: cost.memory_kib * 2, ..cost };
            // A try that finds no memory must not become a vault that cannot be opened.
            if derive(b"calibration", &[0; SALT_BYTES], doubled).is_err() {
                break;
            }
            cost = doubled;
        }
        cost
    }

    /// Nearly free, for invented people only: a vault made with it is marked as practice for good, and only
    /// a vault so marked opens with less than [`Cost::floor`].
    pub fn practice() -> Cost {
        Cost { memory_kib: 256, passes: 1, lanes: 1 }
    }

    /// Below the floor: only a practice vault may be made or read with it.
    pub fn is_practice(self) -> bool {
        self.memory_kib < Cost::FLOOR_KIB || self.passes < Cost::PASSES
    }

    /// Refuses a header that would eat the memory or the day of whoever opens it (K4).
    pub(super) fn is_readable(self) -> bool {
        (8 * self.lanes.max(1)..=1024 * 1024).contains(&self.memory_kib)
            && (1..=16).contains(&self.passes)
            && (1..=8).contains(&self.lanes)
    }
}

/// R: the one random root. Everything else is derived from it; passphrases only wrap it (K1).
pub(super) struct RootKey(Zeroizing<[u8; ROOT_BYTES]>);

/// What R is used for; each purpose has its own key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// The pages of `vault.db`.
    Database,
    /// The first 16 bytes of `vault.db`, see [`RootKey::database_salt`].
    DatabaseSalt,
    /// The chain of acts.
    Log,
    /// The MAC of `keys.json`.
    Slots,
    /// The high-water mark in `state.json`.
    State,
    /// What signs the files that leave the office (E4).
    Signature,
}

impl RootKey {
    pub(super) fn random() -> Result<RootKey> {
        let mut bytes = Zeroizing::new([0; ROOT_BYTES]);
        fill_random(bytes.as_mut_slice())?;
        Ok(RootKey(bytes))
    }

    pub(super) fn from_bytes(bytes: &[u8; ROOT_BYTES]) -> RootKey {
        RootKey(Zeroizing::new(*bytes))
    }

    pub(super) fn bytes(&self) -> &[u8; ROOT_BYTES] {
        &self.0
    }

    pub(super) fn derive(&self, purpose: Purpose) -> Key {
        let label: &[u8] = match purpose {
            Purpose::Database => b"renkeicho/1 db",
            Purpose::DatabaseSalt => b"renkeicho/1 db salt",
            Purpose::Log => b"renkeicho/1 audit",
            Purpose::Slots => b"renkeicho/1 slots",
            Purpose::State => b"renkeicho/1 state",
            Purpose::Signature => b"renkeicho/1 signature",
        };
        expand(self.0.as_slice(), label)
    }

    /// The first 16 bytes of every `vault.db` under this root, in clear.
    ///
    /// They tell a foreign file (other salt) from a damaged one (same salt), which the database's own error
    /// cannot (C5), and a torn first page still finds its salt.
    pub(super) fn database_salt(&self) -> [u8; SALT_BYTES] {
        let key = self.derive(Purpose::DatabaseSalt);
        std::array::from_fn(|index| key[index])
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey(…)")
    }
}

/// The key that wraps R for one passphrase. Takes as long as `cost` says.
pub(super) fn passphrase_key(passphrase: &str, salt: &[u8; SALT_BYTES], cost: Cost) -> Result<Key> {
    let hash = derive(normalized(passphrase).as_bytes(), salt, cost)?;
    Ok(expand(hash.as_slice(), b"renkeicho/1 slot"))
}

/// R, encrypted and bound to `context`.
pub(super) fn wrap(root: &RootKey, key: &Key, nonce: &[u8; NONCE_BYTES], context: &[u8]) -> Result<Vec<u8>> {
    let payload = Payload { msg: root.0.as_slice(), aad: context };
    cipher(key).encrypt(nonce.into(), payload).map_err(|_| Error::KeysDamaged)
}

/// R, or `None` when key, context or bytes are not those of the wrap.
pub(super) fn unwrap(
    wrapped: &[u8],
    key: &Key,
    nonce: &[u8; NONCE_BYTES],
    context: &[u8],
) -> Option<RootKey> {
    let payload = Payload { msg: wrapped, aad: context };
    let bytes = Zeroizing::new(cipher(key).decrypt(nonce.into(), payload).ok()?);
    let bytes: &[u8; ROOT_BYTES] = bytes.as_slice().try_into().ok()?;
    Some(RootKey::from_bytes(bytes))
}

/// HMAC-SHA256 over what `canonical` wrote.
pub(super) fn mac(key: &Key, canonical: &Canonical) -> MacBytes {
    hmac(key, canonical).finalize().into_bytes().into()
}

/// Compares in constant time.
pub(super) fn mac_matches(key: &Key, canonical: &Canonical, expected: &[u8]) -> bool {
    hmac(key, canonical).verify_slice(expected).is_ok()
}

/// Bytes from the system's random source.
pub(super) fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

/// A random id of 128 bits, as 32 hex digits: says nothing about the person it stands for.
pub fn random_id() -> Result<String> {
    Ok(hex(&random_bytes::<16>()?))
}

/// Lower-case hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}

/// The bytes of hex digits, exactly `N` of them.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex_all(text)?.try_into().ok()
}

/// The bytes of hex digits.
pub(super) fn unhex_all(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Bytes that can be read one way only: every part is preceded by its length. Wiped when dropped.
#[derive(Default)]
pub(super) struct Canonical(Zeroizing<Vec<u8>>);

impl Canonical {
    pub(super) fn new(label: &str) -> Canonical {
        Canonical::default().text(label)
    }

    pub(super) fn bytes(mut self, part: &[u8]) -> Canonical {
        self.0.extend_from_slice(&(part.len() as u64).to_be_bytes());
        self.0.extend_from_slice(part);
        self
    }

    pub(super) fn text(self, part: &str) -> Canonical {
        self.bytes(part.as_bytes())
    }

    pub(super) fn number(self, part: i64) -> Canonical {
        self.bytes(&part.to_be_bytes())
    }

    /// Nothing and an empty part are different.
    pub(super) fn maybe(self, part: Option<&[u8]>) -> Canonical {
        match part {
            Some(part) => self.number(1).bytes(part),
            None => self.number(0),
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

/// The same passphrase whether it was typed in full or half width.
fn normalized(passphrase: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(passphrase.len() * 4));
    text.extend(passphrase.nfkc());
    text
}

fn fill_random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|_| Error::File(io::ErrorKind::Unsupported.into()))
}

fn derive(secret: &[u8], salt: &[u8; SALT_BYTES], cost: Cost) -> Result<Key> {
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| Error::KeysDamaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, key.as_mut_slice())
        // The parameters were accepted above, so what is left to fail is the memory.
        .map_err(|_| Error::File(io::ErrorKind::OutOfMemory.into()))?;
    Ok(key)
}

fn expand(secret: &[u8], label: &[u8]) -> Key {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, secret)
        .expand(label, key.as_mut_slice())
        .expect("32 bytes are within HKDF's reach");
    key
}

fn cipher(key: &Key) -> Aes256Gcm {
    Aes256Gcm::new((&**key).into())
}

fn hmac(key: &Key, canonical: &Canonical) -> Hmac<Sha256> {
    let mut hmac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_slice()).expect("HMAC takes a key of any length");
    hmac.update(canonical.as_slice());
    hmac
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};

    use super::*;

    #[test]
    fn argon2id_meets_the_vector_of_rfc_9106() {
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let mut tag = [0; 32];
        Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params)
            .unwrap()
            .hash_password_into(&[1; 32], &[2; 16], &mut tag)
            .unwrap();
        assert_eq!(
            hex(&tag),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
            "RFC 9106, section 5.3"
        );
    }

    #[test]
    fn a_real_vault_never_costs_less_than_the_floor() {
        assert_eq!(
            Cost::floor(),
            Cost { memory_kib: 65_536, passes: 3, lanes: 1 },
            "K4: 64 MiB, three passes"
        );
        assert!(!Cost::measured().is_practice(), "a slow PC gets the floor, not less");
        assert!(Cost::practice().is_practice(), "the cheap cost is known for what it is");
    }

    #[test]
    fn a_wrap_opens_with_its_own_key_and_context_only() {
        let root = RootKey::random().unwrap();
        let key = passphrase_key("みほん-passphrase 1", &[7; 16], Cost::practice()).unwrap();
        let full_width =
            passphrase_key("みほん－ｐａｓｓｐｈｒａｓｅ　１", &[7; 16], Cost::practice()).unwrap();
        let wrapped = wrap(&root, &key, &[1; 12], b"slot 1").unwrap();
        let opened =
            unwrap(&wrapped, &full_width, &[1; 12], b"slot 1").expect("the width of typing is the same key");
        assert_eq!(opened.bytes(), root.bytes(), "the root comes back");
        assert!(unwrap(&wrapped, &key, &[1; 12], b"slot 2").is_none(), "moved to another slot it stays shut");
        let other = passphrase_key("みほん-passphrase 2", &[7; 16], Cost::practice()).unwrap();
        assert!(unwrap(&wrapped, &other, &[1; 12], b"slot 1").is_none(), "another passphrase opens nothing");
    }

    #[test]
    fn keys_are_not_printed_by_accident() {
        assert_eq!(format!("{:?}", RootKey::random().unwrap()), "RootKey(…)", "Debug hides it");
    }

    #[test]
    fn purposes_have_different_keys() {
        let root = RootKey::from_bytes(&[9; 20]);
        let purposes =
            [Purpose::Database, Purpose::DatabaseSalt, Purpose::Log, Purpose::Slots, Purpose::State];
        let mut keys: Vec<_> = purposes.iter().map(|purpose| root.derive(*purpose).to_vec()).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), purposes.len(), "no purpose shares a key with another");
    }
}
