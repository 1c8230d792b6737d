//! The command that reads a date as typed, so that a field can show it. The reading is `domain::wareki`'s.

use office::Error;
use office::domain::wareki;

use super::prelude::*;

/// Reads a date in any form a person types.
#[command]
pub fn date_read(field: String, text: String) -> Answer<wire::DateRead> {
    wareki::read(&field, &text)
        .map(wire::DateRead::from)
        .map_err(|problem| Error::Fields(vec![problem]).into())
}
