//! What crosses the bridge, in camelCase. Owns the shapes; leaves rules to `office::domain`.
//!
//! `…Typed` is what a person typed, on its way in. Everything else is on its way out: ready to be
//! shown, dates already in both calendars. The TypeScript twins in `ui/src/wire.ts` are written
//! by `cargo test` (ts-rs) and checked in.

mod convert;
mod bundle;
mod device;
mod duty;
mod ending;
mod group;
mod history;
mod import;
mod incident;
mod log;
mod policy;
mod own_form;
mod photo_consent;
mod password;
mod print_job;
mod scan;
mod search;
mod staff;
mod submission;
mod takeout;
mod training;
mod export;
mod yearly_report;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use bundle::*;
pub use device::*;
pub use duty::*;
pub use ending::*;
pub use export::*;
pub use group::*;
pub use history::*;
pub use import::*;
pub use incident::*;
pub use log::*;
pub use own_form::*;
pub use password::*;
pub use photo_consent::*;
pub use policy::*;
pub use print_job::*;
pub use scan::*;
pub use search::*;
pub use staff::*;
pub use submission::*;
pub use takeout::*;
pub use training::*;
pub use yearly_report::*;

/// Why a command was refused: a key into the table of words, and the facts to fill in.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Failure {
    /// Key into `strings.ts`.
    pub code: String,
    /// Problems field by field; empty unless `code` is `fields`.
    pub fields: Vec<FieldProblem>,
    /// Clause of the policy, when a rule refused.
    pub clause: Option<String>,
    /// Seconds to wait, a version number, …
    pub number: Option<u32>,
    /// Characters that no font has.
    pub glyphs: Vec<MissingGlyph>,
    /// Faulty form files, one line each, for the person who edits them.
    pub faults: Vec<String>,
}

/// A field that cannot be accepted as typed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FieldProblem {
    /// Dotted name, as in the `…Typed` twin, e.g. `proxy.relationship`.
    pub field: String,
    /// Key into `strings.ts`.
    pub code: String,
    /// A value to offer instead.
    pub suggestion: Option<String>,
}

/// A character that no font has, and whose it is.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct MissingGlyph {
    /// The character.
    pub character: String,
    /// The field it stands in.
    pub label: String,
    /// The person it belongs to.
    pub owner: String,
}

impl std::fmt::Debug for MissingGlyph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MissingGlyph(…)")
    }
}

/// Which screen the program stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum Stage {
    /// Nothing is there yet: welcome, first step.
    Empty,
    /// There is a vault; the passphrase is asked.
    Locked,
    /// Unlocked, but the first start is not finished: `setup_step` says where.
    Setup,
    /// Ready for work.
    Open,
}

/// The steps of the first start after the passphrase; derived from what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum SetupStep {
    /// Print or save the recovery sheet, type two groups back.
    Recovery,
    /// Choose the region.
    Region,
    /// The office.
    Office,
    /// The manager (管理者).
    Manager,
    /// A summary with one button: start.
    Done,
}

/// What the window needs before it draws anything.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct AppState {
    /// Which screen.
    pub stage: Stage,
    /// Whether this is the practice office (練習モード): banner on every screen.
    pub practice: bool,
    /// Where the first start stands.
    pub setup_step: Option<SetupStep>,
    /// Name of the office, only when open.
    pub office_name: Option<String>,
    /// Title of the region, e.g. 朝霞地区; only when open.
    pub region_title: Option<String>,
    /// Size of type in percent: 100, 125, 150, 175, 200.
    pub text_scale: u32,
    /// Minutes without a key or a click until the program locks itself.
    pub lock_minutes: u32,
    /// Version of the program.
    pub version: String,
    /// Why the vault cannot be opened at all (damaged, newer, open elsewhere).
    pub trouble: Option<Failure>,
    /// An older copy lies in the place of the records: only reading until that is accepted.
    pub older: Option<OlderCopy>,
    /// Today in both calendars.
    pub today: String,
}

/// An older copy of the records, as told after unlocking.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OlderCopy {
    /// Acts that are not in it; 0 when that cannot be told.
    pub missing: u32,
    /// When its last act was recorded, in both calendars with the time; empty when that cannot be told.
    pub last_act: String,
}

