//! 自作様式: the association's own blank, loaded, placed on, tried, used, taken to another office.
//! Owns the acts, and what each value puts into its place; leaves reading and drawing a blank to `pdf`.

mod file;

use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::practice::Invented;
use super::{Desk, MadePaper};
use crate::domain::own_form::{Mark, OwnForm, PageSize, Part, PlacedField, Placement, PlacementDraft};
use crate::domain::{Moment, wareki};
use crate::forms::fill::{self, Listed, SOURCES};
use crate::forms::{Definition, FilledForm, FormKind, Options, Record, Text, fill as filled};
use crate::pdf::overlay::{self, Area, Ink, Inks, Overlay};
use crate::pdf::{blank, preview};
use crate::policy::squeezed;
use crate::store::{Act, consent, files, own_form};
use crate::{Error, Result};

/// Sheets on a blank, each a PDF of its own.
pub(super) type OwnSheets = Vec<Vec<u8>>;

/// Values of the sheet itself, which no record holds.
const CONTROL_NUMBER: &str = "paper.control_number";
const COPY: &str = "paper.copy";
/// The QR code of the sheet.
const CODE: &str = "paper.code";

/// A kind of paper of the region, and whether it has an own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFormLine {
    /// As `policy.toml` names it, e.g. `patient-consent`.
    pub kind: &'static str,
    /// Number and title of the program's own paper.
    pub title: String,
    /// Whether a blank is there.
    pub has_blank: bool,
    /// Whether papers are printed on it.
    pub in_use: bool,
}

/// An own form, ready to be placed on.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFormCard {
    /// The line.
    pub line: OwnFormLine,
    /// The pages of the blank; none before it is loaded.
    pub pages: Vec<PageSize>,
    /// The values on offer.
    pub values: Vec<OwnFormValue>,
    /// Where everything stands.
    pub placement: PlacementDraft,
}

/// A value that may be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFormValue {
    /// Its name, e.g. `office.name`.
    pub name: String,
    /// What the region calls it; empty when the screen has words for it.
    pub label: String,
    /// Whether a part of a date can be asked for.
    pub is_date: bool,
    /// Whether its reading can be asked for.
    pub has_reading: bool,
}

/// Writes a file whole or not at all.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::ReadOnlyPlace`], [`Error::File`].
pub fn write_file(file: &Path, bytes: &[u8]) -> Result<()> {
    files::replace(file, bytes, |_| Ok(()))
}

impl Desk {
    /// The kinds of paper that the region has.
    pub fn own_forms(&self) -> Result<Vec<OwnFormLine>> {
        let kinds = kinds().filter(|&kind| self.form(kind).is_ok());
        kinds.map(|kind| self.own_form_line(kind)).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NoSuchPaper`].
    pub fn own_form(&self, kind: &str) -> Result<OwnFormCard> {
        let form_kind = kind_named(kind)?;
        let line = self.own_form_line(form_kind)?;
        let values = self.own_form_values(form_kind)?;
        let kept = self.kept(line.kind)?;
        let pages = match &kept {
            Some(form) => blank::sizes(&self.blank(form)?)?,
            None => Vec::new(),
        };
        let placement = kept.map(|form| form.placement.get().clone()).unwrap_or_default();
        Ok(OwnFormCard { line, pages, values, placement })
    }

    /// Takes a blank, a PDF or a picture, in the place of the one before. What was placed stays where its page
    /// is still there; nothing is printed on the new one before she says so.
    ///
    /// # Errors
    /// Those of [`blank::read`]; [`Error::NoSuchPaper`].
    pub fn load_own_form(&mut self, kind: &str, bytes: &[u8], now: Moment) -> Result<()> {
        let line = self.own_form_line(kind_named(kind)?)?;
        let plain = blank::read(bytes)?;
        let pages = blank::sizes(&plain)?;
        let mut placement =
            self.kept(line.kind)?.map(|form| form.placement.get().clone()).unwrap_or_default();
        let is_there = |field: &PlacedField| {
            PlacementDraft { fields: vec![field.clone()], ..placement.clone() }
                .check(&pages, |_| true)
                .is_ok()
        };
        placement.fields = placement.fields.iter().filter(|field| is_there(field)).cloned().collect();
        self.keep_own_form("own_form_load", line.kind, &plain, Placement::kept(placement), false, now)
    }

    /// Keeps where everything stands.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`] before a blank was loaded.
    pub fn place_own_form(&mut self, kind: &str, draft: PlacementDraft, now: Moment) -> Result<()> {
        let form = self.loaded(kind)?;
        let placement = self.checked(&form, draft)?;
        let act = Act::new("own_form_place", "own_form").on(own_form_id(&form));
        let form = OwnForm { placement, ..form };
        self.vault.transact(act, now, |db| own_form::keep_own_form(db, &form, now))
    }

