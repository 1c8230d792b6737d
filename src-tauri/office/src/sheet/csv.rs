//! A CSV: its encoding, its delimiter, its rows. Split as bytes, so that a cell which cannot be decoded is known by its
//! place.

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::guard::unguarded;
use super::{Fault, Growing, Oddity, Place, Table};

/// From here on a character is Japanese; below it, UTF-8 of two bytes may as well be half-width kana of CP932.
const JAPANESE: char = '\u{3000}';

/// Reads a CSV: with a mark UTF-8 or UTF-16; else UTF-8, if all of it is; else CP932 (H2).
pub(super) fn read(bytes: &[u8]) -> Result<Table, Fault> {
    let utf8;
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        [0xFF, 0xFE, rest @ ..] => {
            utf8 = utf16(UTF_16LE, rest)?;
            utf8.as_bytes()
        }
        [0xFE, 0xFF, rest @ ..] => {
            utf8 = utf16(UTF_16BE, rest)?;
            utf8.as_bytes()
        }
        _ => bytes,
    };
    let begins = text.trim_ascii_start();
    // A web page under the name of a workbook, a PDF, anything with bytes that no text has.
    if begins.starts_with(b"<") || begins.starts_with(b"%PDF") || text.contains(&0) {
        return Err(Fault::Foreign);
    }
    let rows = split(text)?;
    let is_utf8 = std::str::from_utf8(text).is_ok() || is_mostly_utf8(&rows);
    let mut growing = Growing::default();
    for (number, record) in &rows {
        for (column, cell) in (1..).zip(record) {
            let place = Place { row: *number, column };
            match decoded(cell, is_utf8) {
                Ok(value) => growing.put(place, unguarded(&value).to_owned())?,
                Err(oddity) => growing.lose(place, oddity)?,
            }
        }
    }
    Ok(growing.table)
}

fn utf16(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Fault> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(Fault::Damaged)
}

/// The rows with the numbers that Excel would give them.
fn split(text: &[u8]) -> Result<Vec<(u32, ByteRecord)>, Fault> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(text)).from_reader(text);
    let (mut rows, mut number) = (Vec::new(), 0);
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| Fault::Damaged)? {
        let start = record.position().map_or(0, |position| position.byte()) as usize;
        // The reader ends a row at its return, and the line feed behind it comes with the next one.
        let start = if start > 0 && text[start - 1..].starts_with(b"\r\n") { start + 1 } else { start };
        // Empty lines are passed over by the reader, and counted by Excel.
        let lines = text[start.min(text.len())..].split(|byte| *byte == b'\n');
        let passed = lines.take_while(|line| line.is_empty() || *line == b"\r");
        number += 1 + passed.count() as u32;
        if rows.len() > super::MOST_ROWS * 2 {
            return Err(Fault::TooManyCells);
        }
        rows.push((number, record.clone()));
    }
    Ok(rows)
}

/// What stands oftenest in the first line between its cells.
fn delimiter(text: &[u8]) -> u8 {
    let first =
        text.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.iter().filter(|byte| **byte == delimiter).count();
    [b'\t', b';'].into_iter().fold(b',', |best, other| if count(other) > count(best) { other } else { best })
}

/// Whether most of the cells that tell are UTF-8: then a cell of CP932 is the stranger.
fn is_mostly_utf8(rows: &[(u32, ByteRecord)]) -> bool {
    let cells = rows.iter().flat_map(|(_, record)| record.iter()).filter(|cell| !cell.is_ascii());
    let (utf8, other): (Vec<&[u8]>, Vec<&[u8]>) = cells.partition(|cell| is_japanese_utf8(cell));
    utf8.len() > other.len()
}

fn is_japanese_utf8(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|text| text.chars().any(|c| c >= JAPANESE))
}

fn decoded(cell: &[u8], is_utf8: bool) -> Result<String, Oddity> {
    let of_cp932 = || SHIFT_JIS.decode_without_bom_handling_and_without_replacement(cell);
    match (is_utf8, std::str::from_utf8(cell)) {
        (true, Ok(text)) => Ok(text.to_owned()),
        (true, Err(_)) if of_cp932().is_some() => Err(Oddity::OtherEncoding),
        (false, Ok(_)) if is_japanese_utf8(cell) => Err(Oddity::OtherEncoding),
        (false, _) => of_cp932().map(std::borrow::Cow::into_owned).ok_or(Oddity::Unreadable),
        (true, Err(_)) => Err(Oddity::Unreadable),
    }
}
