//! Every duty that a policy words, in its own region: its fact opens it, with its clause and its sentence, and its act
//! closes it. The stories tell what else there is to each.

mod props;

use expect_test::expect_file;
use office::domain::consent::ObtainedAsDraft;
use office::domain::device::{DeviceDraft, DeviceEventDraft, DeviceRoundDraft};
use office::domain::group::{ArchiveReason, GroupDraft, GroupEventKind, GroupKind};
use office::domain::guideline_check::GuidelineCheckDraft;
use office::domain::incident::IncidentDraft;
use office::domain::membership::{MemberKind, MembershipDraft};
use office::domain::recipient_end::RecipientEndDraft;
use office::domain::signature::{SignatureDraft, SignerDraft};
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft};
use office::policy::due::{Subject, Urgency};
use office::policy::{Closes, Duty, Opens};
use props::{Office, TODAY, colleague, device};
use scenarios::{day, name, on, shelf, signed_consent};

const REGIONS: [&str; 5] = ["kiyose", "asaka", "miyazaki", "kumagaya", "itabashi"];

#[test]
fn each_duty_opens_with_its_clause_and_closes_by_its_act() {
    for region in REGIONS {
        let mut office = Office::in_region(region);
        let duties = office.story.desk.policy().unwrap().duties.clone();
        // 目安 and what no document words belong to the office and to other stories.
        let (begins, later): (Vec<_>, Vec<_>) = (duties.iter())
            .filter(|duty| duty.source.is_some())
            .partition(|duty| duty.opens == Opens::StartOfUse);
        for duty in &begins {
            assert!(!office.begun(duty), "{region} {}: open from the first day", duty.key);
            match duty.closes {
                Closes::Submission => office.send(duty.form.unwrap()),
                _ => office.story.desk.close_duty(&duty.key, TODAY, on(TODAY)).unwrap(),
            }
            assert!(office.begun(duty), "{region} {}: closed", duty.key);
        }
        // A release is told by a step of leaving, and to a further region: see `leaving` and `notices`.
        for duty in later.into_iter().filter(|duty| duty.opens != Opens::StaffReleased) {
            let subject = office.open(duty);
            let source = duty.source.as_ref().unwrap();
            let shown = office.shown(duty, &subject);
            let expected = [(duty.title.clone(), source.clause.clone(), source.quotation.clone())];
            assert_eq!(shown, expected, "{region} {}: opened by its fact, in the region's words", duty.key);
            office.close(duty, &subject);
            assert!(office.shown(duty, &subject).is_empty(), "{region} {}: closed by its act", duty.key);
        }
    }
}

/// What opens and closes each duty, by when, and how strongly it is said: as read from the policies by hand.
#[test]
fn each_duty_is_opened_and_closed_as_the_policies_say() {
    let (shelf, mut told) = (shelf(), String::new());
    for region in REGIONS {
        let policy = shelf.catalog.policy(region).expect("the region ships");
        told += &format!("---- {} ----\n", policy.name);
        for duty in policy.duties.iter().filter(|duty| duty.source.is_some()) {
            let Duty { key, opens, closes, strength, word, within, form, .. } = duty;
            told += &format!("{key}: {opens:?} → {closes:?}, {strength:?}");
            told += &if word.is_empty() { String::new() } else { format!(", 「{word}」") };
            told += &within.map(|within| format!(", by 目安 {within:?}")).unwrap_or_default();
            told += &form.map(|form| format!(", {form:?}")).unwrap_or_default();
            told.push('\n');
        }
    }
    expect_file!["../expected/duties.txt"].assert_eq(&told);
}

