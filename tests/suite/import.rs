//! まとめて登録: people come from a table after 確認, with the checks of the forms, and go back together.

use office::Error;
use office::desk::{HistoryOf, ImportPlan, ImportPreview, Oddity, Place, SameAs, Table, read_tables};
use office::domain::consent::{ConsentStatus, SignerKind};
use office::domain::import::{ImportKind, SameChoice};
use office::domain::pledge::PledgeDraft;
use scenarios::{Story, check_refused, day, name, on, problems, staff};

const TODAY: &str = "2026-11-20";

fn csv(text: &str) -> Vec<Table> {
    read_tables(text.as_bytes()).unwrap()
}

fn guessed(story: &Story, kind: ImportKind, tables: &[Table]) -> (ImportPlan, ImportPreview) {
    let plan = story.desk.guess_import(kind, tables).unwrap();
    let preview = story.desk.preview_import(tables, &plan, day(TODAY)).unwrap();
    (plan, preview)
}

fn taken(story: &mut Story, kind: ImportKind, text: &str) -> usize {
    let tables = csv(text);
    let plan = story.desk.guess_import(kind, &tables).unwrap();
    story.desk.import(&tables, &plan, on(TODAY)).unwrap()
}

/// What is wrong, as she is told: `C5 not_a_date`.
fn faults(preview: &ImportPreview) -> Vec<String> {
    let place = |place: Option<Place>| place.map_or("-".into(), |it| format!("{}{}", it.letters(), it.row));
    let faults = preview.rows.iter().flat_map(|row| &row.faults);
    faults.map(|fault| format!("{} {}", place(fault.place), fault.code)).collect()
}

fn remarks(preview: &ImportPreview) -> Vec<String> {
    let remarks = preview.rows.iter().flat_map(|row| &row.remarks);
    remarks.map(|one| format!("{} {}", one.field, one.code)).collect()
}

fn newest(story: &Story) -> office::domain::import::Import {
    story.desk.imports().unwrap().remove(0)
}

const STAFF: &str = "職員名簿,,,,\n氏名,フリガナ,職種,ＭＣＳ　ＩＤ,登録日\n\
    仮名 澪,カメイ ミオ,看護師,kamei,令和8年4月1日\n\
    例示　次郎,ﾚｲｼﾞ ｼﾞﾛｳ,介護福祉士,,R8.5.1\n\
    架空 三郎,かくう さぶろう,介護福祉士,KAMEI,2026/6/1\n\
    架空 四郎,高橋,,,令和8年2月30日\n";

#[test]
fn a_list_of_staff_is_looked_at_before_anything_is_kept() {
    let story = Story::after_first_start();
    let acts = story.desk.vault().acts(1_000).unwrap().len();
    let (plan, preview) = guessed(&story, ImportKind::Staff, &csv(STAFF));
    assert_eq!(plan.head, 2, "the title above is no heading");
    assert_eq!(plan.fields, ["name", "kana", "profession", "mcsId", "registeredOn"]);
    assert_eq!(preview.rows.len(), 4, "each row below the headings");
    assert_eq!(
        faults(&preview),
        ["D5 duplicate_mcs_id", "B6 not_hiragana", "C6 required", "E6 no_such_day"],
        "every problem at its cell, also that of an ID which a row above has"
    );
    assert_eq!(preview.rows.iter().filter(|row| row.is_ready()).count(), 2);
    assert_eq!(story.desk.vault().acts(1_000).unwrap().len(), acts, "looking at it leaves nothing");
    assert_eq!(story.desk.staff_list("").unwrap().len(), 0, "and nobody is registered");
}

#[test]
fn what_is_right_is_taken_over_in_one_transaction_and_told_on_each_card() {
    let mut story = Story::after_first_start();
    assert_eq!(taken(&mut story, ImportKind::Staff, STAFF), 2, "the two rows with problems wait");
    let found = story.desk.staff_list("").unwrap();
    let names: Vec<_> = found.iter().map(|one| one.details.name.kana()).collect();
    assert_eq!(names, ["かめい みお", "れいじ じろう"], "with their readings, as on the form");
    assert_eq!(found[0].details.registered_on, Some(day("2026-04-01")), "和暦 in a cell of text");
    assert_eq!(found[1].details.registered_on, Some(day("2026-05-01")));
    let acts: Vec<_> = story.desk.vault().acts(3).unwrap().into_iter().map(|act| act.verb).collect();
    assert_eq!(acts, ["import_add", "staff_add", "staff_add"], "an act for each, and one for all");
    let (entries, _) = story.desk.history(HistoryOf::Record(found[0].id.as_str()), 10).unwrap();
    let change = &entries[0].changes[0];
    assert_eq!(
        (change.field.as_str(), change.after.as_ref().map(|it| it.text())),
        ("import", Some("1".into()))
    );
    let import = newest(&story);
    assert_eq!((import.number, import.brought, import.there), (1, 2, 2));
    assert!(story.desk.vault().verify_log().unwrap().first_wrong.is_none(), "the log holds");
}

