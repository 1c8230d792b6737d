//! The work of 連携帳: records, rules, forms and paper.
//!
//! Modules in reading order. Calls go downwards only:
//! `desk → { store, pdf, xlsx, parcel, scan, sheet, forms, policy } → domain`. Nothing here knows Tauri, a dialog,
//! the clock, or a sentence for the screen.

// The bench's office of ten years is lived in by a test, too, and names this crate from outside.
#[cfg(test)]
extern crate self as office;

pub mod domain;
pub mod postal;
pub mod policy;
pub mod forms;
pub mod store;
pub mod pdf;
pub mod xlsx;
pub mod parcel;
pub mod scan;
pub mod sheet;
pub mod desk;
mod error;

pub use error::{Error, FormFault, MissingGlyph, Problem, ProblemCode, Result};
