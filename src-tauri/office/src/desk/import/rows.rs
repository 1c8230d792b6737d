//! From the rows of a table to people: which cell goes into which field of a draft, and where its problem stands.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{CellRemark, ImportPlan, ImportPreview, ImportRow, Ready, SameAs};
use crate::desk::Desk;
use crate::desk::consent::NewConsent;
use crate::domain::care_recipient::{CareRecipientDraft, FamilyMemberDraft};
use crate::domain::consent::{ExistingConsentDraft, SignerKind};
use crate::domain::id::CareRecipientId;
use crate::domain::import::{
    ImportKind, SameChoice, parted, phone_with_zero, postal_code_with_zero, without_midnight,
};
use crate::domain::search_key::search_key;
use crate::domain::staff::StaffDraft;
use crate::domain::{NameTyped, PersonName, wareki};
use crate::forms::{FormKind, Sheets};
use crate::policy::Signers;
use crate::sheet::{Oddity, Place, Row, Table};
use crate::store::{import, staff};
use crate::{Error, Problem, Result};

/// The members of a family that a row may hold.
const MEMBERS: std::ops::RangeInclusive<usize> = 1..=8;
/// What a consent's fields begin with.
const CONSENT: &str = "consent.";

pub(super) fn preview(
    desk: &Desk,
    table: &Table,
    plan: &ImportPlan,
    today: NaiveDate,
) -> Result<ImportPreview> {
    let is_read = |place: &Place| {
        let field = plan.fields.get(place.column as usize - 1);
        place.row > plan.head && field.is_some_and(|field| !field.is_empty())
    };
    let oddities: Vec<_> = table.oddities.iter().copied().filter(|(place, _)| is_read(place)).collect();
    let mut reading = Reading::begin(desk, plan, &oddities, today)?;
    let mut rows = Vec::new();
    for row in table.rows.iter().filter(|row| row.number > plan.head) {
        // A row with nothing in the columns that are read is no row: totals, remarks at the side.
        if reading.has_content(row) {
            rows.push(reading.row(row));
        }
    }
    Ok(ImportPreview { rows, oddities })
}

/// What is looked up while the rows are read from top to bottom.
struct Reading<'a> {
    desk: &'a Desk,
    plan: &'a ImportPlan,
    words: &'a Sheets,
    today: NaiveDate,
    /// The column of each field.
    columns: HashMap<&'a str, u32>,
    lost: HashMap<Place, Oddity>,
    /// Who is there, by folded name: birth date and where.
    there: HashMap<String, Vec<(Option<NaiveDate>, SameAs)>>,
    /// MCS IDs that nobody else may have, in small letters; `None` where several people may share one.
    mcs_ids: Option<HashMap<String, String>>,
    both_sign: bool,
}

