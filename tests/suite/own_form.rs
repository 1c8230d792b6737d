//! 自作様式: values stand where they were put on blanks of any program, and nothing that is loaded does harm.

use std::process::Command;

use office::Error;
use office::desk::{Packet, PaperOrder};
use office::domain::own_form::{Mark, Part, PlacedField, PlacementDraft};
use office::forms::FormKind;
use scenarios::{Story, day, name, on, root, staff, text_of};

const NOW: &str = "2026-11-20";
/// 様式1, undated.
const OFFICE_PLEDGE: PaperOrder = PaperOrder::OfOffice { kind: FormKind::OfficePledge, dated_on: None };
/// The blanks that print, with how many pages each has.
const BLANKS: [(&str, usize); 8] = [
    ("reportlab.pdf", 2),
    ("reportlab-turned.pdf", 1),
    ("moved.pdf", 1),
    ("object-streams.pdf", 2),
    ("cairo.pdf", 1),
    ("linearised.pdf", 1),
    ("typst.pdf", 1),
    ("no-password.pdf", 1),
];

fn blank(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/blanks").join(name)).expect("the blank is there")
}

fn field(source: &str, x: f32, y: f32) -> PlacedField {
    PlacedField {
        page: 0,
        x,
        y,
        width: 90.0,
        height: 8.0,
        size: 11.0,
        source: source.into(),
        part: Part::Whole,
        mark: Mark::Text,
        choice: String::new(),
    }
}

fn placed(fields: Vec<PlacedField>) -> PlacementDraft {
    PlacementDraft { fields, ..PlacementDraft::default() }
}

/// An office that prints a kind of paper on a blank of its own.
fn with_own_form(kind: &str, file: &str, placement: PlacementDraft) -> Story {
    let mut story = Story::after_first_start();
    story.desk.load_own_form(kind, &blank(file), on(NOW)).expect("the blank is taken");
    story.desk.place_own_form(kind, placement, on(NOW)).expect("the places are taken");
    story.desk.use_own_form(kind, true, on(NOW)).expect("it is used");
    story
}

/// A word as another program places it: left edge and middle of its height, in mm, and its page.
struct Word {
    text: String,
    x: f32,
    middle: f32,
    page: usize,
}

fn words(pdf: &[u8]) -> Vec<Word> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf).unwrap();
    let checked = Command::new("qpdf").arg("--check").arg(&file).output().expect("qpdf is installed");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let told = Command::new("pdftotext").arg("-bbox").arg(&file).arg("-").output();
    let told = String::from_utf8(told.expect("poppler-utils are installed").stdout).unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in told.lines() {
        page += usize::from(line.contains("<page "));
        let number = |key: &str| -> Option<f32> {
            line.split_once(&format!("{key}=\""))?.1.split('"').next()?.parse().ok()
        };
        if let (Some(x), Some(top), Some(bottom)) = (number("xMin"), number("yMin"), number("yMax")) {
            let mm = |points: f32| points / 72.0 * 25.4;
            let text = line.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned();
            words.push(Word { text, x: mm(x), middle: mm((top + bottom) / 2.0), page });
        }
    }
    words
}

#[track_caller]
fn check_stands(words: &[Word], text: &str, x: f32, middle: f32) {
    let found: Vec<_> = words.iter().filter(|word| word.text == text).collect();
    assert_eq!(found.len(), 1, "{text} stands once");
    assert!((found[0].x - x).abs() < 0.5, "{text} at {} mm from the left, not {x}", found[0].x);
    assert!(
        (found[0].middle - middle).abs() < 0.5,
        "{text} at {} mm from the top, not {middle}",
        found[0].middle
    );
}

