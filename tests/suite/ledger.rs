//! Ledgers on paper: as many pages as they need, each with its head, and no row cut or lost.

use office::desk::{Ledger, LedgerOrder, PaperOrder};
use scenarios::{Story, name, on, squeezed, staff, text_of};

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
    let made =
        story.paper(PaperOrder::Ledger(LedgerOrder { ledger: Ledger::Duties, from: None, until: None }));
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
