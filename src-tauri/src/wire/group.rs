//! Groups and who takes part in them, as typed and as shown.

use office::domain;

use super::*;

/// A group with everything.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Group {
    /// Id.
    pub id: String,
    /// What it is.
    pub kind: GroupKind,
    /// Whether it lives in the region's second system.
    pub second: bool,
    /// Whom it is about.
    pub recipient_id: Option<String>,
    /// The name of whom it is about; empty if nobody.
    pub recipient_name: String,
    /// Its name, or with whom; empty for a patient group.
    pub name: String,
    /// 趣旨 of an open group.
    pub purpose: String,
    /// Whether an open group wants to stand in the region's list.
    pub wants_listing: bool,
    /// Where it stands.
    pub state: GroupState,
    /// Since when it stands there, in both calendars.
    pub since: String,
    /// Since when it was used, in both calendars.
    pub opened: String,
    /// The physician's instruction in words (医師・医療機関・日・方法); empty if none.
    pub instruction: String,
    /// How it is used.
    pub arrangement: String,
    /// Whether its management is handed to another body.
    pub delegated: bool,
    /// Who managed it.
    pub managers: Vec<GroupManagerTerm>,
    /// What happened to it.
    pub events: Vec<GroupEvent>,
    /// Who takes part or took part.
    pub members: Vec<Membership>,
}

/// A 患者グループ管理者.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupManagerTerm {
    /// Id.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// 事業所 of somebody of another office.
    pub office: String,
    /// First day, in both calendars.
    pub started: String,
    /// Last day; empty while it lasts.
    pub ended: String,
}

/// Something that happened to a group.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupEvent {
    /// 1, 2, … within the group.
    pub number: u32,
    /// What.
    pub kind: GroupEventKind,
    /// When, in both calendars.
    pub on: String,
    /// Why it was archived.
    pub reason: Option<ArchiveReason>,
    /// Who asked for the deletion, or whom it was sent to.
    pub party: String,
    /// How.
    pub means: String,
    /// A note.
    pub note: String,
    /// Why it is taken back; empty if it stands.
    pub void_reason: String,
}

/// Somebody's time in a group.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Membership {
    /// Id.
    pub id: String,
    /// In which group.
    pub group_id: String,
    /// The name of the group, or of whom it is about.
    pub group_name: String,
    /// Who they are.
    pub kind: MemberKind,
    /// Which of our own staff.
    pub staff_id: Option<String>,
    /// 氏名.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// When the staff concerned agreed.
    pub agreed: String,
    /// 招待.
    pub invited: String,
    /// 承認.
    pub approved: String,
    /// 参加.
    pub joined: String,
    /// Since when off the case and waiting for the release.
    pub off_case: String,
    /// 解除; empty while it lasts.
    pub released: String,
    /// Why.
    pub release_reason: Option<ReleaseReason>,
    /// Why, in words.
    pub release_note: String,
    /// Why the row is taken back; empty if it stands.
    pub void_reason: String,
}

/// A group in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupLine {
    /// Id.
    pub id: String,
    /// What it is.
    pub kind: GroupKind,
    /// Its name, or of whom it is about.
    pub name: String,
    /// The reading of whom it is about.
    pub kana: String,
    /// Where it stands.
    pub state: GroupState,
    /// Since when, in both calendars.
    pub since: String,
    /// How many take part.
    pub members: u32,
    /// Whether it lives in the second system.
    pub second: bool,
    /// Whether its management is handed to another body.
    pub delegated: bool,
}

/// A portion of the groups.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupList {
    /// The lines.
    pub lines: Vec<GroupLine>,
    /// How many there are in all.
    pub total: u32,
}

/// What a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum GroupKind {
    /// 患者グループ.
    Care,
    /// 自由グループ.
    Open,
    /// つながり.
    Link,
}

/// Where a group stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum GroupState {
    /// 稼働中.
    Active,
    /// 保管.
    Archived,
    /// 完全削除依頼中.
    DeletionRequested,
    /// 完全削除済.
    Deleted,
    /// 取り消し.
    Void,
}

/// What can happen to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum GroupEventKind {
    /// 使い始め.
    Opened,
    /// 保管.
    Archived,
    /// 再開.
    Reopened,
    /// 完全削除の申し出.
    DeletionRequested,
    /// 完全削除の依頼.
    DeletionSent,
    /// 完全削除の返事.
    Deleted,
}

/// Why a group was archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ArchiveReason {
    /// 死亡.
    Died,
    /// 支援終了.
    SupportEnded,
    /// 転居.
    Moved,
    /// その他.
    Other,
}

/// Who a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum MemberKind {
    /// 自分の事業所の職員.
    Staff,
    /// ほかの事業所の方.
    Colleague,
    /// 主治医.
    Doctor,
    /// 本人・家族.
    Family,
}

/// Why somebody was released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ReleaseReason {
    /// 担当から外れた.
    OffCase,
    /// 退職.
    LeftOffice,
    /// 本人の希望.
    OwnWish,
    /// グループ終了.
    GroupEnded,
    /// その他.
    Other,
}

/// A group as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupTyped {
    /// What it is.
    pub kind: GroupKind,
    /// Whom it is about; never read for an open group.
    pub recipient_id: Option<String>,
    /// Its name, or with whom.
    pub name: String,
    /// 趣旨.
    pub purpose: String,
    /// Whether it wants to stand in the region's list.
    pub wants_listing: bool,
    /// Whether it lives in the second system.
    pub second: bool,
    /// Since when.
    pub opened_on: String,
    /// 患者グループ管理者.
    pub manager: GroupManagerTyped,
    /// Whether the physician's instruction is recorded.
    pub instructed: bool,
    /// 主治医.
    pub doctor: String,
    /// 医療機関.
    pub clinic: String,
    /// 指示・了承の日.
    pub instructed_on: String,
    /// How it came.
    pub means: String,
    /// Whether the physician takes part.
    pub doctor_is_member: bool,
    /// How it is used.
    pub arrangement: String,
    /// Whether its management is handed to another body.
    pub delegated: bool,
}

