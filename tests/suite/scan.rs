//! Sheets come back signed (訪問から戻ったら): found by their code however they lay in the scanner, never lost when
//! they are not, and entered in one go.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use image::{DynamicImage, RgbImage};
use office::Error;
use office::desk::{Incoming, PaperOrder, ScanFolder, Taken};
use office::domain::consent::ConsentStatus;
use office::domain::id::ConsentId;
use office::domain::scan::{Doubt, ScanState, SheetDraft};
use office::domain::sheet_code::SheetCode;
use office::scan::{self, picture};
use scenarios::{Story, day, on, problems, root};

mod worn;

use worn::Scanner;

/// An office with one printed consent, its sheets as printed, and the code of the first.
fn printed() -> (Story, ConsentId, Vec<u8>, SheetCode) {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let ume = story.ume(now);
    let (id, sheet) = print(&mut story, &ume, Some(ichiro));
    let code = code_of(&story, &id, 1);
    (story, id, sheet, code)
}

fn print(
    story: &mut Story,
    whose: &office::domain::id::CareRecipientId,
    explained_by: Option<office::domain::id::StaffId>,
) -> (ConsentId, Vec<u8>) {
    let plan = story.plan_by_proxy(whose, explained_by);
    let mut made = story.paper(PaperOrder::Consent { plan });
    let record = story.desk.record_paper(&mut made, true, on("2026-11-20")).unwrap();
    (record.consent.expect("printing makes the consent"), made.pdf)
}

fn code_of(story: &Story, id: &ConsentId, sheet: u32) -> SheetCode {
    SheetCode { code: story.desk.consent_record(id).unwrap().consent.code, sheet }
}

/// Takes a file in on 2026-11-25.
fn take(story: &mut Story, name: &str, bytes: Vec<u8>) -> Taken {
    let file = Incoming::new(name, bytes);
    let pages = file.pages();
    story.desk.take_in(&file, &pages, on("2026-11-25")).unwrap()
}

/// The inbox, a line a page: group, what she has to settle, file and page.
fn inbox(story: &Story) -> Vec<String> {
    let line = |record: &office::desk::ScanRecord| {
        let scan = &record.scan;
        let doubt = scan.doubt.map(Doubt::key).unwrap_or_default();
        format!("{:?} {doubt} {}:{}", scan.state(), scan.file_name.0, scan.page).replace("  ", " ")
    };
    story.desk.scan_inbox().unwrap().iter().map(line).collect()
}

/// How many pages are read to show the inbox.
fn read_for_inbox(story: &Story) -> usize {
    story.desk.vault().read(office::store::scan::open_scans).unwrap().len()
}

/// What stands on the sheet, as the form offers it, with the intention confirmed.
fn came_back(story: &Story, id: &ConsentId) -> SheetDraft {
    let mut draft = story.desk.sheet_record(id).unwrap().draft;
    draft.signature.proxy_intention_confirmed = true;
    draft.place = "事務所の書庫 2段目".into();
    draft
}

