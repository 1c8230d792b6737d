SELECT id, file_sha256, page, file_name, received_at, consent_id, sheet, doubt, aside, picture IS NOT NULL
FROM scan
WHERE consent_id = ?1 AND doubt IS NULL AND aside IS NULL
ORDER BY sheet, received_at
