//! The rules of devices as a region words them: whose may be used, what is looked after, taking out, and loss.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Policy, Source, Strength};
use crate::domain::device::{Device, DeviceAnswer, DeviceKind};
use crate::domain::id::DeviceEventId;
use crate::domain::leaving::LeavingKind;
use crate::domain::staff::Staff;
use crate::{Error, ProblemCode, Result};

/// The item of the devices on which Man・Go! runs.
const ANDROID: &str = "android";

/// What the document says of devices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceRule {
    /// Whether staff may use their own.
    #[serde(default)]
    pub byod: Byod,
    /// Where the document says so.
    pub byod_source: Option<Source>,
    /// Where the document lets unregistered devices be used in a disaster (宮崎 第24条).
    pub disaster: Option<Source>,
    /// What is looked after on each device.
    #[serde(default, rename = "item")]
    pub items: Vec<DeviceItem>,
}

impl DeviceRule {
    /// Whether a device of this kind may be on the ledger.
    ///
    /// # Errors
    /// Why not, with the clause: `device_own_forbidden` (宮崎 第19条3)), `device_no_disaster` for a temporary one
    /// outside a disaster or where the document knows none (宮崎 第24条).
    pub fn admit(&self, kind: DeviceKind, in_disaster: bool) -> Result<(), (&'static str, Option<&Source>)> {
        match kind {
            DeviceKind::Own if self.byod == Byod::Forbidden => {
                Err(("device_own_forbidden", self.byod_source.as_ref()))
            }
            DeviceKind::Temporary if self.disaster.is_none() || !in_disaster => {
                Err(("device_no_disaster", self.disaster.as_ref()))
            }
            _ => Ok(()),
        }
    }

    /// Whether Man・Go! is used in the region.
    pub fn knows_man_go(&self) -> bool {
        self.items.iter().any(|item| item.key == ANDROID)
    }
}

/// Whether staff may use devices of their own (BYOD).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Byod {
    /// The office decides (清瀬 第12条(10), 板橋 第12条(10)).
    #[default]
    OfficeDecides,
    /// With a written permission (朝霞 様式2 第2条2).
    WrittenPermission,
    /// With the same care as the office's (熊谷 第9条(9)).
    SameMeasures,
    /// Not, but in a disaster (宮崎 第19条3)).
    Forbidden,
}

impl Policy {
    /// Refuses a device for somebody who has left, or has given back what there was; `holder`: whose it is to be.
    ///
    /// # Errors
    /// [`Error::Fields`].
    pub fn demand_may_hold(&self, holder: Option<&Staff>, today: NaiveDate) -> Result<()> {
        match holder.is_some_and(|holder| self.is_done_with(holder, LeavingKind::ReturnDevices, today)) {
            true => Err(Error::field("holderId", ProblemCode::NotAChoice)),
            false => Ok(()),
        }
    }

    /// Refuses to take back that a device was lost, or left for good, when somebody who has left would hold it again.
    ///
    /// # Errors
    /// [`Error::Refused`] `holder_left`.
    pub fn check_event_taken_back(
        &self,
        device: &Device,
        event: &DeviceEventId,
        holder: Option<&Staff>,
        today: NaiveDate,
    ) -> Result<()> {
        match device.comes_back_without(event) && self.demand_may_hold(holder, today).is_err() {
            true => Err(Error::Refused { code: "holder_left", clause: String::new() }),
            false => Ok(()),
        }
    }

    /// Refuses to let something out to somebody who has given everything back (朝霞 様式2, 熊谷 第10条).
    ///
    /// # Errors
    /// [`Error::Refused`] `applicant_left`.
    pub fn demand_may_take_out(&self, applicant: &Staff, today: NaiveDate) -> Result<()> {
        match self.is_done_with(applicant, LeavingKind::ReturnDevices, today) {
            true => Err(Error::Refused { code: "applicant_left", clause: String::new() }),
            false => Ok(()),
        }
    }

    /// What is done in an incident, in the region's order; `lent`: whether a lent device is concerned (宮崎 第28条3)).
    pub fn incident_steps(&self, lent: bool) -> Vec<&IncidentStep> {
        self.incident.iter().filter(|step| lent || !step.lent_only).collect()
    }
}

/// One thing that is looked after on a device.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviceItem {
    /// Stable name, e.g. `remote_wipe`.
    pub key: String,
    /// The words of the list.
    pub title: String,
    /// How strongly the document says so.
    pub strength: Strength,
    /// Where it says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Source>,
}

impl DeviceItem {
    /// Whether the newest look found it missing on a device. That mobile devices of Man・Go! run Android concerns no
    /// other, and is told from the OS, too (宮崎 第28条4)).
    pub fn is_missing(&self, device: &Device) -> bool {
        let no = device.answer(&self.key) == Some(DeviceAnswer::No);
        let apple = ["ios", "ipados"].contains(&device.details.os.to_lowercase().as_str());
        if self.key == ANDROID { device.details.man_go && (no || apple) } else { no }
    }
}

/// The rule of taking devices and data out of the office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeoutRule {
    /// Who approves it, in the region's word.
    pub approver: String,
    /// Where the document says so.
    pub source: Source,
}

/// One thing that is done at once when a device is lost or something went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentStep {
    /// Which.
    pub step: IncidentKind,
    /// In the region's words.
    pub title: String,
    /// Whether only a device lent by the association asks for it (宮崎 第28条3)).
    #[serde(default)]
    pub lent_only: bool,
    /// Where the document says so; `None`: 規定なし（事業所の設定）.
    pub source: Option<Source>,
}

impl IncidentStep {
    /// The name under which its time is kept; stable in a region's edition.
    pub fn key(&self) -> String {
        let name = match self.step {
            IncidentKind::Stop => "stop",
            IncidentKind::Contain => "contain",
            IncidentKind::TellManager => "tell-manager",
            IncidentKind::TellSecretariat => "tell-secretariat",
            IncidentKind::Record => "record",
        };
        if self.lent_only { format!("{name}-lent") } else { name.to_owned() }
    }
}

/// What is done after a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentKind {
    /// Device and ID are stopped.
    Stop,
    /// Further damage is prevented.
    Contain,
    /// The manager is told.
    TellManager,
    /// The secretariat is told.
    TellSecretariat,
    /// It is written down.
    Record,
}
