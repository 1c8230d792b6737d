//! The signature that came back on paper (署名): who signed, when, explained by whom.
//!
//! As typed ([`SignatureDraft`]) and as checked ([`Signature`]). Where two must sign (清瀬 第6条) the second
//! signature may come on another day; until then the consent waits for it.

use chrono::NaiveDate;

use super::check::NAME_LIMIT;
use super::consent::{PersonalText, SignerKind};
use super::contact::ADDRESS_LIMIT;
use super::id::StaffId;
use super::{Check, NameTyped, PersonName};
use crate::{ProblemCode, Result};

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
    /// 成年後見人等, if one signed for the person.
    pub guardian: Option<GuardianSigner>,
    /// Why no family member signs where one must (清瀬 第6条: 規定なし（事業所の設定）); empty otherwise.
    pub no_family_reason: PersonalText,
    /// Who explained.
    pub explained_by: Option<StaffId>,
}

impl Signature {
    /// The kind shown in lists: 代筆 before 後見人 before 本人 before 家族.
    pub fn kind(&self) -> SignerKind {
        match () {
            () if self.proxy.is_some() => SignerKind::Proxy,
            () if self.guardian.is_some() => SignerKind::Guardian,
            () if self.by_person => SignerKind::Person,
            () => SignerKind::Family,
        }
    }

    /// Whether the person's side signed: with their own hand, by a proxy or by a guardian.
    pub fn has_person(&self) -> bool {
        self.by_person || self.proxy.is_some() || self.guardian.is_some()
    }

    /// Whether the family's side is settled.
    pub fn has_family(&self) -> bool {
        self.family.is_some() || !self.no_family_reason.0.is_empty()
    }

