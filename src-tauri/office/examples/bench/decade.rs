//! An office that has worked for ten years: what is over, once or many times, and what is open, always the same. All
//! people are invented. `src/desk/growth.rs` counts in the same one.

use chrono::{Days, NaiveDate};
use office::Result;
use office::domain::Moment;
use office::domain::care_recipient::{CareRecipientDetails, FamilyMember};
use office::domain::consent::{CopyHanded, PersonalText};
use office::domain::device::{
    DeviceAnswer, DeviceCheck, DeviceDetails, DeviceEvent, DeviceEventKind, DeviceKind,
};
use office::domain::group::{
    ArchiveReason, Group, GroupEvent, GroupEventKind, GroupKind, GroupManagerTerm, GroupManagerWho, System,
};
use office::domain::guideline_check::GuidelineCheck;
use office::domain::id::{
    CareRecipientId, DeviceCheckId, DeviceEventId, DeviceId, FamilyMemberId, GroupId, GroupManagerId,
    GuidelineCheckId, IncidentId, LeavingId, PaperId, PasswordChangeId, PledgeId, RecipientEndId, StaffId,
    SubmissionId, TakeoutId, TrainingId,
};
use office::domain::incident::{IncidentCause, IncidentDetails};
use office::domain::leaving::{LeavingDone, LeavingKind};
use office::domain::membership::{Member, Membership, Release, ReleaseReason};
use office::domain::paper::Paper;
use office::domain::password::{PasswordChange, PasswordKind};
use office::domain::pledge::{Pledge, PledgeKind};
use office::domain::recipient_end::{EndKind, RecipientEnd};
use office::domain::staff::StaffDetails;
use office::domain::submission::{Change, Changed, Submission};
use office::domain::takeout::{TakeoutDecision, TakeoutRequest, TakeoutReturn};
use office::domain::training::{Attendee, Training, TrainingKind};
use office::store::{
    Act, Connection, Vault, care_recipient, consent, device, group, guideline_check, incident, leaving,
    paper, password, recipient_end, staff, submission, takeout, training,
};

use super::people::{self, name};

/// How much of everything there is.
#[derive(Debug, Clone, Copy)]
pub struct Decade {
    /// Staff who left.
    pub left: usize,
    /// Care recipients whose care ended.
    pub ended: usize,
    /// Groups that are archived or deleted, each of another of these people.
    pub closed_groups: usize,
    /// Times in a group that are over, in each of those groups.
    pub members: usize,
    /// Changes of a password by each who left.
    pub passwords: usize,
    /// Looks at each device that is gone.
    pub checks: usize,
    /// Devices that are gone.
    pub gone_devices: usize,
    /// Slips that are back.
    pub slips: usize,
    /// Trainings with eight people each.
    pub trainings: usize,
    /// Incidents that are settled.
    pub incidents: usize,
    /// Submissions that are answered.
    pub submissions: usize,
    /// Papers that were printed.
    pub papers: usize,
    /// Further rows of the log: looks at cards and prints.
    pub looks: usize,
    /// Staff at work.
    pub staff: usize,
    /// Care recipients in care, each with a group of four.
    pub in_care: usize,
}

impl Decade {
    /// Ten years: 300 staff, 5,000 care recipients, 4,000 groups, 120,000 events; what is over so many times.
    pub fn times(times: usize) -> Decade {
        Decade {
            left: 292 * times,
            ended: 4_940 * times,
            closed_groups: 3_940 * times,
            members: 8,
            passwords: 40,
            checks: 20,
            gone_devices: 60 * times,
            slips: 1_500 * times,
            trainings: 120 * times,
            incidents: 40 * times,
            submissions: 400 * times,
            papers: 12_000 * times,
            looks: 25_000 * times,
            staff: 8,
            in_care: 60,
        }
    }
}

/// Keeps all of it. `today`: the day after the ten years; the region is 朝霞.
pub fn fill(vault: &mut Vault, much: Decade, today: NaiveDate) -> Result<()> {
    let begun = today - Days::new(3_650);
    let mut filler =
        Filler { much, today, begun, now: Moment::noon_in_japan(begun), left: Vec::new(), staff: Vec::new() };
    vault.transact(Act::new("staff_add", "staff"), filler.now, |db| {
        filler.people(db)?;
        filler.care(db)?;
        filler.ledgers(db)?;
        filler.papers(db)
    })?;
    let mut looks = much.looks;
    while looks > 0 {
        let some = looks.min(50_000);
        let act = || Act::new("care_recipient_look", "care_recipient").on("0123456789abcdef");
        vault.transact_each((0..some).map(|_| act()).collect(), filler.now, |_| Ok(()))?;
        looks -= some;
    }
    Ok(())
}

