-- The reports that were handed in, newest year and version first.
SELECT id, region, year, version, reason, submitted_on, posts, uses, remarks, pdf_sha256, submission_id, duty_before,
       workbook IS NOT NULL
FROM yearly_report
WHERE voided_at IS NULL
ORDER BY year DESC, version DESC
