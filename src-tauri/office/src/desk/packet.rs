//! 訪問の準備: all papers of a round of visits as one document, in the order of the visits.
//!
//! The consents in it come to be like any other, when the paper is recorded (`paper`).

use chrono::NaiveDate;

use super::made_paper::NewConsent;
use super::own_form::OwnSheets;
use super::{Desk, MadePaper};
use crate::domain::consent::{Consent, ConsentPlanDraft};
use crate::forms::fill::fill_copies;
use crate::forms::{Definition, FilledForm, FormKind, Options, fill};
use crate::pdf::{Printer, join};
use crate::{Error, Problem, ProblemCode, Result};

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
            let consent = self.new_consent(plan, before, today).map_err(|error| of_visit(before, error))?;
            let (sheets, own) = self.sheets(form, &consent, packet, today)?;
            leaves.push(Leaf::Set(self.beside(&consent, &[COVER, EXPLANATION], packet, today)?));
            let pdf = match own {
                Some(own) => {
                    let pdf = join(&own, false, &form.name)?;
                    leaves.extend(own.into_iter().map(Leaf::Ready));
                    pdf
                }
                None => {
                    let pdf = printer.render(&sheets)?;
                    if left_blank.is_empty() {
                        left_blank = sheets.first().map(FilledForm::left_blank).unwrap_or_default();
                    }
                    leaves.extend(sheets.into_iter().map(|sheet| Leaf::Set(vec![sheet])));
                    pdf
                }
            };
            if self.policy()?.photo.is_some() {
                leaves.push(Leaf::Set(self.beside(&consent, &[PHOTO], packet, today)?));
            }
            new.push(NewConsent { consent, pdf });
        }
        let title = &form.marks.packet;
        Ok(MadePaper {
            edition: form.edition.clone(),
            copies: u32::try_from(new.len()).unwrap_or(u32::MAX),
            left_blank,
            new,
            ..MadePaper::of(title.clone(), bound(&mut printer, leaves, packet.duplex, title)?)?
        })
    }

    /// The sheets of a consent, and each of them on the office's own form where one is in use.
    fn sheets(
        &self,
        form: &Definition,
        consent: &Consent,
        packet: &Packet,
        today: NaiveDate,
    ) -> Result<(Vec<FilledForm>, Option<OwnSheets>)> {
        let code = packet.qr.then_some(consent.code.as_str());
        let options = Options { code, large_type: packet.large_type, ..Options::default() };
        let marks = self.consent_marks(consent)?;
        self.fill_consent(consent, options, today, |record| {
            let sheets = fill_copies(form, record, &marks);
            let own = self.each_on_own_form(form, record, &sheets)?;
            Ok((sheets, own))
        })?
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

/// What begins on a sheet of its own: papers to be set, or one that is printed on a blank already.
enum Leaf {
    Set(Vec<FilledForm>),
    Ready(Vec<u8>),
}

/// All leaves as one document. Without a blank among them they are set in one go, which is much faster.
fn bound(printer: &mut Printer<'_>, leaves: Vec<Leaf>, duplex: bool, title: &str) -> Result<Vec<u8>> {
    if leaves.iter().any(|leaf| matches!(leaf, Leaf::Ready(_))) {
        let parts = leaves.into_iter().map(|leaf| match leaf {
            Leaf::Set(forms) => printer.render(&forms),
            Leaf::Ready(pdf) => Ok(pdf),
        });
        return join(&parts.collect::<Result<Vec<_>>>()?, duplex, title);
    }
    let sets = leaves.into_iter().filter_map(|leaf| match leaf {
        Leaf::Set(forms) => Some(forms),
        Leaf::Ready(_) => None,
    });
    printer.bind(&sets.collect::<Vec<_>>(), duplex, title)
}

/// Names the visit, counted from 0, in the fields that cannot be accepted.
fn of_visit(visit: u32, error: Error) -> Error {
    match error {
        Error::Fields(problems) => Error::Fields(
            (problems.into_iter())
                .map(|problem| Problem { field: format!("visits.{visit}.{}", problem.field), ..problem })
                .collect(),
        ),
        error => error,
    }
}
