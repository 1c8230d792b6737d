//! The consent of a care recipient (同意書): printed, signed, frozen.
//!
//! A consent is printed first and signed on paper later, so there are two drafts: what is
//! printed ([`ConsentPlan`]) and what came back ([`SignatureDraft`]). Once signed it is frozen;
//! a correction makes a new version with a reason.

use chrono::NaiveDate;

use super::check::NAME_LIMIT;
use super::contact::ADDRESS_LIMIT;
use super::id::{CareRecipientId, ConsentId, FamilyMemberId, StaffId};
use super::{Check, NameTyped, PersonName};
use crate::{ProblemCode, Result};

/// Who is expected to sign, or who did (朝霞 3)(2)「患者もしくはその家族」, 様式4 代筆).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignerKind {
    /// 本人.
    Person,
    /// 家族.
    Family,
    /// 代筆.
    Proxy,
}

/// What the interview settles before the paper is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentPlan {
    /// Whose consent it is.
    pub recipient: CareRecipientId,
    /// Who is expected to sign.
    pub signer: SignerKind,
    /// The family member in the ご家族様 block, if one is known.
    pub family: Option<FamilyMemberId>,
    /// The family member in the 署名代筆者 block, if one is known.
    pub proxy: Option<FamilyMemberId>,
    /// Why the person cannot sign, as far as it is known before the visit; empty unless 代筆.
    pub proxy_reason: PersonalText,
    /// Who explains.
    pub explained_by: Option<StaffId>,
    /// The day of the visit.
    pub visit_on: Option<NaiveDate>,
    /// Whether 住所 and 続柄 are printed, to spare the hand; names never are (自署).
    pub preprint: bool,
}

/// A consent as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Consent {
    /// Random id.
    pub id: ConsentId,
    /// 同意-2026-0001: at the foot of each sheet; never used again.
    pub control_number: String,
    /// The region whose form it is, e.g. `asaka`.
    pub region: String,
    /// The edition of the form, e.g. `2026-11`.
    pub edition: String,
    /// What was settled before printing.
    pub plan: ConsentPlan,
    /// The day it was first printed.
    pub printed_on: NaiveDate,
    /// What came back, once it is signed.
    pub signature: Option<Signature>,
    /// Where our original is kept (朝霞 3)(2)「双方が所持する」).
    pub original_place: Option<String>,
    /// To whom and when the other sheet was handed.
    pub copy_handed: Option<CopyHanded>,
}

/// The sheet that stays with the care recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyHanded {
    /// To whom; a name, so never logged.
    pub to: PersonalText,
    /// When.
    pub on: NaiveDate,
}

/// A signed sheet, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// 署名日.
    pub signed_on: NaiveDate,
    /// Whether the person signed with their own hand.
    pub by_person: bool,
    /// 家族, if one signed.
    pub family: Option<FamilySigner>,
    /// 署名代筆者, if the person could not write.
    pub proxy: Option<ProxySigner>,
    /// Who explained.
    pub explained_by: Option<StaffId>,
}

impl Signature {
    /// The kind shown in lists: 代筆 before 家族 before 本人.
    pub fn kind(&self) -> SignerKind {
        match (&self.proxy, self.by_person) {
            (Some(_), _) => SignerKind::Proxy,
            (None, true) => SignerKind::Person,
            (None, false) => SignerKind::Family,
        }
    }
}

/// A family member who signed.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilySigner {
    /// 氏名.
    pub name: PersonName,
    /// 続柄.
    pub relationship: String,
    /// 住所.
    pub address: String,
}

/// Who wrote for the person: 様式4 asks for 氏名, 続柄, 住所, the reason and the person's own intention.
#[derive(Debug, Clone, PartialEq)]
pub struct ProxySigner {
    /// 氏名.
    pub name: PersonName,
    /// 続柄.
    pub relationship: String,
    /// 住所.
    pub address: String,
    /// 署名できない理由, e.g. 右手の麻痺.
    pub reason: PersonalText,
}

/// Text about a person; hidden from `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PersonalText(pub String);

impl std::fmt::Debug for PersonalText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonalText(…)")
    }
}

/// A signed sheet as typed.
#[derive(Clone, Default)]
pub struct SignatureDraft {
    /// 署名日.
    pub signed_on: String,
    /// Whether the person signed with their own hand.
    pub by_person: bool,
    /// Whether a family member signed.
    pub by_family: bool,
    /// The family member's block.
    pub family: SignerDraft,
    /// Whether somebody wrote for the person.
    pub by_proxy: bool,
    /// The proxy's block.
    pub proxy: SignerDraft,
    /// 署名できない理由.
    pub proxy_reason: String,
    /// 本人の意思を確認した.
    pub proxy_intention_confirmed: bool,
    /// Who explained.
    pub explained_by: Option<StaffId>,
}

/// The block of one signer as typed.
#[derive(Clone, Default)]
pub struct SignerDraft {
    /// 氏名.
    pub name: NameTyped,
    /// 続柄.
    pub relationship: String,
    /// 住所.
    pub address: String,
}