#[test]
fn values_stand_where_they_were_put_on_blanks_of_any_program() {
    for (file, pages) in BLANKS {
        let fields = vec![field("office.name", 30.0, 60.0), field("office.tel", 110.0, 190.0)];
        let story = with_own_form("office-pledge", file, placed(fields));
        let made = story.paper(OFFICE_PLEDGE);
        assert_eq!(made.pages as usize, pages, "{file}: all its pages, and no more");
        let words = words(&made.pdf);
        check_stands(&words, "みほん訪問看護ステーション", 30.0, 64.0);
        check_stands(&words, "048(000)0001", 110.0, 194.0);
        assert!(words.iter().any(|word| word.text == "BLANK"), "{file}: what the blank says is there too");
        assert!(made.left_blank.is_empty(), "the program does not know what the blank leaves for the hand");
        let again = story.paper(OFFICE_PLEDGE);
        assert!(again.pdf == made.pdf, "{file}: the same order gives the same bytes");
        assert!(made.page_png(0, 40.0).is_ok(), "{file}: it can be shown");
    }
}

#[test]
fn on_printed_paper_only_the_values_are_printed_moved_by_what_the_printer_is_off() {
    let placement = PlacementDraft {
        on_printed_paper: true,
        shift_x: 1.5,
        shift_y: -2.0,
        ..placed(vec![field("office.name", 30.0, 60.0)])
    };
    let story = with_own_form("office-pledge", "reportlab-turned.pdf", placement);
    let words = words(&story.paper(OFFICE_PLEDGE).pdf);
    check_stands(&words, "みほん訪問看護ステーション", 31.5, 62.0);
    assert_eq!(words.len(), 1, "the blank's own words are on the paper already");
}

#[test]
fn the_test_page_has_its_crosses_at_known_places() {
    let mut story = Story::after_first_start();
    story.desk.load_own_form("office-pledge", &blank("cairo.pdf"), on(NOW)).unwrap();
    let made = story.desk.own_form_ruler("office-pledge", PlacementDraft::default()).unwrap();
    let words = words(&made.pdf);
    let found = words.iter().filter(|word| word.text == "100").collect::<Vec<_>>();
    assert_eq!(found.len(), 2, "100 mm are marked to the right and downwards");
    assert!(found.iter().any(|word| (word.middle - 100.0).abs() < 0.5), "at 100 mm from the top edge");
    assert!(made.edition.is_empty(), "a test page is never offered for sending");
}

#[test]
fn a_date_goes_into_its_boxes_and_a_choice_is_circled() {
    let part = |part, x| PlacedField { part, width: 12.0, ..field("row.registered_on", x, 40.0) };
    let mark = |mark, choice: &str, y| PlacedField {
        mark,
        choice: choice.into(),
        width: 10.0,
        ..field("row.profession", 150.0, y)
    };
    let fields = vec![
        part(Part::Era, 20.0),
        part(Part::Year, 40.0),
        part(Part::Month, 60.0),
        part(Part::Day, 80.0),
        PlacedField { part: Part::Kana, ..field("row.name", 20.0, 60.0) },
        mark(Mark::Circle, "看護師", 80.0),
        mark(Mark::Circle, "医師", 90.0),
        mark(Mark::Check, "看護師", 100.0),
    ];
    let mut story = with_own_form("staff-notice", "cairo.pdf", placed(fields));
    story.ichiro(on(NOW));
    let made = story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None });
    let words = words(&made.pdf);
    let line = |y: f32| -> Vec<&str> {
        words.iter().filter(|word| (word.middle - y).abs() < 2.0).map(|word| word.text.as_str()).collect()
    };
    assert_eq!(line(44.0), ["令和", "8", "11", "20"], "each part in its own box");
    assert_eq!(line(64.0), ["かくう", "いちろう"], "the reading of the name");
    let ink = |y: f32| ink_within(&made.page_png(0, 72.0).unwrap(), 148.0, y, 14.0, 9.0);
    assert!(ink(80.0), "看護師 is circled");
    assert!(!ink(90.0), "医師 is not");
    assert!(ink(100.0), "and 看護師 is ticked");
}