#[test]
fn of_a_hundred_bad_scans_nearly_all_are_found_and_none_is_taken_for_another() {
    let (story, id, _, _) = printed();
    let made = story.paper(PaperOrder::ConsentAgain { consent: id, version: None });
    // A number is missed, or found; that it is taken for another is told at once.
    let is_found = |number: usize| {
        let code = SheetCode { code: format!("7F3K9ZQX{number:02}"), sheet: 1 + number as u32 % 2 };
        let scanned = Scanner::bad(number).scan(&worn::coded(&made.pdf, &[&code.to_string()]));
        let pages = scan::read(&scanned);
        let page = pages[0].as_ref().expect("it is a picture");
        assert!(page.jpeg.len() <= 400_000, "scan {number} is small: {} bytes", page.jpeg.len());
        if page.codes.is_empty() {
            return false;
        }
        assert_eq!(page.codes, [code], "scan {number} is not taken for another sheet");
        let kept = image::load_from_memory(&page.jpeg).unwrap();
        assert!(kept.height() > kept.width(), "scan {number} stands upright");
        true
    };
    let missed: Vec<usize> = std::thread::scope(|scope| {
        let part = |first: usize| (first..100).step_by(4).filter(|number| !is_found(*number)).collect();
        let parts: Vec<_> = (0..4).map(|first| scope.spawn(move || -> Vec<usize> { part(first) })).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(missed.len() <= 3, "97 of 100 are found: {missed:?} were not");
}

#[test]
fn a_scan_is_turned_upright_made_small_and_stripped() {
    let (_, _, sheet, code) = printed();
    for quarters in 0..4 {
        let scanned = Scanner { quarters, ..Scanner::GOOD }.scan(&sheet);
        let pages = scan::read(&with_place(&scanned));
        let page = pages[0].as_ref().expect("it is read");
        assert_eq!(page.codes, std::slice::from_ref(&code), "found after {quarters} quarters");
        let again = scan::read(&page.jpeg);
        let kept = image::load_from_memory(&page.jpeg).unwrap();
        let lower_right = scan::qr::codes(kept.to_luma8());
        assert_eq!(lower_right[0].turned, 0, "what is kept stands upright after {quarters} quarters");
        assert_eq!(
            again[0].as_ref().unwrap().codes,
            std::slice::from_ref(&code),
            "and its code can still be read"
        );
        assert!(page.jpeg.len() <= 400_000, "{} bytes are kept", page.jpeg.len());
        assert!(!page.jpeg.windows(6).any(|six| six == b"Exif\0\0"), "no metadata is kept");
    }
}

#[test]
fn the_red_of_a_seal_stays_red() {
    let mut picture = RgbImage::from_pixel(800, 1131, image::Rgb([250, 248, 240]));
    for (x, y) in (600..660).flat_map(|x| (300..360).map(move |y| (x, y))) {
        picture.put_pixel(x, y, image::Rgb([200, 40, 40]));
    }
    let pages = scan::read(&worn::png(&DynamicImage::from(picture)));
    let kept = image::load_from_memory(&pages[0].as_ref().unwrap().jpeg).unwrap().to_rgb8();
    let [red, green, blue] = kept.get_pixel(630, 330).0;
    assert!(red > 170 && green < 90 && blue < 90, "朱肉 is told from ink: {red} {green} {blue}");
}

#[test]
fn a_sheet_is_matched_entered_in_one_go_and_leaves_the_inbox() {
    let (mut story, id, sheet, _) = printed();
    assert_eq!(take(&mut story, "scan001.jpg", Scanner::GOOD.scan(&sheet)), Taken::New(1), "it is new");
    assert_eq!(inbox(&story), ["Found scan001.jpg:1"], "見つかった");
    let record = story.desk.scan_inbox().unwrap().remove(0);
    let (consent, recipient) = record.consent.expect("its consent is known");
    assert_eq!((consent.id, recipient.details.name.shown().as_str()), (id.clone(), "例示 梅"), "whose it is");

    let now = on("2026-11-25");
    let mut draft = came_back(&story, &id);
    assert_eq!(draft.copy_to, "例示 桜", "who signs is offered as the one who got the copy");
    assert!(draft.signature.by_proxy, "the signer is preselected as planned");
    draft.place = String::new();
    draft.copy_on = String::new();
    draft.signature.proxy.relationship = String::new();
    let refused = problems(story.desk.sheet_returned(&id, &draft, now));
    assert_eq!(
        refused, "proxy.relationship proxy_relationship_missing\nplace required\ncopyOn required",
        "all problems of the sheet are told at once"
    );
    let kept = story.desk.consent_record(&id).unwrap().consent;
    assert_eq!(kept.status(), ConsentStatus::Printed, "and nothing of it is kept");

    let acts = story.desk.vault().acts(1000).unwrap().len();
    story.desk.sheet_returned(&id, &came_back(&story, &id), now).unwrap();
    let kept = story.desk.consent_record(&id).unwrap().consent;
    assert_eq!(kept.status(), ConsentStatus::InForce, "signed");
    assert_eq!(kept.original_place.as_deref(), Some("事務所の書庫 2段目"), "filed");
    let copy = kept.copy_handed.expect("the copy is handed over");
    assert_eq!((copy.to.0.as_str(), copy.on), ("例示 桜", day("2026-11-25")), "to whom and when");
    assert_eq!(story.desk.vault().acts(1000).unwrap().len(), acts + 1, "one act, one transaction");
    assert_eq!(inbox(&story), [""; 0], "nothing is left to do");
    assert_eq!(read_for_inbox(&story), 0, "and what is done is not read again and again over the years");
    assert_eq!(story.desk.scans_of(&id).unwrap().len(), 1, "its card shows the sheet");

    let recipient = story.desk.care_recipient_list("").unwrap().remove(0).id;
    let (next, _) = print(&mut story, &recipient, None);
    let offered = story.desk.sheet_record(&next).unwrap().draft;
    assert_eq!(offered.place, "事務所の書庫 2段目", "the last place is offered for the next one");
}

#[test]
fn where_two_sign_the_sheet_comes_back_twice() {
    let mut story = Story::after_first_start();
    story.desk.choose_region("kiyose", on("2026-11-20")).unwrap();
    let ume = story.ume(on("2026-11-20"));
    let (id, sheet) = print(&mut story, &ume, None);
    take(&mut story, "first.jpg", Scanner::GOOD.scan(&sheet));
    story.desk.sheet_returned(&id, &came_back(&story, &id), on("2026-11-26")).unwrap();
    assert_eq!(inbox(&story), [""; 0], "the person's side is entered; the family's is still to come");

    let later = Incoming::new("second.jpg", Scanner { quality: 60, ..Scanner::GOOD }.scan(&sheet));
    story.desk.take_in(&later, &later.pages(), on("2026-11-27")).unwrap();
    assert_eq!(inbox(&story), ["Found second.jpg:1"], "it brings the family's signature");
    let mut draft = came_back(&story, &id);
    draft.signature.by_family = true;
    draft.signature.family = draft.signature.proxy.clone();
    draft.signature.family_signed_on = "2026-11-26".into();
    story.desk.sheet_returned(&id, &draft, on("2026-11-28")).unwrap();
    assert_eq!(inbox(&story), [""; 0], "both signed");

    let copy = Incoming::new("third.jpg", Scanner { quality: 50, ..Scanner::GOOD }.scan(&sheet));
    story.desk.take_in(&copy, &copy.pages(), on("2026-11-29")).unwrap();
    assert_eq!(inbox(&story), ["Check sheet_twice third.jpg:1"], "a third time is one too many");
    let third = story.desk.scan_inbox().unwrap().remove(0).scan.id;
    story.desk.assign_scan(&third, &id, on("2026-11-29")).unwrap();
    assert_eq!(inbox(&story), [""; 0], "kept with the consent it leaves nothing to enter");
}

#[test]
fn a_sheet_is_entered_without_any_scan_by_the_last_digits_of_its_number() {
    let (mut story, id, _, _) = printed();
    let numbers = |story: &Story, typed: &str| -> Vec<String> {
        let found = story.desk.consents_like(typed, 30).unwrap();
        found.into_iter().map(|(consent, _)| consent.control_number).collect()
    };
    let recipient = story.desk.care_recipient_list("").unwrap().remove(0).id;
    print(&mut story, &recipient, None);
    assert_eq!(numbers(&story, "０００１"), ["同意-2026-0001"], "by the last digits, in any width");
    assert_eq!(numbers(&story, "同意-2026-0002"), ["同意-2026-0002"], "by the whole number");
    assert_eq!(numbers(&story, "れいじ").len(), 2, "by the reading of the name");
    assert_eq!(numbers(&story, "9"), [""; 0], "no other");
    let now = on("2026-11-25");
    let draft = SheetDraft { copy_to: String::new(), copy_on: String::new(), ..came_back(&story, &id) };
    story.desk.sheet_returned(&id, &draft, now).unwrap();
    let kept = story.desk.consent_record(&id).unwrap().consent;
    assert_eq!(kept.copy_handed, None, "a copy that was not handed over yet stays a duty");
    assert_eq!(numbers(&story, ""), ["同意-2026-0002"], "only the other one still waits");

    let later = SheetDraft { place: "金庫".into(), ..story.desk.sheet_record(&id).unwrap().draft };
    let later = SheetDraft { copy_to: "例示 桜".into(), copy_on: "2026-11-26".into(), ..later };
    story.desk.sheet_returned(&id, &later, on("2026-11-26")).unwrap();
    let record = story.desk.consent_record(&id).unwrap();
    assert_eq!(record.versions.len(), 1, "what was signed is not signed again");
    assert!(record.consent.copy_handed.is_some(), "what was missing is there");
}

#[test]
fn nothing_that_comes_in_is_lost_and_each_says_what_to_do() {
    let (mut story, id, sheet, code) = printed();
    let other = SheetCode { code: "ZZZZZZZZZZ".into(), sheet: 1 };
    let paper = story.paper(PaperOrder::ConsentAgain { consent: id.clone(), version: None }).pdf;
    let scanned = |codes: &[&str]| Scanner::GOOD.scan(&worn::coded(&paper, codes));
    let good = Scanner::GOOD.scan(&sheet);
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    let files: [(&str, Vec<u8>); 12] = [
        ("good.jpg", good.clone()),
        ("again-scanned.jpg", Scanner { quality: 60, ..Scanner::GOOD }.scan(&sheet)),
        ("two.jpg", scanned(&[&code.to_string(), &other.to_string()])),
        ("other-office.jpg", scanned(&[&other.to_string()])),
        ("foreign.jpg", scanned(&["https://example.jp/"])),
        ("blank.png", worn::png(&worn::blank())),
        ("empty.jpg", Vec::new()),
        ("renamed.png", gif),
        ("cut.jpg", good[..good.len() / 2].to_vec()),
        ("bomb.png", bomb()),
        ("broken.pdf", b"%PDF-1.7 and then nothing".to_vec()),
        ("locked.pdf", locked(&paper)),
    ];
    for (name, bytes) in files {
        assert_eq!(
            take(&mut story, name, bytes),
            Taken::New(1),
            "{name} is in the inbox, as are those after it"
        );
    }
    assert_eq!(
        inbox(&story),
        [
            "Found good.jpg:1",
            "Check sheet_twice again-scanned.jpg:1",
            "Check two_codes two.jpg:1",
            "Unknown other_office other-office.jpg:1",
            "Unknown foreign_code foreign.jpg:1",
            "Unknown no_code blank.png:1",
            "Unknown scan_empty empty.jpg:1",
            "Unknown not_a_scan renamed.png:1",
            "Unknown scan_damaged cut.jpg:1",
            "Unknown scan_too_large bomb.png:1",
            "Unknown scan_damaged broken.pdf:1",
            "Unknown scan_locked locked.pdf:1",
        ],
        "one group and one reason each"
    );
    assert_eq!(
        take(&mut story, "copy of good.jpg", good),
        Taken::Before,
        "the same file is told, not kept twice"
    );
    assert_eq!(inbox(&story).len(), 12, "nothing came to be twice");
    story.desk.void_consent(&id, "誤記", on("2026-11-25")).unwrap();
    take(&mut story, "void.jpg", Scanner { dpi: 200.0, ..Scanner::GOOD }.scan(&sheet));
    assert!(
        inbox(&story).contains(&"Check void_consent void.jpg:1".to_owned()),
        "a void consent is never entered"
    );
    let draft = came_back(&story, &id);
    let refused = story.desk.sheet_returned(&id, &draft, on("2026-11-25"));
    assert!(matches!(refused, Err(Error::Refused { code: "consent_void", .. })), "by no way");
}

#[test]
fn an_unknown_page_is_assigned_turned_put_aside_and_brought_back() {
    let (mut story, id, _, _) = printed();
    let now = on("2026-11-25");
    let bytes = worn::png(&worn::blank());
    take(&mut story, "blank.png", bytes.clone());
    let scan = story.desk.scan_inbox().unwrap().remove(0).scan.id;

    story.desk.turn_scan(&scan, now).unwrap();
    let turned = image::load_from_memory(&story.desk.scan_picture(&scan).unwrap()).unwrap();
    assert!(turned.width() > turned.height(), "a quarter turn lays it down");

    let without = problems(story.desk.set_scan_aside(&scan, " ", now));
    assert_eq!(without, "reason required", "putting aside needs a reason");
    story.desk.set_scan_aside(&scan, "白紙", now).unwrap();
    assert_eq!(story.desk.scan_inbox().unwrap()[0].scan.state(), ScanState::Aside, "捨てたもの, still there");
    let file = Incoming::new("blank.png", bytes);
    assert!(
        story.desk.came_before(&file, false, now).unwrap(),
        "the scanner's folder does not bring it back"
    );
    assert_eq!(story.desk.scan_inbox().unwrap()[0].scan.state(), ScanState::Aside, "it stays aside");
    assert!(story.desk.came_before(&file, true, now).unwrap(), "she chose it again");
    assert_eq!(story.desk.scan_inbox().unwrap()[0].scan.state(), ScanState::Unknown, "so it is back");

    story.desk.assign_scan(&scan, &id, now).unwrap();
    assert_eq!(inbox(&story), ["Found blank.png:1"], "now it belongs to the consent");
    assert_eq!(story.desk.vault().verify_log().unwrap().first_wrong, None, "the log holds");
}

#[test]
fn every_page_of_a_pdf_is_a_page_of_its_own() {
    let (mut story, _, sheet, _) = printed();
    assert_eq!(take(&mut story, "stack.pdf", sheet), Taken::New(2), "two sheets were printed");
    assert_eq!(inbox(&story), ["Found stack.pdf:1", "Found stack.pdf:2"], "each by its own code");
}

#[test]
fn the_scanners_folder_gives_new_files_once_they_are_whole() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let since = on("2026-11-20").utc;
    let later = SystemTime::from(since) + Duration::from_secs(3600);
    let write = |name: &str, bytes: &[u8], time: SystemTime| {
        fs::write(path(name), bytes).unwrap();
        fs::File::options().append(true).open(path(name)).unwrap().set_modified(time).unwrap();
    };
    write("half.pdf", b"%PDF", later);
    write("notes.txt", b"hers", later);
    let mut watched = ScanFolder::new(folder.path().to_owned(), since);
    assert_eq!(
        watched.finished().unwrap(),
        Vec::<PathBuf>::new(),
        "at first sight nobody knows whether it is whole"
    );
    write("half.pdf", b"%PDF-1.7", later + Duration::from_secs(1));
    assert_eq!(watched.finished().unwrap(), Vec::<PathBuf>::new(), "it still grows");
    assert_eq!(watched.finished().unwrap(), [path("half.pdf")], "now it is whole");
    assert_eq!(watched.finished().unwrap(), Vec::<PathBuf>::new(), "and given once");
    watched.give_again(&path("half.pdf"));
    assert_eq!(watched.finished().unwrap(), [path("half.pdf")], "or again when it could not be opened");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "her files stay where they are");

    let tomorrow = since + chrono::TimeDelta::days(36_500);
    let mut late = ScanFolder::new(folder.path().to_owned(), tomorrow);
    late.finished().unwrap();
    assert_eq!(
        late.finished().unwrap(),
        Vec::<PathBuf>::new(),
        "what lay there before the folder was chosen is not taken"
    );
    drop(folder);
    assert!(watched.finished().is_err(), "a folder that is gone is told");
}

