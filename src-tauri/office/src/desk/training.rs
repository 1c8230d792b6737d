//! 研修・講習会: recorded, heard later, and who heard the association's course.

use chrono::NaiveDate;

use super::Desk;
use crate::domain::Moment;
use crate::domain::history::Fields;
use crate::domain::id::{StaffId, TrainingId};
use crate::domain::training::{Training, TrainingDraft, TrainingKind};
use crate::store::{Act, training};
use crate::{Error, ProblemCode, Result};

impl Desk {
    /// All trainings, newest first.
    pub fn trainings(&self) -> Result<Vec<Training>> {
        Ok(self.training_page("", usize::MAX)?.0)
    }

    /// The first `most` of them whose words hold `query`, and how many there are.
    pub fn training_page(&self, query: &str, most: usize) -> Result<(Vec<Training>, usize)> {
        self.vault.read(|db| training::trainings(db, query, most))
    }

    /// One training.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn training(&self, id: &TrainingId) -> Result<Training> {
        self.vault.read(|db| training::training(db, id))
    }

    /// Records a training.
    ///
    /// # Errors
    /// [`Error::Fields`], also for a kind that the region does not offer.
    pub fn record_training(&mut self, draft: &TrainingDraft, now: Moment) -> Result<TrainingId> {
        let training = draft.check(now.today())?;
        let offered = &self.policy()?.trainings;
        let known =
            training.kind == TrainingKind::Regular || offered.iter().any(|one| one.kind == training.kind);
        if !known {
            return Err(Error::field("kind", ProblemCode::NotAChoice));
        }
        let act = Act::new("training_record", "training").on(training.id.as_str()).adding(&training);
        self.vault.transact(act, now, |db| training::add_training(db, &training, now))?;
        Ok(training.id)
    }

    /// Records that somebody heard it later (後日受講).
    ///
    /// # Errors
    /// [`Error::Fields`] for a day before the training; [`Error::NotFound`].
    pub fn hear_training_later(
        &mut self,
        id: &TrainingId,
        staff: &StaffId,
        typed_on: &str,
        now: Moment,
    ) -> Result<()> {
        let training = self.training(id)?;
        let before = training.attendees.iter().find(|one| one.staff == *staff).and_then(|one| one.heard_on);
        let on = training.check_hearing(typed_on, now.today())?;
        let told = |on: Option<NaiveDate>| Fields::default().with("heard_on", &on);
        let act = Act::new("training_hear_later", "training").on(id.as_str());
        let about = Fields::default().with("title", &training.title).with("who", staff);
        let act = act.about(&about).changing(&told(before), &told(Some(on)));
        self.vault.transact(act, now, |db| training::hear_later(db, id, staff, Some(on)))
    }

    /// When somebody heard the association's course or saw its video last (宮崎 第12条3)); `None`: never.
    pub fn course_on(&self, staff: &StaffId) -> Result<Option<NaiveDate>> {
        self.vault.read(|db| training::course_on(db, staff))
    }
}
