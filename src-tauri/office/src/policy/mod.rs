//! A region's rules as data: words, destinations, settings, the rule of consent and the duties, each
//! with its clause and the sentence it stands on.
//!
//! Owns these types and knows no database: they are `forms/<region>/<edition>/policy.toml` as it is written, and
//! `read` checks its sentences. [`due`] derives which duty is open; `faults` words what is wrong with a file.

pub mod due;
mod consent;
mod device;
mod duty;
mod faults;
mod group;
mod read;
mod staff;
mod training;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use consent::{
    Asked, ConsentRule, ConsentSheet, Exception, ExceptionKind, Holder, ObtainedBy, PhotoRule, Signers,
    Target,
};
pub use device::{Byod, DeviceItem, DeviceRule, IncidentKind, IncidentStep, TakeoutRule};
pub use duty::{Closes, Duty, Opens, Strength, Within};
pub(crate) use faults::{Fault, Faults, Opened};
pub use group::{Delegation, DeletionRule, GroupNeed, GroupRule, Need};
pub use staff::{
    JoinKind, JoinStep, LeavingStep, PasswordRule, PasswordScheme, PledgeRule, StaffNeed, StaffRule,
};
pub use training::OfferedTraining;

/// One region in one edition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// The file with the document's text; not every region lets its document be copied.
    pub text: Option<String>,
    /// The region's own words, by neutral names (`care_recipient` → 患者（利用者）).
    pub words: BTreeMap<String, String>,
    /// Where papers go.
    #[serde(rename = "destination")]
    pub destinations: Vec<Destination>,
    /// Data of the papers that age (the president's name).
    #[serde(default, rename = "setting")]
    pub settings: Vec<Setting>,
    /// The rule of consent.
    pub consent: ConsentRule,
    /// The rule of the staff pledge; `None` where no article asks for one.
    pub staff_pledge: Option<PledgeRule>,
    /// What a member of staff needs before MCS is used.
    #[serde(default)]
    pub staff: StaffRule,
    /// The steps of leaving, in the region's order.
    #[serde(default)]
    pub leaving: Vec<LeavingStep>,
    /// The rule of passwords; `None`: 規定なし（事業所の設定）.
    pub password: Option<PasswordRule>,
    /// The rule of pictures; `None`: 規定なし（事業所の設定）.
    pub photo: Option<PhotoRule>,
    /// The rule of devices.
    #[serde(default)]
    pub device: DeviceRule,
    /// The rule of taking devices and data out; `None`: 規定なし（事業所の設定）.
    pub takeout: Option<TakeoutRule>,
    /// What is done when a device is lost or something went wrong, in this order.
    #[serde(default)]
    pub incident: Vec<IncidentStep>,
    /// The trainings that the region offers beside those of the office.
    #[serde(default, rename = "training")]
    pub trainings: Vec<OfferedTraining>,
    /// The rule of groups.
    #[serde(default)]
    pub group: GroupRule,
    /// Kinds of paper the document does not ask for, with what it says instead.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// What is to be done, in the order of the start page.
    #[serde(rename = "duty")]
    pub duties: Vec<Duty>,
    /// What everybody keeps in mind and no ledger can show: read to the staff, shown in the help.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
}

/// Where a paper goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// Stable name, e.g. `secretariat`.
    pub key: String,
    /// 宛先.
    pub name: String,
    /// 〒, as `351-0104`.
    #[serde(default)]
    pub postal_code: String,
    /// 住所.
    #[serde(default)]
    pub address: String,
    /// 建物; may be empty.
    #[serde(default)]
    pub building: String,
    /// 電話.
    #[serde(default)]
    pub tel: String,
    /// メール.
    #[serde(default)]
    pub email: String,
    /// What is sent: 原本 or 写し.
    #[serde(default)]
    pub send: String,
    /// Where the document says so.
    pub source: Source,
}

/// A value on the papers that the office may change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// A kind of paper the document does not ask for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// Which.
    pub kind: FormKind,
    /// What the document says at the nearest place.
    pub source: Source,
}

/// A sentence of the document that is no act of the office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// In short.
    pub title: String,
    /// How strongly the document says so.
    pub strength: Strength,
    /// Where the document says so.
    pub source: Source,
}

/// A line of 地区の決まり.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BookLine<'a> {
    /// In short.
    pub title: &'a str,
    /// Whether it is something to be done; otherwise it is always kept in mind.
    pub is_duty: bool,
    /// How strongly the document says so.
    pub strength: Strength,
    /// Where it says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<&'a Source>,
}

/// A clause with its sentence, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `2)(5)②`.
    pub clause: String,
    /// The sentence.
    pub quotation: String,
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

impl Policy {
    /// 朝霞地区 運用ルール 2)(5)②: a clause as it is shown.
    pub fn cite(&self, source: &Source) -> String {
        format!("{} {}", self.short, source.clause)
    }

    /// 地区の決まり, to be read from beginning to end: what is to be done, then what is always kept in mind.
    pub fn book(&self) -> impl Iterator<Item = BookLine<'_>> {
        let duties = self.duties.iter().map(|duty| BookLine {
            title: &duty.title,
            is_duty: true,
            strength: duty.strength,
            source: duty.source.as_ref(),
        });
        let rules = self.rules.iter().map(|rule| BookLine {
            title: &rule.title,
            is_duty: false,
            strength: rule.strength,
            source: Some(&rule.source),
        });
        duties.chain(rules)
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
        self.group.needs.iter().find(|one| one.need == need).map(|one| &one.source)
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
