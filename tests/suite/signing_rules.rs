//! The signing rules of five regions, told as stories: AC-06, S-16 to S-19, S-21, S-29, S-30.

use office::desk::PaperOrder;
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::consent::{
    ConsentPlanDraft, ConsentStatus, ExistingConsentDraft, ObtainedAsDraft, SignerKind,
};
use office::domain::group::{GroupDraft, GroupKind};
use office::domain::id::{CareRecipientId, ConsentId};
use office::domain::membership::{MemberKind, MembershipDraft};
use office::domain::photo_consent::{PhotoConsentDraft, PhotoConsentKind};
use office::domain::signature::SignatureDraft;
use scenarios::{Story, check_refused, day, name, on, problems, squeezed, text_of, ume};

/// An office of another region, with one care recipient and her daughter.
fn office_in(region: &str) -> (Story, CareRecipientId) {
    let mut story = Story::in_region(region);
    let recipient = story.ume(on("2026-11-20"));
    (story, recipient)
}

fn plan(recipient: &CareRecipientId, signer: SignerKind) -> ConsentPlanDraft {
    ConsentPlanDraft {
        recipient: recipient.clone(),
        signer,
        family: None,
        proxy: None,
        proxy_reason: String::new(),
        explained_by: None,
        visit_on: String::new(),
        preprint: true,
        obtained_as: ObtainedAsDraft::Ruled,
        target: String::new(),
    }
}

fn on_behalf(requested_on: &str) -> ObtainedAsDraft {
    ObtainedAsDraft::OnBehalf {
        doctor: "仮名 次郎".into(),
        clinic: "みほん在宅クリニック".into(),
        requested_on: requested_on.into(),
        means: "FAX".into(),
    }
}

fn printed(story: &mut Story, plan: ConsentPlanDraft, today: &str) -> (ConsentId, Vec<u8>) {
    let mut made = story.desk.make_paper(PaperOrder::Consent { plan }, day(today)).unwrap();
    let record = story.desk.record_paper(&mut made, true, on(today)).unwrap();
    (record.consent.expect("a consent came to be"), made.pdf)
}

fn sign_by_person(story: &mut Story, consent: &ConsentId, signed_on: &str) {
    let draft = SignatureDraft { signed_on: signed_on.into(), by_person: true, ..SignatureDraft::default() };
    story.desk.sign_consent(consent, &draft, on(signed_on)).unwrap();
}

fn group(recipient: &CareRecipientId, opened_on: &str) -> GroupDraft {
    GroupDraft::of(GroupKind::Care { recipient: recipient.clone() }, opened_on)
}

fn duties_of(story: &Story, today: &str, key: &str) -> usize {
    let list = story.desk.today(day(today)).unwrap();
    list.duties.iter().filter(|open| open.due.duty.key == key).count()
}

/// The key of the duty that a fact closes; regions name theirs differently.
fn duty_closed_by(story: &Story, closes: office::policy::Closes) -> String {
    let policy = story.desk.policy().unwrap();
    policy.duties.iter().find(|duty| duty.closes == closes).expect("the region has such a duty").key.clone()
}

