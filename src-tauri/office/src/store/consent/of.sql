SELECT * FROM consent_now WHERE care_recipient_id = ?1 ORDER BY entered_at DESC, control_number DESC
