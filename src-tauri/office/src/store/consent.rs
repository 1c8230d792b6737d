//! Consents and their frozen versions: rows and back.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use sha2::{Digest, Sha256};

use super::{recipient_end, row, withdrawal};
use crate::domain::consent::{
    Consent, ConsentPlan, ConsentVersion, CopyHanded, DoctorCopy, DoctorRequest, ObtainedAs, PersonalText,
    SignerKind, Voided, mark_replaced,
};
use crate::domain::control_number::TypedControlNumber;
use crate::domain::disposal::Disposal;
use crate::domain::id::{CareRecipientId, ConsentId, FamilyMemberId, StaffId};
use crate::domain::signature::{FamilySigner, GuardianSigner, ProxySigner, Signature};
use crate::domain::{Moment, PersonName};
use crate::{Error, Result};

/// All consents, newest first.
pub fn consents(db: &Connection) -> Result<Vec<Consent>> {
    listed(db, include_str!("consent/all.sql"), [])
}

/// The consents of the people of whom something may be missing, newest first.
pub fn consents_open(db: &Connection) -> Result<Vec<Consent>> {
    listed(db, include_str!("consent/open.sql"), [])
}

/// The consents of everybody whose care goes on, newest first.
pub fn consents_in_care(db: &Connection) -> Result<Vec<Consent>> {
    listed(db, include_str!("consent/in_care.sql"), [])
}

/// The consents of everybody of whom a paper is kept, newest first.
pub fn consents_kept(db: &Connection) -> Result<Vec<Consent>> {
    listed(db, include_str!("consent/kept.sql"), [])
}