/// Whether anything dark is within a place of a page drawn at 72 dpi; lengths in mm.
fn ink_within(png: &[u8], x: f32, y: f32, width: f32, height: f32) -> bool {
    let picture = image::load_from_memory(png).unwrap().to_luma8();
    let dots = |mm: f32| (mm / 25.4 * 72.0) as u32;
    let (columns, lines) = (dots(x)..dots(x + width), dots(y)..dots(y + height));
    lines.into_iter().any(|line| columns.clone().any(|column| picture.get_pixel(column, line).0[0] < 128))
}

#[test]
fn a_roster_longer_than_the_table_goes_on_on_a_further_sheet() {
    let placement = PlacementDraft {
        rows: 2,
        row_step: 12.0,
        ..placed(vec![
            field("row.number", 20.0, 40.0),
            field("row.name", 40.0, 40.0),
            field("office.tel", 20.0, 20.0),
        ])
    };
    let mut story = with_own_form("staff-notice", "cairo.pdf", placement);
    for (given, kana, email) in
        [("一", "いち", "a@example.jp"), ("二", "に", "b@example.jp"), ("三", "さん", "c@example.jp")]
    {
        let who = staff(name("架空", given, "かくう", kana), "看護師", email, NOW);
        story.desk.add_staff(&who, on(NOW)).unwrap();
    }
    let made = story.paper(PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None });
    assert_eq!(made.pages, 2, "two people on the first sheet, one on the second");
    let words = words(&made.pdf);
    let is_number = |word: &&Word| ["1", "2", "3"].contains(&word.text.as_str()) && word.x < 22.0;
    let numbers: Vec<_> = words
        .iter()
        .filter(is_number)
        .map(|word| (word.page, word.text.as_str(), word.middle.round()))
        .collect();
    assert_eq!(numbers, [(1, "1", 44.0), (1, "2", 56.0), (2, "3", 44.0)], "each on its line");
    assert_eq!(
        words.iter().filter(|word| word.text == "048(000)0001").count(),
        2,
        "the office is on both sheets"
    );
}

#[test]
fn a_consent_is_printed_for_both_sides_and_never_names_who_signs() {
    let fields = vec![
        field("paper.control_number", 20.0, 20.0),
        field("paper.copy", 120.0, 20.0),
        field("proxy.relationship", 20.0, 40.0),
    ];
    let mut story = with_own_form("patient-consent", "typst.pdf", placed(fields));
    let ume = story.ume(on(NOW));
    let plan = story.plan_by_proxy(&ume, None);
    let mut made = story.paper(PaperOrder::Consent { plan });
    assert_eq!((made.pages, made.copies), (2, 2), "both sides keep a copy (朝霞 3)(2))");
    let text = text_of(&made.pdf);
    assert!(text[0].contains("事業所控") && text[1].contains("お渡し用"), "each sheet says whose it is");
    assert!(
        text.iter().all(|page| page.contains("同意-2026-0001") && page.contains("長女")),
        "and both say the same"
    );
    let offered = story.desk.own_form("patient-consent").unwrap().values;
    assert!(
        offered.iter().all(|value| !["family.name", "proxy.name"].contains(&value.name.as_str())),
        "自署"
    );
    assert!(
        story.desk.record_paper(&mut made, true, on(NOW)).unwrap().consent.is_some(),
        "it is recorded as ever"
    );
    story.desk.use_own_form("patient-consent", false, on(NOW)).unwrap();
    let plan = story.plan_by_proxy(&ume, None);
    let own = story.paper(PaperOrder::Consent { plan });
    assert!(text_of(&own.pdf)[0].contains("個人情報使用同意書"), "the program's own paper again");
}

