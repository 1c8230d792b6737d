//! Consents to pictures: rows and back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::consent::PersonalText;
use crate::domain::id::{CareRecipientId, PhotoConsentId, StaffId};
use crate::domain::photo_consent::{PhotoConsent, PhotoConsentKind};
use crate::{Error, Result};

/// The consents to pictures of one care recipient, newest first.
pub fn photo_consents_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<PhotoConsent>> {
    db.prepare_cached(include_str!("photo_consent/of.sql"))?
        .query_map([recipient.as_str()], row_to_photo_consent)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// One consent to a picture.
///
/// # Errors
/// [`Error::NotFound`].
pub fn photo_consent(db: &Connection, id: &PhotoConsentId) -> Result<PhotoConsent> {
    db.prepare_cached(include_str!("photo_consent/get.sql"))?
        .query_row([id.as_str()], row_to_photo_consent)
        .optional()?
        .ok_or(Error::NotFound { noun: "photo_consent" })
}

/// Takes one back.
pub fn void_photo_consent(db: &Connection, id: &PhotoConsentId, reason: &str, now: Moment) -> Result<()> {
    row::void(db, "photo_consent", id.as_str(), reason, now)
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

fn row_to_photo_consent(row: &Row<'_>) -> rusqlite::Result<PhotoConsent> {
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
}
