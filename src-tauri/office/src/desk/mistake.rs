//! 取り消し beside the ledgers: what was entered by mistake is taken back with a reason. Each case knows where it stands
//! and which card's history tells it; a state that follows from it is derived anew.

use super::Desk;
use super::group::refused;
use crate::domain::Moment;
use crate::domain::consent::Consent;
use crate::domain::history::{Fields, Told, choice};
use crate::domain::id::{
    CareRecipientId, ConsentId, DeviceId, IncidentId, PhotoConsentId, StaffId, SubmissionId, TakeoutId,
    TrainingId, YearlyReportId,
};
use crate::domain::leaving::LeavingKind;
use crate::domain::ledger::check_reason;
use crate::domain::mistake::Mistake;
use crate::domain::office::ManagerTerm;
use crate::domain::withdrawal::{Withdrawal, WithdrawalStep};
use crate::domain::yearly_report::YearlyReport;
use crate::store::{
    Act, Connection, care_recipient, consent, device, duty, incident, leaving, office, photo_consent, staff,
    submission, takeout, training, withdrawal, yearly_report,
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
        let why = Why { reason: &check_reason(typed_reason)?, now };
        let (first, rest) = id.split_once('/').unwrap_or((id, ""));
        match what {
            Mistake::Staff => self.take_back_staff(&StaffId::from_text(id), why),
            Mistake::CareRecipient => self.take_back_care_recipient(&CareRecipientId::from_text(id), why),
            Mistake::Device => self.take_back_device(&DeviceId::from_text(id), why),
            Mistake::Pledge => self.take_back_pledge(&StaffId::from_text(id), why),
            Mistake::McsManager => self.take_back_mcs_manager(&StaffId::from_text(id), why),
            Mistake::Pause => self.take_back_pause(&StaffId::from_text(id), why),
            Mistake::LeavingStep => self.take_back_leaving_step(&StaffId::from_text(first), rest, why),
            Mistake::PhotoConsent => self.take_back_photo_consent(&PhotoConsentId::from_text(id), why),
            Mistake::Takeout => self.take_back_takeout(&TakeoutId::from_text(id), why),
            Mistake::Hearing => {
                self.take_back_hearing(&TrainingId::from_text(first), &StaffId::from_text(rest), why)
            }
            Mistake::IncidentClosed => self.reopen_incident(&IncidentId::from_text(id), why),
            Mistake::Disaster => self.take_back_disaster(why),
            Mistake::OriginalPlace => {
                self.take_back_of_consent(id, why, "consent_take_back_original", |kept| {
                    let told = Fields::default().with("original_place", &kept.original_place);
                    Ok((told, |db, id| consent::file_original(db, id, None)))
                })
            }
            Mistake::CopyHanded => self.take_back_of_consent(id, why, "consent_take_back_copy", |kept| {
                Ok((kept.copy_handed.told(), |db, id| consent::hand_copy(db, id, None)))
            }),
            Mistake::DoctorCopy => {
                self.take_back_of_consent(id, why, "consent_take_back_doctor_copy", |kept| {
                    Ok((kept.doctor_copy.told(), |db, id| consent::send_doctor_copy(db, id, None)))
                })
            }
            Mistake::ConsentVoid => self.take_back_of_consent(id, why, "consent_take_back_void", |kept| {
                let told = kept.voided.as_ref().map(|voided| {
                    Fields::default().with("voided_on", &voided.on).with("void_reason", &voided.reason)
                });
                kept.check_void_taken_back()?;
                Ok((told.told(), |db, id| consent::void(db, id, None)))
            }),
            Mistake::Disposal => self.take_back_of_consent(id, why, "consent_take_back_disposal", |kept| {
                Ok((kept.disposal.told(), consent::take_back_disposal))
            }),
            Mistake::WithdrawalStep => {
                self.take_back_withdrawal_step(&ConsentId::from_text(first), rest, why)
            }
            Mistake::Submission => self.take_back_submission(&SubmissionId::from_text(id), why),
            Mistake::SubmissionAnswer => self.take_back_answer(&SubmissionId::from_text(id), why),
            Mistake::YearlyReport => {
                self.take_back_yearly_report(&YearlyReportId::from_text(id), why.reason, why.now)
            }
            Mistake::OfficeManager => self.take_back_manager(why),
            Mistake::Duty => self.reopen_duty(first, rest, why),
        }
    }
}