/// Someone who can open the office: a role, no name.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct KeyUser {
    /// Id.
    pub id: String,
    /// 管理者 or 副管理者.
    pub role: Role,
    /// When the passphrase was last set, in both calendars.
    pub set_on: String,
    /// Whether that is who is at the desk.
    pub is_self: bool,
}

/// What someone who can open the office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum Role {
    /// 管理者.
    Manager,
    /// 副管理者.
    Deputy,
}

/// What the check of the log found (記録の点検).
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CheckedLog {
    /// Acts in the log.
    pub rows: u32,
    /// The first that is not as it was written.
    pub wrong: Option<WrongAct>,
}

/// The first act that is not as it was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct WrongAct {
    /// Its place in the log, from 1.
    pub number: u32,
    /// Whether there is none in that place.
    pub is_missing: bool,
    /// When it was recorded, or the last one before it when it is missing; empty when that cannot be told.
    pub recorded: String,
}

/// A name as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct NameTyped {
    /// 姓.
    pub family: String,
    /// 名.
    pub given: String,
    /// 姓のふりがな.
    pub family_kana: String,
    /// 名のふりがな.
    pub given_kana: String,
}

/// A region to choose from.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct Region {
    /// Folder name, e.g. `asaka`.
    pub id: String,
    /// 朝霞地区.
    pub title: String,
    /// 朝霞地区 MCS 運用ルール.
    pub document: String,
    /// Who gets the papers.
    pub destination: String,
}

/// The office as typed, and as given back to be edited.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OfficeTyped {
    /// 事業所名.
    pub name: String,
    /// 〒.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// TEL.
    pub tel: String,
    /// FAX.
    pub fax: String,
    /// 法人名.
    pub corporation: String,
    /// ふりがな of the name.
    pub name_kana: String,
    /// 事業所種別.
    pub kind: String,
    /// メール.
    pub email: String,
    /// 職 of the manager.
    pub manager_title: String,
}

/// The office and its manager, to be edited.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OfficeCard {
    /// The office.
    pub office: OfficeTyped,
    /// The manager.
    pub manager: NameTyped,
    /// Who is manager and who was, newest first.
    pub managers: Vec<ManagerShown>,
    /// The further regions the office serves, by their keys.
    pub further_regions: Vec<String>,
    /// Whom the region lets it delegate the management to; `None`: it knows no delegation.
    pub delegation: Option<DelegationShown>,
    /// Values that age and stand on forms, e.g. 会長名.
    pub settings: Vec<FormSetting>,
    /// Which papers of the region ask for what not every region asks for.
    pub asked: Vec<OfficeFactAsked>,
}

/// Somebody who is or was the manager.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ManagerShown {
    /// 見本 花子.
    pub name: String,
    /// Since when, in both calendars; empty when it is not known.
    pub since: String,
}

/// Whom the region lets an office delegate the management to (板橋 第4条).
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DelegationShown {
    /// 在宅医療センター 療養相談室.
    pub to: String,
    /// Whether the office says that it does.
    pub delegated: bool,
    /// Where the document says so.
    pub source: Quoted,
}

/// A field of the office that only some regions ask for.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct OfficeFactAsked {
    /// Name of the field, e.g. `corporation`.
    pub field: String,
    /// Titles of the papers; empty when the region has none that asks.
    pub papers: Vec<String>,
}

/// A value that stands on a region's form and may be changed.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FormSetting {
    /// Key, e.g. `president_name`.
    pub key: String,
    /// 会長名.
    pub label: String,
    /// What is printed now.
    pub value: String,
    /// What the policy's own paper says.
    pub original: String,
}

/// A place with a postal code.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PostalPlace {
    /// 都道府県 + 市区町村 + 町域.
    pub address: String,
}

/// A date read from what was typed.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DateRead {
    /// 2026-11-20.
    pub iso: String,
    /// 2026年11月20日（令和8年・金）.
    pub shown: String,
}

/// きょうの仕事.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct TodayList {
    /// 2026年11月20日（令和8年・金）.
    pub today: String,
    /// Open duties, most urgent first.
    pub duties: Vec<Duty>,
    /// The start-of-use steps in the policy's order, closed ones included, until all are closed.
    pub start_of_use: Vec<Duty>,
    /// Unfinished drafts: 続きから.
    pub drafts: Vec<DraftLine>,
}

