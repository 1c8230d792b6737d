//! Makes the practice office and writes its filled forms to a folder, as PDFs and as pictures:
//! what `./dev run` does where there is no display.

#![expect(
    clippy::print_stdout,
    reason = "this program's answer is its list of files; all people are invented"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use office::Result;
use office::desk::{Desk, PRACTICE_PASSPHRASE, PaperOrder, Shelf};
use office::domain::Moment;
use office::domain::consent::SignerKind;
use office::forms::FormKind;
use office::pdf::preview;

fn main() -> Result<()> {
    let out = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "out".into()));
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let now = Moment::noon_in_japan(day);

    let _ = std::fs::remove_dir_all(&out);
    std::fs::create_dir_all(&out)?;
    let mut desk = Desk::practice(&out.join("vault"), Arc::new(Shelf::load(&program)?), now)?;
    let waiting = desk.staff_list("")?.into_iter().find(|staff| staff.pledge.is_none());
    let staff = waiting.map(|staff| staff.id).expect("one pledge is missing in the practice office");
    // The richer of the two: a daughter writes for her mother.
    let by_proxy = desk.consents()?.into_iter().find(|consent| consent.plan.signer == SignerKind::Proxy);
    let consent = by_proxy.expect("one consent of the practice office is signed by a proxy").id;
    let mut papers = vec![desk.recovery_sheet_again(PRACTICE_PASSPHRASE, now)?];
    for order in [
        PaperOrder::OfOffice { kind: FormKind::OfficePledge, dated_on: None },
        PaperOrder::StaffPledge { staff },
        PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None },
        PaperOrder::ConsentAgain { consent, version: None },
    ] {
        papers.push(desk.make_paper(order, day)?);
    }
    for made in papers {
        let file = out.join(&made.file_name);
        std::fs::write(&file, &made.pdf)?;
        println!("{} ({} p.)", file.display(), made.pages);
        for page in 0..made.pages as usize {
            let picture = file.with_extension(format!("{}.png", page + 1));
            std::fs::write(&picture, preview::page_png(&made.pdf, page, 110.0)?)?;
            println!("  {}", picture.display());
        }
    }
    desk.lock(now)
}
