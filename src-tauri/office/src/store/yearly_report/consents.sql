-- The newest version of each consent whose last signature came from ?1 to ?2. One that still waits for a signature
-- counts no more than one that is void.
SELECT c.id, max(v.signed_on, coalesce(v.family_signed_on, v.signed_on)), v.by_person, v.family_signed, v.proxy_signed,
       v.guardian_signed, v.no_family_reason <> '', c.voided_on IS NOT NULL
FROM consent_version v INDEXED BY consent_version_by_day
JOIN consent c ON c.id = v.consent_id
WHERE max(v.signed_on, coalesce(v.family_signed_on, v.signed_on)) BETWEEN ?1 AND ?2
  AND v.number = (SELECT max(number) FROM consent_version WHERE consent_id = c.id)
  AND (c.voided_on IS NOT NULL OR c.both_sign = 0
       OR ((v.by_person OR v.proxy_signed OR v.guardian_signed) AND (v.family_signed OR v.no_family_reason <> '')))
