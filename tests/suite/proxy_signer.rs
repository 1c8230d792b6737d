//! AC-04, as far as 様式4 goes: a consent written by a daughter, from the print to the frozen record.

use office::Error;
use office::desk::PaperOrder;
use office::domain::consent::{ConsentStatus, SignerKind};
use office::domain::id::ConsentId;
use office::domain::signature::SignatureDraft;
use office::domain::wareki;
use office::store::consent::consent_pdf;
use scenarios::{Story, day, on, problems, squeezed, text_of};

/// Prints the consent of AC-04 on 2026-11-20.
fn printed(story: &mut Story) -> (ConsentId, Vec<u8>) {
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let ume = story.ume(now);
    let plan = story.plan_by_proxy(&ume, Some(ichiro));
    let mut made = story.paper(PaperOrder::Consent { plan });
    let record = story.desk.record_paper(&mut made, true, now).unwrap();
    (record.consent.expect("printing makes the consent"), made.pdf)
}

/// What the interview prepared for the signature, with the intention confirmed.
fn came_back(story: &Story, consent: &ConsentId) -> SignatureDraft {
    SignatureDraft {
        proxy_intention_confirmed: true,
        ..story.desk.consent_record(consent).unwrap().signature
    }
}

#[test]
fn two_sheets_are_printed_and_the_names_are_left_for_the_hand() {
    let mut story = Story::after_first_start();
    let (_, pdf) = printed(&mut story);
    let pages = text_of(&pdf);
    assert_eq!(pages.len(), 2, "双方が所持する: two sheets");
    assert!(squeezed(&pages[0]).contains("1枚目事業所控"), "the office's sheet is marked");
    assert!(squeezed(&pages[1]).contains("2枚目お渡し用"), "theirs too");
    let same = |page: &str| {
        let page = squeezed(page).replace("1枚目事業所控", "").replace("2枚目お渡し用", "");
        page.replace("1／2", "").replace("2／2", "").replace("1／1", "")
    };
    assert_eq!(same(&pages[0]), same(&pages[1]), "but for the mark they are identical");

    let page = &pages[0];
    for line in page.lines().filter(|line| squeezed(line).starts_with("氏名")) {
        let rest = squeezed(line)
            .replace("氏名", "")
            .replace(['㊞', '印'], "")
            .replace("続柄", "")
            .replace("長女", "");
        assert_eq!(rest, "", "AC-04 (2): no text inside the three 氏名 boxes, but: {line}");
    }
    assert_eq!(page.lines().filter(|line| squeezed(line).starts_with("氏名")).count(), 3, "three 氏名 boxes");
    assert!(squeezed(page).contains("埼玉県みほん市例示町4-5-6"), "addresses are pre-printed as chosen");
    assert!(page.contains("長女"), "and 続柄");
    assert!(page.lines().any(|line| squeezed(line) == "令和年月日"), "the date is left for the hand");
    assert!(page.contains("同意-2026-0001"), "the control number stands at the foot");
    let foot =
        page.lines().filter(|line| line.contains("例示")).filter(|line| squeezed(line).contains("例示梅"));
    assert_eq!(foot.count(), 1, "the person's name stands once, outside the boxes");
}

#[test]
fn a_reprint_says_so_the_first_print_is_kept_and_numbers_are_never_used_twice() {
    let mut story = Story::after_first_start();
    let (consent, first) = printed(&mut story);
    let kept = story.desk.vault().read(|db| consent_pdf(db, &consent, None)).unwrap();
    assert_eq!(kept.as_deref(), Some(&first[..]), "the first print is kept to the byte");
    let order = PaperOrder::ConsentAgain { consent: consent.clone(), version: None };
    let mut again = story.paper(order.clone());
    assert_eq!(again.pdf, story.paper(order).pdf, "the same order gives the same bytes");
    let unmarked = |pdf: &[u8]| squeezed(&text_of(pdf).concat()).replace("再発行", "");
    assert_eq!(unmarked(&again.pdf), squeezed(&text_of(&first).concat()), "the words are those of the first");
    assert!(text_of(&again.pdf).iter().all(|page| page.contains("再発行")), "and each sheet says 再発行");
    story.desk.record_paper(&mut again, true, on("2026-11-20")).unwrap();
    let kept = story.desk.vault().read(|db| consent_pdf(db, &consent, None)).unwrap();
    assert_eq!(kept.as_deref(), Some(&first[..]), "a reprint does not take the first one's place");
    let reissues: Vec<bool> = story.desk.papers().unwrap().iter().map(|paper| paper.reissue).collect();
    assert_eq!(reissues.iter().filter(|reissue| **reissue).count(), 1, "the record tells the two apart");
    let recipient = story.desk.care_recipient_list("").unwrap().remove(0).id;
    let next = story.paper(PaperOrder::Consent { plan: story.plan_by_proxy(&recipient, None) });
    assert_eq!(next.control_number, "同意-2026-0002", "the next consent has the next number");
}