/// Why something is taken back, and when.
#[derive(Clone, Copy)]
struct Why<'a> {
    reason: &'a str,
    now: Moment,
}

impl Why<'_> {
    fn act(self, verb: &'static str, noun: &'static str) -> Act {
        Act::new(verb, noun).because(self.reason)
    }

    /// A card that was begun by mistake has a noun of its own, so that the lists can tell what no card shows any more.
    fn registration(self, verb: &'static str, id: &str, details: &impl Told) -> Act {
        self.act(verb, "registration").on(id).taking(details)
    }
}

/// Cards, and the parts of somebody's card.
impl Desk {
    fn take_back_staff(&mut self, id: &StaffId, why: Why<'_>) -> Result<()> {
        let act = why.registration("staff_void", id.as_str(), &self.staff(id)?.details);
        self.vault.transact(act, why.now, |db| staff::void_staff(db, id, why.reason, why.now))
    }

    fn take_back_care_recipient(&mut self, id: &CareRecipientId, why: Why<'_>) -> Result<()> {
        let details = self.care_recipient(id)?.details;
        let act = why.registration("care_recipient_void", id.as_str(), &details);
        let void = |db: &_| care_recipient::void_care_recipient(db, id, why.reason, why.now);
        self.vault.transact(act, why.now, |db| void(db))
    }

    fn take_back_device(&mut self, id: &DeviceId, why: Why<'_>) -> Result<()> {
        let details = self.device(id, why.now.today())?.details;
        let act = why.registration("device_void", id.as_str(), &details);
        self.vault.transact(act, why.now, |db| device::void_device(db, id, why.reason, why.now))
    }

    fn take_back_pledge(&mut self, id: &StaffId, why: Why<'_>) -> Result<()> {
        let pledge = self.staff(id)?.pledge.ok_or_else(nothing)?;
        let act = why.act("pledge_take_back", "staff").on(id.as_str()).taking(&pledge);
        self.vault.transact(act, why.now, |db| staff::void_pledge(db, &pledge.id, why.reason, why.now))
    }

    fn take_back_mcs_manager(&mut self, id: &StaffId, why: Why<'_>) -> Result<()> {
        let answer = self.policy()?.check_term_taken_back(&self.staff(id)?, &self.staff_list("")?);
        let term = self.noting(answer, Act::new("mcs_manager_refuse", "staff").on(id.as_str()), why.now)?;
        let act = why.act("mcs_manager_take_back", "staff").on(id.as_str()).taking(&term);
        self.vault.transact(act, why.now, |db| staff::void_mcs_manager(db, id, &term, why.reason, why.now))
    }

    fn take_back_pause(&mut self, id: &StaffId, why: Why<'_>) -> Result<()> {
        let pause = self.staff(id)?.pauses.pop().ok_or_else(nothing)?;
        let act = why.act("staff_pause_take_back", "staff").on(id.as_str()).taking(&pause);
        self.vault.transact(act, why.now, |db| staff::void_pause(db, id, &pause, why.reason, why.now))
    }

    fn take_back_leaving_step(&mut self, id: &StaffId, step: &str, why: Why<'_>) -> Result<()> {
        let step = LeavingKind::from_key(step).ok_or_else(nothing)?;
        let staff = self.staff(id)?;
        let done = self.policy()?.check_step_taken_back(&staff, step)?;
        let running = staff.leaving.ok_or_else(nothing)?;
        let act = why.act("leaving_step_take_back", "staff").on(id.as_str());
        let act = act.about(&about_step(step)).taking(&done);
        self.vault.transact(act, why.now, |db| leaving::reopen_step(db, &running.id, step))
    }
}

/// The steps of an entry of a ledger; the entry itself stays.
impl Desk {
    fn take_back_photo_consent(&mut self, id: &PhotoConsentId, why: Why<'_>) -> Result<()> {
        let taken = self.vault.read(|db| photo_consent::photo_consent(db, id))?;
        let act = why.act("photo_consent_take_back", "photo_consent").on(taken.recipient.as_str());
        let void = |db: &_| photo_consent::void_photo_consent(db, id, why.reason, why.now);
        self.vault.transact(act.taking(&taken), why.now, |db| void(db))
    }

