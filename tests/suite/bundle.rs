//! AC-13: the submission bundle. What is in it, what must not be in it, and that it is whole or not there.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use office::desk::{
    BundlePlan, Desk, FileState, MadeBundle, ParcelFile, PersonalKind, SignatureState, open_folder, open_zip,
    write_folder, zip,
};
use office::domain::bundle::{BundleDraft, BundleTo};
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::office::OfficeDraft;
use office::domain::submission::SubmissionDraft;
use office::domain::wareki::japanese;
use scenarios::{
    Story, check_refused, day, mihon_station, name, on, problems, shelf, squeezed, staff, text_of, ume,
};

const TODAY: &str = "2026-11-22";

/// What she chooses when she takes what is offered.
fn draft() -> BundleDraft {
    BundleDraft { dated_on: TODAY.into(), staff_list: true, label: true, ..BundleDraft::default() }
}

/// AC-02 and AC-04 done: 架空 一郎 is registered, 例示 梅 is cared for and has a consent.
fn office() -> Story {
    let mut story = Story::after_first_start();
    let ichiro = story.ichiro(on("2026-11-20"));
    let ume = story.ume(on("2026-11-20"));
    let plan = story.plan_by_proxy(&ume, Some(ichiro));
    let mut made = story.paper(office::desk::PaperOrder::Consent { plan });
    story.desk.record_paper(&mut made, true, on("2026-11-20")).unwrap();
    story
}

fn made(desk: &Desk) -> MadeBundle {
    desk.make_bundle(&draft(), day(TODAY)).expect("the bundle is made")
}

fn names(made: &MadeBundle) -> Vec<&str> {
    made.files.iter().map(|file| file.name.as_str()).collect()
}

/// Everything that can be read in a file, without blanks.
fn read(file: &ParcelFile) -> String {
    match file.name.rsplit('.').next() {
        Some("pdf") => squeezed(&text_of(&file.bytes).concat()),
        _ => squeezed(&String::from_utf8(file.bytes.clone()).unwrap()),
    }
}

/// Every name, reading, address, day of birth and control number that must not leave, as they may be written.
fn secrets(desk: &Desk) -> Vec<String> {
    let mut all = Vec::new();
    let born = |all: &mut Vec<String>, on: NaiveDate| {
        all.extend([
            on.to_string(),
            on.format("%Y/%-m/%-d").to_string(),
            on.format("%Y/%m/%d").to_string(),
            japanese(on),
        ]);
    };
    for one in desk.care_recipient_list("").unwrap() {
        let details = one.details;
        all.extend([details.name.shown(), details.name.kana(), details.address]);
        details.born_on.into_iter().for_each(|on| born(&mut all, on));
        for member in details.family {
            all.extend([member.name.shown(), member.name.kana(), member.own_address.unwrap_or_default()]);
        }
        let consents = desk.consents_of(&one.id).unwrap();
        all.extend(consents.into_iter().map(|consent| consent.control_number));
    }
    let mut all: Vec<String> =
        all.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty()).collect();
    all.extend(all.clone().iter().filter(|text| text.chars().any(is_hiragana)).map(|text| katakana(text)));
    all.sort();
    all.dedup();
    all
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

fn katakana(text: &str) -> String {
    text.chars().map(|c| if is_hiragana(c) { char::from_u32(c as u32 + 0x60).unwrap() } else { c }).collect()
}

