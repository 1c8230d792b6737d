//! What an office knows, and where something of it stands.

use chrono::NaiveDate;
use office::domain::care_recipient::CareRecipient;
use office::domain::consent::Consent;
use office::domain::device::Device;
use office::domain::group::Group;
use office::domain::id::{CareRecipientId, ConsentId, DeviceId, GroupId, StaffId};
use office::domain::incident::Incident;
use office::domain::membership::Membership;
use office::domain::staff::Staff;
use office::domain::takeout::Takeout;

/// What an office knows.
#[derive(Clone, Default)]
pub struct Seen {
    pub today: NaiveDate,
    /// The newest day there ever was; the clock may be set back.
    pub latest: NaiveDate,
    pub staff: Vec<Staff>,
    pub recipients: Vec<CareRecipient>,
    pub consents: Vec<Consent>,
    pub groups: Vec<Group>,
    pub devices: Vec<Device>,
    pub takeouts: Vec<Takeout>,
    pub incidents: Vec<Incident>,
}

impl Seen {
    pub fn one_of_staff(&self, id: &StaffId) -> &Staff {
        self.staff.iter().find(|one| one.id == *id).unwrap()
    }

    pub fn staff_mut(&mut self, id: &StaffId) -> &mut Staff {
        self.staff.iter_mut().find(|one| one.id == *id).unwrap()
    }

    pub fn group(&self, id: &GroupId) -> &Group {
        self.groups.iter().find(|one| one.id == *id).unwrap()
    }

    pub fn group_mut(&mut self, id: &GroupId) -> &mut Group {
        self.groups.iter_mut().find(|one| one.id == *id).unwrap()
    }

    pub fn consent(&self, id: &ConsentId) -> &Consent {
        self.consents.iter().find(|one| one.id == *id).unwrap()
    }

    pub fn consent_mut(&mut self, id: &ConsentId) -> &mut Consent {
        self.consents.iter_mut().find(|one| one.id == *id).unwrap()
    }

    pub fn consents_of(&self, recipient: &CareRecipientId) -> Vec<Consent> {
        self.consents.iter().filter(|one| one.plan.recipient == *recipient).cloned().collect()
    }

    pub fn device(&self, id: &DeviceId) -> &Device {
        self.devices.iter().find(|one| one.id == *id).unwrap()
    }

    pub fn recipient(&self, id: &CareRecipientId) -> &CareRecipient {
        self.recipients.iter().find(|one| one.id == *id).unwrap()
    }

    pub fn members(&self) -> impl Iterator<Item = &Membership> {
        self.groups.iter().flat_map(|group| &group.members)
    }

    pub fn slips_of(&self, applicant: &StaffId) -> impl Iterator<Item = &Takeout> {
        let open = |slip: &&Takeout| slip.is_approved() && slip.returned.is_none();
        self.takeouts.iter().filter(open).filter(move |slip| slip.request.applicant == *applicant)
    }
}
