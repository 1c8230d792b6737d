//! The rule of consent as a region words it: who signs, who may obtain it, which sheets there are.

use serde::Deserialize;

use super::Source;

/// Who consents, who may obtain it, and which sheets there are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRule {
    /// Whose signature is needed.
    pub signers: Signers,
    /// Whether somebody may write for the person (代筆).
    pub proxy: bool,
    /// Who obtains it.
    pub obtained_by: ObtainedBy,
    /// The sheets of one consent, in order.
    #[serde(rename = "copy")]
    pub copies: Vec<ConsentSheet>,
    /// Where the document speaks of the sheets; `None`: 規定なし（事業所の設定）.
    pub copies_source: Option<Source>,
    /// Where the document lets a colleague obtain it for the attending physician (宮崎 細則 第16条).
    pub on_behalf: Option<Source>,
    /// Whose data may be shared at all; one is chosen before printing (熊谷 第3条). Empty: everybody's.
    #[serde(default, rename = "target")]
    pub targets: Vec<Target>,
    /// What stands in for a consent on the region's own form (宮崎 第16条).
    #[serde(default, rename = "exception")]
    pub exceptions: Vec<Exception>,
    /// Where the document says so.
    pub source: Source,
}

impl ConsentRule {
    /// The marks of the sheets that are printed. `on_behalf`: whether it is obtained for the physician.
    pub fn marks(&self, on_behalf: bool) -> Vec<String> {
        let printed = self.copies.iter().filter(|copy| on_behalf || !copy.on_behalf_only);
        printed.map(|copy| copy.mark.clone()).collect()
    }

    /// A target by its key.
    pub fn target(&self, key: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.key == key)
    }

    /// The sentence of an exception; `None` where the region knows no such exception.
    pub fn exception(&self, kind: ExceptionKind) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.kind == kind)
    }
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

/// Who obtains a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObtainedBy {
    /// 連携元事業所.
    LeadOffice,
    /// 主治医 (宮崎 第16条).
    Doctor,
    /// 主治医又は連携元となる事業所 (熊谷 第4条).
    DoctorOrLead,
}

/// One sheet of a consent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentSheet {
    /// What is printed on it, e.g. 事業所控.
    pub mark: String,
    /// Who keeps it.
    pub holder: Holder,
    /// Whether it is printed only when the consent is obtained for the physician.
    #[serde(default)]
    pub on_behalf_only: bool,
}

/// Who keeps a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// The office.
    Office,
    /// The person or the family.
    Person,
    /// The attending physician.
    Doctor,
}

/// Whose data may be shared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Stable name.
    pub key: String,
    /// The words of the choice.
    pub label: String,
    /// Where the document says so.
    pub source: Source,
}

/// What stands in for a consent on the region's own form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Which.
    #[serde(rename = "key")]
    pub kind: ExceptionKind,
    /// The words of the choice.
    pub label: String,
    /// Where the document says so.
    pub source: Source,
}

/// Which exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// A consent the office has already.
    Existing,
    /// Talk from one to one only (つながり).
    DirectLink,
}

/// The rule of pictures (朝霞 3)(3)④, 宮崎 第21条).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoRule {
    /// Who is asked.
    pub asked_of: Vec<Asked>,
    /// Whether each time anew (その都度).
    pub each_time: bool,
    /// Whether in a facility a consent of the family beforehand is enough (宮崎).
    #[serde(default)]
    pub facility_prior_family: bool,
    /// Where the document says so.
    pub source: Source,
}

/// Who is asked about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// 本人.
    Person,
    /// 家族.
    Family,
}
