SELECT seq, verb FROM acts
WHERE (?1 IS NULL OR utc >= ?1) AND (?2 IS NULL OR utc < ?2)
ORDER BY seq DESC
