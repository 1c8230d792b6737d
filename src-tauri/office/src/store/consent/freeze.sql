INSERT INTO consent_version (consent_id, number, reason, signed_on, by_person,
    family_signed, family_family, family_given, family_family_kana, family_given_kana, family_relationship,
    family_address, family_signed_on,
    proxy_signed, proxy_family, proxy_given, proxy_family_kana, proxy_given_kana, proxy_relationship, proxy_address,
    signed_proxy_reason,
    guardian_signed, guardian_family, guardian_given, guardian_family_kana, guardian_given_kana, guardian_capacity,
    guardian_address, no_family_reason, explained_by_then, region, edition, pdf_sha256, frozen_at)
VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM consent_version WHERE consent_id = ?1), ?2, ?3, ?4,
    ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27,
    ?28, ?29, ?30, ?31, ?32, ?33)
