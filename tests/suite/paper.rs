//! The papers of 朝霞地区 as they come out of the printer: every sentence there, every name whole.

pub(crate) mod practice;

use std::path::Path;
use std::process::Command;

use expect_test::{ExpectFile, expect_file};
use office::domain::PersonName;
use office::domain::staff::StaffDetails;
use office::forms::{FilledForm, Options, Record, fill};
use office::pdf::layout::{Item, Page};
use office::pdf::{self, Printer};
use office::policy::squeezed;
use office::{Error, MissingGlyph};

use practice::{Practice, extracted, keep, listed, name, office, root, staff, ume};

/// The lines of appendix A that belong to a form, without the marks of the transcript.
fn appendix(number: usize) -> Vec<String> {
    let text =
        std::fs::read_to_string(root().join("forms/asaka/2026-11/policy-text.txt")).expect("it is there");
    let titles = [
        "## メディカルケアステーション（MCS）利用に係る連携守秘誓約書",
        "## メディカルケアステーション（MCS）利用に係る 連携情報保持",
        "## 誓約同意書",
        "## 在宅医療における個人情報使用同意書",
    ];
    let start = text.find(titles[number - 1]).expect("the title is in the text");
    let end =
        titles.get(number).and_then(|next| text[start..].find(next)).map_or(text.len(), |at| start + at);
    let plain = text[start..end]
        .replace("<small>", "\t")
        .replace("</small>", "")
        .replace("\\_", "\t")
        .replace('㊟', "㊞");
    // Where a value goes, the transcript shows blanks or a name in brackets.
    let plain = plain
        .replace("（事業所名称）", "みほん訪問看護ステーション")
        .replace("管理者（氏名） 殿", "管理者　見本　花子　殿");
    let plain = plain
        .replace("令和            年            月            日", "令和　年　月　日")
        .replace("TEL   ", "TEL\t")
        .replace("FAX   ", "FAX\t");
    let pieces = plain.lines().flat_map(|line| line.split(['\t', '(', ')'])).map(squeezed);
    let pieces = pieces.filter(|piece| !piece.is_empty() && piece != "/" && piece != "/FAX");
    pieces.collect()
}

#[test]
fn every_sentence_of_the_official_text_is_on_the_paper() {
    let practice = Practice::new();
    for number in 1..=4 {
        let pdf = practice.print(&format!("asaka-{number}.pdf"), &practice.paper(number));
        let found = squeezed(&extracted(&pdf)).replace(['(', ')'], "");
        let pieces = appendix(number);
        assert!(pieces.len() >= 15, "appendix A gives 様式{number} its sentences: {}", pieces.len());
        for piece in pieces {
            assert!(found.contains(&piece), "様式{number} lacks 「{piece}」");
        }
    }
}

#[track_caller]
fn check_placed(practice: &Practice, forms: &[FilledForm], expected: ExpectFile) {
    let pages = practice.pages(forms);
    let text: Vec<_> = pages.iter().map(Page::placed_text).collect();
    expected.assert_eq(&text.join("---- 次の頁 ----\n"));
}

#[test]
fn every_word_stands_in_its_place() {
    let practice = Practice::new();
    check_placed(&practice, &practice.paper(1), expect_file!["../expected/asaka-1.txt"]);
    check_placed(&practice, &practice.paper(2), expect_file!["../expected/asaka-2.txt"]);
    check_placed(&practice, &practice.paper(3), expect_file!["../expected/asaka-3.txt"]);
    check_placed(&practice, &practice.paper(4), expect_file!["../expected/asaka-4.txt"]);
    let recovery = practice.catalog.common("recovery-sheet").expect("there is one");
    let recovery = [fill(recovery, &practice.record())];
    practice.print("recovery-sheet.pdf", &recovery);
    check_placed(&practice, &recovery, expect_file!["../expected/recovery-sheet.txt"]);
}

#[test]
fn each_paper_fits_its_page_and_nothing_leaves_the_margins() {
    let practice = Practice::new();
    for (number, count) in [(1, 1), (2, 1), (3, 1), (4, 2)] {
        let pages = practice.pages(&practice.paper(number));
        assert_eq!(pages.len(), count, "様式{number}: one page a sheet");
        check_margins(&pages);
    }
}

/// Nothing nearer than 15 mm to an edge of the paper.
#[track_caller]
fn check_margins(pages: &[Page]) {
    use office::pdf::layout::{MM, PAGE_HEIGHT, PAGE_WIDTH};
    for item in pages.iter().flat_map(|page| &page.items) {
        let Item::Run(run) = item else { continue };
        if run.watermark {
            continue;
        }
        let (right, margin) = (run.x + run.line.width * run.size, 15.0 * MM);
        assert!(run.x >= margin && right <= PAGE_WIDTH - margin, "{} is within the margins", run.text());
        assert!(
            run.y - 0.88 * run.size >= margin && run.y <= PAGE_HEIGHT - margin,
            "{} is on the page",
            run.text()
        );
    }
}

