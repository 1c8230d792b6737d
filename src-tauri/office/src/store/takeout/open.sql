SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE returned_on IS NULL AND voided_at IS NULL AND approved IS NOT 0
ORDER BY until_day
