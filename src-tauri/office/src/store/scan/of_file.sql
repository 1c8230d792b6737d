SELECT id, file_sha256, page, file_name, received_at, consent_id, sheet, doubt, aside, picture IS NOT NULL
FROM scan
WHERE file_sha256 = ?1
ORDER BY page
