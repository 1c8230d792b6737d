//! Every paper of every region, filled: each word in its place, each value beside its label, honest about whose
//! wording it is. Also that a sixth region is a folder and nothing else.

use expect_test::expect_file;
use office::domain::consent::SignerKind;
use office::domain::office::Office;
use office::forms::fill::{ConsentFacts, Filled, FilledField, Listed, fill_copies};
use office::forms::{Catalog, Definition, FilledForm, FormKind, Options, Record, fill};
use office::pdf;
use office::pdf::layout::{Item, MM, PAGE_HEIGHT, PAGE_WIDTH, Page, Run};
use office::policy::squeezed;

use crate::paper::practice::{Practice, extracted, listed, name};

/// A record in which every value is there, so that a paper shows all it can.
struct Whole {
    practice: Practice,
    manager: office::domain::PersonName,
}

impl Whole {
    fn new() -> Whole {
        let mut practice = Practice::new();
        practice.office = Office {
            corporation: "医療法人社団みほん会".into(),
            name_kana: "みほんほうもんかんごすてーしょん".into(),
            kind: "訪問看護".into(),
            email: "station@example.jp".into(),
            manager_title: "所長".into(),
            ..practice.office
        };
        practice.staff.mcs_id = "mio-0001".into();
        practice.recipient.phone = "048-000-0010".into();
        Whole { practice, manager: name("架空", "一郎", "かくう", "いちろう") }
    }

    fn record<'a>(&'a self, paper: &Definition) -> Record<'a> {
        let policy = self.practice.catalog.policy(&paper.region).expect("each region has its policy");
        let pledged_on = "2026-12-01".parse().ok();
        Record {
            policy: Some(policy),
            mcs_manager: Some(&self.manager),
            roster: vec![Listed { pledged_on, ..listed(&self.practice.staff) }],
            consent: ConsentFacts {
                explained_by: Some(&self.manager),
                visit_on: "2026-12-04".parse().ok(),
                signer: Some(SignerKind::Proxy),
                sheets: 2,
                doctor: "仮名　次郎",
                doctor_clinic: "みほん在宅クリニック",
                requested_on: "2026-12-03".parse().ok(),
                target: policy.consent.targets.first().map_or("", |target| &target.label),
            },
            options: Options { preprint: true, date: "2026-12-02".parse().ok(), ..Options::default() },
            ..self.practice.record()
        }
    }

    /// The sheets of a paper: of a consent all that its region asks for, 主治医控 included.
    fn sheets(&self, paper: &Definition) -> Vec<FilledForm> {
        let record = self.record(paper);
        if !paper.kinds.contains(&FormKind::PatientConsent) {
            return vec![fill(paper, &record)];
        }
        let options = Options {
            control_number: "同意-2026-0001",
            code: Some("7Z3K9M2QXA"),
            date: None,
            ..record.options
        };
        let marks = record.policy.map(|policy| policy.consent.marks(true)).unwrap_or_default();
        fill_copies(paper, &Record { options, ..record }, &marks)
    }

    fn papers(&self) -> impl Iterator<Item = &Definition> {
        self.practice.catalog.all().filter(|paper| !paper.region.is_empty())
    }
}

