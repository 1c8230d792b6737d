//! Search everything (Ctrl+F): somebody remembers a name in some spelling, a number from a paper, or a word, and finds the
//! card; those who left and what was taken back are found as well.

use office::desk::{Desk, Found};
use office::domain::care_recipient::{CareRecipientDraft, FamilyMemberDraft};
use office::domain::device::{DeviceDraft, DeviceEventDraft};
use office::domain::id::{CareRecipientId, StaffId};
use office::domain::incident::IncidentDraft;
use office::domain::mistake::Mistake;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::takeout::TakeoutDraft;
use office::domain::training::{AttendeeDraft, TrainingDraft};
use scenarios::{Story, day, name, on, signed_consent, staff, ume};

const TODAY: &str = "2026-11-20";
const MOST: usize = 5;

fn look<'a>(desk: &'a Desk, query: &str) -> Found<'a> {
    desk.search(query, day(TODAY), MOST).unwrap()
}

/// How many of each noun there are, those that found nothing left out.
fn counts(found: &Found<'_>) -> String {
    let all = [
        ("staff", found.staff.1),
        ("care recipients", found.care_recipients.1),
        ("family", found.family.1),
        ("consents", found.consents.1),
        ("groups", found.groups.1),
        ("devices", found.devices.1),
        ("takeouts", found.takeouts.1),
        ("trainings", found.trainings.1),
        ("incidents", found.incidents.1),
        ("submissions", found.submissions.1),
        ("duties", found.duties.1),
        ("papers", found.papers.len()),
        ("taken back", found.taken_back.1),
    ];
    let some = all.iter().filter(|(_, total)| *total > 0).map(|(noun, total)| format!("{noun} {total}"));
    some.collect::<Vec<_>>().join(", ")
}

fn member(story: &mut Story, family: &str, given: &str, family_kana: &str, given_kana: &str) -> StaffId {
    let draft = staff(name(family, given, family_kana, given_kana), "看護師", "", TODAY);
    story.desk.add_staff(&draft, on(TODAY)).unwrap()
}

fn recipient(story: &mut Story, family: &str, given: &str, kana: (&str, &str)) -> CareRecipientId {
    let draft = CareRecipientDraft { name: name(family, given, kana.0, kana.1), ..ume() };
    story.desk.add_care_recipient(&CareRecipientDraft { family: Vec::new(), ..draft }, on(TODAY)).unwrap()
}

fn held(title: &str, there: &StaffId) -> TrainingDraft {
    let there = AttendeeDraft { staff: there.clone(), attended: true, later_on: String::new() };
    TrainingDraft {
        on: TODAY.into(),
        kind: "regular".into(),
        title: title.into(),
        attendees: vec![there],
        ..TrainingDraft::default()
    }
}

#[test]
fn a_person_is_found_in_every_spelling_of_the_name() {
    let mut story = Story::in_region("asaka");
    let hashigo = member(&mut story, "髙橋", "架空", "たかはし", "かくう");
    let saki = recipient(&mut story, "山﨑", "例示", ("やまざき", "れいじ"));
    for query in ["髙橋", "高橋", "高橋 架空", "高橋　架", "たかはし", "タカハシ", "ﾀｶﾊｼ", "たかは", "かくう"]
    {
        let found = look(&story.desk, query);
        assert_eq!(found.staff.0.first().map(|one| &one.id), Some(&hashigo), "「{query}」 finds 髙橋");
    }
    for query in ["山﨑", "山崎", "山嵜", "やまざき", "ﾔﾏｻﾞｷ", "やま"] {
        let found = look(&story.desk, query);
        let first = found.care_recipients.0.first().map(|one| &one.id);
        assert_eq!(first, Some(&saki), "「{query}」 finds 山﨑");
    }
    assert_eq!(counts(&look(&story.desk, "やまさき")), "", "another reading is another name");
}

#[test]
fn a_family_member_leads_to_the_care_recipient() {
    let mut story = Story::in_region("asaka");
    let ume_id = story.ume(on(TODAY));
    for query in ["例示 桜", "さくら", "ｻｸﾗ", "桜"] {
        let found = look(&story.desk, query);
        let (member, whose) =
            found.family.0.first().unwrap_or_else(|| panic!("「{query}」 finds the daughter"));
        assert_eq!((member.relationship.as_str(), &whose.id), ("長女", &ume_id), "「{query}」");
    }
    // Her name is written anew, and the card is saved: she is found under the new one, and counted once.
    let kept = story.desk.care_recipient(&ume_id).unwrap().details.family.remove(0);
    let renamed = FamilyMemberDraft {
        id: Some(kept.id),
        name: name("渡邉", "桜", "わたなべ", "さくら"),
        relationship: "長女".into(),
        same_address: true,
        ..FamilyMemberDraft::default()
    };
    let changed = CareRecipientDraft { family: vec![renamed], ..ume() };
    story.desk.change_care_recipient(&ume_id, &changed, on(TODAY)).unwrap();
    assert_eq!(counts(&look(&story.desk, "渡辺")), "family 1", "by the usual kanji");
    // She is taken off the card.
    let alone = CareRecipientDraft { family: Vec::new(), ..ume() };
    story.desk.change_care_recipient(&ume_id, &alone, on(TODAY)).unwrap();
    assert_eq!(counts(&look(&story.desk, "渡辺")), "", "who is on no card is not shown");
}

