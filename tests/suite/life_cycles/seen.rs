//! What an office knows, and where something of it stands.

use chrono::NaiveDate;
use office::domain::care_recipient::CareRecipient;
use office::domain::consent::Consent;
use office::domain::device::Device;
use office::domain::disaster::Disaster;
use office::domain::group::Group;
use office::domain::guideline_check::GuidelineCheck;
use office::domain::id::{
    CareRecipientId, ConsentId, DeviceId, GroupId, IncidentId, StaffId, SubmissionId, TakeoutId, TrainingId,
};
use office::domain::incident::Incident;
use office::domain::membership::Membership;
use office::domain::staff::Staff;
use office::domain::submission::{Change, Submission};
use office::domain::takeout::Takeout;
use office::domain::targets::Targets;
use office::domain::training::Training;

/// Years for which these offices keep papers: few, so that sequences come to the end of them.
pub const RETENTION_YEARS: u32 = 1;

pub fn targets() -> Targets {
    Targets { retention_years: RETENTION_YEARS, ..Targets::default() }
}

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
    pub trainings: Vec<Training>,
    pub guideline_checks: Vec<GuidelineCheck>,
    pub incidents: Vec<Incident>,
    /// The newest one.
    pub disaster: Option<Disaster>,
    pub submissions: Vec<Submission>,
    /// Changes that no submission told.
    pub untold: Vec<Change>,
    /// The title of the paper that tells them.
    pub notice: String,
}

macro_rules! one_of {
    ($($one:ident, $one_mut:ident in $all:ident: $id:ty => $of:ty;)*) => {
        $(
            pub fn $one(&self, id: &$id) -> &$of {
                self.$all.iter().find(|one| one.id == *id).unwrap()
            }

            pub fn $one_mut(&mut self, id: &$id) -> &mut $of {
                self.$all.iter_mut().find(|one| one.id == *id).unwrap()
            }
        )*
    };
}

impl Seen {
    one_of! {
        one_of_staff, staff_mut in staff: StaffId => Staff;
        recipient, recipient_mut in recipients: CareRecipientId => CareRecipient;
        consent, consent_mut in consents: ConsentId => Consent;
        group, group_mut in groups: GroupId => Group;
        device, device_mut in devices: DeviceId => Device;
        slip, slip_mut in takeouts: TakeoutId => Takeout;
        training, training_mut in trainings: TrainingId => Training;
        incident, incident_mut in incidents: IncidentId => Incident;
        submission, submission_mut in submissions: SubmissionId => Submission;
    }

    pub fn consents_of(&self, recipient: &CareRecipientId) -> Vec<Consent> {
        self.consents.iter().filter(|one| one.plan.recipient == *recipient).cloned().collect()
    }

    pub fn groups_of(&self, recipient: &CareRecipientId) -> Vec<Group> {
        self.groups.iter().filter(|one| one.kind.recipient() == Some(recipient)).cloned().collect()
    }

    pub fn members(&self) -> impl Iterator<Item = &Membership> {
        self.groups.iter().flat_map(|group| &group.members)
    }

    pub fn slips_of(&self, applicant: &StaffId) -> impl Iterator<Item = &Takeout> {
        let open = |slip: &&Takeout| slip.is_approved() && slip.returned.is_none();
        self.takeouts.iter().filter(open).filter(move |slip| slip.request.applicant == *applicant)
    }
}
