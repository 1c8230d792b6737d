//! Duties that a person closed by hand: nothing else of a duty is kept.

use std::collections::HashMap;

use chrono::NaiveDate;

/// The days on which duties were closed by hand, by key and whom it is about; the latter is empty for the office.
#[derive(Debug, Clone, Default)]
pub struct Closed(HashMap<(String, String), NaiveDate>);

impl Closed {
    /// The day on which a duty was closed.
    pub fn on(&self, key: &str, subject: &str) -> Option<NaiveDate> {
        self.0.get(&(key.to_owned(), subject.to_owned())).copied()
    }
}

impl FromIterator<((String, String), NaiveDate)> for Closed {
    fn from_iter<T: IntoIterator<Item = ((String, String), NaiveDate)>>(days: T) -> Closed {
        Closed(days.into_iter().collect())
    }
}
