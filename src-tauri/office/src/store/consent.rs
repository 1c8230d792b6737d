//! Consents and their frozen versions: rows and back.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use super::row;
use crate::domain::Moment;
use crate::domain::consent::{
    Consent, ConsentPlan, ConsentVersion, CopyHanded, FamilySigner, PersonalText, ProxySigner, Signature,
    SignerKind,
};
use crate::domain::id::{CareRecipientId, ConsentId, FamilyMemberId, StaffId};
use crate::{Error, Result};

/// All consents, newest first.
pub fn consents(db: &Connection) -> Result<Vec<Consent>> {
    db.prepare_cached(include_str!("consent/all.sql"))?
        .query_map([], row_to_consent)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The consents of one care recipient, newest first.
pub fn consents_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<Consent>> {
    db.prepare_cached(include_str!("consent/of.sql"))?
        .query_map([recipient.as_str()], row_to_consent)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// One consent.
///
/// # Errors
/// [`Error::NotFound`].
pub fn consent(db: &Connection, id: &ConsentId) -> Result<Consent> {
    db.prepare_cached(include_str!("consent/get.sql"))?
        .query_row([id.as_str()], row_to_consent)
        .optional()?
        .ok_or(Error::NotFound { noun: "consent" })
}

/// The number after the last one with this stem: 同意-2026- gives 同意-2026-0001. Never used again.
pub fn next_control_number(db: &Connection, stem: &str) -> Result<String> {
    let last: Option<u32> =
        db.prepare_cached(include_str!("consent/last_number.sql"))?.query_row([stem], |row| row.get(0))?;
    Ok(format!("{stem}{:04}", last.unwrap_or(0) + 1))
}

/// Keeps a consent that was just printed, with the PDF.
pub fn add_consent(db: &Connection, consent: &Consent, pdf: &[u8], now: Moment) -> Result<()> {
    let plan = &consent.plan;
    let pdf_sha256 = keep_pdf(db, pdf)?;
    db.prepare_cached(include_str!("consent/add.sql"))?.execute(params![
        consent.id.as_str(),
        plan.recipient.as_str(),
        consent.control_number,
        consent.region,
        consent.edition,
        signer_text(plan.signer),
        plan.family.as_ref().map(FamilyMemberId::as_str),
        plan.proxy.as_ref().map(FamilyMemberId::as_str),
        plan.explained_by.as_ref().map(StaffId::as_str),
        plan.visit_on,
        plan.preprint,
        consent.printed_on,
        pdf_sha256,
        row::entered_at(now),
        plan.proxy_reason.0,
    ])?;
    Ok(())
}

/// Freezes a signature as the next version, with the PDF it belongs to.
pub fn freeze(
    db: &Connection,
    consent: &Consent,
    signature: &Signature,
    reason: &str,
    pdf: &[u8],
    now: Moment,
) -> Result<()> {
    let family = signature.family.as_ref();
    let proxy = signature.proxy.as_ref();
    let pdf_sha256 = keep_pdf(db, pdf)?;
    db.prepare_cached(include_str!("consent/freeze.sql"))?.execute(params![
        consent.id.as_str(),
        reason,
        signature.signed_on,
        signature.by_person,
        family.is_some(),
        family.map(|signer| &signer.name.family),
        family.map(|signer| &signer.name.given),
        family.map(|signer| &signer.name.family_kana),
        family.map(|signer| &signer.name.given_kana),
        family.map(|signer| &signer.relationship),
        family.map(|signer| &signer.address),
        proxy.is_some(),
        proxy.map(|signer| &signer.name.family),
        proxy.map(|signer| &signer.name.given),
        proxy.map(|signer| &signer.name.family_kana),
        proxy.map(|signer| &signer.name.given_kana),
        proxy.map(|signer| &signer.relationship),
        proxy.map(|signer| &signer.address),
        proxy.map(|signer| &signer.reason.0),
        signature.explained_by.as_ref().map(StaffId::as_str),
        consent.region,
        consent.edition,
        pdf_sha256,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// The frozen versions of a consent, oldest first.
pub fn consent_versions(db: &Connection, id: &ConsentId) -> Result<Vec<ConsentVersion>> {
    db.prepare_cached(include_str!("consent/versions.sql"))?
        .query_map([id.as_str()], |row| {
            Ok(ConsentVersion {
                number: row.get(0)?,
                reason: PersonalText(row.get(1)?),
                frozen_at: row.get(2)?,
                pdf_sha256: row.get(3)?,
                edition: row.get(4)?,
            })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The PDF of a frozen version, or as printed when `version` is `None`; checked against its hash.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::VaultDamaged`] when the bytes are not those that were frozen.
pub fn consent_pdf(db: &Connection, id: &ConsentId, version: Option<u32>) -> Result<Vec<u8>> {
    let (sha256, bytes): (String, Vec<u8>) = db
        .prepare_cached(include_str!("consent/pdf.sql"))?
        .query_row(params![id.as_str(), version], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(Error::NotFound { noun: "consent_version" })?;
    if sha256_hex(&bytes) == sha256 { Ok(bytes) } else { Err(Error::VaultDamaged) }
}

/// Says where our original is kept.
pub fn file_original(db: &Connection, id: &ConsentId, place: &str) -> Result<()> {
    db.prepare_cached("UPDATE consent SET original_place = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), place])?;
    Ok(())
}

/// Says to whom and when the other sheet was handed.
pub fn hand_copy(db: &Connection, id: &ConsentId, to: &str, on: NaiveDate) -> Result<()> {
    db.prepare_cached("UPDATE consent SET copy_handed_to = ?2, copy_handed_on = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), to, on])?;
    Ok(())
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps the bytes once, under their hash.
fn keep_pdf(db: &Connection, bytes: &[u8]) -> Result<String> {
    let sha256 = sha256_hex(bytes);
    db.prepare_cached("INSERT OR IGNORE INTO pdf (sha256, bytes) VALUES (?1, ?2)")?
        .execute(params![sha256, bytes])?;
    Ok(sha256)
}

fn signer_text(kind: SignerKind) -> &'static str {
    match kind {
        SignerKind::Person => "person",
        SignerKind::Family => "family",
        SignerKind::Proxy => "proxy",
    }
}

fn row_to_consent(row: &Row<'_>) -> rusqlite::Result<Consent> {
    let id = |column: usize| row.get::<_, Option<String>>(column);
    let copy_handed = match (row.get::<_, Option<String>>(13)?, row.get(14)?) {
        (Some(to), Some(on)) => Some(CopyHanded { to: PersonalText(to), on }),
        _ => None,
    };
    Ok(Consent {
        id: ConsentId::from_text(row.get::<_, String>(0)?),
        control_number: row.get(2)?,
        region: row.get(3)?,
        edition: row.get(4)?,
        plan: ConsentPlan {
            recipient: CareRecipientId::from_text(row.get::<_, String>(1)?),
            signer: match row.get::<_, String>(5)?.as_str() {
                "family" => SignerKind::Family,
                "proxy" => SignerKind::Proxy,
                _ => SignerKind::Person,
            },
            family: id(6)?.map(FamilyMemberId::from_text),
            proxy: id(7)?.map(FamilyMemberId::from_text),
            proxy_reason: PersonalText(row.get(33)?),
            explained_by: id(8)?.map(StaffId::from_text),
            visit_on: row.get(9)?,
            preprint: row.get(10)?,
        },
        printed_on: row.get(11)?,
        original_place: row.get(12)?,
        copy_handed,
        signature: row_to_signature(row)?,
    })
}

/// The newest version stands in the columns from 15 on; all NULL before the signature.
fn row_to_signature(row: &Row<'_>) -> rusqlite::Result<Option<Signature>> {
    let Some(signed_on) = row.get(15)? else { return Ok(None) };
    let family = match row.get(17)? {
        true => Some(FamilySigner {
            name: row::name(row, 18)?,
            relationship: row.get(22)?,
            address: row.get(23)?,
        }),
        false => None,
    };
    let proxy = match row.get(24)? {
        true => Some(ProxySigner {
            name: row::name(row, 25)?,
            relationship: row.get(29)?,
            address: row.get(30)?,
            reason: PersonalText(row.get(31)?),
        }),
        false => None,
    };
    let explained_by = row.get::<_, Option<String>>(32)?.map(StaffId::from_text);
    Ok(Some(Signature { signed_on, by_person: row.get(16)?, family, proxy, explained_by }))
}