#[test]
fn ac_06_a_consent_for_the_physician_needs_the_request_and_goes_to_three_places() {
    let (mut story, recipient) = office_in("miyazaki");
    let without = ConsentPlanDraft { obtained_as: on_behalf(""), ..plan(&recipient, SignerKind::Person) };
    let refused = story.desk.make_paper(PaperOrder::Consent { plan: without }, day("2026-12-03"));
    assert_eq!(problems(refused), "requestedOn required", "AC-06 (1): 主治医の依頼 is not recorded");

    let with =
        ConsentPlanDraft { obtained_as: on_behalf("2026-12-03"), ..plan(&recipient, SignerKind::Person) };
    let (consent, pdf) = printed(&mut story, with, "2026-12-03");
    let pages = text_of(&pdf);
    assert_eq!(pages.len(), 3, "AC-06 (2): three sheets");
    for (page, mark) in pages.iter().zip(["保管用", "患者さん控", "主治医控"]) {
        assert!(squeezed(page).contains(mark), "AC-06 (2): {mark}");
        assert!(squeezed(page).contains("仮名次郎"), "the physician is named on it");
    }

    sign_by_person(&mut story, &consent, "2026-12-05");
    story.desk.hand_copy(&consent, "例示 梅", "2026-12-05", on("2026-12-05")).unwrap();
    let duty = duty_closed_by(&story, office::policy::Closes::DoctorCopy);
    let policy = story.desk.policy().unwrap();
    let source = &policy.duty(&duty).unwrap().source;
    assert!(
        policy.cite(source.as_ref().expect("the rule of the region")).contains("細則 第16条"),
        "the duty stands on 細則 第16条"
    );
    for today in ["2026-12-05", "2026-12-07"] {
        assert_eq!(duties_of(&story, today, &duty), 1, "AC-06 (3): open on {today}");
    }

    check_refused(
        story.desk.open_group(&group(&recipient, "2026-12-06"), on("2026-12-06")),
        "group_needs_instruction",
        "29条",
    );
    let instructed = GroupDraft {
        instructed: true,
        doctor: "仮名 次郎".into(),
        clinic: "みほん在宅クリニック".into(),
        instructed_on: "2026-12-06".into(),
        means: "FAX".into(),
        ..group(&recipient, "2026-12-06")
    };
    check_refused(story.desk.open_group(&instructed, on("2026-12-06")), "group_needs_doctor", "");
    let joined = GroupDraft { doctor_is_member: true, ..instructed };
    story.desk.open_group(&joined, on("2026-12-06")).expect("AC-06 (4): with both the timeline is used");

    story.desk.send_doctor_copy(&consent, "2026-12-08", "郵送", on("2026-12-08")).unwrap();
    assert_eq!(duties_of(&story, "2026-12-08", &duty), 0, "AC-06 (5): the duty closes");
    story.desk.file_original(&consent, "鍵付き書庫", on("2026-12-08")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.copy_handed.unwrap().on, day("2026-12-05"), "the person's copy with its day");
    assert_eq!(kept.doctor_copy.unwrap().on, day("2026-12-08"), "the physician's copy with its day");
    assert_eq!(kept.original_place.as_deref(), Some("鍵付き書庫"), "and where ours is");
}

#[test]
fn no_other_region_lets_a_colleague_obtain_it_for_the_physician() {
    for region in ["asaka", "kiyose", "itabashi"] {
        let (story, recipient) = office_in(region);
        let plan =
            ConsentPlanDraft { obtained_as: on_behalf("2026-11-20"), ..plan(&recipient, SignerKind::Person) };
        let answer = story.desk.make_paper(PaperOrder::Consent { plan }, day("2026-11-20"));
        check_refused(answer, "on_behalf_not_here", "");
    }
}

#[test]
fn s_16_a_correction_after_the_signature_leaves_the_frozen_paper_alone() {
    let mut story = Story::after_first_start();
    let recipient = story.ume(on("2026-11-20"));
    let (consent, pdf) = printed(&mut story, plan(&recipient, SignerKind::Person), "2026-11-20");
    sign_by_person(&mut story, &consent, "2026-11-25");
    let before = story.desk.consent_record(&consent).unwrap().versions;

    let corrected = CareRecipientDraft { address: "埼玉県みほん市例示町9-9-9".into(), ..ume() };
    story.desk.change_care_recipient(&recipient, &corrected, on("2026-11-26")).unwrap();
    let signature = story.desk.consent_record(&consent).unwrap().signature;
    story.desk.correct_consent(&consent, &signature, "住所の書き違い", on("2026-11-26")).unwrap();

    let versions = story.desk.consent_record(&consent).unwrap().versions;
    assert_eq!(versions.len(), 2, "the list shows both");
    assert_eq!(versions[0].pdf_sha256, before[0].pdf_sha256, "the frozen hash stays");
    assert_eq!(versions[1].reason.0, "住所の書き違い", "the new version has its reason");
    let version = |number| {
        story.paper(PaperOrder::ConsentAgain { consent: consent.clone(), version: Some(number) }).pdf
    };
    assert_eq!(version(1), pdf, "the signed paper is the one that was printed, to the byte");
    assert!(squeezed(&text_of(&version(2))[0]).contains("9-9-9"), "the second one is right");
}

