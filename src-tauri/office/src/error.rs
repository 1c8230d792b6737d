//! What can go wrong, as facts. Owns the codes; leaves the words to `ui/src/strings.ts`.
//!
//! # Design
//! One enum for the whole crate. A variant carries ids, field names, numbers and clauses,
//! never a value that a person typed, so that an error may be logged. The one exception is
//! [`Error::MissingGlyphs`]: it must show which character no font has, and to whom it belongs;
//! it is shown and never logged, and its `Debug` hides both.

use std::fmt;

use crate::parcel::ParcelFault;

/// The result of every act in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong. [`Error::code`] is the key into the table of words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Some fields cannot be accepted as typed. Never empty.
    #[error("{} fields cannot be accepted", .0.len())]
    Fields(Vec<Problem>),

    /// The passphrase opens no slot of `keys.json`.
    #[error("no slot opens with this passphrase")]
    WrongPassphrase,
    /// Too many wrong passphrases in a row (L3).
    #[error("wait {seconds} s before the next try")]
    Throttled {
        /// Seconds until the next try is accepted.
        seconds: u64,
    },
    /// The recovery key is not 36 characters, or its check characters do not match.
    #[error("the recovery key is mistyped")]
    RecoveryKeyMistyped,
    /// A well-formed recovery key that does not open this vault.
    #[error("the recovery key belongs to another vault")]
    RecoveryKeyForeign,
    /// The groups typed back from the recovery sheet are not those on the sheet.
    #[error("the typed groups do not match the recovery sheet")]
    RecoveryGroupsDiffer,
    /// There is no vault in the folder yet.
    #[error("there is no vault here")]
    VaultMissing,
    /// A vault is in the folder already; it is never overwritten.
    #[error("a vault is here already")]
    VaultExists,
    /// The file is shorter than a page, cut, or fails a check (C2, C3, C5).
    #[error("the vault is damaged")]
    VaultDamaged,
    /// `vault.db` and `keys.json` do not belong together.
    #[error("the vault belongs to other keys")]
    VaultForeign,
    /// The vault was written by a newer program (C6).
    #[error("the vault has schema {found}, this program knows {known}")]
    VaultNewer {
        /// Schema number of the file.
        found: u32,
        /// Newest schema number this program knows.
        known: u32,
    },
    /// An old copy was put in the vault's place (A3); nothing changes until that is accepted with a reason.
    #[error("the vault ends at act {found}, it was last seen at {marked}")]
    VaultOlder {
        /// The last act noted outside the file.
        marked: u64,
        /// The last act in the file.
        found: u64,
    },
    /// `keys.json` and its previous version cannot be read; the recovery key is the way in.
    #[error("keys.json is damaged")]
    KeysDamaged,
    /// The program is open already (C7).
    #[error("the vault is open in another window")]
    AlreadyOpen,
    /// The folder or the file cannot be written.
    #[error("the place is read-only")]
    ReadOnlyPlace,
    /// The disk is full; what was saved before is intact.
    #[error("the disk is full")]
    DiskFull,
    /// The vault is locked, so nothing can be read.
    #[error("locked")]
    Locked,

    /// The record is not there (any more).
    #[error("no {noun} with this id")]
    NotFound {
        /// The noun, e.g. `staff`.
        noun: &'static str,
    },
    /// A rule forbids the act; `clause` names the policy's words.
    #[error("refused: {code} ({clause})")]
    Refused {
        /// Key into the table of words, e.g. `pledge_missing`.
        code: &'static str,
        /// Where the policy says so, e.g. `朝霞地区 運用ルール 2)(5)③`; empty when it is the program's own rule.
        clause: String,
    },
    /// Characters that no font has: printing would leave a box (AC-12 (2)).
    #[error("{} characters are in no font", .0.len())]
    MissingGlyphs(Vec<MissingGlyph>),
    /// Characters that the chosen encoding cannot write, with the place of each: nothing is written then.
    #[error("{} characters cannot be written", .0.len())]
    LostCharacters(Vec<MissingGlyph>),
    /// Files under `forms/` that cannot be used.
    #[error("{} faults in form files", .0.len())]
    FormsFaulty(Vec<FormFault>),
    /// A folder or ZIP of files cannot be written or opened.
    #[error("parcel: {}", .0.key())]
    Parcel(ParcelFault),
    /// The region has no paper of this kind.
    #[error("the region has no such paper")]
    NoSuchPaper,

    /// The database said something none of the above names.
    #[error("database: {0}")]
    Database(rusqlite::Error),
    /// A file could not be read or written.
    #[error("file: {0}")]
    File(std::io::Error),
    /// The PDF layer failed; a fault of the program.
    #[error("pdf: {0}")]
    Pdf(String),
    /// The layer of workbooks failed; a fault of the program.
    #[error("xlsx: {0}")]
    Xlsx(String),
}

