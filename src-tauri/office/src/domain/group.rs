//! Groups (患者グループ・自由グループ・つながり): what they are, their dated events, and who manages them.
//!
//! Where a group stands follows from its events; nothing is moved or deleted by itself. What a region asks for stands
//! in `policy`, who takes part in [`super::membership`].

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::{DoctorRequest, PersonalText, Voided};
use super::id::{CareRecipientId, GroupId, GroupManagerId, StaffId};
use super::membership::{Member, Membership};
use super::recipient_end::EndKind;
use crate::{Error, ProblemCode, Result};

/// A group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Random id.
    pub id: GroupId,
    /// What it is and whom it is about.
    pub kind: GroupKind,
    /// In which of the region's systems it lives (宮崎 第3条).
    pub system: System,
    /// The physician's instruction or leave (宮崎 第29条2)).
    pub instruction: Option<DoctorRequest>,
    /// How it is used, as agreed beforehand (宮崎 第29条8)); may be empty.
    pub arrangement: String,
    /// Whether its management is handed to another body (板橋 第4条).
    pub delegated: bool,
    /// What happened to it, in the order of the days.
    pub events: Vec<GroupEvent>,
    /// 患者グループ管理者, in the order of their terms.
    pub managers: Vec<GroupManagerTerm>,
    /// Who takes part or took part, in the order they joined.
    pub members: Vec<Membership>,
}

/// What a group is. Only two of the three kinds know a care recipient (朝霞 2)(4), 宮崎 第30条).
#[derive(Debug, Clone, PartialEq)]
pub enum GroupKind {
    /// 患者グループ.
    Care {
        /// Whose group it is.
        recipient: CareRecipientId,
    },
    /// 自由グループ.
    Open {
        /// Its name.
        name: String,
        /// 趣旨 (宮崎 第30条4)).
        purpose: String,
        /// Whether it wants to stand in the region's list (宮崎 第22条2)).
        wants_listing: bool,
    },
    /// つながり, from one to one.
    Link {
        /// About whom data is exchanged; `None`: about nobody.
        recipient: Option<CareRecipientId>,
        /// With whom.
        name: PersonalText,
    },
}

/// Where a group lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum System {
    /// MCS.
    #[default]
    Mcs,
    /// The region's second system (宮崎: Man・Go!).
    Second,
}

/// Where a group stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupState {
    /// 稼働中.
    Active,
    /// 保管.
    Archived,
    /// 完全削除依頼中.
    DeletionRequested,
    /// 完全削除済.
    Deleted,
    /// 取り消し: entered by mistake.
    Void,
}

/// Something that happened to a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupEvent {
    /// 1, 2, … within the group.
    pub number: u32,
    /// What.
    pub kind: GroupEventKind,
    /// When.
    pub on: NaiveDate,
    /// Why it was archived.
    pub reason: Option<ArchiveReason>,
    /// Who asked for the deletion, or whom it was sent to; a name, so never logged.
    pub party: PersonalText,
    /// How.
    pub means: String,
    /// A note.
    pub note: PersonalText,
    /// Entered by mistake.
    pub voided: Option<Voided>,
}

/// What can happen to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupEventKind {
    /// It is used from this day.
    Opened,
    /// It was moved to the list of those that are kept (保管リスト; 朝霞 3)(5)).
    Archived,
    /// It is used again.
    Reopened,
    /// The person or the family asked for full deletion.
    DeletionRequested,
    /// The request was sent on.
    DeletionSent,
    /// It was answered that the group is deleted.
    Deleted,
}

/// Why a group is no longer used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArchiveReason {
    /// The care recipient's care ended.
    Ended(EndKind),
    /// Something else.
    Other,
}

/// A 患者グループ管理者 with the term.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupManagerTerm {
    /// Random id.
    pub id: GroupManagerId,
    /// Who.
    pub who: GroupManagerWho,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day; `None` while it lasts.
    pub ended_on: Option<NaiveDate>,
}

/// Who manages a group.
#[derive(Debug, Clone, PartialEq)]
pub enum GroupManagerWho {
    /// One of our own staff.
    Staff(StaffId),
    /// Somebody of another office.
    Other {
        /// 氏名.
        name: PersonalText,
        /// 事業所.
        office: String,
    },
}

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

/// What happened to a group, as typed.
#[derive(Clone)]
pub struct GroupEventDraft {
    /// What.
    pub kind: GroupEventKind,
    /// When.
    pub on: String,
    /// Why it was archived.
    pub reason: Option<ArchiveReason>,
    /// Who asked for the deletion, or whom it was sent to.
    pub party: String,
    /// How.
    pub means: String,
    /// A note.
    pub note: String,
    /// Whether everybody who takes part is released on the same day; asked when a group is archived.
    pub release_members: bool,
}

impl GroupKind {
    /// Whom the group is about.
    pub fn recipient(&self) -> Option<&CareRecipientId> {
        match self {
            GroupKind::Care { recipient } => Some(recipient),
            GroupKind::Link { recipient, .. } => recipient.as_ref(),
            GroupKind::Open { .. } => None,
        }
    }
}

