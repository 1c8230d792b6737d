//! The papers of the ledgers: each ledger for a time, the slip of taking out, the sheet of an incident.
//! What choices are called stands in `forms/common/paper.toml`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::personal_data::Known;
use super::{Desk, MadePaper, OpenDuty};
use crate::domain::device::Device;
use crate::domain::id::{DeviceId, GroupId, IncidentId, StaffId, TakeoutId};
use crate::domain::keyed::keyed;
use crate::domain::staff::Staff;
use crate::domain::wareki;
use crate::forms::fill::{IncidentFacts, TakeoutFacts};
use crate::forms::{FilledForm, FormKind, LedgerPage, LedgerTable, Record};
use crate::pdf;
use crate::{Error, Result};

keyed! {
    /// A ledger that is printed.
    Ledger {
        /// What is to be done today.
        Duties = "duties",
        /// 端末.
        Devices = "devices",
        /// 持ち出し.
        Takeouts = "takeouts",
        /// 研修・講習会.
        Trainings = "trainings",
        /// ガイドラインの確認.
        GuidelineChecks = "guidelineChecks",
        /// 紛失・事故.
        Incidents = "incidents",
        /// MCSのIDと、パスワードの変更日.
        Passwords = "passwords",
        /// 提出.
        Submissions = "submissions",
        /// 参加と解除.
        Members = "members",
        /// グループと参加者.
        MemberSheet = "memberSheet",
        /// 記録の点検.
        Log = "log",
        /// 誓約書, by staff.
        Pledges = "pledges",
        /// 同意書, by care recipient.
        Consents = "consents",
    }
}

/// A ledger for a time; devices, passwords and the groups with their members are printed as they stand.
#[derive(Debug, Clone)]
pub struct LedgerOrder {
    /// Which.
    pub ledger: Ledger,
    /// The first day; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; `None`: to the end.
    pub until: Option<NaiveDate>,
    /// Of whom or what; asked by 参加と解除 only.
    pub of: Option<MembersOf>,
    /// Of which region; asked by 同意書 and 提出 only. `None`: of all.
    pub region: Option<String>,
}

/// Whose joining and leaving is printed.
#[derive(Debug, Clone)]
pub enum MembersOf {
    /// Everybody's in one group.
    Group(GroupId),
    /// That of one of our own staff in all groups.
    Staff(StaffId),
}

impl LedgerOrder {
    pub(super) fn is_within(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}

/// Files below `forms/common`.
const TAKE_OUT: &str = "take-out";
const INCIDENT_SHEET: &str = "incident-sheet";

/// Names as they are printed on a ledger, or numbers in their place.
pub(super) struct Names {
    /// In the order of their readings.
    staff: Vec<Staff>,
    devices: HashMap<DeviceId, String>,
    manager: String,
    /// What stands before the number of somebody whose name is left out; `None`: names are printed.
    unnamed: Option<String>,
}

impl Names {
    pub(super) fn of(&self, staff: &StaffId) -> String {
        let at = self.staff.iter().position(|one| one.id == *staff);
        match (&self.unnamed, at) {
            (Some(word), Some(at)) => format!("{word}{}", at + 1),
            (None, Some(at)) => self.staff[at].details.name.shown(),
            (_, None) => String::new(),
        }
    }

    pub(super) fn profession(&self, staff: &StaffId) -> String {
        self.person(staff).map(|staff| staff.details.profession.clone()).unwrap_or_default()
    }

    /// Everybody of the office, with the name.
    pub(super) fn staff(&self) -> impl Iterator<Item = (&StaffId, String)> {
        self.staff.iter().map(|staff| (&staff.id, self.of(&staff.id)))
    }

    /// Whether names are printed, not numbers in their place.
    pub(super) fn are_printed(&self) -> bool {
        self.unnamed.is_none()
    }

    fn person(&self, id: &StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.id == *id)
    }

    /// Who looked, decided or took back; `None` is the manager.
    fn by(&self, staff: Option<&StaffId>) -> String {
        staff.map_or_else(|| self.manager.clone(), |staff| self.of(staff))
    }

    fn devices(&self, devices: &[DeviceId]) -> String {
        let names: Vec<_> = devices.iter().filter_map(|id| self.devices.get(id).cloned()).collect();
        names.join("、")
    }
}

