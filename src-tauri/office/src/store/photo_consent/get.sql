SELECT id, care_recipient_id, on_day, kind, subject, purpose, means, taken_by
FROM photo_consent
WHERE id = ?1 AND voided_at IS NULL