impl GroupManagerTerm {
    /// The last day: of the term, or of the time in the office; `left`: staff who left, with their last day.
    pub fn gone_on(&self, left: &HashMap<StaffId, NaiveDate>) -> Option<NaiveDate> {
        let office = match &self.who {
            GroupManagerWho::Staff(staff) => left.get(staff).copied(),
            GroupManagerWho::Other { .. } => None,
        };
        [self.ended_on, office].into_iter().flatten().min()
    }
}

impl GroupState {
    /// Where a group stands after the last thing that happened to it.
    pub fn after(last: Option<GroupEventKind>) -> GroupState {
        match last {
            None => GroupState::Void,
            Some(GroupEventKind::Opened | GroupEventKind::Reopened) => GroupState::Active,
            Some(GroupEventKind::Archived) => GroupState::Archived,
            Some(GroupEventKind::DeletionRequested | GroupEventKind::DeletionSent) => {
                GroupState::DeletionRequested
            }
            Some(GroupEventKind::Deleted) => GroupState::Deleted,
        }
    }
}

impl Group {
    /// What happened and was no mistake.
    pub fn true_events(&self) -> impl DoubleEndedIterator<Item = &GroupEvent> {
        self.events.iter().filter(|event| event.voided.is_none())
    }

    /// The newest true event of a kind.
    pub fn last(&self, kind: GroupEventKind) -> Option<&GroupEvent> {
        self.true_events().rfind(|event| event.kind == kind)
    }

    /// Where it stands.
    pub fn state(&self) -> GroupState {
        GroupState::after(self.true_events().next_back().map(|event| event.kind))
    }

    /// Since when it is used; of one entered by mistake the day that was entered.
    pub fn opened_on(&self) -> NaiveDate {
        self.events.first().map(|event| event.on).unwrap_or_default()
    }

    /// Refuses an act on a group that is not used.
    ///
    /// # Errors
    /// [`Error::Refused`] `group_not_active`.
    pub fn demand_active(&self) -> Result<()> {
        if self.state() == GroupState::Active { Ok(()) } else { Err(refused("group_not_active")) }
    }

    /// Whether the attending physician takes part.
    pub fn has_doctor(&self) -> bool {
        self.running().any(|one| matches!(one.who, Member::Doctor { .. }))
    }

    /// Who takes part and is not released.
    pub fn running(&self) -> impl Iterator<Item = &Membership> {
        self.members.iter().filter(|one| one.is_running())
    }

    /// Whether somebody manages it on a day; `left`: staff who have left the office, with their last day.
    pub fn is_managed_on(&self, day: NaiveDate, left: &HashMap<StaffId, NaiveDate>) -> bool {
        let mut managers = self.managers.iter();
        managers.any(|one| one.started_on <= day && one.gone_on(left).is_none_or(|end| day <= end))
    }

    /// Checks what is said to have happened against what happened before.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot follow: `group_deleted`, `group_not_active`, `group_not_archived`,
    /// `deletion_asked_already`, `deletion_not_asked`, `deletion_not_sent`; [`Error::Fields`].
    pub fn follow(&self, draft: &GroupEventDraft, today: NaiveDate) -> Result<GroupEvent> {
        use GroupEventKind as Kind;
        let state = self.state();
        let is_sent = self.true_events().next_back().is_some_and(|event| event.kind == Kind::DeletionSent);
        let problem = match draft.kind {
            _ if state == GroupState::Deleted => Some("group_deleted"),
            Kind::Opened | Kind::Archived if state != GroupState::Active => Some("group_not_active"),
            Kind::Opened => Some("group_not_archived"),
            Kind::Reopened if state != GroupState::Archived => Some("group_not_archived"),
            Kind::DeletionRequested if state == GroupState::DeletionRequested => {
                Some("deletion_asked_already")
            }
            Kind::DeletionRequested if state == GroupState::Void => Some("group_not_active"),
            Kind::DeletionSent | Kind::Deleted if state != GroupState::DeletionRequested => {
                Some("deletion_not_asked")
            }
            Kind::DeletionSent if is_sent => Some("deletion_asked_already"),
            Kind::Deleted if !is_sent => Some("deletion_not_sent"),
            _ => None,
        };
        if let Some(code) = problem {
            return Err(refused(code));
        }
        let mut check = Check::default();
        let on = check.required_date("on", &draft.on);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        let before = self.true_events().next_back().map(|event| event.on);
        check.demand(before.is_none_or(|before| before <= on), "on", ProblemCode::TooEarly);
        check.demand(draft.kind != Kind::Archived || draft.reason.is_some(), "reason", ProblemCode::Required);
        let party = match draft.kind {
            Kind::DeletionRequested | Kind::DeletionSent => {
                check.required_line("party", &draft.party, NAME_LIMIT)
            }
            _ => String::new(),
        };
        let means = match draft.kind {
            Kind::DeletionRequested => check.required_line("means", &draft.means, NAME_LIMIT),
            _ => check.line("means", &draft.means, NAME_LIMIT),
        };
        let note = check.note("note", &draft.note);
        check.finish(GroupEvent {
            number: self.events.iter().map(|event| event.number).max().unwrap_or(0) + 1,
            kind: draft.kind,
            on,
            reason: draft.reason.filter(|_| draft.kind == Kind::Archived),
            party: PersonalText(party),
            means,
            note: PersonalText(note),
            voided: None,
        })
    }
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

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