impl Error {
    /// The stable name of the variant: the key into the table of words.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Fields(_) => "fields",
            Error::WrongPassphrase => "wrong_passphrase",
            Error::Throttled { .. } => "throttled",
            Error::RecoveryKeyMistyped => "recovery_key_mistyped",
            Error::RecoveryKeyForeign => "recovery_key_foreign",
            Error::RecoveryGroupsDiffer => "recovery_groups_differ",
            Error::VaultMissing => "vault_missing",
            Error::VaultExists => "vault_exists",
            Error::VaultDamaged => "vault_damaged",
            Error::VaultForeign => "vault_foreign",
            Error::VaultNewer { .. } => "vault_newer",
            Error::VaultOlder { .. } => "vault_older",
            Error::KeysDamaged => "keys_damaged",
            Error::AlreadyOpen => "already_open",
            Error::ReadOnlyPlace => "read_only_place",
            Error::DiskFull => "disk_full",
            Error::Locked => "locked",
            Error::NotFound { .. } => "not_found",
            Error::Refused { code, .. } => code,
            Error::MissingGlyphs(_) => "missing_glyphs",
            Error::LostCharacters(_) => "lost_characters",
            Error::FormsFaulty(_) => "forms_faulty",
            Error::Parcel(fault) => fault.key(),
            Error::NoSuchPaper => "no_such_paper",
            Error::Database(_) => "database",
            Error::File(_) => "file",
            Error::Pdf(_) => "pdf",
            Error::Xlsx(_) => "xlsx",
        }
    }

    /// One field that cannot be accepted.
    pub fn field(field: impl Into<String>, code: ProblemCode) -> Error {
        Error::Fields(vec![Problem::new(field, code)])
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Error::ReadOnlyPlace,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Error::VaultDamaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::AlreadyOpen,
            _ => Error::Database(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::DiskFull,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Error::ReadOnlyPlace,
            _ => Error::File(error),
        }
    }
}

/// A field that cannot be accepted as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Dotted name of the field, e.g. `proxy.relationship`.
    pub field: String,
    /// What is wrong with it.
    pub code: ProblemCode,
    /// A value to offer instead, e.g. `令和元年5月1日`; never something a person typed.
    pub suggestion: Option<String>,
}

impl Problem {
    /// A problem with nothing to offer instead.
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Problem {
        Problem { field: field.into(), code, suggestion: None }
    }
}

