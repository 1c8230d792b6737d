//! The papers of 朝霞地区 as they come out of the printer: every sentence there, every name whole.

use std::path::{Path, PathBuf};
use std::process::Command;

use office::domain::PersonName;
use office::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use office::domain::id::FamilyMemberId;
use office::domain::office::Office;
use office::domain::staff::StaffDetails;
use office::forms::fill::{Recovery, fill_copies};
use office::forms::{Catalog, FilledForm, FormKind, Options, Record, fill};
use office::pdf::{self, Fonts};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn catalog() -> Catalog {
    Catalog::load(&root().join("forms")).expect("the files of the papers are sound")
}

fn fonts() -> Fonts {
    Fonts::load(&root().join("assets/fonts")).expect("the fonts are there")
}

fn name(family: &str, given: &str, family_kana: &str, given_kana: &str) -> PersonName {
    PersonName {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

fn office() -> Office {
    Office {
        name: "みほん訪問看護ステーション".into(),
        postal_code: "351-0000".into(),
        address: "埼玉県みほん市見本一丁目2番3号".into(),
        tel: "048-000-0001".into(),
        fax: "048-000-0002".into(),
        manager: Some(name("見本", "花子", "みほん", "はなこ")),
    }
}

fn staff(who: PersonName, profession: &str, email: &str) -> StaffDetails {
    StaffDetails {
        name: who,
        profession: profession.into(),
        email: email.into(),
        mcs_id: String::new(),
        registered_on: "2026-12-01".parse().ok(),
        released_on: None,
    }
}

fn mio() -> StaffDetails {
    staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp")
}

fn ume() -> CareRecipientDetails {
    CareRecipientDetails {
        name: name("例示", "梅", "れいじ", "うめ"),
        born_on: "1933-05-05".parse().ok(),
        postal_code: String::new(),
        address: "埼玉県みほん市例示町4-5-6".into(),
        phone: String::new(),
        note: "右手の麻痺のため書字困難".into(),
        family: vec![FamilyMember {
            id: FamilyMemberId::from_text("sakura"),
            name: name("例示", "桜", "れいじ", "さくら"),
            relationship: "長女".into(),
            own_address: None,
            phone: String::new(),
        }],
    }
}

/// Keeps a paper where a person can look at it, and gives the path.
fn keep(file: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    std::fs::write(&path, bytes).expect("the temporary folder takes files");
    path
}

#[test]
fn look() {
    let (catalog, fonts) = (catalog(), fonts());
    let (office, mio, ume) = (office(), mio(), ume());
    let eleven: Vec<StaffDetails> = (0..11).map(|_| mio.clone()).collect();
    let record = Record {
        office: Some(&office),
        staff: Some(&mio),
        roster: vec![&mio],
        recipient: Some(&ume),
        family: ume.family.first(),
        proxy: ume.family.first(),
        recovery: Some(Recovery {
            key: "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-NKQ5",
            made_on: "2026-11-20".parse().expect("a date"),
        }),
        options: Options { preprint: true, control_number: "同意-2026-0001", ..Options::default() },
        ..Record::default()
    };
    let form = |kind| catalog.form("asaka", kind).expect("朝霞地区 has it");
    for (file, forms) in [
        ("1", vec![fill(form(FormKind::OfficePledge), &record)]),
        ("2", vec![fill(form(FormKind::StaffPledge), &record)]),
        ("3", vec![fill(form(FormKind::StaffNotice), &record)]),
        (
            "3-two",
            vec![fill(
                form(FormKind::StaffNotice),
                &Record { roster: eleven.iter().collect(), ..record.clone() },
            )],
        ),
        ("4", fill_copies(form(FormKind::PatientConsent), &record, &["事業所控".into(), "お渡し用".into()])),
        ("recovery", vec![fill(catalog.common("recovery-sheet").expect("there is one"), &record)]),
    ] {
        let bytes = pdf::render(&forms, &fonts).expect("it prints");
        eprintln!("{file}: {} bytes", bytes.len());
        keep(&format!("{file}.pdf"), &bytes);
    }
}

#[test]
fn bench() {
    let (catalog, fonts) = (catalog(), fonts());
    let (office, mio, ume) = (office(), mio(), ume());
    let record = Record {
        office: Some(&office),
        staff: Some(&mio),
        recipient: Some(&ume),
        options: Options { preprint: true, control_number: "同意-2026-0001", ..Options::default() },
        ..Record::default()
    };
    let d = catalog.form("asaka", FormKind::PatientConsent).unwrap();
    for _ in 0..3 {
        let t = std::time::Instant::now();
        let one = pdf::render(&[fill(d, &record)], &fonts).unwrap();
        eprintln!("cold {:?} {}", t.elapsed(), one.len());
        let mut printer = pdf::Printer::new(&fonts).unwrap();
        let t = std::time::Instant::now();
        for _ in 0..200 {
            printer.render(&[fill(d, &record)]).unwrap();
        }
        eprintln!("warm {:?}", t.elapsed() / 200);
        let t = std::time::Instant::now();
        for _ in 0..200 {
            printer.pages(&[fill(d, &record)]).unwrap();
        }
        eprintln!("pages {:?}", t.elapsed() / 200);
        let t = std::time::Instant::now();
        let forms: Vec<_> = (0..200).map(|_| fill(d, &record)).collect();
        let all = pdf::render(&forms, &fonts).unwrap();
        eprintln!("one doc {:?} {}", t.elapsed() / 200, all.len());
        let t = std::time::Instant::now();
        pdf::preview::page_png(&one, 0, 96.0).unwrap();
        eprintln!("png {:?}", t.elapsed());
    }
}
