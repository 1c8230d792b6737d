//! まとめて登録: a table is looked at, taken over after 確認, and taken back as a whole. What a row means is read in
//! `rows`, what may stand in a field is checked by the drafts of the normal forms.

mod rows;
mod template;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use super::consent::NewConsent;
use crate::domain::consent::{PersonalText, Voided};
use crate::domain::history::Fields;
use crate::domain::id::{CareRecipientId, ImportId, StaffId};
use crate::domain::import::{Import, ImportKind, Imported, SameChoice};
use crate::domain::ledger::check_reason;
use crate::domain::{Moment, PersonName};
use crate::forms::SheetColumns;
use crate::forms::sheets::folded;
use crate::sheet::{self, Oddity, Place, Table};
use crate::store::{Act, care_recipient, consent, import, row, setting, staff};
use crate::{Error, Result};

/// Among so many rows the headings are looked for: above them stand titles.
const HEAD_ROWS: usize = 20;
/// How many imports can be looked back at.
const SHOWN: usize = 20;

/// How a table is read.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// Whom it holds.
    pub kind: ImportKind,
    /// Which table of the file, counted from 0.
    pub table: usize,
    /// The number of the row with the headings.
    pub head: u32,
    /// The field of each column, as in `forms/common/sheets.toml`; empty: it is not read.
    pub fields: Vec<String>,
    /// What becomes of rows of somebody who is there already, by row; the others are left out.
    pub same: HashMap<u32, SameChoice>,
}

/// A table as it would be taken over.
#[derive(Debug)]
pub struct ImportPreview {
    /// Each row below the headings.
    pub rows: Vec<ImportRow>,
    /// Formulas, merged cells and cells that cannot be read, in the columns that are read.
    pub oddities: Vec<(Place, Oddity)>,
}

/// A row as it would be taken over.
#[derive(Debug)]
pub struct ImportRow {
    /// As Excel counts.
    pub number: u32,
    /// The name as it stands there.
    pub name: PersonName,
    /// Whether it is an example of the template; then it is left out.
    pub is_example: bool,
    /// Who is there already, and what becomes of the row.
    pub same: Option<(SameAs, SameChoice)>,
    /// Whether the row has a consent that was signed before.
    pub has_consent: bool,
    /// What cannot be accepted.
    pub faults: Vec<CellRemark>,
    /// What is told, but does not hold the row up.
    pub remarks: Vec<CellRemark>,
    ready: Option<Ready>,
}

/// Who is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SameAs {
    /// A member of staff in the records.
    Staff(StaffId),
    /// A care recipient in the records.
    CareRecipient(CareRecipientId),
    /// A row above.
    Row(u32),
}

/// Something about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRemark {
    /// Where; `None`: the table has no column for it.
    pub place: Option<Place>,
    /// The field, as in `forms/common/sheets.toml`.
    pub field: String,
    /// What is wrong: the code of a problem, of an oddity, or `not_split`, `zero_added`.
    pub code: &'static str,
    /// What to write instead, where the check knows it; never something a person typed.
    pub suggestion: Option<String>,
}

/// A row that is right.
#[derive(Debug)]
enum Ready {
    Staff(Box<crate::domain::staff::StaffDetails>),
    CareRecipient(Box<crate::domain::care_recipient::CareRecipientDetails>, Option<Box<NewConsent>>),
    Consent(CareRecipientId, Box<NewConsent>),
}

/// What an undoing left.
#[derive(Debug)]
pub struct Undone {
    /// How many people and consents were taken back.
    pub taken: usize,
    /// Names of those of whom something else is recorded: they stay.
    pub kept: Vec<PersonName>,
}

impl ImportRow {
    /// Whether 確認 takes it over.
    pub fn is_ready(&self) -> bool {
        self.ready.is_some()
    }

    /// Whether it is left out because somebody is there already.
    pub fn is_left_out(&self) -> bool {
        matches!(self.same, Some((_, SameChoice::LeaveOut)))
    }
}

/// The tables of a file.
///
/// # Errors
/// [`Error::Refused`] `sheet_empty`, `sheet_too_large`, `sheet_too_many_cells`, `sheet_bomb`, `sheet_foreign`,
/// `sheet_damaged`, `sheet_locked`.
pub fn read_tables(bytes: &[u8]) -> Result<Vec<Table>> {
    sheet::read(bytes).map_err(|fault| Error::Refused { code: fault.code(), clause: String::new() })
}

impl Desk {
    /// How a file is probably meant: which table, where its headings stand, what each column holds. What she said of
    /// the same headings last time counts first.
    pub fn guess_import(&self, kind: ImportKind, tables: &[Table]) -> Result<ImportPlan> {
        let guesses = (0..tables.len()).map(|table| self.guess_table(kind, tables, table, None));
        let guesses = guesses.collect::<Result<Vec<_>>>()?;
        // Of two that fit alike, the first.
        let best = guesses.into_iter().rev().max_by_key(|plan| known(&plan.fields));
        best.ok_or(Error::NotFound { noun: "table" })
    }