#[test]
fn s_17_in_kiyose_both_sign_and_the_daughter_may_come_later() {
    let (mut story, recipient) = office_in("kiyose");
    let (consent, _) = printed(&mut story, plan(&recipient, SignerKind::Person), "2027-08-01");
    sign_by_person(&mut story, &consent, "2027-08-03");
    let status = |story: &Story| story.desk.consent_record(&consent).unwrap().consent.status();
    assert_eq!(status(&story), ConsentStatus::AwaitingFamily, "家族の署名待ち");
    let half = story
        .desk
        .policy()
        .unwrap()
        .duties
        .iter()
        .find(|duty| duty.opens == office::policy::Opens::ConsentHalfSigned);
    let half = half.expect("清瀬 has a duty for it").key.clone();
    assert_eq!(duties_of(&story, "2027-08-10", &half), 1, "and it stays on the start page");
    check_refused(
        story.desk.open_group(&group(&recipient, "2027-08-04"), on("2027-08-04")),
        "group_needs_signature",
        "第6条",
    );

    let daughter = SignatureDraft {
        by_family: true,
        family: office::domain::signature::SignerDraft {
            name: name("例示", "桜", "れいじ", "さくら"),
            relationship: "長女".into(),
            ..Default::default()
        },
        family_signed_on: "2027-08-14".into(),
        ..story.desk.consent_record(&consent).unwrap().signature
    };
    story.desk.sign_consent(&consent, &daughter, on("2027-08-14")).unwrap();
    assert_eq!(status(&story), ConsentStatus::InForce, "at お盆 the second signature is there");
    let signature = story.desk.consent_record(&consent).unwrap().consent.signature.unwrap();
    assert_eq!(signature.signed_on, day("2027-08-03"), "the person's own day stays");
    assert_eq!(signature.complete_on(), day("2027-08-14"), "and it is whole from the second one on");
    story
        .desk
        .open_group(&group(&recipient, "2027-08-15"), on("2027-08-15"))
        .expect("now a group may be opened");
}

#[test]
fn s_17_a_person_without_family_gives_the_reason() {
    let (mut story, recipient) = office_in("kiyose");
    let (consent, _) = printed(&mut story, plan(&recipient, SignerKind::Person), "2027-08-01");
    let draft = SignatureDraft {
        signed_on: "2027-08-03".into(),
        by_person: true,
        no_family_reason: "家族なし".into(),
        ..SignatureDraft::default()
    };
    story.desk.sign_consent(&consent, &draft, on("2027-08-03")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.status(), ConsentStatus::InForce, "規定なし: the office lets it pass with a reason");
    assert_eq!(kept.signature.unwrap().no_family_reason.0, "家族なし", "which is kept");
}

#[test]
fn s_18_kumagaya_asks_why_the_data_may_be_shared_and_who_agreed_to_the_family() {
    let (mut story, recipient) = office_in("kumagaya");
    let blank = plan(&recipient, SignerKind::Person);
    let refused = story.desk.make_paper(PaperOrder::Consent { plan: blank.clone() }, day("2026-11-20"));
    assert_eq!(problems(refused), "target required", "第3条: one of the two is to be chosen before printing");
    let targets: Vec<_> =
        story.desk.policy().unwrap().consent.targets.iter().map(|target| target.key.clone()).collect();
    assert_eq!(targets.len(), 2, "第3条 names two");

    let chosen = ConsentPlanDraft { target: targets[1].clone(), ..blank };
    let (consent, _) = printed(&mut story, chosen, "2026-11-20");
    sign_by_person(&mut story, &consent, "2026-11-21");
    let opened = story.desk.open_group(&group(&recipient, "2026-11-22"), on("2026-11-22")).unwrap();
    let daughter = MembershipDraft {
        kind: Some(MemberKind::Family),
        name: "例示 桜".into(),
        role: "長女".into(),
        joined_on: "2026-11-25".into(),
        ..MembershipDraft::default()
    };
    let refused = story.desk.join_group(&opened, &daughter, on("2026-11-25"));
    assert_eq!(problems(refused), "agreedOn agreement_missing", "第5条(3): 合意をもって進める");
    let agreed = MembershipDraft { agreed_on: "2026-11-24".into(), ..daughter };
    story.desk.join_group(&opened, &agreed, on("2026-11-25")).unwrap();
    let members = story.desk.groups_of(&recipient).unwrap().remove(0).members;
    assert_eq!(members[0].agreed_on, Some(day("2026-11-24")), "the agreement is on record");
}