#[test]
fn a_proxy_without_relationship_or_intention_is_refused() {
    let mut story = Story::after_first_start();
    let (consent, _) = printed(&mut story);
    let now = on("2026-11-25");
    let mut draft = came_back(&story, &consent);
    assert_eq!(draft.proxy.relationship, "長女", "the interview's answers are filled in");
    assert_eq!(draft.proxy_reason, "右手の麻痺のため書字困難", "the reason too");
    draft.proxy.relationship = String::new();
    let refused = problems(story.desk.sign_consent(&consent, &draft, now));
    assert_eq!(refused, "proxy.relationship proxy_relationship_missing", "AC-04 (3): 続柄");
    let mut draft = came_back(&story, &consent);
    draft.proxy_intention_confirmed = false;
    let refused = problems(story.desk.sign_consent(&consent, &draft, now));
    assert_eq!(refused, "proxyIntentionConfirmed proxy_intention_unconfirmed", "AC-04 (3): 本人の意思を確認");
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.status(), ConsentStatus::Printed, "nothing was kept");
}

#[test]
fn after_the_visit_the_consent_is_in_force_and_the_duties_close_one_by_one() {
    let mut story = Story::after_first_start();
    let (consent, printed_pdf) = printed(&mut story);
    let now = on("2026-11-25");
    assert_eq!(duties(&story), ["sign_consent"], "after printing the signature is awaited");

    let draft = came_back(&story, &consent);
    story.desk.sign_consent(&consent, &draft, now).unwrap();
    let record = story.desk.consent_record(&consent).unwrap();
    let signature = record.consent.signature.expect("it is signed");
    assert_eq!(record.consent.plan.signer, SignerKind::Proxy, "代筆 was planned");
    assert_eq!((signature.kind(), signature.signed_on), (SignerKind::Proxy, day("2026-11-25")), "AC-04 (5)");
    assert_eq!(duties(&story), ["hand_copy", "file_original"], "原本の保管場所 and 写し are open");

    story.desk.hand_copy(&consent, "例示 桜", "2026/11/25", now).unwrap();
    assert_eq!(duties(&story), ["file_original"], "AC-04 (5): the copy duty is done, the filing duty open");
    story.desk.file_original(&consent, "鍵付き書庫 1段目", now).unwrap();
    assert_eq!(duties(&story), Vec::<String>::new(), "until a place is entered");

    let born = story.desk.care_recipient_list("").unwrap().remove(0).details.born_on.unwrap();
    assert_eq!(wareki::age_on(born, now.today()), Some(93), "AC-04 (4)");
    let frozen = story.paper(PaperOrder::ConsentAgain { consent, version: Some(1) });
    assert_eq!(frozen.pdf, printed_pdf, "what was signed is kept to the byte");
}

#[test]
fn a_correction_is_a_new_version_with_a_reason() {
    let mut story = Story::after_first_start();
    let (consent, printed_pdf) = printed(&mut story);
    let now = on("2026-11-25");
    let draft = came_back(&story, &consent);
    story.desk.sign_consent(&consent, &draft, now).unwrap();
    let twice = story.desk.sign_consent(&consent, &draft, now);
    assert!(
        matches!(twice, Err(Error::Refused { code: "consent_signed_already", .. })),
        "a signed consent is frozen"
    );

    let mut corrected = came_back(&story, &consent);
    corrected.proxy.relationship = "二女".into();
    let without = problems(story.desk.correct_consent(&consent, &corrected, " ", now));
    assert_eq!(without, "reason required", "a correction needs a reason");
    story.desk.correct_consent(&consent, &corrected, "続柄の書き違い", now).unwrap();
    let record = story.desk.consent_record(&consent).unwrap();
    assert_eq!(record.versions.len(), 2, "both versions are there");
    assert_eq!(record.versions[1].reason.0, "続柄の書き違い", "with the reason");
    let relationship = record.consent.signature.unwrap().proxy.unwrap().relationship;
    assert_eq!(relationship, "二女", "the newest one counts");
    let frozen = |version| story.paper(PaperOrder::ConsentAgain { consent: consent.clone(), version }).pdf;
    assert_eq!(frozen(Some(1)), printed_pdf, "the first one's PDF is untouched");
    assert!(!text_of(&frozen(Some(2))).concat().contains("再発行"), "a correction is no reprint");
}

fn duties(story: &Story) -> Vec<String> {
    let today = story.desk.today(day("2026-11-25")).unwrap();
    let about_consents = today.duties.iter().filter(|open| open.due.duty.key != "appoint_mcs_manager");
    about_consents.map(|open| open.due.duty.key.clone()).filter(|key| key != "staff_pledge").collect()
}
