//! Care recipients and their families: rows and back.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::row;
use crate::domain::Moment;
use crate::domain::care_recipient::{CareRecipient, CareRecipientDetails, FamilyMember};
use crate::domain::id::{CareRecipientId, FamilyMemberId};
use crate::domain::search_key::search_key;
use crate::{Error, Result};

/// The first `most` care recipients whose name or reading holds `query`, sorted by ふりがな, and how many there are.
/// `in_care`: only those whose care goes on.
pub fn care_recipients_matching(
    db: &Connection,
    query: &str,
    in_care: bool,
    most: usize,
) -> Result<(Vec<CareRecipient>, usize)> {
    let (count, matching) = match in_care {
        true => (
            include_str!("care_recipient/count_in_care.sql"),
            include_str!("care_recipient/matching_in_care.sql"),
        ),
        false => (include_str!("care_recipient/count.sql"), include_str!("care_recipient/matching.sql")),
    };
    let key = search_key(query);
    let total = db.prepare_cached(count)?.query_row([&key], row::total)?;
    let mut recipients: Vec<CareRecipient> = db
        .prepare_cached(matching)?
        .query_map(params![key, row::limit(most)], row_to_care_recipient)?
        .collect::<rusqlite::Result<_>>()?;
    for recipient in &mut recipients {
        recipient.details.family = family_of(db, &recipient.id)?;
    }
    Ok((recipients, total))
}

/// One care recipient with the family.
///
/// # Errors
/// [`Error::NotFound`].
pub fn care_recipient(db: &Connection, id: &CareRecipientId) -> Result<CareRecipient> {
    let mut recipient = db
        .prepare_cached(include_str!("care_recipient/get.sql"))?
        .query_row([id.as_str()], row_to_care_recipient)
        .optional()?
        .ok_or(Error::NotFound { noun: "care_recipient" })?;
    recipient.details.family = family_of(db, id)?;
    Ok(recipient)
}

/// The first `most` family members whose name or reading holds `query`, each with whose they are, by the ふりがな of the
/// care recipient; and how many there are.
pub fn family_matching(
    db: &Connection,
    query: &str,
    most: usize,
) -> Result<(Vec<(FamilyMember, CareRecipientId)>, usize)> {
    row::counted(
        db,
        include_str!("care_recipient/family_matching.sql"),
        params![search_key(query), row::limit(most)],
        |row| Ok((row_to_family_member(row)?, CareRecipientId::from_text(row.get::<_, String>(8)?))),
    )
}

/// One family member, also one who was taken off the card.
///
/// # Errors
/// [`Error::NotFound`].
pub fn family_member(db: &Connection, id: &FamilyMemberId) -> Result<FamilyMember> {
    db.prepare_cached(include_str!("care_recipient/family_member.sql"))?
        .query_row([id.as_str()], row_to_family_member)
        .optional()?
        .ok_or(Error::NotFound { noun: "family_member" })
}

/// Adds a care recipient with the family.
pub fn add_care_recipient(
    db: &Connection,
    id: &CareRecipientId,
    details: &CareRecipientDetails,
    now: Moment,
) -> Result<()> {
    keep(db, include_str!("care_recipient/add.sql"), id, details, now)
}

/// Takes a registration back that was a slip, e.g. somebody registered twice.
///
/// # Errors
/// [`Error::Refused`] `card_in_use` once anything else is recorded of the person.
pub fn void_care_recipient(db: &Connection, id: &CareRecipientId, reason: &str, now: Moment) -> Result<()> {
    let family = Some(("family_member", "care_recipient_id"));
    row::void_card(db, "care_recipient", family, id.as_str(), reason, now)
}

/// Changes what is kept of a care recipient; family members who are no longer named are left out, not deleted.
pub fn change_care_recipient(
    db: &Connection,
    id: &CareRecipientId,
    details: &CareRecipientDetails,
    now: Moment,
) -> Result<()> {
    keep(db, include_str!("care_recipient/change.sql"), id, details, now)
}

fn keep(
    db: &Connection,
    sql: &str,
    id: &CareRecipientId,
    details: &CareRecipientDetails,
    now: Moment,
) -> Result<()> {
    let name = &details.name;
    let rows = db.prepare_cached(sql)?.execute(params![
        id.as_str(),
        name.family,
        name.given,
        name.family_kana,
        name.given_kana,
        details.born_on,
        details.postal_code,
        details.address,
        details.phone,
        details.note,
        row::name_search_key(name),
        row::kana_sort(name),
        row::entered_at(now),
    ])?;
    if rows != 1 {
        return Err(Error::NotFound { noun: "care_recipient" });
    }
    db.prepare_cached("UPDATE family_member SET left_out = 1 WHERE care_recipient_id = ?1")?
        .execute([id.as_str()])?;
    let mut keep_member = db.prepare_cached(include_str!("care_recipient/keep_family_member.sql"))?;
    for (position, member) in details.family.iter().enumerate() {
        keep_member.execute(params![
            member.id.as_str(),
            id.as_str(),
            position as i64,
            member.name.family,
            member.name.given,
            member.name.family_kana,
            member.name.given_kana,
            member.relationship,
            member.own_address,
            member.phone,
            row::name_search_key(&member.name),
        ])?;
    }
    Ok(())
}

fn family_of(db: &Connection, id: &CareRecipientId) -> Result<Vec<FamilyMember>> {
    db.prepare_cached(include_str!("care_recipient/family_of.sql"))?
        .query_map([id.as_str()], row_to_family_member)?
        .map(|row| row.map_err(Into::into))
        .collect()
}

fn row_to_care_recipient(row: &Row<'_>) -> rusqlite::Result<CareRecipient> {
    Ok(CareRecipient {
        id: CareRecipientId::from_text(row.get::<_, String>(0)?),
        details: CareRecipientDetails {
            name: row::name(row, 1)?,
            born_on: row.get(5)?,
            postal_code: row.get(6)?,
            address: row.get(7)?,
            phone: row.get(8)?,
            note: row.get(9)?,
            family: Vec::new(),
        },
        end: match row.get::<_, Option<String>>(10)? {
            Some(kind) => Some((super::recipient_end::text_kind(&kind), row.get(11)?)),
            None => None,
        },
    })
}

fn row_to_family_member(row: &Row<'_>) -> rusqlite::Result<FamilyMember> {
    Ok(FamilyMember {
        id: FamilyMemberId::from_text(row.get::<_, String>(0)?),
        name: row::name(row, 1)?,
        relationship: row.get(5)?,
        own_address: row.get(6)?,
        phone: row.get(7)?,
    })
}
