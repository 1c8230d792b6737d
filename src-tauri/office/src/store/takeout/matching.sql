-- The first ?3 slips, newest first, whose words, or the name of whose applicant or device, hold ?1;
-- ?2: only those that are back (1) or were declined (0).
SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(search_key(medium, content, purpose, place), ?1) > 0
       OR applicant_id IN (SELECT id FROM staff WHERE instr(search_key, ?1) > 0)
       OR id IN (SELECT o.takeout_id FROM device d CROSS JOIN takeout_device o ON o.device_id = d.id
                 WHERE instr(d.search_key, ?1) > 0))
  AND (?2 IS NULL OR (?2 = 1 AND returned_on IS NOT NULL) OR (?2 = 0 AND returned_on IS NULL AND approved = 0))
ORDER BY asked_on DESC, entered_at DESC
LIMIT ?3