/// Every control number with whose it is, the newest first.
pub fn control_numbers(db: &Connection) -> Result<Vec<(String, CareRecipientId)>> {
    db.prepare_cached("SELECT control_number, care_recipient_id FROM consent ORDER BY entered_at DESC")?
        .query_map([], |row| Ok((row.get(0)?, CareRecipientId::from_text(row.get::<_, String>(1)?))))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// How many frozen versions each signed consent has.
pub fn version_counts(db: &Connection) -> Result<HashMap<ConsentId, u32>> {
    db.prepare_cached("SELECT consent_id, count(*) FROM consent_version GROUP BY consent_id")?
        .query_map([], |row| Ok((ConsentId::from_text(row.get::<_, String>(0)?), row.get(1)?)))?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The `most` newest consents of a control number that was typed in part, and how many there are.
pub fn consents_numbered(
    db: &Connection,
    typed: &TypedControlNumber,
    most: usize,
) -> Result<(Vec<ConsentId>, usize)> {
    let [one, other] = &typed.patterns;
    let params = params![typed.stem, one, other, row::limit(most)];
    row::counted(db, include_str!("consent/numbered.sql"), params, |row| {
        Ok(ConsentId::from_text(row.get::<_, String>(0)?))
    })
}

/// The consents of one care recipient, newest first.
pub fn consents_of(db: &Connection, recipient: &CareRecipientId) -> Result<Vec<Consent>> {
    listed(db, include_str!("consent/of.sql"), [recipient.as_str()])
}

/// Consents, each with what the others of the same person say about it.
fn listed(db: &Connection, sql: &str, of: impl Params) -> Result<Vec<Consent>> {
    let mut consents: Vec<Consent> =
        db.prepare_cached(sql)?.query_map(of, row_to_consent)?.collect::<rusqlite::Result<_>>()?;
    mark_replaced(&mut consents);
    Ok(consents)
}

/// One consent.
///
/// # Errors
/// [`Error::NotFound`].
pub fn consent(db: &Connection, id: &ConsentId) -> Result<Consent> {
    found(db, "SELECT care_recipient_id, id FROM consent WHERE id = ?1", id.as_str())?
        .ok_or(Error::NotFound { noun: "consent" })
}

/// The consent whose sheets carry a code; none when the code is another office's.
pub fn consent_by_code(db: &Connection, code: &str) -> Result<Option<Consent>> {
    found(db, "SELECT care_recipient_id, id FROM consent WHERE code = ?1", code)
}

fn found(db: &Connection, sql: &str, by: &str) -> Result<Option<Consent>> {
    let meant: Option<(String, String)> =
        db.prepare_cached(sql)?.query_row([by], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((recipient, id)) = meant else { return Ok(None) };
    let of = consents_of(db, &CareRecipientId::from_text(recipient))?;
    Ok(of.into_iter().find(|consent| consent.id.as_str() == id))
}

/// The number after the last one with this stem: 同意-2026- gives 同意-2026-0001. Never used again. `before`: how
/// many others are printed together with it, before it.
pub fn next_control_number(db: &Connection, stem: &str, before: u32) -> Result<String> {
    let last: Option<u32> =
        db.prepare_cached(include_str!("consent/last_number.sql"))?.query_row([stem], |row| row.get(0))?;
    Ok(format!("{stem}{:04}", last.unwrap_or(0) + before + 1))
}

/// Whether somebody got a consent that counts after a moment, as kept.
pub fn is_any_since(db: &Connection, recipient: &CareRecipientId, since: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM consent WHERE care_recipient_id = ?1 AND entered_at > ?2 AND voided_on IS NULL";
    Ok(db.prepare_cached(sql)?.exists([recipient.as_str(), since])?)
}

/// Whether a consent has this number already.
pub fn is_number_taken(db: &Connection, control_number: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM consent WHERE control_number = ?1")?.exists([control_number])?)
}

/// Keeps a consent that was just printed, with the PDF; an existing one has none.
pub fn add_consent(db: &Connection, consent: &Consent, pdf: Option<&[u8]>, now: Moment) -> Result<()> {
    let plan = &consent.plan;
    let request = plan.request();
    let pdf_sha256 = pdf.map(|pdf| keep_pdf(db, pdf)).transpose()?;
    db.prepare_cached(include_str!("consent/add.sql"))?.execute(params![
        consent.id.as_str(),
        plan.recipient.as_str(),
        consent.control_number,
        consent.code,
        consent.region,
        consent.edition,
        signer_text(plan.signer),
        plan.family.as_ref().map(FamilyMemberId::as_str),
        plan.proxy.as_ref().map(FamilyMemberId::as_str),
        plan.proxy_reason.0,
        plan.explained_by.as_ref().map(StaffId::as_str),
        plan.visit_on,
        plan.preprint,
        obtained_as_text(&plan.obtained_as),
        request.map(|request| &request.doctor.0),
        request.map(|request| &request.clinic),
        request.map(|request| request.requested_on),
        request.map(|request| &request.means),
        plan.target,
        consent.both_sign,
        consent.existing,
        consent.printed_on,
        pdf_sha256,
        consent.original_place,
        row::entered_at(now),
    ])?;
    Ok(())
}

/// Freezes a signature as the next version, with the PDF it belongs to; an existing one has none.
pub fn freeze(
    db: &Connection,
    consent: &Consent,
    signature: &Signature,
    reason: &str,
    pdf: Option<&[u8]>,
    now: Moment,
) -> Result<()> {
    let family = signature.family.as_ref();
    let proxy = signature.proxy.as_ref();
    let guardian = signature.guardian.as_ref();
    let pdf_sha256 = pdf.map(|pdf| keep_pdf(db, pdf)).transpose()?;
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
        family.map(|signer| signer.signed_on),
        proxy.is_some(),
        proxy.map(|signer| &signer.name.family),
        proxy.map(|signer| &signer.name.given),
        proxy.map(|signer| &signer.name.family_kana),
        proxy.map(|signer| &signer.name.given_kana),
        proxy.map(|signer| &signer.relationship),
        proxy.map(|signer| &signer.address),
        proxy.map(|signer| &signer.reason.0),
        guardian.is_some(),
        guardian.map(|signer| &signer.name.family),
        guardian.map(|signer| &signer.name.given),
        guardian.map(|signer| &signer.name.family_kana),
        guardian.map(|signer| &signer.name.given_kana),
        guardian.map(|signer| &signer.capacity),
        guardian.map(|signer| &signer.address),
        signature.no_family_reason.0,
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
                pdf_sha256: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                edition: row.get(4)?,
            })
        })?
        .map(|row| row.map_err(Into::into))
        .collect()
}

