//! 取り消し beside the ledgers: what was entered by mistake is taken back with a reason. Each case knows where it stands
//! and which card's history tells it; a state that follows from it is derived anew.

use super::Desk;
use super::group::refused;
use crate::domain::Moment;
use crate::domain::history::{Fields, Told, choice};
use crate::domain::id::{
    CareRecipientId, ConsentId, DeviceId, IncidentId, PhotoConsentId, StaffId, SubmissionId, TakeoutId,
    TrainingId,
};
use crate::domain::leaving::LeavingKind;
use crate::domain::ledger::check_reason;
use crate::domain::mistake::Mistake;
use crate::domain::office::ManagerTerm;
use crate::domain::withdrawal::{Withdrawal, WithdrawalStep};
use crate::store::{
    Act, care_recipient, consent, device, duty, incident, leaving, office, photo_consent, staff, submission,
    takeout, training, withdrawal,
};
use crate::{Error, Result};

impl Desk {
    /// Takes back what was entered by mistake. `id` names it as [`Mistake`] says.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason; [`Error::NotFound`] when there is nothing to take back;
    /// [`Error::Refused`] `incident_not_closed`, `card_in_use`, and when something else rests on it: `last_mcs_manager`,
    /// `leaving_step_followed`, `takeout_device_out`, `applicant_left`, `disaster_in_use`, `consent_after_end`.
    pub fn take_back(&mut self, what: Mistake, id: &str, typed_reason: &str, now: Moment) -> Result<()> {
        let reason = check_reason(typed_reason)?;
        match what {
            Mistake::Staff | Mistake::CareRecipient | Mistake::Device => {
                self.take_back_card(what, id, &reason, now)
            }
            Mistake::Pledge | Mistake::McsManager | Mistake::Pause | Mistake::LeavingStep => {
                self.take_back_of_staff(what, id, &reason, now)
            }
            Mistake::PhotoConsent
            | Mistake::Takeout
            | Mistake::Hearing
            | Mistake::IncidentClosed
            | Mistake::Disaster => self.take_back_of_ledger(what, id, &reason, now),
            Mistake::OriginalPlace
            | Mistake::CopyHanded
            | Mistake::DoctorCopy
            | Mistake::ConsentVoid
            | Mistake::Disposal => self.take_back_of_consent(what, &ConsentId::from_text(id), &reason, now),
            Mistake::WithdrawalStep => self.take_back_withdrawal_step(id, &reason, now),
            Mistake::Submission => self.take_back_submission(&SubmissionId::from_text(id), &reason, now),
            Mistake::SubmissionAnswer => self.take_back_answer(&SubmissionId::from_text(id), &reason, now),
            Mistake::OfficeManager => self.take_back_manager(&reason, now),
            Mistake::Duty => self.reopen_duty(id, &reason, now),
        }
    }

    /// Takes back a card that was begun by mistake.
    fn take_back_card(&mut self, what: Mistake, id: &str, reason: &str, now: Moment) -> Result<()> {
        // A noun of its own, so that the lists can tell what no card shows any more.
        let act = |verb| Act::new(verb, "registration").on(id).because(reason);
        match what {
            Mistake::Staff => {
                let id = StaffId::from_text(id);
                let act = act("staff_void").taking(&self.staff(&id)?.details);
                self.vault.transact(act, now, |db| staff::void_staff(db, &id, reason, now))
            }
            Mistake::CareRecipient => {
                let id = CareRecipientId::from_text(id);
                let act = act("care_recipient_void");
                let act = act.taking(&self.care_recipient(&id)?.details);
                self.vault.transact(act, now, |db| care_recipient::void_care_recipient(db, &id, reason, now))
            }
            _ => {
                let id = DeviceId::from_text(id);
                let act = act("device_void").taking(&self.device(&id, now.today())?.details);
                self.vault.transact(act, now, |db| device::void_device(db, &id, reason, now))
            }
        }
    }

    /// Takes back a part of somebody's card.
    fn take_back_of_staff(&mut self, what: Mistake, id: &str, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, id: &StaffId| Act::new(verb, "staff").on(id.as_str()).because(reason);
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        let id = StaffId::from_text(first);
        let staff = self.staff(&id)?;
        match what {
            Mistake::Pledge => {
                let pledge = staff.pledge.ok_or_else(nothing)?;
                let act = act("pledge_take_back", &id).taking(&pledge);
                self.vault.transact(act, now, |db| staff::void_pledge(db, &pledge.id, reason, now))
            }
            Mistake::McsManager => {
                let answer = self.policy()?.check_term_taken_back(&staff, &self.staff_list("")?);
                let term =
                    self.noting(answer, Act::new("mcs_manager_refuse", "staff").on(id.as_str()), now)?;
                let act = act("mcs_manager_take_back", &id).taking(&term);
                self.vault.transact(act, now, |db| staff::void_mcs_manager(db, &id, &term, reason, now))
            }
            Mistake::Pause => {
                let pause = staff.pauses.last().ok_or_else(nothing)?;
                let act = act("staff_pause_take_back", &id).taking(pause);
                self.vault.transact(act, now, |db| staff::void_pause(db, &id, pause, reason, now))
            }
            _ => {
                let step = LeavingKind::from_key(rest).ok_or_else(nothing)?;
                let done = self.policy()?.check_step_taken_back(&staff, step)?;
                let running = staff.leaving.ok_or_else(nothing)?;
                let act = act("leaving_step_take_back", &id).about(&about_step(step)).taking(&done);
                self.vault.transact(act, now, |db| leaving::reopen_step(db, &running.id, step))
            }
        }
    }

