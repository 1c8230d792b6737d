//! Papers: made from the records, and recorded once they are printed or saved.

use chrono::NaiveDate;
use zeroize::Zeroizing;

use super::Desk;
use super::binder::BinderOrder;
use super::ledger_paper::LedgerOrder;
pub use super::made_paper::MadePaper;
pub(super) use super::made_paper::NewConsent;
use super::packet::Packet;
use crate::domain::Moment;
use crate::domain::bundle::BundleDraft;
use crate::domain::care_recipient::FamilyMember;
use crate::domain::consent::{Consent, ConsentPlanDraft};
use crate::domain::id::{
    CareRecipientId, ConsentId, FamilyMemberId, IncidentId, StaffId, TakeoutId, YearlyReportId,
};
use crate::domain::paper::Paper;
use crate::domain::staff::Staff;
use crate::domain::submission::{Changed, Untold};
use crate::domain::yearly_report::YearlyReportDraft;
use crate::forms::fill::{ConsentFacts, Listed, Listing, Recovery, fill_copies};
use crate::forms::{Definition, FilledForm, FormKind, Options, Record, fill};
use crate::pdf::{self, preview};
use crate::policy::Policy;
use crate::store::{Act, care_recipient, consent, paper, print_job, staff};
use crate::{Error, Result};

/// File below `forms/common`.
const RECOVERY_SHEET: &str = "recovery-sheet";
/// A roster with this value tells changes; one without it is the running register of everybody (朝霞 様式3).
pub(super) const CHANGE: &str = "row.change";

/// Which paper to make.
#[derive(Clone)]
pub enum PaperOrder {
    /// A paper of the office as a whole: the application, the office's pledge, the notice of its staff with the
    /// roster (朝霞 様式1, 様式3; 宮崎 様式1–3).
    OfOffice {
        /// Which.
        kind: FormKind,
        /// The date of the paper, e.g. 誓約日; `None` leaves it for the hand.
        dated_on: Option<NaiveDate>,
    },
    /// The pledge of one member of staff (朝霞 様式2).
    StaffPledge {
        /// Whose.
        staff: StaffId,
    },
    /// A paper for the body of a further region the office serves (S-28).
    InRegion {
        /// The region, e.g. `kiyose`.
        region: String,
        /// Which paper.
        kind: FormKind,
        /// Whose, for a pledge.
        staff: Option<StaffId>,
        /// The date of the paper; `None` leaves it for the hand.
        dated_on: Option<NaiveDate>,
    },
    /// A consent that was not printed yet (朝霞 様式4).
    Consent {
        /// What the interview settled.
        plan: ConsentPlanDraft,
    },
    /// All papers of a round of visits, with consents that were not printed yet.
    Packet(Packet),
    /// A slip of taking out; the region's paper, or the neutral one.
    Takeout {
        /// Which.
        takeout: TakeoutId,
    },
    /// What is done at once after a loss or an accident.
    Incident {
        /// Which; `None`: an empty sheet to have at hand.
        incident: Option<IncidentId>,
        /// Whether the care recipients concerned stand on it.
        with_recipients: bool,
    },
    /// A ledger, for a time.
    Ledger(LedgerOrder),
    /// The audit binder.
    Binder(BinderOrder),
    /// The yearly report as it stands now, with what was typed.
    YearlyReport {
        /// The fiscal year, by the year in which it begins.
        year: i32,
        /// What was typed.
        draft: YearlyReportDraft,
    },
    /// A yearly report that was handed in, as it was.
    YearlyReportAgain {
        /// Which.
        report: YearlyReportId,
    },
    /// The submission bundle, to be printed.
    Bundle(BundleDraft),
    /// A consent again, or a frozen version of it.
    ConsentAgain {
        /// Which.
        consent: ConsentId,
        /// `None`: as it would be printed now.
        version: Option<u32>,
    },
}

/// What became of a paper that was printed or saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperRecord {
    /// The consent, when it is one.
    pub consent: Option<ConsentId>,
    /// Its control number.
    pub control_number: Option<String>,
}

