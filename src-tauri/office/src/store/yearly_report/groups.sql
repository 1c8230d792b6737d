-- What happened up to ?2 to the groups that are used, or to which something happened since ?1; each group's together.
SELECT g.id, g.kind, e.kind, e.on_day
FROM (SELECT id, kind FROM mcs_group INDEXED BY mcs_group_by_last_day WHERE last_on >= ?1
      UNION
      SELECT id, kind FROM mcs_group INDEXED BY mcs_group_used WHERE last_kind IN ('opened', 'reopened')
      UNION
      SELECT id, kind FROM mcs_group INDEXED BY mcs_group_asked
      WHERE last_kind IN ('deletion-requested', 'deletion-sent')) g
JOIN group_event e ON e.group_id = g.id AND e.voided_on IS NULL
WHERE e.on_day <= ?2
ORDER BY g.id, e.number
