//! An office with a few invented people in it, for the stories. Owns the cast and the props;
//! what is asserted stands in the stories.

pub mod yearly_report;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use office::desk::{Desk, MadePaper, PaperOrder, Shelf};
use office::domain::care_recipient::{CareRecipientDraft, FamilyMemberDraft};
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::domain::id::{CareRecipientId, ConsentId, StaffId};
use office::domain::office::OfficeDraft;
use office::domain::signature::SignatureDraft;
use office::domain::staff::StaffDraft;
use office::domain::{Moment, NameTyped};
use office::store::Cost;
use office::{Error, Problem, Result};
use tempfile::TempDir;

/// The manager's passphrase in every story.
pub const PASSPHRASE: &str = "Mihon-no-kagi-7";

static SHELF: LazyLock<Arc<Shelf>> =
    LazyLock::new(|| Arc::new(Shelf::load(&root()).expect("what ships with the program is whole")));

/// The top of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What ships with the program.
pub fn shelf() -> Arc<Shelf> {
    Arc::clone(&SHELF)
}

/// A day, as `2026-11-20`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Noon in Japan on a day.
pub fn on(text: &str) -> Moment {
    Moment::noon_in_japan(day(text))
}

/// An office on one PC: its folder and, while unlocked, its desk.
pub struct Story {
    /// The data folder.
    pub folder: TempDir,
    /// The open desk.
    pub desk: Desk,
}

impl Story {
    /// A fresh install after the passphrase, on 2026-11-20.
    pub fn begins() -> Story {
        Story::begins_on("2026-11-20")
    }

    /// A fresh install after the passphrase, on a day.
    pub fn begins_on(first: &str) -> Story {
        Cost::settle_for_floor();
        let folder = TempDir::new().expect("a folder");
        let desk = Desk::create(folder.path(), PASSPHRASE, PASSPHRASE, shelf(), on(first));
        Story { folder, desk: desk.expect("a fresh vault") }
    }

    /// AC-01 done: the first start is finished in 朝霞地区, without a MCS管理者.
    pub fn after_first_start() -> Story {
        let mut story = Story::begins();
        story.first_start().expect("the first start goes through");
        story
    }

    /// The office of AC-01 in another region.
    pub fn in_region(region: &str) -> Story {
        let mut story = Story::after_first_start();
        story.desk.choose_region(region, on("2026-11-20")).expect("the region is there");
        story
    }

    /// The steps of the first start after the passphrase, as AC-01 gives them.
    pub fn first_start(&mut self) -> Result<()> {
        self.first_start_in("asaka", on("2026-11-20"))
    }

    /// The same in a region, at a time.
    pub fn first_start_in(&mut self, region: &str, now: Moment) -> Result<()> {
        let desk = &mut self.desk;
        let (first, second) = desk.recovery_groups();
        let groups = desk.recovery_key().groups();
        desk.confirm_recovery(&groups[first - 1], &groups[second - 1], now)?;
        desk.choose_region(region, now)?;
        desk.save_office(&mihon_station(), now)?;
        desk.save_manager(&name("見本", "花子", "みほん", "はなこ"), now)?;
        desk.start(now)
    }

    /// Locks and unlocks again.
    pub fn reopened(self, passphrase: &str, now: Moment) -> Result<Story> {
        let Story { folder, desk } = self;
        desk.lock(now)?;
        let desk = Desk::unlock(folder.path(), passphrase, shelf(), now)?;
        Ok(Story { folder, desk })
    }

    /// 架空 一郎, 看護師.
    pub fn ichiro(&mut self, now: Moment) -> StaffId {
        let draft =
            staff(name("架空", "一郎", "かくう", "いちろう"), "看護師", "ichiro@example.jp", "2026-11-20");
        self.desk.add_staff(&draft, now).expect("架空 一郎 is registered")
    }

    /// 例示 梅 with her daughter 例示 桜 (AC-04).
    pub fn ume(&mut self, now: Moment) -> CareRecipientId {
        self.desk.add_care_recipient(&ume(), now).expect("例示 梅 is registered")
    }

    /// The plan of AC-04: the daughter writes for her mother.
    pub fn plan_by_proxy(
        &self,
        recipient: &CareRecipientId,
        explained_by: Option<StaffId>,
    ) -> ConsentPlanDraft {
        let family = self.desk.care_recipient(recipient).expect("she is registered").details.family;
        ConsentPlanDraft {
            recipient: recipient.clone(),
            signer: SignerKind::Proxy,
            family: None,
            proxy: family.first().map(|member| member.id.clone()),
            proxy_reason: "右手の麻痺のため書字困難".into(),
            explained_by,
            visit_on: "2026-11-25".into(),
            preprint: true,
            obtained_as: ObtainedAsDraft::Ruled,
            target: String::new(),
        }
    }

    /// Makes a paper.
    pub fn paper(&self, order: PaperOrder) -> MadePaper {
        self.desk.make_paper(order, day("2026-11-20")).expect("the paper is made")
    }
}

/// みほん訪問看護ステーション, as AC-01 gives it.
pub fn mihon_station() -> OfficeDraft {
    OfficeDraft {
        name: "みほん訪問看護ステーション".into(),
        postal_code: "３５１０１０４".into(),
        address: "埼玉県みほん市見本一丁目2番3号".into(),
        tel: "048-000-0001".into(),
        fax: "０４８－０００－０００２".into(),
        ..OfficeDraft::default()
    }
}