impl<'a> Reading<'a> {
    fn begin(
        desk: &'a Desk,
        plan: &'a ImportPlan,
        oddities: &[(Place, Oddity)],
        today: NaiveDate,
    ) -> Result<Reading<'a>> {
        let fields = (1..).zip(&plan.fields).filter(|(_, field)| !field.is_empty());
        let columns: HashMap<_, _> = fields.map(|(column, field)| (field.as_str(), column)).collect();
        if columns.keys().any(|field| field.starts_with(CONSENT)) {
            desk.form(FormKind::PatientConsent)?;
        }
        let mut there: HashMap<String, Vec<_>> = HashMap::new();
        let mut add = |name: &PersonName, born_on, who| {
            there.entry(search_key(&name.shown())).or_default().push((born_on, who));
        };
        let mut mcs_ids = None;
        match plan.kind {
            ImportKind::Staff => {
                for one in desk.staff_list("")? {
                    add(&one.details.name, None, SameAs::Staff(one.id));
                }
                if !desk.is_delegated()? {
                    let taken = desk.vault.read(|db| staff::mcs_ids_in_use(db, None, today))?;
                    mcs_ids = Some(taken.into_iter().map(|id| (id.to_lowercase(), id)).collect());
                }
            }
            ImportKind::CareRecipients => {
                for (id, name, born_on) in desk.vault.read(import::people)? {
                    add(&name, born_on, SameAs::CareRecipient(id));
                }
            }
        }
        Ok(Reading {
            desk,
            plan,
            words: desk.shelf.catalog.sheets(),
            today,
            columns,
            lost: oddities.iter().copied().filter(|(_, oddity)| oddity.is_loss()).collect(),
            there,
            mcs_ids,
            both_sign: desk.policy()?.consent.signers == Signers::Both,
        })
    }

    fn has_content(&self, row: &Row) -> bool {
        let columns = || self.columns.values();
        let lost = |column: &u32| self.lost.contains_key(&Place { row: row.number, column: *column });
        columns().any(|column| !row.cell(*column).is_empty()) || columns().any(lost)
    }

    fn row(&mut self, row: &Row) -> ImportRow {
        let mut cells = Cells { reading: self, row, faults: Vec::new(), remarks: Vec::new() };
        let typed = cells.name("name", "kana");
        let born_on = match self.plan.kind {
            ImportKind::Staff => None,
            ImportKind::CareRecipients => wareki::read("", &cells.day("bornOn")).ok(),
        };
        let has_consent = cells.has_consent();
        let name = shown(&typed);
        let key = search_key(&name.shown());
        let found = self.there.get(&key).into_iter().flatten();
        // Without a birth date on one side, the same name is enough to ask.
        let alike = |(born, _): &&(Option<NaiveDate>, SameAs)| {
            born.is_none() || born_on.is_none() || *born == born_on
        };
        let same = found.into_iter().find(alike).map(|(_, who)| {
            let choice = self.plan.same.get(&row.number).copied().unwrap_or(SameChoice::LeaveOut);
            (who.clone(), choice)
        });
        let same = same.filter(|_| !key.is_empty());
        let is_example = row.cells().iter().any(|cell| is_mark(cell, &self.words.example_heading));
        let mut cells = Cells { reading: self, row, faults: Vec::new(), remarks: Vec::new() };
        let ready = match &same {
            _ if is_example => None,
            Some((_, SameChoice::LeaveOut)) => None,
            Some((SameAs::CareRecipient(id), SameChoice::ConsentOnly)) => {
                cells.consent(Some(id)).map(|consent| Ready::Consent(id.clone(), Box::new(consent)))
            }
            _ => cells.person(),
        };
        let Cells { mut faults, remarks, .. } = cells;
        if ready.is_some() || same.is_none() {
            faults.extend(self.losses(row));
        }
        let ready = ready.filter(|_| faults.is_empty());
        if !is_example && !key.is_empty() && same.is_none() {
            self.there.entry(key).or_default().push((born_on, SameAs::Row(row.number)));
        }
        if let (Some(Ready::Staff(details)), Some(taken)) = (&ready, &mut self.mcs_ids)
            && details.released_on.is_none_or(|last_day| self.today <= last_day)
        {
            taken.insert(details.mcs_id.to_lowercase(), details.mcs_id.clone());
        }
        let (faults, remarks) = if is_example { (Vec::new(), Vec::new()) } else { (faults, remarks) };
        ImportRow { number: row.number, name, is_example, same, has_consent, faults, remarks, ready }
    }

    /// Cells of the row whose value is lost.
    fn losses(&self, row: &Row) -> Vec<CellRemark> {
        let mut lost: Vec<_> = (self.columns.iter())
            .filter_map(|(field, column)| {
                let place = Place { row: row.number, column: *column };
                let code = self.lost.get(&place)?.key();
                Some(CellRemark { place: Some(place), field: (*field).to_owned(), code, suggestion: None })
            })
            .collect();
        lost.sort_by_key(|remark| remark.place.map(|place| place.column));
        lost
    }

    /// The place of a field: its own column, or that of the name it is a part of.
    fn place(&self, row: &Row, field: &str) -> Option<Place> {
        let whole = field.rsplit_once("name.").map(|(before, part)| match part {
            "familyKana" | "givenKana" => format!("{before}kana"),
            _ => format!("{before}name"),
        });
        let column = self.columns.get(field).or_else(|| self.columns.get(whole?.as_str()))?;
        Some(Place { row: row.number, column: *column })
    }
}

/// The cells of one row on their way into a draft.
struct Cells<'r, 'a> {
    reading: &'r Reading<'a>,
    row: &'r Row,
    faults: Vec<CellRemark>,
    remarks: Vec<CellRemark>,
}