impl Desk {
    /// Makes a paper. Nothing is recorded; the same order on the same records gives the same bytes. A consent that
    /// was printed is printed again with the mark 再発行; its frozen versions stay as they were.
    ///
    /// # Errors
    /// [`Error::MissingGlyphs`] naming each character and person, before anything is printed (AC-12 (2));
    /// [`Error::NoSuchPaper`] where the region has none of that kind; [`Error::NotFound`].
    pub fn make_paper(&self, order: PaperOrder, today: NaiveDate) -> Result<MadePaper> {
        match order {
            PaperOrder::OfOffice { kind, dated_on } => {
                self.print(&self.policy()?.region, kind, None, dated_on, today)
            }
            PaperOrder::StaffPledge { staff } => {
                self.print(&self.policy()?.region, FormKind::StaffPledge, Some(staff), None, today)
            }
            PaperOrder::InRegion { region, kind, staff, dated_on } => {
                self.print(&self.policy_of(&region)?.region, kind, staff, dated_on, today)
            }
            PaperOrder::Consent { plan } => self.make_consent(&plan, 0, today),
            PaperOrder::Packet(packet) => self.print_packet(&packet, today),
            PaperOrder::Takeout { takeout } => self.print_takeout(&takeout, today),
            PaperOrder::Incident { incident, with_recipients } => {
                self.print_incident(incident.as_ref(), with_recipients, today)
            }
            PaperOrder::Ledger(order) => self.print_ledger(&order, today),
            PaperOrder::Binder(order) => self.print_binder(&order, today),
            PaperOrder::YearlyReport { year, draft } => self.print_yearly_report(year, &draft, today),
            PaperOrder::YearlyReportAgain { report } => self.print_kept_report(&report),
            PaperOrder::Bundle(draft) => Ok(self.make_bundle(&draft, today)?.print),
            PaperOrder::ConsentAgain { consent: id, version } => {
                let consent = self.consent(&id)?;
                // One that was signed before this program came was never printed.
                let reissue = version.is_none() && !consent.existing;
                let made = self.print_consent(&consent, reissue, today)?;
                let made = MadePaper { kept: vec![consent], ..made };
                let Some(version) = version else { return Ok(made) };
                let frozen = self.vault.read(|db| consent::consent_pdf(db, &id, Some(version)))?;
                let pdf = frozen.ok_or(Error::NotFound { noun: "consent_version" })?;
                Ok(MadePaper { pages: pages(&pdf)?, pdf, ..made })
            }
        }
    }

    /// The paper of a consent that comes to be with it. `before`: as [`Desk::new_consent`] has it.
    pub(super) fn make_consent(
        &self,
        draft: &ConsentPlanDraft,
        before: u32,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let consent = self.new_consent(draft, before, today)?;
        let made = self.print_consent(&consent, false, today)?;
        let new = NewConsent { consent, pdf: made.pdf.clone() };
        Ok(MadePaper { new: vec![new], ..made })
    }

    /// A consent as it will be once its paper is printed. `before`: how many others are made with it, before it.
    pub(super) fn new_consent(
        &self,
        draft: &ConsentPlanDraft,
        before: u32,
        today: NaiveDate,
    ) -> Result<Consent> {
        let plan = self.plan_consent(draft, today)?;
        let form = self.form(FormKind::PatientConsent)?;
        let number = self.next_number(&form.marks.control_number, before, today)?;
        Ok(Consent { printed_on: today, ..self.blank_consent(form, plan, number)? })
    }

    /// Records that a paper was printed or saved. Its new consents come to be here, with their bytes. One that was
    /// joined from several is recorded as these, all of them or none.
    ///
    /// # Errors
    /// [`Error::Refused`] `control_number_taken` when another consent was printed since this one was laid out.
    pub fn record_paper(&mut self, made: &mut MadePaper, printed: bool, now: Moment) -> Result<PaperRecord> {
        let parts = if made.parts.is_empty() { std::slice::from_mut(made) } else { &mut made.parts[..] };
        let papers: Vec<Vec<Paper>> = parts.iter().map(|part| part.papers(printed)).collect();
        let verb = if printed { "paper_print" } else { "paper_save" };
        let first =
            papers.first().and_then(|papers| papers.first()).ok_or(Error::NotFound { noun: "paper" })?;
        // Each new consent begins its own history.
        let mut acts = vec![Act::new(verb, "paper").on(first.id.as_str())];
        let new = parts.iter().flat_map(|part| &part.new);
        acts.extend(new.map(|new| Act::new("consent_print", "consent").on(new.consent.id.as_str())));
        self.vault.transact_each(acts, now, |db| {
            for (part, papers) in parts.iter().zip(&papers) {
                for NewConsent { consent, pdf } in &part.new {
                    // Another one may have been printed since this one was laid out.
                    if consent::is_number_taken(db, &consent.control_number)? {
                        return Err(Error::Refused { code: "control_number_taken", clause: String::new() });
                    }
                    let consent = Consent { printed_on: now.today(), ..consent.clone() };
                    consent::add_consent(db, &consent, Some(pdf), now)?;
                }
                papers.iter().try_for_each(|paper| paper::add_paper(db, paper, now))?;
                if let (Some((job, position)), Some(paper)) = (&part.place, papers.first()) {
                    print_job::set_printed(db, job, *position, &paper.id)?;
                }
            }
            Ok(())
        })?;
        // What was kept once is not kept again when she prints and then saves.
        for part in parts.iter_mut() {
            part.kept.extend(part.new.drain(..).map(|new| new.consent));
        }
        let consent = parts.iter().find_map(|part| part.kept.first());
        Ok(PaperRecord {
            control_number: consent.map(|consent| consent.control_number.clone()),
            consent: consent.map(|consent| consent.id.clone()),
        })
    }