#[test]
fn the_bundle_of_asaka_holds_what_its_body_asks_for() {
    let story = office();
    let made = made(&story.desk);
    // (1) 送付状, 様式3, 一覧, 目録; and what proves that they are unchanged.
    let expected = [
        "01_送付状.pdf",
        "02_別紙様式3.pdf",
        "03_職員一覧.csv",
        "04_宛名ラベル.pdf",
        "05_目録.pdf",
        "manifest.json",
        "manifest.sig",
    ];
    assert_eq!(names(&made), expected, "AC-13 (1), with names that tell nobody anything");
    let list = String::from_utf8(made.files[2].bytes.clone()).unwrap();
    assert!(list.starts_with('\u{FEFF}'), "a spreadsheet takes it for UTF-8");
    assert!(list.contains("\"架空　一郎\",\"かくう いちろう\",\"看護師\",\"2026-11-20\",\"\""), "{list}");
    let catalogue = read(&made.files[4]);
    for item in &made.items {
        let is_itself = item.file == "05_目録.pdf";
        let groups: Vec<char> = item.sha256.chars().collect();
        let has_sum = groups.chunks(16).all(|group| catalogue.contains(&group.iter().collect::<String>()));
        assert_eq!(has_sum, !is_itself, "目録 has the sum of {}", item.file);
        assert_eq!(catalogue.contains(&squeezed(&item.file)), !is_itself, "and its name");
    }

    // (3) page 1: to whom, 原本, how many sheets; and a label for the envelope.
    let pages = text_of(&made.print.pdf);
    assert_eq!(pages.len(), 4, "送付状, 様式3, 目録, 宛名ラベル");
    let cover = squeezed(&pages[0]);
    for said in [
        "朝霞地区医師会地域包括ケア支援室御中",
        "原本",
        "同封の書類計2枚",
        "別紙様式3誓約同意書",
        "みほん訪問看護ステーション",
        "令和8年11月22日",
    ] {
        assert!(cover.contains(said), "AC-13 (3): {said} in {cover}");
    }
    let label = squeezed(&pages[3]);
    for said in [
        "〒351-0104",
        "埼玉県和光市南1-23-1",
        "和光市総合福祉会館2階",
        "朝霞地区医師会地域包括ケア支援室御中",
    ] {
        assert!(label.contains(said), "{said} on the label: {label}");
    }

    // (4) the code of the log and the date at the foot.
    assert!(
        cover.contains(&format!("作成令和8年11月22日控えの番号{}", made.code.code)),
        "AC-13 (4): {cover}"
    );
    assert!(cover.contains(&made.fingerprint), "and the fingerprint of the signature");
    let act = story.desk.act_of_code(&made.code.code).unwrap().expect("the code names an act of this log");
    assert_eq!(act.seq, made.code.number);
}

#[test]
fn nobody_who_is_cared_for_is_in_any_file() {
    let practice = tempfile::TempDir::new().unwrap();
    let practice = Desk::practice(practice.path(), shelf(), on(TODAY)).unwrap();
    let story = office();
    for (whose, desk) in [("the practice office", &practice), ("the office of AC-04", &story.desk)] {
        let secrets = secrets(desk);
        assert!(secrets.len() > 6, "{whose} has people to be silent about");
        let plan = desk.bundle_plan(&draft(), day(TODAY)).unwrap();
        let left_out = plan.undated.iter().map(|one| one.id.clone()).collect();
        let made = desk.make_bundle(&BundleDraft { left_out, ..draft() }, day(TODAY)).unwrap();
        let mut read_in = 0;
        for file in &made.files {
            let text = read(file) + &file.name;
            read_in += text.len();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "AC-13 (2): {whose}: {secret} in {}", file.name);
            }
        }
        assert!(read_in > 2_000, "and there was something to read");
    }
}

#[test]
fn the_same_records_give_the_same_files() {
    let mut story = office();
    let first = made(&story.desk);
    assert_eq!(first.files, made(&story.desk).files, "AC-13 (5)");
    // That it is printed and saved changes nothing in it.
    let mut print = first.print.clone();
    story.desk.record_paper(&mut print, true, on("2026-11-22")).unwrap();
    story.desk.record_bundle(&first, on("2026-11-22")).unwrap();
    let again = made(&story.desk);
    assert_eq!(first.files, again.files, "AC-13 (5): after it was printed and saved, too");
    assert_eq!(first.print.pdf, again.print.pdf);
    assert_eq!(zip(&first.files, day(TODAY), None).unwrap(), zip(&again.files, day(TODAY), None).unwrap());
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "2026-11-21");
    story.desk.add_staff(&mio, on("2026-11-23")).unwrap();
    let changed = made(&story.desk);
    assert_ne!(changed.files[1], first.files[1], "a change of the records is another bundle");
    assert_ne!(changed.code, first.code, "with another code");
}