/// Number and title of each paper as its policy names it (requirements, section 2).
#[test]
fn each_region_has_its_papers_under_its_own_number_and_title() {
    let catalog = Practice::new().catalog;
    let title =
        |region: &str, kind| catalog.form(region, kind).map(|form| (form.number.clone(), form.name.clone()));
    let both = |number: &str, name: &str| Some((number.to_owned(), name.to_owned()));
    use FormKind::{Application, OfficePledge, PatientConsent, StaffNotice, StaffPledge, TakeOut};
    for (region, kind, expected) in [
        ("miyazaki", Application, both("別紙様式1", "利用申込書")),
        ("miyazaki", OfficePledge, both("別紙様式2", "施設又は組織誓約書")),
        ("miyazaki", StaffNotice, both("別紙様式3", "従事者登録変更通知書")),
        ("miyazaki", StaffPledge, both("別紙様式4", "従事者誓約書")),
        ("miyazaki", PatientConsent, both("別紙様式5", "患者同意書")),
        ("miyazaki", TakeOut, None),
        ("kumagaya", PatientConsent, both("様式1", "在宅医療における個人情報使用同意書")),
        ("kumagaya", Application, both("様式2", "くまねっとMCS利用申込書兼変更届")),
        ("kumagaya", StaffNotice, both("様式2", "くまねっとMCS利用申込書兼変更届")),
        ("kumagaya", OfficePledge, both("様式3", "くまねっとMCSの利用に係る誓約書")),
        ("kumagaya", StaffPledge, None),
        ("itabashi", OfficePledge, both("別紙様式1", "連携守秘誓約書")),
        ("itabashi", StaffPledge, both("別紙様式2", "従事者誓約書")),
        ("itabashi", PatientConsent, both("別紙様式3", "患者同意書")),
        ("itabashi", Application, None),
        ("itabashi", StaffNotice, None),
        ("kiyose", Application, both("", "利用申込書")),
        ("kiyose", StaffPledge, both("", "従事者誓約書")),
        ("kiyose", PatientConsent, both("", "利用者同意書")),
        ("kiyose", OfficePledge, None),
        ("kiyose", StaffNotice, None),
    ] {
        assert_eq!(title(region, kind), expected, "{region} {kind:?}");
    }
    for region in ["kiyose", "kumagaya", "itabashi"] {
        assert!(title(region, TakeOut).is_some(), "{region} asks for a take-out slip");
    }
    for policy in catalog.regions() {
        for kind in FormKind::ALL {
            let there = title(&policy.region, kind).is_some();
            assert_ne!(
                there,
                policy.absent(kind).is_some(),
                "{} {kind:?}: a paper, or the clause",
                policy.name
            );
        }
    }
}

#[test]
fn every_word_of_every_region_stands_in_its_place() {
    let whole = Whole::new();
    for paper in whole.papers().filter(|paper| paper.region != "asaka") {
        let pages = whole.practice.pages(&whole.sheets(paper));
        let text: Vec<_> = pages.iter().map(Page::placed_text).collect();
        let file = format!("{}/expected/{}-{}.txt", env!("CARGO_MANIFEST_DIR"), paper.region, paper.file);
        expect_file![file].assert_eq(&text.join("---- 次の頁 ----\n"));
    }
}

#[test]
fn each_sheet_is_one_page_within_the_margins_and_says_whose_wording_it_is() {
    let whole = Whole::new();
    for paper in whole.papers() {
        let sheets = whole.sheets(paper);
        let pages = whole.practice.pages(&sheets);
        let title = paper.full_title();
        assert_eq!(pages.len(), sheets.len(), "{title} ({}): one page a sheet", paper.region);
        for page in &pages {
            let text = squeezed(&page.placed_text());
            let honest = text.contains("参考様式（公式様式の文面ではありません）");
            assert_eq!(
                honest,
                paper.region != "asaka",
                "{title} ({}): only 朝霞's wording is official",
                paper.region
            );
            check_on_paper(page, &title);
        }
    }
}

/// Nothing nearer than 7 mm to an edge: office printers leave 4 to 5 mm white.
fn check_on_paper(page: &Page, title: &str) {
    for item in &page.items {
        let Item::Run(run) = item else { continue };
        if run.watermark {
            continue;
        }
        let (margin, right) = (7.0 * MM, run.x + run.line.width * run.size);
        let inside = run.x >= margin && right <= PAGE_WIDTH - margin && run.y <= PAGE_HEIGHT - margin;
        assert!(inside && run.y - 0.88 * run.size >= margin, "{title}: 「{}」 is on the page", run.text());
    }
}