struct Filler {
    much: Decade,
    today: NaiveDate,
    begun: NaiveDate,
    now: Moment,
    left: Vec<StaffId>,
    staff: Vec<StaffId>,
}

impl Filler {
    /// A day of the ten years, the same for the same number.
    fn day(&self, at: usize) -> NaiveDate {
        self.begun + Days::new((at * 7 % 3_500) as u64)
    }

    /// Days before today, but never more than two months.
    fn lately(&self, at: usize) -> NaiveDate {
        self.today - Days::new((at % 50 + 1) as u64)
    }

    fn people(&mut self, db: &Connection) -> Result<()> {
        for at in 0..self.much.left + self.much.staff {
            let there = at < self.much.staff;
            let id = StaffId::random();
            let first_day = if there { self.begun } else { self.day(at) };
            let last_day = (!there).then(|| first_day + Days::new(100));
            let details = StaffDetails {
                name: name(at),
                profession: "看護師".into(),
                email: format!("staff{at}@example.jp"),
                mcs_id: format!("mihon-{at}"),
                registered_on: Some(first_day),
                released_on: last_day,
            };
            staff::add_staff(db, &id, &details, self.now)?;
            let pledge = Pledge { id: PledgeId::random(), kind: PledgeKind::Signed, on: first_day };
            staff::add_pledge(db, &id, &pledge, self.now)?;
            for change in 0..self.much.passwords {
                let on =
                    if there && change == 0 { self.lately(1) } else { first_day + Days::new(change as u64) };
                let change = PasswordChange { kind: PasswordKind::Short, on };
                password::add_password_change(db, &PasswordChangeId::random(), &id, change, self.now)?;
            }
            let mut changes = vec![Change { what: Changed::Registered(id.clone()), on: first_day }];
            if let Some(last_day) = last_day {
                let leaving = LeavingId::random();
                leaving::begin_leaving(db, &leaving, &id, self.now)?;
                for step in [
                    LeavingKind::ReleaseGroups,
                    LeavingKind::Notice,
                    LeavingKind::ReturnDevices,
                    LeavingKind::DeleteAccount,
                    LeavingKind::RememberPledge,
                ] {
                    let done = LeavingDone { step, on: last_day, by_office: false };
                    leaving::keep_step(db, &leaving, done, self.now)?;
                }
                changes.push(Change { what: Changed::Released(id.clone()), on: last_day });
                self.left.push(id);
            } else {
                self.staff.push(id);
            }
            submission::add_submission(db, &self.sent(last_day.unwrap_or(first_day)), &changes, self.now)?;
        }
        for at in 0..self.much.submissions {
            submission::add_submission(db, &self.sent(self.day(at)), &[], self.now)?;
        }
        staff::begin_mcs_manager(db, &self.staff[0], self.begun, self.now)
    }

    fn sent(&self, on: NaiveDate) -> Submission {
        Submission {
            id: SubmissionId::random(),
            region: "asaka".into(),
            destination: "朝霞地区医師会".into(),
            send: "原本".into(),
            items: vec!["別紙様式3 誓約同意書".into()],
            sent_on: on,
            accepted_on: Some(on),
            returned: None,
            resent_on: None,
        }
    }

    fn papers(&self, db: &Connection) -> Result<()> {
        for at in 0..self.much.papers {
            let whose = (at % 3 > 0).then(|| self.staff[at % self.staff.len()].clone());
            let paper = Paper {
                id: PaperId::random(),
                title: format!("様式{}", at % 5 + 1),
                edition: "2026-11".into(),
                staff: whose,
                recipient: None,
                consent: None,
                pages: 1,
                copies: 1,
                reissue: false,
                printed: true,
                pdf_sha256: String::new(),
                made_at: String::new(),
            };
            paper::add_paper(db, &paper, Moment::noon_in_japan(self.day(at)))?;
        }
        Ok(())
    }

