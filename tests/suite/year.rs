//! The same year of events in each of the five regions: what is open on five days, against lists derived by hand from
//! the texts of the policies (`tests/expected/year`).

use office::desk::{OpenDuty, PaperOrder};
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use office::domain::device::{DeviceDraft, DeviceRoundDraft};
use office::domain::group::{GroupDraft, GroupKind, GroupManagerDraft};
use office::domain::id::{CareRecipientId, ConsentId, DeviceId, StaffId};
use office::domain::incident::IncidentDraft;
use office::domain::leaving::{LeavingKind, StepState};
use office::domain::membership::{MemberKind, MembershipDraft, ReleaseDraft, ReleaseReason};
use office::domain::password::{PasswordChangeDraft, PasswordKind};
use office::domain::pledge::PledgeDraft;
use office::domain::recipient_end::{EndKind, RecipientEndDraft};
use office::domain::signature::SignatureDraft;
use office::domain::staff::StaffDraft;
use office::domain::submission::SubmissionDraft;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::forms::FormKind;
use office::policy::Closes;
use scenarios::{Story, check_refused, day, name, on, root, staff, ume};

const DAYS: [&str; 5] = ["2026-04-05", "2026-06-02", "2026-08-12", "2026-11-03", "2026-12-10"];

/// The office as the year goes on.
struct Year {
    story: Story,
    hanako: StaffId,
    ichiro: Option<StaffId>,
    taro: Option<CareRecipientId>,
    phone: Option<DeviceId>,
    notice: Option<String>,
}

impl Year {
    /// 2026-03-01 to 2026-03-05: the start of use, everything done.
    fn begins(region: &str) -> Year {
        let now = on("2026-03-01");
        let mut story = Story::begins_on("2026-03-01");
        story.first_start_in(region, now).unwrap();
        let mut draft = staff(name("見本", "花子", "みほん", "はなこ"), "看護師", "", "2026-03-01");
        draft.mcs_id = "mihon-1".into();
        let hanako = story.desk.add_staff(&draft, now).unwrap();
        story.desk.begin_mcs_manager(&hanako, "2026-03-01", now).unwrap();
        let notice = PaperOrder::OfOffice { kind: FormKind::StaffNotice, dated_on: None };
        let notice = story.desk.make_paper(notice, day("2026-03-01")).ok().map(|made| made.title);
        let mut year = Year { story, hanako: hanako.clone(), ichiro: None, taro: None, phone: None, notice };
        year.pledge(&hanako, "2026-03-01");
        year.password(&hanako, "2026-03-01");
        year.trained(&[&hanako], "2026-03-01");
        if region == "miyazaki" {
            year.close("staff_course", &hanako, "2026-03-01");
        }
        year.welcome(&hanako, "2026-03-01");
        year.start_of_use("2026-03-05");
        year
    }

    fn start_of_use(&mut self, on_day: &str) {
        let now = on(on_day);
        let steps: Vec<_> = {
            let list = self.story.desk.today(now.today()).unwrap();
            list.start_of_use.iter().map(|open| open.due.duty.clone()).collect()
        };
        let mut items = Vec::new();
        for step in steps {
            match step.closes {
                Closes::Submission => {
                    let order = PaperOrder::OfOffice { kind: step.form.unwrap(), dated_on: None };
                    items.push(self.story.desk.make_paper(order, now.today()).unwrap().title);
                }
                _ => self.story.desk.close_duty(&step.key, on_day, now).unwrap(),
            }
        }
        items.extend(self.notice.clone());
        self.send(items, on_day);
    }

    /// What is said or shown to each person who joins.
    fn welcome(&mut self, who: &StaffId, on_day: &str) {
        for key in ["explain_notes", "tell_listing", "profile"] {
            if self.story.desk.policy().unwrap().duty(key).is_some() {
                self.close(key, who, on_day);
            }
        }
    }

    fn close(&mut self, key: &str, who: &StaffId, on_day: &str) {
        self.story.desk.close_duty_of("", key, who.as_str(), on_day, on(on_day)).unwrap();
    }

    fn send(&mut self, items: Vec<String>, on_day: &str) {
        let region = self.story.desk.region().unwrap().unwrap();
        let tells = self.notice.as_ref().is_some_and(|notice| items.contains(notice));
        let untold = self.story.desk.untold(&region).unwrap().into_iter().map(|one| one.change);
        let changes = if tells { untold.collect() } else { Vec::new() };
        let sent = SubmissionDraft { sent_on: on_day.into(), items, changes, ..SubmissionDraft::default() };
        self.story.desk.record_submission(&sent, on(on_day)).unwrap();
    }

    fn pledge(&mut self, who: &StaffId, on_day: &str) {
        let signed = PledgeDraft { on: on_day.into(), ..PledgeDraft::default() };
        self.story.desk.record_pledge(who, &signed, on(on_day)).unwrap();
    }