/// An unfinished draft.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct DraftLine {
    /// Key, e.g. `staff/new`, `careRecipient/1f…`, `consent/…`.
    pub key: String,
    /// When it was saved, in both calendars with the time.
    pub saved: String,
}

/// A pledge as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PledgeTyped {
    /// Whether an existing paper stands in for the form.
    pub omitted: bool,
    /// 署名日, or the date of the existing paper.
    pub on: String,
    /// What the existing paper is.
    pub existing_paper: String,
}

/// A care recipient as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareRecipientTyped {
    /// 氏名.
    pub name: NameTyped,
    /// 生年月日.
    pub born_on: String,
    /// 〒.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 電話.
    pub phone: String,
    /// メモ.
    pub note: String,
    /// ご家族.
    pub family: Vec<FamilyMemberTyped>,
}

/// A member of the family as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct FamilyMemberTyped {
    /// Id of one already kept; null for a new one.
    pub id: Option<String>,
    /// 氏名.
    pub name: NameTyped,
    /// 続柄.
    pub relationship: String,
    /// 住所は本人と同じ.
    pub same_address: bool,
    /// 住所.
    pub address: String,
    /// 電話.
    pub phone: String,
}

/// The beginning of the list of care recipients.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareRecipientList {
    /// The first lines, as many as were asked for.
    pub lines: Vec<CareRecipientLine>,
    /// How many there are in all.
    pub total: usize,
}

/// A line of the list of care recipients, sorted by ふりがな.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareRecipientLine {
    /// Id.
    pub id: String,
    /// 例示 梅.
    pub name: String,
    /// れいじ うめ.
    pub kana: String,
    /// 生年月日 in both calendars; empty if unknown.
    pub born: String,
    /// Age today.
    pub age: Option<u32>,
    /// The newest consent; `None` = 同意書がまだです.
    pub consent: Option<ConsentLine>,
    /// Why the care ended; `None` while it lasts.
    pub ended: Option<EndKind>,
}

/// One care recipient, to be looked at and edited.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct CareRecipientCard {
    /// The line.
    pub line: CareRecipientLine,
    /// The fields, ready to be edited.
    pub typed: CareRecipientTyped,
    /// All consents, newest first.
    pub consents: Vec<ConsentLine>,
    /// The end of the care: the one that stands first, then those that were corrected.
    pub ends: Vec<RecipientEnd>,
}

/// Who signs, or signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum SignerKind {
    /// 本人.
    Person,
    /// 家族.
    Family,
    /// 代筆.
    Proxy,
    /// 成年後見人等.
    Guardian,
}

/// Where a consent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ConsentStatus {
    /// 印刷済み・署名待ち.
    Printed,
    /// 家族の署名待ち.
    AwaitingFamily,
    /// 本人の署名待ち.
    AwaitingPerson,
    /// 有効.
    InForce,
    /// 無効（誤記）.
    Void,
    /// 撤回.
    Withdrawn,
    /// 終了（死亡）.
    EndedDied,
    /// 終了（支援終了）.
    EndedSupport,
    /// 終了（転居）.
    EndedMoved,
    /// 置換え.
    Replaced,
}

/// As what the office obtains a consent.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum ObtainedAsTyped {
    /// As the region's rule has it.
    Ruled,
    /// 主治医の代理.
    OnBehalf {
        /// 主治医.
        doctor: String,
        /// 医療機関.
        clinic: String,
        /// 依頼日.
        requested_on: String,
        /// How the request came, e.g. FAX.
        means: String,
    },
    /// つながりだけ.
    DirectLink,
}

/// What the interview settled; ids come from the cards.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ConsentPlanTyped {
    /// Whose consent.
    pub recipient_id: String,
    /// Who is expected to sign.
    pub signer: SignerKind,
    /// ご家族様.
    pub family_id: Option<String>,
    /// 署名代筆者.
    pub proxy_id: Option<String>,
    /// 署名できない理由, as far as it is known; empty unless 代筆.
    pub proxy_reason: String,
    /// Who explains.
    pub explained_by_id: Option<String>,
    /// Day of the visit; may be empty.
    pub visit_on: String,
    /// Print 住所 and 続柄 (names never).
    pub preprint: bool,
    /// As what it is obtained.
    pub obtained_as: ObtainedAsTyped,
    /// Key of why the person's data may be shared; empty where the region asks for none.
    pub target: String,
}

