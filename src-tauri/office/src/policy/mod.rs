//! A region's rules as data: words, destinations, settings, the rule of consent and the duties, each
//! with its clause and the sentence it stands on.
//!
//! Owns these types and knows no database; the rule of consent stands in `consent`. `written` reads `forms/<region>/<edition>/policy.toml`,
//! [`due`] derives which duty is open, and `faults` words what is wrong with a file.

pub mod due;
mod consent;
mod faults;
mod written;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use consent::{
    Asked, ConsentRule, ConsentSheet, Exception, ExceptionKind, Holder, ObtainedBy, PhotoRule, Signers,
    Target,
};
pub(crate) use faults::{Fault, Faults, Opened};

/// One region in one edition.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Stable name of the region, e.g. `asaka`; the folder is called so.
    pub region: String,
    /// 朝霞地区.
    pub name: String,
    /// 朝霞地区 MCS 運用ルール.
    pub document: String,
    /// 朝霞地区 運用ルール: what stands before a clause.
    pub short: String,
    /// `2026-11`; the folder is called so.
    pub edition: String,
    /// Who issued the document.
    pub issuer: String,
    /// The region's own words, by neutral names (`care_recipient` → 患者（利用者）).
    pub words: BTreeMap<String, String>,
    /// Where papers go.
    pub destinations: Vec<Destination>,
    /// Data of the papers that age (the president's name).
    pub settings: Vec<Setting>,
    /// The rule of consent.
    pub consent: ConsentRule,
    /// The rule of the staff pledge; `None` where no article asks for one.
    pub staff_pledge: Option<PledgeRule>,
    /// The rule of pictures; `None`: 規定なし（事業所の設定）.
    pub photo: Option<PhotoRule>,
    /// The rule of taking devices and data out; `None`: 規定なし（事業所の設定）.
    pub takeout: Option<TakeoutRule>,
    /// Where the document asks the staff to agree before the person or the family joins a group (熊谷 第5条(3)).
    pub family_member: Option<Source>,
    /// What a patient group needs before it is used.
    pub group_needs: Vec<GroupNeed>,
    /// Kinds of paper the document does not ask for, with what it says instead.
    pub absent: Vec<Absent>,
    /// What is to be done, in the order of the start page.
    pub duties: Vec<Duty>,
}

/// Where a paper goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Stable name, e.g. `secretariat`.
    pub key: String,
    /// 宛先.
    pub name: String,
    /// 〒, as `351-0104`.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 建物; may be empty.
    pub building: String,
    /// 電話.
    pub tel: String,
    /// メール.
    pub email: String,
    /// What is sent: 原本 or 写し.
    pub send: String,
    /// Where the document says so.
    pub source: Source,
}

/// A value on the papers that the office may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Forms name it `setting.<key>`.
    pub key: String,
    /// 会長名.
    pub label: String,
    /// What stands in the document.
    pub default: String,
    /// Where it is printed, in words.
    pub used_in: String,
}

/// The rule of the staff pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeRule {
    /// Whether an older pledge stands in (省略).
    pub may_be_omitted: bool,
    /// Where the document says so.
    pub source: Source,
}

/// The rule of taking devices and data out of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeoutRule {
    /// Who approves it, in the region's word.
    pub approver: String,
    /// Where the document says so.
    pub source: Source,
}

/// Something a patient group needs before it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNeed {
    /// What.
    pub need: Need,
    /// Where the document says so.
    pub source: Source,
}

/// What a patient group can need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// A consent in force, or what stands in for one.
    Consent,
    /// A 患者グループ管理者 (朝霞 3)(4)).
    GroupManager,
    /// The physician's instruction or leave (宮崎 細則).
    DoctorInstruction,
    /// The physician as a member (宮崎).
    DoctorMember,
    /// Why the person's data may be shared (熊谷 第3条).
    Target,
}

/// A kind of paper the document does not ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Which.
    pub kind: FormKind,
    /// What the document says at the nearest place.
    pub source: Source,
}

