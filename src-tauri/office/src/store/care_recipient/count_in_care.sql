-- How many there are; as matching_in_care.sql.
SELECT count(*) FROM care_recipient INDEXED BY care_recipient_in_care
WHERE is_ended = 0 AND voided_at IS NULL AND instr(search_key, ?1) > 0
