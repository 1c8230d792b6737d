INSERT INTO yearly_report (id, region, year, version, reason, submitted_on, posts, uses, remarks, pdf_sha256,
                           submission_id, duty_before, entered_at, workbook)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