#[test]
fn the_notice_shows_a_new_member_of_staff() {
    let practice = Practice::new();
    let pdf = practice.print("new-staff.pdf", &practice.paper(3));
    let text = extracted(&pdf);
    for shown in
        ["令和8年12月1日", "かめい", "みお", "仮名", "澪", "看護師", "mio@example.jp", "見本", "花子"]
    {
        assert!(text.contains(shown), "様式3 shows {shown} (AC-02)");
    }
    let pages = practice.pages(&practice.paper(3));
    let at = |shown: &str| place(&pages[0], shown).expect("it is printed");
    assert!(at("かめい").1 < at("仮名　澪").1, "ふりがな stands above the name");
    assert!(at("かめい").2 < at("仮名　澪").2, "and is smaller");
}

/// Left, baseline and size of a text.
fn place(page: &Page, text: &str) -> Option<(f32, f32, f32)> {
    page.items.iter().find_map(|item| match item {
        Item::Run(run) if run.text() == text => Some((run.x, run.y, run.size)),
        _ => None,
    })
}

#[test]
fn the_eleventh_user_begins_a_second_sheet() {
    let practice = Practice::new();
    let mut eleven: Vec<StaffDetails> = vec![practice.staff.clone(); 11];
    eleven[2].released_on = "2027-03-31".parse().ok();
    eleven[10].name = name("架空", "みどり", "かくう", "みどり");
    let roster =
        |people: usize| Record { roster: eleven[..people].iter().map(listed).collect(), ..practice.record() };
    let form = practice.definition(3);
    assert_eq!(fill(form, &roster(10)).sheets.len(), 1, "ten go on one sheet");
    let filled = [fill(form, &roster(11))];
    practice.print("eleven.pdf", &filled);
    let pages = practice.pages(&filled);
    assert_eq!(pages.len(), 2, "the eleventh needs a second sheet (AC-03)");
    assert!(place(&pages[0], "1枚目／2枚").is_some(), "the first sheet says so");
    assert!(place(&pages[1], "2枚目／2枚").is_some(), "the second sheet says so");
    let numbers =
        |page: &Page| (1..=20).filter(|n| place(page, &n.to_string()).is_some()).collect::<Vec<_>>();
    assert_eq!(numbers(&pages[0]), (1..=10).collect::<Vec<_>>(), "No.1–10 on the first sheet");
    assert_eq!(numbers(&pages[1]), (11..=20).collect::<Vec<_>>(), "numbers go on");
    assert!(place(&pages[1], "架空　みどり").is_some(), "the eleventh stands on the second sheet");
    assert!(place(&pages[1], "誓約同意書").is_some(), "the header is repeated");
    assert!(place(&pages[0], "令和9年3月31日").is_some(), "who was released keeps the row, with 解除日");
}

#[test]
fn the_boxes_for_names_stay_empty_and_the_two_sheets_differ_in_their_mark_only() {
    let practice = Practice::new();
    let pages = practice.pages(&practice.paper(4));
    let texts: Vec<Vec<String>> = (pages.iter())
        .map(|page| {
            page.items
                .iter()
                .filter_map(|item| match item {
                    Item::Run(run) => Some(run.text()),
                    _ => None,
                })
                .collect()
        })
        .collect();
    let different: Vec<_> = texts[0].iter().zip(&texts[1]).filter(|(one, other)| one != other).collect();
    assert_eq!(different.len(), 1, "the sheets are alike but for one text (AC-04 (2))");
    assert_eq!(
        (different[0].0.as_str(), different[0].1.as_str()),
        ("1枚目　事業所控", "2枚目　お渡し用"),
        "the mark"
    );
    for page in &pages {
        let boxes: Vec<_> = page
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Run(run) if run.text() == "氏　名" => Some(run.y),
                _ => None,
            })
            .collect();
        assert_eq!(boxes.len(), 3, "three signers");
        for y in boxes {
            let beside = page.items.iter().filter_map(|item| match item {
                Item::Run(run) if (run.y - y).abs() < 12.0 => Some(run.text()),
                _ => None,
            });
            let beside: Vec<_> =
                beside.filter(|text| !matches!(text.as_str(), "氏　名" | "㊞" | "続　柄" | "長女")).collect();
            assert!(beside.is_empty(), "nothing is printed where a name is signed: {beside:?}");
        }
        assert!(place(page, "令和　　　年　　　月　　　日").is_some(), "the date is left for the hand");
        assert!(place(page, "同意-2026-0001").is_some(), "the control number is at the foot");
    }
    let plain = Record { options: Options::default(), ..practice.record() };
    let pages = practice.pages(&practice.consents(&plain));
    assert!(place(&pages[0], "長女").is_none(), "続柄 is not printed unless it was chosen");
    assert!(place(&pages[0], "埼玉県みほん市例示町4-5-6").is_none(), "nor is 住所");
}

