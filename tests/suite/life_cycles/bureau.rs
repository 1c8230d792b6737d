//! An office without a file: what is kept stands in memory, and every act asks the very checks that `desk` asks.

use std::collections::HashMap;

use chrono::NaiveDate;
use office::domain::PersonName;
use office::domain::consent::{
    Consent, ConsentPlan, ExistingConsentDraft, PersonalText, SignerKind, Voided, last_signed, mark_replaced,
};
use office::domain::device::{Device, DeviceState};
use office::domain::group::{Group, GroupEventKind, GroupManagerTerm, GroupManagerWho};
use office::domain::id::{
    CareRecipientId, ConsentId, DeviceId, IncidentId, LeavingId, PledgeId, StaffId, TakeoutId,
};
use office::domain::incident::Incident;
use office::domain::leaving::{Leaving, LeavingFacts, check_last_day};
use office::domain::pledge::Pledge;
use office::domain::staff::{Staff, StaffDraft, Term};
use office::domain::takeout::Takeout;
use office::policy::{IncidentStep, Policy, Signers};
use office::{Error, Result};

use super::acts::{Bureau, Try};
use super::seen::Seen;

/// An office in memory.
pub struct Memory<'a> {
    pub policy: &'a Policy,
    pub manager: PersonName,
    pub seen: Seen,
}

