//! The encrypted file: keys, opening, migrations, rows and the log of acts. Knows no form, no PDF, no wording.
//!
//! # Design
//! [`Vault`] is the one door. A random root key opens `vault.db`; each person's passphrase only wraps it in
//! `keys.json`, and the printed [`RecoveryKey`] is the root itself. Every change goes through
//! [`Vault::transact`], which writes the change and its [`Act`] in one transaction.

pub mod vault;
mod recovery_key;
mod act;
mod log;
pub mod history;
mod slots;
mod keys;
mod open;
mod migrate;
mod state;
pub mod files;

pub mod row;
pub mod search;
pub mod setting;
pub mod office;
pub mod staff;
pub mod leaving;
pub mod password;
pub mod care_recipient;
pub mod consent;
pub mod photo_consent;
pub mod recipient_end;
pub mod withdrawal;
pub mod group;
pub mod membership;
pub mod device;
pub mod export;
pub mod takeout;
pub mod training;
pub mod guideline_check;
pub mod incident;
pub mod ledger;
pub mod scan;
pub mod paper;
pub mod print_job;
pub mod own_form;
pub mod submission;
pub mod yearly_report;
pub mod import;
pub mod duty;
pub mod draft;

pub use act::Act;
pub use history::{HistoryEntry, HistoryOf};
pub use keys::{Cost, random_id};
pub use log::{ActRow, CODE_DIGITS, LogCheck, LogHead, LogPage};
pub use recovery_key::{GROUP_LENGTH, GROUPS, RecoveryKey};
pub use rusqlite::Connection;
pub use slots::{MOST_USERS, Role, User};
pub use vault::{Older, Vault};
