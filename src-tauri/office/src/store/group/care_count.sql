-- How many patient groups there are whose newest event is one of ?2; ?1 is empty.
SELECT count(*)
FROM mcs_group
WHERE kind = 'care' AND instr(?2, ',' || coalesce(last_kind, 'void') || ',') > 0 AND ?1 = ''
