//! AC-09: the yearly report of 清瀬市 (第8条, 年1回) from a year of dated events; handed in it stays as it was, and
//! names nobody. A second year, written and counted by hand, stands beside it.

use std::collections::BTreeMap;
use std::io::Read;

use office::Error;
use office::desk::{MadePaper, PaperOrder, YearlyShown};
use office::domain::id::YearlyReportId;
use office::domain::mistake::Mistake;
use office::domain::yearly_report::{CARE, Figure, Figures, OPEN, STAFF, YearlyReportDraft};
use scenarios::yearly_report::{Played, list, play};
use scenarios::{Story, check_refused, day, on, problems, root, squeezed, text_of};
use serde_json::Value;

const TODAY: &str = "2027-04-09";
const YEAR: i32 = 2026;

/// An office of 清瀬市 that lived the year of AC-09, all of it entered on the day before the report.
fn ac_09() -> (Story, Played) {
    let mut story = Story::begins_on("2027-04-08");
    story.first_start_in("kiyose", on("2027-04-08")).unwrap();
    let played = play(&mut story, &list("kiyose-r8.json"), "2027-04-08");
    (story, played)
}

fn typed(posts: &str) -> YearlyReportDraft {
    YearlyReportDraft { posts: posts.into(), ..YearlyReportDraft::default() }
}

fn handed_in(on: &str, reason: &str) -> YearlyReportDraft {
    YearlyReportDraft { submitted_on: on.into(), reason: reason.into(), ..typed("1,284") }
}

fn shown(story: &Story) -> YearlyShown<'_> {
    story.desk.yearly_report(Some(YEAR), day(TODAY)).unwrap()
}

fn printed(story: &Story, draft: YearlyReportDraft) -> MadePaper {
    story.desk.make_paper(PaperOrder::YearlyReport { year: YEAR, draft }, day(TODAY)).unwrap()
}

fn again(story: &Story, report: &YearlyReportId) -> MadePaper {
    let order = PaperOrder::YearlyReportAgain { report: report.clone() };
    story.desk.make_paper(order, day(TODAY)).unwrap()
}

fn pdf_text(pdf: &[u8]) -> String {
    text_of(pdf).join("\n")
}

fn sum(figures: &Figures, flow: &office::domain::yearly_report::Flow) -> String {
    let each = |figures_of: &[Figure]| {
        figures_of.iter().map(|figure| figures.of(*figure).to_string()).collect::<Vec<_>>().join(",")
    };
    format!(
        "{} +{} -{} ={}",
        figures.of(flow.at_start),
        each(flow.added),
        each(flow.taken),
        figures.of(flow.at_end)
    )
}

#[test]
fn ac_09_the_figures_are_those_of_the_year() {
    let reference = root().join("../shared/reference/annual-report-kiyose-r8.json");
    if let Ok(reference) = std::fs::read_to_string(reference) {
        let reference: Value = serde_json::from_str(&reference).unwrap();
        assert_eq!(list("kiyose-r8.json"), reference, "the year that is played is that of AC-09");
    }
    let (story, _) = ac_09();
    let report = shown(&story);
    let figures = report.figures;
    assert_eq!(sum(&figures, &STAFF), "6 +3 -2 =7", "職員 6 → 登録 3, 削除 2 → 7");
    assert_eq!(sum(&figures, &CARE), "9 +5,1 -4,1 =10", "患者グループ 9＋新設5＋再開1－保管4－完全削除1＝10");
    assert_eq!(figures.of(Figure::CareDeletedLater), 1, "1 further deletion from 保管 shown apart");
    assert_eq!(sum(&figures, &OPEN), "2 +1,0 -0,0 =3", "自由グループ 2 + 1 = 3");
    let signed = [Figure::SignedByBoth, Figure::SignedByProxyAndFamily, Figure::SignedByPersonWithReason];
    assert_eq!(
        signed.map(|one| figures.of(one)),
        [3, 2, 1],
        "本人+家族 3, 代筆+家族 2, 本人のみ・理由あり 1"
    );
    assert_eq!(figures.sum(&Figure::SIGNED), 6, "同意書 6, none of another kind");
    assert_eq!(figures.of(Figure::ConsentsVoid), 1, "無効(誤記) 1 not counted");
    assert_eq!(figures.of(Figure::ConsentsWithdrawn), 1, "撤回 1");
    let training = [Figure::Trainings, Figure::Attendances].map(|one| figures.of(one));
    assert_eq!(training, [5, 16], "研修 5回・延べ16人");
    let rates: Vec<_> =
        report.sessions.iter().map(|one| format!("{} {}/{}", one.on, one.heard, one.expected)).collect();
    assert_eq!(rates[1], "2026-06-18 7/7", "6月 7/7");
    assert_eq!(rates[4], "2026-11-12 6/8", "11月 6/8");
    let takeouts = [
        Figure::TakeoutsAsked,
        Figure::TakeoutsApproved,
        Figure::TakeoutsDeclined,
        Figure::TakeoutsLate,
        Figure::Incidents,
    ];
    assert_eq!(
        takeouts.map(|one| figures.of(one)),
        [12, 11, 1, 1, 1],
        "申請 12・承認 11・不承認 1・返却遅れ 1; 事故 1"
    );
    assert_eq!(report.years[0], YEAR, "the newest year that is over comes first");
}

