//! What some regions ask of an office beside its name and address: entered later, and printed where it is asked.

use office::domain::office::OfficeDraft;
use scenarios::{Story, mihon_station, on, problems};

#[test]
fn what_a_region_asks_can_be_entered_later() {
    let mut story = Story::after_first_start();
    let office = story.desk.office().unwrap().expect("the first start entered it");
    assert_eq!(
        [office.corporation, office.name_kana, office.kind, office.email, office.manager_title].concat(),
        "",
        "the first start does not ask for it"
    );
    let further = OfficeDraft {
        corporation: "医療法人社団みほん会".into(),
        name_kana: "ミホンホウモンカンゴステーション".into(),
        kind: "訪問看護".into(),
        email: "ｍｉｈｏｎ＠example.jp".into(),
        manager_title: "所長".into(),
        ..mihon_station()
    };
    story.desk.save_office(&further, on("2026-11-21")).expect("it is kept");
    let mut story = story.reopened(scenarios::PASSPHRASE, on("2026-11-22")).expect("it opens again");
    let office = story.desk.office().unwrap().expect("it is there");
    assert_eq!(office.name_kana, "みほんほうもんかんごすてーしょん", "ふりがな is hiragana");
    assert_eq!(office.email, "mihon@example.jp", "typed in any width");
    assert_eq!(office.manager_title, "所長", "職");
    assert_eq!(office.manager.map(|name| name.shown()).as_deref(), Some("見本 花子"), "the manager stays");
    let wrong = OfficeDraft { name_kana: "漢字".into(), email: "mihon".into(), ..mihon_station() };
    let refused = story.desk.save_office(&wrong, on("2026-11-22"));
    assert_eq!(
        problems(refused),
        "nameKana not_hiragana\nemail not_an_email",
        "each field says what is wrong"
    );
}

#[test]
fn the_screen_can_say_which_papers_ask() {
    let story = Story::after_first_start();
    let naming = |value| story.desk.papers_naming(value).expect("the region is known");
    assert_eq!(naming("office.address"), ["別紙様式3 誓約同意書"], "Asaka's paper with the address");
    assert!(naming("office.corporation").is_empty(), "no paper of Asaka asks for 法人名");
}
