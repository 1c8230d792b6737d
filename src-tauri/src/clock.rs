//! The one place that asks what time it is.

use chrono::{Local, Utc};
use office::domain::Moment;

/// Now, with the PC's offset. `RENKEICHO_TODAY` (2026-11-20) moves the day for stories in the real window.
#[expect(clippy::disallowed_methods, reason = "this is the place they are banned in favour of")]
pub fn now() -> Moment {
    #[cfg(feature = "window-tests")]
    if let Some(day) = std::env::var("RENKEICHO_TODAY").ok().and_then(|day| day.parse().ok()) {
        return Moment::noon_in_japan(day);
    }
    Moment { utc: Utc::now(), offset: *Local::now().offset() }
}
