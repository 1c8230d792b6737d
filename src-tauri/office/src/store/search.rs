//! What a search of everything needs beside the searches of the nouns: the folding of words inside a statement, and what
//! was taken back.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::consent::PersonalText;
use crate::domain::search_key::search_key;

/// Something that was taken back (取り消し): it counts no more, and is still found.
#[derive(Debug, Clone)]
pub struct TakenBack {
    /// What it was, as the acts name it: `staff`, `care_recipient`, `device`, `takeout`, `training`, `incident`,
    /// `submission`, `group`.
    pub noun: String,
    /// Its id.
    pub id: String,
    /// What it is called: a name, a title, or what was in it.
    pub name: PersonalText,
    /// When it was taken back, as kept.
    pub at: String,
}

/// The `most` things that were taken back last and hold `query`, and how many there are.
pub fn taken_back(db: &Connection, query: &str, most: usize) -> Result<(Vec<TakenBack>, usize)> {
    let params = params![search_key(query), row::limit(most)];
    row::counted(db, include_str!("search/taken_back.sql"), params, |row| {
        Ok(TakenBack { noun: row.get(0)?, id: row.get(1)?, name: PersonalText(row.get(2)?), at: row.get(3)? })
    })
}

/// Lets statements fold words with `search_key(text, …)`, as the keys of names are folded; each text is a line of the key.
pub(super) fn add_search_key(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    Ok(connection.create_scalar_function("search_key", -1, flags, |call| {
        let texts = (0..call.len()).map(|at| Ok(call.get_raw(at).as_str_or_null()?.unwrap_or_default()));
        let keys = texts.map(|text| text.map(search_key));
        Ok(keys.collect::<rusqlite::Result<Vec<_>>>()?.join("\n"))
    })?)
}
