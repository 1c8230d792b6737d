//! Figures of the records: unlocking, a long list, and papers from the records to the bytes.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use cpu_time::ProcessTime;
use office::Result;
use office::desk::{Desk, Packet, PaperOrder, Shelf};
use office::domain::Moment;
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::domain::history::Fields;
use office::domain::id::StaffId;
use office::store::{Act, Cost, Vault, staff};

use super::people::{self, PASSPHRASE, member};
use super::table::{self, median, row};

const STAFF: usize = 5_000;
/// Rows of a log, each with a value that stood somewhere before.
const ACTS: usize = 100_000;

/// An office of 5,000 staff, ready for work, in a folder that the window is then opened on.
pub fn large_office(program: &Path, folder: &Path) -> Result<()> {
    let now = today();
    staffed_vault(folder)?.lock(now)?;
    let mut desk = Desk::unlock(folder, PASSPHRASE, Arc::new(Shelf::load(program)?), now)?;
    let (first, second) = desk.recovery_groups();
    let groups = desk.recovery_key().groups();
    desk.confirm_recovery(&groups[first - 1], &groups[second - 1], now)?;
    people::settle(&mut desk, now)?;
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

/// An office with a long log, where every act changed something.
fn busy_vault(folder: &Path) -> Result<Vault> {
    let mut vault = Vault::create(folder, PASSPHRASE, Cost::practice(), "bench", today())?;
    let phone = |number: &str| Fields::default().with("phone", number);
    let act = |at: usize| {
        Act::new("staff_change", "staff")
            .on(format!("{:016x}", at % 300))
            .changing(&phone("before"), &phone("after"))
    };
    for from in (0..ACTS).step_by(10_000) {
        vault.transact_each((from..from + 10_000).map(act).collect(), today(), |_| Ok(()))?;
    }
    Ok(vault)
}

/// Everything that reads the records.
pub fn measure(program: &Path, scratch: &Path) -> Result<()> {
    let now = today();
    let folder = scratch.join("office");
    staffed_vault(&folder)?.lock(now)?;

    // A practice vault's key derivation is nearly free, so this is everything but the derivation.
    let unlocked = ProcessTime::now();
    let vault = Vault::unlock(&folder, PASSPHRASE, now)?;
    row("unlock without the key derivation", unlocked.elapsed(), Duration::from_millis(200));
    row(
        "staff list of 5,000 read",
        median(5, || vault.read(|db| staff::staff_matching(db, "", None, usize::MAX).map(drop)))?,
        Duration::from_millis(50),
    );
    row(
        "the same, searched for 髙橋",
        median(5, || vault.read(|db| staff::staff_matching(db, "高橋", None, usize::MAX).map(drop)))?,
        Duration::from_millis(30),
    );

    let busy = busy_vault(&scratch.join("busy"))?;
    let before = table::resident();
    row(
        "the log of 100,000 rows checked",
        median(5, || busy.verify_log().map(drop))?,
        Duration::from_secs(1),
    );
    table::grown("  memory for it", before);
    busy.lock(now)?;

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
    let order = PaperOrder::YearlyReport { year: 2026, draft: Default::default() };
    row(
        "年次報告: its PDF",
        median(10, || desk.make_paper(order.clone(), now.today()).map(drop))?,
        Duration::from_millis(50),
    );
    row("きょうの仕事", median(10, || desk.today(now.today()).map(drop))?, Duration::from_millis(80));
    desk.lock(now)
}