    /// The return of a slip, or else its decision.
    fn take_back_takeout(&mut self, id: &TakeoutId, why: Why<'_>) -> Result<()> {
        let slip = self.takeout(id)?;
        let today = why.now.today();
        slip.check_taken_back(&self.vault.read(|db| takeout::open_takeouts(db, ""))?, today)?;
        if slip.returned.is_some() {
            self.policy()?.demand_may_take_out(&self.staff(&slip.request.applicant)?, today)?;
        }
        let act = why.act("takeout_take_back", "takeout").on(id.as_str());
        match (&slip.returned, &slip.decision) {
            (Some(returned), _) => {
                self.vault.transact(act.taking(returned), why.now, |db| takeout::take_back_return(db, id))
            }
            (None, Some(decision)) => {
                self.vault.transact(act.taking(decision), why.now, |db| takeout::take_back_decision(db, id))
            }
            (None, None) => Err(nothing()),
        }
    }

    fn take_back_hearing(&mut self, id: &TrainingId, who: &StaffId, why: Why<'_>) -> Result<()> {
        let held = self.training(id)?;
        let heard = held.attendees.iter().find(|one| one.staff == *who).and_then(|one| one.heard_on);
        let told = Fields::default().with("heard_on", &Some(heard.ok_or_else(nothing)?));
        let about = Fields::default().with("title", &held.title).with("who", who);
        let act = why.act("training_take_back_hearing", "training").on(id.as_str());
        let act = act.about(&about).taking(&told);
        self.vault.transact(act, why.now, |db| training::hear_later(db, id, who, None))
    }

    fn reopen_incident(&mut self, id: &IncidentId, why: Why<'_>) -> Result<()> {
        let closed_on = self.incident(id)?.closed_on.ok_or_else(|| refused("incident_not_closed"))?;
        let told = Fields::default().with("closed_on", &closed_on);
        let act = why.act("incident_reopen", "incident").on(id.as_str()).taking(&told);
        self.vault.transact(act, why.now, |db| incident::close_incident(db, id, None))
    }

    /// The end of 災害時の特例, or else its beginning.
    fn take_back_disaster(&mut self, why: Why<'_>) -> Result<()> {
        let taken = self.disaster()?.ok_or_else(nothing)?;
        let act = why.act("disaster_take_back", "disaster");
        match taken.check_taken_back(&self.device_list("", why.now.today())?)? {
            Some(lasting) => {
                let act = act.changing(&taken, &lasting);
                self.vault.transact(act, why.now, |db| device::reopen_disaster(db, &taken))
            }
            None => {
                let void = |db: &_| device::void_disaster(db, &taken, why.reason, why.now);
                self.vault.transact(act.taking(&taken), why.now, |db| void(db))
            }
        }
    }
}

/// How a fact on a consent's card is taken back.
type Undo = fn(&Connection, &ConsentId) -> Result<()>;

/// Consents, submissions, the manager, duties.
impl Desk {
    /// Takes back one of the facts on a consent's card; `fact` gives what stands there and how it is taken back.
    fn take_back_of_consent(
        &mut self,
        id: &str,
        why: Why<'_>,
        verb: &'static str,
        fact: fn(&Consent) -> Result<(Fields, Undo)>,
    ) -> Result<()> {
        let id = ConsentId::from_text(id);
        let (taken, undo) = fact(&self.consent(&id)?)?;
        if taken == Fields::default() {
            return Err(nothing());
        }
        let act = why.act(verb, "consent").on(id.as_str()).taking(&taken);
        self.vault.transact(act, why.now, |db| undo(db, &id))
    }

    /// Takes back the day of a step after a withdrawal.
    fn take_back_withdrawal_step(&mut self, id: &ConsentId, step: &str, why: Why<'_>) -> Result<()> {
        let step = WithdrawalStep::from_key(step).ok_or_else(nothing)?;
        let before = self.consent(id)?.withdrawal.ok_or_else(nothing)?;
        before.done_on(step).ok_or_else(nothing)?;
        let after: Withdrawal = before.with_step(step, None);
        let act = why.act("consent_take_back_step", "consent").on(id.as_str()).changing(&before, &after);
        self.vault.transact(act, why.now, |db| withdrawal::close_step(db, &before.id, step, None))
    }

