//! One office with invented people, and all its papers.

use std::path::{Path, PathBuf};
use std::process::Command;

use office::domain::PersonName;
use office::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use office::domain::id::FamilyMemberId;
use office::domain::office::Office;
use office::domain::staff::StaffDetails;
use office::forms::definition::Definition;
use office::forms::fill::{Listed, Recovery, fill_copies};
use office::forms::{Catalog, FilledForm, FormKind, Options, Record, fill};
use office::pdf::layout::Page;
use office::pdf::{self, Fonts, Printer};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub fn catalog() -> Catalog {
    Catalog::load(&root().join("forms")).expect("the files of the papers are sound")
}

pub fn fonts() -> Fonts {
    Fonts::load(&root().join("assets/fonts")).expect("the fonts are there")
}

pub fn name(family: &str, given: &str, family_kana: &str, given_kana: &str) -> PersonName {
    PersonName {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

pub fn office() -> Office {
    Office {
        name: "みほん訪問看護ステーション".into(),
        postal_code: "351-0000".into(),
        address: "埼玉県みほん市見本一丁目2番3号".into(),
        tel: "048-000-0001".into(),
        fax: "048-000-0002".into(),
        manager: Some(name("見本", "花子", "みほん", "はなこ")),
        ..Office::default()
    }
}

pub fn staff(who: PersonName, profession: &str, email: &str) -> StaffDetails {
    StaffDetails {
        name: who,
        profession: profession.into(),
        email: email.into(),
        mcs_id: String::new(),
        registered_on: "2026-12-01".parse().ok(),
        released_on: None,
    }
}

/// A person on a roster, without a pledge.
pub fn listed(staff: &StaffDetails) -> Listed<'_> {
    Listed { staff, pledged_on: None, change: None }
}

pub fn mio() -> StaffDetails {
    staff(name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp")
}

pub fn ume() -> CareRecipientDetails {
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
pub fn keep(file: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    std::fs::write(&path, bytes).expect("the temporary folder takes files");
    path
}

/// The text of a PDF as poppler finds it.
pub fn extracted(pdf: &Path) -> String {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output().expect("poppler-utils is installed");
    assert!(output.status.success(), "pdftotext reads the file");
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

/// The practice of one office, with all its papers.
pub struct Practice {
    pub catalog: Catalog,
    pub fonts: Fonts,
    pub office: Office,
    pub staff: StaffDetails,
    pub recipient: CareRecipientDetails,
}

impl Practice {
    pub fn new() -> Practice {
        Practice { catalog: catalog(), fonts: fonts(), office: office(), staff: mio(), recipient: ume() }
    }

    pub fn record(&self) -> Record<'_> {
        Record {
            office: Some(&self.office),
            staff: Some(&self.staff),
            roster: vec![listed(&self.staff)],
            recipient: Some(&self.recipient),
            family: self.recipient.family.first(),
            proxy: self.recipient.family.first(),
            recovery: Some(Recovery {
                key: "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-NKQ5",
                made_on: "2026-11-20".parse().expect("a date"),
            }),
            options: Options { preprint: true, ..Options::default() },
            ..Record::default()
        }
    }

    pub fn definition(&self, number: usize) -> &Definition {
        let mut papers = self.catalog.all().filter(|paper| paper.region == "asaka");
        papers.find(|paper| paper.file.starts_with(&number.to_string())).expect("朝霞地区 has 様式1–4")
    }

    pub fn consents(&self, record: &Record<'_>) -> Vec<FilledForm> {
        let record = Record {
            options: Options { control_number: "同意-2026-0001", ..record.options },
            ..record.clone()
        };
        let copies = self.catalog.policy("asaka").expect("there is 朝霞地区").consent.marks(false);
        let form = self.catalog.form("asaka", FormKind::PatientConsent).expect("there is 様式4");
        fill_copies(form, &record, &copies)
    }

    pub fn paper(&self, number: usize) -> Vec<FilledForm> {
        match number {
            4 => self.consents(&self.record()),
            _ => vec![fill(self.definition(number), &self.record())],
        }
    }

    pub fn pages(&self, forms: &[FilledForm]) -> Vec<Page> {
        Printer::new(&self.fonts).and_then(|mut printer| printer.pages(forms)).expect("it prints")
    }

    pub fn print(&self, file: &str, forms: &[FilledForm]) -> PathBuf {
        keep(file, &pdf::render(forms, &self.fonts).expect("it prints"))
    }
}