impl Cells<'_, '_> {
    fn person(&mut self) -> Option<Ready> {
        match self.reading.plan.kind {
            ImportKind::Staff => self.staff(),
            ImportKind::CareRecipients => self.care_recipient(),
        }
    }

    fn staff(&mut self) -> Option<Ready> {
        let draft = StaffDraft {
            name: self.name("name", "kana"),
            profession: self.text("profession"),
            email: self.text("email"),
            mcs_id: self.text("mcsId"),
            registered_on: self.day("registeredOn"),
            released_on: self.day("releasedOn"),
        };
        let typed = crate::domain::check::narrow(&draft.mcs_id).to_lowercase();
        let taken = self.reading.mcs_ids.as_ref().and_then(|taken| taken.get(&typed)).cloned();
        let others: Vec<_> = taken.into_iter().collect();
        let checked = draft.check(None, &others, self.reading.today);
        self.accept(checked, str::to_owned).map(|details| Ready::Staff(Box::new(details)))
    }

    fn care_recipient(&mut self) -> Option<Ready> {
        let members: Vec<_> = MEMBERS.filter(|number| self.has_any(&format!("family.{number}."))).collect();
        let draft = CareRecipientDraft {
            name: self.name("name", "kana"),
            born_on: self.day("bornOn"),
            postal_code: self.mended("postalCode", postal_code_with_zero),
            address: self.text("address"),
            phone: self.mended("phone", phone_with_zero),
            note: self.text("note"),
            family: members.iter().map(|number| self.member(*number)).collect(),
        };
        let checked = draft.check(self.reading.today);
        // The check counts the members that are there; the table has their numbers in its headings.
        let of_member = |field: &str| {
            let Some((at, rest)) = field.strip_prefix("family.").and_then(|rest| rest.split_once('.')) else {
                return field.to_owned();
            };
            let number = at.parse().ok().and_then(|at: usize| members.get(at)).copied().unwrap_or(1);
            format!("family.{number}.{rest}")
        };
        let details = self.accept(checked, of_member);
        let has_consent = self.has_consent();
        let consent = if has_consent { self.consent(None) } else { None };
        let consent = consent.map(Box::new);
        match details {
            Some(details) if consent.is_some() || !has_consent => {
                Some(Ready::CareRecipient(Box::new(details), consent))
            }
            _ => None,
        }
    }

    fn member(&mut self, number: usize) -> FamilyMemberDraft {
        let at = |field: &str| format!("family.{number}.{field}");
        let address = self.text(&at("address"));
        FamilyMemberDraft {
            id: None,
            name: self.name(&at("name"), &at("kana")),
            relationship: self.text(&at("relationship")),
            same_address: address.is_empty(),
            address,
            phone: self.mended(&at("phone"), phone_with_zero),
        }
    }

    /// The consent of the row. `recipient`: whose it is, when somebody of the records.
    fn consent(&mut self, recipient: Option<&CareRecipientId>) -> Option<NewConsent> {
        const SIGNERS: [(&str, SignerKind); 4] = [
            ("person", SignerKind::Person),
            ("family", SignerKind::Family),
            ("proxy", SignerKind::Proxy),
            ("guardian", SignerKind::Guardian),
        ];
        let words = self.reading.words;
        let typed = self.text("consent.signer");
        let named = words.choice_of(&SIGNERS.map(|(key, _)| key), &typed);
        let signer = named.and_then(|named| SIGNERS.iter().find(|(key, _)| *key == named));
        if signer.is_none() {
            let code = if typed.is_empty() { "required" } else { "not_a_choice" };
            self.fault("consent.signer", code, None);
        }
        let too = self.text("consent.familyToo");
        let family_too = words.choice_of(&["yes", "no"], &too);
        if family_too.is_none() && !too.is_empty() {
            self.fault("consent.familyToo", "not_a_choice", None);
        }
        let family_too = self.reading.both_sign && family_too == Some("yes");
        let no_family_reason = self.text("consent.noFamilyReason");
        let draft = ExistingConsentDraft {
            recipient: recipient.cloned().unwrap_or_else(CareRecipientId::random),
            signer: signer.map_or(SignerKind::Person, |(_, kind)| *kind),
            family_too,
            no_family_reason: if self.reading.both_sign && !family_too {
                no_family_reason
            } else {
                String::new()
            },
            signed_on: self.day("consent.signedOn"),
            place: self.text("consent.place"),
        };
        let ended =
            recipient.and_then(|id| self.reading.desk.care_recipient(id).ok()).and_then(|one| one.end);
        let checked = draft.check(ended.map(|(_, on)| on), self.reading.today);
        let (signature, place) = self.accept(checked, |field| format!("{CONSENT}{field}"))?;
        signer.map(|(_, signer)| NewConsent { signer: *signer, signature, place })
    }

