//! The figures of `./dev bench`: processor time, each beside the limit it must stay under, as a ratio in one run.
//! No test depends on them, because a shared machine is noisy.

#![expect(clippy::print_stdout, reason = "this program's answer is its table; all people are invented")]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use cpu_time::ProcessTime;
use office::Result;
use office::desk::{Desk, Packet, PaperOrder, Shelf};
use office::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::domain::id::{FamilyMemberId, StaffId};
use office::domain::office::{Office, OfficeDraft};
use office::domain::staff::StaffDetails;
use office::domain::{Moment, PersonName};
use office::forms::fill::fill_copies;
use office::forms::{Catalog, FilledForm, FormKind, Options, Record, fill};
use office::pdf::{Fonts, Printer, join, preview, render};
use office::scan::qr;
use office::store::{Act, Cost, Vault, staff};

const FORMS: usize = 200;
const STAFF: usize = 5_000;
/// `tests/window/bench.mjs` types it into the window.
const PASSPHRASE: &str = "bench-no-kagi-1";

fn main() -> Result<()> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if let Some(folder) = std::env::args_os().nth(1) {
        return large_office(&program, Path::new(&folder));
    }
    let scratch = std::env::temp_dir().join(format!("renkeicho-bench-{}", std::process::id()));
    println!("{:<44}{:>12}{:>12}{:>8}", "figure (processor time, median)", "measured", "limit", "ratio");
    papers(&program)?;
    let records = records(&program, &scratch);
    let _ = std::fs::remove_dir_all(&scratch);
    records
}

/// An office of 5,000 staff, ready for work, in a folder that the window is then opened on.
fn large_office(program: &Path, folder: &Path) -> Result<()> {
    let now = today();
    staffed_vault(folder)?.lock(now)?;
    let mut desk = Desk::unlock(folder, PASSPHRASE, Arc::new(Shelf::load(program)?), now)?;
    let (first, second) = desk.recovery_groups();
    let groups = desk.recovery_key().groups();
    desk.confirm_recovery(&groups[first - 1], &groups[second - 1], now)?;
    desk.choose_region("asaka", now)?;
    let draft = OfficeDraft {
        name: office().name,
        address: "埼玉県みほん市見本1-2-3".into(),
        ..OfficeDraft::default()
    };
    desk.save_office(&draft, now)?;
    desk.save_manager(&name(0).typed(), now)?;
    desk.start(now)?;
    desk.lock(now)
}

fn staffed_vault(folder: &Path) -> Result<Vault> {
    let mut vault = Vault::create(folder, PASSPHRASE, Cost::practice(), "bench", today())?;
    vault.transact(Act::new("staff_add", "staff"), today(), |db| {
        (0..STAFF).try_for_each(|at| staff::add_staff(db, &StaffId::random(), &member(at), today()))
    })?;
    Ok(vault)
}

