//! まとめて印刷: the papers of many people, each made as it is made for one, then joined. What cannot be made is
//! refused as for one person, and the others go on. How far it came is kept, so that it survives closing.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Desk, MadePaper, PaperOrder};
use crate::domain::care_recipient::CareRecipient;
use crate::domain::consent::{Consent, ConsentPlanDraft, ConsentStatus, ObtainedAsDraft, SignerKind};
use crate::domain::id::{CareRecipientId, PrintJobId};
use crate::domain::print_job::{PrintFor, PrintItem, PrintJob, PrintJobDraft, PrintOptions};
use crate::domain::staff::Staff;
use crate::domain::{Moment, wareki};
use crate::forms::FormKind;
use crate::pdf;
use crate::store::{Act, consent, print_job};
use crate::{Error, Result};

/// Whose papers may be printed, by kind, each sorted by ふりがな.
pub struct PrintChoices {
    /// Staff who were not released.
    pub staff: Vec<Staff>,
    /// Care recipients whose care goes on, each with the newest consent that counts, printed or in force.
    pub recipients: Vec<(CareRecipient, Option<Consent>)>,
    /// The printed consents whose signature is awaited.
    pub waiting: Vec<(CareRecipient, Consent)>,
}

impl Desk {
    /// Whose papers may be printed, and who has one already.
    pub fn print_choices(&self, today: NaiveDate) -> Result<PrintChoices> {
        let mut of: HashMap<CareRecipientId, Vec<Consent>> = HashMap::new();
        for consent in
            self.vault.read(consent::consents_in_care)?.into_iter().filter(|consent| consent.voided.is_none())
        {
            of.entry(consent.plan.recipient.clone()).or_default().push(consent);
        }
        let mut staff = self.staff_at_work("", today)?;
        staff.retain(|one| one.details.released_on.is_none_or(|released_on| released_on > today));
        let mut choices = PrintChoices { staff, recipients: Vec::new(), waiting: Vec::new() };
        for who in self.care_recipient_page("", true, usize::MAX)?.0 {
            let theirs = of.remove(&who.id).unwrap_or_default();
            for consent in theirs.iter().filter(|consent| !consent.existing && awaits(consent).is_ok()) {
                choices.waiting.push((who.clone(), consent.clone()));
            }
            choices.recipients.push((who, theirs.into_iter().next()));
        }
        Ok(choices)
    }

    /// Begins a job. Nothing is printed yet.
    ///
    /// # Errors
    /// [`Error::Fields`], also without a target where the region asks for one; [`Error::NoSuchPaper`].
    pub fn start_print_job(&mut self, draft: &PrintJobDraft, now: Moment) -> Result<PrintJobId> {
        let job = draft.check()?;
        match job.items.first().map(|item| &item.whose) {
            Some(PrintFor::Staff(_)) => drop(self.form(FormKind::StaffPledge)?),
            Some(PrintFor::Recipient(id)) => drop(self.plan_consent(&plan(id, &job.options), now.today())?),
            _ => {}
        }
        let act = Act::new("print_job_start", "print_job").on(job.id.as_str());
        self.vault.transact(act, now, |db| print_job::add_print_job(db, &job, now))?;
        Ok(job.id)
    }

    /// The jobs in which somebody waits, newest first.
    pub fn open_print_jobs(&self) -> Result<Vec<PrintJob>> {
        self.vault.read(print_job::open_print_jobs)
    }

    /// One job with everybody in it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn print_job(&self, id: &PrintJobId) -> Result<PrintJob> {
        self.vault.read(|db| print_job::print_job(db, id))
    }

    /// Makes the paper of whoever stands at `position`, counted from 0. `before`: how many were made before it for the
    /// same printing, so that the control numbers go on. Nothing is recorded.
    ///
    /// # Errors
    /// Those of [`Desk::make_paper`], for this person alone; [`Error::NotFound`] for a place that is not there or is
    /// printed; [`Error::Refused`] `consent_meanwhile` for a new consent of somebody who got one by another way since
    /// the job began, `consent_signed_already`, `consent_void` for a consent that no longer waits.
    pub fn print_job_paper(
        &self,
        id: &PrintJobId,
        position: u32,
        before: u32,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let job = self.print_job(id)?;
        let item = job.items.get(position as usize).filter(|item| !item.done);
        let PrintItem { whose, .. } = item.ok_or(Error::NotFound { noun: "print_job_item" })?;
        let paper = match whose {
            PrintFor::Staff(staff) => {
                self.make_paper(PaperOrder::StaffPledge { staff: staff.clone() }, today)?
            }
            PrintFor::Recipient(recipient) => {
                if self.vault.read(|db| consent::is_any_since(db, recipient, &job.started_at))? {
                    return Err(Error::Refused { code: "consent_meanwhile", clause: String::new() });
                }
                self.make_consent(&plan(recipient, &job.options), before, today)?
            }
            PrintFor::Consent(consent) => {
                awaits(&self.consent_record(consent)?.consent)?;
                self.make_paper(PaperOrder::ConsentAgain { consent: consent.clone(), version: None }, today)?
            }
        };
        Ok(MadePaper { place: Some((id.clone(), position)), ..paper })
    }

    /// Joins papers of a job to one that is looked at, printed and recorded as a whole.
    ///
    /// # Errors
    /// [`Error::Fields`] when there is none.
    pub fn join_papers(&self, papers: Vec<MadePaper>) -> Result<MadePaper> {
        let first = papers.first().ok_or_else(|| Error::field("people", crate::ProblemCode::Required))?;
        let title = first.title.clone();
        let left_blank = first.left_blank.clone();
        let bytes: Vec<&[u8]> = papers.iter().map(|paper| paper.pdf.as_slice()).collect();
        let pdf = pdf::join(&bytes, false, &title)?;
        let copies = u32::try_from(papers.len()).unwrap_or(u32::MAX);
        Ok(MadePaper { copies, left_blank, parts: papers, ..MadePaper::of(title, pdf)? })
    }

    /// Ends a job with the rest left out.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn close_print_job(&mut self, id: &PrintJobId, now: Moment) -> Result<()> {
        let act = Act::new("print_job_close", "print_job").on(id.as_str());
        self.vault.transact(act, now, |db| print_job::close_print_job(db, id, now))
    }
}

/// Whether a consent's sheets may be printed again because a signature is missing.
fn awaits(consent: &Consent) -> Result<()> {
    let refused = |code| Err(Error::Refused { code, clause: String::new() });
    match consent.status() {
        status if status.is_awaited() => Ok(()),
        ConsentStatus::Void => refused("consent_void"),
        ConsentStatus::Ended { .. } => refused("recipient_ended"),
        _ => refused("consent_signed_already"),
    }
}

/// The consent of somebody in a job: signed by themselves, as far as anybody knows before the visit.
fn plan(recipient: &CareRecipientId, options: &PrintOptions) -> ConsentPlanDraft {
    ConsentPlanDraft {
        recipient: recipient.clone(),
        signer: SignerKind::Person,
        family: None,
        proxy: None,
        proxy_reason: String::new(),
        explained_by: options.explained_by.clone(),
        visit_on: options.visit_on.map(wareki::japanese).unwrap_or_default(),
        preprint: options.preprint,
        obtained_as: ObtainedAsDraft::Ruled,
        target: options.target.clone(),
    }
}
