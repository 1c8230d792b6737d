INSERT INTO paper (id, title, edition, staff_id, consent_id, pages, printed, pdf_sha256, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
