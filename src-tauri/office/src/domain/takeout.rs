//! 持ち出し: a slip asks to take devices or data out, somebody else approves it, and what went out comes back.

use chrono::NaiveDate;

use super::Check;
use super::PersonName;
use super::check::NAME_LIMIT;
use super::device::{Device, DeviceState};
use super::id::{DeviceId, StaffId, TakeoutId};
use super::keyed::keyed;
use super::staff::Staff;
use crate::{Error, ProblemCode, Result};

keyed! {
    /// Where a slip stands; derived, never stored.
    TakeoutState {
        /// 承認待ち.
        Asked = "asked",
        /// 不承認.
        Declined = "declined",
        /// 承認済み, and the first day is to come.
        Approved = "approved",
        /// 持出中.
        Out = "out",
        /// 返却済み.
        Returned = "returned",
    }
}

/// A slip as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Takeout {
    /// Random id.
    pub id: TakeoutId,
    /// What was asked.
    pub request: TakeoutRequest,
    /// What was decided; `None` while it waits.
    pub decision: Option<TakeoutDecision>,
    /// When it came back.
    pub returned: Option<TakeoutReturn>,
}

/// What was asked (清瀬 第12条(9): 内容、媒体、目的、期間).
#[derive(Debug, Clone, PartialEq)]
pub struct TakeoutRequest {
    /// Who takes it out.
    pub applicant: StaffId,
    /// Which devices of the ledger.
    pub devices: Vec<DeviceId>,
    /// 媒体; the devices themselves need no word.
    pub medium: String,
    /// 情報の内容.
    pub content: String,
    /// 目的.
    pub purpose: String,
    /// 場所.
    pub place: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// 届出日.
    pub asked_on: NaiveDate,
}

/// What was decided of a slip.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeoutDecision {
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// When.
    pub on: NaiveDate,
    /// Whether it was approved.
    pub approved: bool,
    /// Why not.
    pub reason: String,
}

/// How it came back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeoutReturn {
    /// When.
    pub on: NaiveDate,
    /// Who looked at it; `None`: the manager.
    pub by: Option<StaffId>,
    /// Whether data were erased, or there were none.
    pub erased: bool,
    /// 異常なし, or what was found.
    pub note: String,
}

/// A slip as typed.
#[derive(Clone, Default)]
pub struct TakeoutDraft {
    /// Who takes it out.
    pub applicant: Option<StaffId>,
    /// Which devices.
    pub devices: Vec<DeviceId>,
    /// 媒体.
    pub medium: String,
    /// 情報の内容.
    pub content: String,
    /// 目的.
    pub purpose: String,
    /// 場所.
    pub place: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// 届出日.
    pub asked_on: String,
}

/// A decision as typed.
#[derive(Clone, Default)]
pub struct TakeoutDecisionDraft {
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// When.
    pub on: String,
    /// Whether it is approved.
    pub approved: bool,
    /// Why not.
    pub reason: String,
}

/// A return as typed.
#[derive(Clone, Default)]
pub struct TakeoutReturnDraft {
    /// When.
    pub on: String,
    /// Who looked at it; `None`: the manager.
    pub by: Option<StaffId>,
    /// Whether data were erased, or there were none.
    pub erased: bool,
    /// 異常なし, or what was found.
    pub note: String,
}

impl Takeout {
    /// Whether somebody said yes.
    pub fn is_approved(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.approved)
    }

    /// Checks a decision; `applicant`: the card of who asked, `manager`: the office's, and as [`TakeoutRequest::demand_devices`].
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `takeout_decided`, `takeout_own_approval` when the applicant decides, and for
    /// a device that is gone meanwhile.
    pub fn check_decision(
        &self,
        draft: &TakeoutDecisionDraft,
        (applicant, manager): (&Staff, Option<&PersonName>),
        (devices, others): (&[Device], &[Takeout]),
        today: NaiveDate,
    ) -> Result<TakeoutDecision> {
        let decision = draft.check(&self.request, today)?;
        if self.decision.is_some() {
            return Err(refused("takeout_decided"));
        }
        if self.request.is_own(applicant, decision.by.as_ref(), manager) {
            return Err(refused("takeout_own_approval"));
        }
        if decision.approved {
            self.request.demand_devices(devices, others, today)?;
        }
        Ok(decision)
    }

    /// Checks that it came back.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] `takeout_not_out` for a slip that has nothing out.
    pub fn check_return(&self, draft: &TakeoutReturnDraft, today: NaiveDate) -> Result<TakeoutReturn> {
        match self.state(today) {
            TakeoutState::Out => draft.check(&self.request, today),
            _ => Err(refused("takeout_not_out")),
        }
    }

    /// Refuses to take back what was entered last of it: a return while another slip (`others`) has its device.
    ///
    /// # Errors
    /// [`Error::NotFound`] while it waits; [`Error::Refused`] `takeout_device_out`.
    pub fn check_taken_back(&self, others: &[Takeout], today: NaiveDate) -> Result<()> {
        match (&self.returned, &self.decision) {
            // It would be out until today at least.
            (Some(_), _) => self.request.demand_not_out(self.request.until.max(today), others, today),
            (None, Some(_)) => Ok(()),
            (None, None) => Err(Error::NotFound { noun: "entry" }),
        }
    }

    /// Where it stands on a day.
    pub fn state(&self, today: NaiveDate) -> TakeoutState {
        match (&self.decision, &self.returned) {
            (_, Some(_)) => TakeoutState::Returned,
            (None, None) => TakeoutState::Asked,
            (Some(decision), None) if !decision.approved => TakeoutState::Declined,
            (Some(_), None) if today < self.request.from => TakeoutState::Approved,
            (Some(_), None) => TakeoutState::Out,
        }
    }

    /// Days by which it came back, or is, later than the slip says.
    pub fn days_late(&self, today: NaiveDate) -> u32 {
        let back = match (&self.returned, self.state(today)) {
            (Some(returned), _) => returned.on,
            (None, TakeoutState::Out) => today,
            _ => return 0,
        };
        u32::try_from((back - self.request.until).num_days()).unwrap_or(0)
    }
}

