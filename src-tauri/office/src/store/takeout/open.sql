-- The slips that wait for a decision or are not back; ?1, ?2 as in matching.sql.
SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE returned_on IS NULL AND voided_at IS NULL AND approved IS NOT 0
  AND (?1 = '' OR (SELECT instr(words, ?1) > 0 OR instr(words, ?2) > 0 FROM takeout_words w WHERE w.id = takeout.id))
ORDER BY until_day
