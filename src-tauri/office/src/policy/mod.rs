//! A region's rules as data: words, destinations, settings, the rule of consent and the duties, each
//! with its clause and the sentence it stands on.
//!
//! Owns these types and knows no database. `written` reads `forms/<region>/<edition>/policy.toml`,
//! [`due`] derives which duty is open, and `faults` words what is wrong with a file.

pub mod due;
mod faults;
mod written;

use std::collections::BTreeMap;

use serde::Deserialize;

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

/// Who consents, and how many sheets there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRule {
    /// Whose signature is needed.
    pub signers: Signers,
    /// Whether somebody may write for the person (代筆).
    pub proxy: bool,
    /// The sheets of one consent, in order, by what is printed on them.
    pub copies: Vec<String>,
    /// Where the document says so.
    pub source: Source,
}

/// The rule of the staff pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PledgeRule {
    /// Whether an older pledge stands in (省略).
    pub may_be_omitted: bool,
    /// Where the document says so.
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

/// Whose signature a consent needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signers {
    /// 患者もしくはその家族.
    Either,
    /// 利用者及び家族.
    Both,
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
}

impl FormKind {
    /// All kinds.
    pub const ALL: [FormKind; 5] = [
        FormKind::Application,
        FormKind::OfficePledge,
        FormKind::StaffNotice,
        FormKind::StaffPledge,
        FormKind::PatientConsent,
    ];
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
