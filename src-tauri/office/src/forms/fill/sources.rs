//! The closed list of values that a paper may name, and how each is read from the record.

use chrono::NaiveDate;

use super::{IncidentFacts, Listed, Listing, Record, TakeoutFacts};
use crate::domain::PersonName;
use crate::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use crate::domain::consent::SignerKind;
use crate::domain::office::Office;
use crate::domain::staff::StaffDetails;
use crate::domain::wareki;
use crate::forms::definition::Marks;
use crate::policy::{Policy, Setting, Source as Cited};

/// A value that a paper may name.
pub struct Source {
    /// Its name in the files, dotted.
    pub name: &'static str,
    pub(super) get: fn(&Asked<'_>) -> Option<Given>,
}

/// What a value is read from.
pub(super) struct Asked<'a> {
    pub record: &'a Record<'a>,
    pub row: Row<'a>,
    pub marks: &'a Marks,
}

impl Source {
    /// Whether it is a day, so that a part of it (令和, 8, 12, 1) can be asked for.
    pub fn is_date(&self) -> bool {
        self.name.ends_with("_on") || self.name.ends_with(".date")
    }
}

/// A line of a roster: its number and its person.
pub(super) type Row<'a> = Option<(usize, Listed<'a>)>;

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
    Source { name: "office.name", get: |asked| of_office(asked, |office| &office.name) },
    Source { name: "office.name_kana", get: |asked| of_office(asked, |office| &office.name_kana) },
    Source { name: "office.corporation", get: |asked| of_office(asked, |office| &office.corporation) },
    Source { name: "office.kind", get: |asked| of_office(asked, |office| &office.kind) },
    Source { name: "office.postal_code", get: |asked| of_office(asked, |office| &office.postal_code) },
    Source { name: "office.address", get: |asked| of_office(asked, |office| &office.address) },
    Source { name: "office.tel", get: |asked| of_office(asked, |office| &office.tel).map(bracketed) },
    Source { name: "office.fax", get: |asked| of_office(asked, |office| &office.fax).map(bracketed) },
    Source { name: "office.email", get: |asked| of_office(asked, |office| &office.email) },
    Source { name: "office.manager", get: |asked| Some(plain_name(manager(asked)?)) },
    Source { name: "office.manager_kana", get: |asked| Some(kana(manager(asked)?)) },
    Source { name: "office.manager_with_title", get: manager_with_title },
    Source { name: "office.mcs_manager", get: |asked| Some(plain_name(asked.record.mcs_manager?)) },
    Source { name: "policy.name", get: |asked| Some(plain(asked.record.policy?.name.clone(), "")) },
    Source { name: "policy.document", get: |asked| Some(plain(asked.record.policy?.document.clone(), "")) },
    Source { name: "policy.consent", get: |asked| cited(asked, |policy| Some(&policy.consent.source)) },
    Source { name: "policy.photo", get: |asked| cited(asked, |policy| Some(&policy.photo.as_ref()?.source)) },
    Source { name: "paper.date", get: |asked| Some(date(asked.record.options.date?)) },
    Source { name: "staff.name", get: |asked| Some(plain_name(&asked.record.staff?.name)) },
    Source { name: "staff.profession", get: |asked| of_staff(asked, |staff| &staff.profession) },
    Source { name: "staff.email", get: |asked| of_staff(asked, |staff| &staff.email) },
    Source { name: "staff.mcs_id", get: |asked| of_staff(asked, |staff| &staff.mcs_id) },
    Source { name: "staff.registered_on", get: |asked| Some(date(asked.record.staff?.registered_on?)) },
    Source { name: "row.number", get: |asked| Some(plain(asked.row?.0.to_string(), "")) },
    Source { name: "row.name", get: |asked| Some(ruby_name(&asked.row?.1.staff.name)) },
    Source { name: "row.profession", get: |asked| of_row(asked, |staff| &staff.profession) },
    Source { name: "row.email", get: |asked| of_row(asked, |staff| &staff.email) },
    Source { name: "row.mcs_id", get: |asked| of_row(asked, |staff| &staff.mcs_id) },
    Source { name: "row.registered_on", get: |asked| Some(date(asked.row?.1.staff.registered_on?)) },
    Source { name: "row.released_on", get: |asked| Some(date(asked.row?.1.staff.released_on?)) },
    Source { name: "row.pledged_on", get: |asked| Some(date(asked.row?.1.pledged_on?)) },
    Source { name: "row.change", get: change },
    Source { name: "row.changed_on", get: |asked| Some(date(listing(asked.row?.1)?.on)) },
    Source { name: "recipient.name", get: |asked| Some(plain_name(&asked.record.recipient?.name)) },
    Source { name: "recipient.kana", get: |asked| Some(kana(&asked.record.recipient?.name)) },
    Source { name: "recipient.born_on", get: |asked| Some(date(asked.record.recipient?.born_on?)) },
    Source { name: "recipient.phone", get: |asked| of_recipient(asked, |recipient| &recipient.phone) },
    Source { name: "recipient.address", get: |asked| preprinted(asked, recipient_address) },
    Source { name: "recipient.note", get: |asked| of_recipient(asked, |recipient| &recipient.note) },
    Source { name: "visit.address", get: |asked| recipient_address(asked.record) },
    Source { name: "visit.age", get: age },
    Source { name: "visit.signer", get: signer },
    Source { name: "visit.signer_relationship", get: |asked| relationship(signing_member(asked)?) },
    Source { name: "visit.sheets", get: |asked| Some(plain(asked.record.consent.sheets.to_string(), "")) },
    Source { name: "family.relationship", get: |asked| preprinted(asked, |r| relationship(r.family?)) },
    Source { name: "family.address", get: |asked| preprinted(asked, |r| family_address(r, r.family?)) },
    Source { name: "proxy.relationship", get: |asked| preprinted(asked, |r| relationship(r.proxy?)) },
    Source { name: "proxy.address", get: |asked| preprinted(asked, |r| family_address(r, r.proxy?)) },
    Source {
        name: "consent.explained_by",
        get: |asked| Some(plain_name(asked.record.consent.explained_by?)),
    },
    Source { name: "consent.visit_on", get: |asked| Some(date(asked.record.consent.visit_on?)) },
    Source { name: "consent.doctor", get: |asked| of_doctor(asked.record.consent.doctor, asked) },
    Source {
        name: "consent.doctor_clinic",
        get: |asked| of_doctor(asked.record.consent.doctor_clinic, asked),
    },
    Source { name: "consent.requested_on", get: |asked| Some(date(asked.record.consent.requested_on?)) },
    Source { name: "consent.target", get: |asked| Some(plain(asked.record.consent.target.to_owned(), "")) },
    Source { name: "takeout.content", get: |asked| of_slip(asked, |slip| &slip.request.content) },
    Source { name: "takeout.medium", get: |asked| of_slip(asked, |slip| &slip.request.medium) },
    Source { name: "takeout.purpose", get: |asked| of_slip(asked, |slip| &slip.request.purpose) },
    Source { name: "takeout.place", get: |asked| of_slip(asked, |slip| &slip.request.place) },
    Source { name: "takeout.devices", get: |asked| of_slip(asked, |slip| &slip.devices) },
    Source { name: "takeout.asked_on", get: |asked| Some(date(asked.record.takeout?.request.asked_on)) },
    Source { name: "takeout.from_on", get: |asked| Some(date(asked.record.takeout?.request.from)) },
    Source { name: "takeout.until_on", get: |asked| Some(date(asked.record.takeout?.request.until)) },
    Source { name: "takeout.decided_on", get: |asked| Some(date(asked.record.takeout?.decided_on?)) },
    Source { name: "takeout.returned_on", get: |asked| Some(date(asked.record.takeout?.returned_on?)) },
    Source { name: "incident.cause", get: |asked| of_incident(asked, |happened| &happened.cause) },
    Source { name: "incident.device", get: |asked| of_incident(asked, |happened| &happened.device) },
    Source { name: "incident.person", get: |asked| of_incident(asked, |happened| &happened.person) },
    Source { name: "incident.recipients", get: |asked| of_incident(asked, |happened| &happened.recipients) },
    Source { name: "incident.note", get: |asked| of_incident(asked, |happened| &happened.note) },
    Source { name: "incident.happened_on", get: |asked| Some(date(asked.record.incident?.happened_on)) },
    Source { name: "incident.known_on", get: |asked| Some(date(asked.record.incident?.known_on)) },
    Source {
        name: "incident.first_report_on",
        get: |asked| Some(date(asked.record.incident?.report_by.first)),
    },
    Source {
        name: "incident.full_report_on",
        get: |asked| Some(date(asked.record.incident?.report_by.full)),
    },
    Source { name: "recovery.groups", get: |asked| Some(plain(asked.record.recovery?.key.to_owned(), "")) },
    Source { name: "recovery.made_on", get: |asked| Some(date(asked.record.recovery?.made_on)) },
];

