UPDATE recipient_end
SET voided_on = ?2, void_reason = ?3
WHERE care_recipient_id = ?1 AND voided_on IS NULL
