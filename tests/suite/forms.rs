//! The contract of `forms/`: wording as the policy has it, names as the program knows them, and
//! faulty files refused with line and way out.

use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use office::forms::fill::{SOURCES, UNUSED};
use office::forms::{Catalog, FormKind};
use office::policy::{Opens, squeezed};
use office::{Error, FormFault};

fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms")
}

fn catalog() -> Catalog {
    Catalog::load(&forms()).expect("the files are sound")
}

#[test]
fn every_sentence_of_a_paper_is_the_policys() {
    let catalog = catalog();
    let text = std::fs::read_to_string(forms().join("asaka/2026-11/policy-text.txt")).expect("it is there");
    // The transcript's ㊟ is a slip for ㊞ (requirements 2.1): the one correction.
    let text = squeezed(&text.replace("<small>", "").replace("</small>", "").replace('㊟', "㊞"));
    let mut count = 0;
    for paper in catalog.all().filter(|paper| paper.region == "asaka") {
        for sentence in paper.sentences() {
            let sentence = squeezed(sentence).replace('／', "/");
            assert!(text.contains(&sentence), "{}: 「{sentence}」 is not in the policy", paper.file);
            count += 1;
        }
    }
    assert!(count > 80, "all four papers were looked at: {count} sentences");
}

#[test]
fn every_value_is_used_by_a_paper_or_has_a_reason_not_to_be() {
    let catalog = catalog();
    let used: Vec<&str> = catalog.all().flat_map(|paper| paper.sources()).collect();
    for source in SOURCES {
        let reason = UNUSED.iter().find(|(name, _)| *name == source.name);
        match reason {
            Some((_, reason)) => {
                assert!(!used.contains(&source.name), "{} is used: take it out of UNUSED", source.name);
                assert!(!reason.is_empty(), "{} has its reason", source.name);
            }
            None => assert!(used.contains(&source.name), "{} is used by no paper", source.name),
        }
    }
    for (name, _) in UNUSED {
        assert!(SOURCES.iter().any(|source| source.name == *name), "{name} in UNUSED is no value");
    }
}

#[test]
fn asaka_is_read_as_the_policy_says() {
    let catalog = catalog();
    let regions: Vec<_> =
        catalog.regions().map(|policy| (policy.region.as_str(), policy.name.as_str())).collect();
    let five = ["asaka", "itabashi", "kiyose", "kumagaya", "miyazaki"];
    assert_eq!(regions.iter().map(|region| region.0).collect::<Vec<_>>(), five, "one folder, one region");
    let policy = catalog.policy("asaka").expect("there is 朝霞地区");
    let start: Vec<_> = policy.duties.iter().filter(|duty| duty.opens == Opens::StartOfUse).collect();
    let titles: Vec<_> = start.iter().map(|duty| duty.title.as_str()).collect();
    let expected = ["事務局へ連絡", "ポリシー・ルールの受領", "内容に同意", "様式3の提出"];
    assert_eq!(titles, expected, "the four steps of 1)(1), in order (AC-01 (2))");
    let manager = policy.duty("appoint_mcs_manager").expect("2)(5)②");
    assert_eq!(manager.title, "MCS管理者を1名以上置いてください", "the words of AC-01 (1)");
    assert_eq!(
        policy.cite(manager.source.as_ref().expect("the rule of the region")),
        "朝霞地区 運用ルール 2)(5)②",
        "the clause of AC-01 (1)"
    );
    assert_eq!(policy.consent.marks(false), ["事業所控", "お渡し用"], "双方が所持する");
    let there = policy.destination("secretariat").expect("1)(3)");
    assert_eq!((there.postal_code.as_str(), there.send.as_str()), ("351-0104", "原本"), "様式3 提出先");
}

#[test]
fn a_kind_leads_to_its_papers() {
    let catalog = catalog();
    let files = |kind| catalog.forms("asaka", kind).map(|paper| paper.file.as_str()).collect::<Vec<_>>();
    assert_eq!(
        files(FormKind::OfficePledge),
        ["1-office-pledge", "3-agreement-roster"],
        "text and signatures"
    );
    assert_eq!(files(FormKind::StaffNotice), ["3-agreement-roster"], "様式3 is the notice");
    assert_eq!(files(FormKind::StaffPledge), ["2-staff-pledge"], "様式2");
    assert_eq!(files(FormKind::PatientConsent), ["4-patient-consent"], "様式4");
    assert!(catalog.form("asaka", FormKind::Application).is_none(), "朝霞地区 has no application");
    assert!(
        catalog.printed("asaka", "2026-11", FormKind::StaffPledge).is_some(),
        "an edition can be printed again"
    );
}

