SELECT key, subject, on_day
FROM duty_closed INDEXED BY duty_closed_of
WHERE subject = '' AND region = ?1
UNION ALL
SELECT d.key, d.subject, d.on_day
FROM staff s
CROSS JOIN duty_closed d INDEXED BY duty_closed_of ON d.subject = s.id
WHERE d.region = ?1 AND (s.released_on IS NULL OR s.released_on >= ?2)