    /// The same for one of the tables. `head`: the number of the row with the headings, where it is known.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn guess_table(
        &self,
        kind: ImportKind,
        tables: &[Table],
        table: usize,
        head: Option<u32>,
    ) -> Result<ImportPlan> {
        let rows = &tables.get(table).ok_or(Error::NotFound { noun: "table" })?.rows;
        let may_be_head = |row: &&sheet::Row| head.is_none_or(|head| row.number == head);
        let fields = (rows.iter().take(HEAD_ROWS).filter(may_be_head))
            .map(|row| Ok((row.number, self.fields_of(kind, row.cells())?)))
            .collect::<Result<Vec<_>>>()?;
        let best = fields.into_iter().rev().max_by_key(|(_, fields)| known(fields));
        let (head, fields) = best.ok_or(Error::NotFound { noun: "table" })?;
        Ok(ImportPlan { kind, table, head, fields, same: HashMap::new() })
    }

    /// What each column below these headings holds.
    fn fields_of(&self, kind: ImportKind, headings: &[String]) -> Result<Vec<String>> {
        let remembered = self.remembered(kind)?;
        let columns = self.columns(kind)?;
        let guessed = columns.fields_of(headings);
        let known = headings.iter().zip(guessed).map(|(heading, guess)| {
            remembered.get(&folded(heading)).cloned().unwrap_or(guess.unwrap_or_default())
        });
        let mut fields: Vec<String> = Vec::new();
        for field in known {
            // What she said of one column may be what was guessed of another.
            fields.push(if fields.contains(&field) { String::new() } else { field });
        }
        Ok(fields)
    }

    /// The table as it would be taken over.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a table or a row that is not there; [`Error::NoSuchPaper`] for consents where the region
    /// has no form of one.
    pub fn preview_import(
        &self,
        tables: &[Table],
        plan: &ImportPlan,
        today: NaiveDate,
    ) -> Result<ImportPreview> {
        let table = tables.get(plan.table).ok_or(Error::NotFound { noun: "table" })?;
        rows::preview(self, table, plan, today)
    }

    /// Takes a table over: every row that is right, in one transaction, with an act for each person and consent.
    /// Returns how many rows that were.
    ///
    /// # Errors
    /// Those of [`Desk::preview_import`]; [`Error::Refused`] `import_nothing` when no row is right.
    pub fn import(&mut self, tables: &[Table], plan: &ImportPlan, now: Moment) -> Result<usize> {
        let preview = self.preview_import(tables, plan, now.today())?;
        let ready: Vec<_> = preview.rows.into_iter().filter_map(|row| row.ready).collect();
        if ready.is_empty() {
            return Err(Error::Refused { code: "import_nothing", clause: String::new() });
        }
        let id = ImportId::random();
        let number = self.vault.read(import::next_number)?;
        let about = Fields::default().with("import", &number.to_string());
        let mut acts = Vec::new();
        let mut note = |verb, noun, id: &str| acts.push(Act::new(verb, noun).on(id).about(&about));
        let (mut people, mut families, mut consents) = (Vec::new(), Vec::new(), Vec::new());
        let taken = ready.len();
        for row in ready {
            let (recipient, signed) = match row {
                Ready::Staff(details) => {
                    let id = StaffId::random();
                    note("staff_add", "staff", id.as_str());
                    people.push((id, details));
                    continue;
                }
                Ready::CareRecipient(details, signed) => {
                    let id = CareRecipientId::random();
                    note("care_recipient_add", "care_recipient", id.as_str());
                    families.push((id.clone(), details));
                    (id, signed)
                }
                Ready::Consent(recipient, signed) => (recipient, Some(signed)),
            };
            if let Some(signed) = signed {
                let before = consents.len() as u32;
                let (consent, signature) = self.existing_consent(&recipient, *signed, before, now.today())?;
                note("consent_add_existing", "consent", consent.id.as_str());
                consents.push((consent, signature));
            }
        }
        let brought: Vec<_> = (people.iter().map(|(id, _)| Imported::Staff(id.clone())))
            .chain(families.iter().map(|(id, _)| Imported::CareRecipient(id.clone())))
            .chain(consents.iter().map(|(consent, _)| Imported::Consent(consent.id.clone())))
            .collect();
        acts.push(Act::new("import_add", "import").on(id.as_str()).about(&about));
        let headings = self.headings(tables, plan)?;
        self.vault.transact_each(acts, now, |db| {
            people.iter().try_for_each(|(id, details)| staff::add_staff(db, id, details, now))?;
            for (id, details) in &families {
                care_recipient::add_care_recipient(db, id, details, now)?;
            }
            for (one, signature) in &consents {
                consent::add_consent(db, one, None, now)?;
                consent::freeze(db, one, signature, "", None, now)?;
            }
            import::add_import(db, &id, number, plan.kind, &brought, now)?;
            setting::set_setting(db, &remembered_as(plan.kind), &headings)
        })?;
        Ok(taken)
    }

    /// The newest imports, newest first.
    pub fn imports(&self) -> Result<Vec<Import>> {
        self.vault.read(|db| import::imports(db, SHOWN))
    }

    /// Takes an import back, with a reason: everybody of whom nothing else is recorded. The others stay and are named.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`]; [`Error::Refused`] `import_in_use` when everybody stays.
    pub fn undo_import(&mut self, id: &ImportId, typed_reason: &str, now: Moment) -> Result<Undone> {
        let reason = check_reason(typed_reason)?;
        let brought = self.vault.read(|db| import::brought(db, id))?;
        let (mut free, mut in_use) = self.vault.read(|db| import::parted_by_use(db, &brought))?;
        let (stays, goes) = free.iter().cloned().partition(|record| self.is_relied_on(record, &free));
        (free, in_use) = (goes, [in_use, stays].concat());
        if free.is_empty() {
            return Err(Error::Refused { code: "import_in_use", clause: String::new() });
        }
        let voided = Voided { on: now.today(), reason: PersonalText(reason.clone()) };
        let mut acts = Vec::new();
        for record in &free {
            let act = |verb, noun| Act::new(verb, noun).because(reason.as_str());
            acts.push(match record {
                Imported::Staff(id) => {
                    act("staff_void", "registration").on(id.as_str()).taking(&self.staff(id)?.details)
                }
                Imported::CareRecipient(id) => {
                    let details = self.care_recipient(id)?.details;
                    act("care_recipient_void", "registration").on(id.as_str()).taking(&details)
                }
                Imported::Consent(id) => act("consent_void", "consent").on(id.as_str()),
            });
        }
        acts.push(Act::new("import_undo", "import").on(id.as_str()).because(reason.as_str()));
        self.vault.transact_each(acts, now, |db| {
            free.iter().try_for_each(|record| match record {
                Imported::Staff(id) => row::void(db, "staff", id.as_str(), &reason, now),
                Imported::CareRecipient(id) => row::void(db, "care_recipient", id.as_str(), &reason, now),
                Imported::Consent(id) => consent::void(db, id, Some(&voided)),
            })
        })?;
        let mut kept = Vec::new();
        for record in &in_use {
            kept.extend(match record {
                Imported::Staff(id) => Some(self.staff(id)?.details.name),
                Imported::CareRecipient(id) => Some(self.care_recipient(id)?.details.name),
                // Its person stays, too, unless only the consent was brought.
                Imported::Consent(id) => {
                    let whose = self.consent(id)?.plan.recipient;
                    let is_named = in_use.contains(&Imported::CareRecipient(whose.clone()));
                    if is_named { None } else { Some(self.care_recipient(&whose)?.details.name) }
                }
            });
        }
        Ok(Undone { taken: free.len(), kept })
    }

    /// Whether an older consent of somebody who stays was disposed of because this one took its place.
    fn is_relied_on(&self, record: &Imported, free: &[Imported]) -> bool {
        let Imported::Consent(id) = record else { return false };
        let Ok(consent) = self.consent(id) else { return false };
        let whose = consent.plan.recipient;
        if free.contains(&Imported::CareRecipient(whose.clone())) {
            return false;
        }
        let voided = Voided { on: NaiveDate::default(), reason: PersonalText::default() };
        let stands = self.demand_disposals_stand(&whose, |one| {
            if one.id == *id {
                one.voided = Some(voided.clone());
            }
        });
        stands.is_err()
    }

    /// The columns of a kind of table.
    ///
    /// # Errors
    /// [`Error::NotFound`] when what ships with the program has none.
    pub fn columns(&self, kind: ImportKind) -> Result<&SheetColumns> {
        self.shelf.catalog.sheets().get(kind.key()).ok_or(Error::NotFound { noun: "columns" })
    }

    /// What she said of headings, by heading.
    fn remembered(&self, kind: ImportKind) -> Result<HashMap<String, String>> {
        let kept = self.vault.read(|db| setting::setting(db, &remembered_as(kind)))?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// What is said of headings from now on.
    fn headings(&self, tables: &[Table], plan: &ImportPlan) -> Result<String> {
        let mut remembered = self.remembered(plan.kind)?;
        let rows = tables.get(plan.table).map_or(&[][..], |table| &table.rows);
        let head = rows.iter().find(|row| row.number == plan.head).map_or(&[][..], |row| row.cells());
        for (heading, field) in head.iter().zip(&plan.fields) {
            if !folded(heading).is_empty() {
                remembered.insert(folded(heading), field.clone());
            }
        }
        Ok(serde_json::to_string(&remembered).unwrap_or_default())
    }
}

fn remembered_as(kind: ImportKind) -> String {
    format!("import_columns_{}", kind.key())
}

fn known(fields: &[String]) -> usize {
    fields.iter().filter(|field| !field.is_empty()).count()
}
