//! The nouns of the office and their rules. Never asks the time, knows no SQL and no PDF.

pub mod moment;
pub mod search_key;

pub use moment::Moment;