#[test]
fn a_trial_shows_invented_people_and_is_marked() {
    let mut story = Story::after_first_start();
    story.desk.load_own_form("staff-pledge", &blank("reportlab.pdf"), on(NOW)).unwrap();
    let draft = placed(vec![field("staff.name", 30.0, 60.0)]);
    let made = story.desk.try_own_form("staff-pledge", draft.clone(), day(NOW)).unwrap();
    let text = text_of(&made.pdf);
    assert!(text[0].contains("架空") && text[0].contains("見本"), "an invented name, marked 見本: {text:?}");
    assert!(story.desk.own_form("staff-pledge").unwrap().placement.fields.is_empty(), "trying keeps nothing");
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_person() {
    let mut story = with_own_form("staff-pledge", "cairo.pdf", placed(vec![field("staff.name", 30.0, 60.0)]));
    let who = staff(name("架空\u{1F600}", "一", "かくう", "いち"), "看護師", "ichi@example.jp", NOW);
    let id = story.desk.add_staff(&who, on(NOW)).unwrap();
    match story.desk.make_paper(PaperOrder::StaffPledge { staff: id }, day(NOW)) {
        Err(Error::MissingGlyphs(missing)) => {
            let told = (missing[0].character.as_str(), missing[0].label.as_str());
            assert_eq!(told, ("\u{1F600}", "staff.name"), "the character and the value");
            assert!(missing[0].owner.contains("架空"), "and whose it is");
        }
        other => panic!("it is printed with a box: {other:?}"),
    }
}

#[track_caller]
fn check_refused<T: std::fmt::Debug>(answer: office::Result<T>, code: &str) {
    assert_eq!(answer.expect_err("it is refused").code(), code, "what she is told");
}

#[test]
fn what_cannot_be_a_blank_is_refused_and_the_one_before_stays() {
    let mut story =
        with_own_form("office-pledge", "cairo.pdf", placed(vec![field("office.name", 30.0, 60.0)]));
    let before = story.paper(OFFICE_PLEDGE).pdf;
    let whole = blank("reportlab.pdf");
    let gif = b"GIF89a\x01\x00\x01\x00".to_vec();
    let bomb =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x0f\x42\x40\0\x0f\x42\x40\x08\x02\0\0\0".as_slice(), &[0; 16]]
            .concat();
    for (bytes, code) in [
        (blank("password.pdf"), "blank_locked"),
        (whole[..300].to_vec(), "blank_damaged"),
        (b"%PDF-1.7\n%%EOF".to_vec(), "blank_damaged"),
        (gif, "blank_unknown"),
        (Vec::new(), "blank_unknown"),
        (b"\xff\xd8\xff\xe0 not a picture".to_vec(), "blank_damaged"),
        (vec![b' '; (20 << 20) + 1], "blank_too_large"),
    ] {
        check_refused(story.desk.load_own_form("office-pledge", &bytes, on(NOW)), code);
    }
    let answer = story.desk.load_own_form("office-pledge", &bomb, on(NOW));
    assert!(answer.is_err(), "a picture of a million by a million dots is not decoded");
    assert!(story.paper(OFFICE_PLEDGE).pdf == before, "nothing is lost");
    check_refused(story.desk.load_own_form("nothing", &blank("cairo.pdf"), on(NOW)), "no_such_paper");
}

#[test]
fn another_blank_is_printed_on_only_when_she_says_so() {
    let second = PlacedField { page: 1, ..field("office.tel", 30.0, 60.0) };
    let mut story = with_own_form(
        "office-pledge",
        "reportlab.pdf",
        placed(vec![field("office.name", 30.0, 60.0), second]),
    );
    story.desk.load_own_form("office-pledge", &blank("cairo.pdf"), on(NOW)).unwrap();
    let card = story.desk.own_form("office-pledge").unwrap();
    assert!(!card.line.in_use, "nothing was looked at on the new page yet");
    assert_eq!(card.placement.fields.len(), 1, "what stands on a page that is still there stays");
    let text = text_of(&story.paper(OFFICE_PLEDGE).pdf).join("");
    assert!(!text.contains("BLANK"), "until then the program's own paper is printed");
    story.desk.place_own_form("office-pledge", placed(Vec::new()), on(NOW)).unwrap();
    check_refused(story.desk.use_own_form("office-pledge", true, on(NOW)), "own_form_empty");
}

#[test]
fn an_own_form_goes_to_another_office_without_anybody_s_data() {
    let circle =
        PlacedField {
            mark: Mark::Circle, choice: "長女".into(), ..field("proxy.relationship", 90.0, 90.0)
        };
    let placement =
        PlacementDraft { shift_x: 1.0, ..placed(vec![field("recipient.address", 30.0, 60.0), circle]) };
    let mut here = with_own_form("patient-consent", "no-password.pdf", placement.clone());
    here.ume(on(NOW));
    let (name, file) = here.desk.export_own_form("patient-consent").unwrap();
    assert!(name.ends_with(".pdf"), "a file that shows the blank when it is opened: {name}");
    for marker in ["みほん", "例示", "れいじ", "見本"] {
        let holds = file.windows(marker.len()).any(|bytes| bytes == marker.as_bytes());
        assert!(!holds, "{marker} stays in the office");
    }
    let mut there = Story::after_first_start();
    assert_eq!(there.desk.import_own_form(&file, on(NOW)).unwrap(), "patient-consent");
    let card = there.desk.own_form("patient-consent").unwrap();
    assert_eq!(card.placement.fields, placement.fields, "everything stands where it stood");
    assert_eq!(card.placement.shift_x, 0.0, "their printer is another one");
    assert!(!card.line.in_use, "and they look at it first");
    check_refused(there.desk.import_own_form(&blank("cairo.pdf"), on(NOW)), "own_form_file_unknown");
    let mut newer = file;
    let format = b"\"format\":";
    let at = newer.windows(format.len()).position(|bytes| bytes == format).expect("the file says its format");
    newer[at + format.len()] = b'9';
    check_refused(there.desk.import_own_form(&newer, on(NOW)), "own_form_file_newer");
}

#[test]
fn every_value_on_offer_has_words_on_the_screen() {
    let story = Story::after_first_start();
    let strings = std::fs::read_to_string(root().join("ui/src/strings/own-form.ts")).unwrap();
    for line in story.desk.own_forms().unwrap() {
        for value in story.desk.own_form(line.kind).unwrap().values {
            let said = !value.label.is_empty() || strings.contains(&format!("\"{}\":", value.name));
            assert!(said, "ui/src/strings/own-form.ts has no words for {}", value.name);
        }
    }
}

#[test]
fn a_round_of_visits_prints_the_consents_on_the_official_page_and_finds_them_again() {
    let code = PlacedField { width: 20.0, height: 20.0, ..field("paper.code", 170.0, 260.0) };
    let fields = vec![field("paper.control_number", 30.0, 60.0), code];
    let mut story = with_own_form("patient-consent", "cairo.pdf", placed(fields));
    let ume = story.ume(on(NOW));
    let plan = story.plan_by_proxy(&ume, None);
    let packet = |duplex| {
        let visits = vec![plan.clone()];
        PaperOrder::Packet(Packet { visits, duplex, large_type: false, qr: true })
    };
    let mut made = story.paper(packet(false));
    let words = words(&made.pdf);
    let blanks: Vec<_> = words.iter().filter(|word| word.text == "BLANK").map(|word| word.page).collect();
    assert_eq!(blanks, [3, 4], "both sheets of the consent stand on the blank, after cover and explanation");
    assert_eq!(made.pages, 5, "and nothing else has changed");
    let numbers: Vec<_> =
        words.iter().filter(|word| word.text.contains("2026-0001")).map(|word| (word.page, word.x)).collect();
    assert!(
        numbers.iter().any(|(page, x)| *page == 3 && (x - 30.0).abs() < 0.5),
        "the value is in its place"
    );
    assert_eq!(story.paper(packet(true)).pages, 7, "on both sides each sheet begins on paper of its own");

    let record = story.desk.record_paper(&mut made, true, on(NOW)).unwrap();
    let consent = story.desk.consent_record(&record.consent.unwrap()).unwrap().consent;
    let pages = office::scan::read(&made.pdf);
    let found = |page: usize| pages[page].as_ref().expect("the page is read").codes.first().cloned();
    assert_eq!(found(2).map(|code| code.code), Some(consent.code), "a scan of it is found by its code");
    assert_eq!(found(3).map(|code| code.sheet), Some(2), "the second sheet as the second");
}
