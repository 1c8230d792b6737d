SELECT * FROM consent_now ORDER BY entered_at DESC, control_number DESC