fn today() -> Moment {
    Moment::noon_in_japan(NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"))
}

fn papers(program: &Path) -> Result<()> {
    let started = ProcessTime::now();
    let catalog = Catalog::load(&program.join("forms"))?;
    row("all regions loaded", started.elapsed(), Duration::from_millis(30));
    let started = ProcessTime::now();
    let fonts = Fonts::load(&program.join("assets/fonts"))?;
    row("fonts loaded", started.elapsed(), Duration::from_millis(50));

    let form = catalog.form("asaka", FormKind::PatientConsent).expect("様式4");
    let office = office();
    let recipients: Vec<_> = (0..FORMS).map(recipient).collect();
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

    let mut printer = Printer::new(&fonts)?;
    let batch = ProcessTime::now();
    let mut files = Vec::with_capacity(FORMS);
    for one in &filled {
        files.push(printer.render(std::slice::from_ref(one))?);
    }
    row("200 様式4 as files, each", batch.elapsed() / FORMS as u32, Duration::from_micros(1000));
    let batch = ProcessTime::now();
    let joined = join(&files.iter().map(Vec::as_slice).collect::<Vec<_>>(), false, "様式4")?;
    row("the 200 files joined, each", batch.elapsed() / FORMS as u32, Duration::from_millis(10));
    let batch = ProcessTime::now();
    let whole = render(&filled, &fonts)?;
    row("200 様式4 as one document, each page", batch.elapsed() / FORMS as u32, Duration::from_micros(600));
    row(
        "a page drawn at 144 dpi",
        median(10, || preview::page_png(&first, 0, 144.0).map(drop))?,
        Duration::from_millis(40),
    );
    let scan = scanned(&preview::page_png(&first, 0, 200.0)?);
    row(
        "the codes of an A4 scan at 200 dpi",
        median(10, || {
            qr::codes(scan.clone());
            Ok(())
        })?,
        Duration::from_millis(60),
    );
    size("様式4, one file", first.len(), 90_000);
    size("the 200 files joined, each", joined.len() / FORMS, 90_000);
    size("200 様式4 as one document, each", whole.len() / FORMS, 90_000);

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

fn records(program: &Path, scratch: &Path) -> Result<()> {
    let now = today();
    let folder = scratch.join("office");
    staffed_vault(&folder)?.lock(now)?;

    // A practice vault's key derivation is nearly free, so this is everything but the derivation.
    let unlocked = ProcessTime::now();
    let vault = Vault::unlock(&folder, PASSPHRASE, now)?;
    row("unlock without the key derivation", unlocked.elapsed(), Duration::from_millis(200));
    row(
        "staff list of 5,000 read",
        median(5, || vault.read(|db| staff::staff_matching(db, "").map(drop)))?,
        Duration::from_millis(50),
    );
    row(
        "the same, searched for 髙橋",
        median(5, || vault.read(|db| staff::staff_matching(db, "高橋").map(drop)))?,
        Duration::from_millis(30),
    );

    let shelf = Arc::new(Shelf::load(program)?);
    let desk = Desk::practice(&scratch.join("practice"), shelf, now)?;
    let consent = desk.consents()?.remove(0).id;
    let order = PaperOrder::ConsentAgain { consent, version: None };
    row(
        "様式4 from the records to the bytes",
        median(10, || desk.make_paper(order.clone(), now.today()).map(drop))?,
        Duration::from_millis(20),
    );
    let visit = ConsentPlanDraft {
        recipient: desk.care_recipient_list("")?.remove(0).id,
        signer: SignerKind::Person,
        family: None,
        proxy: None,
        proxy_reason: String::new(),
        explained_by: None,
        visit_on: "2026-11-25".into(),
        preprint: true,
        obtained_as: ObtainedAsDraft::Ruled,
        target: String::new(),
    };
    let packet = Packet { visits: vec![visit], duplex: true, large_type: false, qr: true };
    row(
        "訪問セット: one person, on both sides",
        median(10, || desk.make_paper(PaperOrder::Packet(packet.clone()), now.today()).map(drop))?,
        Duration::from_millis(20),
    );
    row("きょうの仕事", median(10, || desk.today(now.today()).map(drop))?, Duration::from_millis(80));
    desk.lock(now)
}

fn median(rounds: usize, mut work: impl FnMut() -> Result<()>) -> Result<Duration> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = ProcessTime::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[rounds / 2])
}

fn row(figure: &str, measured: Duration, limit: Duration) {
    let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
    line(figure, &ms(measured), &ms(limit), measured.as_secs_f64() / limit.as_secs_f64());
}

fn size(figure: &str, measured: usize, limit: usize) {
    line(figure, &format!("{measured} B"), &format!("{limit} B"), measured as f64 / limit as f64);
}

fn line(figure: &str, measured: &str, limit: &str, ratio: f64) {
    // A Japanese character is two columns wide on a terminal.
    let wide = figure.chars().filter(|c| !c.is_ascii()).count();
    println!(
        "{figure}{:pad$}{measured:>12}{limit:>12}{ratio:>8.2}",
        "",
        pad = 44_usize.saturating_sub(figure.chars().count() + wide)
    );
}

fn office() -> Office {
    Office {
        name: "みほん訪問看護ステーション".into(), manager: Some(name(0)), ..Office::default()
    }
}

fn name(at: usize) -> PersonName {
    const FAMILIES: [(&str, &str); 6] = [
        ("見本", "みほん"),
        ("例示", "れいじ"),
        ("架空", "かくう"),
        ("仮名", "かめい"),
        ("髙橋", "たかはし"),
        ("渡邉", "わたなべ"),
    ];
    const GIVEN: [(&str, &str); 5] =
        [("花子", "はなこ"), ("一郎", "いちろう"), ("桜", "さくら"), ("澪", "みお"), ("茂", "しげる")];
    let (family, family_kana) = FAMILIES[at % FAMILIES.len()];
    let (given, given_kana) = GIVEN[at / FAMILIES.len() % GIVEN.len()];
    PersonName {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

fn recipient(at: usize) -> CareRecipientDetails {
    CareRecipientDetails {
        name: name(at),
        born_on: None,
        postal_code: String::new(),
        address: format!("埼玉県みほん市例示町{}-{}-{}", at % 9 + 1, at % 31 + 1, at % 17 + 1),
        phone: String::new(),
        note: String::new(),
        family: vec![FamilyMember {
            id: FamilyMemberId::random(),
            name: name(at + 7),
            relationship: "長女".into(),
            own_address: None,
            phone: String::new(),
        }],
    }
}

fn member(at: usize) -> StaffDetails {
    StaffDetails {
        name: name(at),
        profession: "看護師".into(),
        email: format!("staff{at}@example.jp"),
        mcs_id: String::new(),
        registered_on: NaiveDate::from_ymd_opt(2026, 4, 1),
        released_on: None,
    }
}