/// The names of AC-12.
fn hard_names() -> Vec<PersonName> {
    vec![
        name("髙橋", "﨑子", "たかはし", "さきこ"),
        name("𠮷田", "渚", "よしだ", "なぎさ"),
        name("渡邉", "瑠璃", "わたなべ", "るり"),
        name("辻\u{E0100}", "陽菜", "つじ", "ひな"),
        name("辻", "陽菜", "つじ", "ひな"),
        name("德永", "昻", "とくなが", "こう"),
        name("\u{FA10}本", "㊞", "つかもと", ""),
        name("\u{585A}本", "", "つかもと", ""),
        name("例示", "カナコ", "れいじ", "かなこ"),
    ]
}

#[test]
fn names_that_break_other_software_come_out_as_they_were_typed() {
    let practice = Practice::new();
    let people: Vec<_> = hard_names().into_iter().map(|who| staff(who, "看護師", "")).collect();
    let record = Record { roster: people.iter().map(listed).collect(), ..practice.record() };
    let pdf = practice.print("hard-names.pdf", &[fill(practice.definition(3), &record)]);
    let text = extracted(&pdf);
    for who in hard_names() {
        for part in [&who.family, &who.given] {
            assert!(text.contains(part.as_str()), "{part} is extracted code by code (AC-12 (1))");
        }
    }
    assert_eq!(text.matches("辻\u{E0100}").count(), 1, "the selector stays with the one who has it");
    assert!(!text.contains(['\u{FFFD}', '?', '□']), "no box and no question mark");
}

#[test]
fn a_character_no_font_has_is_named_and_nothing_is_printed() {
    let practice = Practice::new();
    for (family, character) in [("見\u{1F600}本", "\u{1F600}"), ("辻\u{E01EF}", "辻\u{E01EF}")] {
        let who = staff(name(family, "澪", "みほん", "みお"), "看護師", "");
        let record = Record { roster: vec![listed(&who)], ..practice.record() };
        let result = pdf::render(&[fill(practice.definition(3), &record)], &practice.fonts);
        let Err(Error::MissingGlyphs(missing)) = result else { panic!("{family} is printed with a box") };
        let expected =
            MissingGlyph {
                character: character.into(), label: "氏名".into(), owner: format!("{family} 澪")
            };
        assert!(missing == vec![expected], "character, field and person are named (AC-12 (2))");
    }
}

#[test]
fn long_text_shrinks_or_wraps_and_is_never_cut() {
    let practice = Practice::new();
    let mut office = office();
    office.name =
        "医療法人社団みほん会みほん訪問看護ステーション見本サテライト居宅介護支援事業所併設型".into();
    office.address = "字例示１２３４番地の５ みほんハイツ一〇三号室".repeat(2);
    let mut recipient = ume();
    recipient.address = "字例示１２３４番地の５ みほんハイツ一〇三号室".repeat(9).chars().take(200).collect();
    recipient.family[0].relationship = "長男の配偶者（成年後見人を兼ねる）".into();
    let mut people: Vec<_> = hard_names();
    people.push(name("勅使河原", "権左衛門之助", "てしがわら", "ごんざえもんのすけ"));
    people.push(name("東", "司", "あずまひがしの", "つかさどるもの"));
    people.push(name(&"長".repeat(100), &"名".repeat(100), &"なが".repeat(50), &"な".repeat(100)));
    let email = format!("{}@example.jp", "long.mail".repeat(26));
    let people: Vec<_> = (people.into_iter())
        .map(|who| staff(who, "訪問看護認定看護師・ケアマネジャー兼サービス提供責任者", &email))
        .collect();
    let record = Record {
        office: Some(&office),
        roster: people.iter().map(listed).collect(),
        recipient: Some(&recipient),
        family: recipient.family.first(),
        proxy: recipient.family.first(),
        options: Options { preprint: true, practice: true, ..Options::default() },
        ..practice.record()
    };
    let mut forms = vec![fill(practice.definition(2), &record), fill(practice.definition(3), &record)];
    forms.extend(practice.consents(&record));
    let pages = practice.pages(&forms);
    assert_eq!(pages.len(), 1 + 2 + 2, "long values add no page");
    check_margins(&pages);
    let pdf = practice.print("long.pdf", &forms);
    let text = squeezed(&extracted(&pdf));
    for whole in [&office.name, &recipient.address, &recipient.family[0].relationship, &"長".repeat(100)] {
        assert!(text.contains(&squeezed(whole)), "nothing of it is cut (AC-12 (3)): {whole}");
    }
}

