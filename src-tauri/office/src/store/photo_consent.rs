//! Consents to pictures: rows and back.

use rusqlite::{Connection, params};

use super::row;
use crate::Result;
use crate::domain::Moment;
use crate::domain::consent::PersonalText;
use crate::domain::id::{CareRecipientId, PhotoConsentId, StaffId};
use crate::domain::photo_consent::{PhotoConsent, PhotoConsentKind};

/// The consents to pictures of one care recipient, newest first.
pub fn photo_consents_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<PhotoConsent>> {
    db.prepare_cached(include_str!("photo_consent/of.sql"))?
        .query_map([recipient.as_str()], |row| {
            Ok(PhotoConsent {
                id: PhotoConsentId::from_text(row.get::<_, String>(0)?),
                recipient: CareRecipientId::from_text(row.get::<_, String>(1)?),
                on: row.get(2)?,
                kind: match row.get::<_, String>(3)?.as_str() {
                    "family" => PhotoConsentKind::Family,
                    "facility-prior" => PhotoConsentKind::FacilityPrior,
                    _ => PhotoConsentKind::Person,
                },
                subject: PersonalText(row.get(4)?),
                purpose: PersonalText(row.get(5)?),
                means: row.get(6)?,
                taken_by: row.get::<_, Option<String>>(7)?.map(StaffId::from_text),
            })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// Keeps a consent to a picture.
pub fn add_photo_consent(db: &Connection, consent: &PhotoConsent, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("photo_consent/add.sql"))?.execute(params![
        consent.id.as_str(),
        consent.recipient.as_str(),
        consent.on,
        match consent.kind {
            PhotoConsentKind::Person => "person",
            PhotoConsentKind::Family => "family",
            PhotoConsentKind::FacilityPrior => "facility-prior",
        },
        consent.subject.0,
        consent.purpose.0,
        consent.means,
        consent.taken_by.as_ref().map(StaffId::as_str),
        row::entered_at(now),
    ])?;
    Ok(())
}
