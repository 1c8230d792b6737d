//! AC-04: a home visit is prepared in one go, and what comes back is recorded. The window tells it once more.

use office::desk::{MadePaper, Packet, PaperOrder};
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::consent::{ConsentPlanDraft, SignerKind};
use office::domain::id::CareRecipientId;
use office::store::consent::consent_pdf;
use office::{Error, pdf::preview};
use scenarios::{Story, day, name, on, problems, squeezed, text_of};

fn packet(visits: Vec<ConsentPlanDraft>) -> Packet {
    Packet { visits, duplex: false, large_type: false, qr: true }
}

fn made(story: &Story, packet: Packet) -> MadePaper {
    story.paper(PaperOrder::Packet(packet))
}

/// 例示 梅, whose daughter will write for her, visited by 架空 一郎.
fn with_ume() -> (Story, CareRecipientId, ConsentPlanDraft) {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let ume = story.ume(now);
    let plan = story.plan_by_proxy(&ume, Some(ichiro));
    (story, ume, plan)
}

#[test]
fn one_person_s_packet_is_five_papers_in_order() {
    let (story, _, plan) = with_ume();
    let made = made(&story, packet(vec![plan]));
    let pages: Vec<String> = text_of(&made.pdf).iter().map(|page| squeezed(page)).collect();
    assert_eq!(pages.len(), 5, "a page each (AC-04 (1))");
    assert_eq!(made.pages, 5, "and she is told so");
    for (page, title) in
        pages.iter().zip(["訪問カバー", "ご説明", "1枚目事業所控", "2枚目お渡し用", "画像の同意"])
    {
        assert!(page.contains(title), "{title} stands in its order (AC-04 (1))");
    }
    let cover = &pages[0];
    for shown in [
        "例示梅",
        "れいじうめ",
        "93歳",
        "昭和8年5月5日",
        "埼玉県みほん市例示町4-5-6",
        "右手の麻痺のため書字困難",
        "架空一郎",
        "令和8年11月25日",
        "長女",
        "同意書2枚",
    ] {
        assert!(cover.contains(shown), "the cover tells {shown} (AC-04 (4))");
    }
    assert!(pages[4].contains("3)(3)④"), "the consent to pictures names its clause");
    let (office, handed) = (&pages[2], &pages[3]);
    assert_eq!(
        office.replace("1枚目事業所控", ""),
        handed.replace("2枚目お渡し用", ""),
        "the two sheets are identical but for the mark (AC-04 (1))"
    );
    assert!(office.contains("同意-2026-0001"), "the control number stands on the sheet (AC-04 (2))");
    assert_eq!(
        office.matches("例示梅").count(),
        1,
        "the person is named once, outside the boxes (AC-04 (2))"
    );
    assert!(office.contains("令和年月日"), "the date is left for the hand (AC-04 (2))");
    assert!(pages.iter().all(|page| !page.contains('桜')), "who will sign writes the name (自署)");
    assert_eq!(
        made.left_blank.iter().filter(|label| squeezed(label).contains("氏名")).count(),
        3,
        "three empty boxes"
    );
    assert_eq!(made.file_name, "訪問セット.pdf", "a file name names nobody");
}

#[test]
fn the_sheets_of_a_packet_are_those_of_a_single_consent() {
    let (mut story, _, plan) = with_ume();
    let now = on("2026-11-20");
    let mut packet = made(&story, packet(vec![plan]));
    let record = story.desk.record_paper(&mut packet, true, now).unwrap();
    let consent = record.consent.expect("printing makes the consent");
    let kept = story.desk.vault().read(|db| consent_pdf(db, &consent, None)).unwrap().unwrap();
    let (bound, single) = (text_of(&packet.pdf), text_of(&kept));
    assert_eq!(bound[2..4], single[..], "page by page");
    assert_eq!(story.desk.consents().unwrap().len(), 1, "one consent");
    story.desk.record_paper(&mut packet, false, now).unwrap();
    assert_eq!(story.desk.consents().unwrap().len(), 1, "saving it after printing makes no second one");
}

/// Three people in the order of the visits.
fn three(story: &mut Story, first: ConsentPlanDraft) -> Vec<ConsentPlanDraft> {
    let mut visits = vec![first.clone()];
    for (given, kana) in [("次郎", "じろう"), ("茂", "しげる")] {
        let draft = CareRecipientDraft {
            name: name("例示", given, "れいじ", kana),
            born_on: "昭和15年1月10日".into(),
            address: "埼玉県みほん市例示町1-1".into(),
            ..CareRecipientDraft::default()
        };
        let recipient = story.desk.add_care_recipient(&draft, on("2026-11-20")).unwrap();
        visits.push(ConsentPlanDraft {
            recipient,
            signer: SignerKind::Person,
            proxy: None,
            proxy_reason: String::new(),
            ..first.clone()
        });
    }
    visits
}

