//! The figures of an office after ten years, and with four and sixteen times of what is over: what is open stays the
//! same, so the start page and an act may not grow with what was ever kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use office::Result;
use office::desk::{Desk, PaperOrder, Shelf, read_tables, zip};
use office::domain::Moment;
use office::domain::bundle::BundleDraft;
use office::domain::device::DeviceEventDraft;
use office::domain::group::GroupState;
use office::domain::id::{CareRecipientId, DeviceId, GroupId, StaffId};
use office::domain::import::ImportKind;
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};
use office::domain::password::PasswordChangeDraft;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::staff::StaffStatus;
use office::domain::yearly_report::fiscal_year_of;
use office::forms::workbook::{Cell, WorkSheet, Workbook};
use office::store::{Cost, Vault};
use office::xlsx;

use super::decade::{self, Decade};
use super::peers::Peers;
use super::people::{self, PASSPHRASE};
use super::{table, year_end};

/// How many rows a screen asks for at first.
const PORTION: usize = 100;
/// The figure that other programs stand beside, at the largest size.
const RECIPIENTS: &str = "search: care recipients";
/// How often there is what is over.
pub const TIMES: [usize; 3] = [1, 4, 16];

/// A figure: what is measured, its limit in ms at once the ten years, and what grows at most 16 times the history.
type Figure = (&'static str, u64, Option<f64>);

/// One office of one size, and whom the acts are about.
struct Open {
    folder: PathBuf,
    desk: Desk,
    day: NaiveDate,
    staff: Vec<StaffId>,
    groups: Vec<GroupId>,
    recipients: Vec<CareRecipientId>,
    device: DeviceId,
}

/// Measures three sizes and prints a row for each figure.
pub fn measure(program: &Path, scratch: &Path, sizes: &[usize]) -> Result<()> {
    let peers = Peers::new(program, scratch.join("peers"))?;
    let shelf = Arc::new(Shelf::load(program)?);
    let mut columns = Vec::new();
    for &times in sizes {
        let mut open = Open::of(&scratch.join(format!("decade-{times}")), times, &shelf)?;
        columns.push(open.figures()?);
    }
    let Some(first) = columns.first() else { return Ok(()) };
    table::load_head(sizes);
    for (at, (figure, _)) in first.iter().enumerate() {
        let times: Vec<Duration> = columns.iter().map(|column| column[at].1).collect();
        let (name, limit, growth) = *figure;
        table::load_row(name, &times, Duration::from_millis(limit), growth);
        // The names of the largest office as a sheet, and as a table without any key.
        if name == RECIPIENTS {
            let rows = (0..5_000 * sizes.last().copied().unwrap_or(1)).map(|at| {
                let name = people::name(at);
                format!("{at}\t{}\t{}\n", name.shown(), name.kana())
            });
            peers.give("names.tsv", rows.collect::<String>().as_bytes())?;
            peers.ask("searching").times(times.last().copied().unwrap_or_default(), 1);
        }
    }
    Ok(())
}

/// A workbook of 5,000 people with their families and the consents of before.
fn import_table() -> Result<Vec<u8>> {
    const HEADS: [&str; 10] =
        ["氏名", "ふりがな", "生年月日", "郵便番号", "住所", "電話", "家族氏名", "続柄", "同意日", "署名者"];
    let cell = |text: &str| Cell::Text(text.to_owned());
    let heads = HEADS.iter().chain(&["保管場所"]).map(|head| cell(head)).collect();
    let row = |at: usize| {
        let (person, daughter) = (people::recipient(at), people::name(at + 7).shown());
        let born_on = format!("昭和{}年{}月{}日", at % 50 + 2, at % 12 + 1, at % 28 + 1);
        let name = person.name.shown();
        let cells =
            [&name, &person.name.kana(), &born_on, "351-0104", &person.address, "048-000-0001", &daughter];
        cells.into_iter().chain(["長女", "令和7年10月1日", "本人", "棚1"]).map(cell).collect()
    };
    let rows = std::iter::once(heads).chain((0..5_000).map(row)).collect();
    let sheets = vec![WorkSheet { name: "名簿".into(), widths: Vec::new(), rows }];
    xlsx::write(&Workbook { title: String::new(), made_on: NaiveDate::default(), sheets })
}

impl Open {
    fn of(folder: &Path, times: usize, shelf: &Arc<Shelf>) -> Result<Open> {
        let day = NaiveDate::from_ymd_opt(2036, 11, 20).expect("a day");
        let now = Moment::noon_in_japan(day);
        let mut vault = Vault::create(folder, PASSPHRASE, Cost::practice(), "bench", now)?;
        // Random ids fall all over the file: it is made in memory and written once.
        vault.read(|db| Ok(db.pragma_update(None, "cache_size", -1_500_000)?))?;
        decade::fill(&mut vault, Decade::times(times), day)?;
        vault.lock(now)?;
        let mut desk = Desk::unlock(folder, PASSPHRASE, Arc::clone(shelf), now)?;
        people::settle(&mut desk, now)?;
        let staff: Vec<_> = desk.passwords(day)?.into_iter().map(|line| line.staff.id).collect();
        let groups = desk.memberships_of_staff(&staff[0])?.into_iter().filter(|one| one.is_running());
        let groups: Vec<_> = groups.map(|one| one.group).collect();
        let mut recipients = Vec::new();
        for group in &groups {
            recipients.extend(desk.group(group)?.kind.recipient().cloned());
        }
        let held = desk.device_list("", day)?.into_iter().find(|one| one.details.holder.is_some());
        let device = held.map(|one| one.id).expect("a device is in use");
        Ok(Open { folder: folder.to_owned(), desk, day, staff, groups, recipients, device })
    }

    fn figures(&mut self) -> Result<Vec<(Figure, Duration)>> {
        let (day, now) = (self.day, Moment::noon_in_japan(self.day));
        let desk = &self.desk;
        let grows = Some(1.5);
        let mut rows: Vec<(Figure, Duration)> = Vec::new();
        let mut read = |name, limit, growth, work: &mut dyn FnMut() -> Result<()>| -> Result<()> {
            rows.push(((name, limit, growth), table::median(7, work)?));
            Ok(())
        };
        read("きょうの仕事", 80, grows, &mut || desk.today(day).map(drop))?;
        let all = usize::MAX;
        // A list of everything reads what it shows, and counts all there is through an index: that grows, from little.
        read("list: staff", 50, None, &mut || desk.staff_page("", None, day, PORTION).map(drop))?;
        read("list: staff who left", 50, None, &mut || {
            desk.staff_page("", Some(StaffStatus::Left), day, PORTION).map(drop)
        })?;
        read("list: care recipients", 50, None, &mut || {
            desk.care_recipient_page("", false, PORTION).map(drop)
        })?;
        read("list: those in care", 50, grows, &mut || desk.care_recipient_page("", true, all).map(drop))?;
        read("list: groups", 50, None, &mut || desk.group_page("", None, None, PORTION).map(drop))?;
        read("list: groups in use", 50, grows, &mut || {
            desk.group_page("", None, Some(GroupState::Active), all).map(drop)
        })?;
        read("list: devices", 50, grows, &mut || desk.device_page("", None, day, PORTION).map(drop))?;
        read("list: passwords", 50, grows, &mut || desk.passwords(day).map(drop))?;
        read("list: take-outs", 50, None, &mut || desk.takeout_page("", None, day, PORTION).map(drop))?;
        read("list: trainings", 50, None, &mut || desk.training_page("", PORTION).map(drop))?;
        read("list: incidents", 50, None, &mut || desk.incident_page("", PORTION).map(drop))?;
        read("list: submissions", 50, None, &mut || desk.submission_page("", PORTION).map(drop))?;
        read("list: papers", 50, None, &mut || desk.paper_page(PORTION).map(drop))?;
        read("list: whose papers are printed", 50, grows, &mut || desk.print_choices(day).map(drop))?;
        let year = fiscal_year_of(day) - 1;
        read("yearly report", 150, None, &mut || desk.yearly_report(Some(year), day).map(drop))?;
        // Counted with its months and four earlier years, and set.
        let order = PaperOrder::YearlyReport { year, draft: Default::default() };
        read("yearly report: its PDF", 200, None, &mut || desk.make_paper(order.clone(), day).map(drop))?;
        // Searched for everybody who was ever cared for (whose names the staff share here), and packed.
        let bundle = BundleDraft {
            send: "原本".into(),
            address: "埼玉県みほん市見本1-2-3".into(),
            staff_list: true,
            label: true,
            namesakes: desk.staff_list("")?.into_iter().map(|one| one.id).collect(),
            ..BundleDraft::default()
        };
        read("bundle", 1000, None, &mut || {
            let plan = desk.bundle_plan(&bundle, day)?;
            let left_out = plan.undated.iter().map(|one| one.id.clone()).collect();
            let made = desk.make_bundle(&BundleDraft { left_out, ..bundle.clone() }, day)?;
            zip(&made.files, day, Some("kaki-tombo-suzume")).map(drop)
        })?;
        // A workbook from the file to the screen, against everybody who is there.
        let table = import_table()?;
        read("import: 5,000 rows looked at", 1_000, None, &mut || {
            let tables = read_tables(&table)?;
            let plan = desk.guess_import(ImportKind::CareRecipients, &tables)?;
            desk.preview_import(&tables, &plan, day).map(drop)
        })?;
        // What is searched for may be anywhere, so a search looks at every name once.
        read("search: staff", 30, None, &mut || desk.staff_page("高橋 花", None, day, PORTION).map(drop))?;
        read(RECIPIENTS, 30, None, &mut || desk.care_recipient_page("高橋 花", false, PORTION).map(drop))?;
        read("search: those in care", 30, grows, &mut || {
            desk.care_recipient_page("高橋 花", true, PORTION).map(drop)
        })?;
        read("search: groups", 30, None, &mut || desk.group_page("高橋 花", None, None, PORTION).map(drop))?;
        read("search: take-outs", 30, None, &mut || {
            desk.takeout_page("高橋 花", None, day, PORTION).map(drop)
        })?;
        read("search: everything", 50, None, &mut || desk.search("高橋 花", day, 5).map(drop))?;

        let typed = day.to_string();
        let (groups, staff) = (self.groups.clone(), self.staff.clone());
        let desk = &mut self.desk;
        let mut joined = Vec::new();
        let mut at = 0;
        let mut act = |name, work: &mut dyn FnMut(&mut Desk, usize) -> Result<()>| -> Result<()> {
            let mut round = 0;
            let time = table::median(9, || {
                round += 1;
                work(desk, round - 1)
            })?;
            rows.push(((name, 15, grows), time));
            Ok(())
        };
        act("act: let somebody into a group", &mut |desk, round| {
            let draft = MembershipDraft {
                kind: Some(MemberKind::Colleague),
                name: "例示 花".into(),
                office: "みほん医院".into(),
                joined_on: typed.clone(),
                ..MembershipDraft::default()
            };
            at += 1;
            joined.push(desk.join_group(&groups[round % groups.len()], &draft, now)?);
            Ok(())
        })?;
        act("act: release somebody", &mut |desk, round| {
            let why = ReleaseReason::OffCase;
            let draft =
                ReleaseDraft { off_case_on: String::new(), on: typed.clone(), why, note: String::new() };
            desk.release_members(&joined[round..=round], &draft, now)
        })?;
        act("act: change a password", &mut |desk, _| {
            let draft = PasswordChangeDraft { kind: None, on: typed.clone() };
            desk.change_passwords(&staff[..1], &draft, now)
        })?;
        let device = self.device.clone();
        act("act: move a device", &mut |desk, _| {
            let draft = DeviceEventDraft { kind: "stored".into(), on: typed.clone(), ..Default::default() };
            desk.record_device_event(&device, &draft, now)
        })?;
        let recipients = self.recipients.clone();
        act("act: end somebody's care", &mut |desk, round| {
            let draft = RecipientEndDraft {
                kind: Some(EndKind::SupportEnded),
                on: typed.clone(),
                reason: "確認".into(),
            };
            desk.end_care(&recipients[round % recipients.len()], &draft, now)
        })?;
        let everything = table::median(1, || year_end::export(desk, &self.folder, now))?;
        rows.push((("export of everything", 10_000, None), everything));
        Ok(rows)
    }
}
