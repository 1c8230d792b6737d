SELECT number, reason, frozen_at, pdf_sha256, edition
FROM consent_version
WHERE consent_id = ?1
ORDER BY number
