//! The tables of an export: two by the columns in which people are taken over again, then all of the records as they
//! are kept, with ids shown as what they name and choices as their words.

use std::collections::HashMap;

use crate::Result;
use crate::desk::Desk;
use crate::domain::PersonName;
use crate::domain::act_kind::ActKind;
use crate::domain::care_recipient::CareRecipient;
use crate::domain::consent::{Consent, SignerKind};
use crate::forms::export::{ExportTable, Shown};
use crate::forms::sheets::SheetColumn;
use crate::store::export;

/// How many tables stand first that are taken over again.
pub(super) const TAKEN_OVER: usize = 2;

/// A table with its headings.
pub(super) struct Table {
    pub title: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Desk {
    /// All of them.
    pub(super) fn export_tables(&self) -> Result<Vec<Table>> {
        let mut tables = vec![self.staff_table()?, self.recipient_table()?];
        tables.extend(self.kept_tables()?);
        Ok(tables)
    }

    fn staff_table(&self) -> Result<Table> {
        let sheets = self.shelf.catalog.sheets();
        let columns = sheets.get("staff").map(|sheet| sheet.written(0)).unwrap_or_default();
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let cell = |column: &SheetColumn, one: &crate::domain::staff::Staff| {
            let details = &one.details;
            match column.key.as_str() {
                "profession" => details.profession.clone(),
                "email" => details.email.clone(),
                "mcsId" => details.mcs_id.clone(),
                "registeredOn" => day(details.registered_on),
                "releasedOn" => day(details.released_on),
                key => key.strip_prefix("name.").map(|part| part_of(&details.name, part)).unwrap_or_default(),
            }
        };
        let staff = self.staff_list("")?;
        let rows = staff.iter().map(|one| columns.iter().map(|column| cell(column, one)).collect());
        Ok(Table {
            title: sheets.get("staff").map(|sheet| sheet.title.clone()).unwrap_or_default(),
            rows: rows.collect(),
            heads: columns.iter().map(|column| column.heading.clone()).collect(),
        })
    }

    /// Care recipients with their families side by side, and the newest signed consent.
    fn recipient_table(&self) -> Result<Table> {
        let sheets = self.shelf.catalog.sheets();
        let people = self.care_recipient_list("")?;
        let members = people.iter().map(|one| one.details.family.len()).max().unwrap_or_default();
        let columns = sheets.get("careRecipients").map(|sheet| sheet.written(members)).unwrap_or_default();
        let mut consents: HashMap<_, Consent> = HashMap::new();
        for one in self.consents()?.into_iter().filter(|one| one.voided.is_none() && one.signature.is_some())
        {
            consents.entry(one.plan.recipient.clone()).or_insert(one);
        }
        let row = |one: &CareRecipient| {
            let consent = consents.get(&one.id);
            columns.iter().map(|column| self.recipient_cell(&column.key, one, consent)).collect()
        };
        Ok(Table {
            title: self.shelf.catalog.export().recipients.clone(),
            rows: people.iter().map(row).collect(),
            heads: columns.iter().map(|column| column.heading.clone()).collect(),
        })
    }

    fn recipient_cell(&self, key: &str, one: &CareRecipient, consent: Option<&Consent>) -> String {
        let (sheets, details) = (self.shelf.catalog.sheets(), &one.details);
        let signature = consent.and_then(|consent| consent.signature.as_ref());
        let member = |rest: &str| {
            let (number, part) = rest.split_once('.')?;
            let member = details.family.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
            Some(match part {
                "relationship" => member.relationship.clone(),
                "address" => member.own_address.clone().unwrap_or_default(),
                "phone" => member.phone.clone(),
                part => part.strip_prefix("name.").map(|part| part_of(&member.name, part))?,
            })
        };
        match key {
            "bornOn" => details.born_on.map(|day| day.to_string()).unwrap_or_default(),
            "postalCode" => details.postal_code.clone(),
            "address" => details.address.clone(),
            "phone" => details.phone.clone(),
            "note" => details.note.clone(),
            "consent.signedOn" => signature.map(|one| one.signed_on.to_string()).unwrap_or_default(),
            "consent.signer" => {
                signature.map(|one| sheets.choice(signer(one.kind())).to_owned()).unwrap_or_default()
            }
            "consent.familyToo" => signature
                .map(|one| sheets.choice(if one.family.is_some() { "yes" } else { "no" }).to_owned())
                .unwrap_or_default(),
            "consent.noFamilyReason" => {
                signature.map(|one| one.no_family_reason.0.clone()).unwrap_or_default()
            }
            "consent.place" => consent.and_then(|one| one.original_place.clone()).unwrap_or_default(),
            key => match (key.strip_prefix("name."), key.strip_prefix("family.")) {
                (Some(part), _) => part_of(&details.name, part),
                (_, Some(rest)) => member(rest).unwrap_or_default(),
                _ => String::new(),
            },
        }
    }

    /// The tables as they are kept.
    fn kept_tables(&self) -> Result<Vec<Table>> {
        let words = self.shelf.catalog.export();
        let mut called: HashMap<String, String> = HashMap::new();
        let mut tables = Vec::new();
        for table in &words.tables {
            let names: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let rows =
                self.vault.read(|db| export::rows(db, &table.name, &[&["id"], &names[..]].concat()))?;
            let mut shown = Vec::with_capacity(rows.len());
            for row in rows {
                let Some((id, cells)) = row.split_first() else { continue };
                let cells = table.columns.iter().zip(cells);
                let cells: Vec<_> =
                    cells.map(|(column, cell)| self.exported(column, cell, &called)).collect();
                if !table.label.is_empty() && !id.is_empty() {
                    called.insert(id.clone(), label(table, &cells));
                }
                shown.push(cells);
            }
            tables.push(Table {
                title: table.title.clone(),
                heads: table.columns.iter().map(|column| column.heading.clone()).collect(),
                rows: shown,
            });
        }
        Ok(tables)
    }

    fn exported(
        &self,
        column: &crate::forms::export::ExportColumn,
        cell: &str,
        called: &HashMap<String, String>,
    ) -> String {
        let words = self.shelf.catalog.export();
        if words.flags.contains(&column.name) {
            return match cell {
                "1" => words.yes.clone(),
                "0" => words.no.clone(),
                other => other.to_owned(),
            };
        }
        match column.shown {
            Shown::Plain => cell.to_owned(),
            Shown::Id => {
                let lines = cell.lines().map(|line| called.get(line).map_or(line, String::as_str));
                lines.collect::<Vec<_>>().join("\n")
            }
            Shown::Choice => self.choice_word(cell),
        }
    }

    /// What a choice is called: by the words of the export, of the ledgers, of the log; or by a region's own.
    fn choice_word(&self, key: &str) -> String {
        let (catalog, marks) = (&self.shelf.catalog, self.shelf.catalog.marks());
        let known =
            catalog.export().word.get(key).or_else(|| marks.ledger.get(key)).or_else(|| marks.log.get(key));
        if let Some(word) = known {
            return word.clone();
        }
        if let Some(policy) = catalog.policy(key) {
            return policy.name.clone();
        }
        let of_regions = catalog.regions().find_map(|policy| {
            let item = policy.device.items.iter().find(|item| item.key == key).map(|item| &item.title);
            let step = || policy.incident.iter().find(|step| step.key() == key).map(|step| &step.title);
            let left = || policy.leaving.iter().find(|step| step.step.key() == key).map(|step| &step.title);
            let duty = || policy.duties.iter().find(|duty| duty.key == key).map(|duty| &duty.title);
            let target = || policy.consent.targets.iter().find(|one| one.key == key).map(|one| &one.label);
            item.or_else(step).or_else(left).or_else(duty).or_else(target)
        });
        match of_regions {
            Some(title) => title.clone(),
            // A verb of the log: its kind, and the verb itself.
            None if key.contains('_') => {
                let kind = ActKind::of(key).key();
                format!("{} ({key})", marks.log.get(kind).map_or(kind, String::as_str))
            }
            None => key.to_owned(),
        }
    }
}

/// How other tables call a row.
fn label(table: &ExportTable, cells: &[String]) -> String {
    let of = |name: &String| table.columns.iter().position(|column| column.name == *name);
    let parts: Vec<_> = table.label.iter().filter_map(of).filter_map(|at| cells.get(at)).collect();
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn part_of(name: &PersonName, part: &str) -> String {
    match part {
        "family" => name.family.clone(),
        "given" => name.given.clone(),
        "familyKana" => name.family_kana.clone(),
        "givenKana" => name.given_kana.clone(),
        _ => String::new(),
    }
}

fn signer(kind: SignerKind) -> &'static str {
    match kind {
        SignerKind::Person => "person",
        SignerKind::Family => "family",
        SignerKind::Proxy => "proxy",
        SignerKind::Guardian => "guardian",
    }
}
