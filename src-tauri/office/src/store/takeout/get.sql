SELECT id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, decided_by, decided_on, approved,
       decline_reason, returned_on, returned_to, erased, return_note
FROM takeout
WHERE id = ?1 AND voided_at IS NULL