/// A copy of `forms/` to spoil, removed when done.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Copy {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("forms-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        copy(&forms(), &folder);
        Copy(folder)
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = std::fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "{file} has {from}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
    }

    fn faults(&self) -> Vec<FormFault> {
        match Catalog::load(&self.0) {
            Err(Error::FormsFaulty(faults)) => faults,
            Err(error) => panic!("{error}"),
            Ok(_) => panic!("a faulty file is read"),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the temporary folder takes folders");
    for entry in std::fs::read_dir(from).expect("it can be read").map(|entry| entry.expect("it can be read"))
    {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the temporary folder takes files");
        }
    }
}

#[track_caller]
fn check_fault(name: &str, file: &str, from: &str, to: &str, expected: Expect) {
    let copy = Copy::new(name);
    copy.edit(file, from, to);
    let shown: Vec<_> = (copy.faults().iter())
        .map(|fault| format!("{} {}行目: {} → {}", fault.file, fault.line, fault.message, fault.instead))
        .collect();
    expected.assert_eq(&shown.join("\n"));
}

const POLICY: &str = "asaka/2026-11/policy.toml";
const CONSENT: &str = "asaka/2026-11/4-patient-consent.toml";

#[test]
fn a_faulty_paper_is_refused_with_its_line_and_what_to_write() {
    check_fault(
        "key",
        CONSENT,
        "center = ",
        "centre = ",
        expect![
            "asaka/2026-11/4-patient-consent.toml 26行目: 『centre』という項目はありません。 → つづりを確かめてください。ここに書けるのは title、heading、article、paragraph、item、continued、text、center、end、line、date、box、grid、office、choices、check、roster、note、flow、destination、groups、lines、options、rows、field、column、before、from、after、blank、label です。"
        ],
    );
    check_fault(
        "from",
        CONSENT,
        "family.relationship",
        "family.relation",
        expect![
            "asaka/2026-11/4-patient-consent.toml 73行目: 『family.relation』という値はありません。 → 使える値は office.name、office.name_kana、office.corporation、office.kind、office.postal_code、office.address、office.tel、office.fax、office.email、office.manager、office.manager_kana、office.manager_with_title、office.mcs_manager、policy.name、policy.document、policy.consent、policy.photo、paper.date、staff.name、staff.profession、staff.email、staff.mcs_id、staff.registered_on、row.number、row.name、row.profession、row.email、row.mcs_id、row.registered_on、row.released_on、row.pledged_on、row.change、row.changed_on、recipient.name、recipient.kana、recipient.born_on、recipient.phone、recipient.address、recipient.note、visit.address、visit.age、visit.signer、visit.signer_relationship、visit.sheets、family.relationship、family.address、proxy.relationship、proxy.address、consent.explained_by、consent.visit_on、consent.doctor、consent.doctor_clinic、consent.requested_on、consent.target、takeout.content、takeout.medium、takeout.purpose、takeout.place、takeout.devices、takeout.asked_on、takeout.from_on、takeout.until_on、takeout.decided_on、takeout.returned_on、incident.cause、incident.device、incident.person、incident.recipients、incident.note、incident.happened_on、incident.known_on、incident.first_report_on、incident.full_report_on、recovery.groups、recovery.made_on、setting.president_name です。"
        ],
    );
    check_fault(
        "field",
        CONSENT,
        "by_hand = true\n",
        "",
        expect![[
            r#"asaka/2026-11/4-patient-consent.toml 55行目: 『氏　名』に何が入るか分かりません。 → 印刷する値を from = "…" で、手書きなら by_hand = true と、どちらか一つを書いてください。"#
        ]],
    );
    check_fault(
        "text",
        CONSENT,
        "paragraph = \"1\"\ntext",
        "paragraph = \"1\"\nnote",
        expect![[
            r#"asaka/2026-11/4-patient-consent.toml 28行目: 『text』がありません。 → 番号の次の行に text = "…" を足してください。"#
        ]],
    );
    check_fault(
        "kind",
        CONSENT,
        "\"patient-consent\"",
        "\"consent\"",
        expect![
            "asaka/2026-11/4-patient-consent.toml 8行目: 『consent』は選べません。 → application、office-pledge、staff-notice、staff-pledge、patient-consent、take-out、photo-consent のどれかを書いてください。"
        ],
    );
    check_fault(
        "quote",
        CONSENT,
        "number = \"別紙様式4\"",
        "number = \"別紙様式4",
        expect![[
            r#"asaka/2026-11/4-patient-consent.toml 9行目: ここから先を読めません（invalid basic string, expected `"`）。 → 引用符 " と角かっこ [ ] が、二つずつそろっているか確かめてください。"#
        ]],
    );
    check_fault(
        "number",
        CONSENT,
        "number = \"別紙様式4\"\n",
        "",
        expect![[
            r#"asaka/2026-11/4-patient-consent.toml 1行目: 『number』がありません。 → number = "…" の行を足してください。"#
        ]],
    );
}

