-- Whether more than its first version is recorded of a consent itself.
SELECT 1
FROM consent c
WHERE c.id = ?1
  AND (c.copy_handed_on IS NOT NULL OR c.doctor_copy_on IS NOT NULL OR c.voided_on IS NOT NULL
       OR (SELECT count(*) FROM consent_version WHERE consent_id = c.id) > 1)
