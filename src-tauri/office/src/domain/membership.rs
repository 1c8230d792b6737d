//! Who takes part in a group: invited, approved, joined, released. One row for each time somebody was in it.

use chrono::NaiveDate;

use super::Check;
use super::check::NAME_LIMIT;
use super::consent::{PersonalText, Voided};
use super::id::{GroupId, MembershipId, StaffId};
use super::keyed::keyed;
use crate::{Error, ProblemCode, Result};

/// Somebody's time in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Random id.
    pub id: MembershipId,
    /// In which group.
    pub group: GroupId,
    /// Who.
    pub who: Member,
    /// The day on which the staff concerned agreed (熊谷 第5条(3)); only of the person and the family.
    pub agreed_on: Option<NaiveDate>,
    /// 招待.
    pub invited_on: Option<NaiveDate>,
    /// 承認 (朝霞 2)(5)④).
    pub approved_on: Option<NaiveDate>,
    /// 参加.
    pub joined_on: NaiveDate,
    /// Since when the person is off the case and waits for the release (熊谷 第10条(5)).
    pub off_case_on: Option<NaiveDate>,
    /// 解除.
    pub release: Option<Release>,
    /// Entered by mistake, or corrected by another row.
    pub voided: Option<Voided>,
}

/// Who somebody in a group is. Of people outside nothing but name, office and profession is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Member {
    /// One of our own staff; the name stands on the card.
    Staff(StaffId),
    /// Staff of another office.
    Colleague {
        /// 氏名.
        name: PersonalText,
        /// 事業所.
        office: String,
        /// 職種.
        profession: String,
    },
    /// The attending physician (主治医).
    Doctor {
        /// 氏名.
        name: PersonalText,
        /// 医療機関.
        office: String,
        /// 診療科など.
        role: String,
    },
    /// The care recipient or the family.
    Family {
        /// 氏名.
        name: PersonalText,
        /// 続柄.
        relationship: String,
    },
}

/// The end of somebody's time in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub why: ReleaseReason,
    /// In words; may be empty.
    pub note: PersonalText,
}

keyed! {
    /// Why somebody was released.
    ReleaseReason {
        /// 担当から外れた.
        OffCase = "off-case",
        /// 退職.
        LeftOffice = "left-office",
        /// 本人の希望.
        OwnWish = "own-wish",
        /// グループ終了.
        GroupEnded = "group-ended",
        /// その他.
        Other = "other",
    }
}

/// Who a member is, as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberKind {
    /// One of our own staff.
    Staff,
    /// Staff of another office.
    Colleague,
    /// The attending physician.
    Doctor,
    /// The care recipient or the family.
    Family,
}

/// Somebody who joins, as typed.
#[derive(Clone, Default)]
pub struct MembershipDraft {
    /// Who they are; `None` until chosen.
    pub kind: Option<MemberKind>,
    /// Which of our own staff.
    pub staff: Option<StaffId>,
    /// 氏名 of somebody else.
    pub name: String,
    /// 事業所・医療機関.
    pub office: String,
    /// 職種 or 続柄.
    pub role: String,
    /// The day on which the staff concerned agreed.
    pub agreed_on: String,
    /// 招待.
    pub invited_on: String,
    /// 承認.
    pub approved_on: String,
    /// 参加.
    pub joined_on: String,
}

/// A release as typed.
#[derive(Clone)]
pub struct ReleaseDraft {
    /// Since when off the case; asked where that is the reason, may be empty.
    pub off_case_on: String,
    /// When released; empty with a day off the case: the release is asked for and still to come.
    pub on: String,
    /// Why.
    pub why: ReleaseReason,
    /// In words; asked for その他.
    pub note: String,
}

/// A release that was checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    /// Since when off the case.
    pub off_case_on: Option<NaiveDate>,
    /// The release, when there is one.
    pub release: Option<Release>,
}

impl Membership {
    /// Somebody who takes part from a day.
    pub fn since(group: &GroupId, who: Member, joined_on: NaiveDate) -> Membership {
        Membership {
            id: MembershipId::random(),
            group: group.clone(),
            who,
            agreed_on: None,
            invited_on: None,
            approved_on: None,
            joined_on,
            off_case_on: None,
            release: None,
            voided: None,
        }
    }

    /// Whether the person takes part and is not released.
    pub fn is_running(&self) -> bool {
        self.release.is_none() && self.voided.is_none()
    }

    /// Which of our own staff it is.
    pub fn staff(&self) -> Option<&StaffId> {
        match &self.who {
            Member::Staff(staff) => Some(staff),
            _ => None,
        }
    }
}

