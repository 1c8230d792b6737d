//! Staff, as the screen shows them: the list, and the card with joining and leaving.

use office::Result;
use office::desk::Desk;
use office::domain::Moment;
use office::domain::id::StaffId;
use office::domain::leaving::StepState;
use office::domain::pledge::PledgeKind;
use office::domain::staff::{Staff, StaffNeedKind, Term};
use office::domain::wareki;
use office::policy::{JoinKind, JoinStep, LeavingStep, Policy};

use super::{Day, quoted, shown_day, typed_day};
use crate::wire;

/// Staff, sorted by ふりがな: those who stand at `status`, the first `most` of them.
pub fn staff_list(
    desk: &Desk,
    query: &str,
    status: Option<wire::StaffStatus>,
    most: usize,
    now: Moment,
) -> Result<wire::StaffList> {
    let (policy, today) = (desk.policy()?, now.today());
    let (staff, total) = desk.staff_page(query, status.map(Into::into), today, most)?;
    Ok(wire::StaffList { lines: staff.iter().map(|one| line(policy, one, today)).collect(), total })
}

/// One member of staff.
pub fn staff_card(desk: &Desk, id: &StaffId, now: Moment) -> Result<wire::StaffCard> {
    let policy = desk.policy()?;
    let record = desk.leaving(id, now)?;
    let (staff, today) = (&record.staff, now.today());
    let details = &staff.details;
    let since = staff.mcs_manager.iter().find(|term| term.covers(today)).map(|term| term.started_on);
    Ok(wire::StaffCard {
        line: line(policy, staff, today),
        typed: wire::StaffTyped {
            name: details.name.typed().into(),
            profession: details.profession.clone(),
            email: details.email.clone(),
            mcs_id: details.mcs_id.clone(),
            registered_on: typed_day(details.registered_on),
            released_on: typed_day(details.released_on),
        },
        group_refusal: policy.may_join_groups(staff, today).err().map(Into::into),
        mcs_manager_since: shown_day(since),
        mcs_manager_terms: staff.mcs_manager.iter().map(term).collect(),
        pauses: staff.pauses.iter().map(term).collect(),
        joining: desk.joining(id, now)?.iter().map(|step| join_line(policy, step)).collect(),
        leaving: (record.steps.iter())
            .map(|(step, state)| leaving_line(policy, step, *state, record.facts.of(step.step)))
            .collect(),
        leaving_begun: shown_day(staff.leaving.as_ref().map(|leaving| leaving.begun_on)),
    })
}

pub(super) fn line(policy: &Policy, staff: &Staff, today: Day) -> wire::StaffLine {
    let details = &staff.details;
    wire::StaffLine {
        id: staff.id.to_string(),
        name: details.name.shown(),
        kana: details.name.kana(),
        profession: details.profession.clone(),
        status: policy.staff_status(staff, today).into(),
        registered: shown_day(details.registered_on),
        released: shown_day(details.released_on),
        pledge: staff.pledge.as_ref().map(|pledge| wire::PledgeShown {
            on: wareki::both(pledge.on),
            omitted: pledge.kind != PledgeKind::Signed,
            existing_paper: match &pledge.kind {
                PledgeKind::Signed => String::new(),
                PledgeKind::Omitted { existing_paper } => existing_paper.clone(),
            },
        }),
        mcs_manager: staff.is_mcs_manager(today),
    }
}

fn term(term: &Term) -> wire::TermShown {
    wire::TermShown { from: wareki::both(term.started_on), until: shown_day(term.ended_on) }
}

fn join_line(policy: &Policy, step: &JoinStep<'_>) -> wire::JoinLine {
    let (kind, duty) = match step.kind {
        JoinKind::Registered => (wire::JoinKind::Registered, None),
        JoinKind::Need(StaffNeedKind::Pledge) => (wire::JoinKind::Pledge, None),
        JoinKind::Need(StaffNeedKind::Course) => (wire::JoinKind::Course, None),
        JoinKind::Need(StaffNeedKind::Profession) => (wire::JoinKind::Profession, None),
        JoinKind::Need(StaffNeedKind::McsId) => (wire::JoinKind::McsId, None),
        JoinKind::Tick(duty) => (wire::JoinKind::Tick, Some(duty)),
        JoinKind::Notice(duty) => (wire::JoinKind::Notice, Some(duty)),
    };
    wire::JoinLine {
        kind,
        key: duty.map(|duty| duty.key.clone()).unwrap_or_default(),
        title: duty.map(|duty| duty.title.clone()).unwrap_or_default(),
        source: step.source.map(|source| quoted(policy, source)),
        done: step.is_done,
        on: shown_day(step.done_on),
    }
}

fn leaving_line(
    policy: &Policy,
    step: &LeavingStep,
    state: StepState,
    holds: &[String],
) -> wire::LeavingLine {
    let (done, first) = match state {
        StepState::Done(done) => (Some(done), None),
        StepState::Locked(first) => (None, policy.leaving.iter().find(|one| one.step == first)),
        StepState::NotNeeded | StepState::Open | StepState::TooLate => (None, None),
    };
    wire::LeavingLine {
        step: step.step.key().to_owned(),
        title: step.title.clone(),
        source: step.source.as_ref().map(|source| quoted(policy, source)),
        state: match state {
            StepState::Done(_) => wire::LeavingState::Done,
            StepState::NotNeeded => wire::LeavingState::NotNeeded,
            StepState::Locked(_) => wire::LeavingState::Locked,
            StepState::Open => wire::LeavingState::Open,
            StepState::TooLate => wire::LeavingState::TooLate,
        },
        on: shown_day(done.map(|done| done.on)),
        by_office: done.is_some_and(|done| done.by_office),
        first: first.map(|first| first.title.clone()).unwrap_or_default(),
        holds: holds.to_vec(),
    }
}
