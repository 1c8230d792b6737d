-- The first ?4 slips, newest first, whose words hold ?1, or its search key ?2; ?3: only those that are back (1) or were
-- declined (0).
SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE voided_at IS NULL
  AND (?1 = '' OR (SELECT instr(words, ?1) > 0 OR instr(words, ?2) > 0 FROM takeout_words w WHERE w.id = takeout.id))
  AND (?3 IS NULL OR (?3 = 1 AND returned_on IS NOT NULL) OR (?3 = 0 AND returned_on IS NULL AND approved = 0))
ORDER BY asked_on DESC, entered_at DESC
LIMIT ?4
