-- How many patient groups there are; as care_lines.sql.
SELECT count(*)
FROM mcs_group g
WHERE g.kind = 'care' AND instr(?2, ',' || coalesce(g.last_kind, 'void') || ',') > 0
  AND (?1 = '' OR EXISTS (SELECT 1 FROM care_recipient r
                          WHERE r.id = g.care_recipient_id AND instr(r.search_key, ?1) > 0))