    fn has_consent(&self) -> bool {
        self.has_any(CONSENT)
    }

    fn has_any(&self, prefix: &str) -> bool {
        let columns = self.reading.columns.iter();
        let mut columns = columns.filter(|(field, _)| field.starts_with(prefix));
        columns.any(|(_, column)| !self.row.cell(*column).is_empty())
    }

    fn text(&self, field: &str) -> String {
        self.reading.columns.get(field).map_or("", |column| self.row.cell(*column)).to_owned()
    }

    fn day(&self, field: &str) -> String {
        without_midnight(&self.text(field)).to_owned()
    }

    /// A number whose zeros came back, which is told.
    fn mended(&mut self, field: &str, mend: fn(&str) -> Option<String>) -> String {
        let typed = self.text(field);
        let Some(mended) = mend(&typed) else { return typed };
        self.remark(field, "zero_added");
        mended
    }

    /// A name from four columns, or from one for the name and one for the reading.
    fn name(&mut self, whole: &str, kana: &str) -> NameTyped {
        let part = |part: &str| format!("{whole}.{part}");
        let mut name = NameTyped {
            family: self.text(&part("family")),
            given: self.text(&part("given")),
            family_kana: self.text(&part("familyKana")),
            given_kana: self.text(&part("givenKana")),
        };
        let (all, all_kana) = (self.text(whole), self.text(kana));
        if name.family.is_empty() && name.given.is_empty() && !all.is_empty() {
            match parted(&all) {
                Some((family, given)) => (name.family, name.given) = (family.to_owned(), given.to_owned()),
                None => {
                    self.remark(whole, "not_split");
                    name.family = all;
                }
            }
        }
        if name.family_kana.is_empty() && name.given_kana.is_empty() {
            let (family, given) = parted(&all_kana).unwrap_or((&all_kana, ""));
            (name.family_kana, name.given_kana) = (family.to_owned(), given.to_owned());
        }
        name
    }

    /// What was checked, or nothing and its problems at their cells.
    fn accept<T>(&mut self, checked: Result<T>, field_of: impl Fn(&str) -> String) -> Option<T> {
        match checked {
            Ok(checked) => Some(checked),
            Err(Error::Fields(problems)) => {
                for Problem { field, code, suggestion } in problems {
                    self.fault(&field_of(&field), code.key(), suggestion);
                }
                None
            }
            // No check says anything else; a row that nobody understands is not taken over.
            Err(error) => {
                self.fault("name", error.code(), None);
                None
            }
        }
    }

    fn fault(&mut self, field: &str, code: &'static str, suggestion: Option<String>) {
        let place = self.reading.place(self.row, field);
        // A cell that was lost is told as that, not as empty.
        if !place.is_some_and(|place| self.reading.lost.contains_key(&place)) {
            self.faults.push(CellRemark { place, field: field.to_owned(), code, suggestion });
        }
    }

    fn remark(&mut self, field: &str, code: &'static str) {
        let place = self.reading.place(self.row, field);
        self.remarks.push(CellRemark { place, field: field.to_owned(), code, suggestion: None });
    }
}

/// Whether a cell says that its row is an example: `記入例`, with or without brackets.
fn is_mark(cell: &str, mark: &str) -> bool {
    cell.trim_matches(|c: char| !c.is_alphanumeric()) == mark
}

fn shown(typed: &NameTyped) -> PersonName {
    PersonName {
        family: typed.family.clone(),
        given: typed.given.clone(),
        family_kana: typed.family_kana.clone(),
        given_kana: typed.given_kana.clone(),
    }
}