    /// What was printed or saved when, newest first.
    pub fn papers(&self) -> Result<Vec<Paper>> {
        Ok(self.paper_page(usize::MAX)?.0)
    }

    /// The first `most` of them, and how many there are.
    pub fn paper_page(&self, most: usize) -> Result<(Vec<Paper>, usize)> {
        self.vault.read(|db| paper::papers(db, most))
    }

    /// The titles of what was made of the office as a whole and may be sent to others, the newest first.
    pub fn titles_of_office(&self) -> Result<Vec<String>> {
        self.vault.read(paper::titles_of_office)
    }

    /// What was printed or saved of one member of staff, newest first.
    pub fn papers_of_staff(&self, id: &StaffId) -> Result<Vec<Paper>> {
        self.vault.read(|db| paper::papers_of_staff(db, id))
    }

    /// What was printed or saved of one care recipient, newest first.
    pub fn papers_of_recipient(&self, id: &CareRecipientId) -> Result<Vec<Paper>> {
        self.vault.read(|db| paper::papers_of_recipient(db, id))
    }

    /// The region's paper of a kind.
    ///
    /// # Errors
    /// [`Error::NoSuchPaper`].
    pub fn form(&self, kind: FormKind) -> Result<&Definition> {
        self.shelf.catalog.form(&self.policy()?.region, kind).ok_or(Error::NoSuchPaper)
    }

    /// The rules and the paper a consent was printed from: it prints again as it was.
    fn printed_from(&self, consent: &Consent) -> Result<(&Policy, &Definition)> {
        let printed = self.shelf.catalog.printed(&consent.region, &consent.edition, FormKind::PatientConsent);
        printed.ok_or(Error::NoSuchPaper)
    }

    pub(super) fn print(
        &self,
        region: &str,
        kind: FormKind,
        whose: Option<StaffId>,
        dated_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let form = self.shelf.catalog.form(region, kind).ok_or(Error::NoSuchPaper)?;
        let person = whose.as_ref().map(|id| self.staff(id)).transpose()?;
        let people = self.vault.read(staff::staff_on_roster)?;
        let roster = match kind {
            FormKind::StaffNotice if form.sources().contains(&CHANGE) => self.changes(region, &people)?,
            _ => people.iter().map(Listed::from).collect(),
        };
        let staff = person.as_ref().map(|staff| &staff.details);
        let options = Options { date: dated_on, ..Options::default() };
        let record = Record { staff, roster, options, ..Record::default() };
        let made = self.made(region, form, record, today, |record| vec![fill(form, record)])?;
        Ok(MadePaper { staff: whose, ..made })
    }

