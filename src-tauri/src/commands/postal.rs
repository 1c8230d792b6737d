//! Postal codes.

use super::prelude::*;

/// The places of a postal code.
#[command(async)]
pub fn postal_lookup(session: State<Session>, code: String) -> Answer<Vec<wire::PostalPlace>> {
    Ok(session.hold().shelf()?.postal.lookup(&code).into_iter().map(wire::PostalPlace::from).collect())
}
