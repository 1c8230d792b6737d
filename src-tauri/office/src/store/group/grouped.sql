SELECT DISTINCT g.care_recipient_id
FROM mcs_group g INDEXED BY mcs_group_used
CROSS JOIN consent c ON c.care_recipient_id = g.care_recipient_id
WHERE c.obtained_as = 'direct-link' AND c.voided_on IS NULL AND g.kind = 'care'
  AND g.last_kind IN ('opened', 'reopened')
