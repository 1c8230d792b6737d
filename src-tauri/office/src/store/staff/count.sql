-- How many there are; as matching.sql.
SELECT count(*) FROM staff
WHERE instr(search_key, ?1) > 0 AND voided_at IS NULL AND (?2 IS NULL OR released_on < ?2)
