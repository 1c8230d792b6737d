//! The nouns of the office and their rules. Never asks the time, knows no SQL and no PDF.

pub mod moment;
pub mod wareki;
pub mod check;
pub(crate) mod keyed;
pub mod id;
pub mod person_name;
pub mod contact;
pub mod office;
pub mod staff;
pub mod pledge;
pub mod care_recipient;
pub mod consent;
pub mod signature;
pub mod photo_consent;
pub mod care_group;
pub mod device;
pub mod disaster;
pub mod takeout;
pub mod training;
pub mod guideline_check;
pub mod incident;
pub mod ledger;
pub mod scan;
pub mod paper;
pub mod print_job;
pub mod sheet_code;
pub mod own_form;
pub mod submission;
pub mod targets;
pub mod search_key;
pub mod romaji;
pub mod passphrase;

pub use check::Check;
pub use moment::Moment;
pub use person_name::{NameTyped, PersonName};
