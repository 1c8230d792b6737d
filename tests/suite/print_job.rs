//! まとめて印刷: papers of many people, left in the middle and taken up again; one of them cannot be printed.

use office::desk::{MadePaper, PaperOrder};
use office::domain::care_recipient::CareRecipientDraft;
use office::domain::consent::{ConsentPlanDraft, ExistingConsentDraft, SignerKind};
use office::domain::id::{CareRecipientId, PrintJobId};
use office::domain::print_job::{PrintJobDraft, PrintKind};
use office::forms::FormKind;
use office::{Error, MissingGlyph};
use scenarios::{PASSPHRASE, Story, day, name, on, problems, squeezed, staff, text_of};

const TODAY: &str = "2026-11-20";

fn draft(kind: PrintKind, people: Vec<String>) -> PrintJobDraft {
    PrintJobDraft {
        kind,
        people,
        explained_by: None,
        visit_on: "2026/11/25".into(),
        preprint: true,
        target: String::new(),
    }
}

/// 例示 with this given name, whom no family signs for.
fn recipient(given: &str) -> CareRecipientDraft {
    CareRecipientDraft {
        name: name("例示", given, "れいじ", ""),
        address: "埼玉県みほん市例示町1-1".into(),
        ..CareRecipientDraft::default()
    }
}