/// A member of staff as typed.
pub fn staff(name: NameTyped, profession: &str, email: &str, registered_on: &str) -> StaffDraft {
    StaffDraft {
        name,
        profession: profession.into(),
        email: email.into(),
        registered_on: registered_on.into(),
        ..StaffDraft::default()
    }
}

/// 例示 梅, as AC-04 gives her.
pub fn ume() -> CareRecipientDraft {
    CareRecipientDraft {
        name: name("例示", "梅", "れいじ", "うめ"),
        born_on: "昭和8年5月5日".into(),
        address: "埼玉県みほん市例示町4-5-6".into(),
        note: "右手の麻痺のため書字困難".into(),
        family: vec![FamilyMemberDraft {
            name: name("例示", "桜", "れいじ", "さくら"),
            relationship: "長女".into(),
            same_address: true,
            ..FamilyMemberDraft::default()
        }],
        ..CareRecipientDraft::default()
    }
}

/// 例示 with this given name, registered.
pub fn recipient_named(story: &mut Story, given: &str, given_kana: &str) -> CareRecipientId {
    let draft = CareRecipientDraft { name: name("例示", given, "れいじ", given_kana), ..ume() };
    story.desk.add_care_recipient(&draft, on("2026-11-20")).expect("registered")
}

/// A consent in force, signed by the person on a day; in 清瀬 without a family.
pub fn signed_consent(story: &mut Story, recipient: &CareRecipientId, signed_on: &str) -> ConsentId {
    let targets = &story.desk.policy().expect("a region").consent.targets;
    let plan = ConsentPlanDraft {
        signer: SignerKind::Person,
        proxy: None,
        proxy_reason: String::new(),
        target: targets.first().map(|target| target.key.clone()).unwrap_or_default(),
        ..story.plan_by_proxy(recipient, None)
    };
    let mut made = story.desk.make_paper(PaperOrder::Consent { plan }, day(signed_on)).expect("it is made");
    let record = story.desk.record_paper(&mut made, true, on(signed_on)).expect("it is printed");
    let consent = record.consent.expect("a consent came to be");
    let signature = SignatureDraft {
        signed_on: signed_on.into(),
        by_person: true,
        no_family_reason: "家族なし".into(),
        ..SignatureDraft::default()
    };
    story.desk.sign_consent(&consent, &signature, on(signed_on)).expect("it is signed");
    consent
}

/// A rule refused it, with this code and this part of its clause.
#[track_caller]
pub fn check_refused<T>(answer: Result<T>, expected: &str, expected_clause: &str) {
    match answer {
        Err(Error::Refused { code, clause }) => {
            assert_eq!(code, expected, "the refusal names what is missing");
            assert!(clause.contains(expected_clause), "with the clause {expected_clause}, not {clause}");
        }
        Err(other) => panic!("{expected} expected, not {other}"),
        Ok(_) => panic!("{expected} expected, but it was allowed"),
    }
}

/// A name as typed.
pub fn name(family: &str, given: &str, family_kana: &str, given_kana: &str) -> NameTyped {
    NameTyped {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

/// The problems of a refused draft, one a line: `field code suggestion`.
pub fn problems<T>(answer: Result<T>) -> String {
    let Err(Error::Fields(problems)) = answer else { return "no field is refused".to_owned() };
    let line = |problem: &Problem| match &problem.suggestion {
        Some(suggestion) => format!("{} {} {suggestion}", problem.field, problem.code.key()),
        None => format!("{} {}", problem.field, problem.code.key()),
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The text of a PDF as another program reads it, page by page.
pub fn text_of(pdf: &[u8]) -> Vec<String> {
    let text = through("pdftotext", &["-layout", "-enc", "UTF-8", "-", "-"], pdf);
    let mut pages: Vec<_> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    pages
}

/// The fonts of a PDF as another program lists them.
pub fn fonts_of(pdf: &[u8]) -> String {
    through("pdffonts", &["-"], pdf)
}

/// Text without any blank, for looking a sentence up across line ends.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The sentences of 様式`number` as the policy text has them, without blanks and emphasis.
pub fn sentences_of_form(number: usize) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("forms/asaka/2026-11/policy-text.txt"));
    let text = text.expect("the policy text ships with its region");
    let forms = text.split("\n## ").filter(|part| part.contains("（連携情報保持の誓約）"));
    let form = forms.skip(number - 1).take(1).collect::<String>();
    let marks = |line: &str| squeezed(line).replace(['*', '#', '\\'], "").trim_start_matches('-').to_owned();
    let lines = form.lines().skip(1).map(marks).filter(|line| line.chars().count() > 12);
    lines.filter(|line| !line.contains("（氏名）") && !line.starts_with("一般社団法人")).collect()
}

fn through(program: &str, arguments: &[&str], input: &[u8]) -> String {
    let child = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("poppler-utils are installed; ./dev test installs them");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    writing.join().expect("the writer ends").expect("the PDF is read to its end");
    assert!(output.status.success(), "{program} reads the PDF");
    String::from_utf8(output.stdout).expect("UTF-8")
}
