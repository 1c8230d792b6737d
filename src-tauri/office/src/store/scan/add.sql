INSERT INTO scan (id, file_sha256, page, file_name, received_at, consent_id, sheet, doubt, picture)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
