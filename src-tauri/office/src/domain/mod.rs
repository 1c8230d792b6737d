//! The nouns of the office and their rules. Never asks the time, knows no SQL and no PDF.

pub mod moment;
pub mod wareki;
pub mod check;
pub mod id;
pub mod person_name;
pub mod contact;
pub mod office;
pub mod staff;
pub mod pledge;
pub mod leaving;
pub mod password;
pub mod care_recipient;
pub mod consent;
pub mod signature;
pub mod photo_consent;
pub mod recipient_end;
pub mod withdrawal;
pub mod group;
pub mod membership;
pub mod scan;
pub mod paper;
pub mod print_job;
pub mod sheet_code;
pub mod own_form;
pub mod submission;
pub mod duty;
pub mod targets;
pub mod search_key;
pub mod romaji;
pub mod passphrase;

pub use check::Check;
pub use moment::Moment;
pub use person_name::{NameTyped, PersonName};
