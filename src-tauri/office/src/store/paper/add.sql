INSERT INTO paper (id, title, edition, staff_id, care_recipient_id, consent_id, pages, copies, reissue, printed,
    pdf_sha256, made_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
