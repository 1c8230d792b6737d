//! きょうの仕事 on the wire: a duty, how strongly it is asked for, how urgent it is, and where its button leads.

use office::policy::{self, due};
use serde::Serialize;
use ts_rs::TS;

use super::{PaperKind, Quoted};

/// One line of きょうの仕事.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Duty {
    /// Of this duty for this subject: each stands once on a list.
    pub id: String,
    /// Key of the duty in `policy.toml`.
    pub key: String,
    /// MCS管理者を1名以上置いてください.
    pub title: String,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Quoted>,
    /// How strongly it says so.
    pub strength: Strength,
    /// The document's own word of time, e.g. 速やかに; empty when it has none.
    pub word: String,
    /// By when it is done, in both calendars; empty where nobody names a day.
    pub due: String,
    /// Whether that day is the office's own target (目安).
    pub due_is_target: bool,
    /// How urgent it is.
    pub urgency: Urgency,
    /// Days since its day passed; 0 before.
    pub days_over: u32,
    /// Whom it is about, as shown.
    pub subject: Option<String>,
    /// Where its one button leads.
    pub step: DutyStep,
    /// Id of the staff, care recipient or consent that the button opens.
    pub subject_id: Option<String>,
    /// The region whose duty it is, where the office serves several: its key, and 朝霞地区; empty otherwise.
    pub region: String,
    /// Its name.
    pub region_name: String,
    /// The paper that belongs to it.
    pub paper: Option<PaperKind>,
    /// How many days it is open, where a fact says since when.
    pub days: Option<u32>,
    /// Whether the duty is closed right here by a date (利用開始の4つ).
    pub closes_by_date: bool,
    /// When it was closed, in both calendars; closed start-of-use steps stay visible until all four are.
    pub closed_on: Option<String>,
}

/// Where the button of a duty leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum DutyStep {
    /// Enter the date right here.
    CloseByDate,
    /// Choose the MCS管理者 among the staff.
    StaffRole,
    /// The pledge of one member of staff.
    StaffPledge,
    /// Print and post a paper of the office.
    Paper,
    /// Enter the signature of one consent.
    ConsentSign,
    /// Say to whom the copy was handed.
    ConsentCopy,
    /// Say where the original is kept.
    ConsentOriginal,
    /// Go on with an unfinished draft.
    Draft,
    /// The consent's card, at the physician's sheet.
    ConsentDoctorCopy,
    /// The care recipients, because a group is to be opened.
    Recipient,
    /// The group's card.
    Group,
    /// The staff's card, at the groups.
    StaffGroups,
    /// The consent's card, at what follows from the withdrawal.
    ConsentWithdrawal,
    /// The card of one member of staff, at the checklist of joining.
    StaffJoining,
    /// The card of one member of staff, at the steps of leaving.
    StaffLeaving,
    /// The round of passwords.
    Passwords,
    /// What was sent.
    Submission,
    /// The device's card.
    Device,
    /// The round of looks at devices.
    DeviceCheck,
    /// The slip, at its decision.
    TakeoutDecision,
    /// The slip, at its return.
    TakeoutReturn,
    /// A training to be recorded.
    Training,
    /// A look at the guidelines to be recorded.
    GuidelineCheck,
    /// The incident, at its next step.
    Incident,
    /// The yearly report.
    YearlyReport,
}

/// How strongly the document asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum Strength {
    /// しなければならない.
    Must,
    /// 推奨する.
    Recommend,
    /// 検討.
    Consider,
    /// 禁止する.
    Prohibit,
    /// できる.
    May,
    /// It is so.
    Info,
}

/// How urgent a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum Urgency {
    /// Its day has passed.
    Overdue,
    /// Today, or as soon as possible.
    Now,
    /// Its day is to come.
    Coming,
}

impl From<policy::Strength> for Strength {
    fn from(strength: policy::Strength) -> Strength {
        match strength {
            policy::Strength::Must => Strength::Must,
            policy::Strength::Recommend => Strength::Recommend,
            policy::Strength::Consider => Strength::Consider,
            policy::Strength::Prohibit => Strength::Prohibit,
            policy::Strength::May => Strength::May,
            policy::Strength::Info => Strength::Info,
        }
    }
}

impl From<due::Urgency> for Urgency {
    fn from(urgency: due::Urgency) -> Urgency {
        match urgency {
            due::Urgency::Overdue => Urgency::Overdue,
            due::Urgency::Now => Urgency::Now,
            due::Urgency::Coming => Urgency::Coming,
        }
    }
}
