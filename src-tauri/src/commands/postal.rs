//! The command that looks up a postal code in the table inside the program.

use office::postal::PostalCodes;

use super::prelude::*;

/// The places of a postal code; none for one that does not exist.
#[command(async)]
pub fn postal_lookup(code: String) -> Vec<wire::PostalPlace> {
    PostalCodes::shipped().lookup(&code).into_iter().map(wire::PostalPlace::from).collect()
}
