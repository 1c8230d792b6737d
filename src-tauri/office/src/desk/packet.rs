//! 訪問の準備: all papers of a round of visits as one document, in the order of the visits.
//!
//! The consents in it come to be like any other, when the paper is recorded (`paper`).

use chrono::NaiveDate;

use super::paper::NewConsent;
use super::{Desk, MadePaper};
use crate::domain::consent::{Consent, ConsentPlanDraft};
use crate::forms::fill::fill_copies;
use crate::forms::{Definition, FilledForm, FormKind, Options, fill};
use crate::pdf::Printer;
use crate::{Error, ProblemCode, Result};

/// Files below `forms/common`.
const COVER: &str = "visit-cover";
const EXPLANATION: &str = "explanation";
const PHOTO: &str = "photo-consent";

/// What is printed for a round of visits.
#[derive(Clone)]
pub struct Packet {
    /// One plan for each person, in the order of the visits.
    pub visits: Vec<ConsentPlanDraft>,
    /// Whether it is printed on both sides: each person and each sheet to sign then begins on a sheet of its own.
    pub duplex: bool,
    /// Whether it is set in large type.
    pub large_type: bool,
    /// Whether the sheets to sign carry their QR code.
    pub qr: bool,
}

impl Desk {
    /// For each person: cover, explanation, the sheets of the consent, and where the policy speaks of pictures, the
    /// consent to those.
    pub(super) fn print_packet(&self, packet: &Packet, today: NaiveDate) -> Result<MadePaper> {
        let recipients: Vec<_> = packet.visits.iter().map(|plan| &plan.recipient).collect();
        if recipients.is_empty() {
            return Err(Error::field("visits", ProblemCode::Required));
        }
        if (1..recipients.len()).any(|at| recipients[..at].contains(&recipients[at])) {
            return Err(Error::field("visits", ProblemCode::NotAChoice));
        }
        let form = self.form(FormKind::PatientConsent)?;
        let mut printer = Printer::new(&self.shelf.fonts)?;
        let (mut leaves, mut new, mut left_blank) = (Vec::new(), Vec::new(), Vec::new());
        for (before, plan) in (0..).zip(&packet.visits) {
            let consent = self.new_consent(plan, before, today)?;
            let sheets = self.sheets(form, &consent, packet, today)?;
            let pdf = printer.render(&sheets)?;
            if left_blank.is_empty() {
                left_blank = sheets.first().map(FilledForm::left_blank).unwrap_or_default();
            }
            leaves.push(self.beside(&consent, &[COVER, EXPLANATION], packet, today)?);
            leaves.extend(sheets.into_iter().map(|sheet| vec![sheet]));
            if self.policy()?.photo.is_some() {
                leaves.push(self.beside(&consent, &[PHOTO], packet, today)?);
            }
            new.push(NewConsent { consent, pdf });
        }
        let title = &form.marks.packet;
        let bound = printer.bind(&leaves, packet.duplex, title)?;
        Ok(MadePaper {
            edition: form.edition.clone(),
            copies: u32::try_from(new.len()).unwrap_or(u32::MAX),
            left_blank,
            new,
            ..MadePaper::of(title.clone(), bound.pdf)?
        })
    }

    fn sheets(
        &self,
        form: &Definition,
        consent: &Consent,
        packet: &Packet,
        today: NaiveDate,
    ) -> Result<Vec<FilledForm>> {
        let code = packet.qr.then_some(consent.code.as_str());
        let options = Options { code, large_type: packet.large_type, ..Options::default() };
        let marks = self.consent_marks(consent)?;
        self.fill_consent(consent, options, today, |record| fill_copies(form, record, &marks))
    }

    /// Papers that go with a consent, and that no policy words.
    fn beside(
        &self,
        consent: &Consent,
        files: &[&str],
        packet: &Packet,
        today: NaiveDate,
    ) -> Result<Vec<FilledForm>> {
        let options = Options { large_type: packet.large_type, ..Options::default() };
        let forms = files.iter().map(|file| self.shelf.catalog.common(file).ok_or(Error::NoSuchPaper));
        let forms: Vec<&Definition> = forms.collect::<Result<_>>()?;
        self.fill_consent(consent, options, today, |record| {
            forms.iter().map(|form| fill(form, record)).collect()
        })
    }
}
