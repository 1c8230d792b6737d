//! 自作様式 on the bridge: the forms there are, one of them with its pages and values, and where they stand.
//! Lengths are in mm from the top left corner of the page as displayed, sizes of type in pt.

use office::desk::{OwnFormCard as Card, OwnFormLine as Line, OwnFormValue as Value};
use office::domain::own_form as own;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of paper, and whether it has an own form.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OwnFormLine {
    /// As `policy.toml` names it, e.g. `patient-consent`.
    pub kind: String,
    /// Number and title of the program's own paper.
    pub title: String,
    /// Whether a blank is there.
    pub has_blank: bool,
    /// Whether papers are printed on it.
    pub in_use: bool,
}

/// An own form, ready to be placed on.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OwnFormCard {
    /// The line.
    pub line: OwnFormLine,
    /// The pages of the blank; none before it is loaded.
    pub pages: Vec<OwnFormPage>,
    /// The values on offer.
    pub values: Vec<OwnFormValue>,
    /// Where everything stands.
    pub placement: OwnFormTyped,
}

/// A page of the blank, in mm.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OwnFormPage {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A value that may be placed.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OwnFormValue {
    /// Its name, e.g. `office.name`: a key into the table of words.
    pub name: String,
    /// What the region calls it; empty when the table has words for it.
    pub label: String,
    /// Whether a part of a date can be asked for.
    pub is_date: bool,
    /// Whether its reading can be asked for.
    pub has_reading: bool,
}

/// Where everything stands, as placed on the screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OwnFormTyped {
    /// The places.
    pub fields: Vec<PlacedField>,
    /// Lines of the table on one sheet; 1 without a table.
    pub rows: u32,
    /// From one line of the table to the next, in mm.
    pub row_step: f32,
    /// Whether the paper in the printer is the official one already.
    pub on_printed_paper: bool,
    /// What the printer is off to the right, in mm.
    pub shift_x: f32,
    /// What the printer is off downwards, in mm.
    pub shift_y: f32,
}

/// A place for a value.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PlacedField {
    /// Which page, from 0.
    pub page: u32,
    /// From the left edge.
    pub x: f32,
    /// From the top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Size of type, in pt.
    pub size: f32,
    /// Which value.
    pub source: String,
    /// Which part of it.
    pub part: ValuePart,
    /// How it shows.
    pub mark: ValueMark,
    /// For a circle or a check: the value that brings it; empty for any value.
    pub choice: String,
}

/// Which part of a value is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ValuePart {
    /// All of it; a date as 令和8年12月1日.
    Whole,
    /// A date as 2026年12月1日.
    Western,
    /// 令和.
    Era,
    /// 8.
    Year,
    /// 2026.
    WesternYear,
    /// 12.
    Month,
    /// 1.
    Day,
    /// The reading of a name.
    Kana,
}

/// How a value shows on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ValueMark {
    /// Printed.
    Text,
    /// An ellipse around words of the blank.
    Circle,
    /// ✓.
    Check,
}

/// A file that was written where she said.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FileKept {
    /// False when she closed the dialog without choosing a place.
    pub done: bool,
    /// The folder, as she knows it.
    pub folder: String,
}

impl From<Line> for OwnFormLine {
    fn from(line: Line) -> OwnFormLine {
        let Line { kind, title, has_blank, in_use } = line;
        OwnFormLine { kind: kind.to_owned(), title, has_blank, in_use }
    }
}

impl From<Value> for OwnFormValue {
    fn from(value: Value) -> OwnFormValue {
        let Value { name, label, is_date, has_reading } = value;
        OwnFormValue { name, label, is_date, has_reading }
    }
}

impl From<Card> for OwnFormCard {
    fn from(card: Card) -> OwnFormCard {
        let page = |size: own::PageSize| OwnFormPage { width: size.width, height: size.height };
        OwnFormCard {
            line: card.line.into(),
            pages: card.pages.into_iter().map(page).collect(),
            values: card.values.into_iter().map(Into::into).collect(),
            placement: card.placement.into(),
        }
    }
}

impl From<own::PlacementDraft> for OwnFormTyped {
    fn from(draft: own::PlacementDraft) -> OwnFormTyped {
        let own::PlacementDraft { fields, rows, row_step, on_printed_paper, shift_x, shift_y } = draft;
        let fields = fields.into_iter().map(Into::into).collect();
        OwnFormTyped { fields, rows, row_step, on_printed_paper, shift_x, shift_y }
    }
}

impl From<OwnFormTyped> for own::PlacementDraft {
    fn from(typed: OwnFormTyped) -> own::PlacementDraft {
        let OwnFormTyped { fields, rows, row_step, on_printed_paper, shift_x, shift_y } = typed;
        let fields = fields.into_iter().map(Into::into).collect();
        own::PlacementDraft { fields, rows, row_step, on_printed_paper, shift_x, shift_y }
    }
}

impl From<own::PlacedField> for PlacedField {
    fn from(field: own::PlacedField) -> PlacedField {
        let own::PlacedField { page, x, y, width, height, size, source, part, mark, choice } = field;
        PlacedField { page, x, y, width, height, size, source, part: part.into(), mark: mark.into(), choice }
    }
}

impl From<PlacedField> for own::PlacedField {
    fn from(field: PlacedField) -> own::PlacedField {
        let PlacedField { page, x, y, width, height, size, source, part, mark, choice } = field;
        own::PlacedField {
            page,
            x,
            y,
            width,
            height,
            size,
            source,
            part: part.into(),
            mark: mark.into(),
            choice,
        }
    }
}

/// Two enums with the same names, both ways.
macro_rules! alike {
    ($wire:ident, $domain:path: $($name:ident)*) => {
        impl From<$domain> for $wire {
            fn from(one: $domain) -> $wire {
                use $domain as Domain;
                match one { $(Domain::$name => $wire::$name),* }
            }
        }
        impl From<$wire> for $domain {
            fn from(one: $wire) -> $domain {
                use $domain as Domain;
                match one { $($wire::$name => Domain::$name),* }
            }
        }
    };
}

alike!(ValuePart, own::Part: Whole Western Era Year WesternYear Month Day Kana);
alike!(ValueMark, own::Mark: Text Circle Check);