#[test]
fn the_folder_is_kept_and_can_be_given_up() {
    let mut story = Story::after_first_start();
    let folder = story.folder.path().to_owned();
    let now = on("2026-11-20");
    story.desk.set_scan_folder(Some(&folder), now).unwrap();
    assert_eq!(story.desk.scan_folder().unwrap(), Some((folder, now.utc)), "which, and since when");
    story.desk.set_scan_folder(None, now).unwrap();
    assert_eq!(story.desk.scan_folder().unwrap(), None, "given up");
}

#[test]
fn every_doubt_has_words_on_the_screen() {
    let words = fs::read_to_string(root().join("ui/src/strings.ts")).unwrap();
    for doubt in Doubt::ALL {
        assert!(words.contains(&format!("  {}: words(", doubt.key())), "no words for {}", doubt.key());
    }
}

#[test]
fn a_picture_that_was_kept_can_be_turned_four_times() {
    let page = picture::keep(worn::blank()).unwrap();
    let round = (0..4).try_fold(page, |page, _| picture::turned(&page)).unwrap();
    let round = image::load_from_memory(&round).unwrap();
    assert_eq!((round.width(), round.height()), (827, 1169), "it lies as before");
}

/// A JPEG with an EXIF block of its place in front.
fn with_place(jpeg: &[u8]) -> Vec<u8> {
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, exif, &jpeg[2..]].concat()
}

/// A PNG whose header promises 60,000 × 60,000 pixels.
fn bomb() -> Vec<u8> {
    let mut png = worn::png(&worn::blank());
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc32(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&sum);
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// The PDF behind a password that nobody knows.
fn locked(pdf: &[u8]) -> Vec<u8> {
    use lopdf::{Document, Object, StringFormat, dictionary};
    let mut document = Document::load_mem(pdf).unwrap();
    let key = |byte: u8| Object::String(vec![byte; 32], StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![key(1), key(1)]);
    let lock = dictionary! {
        "Filter" => "Standard", "V" => 2, "R" => 3, "Length" => 128, "P" => -4, "O" => key(2), "U" => key(3),
    };
    document.trailer.set("Encrypt", lock);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}