#[test]
fn a_consent_is_found_by_its_number_as_anybody_types_it() {
    let mut story = Story::in_region("asaka");
    let one = recipient(&mut story, "例示", "一", ("れいじ", "はじめ"));
    let two = recipient(&mut story, "例示", "二", ("れいじ", "つぎ"));
    let first = signed_consent(&mut story, &one, TODAY);
    let second = signed_consent(&mut story, &two, TODAY);
    for query in [
        "同意-2026-0001",
        "2026-0001",
        "2026-1",
        "２０２６－１",
        "２０２６ー０００１",
        "20260001",
        "0001",
        "1",
    ] {
        let found = look(&story.desk, query);
        let ids: Vec<_> = found.consents.0.iter().map(|(consent, whose)| (&consent.id, &whose.id)).collect();
        assert_eq!(ids, [(&first, &one)], "「{query}」 is the first one");
    }
    let of_year = look(&story.desk, "2026").consents;
    assert_eq!((of_year.1, &of_year.0[0].0.id), (2, &second), "a year is all of it, the newest first");
    for query in ["2025-1", "同意", "様式1", "3"] {
        assert_eq!(look(&story.desk, query).consents.1, 0, "「{query}」 is no number of ours");
    }
    story.desk.void_consent(&first, "書きまちがい", on(TODAY)).unwrap();
    assert_eq!(look(&story.desk, "2026-1").consents.1, 1, "a void one is found, and says so on its line");
}

#[test]
fn who_left_and_whose_care_ended_are_found() {
    let mut story = Story::in_region("asaka");
    let mut draft = staff(name("仮名", "退", "かめい", "しりぞく"), "看護師", "", "2020-04-01");
    draft.released_on = "2024-03-31".into();
    let left = story.desk.add_staff(&draft, on(TODAY)).unwrap();
    let ended = recipient(&mut story, "例示", "終", ("れいじ", "おわり"));
    let died = RecipientEndDraft { kind: Some(EndKind::Died), on: TODAY.into(), reason: String::new() };
    story.desk.end_care(&ended, &died, on(TODAY)).unwrap();
    assert_eq!(look(&story.desk, "しりぞく").staff.0[0].id, left, "somebody who left");
    let found = look(&story.desk, "おわり");
    assert!(found.care_recipients.0[0].end.is_some(), "and somebody whose care ended, who is said to be so");
}

#[test]
fn things_are_found_by_their_words_and_by_whose_they_are() {
    let mut story = Story::in_region("asaka");
    let now = on(TODAY);
    let ichiro = story.ichiro(now);
    let device = |name: &str| DeviceDraft {
        kind: "office".into(),
        name: name.into(),
        holder: Some(ichiro.clone()),
        registered_on: TODAY.into(),
        ..DeviceDraft::default()
    };
    let (tablet, phone) = (device("訪問用タブレット"), device("古い電話"));
    let tablet = story.desk.add_device(&tablet, now).unwrap();
    let phone = story.desk.add_device(&phone, now).unwrap();
    let slip = TakeoutDraft {
        applicant: Some(ichiro.clone()),
        devices: vec![tablet.clone()],
        content: "ケア会議の資料".into(),
        purpose: "会議".into(),
        place: "みほん公民館".into(),
        from: TODAY.into(),
        until: TODAY.into(),
        asked_on: TODAY.into(),
        ..TakeoutDraft::default()
    };
    story.desk.ask_takeout(&slip, now).unwrap();
    let training =
        TrainingDraft { teacher: "見本 太郎".into(), ..held("パスワードの取扱い", &ichiro) };
    story.desk.record_training(&training, now).unwrap();
    let lost = IncidentDraft {
        cause: "loss".into(),
        happened_on: TODAY.into(),
        known_on: TODAY.into(),
        device: Some(tablet),
        note: "駅のベンチに置き忘れた".into(),
        ..IncidentDraft::default()
    };
    let retired =
        DeviceEventDraft { kind: "retired".into(), on: TODAY.into(), erased: true, ..Default::default() };
    story.desk.record_device_event(&phone, &retired, now).unwrap();
    for (query, expected) in [
        ("たぶれっと", "devices 1, takeouts 1"),
        ("ﾀﾌﾞﾚｯﾄ", "devices 1, takeouts 1"),
        ("けあ会議", "takeouts 1"),
        ("公民館", "takeouts 1"),
        ("古い電話", "devices 1"),
        ("ぱすわーどの取扱", "trainings 1"),
        ("見本太郎", "trainings 1"),
        ("どこにもない", ""),
        ("　 ", ""),
        ("", ""),
    ] {
        assert_eq!(counts(&look(&story.desk, query)), expected, "「{query}」");
    }
    story.desk.open_incident(&lost, now).unwrap();
    for query in ["駅のベンチ", "ベンチ", "べんち"] {
        assert_eq!(look(&story.desk, query).incidents.1, 1, "「{query}」 finds what happened");
    }
    let whose = look(&story.desk, "かくう");
    assert!(counts(&whose).starts_with("staff 1, takeouts 1, incidents 1, duties"), "{}", counts(&whose));
    assert_eq!(
        whose.duties.0[0].person.as_ref().unwrap().shown(),
        "架空 一郎",
        "what is to be done about him"
    );
}

