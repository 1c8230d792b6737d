//! The signed papers as ledgers: the pledge of each member of staff, the consents of each care recipient with the place
//! of the original. Their columns stand in `forms/common/ledgers.toml`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Desk;
use super::ledger_paper::{LedgerOrder, Names, short};
use crate::Result;
use crate::domain::care_recipient::CareRecipient;
use crate::domain::consent::{Consent, ConsentStatus, SignerKind};
use crate::domain::id::{CareRecipientId, ConsentId};
use crate::domain::pledge::{Pledge, PledgeKind};
use crate::domain::staff::Staff;
use crate::store::consent;

impl Desk {
    /// A line for everybody who could use MCS in the time, whether there is a pledge or not.
    pub(super) fn pledge_lines(&self, order: &LedgerOrder, names: &Names) -> Result<Vec<Vec<String>>> {
        let was_here = |staff: &Staff| {
            let (from, until) = (staff.details.registered_on, staff.details.released_on);
            order.until.is_none_or(|last| from.is_none_or(|from| from <= last))
                && order.from.is_none_or(|first| until.is_none_or(|until| first <= until))
        };
        let day = |day: Option<NaiveDate>| day.map(short).unwrap_or_default();
        let line = |staff: &Staff| {
            let (kind, existing) = match staff.pledge.as_ref().map(|pledge| &pledge.kind) {
                Some(PledgeKind::Signed) => (self.word("pledgeSigned"), String::new()),
                Some(PledgeKind::Omitted { existing_paper }) => {
                    (self.word("pledgeOmitted"), existing_paper.clone())
                }
                None => (self.word("pledgeMissing"), String::new()),
            };
            vec![
                names.of(&staff.id),
                staff.details.profession.clone(),
                day(staff.details.registered_on),
                day(staff.details.released_on),
                kind,
                day(staff.pledge.as_ref().map(|pledge: &Pledge| pledge.on)),
                existing,
            ]
        };
        Ok(self.staff_list("")?.iter().filter(|staff| was_here(staff)).map(line).collect())
    }

    /// A line for each consent of the time, by the reading of whose it is; and one for everybody in care who has none.
    /// `page_of`: where its copy stands in the same paper.
    pub(super) fn consent_lines(
        &self,
        order: &LedgerOrder,
        named: bool,
        page_of: &HashMap<ConsentId, usize>,
    ) -> Result<Vec<Vec<String>>> {
        let versions = self.vault.read(consent::version_counts)?;
        let people = self.consents_within(order)?;
        let mut lines = Vec::new();
        let (mut number, mut before) = (0, None);
        for (who, consent) in &people {
            if before.replace(&who.id) != Some(&who.id) {
                number += 1;
            }
            let name = match named {
                true => who.details.name.shown(),
                false => format!("{}{number}", self.word("recipient")),
            };
            let Some(consent) = consent else {
                let empty = || String::new();
                let missing = self.word("consentMissing");
                lines.push(vec![name, empty(), empty(), empty(), missing, empty(), empty(), empty()]);
                continue;
            };
            let signature = consent.signature.as_ref();
            lines.push(vec![
                name,
                consent.control_number.clone(),
                self.signed_by(consent),
                signature.map(|signature| short(signature.complete_on())).unwrap_or_default(),
                self.consent_status(consent, versions.get(&consent.id).copied().unwrap_or_default()),
                consent.original_place.clone().unwrap_or_default(),
                consent.copy_handed.as_ref().map(|copy| short(copy.on)).unwrap_or_default(),
                page_of.get(&consent.id).map(usize::to_string).unwrap_or_default(),
            ]);
        }
        Ok(lines)
    }

    /// Everybody with each consent that was printed or counted in the time, by their readings; with none for who was
    /// in care and has none.
    pub(super) fn consents_within(
        &self,
        order: &LedgerOrder,
    ) -> Result<Vec<(CareRecipient, Option<Consent>)>> {
        let of_region =
            |consent: &Consent| order.region.as_ref().is_none_or(|region| *region == consent.region);
        let touches = |consent: &Consent| {
            order.until.is_none_or(|until| consent.printed_on <= until)
                && order.from.is_none_or(|from| {
                    let over = consent.closed_on().or(consent.voided.as_ref().map(|voided| voided.on));
                    over.is_none_or(|over| from <= over)
                })
        };
        let mut of: HashMap<CareRecipientId, Vec<Consent>> = HashMap::new();
        for consent in self.consents()?.into_iter().rev().filter(of_region) {
            of.entry(consent.plan.recipient.clone()).or_default().push(consent);
        }
        let mut lines = Vec::new();
        for who in self.care_recipient_list("")? {
            let theirs = of.remove(&who.id).unwrap_or_default();
            let in_care = order.from.is_none_or(|from| who.end.is_none_or(|(_, end)| from <= end));
            if theirs.is_empty() && in_care {
                lines.push((who, None));
            } else {
                let theirs = theirs.into_iter().filter(touches);
                lines.extend(theirs.map(|consent| (who.clone(), Some(consent))));
            }
        }
        Ok(lines)
    }

    /// 本人, 代筆 …; where two sign both, and whether a reason stands for the family (S-17).
    fn signed_by(&self, consent: &Consent) -> String {
        let Some(signature) = &consent.signature else { return String::new() };
        let words = &self.shelf.catalog.marks().signer;
        let kind = match signature.kind() {
            SignerKind::Person => &words.person,
            SignerKind::Family => &words.family,
            SignerKind::Proxy => &words.proxy,
            SignerKind::Guardian => &words.guardian,
        };
        let beside = match consent.both_sign {
            true if signature.has_person() && signature.family.is_some() => Some(self.word("andFamily")),
            true if !signature.no_family_reason.0.is_empty() => Some(self.word("noFamily")),
            _ => None,
        };
        format!("{kind}{}", beside.unwrap_or_default())
    }

    fn consent_status(&self, consent: &Consent, versions: u32) -> String {
        let key = match consent.status() {
            ConsentStatus::Printed => "consentPrinted",
            ConsentStatus::AwaitingFamily => "consentAwaitingFamily",
            ConsentStatus::AwaitingPerson => "consentAwaitingPerson",
            ConsentStatus::InForce => "consentInForce",
            ConsentStatus::Void => "consentVoid",
            ConsentStatus::Withdrawn => "consentWithdrawn",
            ConsentStatus::Ended { .. } => "consentEnded",
            ConsentStatus::Replaced => "consentReplaced",
        };
        let mut said = vec![self.word(key)];
        if versions > 1 {
            said.push(self.word("consentCorrected").replace("{count}", &(versions - 1).to_string()));
        }
        if consent.existing {
            said.push(self.word("consentExisting"));
        }
        if consent.disposal.is_some() {
            said.push(self.word("consentDisposed"));
        }
        said.join("\u{3000}")
    }
}