impl SignatureDraft {
    /// Checks what came back on paper.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; a proxy without 続柄, reason or confirmed intention is refused (様式4).
    pub fn check(&self, printed_on: NaiveDate, today: NaiveDate) -> Result<Signature> {
        let mut check = Check::default();
        let signed_on = check.required_date("signedOn", &self.signed_on);
        check.demand(signed_on <= today, "signedOn", ProblemCode::InFuture);
        check.demand(signed_on >= printed_on, "signedOn", ProblemCode::TooEarly);
        check.demand(self.by_person || self.by_family || self.by_proxy, "signer", ProblemCode::Required);
        let family = self.by_family.then(|| {
            let (name, relationship, address) = self.family.check(&mut check, "family");
            check.demand(!relationship.is_empty(), "family.relationship", ProblemCode::Required);
            FamilySigner { name, relationship, address }
        });
        let proxy = self.by_proxy.then(|| {
            let (name, relationship, address) = self.proxy.check(&mut check, "proxy");
            check.demand(
                !relationship.is_empty(),
                "proxy.relationship",
                ProblemCode::ProxyRelationshipMissing,
            );
            let confirmed = self.proxy_intention_confirmed;
            check.demand(confirmed, "proxyIntentionConfirmed", ProblemCode::ProxyIntentionUnconfirmed);
            let reason = check.line("proxyReason", &self.proxy_reason, NAME_LIMIT);
            check.demand(!reason.is_empty(), "proxyReason", ProblemCode::ProxyReasonMissing);
            ProxySigner { name, relationship, address, reason: PersonalText(reason) }
        });
        // Somebody who writes for the person and the person's own hand exclude each other.
        check.demand(!(self.by_person && self.by_proxy), "signer", ProblemCode::NotAChoice);
        let explained_by = self.explained_by.clone();
        check.finish(Signature { signed_on, by_person: self.by_person, family, proxy, explained_by })
    }
}

impl SignerDraft {
    fn check(&self, check: &mut Check, prefix: &str) -> (PersonName, String, String) {
        (
            PersonName::check(check, &format!("{prefix}.name"), &self.name),
            check.line(&format!("{prefix}.relationship"), &self.relationship, NAME_LIMIT),
            check.line(&format!("{prefix}.address"), &self.address, ADDRESS_LIMIT),
        )
    }
}

/// A frozen version of a consent, without its PDF.
#[derive(Debug, Clone)]
pub struct ConsentVersion {
    /// 1, 2, …
    pub number: u32,
    /// Why it was corrected; empty for the first.
    pub reason: PersonalText,
    /// When it was frozen, as kept.
    pub frozen_at: String,
    /// SHA-256 of its PDF in hexadecimal.
    pub pdf_sha256: String,
    /// Edition of the form's text.
    pub edition: String,
}

/// Where a consent stands; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentStatus {
    /// 印刷済み・署名待ち.
    Printed,
    /// 有効.
    InForce,
}

impl Consent {
    /// Where it stands.
    pub fn status(&self) -> ConsentStatus {
        if self.signature.is_some() { ConsentStatus::InForce } else { ConsentStatus::Printed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use expect_test::{Expect, expect};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check_refused(draft: &SignatureDraft, expected: Expect) {
        let Err(Error::Fields(problems)) = draft.check(day("2026-11-20"), day("2026-11-30")) else {
            panic!("the sheet is accepted")
        };
        let shown: Vec<_> = problems.iter().map(|p| format!("{} {}", p.field, p.code.key())).collect();
        expected.assert_eq(&shown.join("\n"));
    }

    fn by_proxy() -> SignatureDraft {
        SignatureDraft {
            signed_on: "2026-11-25".into(),
            by_proxy: true,
            proxy: SignerDraft {
                name: NameTyped { family: "例示".into(), given: "桜".into(), ..NameTyped::default() },
                relationship: "長女".into(),
                address: "埼玉県みほん市例示町4-5-6".into(),
            },
            proxy_reason: "右手の麻痺".into(),
            proxy_intention_confirmed: true,
            ..SignatureDraft::default()
        }
    }

    #[test]
    fn a_complete_proxy_is_accepted() {
        let signature = by_proxy().check(day("2026-11-20"), day("2026-11-30")).unwrap();
        assert_eq!(signature.kind(), SignerKind::Proxy, "the list shows 代筆");
    }

    #[test]
    fn a_proxy_needs_relationship_reason_and_intention() {
        let mut draft = by_proxy();
        draft.proxy.relationship.clear();
        draft.proxy_intention_confirmed = false;
        draft.proxy_reason.clear();
        check_refused(
            &draft,
            expect![[r#"
                proxy.relationship proxy_relationship_missing
                proxyIntentionConfirmed proxy_intention_unconfirmed
                proxyReason proxy_reason_missing"#]],
        );
    }

    #[test]
    fn a_date_before_printing_or_after_today_is_refused() {
        check_refused(
            &SignatureDraft { signed_on: "2026-12-01".into(), ..by_proxy() },
            expect!["signedOn in_future"],
        );
        check_refused(
            &SignatureDraft { signed_on: "2026-11-19".into(), ..by_proxy() },
            expect!["signedOn too_early"],
        );
        check_refused(&SignatureDraft { by_proxy: false, ..by_proxy() }, expect!["signer required"]);
    }
}