/// A clause with its sentence, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// `2)(5)②`.
    pub clause: String,
    /// The sentence.
    pub quotation: String,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Stable name.
    pub key: String,
    /// The words of the start page.
    pub title: String,
    /// Where the document says so.
    pub source: Source,
    /// How strongly it says so.
    pub strength: Strength,
    /// Which fact opens it.
    pub opens: Opens,
    /// Which fact closes it.
    pub closes: Closes,
    /// The kind of paper that belongs to it.
    pub form: Option<FormKind>,
}

/// What a paper is for, whatever number a region gives it (requirements, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// A: 利用申込書.
    Application,
    /// B: pledge of the office.
    OfficePledge,
    /// C: notice of staff added or removed.
    StaffNotice,
    /// D: pledge of a member of staff.
    StaffPledge,
    /// E: consent of a care recipient.
    PatientConsent,
    /// G: request to take information out of the office.
    TakeOut,
    /// Consent to a picture, each time.
    PhotoConsent,
}

impl FormKind {
    /// The five places of a region's papers: what an office and its people sign or hand in.
    pub const ALL: [FormKind; 5] = [
        FormKind::Application,
        FormKind::OfficePledge,
        FormKind::StaffNotice,
        FormKind::StaffPledge,
        FormKind::PatientConsent,
    ];

    /// What some regions have beside them.
    pub const FURTHER: [FormKind; 2] = [FormKind::TakeOut, FormKind::PhotoConsent];
}

/// How strongly the document asks (requirements, head of section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// する, ものとする, しなければならない.
    Must,
    /// 推奨する.
    Recommend,
}

/// The fact that opens a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// The office begins to use MCS.
    StartOfUse,
    /// No member of staff is MCS管理者.
    NoMcsManager,
    /// A member of staff has no pledge.
    StaffWithoutPledge,
    /// A consent was printed.
    ConsentPrinted,
    /// A consent was signed.
    ConsentSigned,
    /// Two signatures are needed and one is missing (清瀬 第6条).
    ConsentHalfSigned,
    /// A consent was signed for the attending physician (宮崎 細則 第16条).
    ConsentOnBehalf,
    /// Talk from one to one goes on without a patient group (宮崎 第16条).
    DirectLinkOnly,
}

/// The fact that closes a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closes {
    /// A person says it is done, with the day.
    ByHand,
    /// A submission with the duty's form was sent.
    Submission,
    /// Somebody is MCS管理者.
    McsManager,
    /// The pledge is signed or left out.
    Pledge,
    /// The consent is signed.
    Signature,
    /// The other sheet was handed over.
    CopyHanded,
    /// The place of the original is known.
    OriginalPlace,
    /// The physician's sheet was sent.
    DoctorCopy,
    /// The person has a patient group.
    Group,
}

impl Policy {
    /// 朝霞地区 運用ルール 2)(5)②: a clause as it is shown.
    pub fn cite(&self, source: &Source) -> String {
        format!("{} {}", self.short, source.clause)
    }

    /// A duty by its key.
    pub fn duty(&self, key: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.key == key)
    }

    /// A destination by its key.
    pub fn destination(&self, key: &str) -> Option<&Destination> {
        self.destinations.iter().find(|destination| destination.key == key)
    }

    /// What the document says where it asks for no paper of this kind.
    pub fn absent(&self, kind: FormKind) -> Option<&Source> {
        self.absent.iter().find(|absent| absent.kind == kind).map(|absent| &absent.source)
    }

    /// What a group needs, with the sentence.
    pub fn group_need(&self, need: Need) -> Option<&Source> {
        self.group_needs.iter().find(|one| one.need == need).map(|one| &one.source)
    }

    /// A setting by its key.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }
}

/// Text without blanks, list marks and emphasis: what two copies of one sentence have in common.
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        out.extend(line.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '\\' | '_' | '#')));
    }
    out
}
