//! What can be tried in an office, and random trials of it: whom they are about is real, the days and answers are not
//! always sensible.

mod consent;
mod device;
mod group;
mod ledger;
mod settle;
mod staff;
mod submission;

use chrono::{Days, NaiveDate};
use office::Result;
use office::domain::device::{DeviceDraft, DeviceEventDraft, DeviceRoundDraft};
use office::domain::group::{GroupDraft, GroupEventDraft, GroupManagerDraft};
use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::id::{
    CareRecipientId, ConsentId, DeviceCheckId, DeviceEventId, DeviceId, GroupId, GroupManagerId,
    GuidelineCheckId, IncidentId, MembershipId, StaffId, SubmissionId, TakeoutId, TrainingId,
};
use office::domain::incident::IncidentDraft;
use office::domain::leaving::LeavingKind;
use office::domain::membership::{MembershipDraft, ReleaseDraft};
use office::domain::password::PasswordChangeDraft;
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::RecipientEndDraft;
use office::domain::signature::SignatureDraft;
use office::domain::staff::StaffDraft;
use office::domain::submission::{SubmissionAnswer, SubmissionDraft};
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::training::TrainingDraft;
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalStep};
use office::policy::Policy;

use super::seen::Seen;

pub use settle::settle;

/// An office on which acts are tried.
pub trait Bureau {
    /// What it knows.
    fn seen(&self) -> Seen;
    /// Another day comes, or the clock is set back.
    fn turn_to(&mut self, day: NaiveDate);
    /// Tries an act: done, or refused with nothing changed.
    fn attempt(&mut self, act: &Try) -> Result<()>;
}

/// The acts by noun, with the names by which they are counted.
macro_rules! tries {
    ($($noun:ident { $($name:ident($($of:ty),*),)* })*) => {
        /// Whose act it is.
        #[derive(Clone, Copy, PartialEq)]
        pub enum Noun {
            $($noun,)*
        }

        /// An act.
        #[derive(Clone)]
        pub enum Try {
            $($($name($($of),*),)*)*
        }

        impl Noun {
            pub const ALL: &'static [Noun] = &[$(Noun::$noun,)*];
        }

        impl Try {
            pub const NAMES: &'static [&'static str] = &[$($(stringify!($name),)*)*];

            /// Whose act it is, and its name.
            pub fn kind(&self) -> (Noun, &'static str) {
                match self {
                    $($(Try::$name(..) => (Noun::$noun, stringify!($name)),)*)*
                }
            }
        }
    };
}

