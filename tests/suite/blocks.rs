//! What papers can be made of beside sentences: tables to fill in, boxes to tick, the block of the office, and
//! the marks of a sheet. Drawn on a paper of no region, made here.

use std::path::Path;

use office::forms::{Catalog, Definition, FormKind, Options, Record, fill};
use office::pdf::layout::{Area, Item, MM, PAGE_HEIGHT, PAGE_WIDTH, Page, Run};
use scenarios::root;

use crate::paper::practice::{Practice, listed};

/// 利用申込書 of nowhere: every block that a person fills in.
const APPLICATION: &str = r#"
kinds = ["application"]
number = "様式9"
name = "利用申込書"
reference = true
[[block]]
title = ["利用申込書"]
[[block]]
choices = "区分"
options = ["追加", "削除", "変更"]
[[block]]
grid = "申込事業所"
[[block.field]]
label = "申込区分"
choices = ["新規", "変更", "中止"]
by_hand = true
[[block.field]]
label = "事業所種別"
from = "office.kind"
choices = ["訪問看護", "訪問介護", "居宅介護支援"]
[[block.field]]
label = "電話"
from = "office.tel"
[[block.field]]
label = "ファクス"
from = "office.fax"
beside = true
[[block.field]]
label = "理由"
by_hand = true
lines = 3
[[block]]
check = "同意書　"
from = "policy.name"
[[block]]
roster = "利用者"
rows = 3
[[block.column]]
width = 20
top = "番号"
top_from = "row.number"
[[block.column]]
width = 80
top = "氏名欄"
top_from = "row.name"
[[block.column]]
width = 50
top = "追加・削除"
top_from = "row.change"
[[block]]
office = true
[[block.field]]
label = "所在地"
from = "office.address"
[[block.field]]
label = "管理者職氏名"
from = "office.manager_with_title"
seal = "㊞"
"#;

/// A catalogue with one more paper in 朝霞地区.
fn with_paper(name: &str, text: &str) -> Catalog {
    let forms = tempfile::tempdir().expect("a folder");
    for (from, to) in [("forms/common", "common"), ("forms/asaka/2026-11", "asaka/2026-11")] {
        let to = forms.path().join(to);
        std::fs::create_dir_all(&to).expect("a folder");
        for file in std::fs::read_dir(root().join(from)).expect("it is there").flatten() {
            std::fs::copy(file.path(), to.join(file.file_name())).expect("it is copied");
        }
    }
    std::fs::write(forms.path().join("asaka/2026-11").join(Path::new(name)), text).expect("it is written");
    Catalog::load(forms.path()).expect("the paper is sound")
}

fn application(catalog: &Catalog) -> &Definition {
    catalog.form("asaka", FormKind::Application).expect("the paper of this test")
}

fn runs(page: &Page) -> impl Iterator<Item = &Run> {
    page.items.iter().filter_map(|item| match item {
        Item::Run(run) => Some(run),
        _ => None,
    })
}

#[track_caller]
fn run<'p>(page: &'p Page, text: &str) -> &'p Run {
    runs(page).find(|run| run.text() == text).unwrap_or_else(|| panic!("{text} is on the page"))
}

/// Ticks: strokes thicker than any rule of a table, which stand in the box before these words.
fn ticked(page: &Page, words: &str) -> bool {
    let words = run(page, words);
    page.items.iter().any(|item| match item {
        Item::Rule { from, weight, .. } => {
            *weight > 1.0
                && (words.y - from.1).abs() < words.size
                && (words.x - from.0).abs() < 1.5 * words.size
        }
        _ => false,
    })
}

#[test]
fn a_table_to_fill_in_has_its_labels_values_and_ticks() {
    let practice = Practice::new();
    let catalog = with_paper("9-application.toml", APPLICATION);
    let mut office = practice.office.clone();
    office.kind = "訪問看護".into();
    let policy = catalog.policy("asaka");
    let record = Record { office: Some(&office), policy, ..practice.record() };
    let filled = fill(application(&catalog), &record);
    assert_eq!(
        filled.left_blank(),
        ["申込事業所 申込区分", "申込事業所 理由"],
        "what is ticked is not left for the hand"
    );
    practice.print("blocks.pdf", std::slice::from_ref(&filled));
    let pages = practice.pages(&[filled]);
    let page = &pages[0];
    assert!(ticked(page, "訪問看護"), "the kind of the office is ticked");
    for words in ["訪問介護", "居宅介護支援", "新規", "変更", "中止", "追加", "削除"] {
        let boxes = page.items.iter().any(|item| match item {
            Item::Rule { from, to, .. } => {
                let words = run(page, words);
                from.0 == to.0
                    && words.x - from.0 < 1.5 * words.size
                    && words.x > from.0
                    && (from.1..to.1).contains(&(words.y - 1.0))
            }
            _ => false,
        });
        assert!(boxes, "{words} has its box");
    }
    for words in ["訪問介護", "新規", "中止"] {
        assert!(!ticked(page, words), "{words} is left for the hand");
    }
    assert_eq!(run(page, "電話").y, run(page, "ファクス").y, "a field beside another shares its row");
    assert!(run(page, "ファクス").x > PAGE_WIDTH / 2.0, "in the right half");
    assert!(run(page, "朝霞地区").x > run(page, "同意書　").x, "the line to tick names its value");
}