    fn care(&mut self, db: &Connection) -> Result<()> {
        for at in 0..self.much.in_care + self.much.ended {
            let there = at < self.much.in_care;
            let id = CareRecipientId::random();
            let opened_on = if there { self.begun } else { self.day(at) };
            care_recipient::add_care_recipient(db, &id, &self.recipient(at), self.now)?;
            // Of some in care the other sheet was not handed over yet.
            self.consent(db, &id, at, opened_on, !there || at % 6 != 0)?;
            let ended_on = opened_on + Days::new(120);
            if !there {
                let end = RecipientEnd {
                    id: RecipientEndId::random(),
                    kind: EndKind::Died,
                    on: ended_on,
                    voided: None,
                };
                recipient_end::add_end(db, &id, &end, self.now)?;
            }
            if there || at - self.much.in_care < self.much.closed_groups {
                group::add_group(
                    db,
                    &self.group(&id, at, opened_on, (!there).then_some(ended_on)),
                    self.now,
                )?;
            }
        }
        Ok(())
    }

    fn recipient(&self, at: usize) -> CareRecipientDetails {
        CareRecipientDetails {
            name: name(at + 3),
            born_on: NaiveDate::from_ymd_opt(1926, 1, 1)
                .map(|first| first + Days::new((at * 7 % 12_000) as u64)),
            postal_code: String::new(),
            address: format!("埼玉県みほん市例示町{}-{}", at % 9 + 1, at % 31 + 1),
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

    fn consent(
        &self,
        db: &Connection,
        recipient: &CareRecipientId,
        at: usize,
        on: NaiveDate,
        handed: bool,
    ) -> Result<()> {
        let (one, signature) = people::consent(recipient, at, on);
        consent::add_consent(db, &one, None, self.now)?;
        consent::freeze(db, &one, &signature, "", None, self.now)?;
        let handed = handed.then(|| CopyHanded { to: PersonalText("例示 桜".into()), on });
        consent::hand_copy(db, &one.id, handed.as_ref())
    }

    fn group(
        &self,
        recipient: &CareRecipientId,
        at: usize,
        on: NaiveDate,
        ended_on: Option<NaiveDate>,
    ) -> Group {
        let id = GroupId::random();
        let event = |number: u32, kind, on| GroupEvent {
            number,
            kind,
            on,
            reason: (kind == GroupEventKind::Archived).then_some(ArchiveReason::Ended(EndKind::Died)),
            party: PersonalText::default(),
            means: String::new(),
            note: PersonalText::default(),
            voided: None,
        };
        let mut events = vec![event(1, GroupEventKind::Opened, on)];
        if let Some(end) = ended_on {
            events.push(event(2, GroupEventKind::Archived, end));
            // One in ten was wholly deleted when the family asked.
            if at.is_multiple_of(10) {
                events.push(event(3, GroupEventKind::DeletionRequested, end));
                events.push(event(4, GroupEventKind::DeletionSent, end));
                events.push(event(5, GroupEventKind::Deleted, end));
            }
        }
        let whose = |number: usize| match ended_on {
            Some(_) if !self.left.is_empty() => self.left[(at + number) % self.left.len()].clone(),
            _ => self.staff[(at + number) % self.staff.len()].clone(),
        };
        let many = if ended_on.is_some() { self.much.members } else { 4 };
        let member = |number: usize| Membership {
            release: ended_on.map(|on| Release {
                on,
                why: ReleaseReason::GroupEnded,
                note: PersonalText::default(),
            }),
            ..Membership::since(&id, Member::Staff(whose(number)), on)
        };
        Group {
            id: id.clone(),
            kind: GroupKind::Care { recipient: recipient.clone() },
            system: System::Mcs,
            instruction: None,
            arrangement: String::new(),
            delegated: false,
            events,
            managers: vec![GroupManagerTerm {
                id: GroupManagerId::random(),
                who: GroupManagerWho::Staff(whose(0)),
                started_on: on,
                ended_on,
            }],
            members: (0..many).map(member).collect(),
        }
    }

    fn ledgers(&self, db: &Connection) -> Result<()> {
        let mut devices = Vec::new();
        for at in 0..self.much.gone_devices + self.much.staff {
            devices.push(self.device(db, at)?);
        }
        for at in 0..self.much.slips + 2 {
            self.slip(db, at, &devices[at % devices.len()])?;
        }
        for at in 0..self.much.trainings + 1 {
            let on = if at == 0 { self.lately(3) } else { self.day(at) };
            let whose = if at == 0 || self.left.is_empty() { &self.staff } else { &self.left };
            let heard =
                |number: usize| Attendee { staff: whose[number % whose.len()].clone(), heard_on: Some(on) };
            let one = Training {
                id: TrainingId::random(),
                on,
                kind: TrainingKind::Regular,
                title: "個人情報の研修".into(),
                teacher: String::new(),
                material: String::new(),
                attendees: (0..whose.len().min(8))
                    .map(|number| heard(at * 8 * usize::from(at > 0) + number))
                    .collect(),
            };
            training::add_training(db, &one, self.now)?;
        }
        for at in 0..self.much.incidents + 1 {
            let on = if at == 0 { self.lately(1) } else { self.day(at) };
            let details = IncidentDetails {
                cause: IncidentCause::Other,
                happened_on: on,
                known_on: on,
                device: None,
                person: if at == 0 { None } else { self.left.first().cloned() },
                encrypted: None,
                wrongful: false,
                recipients: Vec::new(),
                note: String::new(),
            };
            let id = IncidentId::random();
            incident::add_incident(db, &id, &details, self.now)?;
            if at > 0 {
                let time = on.and_hms_opt(10, 0, 0).unwrap_or_default();
                for step in ["stop", "contain", "tell-manager", "tell-secretariat", "record"] {
                    incident::add_step(db, &id, step, time, self.now)?;
                }
                incident::close_incident(db, &id, Some(on))?;
            }
        }
        for at in 0..12 {
            let on = self.today - Days::new(at * 300 + 5);
            let (id, note) = (GuidelineCheckId::random(), String::new());
            let check = GuidelineCheck { id, on, by: None, in_order: true, note };
            guideline_check::add_guideline_check(db, &check, self.now)?;
        }
        Ok(())
    }

    fn device(&self, db: &Connection, at: usize) -> Result<DeviceId> {
        let there = at < self.much.staff;
        let id = DeviceId::random();
        let begun = if there { self.begun } else { self.day(at) };
        let details = DeviceDetails {
            kind: DeviceKind::Office,
            name: format!("タブレット{at}"),
            os: "Android".into(),
            holder: there.then(|| self.staff[at].clone()),
            man_go: false,
            registered_on: begun,
            permitted_on: None,
        };
        device::add_device(db, &id, &details, self.now)?;
        for check in 0..self.much.checks {
            let on = if there && check == 0 { self.lately(at) } else { begun + Days::new(check as u64) };
            let look = DeviceCheck {
                id: DeviceCheckId::random(),
                on,
                by: None,
                answers: vec![("start_password".into(), DeviceAnswer::Yes)],
                note: String::new(),
            };
            device::add_check(db, &id, &look, self.now)?;
        }
        let kinds = [DeviceEventKind::Stored, DeviceEventKind::InUse, DeviceEventKind::Retired];
        for (number, kind) in kinds.into_iter().enumerate().take(if there { 2 } else { 3 }) {
            let (on, erased) = (begun + Days::new(50 + number as u64), kind == DeviceEventKind::Retired);
            let event = DeviceEvent { id: DeviceEventId::random(), kind, on, erased, note: String::new() };
            device::add_event(db, &id, &event, self.now)?;
        }
        Ok(id)
    }

    fn slip(&self, db: &Connection, at: usize, device: &DeviceId) -> Result<()> {
        let open = at < 2;
        let from = if open { self.lately(1) } else { self.day(at) };
        let request = TakeoutRequest {
            applicant: self.staff[at % self.staff.len()].clone(),
            devices: vec![device.clone()],
            medium: String::new(),
            content: "訪問の予定".into(),
            purpose: "年末の訪問".into(),
            place: String::new(),
            from,
            until: from + Days::new(5),
            asked_on: from,
        };
        let id = TakeoutId::random();
        takeout::add_takeout(db, &id, &request, self.now)?;
        let by = Some(self.staff[(at + 1) % self.staff.len()].clone());
        let decision = TakeoutDecision { by: by.clone(), on: from, approved: true, reason: String::new() };
        takeout::decide(db, &id, &decision)?;
        match open {
            true => Ok(()),
            false => {
                let back = TakeoutReturn { on: from + Days::new(4), by, erased: true, note: String::new() };
                takeout::give_back(db, &id, &back)
            }
        }
    }
}
