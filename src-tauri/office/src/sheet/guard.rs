//! The mark that keeps a cell of a CSV from being taken for a formula: `'` before `= + - @`, tab and return, and before
//! their full-width kin. Written by the export and taken off by the import, so both ways stand here (H3).

/// What no cell of a CSV may begin with.
const DANGEROUS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell as it is written. What was guarded by hand gets one mark more, so that [`unguarded`] gives it back.
///
/// ```
/// use office::sheet::{guarded, unguarded};
/// for text in ["=1+2", "'=1+2", "＝合計", "'そのまま", "-5"] {
///     assert_eq!(unguarded(&guarded(text)), text);
/// }
/// assert_eq!(guarded("=1+2"), "'=1+2");
/// assert_eq!(unguarded("'そのまま"), "'そのまま");
/// ```
pub fn guarded(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

/// A cell as it was before [`guarded`].
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(text)
}

fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(DANGEROUS)
}
