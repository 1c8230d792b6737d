//! What the history of a record (これまでの変更) keeps: the fields that an act changed, each with its value before and
//! after. What is told of each noun stands in `told`; where it is kept is the store's.

use std::fmt;

use chrono::NaiveDate;

use super::consent::PersonalText;
use super::id::{CareRecipientId, DeviceId, StaffId};

mod told;

/// A value of a field. People and devices are kept by id, so that they are shown under the name they have now.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// As typed.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// One of a closed list, by its stable name.
    Choice(String),
    /// Members of staff.
    Staff(Vec<StaffId>),
    /// Care recipients.
    CareRecipient(Vec<CareRecipientId>),
    /// Devices.
    Device(Vec<DeviceId>),
}

/// A field that an act changed; `None`: it was, or is now, empty. Where both are alike, it says what the act was about.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Name of the field.
    pub field: String,
    /// What stood there before.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// What is told of something: its fields in the order of the screen, without those that are empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(&'static str, Value)>);

/// Something whose former values are kept. `()` is nothing: what is added comes from it, what is taken back goes there.
pub trait Told {
    /// Its fields.
    fn told(&self) -> Fields;
}

impl Value {
    /// The stable name of what it is.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Day(_) => "day",
            Value::Choice(_) => "choice",
            Value::Staff(_) => "staff",
            Value::CareRecipient(_) => "care-recipient",
            Value::Device(_) => "device",
        }
    }

    /// As kept: several, one a line.
    pub fn text(&self) -> String {
        fn lines<'a>(ids: impl Iterator<Item = &'a str>) -> String {
            ids.collect::<Vec<_>>().join("\n")
        }
        match self {
            Value::Text(text) | Value::Choice(text) => text.clone(),
            Value::Day(day) => day.to_string(),
            Value::Staff(ids) => lines(ids.iter().map(StaffId::as_str)),
            Value::CareRecipient(ids) => lines(ids.iter().map(CareRecipientId::as_str)),
            Value::Device(ids) => lines(ids.iter().map(DeviceId::as_str)),
        }
    }

    /// From what was kept; `None` for a kind that nobody knows.
    pub fn read(kind: &str, text: &str) -> Option<Value> {
        Some(match kind {
            "text" => Value::Text(text.to_owned()),
            "day" => Value::Day(text.parse().ok()?),
            "choice" => Value::Choice(text.to_owned()),
            "staff" => Value::Staff(text.lines().map(StaffId::from_text).collect()),
            "care-recipient" => Value::CareRecipient(text.lines().map(CareRecipientId::from_text).collect()),
            "device" => Value::Device(text.lines().map(DeviceId::from_text).collect()),
            _ => return None,
        })
    }
}

impl Fields {
    /// A field more, unless it is empty.
    pub fn with(mut self, field: &'static str, value: &(impl Kept + ?Sized)) -> Fields {
        self.0.extend(value.kept().map(|value| (field, value)));
        self
    }

    /// All fields of something more.
    pub fn and(mut self, other: &impl Told) -> Fields {
        self.0.extend(other.told().0);
        self
    }

    /// One of them alone.
    pub fn only(mut self, field: &str) -> Fields {
        self.0.retain(|(known, _)| *known == field);
        self
    }

    /// All of them.
    pub fn all(self) -> Vec<(&'static str, Value)> {
        self.0
    }

    /// The fields in which what is told differs: those of `before` first, then those that are new.
    pub fn changes(&self, after: &Fields) -> Vec<FieldChange> {
        let value = |fields: &Fields, field| {
            fields.0.iter().find(|(known, _)| *known == field).map(|(_, value)| value.clone())
        };
        let gone_or_kept = self.0.iter().map(|(field, _)| *field);
        let come = after.0.iter().map(|(field, _)| *field).filter(|field| value(self, *field).is_none());
        gone_or_kept
            .chain(come)
            .map(|field| FieldChange {
                field: field.to_owned(),
                before: value(self, field),
                after: value(after, field),
            })
            .filter(|change| change.before != change.after)
            .collect()
    }
}

impl Told for Fields {
    fn told(&self) -> Fields {
        self.clone()
    }
}

impl Told for () {
    fn told(&self) -> Fields {
        Fields::default()
    }
}

impl<T: Told> Told for &T {
    fn told(&self) -> Fields {
        (*self).told()
    }
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> Fields {
        self.as_ref().map(Told::told).unwrap_or_default()
    }
}

/// What a value is kept as; `None`: it is empty.
pub trait Kept {
    /// As kept.
    fn kept(&self) -> Option<Value>;
}

impl Kept for str {
    fn kept(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Text(self.to_owned()))
    }
}

impl Kept for String {
    fn kept(&self) -> Option<Value> {
        self.as_str().kept()
    }
}

impl Kept for PersonalText {
    fn kept(&self) -> Option<Value> {
        self.0.kept()
    }
}

impl Kept for NaiveDate {
    fn kept(&self) -> Option<Value> {
        Some(Value::Day(*self))
    }
}

impl Kept for bool {
    fn kept(&self) -> Option<Value> {
        Some(choice(if *self { "yes" } else { "no" }))
    }
}

impl Kept for StaffId {
    fn kept(&self) -> Option<Value> {
        Some(Value::Staff(vec![self.clone()]))
    }
}

impl Kept for [StaffId] {
    fn kept(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Staff(self.to_vec()))
    }
}

impl Kept for [CareRecipientId] {
    fn kept(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::CareRecipient(self.to_vec()))
    }
}

impl Kept for [DeviceId] {
    fn kept(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Device(self.to_vec()))
    }
}

impl Kept for Value {
    fn kept(&self) -> Option<Value> {
        Some(self.clone())
    }
}

impl<T: Kept> Kept for Option<T> {
    fn kept(&self) -> Option<Value> {
        self.as_ref().and_then(Kept::kept)
    }
}

/// One of a closed list.
pub fn choice(key: &str) -> Value {
    Value::Choice(key.to_owned())
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({})", self.kind())
    }
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldChange({})", self.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = Fields::default().with("a", "1").with("b", "2").with("c", "");
        let after = Fields::default().with("a", "1").with("c", "3");
        let told: Vec<_> = before
            .changes(&after)
            .into_iter()
            .map(|one| (one.field, one.before.map(|value| value.text()), one.after.map(|value| value.text())))
            .collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            told,
            [("b".into(), text("2"), None), ("c".into(), None, text("3"))],
            "what stayed is left out, what was emptied and what is new are there"
        );
    }

    #[test]
    fn every_kind_comes_back_as_it_was_kept() {
        let ids = ["a1", "b2"].map(StaffId::from_text);
        let day: NaiveDate = "2026-11-20".parse().unwrap();
        for value in [
            "two\nlines".kept(),
            day.kept(),
            true.kept(),
            ids[..].kept(),
            [CareRecipientId::from_text("c3")][..].kept(),
            [DeviceId::from_text("d4")][..].kept(),
        ] {
            let value = value.unwrap();
            assert_eq!(Value::read(value.kind(), &value.text()), Some(value), "nothing is lost on the way");
        }
    }

    #[test]
    fn no_value_reaches_a_message() {
        let change = FieldChange { field: "phone".into(), before: "080-0000-0001".kept(), after: None };
        assert_eq!(format!("{change:?} {:?}", change.before), "FieldChange(phone) Some(Value(text))");
    }
}
