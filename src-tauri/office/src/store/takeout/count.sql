-- How many there are; as matching.sql.
SELECT count(*)
FROM takeout
WHERE voided_at IS NULL
  AND (?1 = '' OR (SELECT instr(words, ?1) > 0 OR instr(words, ?2) > 0 FROM takeout_words w WHERE w.id = takeout.id))
  AND (?3 IS NULL OR (?3 = 1 AND returned_on IS NOT NULL) OR (?3 = 0 AND returned_on IS NULL AND approved = 0))