/// Sources that no paper uses yet, each with its reason.
pub const UNUSED: &[(&str, &str)] = &[
    ("office.manager_kana", "no application asks how the name of the manager is read"),
    ("policy.name", "the papers say the document's name, which holds the region's"),
    ("staff.email", ROW_BY_ROW),
    ("staff.mcs_id", ROW_BY_ROW),
    ("staff.registered_on", ROW_BY_ROW),
];

const ROW_BY_ROW: &str = "the papers list it row by row; the page of one member of staff does not";

/// Whether a paper may name this value. `line.1` … are the values of a ledger's line, from the left.
pub fn is_known(name: &str, settings: &[Setting]) -> bool {
    if name.strip_prefix("line.").is_some_and(|at| at.parse::<usize>().is_ok_and(|at| at > 0)) {
        return true;
    }
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

/// A reading on its own, e.g. in a field ふりがな.
fn kana(name: &PersonName) -> Given {
    plain(name.kana().replace(' ', "\u{3000}"), &name.shown())
}

fn date(day: NaiveDate) -> Given {
    Given { day: Some(day), ..plain(wareki::japanese(day), "") }
}

fn of_office(asked: &Asked<'_>, get: fn(&Office) -> &str) -> Option<Given> {
    let office = asked.record.office?;
    Some(plain(get(office).to_owned(), &office.name))
}

fn manager<'a>(asked: &Asked<'a>) -> Option<&'a PersonName> {
    asked.record.office?.manager.as_ref()
}

