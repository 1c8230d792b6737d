//! Random trials with groups, who manages them and who takes part.

use office::domain::group::{
    ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind, GroupManagerDraft,
};
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};

use super::{Dice, Try};
use crate::life_cycles::seen::Seen;

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

fn draft(dice: &mut Dice, seen: &Seen) -> Option<GroupDraft> {
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

pub fn next(dice: &mut Dice, seen: &Seen) -> Option<Try> {
    if seen.groups.is_empty() || (seen.groups.len() < 6 && dice.once_in(6)) {
        return Some(Try::Open(draft(dice, seen)?));
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
