//! A year of an office as a list of dated events (`expected/yearly_report/*.json`), lived through the desk. Owns how such
//! a list is played; what comes of it is asserted in the stories.

use office::domain::consent::SignerKind;
use office::domain::consent::{ExistingConsentDraft, PersonalText};
use office::domain::group::{ArchiveReason, GroupDraft, GroupEventDraft, GroupEventKind, GroupKind};
use office::domain::id::{CareRecipientId, ConsentId, GroupId, StaffId, TakeoutId};
use office::domain::incident::IncidentDraft;
use office::domain::ledger::LedgerEntry;
use office::domain::photo_consent::{PhotoConsentDraft, PhotoConsentKind};
use office::domain::recipient_end::EndKind;
use office::domain::takeout::{TakeoutDecisionDraft, TakeoutDraft, TakeoutReturnDraft};
use office::domain::training::{AttendeeDraft, TrainingDraft};
use office::domain::withdrawal::{WithdrawalDraft, WithdrawalMeans};
use office::domain::{Moment, NameTyped};
use serde_json::Value;

use crate::{Story, name, on, root, staff, ume};

/// A consent of the patient of a group is older than every year that is counted.
const LONG_AGO: &str = "2015-04-01";

/// Who is who in a year that was played.
pub struct Played {
    /// Staff by the names of the list.
    pub staff: Vec<(String, StaffId)>,
    /// Groups by the names of the list.
    pub groups: Vec<(String, GroupId)>,
    /// Consents by the names of the list.
    pub consents: Vec<(String, ConsentId)>,
}

