-- As care_lines.sql, of the groups in use, of which there are few.
SELECT g.id, g.kind, g.name, r.family, r.given, r.family_kana, r.given_kana, g.system, g.delegated,
       g.last_kind, g.last_on,
       (SELECT count(*) FROM membership WHERE group_id = g.id AND released_on IS NULL AND voided_on IS NULL),
       r.search_key
FROM mcs_group g INDEXED BY mcs_group_used
CROSS JOIN care_recipient r ON r.id = g.care_recipient_id
WHERE g.kind = 'care' AND g.last_kind IN ('opened', 'reopened') AND instr(r.search_key, ?1) > 0 AND ?2 <> ''
ORDER BY r.kana_sort, r.id
LIMIT ?3
