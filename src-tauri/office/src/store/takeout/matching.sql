-- The first ?4 slips, newest first, whose words, or the name of whose applicant or device, hold ?1 (its search key: ?2);
-- ?3: only those that are back (1) or were declined (0).
SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(medium, ?1) > 0 OR instr(content, ?1) > 0 OR instr(purpose, ?1) > 0 OR instr(place, ?1) > 0
       OR applicant_id IN (SELECT id FROM staff WHERE instr(search_key, ?2) > 0)
       OR id IN (SELECT o.takeout_id FROM device d CROSS JOIN takeout_device o ON o.device_id = d.id
                 WHERE instr(d.search_key, ?2) > 0))
  AND (?3 IS NULL OR (?3 = 1 AND returned_on IS NOT NULL) OR (?3 = 0 AND returned_on IS NULL AND approved = 0))
ORDER BY asked_on DESC, entered_at DESC
LIMIT ?4
