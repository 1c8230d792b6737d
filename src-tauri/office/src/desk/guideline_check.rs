//! ガイドラインの確認 (板橋 第9条): recorded and listed; elsewhere an office may keep it of its own will.

use super::Desk;
use crate::Result;
use crate::domain::Moment;
use crate::domain::guideline_check::{GuidelineCheck, GuidelineCheckDraft};
use crate::domain::id::GuidelineCheckId;
use crate::store::{Act, guideline_check};

impl Desk {
    /// All looks, newest first.
    pub fn guideline_checks(&self) -> Result<Vec<GuidelineCheck>> {
        self.vault.read(guideline_check::guideline_checks)
    }

    /// Records a look.
    ///
    /// # Errors
    /// [`crate::Error::Fields`].
    pub fn record_guideline_check(
        &mut self,
        draft: &GuidelineCheckDraft,
        now: Moment,
    ) -> Result<GuidelineCheckId> {
        let check = draft.check(now.today())?;
        let act = Act::new("guideline_check_record", "guideline_check").on(check.id.as_str()).adding(&check);
        self.vault.transact(act, now, |db| guideline_check::add_guideline_check(db, &check, now))?;
        Ok(check.id)
    }
}
