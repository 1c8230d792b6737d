//! What the entries of all ledgers (台帳) have in common: each can be taken back with a reason, and none is deleted.

use super::Check;
use super::keyed::keyed;
use crate::Result;

keyed! {
    /// An entry that can be taken back (取り消し).
    LedgerEntry {
        /// What became of a device.
        DeviceEvent = "deviceEvent",
        /// A look at a device.
        DeviceCheck = "deviceCheck",
        /// A slip of taking out.
        Takeout = "takeout",
        /// A training.
        Training = "training",
        /// A look at the guidelines.
        GuidelineCheck = "guidelineCheck",
        /// A loss or an accident.
        Incident = "incident",
    }
}

/// Checks the reason for which an entry is taken back.
///
/// # Errors
/// [`crate::Error::Fields`].
pub fn check_reason(typed: &str) -> Result<String> {
    let mut check = Check::default();
    let reason = check.note("reason", typed);
    check.demand(!reason.is_empty(), "reason", crate::ProblemCode::Required);
    check.finish(reason)
}
