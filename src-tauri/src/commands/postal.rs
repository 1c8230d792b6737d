//! The commands that name the month of, and look up a postal code in the table inside the program.

use office::postal::PostalCodes;

use super::prelude::*;

/// The month of the table, such as `2026-10`.
#[command(async)]
pub fn postal_month() -> &'static str {
    PostalCodes::shipped().data_month()
}

/// The places of a postal code; none for one that does not exist.
#[command(async)]
pub fn postal_lookup(code: String) -> Vec<wire::PostalPlace> {
    PostalCodes::shipped().lookup(&code).into_iter().map(wire::PostalPlace::from).collect()
}