impl Desk {
    /// The slip on the region's paper, otherwise on the neutral one (朝霞, 宮崎).
    pub(super) fn print_takeout(&self, id: &TakeoutId, today: NaiveDate) -> Result<MadePaper> {
        let slip = self.takeout(id)?;
        let staff = self.staff(&slip.request.applicant)?;
        let facts = TakeoutFacts {
            devices: self.names(today)?.devices(&slip.request.devices),
            decided_on: slip.decision.as_ref().map(|decision| decision.on),
            returned_on: slip.returned.as_ref().map(|returned| returned.on),
            request: slip.request,
        };
        let record = Record { staff: Some(&staff.details), takeout: Some(&facts), ..Record::default() };
        self.print_or_common(FormKind::TakeOut, TAKE_OUT, record, today)
    }

    /// The sheet with what is done at once: who is called under which number, and when it was done (AC-10 (1)).
    pub(super) fn print_incident(
        &self,
        id: Option<&IncidentId>,
        with_recipients: bool,
        today: NaiveDate,
    ) -> Result<MadePaper> {
        let policy = self.policy()?;
        let (name, tel) = self.secretariat()?;
        let call = format!("{name}\u{3000}{tel}").trim().to_owned();
        let incident = id.map(|id| self.incident(id)).transpose()?;
        let steps = match &incident {
            Some(incident) => self.incident_steps(&incident.details, today)?,
            None => policy.incident.iter().collect(),
        };
        let line = |step: &crate::policy::IncidentStep| {
            let done = incident.as_ref().and_then(|incident| incident.done_at(&step.key()));
            let clause = step.source.as_ref().map(|source| policy.cite(source)).unwrap_or_default();
            let calls = step.step == crate::policy::IncidentKind::TellSecretariat;
            vec![
                step.title.clone(),
                if calls { call.clone() } else { clause },
                done.map(|at| format!("{} {}", wareki::japanese(at.date()), at.format("%H:%M")))
                    .unwrap_or_default(),
            ]
        };
        let lines = steps.into_iter().map(line).collect();
        let facts = match &incident {
            Some(incident) => {
                let (details, names) = (&incident.details, self.names(today)?);
                let mut recipients = Vec::new();
                for id in details.recipients.iter().filter(|_| with_recipients) {
                    recipients.push(self.care_recipient(id)?.details.name.shown());
                }
                Some(IncidentFacts {
                    cause: self.word(details.cause.key()),
                    happened_on: details.happened_on,
                    known_on: details.known_on,
                    device: names.devices(details.device.as_slice()),
                    person: details.person.as_ref().map(|staff| names.of(staff)).unwrap_or_default(),
                    recipients: recipients.join("、"),
                    report_by: details.report_by(),
                    note: details.note.clone(),
                })
            }
            None => None,
        };
        let record = Record { incident: facts.as_ref(), lines, ..Record::default() };
        self.print_common(INCIDENT_SHEET, record, today)
    }

    /// A ledger for a time, the oldest entry first.
    ///
    /// # Errors
    /// As [`Desk::make_paper`].
    pub(super) fn print_ledger(&self, order: &LedgerOrder, today: NaiveDate) -> Result<MadePaper> {
        let form = self.ledger_form(order, &self.names(today)?, today)?;
        let pdf = pdf::render(std::slice::from_ref(&form), &self.shelf.fonts)?;
        MadePaper::of(form.name, pdf)
    }

    /// A ledger for a time as a filled paper.
    pub(super) fn ledger_form(
        &self,
        order: &LedgerOrder,
        names: &Names,
        today: NaiveDate,
    ) -> Result<FilledForm> {
        let one = |rows| vec![LedgerTable { rows, ..LedgerTable::default() }];
        let (lines, tables) = match order.ledger {
            Ledger::MemberSheet => (Vec::new(), self.member_sheet(names)?),
            Ledger::Log => {
                let (lines, rows) = self.log_lines(order, today)?;
                (lines, one(rows))
            }
            _ => (Vec::new(), one(self.ledger_rows(order, names, today)?)),
        };
        self.ledger_page(order, names, (lines, tables), today)
    }

