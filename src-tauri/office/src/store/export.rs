//! Whole tables as text, for the export of everything. Which columns are read is data; they are held to the schema.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::{Error, Result};

/// The tables of the records with their columns, by name.
pub fn schema(db: &Connection) -> Result<Vec<(String, Vec<String>)>> {
    let tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names: Vec<String> =
        db.prepare(tables)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let columns = |table: &String| -> Result<Vec<String>> {
        let sql = "SELECT name FROM pragma_table_info(?1)";
        Ok(db.prepare_cached(sql)?.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    names.into_iter().map(|table| Ok((table.clone(), columns(&table)?))).collect()
}

/// The rows of a table in the order of entry, as text; empty for NULL. A column that the table does not have is empty.
///
/// # Errors
/// [`Error::NotFound`] for a table that is not there.
pub fn rows(db: &Connection, table: &str, columns: &[&str]) -> Result<Vec<Vec<String>>> {
    let known = schema(db)?.into_iter().find(|(name, _)| name == table);
    let (table, known) = known.ok_or(Error::NotFound { noun: "table" })?;
    let column = |name: &&str| match known.iter().any(|one| one == name) {
        true => format!("\"{name}\""),
        false => "''".to_owned(),
    };
    let list: Vec<_> = columns.iter().map(column).collect();
    // As they were entered, as far as that is kept; else by their keys.
    let order = ["seq", "entered_at", "made_at", "received_at"].into_iter();
    let order = order.filter(|name| known.iter().any(|one| one == name)).take(1);
    let order: String = order.map(|name| format!(" ORDER BY \"{name}\"")).collect();
    let sql = format!("SELECT {} FROM \"{table}\"{order}", list.join(", "));
    let text = |row: &rusqlite::Row<'_>| {
        (0..columns.len())
            .map(|at| {
                Ok(match row.get_ref(at)? {
                    ValueRef::Null => String::new(),
                    ValueRef::Integer(number) => number.to_string(),
                    ValueRef::Real(number) => number.to_string(),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
                })
            })
            .collect()
    };
    db.prepare(&sql)?.query_map([], text)?.map(|row| row.map_err(Into::into)).collect()
}
