//! S-26: 運営指導 tomorrow. The audit binder has what is asked for, in that order, with its pages; names stand in it only
//! when somebody asked for them.

use std::path::Path;
use std::process::Command;

use office::desk::{BinderOrder, Desk, Incoming, MadePaper, PaperOrder};
use office::domain::id::ConsentId;
use scenarios::{Story, day, on, problems, recipient_named, shelf, signed_consent, squeezed, text_of};
use tempfile::TempDir;

fn order() -> BinderOrder {
    BinderOrder { region: String::new(), from: None, until: None, named: false, copies: false }
}

fn binder(desk: &Desk, order: BinderOrder, today: &str) -> MadePaper {
    desk.make_paper(PaperOrder::Binder(order), day(today)).unwrap()
}

fn pages(made: &MadePaper) -> Vec<String> {
    text_of(&made.pdf).iter().map(|page| squeezed(page)).collect()
}

fn practice(folder: &Path) -> Desk {
    Desk::practice(folder, shelf(), on("2026-11-20")).unwrap()
}

/// Every name in the records, as it could be printed.
fn names_of(desk: &Desk) -> Vec<String> {
    let mut names = Vec::new();
    let mut add = |name: &office::domain::PersonName| {
        names.push(squeezed(&name.shown()));
        names.push(squeezed(&name.kana()));
    };
    desk.staff_list("").unwrap().iter().for_each(|one| add(&one.details.name));
    for one in desk.care_recipient_list("").unwrap() {
        add(&one.details.name);
        one.details.family.iter().for_each(|member| add(&member.name));
    }
    desk.office().unwrap().unwrap().manager.iter().for_each(add);
    names.retain(|name| !name.is_empty());
    names
}

/// The sheets of a consent come back from the scanner.
fn scanned(story: &mut Story, consent: &ConsentId) {
    let again = PaperOrder::ConsentAgain { consent: consent.clone(), version: None };
    let made = story.paper(again);
    let file = Incoming::new("scan.pdf", made.pdf);
    let pages = file.pages();
    story.desk.take_in(&file, &pages, on("2026-11-25")).unwrap();
}

#[test]
fn s_26_the_binder_has_what_is_asked_for_in_that_order_and_its_contents_name_the_pages() {
    let folder = TempDir::new().unwrap();
    let desk = practice(folder.path());
    let made = binder(&desk, order(), "2026-11-20");
    let pages = pages(&made);
    let parts = [
        "誓約書（従事者ごと）",
        "同意書（患者さんごと",
        "研修・講習会",
        "ガイドラインの確認",
        "端末",
        "持ち出し",
        "紛失・事故",
        "提出",
        "記録の点検",
    ];
    let mut before = 0;
    for part in parts {
        let at = pages[0].find(part).unwrap_or_else(|| panic!("the contents name {part}"));
        assert!(at >= before, "{part} stands in the order in which it is asked for");
        before = at;
    }
    let total = pages.len();
    for (at, page) in pages.iter().enumerate() {
        assert!(
            page.ends_with(&format!("{}／{total}", at + 1)),
            "page {} of {total} says so: {page}",
            at + 1
        );
    }
    let code = desk.log_code().unwrap().code;
    assert!(pages[0].contains(&code), "the log's code stands on the cover");
    assert!(pages.last().unwrap().contains("記録は変更されていません"), "the check of the log ends it");
    // Each part begins on the page that the contents say.
    let layout = text_of(&made.pdf)[0].clone();
    let contents = layout.lines().skip_while(|line| !line.contains("目次"));
    let mut found = 0;
    for line in contents {
        let words: Vec<_> = line.split_whitespace().collect();
        let [number, title, _, page] = words[..] else { continue };
        let (Ok(_), Ok(page)) = (number.parse::<usize>(), page.parse::<usize>()) else { continue };
        let head: String = title.chars().take(4).collect();
        assert!(pages[page - 1].contains(&head), "{title} stands on page {page}");
        found += 1;
    }
    assert_eq!(found, parts.len(), "every part has its line");
}

#[test]
fn without_being_asked_it_names_nobody() {
    let folder = TempDir::new().unwrap();
    let desk = practice(folder.path());
    let text = pages(&binder(&desk, order(), "2026-11-20")).concat();
    for name in names_of(&desk) {
        assert!(!text.contains(&name), "{} characters of a name stand in it", name.chars().count());
    }
    let number = &desk.consents().unwrap()[0].control_number;
    assert!(text.contains(number.as_str()), "a consent is told by its number");
    assert!(text.contains("職員1"), "staff by theirs");
    let named = pages(&binder(&desk, BinderOrder { named: true, ..order() }, "2026-11-20")).concat();
    let staff = &desk.staff_list("").unwrap()[0].details.name;
    assert!(named.contains(&squeezed(&staff.shown())), "names stand in it when they are asked for");
    assert!(named.contains("氏名を記載しています"), "and the cover says so");
}

