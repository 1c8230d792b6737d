-- Groups that may open a duty: the care ended and the group is used; a deletion is asked for; somebody in it has left
-- the office or the case; nobody manages it (asked only where the region wants a manager). Each arm begins at what is open.
SELECT g.id
FROM mcs_group g INDEXED BY mcs_group_used
CROSS JOIN recipient_end r ON r.care_recipient_id = g.care_recipient_id AND r.voided_on IS NULL
WHERE g.last_kind IN ('opened', 'reopened')
UNION
SELECT id
FROM mcs_group INDEXED BY mcs_group_asked
WHERE last_kind IN ('deletion-requested', 'deletion-sent')
UNION
SELECT m.group_id
FROM membership m INDEXED BY membership_running
CROSS JOIN staff s ON s.id = m.staff_id
WHERE m.staff_id IS NOT NULL AND m.released_on IS NULL AND m.voided_on IS NULL
  AND (s.released_on < ?1 OR m.off_case_on IS NOT NULL)
UNION
SELECT g.id
FROM mcs_group g INDEXED BY mcs_group_used
WHERE ?2 AND g.kind = 'care' AND g.last_kind IN ('opened', 'reopened')
  AND NOT EXISTS (SELECT 1 FROM group_manager m LEFT JOIN staff s ON s.id = m.staff_id
                  WHERE m.group_id = g.id AND m.voided_on IS NULL AND m.started_on <= ?1
                    AND (m.ended_on IS NULL OR m.ended_on >= ?1)
                    AND (s.released_on IS NULL OR s.released_on >= ?1))
