SELECT pdf.sha256, pdf.bytes
FROM pdf
WHERE sha256 = CASE WHEN ?2 IS NULL
    THEN (SELECT pdf_sha256 FROM consent WHERE id = ?1)
    ELSE (SELECT pdf_sha256 FROM consent_version WHERE consent_id = ?1 AND number = ?2) END