    /// The rows of a ledger that is one table and nothing else.
    fn ledger_rows(&self, order: &LedgerOrder, names: &Names, today: NaiveDate) -> Result<Vec<Vec<String>>> {
        let within = |on| order.is_within(on);
        Ok(match order.ledger {
            Ledger::MemberSheet | Ledger::Log => Vec::new(),
            Ledger::Members => self.member_lines(order, names)?,
            Ledger::Pledges => self.pledge_lines(order, names)?,
            Ledger::Consents => self.consent_lines(order, names.are_printed(), &HashMap::new())?,
            Ledger::Duties => self.duty_lines(today)?,
            Ledger::Passwords => self.password_lines(today)?,
            Ledger::Submissions => {
                let of_region = |one: &str| order.region.as_ref().is_none_or(|region| region == one);
                let sent = self.submissions()?.into_iter().rev();
                let sent = sent.filter(|one| within(one.sent_on) && of_region(&one.region));
                let day = |day: Option<NaiveDate>| day.map(short).unwrap_or_default();
                let line = |one: crate::domain::submission::Submission| {
                    let back = one.returned.as_ref();
                    let back = back.map(|back| format!("{} {}", short(back.on), back.reason));
                    vec![
                        short(one.sent_on),
                        one.destination,
                        one.items.join("、"),
                        day(one.accepted_on),
                        back.unwrap_or_default(),
                        day(one.resent_on),
                    ]
                };
                sent.map(line).collect()
            }
            Ledger::Devices => {
                let devices = self.device_list("", today)?;
                devices.iter().map(|device| self.device_line(device, names)).collect()
            }
            Ledger::Takeouts => {
                let slips = self.takeouts()?.into_iter().rev().filter(|slip| within(slip.request.asked_on));
                let line = |slip: crate::domain::takeout::Takeout| {
                    let (asked, decided, back) = (&slip.request, &slip.decision, &slip.returned);
                    let what = [names.devices(&asked.devices), asked.medium.clone(), asked.content.clone()];
                    vec![
                        short(asked.asked_on),
                        names.of(&asked.applicant),
                        what.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("／"),
                        asked.purpose.clone(),
                        format!("{}～{}", short(asked.from), short(asked.until)),
                        (decided.as_ref()).map(|one| names.by(one.by.as_ref())).unwrap_or_default(),
                        back.as_ref().map(|one| short(one.on)).unwrap_or_default(),
                        self.word(slip.state(today).key()),
                    ]
                };
                slips.map(line).collect()
            }
            Ledger::Trainings => {
                let held = self.trainings()?.into_iter().rev().filter(|one| within(one.on));
                let line = |one: crate::domain::training::Training| {
                    let heard = one.attendees.iter().filter(|one| one.heard_on.is_some());
                    let away = one.attendees.iter().filter(|one| one.heard_on.is_none());
                    vec![
                        short(one.on),
                        self.word(one.kind.key()),
                        one.title.clone(),
                        one.teacher.clone(),
                        heard.map(|one| names.of(&one.staff)).collect::<Vec<_>>().join("、"),
                        away.map(|one| names.of(&one.staff)).collect::<Vec<_>>().join("、"),
                        format!("{}／{}", one.heard(), one.attendees.len()),
                    ]
                };
                held.map(line).collect()
            }
            Ledger::GuidelineChecks => {
                let checks = self.guideline_checks()?.into_iter().rev().filter(|check| within(check.on));
                let line = |check: crate::domain::guideline_check::GuidelineCheck| {
                    let found = self.word(if check.in_order { "inOrder" } else { "notInOrder" });
                    vec![short(check.on), names.by(check.by.as_ref()), found, check.note]
                };
                checks.map(line).collect()
            }
            Ledger::Incidents => {
                let happened = self.incidents()?.into_iter().rev().filter(|one| within(one.details.known_on));
                let line = |one: crate::domain::incident::Incident| {
                    let details = &one.details;
                    vec![
                        short(details.known_on),
                        short(details.happened_on),
                        self.word(details.cause.key()),
                        names.devices(details.device.as_slice()),
                        details.person.as_ref().map(|staff| names.of(staff)).unwrap_or_default(),
                        details.note.clone(),
                        one.closed_on.map(short).unwrap_or_default(),
                    ]
                };
                happened.map(line).collect()
            }
        })
    }