impl MembershipDraft {
    /// Checks what was typed. `must_agree`: whether the region asks the staff to agree before the person or the
    /// family takes part (熊谷 第5条(3)).
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn check(
        &self,
        group: &GroupId,
        opened_on: NaiveDate,
        must_agree: bool,
        today: NaiveDate,
    ) -> Result<Membership> {
        let mut check = Check::default();
        check.demand(self.kind.is_some(), "kind", ProblemCode::Required);
        let joined_on = check.required_date("joinedOn", &self.joined_on);
        check.demand(joined_on <= today, "joinedOn", ProblemCode::InFuture);
        check.demand(joined_on >= opened_on, "joinedOn", ProblemCode::TooEarly);
        let invited_on = check.date("invitedOn", &self.invited_on);
        let approved_on = check.date("approvedOn", &self.approved_on);
        check.demand(invited_on.is_none_or(|day| day <= joined_on), "invitedOn", ProblemCode::TooLate);
        check.demand(approved_on.is_none_or(|day| day <= joined_on), "approvedOn", ProblemCode::TooLate);
        if let (Some(invited), Some(approved)) = (invited_on, approved_on) {
            check.demand(invited <= approved, "approvedOn", ProblemCode::TooEarly);
        }
        let is_family = self.kind == Some(MemberKind::Family);
        let agreed_on = if is_family { check.date("agreedOn", &self.agreed_on) } else { None };
        check.demand(
            !is_family || !must_agree || agreed_on.is_some(),
            "agreedOn",
            ProblemCode::AgreementMissing,
        );
        check.demand(agreed_on.is_none_or(|day| day <= joined_on), "agreedOn", ProblemCode::TooLate);
        let who = self.who(&mut check);
        check.finish(Membership {
            agreed_on,
            invited_on,
            approved_on,
            ..Membership::since(group, who, joined_on)
        })
    }

    fn who(&self, check: &mut Check) -> Member {
        if self.kind == Some(MemberKind::Staff) {
            check.demand(self.staff.is_some(), "staffId", ProblemCode::Required);
            return Member::Staff(self.staff.clone().unwrap_or_else(|| StaffId::from_text("")));
        }
        let name = PersonalText(check.required_line("name", &self.name, NAME_LIMIT));
        let role = check.line("role", &self.role, NAME_LIMIT);
        match self.kind {
            Some(MemberKind::Family) => Member::Family { name, relationship: role },
            Some(MemberKind::Doctor) => {
                Member::Doctor { name, office: check.line("office", &self.office, NAME_LIMIT), role }
            }
            _ => {
                let office = check.required_line("office", &self.office, NAME_LIMIT);
                Member::Colleague { name, office, profession: role }
            }
        }
    }
}

impl ReleaseDraft {
    /// Checks a release of several people at once.
    ///
    /// # Errors
    /// [`Error::Fields`], also when nobody is chosen or the day lies before the last one on which somebody joined;
    /// [`Error::Refused`] `released_already`.
    pub fn check(&self, members: &[Membership], today: NaiveDate) -> Result<Released> {
        let Some(joined_on) = members.iter().map(|member| member.joined_on).max() else {
            return Err(Error::field("members", ProblemCode::Required));
        };
        if members.iter().any(|member| !member.is_running()) {
            return Err(Error::Refused { code: "released_already", clause: String::new() });
        }
        let mut check = Check::default();
        let off_case_on = match self.why {
            ReleaseReason::OffCase => check.date("offCaseOn", &self.off_case_on),
            _ => None,
        };
        check.demand(off_case_on.is_none_or(|day| day <= today), "offCaseOn", ProblemCode::InFuture);
        check.demand(off_case_on.is_none_or(|day| day >= joined_on), "offCaseOn", ProblemCode::TooEarly);
        let on = match off_case_on {
            Some(_) => check.date("on", &self.on),
            None => Some(check.required_date("on", &self.on)),
        };
        if let Some(on) = on {
            check.demand(on <= today, "on", ProblemCode::InFuture);
            check.demand(on >= joined_on, "on", ProblemCode::TooEarly);
        }
        let note = match self.why {
            ReleaseReason::Other => check.required_line("note", &self.note, NAME_LIMIT),
            _ => check.line("note", &self.note, NAME_LIMIT),
        };
        let release = on.map(|on| Release { on, why: self.why, note: PersonalText(note) });
        check.finish(Released { off_case_on, release })
    }
}
