//! 練習モード: an invented office that is ready at once, and whose papers cannot be taken for real ones.

use office::desk::{Desk, PaperOrder};
use office::forms::FormKind;
use scenarios::{on, sentences_of_form, shelf, squeezed, text_of};

#[test]
fn every_paper_says_that_it_is_a_sample_and_still_reads_whole() {
    let folder = tempfile::TempDir::new().unwrap();
    let now = on("2026-11-20");
    let desk = Desk::practice(folder.path(), shelf(), now).unwrap();
    assert!(
        desk.is_practice() && desk.setup_step().unwrap().is_none(),
        "ready for work, and marked as practice"
    );

    let pledge = desk
        .make_paper(PaperOrder::OfOffice { kind: FormKind::OfficePledge, dated_on: None }, now.today())
        .unwrap();
    let text = squeezed(&text_of(&pledge.pdf).concat());
    assert!(text.contains("見本"), "the print says 見本");
    for sentence in sentences_of_form(1) {
        assert!(text.contains(&sentence), "the mark behind the page breaks no sentence: {sentence}");
    }
    desk.lock(now).unwrap();

    let again = Desk::practice(folder.path(), shelf(), now).unwrap();
    assert_eq!(again.staff_list("").unwrap().len(), 5, "opened again, the same people are there");
}

#[test]
fn a_real_office_is_never_taken_for_a_practice_one() {
    let story = scenarios::Story::after_first_start();
    let folder = story.folder;
    story.desk.lock(on("2026-11-20")).unwrap();
    let refused = Desk::practice(folder.path(), shelf(), on("2026-11-20"));
    assert!(refused.is_err(), "a real vault in the practice folder is not opened");
    let desk = Desk::unlock(folder.path(), scenarios::PASSPHRASE, shelf(), on("2026-11-20")).unwrap();
    assert!(desk.office().unwrap().is_some(), "and above all it is not thrown away");
}