#[test]
fn a_duty_and_a_paper_are_found_by_their_words() {
    let mut story = Story::in_region("asaka");
    story.ichiro(on(TODAY));
    let found = look(&story.desk, "誓約書がまだ");
    assert_eq!(counts(&found), "duties 1", "in the words of the start page");
    let closable = look(&story.desk, "事務局へ連絡").duties.1;
    assert_eq!(closable, 1, "a step of the start of use");
    story.desk.close_duty("contact_secretariat", TODAY, on(TODAY)).unwrap();
    assert_eq!(look(&story.desk, "事務局へ連絡").duties.1, 0, "and no more once it is done");
    for query in ["様式4", "様式４", "別紙様式4", "個人情報使用同意書"] {
        let found = look(&story.desk, query);
        assert_eq!(found.papers.len(), 1, "「{query}」 is one paper");
        assert_eq!(found.papers[0].1, "別紙様式4 在宅医療における個人情報使用同意書", "「{query}」");
    }
}

#[test]
fn groups_and_more_than_is_shown() {
    let mut story = Story::in_region("asaka");
    for at in 0..8 {
        recipient(&mut story, "例示", &format!("{at}号"), ("れいじ", "ごう"));
    }
    let found = look(&story.desk, "れいじ");
    assert_eq!((found.care_recipients.0.len(), found.care_recipients.1), (MOST, 8), "five of eight");
    let folder = tempfile::TempDir::new().unwrap();
    let practice = Desk::practice(folder.path(), scenarios::shelf(), on(TODAY)).unwrap();
    let group = practice.group_list("").unwrap().remove(0);
    let query = group.person.as_ref().map_or(group.name.0.clone(), |person| person.kana());
    let found = practice.search(&query, day(TODAY), MOST).unwrap();
    assert!(found.groups.0.iter().any(|one| one.id == group.id), "a group by whom it is about");
}

#[test]
fn what_was_taken_back_is_found_as_such() {
    let mut story = Story::in_region("asaka");
    let now = on(TODAY);
    let twice = member(&mut story, "架空", "二重", "かくう", "にじゅう");
    story.desk.take_back(Mistake::Staff, twice.as_str(), "二重に登録した", now).unwrap();
    let wrong = recipient(&mut story, "例示", "誤", ("れいじ", "あやまり"));
    story.desk.take_back(Mistake::CareRecipient, wrong.as_str(), "まちがい", now).unwrap();
    let ichiro = story.ichiro(now);
    let training = story.desk.record_training(&held("消した研修", &ichiro), now).unwrap();
    let entry = office::domain::ledger::LedgerEntry::Training;
    story.desk.void_entry(entry, training.as_str(), "まちがい", now).unwrap();
    for (query, noun, called) in [
        ("にじゅう", "staff", "架空 二重"),
        ("あやまり", "care_recipient", "例示 誤"),
        ("消した研修", "training", "消した研修"),
    ] {
        let found = look(&story.desk, query);
        assert_eq!(counts(&found), "taken back 1", "「{query}」 counts for nothing else");
        let one = &found.taken_back.0[0];
        assert_eq!((one.noun.as_str(), one.name.0.as_str()), (noun, called), "「{query}」");
    }
}

#[test]
fn a_search_leaves_no_trace() {
    let mut story = Story::in_region("asaka");
    story.ume(on(TODAY));
    let before = story.desk.vault().acts(1).unwrap()[0].seq;
    look(&story.desk, "例示");
    assert_eq!(story.desk.vault().acts(1).unwrap()[0].seq, before, "nothing is written down");
}
