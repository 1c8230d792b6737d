//! The words of the log: what was done, and how a field is called (`forms/common/history.toml`).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::policy::Faults;

/// File below `forms/common`, without its ending.
pub const FILE: &str = "history";

/// The words of the log.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryWords {
    /// An act of a verb that is no longer written.
    pub other: String,
    /// What was done, by the verb of the act.
    pub verb: BTreeMap<String, String>,
    /// How a field is called, by its name in the log.
    pub field: BTreeMap<String, String>,
}

impl HistoryWords {
    /// Reads them from `common`.
    pub(super) fn read(forms: &Path, common: &Path, faults: &mut Faults) -> HistoryWords {
        let path = common.join(format!("{FILE}.toml"));
        faults.open(forms, &path).and_then(|mut file| file.parse()).unwrap_or_default()
    }

    /// What was done.
    pub fn verb(&self, verb: &str) -> &str {
        self.verb.get(verb).unwrap_or(&self.other)
    }

    /// How a field is called; as the log has it where nobody knows it any more.
    pub fn field<'a>(&'a self, field: &'a str) -> &'a str {
        self.field.get(field).map_or(field, String::as_str)
    }
}