/// A 患者グループ管理者 as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupManagerTyped {
    /// One of our own staff.
    pub staff_id: Option<String>,
    /// 氏名 of somebody else.
    pub name: String,
    /// 事業所 of somebody else.
    pub office: String,
}

/// What happened to a group, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct GroupEventTyped {
    /// What.
    pub kind: GroupEventKind,
    /// When.
    pub on: String,
    /// Why it was archived.
    pub reason: Option<ArchiveReason>,
    /// Who asked, or whom it was sent to.
    pub party: String,
    /// How.
    pub means: String,
    /// A note.
    pub note: String,
    /// Whether everybody is released on the same day.
    pub release_members: bool,
}

/// Somebody who joins, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct MembershipTyped {
    /// Who they are.
    pub kind: Option<MemberKind>,
    /// Which of our own staff.
    pub staff_id: Option<String>,
    /// 氏名.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// When the staff concerned agreed.
    pub agreed_on: String,
    /// 招待.
    pub invited_on: String,
    /// 承認.
    pub approved_on: String,
    /// 参加.
    pub joined_on: String,
}

/// A release as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ReleaseTyped {
    /// Since when off the case.
    pub off_case_on: String,
    /// When released.
    pub on: String,
    /// Why.
    pub why: ReleaseReason,
    /// Why, in words.
    pub note: String,
}

impl From<GroupTyped> for domain::group::GroupDraft {
    fn from(typed: GroupTyped) -> Self {
        let recipient = typed.recipient_id.map(domain::id::CareRecipientId::from_text);
        let kind = match (typed.kind, recipient) {
            (GroupKind::Care, recipient) => domain::group::GroupKind::Care {
                recipient: recipient.unwrap_or_else(|| domain::id::CareRecipientId::from_text("")),
            },
            (GroupKind::Link, recipient) => {
                domain::group::GroupKind::Link { recipient, name: domain::consent::PersonalText(typed.name) }
            }
            (GroupKind::Open, _) => domain::group::GroupKind::Open {
                name: typed.name,
                purpose: typed.purpose,
                wants_listing: typed.wants_listing,
            },
        };
        let system = if typed.second { domain::group::System::Second } else { domain::group::System::Mcs };
        Self {
            kind,
            system,
            opened_on: typed.opened_on,
            manager: typed.manager.into(),
            instructed: typed.instructed,
            doctor: typed.doctor,
            clinic: typed.clinic,
            instructed_on: typed.instructed_on,
            means: typed.means,
            doctor_is_member: typed.doctor_is_member,
            arrangement: typed.arrangement,
            delegated: typed.delegated,
        }
    }
}

impl From<GroupManagerTyped> for domain::group::GroupManagerDraft {
    fn from(typed: GroupManagerTyped) -> Self {
        let staff = typed.staff_id.map(domain::id::StaffId::from_text);
        Self { staff, name: typed.name, office: typed.office }
    }
}

impl From<GroupEventTyped> for domain::group::GroupEventDraft {
    fn from(typed: GroupEventTyped) -> Self {
        use domain::group::{ArchiveReason as Reason, GroupEventKind as Kind};
        use domain::recipient_end::EndKind;
        Self {
            kind: match typed.kind {
                GroupEventKind::Opened => Kind::Opened,
                GroupEventKind::Archived => Kind::Archived,
                GroupEventKind::Reopened => Kind::Reopened,
                GroupEventKind::DeletionRequested => Kind::DeletionRequested,
                GroupEventKind::DeletionSent => Kind::DeletionSent,
                GroupEventKind::Deleted => Kind::Deleted,
            },
            on: typed.on,
            reason: typed.reason.map(|reason| match reason {
                ArchiveReason::Died => Reason::Ended(EndKind::Died),
                ArchiveReason::SupportEnded => Reason::Ended(EndKind::SupportEnded),
                ArchiveReason::Moved => Reason::Ended(EndKind::Moved),
                ArchiveReason::Other => Reason::Other,
            }),
            party: typed.party,
            means: typed.means,
            note: typed.note,
            release_members: typed.release_members,
        }
    }
}

impl From<MembershipTyped> for domain::membership::MembershipDraft {
    fn from(typed: MembershipTyped) -> Self {
        use domain::membership::MemberKind as Kind;
        Self {
            kind: typed.kind.map(|kind| match kind {
                MemberKind::Staff => Kind::Staff,
                MemberKind::Colleague => Kind::Colleague,
                MemberKind::Doctor => Kind::Doctor,
                MemberKind::Family => Kind::Family,
            }),
            staff: typed.staff_id.map(domain::id::StaffId::from_text),
            name: typed.name,
            office: typed.office,
            role: typed.role,
            agreed_on: typed.agreed_on,
            invited_on: typed.invited_on,
            approved_on: typed.approved_on,
            joined_on: typed.joined_on,
        }
    }
}

impl From<ReleaseTyped> for domain::membership::ReleaseDraft {
    fn from(typed: ReleaseTyped) -> Self {
        use domain::membership::ReleaseReason as Why;
        Self {
            off_case_on: typed.off_case_on,
            on: typed.on,
            why: match typed.why {
                ReleaseReason::OffCase => Why::OffCase,
                ReleaseReason::LeftOffice => Why::LeftOffice,
                ReleaseReason::OwnWish => Why::OwnWish,
                ReleaseReason::GroupEnded => Why::GroupEnded,
                ReleaseReason::Other => Why::Other,
            },
            note: typed.note,
        }
    }
}
