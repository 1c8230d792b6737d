//! The submission bundle as the screen shows it.

use office::Result;
use office::desk::{BundleHit, CheckedParcel, Desk, FileState, PersonalKind, SignatureState};
use office::domain::bundle::{BundleDraft, BundleMissing};
use office::domain::id::StaffId;
use office::domain::wareki;

use super::{Day, quoted};
use crate::wire;

/// A bundle as it would be made now.
pub fn bundle_plan(desk: &Desk, draft: &BundleDraft, today: Day) -> Result<wire::BundlePlan> {
    let plan = desk.bundle_plan(draft, today)?;
    let policy = plan.policy;
    let destination = |one: &office::policy::Destination| wire::BundleDestination {
        key: one.key.clone(),
        name: one.name.clone(),
        address: match one.address.is_empty() {
            true => String::new(),
            false => format!("{} {}", one.address, one.building).trim_end().to_owned(),
        },
        send: one.send.clone(),
        source: quoted(policy, &one.source),
    };
    let person = |id: &StaffId| -> Result<wire::BundlePerson> {
        Ok(wire::BundlePerson { id: id.to_string(), name: desk.staff(id)?.details.name.shown() })
    };
    let missing = |one: &BundleMissing| -> Result<wire::BundleMissing> {
        let (what, staff) = match one {
            BundleMissing::Office => ("office", None),
            BundleMissing::Manager => ("manager", None),
            BundleMissing::RegisteredOn(id) => ("registeredOn", Some(id)),
            BundleMissing::Staff => ("staff", None),
            BundleMissing::Changes => ("changes", None),
            BundleMissing::Forms => ("forms", None),
            BundleMissing::Send => ("send", None),
            BundleMissing::Address => ("address", None),
        };
        let staff = staff.map(person).transpose()?.unwrap_or_default();
        Ok(wire::BundleMissing { what: what.to_owned(), staff })
    };
    let hit = |one: &BundleHit| -> Result<wire::BundleHit> {
        Ok(wire::BundleHit {
            file: one.file.clone(),
            place: one.place.clone(),
            kind: match one.hit.kind {
                PersonalKind::Name => "name",
                PersonalKind::Kana => "kana",
                PersonalKind::Address => "address",
                PersonalKind::BirthDate => "birthDate",
                PersonalKind::ControlNumber => "controlNumber",
            }
            .to_owned(),
            recipient_id: one.hit.recipient.to_string(),
            recipient: desk.care_recipient(&one.hit.recipient)?.details.name.shown(),
            namesake: one.hit.namesake.as_ref().map(person).transpose()?,
        })
    };
    let left_out = draft.left_out.iter().filter(|id| plan.undated.iter().any(|one| one.id == **id));
    let made = plan.made.as_ref();
    let items = made.map(|made| made.items.as_slice()).unwrap_or_default();
    let item_of = |name: &str| items.iter().find(|item| item.file == name);
    let file = |file: &office::desk::ParcelFile| wire::BundleFile {
        name: file.name.clone(),
        title: item_of(&file.name).map(|item| item.title.clone()).unwrap_or_default(),
        pages: item_of(&file.name).and_then(|item| item.pages),
    };
    Ok(wire::BundlePlan {
        region: policy.region.clone(),
        destinations: policy.destinations.iter().map(destination).collect(),
        destination: plan.destination.key.clone(),
        last: wire::BundleLast {
            send: plan.last.send.clone(),
            postal_code: plan.last.postal_code.clone(),
            address: plan.last.address.clone(),
        },
        offered: (plan.offered.iter())
            .map(|one| wire::BundleOffer {
                key: one.key.to_owned(),
                title: one.form.full_title(),
                source: one.duty.and_then(|duty| duty.source.as_ref()).map(|source| quoted(policy, source)),
                is_chosen: one.is_chosen,
            })
            .collect(),
        missing: plan.missing.iter().map(missing).collect::<Result<_>>()?,
        left_out: left_out.map(person).collect::<Result<_>>()?,
        hits: plan.hits.iter().map(hit).collect::<Result<_>>()?,
        files: made.map(|made| made.files.iter().map(file).collect()).unwrap_or_default(),
        sheets: items.iter().filter(|item| item.is_enclosed).filter_map(|item| item.pages).sum(),
        people: u32::try_from(plan.people).unwrap_or(u32::MAX),
        code: made.map(|made| made.code.code.clone()).unwrap_or_default(),
        fingerprint: made.map(|made| made.fingerprint.clone()).unwrap_or_default(),
        titles: items.iter().filter(|item| !item.edition.is_empty()).map(|item| item.title.clone()).collect(),
    })
}

/// A bundle that came back.
pub fn bundle_checked(checked: &CheckedParcel) -> wire::BundleChecked {
    let file = |file: &office::desk::CheckedFile| wire::BundleCheckedFile {
        name: file.name.clone(),
        title: file.title.clone(),
        state: match file.state {
            FileState::Same => "same",
            FileState::Changed => "changed",
            FileState::Missing => "missing",
            FileState::Extra => "extra",
        }
        .to_owned(),
    };
    let day = checked.manifest.day.parse::<Day>();
    wire::BundleChecked {
        is_whole: checked.is_whole(),
        signature: match checked.signature {
            SignatureState::Ours => "ours",
            SignatureState::Foreign => "foreign",
            SignatureState::Broken => "broken",
            SignatureState::Missing => "missing",
        }
        .to_owned(),
        fingerprint: checked.fingerprint.clone(),
        day: day.map(wareki::both).unwrap_or_default(),
        code: checked.manifest.log_code.clone(),
        files: checked.files.iter().map(file).collect(),
    }
}