/// A consent in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ConsentLine {
    /// Id.
    pub id: String,
    /// 同意-2026-0001.
    pub control_number: String,
    /// Whose.
    pub recipient_name: String,
    /// Whose, as id.
    pub recipient_id: String,
    /// Status.
    pub status: ConsentStatus,
    /// Printed on, in both calendars.
    pub printed: String,
    /// Signed on, in both calendars; empty if not.
    pub signed: String,
    /// Who signed, or is expected to.
    pub signer: SignerKind,
    /// Where the original is; empty = not said yet.
    pub original_place: String,
    /// To whom the copy was handed; empty = not handed over yet.
    pub copy_handed_to: String,
    /// When, in both calendars.
    pub copy_handed_on: String,
    /// Signed before this program came, and never printed (既存).
    pub existing: bool,
    /// Whether the person and the family both sign, as the rule was when it was printed.
    pub both_sign: bool,
    /// Obtained for the attending physician, so that the physician's sheet is to be sent.
    pub on_behalf: bool,
    /// When the physician's sheet was sent, in both calendars; empty if not.
    pub doctor_copy_on: String,
    /// How it was sent.
    pub doctor_copy_means: String,
    /// Why it counts no more; empty while it does.
    pub void_reason: String,
    /// Since when, in both calendars.
    pub voided_on: String,
}

/// One consent with all that was entered.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ConsentCard {
    /// The line.
    pub line: ConsentLine,
    /// What was planned.
    pub plan: ConsentPlanTyped,
    /// The signature ready to be entered or corrected, filled from the plan (names, 続柄, addresses).
    pub signature: SignatureTyped,
    /// Frozen versions, oldest first.
    pub versions: Vec<ConsentVersion>,
    /// Who withdrew it, and what follows.
    pub withdrawal: Option<Withdrawal>,
    /// Until when its paper is kept (目安), in both calendars; empty while it counts.
    pub kept_until: String,
    /// For how many years the office keeps papers.
    pub kept_years: u32,
    /// When its paper was disposed of, in both calendars; empty if it was not.
    pub disposed: String,
}

/// A frozen version of a consent.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ConsentVersion {
    /// 1, 2, …
    pub number: u32,
    /// When it was frozen, in both calendars.
    pub frozen: String,
    /// Why there is a newer one than the first; empty for the first.
    pub reason: String,
    /// First 16 hexadecimal digits of the SHA-256 of its PDF.
    pub hash: String,
}

/// A signed sheet as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SignatureTyped {
    /// 署名日.
    pub signed_on: String,
    /// 本人が署名した.
    pub by_person: bool,
    /// 家族が署名した.
    pub by_family: bool,
    /// 家族.
    pub family: SignerTyped,
    /// Their own 署名日; empty: the same.
    pub family_signed_on: String,
    /// Why no family member signs; empty otherwise.
    pub no_family_reason: String,
    /// 代筆.
    pub by_proxy: bool,
    /// 署名代筆者.
    pub proxy: SignerTyped,
    /// 署名できない理由.
    pub proxy_reason: String,
    /// 本人の意思を確認した.
    pub proxy_intention_confirmed: bool,
    /// Whether a guardian signed.
    pub by_guardian: bool,
    /// The guardian; `relationship` is 成年後見人 and the like.
    pub guardian: SignerTyped,
    /// 説明した人.
    pub explained_by_id: Option<String>,
}

/// A signer's block as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct SignerTyped {
    /// 氏名.
    pub name: NameTyped,
    /// 続柄.
    pub relationship: String,
    /// 住所.
    pub address: String,
}

