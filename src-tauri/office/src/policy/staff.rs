//! The rules of staff as a region words them: before they use MCS, their passwords, and when they leave.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Source, Strength};
use crate::domain::staff::PasswordKind;
use crate::domain::targets::Targets;

/// The rule of the staff pledge.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PledgeRule {
    /// Whether an older pledge stands in (省略).
    pub may_be_omitted: bool,
    /// Where the document says so.
    pub source: Source,
}

/// What a member of staff needs before MCS is used (利用準備 → 利用中).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffRule {
    /// In the order they are told.
    #[serde(default, rename = "need")]
    pub needs: Vec<StaffNeed>,
}

/// Something a member of staff needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffNeed {
    /// What.
    pub need: StaffNeedKind,
    /// Where the document says so.
    pub source: Source,
}

/// What a member of staff can need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffNeedKind {
    /// The pledge, or the older one in its place.
    Pledge,
    /// The course or its video (宮崎 第12条3)).
    Course,
    /// 職種 (宮崎 第27条).
    Profession,
    /// An ID of the person's own (熊谷 第6条).
    McsId,
}

/// One step of leaving.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeavingStep {
    /// Which.
    pub step: LeavingKind,
    /// In the region's words.
    pub title: String,
    /// The step that has to be done before this one (熊谷 第10条(6)).
    pub after: Option<LeavingKind>,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Source>,
}

/// What is done when somebody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeavingKind {
    /// Out of every group.
    ReleaseGroups,
    /// Another MCS管理者 or 患者グループ管理者 takes over.
    HandOver,
    /// The paper that tells it to the association or the city.
    Notice,
    /// Telling the secretariat, beside the paper (宮崎 第14条2)).
    Contact,
    /// Lent and own devices: back, and the data erased.
    ReturnDevices,
    /// The person deletes the account; afterwards only スタッフ解除 is possible.
    DeleteAccount,
    /// Secrecy goes on after leaving.
    RememberPledge,
}

/// Which passwords the document names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordRule {
    /// In the document's order.
    #[serde(rename = "scheme")]
    pub schemes: Vec<PasswordScheme>,
    /// How strongly it says so.
    pub strength: Strength,
    /// Where the document says so.
    pub source: Source,
}

/// One kind of password.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordScheme {
    /// Which.
    pub kind: PasswordKind,
    /// Whether symbols are asked for beside letters and digits.
    #[serde(default)]
    pub symbols: bool,
    /// It is changed within so many months; `None`: never, or in the document's `word`.
    pub months: Option<u32>,
    /// How often, where the document names no number (宮崎: 数か月に1回).
    pub word: Option<String>,
}

impl PasswordRule {
    /// By when a password of this kind is changed; `None`: it need not be.
    ///
    /// A kind the document does not name is held to the first one it does: 朝霞 knows no longer password that may stay.
    pub fn due(&self, kind: PasswordKind, changed_on: NaiveDate, targets: &Targets) -> Option<NaiveDate> {
        let scheme = self.schemes.iter().find(|one| one.kind == kind).or(self.schemes.first())?;
        let by_word = scheme.word.as_ref().map(|_| targets.password_months);
        Targets::after_months(changed_on, scheme.months.or(by_word)?)
    }

    /// Whether the interval is the office's own, because the document names no number.
    pub fn is_target(&self) -> bool {
        self.schemes.iter().any(|scheme| scheme.months.is_none() && scheme.word.is_some())
    }
}