    fn password(&mut self, who: &StaffId, on_day: &str) {
        let change = PasswordChangeDraft { kind: Some(PasswordKind::Short), on: on_day.into() };
        self.story.desk.change_passwords(std::slice::from_ref(who), &change, on(on_day)).unwrap();
    }

    fn trained(&mut self, who: &[&StaffId], on_day: &str) {
        let there = |staff: &&StaffId| AttendeeDraft {
            staff: (*staff).clone(),
            attended: true,
            later_on: String::new(),
        };
        let training = TrainingDraft {
            on: on_day.into(),
            kind: "regular".into(),
            title: "個人情報の取扱い".into(),
            attendees: who.iter().map(there).collect(),
            ..TrainingDraft::default()
        };
        self.story.desk.record_training(&training, on(on_day)).unwrap();
    }

    /// A consent that was printed, and signed later.
    fn consent(
        &mut self,
        who: &CareRecipientId,
        signer: SignerKind,
        printed_on: &str,
        visit_on: &str,
    ) -> ConsentId {
        let policy = self.story.desk.policy().unwrap();
        let target = policy.consent.targets.first().map(|target| target.key.clone()).unwrap_or_default();
        let family = self.story.desk.care_recipient(who).unwrap().details.family;
        let on_behalf = policy.region == "miyazaki" && signer == SignerKind::Person;
        let request = ObtainedAsDraft::OnBehalf {
            doctor: "仮名 医師".into(),
            clinic: "例示医院".into(),
            requested_on: printed_on.into(),
            means: "FAX".into(),
        };
        let plan = ConsentPlanDraft {
            recipient: who.clone(),
            signer,
            family: None,
            proxy: family.first().filter(|_| signer == SignerKind::Proxy).map(|member| member.id.clone()),
            proxy_reason: if signer == SignerKind::Proxy { "右手の麻痺".into() } else { String::new() },
            explained_by: None,
            visit_on: visit_on.into(),
            preprint: true,
            obtained_as: if on_behalf { request } else { ObtainedAsDraft::Ruled },
            target,
        };
        let desk = &mut self.story.desk;
        let mut made = desk.make_paper(PaperOrder::Consent { plan }, day(printed_on)).unwrap();
        desk.record_paper(&mut made, true, on(printed_on)).unwrap().consent.unwrap()
    }