/// What is wrong with a field. The name in `snake_case` is the key into the table of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemCode {
    /// Nothing was typed where something is needed.
    Required,
    /// More than the field holds.
    TooLong,
    /// A control or text-direction character.
    ControlCharacter,
    /// ふりがな may hold hiragana, ー, ・ and spaces only (AC-12 (5)).
    NotHiragana,
    /// Not a date in any form we read.
    NotADate,
    /// A date that no calendar has (2月30日).
    NoSuchDay,
    /// The era does not reach that day (平成31年5月1日); the suggestion names the right one.
    EraMismatch,
    /// Later than today where that makes no sense.
    InFuture,
    /// Before a date it must follow.
    TooEarly,
    /// Not seven digits, or not in the table.
    NotAPostalCode,
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Another active person has the same MCS ID.
    DuplicateMcsId,
    /// The passphrase does not meet the rule of L1.
    PassphraseTooWeak,
    /// The two passphrases typed differ.
    PassphraseDiffers,
    /// The passphrase opens the vault already, perhaps for someone else: each person has one of their own (K5).
    PassphraseInUse,
    /// The passphrase holds the office's or a person's name, or is a common one.
    PassphraseGuessable,
    /// 代筆 needs the relationship (様式4).
    ProxyRelationshipMissing,
    /// 代筆 needs the person's own intention confirmed (様式4).
    ProxyIntentionUnconfirmed,
    /// 代筆 needs the reason why the person cannot sign (様式4).
    ProxyReasonMissing,
    /// After a date it must come before.
    TooLate,
    /// The staff concerned must agree before the person or the family joins a group (熊谷 第5条(3)).
    AgreementMissing,
    /// Not one of the choices offered.
    NotAChoice,
    /// A code from paper: 16 digits of 0–9 and A–F.
    NotACode,
    /// A place that is not wholly on the page.
    OffThePage,
    /// Not a number, or one that makes no sense there.
    NotANumber,
    /// Somebody is released by the steps of leaving, and in no other way.
    ByLeaving,
    /// The name of somebody in the records, where none may stand.
    NamesAPerson,
}

impl ProblemCode {
    /// The key into the table of words.
    pub fn key(self) -> &'static str {
        match self {
            ProblemCode::Required => "required",
            ProblemCode::TooLong => "too_long",
            ProblemCode::ControlCharacter => "control_character",
            ProblemCode::NotHiragana => "not_hiragana",
            ProblemCode::NotADate => "not_a_date",
            ProblemCode::NoSuchDay => "no_such_day",
            ProblemCode::EraMismatch => "era_mismatch",
            ProblemCode::InFuture => "in_future",
            ProblemCode::TooEarly => "too_early",
            ProblemCode::NotAPostalCode => "not_a_postal_code",
            ProblemCode::NotAPhone => "not_a_phone",
            ProblemCode::NotAnEmail => "not_an_email",
            ProblemCode::DuplicateMcsId => "duplicate_mcs_id",
            ProblemCode::PassphraseTooWeak => "passphrase_too_weak",
            ProblemCode::PassphraseDiffers => "passphrase_differs",
            ProblemCode::PassphraseInUse => "passphrase_in_use",
            ProblemCode::PassphraseGuessable => "passphrase_guessable",
            ProblemCode::ProxyRelationshipMissing => "proxy_relationship_missing",
            ProblemCode::ProxyIntentionUnconfirmed => "proxy_intention_unconfirmed",
            ProblemCode::ProxyReasonMissing => "proxy_reason_missing",
            ProblemCode::TooLate => "too_late",
            ProblemCode::AgreementMissing => "agreement_missing",
            ProblemCode::NotAChoice => "not_a_choice",
            ProblemCode::NotACode => "not_a_code",
            ProblemCode::OffThePage => "off_the_page",
            ProblemCode::NotANumber => "not_a_number",
            ProblemCode::ByLeaving => "by_leaving",
            ProblemCode::NamesAPerson => "names_a_person",
        }
    }
}

/// A character that no font has.
#[derive(Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character, with its variation selector if it has one.
    pub character: String,
    /// What it belongs to, as the form names it, e.g. `氏名`.
    pub label: String,
    /// Whose it is, as typed; empty when it is nobody's.
    pub owner: String,
}

impl fmt::Debug for MissingGlyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MissingGlyph({})", self.label)
    }
}

/// A place in a file under `forms/` that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    /// Path below `forms/`, with `/`.
    pub file: String,
    /// Line, counted from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong, for the person who edits the file.
    pub message: String,
    /// What to write instead.
    pub instead: String,
}