#[test]
fn the_practice_office_prints_a_mark_on_every_page() {
    let practice = Practice::new();
    let options = Options { practice: true, ..practice.record().options };
    let forms = practice.consents(&Record { options, ..practice.record() });
    for page in practice.pages(&forms) {
        assert!(
            page.items.iter().any(|item| matches!(item, Item::Run(run) if run.watermark)),
            "見本 on each page"
        );
    }
    for page in practice.pages(&practice.paper(4)) {
        assert!(place(&page, "見本").is_none(), "and on no real paper");
    }
}

#[test]
fn empty_values_leave_places_for_the_hand() {
    let practice = Practice::new();
    let forms: Vec<_> = (1..=4).map(|number| fill(practice.definition(number), &Record::default())).collect();
    let pages = practice.pages(&forms);
    assert_eq!(pages.len(), 4, "a page each");
    assert!(place(&pages[1], "（事業所名称）").is_some(), "the addressee as the official blank has it");
    assert!(place(&pages[0], "滝澤 義和").is_some(), "the president as the policy names him");
    practice.print("blank.pdf", &forms);
}

#[test]
fn settings_take_the_place_of_what_ages() {
    let practice = Practice::new();
    let settings = [("president_name".to_owned(), "架空　次郎".to_owned())].into();
    let pages = practice.pages(&[fill(practice.definition(1), &Record { settings, ..practice.record() })]);
    assert!(place(&pages[0], "架空　次郎").is_some(), "the new president");
    assert!(place(&pages[0], "滝澤 義和").is_none(), "not the old one");
}

#[test]
fn files_are_small_and_say_what_they_are_but_not_whose() {
    let practice = Practice::new();
    for number in 1..=4 {
        let bytes = pdf::render(&practice.paper(number), &practice.fonts).expect("it prints");
        assert!(bytes.len() <= 90_000, "様式{number} takes {} bytes", bytes.len());
        assert!(bytes.starts_with(b"%PDF-1.7"), "version 1.7");
        let pdf = keep(&format!("properties-{number}.pdf"), &bytes);
        let info = Command::new("pdfinfo").arg(&pdf).output().expect("poppler-utils is installed");
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        assert!(info.contains(&practice.definition(number).name), "the title is the paper's");
        assert!(!info.contains("CreationDate"), "the paper has its own date");
        for person in ["仮名", "例示", "見本"] {
            assert!(!info.contains(person), "nobody's name is in the properties");
        }
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            shown.contains("/Lang(ja-JP)") || shown.contains("/Lang (ja-JP)"),
            "the language is Japanese"
        );
        assert!(!shown.contains("GTS_PDFX"), "it claims no standard it does not meet");
        let fonts = Command::new("pdffonts").arg(&pdf).output().expect("poppler-utils is installed");
        for font in String::from_utf8_lossy(&fonts.stdout).lines().skip(2) {
            assert!(
                font.contains("CID TrueType") && font.contains("yes yes yes"),
                "embedded, cut, searchable: {font}"
            );
        }
    }
}

#[test]
fn a_paper_does_not_depend_on_what_was_printed_before() {
    let practice = Practice::new();
    let alone = pdf::render(&practice.paper(4), &practice.fonts).expect("it prints");
    let mut printer = Printer::new(&practice.fonts).expect("the fonts are sound");
    for number in 1..=3 {
        printer.render(&practice.paper(number)).expect("it prints");
    }
    assert!(printer.render(&practice.paper(4)).expect("it prints") == alone, "same paper, same bytes");
}

/// Prints for the test below when it is called by it; alone it does nothing.
#[test]
fn prints_for_another_process() {
    if let Some(path) = std::env::var_os("PAPER_FOR_ANOTHER_PROCESS") {
        let practice = Practice::new();
        let bytes = pdf::render(&practice.paper(4), &practice.fonts).expect("it prints");
        std::fs::write(path, bytes).expect("the temporary folder takes files");
    }
}

#[test]
fn two_processes_print_the_same_bytes() {
    let printed = [1, 2].map(|run| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("process-{run}.pdf"));
        let status = Command::new(std::env::current_exe().expect("this test is a program"))
            .args(["--exact", "paper::prints_for_another_process"])
            .env("PAPER_FOR_ANOTHER_PROCESS", &path)
            .output();
        assert!(status.expect("it runs").status.success(), "the other process prints");
        std::fs::read(path).expect("it has printed")
    });
    assert!(printed[0] == printed[1], "same input, same bytes");
}
