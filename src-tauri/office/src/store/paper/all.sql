SELECT id, title, edition, staff_id, consent_id, pages, printed, pdf_sha256, made_at
FROM paper
ORDER BY made_at DESC, id
