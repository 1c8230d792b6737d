//! What can be tried in an office, and random trials of it: whom they are about is real, the days and answers are not
//! always sensible.

use chrono::{Days, NaiveDate};
use office::Result;
use office::domain::device::{DeviceDraft, DeviceEventDraft};
use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft,
};
use office::domain::id::{
    CareRecipientId, ConsentId, DeviceId, GroupId, GroupManagerId, IncidentId, MembershipId, StaffId,
    TakeoutId,
};
use office::domain::incident::IncidentDraft;
use office::domain::leaving::LeavingKind;
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::signature::{SignatureDraft, SignerDraft};
use office::domain::staff::StaffDraft;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans};
use office::policy::{IncidentStep, Policy};
use scenarios::name;

use super::seen::Seen;

/// An office on which acts are tried.
pub trait Bureau {
    /// What it knows.
    fn seen(&self) -> Seen;
    /// Another day comes, or the clock is set back.
    fn turn_to(&mut self, day: NaiveDate);
    /// Tries an act: done, or refused with nothing changed.
    fn attempt(&mut self, act: &Try) -> Result<()>;
}

/// An act.
#[derive(Clone)]
pub enum Try {
    AddStaff(StaffDraft),
    ChangeStaff(StaffId, StaffDraft),
    Pledge(StaffId, PledgeDraft),
    Train(StaffId, TrainingDraft),
    BeginManager(StaffId, String),
    EndManager(StaffId, String),
    BeginLeaving(StaffId, String),
    LeavingStep(StaffId, LeavingKind, bool, String),
    CancelLeaving(StaffId),
    /// With the key of a target.
    Print(CareRecipientId, String),
    Existing(CareRecipientId, String),
    Sign(ConsentId, SignatureDraft),
    Correct(ConsentId, SignatureDraft),
    VoidConsent(ConsentId),
    Withdraw(ConsentId, WithdrawalDraft),
    TakeBackWithdrawal(ConsentId),
    EndCare(CareRecipientId, RecipientEndDraft),
    TakeBackEnd(CareRecipientId),
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
    AddDevice(DeviceDraft),
    ChangeDevice(DeviceId, DeviceDraft),
    MoveDevice(DeviceId, DeviceEventDraft),
    Ask(TakeoutDraft),
    Decide(TakeoutId, TakeoutDecisionDraft),
    Return(TakeoutId, TakeoutReturnDraft),
    OpenIncident(IncidentDraft),
    ChangeIncident(IncidentId, IncidentDraft),
    Stamp(IncidentId, String, Option<String>),
    Close(IncidentId),
}

