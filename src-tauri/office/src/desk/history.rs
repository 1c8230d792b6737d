//! これまでの変更: what was done to a record, by whom and why, and what stood there before.

use super::Desk;
use crate::Result;
use crate::forms::HistoryWords;
use crate::store::{HistoryEntry, HistoryOf};

impl Desk {
    /// The newest acts on a record or a ledger, newest first, at most `most` of them; and how many there are.
    pub fn history(&self, of: HistoryOf<'_>, most: usize) -> Result<(Vec<HistoryEntry>, usize)> {
        self.vault.history(of, most)
    }

    /// What its acts and fields are called.
    pub fn history_words(&self) -> &HistoryWords {
        self.shelf.catalog.history()
    }
}
