//! Figures of paper: forms and fonts loaded, one 様式4 and 200 of them set, joined, drawn and read back.

use std::path::Path;
use std::time::Duration;

use cpu_time::ProcessTime;
use office::Result;
use office::forms::fill::fill_copies;
use office::forms::{Catalog, FilledForm, FormKind, Options, Record, fill};
use office::pdf::{Fonts, Printer, join, preview, render};
use office::scan::qr;

use super::peers::Peers;
use super::people::{office, recipient};
use super::table::{median, row, size};

const FORMS: u32 = 200;

/// Everything that makes or reads paper.
pub fn measure(program: &Path, scratch: &Path) -> Result<()> {
    let started = ProcessTime::now();
    let catalog = Catalog::load(&program.join("forms"))?;
    row("all regions loaded", started.elapsed(), Duration::from_millis(30));
    let started = ProcessTime::now();
    let fonts = Fonts::load(&program.join("assets/fonts"))?;
    row("fonts loaded", started.elapsed(), Duration::from_millis(50));

    let form = catalog.form("asaka", FormKind::PatientConsent).expect("様式4");
    let office = office();
    let recipients: Vec<_> = (0..FORMS as usize).map(recipient).collect();
    let numbers: Vec<_> = (0..FORMS).map(|at| format!("同意-2026-{:04}", at + 1)).collect();
    let filled: Vec<FilledForm> = (recipients.iter().zip(&numbers))
        .map(|(recipient, control_number)| {
            let options = Options { preprint: true, control_number, ..Options::default() };
            let family = recipient.family.first();
            let record = Record {
                office: Some(&office),
                recipient: Some(recipient),
                family,
                options,
                ..Record::default()
            };
            fill(form, &record)
        })
        .collect();

    let cold = ProcessTime::now();
    let first = render(&filled[..1], &fonts)?;
    row("様式4, the first (cold)", cold.elapsed(), Duration::from_millis(5));
    row(
        "様式4, one more (warm)",
        median(20, || render(&filled[1..2], &fonts).map(drop))?,
        Duration::from_millis(5),
    );

    let peers = Peers::new(program, scratch.join("peers"))?;
    for (at, page) in Printer::new(&fonts)?.pages(&filled)?.iter().enumerate() {
        peers.give_page(at, page)?;
    }
    let mut whole = Vec::new();
    let each = median(3, || {
        whole = render(&filled, &fonts)?;
        Ok(())
    })? / FORMS;
    row("200 様式4 as one document, each page", each, Duration::from_micros(600));
    let setting = peers.ask("setting");
    setting.times(each, FORMS);
    size("its size, each page", whole.len() / FORMS as usize, 90_000);
    setting.sizes(whole.len() / FORMS as usize, FORMS);
    setting.peaks("memory at the most until then");

    let mut files = Vec::new();
    let each = median(3, || {
        let mut printer = Printer::new(&fonts)?;
        files = filled.chunks(1).map(|one| printer.render(one)).collect::<Result<Vec<_>>>()?;
        Ok(())
    })? / FORMS;
    row("200 様式4 as files, each", each, Duration::from_micros(1000));
    let setting = peers.ask("files");
    setting.times(each, FORMS);
    size("様式4, one file", first.len(), 90_000);
    setting.sizes(first.len(), FORMS);

    for (at, file) in files.iter().enumerate() {
        peers.give(&format!("files/{at:03}.pdf"), file)?;
    }
    let mut joined = Vec::new();
    let each = median(3, || {
        joined = join(&files, false, "様式4")?;
        Ok(())
    })? / FORMS;
    row("the 200 files joined, each", each, Duration::from_millis(10));
    let joining = peers.ask("joining");
    joining.times(each, FORMS);
    size("its size, each", joined.len() / FORMS as usize, 90_000);
    joining.sizes(joined.len() / FORMS as usize, FORMS);

    peers.give("page.pdf", &first)?;
    let drawn = median(10, || preview::page_png(&first, 0, 144.0).map(drop))?;
    row("a page drawn at 144 dpi", drawn, Duration::from_millis(40));
    peers.ask("drawing").times(drawn, 1);
    let scan = scanned(&preview::page_png(&first, 0, 200.0)?);
    scan.save(scratch.join("peers/scan.png")).expect("a picture");
    let read = median(10, || {
        qr::codes(scan.clone());
        Ok(())
    })?;
    row("the codes of an A4 scan at 200 dpi", read, Duration::from_millis(60));
    peers.ask("codes").times(read, 1);

    let copies = catalog.policy("asaka").expect("朝霞").consent.marks(false);
    let both = fill_copies(form, &Record { recipient: recipients.first(), ..Record::default() }, &copies);
    size("様式4 in two sheets", render(&both, &fonts)?.len(), 90_000);
    Ok(())
}

/// The page in grey with a code of 20 mm at the lower right, as on a sheet that comes back (200 dpi).
fn scanned(page: &[u8]) -> image::GrayImage {
    let mut page = image::load_from_memory(page).expect("a picture").into_luma8();
    let code = qrcode::QrCode::with_error_correction_level("RK1:7F3K9ZQX2M:1", qrcode::EcLevel::M);
    let code = code.expect("it fits").to_colors();
    let side = code.len().isqrt() as u32;
    let module = 157 / side;
    let (left, top) = (page.width() - 280, page.height() - 280);
    for (x, y) in (0..216_u32).flat_map(|x| (0..216_u32).map(move |y| (x, y))) {
        let (column, row) = (x.wrapping_sub(30) / module, y.wrapping_sub(30) / module);
        let dark = column < side && row < side && code[(row * side + column) as usize] == qrcode::Color::Dark;
        page.put_pixel(left + x, top + y, image::Luma([if dark { 0 } else { 255 }]));
    }
    page
}