#[test]
fn who_is_there_already_is_told_and_left_out() {
    let mut story = Story::after_first_start();
    taken(&mut story, ImportKind::Staff, STAFF);
    let (mut plan, preview) = guessed(&story, ImportKind::Staff, &csv(STAFF));
    let same: Vec<_> = preview.rows.iter().map(|row| row.same.is_some()).collect();
    assert_eq!(same, [true, true, false, false], "the two who came before");
    assert!(preview.rows[0].is_left_out(), "without a word of hers nobody is there twice");
    check_refused(story.desk.import(&csv(STAFF), &plan, on(TODAY)), "import_nothing", "");
    plan.same.insert(4, SameChoice::Add);
    assert_eq!(story.desk.import(&csv(STAFF), &plan, on(TODAY)).unwrap(), 1, "another person of that name");

    let twice = "姓,名,生年月日\n例示,太郎,昭和8年5月5日\n例示,太郎,1933/05/05 0:00:00\n例示,太郎,S9.5.5\n例 示,太郎,\n";
    let (_, preview) = guessed(&story, ImportKind::CareRecipients, &csv(twice));
    let same: Vec<_> = preview.rows.iter().map(|row| row.same.as_ref().map(|(who, _)| who.clone())).collect();
    let above = Some(SameAs::Row(2));
    assert_eq!(same, [None, above.clone(), None, above], "same name and day; another day; no day at all");
}

const RECIPIENTS: &str = "利用者氏名,フリガナ,生年月日,郵便番号,住所,電話,家族氏名,続柄,家族電話,同意日,署名者,保管場所\n\
    例示 太郎,れいじ たろう,昭和8年5月5日,3510104,埼玉県みほん市1,480000001,例示 一郎,長男,09000000001,令和7年10月1日,本人,棚1\n\
    仮名 さくら,かめい さくら,1940/7/7,,,,,,,R7.11.1,ご家族,棚1\n\
    架空花子,かくう はなこ,1941/1/1,,,,,,,,,\n";

#[test]
fn care_recipients_come_with_family_and_the_consents_of_before() {
    let mut story = Story::after_first_start();
    let (_, preview) = guessed(&story, ImportKind::CareRecipients, &csv(RECIPIENTS));
    assert_eq!(faults(&preview), [""; 0]);
    assert_eq!(remarks(&preview), ["phone zero_added", "name not_split"], "what the table did is told");
    assert_eq!(taken(&mut story, ImportKind::CareRecipients, RECIPIENTS), 3);
    let found = story.desk.care_recipient_list("たろう").unwrap().remove(0);
    assert_eq!(found.details.postal_code, "351-0104");
    assert_eq!(found.details.phone, "0480000001", "the 0 that Excel took is back");
    let son = &found.details.family[0];
    assert_eq!((son.name.shown().as_str(), son.relationship.as_str()), ("例示 一郎", "長男"));
    assert_eq!(son.own_address, None, "without an address of his own he lives there, too");
    let consent = story.desk.consents_of(&found.id).unwrap().remove(0);
    assert!(consent.existing, "既存");
    assert_eq!(consent.status(), ConsentStatus::InForce);
    assert_eq!(consent.original_place.as_deref(), Some("棚1"));
    let sakura = story.desk.care_recipient_list("さくら").unwrap().remove(0);
    let second = story.desk.consents_of(&sakura.id).unwrap().remove(0);
    assert_eq!(second.signature.unwrap().kind(), SignerKind::Family);
    assert_ne!(second.control_number, consent.control_number, "each has its own number");
    assert_eq!(newest(&story).brought, 5, "three people and two consents");
}