    /// Takes back a step of an entry of a ledger; the entry itself stays.
    fn take_back_of_ledger(&mut self, what: Mistake, id: &str, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, noun| Act::new(verb, noun).because(reason);
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        match what {
            Mistake::PhotoConsent => {
                let id = PhotoConsentId::from_text(id);
                let taken = self.vault.read(|db| photo_consent::photo_consent(db, &id))?;
                let act = act("photo_consent_take_back", "photo_consent").on(taken.recipient.as_str());
                let void = |db: &_| photo_consent::void_photo_consent(db, &id, reason, now);
                self.vault.transact(act.taking(&taken), now, |db| void(db))
            }
            Mistake::Takeout => {
                let slip = self.takeout(&TakeoutId::from_text(id))?;
                let act = act("takeout_take_back", "takeout").on(id);
                slip.check_taken_back(&self.vault.read(takeout::open_takeouts)?, now.today())?;
                if slip.returned.is_some() {
                    self.policy()?.demand_may_take_out(&self.staff(&slip.request.applicant)?, now.today())?;
                }
                match (&slip.returned, &slip.decision) {
                    (Some(returned), _) => self
                        .vault
                        .transact(act.taking(returned), now, |db| takeout::take_back_return(db, &slip.id)),
                    (None, Some(decision)) => self
                        .vault
                        .transact(act.taking(decision), now, |db| takeout::take_back_decision(db, &slip.id)),
                    (None, None) => Err(nothing()),
                }
            }
            Mistake::Hearing => {
                let (id, who) = (TrainingId::from_text(first), StaffId::from_text(rest));
                let held = self.trainings()?.into_iter().find(|one| one.id == id).ok_or_else(nothing)?;
                let heard = held.attendees.iter().find(|one| one.staff == who).and_then(|one| one.heard_on);
                let told = Fields::default().with("heard_on", &Some(heard.ok_or_else(nothing)?));
                let act = act("training_take_back_hearing", "training").on(id.as_str());
                let act =
                    act.about(&Fields::default().with("title", &held.title).with("who", &who)).taking(&told);
                self.vault.transact(act, now, |db| training::hear_later(db, &id, &who, None))
            }
            Mistake::IncidentClosed => {
                let id = IncidentId::from_text(id);
                let closed_on =
                    self.incident(&id)?.closed_on.ok_or_else(|| refused("incident_not_closed"))?;
                let told = Fields::default().with("closed_on", &closed_on);
                let act = act("incident_reopen", "incident").on(id.as_str()).taking(&told);
                self.vault.transact(act, now, |db| incident::close_incident(db, &id, None))
            }
            _ => {
                let taken = self.disaster()?.ok_or_else(nothing)?;
                let act = act("disaster_take_back", "disaster");
                match taken.check_taken_back(&self.device_list("", now.today())?)? {
                    Some(lasting) => {
                        let act = act.changing(&taken, &lasting);
                        self.vault.transact(act, now, |db| device::reopen_disaster(db, &taken))
                    }
                    None => self.vault.transact(act.taking(&taken), now, |db| {
                        device::void_disaster(db, &taken, reason, now)
                    }),
                }
            }
        }
    }

    /// Takes back one of the facts on a consent's card.
    fn take_back_of_consent(
        &mut self,
        what: Mistake,
        id: &ConsentId,
        reason: &str,
        now: Moment,
    ) -> Result<()> {
        let kept = self.consent_record(id)?.consent;
        let place = Fields::default().with("original_place", &kept.original_place);
        let voided = kept.voided.as_ref().map(|voided| {
            Fields::default().with("voided_on", &voided.on).with("void_reason", &voided.reason)
        });
        let (verb, taken) = match what {
            Mistake::CopyHanded => ("consent_take_back_copy", kept.copy_handed.told()),
            Mistake::DoctorCopy => ("consent_take_back_doctor_copy", kept.doctor_copy.told()),
            Mistake::ConsentVoid => ("consent_take_back_void", voided.told()),
            Mistake::Disposal => ("consent_take_back_disposal", kept.disposal.told()),
            _ => ("consent_take_back_original", place),
        };
        if taken == Fields::default() {
            return Err(nothing());
        }
        if what == Mistake::ConsentVoid {
            kept.check_void_taken_back()?;
        }
        let act = Act::new(verb, "consent").on(id.as_str()).because(reason).taking(&taken);
        self.vault.transact(act, now, |db| match what {
            Mistake::CopyHanded => consent::hand_copy(db, id, None),
            Mistake::DoctorCopy => consent::send_doctor_copy(db, id, None),
            Mistake::ConsentVoid => consent::void(db, id, None),
            Mistake::Disposal => consent::take_back_disposal(db, id),
            _ => consent::file_original(db, id, None),
        })
    }

