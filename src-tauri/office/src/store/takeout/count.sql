-- How many there are; as matching.sql.
SELECT count(*)
FROM takeout
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(medium, ?1) > 0 OR instr(content, ?1) > 0 OR instr(purpose, ?1) > 0 OR instr(place, ?1) > 0
       OR applicant_id IN (SELECT id FROM staff WHERE instr(search_key, ?2) > 0)
       OR id IN (SELECT o.takeout_id FROM device d CROSS JOIN takeout_device o ON o.device_id = d.id
                 WHERE instr(d.search_key, ?2) > 0))
  AND (?3 IS NULL OR (?3 = 1 AND returned_on IS NOT NULL) OR (?3 = 0 AND returned_on IS NULL AND approved = 0))
