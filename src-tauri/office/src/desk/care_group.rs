//! Patient groups: opened only when the region's rule is met, joined by whom it lets in. A refusal is an act, too.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::care_group::{CareGroup, CareGroupDraft, GroupMemberDraft};
use crate::domain::consent::{Consent, ConsentStatus, ObtainedAs};
use crate::domain::id::{CareGroupId, CareRecipientId, GroupMemberId};
use crate::policy::{Need, Source};
use crate::store::{Act, care_group, consent};
use crate::{Error, Result};

impl Desk {
    /// The groups of one care recipient, newest first.
    pub fn groups_of(&self, recipient: &CareRecipientId) -> Result<Vec<CareGroup>> {
        self.vault.read(|db| care_group::groups_of(db, recipient))
    }

    /// Opens a patient group.
    ///
    /// # Errors
    /// [`Error::Fields`]; [`Error::Refused`] with the clause, when the region's rule asks for something that is not
    /// there: `group_needs_consent`, `group_needs_signature`, `group_needs_manager`, `group_needs_instruction`,
    /// `group_needs_doctor`, `group_needs_target`.
    pub fn open_group(&mut self, draft: &CareGroupDraft, now: Moment) -> Result<CareGroupId> {
        let group = draft.check(now.today())?;
        let consents = self.vault.read(|db| consent::consents_of(db, &group.recipient))?;
        if let Some((code, source)) = missing(&self.policy()?.group.needs, &group, &consents) {
            let clause = self.policy()?.cite(&source);
            let act =
                Act::new("care_group_refuse", "care_recipient").on(group.recipient.as_str()).because(code);
            self.vault.transact(act, now, |_| Ok(()))?;
            return Err(Error::Refused { code, clause });
        }
        let act = Act::new("care_group_open", "care_group").on(group.id.as_str());
        self.vault.transact(act, now, |db| care_group::add_group(db, &group, now))?;
        Ok(group.id)
    }

    /// Lets somebody into a group.
    ///
    /// # Errors
    /// [`Error::Fields`], also without the staff's agreement where the region asks for it (熊谷 第5条(3));
    /// [`Error::NotFound`].
    pub fn join_group(
        &mut self,
        recipient: &CareRecipientId,
        group: &CareGroupId,
        draft: &GroupMemberDraft,
        now: Moment,
    ) -> Result<GroupMemberId> {
        let must_agree = self.policy()?.group.family_member.is_some();
        let groups = self.groups_of(recipient)?;
        let opened_on: NaiveDate = (groups.iter().find(|there| there.id == *group))
            .map(|there| there.opened_on)
            .ok_or(Error::NotFound { noun: "care_group" })?;
        let member = draft.check(opened_on, must_agree, now.today())?;
        let act = Act::new("care_group_join", "care_group").on(group.as_str());
        self.vault.transact(act, now, |db| care_group::add_member(db, group, &member, now))?;
        Ok(member.id)
    }
}

/// The first thing a group needs and does not have.
fn missing(
    needs: &[crate::policy::GroupNeed],
    group: &CareGroup,
    consents: &[Consent],
) -> Option<(&'static str, Source)> {
    // A consent for talk from one to one does not speak of a group (宮崎 第16条).
    let speaks = |consent: &&Consent| consent.plan.obtained_as != ObtainedAs::DirectLink;
    let in_force = consents.iter().filter(speaks).find(|consent| consent.is_in_force());
    let half = consents.iter().any(|consent| {
        matches!(consent.status(), ConsentStatus::AwaitingFamily | ConsentStatus::AwaitingPerson)
    });
    let code = |need: Need| match need {
        Need::Consent if in_force.is_none() && half => Some("group_needs_signature"),
        Need::Consent if in_force.is_none() => Some("group_needs_consent"),
        Need::GroupManager if group.manager.is_none() => Some("group_needs_manager"),
        Need::DoctorInstruction if group.instruction.is_none() => Some("group_needs_instruction"),
        Need::DoctorMember if !group.has_doctor() => Some("group_needs_doctor"),
        Need::Target if in_force.is_none_or(|consent| consent.plan.target.is_empty()) => {
            Some("group_needs_target")
        }
        _ => None,
    };
    needs.iter().find_map(|one| code(one.need).map(|code| (code, one.source.clone())))
}
