//! Postal codes.

use office::postal::PostalCodes;

use super::prelude::*;

/// The places of a postal code; none for one that does not exist.
#[command(async)]
pub fn postal_lookup(code: String) -> Vec<wire::PostalPlace> {
    PostalCodes::shipped().lookup(&code).into_iter().map(wire::PostalPlace::from).collect()
}