#[test]
fn once_a_year_the_city_is_told() {
    let mut office = Office::in_region("kiyose");
    let due = |office: &Office, today: &str| {
        let list = office.story.desk.today(day(today)).unwrap();
        let open = list.duties.iter().find(|open| open.due.duty.key == "yearly_report")?;
        let due = open.due.due_on.expect("a day by which it is done");
        assert!(!due.is_target, "KYS-14: the document says 年1回");
        Some((due.on, open.due.urgency(day(today))))
    };
    office.staff("2026-03-01");
    assert_eq!(due(&office, "2027-01-29"), None, "KYS-14: more than 30 days before, nothing is said");
    let first = Some((day("2027-03-01"), Urgency::Coming));
    assert_eq!(due(&office, "2027-01-30"), first, "a year after the office began to use MCS");
    assert_eq!(due(&office, "2027-03-02"), Some((day("2027-03-01"), Urgency::Overdue)), "and then overdue");
    office.story.desk.close_duty("yearly_report", "2027-04-09", on("2027-04-09")).unwrap();
    assert_eq!(due(&office, "2028-03-09"), None, "told");
    let next = Some((day("2028-04-09"), Urgency::Coming));
    assert_eq!(due(&office, "2028-03-10"), next, "年1回: a year after the last time");
    let missed = Some((day("2028-04-09"), Urgency::Overdue));
    assert_eq!(due(&office, "2029-12-01"), missed, "what was left out stays open");
    let mut old = Office::in_region("kiyose");
    old.staff("2020-04-01");
    let last = Some((day("2026-04-01"), Urgency::Overdue));
    assert_eq!(
        due(&old, "2026-11-20"),
        last,
        "who used MCS before this program is asked about the last year"
    );
}

impl Office {
    /// Whether a step of the start of use is done; once all are, the list is gone.
    fn begun(&self, duty: &Duty) -> bool {
        let today = self.story.desk.today(day(TODAY)).unwrap();
        let step = today.start_of_use.iter().find(|step| step.due.duty.key == duty.key);
        step.is_none_or(|step| step.due.closed_on.is_some())
    }

    /// Title, clause and sentence under which a duty is open for somebody or something.
    fn shown(&self, duty: &Duty, subject: &Subject) -> Vec<(String, String, String)> {
        let today = self.story.desk.today(day(TODAY)).unwrap();
        let open = today.duties.iter().map(|open| &open.due);
        let open = open.filter(|due| due.duty.key == duty.key && due.subject == *subject);
        open.map(|due| {
            let source = due.source.unwrap();
            (due.duty.title.clone(), source.clause.clone(), source.quotation.clone())
        })
        .collect()
    }

