//! Writes every paper of every region, filled from the practice office, to a folder for each region, as PDFs
//! and as pictures: what `./dev run` does where there is no display.

#![expect(
    clippy::print_stdout,
    reason = "this program's answer is its list of files; all people are invented"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use office::Result;
use office::desk::{Desk, PRACTICE_PASSPHRASE, Packet, PaperOrder, Shelf};
use office::domain::Moment;
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::forms::definition::Definition;
use office::forms::fill::{ConsentFacts, Listed, fill_copies};
use office::forms::{FilledForm, FormKind, Options, Record, fill};
use office::pdf::{self, preview};

fn main() -> Result<()> {
    let out = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "out".into()));
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let now = Moment::noon_in_japan(day);

    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out)?;
    let shelf = Arc::new(Shelf::load(&program)?);
    let mut desk = Desk::practice(&out.join("vault"), Arc::clone(&shelf), now)?;
    let recovery = desk.recovery_sheet_again(PRACTICE_PASSPHRASE, now)?;
    write(&out.join("common"), &recovery.title, &recovery.pdf)?;

    let office = desk.office()?;
    let staff = desk.staff_list("")?;
    let waiting = staff.iter().find(|staff| staff.pledge.is_none());
    let mcs_manager = staff.iter().find(|staff| staff.is_mcs_manager(day));
    // The richer of the two: a daughter writes for her mother.
    let by_proxy = desk.consents()?.into_iter().find(|consent| consent.plan.signer == SignerKind::Proxy);
    let consent = by_proxy.expect("one consent of the practice office is signed by a proxy");
    let recipient = desk.care_recipient(&consent.plan.recipient)?.details;
    let visit = ConsentPlanDraft {
        recipient: consent.plan.recipient.clone(),
        signer: SignerKind::Proxy,
        family: None,
        proxy: recipient.family.first().map(|member| member.id.clone()),
        proxy_reason: recipient.note.clone(),
        explained_by: mcs_manager.map(|staff| staff.id.clone()),
        visit_on: "2026-11-25".into(),
        preprint: true,
        obtained_as: ObtainedAsDraft::Ruled,
        target: String::new(),
    };
    let packet = Packet { visits: vec![visit], duplex: false, large_type: false, qr: true };
    let packet = desk.make_paper(PaperOrder::Packet(packet), day)?;
    write(&out.join("common"), &packet.title, &packet.pdf)?;
    for policy in shelf.catalog.regions() {
        let record = Record {
            office: office.as_ref(),
            mcs_manager: mcs_manager.map(|staff| &staff.details.name),
            policy: Some(policy),
            staff: waiting.map(|staff| &staff.details),
            roster: staff.iter().map(Listed::from).collect(),
            recipient: Some(&recipient),
            family: recipient.family.first(),
            proxy: recipient.family.first(),
            consent: ConsentFacts {
                explained_by: mcs_manager.map(|staff| &staff.details.name),
                visit_on: Some(day),
                ..ConsentFacts::default()
            },
            options: Options { preprint: true, practice: true, ..Options::default() },
            ..Record::default()
        };
        let sheets = |paper: &Definition| -> Vec<FilledForm> {
            if !paper.kinds.contains(&FormKind::PatientConsent) {
                return vec![fill(paper, &record)];
            }
            let control_number = consent.control_number.as_str();
            let options = Options { control_number, code: Some("7Z3K9M2QXA"), ..record.options };
            fill_copies(paper, &Record { options, ..record.clone() }, &policy.consent.marks(false))
        };
        for paper in shelf.catalog.papers(&policy.region) {
            let pdf = pdf::render(&sheets(paper), &shelf.fonts)?;
            write(&out.join(&policy.region), &paper.full_title(), &pdf)?;
        }
    }
    desk.lock(now)
}

/// Keeps a paper and the pictures of its pages.
fn write(folder: &Path, title: &str, pdf: &[u8]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join(format!("{title}.pdf"));
    std::fs::write(&file, pdf)?;
    let pages = preview::page_count(pdf)?;
    println!("{} ({pages} p.)", file.display());
    for page in 0..pages {
        let picture = folder.join(format!("{title}.{}.png", page + 1));
        std::fs::write(picture, preview::page_png(pdf, page, 110.0)?)?;
    }
    Ok(())
}