#[test]
fn what_is_missing_is_named_and_nothing_is_made() {
    let mut story = Story::begins();
    let now = on("2026-11-20");
    story.desk.choose_region("asaka", now).unwrap();
    let office: OfficeDraft = mihon_station();
    story.desk.save_office(&office, now).unwrap();
    assert_eq!(
        problems(story.desk.make_bundle(&draft(), day(TODAY))),
        "office.manager required\nstaff required",
        "AC-13 (6): 管理者氏名"
    );
    story.desk.save_manager(&name("見本", "花子", "みほん", "はなこ"), now).unwrap();
    story.ichiro(now);
    let mio = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", "");
    let mio = story.desk.add_staff(&mio, now).unwrap();
    let refused = problems(story.desk.make_bundle(&draft(), day(TODAY)));
    assert_eq!(refused, format!("staff.{mio}.registeredOn required"), "AC-13 (6): 登録日, and whose");
    let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
    assert!(plan.made.is_none() && plan.undated[0].id == mio, "the screen can name her");
    let without = BundleDraft { left_out: vec![mio], ..draft() };
    assert!(story.desk.make_bundle(&without, day(TODAY)).is_ok(), "or she is left out, knowingly");
    let nothing = BundleDraft { forms: Some(Vec::new()), ..without.clone() };
    assert_eq!(problems(story.desk.make_bundle(&nothing, day(TODAY))), "forms required");
    let undated = BundleDraft { dated_on: "2026-11-31".into(), ..without };
    assert_eq!(problems(story.desk.make_bundle(&undated, day(TODAY))), "datedOn no_such_day");
}

/// Plants a value in the office and gives what the search says.
#[track_caller]
fn check_caught(plant: impl FnOnce(&mut Story), expected: &[(&str, &str, PersonalKind)]) {
    let mut story = office();
    plant(&mut story);
    let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
    let hits: Vec<_> =
        plan.hits.iter().map(|hit| (hit.file.as_str(), hit.place.as_str(), hit.hit.kind)).collect();
    assert_eq!(hits, expected);
    check_refused(story.desk.make_bundle(&draft(), day(TODAY)), "bundle_personal_data", "");
    let shown = format!("{:?}", plan.hits);
    assert!(!shown.contains("例示"), "an error tells ids and kinds only: {shown}");
}

#[test]
fn a_planted_name_is_caught() {
    let plant_profession = |profession: &'static str| {
        move |story: &mut Story| {
            let draft = staff(name("仮名", "澪", "かめい", "みお"), profession, "", "2026-11-20");
            story.desk.add_staff(&draft, on("2026-11-20")).unwrap();
        }
    };
    let at = |kind| [("02_別紙様式3.pdf", "職種", kind), ("03_職員一覧.csv", "職員一覧", kind)];
    check_caught(plant_profession("例示 梅"), &at(PersonalKind::Name));
    check_caught(plant_profession("担当：例示　桜さん"), &at(PersonalKind::Name)); // the family, too
    check_caught(plant_profession("ﾚｲｼﾞ ｳﾒ"), &at(PersonalKind::Kana));
    check_caught(plant_profession("S8.5.5生まれ"), &at(PersonalKind::BirthDate));
    check_caught(plant_profession("生年月日昭和8年5月5日"), &at(PersonalKind::BirthDate));
    check_caught(plant_profession("1933/05/05"), &at(PersonalKind::BirthDate));
    check_caught(plant_profession("同意－２０２６－０００１"), &at(PersonalKind::ControlNumber));
    check_caught(plant_profession("埼玉県みほん市例示町４－５－６"), &at(PersonalKind::Address));
}

#[test]
fn a_member_of_staff_who_is_called_like_a_patient_is_shown_and_decided_upon() {
    let mut story = office();
    let draft_of = staff(name("例示", "梅", "れいじ", "うめ"), "看護師", "", "2026-11-20");
    let namesake = story.desk.add_staff(&draft_of, on("2026-11-20")).unwrap();
    let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
    assert!(!plan.hits.is_empty(), "it may be a slip");
    assert!(plan.hits.iter().all(|hit| hit.hit.namesake.as_ref() == Some(&namesake)), "or her own name");
    let known = BundleDraft { namesakes: vec![namesake], ..draft() };
    assert!(story.desk.make_bundle(&known, day(TODAY)).is_ok(), "she knows that it is");
    let planted = staff(name("仮名", "澪", "かめい", "みお"), "例示 桜", "", "2026-11-20");
    story.desk.add_staff(&planted, on("2026-11-20")).unwrap();
    check_refused(story.desk.make_bundle(&known, day(TODAY)), "bundle_personal_data", "");
}

#[test]
fn what_stands_there_by_right_is_no_hit() {
    let mut story = office();
    let now = on("2026-11-20");
    // A child born on somebody's first day, at the office's own address; a short name that other words hold.
    let child = CareRecipientDraft {
        name: name("誓", "約", "せい", "やく"),
        born_on: "2026-11-20".into(),
        address: "埼玉県みほん市見本一丁目2番3号".into(),
        family: Vec::new(),
        ..ume()
    };
    story.desk.add_care_recipient(&child, now).unwrap();
    let short =
        CareRecipientDraft { name: name("空", "一", "くう", "いち"), family: Vec::new(), ..child };
    story.desk.add_care_recipient(&short, now).unwrap();
    let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
    let hits: Vec<_> = plan.hits.iter().map(|hit| (&hit.file, &hit.place, hit.hit.kind)).collect();
    assert!(hits.is_empty(), "{hits:?}");
}

