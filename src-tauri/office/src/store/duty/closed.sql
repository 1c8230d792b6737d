SELECT key, subject, on_day
FROM duty_closed
WHERE region = ?1 AND subject = ''
UNION ALL
SELECT d.key, d.subject, d.on_day
FROM staff s
JOIN duty_closed d ON d.subject = s.id AND d.subject <> ''
WHERE d.region = ?1 AND (s.released_on IS NULL OR s.released_on >= ?2)