    /// The day of the last signature that is there.
    pub fn complete_on(&self) -> NaiveDate {
        let family = self.family.as_ref().map(|family| family.signed_on);
        family.map_or(self.signed_on, |day| day.max(self.signed_on))
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
    /// Their own 署名日: it may be another one than the person's.
    pub signed_on: NaiveDate,
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

/// Who signed as guardian of the person; no policy names one (規定なし（事業所の設定）).
#[derive(Debug, Clone, PartialEq)]
pub struct GuardianSigner {
    /// 氏名.
    pub name: PersonName,
    /// 成年後見人, 保佐人, 補助人, 任意後見人, 親権者 ….
    pub capacity: String,
    /// 住所.
    pub address: String,
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
    /// The family member's own 署名日; empty: the same.
    pub family_signed_on: String,
    /// Why no family member signs; empty otherwise.
    pub no_family_reason: String,
    /// Whether somebody wrote for the person.
    pub by_proxy: bool,
    /// The proxy's block.
    pub proxy: SignerDraft,
    /// 署名できない理由.
    pub proxy_reason: String,
    /// 本人の意思を確認した.
    pub proxy_intention_confirmed: bool,
    /// Whether a guardian signed.
    pub by_guardian: bool,
    /// The guardian's block; `relationship` is what they are (成年後見人).
    pub guardian: SignerDraft,
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
    /// A sheet on which somebody of this kind signs, and nothing else is known.
    pub fn by(signer: SignerKind) -> SignatureDraft {
        SignatureDraft {
            by_person: signer == SignerKind::Person,
            by_family: signer == SignerKind::Family,
            by_proxy: signer == SignerKind::Proxy,
            by_guardian: signer == SignerKind::Guardian,
            ..SignatureDraft::default()
        }
    }

    /// Checks what came back on paper. `printed_on`: when its sheet was printed; `None` when it was signed before this
    /// program came: then any day up to today will do, and who signed is known by kind only, as the names stand on the
    /// paper.
    ///
    /// # Errors
    /// [`crate::Error::Fields`]; a proxy without 続柄, reason or confirmed intention is refused (様式4).
    pub fn check(&self, printed_on: Option<NaiveDate>, today: NaiveDate) -> Result<Signature> {
        let mut check = Check::default();
        let signature = self.read(&mut check, printed_on, today);
        check.finish(signature)
    }

    /// As [`SignatureDraft::check`], beside other fields.
    pub(super) fn read(
        &self,
        check: &mut Check,
        printed_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Signature {
        let named = printed_on.is_some();
        let too_early = |day| printed_on.is_some_and(|printed_on| day < printed_on);
        let signed_on = check.required_date("signedOn", &self.signed_on);
        check.demand(signed_on <= today, "signedOn", ProblemCode::InFuture);
        check.demand(!too_early(signed_on), "signedOn", ProblemCode::TooEarly);
        let anyone = self.by_person || self.by_family || self.by_proxy || self.by_guardian;
        check.demand(anyone, "signer", ProblemCode::Required);
        let family = self.by_family.then(|| {
            let (name, relationship, address) = self.family.read(check, "family", named);
            check.demand(!named || !relationship.is_empty(), "family.relationship", ProblemCode::Required);
            let own_day = check.date("familySignedOn", &self.family_signed_on).unwrap_or(signed_on);
            check.demand(own_day <= today, "familySignedOn", ProblemCode::InFuture);
            check.demand(!too_early(own_day), "familySignedOn", ProblemCode::TooEarly);
            FamilySigner { name, relationship, address, signed_on: own_day }
        });
        let proxy = self.by_proxy.then(|| {
            let (name, relationship, address) = self.proxy.read(check, "proxy", named);
            check.demand(
                !named || !relationship.is_empty(),
                "proxy.relationship",
                ProblemCode::ProxyRelationshipMissing,
            );
            let confirmed = !named || self.proxy_intention_confirmed;
            check.demand(confirmed, "proxyIntentionConfirmed", ProblemCode::ProxyIntentionUnconfirmed);
            let reason = check.line("proxyReason", &self.proxy_reason, NAME_LIMIT);
            check.demand(!named || !reason.is_empty(), "proxyReason", ProblemCode::ProxyReasonMissing);
            ProxySigner { name, relationship, address, reason: PersonalText(reason) }
        });
        let guardian = self.by_guardian.then(|| {
            let (name, capacity, address) = self.guardian.read(check, "guardian", named);
            check.demand(!named || !capacity.is_empty(), "guardian.relationship", ProblemCode::Required);
            GuardianSigner { name, capacity, address }
        });
        // The person's own hand, somebody who writes for them and a guardian exclude each other.
        let hands = [self.by_person, self.by_proxy, self.by_guardian];
        check.demand(hands.iter().filter(|by| **by).count() <= 1, "signer", ProblemCode::NotAChoice);
        let no_family_reason = match self.by_family {
            true => String::new(),
            false => check.line("noFamilyReason", &self.no_family_reason, NAME_LIMIT),
        };
        Signature {
            signed_on,
            by_person: self.by_person,
            family,
            proxy,
            guardian,
            no_family_reason: PersonalText(no_family_reason),
            explained_by: self.explained_by.clone(),
        }
    }
}

impl SignerDraft {
    /// Name, relationship and address; nothing of somebody who is not `named`.
    fn read(&self, check: &mut Check, prefix: &str, named: bool) -> (PersonName, String, String) {
        if !named {
            return Default::default();
        }
        (
            PersonName::check(check, &format!("{prefix}.name"), &self.name),
            check.line(&format!("{prefix}.relationship"), &self.relationship, NAME_LIMIT),
            check.line(&format!("{prefix}.address"), &self.address, ADDRESS_LIMIT),
        )
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
        let Err(Error::Fields(problems)) = draft.check(Some(day("2026-11-20")), day("2026-11-30")) else {
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
        let signature = by_proxy().check(Some(day("2026-11-20")), day("2026-11-30")).unwrap();
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

    #[test]
    fn a_guardian_signs_for_the_person_and_says_what_they_are() {
        let block = SignerDraft { relationship: "成年後見人".into(), ..by_proxy().proxy };
        let draft = SignatureDraft {
            signed_on: "2026-11-25".into(),
            by_guardian: true,
            guardian: block,
            ..SignatureDraft::default()
        };
        let signature = draft.check(Some(day("2026-11-20")), day("2026-11-30")).unwrap();
        assert_eq!(signature.kind(), SignerKind::Guardian, "the list shows 後見人");
        assert!(signature.has_person(), "the person's side has signed");
        check_refused(&SignatureDraft { by_person: true, ..draft }, expect!["signer not_a_choice"]);
    }

    #[test]
    fn the_family_may_sign_on_another_day() {
        let mut draft = by_proxy();
        draft.by_family = true;
        draft.family = draft.proxy.clone();
        draft.family_signed_on = "2026-11-28".into();
        let signature = draft.check(Some(day("2026-11-20")), day("2026-11-30")).unwrap();
        assert_eq!(signature.complete_on(), day("2026-11-28"), "the later day counts");
        draft.family_signed_on = "2026-12-05".into();
        check_refused(&draft, expect!["familySignedOn in_future"]);
    }
}