#[test]
fn a_second_year_counted_by_hand() {
    let second = list("second.json");
    let today = second["today"].as_str().unwrap();
    let mut story = Story::begins_on(today);
    story.first_start_in("kiyose", on(today)).unwrap();
    play(&mut story, &second, today);
    let report = story.desk.yearly_report(Some(2027), day(today)).unwrap();
    let counted: BTreeMap<_, _> =
        report.figures.all().filter(|(_, n)| *n > 0).map(|(f, n)| (f.key(), n)).collect();
    let expected: BTreeMap<&str, u32> = second["expected"]["figures"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_u64().unwrap() as u32))
        .collect();
    assert_eq!(counted, expected, "each figure as counted by hand, all others 0");
    let sessions: Vec<_> =
        report.sessions.iter().map(|one| format!("{} {}/{}", one.on, one.heard, one.expected)).collect();
    let expected = second["expected"]["sessions"].as_array().unwrap();
    assert_eq!(sessions, expected.iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>(), "受講／対象");
}

#[test]
fn every_figure_leads_to_the_rows_it_counted() {
    let (story, _) = ac_09();
    let figures = shown(&story).figures;
    for figure in Figure::ALL {
        let (rows, total) = story.desk.yearly_rows(YEAR, figure, 200, day(TODAY)).unwrap();
        assert_eq!(total as u32, figures.of(figure), "{}: as many rows as it says", figure.key());
        assert!(rows.iter().all(|row| !row.name.is_empty()), "{}: each can be told", figure.key());
    }
    let (archived, _) = story.desk.yearly_rows(YEAR, Figure::CareArchived, 200, day(TODAY)).unwrap();
    let days: Vec<_> = archived.iter().map(|row| row.on.to_string()).collect();
    assert_eq!(days, ["2026-06-12", "2026-10-05", "2026-12-28", "2027-03-31"], "the last day counts");
    let (few, total) = story.desk.yearly_rows(YEAR, Figure::Attendances, 3, day(TODAY)).unwrap();
    assert_eq!((few.len(), total), (3, 16), "a portion of a long list");
}

#[test]
fn ac_09_the_paper_says_so_and_names_nobody() {
    let (mut story, _) = ac_09();
    let text = pdf_text(&printed(&story, typed("１，２８４")).pdf);
    let flat = squeezed(&text);
    for said in [
        "清瀬市生涯健幸部介護保険課",
        "令和8年度（令和8年4月1日から令和9年3月31日まで）",
        "9＋5＋1－4－1＝10",
        "6＋3－2＝7",
        "2＋1＋0－0－0＝3",
        "5回・延べ16人",
        "7／7",
        "6／8",
        "1,284",
        "清瀬市運用ポリシー第8条",
    ] {
        assert!(flat.contains(&squeezed(said)), "「{said}」 stands on the paper:\n{text}");
    }
    let code = story.desk.log_code().unwrap().code;
    assert!(flat.contains(&code), "the code of the log stands at the foot");

    let (name, workbook) = story.desk.export_yearly_report(YEAR, &typed("1284"), on(TODAY)).unwrap();
    assert!(name.ends_with(".xlsx") && !name.contains("花子"), "a file name that names nobody");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut cells = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).unwrap().read_to_string(&mut cells).unwrap();
    }
    assert!(cells.contains("<v>1284</v>"), "a number is a number");
    assert!(!cells.contains("<f>"), "and nothing is a formula");
    assert!(cells.contains("内訳") && cells.contains("前年との比較"), "with its further sheets");

    let mut names = vec!["見本花子".to_owned(), "花子".to_owned()];
    names.extend(story.desk.staff_list("").unwrap().iter().map(|one| one.details.name.shown()));
    names.extend(story.desk.care_recipient_list("").unwrap().iter().map(|one| one.details.name.shown()));
    assert_eq!(names.len(), 2 + 11 + 17 + 10, "everybody of the story");
    for name in names.iter().map(|name| squeezed(name)) {
        assert!(!flat.contains(&name), "no name of a person on the paper: {name}");
        assert!(!squeezed(&cells).contains(&name), "none in the workbook: {name}");
    }
}