#[test]
fn s_19_a_direct_link_alone_keeps_its_duty_with_its_age_in_days() {
    let (mut story, recipient) = office_in("miyazaki");
    let linked =
        ConsentPlanDraft { obtained_as: ObtainedAsDraft::DirectLink, ..plan(&recipient, SignerKind::Person) };
    let (consent, _) = printed(&mut story, linked, "2026-11-20");
    sign_by_person(&mut story, &consent, "2026-11-21");
    let duty = duty_closed_by(&story, office::policy::Closes::Group);
    let list = story.desk.today(day("2026-12-21")).unwrap();
    let open = list.duties.iter().find(|open| open.due.duty.key == duty).expect("it stays visible");
    assert_eq!(open.due.open_since, Some(day("2026-11-21")), "so that its days are counted");
    assert!(open.due.duty.title.contains("設置"), "患者タイムラインの設置を目指す");
    check_refused(
        story.desk.open_group(&group(&recipient, "2026-12-21"), on("2026-12-21")),
        "group_needs_consent",
        "第31条",
    );
}

#[test]
fn s_21_a_picture_is_asked_of_whom_the_region_says() {
    let picture = |recipient: &CareRecipientId, kind| PhotoConsentDraft {
        recipient: recipient.clone(),
        on: "2026-11-20".into(),
        kind,
        subject: "右足の傷".into(),
        purpose: "経過の共有".into(),
        means: "口頭".into(),
        taken_by: None,
    };
    let now = on("2026-11-20");
    let (mut asaka, ume) = office_in("asaka");
    check_refused(
        asaka.desk.record_photo_consent(&picture(&ume, PhotoConsentKind::Family), now),
        "photo_not_asked_of",
        "3)(3)④",
    );
    asaka.desk.record_photo_consent(&picture(&ume, PhotoConsentKind::Person), now).unwrap();
    asaka.desk.record_photo_consent(&picture(&ume, PhotoConsentKind::Person), now).unwrap();
    assert_eq!(asaka.desk.photo_consents_of(&ume).unwrap().len(), 2, "その都度: one line for each occasion");

    let (mut miyazaki, ume) = office_in("miyazaki");
    for kind in [PhotoConsentKind::Person, PhotoConsentKind::Family, PhotoConsentKind::FacilityPrior] {
        miyazaki.desk.record_photo_consent(&picture(&ume, kind), now).expect("宮崎 第21条 lets all three");
    }
    let (mut kiyose, ume) = office_in("kiyose");
    kiyose.desk.record_photo_consent(&picture(&ume, PhotoConsentKind::Family), now).expect("規定なし");
}