/// 管理者　見本　花子: the title as the office has it, otherwise the usual one.
fn manager_with_title(asked: &Asked<'_>) -> Option<Given> {
    let title = &asked.record.office?.manager_title;
    let title = if title.is_empty() { &asked.marks.manager } else { title };
    let name = manager(asked)?;
    Some(plain(format!("{title}\u{3000}{}", name.printed()), &name.shown()))
}

fn of_staff(asked: &Asked<'_>, get: fn(&StaffDetails) -> &str) -> Option<Given> {
    let staff = asked.record.staff?;
    Some(plain(get(staff).to_owned(), &staff.name.shown()))
}

fn of_row(asked: &Asked<'_>, get: fn(&StaffDetails) -> &str) -> Option<Given> {
    let (_, listed) = asked.row?;
    Some(plain(get(listed.staff).to_owned(), &listed.staff.name.shown()))
}

/// 追加 or 削除: what the row tells of its person.
fn change(asked: &Asked<'_>) -> Option<Given> {
    let (_, listed) = asked.row?;
    let marks = asked.marks;
    let is_release = listing(listed)?.is_release;
    Some(plain(if is_release { &marks.released } else { &marks.added }.clone(), ""))
}

fn listing(listed: Listed<'_>) -> Option<Listing> {
    let staff = listed.staff;
    let last = match (staff.released_on, staff.registered_on) {
        (Some(on), _) => Some(Listing { is_release: true, on }),
        (None, on) => on.map(|on| Listing { is_release: false, on }),
    };
    listed.change.or(last)
}

fn of_recipient(asked: &Asked<'_>, get: fn(&CareRecipientDetails) -> &str) -> Option<Given> {
    let recipient = asked.record.recipient?;
    Some(plain(get(recipient).to_owned(), &recipient.name.shown()))
}

fn of_slip(asked: &Asked<'_>, get: fn(&TakeoutFacts) -> &str) -> Option<Given> {
    Some(plain(get(asked.record.takeout?).to_owned(), ""))
}

fn of_incident(asked: &Asked<'_>, get: fn(&IncidentFacts) -> &str) -> Option<Given> {
    Some(plain(get(asked.record.incident?).to_owned(), ""))
}

fn of_doctor(value: &str, asked: &Asked<'_>) -> Option<Given> {
    Some(plain(value.to_owned(), asked.record.consent.doctor))
}

/// 93歳 on the day of the visit.
fn age(asked: &Asked<'_>) -> Option<Given> {
    let recipient = asked.record.recipient?;
    let age = wareki::age_on(recipient.born_on?, asked.record.consent.visit_on?)?;
    Some(plain(asked.marks.age.replace("{age}", &age.to_string()), &recipient.name.shown()))
}

/// Who is expected to sign, in the words of the papers.
fn signer(asked: &Asked<'_>) -> Option<Given> {
    let words = &asked.marks.signer;
    let words = match asked.record.consent.signer? {
        SignerKind::Person => &words.person,
        SignerKind::Family => &words.family,
        SignerKind::Proxy => &words.proxy,
        SignerKind::Guardian => &words.guardian,
    };
    Some(plain(words.clone(), ""))
}

/// Who signs for the person; the name is written by hand, so only the relationship is ever printed.
fn signing_member<'a>(asked: &Asked<'a>) -> Option<&'a FamilyMember> {
    asked.record.proxy.or(asked.record.family)
}

/// A clause as it is shown.
fn cited(asked: &Asked<'_>, source: fn(&Policy) -> Option<&Cited>) -> Option<Given> {
    let policy = asked.record.policy?;
    Some(plain(policy.cite(source(policy)?), ""))
}

/// A value of a signer's block, printed only when the office chose so.
fn preprinted(asked: &Asked<'_>, get: fn(&Record<'_>) -> Option<Given>) -> Option<Given> {
    if asked.record.options.preprint { get(asked.record) } else { None }
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
fn bracketed(number: Given) -> Given {
    let text = match number.text.split('-').collect::<Vec<_>>().as_slice() {
        [area, exchange, line] => format!("{area}({exchange}){line}"),
        _ => return number,
    };
    Given { text, ..number }
}
