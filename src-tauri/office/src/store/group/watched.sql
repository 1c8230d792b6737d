-- Groups that may open a duty: the care ended and the group is used; a deletion is asked for; somebody in it has left
-- the office or the case; nobody manages it (asked only where the region wants a manager).
SELECT g.id
FROM recipient_end r
JOIN mcs_group g ON g.care_recipient_id = r.care_recipient_id
WHERE r.voided_on IS NULL
  AND (SELECT kind FROM group_event WHERE group_id = g.id AND voided_on IS NULL ORDER BY number DESC LIMIT 1)
      IN ('opened', 'reopened')
UNION
SELECT e.group_id
FROM group_event e
WHERE e.kind = 'deletion-requested' AND e.voided_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM group_event d WHERE d.group_id = e.group_id AND d.kind = 'deleted' AND d.voided_on IS NULL)
UNION
SELECT m.group_id
FROM membership m
JOIN staff s ON s.id = m.staff_id
WHERE m.staff_id IS NOT NULL AND m.released_on IS NULL AND m.voided_on IS NULL
  AND (s.released_on < ?1 OR m.off_case_on IS NOT NULL)
UNION
SELECT g.id
FROM mcs_group g
WHERE ?2 AND g.kind = 'care'
  AND NOT EXISTS (SELECT 1 FROM group_manager m LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.group_id = g.id AND m.voided_on IS NULL AND m.started_on <= ?1
                    AND (m.ended_on IS NULL OR m.ended_on >= ?1)
                    AND (s.released_on IS NULL OR s.released_on >= ?1))
