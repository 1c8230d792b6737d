//! Devices (端末): what is used for MCS, whose it is, and where it stands. Its state is derived from dated events.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::id::{DeviceCheckId, DeviceEventId, DeviceId, StaffId};
use super::keyed::keyed;
use crate::{ProblemCode, Result};

keyed! {
    /// Whose device it is.
    DeviceKind {
        /// 事業所.
        Office = "office",
        /// 貸与（医師会） (宮崎 第19条3)).
        Lent = "lent",
        /// 個人所有（BYOD）.
        Own = "own",
        /// 災害時の臨時 (宮崎 第24条).
        Temporary = "temporary",
    }
}

keyed! {
    /// What became of a device.
    DeviceEventKind {
        /// 使用中.
        InUse = "inUse",
        /// 保管.
        Stored = "stored",
        /// 紛失.
        Lost = "lost",
        /// 修理.
        Repair = "repair",
        /// 廃棄・返却.
        Retired = "retired",
    }
}

keyed! {
    /// Where a device stands; derived, never stored.
    DeviceState {
        /// 使用中.
        InUse = "inUse",
        /// 保管.
        Stored = "stored",
        /// 持出中: on an approved slip that is not back.
        Out = "out",
        /// 紛失.
        Lost = "lost",
        /// 修理.
        Repair = "repair",
        /// 廃棄・返却.
        Retired = "retired",
    }
}

keyed! {
    /// What a look at a device found.
    DeviceAnswer {
        /// はい.
        Yes = "yes",
        /// いいえ.
        No = "no",
        /// 検討中.
        Considering = "considering",
    }
}

/// A device as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Device {
    /// Random id.
    pub id: DeviceId,
    /// #4, counted from 1 and never used again.
    pub number: u32,
    /// What was checked.
    pub details: DeviceDetails,
    /// What became of it, newest first, without what was taken back.
    pub events: Vec<DeviceEvent>,
    /// Whether an approved slip has it out on the day asked about.
    pub is_out: bool,
    /// The newest look at it.
    pub checked: Option<DeviceCheck>,
}

/// What was checked of a device.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceDetails {
    /// Whose it is.
    pub kind: DeviceKind,
    /// 機種・名前.
    pub name: String,
    /// OS.
    pub os: String,
    /// Who uses it.
    pub holder: Option<StaffId>,
    /// Whether Man・Go! runs on it (宮崎 第28条4)).
    pub man_go: bool,
    /// Since when it is on the ledger.
    pub registered_on: NaiveDate,
    /// The day of the written permission (朝霞 様式2 第2条2).
    pub permitted_on: Option<NaiveDate>,
}

/// What became of a device on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceEvent {
    /// Random id.
    pub id: DeviceEventId,
    /// What.
    pub kind: DeviceEventKind,
    /// When.
    pub on: NaiveDate,
    /// Whether the data on it were erased (朝霞 様式2 第2条2); asked when it leaves the office for good.
    pub erased: bool,
    /// A word on it.
    pub note: String,
}

/// A look at a device.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceCheck {
    /// Random id.
    pub id: DeviceCheckId,
    /// When.
    pub on: NaiveDate,
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// What was found, by the key of the region's item.
    pub answers: Vec<(String, DeviceAnswer)>,
    /// A word on it.
    pub note: String,
}

/// A device as typed.
#[derive(Clone, Default)]
pub struct DeviceDraft {
    /// Whose it is, by key; empty until chosen.
    pub kind: String,
    /// 機種・名前.
    pub name: String,
    /// OS.
    pub os: String,
    /// Who uses it.
    pub holder: Option<StaffId>,
    /// Whether Man・Go! runs on it.
    pub man_go: bool,
    /// Since when.
    pub registered_on: String,
    /// The day of the written permission.
    pub permitted_on: String,
}

/// What became of a device, as typed.
#[derive(Clone, Default)]
pub struct DeviceEventDraft {
    /// What, by key.
    pub kind: String,
    /// When.
    pub on: String,
    /// Whether the data were erased.
    pub erased: bool,
    /// A word on it.
    pub note: String,
}

/// A round of looks at devices, as typed: one day, one person, several devices.
#[derive(Clone, Default)]
pub struct DeviceRoundDraft {
    /// When.
    pub on: String,
    /// By whom; `None`: the manager.
    pub by: Option<StaffId>,
    /// The devices with what was found on each, by the keys of items and answers.
    pub devices: Vec<(DeviceId, Vec<(String, String)>)>,
    /// A word on it.
    pub note: String,
}

/// What a device is called: number and name, #4 タブレット.
pub fn shown(number: u32, name: &str) -> String {
    format!("#{number} {name}")
}

impl Device {
    /// Where it stands on the day for which it was read.
    pub fn state(&self) -> DeviceState {
        match self.events.first().map(|event| event.kind) {
            Some(DeviceEventKind::Lost) => DeviceState::Lost,
            Some(DeviceEventKind::Retired) => DeviceState::Retired,
            Some(DeviceEventKind::Repair) => DeviceState::Repair,
            _ if self.is_out => DeviceState::Out,
            Some(DeviceEventKind::Stored) => DeviceState::Stored,
            Some(DeviceEventKind::InUse) | None => DeviceState::InUse,
        }
    }