/// Twelve people in the order of the numbers 一 to 十二; the third has a character that no font has.
fn twelve(story: &mut Story) -> Vec<String> {
    let given = ["一", "二", "😀", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map(recipient);
    given.iter().map(|one| story.desk.add_care_recipient(one, on(TODAY)).unwrap().to_string()).collect()
}

/// Goes through those who wait, at most `most` of them: what was made, and whom it failed for.
fn printing(story: &Story, job: &PrintJobId, most: usize) -> (Vec<MadePaper>, Vec<(u32, Error)>) {
    let (mut made, mut failed) = (Vec::new(), Vec::new());
    let waiting = (0..).zip(story.desk.print_job(job).unwrap().items).filter(|(_, item)| !item.done);
    for (position, _) in waiting.take(most) {
        match story.desk.print_job_paper(job, position, made.len() as u32, day(TODAY)) {
            Ok(paper) => made.push(paper),
            Err(error) => failed.push((position, error)),
        }
    }
    (made, failed)
}

fn numbers(story: &Story) -> Vec<String> {
    let mut numbers: Vec<_> =
        story.desk.consents().unwrap().into_iter().map(|consent| consent.control_number).collect();
    numbers.sort();
    numbers
}

#[test]
fn one_name_that_cannot_be_printed_does_not_stop_the_others() {
    let mut story = Story::after_first_start();
    let people = twelve(&mut story);
    let job = story.desk.start_print_job(&draft(PrintKind::Consent, people.clone()), on(TODAY)).unwrap();
    let (made, failed) = printing(&story, &job, 12);
    let [(2, Error::MissingGlyphs(missing))] = &failed[..] else { panic!("the third one alone: {failed:?}") };
    let MissingGlyph { character, owner, .. } = &missing[0];
    assert_eq!(character, "😀", "which character");
    assert!(owner.contains("例示"), "of whose name");

    let singles: Vec<Vec<u8>> = made.iter().map(|paper| paper.pdf.clone()).collect();
    let mut whole = story.desk.join_papers(made).unwrap();
    let pages = text_of(&whole.pdf);
    assert_eq!((whole.pages, pages.len()), (22, 22), "eleven people with two sheets each, as one document");
    assert_eq!(whole.copies, 11, "and she is told how many people");
    let one_by_one: Vec<String> = singles.iter().flat_map(|pdf| text_of(pdf)).collect();
    assert_eq!(pages, one_by_one, "its pages are those of the single papers");
    assert!(squeezed(&pages[20]).contains("例示十二"), "in the order of the list");
    assert!(pages.iter().all(|page| !page.contains("再発行")), "none was printed before");
    assert!(numbers(&story).is_empty(), "nothing is recorded before it is printed");

    story.desk.record_paper(&mut whole, true, on(TODAY)).unwrap();
    let expected: Vec<String> = (1..=11).map(|number| format!("同意-2026-{number:04}")).collect();
    assert_eq!(numbers(&story), expected, "the numbers follow each other, without a hole for the failed one");
    assert_eq!(story.desk.open_print_jobs().unwrap()[0].done(), 11, "one still waits");

    let third = CareRecipientId::from_text(people[2].clone());
    story.desk.change_care_recipient(&third, &recipient("三"), on(TODAY)).unwrap();
    let (made, failed) = printing(&story, &job, 12);
    assert!(failed.is_empty() && made.len() == 1, "after mending, the rest is one person");
    let mut rest = story.desk.join_papers(made).unwrap();
    story.desk.record_paper(&mut rest, true, on(TODAY)).unwrap();
    assert_eq!(numbers(&story).len(), 12, "everybody has one consent");
    assert!(story.desk.open_print_jobs().unwrap().is_empty(), "and the job is finished");
    for person in people {
        let papers = story.desk.papers_of_recipient(&CareRecipientId::from_text(person));
        let papers = papers.unwrap();
        let [paper] = &papers[..] else { panic!("one paper in each history: {}", papers.len()) };
        assert_eq!(
            (paper.pages, paper.copies, paper.reissue, paper.edition.as_str()),
            (2, 2, false, "2026-11"),
            "with the person's own pages and copies"
        );
    }
}

#[test]
fn what_was_left_is_printed_after_opening_again_and_nobody_twice() {
    let mut story = Story::after_first_start();
    let mut people = twelve(&mut story);
    people.remove(2);
    let job = story.desk.start_print_job(&draft(PrintKind::Consent, people), on(TODAY)).unwrap();
    let (made, _) = printing(&story, &job, 5);
    let mut first = story.desk.join_papers(made).unwrap();
    story.desk.record_paper(&mut first, true, on(TODAY)).unwrap();
    story.desk.record_paper(&mut first, false, on(TODAY)).unwrap();
    assert_eq!(numbers(&story).len(), 5, "she stopped after five, and saving them too makes nobody new");
    let (unprinted, _) = printing(&story, &job, 2);
    drop(story.desk.join_papers(unprinted).unwrap());

    let mut story = story.reopened(PASSPHRASE, on(TODAY)).unwrap();
    let open = story.desk.open_print_jobs().unwrap();
    assert_eq!((open.len(), open[0].items.len(), open[0].done()), (1, 11, 5), "only what was printed counts");
    let done = story.desk.print_job_paper(&job, 0, 0, day(TODAY));
    assert!(matches!(done, Err(Error::NotFound { .. })), "who was printed is not made again");
    let (made, _) = printing(&story, &job, 12);
    assert_eq!(made.len(), 6, "the rest");
    let mut rest = story.desk.join_papers(made).unwrap();
    story.desk.record_paper(&mut rest, true, on(TODAY)).unwrap();
    let consents = story.desk.consents().unwrap();
    let whose: std::collections::HashSet<_> =
        consents.iter().map(|consent| &consent.plan.recipient).collect();
    assert_eq!((consents.len(), whose.len()), (11, 11), "one consent for each, nobody twice");
    assert_eq!(numbers(&story).last().map(String::as_str), Some("同意-2026-0011"), "the numbers go on");
}

#[test]
fn consents_that_wait_are_printed_again_with_the_mark() {
    let mut story = Story::after_first_start();
    let people = twelve(&mut story);
    let chosen = people[..2].to_vec();
    let job = story.desk.start_print_job(&draft(PrintKind::Consent, chosen), on(TODAY)).unwrap();
    let mut first = story.desk.join_papers(printing(&story, &job, 2).0).unwrap();
    story.desk.record_paper(&mut first, true, on(TODAY)).unwrap();

    let choices = story.desk.print_choices(day(TODAY)).unwrap();
    let missing = choices.recipients.iter().filter(|(_, consent)| consent.is_none()).count();
    assert_eq!((choices.waiting.len(), missing), (2, 10), "two wait for their signature, ten have none yet");
    let consents: Vec<String> = choices.waiting.iter().map(|(_, consent)| consent.id.to_string()).collect();
    let job = story.desk.start_print_job(&draft(PrintKind::ConsentAgain, consents), on(TODAY)).unwrap();
    let mut again = story.desk.join_papers(printing(&story, &job, 2).0).unwrap();
    assert!(text_of(&again.pdf).iter().all(|page| page.contains("再発行")), "each sheet says so");
    story.desk.record_paper(&mut again, true, on(TODAY)).unwrap();
    assert_eq!(numbers(&story).len(), 2, "no consent is new");
    let papers = story.desk.papers().unwrap();
    assert_eq!(papers.iter().filter(|paper| paper.reissue).count(), 2, "the record tells them apart");
    assert_eq!(papers.len(), 4, "beside the first printing");
}

#[test]
fn who_got_a_consent_by_another_way_meanwhile_is_left_out_and_the_others_go_on() {
    let mut story = Story::after_first_start();
    let people = twelve(&mut story);
    let ids: Vec<CareRecipientId> = people.iter().cloned().map(CareRecipientId::from_text).collect();
    let alone = |story: &mut Story, whose: &CareRecipientId, at: &str| {
        let plan = ConsentPlanDraft { signer: SignerKind::Person, ..story.plan_by_proxy(whose, None) };
        let mut made = story.paper(PaperOrder::Consent { plan });
        story.desk.record_paper(&mut made, true, on(at)).unwrap().consent.unwrap()
    };
    let first = alone(&mut story, &ids[0], "2026-11-19");
    let newest = |story: &Story, at: usize| {
        let choices = story.desk.print_choices(day(TODAY)).unwrap();
        let (_, consent) = choices.recipients.into_iter().find(|(who, _)| who.id == ids[at]).unwrap();
        consent.map(|consent| consent.id)
    };
    assert_eq!(newest(&story, 0), Some(first), "she is told that the first one has a consent already");
    assert_eq!(newest(&story, 1), None, "and that the second has none");

    let chosen = [0, 1, 3, 4].map(|at: usize| people[at].clone()).to_vec();
    let job = story.desk.start_print_job(&draft(PrintKind::Consent, chosen), on(TODAY)).unwrap();
    let slip = alone(&mut story, &ids[1], "2026-11-21");
    let old = ExistingConsentDraft {
        recipient: ids[3].clone(),
        signer: SignerKind::Person,
        family_too: false,
        no_family_reason: String::new(),
        signed_on: "2024-04-01".into(),
        place: "書庫".into(),
    };
    story.desk.add_existing_consent(&old, on("2026-11-21")).unwrap();
    let (made, failed) = printing(&story, &job, 4);
    let left_out: Vec<u32> = failed.iter().map(|(position, _)| *position).collect();
    assert_eq!(left_out, [1, 2], "printed alone, and found in the old binder, since the job began");
    for (_, error) in failed {
        let meanwhile = matches!(error, Error::Refused { code: "consent_meanwhile", .. });
        assert!(meanwhile, "with the reason: {error:?}");
    }
    assert_eq!(made.len(), 2, "the others go on, also who had one when she chose them");

    story.desk.void_consent(&slip, "誤記", on("2026-11-21")).unwrap();
    let (made, failed) = printing(&story, &job, 4);
    assert_eq!((made.len(), failed.len()), (3, 1), "one that counts no more stops nobody");
}

#[test]
fn staff_without_a_pledge_get_theirs_and_the_rest_may_be_left_out() {
    let mut story = Story::after_first_start();
    let now = on(TODAY);
    for given in ["一郎", "二郎", "三郎"] {
        let draft = staff(name("架空", given, "かくう", ""), "看護師", "", TODAY);
        story.desk.add_staff(&draft, now).unwrap();
    }
    let choices = story.desk.print_choices(now.today()).unwrap();
    let people: Vec<String> = choices.staff.iter().map(|one| one.id.to_string()).collect();
    assert!(choices.staff.iter().all(|one| one.pledge.is_none()), "nobody has signed yet");
    let job = story.desk.start_print_job(&draft(PrintKind::StaffPledge, people), now).unwrap();
    let (made, _) = printing(&story, &job, 2);
    let single = story.paper(PaperOrder::StaffPledge { staff: choices.staff[0].id.clone() });
    assert_eq!(made[0].pdf, single.pdf, "the very paper that is made for one");
    let mut whole = story.desk.join_papers(made).unwrap();
    assert_eq!(whole.title, story.desk.form(FormKind::StaffPledge).unwrap().full_title(), "called as it is");
    story.desk.record_paper(&mut whole, true, now).unwrap();
    let history = story.desk.papers_of_staff(&choices.staff[1].id).unwrap();
    assert_eq!(history.len(), 1, "it stands in the history of each");
    story.desk.close_print_job(&job, now).unwrap();
    assert!(story.desk.open_print_jobs().unwrap().is_empty(), "she needs no third one");
}

#[test]
fn a_job_of_nobody_or_of_somebody_twice_is_refused() {
    let mut story = Story::after_first_start();
    let ume = story.ume(on(TODAY)).to_string();
    let mut start =
        |people| problems(story.desk.start_print_job(&draft(PrintKind::Consent, people), on(TODAY)));
    assert_eq!(start(Vec::new()), "people required", "somebody must be chosen");
    assert_eq!(start(vec![ume.clone(), ume]), "people not_a_choice", "and once");
}