    /// Prints on the blank from now on, or on the program's own paper again.
    ///
    /// # Errors
    /// [`Error::Refused`] `own_form_empty` while nothing is placed; [`Error::NotFound`].
    pub fn use_own_form(&mut self, kind: &str, in_use: bool, now: Moment) -> Result<()> {
        let form = OwnForm { in_use, ..self.loaded(kind)? };
        if in_use && form.placement.get().fields.is_empty() {
            return Err(Error::Refused { code: "own_form_empty", clause: String::new() });
        }
        let verb = if in_use { "own_form_use" } else { "own_form_leave" };
        let act = Act::new(verb, "own_form").on(own_form_id(&form));
        self.vault.transact(act, now, |db| own_form::keep_own_form(db, &form, now))
    }

    /// A page of the blank as a PNG. `page` counts from 0, `dpi` is dots per inch.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Pdf`] for a page that is not there.
    pub fn own_form_page(&self, kind: &str, page: usize, dpi: f32) -> Result<Vec<u8>> {
        preview::page_png(&self.blank(&self.loaded(kind)?)?, page, dpi)
    }

    /// The blank with the people of the practice office, as it stands on the screen. Marked 見本.
    ///
    /// # Errors
    /// Those of printing, and [`Error::Fields`].
    pub fn try_own_form(&self, kind: &str, draft: PlacementDraft, today: NaiveDate) -> Result<MadePaper> {
        let form = self.loaded(kind)?;
        let form = OwnForm { placement: self.checked(&form, draft)?, ..form };
        let definition = self.form(kind_named(kind)?)?;
        let invented = Invented::people(today)?;
        let family = invented.recipient.family.first();
        let options = Options { date: Some(today), preprint: true, practice: true, ..Options::default() };
        let record = Record {
            office: Some(&invented.office),
            staff: invented.staff.first(),
            roster: invented
                .staff
                .iter()
                .map(|staff| Listed { staff, pledged_on: None, change: None })
                .collect(),
            recipient: Some(&invented.recipient),
            family,
            proxy: family,
            options,
            ..Record::default()
        };
        let sheets = [filled(definition, &record)];
        let pdf = self.print_over(&form, definition, &record, &sheets)?;
        MadePaper::of(definition.marks.trial.replace("{title}", &definition.full_title()), pdf)
    }

    /// A page with rules at known places, to see how far the printer is off.
    ///
    /// # Errors
    /// Those of printing, and [`Error::Fields`].
    pub fn own_form_ruler(&self, kind: &str, draft: PlacementDraft) -> Result<MadePaper> {
        let form = self.loaded(kind)?;
        let placement = self.checked(&form, draft)?;
        let size = *blank::sizes(&self.blank(&form)?)?.first().ok_or(Error::NotFound { noun: "own_form" })?;
        let title = &self.form(kind_named(kind)?)?.marks.ruler;
        let pdf = overlay::ruler(size, placement.shift(), title, &self.shelf.fonts)?;
        MadePaper::of(title.clone(), pdf)
    }

