//! Ledgers on paper: as many pages as they need, each with its head, and no row cut or lost.

use office::desk::{Ledger, LedgerOrder, MembersOf, PaperOrder};
use office::domain::id::GroupId;
use office::domain::membership::{MemberKind, MembershipDraft};
use scenarios::{Story, day, name, on, squeezed, staff, text_of};

use crate::groups::{in_five_groups, managed_by, off_case, office_in, open_group};

const TODAY: &str = "2026-11-20";

/// What stands on a ledger's pages.
fn printed(story: &mut Story, order: LedgerOrder) -> String {
    let made = story.desk.make_paper(PaperOrder::Ledger(order), day("2026-12-10")).unwrap();
    squeezed(&text_of(&made.pdf).concat())
}

fn members(from: &str, until: &str, of: Option<MembersOf>) -> LedgerOrder {
    let day = |text: &str| (!text.is_empty()).then(|| day(text));
    LedgerOrder { ledger: Ledger::Members, from: day(from), until: day(until), of, region: None }
}

#[test]
fn the_day_s_work_prints_with_its_clauses_on_as_many_pages_as_it_needs() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let given = ["あおい", "いつき", "うみ", "えま", "おと", "かえで", "きよ", "くるみ", "けい", "こころ"];
    for family in ["みほん", "れいじ", "かくう"] {
        for given in given {
            let draft = staff(name(family, given, family, given), "看護師", "mihon@example.jp", "2026-11-01");
            story.desk.add_staff(&draft, now).unwrap();
        }
    }
    let made = story.paper(PaperOrder::Ledger(LedgerOrder {
        ledger: Ledger::Duties,
        from: None,
        until: None,
        of: None,
        region: None,
    }));
    let pages: Vec<String> = text_of(&made.pdf).iter().map(|page| squeezed(page)).collect();
    assert!(pages.len() > 1, "thirty people without a pledge need more than a page");
    for page in &pages {
        assert!(page.contains("済み期限すること条"), "the head stands on each page");
    }
    let whole = pages.concat();
    for family in ["みほん", "れいじ", "かくう"] {
        for given in given {
            let line = format!("{family}{given}さん：誓約書がまだです");
            assert_eq!(whole.matches(&line).count(), 1, "{line} stands there once");
        }
    }
    assert!(whole.contains("(5)③"), "with the clause, however its cell breaks");
    assert!(whole.contains("みほん訪問看護ステーション"), "and whose it is");
    crate::paper::practice::keep("duties.pdf", &made.pdf);
}

/// A doctor of another office in one of the groups.
fn with_doctor(story: &mut Story, group: &GroupId) {
    let doctor = MembershipDraft {
        kind: Some(MemberKind::Doctor),
        name: "仮名 医師".into(),
        office: "例示医院".into(),
        invited_on: "2026-11-18".into(),
        approved_on: "2026-11-19".into(),
        joined_on: TODAY.into(),
        ..MembershipDraft::default()
    };
    story.desk.join_group(group, &doctor, on(TODAY)).unwrap();
}

#[test]
fn joining_and_leaving_is_printed_for_a_time_a_group_and_a_person() {
    let mut story = office_in("kumagaya");
    let (ichiro, ids) = in_five_groups(&mut story);
    story.desk.release_members(&ids[..1], &off_case("", "2026-11-30"), on("2026-12-01")).unwrap();
    let first = story.desk.memberships_of_staff(&ichiro).unwrap();
    let first = first.iter().find(|one| one.id == ids[0]).unwrap().group.clone();
    with_doctor(&mut story, &first);

    let all = printed(&mut story, members("", "", None));
    assert_eq!(all.matches("架空一郎").count(), 5, "once for each group: {all}");
    assert!(
        all.contains("仮名医師例示医院2026/11/182026/11/192026/11/20"),
        "invited, approved, joined: {all}"
    );
    assert!(all.contains("2026/11/202026/11/30"), "released: {all}");
    assert!(all.contains("担当から"), "and why: {all}");
    let december = printed(&mut story, members("2026-12-01", "2026-12-10", None));
    assert_eq!(december.matches("架空一郎").count(), 4, "who was released in November is not in December");
    let october = printed(&mut story, members("", "2026-10-31", None));
    assert!(!october.contains("架空一郎"), "and nobody before the first joined");
    let group = printed(&mut story, members("", "", Some(MembersOf::Group(first))));
    assert_eq!((group.matches("架空一郎").count(), group.matches("仮名医師").count()), (1, 1), "{group}");
    let person = printed(&mut story, members("", "", Some(MembersOf::Staff(ichiro))));
    assert_eq!((person.matches("架空一郎").count(), person.matches("仮名医師").count()), (5, 0), "{person}");
}

#[test]
fn the_groups_stand_against_who_takes_part() {
    let mut story = office_in("kumagaya");
    let (ichiro, ids) = in_five_groups(&mut story);
    story.desk.release_members(&ids[..1], &off_case("", "2026-11-30"), on("2026-12-01")).unwrap();
    let sixth = story.desk.open_group(&managed_by(&ichiro, open_group("六")), on(TODAY)).unwrap();
    with_doctor(&mut story, &sixth);
    for number in 1..=12 {
        let draft = staff(name("例示", &format!("{number}"), "れいじ", ""), "看護師", "", TODAY);
        story.desk.add_staff(&draft, on(TODAY)).unwrap();
    }
    let order = LedgerOrder { ledger: Ledger::MemberSheet, from: None, until: None, of: None, region: None };
    let made = story.desk.make_paper(PaperOrder::Ledger(order.clone()), day("2026-12-10")).unwrap();
    crate::paper::practice::keep("member-sheet.pdf", &made.pdf);
    let sheet = printed(&mut story, order);
    assert!(
        sheet.contains("六（自由グループ）◎仮名医師"),
        "who manages it, and who comes from elsewhere: {sheet}"
    );
    assert_eq!(sheet.matches('○').count(), 4 + 1, "four groups, and the note: {sheet}");
    assert!(sheet.contains("一（自由グループ）三"), "the first group stands there without anybody: {sheet}");
    assert!(!sheet.contains("例示1"), "who is in no group takes no column: {sheet}");
}