    /// What happens on a day, in the order of the days.
    fn on(&mut self, on_day: &str) {
        let now = on(on_day);
        match on_day {
            "2026-04-01" => {
                let mut draft = staff(name("例示", "一郎", "れいじ", "いちろう"), "看護師", "", "2026-04-07");
                draft.mcs_id = String::new();
                self.ichiro = Some(self.story.desk.add_staff(&draft, now).unwrap());
            }
            "2026-04-06" => self.pledge(&self.ichiro(), on_day),
            "2026-04-07" => {
                let ichiro = self.ichiro();
                let with_id = StaffDraft {
                    mcs_id: "mihon-2".into(),
                    ..staff(name("例示", "一郎", "れいじ", "いちろう"), "看護師", "", "2026-04-07")
                };
                self.story.desk.change_staff(&ichiro, &with_id, now).unwrap();
                self.password(&ichiro, on_day);
                self.trained(&[&ichiro], on_day);
                for key in ["explain_notes", "tell_listing"] {
                    if self.story.desk.policy().unwrap().duty(key).is_some() {
                        self.close(key, &ichiro, on_day);
                    }
                }
            }
            "2026-04-10" => {
                let alone = CareRecipientDraft {
                    name: name("架空", "太郎", "かくう", "たろう"),
                    family: Vec::new(),
                    note: String::new(),
                    ..ume()
                };
                let taro = self.story.desk.add_care_recipient(&alone, now).unwrap();
                let consent = self.consent(&taro, SignerKind::Person, on_day, "2026-04-15");
                let signature = SignatureDraft {
                    signed_on: "2026-04-15".into(),
                    by_person: true,
                    no_family_reason: "家族なし".into(),
                    ..SignatureDraft::default()
                };
                self.story.desk.sign_consent(&consent, &signature, on("2026-04-15")).unwrap();
                self.story.desk.hand_copy(&consent, "ご本人", "2026-04-15", on("2026-04-15")).unwrap();
                self.story.desk.file_original(&consent, "書庫1", on("2026-04-16")).unwrap();
                self.taro = Some(taro);
            }
            "2026-04-20" => {
                let manager =
                    GroupManagerDraft { staff: Some(self.hanako.clone()), ..GroupManagerDraft::default() };
                let kind = GroupKind::Care { recipient: self.taro.clone().unwrap() };
                let draft = GroupDraft {
                    manager,
                    instructed: true,
                    doctor: "仮名 医師".into(),
                    clinic: "例示医院".into(),
                    instructed_on: "2026-04-18".into(),
                    means: "電話".into(),
                    doctor_is_member: true,
                    ..GroupDraft::of(kind, on_day)
                };
                let group = self.story.desk.open_group(&draft, now).unwrap();
                let member = MembershipDraft {
                    kind: Some(MemberKind::Staff),
                    staff: Some(self.ichiro()),
                    joined_on: "2026-04-21".into(),
                    ..MembershipDraft::default()
                };
                if self.story.desk.policy().unwrap().region == "miyazaki" {
                    let early = self.story.desk.join_group(&group, &member, on("2026-04-21"));
                    check_refused(early, "course_missing", "第12条3)");
                    self.close("staff_course", &self.ichiro(), "2026-04-21");
                }
                self.story.desk.join_group(&group, &member, on("2026-04-21")).unwrap();
            }
            "2026-04-30" => self.send(self.notice.clone().into_iter().collect(), on_day),
            "2026-05-11" => {
                let phone = DeviceDraft {
                    kind: "office".into(),
                    name: "訪問用スマートフォン".into(),
                    os: "Android".into(),
                    holder: Some(self.ichiro()),
                    registered_on: on_day.into(),
                    ..DeviceDraft::default()
                };
                let phone = self.story.desk.add_device(&phone, now).unwrap();
                let items = self.story.desk.policy().unwrap().device.items.iter();
                let look = DeviceRoundDraft {
                    on: on_day.into(),
                    devices: vec![(
                        phone.clone(),
                        items.map(|item| (item.key.clone(), "yes".into())).collect(),
                    )],
                    ..DeviceRoundDraft::default()
                };
                self.story.desk.record_device_round(&look, now).unwrap();
                self.phone = Some(phone);
            }
            "2026-06-01" => {
                self.password(&self.hanako.clone(), on_day);
                let slip = TakeoutDraft {
                    applicant: Some(self.ichiro()),
                    medium: "紙".into(),
                    content: "訪問先の記録".into(),
                    purpose: "訪問".into(),
                    from: on_day.into(),
                    until: on_day.into(),
                    asked_on: on_day.into(),
                    ..TakeoutDraft::default()
                };
                let slip = self.story.desk.ask_takeout(&slip, now).unwrap();
                let yes = TakeoutDecisionDraft {
                    on: on_day.into(),
                    approved: true,
                    ..TakeoutDecisionDraft::default()
                };
                self.story.desk.decide_takeout(&slip, &yes, now).unwrap();
            }
            "2026-06-03" => {
                let slip = self.story.desk.takeouts().unwrap().remove(0).id;
                let back =
                    TakeoutReturnDraft { on: on_day.into(), erased: true, ..TakeoutReturnDraft::default() };
                self.story.desk.return_takeout(&slip, &back, now).unwrap();
            }
            "2026-07-06" => self.trained(&[&self.hanako.clone(), &self.ichiro()], on_day),
            "2026-07-07" => self.password(&self.ichiro(), on_day),
            "2026-08-03" => {
                let jiro =
                    CareRecipientDraft { name: name("架空", "次郎", "かくう", "じろう"), ..ume() };
                let jiro = self.story.desk.add_care_recipient(&jiro, now).unwrap();
                self.consent(&jiro, SignerKind::Proxy, on_day, "2026-08-05");
            }
            "2026-08-20" => {
                let consent = self.story.desk.consents().unwrap().remove(0).id;
                let foreseen = self.story.desk.consent_record(&consent).unwrap().signature;
                let signature =
                    SignatureDraft { signed_on: on_day.into(), proxy_intention_confirmed: true, ..foreseen };
                self.story.desk.sign_consent(&consent, &signature, now).unwrap();
                self.story.desk.hand_copy(&consent, "ご家族", on_day, now).unwrap();
                self.story.desk.file_original(&consent, "書庫1", on("2026-08-21")).unwrap();
            }
            "2026-09-01" => {
                let lost = IncidentDraft {
                    cause: "loss".into(),
                    happened_on: on_day.into(),
                    known_on: on_day.into(),
                    device: self.phone.clone(),
                    encrypted: Some(true),
                    ..IncidentDraft::default()
                };
                let incident = self.story.desk.open_incident(&lost, now).unwrap();
                self.password(&self.hanako.clone(), on_day);
                self.password(&self.ichiro(), on_day);
                let kept = self.story.desk.incident(&incident).unwrap();
                let steps = self.story.desk.incident_steps(&kept.details, now.today()).unwrap();
                let keys: Vec<String> = steps.iter().map(|step| step.key().to_string()).collect();
                for key in keys {
                    self.story.desk.stamp_incident(&incident, &key, None, on("2026-09-04")).unwrap();
                }
                self.story.desk.close_incident(&incident, on("2026-09-10")).unwrap();
            }
            "2026-10-12" => self.story.desk.begin_leaving(&self.ichiro(), "2026-10-31", now).unwrap(),
            "2026-11-07" => self.ichiro_is_gone(on_day),
            "2026-12-01" => self.password(&self.hanako.clone(), on_day),
            "2026-12-03" => {
                let died = RecipientEndDraft {
                    kind: Some(EndKind::Died),
                    on: "2026-12-01".into(),
                    reason: String::new(),
                };
                self.story.desk.end_care(&self.taro.clone().unwrap(), &died, now).unwrap();
            }
            _ => panic!("nothing happens on {on_day}"),
        }
    }