    /// Takes back the day of a step after a withdrawal.
    fn take_back_withdrawal_step(&mut self, id: &str, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, noun| Act::new(verb, noun).because(reason);
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        let id = ConsentId::from_text(first);
        let step = WithdrawalStep::from_key(rest).ok_or_else(nothing)?;
        let before = self.consent_record(&id)?.consent.withdrawal.ok_or_else(nothing)?;
        before.done_on(step).ok_or_else(nothing)?;
        let after: Withdrawal = before.with_step(step, None);
        let act = act("consent_take_back_step", "consent").on(id.as_str()).changing(&before, &after);
        self.vault.transact(act, now, |db| withdrawal::close_step(db, &before.id, step, None))
    }

    /// Takes back what became of a submission.
    fn take_back_answer(&mut self, id: &SubmissionId, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, noun| Act::new(verb, noun).because(reason);
        let now_so = self.vault.read(|db| submission::submission(db, id))?;
        let before = now_so.before_answer().ok_or_else(nothing)?;
        let act = act("submission_take_back_answer", "submission").on(id.as_str());
        let act = act.about(&Fields::default().and(&now_so).only("items")).changing(&now_so, &before);
        self.vault.transact(act, now, |db| submission::keep_answer(db, &before))
    }

    /// Takes back that somebody else became the office's manager.
    fn take_back_manager(&mut self, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, noun| Act::new(verb, noun).because(reason);
        let [taken, former, ..] = &self.managers()?[..] else { return Err(nothing()) };
        let (taken, former): (ManagerTerm, ManagerTerm) = (taken.clone(), former.clone());
        let mut kept = self.office()?.ok_or_else(nothing)?;
        kept.manager = Some(former.name.clone());
        let act = act("office_manager_take_back", "office").changing(&taken, &former);
        self.vault.transact(act, now, |db| {
            office::void_manager(db, &taken.id, reason, now)?;
            office::keep_office(db, &kept, now)
        })
    }

    /// Takes back the day of a duty: it is open again.
    fn reopen_duty(&mut self, id: &str, reason: &str, now: Moment) -> Result<()> {
        let act = |verb, noun| Act::new(verb, noun).because(reason);
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        let (key, subject) = rest.split_once('/').unwrap_or((rest, ""));
        let policy = self.policy_of(first)?;
        let known = policy.duty(key).ok_or_else(nothing)?;
        let (region, title) = (policy.region.clone(), known.title.clone());
        let on = self.vault.read(|db| duty::duty_closed_on(db, &region, key, subject))?;
        let told = Fields::default().with("on", &Some(on.ok_or_else(nothing)?));
        let office = format!("{region}/{key}");
        let whose = if subject.is_empty() { office.as_str() } else { subject };
        let act = act("duty_reopen", "duty").on(whose).about(&Fields::default().with("duty", &title));
        self.vault.transact(act.taking(&told), now, |db| duty::reopen_duty(db, &region, key, subject))
    }

    /// Takes a submission back. What it told is not told yet, and the step of leaving that it settled is open again.
    fn take_back_submission(&mut self, id: &SubmissionId, reason: &str, now: Moment) -> Result<()> {
        let taken = self.vault.read(|db| submission::submission(db, id))?;
        let act = |verb, noun, id: &str| Act::new(verb, noun).on(id).because(reason);
        let mut acts = vec![act("submission_take_back", "submission", id.as_str()).taking(&taken)];
        let mut steps = Vec::new();
        if self.region()?.as_deref() == Some(taken.region.as_str()) {
            for who in self.vault.read(|db| submission::released_in(db, id))? {
                let staff = self.staff(&who)?;
                let Some(running) = &staff.leaving else { continue };
                if running.done(LeavingKind::Notice).is_none_or(|done| done.on != taken.sent_on) {
                    continue;
                }
                let done = self.policy()?.check_step_taken_back(&staff, LeavingKind::Notice)?;
                let act = act("leaving_step_take_back", "staff", who.as_str());
                acts.push(act.about(&about_step(LeavingKind::Notice)).taking(&done));
                steps.push(running.id.clone());
            }
        }
        self.vault.transact_each(acts, now, |db| {
            steps.iter().try_for_each(|id| leaving::reopen_step(db, id, LeavingKind::Notice))?;
            submission::void_submission(db, id, reason, now)
        })
    }
}

fn about_step(step: LeavingKind) -> Fields {
    Fields::default().with("leaving_step", &choice(step.key()))
}

fn nothing() -> Error {
    Error::NotFound { noun: "entry" }
}
