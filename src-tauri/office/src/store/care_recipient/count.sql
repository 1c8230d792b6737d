-- How many there are; as matching.sql.
SELECT count(*) FROM care_recipient WHERE voided_at IS NULL AND instr(search_key, ?1) > 0