    /// The own form as a file for another office: the blank and where everything stands, nobody's data, and
    /// not how far this office's printer is off. Gives its name and its bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] before a blank was loaded.
    pub fn export_own_form(&self, kind: &str) -> Result<(String, Vec<u8>)> {
        let form = self.loaded(kind)?;
        let name = format!("{}.pdf", self.form(kind_named(kind)?)?.full_title());
        Ok((name, blank::with_note(&self.blank(&form)?, &file::written(&form)?)?))
    }

    /// Takes an own form from another office's file, in the place of the one of its kind. Gives the kind.
    ///
    /// # Errors
    /// [`Error::Refused`] with `own_form_file_unknown`, `own_form_file_newer`, `own_form_file_other_region`;
    /// those of [`blank::read`]; [`Error::Fields`] for places off the page.
    pub fn import_own_form(&mut self, bytes: &[u8], now: Moment) -> Result<&'static str> {
        let plain = blank::read(bytes)?;
        let unknown = || Error::Refused { code: "own_form_file_unknown", clause: String::new() };
        let taken = file::read(&blank::note_of(bytes)?.ok_or_else(unknown)?)?;
        if taken.region != self.policy()?.region {
            return Err(Error::Refused { code: "own_form_file_other_region", clause: String::new() });
        }
        let kind = self.own_form_line(kind_named(&taken.kind)?)?.kind;
        let placement = self.checked_on(&plain, kind, taken.placement)?;
        self.keep_own_form("own_form_import", kind, &plain, placement, false, now)?;
        Ok(kind)
    }

    /// The paper on the own form that is in use for it; `None` when the program's own is printed.
    pub(super) fn on_own_form(
        &self,
        definition: &Definition,
        record: &Record<'_>,
        sheets: &[FilledForm],
    ) -> Result<Option<Vec<u8>>> {
        // The office has own forms of its own region only.
        if record.policy.map(|policy| &policy.region) != self.region()?.as_ref() {
            return Ok(None);
        }
        for &kind in &definition.kinds {
            // The first paper of a kind is the one an own form stands for (朝霞: of the pledges 様式1).
            let stands_for_it = self.form(kind).is_ok_and(|form| form.file == definition.file);
            if let Some(form) = self.kept(kind_name(kind))?
                && form.in_use
                && stands_for_it
            {
                return self.print_over(&form, definition, record, sheets).map(Some);
            }
        }
        Ok(None)
    }

    /// Each sheet of a paper on the own form that is in use for it; `None` when the program's own is printed.
    pub(super) fn each_on_own_form(
        &self,
        definition: &Definition,
        record: &Record<'_>,
        sheets: &[FilledForm],
    ) -> Result<Option<OwnSheets>> {
        let each =
            sheets.iter().map(|sheet| self.on_own_form(definition, record, std::slice::from_ref(sheet)));
        Ok(each.collect::<Result<Vec<_>>>()?.into_iter().collect())
    }

    fn own_form_line(&self, kind: FormKind) -> Result<OwnFormLine> {
        let (title, kind) = (self.form(kind)?.full_title(), kind_name(kind));
        let kept = self.kept(kind)?;
        let in_use = kept.as_ref().is_some_and(|form| form.in_use);
        Ok(OwnFormLine { kind, title, has_blank: kept.is_some(), in_use })
    }

    fn own_form_values(&self, kind: FormKind) -> Result<Vec<OwnFormValue>> {
        let sources = SOURCES.iter().map(|source| OwnFormValue {
            name: source.name.to_owned(),
            label: String::new(),
            is_date: source.is_date(),
            has_reading: source.name == "row.name",
        });
        let plain = |name: String, label| OwnFormValue { name, label, is_date: false, has_reading: false };
        let settings = self.policy()?.settings.iter();
        let settings = settings.map(|one| plain(format!("setting.{}", one.key), one.label.clone()));
        let sheet = [CONTROL_NUMBER, COPY, CODE].map(|name| plain(name.to_owned(), String::new()));
        let offered = |value: &OwnFormValue| is_offered(kind, &value.name);
        Ok(sources.chain(settings).chain(sheet).filter(offered).collect())
    }

    fn kept(&self, kind: &str) -> Result<Option<OwnForm>> {
        let Some(region) = self.region()? else { return Ok(None) };
        self.vault.read(|db| own_form::own_form(db, &region, kind))
    }

    fn loaded(&self, kind: &str) -> Result<OwnForm> {
        self.kept(kind)?.ok_or(Error::NotFound { noun: "own_form" })
    }

    fn blank(&self, form: &OwnForm) -> Result<Vec<u8>> {
        self.vault.read(|db| own_form::blank(db, &form.blank_sha256))
    }

    fn checked(&self, form: &OwnForm, draft: PlacementDraft) -> Result<Placement> {
        self.checked_on(&self.blank(form)?, &form.kind, draft)
    }

    fn checked_on(&self, blank: &[u8], kind: &str, draft: PlacementDraft) -> Result<Placement> {
        let values = self.own_form_values(kind_named(kind)?)?;
        draft.check(&blank::sizes(blank)?, |name| values.iter().any(|value| value.name == name))
    }

    fn keep_own_form(
        &mut self,
        verb: &'static str,
        kind: &'static str,
        plain: &[u8],
        placement: Placement,
        in_use: bool,
        now: Moment,
    ) -> Result<()> {
        let region = self.policy()?.region.clone();
        let act = Act::new(verb, "own_form").on(format!("{region}/{kind}"));
        self.vault.transact(act, now, |db| {
            let blank_sha256 = consent::keep_pdf(db, plain)?;
            let form = OwnForm { region, kind: kind.to_owned(), blank_sha256, in_use, placement };
            own_form::keep_own_form(db, &form, now)
        })
    }

    /// The bytes: for each sheet of the paper all pages of the blank, a table longer than a sheet on further ones.
    fn print_over(
        &self,
        form: &OwnForm,
        definition: &Definition,
        record: &Record<'_>,
        sheets: &[FilledForm],
    ) -> Result<Vec<u8>> {
        let loaded = self.blank(form)?;
        let sizes = blank::sizes(&loaded)?;
        let placement = form.placement.get();
        let rows = placement.rows as usize;
        let has_table = placement.fields.iter().any(PlacedField::is_in_row);
        let tables = if has_table { record.roster.len().div_ceil(rows).max(1) } else { 1 };
        let mut pages: Vec<Inks> = Vec::new();
        for sheet in sheets {
            let source = Source { definition, record, sheet };
            for table in 0..tables {
                pages.extend((0..sizes.len()).map(|page| source.inks(placement, page, table * rows)));
            }
        }
        let blank = if placement.on_printed_paper { overlay::empty(&sizes)? } else { loaded };
        let watermark = sheets.first().and_then(|sheet| sheet.watermark.as_deref());
        let (shift, title) = (form.placement.shift(), definition.name.as_str());
        overlay::print(&Overlay { blank: &blank, pages, shift, watermark, title }, &self.shelf.fonts)
    }
}