impl Try {
    /// Whose act it is.
    pub fn noun(&self) -> &'static str {
        use Try::*;
        match self {
            AddStaff(_) | ChangeStaff(..) | Pledge(..) | Train(..) | BeginManager(..) | EndManager(..) => {
                "staff"
            }
            BeginLeaving(..) | LeavingStep(..) | CancelLeaving(_) => "staff",
            Print(..) | Existing(..) | Sign(..) | Correct(..) | VoidConsent(_) | Withdraw(..) => "consent",
            TakeBackWithdrawal(_) | EndCare(..) | TakeBackEnd(_) => "consent",
            Open(_) | Event(..) | TakeBackEvent(_) | BeginGroupManager(..) | EndGroupManager(..) => "group",
            VoidGroupManager(..) | Join(..) | Release(..) | VoidMember(_) | TakeBackRelease(_) => "group",
            _ => "ledger",
        }
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
    fn day(&mut self, today: NaiveDate) -> String {
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

    /// The day that comes next: mostly the same, sometimes weeks later, seldom an earlier one.
    pub fn next_day(&mut self, today: NaiveDate) -> NaiveDate {
        match self.below(12) {
            0 => today - Days::new(self.below(30) as u64),
            1..=3 => today + Days::new(self.below(40) as u64),
            _ => today,
        }
    }
}

/// Makes an office of one at work: staff who use MCS, consents in force, a group with somebody in it, a lent device.
pub fn settle(bureau: &mut impl Bureau, policy: &Policy) {
    let today = bureau.seen().today.to_string();
    let mut done = |act: Try| {
        bureau.attempt(&act).expect("an office begins to work");
        bureau.seen()
    };
    let mut people = Vec::new();
    for (given, id) in [("花子", "mihon-1"), ("一郎", "mihon-2"), ("澪", "mihon-3")] {
        let draft = StaffDraft {
            name: name("見本", given, "みほん", "みほん"),
            profession: "看護師".into(),
            mcs_id: id.into(),
            registered_on: today.clone(),
            ..StaffDraft::default()
        };
        let seen = done(Try::AddStaff(draft));
        let person = seen.staff.iter().find(|one| one.details.mcs_id == id).unwrap().id.clone();
        let pledge = PledgeDraft { on: today.clone(), ..PledgeDraft::default() };
        done(Try::Pledge(person.clone(), pledge));
        let attendees =
            vec![AttendeeDraft { staff: person.clone(), attended: true, later_on: String::new() }];
        let kind = policy.trainings.first().map_or("regular", |one| one.kind.key()).into();
        let (on, title) = (today.clone(), "みほん講習会".into());
        done(Try::Train(
            person.clone(),
            TrainingDraft { on, kind, title, attendees, ..TrainingDraft::default() },
        ));
        people.push(person);
    }
    let seen = done(Try::BeginManager(people[0].clone(), today.clone()));
    let recipient = seen.recipients[0].id.clone();
    let target = policy.consent.targets.first().map(|target| target.key.clone()).unwrap_or_default();
    let seen = done(Try::Print(recipient.clone(), target));
    let signature = SignatureDraft {
        signed_on: today.clone(),
        by_person: true,
        no_family_reason: "家族なし".into(),
        ..SignatureDraft::default()
    };
    done(Try::Sign(seen.consents[0].id.clone(), signature));
    let manager = GroupManagerDraft { staff: Some(people[0].clone()), ..GroupManagerDraft::default() };
    let seen = done(Try::Open(GroupDraft {
        manager,
        instructed: true,
        doctor: "仮名 次郎".into(),
        instructed_on: today.clone(),
        means: "FAX".into(),
        doctor_is_member: true,
        ..GroupDraft::of(GroupKind::Care { recipient }, &today)
    }));
    let member = MembershipDraft {
        kind: Some(MemberKind::Staff),
        staff: Some(people[1].clone()),
        joined_on: today.clone(),
        ..MembershipDraft::default()
    };
    done(Try::Join(seen.groups[0].id.clone(), member));
    done(Try::AddDevice(DeviceDraft {
        kind: "lent".into(),
        name: "タブレット".into(),
        holder: Some(people[2].clone()),
        registered_on: today,
        ..DeviceDraft::default()
    }));
}

/// A random trial; `None` when there is nobody it could be about.
pub fn next(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    let day = |dice: &mut Dice| dice.day(seen.today);
    match dice.below(10) {
        0..=2 => staff_act(dice, seen, policy),
        3 | 4 => consent_act(dice, seen, policy),
        5..=7 => group_act(dice, seen),
        _ => ledger_act(dice, seen, policy, day),
    }
}

fn staff_draft(dice: &mut Dice, seen: &Seen) -> StaffDraft {
    let who = ["花子", "一郎", "澪", "みどり"][dice.below(4)];
    StaffDraft {
        name: name("見本", who, "みほん", "みほん"),
        profession: "看護師".into(),
        mcs_id: ["", "mihon-1", "mihon-2", "MIHON-2", "mihon-3"][dice.below(5)].into(),
        registered_on: dice.day(seen.today),
        released_on: if dice.once_in(5) { dice.day(seen.today) } else { String::new() },
        ..StaffDraft::default()
    }
}

fn staff_act(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    if seen.staff.len() < 2 || (seen.staff.len() < 5 && dice.once_in(8)) {
        return Some(Try::AddStaff(staff_draft(dice, seen)));
    }
    let one = dice.pick(&seen.staff)?;
    let id = one.id.clone();
    let on = dice.day(seen.today);
    Some(match dice.below(14) {
        0 => {
            let mut draft = staff_draft(dice, seen);
            if dice.once_in(2) {
                draft.released_on = one.details.released_on.map(|_| dice.day(seen.today)).unwrap_or_default();
            }
            Try::ChangeStaff(id, draft)
        }
        1 | 2 => {
            let omitted = dice.once_in(3);
            Try::Pledge(id, PledgeDraft { omitted, on, existing_paper: "入職時の誓約書".into() })
        }
        3 => {
            let kind = policy.trainings.first().map_or("regular", |one| one.kind.key());
            let attended = !dice.once_in(4);
            let attendees = vec![AttendeeDraft { staff: id.clone(), attended, later_on: String::new() }];
            let (kind, title) = (kind.into(), "みほん講習会".into());
            Try::Train(id, TrainingDraft { on, kind, title, attendees, ..TrainingDraft::default() })
        }
        4 => Try::BeginManager(id, on),
        5 | 6 => Try::EndManager(id, on),
        7 => Try::BeginLeaving(id, on),
        8..=12 => {
            let kinds: Vec<_> = policy.leaving.iter().map(|step| step.step).collect();
            let next = kinds.iter().find(|step| {
                let done = one.leaving.as_ref().and_then(|leaving| leaving.done(**step));
                **step != LeavingKind::HandOver && done.is_none()
            });
            let step = if dice.once_in(3) { dice.pick(&kinds) } else { next }?;
            Try::LeavingStep(id, *step, dice.once_in(3), on)
        }
        _ => Try::CancelLeaving(id),
    })
}

fn signature(dice: &mut Dice, seen: &Seen, signed_before: bool) -> SignatureDraft {
    let block = SignerDraft {
        name: name("例示", "桜", "れいじ", "さくら"),
        relationship: "長女".into(),
        address: String::new(),
    };
    SignatureDraft {
        signed_on: dice.day(seen.today),
        by_person: signed_before || !dice.once_in(4),
        by_family: dice.once_in(3),
        family: block,
        family_signed_on: if dice.once_in(2) { String::new() } else { dice.day(seen.today) },
        no_family_reason: if dice.once_in(2) { "家族なし".into() } else { String::new() },
        ..SignatureDraft::default()
    }
}

fn consent_act(dice: &mut Dice, seen: &Seen, policy: &Policy) -> Option<Try> {
    let recipient = dice.pick(&seen.recipients)?.id.clone();
    let on = dice.day(seen.today);
    let target = policy.consent.targets.first().map(|target| target.key.clone()).unwrap_or_default();
    if seen.consents.is_empty() || dice.once_in(6) {
        return Some(match dice.once_in(4) {
            true => Try::Existing(recipient, on),
            false => Try::Print(recipient, target),
        });
    }
    let consent = dice.pick(&seen.consents)?;
    let id = consent.id.clone();
    let signed_before = consent.signature.is_some();
    Some(match dice.below(12) {
        0..=4 => Try::Sign(id, signature(dice, seen, signed_before)),
        5 => Try::Correct(id, signature(dice, seen, signed_before)),
        6 => Try::VoidConsent(id),
        7 | 8 => {
            let taken_by = dice.pick(&seen.staff).map(|one| one.id.clone());
            let means = Some(WithdrawalMeans::Phone);
            let (at, note) = (String::new(), String::new());
            Try::Withdraw(id, WithdrawalDraft { by: "例示 桜".into(), means, on, at, taken_by, note })
        }
        9 if consent.withdrawal.is_some() => Try::TakeBackWithdrawal(id),
        10 if seen.recipient(&recipient).end.is_some() => Try::TakeBackEnd(recipient),
        _ => {
            let kinds = [EndKind::Died, EndKind::SupportEnded, EndKind::Moved];
            let kind = dice.pick(&kinds).copied();
            Try::EndCare(recipient, RecipientEndDraft { kind, on, reason: "確認".into() })
        }
    })
}

fn manager(dice: &mut Dice, seen: &Seen) -> GroupManagerDraft {
    match dice.below(3) {
        0 => GroupManagerDraft::default(),
        1 => GroupManagerDraft {
            name: "例示 次郎".into(),
            office: "みほん医院".into(),
            ..GroupManagerDraft::default()
        },
        _ => GroupManagerDraft {
            staff: dice.pick(&seen.staff).map(|one| one.id.clone()),
            ..GroupManagerDraft::default()
        },
    }
}

fn group_draft(dice: &mut Dice, seen: &Seen) -> Option<GroupDraft> {
    let kind = match dice.below(4) {
        0 => GroupKind::Open { name: "勉強会".into(), purpose: "連絡".into(), wants_listing: false },
        _ => GroupKind::Care { recipient: dice.pick(&seen.recipients)?.id.clone() },
    };
    let on = dice.day(seen.today);
    Some(GroupDraft {
        manager: manager(dice, seen),
        instructed: !dice.once_in(4),
        doctor: "仮名 次郎".into(),
        instructed_on: on.clone(),
        means: "FAX".into(),
        doctor_is_member: !dice.once_in(4),
        ..GroupDraft::of(kind, &on)
    })
}

fn event_draft(dice: &mut Dice, seen: &Seen) -> GroupEventDraft {
    use GroupEventKind::*;
    let kinds = [Opened, Archived, Archived, Reopened, DeletionRequested, DeletionSent, Deleted, Deleted];
    let kind = kinds[dice.below(kinds.len())];
    GroupEventDraft {
        kind,
        on: dice.day(seen.today),
        reason: Some(ArchiveReason::Other),
        party: "例示 桜".into(),
        means: "電話".into(),
        note: String::new(),
        release_members: dice.once_in(2),
    }
}

fn group_act(dice: &mut Dice, seen: &Seen) -> Option<Try> {
    if seen.groups.is_empty() || dice.once_in(6) {
        return Some(Try::Open(group_draft(dice, seen)?));
    }
    let group = dice.pick(&seen.groups)?;
    let id = group.id.clone();
    let on = dice.day(seen.today);
    let manager_id = dice.pick(&group.managers).map(|one| one.id.clone());
    let member = dice.pick(&group.members);
    let running: Vec<_> = group.members.iter().filter(|one| one.is_running()).collect();
    Some(match dice.below(16) {
        0..=2 => Try::Event(id, event_draft(dice, seen)),
        3 => Try::TakeBackEvent(id),
        4 => Try::BeginGroupManager(id, manager(dice, seen), on),
        5 => Try::EndGroupManager(id, manager_id?, on),
        6 => Try::VoidGroupManager(id, manager_id?),
        7..=10 => {
            let kinds = [MemberKind::Staff, MemberKind::Staff, MemberKind::Family, MemberKind::Doctor];
            let kind = dice.pick(&kinds).copied();
            let ours = dice.pick(&seen.staff).map(|one| one.id.clone());
            Try::Join(
                id,
                MembershipDraft {
                    kind,
                    staff: ours.filter(|_| kind == Some(MemberKind::Staff)),
                    name: "例示 桜".into(),
                    agreed_on: if dice.once_in(2) { dice.day(seen.today) } else { String::new() },
                    invited_on: if dice.once_in(3) { dice.day(seen.today) } else { String::new() },
                    approved_on: if dice.once_in(3) { dice.day(seen.today) } else { String::new() },
                    joined_on: on,
                    ..MembershipDraft::default()
                },
            )
        }
        11 => Try::VoidMember(member?.id.clone()),
        12 => Try::TakeBackRelease(member?.id.clone()),
        _ => {
            let why = if dice.once_in(3) { ReleaseReason::OffCase } else { ReleaseReason::LeftOffice };
            let of = if dice.once_in(5) { member? } else { dice.pick(&running)? };
            let off_case_on = if dice.once_in(2) { dice.day(seen.today) } else { String::new() };
            Try::Release(vec![of.id.clone()], ReleaseDraft { off_case_on, on, why, note: String::new() })
        }
    })
}

fn device_draft(dice: &mut Dice, seen: &Seen) -> DeviceDraft {
    let holder = dice.pick(&seen.staff).map(|one| one.id.clone());
    DeviceDraft {
        kind: ["office", "lent", "own", "temporary"][dice.below(4)].into(),
        name: "タブレット".into(),
        holder: holder.filter(|_| dice.once_in(2)),
        registered_on: dice.day(seen.today),
        ..DeviceDraft::default()
    }
}

fn ledger_act(
    dice: &mut Dice,
    seen: &Seen,
    policy: &Policy,
    day: impl Fn(&mut Dice) -> String,
) -> Option<Try> {
    if seen.devices.is_empty() || dice.once_in(10) {
        return Some(Try::AddDevice(device_draft(dice, seen)));
    }
    let device = dice.pick(&seen.devices)?.id.clone();
    let slip = dice.pick(&seen.takeouts).map(|slip| slip.id.clone());
    let incident = dice.pick(&seen.incidents);
    let who = dice.pick(&seen.staff).map(|one| one.id.clone());
    let on = day(dice);
    Some(match dice.below(16) {
        0 => Try::ChangeDevice(device, device_draft(dice, seen)),
        1..=3 => {
            let kind = ["inUse", "stored", "lost", "repair", "retired"][dice.below(5)].into();
            Try::MoveDevice(
                device,
                DeviceEventDraft { kind, on, erased: !dice.once_in(3), ..Default::default() },
            )
        }
        4 | 5 => Try::Ask(TakeoutDraft {
            applicant: who,
            devices: vec![device],
            content: "訪問の予定".into(),
            purpose: "訪問".into(),
            from: day(dice),
            until: day(dice),
            asked_on: on,
            ..TakeoutDraft::default()
        }),
        6..=8 => {
            let by = who.filter(|_| !dice.once_in(3));
            let (approved, reason) = (!dice.once_in(4), "不要".into());
            Try::Decide(slip?, TakeoutDecisionDraft { by, on, approved, reason })
        }
        9 | 10 => {
            Try::Return(slip?, TakeoutReturnDraft { on, erased: true, ..TakeoutReturnDraft::default() })
        }
        11 | 12 => {
            let known_on = day(dice);
            let draft = IncidentDraft {
                cause: ["loss", "theft", "other"][dice.below(3)].into(),
                happened_on: on,
                known_on,
                device: Some(device),
                ..IncidentDraft::default()
            };
            match incident.filter(|_| dice.once_in(3)) {
                Some(incident) => Try::ChangeIncident(incident.id.clone(), draft),
                None => Try::OpenIncident(draft),
            }
        }
        13 | 14 => {
            let incident = incident?;
            let keys: Vec<_> = policy.incident_steps(true).into_iter().map(IncidentStep::key).collect();
            let open = keys.iter().find(|key| incident.done_at(key).is_none());
            let step = open.or(dice.pick(&keys))?.clone();
            Try::Stamp(incident.id.clone(), step, Some(on).filter(|_| dice.once_in(2)))
        }
        _ => Try::Close(incident?.id.clone()),
    })
}
