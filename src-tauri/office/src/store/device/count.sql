-- How many there are; as matching.sql.
SELECT count(*) FROM device WHERE voided_at IS NULL AND instr(search_key, ?1) > 0 AND is_gone >= ?2