#[test]
fn a_consent_alone_is_added_to_somebody_who_is_there() {
    let mut story = Story::after_first_start();
    taken(&mut story, ImportKind::CareRecipients, "氏名,生年月日\n例示 太郎,S8.5.5\n");
    let later = "氏名,生年月日,署名日,署名者,保管場所\n例示 太郎,S8.5.5,R7.10.1,だれか,\n例示 太郎,S8.5.5,R7.10.1,本人,棚2\n";
    let tables = csv(later);
    let (mut plan, preview) = guessed(&story, ImportKind::CareRecipients, &tables);
    assert!(preview.rows.iter().all(|row| row.has_consent && row.is_left_out()));
    plan.same.extend([(2, SameChoice::ConsentOnly), (3, SameChoice::ConsentOnly)]);
    let preview = story.desk.preview_import(&tables, &plan, day(TODAY)).unwrap();
    assert_eq!(faults(&preview), ["D2 not_a_choice", "E2 required"], "the checks of 前からある同意書");
    assert_eq!(story.desk.import(&tables, &plan, on(TODAY)).unwrap(), 1);
    let people = story.desk.care_recipient_list("").unwrap();
    assert_eq!(people.len(), 1, "nobody was registered again");
    assert_eq!(story.desk.consents_of(&people[0].id).unwrap().len(), 1);
    let undone = story.desk.undo_import(&newest(&story).id, "別の表だった", on(TODAY)).unwrap();
    assert_eq!((undone.taken, undone.kept.len()), (1, 0), "the consent goes, the person was there before");
    assert_eq!(story.desk.care_recipient_list("").unwrap().len(), 1);
}

#[test]
fn an_import_is_taken_back_as_a_whole_but_for_those_in_use() {
    let mut story = Story::after_first_start();
    taken(&mut story, ImportKind::Staff, STAFF);
    let mio = story.desk.staff_list("みお").unwrap().remove(0).id;
    let signed = PledgeDraft { on: "2026-04-01".into(), ..PledgeDraft::default() };
    story.desk.record_pledge(&mio, &signed, on(TODAY)).unwrap();
    let id = newest(&story).id;
    assert_eq!(problems(story.desk.undo_import(&id, " ", on(TODAY))), "reason required");
    let undone = story.desk.undo_import(&id, "古い名簿だった", on(TODAY)).unwrap();
    assert_eq!(undone.taken, 1);
    let kept: Vec<_> = undone.kept.iter().map(|name| name.shown()).collect();
    assert_eq!(kept, ["仮名 澪"], "she signed a pledge meanwhile");
    assert_eq!(story.desk.staff_list("").unwrap().len(), 1);
    assert_eq!(newest(&story).there, 1);
    check_refused(story.desk.undo_import(&id, "もう一度", on(TODAY)), "import_in_use", "");

    taken(&mut story, ImportKind::CareRecipients, RECIPIENTS);
    let sakura = story.desk.care_recipient_list("さくら").unwrap().remove(0).id;
    let consent = story.desk.consents_of(&sakura).unwrap().remove(0).id;
    story.desk.hand_copy(&consent, "例示", TODAY, on(TODAY)).unwrap();
    let id = newest(&story).id;
    let undone = story.desk.undo_import(&id, "古い名簿だった", on(TODAY)).unwrap();
    let kept: Vec<_> = undone.kept.iter().map(|name| name.shown()).collect();
    assert_eq!((undone.taken, kept), (3, vec!["仮名 さくら".to_owned()]), "person and consent stay together");
    let left = story.desk.consents().unwrap();
    let counting = left.iter().filter(|consent| consent.voided.is_none()).count();
    assert_eq!(counting, 1, "the consent of those who went counts no more, and stays readable");
    assert_eq!(left.len(), 2);
    assert_eq!(taken(&mut story, ImportKind::CareRecipients, RECIPIENTS), 2, "and may come again");
    assert!(story.desk.vault().verify_log().unwrap().first_wrong.is_none(), "the log holds");
}

#[test]
fn what_she_says_of_a_column_is_remembered() {
    let mut story = Story::after_first_start();
    let text = "お客さま,うまれ\n例示 太郎,S8.5.5\n";
    let tables = csv(text);
    let mut plan = story.desk.guess_import(ImportKind::CareRecipients, &tables).unwrap();
    assert_eq!(plan.fields, ["", ""], "nobody calls them so");
    plan.fields = vec!["name".into(), "bornOn".into()];
    story.desk.import(&tables, &plan, on(TODAY)).unwrap();
    let next = csv("うまれ,お客さま　\nS9.5.5,仮名 次郎\n");
    let plan = story.desk.guess_import(ImportKind::CareRecipients, &next).unwrap();
    assert_eq!(plan.fields, ["bornOn", "name"], "in any order");
    let of_staff = story.desk.guess_import(ImportKind::Staff, &next).unwrap();
    assert_eq!(of_staff.fields, ["", ""], "for the other kind it was not said");
}