/// A list of `expected/yearly_report`.
pub fn list(file: &str) -> Value {
    let path = root().join("tests/expected/yearly_report").join(file);
    let text = std::fs::read_to_string(path).expect("the list is there");
    serde_json::from_str(&text).expect("it is JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn rows<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Invented names, all different: 架空 甲子, 架空 甲丑 ….
fn invented(family: &str, at: usize) -> NameTyped {
    const FIRST: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    const SECOND: [char; 6] = ['子', '丑', '寅', '卯', '辰', '巳'];
    let given = [FIRST[at % FIRST.len()], SECOND[at / FIRST.len()]].iter().collect::<String>();
    name(family, &given, "", "")
}

/// Lives the list in an office, all of it entered late on a day.
pub fn play(story: &mut Story, list: &Value, today: &str) -> Played {
    let now = on(today);
    let staff = rows(list, "staff").iter().enumerate().map(|(at, one)| {
        let mail = format!("s{at}@example.jp");
        let mut draft = staff(invented("架空", at), "看護師", &mail, text(one, "registered"));
        draft.released_on = text(one, "deleted").to_owned();
        (text(one, "id").to_owned(), story.desk.add_staff(&draft, now).expect("somebody of the staff"))
    });
    let staff: Vec<_> = staff.collect();
    let mut people = 0;
    let groups = rows(list, "groups")
        .iter()
        .map(|group| (text(group, "id").to_owned(), play_group(story, group, &mut people, now)));
    let groups: Vec<_> = groups.collect();
    let clerk = staff.iter().find(|(id, _)| id != "S00").expect("somebody").1.clone();
    let consents = rows(list, "consents").iter().map(|consent| {
        (text(consent, "id").to_owned(), play_consent(story, consent, &clerk, &mut people, now))
    });
    let consents: Vec<_> = consents.collect();
    for day in rows(list, "photos").iter().filter_map(Value::as_str) {
        let draft = PhotoConsentDraft {
            recipient: person(story, &mut people, now),
            on: day.into(),
            kind: PhotoConsentKind::Person,
            subject: "みほんの傷".into(),
            purpose: "相談".into(),
            means: "口頭".into(),
            taken_by: None,
        };
        story.desk.record_photo_consent(&draft, now).expect("a picture");
    }
    play_trainings(story, list, &staff, now);
    play_takeouts(story, &list["takeouts"], &staff, now);
    for known in rows(list, "incidents").iter().filter_map(Value::as_str) {
        let draft = IncidentDraft {
            cause: "other".into(),
            happened_on: known.into(),
            known_on: known.into(),
            ..IncidentDraft::default()
        };
        story.desk.open_incident(&draft, now).expect("an incident");
    }
    for known in rows(list, "incidentsTakenBack").iter().filter_map(Value::as_str) {
        let draft = IncidentDraft {
            cause: "other".into(),
            happened_on: known.into(),
            known_on: known.into(),
            ..IncidentDraft::default()
        };
        let id = story.desk.open_incident(&draft, now).expect("an incident");
        story.desk.void_entry(LedgerEntry::Incident, id.as_str(), "誤記", now).expect("taken back");
    }
    Played { staff, groups, consents }
}

fn person(story: &mut Story, people: &mut usize, now: Moment) -> CareRecipientId {
    let draft = office::domain::care_recipient::CareRecipientDraft {
        name: invented("例示", *people),
        family: Vec::new(),
        ..ume()
    };
    *people += 1;
    story.desk.add_care_recipient(&draft, now).expect("a patient")
}

fn play_group(story: &mut Story, group: &Value, people: &mut usize, now: Moment) -> GroupId {
    let kind = match text(group, "kind") {
        "patient" => {
            let recipient = person(story, people, now);
            let consent = ExistingConsentDraft {
                recipient: recipient.clone(),
                signer: SignerKind::Person,
                family_too: true,
                no_family_reason: String::new(),
                signed_on: LONG_AGO.into(),
                place: "青いバインダー".into(),
            };
            story.desk.add_existing_consent(&consent, now).expect("a consent from before");
            GroupKind::Care { recipient }
        }
        "link" => GroupKind::Link {
            recipient: None, name: PersonalText("仮名 次郎（みほん医院）".into())
        },
        _ => GroupKind::Open {
            name: format!("みほん勉強会{}", text(group, "id")),
            purpose: "勉強会".into(),
            wants_listing: false,
        },
    };
    let events = rows(group, "events");
    let draft = GroupDraft::of(kind, text(&events[0], "date"));
    let id = story.desk.open_group(&draft, now).expect("a group");
    for event in &events[1..] {
        let (day, what) = (text(event, "date"), text(event, "event"));
        let (what, why) = what.split_once(':').unwrap_or((what, ""));
        let record = |story: &mut Story, kind| {
            let draft = GroupEventDraft {
                kind,
                on: day.to_owned(),
                reason: Some(match why {
                    "死亡" => ArchiveReason::Ended(EndKind::Died),
                    "支援終了" => ArchiveReason::Ended(EndKind::SupportEnded),
                    "転居" => ArchiveReason::Ended(EndKind::Moved),
                    _ => ArchiveReason::Other,
                }),
                party: "ご家族".into(),
                means: "電話".into(),
                note: String::new(),
                release_members: true,
            };
            story.desk.record_group_event(&id, &draft, now).expect("what happened to a group");
        };
        match what {
            "保管" => record(story, GroupEventKind::Archived),
            "再開" => record(story, GroupEventKind::Reopened),
            "完全削除依頼" => record(story, GroupEventKind::DeletionRequested),
            "取消" => story.desk.void_group_event(&id, "誤記", now).expect("taken back"),
            // Asked for, sent and answered on one day.
            _ => [GroupEventKind::DeletionRequested, GroupEventKind::DeletionSent, GroupEventKind::Deleted]
                .into_iter()
                .for_each(|kind| record(story, kind)),
        }
    }
    id
}

fn play_consent(
    story: &mut Story,
    consent: &Value,
    clerk: &StaffId,
    people: &mut usize,
    now: Moment,
) -> ConsentId {
    let recipient = person(story, people, now);
    let (signer, family_too, no_family_reason) = match text(consent, "signer") {
        "本人+家族" => (SignerKind::Person, true, ""),
        "代筆+家族" => (SignerKind::Proxy, true, ""),
        "代筆" => (SignerKind::Proxy, false, "ご家族なし"),
        "後見人" => (SignerKind::Guardian, false, "ご家族なし"),
        "家族" => (SignerKind::Family, true, ""),
        _ => (SignerKind::Person, false, "ご家族なし"),
    };
    let draft = ExistingConsentDraft {
        recipient,
        signer,
        family_too,
        no_family_reason: no_family_reason.into(),
        signed_on: text(consent, "signed").into(),
        place: "青いバインダー".into(),
    };
    let id = story.desk.add_existing_consent(&draft, now).expect("a consent");
    match text(consent, "status").split_once(' ') {
        Some(("撤回", day)) => {
            let draft = WithdrawalDraft {
                by: "ご本人".into(),
                means: Some(WithdrawalMeans::Phone),
                on: day.into(),
                at: String::new(),
                taken_by: Some(clerk.clone()),
                note: String::new(),
            };
            story.desk.withdraw_consent(&id, &draft, now).expect("a withdrawal");
        }
        _ if text(consent, "status").starts_with("無効") => {
            story.desk.void_consent(&id, "誤記", now).expect("a slip");
        }
        _ => {}
    }
    id
}

/// Who was there at a training of several was expected with everybody who had an ID on that day.
fn play_trainings(story: &mut Story, list: &Value, staff: &[(String, StaffId)], now: Moment) {
    let has_id = |one: &Value, day: &str| {
        text(one, "registered") <= day && one["deleted"].as_str().is_none_or(|gone| day < gone)
    };
    for training in rows(list, "training") {
        let day = text(training, "date");
        let there: Vec<_> = rows(training, "attendees").iter().filter_map(Value::as_str).collect();
        let later = |id: &str| text(&training["later"], id).to_owned();
        let expected = rows(list, "staff").iter().filter(|one| {
            let id = text(one, "id");
            there.contains(&id) || !later(id).is_empty() || (there.len() > 1 && has_id(one, day))
        });
        let attendees = expected.map(|one| {
            let id = text(one, "id");
            let who = &staff.iter().find(|(known, _)| known == id).expect("of the staff").1;
            AttendeeDraft { staff: who.clone(), attended: there.contains(&id), later_on: later(id) }
        });
        let draft = TrainingDraft {
            on: day.into(),
            kind: "regular".into(),
            title: "個人情報の研修".into(),
            attendees: attendees.collect(),
            ..TrainingDraft::default()
        };
        let id = story.desk.record_training(&draft, now).expect("a training");
        if training["takenBack"] == true {
            story.desk.void_entry(LedgerEntry::Training, id.as_str(), "誤記", now).expect("taken back");
        }
    }
}

/// So many slips of each kind, or each with its own days (`slips`).
fn play_takeouts(story: &mut Story, takeouts: &Value, staff: &[(String, StaffId)], now: Moment) {
    let applicant = staff.iter().find(|(id, _)| id == "S01").expect("S01 is there the whole year").1.clone();
    let number = |key: &str| takeouts[key].as_u64().unwrap_or(0);
    let mut slips: Vec<[String; 5]> = Vec::new();
    for at in 0..number("requested") {
        let [asked, until, late] = [1, 3, 5].map(|day| format!("2026-{:02}-{day:02}", 4 + at % 9));
        let decision = if at < number("refused") { "refused" } else { "approved" };
        let back = if at >= number("requested") - number("returned_late") { late } else { until.clone() };
        slips.push([asked.clone(), decision.into(), asked, until, back]);
    }
    slips.extend(rows(takeouts, "slips").iter().map(|slip| {
        ["asked", "decision", "decided", "until", "returned"].map(|key| text(slip, key).to_owned())
    }));
    for [asked, decision, decided, until, returned] in slips {
        let slip = TakeoutDraft {
            applicant: Some(applicant.clone()),
            medium: "紙のファイル".into(),
            content: "連絡帳".into(),
            purpose: "訪問".into(),
            place: "訪問先".into(),
            from: asked.clone(),
            until,
            asked_on: asked,
            ..TakeoutDraft::default()
        };
        let id: TakeoutId = story.desk.ask_takeout(&slip, now).expect("a slip");
        if decision.is_empty() {
            continue;
        }
        let approved = decision == "approved";
        let reason = if approved { String::new() } else { "必要がないため".into() };
        let typed = TakeoutDecisionDraft { by: None, on: decided, approved, reason };
        story.desk.decide_takeout(&id, &typed, now).expect("a decision");
        if approved && !returned.is_empty() {
            let back =
                TakeoutReturnDraft { on: returned, by: None, erased: true, note: "異常なし".into() };
            story.desk.return_takeout(&id, &back, now).expect("a return");
        }
    }
}