    /// Brings the fact about that opens a duty, for somebody new.
    fn open(&mut self, duty: &Duty) -> Subject {
        let now = on(TODAY);
        match duty.opens {
            Opens::NoMcsManager => Subject::Office,
            Opens::GuidelineCheckDue => {
                let looks = self.staff("2025-11-20");
                self.story.desk.begin_mcs_manager(&looks, "2025-11-20", now).unwrap();
                Subject::Office
            }
            Opens::YearlyDue => {
                self.staff("2025-11-20");
                Subject::Office
            }
            Opens::StaffWithoutPledge
            | Opens::StaffWithoutCourse
            | Opens::StaffWithoutId
            | Opens::StaffJoins
            | Opens::StaffRegistered => Subject::Staff(self.staff(TODAY)),
            Opens::TrainingDue => Subject::Staff(self.staff("2025-11-20")),
            Opens::ManagerChanged => {
                let next = name("例示", "次郎", "れいじ", "じろう");
                self.story.desk.change_manager(&next, TODAY, now).unwrap();
                Subject::Office
            }
            Opens::PasswordDue => {
                let id = self.staff("2026-01-01");
                self.change_password(&id, "2026-07-01");
                Subject::Staff(id)
            }
            Opens::ConsentPrinted => Subject::Consent(self.printed(ObtainedAsDraft::Ruled)),
            Opens::ConsentHalfSigned => {
                let id = self.printed(ObtainedAsDraft::Ruled);
                self.sign(&id, "");
                Subject::Consent(id)
            }
            Opens::ConsentSigned => {
                let recipient = self.recipient();
                Subject::Consent(signed_consent(&mut self.story, &recipient, TODAY))
            }
            Opens::ConsentOnBehalf => {
                let id = self.printed(ObtainedAsDraft::OnBehalf {
                    doctor: "仮名 次郎".into(),
                    clinic: "みほん在宅クリニック".into(),
                    requested_on: TODAY.into(),
                    means: "FAX".into(),
                });
                self.sign(&id, "家族なし");
                Subject::Consent(id)
            }
            Opens::DirectLinkOnly => {
                let id = self.printed(ObtainedAsDraft::DirectLink);
                self.sign(&id, "家族なし");
                Subject::Consent(id)
            }
            Opens::RecipientDied | Opens::SupportEnded => {
                let (group, recipient) = self.group(None);
                let kind = Some(self.end_of(duty));
                let end = RecipientEndDraft { kind, on: TODAY.into(), reason: String::new() };
                self.story.desk.end_care(&recipient, &end, now).unwrap();
                Subject::Group(group, recipient)
            }
            Opens::DeletionRequested => {
                let (group, recipient) = self.group(None);
                self.happens(&group, GroupEventKind::DeletionRequested, None);
                Subject::Group(group, recipient)
            }
            Opens::NoGroupManager => {
                let manager = self.ready("2026-01-01");
                let (group, recipient) = self.group(Some(&manager));
                self.story.desk.begin_leaving(&manager, "2026-11-19", now).unwrap();
                Subject::Group(group, recipient)
            }
            Opens::MemberLeft => {
                let id = self.ready(TODAY);
                let purpose = "勉強会の連絡".into();
                let kind = GroupKind::Open { name: "みほん".into(), purpose, wants_listing: false };
                let group = self.story.desk.open_group(&GroupDraft::of(kind, TODAY), now).unwrap();
                let joins = MembershipDraft {
                    kind: Some(MemberKind::Staff),
                    staff: Some(id.clone()),
                    joined_on: TODAY.into(),
                    ..MembershipDraft::default()
                };
                self.story.desk.join_group(&group, &joins, now).unwrap();
                self.release(&id, "");
                Subject::Staff(id)
            }
            Opens::OwnDeviceWithoutPermission => Subject::Device(self.device("own", TODAY)),
            Opens::DeviceCheckDue => Subject::Device(self.device("office", "2026-04-20")),
            Opens::TemporaryDevice => {
                self.story.desk.begin_disaster("2026-11-10", "地震", now).unwrap();
                let id = self.device("temporary", "2026-11-15");
                self.story.desk.end_disaster("2026-11-19", now).unwrap();
                Subject::Device(id)
            }
            Opens::TakeoutAsked => {
                let slip = TakeoutDraft {
                    applicant: Some(self.staff(TODAY)),
                    medium: "紙".into(),
                    content: "訪問先の連絡先".into(),
                    purpose: "訪問".into(),
                    from: "2026-11-24".into(),
                    until: "2026-11-25".into(),
                    asked_on: TODAY.into(),
                    ..TakeoutDraft::default()
                };
                Subject::Takeout(self.story.desk.ask_takeout(&slip, now).unwrap())
            }
            Opens::IncidentOpen => {
                let lost = IncidentDraft {
                    cause: "loss".into(),
                    happened_on: TODAY.into(),
                    known_on: TODAY.into(),
                    ..IncidentDraft::default()
                };
                Subject::Incident(self.story.desk.open_incident(&lost, now).unwrap())
            }
            other => panic!("{}: nothing here opens it by {other:?}", duty.key),
        }
    }

