//! AC-01: the first start in 朝霞地区, and the office on the next morning.

use office::desk::{Desk, SetupStep};
use office::{Error, ProblemCode};
use scenarios::{PASSPHRASE, Story, mihon_station, name, on, problems, shelf};

#[test]
fn the_start_page_shows_what_the_policy_asks() {
    let story = Story::after_first_start();
    let now = on("2026-11-20");
    let policy = story.desk.policy().unwrap();
    let today = story.desk.today(now.today()).unwrap();

    assert_eq!(today.duties.len(), 1, "one duty is open: nobody is MCS管理者 yet");
    let duty = today.duties[0].due.duty;
    assert_eq!(duty.title, "MCS管理者を1名以上置いてください", "in the words of AC-01 (1)");
    let source = duty.source.as_ref().expect("the rule of the region");
    assert_eq!(policy.cite(source), "朝霞地区 運用ルール 2)(5)②", "with its clause");
    assert_eq!(
        source.quotation, "MCS管理者は、事業所ごとに必ず1名以上設置する。",
        "and the sentence of the policy on one click"
    );
    assert_eq!(duty.strength, office::policy::Strength::Must, "it is red: the policy commands it");

    let steps: Vec<_> = today.start_of_use.iter().map(|step| step.due.duty.title.as_str()).collect();
    assert_eq!(steps.len(), 4, "AC-01 (2): the start of use has four steps");
    for (step, word) in steps.iter().zip(["事務局", "受領", "同意", "様式3"]) {
        assert!(step.contains(word), "「{step}」 stands where 「{word}」 belongs");
    }
    let asks_for_report = |key: &str| key.contains("report") || key.contains("annual");
    assert!(
        !policy.duties.iter().any(|duty| asks_for_report(&duty.key)),
        "AC-01 (3): no annual report in Asaka"
    );
}

#[test]
fn the_office_is_there_again_with_the_right_passphrase_only() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    story.desk.close_duty("contact_secretariat", "2026-11-20", now).unwrap();
    let before = open_steps(&story.desk);
    let folder = story.folder;
    story.desk.lock(now).unwrap();

    let wrong = Desk::unlock(folder.path(), "Mihon-no-kagi-8", shelf(), now);
    assert!(matches!(wrong, Err(Error::WrongPassphrase)), "AC-01 (4): a wrong passphrase shows nothing");

    let desk = Desk::unlock(folder.path(), PASSPHRASE, shelf(), now).unwrap();
    assert_eq!(desk.setup_step().unwrap(), None, "the first start stays finished");
    assert_eq!(desk.office().unwrap().unwrap().name, "みほん訪問看護ステーション", "the office is the same");
    assert_eq!(open_steps(&desk), before, "the start page is the same");
}

#[test]
fn a_plain_sqlite_tool_reads_nothing() {
    let story = Story::after_first_start();
    let file = story.folder.path().join("vault.db");
    story.desk.lock(on("2026-11-20")).unwrap();
    let plain = rusqlite::Connection::open(&file).unwrap();
    let tables = plain.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    let code = tables.unwrap_err().sqlite_error_code();
    assert_eq!(code, Some(rusqlite::ErrorCode::NotADatabase), "AC-01 (5): without the key it is no database");
}

#[test]
fn each_step_survives_closing_the_program() {
    let mut story = Story::begins();
    let now = on("2026-11-20");
    let mut seen = vec![story.desk.setup_step().unwrap()];
    for step in 0..5 {
        let desk = &mut story.desk;
        match step {
            0 => {
                let (first, second) = desk.recovery_groups();
                let groups = desk.recovery_key().groups();
                desk.confirm_recovery(&groups[first - 1].to_lowercase(), &groups[second - 1], now).unwrap();
            }
            1 => desk.choose_region("asaka", now).unwrap(),
            2 => desk.save_office(&mihon_station(), now).unwrap(),
            3 => desk.save_manager(&name("見本", "花子", "みほん", "はなこ"), now).unwrap(),
            _ => desk.start(now).unwrap(),
        }
        story = story.reopened(PASSPHRASE, now).unwrap();
        seen.push(story.desk.setup_step().unwrap());
    }
    use SetupStep::{Done, Manager, Office, Recovery, Region};
    let expected = [Some(Recovery), Some(Region), Some(Office), Some(Manager), Some(Done), None];
    assert_eq!(seen, expected, "after each step the next one is asked, also after a restart");
}

#[test]
fn what_cannot_be_accepted_is_told_at_its_field() {
    let folder = tempfile::TempDir::new().unwrap();
    let now = on("2026-11-20");
    for (first, again, expected) in [
        ("kantan", "kantan", "passphrase passphrase_too_weak"),
        ("Mihon-no-kagi-7", "Mihon-no-kagi-8", "again passphrase_differs"),
    ] {
        let refused = Desk::create(folder.path(), first, again, shelf(), now);
        assert_eq!(problems(refused.map(|_| ())), expected, "the field says why");
    }
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "and nothing was written");

    let mut story = Story::begins();
    let wrong = story.desk.confirm_recovery("0000", "0000", now);
    assert!(matches!(wrong, Err(Error::RecoveryGroupsDiffer)), "the sheet must be in hand");
    let office = office::domain::office::OfficeDraft {
        postal_code: "123".into(),
        tel: "電話".into(),
        ..mihon_station()
    };
    let refused = problems(story.desk.save_office(&office, now));
    assert_eq!(refused, "postalCode not_a_postal_code\ntel not_a_phone", "each field has its own message");
    assert_eq!(ProblemCode::NotAPostalCode.key(), "not_a_postal_code", "the key into the table of words");
}

fn open_steps(desk: &Desk) -> Vec<(String, Option<String>)> {
    let today = desk.today(on("2026-11-20").today()).unwrap();
    let all = today.start_of_use.iter().chain(&today.duties);
    all.map(|open| (open.due.duty.key.clone(), open.due.closed_on.map(|day| day.to_string()))).collect()
}
