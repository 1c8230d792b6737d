SELECT id, title, edition, staff_id, care_recipient_id, consent_id, pages, copies, reissue, printed, pdf_sha256, made_at
FROM paper
ORDER BY made_at DESC, id
LIMIT ?1
