//! An instant as it is handed in from the one clock of the program.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

/// When an act happens: the instant and the local offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub utc: DateTime<Utc>,
    /// The PC's offset from UTC at that instant.
    pub offset: FixedOffset,
}

impl Moment {
    /// The calendar day at the office.
    pub fn today(&self) -> NaiveDate {
        self.utc.with_timezone(&self.offset).date_naive()
    }

    /// Noon in Japan on the given day; for stories and practice data.
    pub fn noon_in_japan(day: NaiveDate) -> Moment {
        let offset = FixedOffset::east_opt(9 * 3600).expect("nine hours is an offset");
        let noon = day.and_hms_opt(3, 0, 0).unwrap_or_default();
        Moment { utc: noon.and_utc(), offset }
    }
}
