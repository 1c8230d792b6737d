INSERT INTO consent (id, care_recipient_id, control_number, code, region, edition, signer, family_id, proxy_id,
    proxy_reason, explained_by, visit_on, preprint, obtained_as, doctor, clinic, requested_on, request_means, target,
    both_sign, existing, printed_on, pdf_sha256, original_place, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)
