//! An act, as it is handed to the vault with a change. Owns what it says of itself; leaves its row to `log`, and the
//! values of its fields to `history`.

use std::fmt;

use zeroize::Zeroizing;

use super::keys::Canonical;
use crate::domain::history::{FieldChange, Told, Value};

/// One act, as the log will tell it. Names of people have no place in it: ids and names of fields only. The values
/// of the fields are kept beside it, for the history of the record.
///
/// ```
/// use office::domain::history::Fields;
/// use office::store::Act;
/// let act = Act::new("consent_file_original", "consent").on("5f0c");
/// let act = act.adding(&Fields::default().with("original_place", "A-12")).because("持参された");
/// ```
#[derive(Clone)]
pub struct Act {
    /// What was done, `noun_verb`, e.g. `staff_add`.
    pub verb: &'static str,
    /// What it was done to, e.g. `staff`.
    pub noun: &'static str,
    /// The random id of the record; of a part of a card, the id of the card.
    pub id: Option<String>,
    /// The fields that change, each with what stood there and what stands there then.
    pub changes: Vec<FieldChange>,
    /// Why, where a reason is asked for. It stays inside the encrypted file.
    pub reason: Option<String>,
}

impl Act {
    /// `verb` is done to a `noun`.
    pub fn new(verb: &'static str, noun: &'static str) -> Act {
        Act { verb, noun, id: None, changes: Vec::new(), reason: None }
    }

    /// Names the record.
    pub fn on(mut self, id: impl Into<String>) -> Act {
        self.id = Some(id.into());
        self
    }

    /// Tells which fields of something change, and from what to what.
    pub fn changing(mut self, before: &impl Told, after: &impl Told) -> Act {
        self.changes.extend(before.told().changes(&after.told()));
        self
    }

    /// Tells whom or what it is about, where no field of that changes: it stands in the history beside the others.
    pub fn about(mut self, what: &impl Told) -> Act {
        let told = what.told().all().into_iter();
        self.changes.extend(told.map(|(field, value)| FieldChange {
            field: field.to_owned(),
            before: Some(value.clone()),
            after: Some(value.clone()),
        }));
        self
    }

    /// Tells what is added.
    pub fn adding(self, added: &impl Told) -> Act {
        self.changing(&(), added)
    }

    /// Tells what is taken back.
    pub fn taking(self, taken: &impl Told) -> Act {
        self.changing(taken, &())
    }

    /// Gives the reason.
    pub fn because(mut self, reason: impl Into<String>) -> Act {
        self.reason = Some(reason.into());
        self
    }

    /// The values before and after; of these only an HMAC stands in the log.
    pub(super) fn values(&self) -> Option<Canonical> {
        let with = |canonical: Canonical, value: &Option<Value>| {
            let text = value.as_ref().map(|value| Zeroizing::new(value.text()));
            canonical.maybe(text.as_ref().map(|text| text.as_bytes()))
        };
        (!self.changes.is_empty()).then(|| {
            self.changes.iter().fold(Canonical::new("values"), |canonical, change| {
                with(with(canonical.text(&change.field), &change.before), &change.after)
            })
        })
    }
}

impl fmt::Debug for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Act({} {:?} {:?})", self.verb, self.id, self.changes)
    }
}
