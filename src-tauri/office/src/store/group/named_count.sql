-- How many there are; as care_lines.sql.
SELECT count(*)
FROM care_recipient r
CROSS JOIN mcs_group g INDEXED BY mcs_group_by_recipient ON g.care_recipient_id = r.id
WHERE g.kind = 'care' AND instr(r.search_key, ?1) > 0 AND r.voided_at IS NULL
  AND instr(?2, ',' || coalesce(g.last_kind, 'void') || ',') > 0
