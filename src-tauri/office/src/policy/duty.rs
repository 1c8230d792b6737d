//! What is to be done: which fact opens a duty, by when it is due, and which fact closes it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::due::DueDay;
use super::{FormKind, Source};
use crate::domain::targets::Targets;

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Stable name.
    pub key: String,
    /// The words of the start page.
    pub title: String,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Source>,
    /// How strongly it says so.
    pub strength: Strength,
    /// Which fact opens it.
    pub opens: Opens,
    /// The document's own word of time: 速やかに, その後, 定期的に. None of them names a number.
    #[serde(default)]
    pub word: String,
    /// The office's own target (目安) that stands in for a number.
    pub within: Option<Within>,
    /// Which fact closes it.
    pub closes: Closes,
    /// The kind of paper that belongs to it.
    pub form: Option<FormKind>,
}

/// How strongly the document asks (requirements, head of section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// する, ものとする, しなければならない.
    Must,
    /// 推奨する.
    Recommend,
    /// 検討.
    Consider,
    /// 禁止する, しない.
    Prohibit,
    /// できる.
    May,
    /// Neither asked nor allowed: it is so.
    Info,
}

/// Which of the office's own targets (目安) counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Days for what is done 速やかに, その後, 適切な時期に.
    Notice,
    /// Months between two trainings.
    Education,
    /// Months between two looks at a device.
    DeviceCheck,
    /// Months between two looks at the guidelines (板橋 第9条).
    GuidelineCheck,
}

impl Within {
    /// The office's own day, counted from `since`.
    pub fn due(self, since: NaiveDate, targets: &Targets) -> Option<DueDay> {
        let on = match self {
            Within::Notice => Targets::after_days(since, targets.notice_days),
            Within::Education => Targets::after_months(since, targets.education_months),
            Within::DeviceCheck => Targets::after_months(since, targets.device_check_months),
            Within::GuidelineCheck => Targets::after_months(since, targets.guideline_check_months),
        };
        Some(DueDay { on: on?, is_target: true })
    }
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
    /// A member of staff joins: told or shown to each person, and ticked with a day.
    StaffJoins,
    /// A member of staff has not attended the course (宮崎 第12条3)).
    StaffWithoutCourse,
    /// A member of staff has no ID of the person's own (熊谷 第6条).
    StaffWithoutId,
    /// A member of staff was registered, and no notice told it yet.
    StaffRegistered,
    /// A member of staff was released, and no notice told it yet.
    StaffReleased,
    /// The office has another manager, and no notice told it yet (朝霞 様式3 ※).
    ManagerChanged,
    /// A notice came back (差戻し).
    SubmissionReturned,
    /// Somebody leaves: the next step.
    LeavingOpen,
    /// The last day is over, and the account was not deleted by its person.
    LeavingTooLate,
    /// A password is to be changed.
    PasswordDue,
    /// Talk from one to one goes on without a patient group (宮崎 第16条).
    DirectLinkOnly,
    /// A care recipient died, and the group is still used.
    RecipientDied,
    /// A care recipient's care ended otherwise, and the group is still used.
    SupportEnded,
    /// The person or the family asked for the full deletion of a group.
    DeletionRequested,
    /// The request was sent on.
    DeletionSent,
    /// Nobody manages a patient group (朝霞 3)(4)).
    NoGroupManager,
    /// Somebody left the office or the case and still takes part in a group.
    MemberLeft,
    /// A consent was withdrawn.
    ConsentWithdrawn,
    /// A device of somebody's own has no written permission (朝霞 様式2 第2条2).
    OwnDeviceWithoutPermission,
    /// A device of a disaster is still there after it (宮崎 第24条).
    TemporaryDevice,
    /// A device is to be looked at again.
    DeviceCheckDue,
    /// What the document commands is missing on a device.
    DeviceItemMissing,
    /// A slip of taking out waits for a decision.
    TakeoutAsked,
    /// What was taken out is to come back.
    TakeoutOut,
    /// Somebody is to be taught again.
    TrainingDue,
    /// The guidelines are to be looked at again (板橋 第9条).
    GuidelineCheckDue,
    /// A loss or an accident is not settled.
    IncidentOpen,
    /// A year since the last time is over, or nearly (清瀬 第8条: 年1回).
    YearlyDue,
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
    /// The group is archived.
    GroupArchived,
    /// The request is sent on.
    DeletionSent,
    /// It was answered that the group is deleted.
    DeletionAnswered,
    /// Somebody manages the group.
    GroupManager,
    /// The person is released from the groups.
    MembersReleased,
    /// Nobody posts about the person any more.
    PostingStopped,
    /// After a withdrawal the members are released.
    ReleasedAfterWithdrawal,
    /// The person or the family was asked whether the group is kept or deleted.
    ArchiveAsked,
    /// The letter that confirms the withdrawal went out.
    WithdrawalConfirmed,
    /// The person has an MCS ID.
    McsId,
    /// The step of leaving has its day.
    Leaving,
    /// The day of the change was entered.
    Password,
    /// The device has its permission, or has left the office.
    Device,
    /// The device was looked at.
    DeviceCheck,
    /// The slip is approved or declined.
    TakeoutDecision,
    /// It came back.
    TakeoutReturn,
    /// The person was taught.
    Training,
    /// The guidelines were looked at.
    GuidelineCheck,
    /// The incident is settled.
    Incident,
}
