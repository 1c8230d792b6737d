//! Files as people have them, and files that somebody made to do harm; each is made here.

use std::io::{Cursor, Write};

use encoding_rs::SHIFT_JIS;
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
    let width = table.width() as u32;
    table.rows.iter().map(|row| (row.number, (1..=width).map(|column| row.cell(column)).collect())).collect()
}

fn only(bytes: &[u8]) -> Table {
    let mut tables = read(bytes).unwrap();
    assert_eq!(tables.len(), 1, "one table");
    tables.remove(0)
}

fn cp932(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(text).0.into_owned()
}

#[test]
fn a_csv_is_read_in_every_encoding_that_excel_writes() {
    let text = "氏名,フリガナ\r\n例示　太郎,ﾚｲｼﾞ ﾀﾛｳ\r\n";
    let utf16 = |text: &str| {
        [&[0xFF, 0xFE][..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
    };
    let utf16_be =
        [&[0xFE, 0xFF][..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat();
    for bytes in [
        text.as_bytes().to_vec(),
        [&[0xEF, 0xBB, 0xBF][..], text.as_bytes()].concat(),
        cp932(text),
        utf16(text),
        utf16(&text.replace(',', "\t")),
        utf16_be,
    ] {
        let table = only(&bytes);
        let expected = [(1, vec!["氏名", "フリガナ"]), (2, vec!["例示　太郎", "ﾚｲｼﾞ ﾀﾛｳ"])];
        assert_eq!(rows(&table), expected, "{} bytes", bytes.len());
        assert_eq!(table.oddities, [], "nothing is odd about it");
    }
}

#[test]
fn rows_are_counted_as_excel_does() {
    let table = only("氏名\r\n\r\n\"例示\n太郎\"\n\n\n仮名\n,\n見本".as_bytes());
    let numbers: Vec<_> = table.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 6, 8], "empty lines count, a break within a cell does not");
}

#[test]
fn what_cannot_be_decoded_is_named_and_not_replaced() {
    let mut bytes = cp932("氏名,住所\r\n例示,");
    bytes.extend([0x82, 0xFF]);
    bytes.extend(cp932("\r\n仮名,埼玉県\r\n"));
    let table = only(&bytes);
    assert_eq!(table.oddities, [(Place { row: 2, column: 2 }, Oddity::Unreadable)], "B2");
    assert_eq!(table.rows[1].cell(2), "", "nothing stands in its place");
    assert_eq!(table.rows[2].cell(2), "埼玉県", "the next row is as it was");
}

#[test]
fn a_cell_of_another_encoding_is_told() {
    let mixed = [&cp932("氏名,住所\r\n例示,埼玉県\r\n仮名,")[..], "東京都".as_bytes(), b"\r\n"].concat();
    let strange = (Place { row: 3, column: 2 }, Oddity::OtherEncoding);
    assert_eq!(only(&mixed).oddities, [strange], "UTF-8 in a file of CP932");
    let mixed = ["氏名,住所\r\n例示,埼玉県\r\n仮名,".as_bytes(), &cp932("東京都"), b"\r\n"].concat();
    assert_eq!(only(&mixed).oddities, [strange], "CP932 in a file of UTF-8");
    let kana = cp932("氏名,カナ\r\n例示,ﾐｷ\r\n");
    assert_eq!(only(&kana).rows[1].cell(2), "ﾐｷ", "half-width kana that could be UTF-8 is not");
}

#[test]
fn the_mark_of_the_export_is_taken_off_and_nothing_else() {
    let table = only("'=1+2,'＋81,'そのまま,''=x,=3".as_bytes());
    assert_eq!(table.rows[0].cells(), ["=1+2", "＋81", "'そのまま", "'=x", "=3"]);
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    for (bytes, fault) in [
        (&b""[..], Fault::Empty),
        (b" \r\n,,\r\n", Fault::Empty),
        (b"%PDF-1.7", Fault::Foreign),
        (b"<html><table>", Fault::Foreign),
        (b"\x89PNG\r\n\x1a\n\0\0\0", Fault::Foreign),
        (b"PK\x03\x04 and no more", Fault::Damaged),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Fault::Damaged),
    ] {
        assert_eq!(read(bytes).unwrap_err(), fault, "{bytes:?}");
    }
    assert_eq!(read(&vec![b'a'; LARGEST_FILE + 1]).unwrap_err(), Fault::TooLarge, "21 MB");
    let long = "例示\n".repeat(MOST_ROWS + 1);
    assert_eq!(read(long.as_bytes()).unwrap_err(), Fault::TooManyCells, "one row too many");
    assert_eq!(
        read(",".repeat(200).as_bytes().iter().chain(b"x").copied().collect::<Vec<_>>().as_slice())
            .unwrap_err(),
        Fault::TooManyCells,
        "one column too many"
    );
}

#[test]
fn a_workbook_gives_values_and_tells_the_rest() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("名簿").unwrap();
    page.merge_range(0, 0, 0, 2, "利用者名簿", &Format::new()).unwrap();
    page.write_string(1, 0, "氏名").unwrap();
    page.write_string(1, 1, "生年月日").unwrap();
    page.write_string(2, 0, "例示 太郎").unwrap();
    page.write_with_format(2, 1, 12_179, &Format::new().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\""))
        .unwrap();
    page.write_with_format(3, 1, 12_179.5, &Format::new().set_num_format("yyyy/m/d")).unwrap();
    page.write_with_format(4, 1, 12_179, &Format::new().set_num_format_index(57)).unwrap();
    page.write_formula(5, 1, Formula::new("=1+2").set_result("3")).unwrap();
    page.write_formula(6, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    page.write_number(7, 1, 3_510_104).unwrap();
    page.write_string(7, 2, "'=1").unwrap();
    page.write_boolean(8, 1, true).unwrap();
    book.add_worksheet().set_name("空").unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("裏").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "見えない").unwrap();
    let table = only(&book.save_to_buffer().unwrap());
    assert_eq!(table.name, "名簿", "the sheet that is seen and has something in it");
    let column: Vec<_> = table.rows.iter().map(|row| row.cell(2)).collect();
    let expected =
        ["", "生年月日", "1933-05-05", "1933-05-05 12:00", "1933-05-05", "3", "", "3510104", "TRUE"];
    assert_eq!(
        column, expected,
        "dates in both calendars, numbers as they are typed, a formula's last value"
    );
    assert_eq!(table.rows[7].cell(3), "'=1", "a workbook has no mark to take off");
    assert_eq!(
        table.oddities,
        [
            (Place { row: 6, column: 2 }, Oddity::Formula),
            (Place { row: 7, column: 2 }, Oddity::Formula),
            (Place { row: 7, column: 2 }, Oddity::ErrorValue),
            (Place { row: 1, column: 1 }, Oddity::Merged),
        ]
    );
    assert_eq!(Place { row: 7, column: 28 }.letters(), "AB");
}