    /// Takes back what became of a submission.
    fn take_back_answer(&mut self, id: &SubmissionId, why: Why<'_>) -> Result<()> {
        let now_so = self.vault.read(|db| submission::submission(db, id))?;
        let before = now_so.before_answer().ok_or_else(nothing)?;
        let act = why.act("submission_take_back_answer", "submission").on(id.as_str());
        let act = act.about(&Fields::default().and(&now_so).only("items")).changing(&now_so, &before);
        self.vault.transact(act, why.now, |db| submission::keep_answer(db, &before))
    }

    /// Takes back that somebody else became the office's manager.
    fn take_back_manager(&mut self, why: Why<'_>) -> Result<()> {
        let [taken, former, ..] = &self.managers()?[..] else { return Err(nothing()) };
        let (taken, former): (ManagerTerm, ManagerTerm) = (taken.clone(), former.clone());
        let mut kept = self.office()?.ok_or_else(nothing)?;
        kept.manager = Some(former.name.clone());
        let act = why.act("office_manager_take_back", "office").changing(&taken, &former);
        self.vault.transact(act, why.now, |db| {
            office::void_manager(db, &taken.id, why.reason, why.now)?;
            office::keep_office(db, &kept, why.now)
        })
    }

    /// Takes back the day of a duty: it is open again.
    fn reopen_duty(&mut self, region: &str, duty: &str, why: Why<'_>) -> Result<()> {
        let (key, subject) = duty.split_once('/').unwrap_or((duty, ""));
        let policy = self.policy_of(region)?;
        let known = policy.duty(key).ok_or_else(nothing)?;
        let (region, title) = (policy.region.clone(), known.title.clone());
        let on = self.vault.read(|db| duty::duty_closed_on(db, &region, key, subject))?;
        let told = Fields::default().with("on", &Some(on.ok_or_else(nothing)?));
        let office = format!("{region}/{key}");
        let whose = if subject.is_empty() { office.as_str() } else { subject };
        let act = why.act("duty_reopen", "duty").on(whose).about(&Fields::default().with("duty", &title));
        self.vault.transact(act.taking(&told), why.now, |db| duty::reopen_duty(db, &region, key, subject))
    }

    /// Takes a submission back. What it told is not told yet, and the step of leaving that it settled is open again.
    fn take_back_submission(&mut self, id: &SubmissionId, why: Why<'_>) -> Result<()> {
        // A report that was not sent was not handed in.
        let of_submission = |report: &YearlyReport| report.submission.as_ref() == Some(id);
        if let Some(report) = self.vault.read(yearly_report::reports)?.into_iter().find(of_submission) {
            return self.take_back_yearly_report(&report.id, why.reason, why.now);
        }
        let taken = self.vault.read(|db| submission::submission(db, id))?;
        let mut acts = vec![why.act("submission_take_back", "submission").on(id.as_str()).taking(&taken)];
        let mut steps = Vec::new();
        if self.region()?.as_deref() == Some(taken.region.as_str()) {
            for who in self.vault.read(|db| submission::released_in(db, id))? {
                let staff = self.staff(&who)?;
                let Some(running) = &staff.leaving else { continue };
                if running.done(LeavingKind::Notice).is_none_or(|done| done.on != taken.sent_on) {
                    continue;
                }
                let done = self.policy()?.check_step_taken_back(&staff, LeavingKind::Notice)?;
                let act = why.act("leaving_step_take_back", "staff").on(who.as_str());
                acts.push(act.about(&about_step(LeavingKind::Notice)).taking(&done));
                steps.push(running.id.clone());
            }
        }
        self.vault.transact_each(acts, why.now, |db| {
            steps.iter().try_for_each(|id| leaving::reopen_step(db, id, LeavingKind::Notice))?;
            submission::void_submission(db, id, why.reason, why.now)
        })
    }
}

fn about_step(step: LeavingKind) -> Fields {
    Fields::default().with("leaving_step", &choice(step.key()))
}

fn nothing() -> Error {
    Error::NotFound { noun: "entry" }
}
