SELECT DISTINCT g.care_recipient_id
FROM consent c
JOIN mcs_group g ON g.care_recipient_id = c.care_recipient_id
WHERE c.obtained_as = 'direct-link' AND c.voided_on IS NULL AND g.kind = 'care'
  AND (SELECT kind FROM group_event WHERE group_id = g.id AND voided_on IS NULL ORDER BY number DESC LIMIT 1)
      IN ('opened', 'reopened')
