//! Own forms: rows and back. Blanks are kept once, by their SHA-256, beside the papers that were printed.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::consent::sha256_hex;
use super::row;
use crate::domain::Moment;
use crate::domain::own_form::{Mark, OwnForm, Part, PlacedField, Placement, PlacementDraft};
use crate::{Error, Result};

/// The own form of a region for a kind of paper, when there is one.
pub fn own_form(db: &Connection, region: &str, kind: &str) -> Result<Option<OwnForm>> {
    let fields = db
        .prepare_cached(include_str!("own_form/fields.sql"))?
        .query_map([region, kind], row_to_field)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let form = db.prepare_cached(include_str!("own_form/get.sql"))?.query_row([region, kind], |row| {
        Ok(OwnForm {
            region: region.to_owned(),
            kind: kind.to_owned(),
            blank_sha256: row.get(0)?,
            in_use: row.get(1)?,
            placement: Placement::kept(PlacementDraft {
                fields,
                rows: row.get(2)?,
                row_step: row.get(3)?,
                on_printed_paper: row.get(4)?,
                shift_x: row.get(5)?,
                shift_y: row.get(6)?,
            }),
        })
    });
    Ok(form.optional()?)
}

/// Keeps an own form in the place of the one of its region and kind.
pub fn keep_own_form(db: &Connection, form: &OwnForm, now: Moment) -> Result<()> {
    let placement = form.placement.get();
    db.prepare_cached(include_str!("own_form/keep.sql"))?.execute(params![
        form.region,
        form.kind,
        form.blank_sha256,
        form.in_use,
        placement.rows,
        placement.row_step,
        placement.on_printed_paper,
        placement.shift_x,
        placement.shift_y,
        row::entered_at(now),
    ])?;
    db.prepare_cached("DELETE FROM own_form_field WHERE region = ?1 AND kind = ?2")?
        .execute([&form.region, &form.kind])?;
    let mut keep = db.prepare_cached(include_str!("own_form/keep_field.sql"))?;
    for (position, field) in (0_u32..).zip(&placement.fields) {
        keep.execute(params![
            form.region,
            form.kind,
            position,
            field.page,
            field.x,
            field.y,
            field.width,
            field.height,
            field.size,
            field.source,
            field.part.text(),
            field.mark.text(),
            field.choice,
        ])?;
    }
    Ok(())
}

/// The bytes of a blank.
///
/// # Errors
/// [`Error::VaultDamaged`] when they are not those that were kept.
pub fn blank(db: &Connection, sha256: &str) -> Result<Vec<u8>> {
    let bytes: Vec<u8> = db
        .prepare_cached("SELECT bytes FROM pdf WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?
        .ok_or(Error::NotFound { noun: "own_form" })?;
    if sha256_hex(&bytes) == sha256 { Ok(bytes) } else { Err(Error::VaultDamaged) }
}

fn row_to_field(row: &Row<'_>) -> rusqlite::Result<PlacedField> {
    Ok(PlacedField {
        page: row.get(0)?,
        x: row.get(1)?,
        y: row.get(2)?,
        width: row.get(3)?,
        height: row.get(4)?,
        size: row.get(5)?,
        source: row.get(6)?,
        part: Part::from_text(&row.get::<_, String>(7)?).unwrap_or(Part::Whole),
        mark: Mark::from_text(&row.get::<_, String>(8)?).unwrap_or(Mark::Text),
        choice: row.get(9)?,
    })
}
