-- The slips that wait for a decision or are not back; ?1 as in matching.sql.
SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE returned_on IS NULL AND voided_at IS NULL AND approved IS NOT 0
  AND (?1 = '' OR instr(search_key(medium, content, purpose, place), ?1) > 0
       OR applicant_id IN (SELECT id FROM staff WHERE instr(search_key, ?1) > 0)
       OR id IN (SELECT o.takeout_id FROM device d CROSS JOIN takeout_device o ON o.device_id = d.id
                 WHERE instr(d.search_key, ?1) > 0))
ORDER BY until_day
