//! まとめて登録, as the screen shows it: the columns with their guesses, the rows in portions, and what to mend in each.

use office::Result;
use office::desk::{CellRemark, Desk, ImportPlan, ImportRow, Oddity, Place, SameAs, Table, TableRow};
use office::domain::import::{Import, ImportKind, SameChoice};

use super::{Day, number, time};
use crate::wire;

/// So many rows are offered as headings.
const HEADS: usize = 20;
/// So many cells of one are shown.
const HEAD_CELLS: usize = 6;
/// So many places are named of each oddity.
const PLACES: usize = 8;
/// What every row needs; of a name one or the other.
const NEEDED: [(ImportKind, &[&str]); 3] = [
    (ImportKind::Staff, &["name.family", "name"]),
    (ImportKind::Staff, &["profession"]),
    (ImportKind::CareRecipients, &["name.family", "name"]),
];

/// A table as it would be taken over; `part`: `faults`, `same`, or all rows.
pub fn import_shown(
    desk: &Desk,
    file: &str,
    tables: &[Table],
    plan: &ImportPlan,
    (part, most): (&str, usize),
    today: Day,
) -> Result<wire::ImportShown> {
    let preview = desk.preview_import(tables, plan, today)?;
    let table = &tables[plan.table];
    let fields: Vec<_> = desk.columns(plan.kind)?.readable();
    let label = |key: &str| {
        let field = fields.iter().find(|field| field.key == key);
        field.map_or_else(|| key.to_owned(), |field| field.heading.clone())
    };
    let is_asked = |row: &&ImportRow| match part {
        "faults" => !row.faults.is_empty(),
        "same" => row.same.is_some() && !row.is_example,
        _ => true,
    };
    // As the column is called that she chose, also for a part of a name.
    let label_of = |remark: &CellRemark| {
        let column = remark.place.and_then(|place| plan.fields.get(place.column as usize - 1));
        label(column.unwrap_or(&remark.field))
    };
    let count = |holds: fn(&ImportRow) -> bool| preview.rows.iter().filter(|row| holds(row)).count() as u32;
    let missing = NEEDED.iter().filter(|(kind, keys)| {
        *kind == plan.kind && !keys.iter().any(|key| plan.fields.iter().any(|field| field == key))
    });
    let below = || table.rows.iter().filter(|row| row.number > plan.head);
    let column = |column: u32| wire::ImportColumn {
        letters: Place { row: 1, column }.letters(),
        heading: (table.rows.iter().find(|row| row.number == plan.head))
            .map_or_else(String::new, |row| row.cell(column).to_owned()),
        sample: below()
            .map(|row| row.cell(column))
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
            .to_owned(),
    };
    Ok(wire::ImportShown {
        file: file.to_owned(),
        tables: tables.iter().map(|table| table.name.clone()).collect(),
        typed: typed(plan, table.width()),
        heads: table.rows.iter().take(HEADS).map(head).collect(),
        columns: (1..=table.width() as u32).map(column).collect(),
        missing: missing.map(|(_, keys)| label(keys[0])).collect(),
        oddities: oddities(&preview.oddities),
        ready: count(ImportRow::is_ready),
        faulty: count(|row| !row.faults.is_empty()),
        left_out: count(|row| row.is_left_out() && !row.is_example),
        same: count(|row| row.same.is_some() && !row.is_example),
        examples: count(|row| row.is_example),
        total: preview.rows.iter().filter(is_asked).count() as u32,
        rows: preview.rows.iter().filter(is_asked).take(most).map(|row| shown(row, &label_of)).collect(),
        fields: fields
            .iter()
            .map(|field| wire::ImportField { key: field.key.clone(), label: field.heading.clone() })
            .collect(),
    })
}

/// The imports of before, newest first.
pub fn imports(desk: &Desk) -> Result<Vec<wire::ImportLine>> {
    let line = |one: Import| wire::ImportLine {
        id: one.id.to_string(),
        number: one.number,
        kind: one.kind.key().to_owned(),
        on: time(&one.entered_at),
        brought: number(one.brought as u64),
        there: number(one.there as u64),
    };
    Ok(desk.imports()?.into_iter().map(line).collect())
}

fn typed(plan: &ImportPlan, width: usize) -> wire::ImportTyped {
    let mut fields = plan.fields.clone();
    fields.resize(width, String::new());
    let mut same: Vec<_> = (plan.same.iter())
        .map(|(row, choice)| wire::ImportSame { row: *row, choice: choice.key().to_owned() })
        .collect();
    same.sort_by_key(|one| one.row);
    wire::ImportTyped { kind: plan.kind.key().to_owned(), table: plan.table, head: plan.head, fields, same }
}

fn head(row: &TableRow) -> wire::ImportHead {
    let cells = row.cells().iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    wire::ImportHead { row: row.number, text: cells.take(HEAD_CELLS).collect::<Vec<_>>().join("\u{3000}") }
}

fn oddities(told: &[(Place, Oddity)]) -> Vec<wire::ImportOddity> {
    let kinds =
        [Oddity::OtherEncoding, Oddity::Unreadable, Oddity::ErrorValue, Oddity::Merged, Oddity::Formula];
    let of = |kind: Oddity| {
        let places: Vec<_> =
            told.iter().filter(|(_, oddity)| *oddity == kind).map(|(place, _)| *place).collect();
        (!places.is_empty()).then(|| wire::ImportOddity {
            code: kind.key().to_owned(),
            count: places.len() as u32,
            places: places.into_iter().take(PLACES).map(place).collect(),
        })
    };
    kinds.into_iter().filter_map(of).collect()
}

fn shown(row: &ImportRow, label: &impl Fn(&CellRemark) -> String) -> wire::ImportRow {
    let remark = |remark: &CellRemark, is_fault| wire::ImportRemark {
        place: remark.place.map(place),
        label: label(remark),
        code: remark.code.to_owned(),
        suggestion: remark.suggestion.clone(),
        is_fault,
    };
    let faults = row.faults.iter().map(|one| remark(one, true));
    let (same, same_row) = match &row.same {
        Some((SameAs::Row(above), _)) => (Some("row".to_owned()), *above),
        Some(_) => (Some("record".to_owned()), 0),
        None => (None, 0),
    };
    wire::ImportRow {
        row: row.number,
        name: row.name.shown(),
        kana: row.name.kana(),
        is_ready: row.is_ready(),
        is_example: row.is_example,
        same,
        same_row,
        choice: row.same.as_ref().map_or(SameChoice::Add, |(_, choice)| *choice).key().to_owned(),
        has_consent: row.has_consent && matches!(row.same, Some((SameAs::CareRecipient(_), _))),
        remarks: faults.chain(row.remarks.iter().map(|one| remark(one, false))).collect(),
    }
}

fn place(place: Place) -> wire::ImportPlace {
    wire::ImportPlace { letters: place.letters(), row: place.row }
}
