-- The first ?2, newest first, whose words hold ?1.
SELECT id, cause, happened_on, known_on, device_id, staff_id, encrypted, wrongful, note, closed_on
FROM incident
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(search_key(note), ?1) > 0
       OR staff_id IN (SELECT id FROM staff WHERE instr(search_key, ?1) > 0)
       OR device_id IN (SELECT id FROM device WHERE instr(search_key, ?1) > 0))
ORDER BY known_on DESC, entered_at DESC
LIMIT ?2