#[test]
fn s_29_the_old_binder_is_entered_without_printing() {
    let (mut story, recipient) = office_in("asaka");
    let old = ExistingConsentDraft {
        recipient: recipient.clone(),
        signer: SignerKind::Family,
        family_too: false,
        no_family_reason: String::new(),
        signed_on: "令和5年4月1日".into(),
        place: "青いバインダー 1".into(),
    };
    let consent = story.desk.add_existing_consent(&old, on("2026-11-20")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert!(kept.existing && kept.is_in_force(), "既存, and it counts");
    assert_eq!(kept.control_number, "既存-2026-0001", "it has a number of its own for the binder");
    assert_eq!(kept.signature.as_ref().unwrap().kind(), SignerKind::Family, "who signed");
    assert_eq!(kept.signature.unwrap().signed_on, day("2023-04-01"), "and when, long before the program");
    assert_eq!(story.desk.papers().unwrap().len(), 0, "nothing was printed");
    let today = story.desk.today(day("2026-11-20")).unwrap();
    let about_it = today.duties.iter().filter(|open| open.person.is_some()).count();
    assert_eq!(about_it, 0, "and nothing is open about it");
    let missing = ExistingConsentDraft { place: " ".into(), signed_on: String::new(), ..old };
    let refused = problems(story.desk.add_existing_consent(&missing, on("2026-11-20")));
    assert_eq!(refused, "signedOn required\nplace required", "both are asked for");

    let mut misread = story.desk.consent_record(&consent).unwrap().signature;
    misread.signed_on = "令和5年3月31日".into();
    (misread.by_family, misread.by_proxy) = (false, true);
    let today = on("2026-11-21");
    story.desk.correct_consent(&consent, &misread, "日付と署名者の読み違い", today).unwrap();
    let record = story.desk.consent_record(&consent).unwrap();
    let signature = record.consent.signature.unwrap();
    assert_eq!(
        signature.kind(),
        SignerKind::Proxy,
        "a correction asks for no name either, nor why they wrote"
    );
    assert_eq!(signature.signed_on, day("2023-03-31"), "and an earlier day is a day like any other");
    assert_eq!(record.versions.len(), 2, "the first entry stays");
    let future = SignatureDraft { signed_on: "2026-11-22".into(), ..misread.clone() };
    let refused = problems(story.desk.correct_consent(&consent, &future, "誤記", today));
    assert_eq!(refused, "signedOn in_future", "though not one that is still to come");
    let nobody = SignatureDraft { by_proxy: false, ..misread };
    let refused = problems(story.desk.correct_consent(&consent, &nobody, "誤記", today));
    assert_eq!(refused, "signer required", "and somebody signed");
}

#[test]
fn s_29_where_both_sign_the_family_is_added_to_an_old_consent_without_a_name() {
    let (mut story, recipient) = office_in("kiyose");
    let old = ExistingConsentDraft {
        recipient,
        signer: SignerKind::Person,
        family_too: false,
        no_family_reason: String::new(),
        signed_on: "2024-04-01".into(),
        place: "青いバインダー 1".into(),
    };
    let consent = story.desk.add_existing_consent(&old, on("2026-11-20")).unwrap();
    let record = story.desk.consent_record(&consent).unwrap();
    assert_eq!(record.consent.status(), ConsentStatus::AwaitingFamily, "清瀬 第6条: the family signs, too");
    let both = SignatureDraft { by_family: true, family_signed_on: "2026-11-20".into(), ..record.signature };
    story.desk.sign_consent(&consent, &both, on("2026-11-20")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert!(kept.is_in_force(), "the names stand on the paper");
}

#[test]
fn s_30_the_number_of_the_wrong_person_is_void_and_never_used_again() {
    let (mut story, recipient) = office_in("asaka");
    let (consent, _) = printed(&mut story, plan(&recipient, SignerKind::Person), "2026-11-20");
    let refused = problems(story.desk.void_consent(&consent, " ", on("2026-11-20")));
    assert_eq!(refused, "reason required", "without a reason it is not void");
    story.desk.void_consent(&consent, "別の方を印刷した", on("2026-11-20")).unwrap();
    let kept = story.desk.consent_record(&consent).unwrap().consent;
    assert_eq!(kept.status(), ConsentStatus::Void, "無効（誤記）");
    let signed =
        SignatureDraft { signed_on: "2026-11-20".into(), by_person: true, ..SignatureDraft::default() };
    check_refused(story.desk.sign_consent(&consent, &signed, on("2026-11-20")), "consent_void", "");
    let next = story.paper(PaperOrder::Consent { plan: plan(&recipient, SignerKind::Person) });
    assert_eq!(next.control_number, "同意-2026-0002", "its number is not used again");
    assert_eq!(duties_of(&story, "2026-11-20", "sign_consent"), 0, "nobody waits for its signature");
    check_refused(
        story.desk.open_group(&group(&recipient, "2026-11-20"), on("2026-11-20")),
        "group_needs_consent",
        "3)(2)",
    );
}

#[test]
fn a_preview_left_open_does_not_take_a_number_twice() {
    let (mut story, recipient) = office_in("asaka");
    let order = || PaperOrder::Consent { plan: plan(&recipient, SignerKind::Person) };
    let (mut first, mut second) = (story.paper(order()), story.paper(order()));
    assert_eq!(first.control_number, second.control_number, "both previews show the next number");
    story.desk.record_paper(&mut first, true, on("2026-11-20")).unwrap();
    let answer = story.desk.record_paper(&mut second, true, on("2026-11-20"));
    check_refused(answer.map(drop), "control_number_taken", "");
    assert_eq!(story.desk.consents().unwrap().len(), 1, "nothing of the second one was kept");
}

#[test]
fn a_consent_prints_again_as_it_was_after_the_office_chose_another_region() {
    let (mut story, recipient) = office_in("miyazaki");
    let plan =
        ConsentPlanDraft { obtained_as: on_behalf("2026-11-20"), ..plan(&recipient, SignerKind::Person) };
    let (consent, pdf) = printed(&mut story, plan, "2026-11-20");
    sign_by_person(&mut story, &consent, "2026-11-21");
    story.desk.choose_region("kiyose", on("2026-11-22")).unwrap();
    let frozen = story.paper(PaperOrder::ConsentAgain { consent: consent.clone(), version: Some(1) });
    assert!(frozen.pdf == pdf, "what was signed is there to the byte");
    let again = story.paper(PaperOrder::ConsentAgain { consent, version: None });
    assert_eq!(again.pages, 3, "a reprint has the three sheets of 宮崎, not the two of 清瀬");
    assert!(squeezed(&text_of(&again.pdf)[2]).contains("主治医控"), "with its own marks");
}