    fn ichiro(&self) -> StaffId {
        self.ichiro.clone().unwrap()
    }

    /// Everything that leaving asks for, on one day.
    fn ichiro_is_gone(&mut self, on_day: &str) {
        let (now, ichiro) = (on(on_day), self.ichiro());
        let running = self.story.desk.memberships_of_staff(&ichiro).unwrap();
        let running: Vec<_> = running.into_iter().filter(|one| one.is_running()).map(|one| one.id).collect();
        let release = ReleaseDraft {
            off_case_on: String::new(),
            on: on_day.into(),
            why: ReleaseReason::LeftOffice,
            note: String::new(),
        };
        self.story.desk.release_members(&running, &release, now).unwrap();
        loop {
            let next = {
                let record = self.story.desk.leaving(&ichiro, now).unwrap();
                let mut open = record.steps.iter();
                open.find(|(_, state)| matches!(state, StepState::Open | StepState::TooLate))
                    .map(|(step, _)| step.step)
            };
            match next {
                None => break,
                Some(LeavingKind::Notice) => self.send(self.notice.clone().into_iter().collect(), on_day),
                Some(step) => {
                    let by_office = step == LeavingKind::DeleteAccount;
                    self.story.desk.do_leaving_step(&ichiro, step, by_office, on_day, now).unwrap();
                }
            }
        }
    }

    /// What is open on a day: clause, about whom, by when.
    fn open(&self, today: &str) -> String {
        let list = self.story.desk.today(day(today)).unwrap();
        let start = list.start_of_use.iter().filter(|step| step.due.closed_on.is_none());
        let mut lines: Vec<String> = list.duties.iter().chain(start).map(shown).collect();
        lines.sort();
        lines.join("\n")
    }
}

fn shown(open: &OpenDuty<'_>) -> String {
    let clause = open.due.source.map_or("規定なし", |source| source.clause.as_str());
    let whom = open.person.as_ref().map(|name| name.shown()).unwrap_or_else(|| "事業所".into());
    let by = match open.due.due_on {
        Some(due) if due.is_target => format!("目安 {}", due.on),
        Some(due) => due.on.to_string(),
        None => "－".into(),
    };
    format!("{clause} | {whom} | {by}")
}

/// The lines of a file below its days; what stands after `#` says why.
fn expected(region: &str, today: &str) -> String {
    let path = root().join("tests/expected/year").join(format!("{region}.txt"));
    let text = std::fs::read_to_string(path).unwrap();
    let from = text.split(&format!("[{today}]\n")).nth(1).unwrap_or_else(|| panic!("{region} has {today}"));
    let lines = from.lines().take_while(|line| !line.starts_with('['));
    let lines = lines.map(|line| line.split('#').next().unwrap_or_default().trim().to_owned());
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.sort();
    lines.join("\n")
}

#[test]
fn the_same_year_in_five_regions() {
    let events = [
        "2026-04-01",
        "2026-04-06",
        "2026-04-07",
        "2026-04-10",
        "2026-04-20",
        "2026-04-30",
        "2026-05-11",
        "2026-06-01",
        "2026-06-03",
        "2026-07-06",
        "2026-07-07",
        "2026-08-03",
        "2026-08-20",
        "2026-09-01",
        "2026-10-12",
        "2026-11-07",
        "2026-12-01",
        "2026-12-03",
    ];
    let mut wrong = String::new();
    for region in ["kiyose", "asaka", "miyazaki", "kumagaya", "itabashi"] {
        let mut year = Year::begins(region);
        let mut events = events.iter().peekable();
        for today in DAYS {
            while let Some(event) = events.next_if(|event| **event < today) {
                if *event == "2026-04-30" && year.notice.is_none() {
                    continue;
                }
                year.on(event);
            }
            let (found, expected) = (year.open(today), expected(region, today));
            if found != expected {
                wrong += &format!("{region} on {today}\nfound:\n{found}\nby hand:\n{expected}\n\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
