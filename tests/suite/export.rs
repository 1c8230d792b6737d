//! Everything leaves in files that can be read without this program, whole or not at all, and nothing in them is taken
//! for a formula.

use std::collections::BTreeSet;
use std::path::Path;

use office::Error;
use office::desk::PRACTICE_PASSPHRASE;
use office::desk::{Desk, ExportFormat, read_tables};
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::import::ImportKind;
use office::domain::yearly_report::YearlyReportDraft;
use office::store::export;
use scenarios::yearly_report::{list, play};
use scenarios::{PASSPHRASE, Story, name, on, shelf, signed_consent, ume};
use tempfile::TempDir;

/// The whole export of a desk into a folder; the names of its files.
fn export_all(
    desk: &mut Desk,
    passphrase: &str,
    format: ExportFormat,
    into: &Path,
) -> office::Result<Vec<String>> {
    let now = on("2026-12-01");
    let mut going = desk.begin_export(passphrase, format, into, now)?;
    while going.progress().0 < going.progress().1 {
        desk.export_step(&mut going, now)?;
    }
    let folder = desk.finish_export(going, now)?;
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|one| one.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    Ok(names)
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn every_table_and_column_of_the_records_is_exported_or_left_out_with_its_reason() {
    let story = Story::after_first_start();
    let shelf = shelf();
    let words = shelf.catalog.export();
    for (table, columns) in story.desk.vault().read(export::schema).unwrap() {
        if words.left_out_tables.contains_key(&table) {
            continue;
        }
        let written = words.tables.iter().find(|one| one.name == table);
        let written = written.unwrap_or_else(|| panic!("the table {table} is neither exported nor left out"));
        let known: BTreeSet<_> = columns.iter().map(String::as_str).collect();
        for column in &written.columns {
            assert!(known.contains(column.name.as_str()), "{table} has a column {}", column.name);
        }
        for column in known {
            let is_written = written.columns.iter().any(|one| one.name == column);
            let is_left_out = words.left_out_columns.contains_key(column);
            assert!(is_written || is_left_out, "{table}.{column} is neither exported nor left out");
        }
    }
}

#[test]
fn every_choice_of_the_records_has_its_word() {
    let story = Story::after_first_start();
    let shelf = shelf();
    let (words, marks) = (shelf.catalog.export(), shelf.catalog.marks());
    let tables: Vec<(String, String)> = story
        .desk
        .vault()
        .read(|db| {
            let mut all =
                db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")?;
            let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap();
    let mut seen = 0;
    for (table, sql) in tables {
        let Some(written) = words.tables.iter().find(|one| one.name == table) else { continue };
        for column in written.columns.iter().filter(|one| one.shown == office::forms::export::Shown::Choice) {
            let begin = format!("CHECK ({} IN (", column.name);
            let Some(list) = sql.split(&begin).nth(1).and_then(|rest| rest.split("))").next()) else {
                continue;
            };
            for key in list.split(',').map(|key| key.trim().trim_matches('\'')) {
                let known = words.word.contains_key(key) || marks.ledger.contains_key(key);
                assert!(known, "{table}.{}: {key} has its word", column.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "the closed lists of the schema are looked at: {seen}");
}

#[test]
fn the_practice_office_leaves_whole_and_can_be_read_without_the_program() {
    let (folder, into) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut desk = Desk::practice(folder.path(), shelf(), on("2026-11-20")).unwrap();
    let names = export_all(&mut desk, PRACTICE_PASSPHRASE, ExportFormat::Excel, into.path()).unwrap();
    assert!(
        names.iter().any(|name| name == "00_すべての記録.xlsx")
            && names.iter().any(|name| name == "00_目録.xlsx")
    );
    assert!(
        names.iter().any(|name| name.starts_with("同意書_同意-2026-0002_第1版")),
        "kept papers: {names:?}"
    );
    assert_eq!(entries(into.path()), 1, "one folder, and nothing beside");
    let place = std::fs::read_dir(into.path()).unwrap().next().unwrap().unwrap().path();
    for name in names.iter().filter(|name| name.ends_with(".pdf")) {
        assert!(!scenarios::text_of(&std::fs::read(place.join(name)).unwrap()).is_empty(), "{name} is a PDF");
    }
    for name in &names {
        for one in desk.care_recipient_list("").unwrap() {
            assert!(!name.contains(&one.details.name.family), "no name of a file names anybody");
        }
    }
    let last = &desk.vault().acts(1).unwrap()[0];
    assert_eq!(last.verb, "export_all", "the log says that everything left");
}

#[test]
fn it_asks_for_the_passphrase_and_leaves_nothing_when_it_is_stopped() {
    let into = TempDir::new().unwrap();
    let mut story = Story::after_first_start();
    let wrong = export_all(&mut story.desk, "not-the-one-7", ExportFormat::Excel, into.path());
    assert!(matches!(wrong, Err(Error::WrongPassphrase)), "a wrong passphrase is refused");
    assert_eq!(entries(into.path()), 0, "and nothing is begun");
    let now = on("2026-12-01");
    let mut going = story.desk.begin_export(PASSPHRASE, ExportFormat::Excel, into.path(), now).unwrap();
    story.desk.export_step(&mut going, now).unwrap();
    assert_eq!(entries(into.path()), 1, "it grows under another name");
    drop(going);
    assert_eq!(entries(into.path()), 0, "and is gone when it is stopped");
}

/// A care recipient whose note could be taken for a formula.
fn dangerous(story: &mut Story, note: &str) {
    let draft =
        CareRecipientDraft { name: name("例示", "梅", "れいじ", "うめ"), note: note.into(), ..ume() };
    story.desk.add_care_recipient(&draft, on("2026-11-20")).unwrap();
}

#[test]
fn nothing_in_a_csv_is_taken_for_a_formula() {
    let mut story = Story::after_first_start();
    for note in ["=1+2", "＝合計", "+81", "-5", "@SUM(A1)"] {
        dangerous(&mut story, note);
    }
    for format in [ExportFormat::Utf8, ExportFormat::Cp932] {
        let into = TempDir::new().unwrap();
        export_all(&mut story.desk, PASSPHRASE, format, into.path()).unwrap();
        let place = std::fs::read_dir(into.path()).unwrap().next().unwrap().unwrap().path();
        let mut files = std::fs::read_dir(place).unwrap().map(|one| one.unwrap().path());
        let file = files.find(|path| path.to_string_lossy().ends_with("_患者さん.csv")).unwrap();
        let bytes = std::fs::read(file).unwrap();
        let text = match format {
            ExportFormat::Utf8 => String::from_utf8(bytes).unwrap(),
            _ => encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned(),
        };
        for guarded in ["'=1+2", "'＝合計", "'+81", "'-5", "'@SUM(A1)"] {
            assert!(text.contains(guarded), "{guarded} stands guarded");
        }
    }
}

#[test]
fn what_an_older_program_cannot_read_is_named_before_anything_is_written() {
    let mut story = Story::after_first_start();
    let draft = CareRecipientDraft { name: name("𠮷田", "梅", "よしだ", "うめ"), ..ume() };
    story.desk.add_care_recipient(&draft, on("2026-11-20")).unwrap();
    let into = TempDir::new().unwrap();
    let refused = export_all(&mut story.desk, PASSPHRASE, ExportFormat::Cp932, into.path());
    let Err(Error::LostCharacters(lost)) = refused else { panic!("it is refused") };
    let place = format!("{} {}", lost[0].character, lost[0].label);
    assert_eq!(place, "𠮷 患者さん 2 姓", "the character, the table, the line and the column are named");
    assert_eq!(entries(into.path()), 0, "nothing was written");
    export_all(&mut story.desk, PASSPHRASE, ExportFormat::Excel, into.path()).expect("Excel can write it");
}

/// A table of people, as it is taken over.
fn people(rows: usize) -> String {
    let mut text = "姓,名,姓のふりがな,名のふりがな,生年月日,郵便番号,住所,電話番号,備考,家族1の姓,家族1の名,家族1の続柄\n".to_owned();
    for at in 0..rows {
        // 24 rows of each family name, every one another person.
        let (family, given) = (["髙橋", "𠮷田", "﨑山", "例示", "=架空"][at % 5], format!("花{at}"));
        let day = format!("{}-{:02}-{:02}", 1930 + at % 60, 1 + at % 12, 1 + at % 28);
        text += &format!(
            "{family},{given},れいじ,はな,{day},3510104,埼玉県みほん市{at}番地,048-000-0001,\"備考{at}\n二行め\",例示,桜{at},長女\n"
        );
    }
    text
}

fn take_over(story: &mut Story, tables: &[office::desk::Table]) {
    let plan = story.desk.guess_import(ImportKind::CareRecipients, tables).unwrap();
    let preview = story.desk.preview_import(tables, &plan, scenarios::day("2026-11-20")).unwrap();
    let faults: Vec<_> =
        preview.rows.iter().flat_map(|row| &row.faults).map(|fault| fault.code).take(3).collect();
    assert!(faults.is_empty(), "every row can be taken over: {faults:?}");
    story.desk.import(tables, &plan, on("2026-11-20")).unwrap();
}

/// Everybody with all that is kept of them but their ids.
fn everybody(desk: &Desk) -> Vec<String> {
    let line = |one: &office::domain::care_recipient::CareRecipient| {
        let details = &one.details;
        let family: Vec<_> = (details.family.iter())
            .map(|one| format!("{}{}{:?}{}", one.name.shown(), one.relationship, one.own_address, one.phone))
            .collect();
        let name = &details.name;
        format!(
            "{}|{}|{}|{:?}|{}|{}|{}|{}|{family:?}",
            name.family,
            name.given,
            name.kana(),
            details.born_on,
            details.postal_code,
            details.address,
            details.phone,
            details.note
        )
    };
    let mut all: Vec<_> = desk.care_recipient_list("").unwrap().iter().map(line).collect();
    all.sort();
    all
}

#[test]
fn ten_thousand_rows_come_back_as_they_left_and_none_is_a_formula() {
    let mut story = Story::after_first_start();
    take_over(&mut story, &read_tables(people(10_000).as_bytes()).unwrap());
    let before = everybody(&story.desk);
    assert_eq!(before.len(), 10_000, "they are all there");
    for format in [ExportFormat::Excel, ExportFormat::Utf8] {
        let into = TempDir::new().unwrap();
        export_all(&mut story.desk, PASSPHRASE, format, into.path()).unwrap();
        let place = std::fs::read_dir(into.path()).unwrap().next().unwrap().unwrap().path();
        let files: Vec<_> = std::fs::read_dir(&place).unwrap().map(|one| one.unwrap().path()).collect();
        for file in files.iter().filter(|path| path.extension().is_some_and(|kind| kind == "xlsx")) {
            use calamine::Reader;
            let mut book = calamine::open_workbook_auto(file).expect("another program opens it");
            for name in book.sheet_names() {
                let formulas = book.worksheet_formula(&name).expect("its formulas are read");
                assert_eq!(formulas.used_cells().count(), 0, "no formula in {name}");
            }
        }
        let people =
            files.iter().find(|path| path.file_stem().unwrap().to_string_lossy().ends_with("_患者さん"));
        let bytes = std::fs::read(people.expect("the care recipients")).unwrap();
        let mut other = Story::after_first_start();
        take_over(&mut other, &read_tables(&bytes).unwrap());
        assert!(everybody(&other.desk) == before, "all 10,000 are as they were");
    }
}

#[test]
fn a_name_that_is_there_is_never_written_over() {
    let mut story = Story::after_first_start();
    let who = scenarios::recipient_named(&mut story, "竹", "たけ");
    signed_consent(&mut story, &who, "2026-11-20");
    let into = TempDir::new().unwrap();
    for _ in 0..2 {
        export_all(&mut story.desk, PASSPHRASE, ExportFormat::Excel, into.path()).unwrap();
    }
    assert_eq!(entries(into.path()), 2, "the second stands beside the first");
}

/// A name by which only the program calls something.
fn is_key(cell: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '-' | '.' | '/');
    cell.len() > 2 && cell.contains(|c: char| c.is_ascii_lowercase()) && cell.chars().all(is_letter)
}

#[test]
fn nothing_in_it_is_called_as_only_the_program_calls_it() {
    let (into, today) = (TempDir::new().unwrap(), "2027-04-09");
    let mut story = Story::begins_on("2027-04-08");
    story.first_start_in("kiyose", on("2027-04-08")).unwrap();
    play(&mut story, &list("kiyose-r8.json"), "2027-04-08");
    let handed_in = YearlyReportDraft { submitted_on: today.into(), ..YearlyReportDraft::default() };
    story.desk.submit_yearly_report(2026, &handed_in, on(today)).unwrap();
    export_all(&mut story.desk, PASSPHRASE, ExportFormat::Utf8, into.path()).unwrap();
    let place = std::fs::read_dir(into.path()).unwrap().next().unwrap().unwrap().path();
    let mut cells = 0;
    for file in std::fs::read_dir(place).unwrap().map(|one| one.unwrap().path()) {
        if file.extension().is_none_or(|kind| kind != "csv") {
            continue;
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let table = &read_tables(&std::fs::read(&file).unwrap()).unwrap()[0];
        for cell in table.rows.iter().flat_map(|row| row.cells()) {
            assert!(!cell.split(['\n', ' ', '、']).any(is_key), "{name}: {cell}");
            assert!(
                !cell.contains("T00:") && !cell.contains("000Z"),
                "{name}: a time as the program keeps it: {cell}"
            );
            cells += 1;
        }
    }
    assert!(cells > 5000, "an office of a whole year was read: {cells}");
}
