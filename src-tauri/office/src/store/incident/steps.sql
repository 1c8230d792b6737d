-- The newest time of each step.
SELECT step, done_at
FROM incident_step s
WHERE incident_id = ?1
  AND entered_at = (SELECT max(entered_at) FROM incident_step WHERE incident_id = ?1 AND step = s.step)
