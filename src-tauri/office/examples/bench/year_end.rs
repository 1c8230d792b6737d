//! Figures of the year's end: the audit binder of 500 consents with the pictures of their signed sheets.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use office::Result;
use office::desk::{BinderOrder, Desk, ExportFormat, PaperOrder, Shelf};
use office::domain::Moment;
use office::domain::consent::PersonalText;
use office::domain::id::{CareRecipientId, ScanId};
use office::domain::scan::Scan;
use office::store::{Act, Cost, Vault, care_recipient, consent, scan};

use super::people::{self, PASSPHRASE};
use super::table::{median, memory, row};

const CONSENTS: usize = 500;

/// All of them.
pub fn measure(program: &Path, scratch: &Path) -> Result<()> {
    let day = NaiveDate::from_ymd_opt(2036, 11, 20).expect("a day");
    let now = Moment::noon_in_japan(day);
    let folder = scratch.join("binder");
    let mut vault = Vault::create(&folder, PASSPHRASE, Cost::practice(), "bench", now)?;
    fill(&mut vault, day)?;
    vault.lock(now)?;
    let shelf = Arc::new(Shelf::load(program)?);
    let mut desk = Desk::unlock(&folder, PASSPHRASE, shelf, now)?;
    people::settle(&mut desk, now)?;

    let order = |named| {
        PaperOrder::Binder(BinderOrder {
            region: String::new(),
            from: None,
            until: None,
            named,
            copies: named,
        })
    };
    let mut whole = 0;
    let lists = median(3, || desk.make_paper(order(false), day).map(drop))?;
    row("audit binder of 500 consents, no names", lists, Duration::from_secs(3));
    let copies = median(3, || {
        whole = desk.make_paper(order(true), day)?.pdf.len();
        Ok(())
    })?;
    row("the same with names and 500 copies", copies, Duration::from_secs(3));
    println!("  its size: {} MB", whole / 1_000_000);
    memory("memory at the most until then", 300.0 * 1024.0);
    row(
        "export of everything with 500 sheets",
        median(1, || export(&mut desk, scratch, now))?,
        Duration::from_secs(10),
    );
    Ok(())
}

/// Every table as one workbook and every kept paper, to the folder at its final name.
pub fn export(desk: &mut Desk, parent: &Path, now: Moment) -> Result<()> {
    let mut export = desk.begin_export(PASSPHRASE, ExportFormat::Excel, parent, now)?;
    while export.progress().0 < export.progress().1 {
        desk.export_step(&mut export, now)?;
    }
    desk.finish_export(export, now).map(drop)
}

/// 500 care recipients, each with a signed consent and its sheet from the scanner.
fn fill(vault: &mut Vault, day: NaiveDate) -> Result<()> {
    let now = Moment::noon_in_japan(day);
    let picture = picture();
    vault.transact(Act::new("office_save", "office"), now, |db| {
        for at in 0..CONSENTS {
            let recipient = CareRecipientId::random();
            care_recipient::add_care_recipient(db, &recipient, &people::recipient(at), now)?;
            let (one, signature) = people::consent(&recipient, at + 1, day);
            consent::add_consent(db, &one, None, now)?;
            consent::freeze(db, &one, &signature, "", None, now)?;
            let page = Scan {
                id: ScanId::random(),
                file_sha256: format!("{at:064x}"),
                page: 1,
                file_name: PersonalText("scan.pdf".into()),
                received_at: String::new(),
                consent: Some(one.id.clone()),
                sheet: Some(1),
                doubt: None,
                aside: None,
                has_picture: true,
            };
            scan::add_scan(db, &page, Some(&picture), now)?;
        }
        Ok(())
    })
}

/// A4 at 200 dpi in grey with the grain of a scanner, about as large as a sheet that is kept.
fn picture() -> Vec<u8> {
    let mut grain = 7_u32;
    let page = image::GrayImage::from_fn(1654, 2339, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let written = y % 60 < 3 && x % 11 < 7 && (150..1500).contains(&x);
        image::Luma([if written { 40 } else { 246 + (grain >> 29) as u8 }])
    });
    office::scan::picture::keep(page.into()).expect("it is kept")
}
