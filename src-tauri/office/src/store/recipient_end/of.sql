SELECT id, kind, on_day, voided_on, void_reason
FROM recipient_end
WHERE care_recipient_id = ?1
ORDER BY voided_on IS NOT NULL, entered_at DESC, id
