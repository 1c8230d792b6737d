-- The others of the same people are among them: a newer one takes the place of an older.
SELECT * FROM consent_now
WHERE care_recipient_id IN (
    SELECT care_recipient_id FROM consent WHERE id NOT IN (SELECT consent_id FROM disposal))
ORDER BY entered_at DESC, control_number DESC
