SELECT id, care_recipient_id, opened_on, manager_id, doctor, clinic, instructed_on, instructed_by
FROM care_group
WHERE care_recipient_id = ?1
ORDER BY opened_on DESC, entered_at DESC
