SELECT * FROM consent_now
WHERE care_recipient_id IN (
    SELECT id FROM care_recipient INDEXED BY care_recipient_in_care WHERE is_ended = 0 AND voided_at IS NULL)
ORDER BY entered_at DESC, control_number DESC
