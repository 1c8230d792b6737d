//! The tables of an export: two by the columns in which people are taken over again, then all of the records as they
//! are kept, with ids shown as what they name and choices as their words.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use crate::Result;
use crate::desk::Desk;
use crate::domain::PersonName;
use crate::domain::care_recipient::CareRecipient;
use crate::domain::consent::{Consent, SignerKind};
use crate::domain::yearly_report::Figure;
use crate::forms::export::{ExportColumn, ExportTable, Shown};
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
            let besides: Vec<_> = table.columns.iter().filter_map(beside).collect();
            let all = [&["id"], &names[..], &besides].concat();
            let rows = self.vault.read(|db| export::rows(db, &table.name, &all))?;
            let mut shown = Vec::with_capacity(rows.len());
            for row in rows {
                let Some((id, cells)) = row.split_first() else { continue };
                let (cells, besides) = cells.split_at(names.len());
                let mut besides = besides.iter();
                let cells: Vec<_> = (table.columns.iter().zip(cells))
                    .map(|(column, cell)| {
                        let beside = beside(column).and_then(|_| besides.next());
                        self.exported(column, cell, beside.map_or("", String::as_str), &called)
                    })
                    .collect();
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
        column: &ExportColumn,
        cell: &str,
        beside: &str,
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
            Shown::Time => at_the_office(cell, beside).unwrap_or_else(|| cell.to_owned()),
            Shown::Setting => self.setting_word(cell),
            Shown::Verb => self.history_words().verb(cell).to_owned(),
            Shown::Fields => {
                let names = cell.split(',').map(|name| self.history_words().field(name));
                names.collect::<Vec<_>>().join("、")
            }
            Shown::Choice => self.choice_words(cell),
            Shown::Former if beside == "choice" => self.choice_words(cell),
            Shown::Id | Shown::Former => {
                let lines = cell.lines().map(|line| called.get(line).map_or(line, String::as_str));
                lines.collect::<Vec<_>>().join("\n")
            }
            Shown::Key => {
                let part = |part| called.get(part).cloned().unwrap_or_else(|| self.choice_word(part));
                cell.split('/').map(part).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// What a setting is called, and what its key names further.
    fn setting_word(&self, key: &str) -> String {
        let words = &self.shelf.catalog.export().setting;
        let begin = words.iter().filter(|(begin, _)| key.starts_with(begin.as_str()));
        let Some((begin, word)) = begin.max_by_key(|(begin, _)| begin.len()) else { return key.to_owned() };
        let rest = key[begin.len()..].split('/').filter(|part| !part.is_empty());
        let rest = rest.map(|part| self.choice_word(self.history_words().field(part)));
        std::iter::once(word.clone()).chain(rest).collect::<Vec<_>>().join("\u{3000}")
    }

    /// What choices are called, a line each.
    fn choice_words(&self, keys: &str) -> String {
        keys.lines().map(|key| self.choice_word(key)).collect::<Vec<_>>().join("\n")
    }

    /// What a choice is called: by the words of the export, of the ledgers, of the log, or by a region's own.
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
        if let (Some(figure), Ok(policy)) = (Figure::from_key(key), self.policy()) {
            return catalog.yearly().figure(figure, policy);
        }
        let of_regions = catalog.regions().find_map(|policy| {
            let item = policy.device.items.iter().find(|item| item.key == key).map(|item| &item.title);
            let step = || policy.incident.iter().find(|step| step.key() == key).map(|step| &step.title);
            let left = || policy.leaving.iter().find(|step| step.step.key() == key).map(|step| &step.title);
            let duty = || policy.duties.iter().find(|duty| duty.key == key).map(|duty| &duty.title);
            let target = || policy.consent.targets.iter().find(|one| one.key == key).map(|one| &one.label);
            let setting = || policy.setting(key).map(|setting| &setting.label);
            let to = || policy.destinations.iter().find(|one| one.key == key).map(|one| &one.name);
            item.or_else(step).or_else(left).or_else(duty).or_else(target).or_else(setting).or_else(to)
        });
        match of_regions {
            Some(title) => title.clone(),
            None => key.to_owned(),
        }
    }
}

/// The column that says how a value is read: of which kind it is, or how far the clock of the office was ahead.
fn beside(column: &ExportColumn) -> Option<&'static str> {
    match column.name.as_str() {
        "before_value" => Some("before_kind"),
        "after_value" => Some("after_kind"),
        "utc" => Some("offset_s"),
        _ => None,
    }
}

/// A time as the clock of the office showed it; `ahead`: by how many seconds it was, where the time does not say it.
fn at_the_office(time: &str, ahead: &str) -> Option<String> {
    let time = DateTime::parse_from_rfc3339(time).ok()?;
    let ahead = ahead.parse().ok().and_then(FixedOffset::east_opt).unwrap_or(*time.offset());
    Some(time.with_timezone(&ahead).format("%Y-%m-%d %H:%M:%S").to_string())
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