impl TakeoutRequest {
    /// Refuses a slip whose devices cannot go; `devices`: those it names, `others`: the other slips.
    ///
    /// # Errors
    /// [`Error::Refused`] `takeout_device_gone` for a device that is lost, in repair or gone, and `takeout_device_out` for
    /// one that another slip has in these days.
    pub fn demand_devices(&self, devices: &[Device], others: &[Takeout], today: NaiveDate) -> Result<()> {
        let gone = |device: &Device| {
            matches!(device.state(), DeviceState::Lost | DeviceState::Repair | DeviceState::Retired)
        };
        if devices.iter().any(gone) {
            return Err(refused("takeout_device_gone"));
        }
        self.demand_not_out(self.until, others, today)
    }

    fn demand_not_out(&self, until: NaiveDate, others: &[Takeout], today: NaiveDate) -> Result<()> {
        // One that is late is out until it is back.
        let meets = |slip: &TakeoutRequest| slip.from <= until && self.from <= slip.until.max(today);
        let out = |slip: &&Takeout| slip.is_approved() && slip.returned.is_none() && meets(&slip.request);
        let mut taken = others.iter().filter(out).flat_map(|slip| &slip.request.devices);
        match taken.any(|id| self.devices.contains(id)) {
            true => Err(refused("takeout_device_out")),
            false => Ok(()),
        }
    }

    /// Whether the one who decides is the applicant; `by`: `None` for the manager, who may be on the staff, too.
    fn is_own(&self, applicant: &Staff, by: Option<&StaffId>, manager: Option<&PersonName>) -> bool {
        match by {
            Some(by) => *by == self.applicant,
            None => manager.is_some_and(|manager| manager.shown() == applicant.details.name.shown()),
        }
    }
}

impl TakeoutDraft {
    /// Checks what was typed. A slip may be entered late. `applicant`: the card of who asks.
    ///
    /// # Errors
    /// [`crate::Error::Fields`], also for days after the applicant's last one.
    pub fn check(&self, applicant: Option<&Staff>, today: NaiveDate) -> Result<TakeoutRequest> {
        let mut check = Check::default();
        check.demand(self.applicant.is_some(), "applicantId", ProblemCode::Required);
        let from = check.required_date("from", &self.from);
        let until = check.required_date("until", &self.until);
        check.demand(from <= until, "until", ProblemCode::TooEarly);
        let last_day = applicant.and_then(|applicant| applicant.details.released_on);
        check.demand(last_day.is_none_or(|last_day| until <= last_day), "until", ProblemCode::TooLate);
        let asked_on = check.required_date("askedOn", &self.asked_on);
        check.demand(asked_on <= today, "askedOn", ProblemCode::InFuture);
        check.demand(asked_on <= from, "askedOn", ProblemCode::TooLate);
        let medium = check.line("medium", &self.medium, NAME_LIMIT);
        check.demand(!self.devices.is_empty() || !medium.is_empty(), "medium", ProblemCode::Required);
        let request = TakeoutRequest {
            applicant: self.applicant.clone().unwrap_or_else(|| StaffId::from_text("")),
            devices: self.devices.clone(),
            medium,
            content: check.required_line("content", &self.content, NAME_LIMIT),
            purpose: check.required_line("purpose", &self.purpose, NAME_LIMIT),
            place: check.line("place", &self.place, NAME_LIMIT),
            from,
            until,
            asked_on,
        };
        check.finish(request)
    }
}

impl TakeoutDecisionDraft {
    /// Checks what was typed.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]: 不承認 without a reason, and a day before the slip's.
    pub fn check(&self, slip: &TakeoutRequest, today: NaiveDate) -> Result<TakeoutDecision> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= slip.asked_on, "on", ProblemCode::TooEarly);
        let reason = check.line("reason", &self.reason, NAME_LIMIT);
        check.demand(self.approved || !reason.is_empty(), "reason", ProblemCode::Required);
        check.finish(TakeoutDecision { by: self.by.clone(), on, approved: self.approved, reason })
    }
}

impl TakeoutReturnDraft {
    /// Checks what was typed. Late is allowed, and shown.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]: a day before the first, and data that were not seen to (朝霞 様式2 第2条2).
    pub fn check(&self, slip: &TakeoutRequest, today: NaiveDate) -> Result<TakeoutReturn> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= slip.from, "on", ProblemCode::TooEarly);
        check.demand(self.erased, "erased", ProblemCode::Required);
        let note = check.line("note", &self.note, NAME_LIMIT);
        check.finish(TakeoutReturn { on, by: self.by.clone(), erased: self.erased, note })
    }
}

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
