//! The encrypted file: keys, opening, migrations, rows and the log of acts. Knows no form, no PDF, no wording.

pub mod row;
pub mod setting;
pub mod office;
pub mod staff;
pub mod care_recipient;
pub mod consent;
pub mod paper;
pub mod submission;
pub mod duty;
pub mod draft;