    pub(super) fn ledger_page(
        &self,
        order: &LedgerOrder,
        names: &Names,
        (mut lines, mut tables): (Vec<String>, Vec<LedgerTable>),
        today: NaiveDate,
    ) -> Result<FilledForm> {
        let catalog = &self.shelf.catalog;
        let ledger = catalog.ledger(order.ledger.key()).ok_or(Error::NoSuchPaper)?;
        let day = |day: Option<NaiveDate>| day.map(wareki::japanese).unwrap_or_default();
        let about = match (order.from, order.until) {
            (None, None) => wareki::japanese(today),
            (from, until) => format!("{}～{}", day(from), day(until)),
        };
        if !names.are_printed() {
            let withheld = self.word("withheld");
            let people = self.personal_data(&Known::default())?;
            for table in &mut tables {
                ledger.withhold(table, &withheld, |cell| people.names_anybody(cell));
            }
        }
        if tables.iter().all(|table| table.rows.is_empty()) {
            lines.push(self.word("none"));
        }
        let page = LedgerPage {
            office: self.office()?.map(|office| office.name).unwrap_or_default(),
            about,
            lines,
            tables,
            practice: self.is_practice(),
        };
        Ok(ledger.fill(&page, catalog.marks()))
    }

    /// Whose password was changed when, never what it is; in the order of the screen (AC-11).
    fn password_lines(&self, today: NaiveDate) -> Result<Vec<Vec<String>>> {
        let marks = self.shelf.catalog.marks();
        let line = |line: super::PasswordLine| {
            let due = line.due_on.map(short).map(|day| match line.is_target {
                true => marks.target.replace("{day}", &day),
                false => day,
            });
            let change = line.staff.password;
            vec![
                line.staff.details.name.shown(),
                line.staff.details.mcs_id,
                change.map(|change| self.word(change.kind.key())).unwrap_or_default(),
                change.map(|change| short(change.on)).unwrap_or_default(),
                due.unwrap_or_default(),
            ]
        };
        Ok(self.passwords(today)?.into_iter().map(line).collect())
    }

    /// One line for each open duty: a box to tick, by when, what, and where the document says so.
    fn duty_lines(&self, today: NaiveDate) -> Result<Vec<Vec<String>>> {
        let marks = self.shelf.catalog.marks();
        let list = self.today(today)?;
        let steps = list.start_of_use.iter().filter(|step| step.due.closed_on.is_none());
        let line = |open: &OpenDuty<'_>| {
            let due = &open.due;
            let by = due.due_on.map_or_else(
                || due.duty.word.clone(),
                |due| {
                    let day = wareki::japanese(due.on);
                    if due.is_target { marks.target.replace("{day}", &day) } else { day }
                },
            );
            let title = due.step.map_or(&due.duty.title, |step| &step.title);
            let what = match &open.person {
                Some(name) => marks.of_person.replace("{name}", &name.shown()).replace("{what}", title),
                None => title.clone(),
            };
            let what = [what.as_str(), &open.matter].join("\u{3000}");
            let clause = due.source.map_or_else(|| marks.silent.clone(), |source| open.policy.cite(source));
            vec![marks.tick.clone(), by, what.trim_end().to_owned(), clause]
        };
        Ok(list.duties.iter().chain(steps).map(line).collect())
    }

    fn device_line(&self, device: &Device, names: &Names) -> Vec<String> {
        let details = &device.details;
        vec![
            device.number.to_string(),
            self.word(details.kind.key()),
            details.name.clone(),
            details.os.clone(),
            details.holder.as_ref().map(|staff| names.of(staff)).unwrap_or_default(),
            short(details.registered_on),
            self.word(device.state().key()),
            device.checked.as_ref().map(|check| short(check.on)).unwrap_or_default(),
        ]
    }

    pub(super) fn names(&self, today: NaiveDate) -> Result<Names> {
        let devices = self.device_list("", today)?.into_iter().map(|one| (one.id.clone(), one.shown()));
        let manager = self.office()?.and_then(|office| office.manager).map(|name| name.shown());
        Ok(Names {
            staff: self.staff_list("")?,
            devices: devices.collect(),
            manager: manager.unwrap_or_default(),
            unnamed: None,
        })
    }

    /// Numbers in the place of names, in the order of the readings; devices by their own.
    pub(super) fn numbers(&self, today: NaiveDate) -> Result<Names> {
        let devices = self.device_list("", today)?.into_iter();
        Ok(Names {
            staff: self.staff_list("")?,
            devices: devices.map(|one| (one.id.clone(), format!("#{}", one.number))).collect(),
            manager: self.shelf.catalog.marks().manager.clone(),
            unnamed: Some(self.word("staff")),
        })
    }

    /// What a choice is called on paper.
    pub(super) fn word(&self, key: &str) -> String {
        self.shelf.catalog.marks().ledger.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

/// A day as it fits a narrow column.
pub(super) fn short(day: NaiveDate) -> String {
    day.format("%Y/%-m/%-d").to_string()
}
