SELECT staff_id, care_recipient_id, consent_id, paper_id IS NOT NULL
FROM print_job_item
WHERE print_job_id = ?1
ORDER BY position