    /// The rows of a notice of changes: what no notice of the region told yet, oldest first (宮崎 第12条2)).
    fn changes<'a>(&self, region: &str, people: &'a [Staff]) -> Result<Vec<Listed<'a>>> {
        let untold = self.untold(region)?;
        let row = |one: &Untold| {
            let who = people.iter().find(|staff| Some(&staff.id) == one.change.what.staff())?;
            let is_release = matches!(one.change.what, Changed::Released(_));
            Some(Listed { change: Some(Listing { is_release, on: one.change.on }), ..Listed::from(who) })
        };
        Ok(untold.iter().filter_map(row).collect())
    }

    /// A paper that no policy words, by the name of its file.
    pub(super) fn print_common(&self, file: &str, record: Record<'_>, today: NaiveDate) -> Result<MadePaper> {
        let form = self.shelf.catalog.common(file).ok_or(Error::NoSuchPaper)?;
        let region = self.region()?.unwrap_or_default();
        self.made(&region, form, record, today, |record| vec![fill(form, record)])
    }

    /// A paper of the office's own region, and where it has none of that kind, the neutral one.
    pub(super) fn print_or_common(
        &self,
        kind: FormKind,
        file: &str,
        record: Record<'_>,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let region = self.policy()?.region.as_str();
        match self.shelf.catalog.form(region, kind) {
            Some(form) => self.made(region, form, record, today, |record| vec![fill(form, record)]),
            None => self.print_common(file, record, today),
        }
    }

    /// The recovery sheet. Who may see it, and that it was shown, is the caller's affair.
    pub(super) fn recovery_sheet(&self, today: NaiveDate) -> Result<MadePaper> {
        let key = Zeroizing::new(self.recovery_key().groups().join("-"));
        let recovery = Some(Recovery { key: &key, made_on: today });
        self.print_common(RECOVERY_SHEET, Record { recovery, ..Record::default() }, today)
    }

    /// The sheets of a consent, from the edition it was printed from.
    pub(super) fn print_consent(
        &self,
        consent: &Consent,
        reissue: bool,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let (_, form) = self.printed_from(consent)?;
        let marks = self.consent_marks(consent)?;
        let options = Options { code: Some(&consent.code), reissue, ..Options::default() };
        let made = self.fill_consent(consent, options, today, |record| {
            self.drawn(form, record, &fill_copies(form, record, &marks))
        })??;
        Ok(MadePaper {
            copies: u32::try_from(marks.len()).unwrap_or(1),
            file_name: format!("{}-{}.pdf", form.short_title(), consent.control_number),
            control_number: consent.control_number.clone(),
            reissue,
            ..made
        })
    }

    /// What is printed on the sheets of a consent, in order.
    pub(super) fn consent_marks(&self, consent: &Consent) -> Result<Vec<String>> {
        Ok(self.printed_from(consent)?.0.consent.marks(consent.plan.request().is_some()))
    }

    /// Fills papers about a consent with all that is known of it.
    pub(super) fn fill_consent<T>(
        &self,
        consent: &Consent,
        options: Options<'_>,
        today: NaiveDate,
        fill: impl FnOnce(&Record<'_>) -> T,
    ) -> Result<T> {
        let plan = &consent.plan;
        let recipient = self.care_recipient(&plan.recipient)?;
        let member = |id: &Option<FamilyMemberId>| -> Result<Option<FamilyMember>> {
            id.as_ref().map(|id| self.vault.read(|db| care_recipient::family_member(db, id))).transpose()
        };
        let (family, proxy) = (member(&plan.family)?, member(&plan.proxy)?);
        let explained_by = plan.explained_by.as_ref().map(|staff| self.staff(staff)).transpose()?;
        let (rule, request) = (&self.printed_from(consent)?.0.consent, plan.request());
        let facts = ConsentFacts {
            explained_by: explained_by.as_ref().map(|staff| &staff.details.name),
            visit_on: plan.visit_on,
            signer: Some(plan.signer),
            sheets: self.consent_marks(consent)?.len(),
            doctor: request.map_or("", |request| &request.doctor.0),
            doctor_clinic: request.map_or("", |request| &request.clinic),
            requested_on: request.map(|request| request.requested_on),
            target: rule.target(&plan.target).map_or("", |target| &target.label),
        };
        let record = Record {
            recipient: Some(&recipient.details),
            family: family.as_ref(),
            proxy: proxy.as_ref(),
            consent: facts,
            options: Options { preprint: plan.preprint, control_number: &consent.control_number, ..options },
            ..Record::default()
        };
        let region = self.region()?.unwrap_or_default();
        self.filled(&region, record, today, fill)
    }

    /// Fills papers with what stands on every one: the office, the region's settings, 見本 in practice.
    fn filled<T>(
        &self,
        region: &str,
        record: Record<'_>,
        today: NaiveDate,
        fill: impl FnOnce(&Record<'_>) -> T,
    ) -> Result<T> {
        let (policy, settings) = match self.shelf.catalog.policy(region) {
            Some(policy) => (Some(policy), self.form_settings_of(policy)?),
            None => (None, Vec::new()),
        };
        let settings = settings.into_iter().map(|setting| (setting.key, setting.value)).collect();
        let (office, mcs_manager) = (self.office()?, self.vault.read(|db| staff::mcs_manager(db, today))?);
        let options = Options { practice: self.is_practice(), ..record.options };
        let mcs_manager = mcs_manager.as_ref().map(|staff| &staff.details.name);
        let office = office.as_ref();
        Ok(fill(&Record { office, mcs_manager, policy, settings, options, ..record }))
    }

    pub(super) fn made(
        &self,
        region: &str,
        form: &Definition,
        record: Record<'_>,
        today: NaiveDate,
        fill: impl FnOnce(&Record<'_>) -> Vec<FilledForm>,
    ) -> Result<MadePaper> {
        self.filled(region, record, today, |record| self.drawn(form, record, &fill(record)))?
    }

    /// Draws filled papers of one form, on the office's own form where one is in use.
    fn drawn(&self, form: &Definition, record: &Record<'_>, filled: &[FilledForm]) -> Result<MadePaper> {
        let own = self.on_own_form(form, record, filled)?;
        let left_blank = filled.first().filter(|_| own.is_none()).map(FilledForm::left_blank);
        let pdf = own.map_or_else(|| pdf::render(filled, &self.shelf.fonts), Ok)?;
        Ok(MadePaper {
            edition: form.edition.clone(),
            left_blank: left_blank.unwrap_or_default(),
            said: filled.iter().flat_map(FilledForm::texts).collect(),
            ..MadePaper::of(form.full_title(), pdf)?
        })
    }
}

pub(super) fn pages(pdf: &[u8]) -> Result<u32> {
    Ok(u32::try_from(preview::page_count(pdf)?).unwrap_or(u32::MAX))
}
