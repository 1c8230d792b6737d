//! A password that is told on the telephone.

use crate::{Error, Result};

/// Letters and digits that nobody takes for another when they are read aloud or copied by hand: no 0, 1, i, l, o.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// How many of them; 31 to the 16th is 79 bits.
const LENGTH: usize = 16;

/// Sixteen random letters and digits in groups of four: `k7wd-2mpx-9hga-c4tz`.
///
/// # Errors
/// [`Error::File`] when the system gives no random bytes.
pub fn password() -> Result<String> {
    let mut letters = Vec::with_capacity(LENGTH);
    while letters.len() < LENGTH {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| Error::File(std::io::ErrorKind::Other.into()))?;
        // Bytes above the last full round would make some letters likelier than others.
        let fair = bytes
            .iter()
            .map(|byte| usize::from(*byte))
            .filter(|byte| *byte < 256 / LETTERS.len() * LETTERS.len());
        letters.extend(fair.map(|byte| char::from(LETTERS[byte % LETTERS.len()])));
    }
    letters.truncate(LENGTH);
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}
