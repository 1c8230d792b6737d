INSERT INTO mcs_manager_term (staff_id, started_on, ended_on, entered_at)
VALUES (?1, ?2, NULL, ?3)
ON CONFLICT (staff_id, started_on) DO UPDATE
SET ended_on = NULL, entered_at = excluded.entered_at, voided_at = NULL, void_reason = NULL