/// The PDF of a frozen version, or as printed when `version` is `None`; checked against its hash. `None` for an
/// existing consent, which was never printed.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::VaultDamaged`] when the bytes are not those that were frozen.
pub fn consent_pdf(db: &Connection, id: &ConsentId, version: Option<u32>) -> Result<Option<Vec<u8>>> {
    let found: Option<(String, Vec<u8>)> = db
        .prepare_cached(include_str!("consent/pdf.sql"))?
        .query_row(params![id.as_str(), version], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((sha256, bytes)) if sha256_hex(&bytes) != sha256 => Err(Error::VaultDamaged),
        found => Ok(found.map(|(_, bytes)| bytes)),
    }
}

/// Says where our original is kept; `None` takes it back.
pub fn file_original(db: &Connection, id: &ConsentId, place: Option<&str>) -> Result<()> {
    db.prepare_cached("UPDATE consent SET original_place = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), place])?;
    Ok(())
}

/// Says to whom and when the other sheet was handed; `None` takes it back.
pub fn hand_copy(db: &Connection, id: &ConsentId, copy: Option<&CopyHanded>) -> Result<()> {
    db.prepare_cached("UPDATE consent SET copy_handed_to = ?2, copy_handed_on = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), copy.map(|copy| &copy.to.0), copy.map(|copy| copy.on)])?;
    Ok(())
}

/// Says when and how the physician's sheet was sent; `None` takes it back.
pub fn send_doctor_copy(db: &Connection, id: &ConsentId, copy: Option<&DoctorCopy>) -> Result<()> {
    db.prepare_cached("UPDATE consent SET doctor_copy_on = ?2, doctor_copy_means = ?3 WHERE id = ?1")?
        .execute(params![id.as_str(), copy.map(|copy| copy.on), copy.map(|copy| &copy.means)])?;
    Ok(())
}

/// Says that it counts no more, since when and why; `None`: it counts again. Its number stays taken.
pub fn void(db: &Connection, id: &ConsentId, voided: Option<&Voided>) -> Result<()> {
    db.prepare_cached("UPDATE consent SET voided_on = ?2, void_reason = ?3 WHERE id = ?1")?.execute(
        params![id.as_str(), voided.map(|voided| voided.on), voided.map(|voided| &voided.reason.0)],
    )?;
    Ok(())
}

/// Takes back that the paper was disposed of.
pub fn take_back_disposal(db: &Connection, id: &ConsentId) -> Result<()> {
    db.prepare_cached("DELETE FROM disposal WHERE consent_id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

/// Says when and how the paper of a consent was disposed of.
pub fn dispose(db: &Connection, id: &ConsentId, disposal: &Disposal, now: Moment) -> Result<()> {
    db.prepare_cached(include_str!("consent/dispose.sql"))?.execute(params![
        id.as_str(),
        disposal.on,
        disposal.means,
        disposal.by.as_str(),
        row::entered_at(now),
    ])?;
    Ok(())
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps the bytes of a PDF once, under their hash, and gives it.
pub fn keep_pdf(db: &Connection, bytes: &[u8]) -> Result<String> {
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
        SignerKind::Guardian => "guardian",
    }
}

fn obtained_as_text(obtained_as: &ObtainedAs) -> &'static str {
    match obtained_as {
        ObtainedAs::Ruled => "ruled",
        ObtainedAs::OnBehalf(_) => "on-behalf",
        ObtainedAs::DirectLink => "direct-link",
    }
}

/// A row of `consent_now`. It has more columns than anybody counts, so they are read by name.
fn row_to_consent(row: &Row<'_>) -> rusqlite::Result<Consent> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let copy_handed = match (text("copy_handed_to")?, row.get("copy_handed_on")?) {
        (Some(to), Some(on)) => Some(CopyHanded { to: PersonalText(to), on }),
        _ => None,
    };
    let doctor_copy = match (row.get("doctor_copy_on")?, text("doctor_copy_means")?) {
        (Some(on), Some(means)) => Some(DoctorCopy { on, means }),
        _ => None,
    };
    let voided = match (row.get("voided_on")?, text("void_reason")?) {
        (Some(on), Some(reason)) => Some(Voided { on, reason: PersonalText(reason) }),
        _ => None,
    };
    let end = match (text("end_kind")?, row.get("ended_on")?) {
        (Some(kind), Some(on)) => Some((recipient_end::text_kind(&kind), on)),
        _ => None,
    };
    let disposal = match (row.get("disposed_on")?, text("disposed_means")?, text("disposed_by")?) {
        (Some(on), Some(means), Some(by)) => Some(Disposal { on, means, by: StaffId::from_text(by) }),
        _ => None,
    };
    Ok(Consent {
        id: ConsentId::from_text(row.get::<_, String>("id")?),
        control_number: row.get("control_number")?,
        code: row.get("code")?,
        region: row.get("region")?,
        edition: row.get("edition")?,
        plan: ConsentPlan {
            recipient: CareRecipientId::from_text(row.get::<_, String>("care_recipient_id")?),
            signer: match row.get::<_, String>("signer")?.as_str() {
                "family" => SignerKind::Family,
                "proxy" => SignerKind::Proxy,
                "guardian" => SignerKind::Guardian,
                _ => SignerKind::Person,
            },
            family: text("family_id")?.map(FamilyMemberId::from_text),
            proxy: text("proxy_id")?.map(FamilyMemberId::from_text),
            proxy_reason: PersonalText(row.get("proxy_reason")?),
            explained_by: text("explained_by")?.map(StaffId::from_text),
            visit_on: row.get("visit_on")?,
            preprint: row.get("preprint")?,
            obtained_as: row_to_obtained_as(row)?,
            target: row.get("target")?,
        },
        both_sign: row.get("both_sign")?,
        existing: row.get("existing")?,
        printed_on: row.get("printed_on")?,
        original_place: row.get("original_place")?,
        copy_handed,
        doctor_copy,
        voided,
        withdrawal: withdrawal::of_row(row)?,
        end,
        replaced_on: None,
        disposal,
        signature: row_to_signature(row)?,
    })
}

fn row_to_obtained_as(row: &Row<'_>) -> rusqlite::Result<ObtainedAs> {
    Ok(match row.get::<_, String>("obtained_as")?.as_str() {
        "on-behalf" => ObtainedAs::OnBehalf(DoctorRequest {
            doctor: PersonalText(row.get("doctor")?),
            clinic: row.get("clinic")?,
            requested_on: row.get("requested_on")?,
            means: row.get("request_means")?,
        }),
        "direct-link" => ObtainedAs::DirectLink,
        _ => ObtainedAs::Ruled,
    })
}

/// The newest version; its columns are all NULL before the signature.
fn row_to_signature(row: &Row<'_>) -> rusqlite::Result<Option<Signature>> {
    let Some(signed_on) = row.get("signed_on")? else { return Ok(None) };
    let family = match row.get("family_signed")? {
        true => Some(FamilySigner {
            name: name(row, "family")?,
            relationship: row.get("family_relationship")?,
            address: row.get("family_address")?,
            signed_on: row.get("family_signed_on")?,
        }),
        false => None,
    };
    let proxy = match row.get("proxy_signed")? {
        true => Some(ProxySigner {
            name: name(row, "proxy")?,
            relationship: row.get("proxy_relationship")?,
            address: row.get("proxy_address")?,
            reason: PersonalText(row.get("signed_proxy_reason")?),
        }),
        false => None,
    };
    let guardian = match row.get("guardian_signed")? {
        true => Some(GuardianSigner {
            name: name(row, "guardian")?,
            capacity: row.get("guardian_capacity")?,
            address: row.get("guardian_address")?,
        }),
        false => None,
    };
    Ok(Some(Signature {
        signed_on,
        by_person: row.get("by_person")?,
        family,
        proxy,
        guardian,
        no_family_reason: PersonalText(row.get("no_family_reason")?),
        explained_by: row.get::<_, Option<String>>("explained_by_then")?.map(StaffId::from_text),
    }))
}

/// The name of one signer.
fn name(row: &Row<'_>, signer: &str) -> rusqlite::Result<PersonName> {
    let part = |part: &str| row.get(format!("{signer}_{part}").as_str());
    Ok(PersonName {
        family: part("family")?,
        given: part("given")?,
        family_kana: part("family_kana")?,
        given_kana: part("given_kana")?,
    })
}