#[test]
fn a_faulty_policy_is_refused_with_its_line_and_what_to_write() {
    let quotation = "source.quotation = \"その内容に同意した上で\"\n";
    check_fault(
        "no-quotation",
        POLICY,
        quotation,
        "",
        expect![[
            r#"asaka/2026-11/policy.toml 323行目: 『quotation』がありません。 → source.quotation = "…" の行を足してください。"#
        ]],
    );
    check_fault(
        "empty-quotation",
        POLICY,
        quotation,
        "source.quotation = \"\"\n",
        expect![
            "asaka/2026-11/policy.toml 324行目: 『quotation』が空です。 → 運用ルールの条と、その文をそのまま書いてください。"
        ],
    );
    check_fault(
        "other-quotation",
        POLICY,
        "その内容に同意した上で",
        "その内容に合意した上で",
        expect![
            "asaka/2026-11/policy.toml 324行目: 『quotation』の文が、運用ルールの本文にありません。 → 本文の文を、一字も変えずに書き写してください。"
        ],
    );
    check_fault(
        "opens",
        POLICY,
        "opens = \"no-mcs-manager\"",
        "opens = \"no-manager\"",
        expect![
            "asaka/2026-11/policy.toml 345行目: 『no-manager』は選べません。 → start-of-use、no-mcs-manager、staff-without-pledge、consent-printed、consent-signed、consent-half-signed、consent-on-behalf、staff-joins、staff-without-course、staff-without-id、staff-registered、staff-released、manager-changed、submission-returned、leaving-open、leaving-too-late、password-due、direct-link-only、recipient-died、support-ended、deletion-requested、deletion-sent、no-group-manager、member-left、consent-withdrawn、own-device-without-permission、temporary-device、device-check-due、device-item-missing、takeout-asked、takeout-out、training-due、guideline-check-due、incident-open、yearly-due のどれかを書いてください。"
        ],
    );
    check_fault(
        "type",
        POLICY,
        "proxy = true",
        "proxy = \"はい\"",
        expect![[
            r#"asaka/2026-11/policy.toml 45行目: 書き方が違います（invalid type: string "はい", expected a boolean）。 → 文は "…" で、数はそのまま、はい・いいえは true・false で書いてください。"#
        ]],
    );
    check_fault(
        "edition",
        POLICY,
        "edition = \"2026-11\"",
        "edition = \"2026-12\"",
        expect![[
            r#"asaka/2026-11/policy.toml 9行目: 『edition』が、フォルダーの名前『2026-11』と違います。 → edition = "2026-11" と書くか、フォルダーの名前を直してください。"#
        ]],
    );
    check_fault(
        "missing-text",
        POLICY,
        "\"policy-text.txt\"",
        "\"policy.txt\"",
        expect![
            "asaka/2026-11/policy.toml 11行目: 『policy.txt』というファイルがありません。 → このフォルダーにあるファイルの名前を書いてください。"
        ],
    );
}

#[test]
fn a_new_region_is_a_new_folder() {
    let copy = Copy::new("sixth");
    let (from, to) = (copy.0.join("asaka/2026-11"), copy.0.join("mihon/2027-04"));
    self::copy(&from, &to);
    for (old, new) in [
        ("region = \"asaka\"", "region = \"mihon\""),
        ("\"2026-11\"", "\"2027-04\""),
        ("朝霞地区\"", "みほん地区\""),
    ] {
        copy.edit("mihon/2027-04/policy.toml", old, new);
    }
    let catalog = Catalog::load(&copy.0).expect("six regions need no code");
    assert_eq!(catalog.regions().count(), 6, "the new one is there");
    assert!(catalog.form("mihon", FormKind::PatientConsent).is_some(), "with its papers");
}

#[test]
fn a_new_edition_stands_beside_the_old_one() {
    let copy = Copy::new("edition");
    self::copy(&copy.0.join("asaka/2026-11"), &copy.0.join("asaka/2028-04"));
    copy.edit("asaka/2028-04/policy.toml", "\"2026-11\"", "\"2028-04\"");
    let catalog = Catalog::load(&copy.0).expect("two editions are sound");
    assert_eq!(catalog.regions().count(), 5, "still five regions");
    assert_eq!(
        catalog.policy("asaka").map(|policy| policy.edition.as_str()),
        Some("2028-04"),
        "the newest counts"
    );
    assert!(
        catalog.printed("asaka", "2026-11", FormKind::PatientConsent).is_some(),
        "the old one still prints"
    );
}
