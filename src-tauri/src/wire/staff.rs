//! Staff on the wire: the list, the card with the checklist of joining, and the steps of leaving.

use super::*;

/// A member of staff as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct StaffTyped {
    /// 氏名.
    pub name: NameTyped,
    /// 職種.
    pub profession: String,
    /// メール.
    pub email: String,
    /// MCSのID (never the password).
    pub mcs_id: String,
    /// 登録日.
    pub registered_on: String,
    /// 解除日（資格喪失日）.
    pub released_on: String,
}

/// The beginning of the staff list: a long one comes in portions, so that it stands at once.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct StaffList {
    /// The first lines, as many as were asked for.
    pub lines: Vec<StaffLine>,
    /// How many there are in all.
    pub total: usize,
}

/// Where a member of staff stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum StaffStatus {
    /// 入職予定.
    Coming,
    /// 利用準備.
    Preparing,
    /// 利用中.
    Active,
    /// 休止.
    Paused,
    /// 退職手続中.
    Leaving,
    /// 利用終了.
    Left,
}

/// A line of the staff list, sorted by ふりがな.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct StaffLine {
    /// Id.
    pub id: String,
    /// 仮名 澪.
    pub name: String,
    /// かめい みお.
    pub kana: String,
    /// 職種.
    pub profession: String,
    /// Status.
    pub status: StaffStatus,
    /// 登録日 in both calendars; empty if none.
    pub registered: String,
    /// 解除日 in both calendars; empty if none.
    pub released: String,
    /// 誓約書: signed or existing, in both calendars; `None` = missing.
    pub pledge: Option<PledgeShown>,
    /// Whether the person is MCS管理者 today.
    pub mcs_manager: bool,
}

/// A pledge as shown.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PledgeShown {
    /// Whether an existing paper stands in for it (省略).
    pub omitted: bool,
    /// The date in both calendars.
    pub on: String,
    /// What the existing paper is.
    pub existing_paper: String,
}

/// One member of staff, to be looked at and edited.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct StaffCard {
    /// The line.
    pub line: StaffLine,
    /// The fields, ready to be edited (dates as 2026年11月20日-like text that reads back).
    pub typed: StaffTyped,
    /// Why the person may not be put into a group yet: 誓約書がまだです.
    pub group_refusal: Option<Failure>,
    /// Since when MCS管理者, in both calendars; empty if not.
    pub mcs_manager_since: String,
    /// All terms as MCS管理者, oldest first.
    pub mcs_manager_terms: Vec<TermShown>,
    /// 休止, oldest first.
    pub pauses: Vec<TermShown>,
    /// The checklist of joining, in the region's order.
    pub joining: Vec<JoinLine>,
    /// The steps of leaving, in the region's order; empty before it was begun.
    pub leaving: Vec<LeavingLine>,
    /// When the leaving was begun, in both calendars; empty for nobody who leaves.
    pub leaving_begun: String,
}

/// From a day to a day.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TermShown {
    /// First day, in both calendars.
    pub from: String,
    /// Last day, in both calendars; empty while it lasts.
    pub until: String,
}

/// A line of the checklist of joining.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct JoinLine {
    /// What is to be done.
    pub kind: JoinKind,
    /// Key of the duty behind it; empty for what is on the card.
    pub key: String,
    /// Its words; empty where the screen has them.
    pub title: String,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Quoted>,
    /// Whether it is done.
    pub done: bool,
    /// When, in both calendars; empty where no day is kept.
    pub on: String,
}

/// What is done when somebody joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum JoinKind {
    /// 登録.
    Registered,
    /// 誓約書.
    Pledge,
    /// 講習会.
    Course,
    /// 職種.
    Profession,
    /// MCSのID.
    McsId,
    /// Told or shown, ticked by hand.
    Tick,
    /// 届出.
    Notice,
}

/// A step of leaving.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct LeavingLine {
    /// Which, as `policy.toml` names it.
    pub step: String,
    /// In the region's words.
    pub title: String,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Quoted>,
    /// Where it stands.
    pub state: LeavingState,
    /// When it was done, in both calendars; empty before.
    pub on: String,
    /// Whether the office did スタッフ解除 instead of the person.
    pub by_office: bool,
    /// The title of the step that comes first, when this one is locked.
    pub first: String,
    /// What the person still holds: a line for each group or device.
    pub holds: Vec<String>,
}

/// Where a step of leaving stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum LeavingState {
    /// Done on a day.
    Done,
    /// There is nothing to do.
    NotNeeded,
    /// Another one comes first.
    Locked,
    /// To be done.
    Open,
    /// Only スタッフ解除 is left.
    TooLate,
}
