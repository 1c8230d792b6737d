//! An own form as it goes to another office: what is written beside the blank, in JSON.
//! Knows the blank as little as the people: where values stand, and their names.

use serde::{Deserialize, Serialize};

use crate::domain::own_form::{Mark, OwnForm, Part, PlacedField, PlacementDraft};
use crate::{Error, Result};

/// The shape of the file; a newer program may write a higher one.
const FORMAT: u32 = 1;

/// An own form from a file; nothing of it is checked.
pub(super) struct Taken {
    pub region: String,
    pub kind: String,
    pub placement: PlacementDraft,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    region: String,
    kind: String,
    rows: u32,
    row_step: f32,
    on_printed_paper: bool,
    fields: Vec<WrittenField>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenField {
    page: u32,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    size: f32,
    source: String,
    part: String,
    mark: String,
    choice: String,
}

/// Read before the rest, whose shape may be another one.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// What is written beside the blank.
pub(super) fn written(form: &OwnForm) -> Result<Vec<u8>> {
    let placement = form.placement.get();
    let fields = placement.fields.iter().cloned().map(|field| WrittenField {
        page: field.page,
        x: field.x,
        y: field.y,
        width: field.width,
        height: field.height,
        size: field.size,
        source: field.source,
        part: field.part.text().to_owned(),
        mark: field.mark.text().to_owned(),
        choice: field.choice,
    });
    let written = Written {
        format: FORMAT,
        region: form.region.clone(),
        kind: form.kind.clone(),
        rows: placement.rows,
        row_step: placement.row_step,
        on_printed_paper: placement.on_printed_paper,
        fields: fields.collect(),
    };
    serde_json::to_vec(&written).map_err(|_| unknown())
}

/// Reads it again.
///
/// # Errors
/// [`Error::Refused`] with `own_form_file_unknown` or `own_form_file_newer`.
pub(super) fn read(bytes: &[u8]) -> Result<Taken> {
    let Format { format } = serde_json::from_slice(bytes).map_err(|_| unknown())?;
    if format > FORMAT {
        return Err(Error::Refused { code: "own_form_file_newer", clause: String::new() });
    }
    let written: Written = serde_json::from_slice(bytes).map_err(|_| unknown())?;
    let fields = written.fields.into_iter().map(|field| {
        Ok(PlacedField {
            page: field.page,
            x: field.x,
            y: field.y,
            width: field.width,
            height: field.height,
            size: field.size,
            source: field.source,
            part: Part::from_text(&field.part).ok_or_else(unknown)?,
            mark: Mark::from_text(&field.mark).ok_or_else(unknown)?,
            choice: field.choice,
        })
    });
    let placement = PlacementDraft {
        fields: fields.collect::<Result<_>>()?,
        rows: written.rows,
        row_step: written.row_step,
        on_printed_paper: written.on_printed_paper,
        ..PlacementDraft::default()
    };
    Ok(Taken { region: written.region, kind: written.kind, placement })
}

fn unknown() -> Error {
    Error::Refused { code: "own_form_file_unknown", clause: String::new() }
}