    /// Does what closes a duty.
    fn close(&mut self, duty: &Duty, subject: &Subject) {
        let now = on(TODAY);
        match (duty.closes, subject) {
            (Closes::ByHand, Subject::Office) => self.story.desk.close_duty(&duty.key, TODAY, now).unwrap(),
            (Closes::ByHand, Subject::Staff(id)) if duty.opens == Opens::StaffWithoutCourse => self.teach(id),
            (Closes::ByHand, Subject::Staff(id)) => {
                self.story.desk.close_duty_of("", &duty.key, id.as_str(), TODAY, now).unwrap();
            }
            (Closes::McsManager, _) => {
                let id = self.staff(TODAY);
                self.story.desk.begin_mcs_manager(&id, TODAY, now).unwrap();
            }
            (Closes::Submission, _) => self.send(duty.form.unwrap()),
            (Closes::Pledge, Subject::Staff(id)) => self.pledge(id),
            (Closes::McsId, Subject::Staff(id)) => self.give_id(id, TODAY),
            (Closes::Password, Subject::Staff(id)) => self.change_password(id, TODAY),
            (Closes::Training, Subject::Staff(id)) => self.teach(id),
            (Closes::Signature, Subject::Consent(id)) if duty.opens == Opens::ConsentHalfSigned => {
                let half = self.story.desk.consent_record(id).unwrap().signature;
                let name = name("例示", "桜", "れいじ", "さくら");
                let family = SignerDraft { name, relationship: "長女".into(), ..SignerDraft::default() };
                let family_signed_on = TODAY.into();
                let both = SignatureDraft { by_family: true, family, family_signed_on, ..half };
                self.story.desk.sign_consent(id, &both, now).unwrap();
            }
            (Closes::Signature, Subject::Consent(id)) => self.sign(id, "家族なし"),
            (Closes::CopyHanded, Subject::Consent(id)) => {
                self.story.desk.hand_copy(id, "ご本人", TODAY, now).unwrap();
            }
            (Closes::OriginalPlace, Subject::Consent(id)) => {
                self.story.desk.file_original(id, "鍵付き書庫", now).unwrap();
            }
            (Closes::DoctorCopy, Subject::Consent(id)) => {
                self.story.desk.send_doctor_copy(id, TODAY, "郵送", now).unwrap();
            }
            (Closes::Group, Subject::Consent(id)) => {
                let recipient = self.story.desk.consent_record(id).unwrap().consent.plan.recipient;
                self.group_of(&recipient, None);
            }
            (Closes::GroupArchived, Subject::Group(group, _)) => {
                self.happens(group, GroupEventKind::Archived, Some(ArchiveReason::Ended(self.end_of(duty))));
            }
            (Closes::DeletionSent, Subject::Group(group, _)) => {
                self.happens(group, GroupEventKind::DeletionSent, None);
            }
            (Closes::GroupManager, Subject::Group(group, _)) => {
                let desk = &mut self.story.desk;
                desk.begin_group_manager(group, &colleague(), TODAY, now).unwrap();
            }
            (Closes::MembersReleased, Subject::Staff(id)) => self.release(id, TODAY),
            (Closes::Device, Subject::Device(id)) if duty.opens == Opens::OwnDeviceWithoutPermission => {
                let permitted = DeviceDraft { permitted_on: TODAY.into(), ..device("own", TODAY) };
                self.story.desk.change_device(id, &permitted, now).unwrap();
            }
            (Closes::Device, Subject::Device(id)) => {
                let kind = "retired".into();
                let gone = DeviceEventDraft { kind, on: TODAY.into(), erased: true, note: String::new() };
                self.story.desk.record_device_event(id, &gone, now).unwrap();
            }
            (Closes::DeviceCheck, Subject::Device(id)) => {
                let items = &self.story.desk.policy().unwrap().device.items;
                let answers = items.iter().map(|item| (item.key.clone(), "yes".to_owned())).collect();
                let (on_day, devices) = (TODAY.to_owned(), vec![(id.clone(), answers)]);
                let round = DeviceRoundDraft { on: on_day, devices, ..DeviceRoundDraft::default() };
                self.story.desk.record_device_round(&round, now).unwrap();
            }
            (Closes::TakeoutDecision, Subject::Takeout(id)) => {
                let (on, reason) = (TODAY.into(), String::new());
                let yes = TakeoutDecisionDraft { by: None, on, approved: true, reason };
                self.story.desk.decide_takeout(id, &yes, now).unwrap();
            }
            (Closes::GuidelineCheck, _) => {
                let (on, in_order) = (TODAY.into(), true);
                let look = GuidelineCheckDraft { on, in_order, ..GuidelineCheckDraft::default() };
                self.story.desk.record_guideline_check(&look, now).unwrap();
            }
            (Closes::Incident, Subject::Incident(id)) => {
                let steps = self.story.desk.policy().unwrap().incident.clone();
                for step in steps.iter().filter(|step| !step.lent_only) {
                    self.story.desk.stamp_incident(id, &step.key(), None, now).unwrap();
                }
                self.story.desk.close_incident(id, now).unwrap();
            }
            (other, _) => panic!("{}: nothing here closes it by {other:?}", duty.key),
        }
    }
}
