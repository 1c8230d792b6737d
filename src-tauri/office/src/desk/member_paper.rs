//! Groups on paper: who joined which and was released from it, and which groups stand against whom.
//! Their columns stand in `forms/common/ledgers.toml`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ledger_paper::{LedgerOrder, MembersOf, Names, short};
use super::{Desk, GroupLine, GroupLineKind};
use crate::Result;
use crate::domain::group::{GroupManagerTerm, GroupManagerWho, GroupState};
use crate::domain::id::StaffId;
use crate::domain::membership::{Member, Membership};
use crate::forms::LedgerTable;
use crate::store::membership;

/// How many names stand side by side.
const ACROSS: usize = 12;

impl Desk {
    /// Joining and leaving, in the order of joining: of a time, of a group, of a person.
    pub(super) fn member_lines(&self, order: &LedgerOrder, names: &Names) -> Result<Vec<Vec<String>>> {
        let mut members = self.vault.read(|db| match &order.of {
            Some(MembersOf::Group(group)) => membership::memberships_of(db, group),
            Some(MembersOf::Staff(staff)) => membership::memberships_of_staff(db, staff),
            None => membership::memberships_between(db, order.from, order.until),
        })?;
        members.retain(|one| one.voided.is_none() && order.touches(one));
        members.sort_by_key(|one| one.joined_on);
        let groups = self.group_list("")?;
        let groups: HashMap<_, _> = groups.iter().map(|line| (&line.id, self.group_name(line))).collect();
        let day = |day: Option<NaiveDate>| day.map(short).unwrap_or_default();
        let line = |one: &Membership| {
            let (who, from) = shown(&one.who, names);
            let release = one.release.as_ref();
            let why = release.map(|release| {
                let why = [self.word(release.why.key()), release.note.0.clone()].join("\u{3000}");
                why.trim_end().to_owned()
            });
            vec![
                groups.get(&one.group).cloned().unwrap_or_default(),
                who,
                from,
                day(one.invited_on),
                day(one.approved_on),
                short(one.joined_on),
                day(release.map(|release| release.on)),
                why.unwrap_or_default(),
            ]
        };
        Ok(members.iter().map(line).collect())
    }

    /// Each group in use against each of our own staff who takes part in one or manages one; the others by name.
    pub(super) fn member_sheet(&self, names: &Names) -> Result<Vec<LedgerTable>> {
        let lines = self.group_list("")?;
        let lines = lines.into_iter().filter(|line| line.state == GroupState::Active);
        let mut groups = Vec::new();
        for line in lines {
            groups.push((self.group_name(&line), self.group(&line.id)?));
        }
        let takes_part = |staff: &StaffId| {
            groups.iter().any(|(_, group)| {
                group.running().any(|one| one.who == Member::Staff(staff.clone()))
                    || group.managers.iter().any(|term| manages(term, staff))
            })
        };
        let ours: Vec<_> = names.staff().filter(|(id, _)| takes_part(id)).collect();
        let table = |people: &[(&StaffId, String)]| {
            let row = |(name, group): &(String, crate::domain::group::Group)| {
                let mark = |staff: &StaffId| {
                    let is_member = group.running().any(|one| one.who == Member::Staff(staff.clone()));
                    match group.managers.iter().any(|term| manages(term, staff)) {
                        true => self.word("manager"),
                        false if is_member => self.word("member"),
                        false => String::new(),
                    }
                };
                let others = group.running().filter(|one| !matches!(one.who, Member::Staff(_)));
                let others: Vec<_> = others.map(|one| shown(&one.who, names).0).collect();
                let marks = people.iter().map(|(id, _)| mark(id));
                [name.clone()].into_iter().chain(marks).chain([others.join("、")]).collect()
            };
            LedgerTable {
                across: people.iter().map(|(_, name)| name.clone()).collect(),
                rows: groups.iter().map(row).collect(),
            }
        };
        if ours.is_empty() {
            return Ok(vec![table(&[])]);
        }
        Ok(ours.chunks(ACROSS).map(table).collect())
    }

    /// 架空　花子, or the name of a group that is not about one person.
    fn group_name(&self, line: &GroupLine) -> String {
        let kind = match line.kind {
            GroupLineKind::Care => "care",
            GroupLineKind::Open => "open",
            GroupLineKind::Link => "link",
        };
        let person = line.person.as_ref().map(|name| name.shown());
        let names = [person.as_deref().unwrap_or_default(), line.name.0.as_str()];
        let names: Vec<_> = names.into_iter().filter(|name| !name.is_empty()).collect();
        format!("{}（{}）", names.join("\u{3000}"), self.word(kind))
    }
}

impl LedgerOrder {
    /// Whether somebody took part on a day of it.
    fn touches(&self, one: &Membership) -> bool {
        let ended = one.release.as_ref().map(|release| release.on);
        self.until.is_none_or(|until| one.joined_on <= until)
            && self.from.is_none_or(|from| ended.is_none_or(|ended| from <= ended))
    }
}

/// Whether somebody of our own manages a group.
fn manages(term: &GroupManagerTerm, staff: &StaffId) -> bool {
    term.ended_on.is_none() && matches!(&term.who, GroupManagerWho::Staff(who) if who == staff)
}

/// Name, and office and profession, of who takes part.
fn shown(who: &Member, names: &Names) -> (String, String) {
    match who {
        Member::Staff(staff) => (names.of(staff), names.profession(staff)),
        Member::Colleague { name, office, profession } => (name.0.clone(), joined(office, profession)),
        Member::Doctor { name, office, role } => (name.0.clone(), joined(office, role)),
        Member::Family { name, relationship } => (name.0.clone(), relationship.clone()),
    }
}

fn joined(office: &str, role: &str) -> String {
    [office, role].join("\u{3000}").trim().to_owned()
}
