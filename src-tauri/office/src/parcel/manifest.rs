//! The list of the files of a parcel and its signature: whether they are as they left, and who packed them (E4).
//! It proves that nothing was changed since; it is no signature in the sense of the law.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ParcelFault, ParcelFile};
use crate::Result;

/// The list's name in the parcel.
pub const MANIFEST: &str = "manifest.json";
/// The signature's name in the parcel.
pub const SIGNATURE: &str = "manifest.sig";

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program, and its version.
    pub program: String,
    /// The day on the papers, as `2026-11-22`.
    pub day: String,
    /// Number of the last change in the office's log, and its code: 控えの番号.
    pub log_number: u64,
    /// See `log_number`.
    pub log_code: String,
    /// Of the key that signs.
    pub fingerprint: String,
    /// The files beside this one and its signature, in order.
    pub files: Vec<ManifestFile>,
}

/// A file on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its name.
    pub name: String,
    /// What it is: 別紙様式3 誓約同意書.
    pub title: String,
    /// Edition of the form; empty for what is no form.
    #[serde(default)]
    pub edition: String,
    /// Its pages; `None` for what is no paper.
    pub pages: Option<u32>,
    /// Its bytes.
    pub size: u64,
    /// Hexadecimal.
    pub sha256: String,
}

/// How the signature is written.
#[derive(Serialize, Deserialize)]
struct Signed {
    algorithm: String,
    public_key: String,
    signature: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// 変わっていません.
    Same,
    /// 変わっています.
    Changed,
    /// ありません.
    Missing,
    /// 余分なファイル.
    Extra,
}

/// Whether the list itself is as it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureState {
    /// It is, and this key signed it.
    Ours,
    /// It is, and another key signed it.
    Foreign,
    /// It was changed after it was signed.
    Broken,
    /// There is no signature, or none that can be read.
    Missing,
}

/// What the check of a parcel found.
#[derive(Debug, Clone)]
pub struct CheckedParcel {
    /// The list.
    pub manifest: Manifest,
    /// Those on the list in its order, then those that are not on it.
    pub files: Vec<CheckedFile>,
    /// The list's own signature.
    pub signature: SignatureState,
    /// Of the key that signed; empty without a readable signature.
    pub fingerprint: String,
}

/// A file as it was found.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    /// Its name.
    pub name: String,
    /// What it is, as the list says; empty for an extra one.
    pub title: String,
    /// What became of it.
    pub state: FileState,
}

impl CheckedParcel {
    /// Whether everything is as it was packed, and the list is signed.
    pub fn is_whole(&self) -> bool {
        let is_signed = matches!(self.signature, SignatureState::Ours | SignatureState::Foreign);
        is_signed && self.files.iter().all(|file| file.state == FileState::Same)
    }
}

/// Hexadecimal SHA-256.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The short name of a key, to be compared by eye: 16 digits in groups of four.
pub fn fingerprint(secret: &[u8; 32]) -> String {
    fingerprint_of(&SigningKey::from_bytes(secret).verifying_key())
}

fn fingerprint_of(key: &VerifyingKey) -> String {
    let digits: Vec<char> = sha256_hex(key.as_bytes()).to_uppercase().chars().take(16).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The list as a file, and the file with its signature; the same list and key give the same bytes.
///
/// # Errors
/// [`ParcelFault::Manifest`]; a fault of the program.
pub fn seal(manifest: &Manifest, secret: &[u8; 32]) -> Result<[ParcelFile; 2]> {
    let list = serde_json::to_vec_pretty(manifest).map_err(|_| ParcelFault::Manifest)?;
    let key = SigningKey::from_bytes(secret);
    let signed = Signed {
        algorithm: "ed25519".to_owned(),
        public_key: hex(key.verifying_key().as_bytes()),
        signature: hex(&key.sign(&list).to_bytes()),
    };
    let signed = serde_json::to_vec_pretty(&signed).map_err(|_| ParcelFault::Manifest)?;
    Ok([ParcelFile::new(MANIFEST, list), ParcelFile::new(SIGNATURE, signed)])
}

/// Compares the files of a parcel with their list, and the list with its signature. `secret`: of this installation.
///
/// # Errors
/// [`ParcelFault::NoManifest`], [`ParcelFault::Manifest`].
pub fn check(files: &[ParcelFile], secret: &[u8; 32]) -> Result<CheckedParcel> {
    let named = |name: &str| files.iter().find(|file| file.name == name);
    let list = named(MANIFEST).ok_or(ParcelFault::NoManifest)?;
    let manifest: Manifest = serde_json::from_slice(&list.bytes).map_err(|_| ParcelFault::Manifest)?;
    let (signature, fingerprint) = match named(SIGNATURE).and_then(|file| read_signature(&file.bytes)) {
        None => (SignatureState::Missing, String::new()),
        Some((key, signature)) => {
            let is_ours = key == SigningKey::from_bytes(secret).verifying_key();
            let state = match key.verify_strict(&list.bytes, &signature) {
                Err(_) => SignatureState::Broken,
                Ok(()) if is_ours => SignatureState::Ours,
                Ok(()) => SignatureState::Foreign,
            };
            (state, fingerprint_of(&key))
        }
    };
    let listed = manifest.files.iter().map(|listed| {
        let state = match named(&listed.name) {
            None => FileState::Missing,
            Some(file) if sha256_hex(&file.bytes) == listed.sha256 => FileState::Same,
            Some(_) => FileState::Changed,
        };
        CheckedFile { name: listed.name.clone(), title: listed.title.clone(), state }
    });
    let is_listed = |name: &str| {
        matches!(name, MANIFEST | SIGNATURE) || manifest.files.iter().any(|listed| listed.name == name)
    };
    let extra = files.iter().filter(|file| !is_listed(&file.name));
    let extra = extra.map(|file| CheckedFile {
        name: file.name.clone(),
        title: String::new(),
        state: FileState::Extra,
    });
    let files = listed.chain(extra).collect();
    Ok(CheckedParcel { files, signature, fingerprint, manifest })
}

fn read_signature(bytes: &[u8]) -> Option<(VerifyingKey, Signature)> {
    let signed: Signed = serde_json::from_slice(bytes).ok()?;
    let key = VerifyingKey::from_bytes(&unhex(&signed.public_key)?).ok()?;
    Some((key, Signature::from_bytes(&unhex(&signed.signature)?)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    let mut bytes = [0; N];
    if digits.len() != 2 * N {
        return None;
    }
    for (byte, two) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?;
    }
    Some(bytes)
}
