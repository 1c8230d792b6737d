SELECT region, key, subject, on_day
FROM duty_closed
ORDER BY entered_at DESC, region, key, subject
LIMIT ?1