#[test]
fn each_value_stands_beside_its_label_and_is_read_back_by_another_program() {
    let whole = Whole::new();
    let mut seen = 0;
    for paper in whole.papers() {
        let sheets = whole.sheets(paper);
        let pdf = whole.practice.print(&format!("{}-{}.pdf", paper.region, paper.file), &sheets);
        let read = squeezed(&extracted(&pdf));
        let page = whole.practice.pages(&sheets).remove(0);
        for field in sheets[0].sheets[0].blocks.iter().flat_map(fields) {
            let value = squeezed(&field.value.text);
            // Blanks like （　　） are the paper's own words and differ from a value by their lack of a label.
            if field.value.label.is_empty() || value.is_empty() {
                continue;
            }
            seen += 1;
            assert!(
                field.value.text.split_whitespace().all(|word| read.contains(word)),
                "{} {}: 「{}」 is read back",
                paper.region,
                paper.file,
                field.label
            );
            let (label, value) = (runs(&page, &field.label), runs(&page, &value));
            let beside = label.iter().any(|label| value.iter().any(|value| stands_beside(label, value)));
            assert!(
                beside,
                "{} {}: the value of 「{}」 stands beside it",
                paper.region, paper.file, field.label
            );
        }
    }
    assert!(seen > 60, "the fields of all regions were looked at: {seen}");
}

fn fields(block: &Filled) -> &[FilledField] {
    match block {
        Filled::Fields(fields)
        | Filled::Boxed(_, fields)
        | Filled::Grid(_, fields)
        | Filled::Office(fields) => fields,
        _ => &[],
    }
}

/// The runs that begin with this text, blanks aside.
fn runs<'p>(page: &'p Page, text: &str) -> Vec<&'p Run> {
    let text = squeezed(text);
    let all = page.items.iter().filter_map(|item| match item {
        Item::Run(run) => Some(run),
        _ => None,
    });
    all.filter(|run| {
        !text.is_empty() && text.starts_with(&squeezed(&run.text())) && !run.text().trim().is_empty()
    })
    .collect()
}

/// At the right of the label, within the height of a row.
fn stands_beside(label: &Run, value: &Run) -> bool {
    value.x > label.x && (value.y - label.y).abs() < 12.0 * MM
}

#[test]
fn a_sixth_region_prints_its_form_without_a_line_of_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let forms = folder.path().join("forms");
    crate::forms::copy(&scenarios::root().join("forms"), &forms);
    let sixth = forms.join("mihon/2027-04");
    std::fs::create_dir_all(&sixth).expect("a folder for the region");
    let policy = r#"
region = "mihon"
name = "みほん市"
document = "みほん市 MCS 運用ポリシー"
short = "みほん市 運用ポリシー"
edition = "2027-04"
issuer = "みほん市"
text = "policy-text.txt"
[words]
care_recipient = "利用者"
[[destination]]
key = "city"
name = "みほん市役所"
source.clause = "第1条"
source.quotation = "申込書をみほん市役所に提出する。"
[consent]
signers = "both"
proxy = true
obtained_by = "lead-office"
source.clause = "第2条"
source.quotation = "利用者及びその家族の同意を得る。"
[[consent.copy]]
mark = "原本"
holder = "office"
[[duty]]
key = "apply"
title = "申込書の提出"
source.clause = "第1条"
source.quotation = "申込書をみほん市役所に提出する。"
strength = "must"
opens = "start-of-use"
closes = "submission"
form = "application"
"#;
    let paper = r#"
kinds = ["application"]
number = "第1号"
name = "利用申込書"
reference = true
[[block]]
title = ["みほん市利用申込書"]
[[block]]
grid = "申込者"
[[block.field]]
label = "名称"
from = "office.name"
"#;
    for (file, text) in [
        ("policy.toml", policy),
        ("policy-text.txt", "第1条 申込書をみほん市役所に提出する。\n第2条 利用者及びその家族の同意を得る。"),
        ("1-application.toml", paper),
    ] {
        std::fs::write(sixth.join(file), text).expect("the folder takes files");
    }
    let catalog = Catalog::load(&forms).expect("six regions need no code");
    let form = catalog.form("mihon", FormKind::Application).expect("the new region has its paper");
    let practice = Practice::new();
    let pdf = pdf::render(&[fill(form, &practice.record())], &practice.fonts).expect("it prints");
    let kept = crate::paper::practice::keep("sixth-region.pdf", &pdf);
    let read = squeezed(&extracted(&kept));
    for shown in ["みほん市利用申込書", "みほん訪問看護ステーション", "参考様式", "第1号"]
    {
        assert!(read.contains(shown), "the paper of the sixth region shows {shown}");
    }
}