impl<'a> Memory<'a> {
    pub fn new(policy: &'a Policy, manager: PersonName, seen: Seen) -> Memory<'a> {
        Memory { policy, manager, seen }
    }

    fn others_ids(&self, id: Option<&StaffId>) -> Vec<String> {
        let there = |one: &&Staff| one.details.released_on.is_none_or(|last_day| self.seen.today <= last_day);
        let others = self.seen.staff.iter().filter(|one| id != Some(&one.id)).filter(there);
        others.map(|one| one.details.mcs_id.clone()).filter(|id| !id.is_empty()).collect()
    }

    fn last_days(&self, group: &Group) -> HashMap<StaffId, NaiveDate> {
        let ours = group.managers.iter().filter_map(|manager| match &manager.who {
            GroupManagerWho::Staff(id) => Some(id),
            GroupManagerWho::Other { .. } => None,
        });
        ours.filter_map(|id| Some((id.clone(), self.seen.one_of_staff(id).details.released_on?))).collect()
    }

    fn demand_needs(&self, group: &Group) -> Result<()> {
        let Some(recipient) = group.kind.recipient() else { return Ok(()) };
        let consents = self.seen.consents_of(recipient);
        self.policy.demand_group_needs(group, &consents, &self.last_days(group), self.seen.today)
    }

    fn holds(&self, id: &StaffId) -> LeavingFacts {
        let line = |_: &_| "みほん".to_owned();
        let running = self.seen.members().filter(|one| one.is_running() && one.staff() == Some(id));
        let held =
            |one: &&Device| one.details.holder.as_ref() == Some(id) && one.state() != DeviceState::Retired;
        LeavingFacts {
            open_memberships: running.map(|_| "みほん".to_owned()).collect(),
            lent_devices: (self.seen.devices.iter().filter(held).map(|_| "みほん".to_owned()))
                .chain(self.seen.slips_of(id).map(line))
                .collect(),
        }
    }

    fn blank_consent(&self, plan: ConsentPlan) -> Consent {
        Consent {
            id: ConsentId::random(),
            control_number: format!("{:04}", self.seen.consents.len()),
            code: String::new(),
            region: self.policy.region.clone(),
            edition: self.policy.edition.clone(),
            end: self.seen.recipient(&plan.recipient).end,
            plan,
            both_sign: self.policy.consent.signers == Signers::Both,
            existing: false,
            printed_on: self.seen.today,
            signature: None,
            original_place: None,
            copy_handed: None,
            doctor_copy: None,
            voided: None,
            withdrawal: None,
            replaced_on: None,
            disposal: None,
        }
    }

    fn voided(&self) -> Option<Voided> {
        Some(Voided { on: self.seen.today, reason: PersonalText("誤記".into()) })
    }

    fn steps_of(&self, incident: &Incident) -> Vec<String> {
        let kind = |id: &DeviceId| self.seen.device(id).details.kind;
        let lent = incident.details.device.as_ref().map(kind);
        let lent = lent == Some(office::domain::device::DeviceKind::Lent);
        self.policy.incident_steps(lent).into_iter().map(IncidentStep::key).collect()
    }

    /// What follows by itself from what is kept.
    fn derive(&mut self) {
        let seen = &mut self.seen;
        for consent in &mut seen.consents {
            let recipient = seen.recipients.iter().find(|one| one.id == consent.plan.recipient);
            consent.end = recipient.and_then(|recipient| recipient.end);
        }
        mark_replaced(&mut seen.consents);
        for device in &mut seen.devices {
            let out = |slip: &Takeout| {
                let open = slip.is_approved() && slip.returned.is_none() && slip.request.from <= seen.today;
                open && slip.request.devices.contains(&device.id)
            };
            device.is_out = seen.takeouts.iter().any(out);
        }
    }

    fn staff_acts(&mut self, act: &Try) -> Result<()> {
        let today = self.seen.today;
        let policy = self.policy;
        match act {
            Try::AddStaff(draft) => {
                let details = draft.check(None, &self.others_ids(None), today)?;
                self.seen.staff.push(Staff {
                    id: StaffId::random(),
                    details,
                    pledge: None,
                    course_on: None,
                    mcs_manager: Vec::new(),
                    pauses: Vec::new(),
                    leaving: None,
                    password: None,
                    at_risk_on: None,
                });
            }
            Try::ChangeStaff(id, draft) => {
                let draft =
                    StaffDraft { name: self.seen.one_of_staff(id).details.name.typed(), ..draft.clone() };
                let others = self.others_ids(Some(id));
                let details = self.seen.one_of_staff(id).check_change(&draft, &others, today)?;
                self.seen.staff_mut(id).details = details;
            }
            Try::Pledge(id, draft) => {
                let (kind, on) = draft.check(today)?;
                self.seen.staff_mut(id).pledge = Some(Pledge { id: PledgeId::random(), kind, on });
            }
            Try::Train(id, draft) => {
                let training = draft.check(today)?;
                let heard = training.attendees.first().and_then(|one| one.heard_on);
                let is_course = policy.trainings.iter().any(|one| one.kind == training.kind);
                let staff = self.seen.staff_mut(id);
                staff.course_on = staff.course_on.max(heard.filter(|_| is_course));
            }
            Try::BeginManager(id, on) => {
                let started_on = self.seen.one_of_staff(id).check_term(on)?;
                self.seen.staff_mut(id).mcs_manager.push(Term { started_on, ended_on: None });
            }
            Try::EndManager(id, on) => {
                let staff = self.seen.one_of_staff(id);
                let on = policy.check_end_of_mcs_manager(staff, &self.seen.staff, on)?;
                self.seen.staff_mut(id).mcs_manager.last_mut().unwrap().ended_on = Some(on);
            }
            Try::BeginLeaving(id, on) => {
                let last_day = check_last_day(&self.seen.one_of_staff(id).details, on)?;
                let staff = self.seen.staff_mut(id);
                staff.details.released_on = Some(last_day);
                staff.leaving = Some(Leaving { id: LeavingId::random(), begun_on: today, done: Vec::new() });
            }
            Try::LeavingStep(id, step, by_office, on) => {
                let (staff, holds) = (self.seen.one_of_staff(id), self.holds(id));
                let done = policy.check_leaving_step(staff, &holds, *step, *by_office, on, today)?;
                let leaving = self.seen.staff_mut(id).leaving.as_mut().unwrap();
                leaving.done.retain(|known| known.step != done.step);
                leaving.done.push(done);
            }
            Try::CancelLeaving(id) => {
                let staff = self.seen.one_of_staff(id);
                staff.leaving.as_ref().ok_or(Error::NotFound { noun: "leaving" })?;
                staff.details.demand_own_mcs_id(&self.others_ids(Some(id)))?;
                let staff = self.seen.staff_mut(id);
                (staff.leaving, staff.details.released_on) = (None, None);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn consent_acts(&mut self, act: &Try) -> Result<()> {
        let today = self.seen.today;
        match act {
            Try::Print(recipient, target) => {
                if self.seen.recipient(recipient).end.is_some() {
                    return Err(Error::Refused { code: "recipient_ended", clause: String::new() });
                }
                let plan = ConsentPlan {
                    target: target.clone(),
                    ..ConsentPlan::of_existing(recipient, SignerKind::Person)
                };
                let consent = self.blank_consent(plan);
                self.seen.consents.push(consent);
            }
            Try::Existing(recipient, on) => {
                let draft = ExistingConsentDraft {
                    recipient: recipient.clone(),
                    signer: SignerKind::Person,
                    family_too: true,
                    no_family_reason: String::new(),
                    signed_on: on.clone(),
                    place: "棚".into(),
                };
                let ended = self.seen.recipient(recipient).end;
                let (signature, _) = draft.check(ended.map(|(_, on)| on), today)?;
                let plan = ConsentPlan::of_existing(recipient, SignerKind::Person);
                let mut consent = self.blank_consent(plan);
                (consent.existing, consent.printed_on) = (true, signature.signed_on);
                consent.signature = Some(signature);
                self.seen.consents.push(consent);
            }
            Try::Sign(id, draft) => {
                self.seen.consent(id).demand_signable()?;
                let signature = self.seen.consent(id).check_signature(draft, today)?;
                self.seen.consent_mut(id).signature = Some(signature);
            }
            Try::Correct(id, draft) => {
                self.seen.consent(id).demand_correctable()?;
                let signature = self.seen.consent(id).check_signature(draft, today)?;
                self.seen.consent_mut(id).signature = Some(signature);
            }
            Try::VoidConsent(id) => {
                if self.seen.consent(id).voided.is_some() {
                    return Err(Error::Refused { code: "consent_void", clause: String::new() });
                }
                self.seen.consent_mut(id).voided = self.voided();
            }
            Try::Withdraw(id, draft) => {
                let withdrawal = self.seen.consent(id).check_withdrawal(draft, today)?;
                self.seen.consent_mut(id).withdrawal = Some(withdrawal);
            }
            Try::TakeBackWithdrawal(id) => self.seen.consent_mut(id).withdrawal = None,
            Try::EndCare(id, draft) => {
                let recipient = self.seen.recipient(id);
                let signed_on = last_signed(&self.seen.consents_of(id));
                let corrects = recipient.end.is_some();
                let (end, _) = draft.check(recipient.details.born_on, signed_on, corrects, today)?;
                self.end(id, Some((end.kind, end.on)));
            }
            Try::TakeBackEnd(id) => self.end(id, None),
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn end(
        &mut self,
        id: &CareRecipientId,
        end: Option<(office::domain::recipient_end::EndKind, NaiveDate)>,
    ) {
        self.seen.recipients.iter_mut().find(|one| one.id == *id).unwrap().end = end;
    }

    fn group_acts(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        let may_join = |memory: &Self, manager: &GroupManagerTerm| match &manager.who {
            GroupManagerWho::Staff(id) => policy.may_join_groups(memory.seen.one_of_staff(id), today),
            GroupManagerWho::Other { .. } => Ok(()),
        };
        match act {
            Try::Open(draft) => {
                let group = draft.check(today)?;
                self.demand_needs(&group)?;
                group.managers.iter().try_for_each(|manager| may_join(self, manager))?;
                self.seen.groups.push(group);
            }
            Try::Event(id, draft) => {
                let group = self.seen.group(id);
                let event = group.follow(draft, today)?;
                if event.kind == GroupEventKind::Reopened {
                    self.demand_needs(group)?;
                }
                let released = group.released_by(&event, draft.release_members)?;
                let group = self.seen.group_mut(id);
                group.events.push(event);
                for (id, released) in released {
                    let member = group.members.iter_mut().find(|one| one.id == id).unwrap();
                    (member.off_case_on, member.release) = (released.off_case_on, released.release);
                }
            }
            Try::TakeBackEvent(id) => {
                let group = self.seen.group(id);
                let (last, never) = policy.check_taken_back(group, &self.last_days(group), today)?;
                let voided = self.voided();
                let group = self.seen.group_mut(id);
                group.events.iter_mut().find(|event| event.number == last).unwrap().voided = voided.clone();
                let gone = group.members.iter_mut().filter(|one| never.contains(&one.id));
                gone.for_each(|one| one.voided = voided.clone());
            }
            Try::BeginGroupManager(id, draft, on) => {
                let group = self.seen.group(id);
                group.demand_there()?;
                let manager = draft.check(on, group.opened_on(), today)?;
                may_join(self, &manager)?;
                self.seen.group_mut(id).managers.push(manager);
            }
            Try::EndGroupManager(id, manager, on) => {
                let group = self.seen.group(id);
                let on = group.check_end_of_manager(manager, on, today)?;
                policy.demand_other_manager(group, manager, &self.last_days(group))?;
                let mut managers = self.seen.group_mut(id).managers.iter_mut();
                managers.find(|one| one.id == *manager).unwrap().ended_on = Some(on);
            }
            Try::VoidGroupManager(id, manager) => {
                let group = self.seen.group(id);
                policy.demand_other_manager(group, manager, &self.last_days(group))?;
                self.seen.group_mut(id).managers.retain(|one| one.id != *manager);
            }
            Try::Join(id, draft) => {
                let staff = draft.staff.as_ref().map(|id| self.seen.one_of_staff(id));
                let member = policy.check_join(self.seen.group(id), draft, staff, today)?;
                self.seen.group_mut(id).members.push(member);
            }
            Try::Release(ids, draft) => {
                let members: Vec<_> =
                    self.seen.members().filter(|one| ids.contains(&one.id)).cloned().collect();
                let released = draft.check(&members, today)?;
                let all = self.seen.groups.iter_mut().flat_map(|group| &mut group.members);
                for member in all.filter(|one| ids.contains(&one.id)) {
                    (member.off_case_on, member.release) = (released.off_case_on, released.release.clone());
                }
            }
            Try::VoidMember(id) => {
                let voided = self.voided();
                let mut all = self.seen.groups.iter_mut().flat_map(|group| &mut group.members);
                all.find(|one| one.id == *id).unwrap().voided = voided;
            }
            Try::TakeBackRelease(id) => {
                let member = self.seen.members().find(|one| one.id == *id).unwrap();
                let staff = member.staff().map(|id| self.seen.one_of_staff(id));
                let group = self.seen.group(&member.group);
                let again = policy.check_release_taken_back(group, member, staff, today)?;
                let voided = self.voided();
                let group = self.seen.group_mut(&again.group);
                group.members.iter_mut().find(|one| one.id == *id).unwrap().voided = voided;
                group.members.push(again);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }

    fn ledger_acts(&mut self, act: &Try) -> Result<()> {
        let (today, policy) = (self.seen.today, self.policy);
        let refused = |code| Err(Error::Refused { code, clause: String::new() });
        match act {
            Try::AddDevice(draft) => {
                let details = draft.check(today)?;
                if let Err((code, _)) = policy.device.admit(details.kind, false) {
                    return refused(code);
                }
                let holder = details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                policy.demand_may_hold(holder, today)?;
                let id = DeviceId::random();
                let number = self.seen.devices.len() as u32 + 1;
                let device = Device { id, number, details, events: Vec::new(), is_out: false, checked: None };
                self.seen.devices.push(device);
            }
            Try::ChangeDevice(id, draft) => {
                let details = draft.check(today)?;
                let before = &self.seen.device(id).details;
                if let (true, Err((code, _))) =
                    (before.kind != details.kind, policy.device.admit(details.kind, false))
                {
                    return refused(code);
                }
                let holder = details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                if before.holder != details.holder {
                    policy.demand_may_hold(holder, today)?;
                }
                self.seen.devices.iter_mut().find(|one| one.id == *id).unwrap().details = details;
            }
            Try::MoveDevice(id, draft) => {
                let device = self.seen.device(id);
                let event = draft.check(device, today)?;
                let holder = device.details.holder.as_ref().map(|id| self.seen.one_of_staff(id));
                if device.comes_back(&event) {
                    policy.demand_may_hold(holder, today)?;
                }
                self.seen.devices.iter_mut().find(|one| one.id == *id).unwrap().events.insert(0, event);
            }
            Try::Ask(draft) => {
                let applicant = draft.applicant.as_ref().map(|id| self.seen.one_of_staff(id));
                let request = draft.check(applicant, today)?;
                let devices: Vec<_> = request.devices.iter().map(|id| self.seen.device(id).clone()).collect();
                request.demand_devices(&devices, &self.seen.takeouts, today)?;
                let slip = Takeout { id: TakeoutId::random(), request, decision: None, returned: None };
                self.seen.takeouts.push(slip);
            }
            Try::Decide(id, draft) => {
                let slip = self.seen.takeouts.iter().find(|one| one.id == *id).unwrap();
                let applicant = self.seen.one_of_staff(&slip.request.applicant);
                let devices: Vec<_> =
                    slip.request.devices.iter().map(|id| self.seen.device(id).clone()).collect();
                let people = (applicant, Some(&self.manager));
                let decision = slip.check_decision(draft, people, (&devices, &self.seen.takeouts), today)?;
                let mut slips = self.seen.takeouts.iter_mut();
                slips.find(|one| one.id == *id).unwrap().decision = Some(decision);
            }
            Try::Return(id, draft) => {
                let slip = self.seen.takeouts.iter().find(|one| one.id == *id).unwrap();
                let returned = slip.check_return(draft, today)?;
                let mut slips = self.seen.takeouts.iter_mut();
                slips.find(|one| one.id == *id).unwrap().returned = Some(returned);
            }
            Try::OpenIncident(draft) => {
                let mut details = draft.check(today)?;
                let lost = details
                    .lost_device()
                    .and_then(|id| Some((id.clone(), self.seen.device(id).lost_on(details.happened_on)?)));
                let device = details.device.as_ref().map(|id| self.seen.device(id));
                details.person = details.person.or(device.and_then(|one| one.details.holder.clone()));
                if let Some((id, event)) = lost {
                    let mut devices = self.seen.devices.iter_mut();
                    devices.find(|one| one.id == id).unwrap().events.insert(0, event);
                }
                let id = IncidentId::random();
                self.seen.incidents.push(Incident { id, details, steps: Vec::new(), closed_on: None });
            }
            Try::ChangeIncident(id, draft) => {
                let at = self.seen.incidents.iter().position(|one| one.id == *id).unwrap();
                self.seen.incidents[at].details = self.seen.incidents[at].check_change(draft, today)?;
            }
            Try::Stamp(id, step, typed) => {
                let at = self.seen.incidents.iter().position(|one| one.id == *id).unwrap();
                let typed = typed.as_ref().map(|on| (on.as_str(), "10:00"));
                let steps = self.steps_of(&self.seen.incidents[at]);
                let now = today.and_hms_opt(12, 0, 0).unwrap();
                let time = self.seen.incidents[at].check_stamp(&steps, step, typed, now)?;
                self.seen.incidents[at].steps.retain(|(known, _)| known != step);
                self.seen.incidents[at].steps.push((step.clone(), time));
            }
            Try::Close(id) => {
                let at = self.seen.incidents.iter().position(|one| one.id == *id).unwrap();
                let steps = self.steps_of(&self.seen.incidents[at]);
                self.seen.incidents[at].closed_on = Some(self.seen.incidents[at].check_close(&steps, today)?);
            }
            _ => unreachable!("another noun's"),
        }
        Ok(())
    }
}

impl Bureau for Memory<'_> {
    fn seen(&self) -> Seen {
        self.seen.clone()
    }

    fn turn_to(&mut self, day: NaiveDate) {
        self.seen.today = day;
        self.seen.latest = self.seen.latest.max(day);
        self.derive();
    }

    fn attempt(&mut self, act: &Try) -> Result<()> {
        let done = match act.noun() {
            "staff" => self.staff_acts(act),
            "consent" => self.consent_acts(act),
            "group" => self.group_acts(act),
            _ => self.ledger_acts(act),
        };
        if done.is_ok() {
            self.derive();
        }
        done
    }
}