#[test]
fn the_same_records_give_the_same_paper_and_the_same_workbook() {
    let (story, _) = ac_09();
    assert_eq!(printed(&story, typed("1284")).pdf, printed(&story, typed("1284")).pdf, "the same bytes");
    let book = |mut story: Story| story.desk.export_yearly_report(YEAR, &typed("1"), on(TODAY)).unwrap().1;
    let folder = tempfile::TempDir::new().unwrap();
    for file in std::fs::read_dir(story.folder.path()).unwrap().flatten() {
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let first = book(story);
    let twin =
        office::desk::Desk::unlock(folder.path(), scenarios::PASSPHRASE, scenarios::shelf(), on(TODAY));
    // Unlocking is an act: the code of the log differs, and with it one cell. The size of the rest is the same.
    let second = book(Story { folder, desk: twin.unwrap() });
    assert!(first.len().abs_diff(second.len()) < 64, "nothing in it depends on the hour");
}

#[test]
fn what_was_typed_may_name_nobody() {
    let (story, _) = ac_09();
    let staff = story.desk.staff_list("").unwrap()[0].details.name.shown();
    for name in ["見本花子".to_owned(), staff] {
        let draft = YearlyReportDraft { remarks: format!("{name}が説明した"), ..typed("") };
        let order = PaperOrder::YearlyReport { year: YEAR, draft };
        assert_eq!(
            problems(story.desk.make_paper(order, day(TODAY))),
            "remarks names_a_person",
            "what leaves the office names nobody"
        );
    }
    let order = PaperOrder::YearlyReport { year: YEAR, draft: typed("千件") };
    assert_eq!(problems(story.desk.make_paper(order, day(TODAY))), "posts not_a_number", "a number is typed");
}

#[test]
fn ac_09_what_was_handed_in_stays_as_it_was() {
    let (mut story, played) = ac_09();
    let due = |story: &Story, on: &str| {
        let today = story.desk.today(day(on)).unwrap();
        today.duties.iter().any(|open| open.due.duty.key == "yearly_report")
    };
    assert!(due(&story, TODAY), "KYS-14 is due");
    let early = story.desk.submit_yearly_report(2027, &handed_in(TODAY, ""), on(TODAY));
    check_refused(early, "yearly_report_not_over", "");
    let before = handed_in("2027-03-31", "");
    let refused = story.desk.submit_yearly_report(YEAR, &before, on(TODAY));
    assert_eq!(problems(refused), "submittedOn too_early", "the year was not over");

    let first = story.desk.submit_yearly_report(YEAR, &handed_in(TODAY, ""), on(TODAY)).unwrap();
    let kept = again(&story, &first).pdf;
    let (book_name, book) = story.desk.export_kept_report(&first, on(TODAY)).unwrap();
    assert!(book_name.ends_with("（令和8年度）.xlsx"), "its workbook is no 訂正版: {book_name}");
    assert!(!due(&story, TODAY), "提出済 closes the duty");
    assert!(!due(&story, "2028-03-01"), "for a year");
    assert!(due(&story, "2028-04-01"), "the next one comes");
    let sent = &story.desk.submissions().unwrap()[0];
    assert_eq!(sent.destination, "清瀬市生涯健幸部介護保険課", "it is a submission, too");
    assert!(sent.items[0].contains("令和8年度"), "of this year");

    // A later correction: a consent that was counted was a slip.
    let slip = &played.consents.iter().find(|(name, _)| name == "C08").unwrap().1;
    story.desk.void_consent(slip, "誤記", on("2027-05-01")).unwrap();
    let now = story.desk.yearly_report(Some(YEAR), day("2027-05-01")).unwrap();
    assert_eq!(now.figures.sum(&Figure::SIGNED), 5, "counted now it is one less");
    let stored = now.versions().next().unwrap().figures;
    assert_eq!(stored.sum(&Figure::SIGNED), 6, "the stored report does not change");
    assert_eq!(stored.of(Figure::ConsentsVoid), 1, "in no figure");
    assert_eq!(again(&story, &first).pdf, kept, "nor its paper");
    assert_eq!(story.desk.export_kept_report(&first, on("2027-05-01")).unwrap().1, book, "nor its workbook");
    let (name, counted) = story.desk.export_yearly_report(YEAR, &typed("1,284"), on("2027-05-01")).unwrap();
    assert!(name.contains("訂正版") && counted != book, "what is counted now is another one: {name}");

    let without = story.desk.submit_yearly_report(YEAR, &handed_in("2027-05-02", ""), on("2027-05-02"));
    assert_eq!(problems(without), "reason required", "訂正版 has a reason");
    let draft = handed_in("2027-05-02", "同意書の誤記を直したため");
    let second = story.desk.submit_yearly_report(YEAR, &draft, on("2027-05-02")).unwrap();
    let text = squeezed(&pdf_text(&again(&story, &second).pdf));
    assert!(text.contains("訂正版第2版"), "a second report is 訂正版");
    assert!(text.contains("訂正の理由：同意書の誤記を直したため"), "with its reason");
    assert_eq!(again(&story, &first).pdf, kept, "the first stays readable");
    assert_eq!(story.desk.submissions().unwrap().len(), 2, "both were sent");
    let acts = story.desk.vault().acts(20).unwrap();
    assert!(acts.iter().filter(|act| act.verb == "yearly_report_submit").count() == 2, "each in the log");

    // Taken back: the newest first, and the duty is open again with the first.
    let mut undo = |id: &YearlyReportId| {
        story.desk.take_back(Mistake::YearlyReport, id.as_str(), "まだ出していない", on("2027-05-03"))
    };
    check_refused(undo(&first), "yearly_report_revised", "");
    undo(&second).unwrap();
    undo(&first).unwrap();
    assert!(matches!(undo(&first), Err(Error::NotFound { .. })), "once");
    assert!(story.desk.submissions().unwrap().is_empty(), "nothing was sent");
    assert!(due(&story, "2027-05-03"), "KYS-14 is due again");
    let report = story.desk.yearly_report(Some(YEAR), day("2027-05-03")).unwrap();
    assert_eq!(report.versions().count(), 0, "the next one is a first again");
}

#[test]
fn taking_back_its_submission_takes_the_report_back() {
    let (mut story, _) = ac_09();
    story.desk.submit_yearly_report(YEAR, &handed_in(TODAY, ""), on(TODAY)).unwrap();
    let sent = story.desk.submissions().unwrap()[0].id.clone();
    story.desk.take_back(Mistake::Submission, sent.as_str(), "送っていない", on(TODAY)).unwrap();
    assert_eq!(shown(&story).versions().count(), 0, "what was not sent was not handed in");
}

#[test]
fn the_next_year_compares_itself_with_what_was_handed_in() {
    let (mut story, played) = ac_09();
    story.desk.submit_yearly_report(YEAR, &handed_in(TODAY, ""), on(TODAY)).unwrap();
    let slip = &played.consents.iter().find(|(name, _)| name == "C08").unwrap().1;
    story.desk.void_consent(slip, "誤記", on("2027-05-01")).unwrap();
    let draft = YearlyReportDraft::default();
    let made =
        story.desk.make_paper(PaperOrder::YearlyReport { year: 2027, draft }, day("2027-06-01")).unwrap();
    let text = pdf_text(&made.pdf);
    assert!(
        squeezed(&text).contains("途中経過（令和9年6月1日まで）"),
        "the running year says how far it goes"
    );
    let (_, table) = text.split_once("前の年度との比較").unwrap();
    let line = table.lines().find(|line| line.trim_start().starts_with("本人＋家族"));
    let numbers: Vec<_> = line.unwrap_or_default().split_whitespace().skip(1).collect();
    assert_eq!(
        numbers.get(numbers.len().wrapping_sub(2)),
        Some(&"3"),
        "令和8年度 as it was handed in:\n{text}"
    );
}

#[test]
fn the_other_regions_make_it_for_themselves() {
    for region in ["asaka", "miyazaki", "kumagaya", "itabashi"] {
        let mut story = Story::begins_on(TODAY);
        story.first_start_in(region, on(TODAY)).unwrap();
        story.ichiro(on(TODAY));
        let report = shown(&story);
        assert!(report.duty.is_none(), "{region}: no document asks for it");
        let text = squeezed(&pdf_text(&printed(&story, typed("")).pdf));
        assert!(text.contains("MCS利用の年間のまとめ"), "{region}: 年間のまとめ");
        assert!(
            text.contains("地区の決まりにはありません（事業所のまとめ）"),
            "{region}: said to be voluntary"
        );
        assert!(!text.contains("御中"), "{region}: no 宛先");
        story.desk.submit_yearly_report(YEAR, &handed_in(TODAY, ""), on(TODAY)).unwrap();
        assert!(story.desk.submissions().unwrap().is_empty(), "{region}: it is sent nowhere");
        assert_eq!(shown(&story).versions().count(), 1, "{region}: and kept");
    }
}