#[test]
fn the_block_of_the_office_stands_at_the_right_with_its_seal_at_the_end() {
    let practice = Practice::new();
    let catalog = with_paper("9-application.toml", APPLICATION);
    let pages = practice.pages(&[fill(application(&catalog), &practice.record())]);
    let page = &pages[0];
    let (place, manager) = (run(page, "所在地"), run(page, "管理者職氏名"));
    assert_eq!(place.x, manager.x, "labels begin alike");
    let width = |run: &Run| run.line.width * run.size;
    assert!((width(place) - width(manager)).abs() < 0.1, "and are as wide as the widest (均等割付)");
    let value = run(page, "管理者　見本　花子");
    assert!(value.x > PAGE_WIDTH * 0.4, "職 and 氏名 stand in the right part");
    let seal = runs(page).filter(|run| run.text() == "㊞").last().expect("a seal");
    assert!(seal.x > value.x + width(value), "the seal stands after the name");
    let mut office = practice.office.clone();
    office.manager_title = "所長".into();
    let pages = practice
        .pages(&[fill(application(&catalog), &Record { office: Some(&office), ..practice.record() })]);
    run(&pages[0], "所長　見本　花子");
}

#[test]
fn a_roster_without_second_values_has_one_line_a_person() {
    let practice = Practice::new();
    let catalog = with_paper("9-application.toml", APPLICATION);
    let mut gone = practice.staff.clone();
    gone.released_on = "2027-03-31".parse().ok();
    let record = Record { roster: vec![listed(&practice.staff), listed(&gone)], ..practice.record() };
    let pages = practice.pages(&[fill(application(&catalog), &record)]);
    let rows: Vec<f32> = ["1", "2", "3"].iter().map(|number| run(&pages[0], number).y).collect();
    let high = rows[1] - rows[0];
    assert!((rows[2] - rows[1] - high).abs() < 0.1 && high < 13.0 * MM, "one line high: {high} pt");
    let changes: Vec<f32> = (runs(&pages[0]))
        .filter(|run| ["追加", "削除"].contains(&run.text().as_str()) && run.y > rows[0] - 9.0)
        .map(|run| run.y)
        .collect();
    assert_eq!(
        changes.len(),
        2,
        "who is registered is 追加, who is released 削除, and an empty row is neither"
    );
}

#[test]
fn a_table_longer_than_a_page_goes_on_between_two_rows() {
    let practice = Practice::new();
    let fields: String =
        (1..=40).map(|at| format!("[[block.field]]\nlabel = \"項目{at}\"\nby_hand = true\n")).collect();
    let head =
        "kinds = [\"application\"]\nnumber = \"様式9\"\nname = \"長い表\"\n[[block]]\ngrid = \"一覧\"\n";
    let catalog = with_paper("9-long.toml", &format!("{head}{fields}"));
    let pages = practice.pages(&[fill(application(&catalog), &Record::default())]);
    assert_eq!(pages.len(), 2, "forty rows take two pages");
    for at in 1..=40 {
        let label = format!("項目{at}");
        let found = pages.iter().filter(|page| runs(page).any(|run| run.text() == label)).count();
        assert_eq!(found, 1, "{label} stands on one page, once");
    }
    for page in &pages {
        let labels = runs(page).filter(|run| run.text().starts_with("項目")).map(|run| run.y);
        let last = labels.fold(0.0, f32::max);
        let closed = page.items.iter().any(|item| match item {
            Item::Rule { from, to, weight, .. } => {
                *weight > 0.8 && from.1 == to.1 && from.1 > last && from.1 < last + 12.0 * MM
            }
            _ => false,
        });
        assert!(closed, "the frame is closed at the end of each page");
    }
}

