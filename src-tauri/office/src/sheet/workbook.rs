//! XLSX and XLS: checked before they are read, then values only. Formulas, merged cells and Excel's own errors are told.

use std::io::{Cursor, Read};

use calamine::{Data, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{Fault, Growing, Oddity, Place, Table};

/// Most files in an XLSX.
const MOST_ENTRIES: usize = 2_000;
/// Most bytes of an XLSX once unpacked.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// Most bytes unpacked for one packed.
const MOST_RATIO: u64 = 200;
/// Below this nothing is a bomb, however well it is packed.
const HARMLESS: u64 = 1024 * 1024;
/// Most cells between the first and the last one of all sheets of an XLS: its reader keeps the empty ones, too.
const MOST_CELLS: u64 = 4_000_000;

pub(super) fn xlsx(bytes: &[u8]) -> Result<Vec<Table>, Fault> {
    check_archive(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Fault::Foreign,
        XlsxError::Password => Fault::Locked,
        _ => Fault::Damaged,
    })?;
    let sheets = shown(book.sheets_metadata());
    sheets.iter().map(|name| xlsx_sheet(&mut book, name)).collect()
}

fn xlsx_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Table, Fault> {
    let mut growing = Growing::named(name);
    let merged = book.merge_cells_by_sheet_name(name).map_err(|_| Fault::Damaged)?;
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| Fault::Damaged)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| Fault::Damaged)? {
        let place = place(cell.pos)?;
        if cell.formula.is_some() {
            growing.tell(place, Oddity::Formula)?;
        }
        put(&mut growing, place, &cell.value.into())?;
    }
    tell_merged(&mut growing, &merged)?;
    Ok(growing.table)
}

pub(super) fn xls(bytes: &[u8]) -> Result<Vec<Table>, Fault> {
    check_frame(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let sheets = shown(book.sheets_metadata());
    sheets.iter().map(|name| xls_sheet(&mut book, name)).collect()
}

fn xls_sheet(book: &mut Xls<Cursor<&[u8]>>, name: &str) -> Result<Table, Fault> {
    let mut growing = Growing::named(name);
    let offset =
        |(row, column): (u32, u32), (down, right): (usize, usize)| (row + down as u32, column + right as u32);
    let values = book.worksheet_range(name).map_err(|_| Fault::Damaged)?;
    let formulas = book.worksheet_formula(name).map_err(|_| Fault::Damaged)?;
    for (row, column, value) in values.used_cells() {
        let at = offset(values.start().unwrap_or_default(), (row, column));
        put(&mut growing, place(at)?, value)?;
    }
    for (row, column, _) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
        let at = offset(formulas.start().unwrap_or_default(), (row, column));
        growing.tell(place(at)?, Oddity::Formula)?;
    }
    let merged = book.merge_cells_by_sheet_name(name).map_err(|_| Fault::Damaged)?;
    tell_merged(&mut growing, &merged)?;
    Ok(growing.table)
}

/// The names of the sheets that a person sees.
fn shown(sheets: &[Sheet]) -> Vec<String> {
    let shown = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

fn place((row, column): (u32, u32)) -> Result<Place, Fault> {
    let next = |at: u32| at.checked_add(1).ok_or(Fault::Damaged);
    Ok(Place { row: next(row)?, column: next(column)? })
}

fn tell_merged(growing: &mut Growing, merged: &[calamine::Dimensions]) -> Result<(), Fault> {
    for region in merged.iter().filter(|region| region.start != region.end) {
        growing.tell(place(region.start)?, Oddity::Merged)?;
    }
    Ok(())
}

fn put(growing: &mut Growing, place: Place, value: &Data) -> Result<(), Fault> {
    let text = match value {
        Data::Empty => return Ok(()),
        Data::Error(_) => return growing.lose(place, Oddity::ErrorValue),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(is_true) => is_true.to_string().to_uppercase(),
        Data::DateTime(time) => day(time),
        Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
        }
    };
    growing.put(place, text)
}

/// `2026-11-20`; the time of the day only where there is one. The year 1904 of a Macintosh is known to the value.
fn day(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    match time.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (year, month, day, hour, minute, ..) => {
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
        }
    }
}

/// Refuses an archive that is more than it looks: by what it says of itself, and by what comes out, because the first
/// may be a lie. Nothing of it is kept.
fn check_archive(bytes: &[u8]) -> Result<(), Fault> {
    let most = MOST_UNPACKED.min(HARMLESS.max(bytes.len() as u64 * MOST_RATIO));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Fault::Bomb);
    }
    let mut said = 0_u64;
    for at in 0..archive.len() {
        said = said.saturating_add(archive.by_index_raw(at).map_err(|_| Fault::Damaged)?.size());
    }
    if said > most {
        return Err(Fault::Bomb);
    }
    let mut left = most;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| Fault::Damaged)?;
        let came =
            std::io::copy(&mut entry.take(left + 1), &mut std::io::sink()).map_err(|_| Fault::Damaged)?;
        left = left.checked_sub(came).ok_or(Fault::Bomb)?;
    }
    Ok(())
}

/// Looks at the cells of an XLS without keeping them: one that spreads a few over millions is refused.
fn check_frame(bytes: &[u8]) -> Result<(), Fault> {
    let mut frame = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if frame.exists("/EncryptedPackage") {
        return Err(Fault::Locked);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| frame.is_stream(name)).ok_or(Fault::Foreign)?;
    let mut records = Vec::new();
    let stream = frame.open_stream(name).map_err(|_| Fault::Damaged)?;
    stream.take(MOST_UNPACKED).read_to_end(&mut records).map_err(|_| Fault::Damaged)?;
    let (mut rest, mut cells) = (records.as_slice(), 0_u64);
    let (mut last_row, mut last_column) = (0_u64, 0_u64);
    while let [kind_low, kind_high, low, high, more @ ..] = rest {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(more.len());
        let (data, next) = more.split_at(length);
        rest = next;
        match (u16::from_le_bytes([*kind_low, *kind_high]), data) {
            // A password.
            (0x002F, [first, second, ..]) if (*first, *second) != (0, 0) => return Err(Fault::Locked),
            // Formula, several numbers, text, number, label, truth or error, one number.
            (
                0x0006 | 0x00BD | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E,
                [row_low, row_high, low, high, ..],
            ) => {
                last_row = last_row.max(u64::from(u16::from_le_bytes([*row_low, *row_high])) + 1);
                let numbers = if kind_low == &0xBD { data.len() as u64 / 6 } else { 1 };
                last_column = last_column.max(u64::from(u16::from_le_bytes([*low, *high])) + numbers);
            }
            // The end of a sheet.
            (0x000A, _) => {
                cells += last_row * last_column;
                (last_row, last_column) = (0, 0);
            }
            _ => {}
        }
        if cells + last_row * last_column > MOST_CELLS {
            return Err(Fault::TooManyCells);
        }
    }
    Ok(())
}
