INSERT INTO consent (id, care_recipient_id, control_number, region, edition, signer, family_id, proxy_id,
                     explained_by, visit_on, preprint, printed_on, pdf_sha256, entered_at, proxy_reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