/// A workbook with its parts changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        let name = entry.name().unwrap().into_owned();
        writer.start_file(&name, SimpleFileOptions::default()).unwrap();
        writer.write_all(change(&name, text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn one_date() -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy/m/d");
    book.add_worksheet().write_with_format(0, 0, 10_717, &date).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_calendar_of_1904_is_known() {
    assert_eq!(only(&one_date()).rows[0].cell(1), "1929-05-04", "as Windows counts");
    let of_macintosh = changed(&one_date(), |name, text| match name {
        "xl/workbook.xml" => text.replace("<workbookPr", "<workbookPr date1904=\"1\""),
        _ => text,
    });
    assert_eq!(only(&of_macintosh).rows[0].cell(1), "1933-05-05", "as a Macintosh counts");
}

#[test]
fn furigana_in_a_cell_is_no_part_of_its_text() {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "例示").unwrap();
    let with_reading = changed(&book.save_to_buffer().unwrap(), |name, text| match name {
        "xl/sharedStrings.xml" => text.replace(
            "<t>例示</t>",
            "<t>例示</t><rPh sb=\"0\" eb=\"2\"><t>レイジ</t></rPh><phoneticPr fontId=\"1\"/>",
        ),
        _ => text,
    });
    assert_eq!(only(&with_reading).rows[0].cell(1), "例示");
}

#[test]
fn a_workbook_that_is_a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = |bytes_unpacked: usize| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
        let block = vec![b' '; 1024 * 1024];
        for _ in 0..bytes_unpacked / block.len() {
            writer.write_all(&block).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let honest = bomb(64 * 1024 * 1024);
    assert_eq!(read(&honest).unwrap_err(), Fault::Bomb, "64 MB out of {} bytes", honest.len());
    // It says of itself that it is two gigabytes, and holds next to nothing.
    let mut large = bomb(1024 * 1024);
    let at = large.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    large[at + 24..at + 28].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    assert_eq!(read(&large).unwrap_err(), Fault::Bomb, "2 GB, known without unpacking");
    // It says of itself that it is small, and is not.
    let mut lying = honest;
    for (mark, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let at = lying.windows(4).rposition(|four| four == mark).unwrap();
        lying[at + offset..at + offset + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read(&lying).unwrap_err(), Fault::Bomb | Fault::Damaged), "what comes out is counted");
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..2_001 {
        many.start_file(format!("{number}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(read(&many.finish().unwrap().into_inner()).unwrap_err(), Fault::Bomb, "2,001 files");
}

#[test]
fn one_long_text_in_every_cell_is_refused() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let long = "あ".repeat(10_000);
    for row in 0..2_400 {
        page.write_string(row, 0, &long).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read(&bytes).unwrap_err(), Fault::Bomb, "72 MB of text out of {} bytes", bytes.len());
}

/// An XLS of one sheet with these texts; a formula where the text is a number.
fn xls(cells: &[(u16, u16, &str)], password: bool) -> Vec<u8> {
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }
    fn begin(kind: u16) -> Vec<u8> {
        record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat())
    }
    let mut global = begin(5);
    if password {
        global.extend(record(0x002F, &[1, 0]));
    }
    let name = [&[6, 0][..], b"Sheet1"].concat();
    let sheet_at = (global.len() + 4 + 6 + name.len() + 4) as u32;
    global.extend(record(0x0085, &[&sheet_at.to_le_bytes()[..], &[0, 0], &name].concat()));
    global.extend(record(0x000A, &[]));
    global.extend(begin(0x10));
    for (row, column, text) in cells {
        let at = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        match text.parse::<f64>() {
            Ok(number) => {
                let formula = [3, 0, 0x1E, 5, 0];
                let data = [&at[..], &number.to_le_bytes(), &[0; 6], &formula].concat();
                global.extend(record(0x0006, &data));
            }
            Err(_) => {
                let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let length = (letters.len() as u16 / 2).to_le_bytes();
                global.extend(record(0x0204, &[&at[..], &length, &[1], &letters].concat()));
            }
        }
    }
    global.extend(record(0x000A, &[]));
    let mut frame = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    frame.create_stream("/Workbook").unwrap().write_all(&global).unwrap();
    frame.flush().unwrap();
    frame.into_inner().into_inner()
}

#[test]
fn the_older_workbook_is_read_alike() {
    let table = only(&xls(&[(0, 0, "氏名"), (2, 0, "例示 太郎"), (2, 1, "5")], false));
    assert_eq!(rows(&table), [(1, vec!["氏名", ""]), (3, vec!["例示 太郎", "5"])]);
    assert_eq!(table.oddities, [(Place { row: 3, column: 2 }, Oddity::Formula)], "B3 is a formula");
    assert_eq!(read(&xls(&[(0, 0, "氏名")], true)).unwrap_err(), Fault::Locked, "it has a password");
    let spread = xls(&[(0, 0, "a"), (65_000, 200, "b")], false);
    assert_eq!(read(&spread).unwrap_err(), Fault::TooManyCells, "two cells over thirteen millions");
}
