SELECT d.key, d.subject, d.on_day
FROM duty_closed d
LEFT JOIN staff s ON s.id = d.subject
WHERE d.region = ?1 AND (d.subject = '' OR s.released_on IS NULL OR s.released_on >= ?2)
