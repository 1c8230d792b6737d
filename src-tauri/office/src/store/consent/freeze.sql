INSERT INTO consent_version (consent_id, number, reason, signed_on, by_person,
    family_signed, family_family, family_given, family_family_kana, family_given_kana, family_relationship, family_address,
    proxy_signed, proxy_family, proxy_given, proxy_family_kana, proxy_given_kana, proxy_relationship, proxy_address,
    proxy_reason, explained_by, region, edition, pdf_sha256, frozen_at)
VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM consent_version WHERE consent_id = ?1), ?2, ?3, ?4,
    ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)
