//! The command of search everything.

use crate::show;

use super::prelude::*;

/// What a text finds among everything, the first `most` of each noun.
#[command(async)]
pub fn search_everything(session: State<Session>, query: String, most: usize) -> Answer<wire::SearchFound> {
    session.at_desk(|desk| show::search_found(desk, &query, most, now()))
}
