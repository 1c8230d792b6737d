//! Papers: the order of one as the window sends it, and what was made of it.

use office::desk::{
    BinderOrder, Desk, Ledger, LedgerOrder, MadePaper, MembersOf, Packet, PaperOrder, PaperRecord,
};
use office::domain::id::{ConsentId, GroupId, IncidentId, StaffId, TakeoutId, YearlyReportId};
use office::domain::paper::Paper;
use office::{Error, Result};

use super::{day, time};
use crate::wire;

/// What was printed or saved last, the first `most` of it.
pub fn paper_list(desk: &Desk, most: usize) -> Result<wire::PaperList> {
    let (papers, total) = desk.paper_page(most)?;
    Ok(wire::PaperList { lines: paper_lines(desk, papers)?, total })
}

/// What was printed or saved when, as lines with the names of whom it is about.
pub fn paper_lines(desk: &Desk, papers: Vec<Paper>) -> Result<Vec<wire::PaperLine>> {
    let line = |paper: Paper| {
        let subject = match (&paper.staff, &paper.recipient) {
            (Some(id), _) => desk.staff(id)?.details.name.shown(),
            (None, Some(id)) => desk.care_recipient(id)?.details.name.shown(),
            (None, None) => String::new(),
        };
        let consent = paper.consent.as_ref().map(|id| desk.consent(id)).transpose()?;
        Ok(wire::PaperLine {
            id: paper.id.to_string(),
            title: paper.title,
            subject,
            control_number: consent.map(|consent| consent.control_number).unwrap_or_default(),
            made: time(&paper.made_at),
            printed: paper.printed,
            pages: paper.pages,
            copies: paper.copies,
            reissue: paper.reissue,
            edition: paper.edition,
            consent_id: paper.consent.map(|id| id.to_string()),
        })
    };
    papers.into_iter().map(line).collect()
}

/// The order of a paper, as the window sends it.
///
/// # Errors
/// [`Error::Fields`] for a date that cannot be read.
pub fn paper_order(order: wire::PaperOrder) -> Result<PaperOrder> {
    Ok(match order {
        wire::PaperOrder::OfOffice { form, dated_on } => {
            PaperOrder::OfOffice { kind: form.into(), dated_on: day("datedOn", &dated_on)? }
        }
        wire::PaperOrder::StaffPledge { staff_id } => {
            PaperOrder::StaffPledge { staff: StaffId::from_text(staff_id) }
        }
        wire::PaperOrder::InRegion { region, form, staff_id, dated_on } => PaperOrder::InRegion {
            region,
            kind: form.into(),
            staff: staff_id.map(StaffId::from_text),
            dated_on: day("datedOn", &dated_on)?,
        },
        wire::PaperOrder::Consent { plan } => PaperOrder::Consent { plan: (*plan).into() },
        wire::PaperOrder::Packet { visits, duplex, large_type, qr } => {
            let visits = visits.into_iter().map(Into::into).collect();
            PaperOrder::Packet(Packet { visits, duplex, large_type, qr })
        }
        wire::PaperOrder::Takeout { takeout_id } => {
            PaperOrder::Takeout { takeout: TakeoutId::from_text(takeout_id) }
        }
        wire::PaperOrder::Incident { incident_id, with_recipients } => {
            PaperOrder::Incident { incident: incident_id.map(IncidentId::from_text), with_recipients }
        }
        wire::PaperOrder::Ledger { ledger, from, until, of } => PaperOrder::Ledger(LedgerOrder {
            ledger: Ledger::from_key(&ledger).ok_or(Error::NoSuchPaper)?,
            from: day("from", &from)?,
            until: day("until", &until)?,
            of: of.map(|of| match of {
                wire::MembersOf::Group { id } => MembersOf::Group(GroupId::from_text(id)),
                wire::MembersOf::Staff { id } => MembersOf::Staff(StaffId::from_text(id)),
            }),
            region: None,
        }),
        wire::PaperOrder::Binder { region, from, until, named, copies } => PaperOrder::Binder(BinderOrder {
            region,
            from: day("from", &from)?,
            until: day("until", &until)?,
            named,
            copies,
        }),
        wire::PaperOrder::YearlyReport { year, typed } => {
            PaperOrder::YearlyReport { year, draft: typed.into() }
        }
        wire::PaperOrder::YearlyReportAgain { report_id } => {
            PaperOrder::YearlyReportAgain { report: YearlyReportId::from_text(report_id) }
        }
        wire::PaperOrder::Bundle { typed } => PaperOrder::Bundle(typed.into()),
        wire::PaperOrder::ConsentAgain { consent_id, version } => {
            PaperOrder::ConsentAgain { consent: ConsentId::from_text(consent_id), version }
        }
    })
}

/// A made paper under its handle.
pub fn paper_shown(handle: usize, made: &MadePaper) -> wire::PaperShown {
    wire::PaperShown {
        handle: u32::try_from(handle).unwrap_or(u32::MAX),
        title: made.title.clone(),
        pages: made.pages,
        copies: made.copies,
        left_blank: made.left_blank.clone(),
    }
}

/// A paper that was printed or saved.
pub fn paper_done(record: PaperRecord) -> wire::PaperDone {
    wire::PaperDone {
        done: true,
        folder: String::new(),
        consent_id: record.consent.map(|id| id.to_string()),
        control_number: record.control_number,
    }
}

/// She closed the dialog without choosing a place.
pub fn paper_not_done() -> wire::PaperDone {
    wire::PaperDone { done: false, folder: String::new(), consent_id: None, control_number: None }
}