    /// Whether somebody has it in hand: what is lost or gone cannot be given back.
    pub fn is_with(&self, staff: &StaffId) -> bool {
        self.details.holder.as_ref() == Some(staff) && self.is_at_hand()
    }

    /// Whether what became of it brings it back: it was lost, or had left for good.
    pub fn comes_back(&self, event: &DeviceEvent) -> bool {
        !self.is_at_hand() && !matches!(event.kind, DeviceEventKind::Lost | DeviceEventKind::Retired)
    }

    /// Whether it is back when something that became of it is taken back.
    pub fn comes_back_without(&self, event: &DeviceEventId) -> bool {
        let mut before = self.clone();
        before.events.retain(|one| one.id != *event);
        !self.is_at_hand() && before.is_at_hand()
    }

    fn is_at_hand(&self) -> bool {
        !matches!(self.state(), DeviceState::Lost | DeviceState::Retired)
    }

    /// That it was lost on a day, or after what is kept of it since; `None` for one that is not the office's any more.
    pub fn lost_on(&self, on: NaiveDate) -> Option<DeviceEvent> {
        let before = self.events.first().map_or(self.details.registered_on, |event| event.on);
        let lost = DeviceEvent {
            id: DeviceEventId::random(),
            kind: DeviceEventKind::Lost,
            on: on.max(before),
            erased: false,
            note: String::new(),
        };
        Some(lost).filter(|_| self.state() != DeviceState::Retired)
    }

    /// #4 タブレット.
    pub fn shown(&self) -> String {
        shown(self.number, &self.details.name)
    }

    /// What the newest look found of an item.
    pub fn answer(&self, item: &str) -> Option<DeviceAnswer> {
        let answers = &self.checked.as_ref()?.answers;
        answers.iter().find(|(key, _)| key == item).map(|(_, answer)| *answer)
    }
}

impl DeviceDetails {
    /// Whether the region is asked again if such a device may be used: it is of another kind, or a temporary one of
    /// another day (宮崎 第24条).
    pub fn is_other_than(&self, before: &DeviceDetails) -> bool {
        let other_day = self.registered_on != before.registered_on;
        self.kind != before.kind || (self.kind == DeviceKind::Temporary && other_day)
    }
}

impl DeviceDraft {
    /// Checks what was typed; whether such a device may be used is the region's rule.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, today: NaiveDate) -> Result<DeviceDetails> {
        let mut check = Check::default();
        let kind = DeviceKind::from_key(&self.kind);
        check.demand(kind.is_some(), "kind", ProblemCode::Required);
        let registered_on = check.required_date("registeredOn", &self.registered_on);
        check.demand(registered_on <= today, "registeredOn", ProblemCode::InFuture);
        let permitted_on = check.date("permittedOn", &self.permitted_on);
        check.demand(permitted_on.is_none_or(|day| day <= today), "permittedOn", ProblemCode::InFuture);
        let details = DeviceDetails {
            kind: kind.unwrap_or(DeviceKind::Office),
            name: check.required_line("name", &self.name, NAME_LIMIT),
            os: check.line("os", &self.os, NAME_LIMIT),
            holder: self.holder.clone(),
            man_go: self.man_go,
            registered_on,
            permitted_on,
        };
        check.finish(details)
    }
}

impl DeviceEventDraft {
    /// Checks what was typed against the device it happened to.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]: a day before the last event, and leaving for good with data still on it.
    pub fn check(&self, device: &Device, today: NaiveDate) -> Result<DeviceEvent> {
        let mut check = Check::default();
        let kind = DeviceEventKind::from_key(&self.kind);
        check.demand(kind.is_some(), "kind", ProblemCode::Required);
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let before = device.events.first().map_or(device.details.registered_on, |event| event.on);
        check.demand(on >= before, "on", ProblemCode::TooEarly);
        let kind = kind.unwrap_or(DeviceEventKind::InUse);
        // 朝霞 様式2 第2条2: what is no longer needed is erased; a device does not leave with data on it.
        check.demand(kind != DeviceEventKind::Retired || self.erased, "erased", ProblemCode::Required);
        let note = check.note("note", &self.note);
        check.finish(DeviceEvent { id: DeviceEventId::random(), kind, on, erased: self.erased, note })
    }
}

impl DeviceRoundDraft {
    /// Checks a round: every device with an answer to each item.
    ///
    /// # Errors
    /// [`crate::Error::Fields`], the answers as `devices.<place>.<item>`.
    pub fn check(&self, items: &[&str], today: NaiveDate) -> Result<Vec<(DeviceId, DeviceCheck)>> {
        let mut check = Check::default();
        let on = check.required_date("on", &self.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(!self.devices.is_empty(), "devices", ProblemCode::Required);
        let note = check.note("note", &self.note);
        let mut round = Vec::new();
        for (at, (device, typed)) in self.devices.iter().enumerate() {
            let mut answers = Vec::new();
            for item in items {
                let answer = typed.iter().find(|(key, _)| key == item);
                match answer.and_then(|(_, answer)| DeviceAnswer::from_key(answer)) {
                    Some(answer) => answers.push(((*item).to_owned(), answer)),
                    None => check.refuse(&format!("devices.{at}.{item}"), ProblemCode::Required),
                }
            }
            let found = DeviceCheck {
                id: DeviceCheckId::random(),
                on,
                by: self.by.clone(),
                answers,
                note: note.clone(),
            };
            round.push((device.clone(), found));
        }
        check.finish(round)
    }
}
