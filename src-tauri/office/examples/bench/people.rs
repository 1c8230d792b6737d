//! The invented people that are measured with.

use chrono::NaiveDate;
use office::Result;
use office::desk::Desk;
use office::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use office::domain::consent::{Consent, ConsentPlan, PersonalText, SignerKind};
use office::domain::id::{CareRecipientId, ConsentId, FamilyMemberId};
use office::domain::office::{Office, OfficeDraft};
use office::domain::signature::Signature;
use office::domain::staff::StaffDetails;
use office::domain::{Moment, PersonName};

/// What opens each office that is measured; `tests/window/bench.mjs` types it into the window.
pub const PASSPHRASE: &str = "bench-no-kagi-1";

pub fn office() -> Office {
    Office {
        name: "みほん訪問看護ステーション".into(), manager: Some(name(0)), ..Office::default()
    }
}

/// Says which region it is, and whose office.
pub fn settle(desk: &mut Desk, now: Moment) -> Result<()> {
    desk.choose_region("asaka", now)?;
    let draft = OfficeDraft {
        name: office().name,
        address: "埼玉県みほん市見本1-2-3".into(),
        ..OfficeDraft::default()
    };
    desk.save_office(&draft, now)?;
    desk.save_manager(&name(0).typed(), now)
}

pub fn name(at: usize) -> PersonName {
    const FAMILIES: [(&str, &str); 6] = [
        ("見本", "みほん"),
        ("例示", "れいじ"),
        ("架空", "かくう"),
        ("仮名", "かめい"),
        ("髙橋", "たかはし"),
        ("渡邉", "わたなべ"),
    ];
    const GIVEN: [(&str, &str); 5] =
        [("花子", "はなこ"), ("一郎", "いちろう"), ("桜", "さくら"), ("澪", "みお"), ("茂", "しげる")];
    let (family, family_kana) = FAMILIES[at % FAMILIES.len()];
    let (given, given_kana) = GIVEN[at / FAMILIES.len() % GIVEN.len()];
    PersonName {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

pub fn recipient(at: usize) -> CareRecipientDetails {
    CareRecipientDetails {
        name: name(at),
        born_on: None,
        postal_code: String::new(),
        address: format!("埼玉県みほん市例示町{}-{}-{}", at % 9 + 1, at % 31 + 1, at % 17 + 1),
        phone: String::new(),
        note: String::new(),
        family: vec![FamilyMember {
            id: FamilyMemberId::random(),
            name: name(at + 7),
            relationship: "長女".into(),
            own_address: None,
            phone: String::new(),
        }],
    }
}

pub fn member(at: usize) -> StaffDetails {
    StaffDetails {
        name: name(at),
        profession: "看護師".into(),
        email: format!("staff{at}@example.jp"),
        mcs_id: String::new(),
        registered_on: NaiveDate::from_ymd_opt(2026, 4, 1),
        released_on: None,
    }
}

/// The consent number `at`, signed by the person on the day it was printed.
pub fn consent(recipient: &CareRecipientId, at: usize, on: NaiveDate) -> (Consent, Signature) {
    let consent = Consent {
        id: ConsentId::random(),
        control_number: format!("同意-{}-{at:06}", on.format("%Y")),
        code: format!("{at:010}"),
        region: "asaka".into(),
        edition: "2026-11".into(),
        plan: ConsentPlan::of_existing(recipient, SignerKind::Person),
        both_sign: false,
        existing: false,
        printed_on: on,
        signature: None,
        original_place: Some("書庫 2段目".into()),
        copy_handed: None,
        doctor_copy: None,
        voided: None,
        withdrawal: None,
        end: None,
        replaced_on: None,
        disposal: None,
    };
    let signature = Signature {
        signed_on: on,
        by_person: true,
        family: None,
        proxy: None,
        guardian: None,
        no_family_reason: PersonalText::default(),
        explained_by: None,
    };
    (consent, signature)
}
