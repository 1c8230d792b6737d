//! An office without a file: what is kept stands in memory, and every act asks the very checks that `desk` asks.

mod consent;
mod device;
mod group;
mod ledger;
mod staff;
mod submission;

use chrono::NaiveDate;
use office::domain::PersonName;
use office::domain::consent::mark_replaced;
use office::domain::device::DeviceCheck;
use office::domain::disaster::Disaster;
use office::domain::id::{DeviceId, StaffId, SubmissionId};
use office::domain::leaving::LeavingKind;
use office::domain::password::PasswordChange;
use office::domain::pledge::Pledge;
use office::domain::submission::{Change, Changed};
use office::domain::takeout::Takeout;
use office::domain::training::TrainingKind;
use office::policy::Policy;
use office::{Error, Result};

use super::acts::{Bureau, Noun, Try};
use super::seen::Seen;

/// An office in memory.
#[derive(Clone)]
pub struct Memory<'a> {
    pub policy: &'a Policy,
    pub manager: PersonName,
    seen: Seen,
    rows: Rows,
}

/// What is kept and shows only in part: of several of one person or device the newest counts.
#[derive(Clone, Default)]
struct Rows {
    pledges: Vec<(StaffId, Pledge)>,
    passwords: Vec<(StaffId, PasswordChange)>,
    looks: Vec<(DeviceId, DeviceCheck)>,
    told: Vec<(SubmissionId, Change)>,
    /// In the order of their days.
    disasters: Vec<Disaster>,
}

impl<'a> Memory<'a> {
    pub fn new(policy: &'a Policy, manager: PersonName, seen: Seen) -> Memory<'a> {
        Memory { policy, manager, seen, rows: Rows::default() }
    }

    /// What follows by itself from what is kept.
    fn derive(&mut self) {
        let (seen, rows) = (&mut self.seen, &self.rows);
        for consent in &mut seen.consents {
            let recipient = seen.recipients.iter().find(|one| one.id == consent.plan.recipient);
            consent.end = recipient.and_then(|recipient| recipient.end);
        }
        mark_replaced(&mut seen.consents);
        for device in &mut seen.devices {
            let out = |slip: &Takeout| {
                let open = slip.is_approved() && slip.returned.is_none() && slip.request.from <= seen.today;
                open && slip.request.devices.contains(&device.id)
            };
            device.is_out = seen.takeouts.iter().any(out);
            let looks = rows.looks.iter().filter(|(id, _)| *id == device.id);
            device.checked = looks.max_by_key(|(_, look)| look.on).map(|(_, look)| look.clone());
        }
        for staff in &mut seen.staff {
            let pledge = rows.pledges.iter().rfind(|(whose, _)| *whose == staff.id);
            staff.pledge = pledge.map(|(_, pledge)| pledge.clone());
            let courses = seen.trainings.iter().filter(|one| one.kind != TrainingKind::Regular);
            let heard = courses.filter(|one| one.kind != TrainingKind::Consultation);
            let heard = heard.flat_map(|one| &one.attendees).filter(|one| one.staff == staff.id);
            staff.course_on = heard.filter_map(|one| one.heard_on).max();
            let at_risk = seen.incidents.iter().filter(|one| one.details.person.as_ref() == Some(&staff.id));
            staff.at_risk_on = at_risk.map(|one| one.details.known_on).max();
            let changes = rows.passwords.iter().filter(|(whose, _)| *whose == staff.id);
            let newest = changes.max_by_key(|(_, change)| change.on);
            staff.password = newest.map(|(_, change)| *change);
        }
        seen.disaster = rows.disasters.last().cloned();
        let told = |change: &Change| rows.told.iter().any(|(_, told)| told == change);
        let changes = seen.staff.iter().flat_map(|one| {
            let here = one.details.released_on.is_none() || one.leaving.is_some();
            let what = Changed::Registered(one.id.clone());
            let on = one.details.registered_on.filter(|_| here);
            let registered = on.map(|on| Change { what, on });
            let leaving = one.leaving.as_ref().filter(|one| one.done(LeavingKind::Notice).is_none());
            let what = Changed::Released(one.id.clone());
            let on = one.details.released_on.filter(|_| leaving.is_some());
            registered.into_iter().chain(on.map(|on| Change { what, on }))
        });
        seen.untold = changes.filter(|change| !told(change)).collect();
    }
}

fn refused<T>(code: &'static str) -> Result<T> {
    Err(Error::Refused { code, clause: String::new() })
}

impl Bureau for Memory<'_> {
    fn seen(&self) -> Seen {
        self.seen.clone()
    }

    fn turn_to(&mut self, day: NaiveDate) {
        self.seen.today = day;
        self.seen.latest = self.seen.latest.max(day);
        self.derive();
    }

    fn attempt(&mut self, act: &Try) -> Result<()> {
        match act.kind().0 {
            Noun::Staff => self.staff(act)?,
            Noun::Consent => self.consent(act)?,
            Noun::Group => self.group(act)?,
            Noun::Device => self.device(act)?,
            Noun::Ledger => self.ledger(act)?,
            Noun::Submission => self.submission(act)?,
        }
        self.derive();
        Ok(())
    }
}