#[test]
fn three_people_come_in_the_order_of_the_visits() {
    let (mut story, _, plan) = with_ume();
    let mut visits = three(&mut story, plan);
    visits.rotate_left(1);
    let mut made = made(&story, packet(visits));
    let pages: Vec<String> = text_of(&made.pdf).iter().map(|page| squeezed(page)).collect();
    assert_eq!(pages.len(), 15, "three times the set (AC-04 (6))");
    for (at, name, number) in [(0, "例示次郎", "0001"), (5, "例示茂", "0002"), (10, "例示梅", "0003")]
    {
        assert!(pages[at].contains("訪問カバー") && pages[at].contains(name), "{name} in turn");
        assert!(pages[at + 2].contains(&format!("同意-2026-{number}")), "with a number of its own");
    }
    story.desk.record_paper(&mut made, true, on("2026-11-20")).unwrap();
    let mut numbers: Vec<_> =
        story.desk.consents().unwrap().into_iter().map(|consent| consent.control_number).collect();
    numbers.sort();
    assert_eq!(numbers, ["同意-2026-0001", "同意-2026-0002", "同意-2026-0003"], "all three are kept at once");
    let listed = story.desk.papers().unwrap();
    assert!(listed.iter().all(|paper| paper.copies == 1), "one set for each");
    assert_eq!(
        listed.iter().filter(|paper| paper.recipient.is_some()).count(),
        3,
        "書類 lists one for each person"
    );
}

#[test]
fn on_both_sides_nobody_shares_a_sheet_of_paper() {
    let (mut story, _, plan) = with_ume();
    let visits = three(&mut story, plan);
    let made = made(&story, Packet { duplex: true, ..packet(visits) });
    let pages: Vec<String> = text_of(&made.pdf).iter().map(|page| squeezed(page)).collect();
    let starts = |title: &str| {
        pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.contains(title))
            .map(|(at, _)| at + 1)
            .collect::<Vec<_>>()
    };
    for title in ["訪問カバー", "1枚目事業所控", "2枚目お渡し用"] {
        let odd = starts(title).iter().filter(|page| *page % 2 == 1).count();
        assert_eq!(odd, 3, "{title} begins on an odd page for each of the three (AC-04 (6))");
    }
    assert!(pages.iter().any(String::is_empty), "empty pages are put in between");
    assert_eq!(preview::page_count(&made.pdf).ok(), Some(made.pages as usize), "and counted");
}

#[test]
fn large_type_and_no_code_are_choices() {
    let (story, _, plan) = with_ume();
    let usual = made(&story, packet(vec![plan.clone()]));
    let large = made(&story, Packet { large_type: true, ..packet(vec![plan.clone()]) });
    assert!(large.pages > usual.pages, "large type takes more pages: {} and {}", large.pages, usual.pages);
    let plain = made(&story, Packet { qr: false, ..packet(vec![plan]) });
    assert!(plain.pdf.len() < usual.pdf.len(), "and no code is drawn when she wants none");
}

#[test]
fn nobody_and_the_same_person_twice_are_refused() {
    let (story, _, plan) = with_ume();
    let order = |visits| story.desk.make_paper(PaperOrder::Packet(packet(visits)), day("2026-11-20"));
    assert_eq!(problems(order(Vec::new())), "visits required", "somebody must be visited");
    assert_eq!(problems(order(vec![plan.clone(), plan])), "visits not_a_choice", "and once");
}

#[test]
fn a_number_taken_meanwhile_takes_back_the_whole_packet() {
    let (mut story, _, plan) = with_ume();
    let visits = three(&mut story, plan.clone());
    let mut waiting = made(&story, packet(visits));
    let mut single = story.paper(PaperOrder::Consent { plan });
    story.desk.record_paper(&mut single, true, on("2026-11-20")).unwrap();
    let refused = story.desk.record_paper(&mut waiting, true, on("2026-11-20"));
    assert!(
        matches!(refused, Err(Error::Refused { code: "control_number_taken", .. })),
        "the number is gone"
    );
    assert_eq!(story.desk.consents().unwrap().len(), 1, "none of the three is half recorded");
}

#[test]
fn a_region_s_own_question_is_asked_for_each_visit() {
    let (mut story, _, plan) = with_ume();
    story.desk.choose_region("kumagaya", on("2026-11-20")).unwrap();
    let order = |plan| PaperOrder::Packet(packet(vec![plan]));
    let refused = story.desk.make_paper(order(plan.clone()), day("2026-11-20"));
    assert_eq!(problems(refused), "visits.0.target required", "熊谷 第3条, beside the visit that lacks it");
    let target = story.desk.policy().unwrap().consent.targets[0].key.clone();
    let made = story.desk.make_paper(order(ConsentPlanDraft { target, ..plan }), day("2026-11-20")).unwrap();
    assert_eq!(made.pages, 4, "cover, explanation and two sheets: 熊谷 says nothing of pictures");
}
