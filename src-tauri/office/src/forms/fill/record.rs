//! What a paper is filled from: the people, the days and the choices of one printing.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::domain::PersonName;
use crate::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use crate::domain::consent::SignerKind;
use crate::domain::incident::ReportDays;
use crate::domain::office::Office;
use crate::domain::staff::{Staff, StaffDetails};
use crate::domain::takeout::TakeoutRequest;
use crate::policy::Policy;

/// What a paper is filled from. Anything may be missing; then the place stays empty.
#[derive(Debug, Clone, Default)]
pub struct Record<'a> {
    /// The office.
    pub office: Option<&'a Office>,
    /// Who is MCS管理者 on the day.
    pub mcs_manager: Option<&'a PersonName>,
    /// The policy of the office's region.
    pub policy: Option<&'a Policy>,
    /// Settings of the region that differ from their defaults, by key.
    pub settings: BTreeMap<String, String>,
    /// The member of staff the paper is about.
    pub staff: Option<&'a StaffDetails>,
    /// The roster, in the order of its numbers.
    pub roster: Vec<Listed<'a>>,
    /// The care recipient the paper is about.
    pub recipient: Option<&'a CareRecipientDetails>,
    /// Whose block ご家族様 is.
    pub family: Option<&'a FamilyMember>,
    /// Whose block 署名代筆者 is.
    pub proxy: Option<&'a FamilyMember>,
    /// How the consent came about.
    pub consent: ConsentFacts<'a>,
    /// What stands on a recovery sheet.
    pub recovery: Option<Recovery<'a>>,
    /// What a slip of taking out says.
    pub takeout: Option<&'a TakeoutFacts>,
    /// What happened.
    pub incident: Option<&'a IncidentFacts>,
    /// The lines of a ledger, each with its values from the left; empty for a roster of people.
    pub lines: Vec<Vec<String>>,
    /// How it is printed.
    pub options: Options<'a>,
}

/// One person on a roster.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Who.
    pub staff: &'a StaffDetails,
    /// The day of the pledge, or of the older paper that stands in for it.
    pub pledged_on: Option<NaiveDate>,
    /// The change the row tells; `None`: the person's last one.
    pub change: Option<Listing>,
}

/// A change that a row of a notice tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// 削除; otherwise 追加.
    pub is_release: bool,
    /// When.
    pub on: NaiveDate,
}

impl<'a> From<&'a Staff> for Listed<'a> {
    fn from(staff: &'a Staff) -> Listed<'a> {
        let pledged_on = staff.pledge.as_ref().map(|pledge| pledge.on);
        Listed { staff: &staff.details, pledged_on, change: None }
    }
}

/// What a slip of taking out says, ready to be printed.
#[derive(Clone)]
pub struct TakeoutFacts {
    /// The slip.
    pub request: TakeoutRequest,
    /// The devices, one after another.
    pub devices: String,
    /// 承認日.
    pub decided_on: Option<NaiveDate>,
    /// 返却日.
    pub returned_on: Option<NaiveDate>,
}

/// What happened, ready to be printed. The care recipients stand on it only when she ticked that.
#[derive(Clone)]
pub struct IncidentFacts {
    /// 紛失, 盗難 …
    pub cause: String,
    /// When it happened.
    pub happened_on: NaiveDate,
    /// When the office knew.
    pub known_on: NaiveDate,
    /// The device.
    pub device: String,
    /// Whose device or ID it is.
    pub person: String,
    /// The care recipients concerned; empty unless ticked.
    pub recipients: String,
    /// By when the authority is told; 目安.
    pub report_by: ReportDays,
    /// A word on it.
    pub note: String,
}

/// How a consent came about: who explains, and what the policy of some regions asks beside it.
#[derive(Clone, Copy, Default)]
pub struct ConsentFacts<'a> {
    /// Who explains.
    pub explained_by: Option<&'a PersonName>,
    /// The day of the visit.
    pub visit_on: Option<NaiveDate>,
    /// Who is expected to sign.
    pub signer: Option<SignerKind>,
    /// How many sheets there are to sign.
    pub sheets: usize,
    /// 主治医 on whose behalf it is obtained (宮崎 第16条); empty for none.
    pub doctor: &'a str,
    /// Where that doctor works.
    pub doctor_clinic: &'a str,
    /// The day that doctor asked for it.
    pub requested_on: Option<NaiveDate>,
    /// Which of the region's targets the person is (熊谷 第3条); empty for none.
    pub target: &'a str,
}

impl fmt::Debug for ConsentFacts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConsentFacts(…)")
    }
}

/// How a paper is printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The date of the paper; `None` leaves 令和　　年　　月　　日 for the hand.
    pub date: Option<NaiveDate>,
    /// Whether 住所 and 続柄 are printed in the blocks of signers. Names never are (自署).
    pub preprint: bool,
    /// The sheet of a consent: its number and what is printed on it, e.g. `(1, "事業所控")`.
    pub copy: Option<(usize, &'a str)>,
    /// 同意-2026-0001, at the foot; empty for none.
    pub control_number: &'a str,
    /// The code of the paper, by which its scan is found again (`domain::sheet_code`); `None` for no QR code.
    pub code: Option<&'a str>,
    /// Whether it was printed before: 再発行 beside the mark of the sheet.
    pub reissue: bool,
    /// Large type, on as many pages as that needs.
    pub large_type: bool,
    /// Whether the office is the practice office: 見本 across every page.
    pub practice: bool,
}

/// What stands on a recovery sheet.
#[derive(Clone, Copy)]
pub struct Recovery<'a> {
    /// The key with its groups separated by `-`.
    pub key: &'a str,
    /// The day it was made.
    pub made_on: NaiveDate,
}

impl fmt::Debug for Recovery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recovery(…)")
    }
}

impl fmt::Debug for TakeoutFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TakeoutFacts(…)")
    }
}

impl fmt::Debug for IncidentFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IncidentFacts(…)")
    }
}
