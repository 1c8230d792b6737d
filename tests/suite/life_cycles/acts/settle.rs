//! An office at work, with which half of the sequences begin.

use office::domain::device::DeviceDraft;
use office::domain::group::{GroupDraft, GroupKind, GroupManagerDraft};
use office::domain::membership::{MemberKind, MembershipDraft};
use office::domain::pledge::PledgeDraft;
use office::domain::signature::SignatureDraft;
use office::domain::staff::StaffDraft;
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::policy::Policy;
use scenarios::name;

use super::{Bureau, Try};

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
        done(Try::Train(TrainingDraft { on, kind, title, attendees, ..TrainingDraft::default() }));
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