#[test]
fn every_region_has_its_bundle() {
    let chosen = |plan: &BundlePlan<'_>| -> Vec<&'static str> {
        plan.offered.iter().filter(|one| one.is_chosen).map(|one| one.key).collect()
    };
    for (region, expected, files) in [
        ("asaka", vec!["staff-notice"], 7),
        ("kiyose", vec!["application"], 7),
        ("miyazaki", vec!["application", "office-pledge", "staff-notice"], 9),
        ("kumagaya", vec!["application", "office-pledge"], 8),
        ("itabashi", vec!["office-pledge"], 7),
    ] {
        let mut story = Story::in_region(region);
        story.ichiro(on("2026-11-20"));
        let silent = BundleDraft { send: "写し".into(), address: "みほん市1-2-3".into(), ..draft() };
        let plan = story.desk.bundle_plan(&silent, day(TODAY)).unwrap();
        assert_eq!(chosen(&plan), expected, "{region}");
        assert_eq!(plan.missing, [], "{region}");
        let made = story.desk.make_bundle(&silent, day(TODAY)).unwrap();
        assert_eq!(made.files.len(), files, "{region}");
        let cover = squeezed(&text_of(&made.print.pdf)[0]);
        let send = if region == "asaka" { "原本" } else { "写し" };
        assert!(cover.contains(send), "{region}: what the policy says, otherwise what she chose");
        if region != "asaka" {
            let silent = BundleDraft { send: String::new(), address: String::new(), ..draft() };
            let refused = problems(story.desk.make_bundle(&silent, day(TODAY)));
            assert!(refused.contains("send required"), "{region} does not say it: {refused}");
        }
    }
}

#[test]
fn where_the_document_is_silent_it_goes_there_as_it_did_last() {
    let mut story = Story::in_region("kumagaya");
    story.ichiro(on("2026-11-20"));
    let last = |story: &Story| story.desk.bundle_plan(&draft(), day(TODAY)).unwrap().last;
    assert_eq!(last(&story), BundleTo::default(), "nothing went there yet");
    let sent = |send: &str, address: &str| SubmissionDraft {
        send: send.into(),
        postal_code: if address.is_empty() { "" } else { "360-0000" }.into(),
        address: address.into(),
        sent_on: "2026-11-20".into(),
        items: vec!["様式1".into()],
        ..SubmissionDraft::default()
    };
    story.desk.record_submission(&sent("写し", "みほん市1-2-3"), on("2026-11-20")).unwrap();
    let kept = BundleTo {
        name: String::new(),
        postal_code: "360-0000".into(),
        address: "みほん市1-2-3".into(),
        send: "写し".into(),
    };
    assert_eq!(last(&story), kept, "as it was typed");
    story.desk.record_submission(&sent("", ""), on("2026-11-20")).unwrap();
    assert_eq!(last(&story), kept, "what was recorded without does not wipe it out");
    story.desk.record_submission(&sent("原本", "みほん市4-5"), on("2026-11-20")).unwrap();
    assert_eq!(
        (last(&story).send, last(&story).address),
        ("原本".into(), "みほん市4-5".into()),
        "the newest"
    );
}

#[test]
fn what_was_sent_is_offered_again_but_a_notice_that_has_nothing_to_tell() {
    let mut story = Story::in_region("kumagaya");
    story.ichiro(on("2026-11-20"));
    let chosen = |story: &Story| -> Vec<&'static str> {
        let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
        plan.offered.iter().filter(|one| one.is_chosen).map(|one| one.key).collect()
    };
    assert_eq!(chosen(&story), ["application", "office-pledge"], "nothing was sent yet");
    let plan = story.desk.bundle_plan(&draft(), day(TODAY)).unwrap();
    let items = plan.offered.iter().map(|one| one.form.full_title()).collect();
    let changes = story.desk.untold("kumagaya").unwrap().into_iter().map(|one| one.change).collect();
    let sent = SubmissionDraft { sent_on: TODAY.into(), items, changes, ..SubmissionDraft::default() };
    story.desk.record_submission(&sent, on(TODAY)).unwrap();
    assert_eq!(chosen(&story), ["office-pledge"], "様式2 lists changes, and all of them were told");
}

