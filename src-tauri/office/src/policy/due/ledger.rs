//! The duties of the ledgers: devices, slips of taking out, trainings, looks at the guidelines, incidents.

use chrono::{Days, NaiveDate};

use super::{Case, DueDay, Subject};
use crate::domain::device::{Device, DeviceKind, DeviceState};
use crate::domain::incident::Incident;
use crate::domain::takeout::{Takeout, TakeoutState};
use crate::domain::targets::Targets;
use crate::domain::training::LastHeard;
use crate::policy::{Byod, Duty, Opens, Policy, Strength};

/// What the ledgers know on a day, as far as it may open a duty.
#[derive(Debug, Clone, Default)]
pub struct LedgerFacts {
    /// Devices that have not left the office for good.
    pub devices: Vec<Device>,
    /// Whether 災害時の特例 is on.
    pub in_disaster: bool,
    /// Slips that wait for a decision or are not back.
    pub takeouts: Vec<Takeout>,
    /// Everybody who has not left, with 登録日 and the day of the last training.
    pub heard: Vec<LastHeard>,
    /// The day of the last look at the guidelines, or of the first MCS管理者.
    pub guideline_checked: Option<NaiveDate>,
    /// Incidents that are not settled.
    pub incidents: Vec<Incident>,
}

/// What comes again after months is told so many days before.
pub(super) const DAYS_BEFORE: u64 = 30;

/// The cases of a duty that a ledger opens; none for another's.
pub(super) fn cases<'a>(
    duty: &Duty,
    policy: &'a Policy,
    facts: &LedgerFacts,
    targets: &Targets,
    today: NaiveDate,
) -> Vec<Case<'a>> {
    let of_devices = |open: &dyn Fn(&Device) -> bool, since: fn(&Device) -> NaiveDate| {
        let case = |device: &Device| Case::of(Subject::Device(device.id.clone()), Some(since(device)));
        facts.devices.iter().filter(|device| open(device)).map(case).collect()
    };
    let registered = |device: &Device| device.details.registered_on;
    match duty.opens {
        Opens::OwnDeviceWithoutPermission => {
            let asked = policy.device.byod == Byod::WrittenPermission;
            let open = |device: &Device| {
                asked && device.details.kind == DeviceKind::Own && device.details.permitted_on.is_none()
            };
            of_devices(&open, registered)
        }
        Opens::TemporaryDevice => {
            let open = |device: &Device| !facts.in_disaster && device.details.kind == DeviceKind::Temporary;
            of_devices(&open, registered)
        }
        Opens::DeviceCheckDue => {
            let last = |device: &Device| {
                device.checked.as_ref().map_or(device.details.registered_on, |check| check.on)
            };
            let open = |device: &Device| {
                is_here(device) && is_near(Some(last(device)), targets.device_check_months, today)
            };
            of_devices(&open, last)
        }
        Opens::DeviceItemMissing => items_missing(policy, facts),
        Opens::TakeoutAsked | Opens::TakeoutOut => takeouts(duty.opens, facts, today),
        Opens::TrainingDue => {
            // Who never heard one is counted from the first day: 定期的に names no day.
            let due = |last: &LastHeard| {
                let since = last.heard_on.or(last.registered_on);
                let near = is_near(since, targets.education_months, today);
                near.then(|| Case::of(Subject::Staff(last.staff.clone()), since))
            };
            facts.heard.iter().filter_map(due).collect()
        }
        Opens::GuidelineCheckDue => {
            let last = facts.guideline_checked;
            let open = last.filter(|_| is_near(last, targets.guideline_check_months, today));
            open.map(|last| Case::of(Subject::Office, Some(last))).into_iter().collect()
        }
        Opens::IncidentOpen => {
            let case = |incident: &Incident| {
                Case::of(Subject::Incident(incident.id.clone()), Some(incident.details.known_on))
            };
            facts.incidents.iter().map(case).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether it is in the house to be looked at.
fn is_here(device: &Device) -> bool {
    !matches!(device.state(), DeviceState::Lost | DeviceState::Retired | DeviceState::Repair)
}

/// What the document commands and the newest look found missing, each with its own sentence (熊谷 第9条(6)).
fn items_missing<'a>(policy: &'a Policy, facts: &LedgerFacts) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    for device in facts.devices.iter().filter(|device| is_here(device)) {
        for item in policy.device.items.iter().filter(|item| item.strength == Strength::Must) {
            if item.is_missing(device) {
                let since = device.checked.as_ref().map(|check| check.on);
                let subject = Subject::DeviceItem(device.id.clone(), item.key.clone());
                cases.push(Case { source: item.source.as_ref(), ..Case::of(subject, since) });
            }
        }
    }
    cases
}

/// Slips that wait, until their first day; and those that are out, until their last.
fn takeouts<'a>(opens: Opens, facts: &LedgerFacts, today: NaiveDate) -> Vec<Case<'a>> {
    let case = |slip: &Takeout| {
        let due_on = match (opens, slip.state(today)) {
            (Opens::TakeoutAsked, TakeoutState::Asked) => slip.request.from,
            (Opens::TakeoutOut, TakeoutState::Out) => slip.request.until,
            _ => return None,
        };
        let case = Case::of(Subject::Takeout(slip.id.clone()), Some(slip.request.asked_on));
        Some(Case { due_on: Some(DueDay { on: due_on, is_target: false }), ..case })
    };
    facts.takeouts.iter().filter_map(case).collect()
}

/// Whether so many months after `since` are over, or nearly.
fn is_near(since: Option<NaiveDate>, months: u32, today: NaiveDate) -> bool {
    let due = since.and_then(|since| Targets::after_months(since, months));
    let told = due.and_then(|due| due.checked_sub_days(Days::new(DAYS_BEFORE)));
    told.is_some_and(|told| told <= today)
}
