//! What crosses the bridge about papers of many people.

use office::domain::id::StaffId;
use office::domain::print_job as job;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ConsentLine;

/// What is printed for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PrintKind {
    /// The pledge of a member of staff.
    StaffPledge,
    /// A consent that was not printed yet.
    Consent,
    /// A consent whose signature is awaited, once more.
    ConsentAgain,
}

/// Somebody whose paper may be printed.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintPerson {
    /// Id of the member of staff, the care recipient or the consent.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub kana: String,
    /// 職種 of staff, control number of a consent; empty for a care recipient.
    pub note: String,
    /// Whether the paper or its signature is still missing.
    pub missing: bool,
    /// The consent there is already, where a new one is to be printed.
    pub consent: Option<ConsentLine>,
}

/// Whose papers may be printed, by kind.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintPeople {
    /// Staff who were not released.
    pub staff_pledge: Vec<PrintPerson>,
    /// All care recipients.
    pub consent: Vec<PrintPerson>,
    /// The consents that wait for a signature.
    pub consent_again: Vec<PrintPerson>,
}

/// A job as chosen and typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintJobTyped {
    /// What is printed.
    pub kind: PrintKind,
    /// Ids, in order.
    pub people: Vec<String>,
    /// Who explains.
    pub explained_by_id: Option<String>,
    /// The day of the visit.
    pub visit_on: String,
    /// Whether 住所 and 続柄 are printed.
    pub preprint: bool,
    /// Key of the target; empty where the region asks for none.
    pub target: String,
}

/// A job in which somebody waits.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintJobLine {
    /// Id.
    pub id: String,
    /// What is printed.
    pub kind: PrintKind,
    /// When it was begun, in both calendars with the time.
    pub started: String,
    /// How many people.
    pub people: u32,
    /// How many of them were printed.
    pub done: u32,
}

/// A job with everybody in it.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintJobCard {
    /// The line.
    pub line: PrintJobLine,
    /// Everybody, in order.
    pub places: Vec<PrintPlace>,
}

/// One person's place in a job.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PrintPlace {
    /// 氏名.
    pub name: String,
    /// Id of the card of the member of staff or the care recipient.
    pub card_id: String,
    /// Whether it was printed or saved.
    pub done: bool,
}

impl From<PrintJobTyped> for job::PrintJobDraft {
    fn from(typed: PrintJobTyped) -> Self {
        let PrintJobTyped { kind, people, explained_by_id, visit_on, preprint, target } = typed;
        Self {
            kind: match kind {
                PrintKind::StaffPledge => job::PrintKind::StaffPledge,
                PrintKind::Consent => job::PrintKind::Consent,
                PrintKind::ConsentAgain => job::PrintKind::ConsentAgain,
            },
            people,
            explained_by: explained_by_id.map(StaffId::from_text),
            visit_on,
            preprint,
            target,
        }
    }
}

impl From<job::PrintKind> for PrintKind {
    fn from(kind: job::PrintKind) -> PrintKind {
        match kind {
            job::PrintKind::StaffPledge => PrintKind::StaffPledge,
            job::PrintKind::Consent => PrintKind::Consent,
            job::PrintKind::ConsentAgain => PrintKind::ConsentAgain,
        }
    }
}