#[test]
fn a_folder_comes_back_as_it_left_or_says_what_changed() {
    let story = office();
    let made = made(&story.desk);
    let place = tempfile::TempDir::new().unwrap();
    let folder = write_folder(place.path(), &made.name, &made.files).unwrap();
    assert_eq!(folder.file_name().unwrap(), "提出の束_朝霞地区_2026-11-22");
    let checked = story.desk.check_bundle(&open_folder(&folder).unwrap()).unwrap();
    assert!(checked.is_whole() && checked.signature == SignatureState::Ours, "as it left");
    assert_eq!(checked.fingerprint, made.fingerprint, "as it is printed on 送付状");

    std::fs::write(folder.join("03_職員一覧.csv"), "changed").unwrap();
    std::fs::remove_file(folder.join("05_目録.pdf")).unwrap();
    std::fs::write(folder.join("06_new.pdf"), "new").unwrap();
    let checked = story.desk.check_bundle(&open_folder(&folder).unwrap()).unwrap();
    let state = |name: &str| checked.files.iter().find(|file| file.name == name).unwrap().state;
    assert_eq!(state("03_職員一覧.csv"), FileState::Changed);
    assert_eq!(state("05_目録.pdf"), FileState::Missing);
    assert_eq!(state("06_new.pdf"), FileState::Extra);
    assert_eq!(state("02_別紙様式3.pdf"), FileState::Same);
    assert!(!checked.is_whole());

    let other = Story::after_first_start();
    let foreign = other.desk.check_bundle(&made.files).unwrap();
    assert_eq!(foreign.signature, SignatureState::Foreign, "another office sees that it is not its own");
    assert!(foreign.is_whole(), "and that nothing was changed");
    let mut forged = made.files.clone();
    let list = String::from_utf8(forged[5].bytes.clone()).unwrap().replace("2026-11-22", "2026-11-23");
    forged[5].bytes = list.into_bytes();
    assert_eq!(
        story.desk.check_bundle(&forged).unwrap().signature,
        SignatureState::Broken,
        "a changed list is seen"
    );
}

#[test]
fn another_program_opens_the_locked_zip_with_its_password_only() {
    let story = office();
    let made = made(&story.desk);
    let password = office::desk::zip_password().unwrap();
    let locked = zip(&made.files, made.dated_on, Some(&password)).unwrap();
    assert_eq!(open_zip(&locked, Some(&password)).unwrap(), made.files);
    let place = tempfile::TempDir::new().unwrap();
    let file = place.path().join("a.zip");
    std::fs::write(&file, &locked).unwrap();
    let seven = |password: &str, out: &Path| {
        let program = ["7zz", "7z"].into_iter().find(|name| Command::new(name).arg("i").output().is_ok());
        let program = program.expect("7-Zip is installed by ./dev");
        let out = format!("-o{}", out.display());
        Command::new(program).args(["x", "-y", &out, &format!("-p{password}")]).arg(&file).output().unwrap()
    };
    let wrong = seven("kaki-2026", &place.path().join("wrong"));
    assert!(!wrong.status.success(), "the wrong password is refused");
    let right = seven(&password, &place.path().join("right"));
    assert!(right.status.success(), "{}", String::from_utf8_lossy(&right.stderr));
    let out = place.path().join("right");
    for file in &made.files {
        assert_eq!(
            std::fs::read(out.join(&file.name)).unwrap(),
            file.bytes,
            "7-Zip gives {} back",
            file.name
        );
    }
}

#[test]
fn a_code_from_the_papers_tells_that_the_newest_acts_are_gone() {
    let mut story = office();
    let made = made(&story.desk);
    let before = story.desk.act_of_code(&made.code.code).unwrap();
    assert!(before.is_some());
    story.desk.record_bundle(&made, on(TODAY)).unwrap();
    let acts = story.desk.vault().acts(10).unwrap();
    let saved = acts.iter().find(|act| act.verb == "bundle_save").expect("the act is in the log");
    assert!(saved.seq > made.code.number, "the bundle is packed after what its code proves");
    assert!(!format!("{acts:?}").contains("架空"), "and names nobody");
    let titles = story.desk.titles_of_office().unwrap();
    assert_eq!(
        titles,
        ["別紙様式3 誓約同意書"],
        "what was packed may be recorded as sent; 送付状 is no paper of the region"
    );
}