#[test]
fn the_template_is_read_as_it_is_and_its_examples_are_nobody() {
    let mut story = Story::after_first_start();
    for kind in ImportKind::ALL {
        let (name, bytes) = story.desk.import_template(kind, on(TODAY)).unwrap();
        assert!(name.ends_with(".xlsx"), "{name}");
        let tables = read_tables(&bytes).unwrap();
        assert_eq!(tables.len(), 2, "the table, and how it is filled in");
        let (plan, preview) = guessed(&story, kind, &tables);
        assert_eq!(plan.table, 0, "the table is found");
        assert!(plan.fields[1..].iter().all(|field| !field.is_empty()), "every heading is known: {plan:?}");
        let examples: Vec<_> = preview.rows.iter().map(|row| (row.is_example, row.is_ready())).collect();
        assert_eq!(examples, [(true, false), (true, false)], "two examples");
        check_refused(story.desk.import(&tables, &plan, on(TODAY)), "import_nothing", "");
    }
    let marked = "記入例,氏名,職種\n記入例,見本 花子,看護師\n（記入例）,見本 月子,看護師\n,仮名 澪,看護師\n";
    let (_, preview) = guessed(&story, ImportKind::Staff, &csv(marked));
    let examples: Vec<_> = preview.rows.iter().map(|row| row.is_example).collect();
    assert_eq!(examples, [true, true, false], "by the mark, wherever it stands");
}

#[test]
fn a_cell_that_cannot_be_read_holds_its_row_up() {
    let story = Story::after_first_start();
    let bytes = b"\x8e\x81\x96\xbc,\x90E\x8e\xed\n\x97\xe1\x8e\xa6 \x82\xff,\x8a\xc5\x8c\xec\x8et\n";
    let tables = read_tables(bytes).unwrap();
    let (_, preview) = guessed(&story, ImportKind::Staff, &tables);
    assert_eq!(faults(&preview), ["A2 unreadable"], "told once, as what it is");
    assert_eq!(preview.oddities, [(Place { row: 2, column: 1 }, Oddity::Unreadable)]);
    assert!(!preview.rows[0].is_ready(), "nobody is registered with half a name");
}

#[test]
fn what_is_no_table_is_refused_with_a_name() {
    for (bytes, code) in
        [(&b""[..], "sheet_empty"), (b"%PDF-1.7", "sheet_foreign"), (b"PK\x03\x04....", "sheet_damaged")]
    {
        assert!(
            matches!(read_tables(bytes), Err(Error::Refused { code: found, .. }) if found == code),
            "{code}"
        );
    }
}

#[test]
fn the_rules_of_the_forms_hold_for_a_table() {
    let mut story = Story::after_first_start();
    let active = staff(name("仮名", "澪", "かめい", "みお"), "看護師", "", "2026-04-01");
    let active = office::domain::staff::StaffDraft { mcs_id: "kamei".into(), ..active };
    story.desk.add_staff(&active, on(TODAY)).unwrap();
    let rows = "氏名,職種,MCS ID,登録日,解除日\n\
        例示 次郎,看護師,Kamei,,\n\
        例示 三郎,看護師,Kamei,R7.4.1,R8.3.31\n\
        例示 四郎,看護師,,,令和9年3月31日\n\
        例示 五郎,看護師,,,平成31年5月1日\n";
    let (_, preview) = guessed(&story, ImportKind::Staff, &csv(rows));
    assert_eq!(
        faults(&preview),
        ["C2 duplicate_mcs_id", "E4 by_leaving", "E5 era_mismatch"],
        "an ID in use; nobody leaves by a table; but somebody who had gone may have had the same ID"
    );
    let mend = preview.rows[3].faults[0].suggestion.as_deref();
    assert_eq!(mend, Some("令和元年5月1日"), "and what to write instead");
}

#[test]
fn where_two_sign_the_table_says_whether_the_family_did() {
    let mut story = Story::begins();
    story.first_start_in("kiyose", on(TODAY)).unwrap();
    let rows = "氏名,署名日,署名者,家族も署名,家族の署名がない理由,保管場所\n\
        例示 一,R7.4.1,本人,あり,,棚\n例示 二,R7.4.1,本人,,身寄りがない,棚\n例示 三,R7.4.1,本人,,,棚\n例示 四,R7.4.1,本人,たぶん,,棚\n";
    let (_, preview) = guessed(&story, ImportKind::CareRecipients, &csv(rows));
    assert_eq!(faults(&preview), ["D5 not_a_choice"]);
    assert_eq!(taken(&mut story, ImportKind::CareRecipients, rows), 3);
    let mut states: Vec<_> =
        story.desk.consents().unwrap().iter().map(|it| (it.control_number.clone(), it.status())).collect();
    states.sort_by(|one, other| one.0.cmp(&other.0));
    let states: Vec<_> = states.into_iter().map(|(_, state)| state).collect();
    assert_eq!(
        states,
        [ConsentStatus::InForce, ConsentStatus::InForce, ConsentStatus::AwaitingFamily],
        "清瀬 第6条: the third waits for the family"
    );
}