tries! {
    Staff {
        AddStaff(StaffDraft),
        ChangeStaff(StaffId, StaffDraft),
        Pledge(StaffId, PledgeDraft),
        TakeBackPledge(StaffId),
        BeginManager(StaffId, String),
        EndManager(StaffId, String),
        TakeBackManager(StaffId),
        Pause(StaffId, String, String),
        EndPause(StaffId, String),
        TakeBackPause(StaffId),
        BeginLeaving(StaffId, String),
        LeavingStep(StaffId, LeavingKind, bool, String),
        TakeBackLeavingStep(StaffId, LeavingKind),
        CancelLeaving(StaffId),
        ChangePassword(StaffId, PasswordChangeDraft),
        VoidPassword(StaffId),
    }
    Consent {
        // With the key of a target.
        Print(CareRecipientId, String),
        Existing(CareRecipientId, String),
        Sign(ConsentId, SignatureDraft),
        Correct(ConsentId, SignatureDraft),
        VoidConsent(ConsentId),
        TakeBackVoid(ConsentId),
        Withdraw(ConsentId, WithdrawalDraft),
        TakeBackWithdrawal(ConsentId),
        FollowWithdrawal(ConsentId, WithdrawalStep, String),
        TakeBackFollowing(ConsentId, WithdrawalStep),
        EndCare(CareRecipientId, RecipientEndDraft),
        TakeBackEnd(CareRecipientId),
        Dispose(ConsentId, String, Option<StaffId>),
        TakeBackDisposal(ConsentId),
    }
    Group {
        Open(GroupDraft),
        Event(GroupId, GroupEventDraft),
        TakeBackEvent(GroupId),
        BeginGroupManager(GroupId, GroupManagerDraft, String),
        EndGroupManager(GroupId, GroupManagerId, String),
        VoidGroupManager(GroupId, GroupManagerId),
        Join(GroupId, MembershipDraft),
        Release(Vec<MembershipId>, ReleaseDraft),
        VoidMember(MembershipId),
        TakeBackRelease(MembershipId),
    }
    Device {
        AddDevice(DeviceDraft),
        ChangeDevice(DeviceId, DeviceDraft),
        MoveDevice(DeviceId, DeviceEventDraft),
        VoidMove(DeviceId, DeviceEventId),
        Look(DeviceRoundDraft),
        VoidLook(DeviceCheckId),
        BeginDisaster(String),
        EndDisaster(String),
        TakeBackDisaster(),
    }
    Ledger {
        Ask(TakeoutDraft),
        Decide(TakeoutId, TakeoutDecisionDraft),
        Return(TakeoutId, TakeoutReturnDraft),
        TakeBackSlip(TakeoutId),
        VoidSlip(TakeoutId),
        Train(TrainingDraft),
        Hear(TrainingId, StaffId, String),
        TakeBackHearing(TrainingId, StaffId),
        VoidTraining(TrainingId),
        CheckGuideline(GuidelineCheckDraft),
        VoidGuidelineCheck(GuidelineCheckId),
        OpenIncident(IncidentDraft),
        ChangeIncident(IncidentId, IncidentDraft),
        Stamp(IncidentId, String, Option<String>),
        Close(IncidentId),
        ReopenIncident(IncidentId),
        VoidIncident(IncidentId),
    }
    Submission {
        Submit(SubmissionDraft),
        Answer(SubmissionId, SubmissionAnswer, String, String),
        TakeBackAnswer(SubmissionId),
        TakeBackSubmission(SubmissionId),
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { Some(&of[self.below(of.len())]) }
    }

    /// A day as typed: mostly around today, sometimes long ago, to come, or none at all.
    pub fn day(&mut self, today: NaiveDate) -> String {
        let back = |days: usize| today - Days::new(days as u64);
        let on = match self.below(12) {
            0 => return if self.once_in(2) { String::new() } else { "2026-13-40".into() },
            1 => today + Days::new(1 + self.below(40) as u64),
            2 => back(self.below(400)),
            3..=5 => back(self.below(20)),
            _ => today,
        };
        on.to_string()
    }

    /// The day that comes next: mostly the same, sometimes weeks later, seldom an earlier one or one that is a year away.
    pub fn next_day(&mut self, today: NaiveDate) -> NaiveDate {
        if self.once_in(60) {
            return today + Days::new(370);
        }
        match self.below(12) {
            0 => today - Days::new(self.below(30) as u64),
            1..=3 => today + Days::new(self.below(40) as u64),
            _ => today,
        }
    }
}

/// A random trial; `None` when there is nobody it could be about. Half of them are about one noun, so that a sequence gets
/// somewhere with it.
pub fn next(dice: &mut Dice, noun: Option<Noun>, seen: &Seen, policy: &Policy) -> Option<Try> {
    let any = Noun::ALL[dice.below(Noun::ALL.len())];
    match noun.filter(|_| dice.once_in(2)).unwrap_or(any) {
        Noun::Staff => staff::next(dice, seen, policy),
        Noun::Consent => consent::next(dice, seen, policy),
        Noun::Group => group::next(dice, seen),
        Noun::Device => device::next(dice, seen, policy),
        Noun::Ledger => ledger::next(dice, seen, policy),
        Noun::Submission => submission::next(dice, seen),
    }
}
