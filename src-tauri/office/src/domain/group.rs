//! Groups (患者グループ・自由グループ・つながり): what they are, their dated events, and who manages them.
//!
//! Where a group stands follows from its events; nothing is moved or deleted by itself. What a region asks for stands
//! in `policy`, who takes part in [`super::membership`].

mod draft;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::{DoctorRequest, PersonalText, Voided};
use super::id::{CareRecipientId, GroupId, GroupManagerId, MembershipId, StaffId};
use super::membership::{Member, Membership, Release, ReleaseReason, Released};
use super::recipient_end::EndKind;
use crate::{Error, ProblemCode, Result};

pub use draft::{GroupDraft, GroupManagerDraft};

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

    /// Whether somebody manages it who does so tomorrow, too. A term that was ended is over, whatever the clock says.
    pub fn stays_managed(&self, today: NaiveDate, left: &HashMap<StaffId, NaiveDate>) -> bool {
        let stays = |one: &GroupManagerTerm| one.gone_on(left).is_none_or(|end| today < end);
        self.managers.iter().filter(|one| one.ended_on.is_none()).any(stays)
    }

    /// Refuses an act on a group that is no more.
    ///
    /// # Errors
    /// [`Error::Refused`] `group_deleted`, `group_void`.
    pub fn demand_there(&self) -> Result<()> {
        match self.state() {
            GroupState::Deleted => Err(refused("group_deleted")),
            GroupState::Void => Err(refused("group_void")),
            _ => Ok(()),
        }
    }

    /// Checks what is said to have happened against what happened before.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot follow: `group_deleted`, `group_not_active`, `group_not_archived`,
    /// `deletion_asked_already`, `deletion_not_asked`, `deletion_not_sent`, `group_open_has_no_patient` when the
    /// deletion of a group about nobody is asked for; [`Error::Fields`].
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
            Kind::DeletionRequested if self.kind.recipient().is_none() => Some("group_open_has_no_patient"),
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

    /// Who is released by what happened: nobody stays in a group that is wholly deleted, and from one that is archived
    /// those go whom the manager sends (`asked`).
    ///
    /// # Errors
    /// [`Error::Fields`] when somebody joined after that day.
    pub fn released_by(&self, event: &GroupEvent, asked: bool) -> Result<Vec<(MembershipId, Released)>> {
        let ends = match event.kind {
            GroupEventKind::Archived => asked,
            kind => kind == GroupEventKind::Deleted,
        };
        let leaving: Vec<_> = self.running().filter(|_| ends).collect();
        if leaving.iter().any(|member| member.joined_on > event.on) {
            return Err(Error::field("on", ProblemCode::TooEarly));
        }
        let release = Release { on: event.on, why: ReleaseReason::GroupEnded, note: PersonalText::default() };
        let released = |member: &Membership| Released {
            off_case_on: member.off_case_on,
            release: Some(release.clone()),
        };
        Ok(leaving.into_iter().map(|member| (member.id.clone(), released(member))).collect())
    }

    /// The number of the last event, which is taken back, and who was never in the group: with its opening everybody.
    ///
    /// # Errors
    /// [`Error::Refused`] `group_void`.
    pub fn take_back(&self) -> Result<(u32, Vec<MembershipId>)> {
        let last = self.true_events().next_back().ok_or(refused("group_void"))?;
        let members = self.members.iter().filter(|one| one.voided.is_none());
        let never = members.filter(|_| last.kind == GroupEventKind::Opened);
        Ok((last.number, never.map(|one| one.id.clone()).collect()))
    }

    /// The last day of a manager's term.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::NotFound`].
    pub fn check_end_of_manager(
        &self,
        id: &GroupManagerId,
        typed_on: &str,
        today: NaiveDate,
    ) -> Result<NaiveDate> {
        let begun = self.manager(id)?.started_on;
        let mut check = Check::default();
        let on = check.required_date("on", typed_on);
        check.demand(on >= begun, "on", ProblemCode::TooEarly);
        check.demand(on <= today, "on", ProblemCode::InFuture);
        check.finish(on)
    }

    /// One of its managers.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn manager(&self, id: &GroupManagerId) -> Result<&GroupManagerTerm> {
        self.managers.iter().find(|one| one.id == *id).ok_or(Error::NotFound { noun: "group_manager" })
    }

    /// Whether another one than this manages the group and goes on; `left`: staff with their last day.
    pub fn has_other_manager(&self, id: &GroupManagerId, left: &HashMap<StaffId, NaiveDate>) -> bool {
        self.managers.iter().any(|one| one.id != *id && one.gone_on(left).is_none())
    }
}

fn refused(code: &'static str) -> Error {
    Error::Refused { code, clause: String::new() }
}
