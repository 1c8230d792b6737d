//! The closed list of values that a paper may name, and how each is read from the record.

use chrono::NaiveDate;

use super::Record;
use crate::domain::PersonName;
use crate::domain::care_recipient::FamilyMember;
use crate::domain::office::Office;
use crate::domain::staff::StaffDetails;
use crate::domain::wareki;
use crate::policy::Setting;

/// A value that a paper may name.
pub struct Source {
    /// Its name in the files, dotted.
    pub name: &'static str,
    pub(super) get: fn(&Record<'_>, Row<'_>) -> Option<Given>,
}

impl Source {
    /// Whether it is a day, so that a part of it (令和, 8, 12, 1) can be asked for.
    pub fn is_date(&self) -> bool {
        self.name.ends_with("_on") || self.name.ends_with(".date")
    }
}

/// A line of a roster: its number and its person.
pub(super) type Row<'a> = Option<(usize, &'a StaffDetails)>;

/// A value with its furigana and its owner.
#[derive(Default)]
pub(super) struct Given {
    pub text: String,
    pub ruby: Vec<(String, String)>,
    pub owner: String,
    /// The day that the text says, when it is a date.
    pub day: Option<NaiveDate>,
}

/// Every value that a paper may name, but for `setting.<key>`, which each policy names itself.
pub const SOURCES: &[Source] = &[
    Source { name: "office.name", get: |record, _| of_office(record, |office| office.name.clone()) },
    Source {
        name: "office.postal_code",
        get: |record, _| of_office(record, |office| office.postal_code.clone()),
    },
    Source { name: "office.address", get: |record, _| of_office(record, |office| office.address.clone()) },
    Source { name: "office.tel", get: |record, _| of_office(record, |office| bracketed(&office.tel)) },
    Source { name: "office.fax", get: |record, _| of_office(record, |office| bracketed(&office.fax)) },
    Source { name: "office.manager", get: |record, _| Some(plain_name(record.office?.manager.as_ref()?)) },
    Source { name: "paper.date", get: |record, _| Some(date(record.options.date?)) },
    Source { name: "staff.name", get: |record, _| Some(plain_name(&record.staff?.name)) },
    Source { name: "row.number", get: |_, row| Some(plain(row?.0.to_string(), "")) },
    Source { name: "row.name", get: |_, row| Some(ruby_name(&row?.1.name)) },
    Source { name: "row.profession", get: |_, row| of_row(row, |staff| staff.profession.clone()) },
    Source { name: "row.email", get: |_, row| of_row(row, |staff| staff.email.clone()) },
    Source { name: "row.registered_on", get: |_, row| Some(date(row?.1.registered_on?)) },
    Source { name: "row.released_on", get: |_, row| Some(date(row?.1.released_on?)) },
    Source { name: "recipient.name", get: |record, _| Some(plain_name(&record.recipient?.name)) },
    Source { name: "recipient.address", get: |record, _| preprinted(record, recipient_address) },
    Source { name: "family.relationship", get: |record, _| preprinted(record, |r| relationship(r.family?)) },
    Source { name: "family.address", get: |record, _| preprinted(record, |r| family_address(r, r.family?)) },
    Source { name: "proxy.relationship", get: |record, _| preprinted(record, |r| relationship(r.proxy?)) },
    Source { name: "proxy.address", get: |record, _| preprinted(record, |r| family_address(r, r.proxy?)) },
    Source { name: "recovery.groups", get: |record, _| Some(plain(record.recovery?.key.to_owned(), "")) },
    Source { name: "recovery.made_on", get: |record, _| Some(date(record.recovery?.made_on)) },
];

/// Sources that no paper uses yet, each with its reason.
pub const UNUSED: &[(&str, &str)] = &[(
    "office.postal_code",
    "no paper of Asaka has a postal code before the office's address; covers and other regions do",
)];

/// Whether a paper may name this value.
pub fn is_known(name: &str, settings: &[Setting]) -> bool {
    match name.strip_prefix("setting.") {
        Some(key) => settings.iter().any(|setting| setting.key == key),
        None => SOURCES.iter().any(|source| source.name == name),
    }
}

pub(super) fn plain(text: String, owner: &str) -> Given {
    Given { text, owner: owner.to_owned(), ..Given::default() }
}

fn plain_name(name: &PersonName) -> Given {
    plain(name.printed(), &name.shown())
}

/// A name with each part under its own reading.
fn ruby_name(name: &PersonName) -> Given {
    let parts = [(&name.family, &name.family_kana), (&name.given, &name.given_kana)];
    let read = parts.iter().any(|(_, kana)| !kana.is_empty());
    let ruby =
        parts.iter().filter(|(part, _)| !part.is_empty()).map(|&(part, kana)| (part.clone(), kana.clone()));
    Given { ruby: if read { ruby.collect() } else { Vec::new() }, ..plain_name(name) }
}

fn date(day: NaiveDate) -> Given {
    Given { day: Some(day), ..plain(wareki::japanese(day), "") }
}

fn of_office(record: &Record<'_>, get: fn(&Office) -> String) -> Option<Given> {
    let office = record.office?;
    Some(plain(get(office), &office.name))
}

fn of_row(row: Row<'_>, get: fn(&StaffDetails) -> String) -> Option<Given> {
    let (_, staff) = row?;
    Some(plain(get(staff), &staff.name.shown()))
}

/// A value of a signer's block, printed only when the office chose so.
fn preprinted(record: &Record<'_>, get: fn(&Record<'_>) -> Option<Given>) -> Option<Given> {
    if record.options.preprint { get(record) } else { None }
}

fn recipient_address(record: &Record<'_>) -> Option<Given> {
    let recipient = record.recipient?;
    Some(plain(recipient.address.clone(), &recipient.name.shown()))
}

fn relationship(member: &FamilyMember) -> Option<Given> {
    Some(plain(member.relationship.clone(), &member.name.shown()))
}

fn family_address(record: &Record<'_>, member: &FamilyMember) -> Option<Given> {
    Some(plain(member.address(record.recipient?).to_owned(), &member.name.shown()))
}

/// `048-000-0001` → `048(000)0001`, as the region's paper writes its own number; others stay as they are.
fn bracketed(number: &str) -> String {
    match number.split('-').collect::<Vec<_>>().as_slice() {
        [area, exchange, line] => format!("{area}({exchange}){line}"),
        _ => number.to_owned(),
    }
}