#[test]
fn a_thing_that_is_called_after_somebody_is_withheld() {
    let mut story = Story::after_first_start();
    let who = recipient_named(&mut story, "梅", "うめ");
    let consent = signed_consent(&mut story, &who, "2026-11-20");
    story.desk.file_original(&consent, "例示 梅さんのファイル", on("2026-11-21")).unwrap();
    let text = |named| pages(&binder(&story.desk, BinderOrder { named, ..order() }, "2026-11-25")).concat();
    let unnamed = text(false);
    assert!(!unnamed.contains("例示梅") && unnamed.contains("記載あり"), "the place names her");
    assert!(!text(true).contains("記載あり"), "with names it stands as it was typed");
}

#[test]
fn a_consent_names_the_page_on_which_its_copy_stands() {
    let mut story = Story::after_first_start();
    for (given, kana) in [("梅", "うめ"), ("竹", "たけ")] {
        let who = recipient_named(&mut story, given, kana);
        let consent = signed_consent(&mut story, &who, "2026-11-20");
        story.desk.file_original(&consent, "書庫 2段目", on("2026-11-21")).unwrap();
        scanned(&mut story, &consent);
    }
    let made = binder(&story.desk, BinderOrder { named: true, copies: true, ..order() }, "2026-11-25");
    let pages = pages(&made);
    let numbers: Vec<_> = story.desk.consents().unwrap().into_iter().map(|one| one.control_number).collect();
    for number in &numbers {
        let list = pages.iter().find(|page| page.contains("原本の場所") && page.contains(number.as_str()));
        let list = list.expect("the list has it");
        let after = &list[list.find(number.as_str()).unwrap()..];
        let mark = format!("写し{number}1枚目");
        let page = pages.iter().position(|page| page.contains(&mark)).expect("its copy is bound") + 1;
        let told = format!("書庫2段目{page}");
        assert!(after.contains(&told), "the list says page {page}: {after}");
    }
    assert_eq!(made.pages as usize, pages.len(), "as many pages as it says");
    assert_eq!(pictures_in(&made.pdf), 4, "two sheets of each, as pictures");
    let again = binder(&story.desk, BinderOrder { named: true, copies: true, ..order() }, "2026-11-25");
    assert!(made.pdf == again.pdf, "the same binder is the same file");
}

/// How many pictures another program finds in a file that a third finds sound.
fn pictures_in(pdf: &[u8]) -> usize {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("binder.pdf");
    std::fs::write(&file, pdf).unwrap();
    let checked = Command::new("qpdf").arg("--check").arg(&file).output().expect("qpdf is installed");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let listed = Command::new("pdfimages").arg("-list").arg(&file).output().expect("poppler-utils");
    let lines = String::from_utf8(listed.stdout).unwrap();
    lines.lines().filter(|line| line.contains(" jpeg ")).count()
}

#[test]
fn it_has_the_time_and_the_region_that_were_asked_for() {
    let mut story = Story::after_first_start();
    story.desk.set_further_regions(&["kiyose".into()], on("2026-11-20")).unwrap();
    let early = recipient_named(&mut story, "梅", "うめ");
    signed_consent(&mut story, &early, "2026-11-20");
    let late = recipient_named(&mut story, "竹", "たけ");
    signed_consent(&mut story, &late, "2026-12-10");
    let numbers = |from: Option<&str>, until: Option<&str>, region: &str| {
        let order =
            BinderOrder { region: region.into(), from: from.map(day), until: until.map(day), ..order() };
        let text = pages(&binder(&story.desk, order, "2026-12-20")).concat();
        ["同意-2026-0001", "同意-2026-0002"].map(|number| text.contains(number))
    };
    assert_eq!(numbers(None, None, ""), [true, true], "everything");
    assert_eq!(numbers(None, Some("2026-11-30"), ""), [true, false], "the second came later");
    assert_eq!(numbers(Some("2026-12-01"), None, ""), [true, true], "the first still counts");
    assert_eq!(numbers(None, None, "kiyose"), [false, false], "both were given under the rules of 朝霞");
}

#[test]
fn what_cannot_be_bound_is_refused_field_by_field() {
    let story = Story::after_first_start();
    let refused =
        |order| problems(story.desk.make_paper(PaperOrder::Binder(order), day("2026-11-20")).map(drop));
    assert_eq!(refused(BinderOrder { copies: true, ..order() }), "copies not_a_choice", "copies name people");
    assert_eq!(refused(BinderOrder { until: Some(day("2026-11-21")), ..order() }), "until in_future");
    let backwards = BinderOrder { from: Some(day("2026-11-20")), until: Some(day("2026-11-19")), ..order() };
    assert_eq!(refused(backwards), "until too_early");
}