/// What the values of one sheet are read from.
struct Source<'a> {
    definition: &'a Definition,
    record: &'a Record<'a>,
    sheet: &'a FilledForm,
}

impl Source<'_> {
    /// What is put onto a page of the blank; its table begins with the person at `first`, from 0.
    fn inks(&self, placement: &PlacementDraft, page: usize, first: usize) -> Inks {
        let mut inks = Vec::new();
        for field in placement.fields.iter().filter(|field| field.page as usize == page) {
            let lines = if field.is_in_row() { placement.rows as usize } else { 1 };
            for line in 0..lines {
                let y = field.y + line as f32 * placement.row_step;
                let area = Area { x: field.x, y, width: field.width, height: field.height };
                inks.extend(self.ink(field, first + line).map(|ink| (area, ink)));
            }
        }
        inks
    }

    fn ink(&self, field: &PlacedField, row: usize) -> Option<Ink> {
        if field.source == CODE {
            return self.sheet.code.clone().map(Ink::Code);
        }
        let text = self.text(field, row)?;
        let is_chosen = field.choice.is_empty() || squeezed(&field.choice) == squeezed(&text.text);
        match field.mark {
            Mark::Text => {
                let centred = field.part != Part::Whole && field.part != Part::Western;
                Some(Ink::Text { text, size: field.size, centred })
            }
            Mark::Circle => is_chosen.then_some(Ink::Circle),
            Mark::Check => is_chosen.then_some(Ink::Check),
        }
    }

    fn text(&self, field: &PlacedField, row: usize) -> Option<Text> {
        let own = |text: &str| Text { text: text.to_owned(), label: field.source.clone(), ..Text::default() };
        let (text, day) = match field.source.as_str() {
            CONTROL_NUMBER => (own(&self.sheet.control_number), None),
            COPY => {
                (own(self.sheet.sheets.first().map(|sheet| sheet.mark.as_str()).unwrap_or_default()), None)
            }
            name => fill::single(self.definition, self.record, name, row)?,
        };
        let words = part_of(&text, day, field.part);
        (!words.is_empty()).then_some(Text { text: words, ..text })
    }
}

