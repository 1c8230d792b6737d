//! A group and its managers as typed, and what is refused of that before any region is asked.

use chrono::NaiveDate;

use super::{Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerTerm, GroupManagerWho, System};
use crate::domain::Check;
use crate::domain::check::NAME_LIMIT;
use crate::domain::consent::{DoctorRequest, PersonalText};
use crate::domain::id::{GroupId, GroupManagerId, StaffId};
use crate::domain::membership::{Member, Membership};
use crate::{ProblemCode, Result};

/// A group as typed.
#[derive(Clone)]
pub struct GroupDraft {
    /// What it is and whom it is about.
    pub kind: GroupKind,
    /// Where it lives.
    pub system: System,
    /// Since when it is used.
    pub opened_on: String,
    /// Who manages it.
    pub manager: GroupManagerDraft,
    /// Whether the physician's instruction is recorded.
    pub instructed: bool,
    /// 主治医.
    pub doctor: String,
    /// 医療機関.
    pub clinic: String,
    /// 指示・了承の日.
    pub instructed_on: String,
    /// How it came.
    pub means: String,
    /// Whether the physician takes part.
    pub doctor_is_member: bool,
    /// How it is used.
    pub arrangement: String,
    /// Whether its management is handed to another body.
    pub delegated: bool,
}

/// A 患者グループ管理者 as typed: one of our own staff, or a name of another office.
#[derive(Clone, Default)]
pub struct GroupManagerDraft {
    /// One of our own staff.
    pub staff: Option<StaffId>,
    /// 氏名 of somebody else.
    pub name: String,
    /// 事業所 of somebody else.
    pub office: String,
}

impl GroupDraft {
    /// A group of which nothing else is typed yet.
    pub fn of(kind: GroupKind, opened_on: &str) -> GroupDraft {
        GroupDraft {
            kind,
            system: System::Mcs,
            opened_on: opened_on.to_owned(),
            manager: GroupManagerDraft::default(),
            instructed: false,
            doctor: String::new(),
            clinic: String::new(),
            instructed_on: String::new(),
            means: String::new(),
            doctor_is_member: false,
            arrangement: String::new(),
            delegated: false,
        }
    }

    /// Checks what was typed; whether that is enough is the region's rule.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, today: NaiveDate) -> Result<Group> {
        let mut check = Check::default();
        let id = GroupId::random();
        let opened_on = check.required_date("openedOn", &self.opened_on);
        check.demand(opened_on <= today, "openedOn", ProblemCode::InFuture);
        let is_care = matches!(self.kind, GroupKind::Care { .. });
        let instruction = (is_care && self.instructed).then(|| {
            let requested_on = check.required_date("instructedOn", &self.instructed_on);
            check.demand(requested_on <= opened_on, "instructedOn", ProblemCode::TooLate);
            DoctorRequest {
                doctor: PersonalText(check.required_line("doctor", &self.doctor, NAME_LIMIT)),
                clinic: check.line("clinic", &self.clinic, NAME_LIMIT),
                requested_on,
                means: check.required_line("means", &self.means, NAME_LIMIT),
            }
        });
        let mut members = Vec::new();
        if is_care && self.doctor_is_member {
            let who = Member::Doctor {
                name: PersonalText(check.required_line("doctor", &self.doctor, NAME_LIMIT)),
                office: check.line("clinic", &self.clinic, NAME_LIMIT),
                role: String::new(),
            };
            members.push(Membership::since(&id, who, opened_on));
        }
        let kind = match &self.kind {
            GroupKind::Care { recipient } => GroupKind::Care { recipient: recipient.clone() },
            GroupKind::Open { name, purpose, wants_listing } => GroupKind::Open {
                name: check.required_line("name", name, NAME_LIMIT),
                purpose: check.required_line("purpose", purpose, NAME_LIMIT),
                wants_listing: *wants_listing,
            },
            GroupKind::Link { recipient, name } => GroupKind::Link {
                recipient: recipient.clone(),
                name: PersonalText(check.required_line("name", &name.0, NAME_LIMIT)),
            },
        };
        let managers =
            if self.manager.is_empty() { None } else { Some(self.manager.read(&mut check, opened_on)) };
        let arrangement = check.note("arrangement", &self.arrangement);
        let opened = GroupEvent {
            number: 1,
            kind: GroupEventKind::Opened,
            on: opened_on,
            reason: None,
            party: PersonalText::default(),
            means: String::new(),
            note: PersonalText::default(),
            voided: None,
        };
        check.finish(Group {
            id,
            kind,
            system: self.system,
            instruction,
            arrangement,
            delegated: self.delegated,
            events: vec![opened],
            managers: managers.into_iter().collect(),
            members,
        })
    }
}

impl GroupManagerDraft {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.staff.is_none() && self.name.trim().is_empty()
    }

    /// Checks a further manager of a group.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(&self, typed_on: &str, opened_on: NaiveDate, today: NaiveDate) -> Result<GroupManagerTerm> {
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.demand(on >= opened_on, "on", ProblemCode::TooEarly);
        let manager = self.read(&mut check, on);
        check.finish(manager)
    }

    fn read(&self, check: &mut Check, started_on: NaiveDate) -> GroupManagerTerm {
        let who = match &self.staff {
            Some(staff) => GroupManagerWho::Staff(staff.clone()),
            None => GroupManagerWho::Other {
                name: PersonalText(check.required_line("managerName", &self.name, NAME_LIMIT)),
                office: check.required_line("managerOffice", &self.office, NAME_LIMIT),
            },
        };
        GroupManagerTerm { id: GroupManagerId::random(), who, started_on, ended_on: None }
    }
}
