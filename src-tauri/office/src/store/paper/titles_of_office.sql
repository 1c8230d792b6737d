-- Papers about one person stay in the house, and so does the recovery sheet, which has no edition.
SELECT title
FROM paper INDEXED BY paper_of_office
WHERE staff_id IS NULL AND care_recipient_id IS NULL AND edition <> ''
GROUP BY title
ORDER BY max(made_at) DESC
