//! What was typed and not yet saved. A draft is no act: it is kept inside the vault without a row in the log.

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::store::draft;

impl Desk {
    /// The drafts there are: key and time kept, newest first.
    pub fn drafts(&self) -> Result<Vec<(String, String)>> {
        self.vault.read(draft::drafts)
    }

    /// One draft, as the window sent it.
    pub fn draft(&self, key: &str) -> Result<Option<String>> {
        self.vault.read(|db| draft::draft(db, key))
    }

    /// Keeps a draft.
    pub fn keep_draft(&mut self, key: &str, body: &str, now: Moment) -> Result<()> {
        self.vault.jot(|db| draft::keep_draft(db, key, body, now))
    }

    /// Drops a draft once its record is saved, or when it is not wanted.
    pub fn drop_draft(&mut self, key: &str) -> Result<()> {
        self.vault.jot(|db| draft::drop_draft(db, key))
    }
}
