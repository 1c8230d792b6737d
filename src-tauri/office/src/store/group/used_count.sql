-- How many there are; as used_lines.sql.
SELECT count(*)
FROM mcs_group g INDEXED BY mcs_group_used
CROSS JOIN care_recipient r ON r.id = g.care_recipient_id
WHERE g.kind = 'care' AND g.last_kind IN ('opened', 'reopened') AND instr(r.search_key, ?1) > 0 AND ?2 <> ''