#[test]
fn the_marks_of_a_sheet_stand_side_by_side() {
    let practice = Practice::new();
    let catalog = with_paper("9-application.toml", APPLICATION);
    let marked = |reissue| {
        let options = Options { copy: Some((1, "事業所控")), reissue, ..Options::default() };
        practice.pages(&[fill(application(&catalog), &Record { options, ..practice.record() })])
    };
    let (first, again) = (marked(false), marked(true));
    let copy = run(&first[0], "1枚目　事業所控");
    let above = run(&first[0], "参考様式（公式様式の文面ではありません）");
    assert!(above.y < copy.y - 4.0 * MM && above.size < 8.0, "small, above the mark of the sheet");
    let mark = run(&again[0], "再発行");
    assert_eq!((copy.x, copy.y), (run(&again[0], "1枚目　事業所控").x, mark.y), "which keeps its place");
    assert!(mark.x + mark.line.width * mark.size < copy.x, "再発行 stands beside it");
    let official = practice.pages(&practice.paper(4));
    assert!(runs(&official[0]).all(|run| !run.text().contains("参考様式")), "Asaka's wording is official");
}

#[test]
fn nothing_runs_into_the_code_and_the_consent_still_fits() {
    let practice = Practice::new();
    let options = Options { code: Some("7Z3K9M2QXA"), ..practice.record().options };
    let pages = practice.pages(&practice.consents(&Record { options, ..practice.record() }));
    assert_eq!(pages.len(), 2, "様式4 with its code: one page a sheet");
    let quiet = 4.0 / 21.0 * 20.0 * MM;
    for page in &pages {
        let shapes = page.items.iter().filter_map(|item| match item {
            Item::Shape(areas) => Some(areas),
            _ => None,
        });
        let code: Vec<&Area> = shapes.flatten().collect();
        let edge =
            |of: fn(&Area) -> f32, pick: fn(f32, f32) -> f32| code.iter().map(|area| of(area)).reduce(pick);
        let left = edge(|area| area.left, f32::min).expect("a code") - quiet;
        let top = edge(|area| area.top, f32::min).expect("a code") - quiet;
        let bottom = edge(|area| area.bottom, f32::max).expect("a code") + quiet;
        assert!((bottom - top - 2.0 * quiet - 20.0 * MM).abs() < 0.01, "20 mm high");
        for run in runs(page) {
            let clear = run.x + run.line.width * run.size < left
                || run.y < top
                || run.y - 0.88 * run.size > bottom - 0.1;
            assert!(clear, "{} stays clear of the code", run.text());
        }
        for item in &page.items {
            if let Item::Rule { from, to, .. } = item {
                assert!(from.1.max(to.1) < top || from.0.max(to.0) < left, "no rule runs into the code");
            }
        }
        assert!(run(page, "同意-2026-0001").y > bottom, "the number stands under the code");
    }
    let shapes: Vec<_> = pages
        .iter()
        .map(|page| page.items.iter().filter(|item| matches!(item, Item::Shape(_))).collect::<Vec<_>>())
        .collect();
    assert_ne!(shapes[0], shapes[1], "each sheet has its own code");
    assert!(
        practice
            .pages(&practice.paper(4))
            .iter()
            .flat_map(|page| &page.items)
            .all(|item| !matches!(item, Item::Shape(_))),
        "and none when it is switched off"
    );
}

#[test]
fn large_type_is_large_and_takes_the_pages_it_needs() {
    let practice = Practice::new();
    let options = Options { large_type: true, code: Some("7Z3K9M2QXA"), ..practice.record().options };
    let forms = practice.consents(&Record { options, ..practice.record() });
    practice.print("large.pdf", &forms);
    let pages = practice.pages(&forms);
    let usual = practice.pages(&practice.paper(4));
    let sentence = |pages: &[Page]| {
        pages.iter().flat_map(runs).filter(|run| run.text().contains("上記事項")).map(|run| run.size).next()
    };
    let (large, plain) = (sentence(&pages).expect("it is printed"), sentence(&usual).expect("it is printed"));
    assert!(large >= 13.0 && large >= plain * 1.24, "{large} pt beside {plain} pt");
    let text = |pages: &[Page]| {
        let all: String = pages.iter().flat_map(runs).map(Run::text).collect();
        ["必要です", "同意します", "代筆しました", "<署名代筆者>"].map(|words| all.contains(words))
    };
    assert_eq!(text(&pages), [true; 4], "nothing of the paper is lost");
    for page in &pages {
        let lowest = runs(page).filter(|run| run.size > 9.0).map(|run| run.y).fold(0.0, f32::max);
        assert!(lowest < PAGE_HEIGHT - 30.0 * MM, "and nothing runs off the page");
    }
}