/// Which paper to make.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PaperOrder {
    /// A paper of the office as a whole: the application, the office's pledge, the notice of its staff.
    OfOffice {
        /// Which.
        form: PaperKind,
        /// The date of the paper; empty = left for the hand.
        dated_on: String,
    },
    /// The pledge of one member of staff.
    StaffPledge {
        /// Whose.
        staff_id: String,
    },
    /// A paper for the body of a further region.
    InRegion {
        /// Key of the region.
        region: String,
        /// Which.
        form: PaperKind,
        /// Whose, for a pledge.
        staff_id: Option<String>,
        /// The date of the paper; empty = left for the hand.
        dated_on: String,
    },
    /// A consent, not printed yet.
    Consent {
        /// What the interview settled.
        plan: Box<ConsentPlanTyped>,
    },
    /// All papers of a round of visits.
    Packet {
        /// One plan for each person, in the order of the visits.
        visits: Vec<ConsentPlanTyped>,
        /// Printed on both sides of the paper.
        duplex: bool,
        /// Large type.
        large_type: bool,
        /// QR codes on the sheets to sign.
        qr: bool,
    },
    /// A slip of taking out.
    Takeout {
        /// Which.
        takeout_id: String,
    },
    /// What is done at once after a loss or an accident.
    Incident {
        /// Which; null = an empty sheet.
        incident_id: Option<String>,
        /// Whether the care recipients concerned stand on it.
        with_recipients: bool,
    },
    /// A ledger, for a time.
    Ledger {
        /// Which, by its screen.
        ledger: String,
        /// The first day; may be empty.
        from: String,
        /// The last day; may be empty.
        until: String,
        /// Of which group or person; null = all.
        of: Option<MembersOf>,
    },
    /// The audit binder.
    Binder {
        /// The region whose rules it is about; empty = the office's own.
        region: String,
        /// The first day; empty = from the beginning.
        from: String,
        /// The last day; empty = today.
        until: String,
        /// Whether people's names stand in it.
        named: bool,
        /// Whether the pictures of signed consents are bound, too.
        copies: bool,
    },
    /// The yearly report as it stands now.
    YearlyReport {
        /// The fiscal year, by the year in which it begins.
        year: i32,
        /// What was typed.
        typed: YearlyReportTyped,
    },
    /// The submission bundle.
    Bundle {
        /// What was chosen.
        typed: BundleTyped,
    },
    /// A yearly report that was handed in, as it was.
    YearlyReportAgain {
        /// Which.
        report_id: String,
    },
    /// A consent again, or a frozen version of it.
    ConsentAgain {
        /// Which consent.
        consent_id: String,
        /// Which frozen version; null = as it would be printed now.
        version: Option<u32>,
    },
}

/// Whose joining and leaving is printed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum MembersOf {
    /// Everybody's in one group.
    Group {
        /// Which.
        id: String,
    },
    /// That of one of our own staff.
    Staff {
        /// Whose.
        id: String,
    },
}

/// A paper that is made and waits to be looked at, printed or saved.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperShown {
    /// Handle for `paper_page`, `paper_print`, `paper_save`; good until the program locks.
    pub handle: u32,
    /// 様式4 在宅医療における個人情報使用同意書.
    pub title: String,
    /// Number of pages.
    pub pages: u32,
    /// How many sheets she should have in hand: the button says 「2部印刷する」.
    pub copies: u32,
    /// Fields that stay empty for handwriting, as shown: 氏名, 日付.
    pub left_blank: Vec<String>,
}

/// What became of a paper.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperDone {
    /// False when she closed the dialog without choosing a place.
    pub done: bool,
    /// The folder, as she knows it; only for saving.
    pub folder: String,
    /// The consent that came to be, when a consent was printed.
    pub consent_id: Option<String>,
    /// Its control number.
    pub control_number: Option<String>,
}

/// What was printed or saved.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperList {
    /// Newest first, the first portions.
    pub lines: Vec<PaperLine>,
    /// How many there are.
    pub total: usize,
}

/// A line of 書類: what was printed or saved when.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PaperLine {
    /// Id.
    pub id: String,
    /// 様式4 在宅医療における個人情報使用同意書.
    pub title: String,
    /// Whom it is about; empty for the office's own.
    pub subject: String,
    /// Control number; empty if it has none.
    pub control_number: String,
    /// When, in both calendars with the time.
    pub made: String,
    /// Whether printed (opened for printing) or saved as a file.
    pub printed: bool,
    /// Pages.
    pub pages: u32,
    /// Sheets that belong together.
    pub copies: u32,
    /// Whether it was printed before and says 再発行.
    pub reissue: bool,
    /// Edition of the form.
    pub edition: String,
    /// The consent it belongs to.
    pub consent_id: Option<String>,
}