/// A part of a value; all of it where it has no such part.
fn part_of(text: &Text, day: Option<NaiveDate>, part: Part) -> String {
    let whole = || text.text.clone();
    if part == Part::Kana {
        return text.ruby.iter().map(|(_, kana)| kana.as_str()).collect::<Vec<_>>().join(" ");
    }
    let Some(day) = day else { return whole() };
    let era = wareki::wareki(day);
    match part {
        Part::Whole | Part::Kana => whole(),
        Part::Western => wareki::western(day),
        Part::Era => era.map(|era| era.era.to_owned()).unwrap_or_default(),
        Part::Year => era.map(|era| era.year).unwrap_or_default(),
        Part::WesternYear => day.year().to_string(),
        Part::Month => day.month().to_string(),
        Part::Day => day.day().to_string(),
    }
}

/// Whether a value may stand on a paper of a kind: those of people only where the paper is about them. Names of
/// those who sign are on no list: they write them.
fn is_offered(kind: FormKind, name: &str) -> bool {
    match name.split('.').next().unwrap_or_default() {
        // What is written on the program's own sheets only.
        "recovery" | "visit" | "incident" => false,
        "row" if name.starts_with("row.password") => false,
        "takeout" => kind == FormKind::TakeOut,
        "staff" => matches!(kind, FormKind::StaffPledge | FormKind::TakeOut),
        "row" => matches!(kind, FormKind::StaffNotice | FormKind::Application),
        "recipient" | "family" | "proxy" | "consent" => kind == FormKind::PatientConsent,
        _ if [CONTROL_NUMBER, COPY, CODE].contains(&name) => kind == FormKind::PatientConsent,
        _ => true,
    }
}

/// As `policy.toml` names it.
fn kind_name(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Application => "application",
        FormKind::OfficePledge => "office-pledge",
        FormKind::StaffNotice => "staff-notice",
        FormKind::StaffPledge => "staff-pledge",
        FormKind::PatientConsent => "patient-consent",
        FormKind::TakeOut => "take-out",
        FormKind::PhotoConsent => "photo-consent",
    }
}

fn kinds() -> impl Iterator<Item = FormKind> {
    FormKind::ALL.into_iter().chain(FormKind::FURTHER)
}

fn kind_named(name: &str) -> Result<FormKind> {
    kinds().find(|&kind| kind_name(kind) == name).ok_or(Error::NoSuchPaper)
}

fn own_form_id(form: &OwnForm) -> String {
    format!("{}/{}", form.region, form.kind)
}
